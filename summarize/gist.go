package summarize

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/pattern"
	"parley/summarize/attribution"
	"parley/summarize/check"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

const (
	minGistWords = 8 // of one
	fewOwn       = 3 // words of somebody's own that a sentence of ours may hold, without their marks: a name, a term
	someOwn      = 8 // where the sentence names whose they are
	earlyEnough  = 6 // sentences from which the gist is taken: further on, few tell the story
)

// extractGist is what each article tells first, word for word, while it is news to who has read the one before: a sentence of the article that
// leads, and one of another where it adds to it.
func extractGist(e *editor, sides []*side) (gist []check.DraftClaim) {
	for number := range e.t.Sources {
		told, ok := toldFirst(e, number, sides)
		if !ok {
			continue
		}
		at := slices.IndexFunc(gist, func(c check.DraftClaim) bool {
			return sharedWith(told.Text, c.Text) > toldTwice || sharedWith(c.Text, told.Text) > toldAgain
		})
		switch {
		case at >= 0:
			citeOther(e.t, &gist[at], told)
		case len(gist) < maxGist:
			gist = append(gist, told)
		}
	}
	return gist
}

const (
	maxGist   = 2   // sentences, of as many articles
	toldTwice = 0.4 // of a sentence's words in one that is told, from which on it tells nothing new
	toldAgain = 0.5 // of the words of one that is told in it, from which on it tells that one again
)

// toldFirst is the one of an article's first sentences that tells its story best and can stand alone: it is no quotation, nothing in it points at the
// text before, and it is not the headline again. A second one of the same article is not told: too many of those that followed hung on one that was
// left out.
func toldFirst(e *editor, number int, sides []*side) (told check.DraftClaim, ok bool) {
	source, best := e.t.Sources[number], merit(0)
	if !tellsNews(source.Reading) {
		return told, false
	}
	for i := range source.Reading.Sentences[:min(len(source.Reading.Sentences), earlyEnough)] {
		first := gistSentenceAt(source, i)
		if first.text == "" || onlyByOffice(source.Reading, source.Reading.Sentences[i], first.text, e.title, nil) {
			continue
		}
		claim := check.DraftClaim{Sentences: source.Numbers([]int{i}), Text: first.text}
		m := e.ofGist(first)
		switch {
		case best > 0 && (m <= best || !e.canTell(gistLine, number)) || !e.maySayFirst(first, m, number) || !check.Stands(e.t, claim):
		case strings.TrimSuffix(first.text, ".") == strings.TrimSuffix(e.title, "."):
			if !ok && isAllThereIs(source, first.text) && !slices.ContainsFunc(sides, func(s *side) bool { return s.holds(claim.Sentences[0]) }) {
				told, ok = claim, true // whatever comes is better
			}
		case !tellsAgain(e.title, first.text):
			told, ok, best = claim, true, m
		}
	}
	return told, ok
}

// maySayFirst says whether a sentence may be the gist: by its merit, or where that cannot tell, if nothing speaks against it.
func (e *editor) maySayFirst(o gistSentence, m merit, source int) bool {
	if e.canTell(gistLine, source) {
		return m >= leastMerit[gistLine]
	}
	return len(o.doubts(e.title)) == 0
}

// isAllThereIs says whether the sentence that stands for the headline of an article without one is told again, for there is little else.
func isAllThereIs(source transcript.Source, text string) bool {
	const few, long = 3, 15 // sentences of a note; words of what is no title
	return source.Title() == "" && (len(source.Reading.Sentences) <= few || len(strings.Fields(text)) > long)
}

// leads says whether a sentence tells the story of a headline: it has a word of it, where it has some.
func leads(title, text string) bool {
	const few = 3 // words of a headline
	return len(words.Stems(title)) < few || sharedWith(title, text) > 0
}

// theThing is one that the text before has named, in the middle of a sentence.
var theThing = pattern.Lazy(`\b(?:on|of|in|about|at|for|by|with) the (subject|matter|videos?|shows?|topic|episode|film|movie|book|post|interview|article|ad|event|meeting|hearing|exchange|letter|document)(?:[,.]| (?:\w+day|has|had|is|was|and|but)\b)`)

