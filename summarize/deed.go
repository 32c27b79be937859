package summarize

import (
	"slices"
	"strings"
	"unicode"

	"parley/pattern"
	"parley/summarize/check"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// What a verb and the words behind it tell: what somebody says or wants, or only what he did, asked, or did not say.

var (
	// doing verbs of wanting tell what somebody did where they take an infinitive or are over: "agreed to a rescue".
	doing = stemsOf("agree accept apologize apologise")
	// answering is what somebody refuses who says nothing.
	answering   = words.List("comment answer provide say discuss disclose identify name elaborate give tell talk speak respond reveal confirm release testify")
	tidings     = stemsOf("announce reveal recall repeat tweet share unveil feel confirm")                             // of a thing as well as of a clause
	answers     = stemsOf("respond answer reply comment return")                                                       // which nobody gives who did not
	objecting   = stemsOf("accuse blame criticize criticise condemn praise denounce slam slammed assail blast defend") // of somebody, whom the line must name
	blamedFor   = words.List("for of by")
	plainSaying = stemsOf("say add write explain note argue proclaim quip opine exclaim affirm")
	remarking   = stemsOf("remark comment observe reflect report")
	addressing  = words.List("to at in on of about with during before after from under for as")
	tellings    = stemsOf("tell assure inform remind advise warn")
)

// pointing is at what speaks for somebody's view, which it leaves out.
var pointing = stemsOf("point refer")

const fewObjects = 7 // words of praise or blame that do not tell for what

// forWhat tells for what somebody is praised or blamed.
var forWhat = pattern.Lazy(`[’']s? | (?:for|as|over|of|that|because) `)

// ofHis open a thing, not a clause, behind "added".
var ofHis = words.List("his her its their a an two three four five six another")

// andDid goes over from what somebody wanted to what he did.
var andDid = pattern.Lazy(`\band (?:then |also |later |has |have |had )?\w{2,}ed\b`)

// mayOnly are words before a cue that make it what somebody might say.
var mayOnly = words.List("can could may might would should will must")

// onDay is when somebody said something, before what he said.
var onDay = pattern.Lazy(`^(?:(?:on |late |early |last )?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|week|month|year|night)(?: (?:morning|afternoon|evening|night))? )+`)

// inAWay is how and when somebody said something that stands elsewhere: "said matter-of-factly as the band left".
var inAWay = pattern.Lazy(`^(?:[\w-]+ly )?(?:as|while|when|after|before|amid|during) `)

// auxiliaries want a subject before them: "the boats that he believes will sail" is no clause of his.
var auxiliaries = words.List("is are was were has had will would can could should may might must does did")

// clauseOpens begins a clause behind a verb.
var clauseOpens = pattern.Lazy(`^ (?:on \w+ |\w+day |yesterday )?(?:that|he|she|they|it|we|plans|there|how|why)\b`)

// tellsWhile tells when somebody was told, and not what: "told the crew as he left".
var tellsWhile = pattern.Lazy(`^(?:[\w’'-]+ ){1,5}(?:as|while|when|after|before) (?:s?he|they)\b|^[^,]{0,90} when asked\b`)

// whileTelling goes over to what somebody says in another verb: "said on Tuesday in Dunby, noting …".
var whileTelling = pattern.Lazy(`^[^,]{1,40}, (?:noting|adding|saying|arguing|explaining|warning|insisting|calling) `)

// isDeed says whether a cue and its content tell what somebody did and no view of his.
func isDeed(cue, content string) bool {
	return isOf(doing, cue) && !withThat.MatchString(content) ||
		isOf(stemsOf("offer"), cue) && words.First(content) != "to" || // "offered the man a job"
		isOf(stemsOf("ask"), cue) && isQuestion(content) ||
		tells(cue) && (tellsHow(content) || tellsOwnPast(content)) ||
		isOf(stemsOf("note recall"), cue) && (tellsPast(content) || didNotDo.MatchString(content)) ||
		isOf(stemsOf("conclude"), cue) && byDoing.MatchString(content) ||
		isOf(stemsOf("explain outline detail describe"), cue) && whatOnly.MatchString(content) ||
		isOf(stemsOf("find"), cue) && foundThing.MatchString(content) ||
		isOf(stemsOf("add explain"), cue) && opensOnHis(content) && !strings.Contains(content, " that ") ||
		wants(cue) && goesOnToDo(content) ||
		isOf(objecting, cue) && tellsNoReason(content) ||
		isOf(stemsOf("refuse decline"), cue) && isAnswering(content)
}

// didNotDo opens on what somebody has not done: "the crew didn’t search".
var didNotDo = pattern.Lazy(`^(?:that )?(?:[\pL’'.-]+ ){1,5}?did(?:n[’']t| not)\b`)

// foundThing opens on what somebody came upon: "found ways to sell the boats".
var foundThing = pattern.Lazy(`^(?:(?:a|an|no|new|other|some) )?(?:new )?(?:ways?|time|room|allies|support|help|comfort|refuge|success|work)\b(?: (?:to|for|in|among|with|from)\b|[.,])`)

var (
	// byDoing opens on what somebody brings to an end, and how: "concluded the letter by urging all to stay".
	byDoing = pattern.Lazy(`^(?:the|an?|his|her|its|their) [^,.;]{3,40} by \pL+ing\b`)
	// whatOnly opens on what somebody speaks of, and does not tell it, or as a list: "explained why she left", "outlined the changes: …".
	whatOnly = pattern.Lazy(`^(?:why|what|when|where)\b|^(?:the|his|her|its|their) \pL+(?: \pL+)?: `)
)

// withThat opens on with whom somebody agrees, and that: "with the union that fees are high".
var withThat = pattern.Lazy(`^(?:with [^,.;]{2,40} )?that `)

// tellsHow says whether a content is how somebody says something: "stressed starting from the port".
func tellsHow(content string) bool {
	return strings.HasSuffix(words.First(content), "ing") && !gerundIs.MatchString(content)
}

// goesOnToDo says whether what somebody wants goes over to what he did: "urged a vote and left".
func goesOnToDo(content string) bool {
	did := words.Last(andDid.FindString(content))
	return did != "" && !voices(did) && did != "ruled" && !strings.HasPrefix(content, "that ")
}

// tellsNoReason says whether praise or blame of somebody does not say for what: "blasted Lund in an interview", "praised Lund on Monday".
func tellsNoReason(content string) bool {
	if words.StartsUpper(content) && !strings.Contains(words.First(content), "’s") && !forWhat.MatchString(content) {
		return true
	}
	all := words.Folded(content)
	return len(all) <= fewObjects && len(all) > 0 && !slices.Contains(all, "as") && !slices.Contains(all, "for")
}

// gerundIs opens on what is done and says what it is: "closing the port is wrong".
var gerundIs = pattern.Lazy(`^\pL+ing [^,;:]* (?:is|are|was|would|will|could|can|may|might|should|must|has|does)\b`)

// opensOnHis says whether a content is a thing, and no clause: "added his seventh".
func opensOnHis(content string) bool {
	all := words.Folded(content)
	return len(all) > 0 && ofHis[all[0]]
}

// isAnswering says whether what somebody refuses is to say anything.
func isAnswering(content string) bool {
	all := words.Folded(content)
	return len(all) > 1 && all[0] == "to" && answering[all[1]]
}

// isQuestion says whether somebody asks what is so, and not for what he wants: "asked if", not "asked the court to find out if".
func isQuestion(content string) bool {
	all := words.Folded(content)
	to := slices.Index(all, "to")
	whether := slices.IndexFunc(all, func(word string) bool { return word == "if" || word == "whether" || word == "about" })
	return strings.Contains(content, "?") || to < 0 && !slices.Contains(all, "for") || whether >= 0 && (to < 0 || whether < to)
}

// ownPast opens what somebody says on what he did himself: "he began talks in May".
var ownPast = pattern.Lazy(`^(?:(?:[\w’']+ ){0,4}that )?(?:s?he|they)(?: (?:first|then|also|had|has|have))* (\w+)(?: |$)`)

// tellsOwnPast says whether somebody tells what he did, and not what he thinks or thought.
func tellsOwnPast(content string) bool {
	found := ownPast.FindStringSubmatch(content)
	if found == nil || holding[found[1]] || finite[found[1]] {
		return false
	}
	return strings.HasSuffix(found[1], "ed") || transcript.BaseForm(found[1]) != found[1]
}

// holding are verbs of what somebody thinks, in the past that English has behind "said".
var holding = words.List(`thought felt knew understood meant saw seen found heard regretted hoped wanted believed supported opposed favored favoured agreed disagreed planned
	intended expected doubted feared preferred needed backed wished looked`)

// joinsVerbs says whether the words between a subject and its cue have another verb of the subject's: "grabs his wrist and asks".
func joinsVerbs(between string) bool {
	first, _, joined := strings.Cut(between, " and ")
	return joined && !strings.Contains(between, ",") && hasFiniteVerb("x"+first) && !slices.ContainsFunc(strings.Fields(first), voices)
}

// opensAside says whether a comma right behind a subject is never closed before its verb: then the subject ends another phrase.
func opensAside(source, between string) bool {
	return !strings.Contains(source, ",") && strings.HasPrefix(between, ",") && strings.Count(between, ",") == 1
}

var did = pattern.Lazy(`\bdid(?:n[’']t| not)\b`)

// didNot says whether a cue tells of what somebody has not done, and not of what he is against.
func didNot(between, cue string) bool {
	if check.Negated(between, "en") && isOf(plainSaying, cue) {
		return true // "has not said what he will do"
	}
	return did.MatchString(between) && !tells(cue) || check.Negated(between, "en") && isOf(answers, cue)
}

// opensOnThing says whether what a person says has an "it" or "they" before any noun that it may mean: "he’s not sure it will happen".
func opensOnThing(content string) bool {
	if judges.MatchString(content) {
		return false
	}
	for i, word := range words.Split(strings.ReplaceAll(content, "'", "’")) {
		folded := strings.ToLower(word)
		bare, _, _ := strings.Cut(folded, "’")
		switch {
		case things[bare]:
			return true
		case nounAhead[folded], i > 0 && folded != word && folded != "i", unicode.IsDigit(rune(word[0])), len(word) > 4 && strings.HasSuffix(word, "s"):
			return false
		}
	}
	return false
}

// judges opens with an "it" that means the clause behind it, by what somebody thinks of that: "it was “absolutely wrong” to close the dock".
var judges = pattern.Lazy(`^(?:that )?it (?:is|was|would be|will be|had been|has been) [“"]?(?:\p{Ll}+ly |too |very |not |quite |so ){0,2}(?:right|wrong|important|vital|necessary|essential|crucial|critical|disgusting|outrageous|` +
	`unacceptable|unfair|unjust|absurd|ridiculous|irresponsible|reckless|foolish|impossible|dangerous|unclear|clear|inevitable|appropriate|inappropriate|shameful|disgraceful|premature)[”"]? (?:to|that|for|if|whether)\b`)

var (
	things    = words.List("it they them its their")
	nounAhead = words.List("the a an his her my our no any some more every each all")
)

// tellsPast says whether the first finite verb of an English text is in the past or the perfect, and none of saying or wanting: it tells
// what happened.
func tellsPast(text string) bool {
	for i, word := range strings.Fields(strings.ToLower(strings.ReplaceAll(text, "'", "’"))) {
		word = strings.Trim(word, ".,;:!?()"+words.QuotationMarks)
		switch {
		case i > 0 && voices(word):
			return false // "26 nations pledged": it tells what somebody wants
		case pastWords[word], i > 0 && len(word) > 4 && strings.HasSuffix(word, "ed"):
			return true
		case word == "has" || word == "have":
			return true
		case finite[word] || slices.ContainsFunc(contracted, func(end string) bool { return end != "’s" && strings.HasSuffix(word, end) }):
			return false
		case i > 0 && transcript.BaseForm(word) != word && !pluralEnd(word):
			return true
		}
	}
	return false
}

// noThing opens a clause on what there is none of: "no class have more than 24 pupils".
var noThing = pattern.Lazy(`^no \p{Ll}{3,} (?:\p{Ll}+ ){0,4}(?:\p{Ll}+ed|is|are|was|be|has|have|will|would|can|could|should|must|may)\b`)

// finishes says whether what stands behind a cue is what somebody says: whoever is told something is told a clause.
func finishes(cue, content string) bool {
	content = content[len(onDay.FindString(content)):]
	if opensOnNoClause(content) || goesElsewhere(cue, content) || whileTelling.MatchString(content) && !hasFiniteVerb(beforeComma(content)) {
		return false
	}
	lower := " " + strings.ToLower(content)
	switch that := strings.Contains(lower, " that "); {
	case isOf(stemsOf("add"), cue):
		return that || hasFiniteVerb("x "+beforeComma(content)) // not "added trucks, and …"
	case isOf(stemsOf("express hold"), cue):
		return that
	case isOf(stemsOf("describe"), cue):
		return strings.Contains(lower, " as ")
	case isOf(tidings, cue):
		return clauseOpens.MatchString(lower)
	case isOf(tellings, cue):
		return !tellsWhile.MatchString(content) && (that || isOf(stemsOf("warn advise"), cue) || hasSubject(lower) || isToldClause(content))
	}
	return true
}

// isToldClause says whether a content is to whom something is told and, with no "that" between, what: "told the Halvik Post the ferry was sold".
func isToldClause(content string) bool {
	told := toldWhom.FindString(content)
	clause := content[len(told):]
	return told != "" && !strings.HasSuffix(strings.Fields(clause)[0], ",") && (words.StartsUpper(clause) || slices.Contains(determiners, strings.ToLower(words.First(clause)))) && hasFiniteVerb(clause)
}

var toldWhom = pattern.Lazy(`^(?:(?:[Tt]he )?(?:\p{Lu}[\pL&.’'-]* ){1,4}|reporters |lawmakers |supporters |voters |journalists )(?:on \pL+ |\pL+day )?`)

func beforeComma(text string) string {
	before, _, _ := strings.Cut(text, ",")
	return before
}

// hasSubject says whether a text in small letters has a pronoun that may be the subject of a clause, also in "he’d".
func hasSubject(lower string) bool {
	lower = strings.NewReplacer("’", " ", "'", " ").Replace(lower)
	return slices.ContainsFunc([]string{" he ", " she ", " they ", " it ", " we "}, func(word string) bool { return strings.Contains(lower, word) })
}

// opensOnNoClause says whether a content opens on how something is said, on an answer, or on the rest of a verb: "said not", "held up".
func opensOnNoClause(content string) bool {
	switch first := strings.ToLower(words.First(content)); first {
	case "yes", "not", "up", "away":
		return true
	case "no":
		return !noThing.MatchString(content)
	case "out":
		return !strings.HasPrefix(strings.ToLower(content), "out that ")
	default:
		return inAWay.MatchString(content) || auxiliaries[first]
	}
}

// goesElsewhere says whether the word behind a cue leads to whom or on what somebody speaks, and not to what he says.
func goesElsewhere(cue, content string) bool {
	first := strings.ToLower(words.First(content))
	switch {
	case isOf(remarking, cue):
		return first == "upon" || addressing[first] // upon what somebody else said
	case isOf(stemsOf("describe"), cue):
		return first == "himself" || first == "herself" || first == "themselves" // how he sees himself
	case isOf(objecting, cue):
		return blamedFor[first]
	case isOf(pointing, cue):
		return first == "to" || words.Last(cue) == "to"
	case isOf(plainSaying, cue), isOf(answers, cue):
		return addressing[first] && (first == "to" || !strings.Contains(strings.ToLower(content), " that "))
	}
	return false
}
