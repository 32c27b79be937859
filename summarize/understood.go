package summarize

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/pattern"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// Whether somebody's words can be read without those around them, and have something in them. Most lists are English; of other languages the
// predicates ask what any language has.

// understood says whether words of somebody's own can be read without those before them.
func understood(text, language string) bool {
	text = withoutFiller(text)
	if leansBack(text) || hangs(text, language) || strings.Contains(text, "…") || strings.Contains(text, ". . .") || strings.HasPrefix(text, "[") && !namedInBrackets.MatchString(text) {
		return false
	}
	return !matchesAny(text, withOwner, ofThose, ofThat, thatSame, ifIt, toThat)
}

func matchesAny(text string, expressions ...*pattern.Expression) bool {
	return slices.ContainsFunc(expressions, func(e *pattern.Expression) bool { return e.MatchString(text) })
}

// filler is what a speaker takes a breath with.
var filler = pattern.Lazy(`^(?:Well|Look|Listen|Oh|OK|Okay|You know|I mean|(?:Quite )?[Ff]rankly|Honestly|Obviously|Again),? `)

// withoutFiller is a text without such a word before it: of "Well, it’s certainly more", the "it" is what counts.
func withoutFiller(text string) string {
	rest := strings.TrimPrefix(text, filler.FindString(text))
	if rest == "" {
		return text
	}
	first, size := utf8.DecodeRuneInString(rest)
	return string(unicode.ToUpper(first)) + rest[size:]
}

var (
	// ofThose has people or things that stand before it: "no daylight between the two".
	ofThose = pattern.Lazy(`\b(?:between|of|to|by|for) the (?:two|three|latter|former|pair|others?)\b`)
	// namedInBrackets opens with who or what an editor has put in place of a pronoun: "[Sailors are] worried".
	namedInBrackets = pattern.Lazy(`^\[(?:\p{Lu}[\pL’'.-]{3,}|The \p{Ll}+)(?: [\pL’'.-]+)*\] \p{Ll}`)
	// ofThat opens with a "that" which is told before it: "People should take a look at that".
	ofThat = pattern.Lazy(`^(?:[^\s,.]+ ){1,7}(?:of|at|about|for|to|with|by|on|take|do|did|say|know|see) that(?: into| but| and| as|[.,;!?]|$)|` +
		`^(?:In|On|At|For|With|By|From|To|Under|After|Before|Since) that \p{Ll}|^(?:[^\s,.]+ ){1,5}(?:do|did|doing|done) that\b|^(?:[^\s,.]+ ){1,7}(?:consider|call|find|make|made) that an?\b|^(?:I|We)(?: \p{Ll}+(?:[’']t)?){0,2} (?:think|believe|guess|feel|hope|know|say)(?: that)? that(?:[’']s| is| was| will| would)\b`)
	// ifIt opens on what may become of an "it" or "this", and thinks of one.
	ifIt = pattern.Lazy(`^(?:If|When|Once|Unless|Since|Because) it(?:[’']s| is| was| gets| does| goes| comes| has| happens| works)\b|^(?:I|We)(?: \p{Ll}+(?:[’']t)?){0,2} (?:think|believe) it \p{Ll}{3,}ed\b|^(?:I|We)(?: \p{Ll}+(?:[’']t)?){0,2} (?:think|believe|know|hope|feel) (?:that )?this (?:is|was|will|would) (?:something|what|how|why|where|the)\b`)
	// toThat is a thing that is told before, in the middle of a sentence: "to stop that advance".
	toThat = pattern.Lazy(`\b(?:of|on|with|to|by|about|against|from|into|stop|stopped|using) that (?:\p{Ll}{4,} )?\p{Ll}{4,}\b`)
	// thatSame is told before, too.
	thatSame = pattern.Lazy(`\b[Tt]hat same\b`)
)

// articleEnds are words that no quotation ends on but one that was cut.
var articleEnds = strings.Fields("a an the and or of its my our")

// brokenOff ends on a dash.
var brokenOff = pattern.Lazy(`[-–—][.,]?$`)

// isOpenEnded says whether a text ends on a dash, or on a word that wants another: "his support of the".
func isOpenEnded(text string) bool {
	return brokenOff.MatchString(text) || slices.Contains(articleEnds, strings.ToLower(strings.TrimRight(words.Last(text), ".,")))
}