// aboutThe says whether a sentence speaks of such a thing, which its headline does not have.
func aboutThe(title, text string) bool {
	thing := theThing.FindStringSubmatch(text)
	return thing != nil && !words.Stems(title)[words.Stem(thing[1])]
}

// namesShortly says whether a sentence opens on the family name alone of a person whom the sentences before it have named in full, and
// the headline has not.
func namesShortly(r *attribution.Reading, index int, title string) bool {
	sentence := r.Sentences[index]
	return slices.ContainsFunc(r.Entities, func(e attribution.Entity) bool {
		return e.Kind == attribution.Person && strings.Contains(e.Name, " ") && !namesAgain(title, e.Name) &&
			slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool {
				return m.Start == sentence.Start && !strings.Contains(r.Text[m.Start:m.End], " ")
			}) &&
			slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool { return m.Start < sentence.Start })
	})
}

// tellsAgain says whether a sentence has hardly a word that its headline lacks, and no number: it says the same in other words.
func tellsAgain(title, text string) bool {
	const few, most = 3, 0.5 // words that are new; the least share of the headline's
	own, there := words.Stems(text), words.Stems(title)
	fresh := 0
	for stem := range own {
		if !there[stem] {
			fresh++
		}
	}
	return !strings.HasSuffix(title, "…") && fresh <= few && sharedWith(title, text) >= most && !strings.ContainsAny(text, "0123456789")
}

// isLead says whether a sentence opens an article: its first one, or one that has nothing before it but headings and the like, a paragraph each.
func isLead(source transcript.Source, index int) bool {
	const heading = 12 // words of one at most
	all, text := source.Reading.Sentences, source.Reading.Text
	for i := source.Headline() + 1; i < index; i++ {
		long := all[i].Paragraph > 0 && len(strings.Fields(text[all[i].Start:all[i].End])) > heading // the first line may be a long headline
		if long || all[i].Paragraph == all[i+1].Paragraph {
			return false
		}
	}
	return true
}

// A gistSentence is one of the first sentences of an article as a line of the gist.
type gistSentence struct {
	source transcript.Source
	index  int
	lead   bool
	own    string // as the article has it
	text   string // as a line; "" where it is none, whatever it is worth
}

// gistSentenceAt is a sentence of a source as a line of the gist.
func gistSentenceAt(source transcript.Source, index int) gistSentence {
	r, sentence := source.Reading, source.Reading.Sentences[index]
	o := gistSentence{source: source, index: index, lead: isLead(source, index), own: r.Text[sentence.Start:sentence.End]}
	few := fewOwn
	if namesSpeaker(source, index) {
		few = someOwn
	}
	opened, _ := utf8.DecodeRuneInString(o.own)
	if index == source.Headline() || strings.ContainsRune(words.QuotationMarks, opened) || mostlyQuoted(r, sentence, few) || breaksIn(o.own) || pronounAway(r, sentence.Start, sentence.End, nil) {
		return o
	}
	text := gistText(o.own, few, r.Language)
	if check.SpeaksInFirstPerson(text, r.Language) || r.Language == "en" && !hasFiniteVerb(text) {
		return o
	}
	o.text = text
	return o
}

