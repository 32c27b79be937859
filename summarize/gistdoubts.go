package summarize

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/pattern"
	"parley/summarize/attribution"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// What speaks against a sentence as the gist: each doubt is a clue of its merit, and a bar where merit cannot tell.

// doubts are what speaks against a sentence, by the names of their clues. Where it is the first line, "last week" and the like are told by the article's
// date; further on they hang on the story.
func (o gistSentence) doubts(title string) (found []string) {
	told := ""
	if o.lead {
		told = o.source.Title()
	}
	english := o.source.Reading.Language == "en"
	for clue, is := range map[string]bool{
		"points at what is not told":       countsAway(o.own) || hasDemonstrative(o.own) || farAway.MatchString(o.own) || opensOnDefinite(o.own, told) || opensOnOffice.MatchString(o.own) || pointsBackward(o.own) || opensOnIt.MatchString(o.own),
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
var isGoingOn = pattern.Lazy(`\b(?:is|are) (?:(?:set|due|expected|poised|ready|scheduled) )?to \p{Ll}{2,}\b|\b(?:is|are) (?:\w+ ){0,2}\w{2,}ing\b`)

// judging is how somebody weighs what happened, in whose name it is not told.
var judging = pattern.Lazy(`(?i)\b(?:represents an?|in essence|let[’']s|potentially|perhaps|arguably|undoubtedly|clearly|of course|very little|should|must|don’t mean|don't mean|makes sense|no doubt|key (?:test|question|reason)|main reason|biggest|seem(?:s|ed)?|not be happy|tremendous|thus far|shameful|outrageous|like it or not|good bet|to be sure|famed|lying|liars?|excellent|brilliant|staggering)\b`)

// notPast are words in "ed" that are no past.
var notPast = words.List("indeed united hundred sacred naked succeed proceed exceed")

var eventful = words.List("was were had has have will won’t could faces face plans wants says seeks dies wins joins leaves calls announces urges monday tuesday wednesday thursday friday saturday sunday today yesterday week")

// laterThan ties a sentence to a time that the text before tells.
var laterThan = pattern.Lazy(`(?i)\b(?:the (?:previous|following|next|same) (?:day|week|month|year|morning|night)|the (?:day|night|week) (?:before|after)|` +
	`a (?:day|week|month|year) (?:later|earlier)|(?:days|weeks|months|hours|years) (?:later|earlier)|at the time|the matter|in response|in addition|as a result|for example|for instance|if it (?:is|was)|(?:the post|the times|the journal|the paper) (?:interviewed|reported|spoke|reviewed|contacted))\b`)

// hadDone tells what was before the story: "The mayor had promised a quay in May".
var hadDone = pattern.Lazy(`^\p{Lu}\S*(?: [^\s,]+){0,5} had (?:not |also )?\w+(?:ed|en)\b`)

// opensOnIt opens with what is said of an "it" or "they" behind the comma; of a "he", pronounAway knows whether it is named.
var opensOnIt = pattern.Lazy(`^[^,]{1,160}, (?:it|they|we)\b`)

// backward opens with a thing or person that the text before has named: "The man", "The move".
var backward = pattern.Lazy(`^The (?:(?:same|new|latest|first|second|third|two|three|\d+) )?(?:man|woman|men|women|boy|girl|couple|pair|duo|trio|two|three|four|latter|former|move|` +
	`decision|ruling|deal|plans?|bill|law|legislation|measure|proposal|statement|announcement|incident|attack|report|study|case|order|news|comments?|remarks?|group|company|firm|agency|` +
	`kingdom|country|suspect|victims?|letter|documents?|survey|poll|figures?|results?|videos?|talks|meeting|event|exchange|answer|response|reason|idea|effort|changes?|` +
	`\d+-year-old|candidate|senator|governor|mayor|officials?|lawmakers?|judge|film|show|game|website|product|device|app|store|minister|actor|author|businessman|billionaire|team|issue|problem|policy|strategy|list|speech|interview|article|organi[sz]ation)(,|’s|'s| \w+)`)

// opensOnOffice opens with somebody by what he is, and does not name him: "The Norvian front-runner has …".
var opensOnOffice = pattern.Lazy(`^The (?:\p{Lu}[\pL.-]+ ){1,3}(?:front-?runner|nominee|hopeful|candidate|senator|congressman|congresswoman|governor|mayor|lawmaker|billionaire|star|actor|actress|singer|native)(?:[’']s)? \p{Ll}`)

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