var (
	// onlyAsks is questions and nothing else: its answer is what somebody holds.
	onlyAsks = pattern.Lazy(`^[^.!]*\?$`)
	// ofDialogue is a turn of a transcript, whose speaker stands in it: "Ada Berg: Seriously".
	ofDialogue = pattern.Lazy(`^(?:\p{Lu}[\pL’'-]+ ){1,3}\p{Lu}[\pL’'-]+: `)
	// handle is somebody's name on a network: who writes to it is a passer-by more often than a party.
	handle = pattern.Lazy(`(?:^|\s)\.?@\pL`)
	// profane is what a brief does not shout at its readers; it stays behind the button.
	profane = pattern.Lazy(`(?i)\b(?:fuck\pL*|motherfuck\pL*|assholes?|shit|bullshit|cunts?)\b`)
	// notWhen is half of an answer.
	notWhen = pattern.Lazy(`^Not (?:when|if|until|because|that)\b`)
	// moreAndMore is half of "The sooner we sail, the better".
	moreAndMore = pattern.Lazy(`^The \w+er (?:we|they|you|I|he|she)\b[^,]*,?$`)
)

// garbled is what a page's machinery left of its signs.
var garbled = pattern.Lazy(`\[#x|[.,]'\.['’)]`)

// greets opens with a greeting to somebody, or asks its hearers for something.
var greets = pattern.Lazy(`^(?:Sorry|Hey|Hi|Hello|Dear|Thanks|Thank you),? \p{Lu}|\bHow are you\b|\b[Pp]lease (?:text|call|visit|donate|click|sign up)\b`)

// isForOthers says whether a quotation is not for a brief to show by itself: garbled, a greeting, a turn of a transcript, words to somebody's @name, an oath.
func isForOthers(text string) bool {
	return matchesAny(text, garbled, greets, ofDialogue, handle, profane)
}

// isHalf says whether a quotation is a half of what was said, by its own words.
func isHalf(text string) bool {
	return opensWithin(text) || isOpenEnded(text) || onlyAsks.MatchString(text) || notWhen.MatchString(text) || moreAndMore.MatchString(text)
}

// opensWithin says whether a quotation opens another one within it and breaks off before that ends: “She looked at me and said, ‘You weren’t”.
func opensWithin(text string) bool {
	all := withinMarks.FindAllStringIndex(text, -1)
	if len(all) == 0 {
		return false
	}
	last := all[len(all)-1]
	return !closes.MatchString(text[last[1]-1:])
}

// withinMarks opens a quotation within another, and is no "’em" with its apostrophe turned.
var withinMarks = pattern.Lazy(`(?:, |: | (?:be|say|said|says|like|was) )['‘](?:\p{Lu}|(?:I|we|you|they|the|this|that|it|let|what|why|no|yes)\b)`)

// closes ends a quotation within another.
var closes = pattern.Lazy(`[\pL.,!?]['’](?:[^\pL]|$)`)

// thisIs opens with a "this" that means something told before, and not "this fee".
var thisIs = pattern.Lazy(`^(?:This|These|Those) (?:is|was|are|were|has|have|will|would|can|could|should|may|might|makes|works|sends|gives|goes|comes|sounds|looks|feels|seems|needs)\b`)

// endsOnThat ends on a word for what was told before.
var endsOnThat = pattern.Lazy(`\b(?:that|this|so)[.,!?”"]*$`)

// endsOnIt ends on a thing or people that are told before.
var endsOnIt = pattern.Lazy(`\b(?:to|for|of|with|about|by|behind|on|from) (?:them|it)[.,!?]*$`)

// announces is what only says that something or somebody follows, that somebody knows nothing, or that he looks for words.
var announces = pattern.Lazy(`^(?:Here[’']s|This is) (?:what|why|how)\b|^There are (?:two|three|four|several|a (?:few|couple of|number of)) (?:\p{Ll}+ )?(?:differences|reasons|things|ways|points|problems|questions)\b|^I don[’']t know\b[^.]{0,20}[.,]?$|^(?:Just )?[Ll]ook at (?:M(?:r|rs|s)\.|[^.!?])*[.,]?$|\b(?:[Hh]er|[Hh]is|[Mm]y) name is\b|^(?:I mean|Well|Look|So), .*, (?:you know|I mean),|^I know one thing\b[^.]*[.,]?$|^Oh my\b|^Imagine [^.!?]*[.,]?$|^(?:\p{Lu}[\pL’'-]+ ){1,3}(?:says|claims) (?:that )?(?:he|she|they)\b[^.!?,]*[.,]?$|^It[’']s (?:very |really |so )?(?:interesting|funny|amazing|incredible)\b[^.,]*[.,]?$|, I don[’']t know[.,]?$`)