// doubts are what speaks against a sentence, by the names of their clues. Where it is the first line, "last week" and the like are told by the article's
// date; further on they hang on the story.
func (o gistSentence) doubts(title string) (found []string) {
	told := ""
	if o.lead {
		told = o.source.Title()
	}
	english := o.source.Reading.Language == "en"
	for clue, is := range map[string]bool{
		"points at what is not told":       countsAway(o.own) || hasDemonstrative(o.own) || farAway.MatchString(o.own) || opensOnDefinite(o.own, told) || pointsBackward(o.own) || opensOnIt.MatchString(o.own),
		"hangs on a time":                  !o.lead && (laterThan.MatchString(o.own) || hadDone.MatchString(o.own)),
		"names what is told before":        !o.lead && (aboutThe(title, o.text) || namesShortly(o.source.Reading, o.index, title)),
		"has been so for long":             matchesAny(o.own, longAgo, sinceLong),
		"sets a scene":                     setsScene.MatchString(o.own),
		"answers a question":               answersQuestion(o.source, o.index),
		"says who spoke":                   tellsWhoSpoke(o.source, o.index, o.lead),
		"opens on what is held against it": slices.Contains(turns, strings.ToLower(words.First(o.own))),
		"no event":                         english && !isEvent(o.text),
		"weighs what happened":             english && judging.MatchString(o.text) && !namesSpeaker(o.source, o.index),
		"no word of its headline":          !leads(title, o.text),
	} {
		if is {
			found = append(found, clue)
		}
	}
	return found
}

// answersQuestion says whether a sentence stands right behind a question of the writer's, which it answers.
func answersQuestion(source transcript.Source, index int) bool {
	r := source.Reading
	if index == 0 || index-1 == source.Headline() {
		return false
	}
	before := r.Sentences[index-1]
	return before.Paragraph == r.Sentences[index].Paragraph && strings.HasSuffix(r.Text[before.Start:before.End], "?")
}

// setsScene tells where somebody was when it happened: "Lund was in Halvik for the opening of a pier."
var setsScene = pattern.Lazy(`^\p{Lu}\S*(?: \S+){0,3} was in (?:the )?\p{Lu}\S+(?: \p{Lu}\S+)* (?:for|to|on|when|as|this|last)\b`)

// longAgo opens a sentence on another century than news is of.
var longAgo = pattern.Lazy(`^(?:In|By|Since|During) (?:the )?1\d{3}\b`)

// sinceLong tells in its main clause what has been so for long, or sets a scene: it is what a story stands before, not what happened.
var sinceLong = pattern.Lazy(`^On an? (?:\p{Ll}+ ){0,4}(?:\p{Lu}\p{Ll}+ )?(?:day|morning|afternoon|evening|night)\b|^One (?:\p{Ll}+ )?(?:thing|question)\b|^(?:A few|Several|Some|\p{Lu}\S+) (?:days|weeks|months|years|decades) ago\b|^[^,]{0,60}\bonce \w+ed\b|^For (?:years|decades|months|generations|centuries)\b|\bfor (?:most|much) of the (?:past|last)\b|^[^,]{0,80}\b(?:ha(?:s|ve) (?:always|long|grown up)|had (?:already|long|previously|once|originally))\b`)

// tellsWhoSpoke says whether a sentence only says whose the quotation beside it is, or, behind the lead, what somebody says: that is for
// his own line.
func tellsWhoSpoke(source transcript.Source, index int, lead bool) bool {
	r, sentence := source.Reading, source.Reading.Sentences[index]
	return saidIn(source, index, func(a attribution.Attribution) bool {
		return a.Kind == attribution.Direct && mostlyQuoted(r, sentence, fewOwn) || !lead && voices(r.Text[a.Cue.Start:a.Cue.End])
	})
}

// tellsNews says whether an article tells what happened: enough of its sentences are in the past. Instructions and wisdom have no gist that
// a line of theirs could be. What is somebody's own words does not count. In other languages than English, where the past is not known by its words, it is enough that
// somebody says something.
func tellsNews(r *attribution.Reading) bool {
	if r.Language != "en" {
		return len(r.Attributions) > 0
	}
	const least = 0.2
	past, own := 0, 0
	for _, sentence := range r.Sentences {
		if !mostlyQuoted(r, sentence, someOwn) {
			own++
		}
		if slices.ContainsFunc(words.Folded(r.Text[sentence.Start:sentence.End]), func(word string) bool {
			return pastWords[word] || transcript.BaseForm(word) != word && !pluralEnd(word) && !finite[word]
		}) {
			past++
		}
	}
	return own > 0 && float64(past) >= least*float64(own)
}

var pastWords = words.List("was were had did said told")

// isEvent says whether an English sentence tells what happened or will, to others than its reader: not what things are like.
func isEvent(text string) bool {
	all := words.Folded(strings.ReplaceAll(text, "'", "’"))
	event := isGoingOn.MatchString(text)
	for i, word := range all {
		if strings.HasPrefix(word, "you") && !strings.HasPrefix(word, "young") && !strings.HasPrefix(word, "yout") {
			return false
		}
		event = event || eventful[word] || word == "used" && (i+1 == len(all) || all[i+1] != "to") || i > 0 && len(word) > 4 && strings.HasSuffix(word, "ed") && !notPast[word] || transcript.BaseForm(word) != word && !pluralEnd(word) && word != "is" && word != "are"
	}
	return event
}

// isGoingOn tells what somebody is about: "is facing a vote", "is set to vote".
var isGoingOn = pattern.Lazy(`\b(?:is|are) (?:set|due|expected|poised|ready|scheduled) to\b|\b(?:is|are) (?:\w+ ){0,2}\w{2,}ing\b`)

// judging is how somebody weighs what happened, in whose name it is not told.
var judging = pattern.Lazy(`(?i)\b(?:represents an?|in essence|let[’']s|potentially|perhaps|arguably|undoubtedly|clearly|of course|very little|should|must|don’t mean|don't mean|makes sense|no doubt|key (?:test|question|reason)|main reason|biggest|seem(?:s|ed)?|not be happy|tremendous|thus far|shameful|outrageous|like it or not|good bet|to be sure|famed|lying|liars?|excellent|brilliant|staggering)\b`)

// notPast are words in "ed" that are no past.
var notPast = words.List("indeed united hundred sacred naked succeed proceed exceed")

var eventful = words.List("was were had has have will won’t could faces face plans wants says seeks dies wins joins leaves calls announces urges monday tuesday wednesday thursday friday saturday sunday today yesterday week")

// namesSpeaker says whether a sentence tells in other words what somebody says whom it names: whose the words between marks in it are is
// clear without them.
func namesSpeaker(source transcript.Source, index int) bool {
	r, sentence := source.Reading, source.Reading.Sentences[index]
	return saidIn(source, index, func(a attribution.Attribution) bool {
		return a.Kind != attribution.Direct && a.Sure && a.Source.Start >= sentence.Start && transcript.IsProper(r.Text[a.Source.Start:a.Source.End])
	})
}

// saidIn says whether is holds for an attribution whose cue stands in a sentence: what is said stands there or in the next one.
func saidIn(source transcript.Source, index int, is func(attribution.Attribution) bool) bool {
	all := source.Reading.Sentences
	sentence := all[index]
	here := source.AttributionsAt(sentence.Start)
	if index+1 < len(all) {
		here = append(slices.Clone(here), source.AttributionsAt(all[index+1].Start)...)
	}
	return slices.ContainsFunc(here, func(i int) bool {
		a := source.Reading.Attributions[i]
		return a.Cue.Start >= sentence.Start && a.Cue.End <= sentence.End && a.Cue.End > a.Cue.Start && is(a)
	})
}

// mostlyQuoted says whether more than a few words of a sentence are somebody's own: a name or a word between marks leaves it ours.
func mostlyQuoted(r *attribution.Reading, sentence attribution.Sentence, few int) bool {
	return slices.ContainsFunc(r.Quotations, func(q attribution.Quotation) bool {
		inside := q.Outer.Start < sentence.End && q.Outer.End > sentence.Start
		return inside && (q.Outer.Start < sentence.Start || q.Outer.End > sentence.End || len(strings.Fields(r.Text[q.Start:q.End])) > few)
	})
}

// sharedWith is the share of a headline's words that a text has.
func sharedWith(title, text string) float64 {
	own, shared := words.Stems(title), 0
	there := words.Stems(text)
	for stem := range own {
		if there[stem] {
			shared++
		}
	}
	return float64(shared) / float64(max(1, len(own)))
}