// courtesy is what everybody says of a calamity, or of somebody before he differs with him.
var courtesy = pattern.Lazy(`(?i)\b(?:(?:big|huge|great) fan of|(?:great|utmost|tremendous|a lot of|nothing but) (?:respect|admiration) for|saddened|heartbroken|condolences|thoughts and prayers|(?:thoughts|prayers|hearts?) (?:are|is|go(?:es)?)(?: out)? (?:with|to))\b`)

// toYou is said to somebody whom it does not name: "Your reputation is amazing".
var toYou = pattern.Lazy(`(?i)\byour?\b`)

// didThat tells of what was told before.
var didThat = pattern.Lazy(`\b(?:do|does|did|done|doing) (?:exactly )?(?:the same|so)\b`)

// thin says whether a quotation has too little in it to be worth a reader's time: few words that mean something.
func thin(text, language string) bool {
	const least, brief, short, longer, long = 3, 8, 10, 14, 20 // words that carry meaning; words
	n, telling := len(strings.Fields(text)), len(words.Stems(text))
	if n < longer && hasDemonstrative(text) || n < short && endsOnIt.MatchString(text) || n < long && (endsOnThat.MatchString(text) || thatThing.MatchString(text)) || announces.MatchString(text) || n < long && courtesy.MatchString(text) || didThat.MatchString(text) || n < brief && toYou.MatchString(text) || n < short && language == "en" && !hasFiniteVerb(text) {
		return true
	}
	return telling < least || n < short && telling == least
}

// slight says whether a quotation has next to nothing in it: all that is asked of somebody's only words.
func slight(text, language string) bool {
	const least, telling = 5, 2 // words; words that carry meaning
	return len(strings.Fields(text)) < least || len(words.Stems(text)) < telling || announces.MatchString(text) || hasDemonstrative(text) || language == "en" && !hasFiniteVerb(text)
}

// leaning are words that a quotation opens with whose meaning stands before it.
var leaning = words.List("he she they that him her them his their which who such and but so or because then therefore however another yeah no now er sie ils elles él ella ellos lui lei loro ele ela")

func leansBack(text string) bool {
	first, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(words.First(text)), "'", "’"), "’")
	return leaning[first] || thisIs.MatchString(text) || asksOfIt.MatchString(text) || answersIt.MatchString(text) || goesOnToSay.MatchString(text) || first == "it" && (!dummyIt.MatchString(text) || standsFor(isOfIt.FindString(text)))
}

// asksOfIt opens with a question about what stands before it.
var asksOfIt = pattern.Lazy(`^(?:Is|Are|Was|Were|Will|Would|Do|Does|Did|Can|Could|Should|Has|Have) (?:it|that|this|he|she|they|those|these)\b[^.!?]*\?`)

// answersIt opens with an answer to what stands before it: "I don't. But luckily, I can."
var answersIt = pattern.Lazy(`^(?:I|We|They|He|She|You) (?:do|did|can|could|will|would|have|had|am|are|is|was|were)(?:n[’']t| not)?[.,!]`)

// goesOnToSay opens what agrees with or adds to what stands before it: "It’s also hard to tell".
var goesOnToSay = pattern.Lazy(`^(?:Sure|Exactly|Right), |^(?:For example|For instance|On the contrary|On the other hand|Not to mention|For that reason|As a result|In other words|That said|At the same time|In that (?:case|sense))\b|^(?:This|That|It)(?:[’']s| is| was) an? (?:guy|man|woman|person|lady|kid)\b|^It(?:[’']s| is| was| has| will) also\b|^It(?:[’']s| is) going to (?:provide|make|help|hurt|do|give|create|cost|work|change|have|come|go|get|happen)\b|^[^.,]{0,30}\b[Tt]he answer is (?:yes|no)\b`)

// isOfIt opens with what something is that stands before it: "It's one of the best", and not "It's a shame that …".
var isOfIt = pattern.Lazy(`^It(?:[’']s| is| was) (?:\p{Ll}+ly )?(?:one of|an?|the|his|her|their|our|just|part|like|all|not|more|less|about) [^.!?]*`)

// standsFor says whether an "it" that something is does not mean the clause behind it.
func standsFor(sentence string) bool { return sentence != "" && !laterClause.MatchString(sentence) }

var laterClause = pattern.Lazy(`[ ,](?:to|that|when|how|if|whether|what|why|who|for|because)\b`)