// laterThan ties a sentence to a time that the text before tells.
var laterThan = pattern.Lazy(`(?i)\b(?:the (?:previous|following|next|same) (?:day|week|month|year|morning|night)|the (?:day|night|week) (?:before|after)|` +
	`a (?:day|week|month|year) (?:later|earlier)|(?:days|weeks|months|hours|years) (?:later|earlier)|at the time|the matter|in response|in addition|as a result|for example|for instance|if it (?:is|was)|(?:the post|the times|the journal|the paper) (?:interviewed|reported|spoke|reviewed|contacted))\b`)

// hadDone tells what was before the story: "The mayor had promised a quay in May".
var hadDone = pattern.Lazy(`^\p{Lu}\S*(?: [^\s,]+){0,5} had (?:not |also )?\w+(?:ed|en)\b`)

// opensOnIt opens with what is said of an "it" or "they" behind the comma; of a "he", pronounAway knows whether it is named.
var opensOnIt = pattern.Lazy(`^[^,]{1,160}, (?:it|they|we)\b`)

// leans says whether a sentence's first word ties it to the one before.
func leans(first, language string) bool {
	l := words.In(language)
	return l != nil && l.Leaning[first]
}

// backward opens with a thing or person that the text before has named: "The man", "The move".
var backward = pattern.Lazy(`^The (?:(?:same|new|latest|first|second|third|two|three|\d+) )?(?:man|woman|men|women|boy|girl|couple|pair|duo|trio|two|three|four|latter|former|move|` +
	`decision|ruling|deal|plans?|bill|law|legislation|measure|proposal|statement|announcement|incident|attack|report|study|case|order|news|comments?|remarks?|group|company|firm|agency|` +
	`kingdom|country|suspect|victims?|letter|documents?|survey|poll|figures?|results?|videos?|talks|meeting|event|exchange|answer|response|reason|idea|effort|changes?|` +
	`\d+-year-old|candidate|senator|governor|mayor|officials?|lawmakers?|judge|film|show|game|website|product|device|app|store|minister|actor|author|businessman|billionaire|team|issue|problem|policy|strategy|list|speech|interview|article|organi[sz]ation)(,|’s|'s| \w+)`)

// justThe opens with people or a thing of which nothing tells which: "The lawyers, according to …".
var justThe = pattern.Lazy(`^(?:The \p{Ll}+, \p{Ll}|According to the \p{Ll}+(?: \p{Ll}+)?,)`)

// pointsBackward says whether a sentence opens with "The move" and the like, and not with "The move of the bank".
func pointsBackward(sentence string) bool {
	if justThe.MatchString(sentence) {
		return true
	}
	found := backward.FindStringSubmatch(sentence)
	if found == nil {
		return false
	}
	if found[1] == "," {
		rest := strings.TrimLeft(sentence[len(found[0]):], " ")
		first, _ := utf8.DecodeRuneInString(rest)
		return !unicode.IsUpper(first) // "The mayor, Ada Lindqvist," is named
	}
	return !modifying[strings.TrimSpace(found[1])]
}

var (
	modifying = words.List("of that who to in for by at on from with between against accused behind over about into under among across where which whose near through")
	// known are things of which there is one that every reader knows.
	known = words.List(`government president world economy public weather sun police army country nation state city house senate court law market
		internet media administration pope king queen minister parliament congress union party war pandemic future sea sky earth moon council committee`)
)

// opensOnDefinite says whether a sentence is about something that only the text before has named: "The study found", "The two sides met".
// What is told apart by a name or by what follows ("The office of") is new, and what has been told is known.
func opensOnDefinite(sentence, told string) bool {
	all := strings.Fields(sentence)
	at := slices.IndexFunc(all[:min(len(all), 10)], func(word string) bool { return strings.HasSuffix(word, ",") })
	if len(all) > 0 && all[0] != "The" && at >= 0 {
		all = all[at+1:]
	}
	if len(all) < 3 || strings.ToLower(all[0]) != "the" {
		return false
	}
	for i, word := range all[1:min(len(all), 6)] {
		folded := strings.ToLower(strings.TrimRight(word, ",.;"))
		first, _ := utf8.DecodeRuneInString(word)
		switch {
		case unicode.IsUpper(first), unicode.IsNumber(first), modifying[strings.ToLower(word)]:
			return false
		case i > 0 && (finite[folded] || strings.HasSuffix(folded, "ed") || transcript.BaseForm(folded) != folded):
			noun := strings.ToLower(strings.Trim(all[i], ",."))
			return !known[noun] && !words.Stems(told)[words.Stem(noun)]
		}
	}
	return false
}

var personal = words.List("he she him his her they them their")

// namesNobody says whether an English sentence has a personal pronoun before any name or number of people that it could mean. "In one of her
// last speeches, Ada Lind" names her right behind.
func namesNobody(sentence string) bool {
	if before, after, found := strings.Cut(sentence, ", "); found && opensOnOwn.MatchString(before) && words.StartsUpper(after) {
		return false
	}
	for i, word := range words.Split(sentence) {
		if folded := strings.ToLower(word); personal[folded] {
			return folded != "they" && folded != "their" && folded != "them"
		} else if i > 0 && folded != word {
			return false
		}
	}
	return false
}

// opensOnOwn is what may stand before the name of whose it is.
var opensOnOwn = pattern.Lazy(`^(?:In|At|On|For|During|After|Before|With|By) (?:[a-z]+ ){0,4}(?:his|her|their) [a-z ]+$`)

// newly is what a site puts before a sentence to say that the page is new.
var newly = pattern.Lazy(`^(?i:updated?|breaking|developing): `)

// gistText is a sentence as a line of the gist, or "" when it cannot stand alone, or has more than a few words between marks.
func gistText(sentence string, few int, language string) string {
	sentence = newly.ReplaceAllString(check.DropDateline(sentence), "")
	first := strings.ToLower(words.First(sentence))
	if len(strings.Fields(sentence)) < minGistWords || !strings.HasSuffix(sentence, ".") || transcript.Silent(sentence) || labelled.MatchString(sentence) ||
		slices.Contains(pronouns, first) || slices.Contains(halfTurns, first) || leans(first, language) || !opensAsSentence(sentence) || isHeading(sentence) || namesNobody(sentence) {
		return ""
	}
	if slices.ContainsFunc(words.Quoted(sentence), func(own string) bool { return len(strings.Fields(own)) > few }) {
		return ""
	}
	return dropTail(words.Unquoted(strings.Join(strings.Fields(sentence), " ")), check.MaxCopied)
}

// halfTurns open what takes back a sentence before it.
var halfTurns = strings.Fields("but aber mais pero except nur sauf")

// labelled opens with what a list's item or a place is called: "For businesses: …".
var labelled = pattern.Lazy(`^[^:]{1,60}: `)

// tail is a part that a sentence can do without, from its comma on.
var tail = pattern.Lazy(`, (?:which|who|where|adding|making|leaving|sparking|prompting|bringing|raising|becoming|including|while|after|as|following|\p{Ll}{3,}ing) [^,]*\.$`)

// dropTail shortens a text to at most limit runes by leaving out its last part, where that can be left out; else "".
func dropTail(text string, limit int) string {
	for utf8.RuneCountInString(text) > limit {
		at := tail.FindStringIndex(text)
		if at == nil || at[0] < limit/3 {
			return ""
		}
		text = text[:at[0]] + "."
	}
	return text
}

// opensAsSentence reports whether a text begins with a letter or a number, and not in the middle of a list.
func opensAsSentence(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, words.QuotationMarks+"'‘("))
	return unicode.IsLetter(first) || unicode.IsNumber(first)
}

// isHeading reports whether most longer words of a text have capitals: "The Faces of the Fight for Ferries."
func isHeading(text string) bool {
	const longer = 4 // letters
	long, capitals := 0, 0
	for _, word := range strings.Fields(text) {
		if first, _ := utf8.DecodeRuneInString(word); utf8.RuneCountInString(word) >= longer && unicode.IsLetter(first) {
			long++
			if unicode.IsUpper(first) {
				capitals++
			}
		}
	}
	return capitals*4 > long*3
}