// dummyIt opens with an "it" that stands for nothing: "It is wrong to …", "It takes a town …".
var dummyIt = pattern.Lazy(`^It(?:[’']s| is| was| would be| will be| takes| took| seems| looks| appears)\b`)

// ofThing is a thing with what is told of it, and no sentence: "policies that they oppose".
var ofThing = pattern.Lazy(`^[^,;]*? (?:that|which|who) `)

// hangs says whether an English quotation is about a "he" or "she" whom it does not name, or is the half of a sentence.
func hangs(text, language string) bool {
	if language != "en" {
		return false
	}
	if thing := ofThing.FindString(text); thing != "" && !hasFiniteVerb(strings.TrimSuffix(thing, "that ")) && !slices.ContainsFunc(words.Folded(thing), isSubject) &&
		!strings.ContainsAny(text, ",:;?!") && verbPhrases(text[len(thing):]) < 2 {
		return true
	}
	if meansOthers(text) || hasDemonstrative(opensWith(text)) {
		return true
	}
	return meansSomeone(text)
}

// verbPhrases counts the finite verbs of an English text, those that stand together as one: "are closing | have lost".
func verbPhrases(text string) (count int) {
	written, within := strings.Fields(strings.ReplaceAll(text, "'", "’")), false
	for i, word := range written {
		switch {
		case isFinite(written, i) || i == 0 && finite[word]:
			if !within {
				count++
			}
			within = true
		case !beforeVerb[word] && !strings.HasSuffix(word, "ly"):
			within = false
		}
	}
	return count
}

// opensWith is the first words of a text, by which it must be clear what it is about.
func opensWith(text string) string {
	const few = 4
	all := strings.Fields(text)
	all = all[:min(len(all), few)]
	for len(all) > 0 && demonstratives[strings.ToLower(all[len(all)-1])] {
		all = all[:len(all)-1] // what it points at stands behind it
	}
	return strings.Join(all, " ")
}

var demonstratives = words.List("this these those there")

// meansSomeone says whether a text has a "he" or "she" and no name before it.
func meansSomeone(text string) bool {
	all := strings.Fields(strings.ReplaceAll(text, "'", "’"))
	for i, field := range all {
		own := strings.Trim(field, words.QuotationMarks+"‘’([,;:.!?)—–-")
		bare, _, _ := strings.Cut(strings.ToLower(own), "’")
		switch {
		case heAlone[bare], bare == "her" && field != own:
			return true
		case i > 0 && strings.EqualFold(all[i-1], "the") && transcript.IsTitle(bare):
			return false // "The chancellor is late. He has no plan."
		case !words.StartsUpper(own) || bare == "i" || strings.HasSuffix(bare, "day"):
		case i > 0 && !strings.ContainsAny(all[i-1][len(all[i-1])-1:], ".!?"), !nounAhead[bare] && !thereAhead[bare] && i+1 < len(all) && isActive(all[i+1]):
			return false // a name that it may mean
		}
	}
	return false
}

// thereAhead are words before a verb that are nobody's name.
var thereAhead = words.List("it this that these those there here what who which we you they people everybody everyone nobody if as and but so")

// isActive says whether a word behind one with a capital makes that a name: a finite verb, or another capital.
func isActive(word string) bool {
	bare, _, _ := strings.Cut(word, "’")
	return words.StartsUpper(word) || finite[word] || finite[bare] || strings.HasSuffix(word, "ed") || word == "just" || word == "never" || word == "and"
}

// beforeThing are words behind which an "it" is a thing.
var beforeThing = words.List("by about of at with for to on from against behind into over under see saw")

// meansOthers says whether a text has a "they" or an "it" that is a thing near its start, and nobody and nothing before it.
func meansOthers(text string) bool {
	const near = 8 // words
	all := words.Split(text)
	for i, word := range all[:min(len(all), near)] {
		bare, _, _ := strings.Cut(strings.ToLower(word), "'")
		switch {
		case bare == "they" || bare == "them", bare == "it" && i > 0 && beforeThing[strings.ToLower(all[i-1])]:
			return true
		case nounAhead[bare] && bare != "any" && bare != "some", i > 0 && strings.ToLower(word) != word && bare != "i", bare == "people", i > 0 && len(bare) > 4 && strings.HasSuffix(bare, "s"):
			return false
		}
	}
	return false
}

// heAlone are words for somebody who must be named; "his" may be anybody's whom the sentence tells of.
var heAlone = words.List("he she him himself herself")

func isSubject(word string) bool {
	return slices.Contains([]string{"i", "we", "you", "they", "it"}, word)
}
