package check

import (
	"slices"
	"strings"
	"unicode/utf8"

	"parley/pattern"
	"parley/summarize/words"
)

// The most runes in the short form of a position, two lines of a phone, and in a whole clause of it, which who shows one may find too long.
const (
	maxShort  = 45
	maxClause = 280
)

// keepClause is a position's first whole clause that can stand behind its speaker's name, "" where it is long or not sure.
func keepClause(text, by, language string) string {
	parts, whole := clauses(text, by)
	for _, clause := range parts {
		if fits(clause, whole, by, language, maxClause) {
			return smallStart(clause)
		}
	}
	return ""
}

// keepShort is the short form of a position that stands behind its speaker's name, and whether it leaves something out: the writer's,
// where it is a whole clause of the text, else one that code can cut, else "". Of short forms that capable models wrote freely, a half
// lost the subject, so that "Lind: should resign" had Lind resign.
func keepShort(short, text, by, language string) (string, bool) {
	short = strings.TrimSuffix(strings.TrimSpace(short), ".")
	parts, whole := clauses(text, by)
	for _, clause := range parts {
		if short != "" && isStart(words.Folded(short), words.Folded(clause)) && endsClause(clause, short) && fits(short, whole, by, language, maxShort) {
			return short, short != clause
		}
	}
	for _, clause := range parts {
		if fits(clause, whole, by, language, maxShort) {
			return smallStart(clause), false
		}
	}
	for _, clause := range parts {
		for _, cut := range cuts(clause) {
			if fits(cut, whole, by, language, maxShort) {
				return smallStart(cut), true
			}
		}
	}
	return "", false
}

// smallStart writes a clause's first word small where it is a common one: it goes on behind a colon.
func smallStart(clause string) string {
	first := words.First(clause)
	if opening := strings.ToLower(first); words.Stop[opening] && first != "I" && !isAbbreviation(first) && !honorific.MatchString(first) {
		return opening + clause[len(first):]
	}
	return clause
}

// isAbbreviation says whether a word is letters, "US", and no word that opens a clause.
func isAbbreviation(word string) bool { return len(word) > 1 && strings.ToUpper(word) == word }

// saying is a verb that only says that somebody says, holds or wants what follows, with when and to whom he said it.
var saying = pattern.Lazy(`^(?:(?:also|still|now|later|then|once|repeatedly|ultimately|recently|openly|publicly|privately|frequently|often|explicitly|flatly|firmly|again|instead|however|meanwhile|earlier|(?:last|this|earlier this) (?:week|month)|on \p{Lu}\w+|\p{Lu}\w+day) )*` +
	`(?:(?:has|have|had) (?:(?:also|long|since|repeatedly|now|often|recently|consistently|publicly) )*)?(?:(?:went|goes|continued|continues) (?:on )?to )?(?:(?:is|are) (?:telling [^,.]{2,70}? that|saying|(?:arguing|warning|insisting) that)|(?:tells?|told|complain(?:s|ed) to) [^,.]{2,70}? that|(?:warn|remind)(?:s|ed) (?:\p{Lu}[\pL.’'-]* ){1,3}that|says?|said|argues?|argued|holds?|held|` +
	`believes?|believed|thinks?|thought|insists?|insisted|maintains?|maintained|adds?|added|contends?|contended|claims?|claimed|alleges?|alleged|asserts?|` +
	`asserted|finds?|found|feels?|felt|notes?|noted|writes?|wrote|explains?|explained|complains?|complained|charges?|charged|concedes?|conceded|admits?|` +
	`admitted|warns?|warned|acknowledges?|acknowledged|stress(?:es|ed)|announces?|announced|states?|stated|declares?|declared|indicates?|indicated|confirms?|confirmed|tweets?|tweeted|testifie[sd]|` +
	`points? out|pointed out|emphasi[sz]es?|emphasi[sz]ed|reiterates?|reiterated|concludes?|concluded|` +
	`(?:respond(?:s|ed)|repl(?:ies|ied)|counter(?:s|ed)|retort(?:s|ed)|(?:shot|fired|hit|pushed) back)(?: [^,.]{1,40})?(?:,| by) saying|(?:respond|repl|counter|retort)(?:s|ed|ies|ied) that)` +
	`(?: (?:on )?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))?(?:(?: (?:in|at|on|during|after|before|from|through|via|last|this|late|early|earlier|yesterday|repeatedly|` + aDay + `)\b[^,.]{0,40}?)? that)? `)

// clauses are the parts of a text that may stand behind "Lind:" and still be about who they are about: what she says, with its
// own subject, or what she does; and the text without the frame around them, whose hedges and numbers they must keep. Of a text that does
// not open with her name it is all.
func clauses(text, by string) (parts []string, whole string) {
	text = withoutStop(text)
	when, framed := cutFrame(text)
	if before, after, opens := behindName(framed, by); opens {
		after = also.ReplaceAllString(onDay.ReplaceAllString(after, ""), "")
		whole = when + before + " " + after
		if clause, stands := behindSaying(after); stands && when == "" {
			return []string{clause}, whole
		}
		if first := strings.ToLower(words.First(after)); ofName[first] || reflexive[first] || retorts.MatchString(after) {
			return nil, whole
		}
		return []string{when + after}, whole
	}
	if last := lastName(by); last == "" || slices.Contains(words.Split(text), last) {
		return nil, text
	}
	return []string{text}, text
}

// behindSaying is what stands behind a verb that only says that somebody says it, and whether it is a clause: not "stressed the need for a
// quay", "believes in a paper that takes sides" or "say by 55% that".
func behindSaying(after string) (clause string, stands bool) {
	after = turned.ReplaceAllString(after, "$1 ")
	if told := toldHim.FindStringSubmatchIndex(after); told != nil && !strings.Contains(after, " that ") { // not "told the panel he had named that the fee goes"
		return after[told[2]:], true
	}
	verb := saying.FindString(after)
	clause = strings.TrimPrefix(after[len(verb):], "that, ")
	first := strings.ToLower(words.First(clause))
	hasThat := strings.HasSuffix(verb, " that ") || len(clause) < len(after)-len(verb)
	if told, whom := tellsWhom.FindString(verb), ""; told != "" {
		if whom = verb[len(told):]; hasUsualVerb(strings.TrimSuffix(whom, " that ")) {
			return "", false // "told them the fee is a tax that hurts"
		}
	}
	if verb == "" || !hasThat && (ofName[first] && first != "in" || ofVerb[first] || asking[first] || takesThing.MatchString(verb) && !hasUsualVerb(beforeSaying(clause))) || believesIn.MatchString(verb) {
		return "", false
	}
	return clause, true
}

// beforeSaying is a text up to where it goes on to what somebody says: "a day of mourning" of "a day of mourning and said that boats would stay".
func beforeSaying(text string) string {
	if at := andSays.FindStringIndex(text); at != nil {
		return text[:at[0]]
	}
	return text
}

var andSays = pattern.Lazy(`,? and (?:says|said|told|warned|promised|urged|added) `)

var (
	// turned is a verb with how it is set against what stood before: "said, however, that".
	turned = pattern.Lazy(`^(\pL+), (?:however|meanwhile|though|in turn|for (?:his|her|its|their) part),? `)
	// takesThing is such a verb that may have a thing behind it as well as a clause.
	takesThing = pattern.Lazy(`^(?:\w+ )*?(?:hold|held|find|found|not|writ|wrote|explain|conced|admit|acknowledg|stress|announc|declar|emphasi|reiterat|point|maintain|assert|feel|felt|charg|warn|add|claim|believ|confirm|tweet|indicat|testif)`)
	// toldHim goes on without a "that" to what somebody is told: "told reporters he would go".
	toldHim    = pattern.Lazy(`^(?:(?:has|have|had) )?(?:tells?|told) [^,.;:]{2,60}? ((?:he|she|they|it|there)(?:[’'](?:s|d|ll|re|ve)| (?:is|was|were|are|had|has|have|would|will|could|can|should|may|might|did|does|do|thought|thinks|believed|believes|wanted|wants|hoped|hopes|never|also|still)\b(?:n[’']t)?) )`)
	tellsWhom  = pattern.Lazy(`^(?:\w+ )*?(?:tells?|told|telling) `)
	believesIn = pattern.Lazy(`^(?:\w+ )*?(?:believes?|believed) in `)
	// retorts opens with when somebody spoke, or that he answered, which is not what he said.
	retorts   = pattern.Lazy(`^(?:later|then|once|(?:shot|fired|hit|pushed) back|countered|retorted|responded|replied|reacted)\b`)
	reflexive = words.List("himself herself itself themselves")
)

// hasUsualVerb says whether a text has one of the verbs that tell a clause from a name.
func hasUsualVerb(text string) bool {
	return words.Any(words.FoldedSet(strings.ReplaceAll(text, "the need ", "")), func(word string) bool { return usualVerbs[word] })
}

// ownStop ends a text on an abbreviation, whose stop is a part of it: "from the U.S."
var ownStop = pattern.Lazy(`\.\pL\.$`)

func withoutStop(text string) string {
	if ownStop.MatchString(text) {
		return text
	}
	return strings.TrimSuffix(text, ".")
}

var (
	honorific = pattern.Lazy(`^(?:Mrs?|Ms|Dr)$`)
	// also opens what somebody does with that he has done something before, which a line does not tell.
	also = pattern.Lazy(`^(?:(?:also|instead|meanwhile|however|again|earlier|recently) )+`)
	// onDay is when somebody did it himself, between his name and his verb.
	onDay = pattern.Lazy(`^(?:(?:himself|herself|themselves),? |,? ?(?:(?:late |early |earlier )?(?:on )?` + aDay + `(?: (?:morning|afternoon|evening|night))?|last week|this week|earlier this week),? )+`)
)

// asking are words that open what is no clause of its own: "explained why she left".
var asking = words.List("why how whether")

// ofVerb are words behind a verb of saying that belong to it: "warned against the plan".
var ofVerb = words.List("against about")

// behindName is a text without the name that it opens with, in brackets, behind a role ("Mayor Ida Lind") or with an apposition; before is
// what stood before the name.
func behindName(text, by string) (before, after string, opens bool) {
	const within = 80 // bytes in which the name stands
	if after, opens = strings.CutPrefix(text, "["+by+"] "); opens {
		return "", after, true
	}
	if after, opens = strings.CutPrefix(text, by+" "); opens && auxiliary.MatchString(after) { // "AT&T doesn't", whose last word is a letter
		return "", after, true
	}
	if first := words.First(by); knighted.MatchString(text) && strings.HasPrefix(text[len("Sir "):], first+" ") && !strings.HasPrefix(text[len("Sir "):], by+" ") { // "Sir Bo said" of Bo Lund
		return "", text[len("Sir ")+len(first)+1:], true
	}
	if last := lastName(by); last != "" {
		at := indexFold(text[:min(len(text), within)], last)
		if at > 0 && roleFirst.MatchString(text[:at]) {
			after, opens = strings.CutPrefix(text[at+len(last):], ", ")
			if first := words.First(after); opens && (apposing[first] || opensAside(first)) {
				after = strings.TrimPrefix(behindAside(", "+after), " ")
			}
			return text[:at], after, opens
		}
		if at < 0 || strings.ContainsAny(text[:at], ",;:") || inClause.MatchString(text[:at]) || saying.MatchString(words.Last(text[:at])+" ") {
			return "", "", false
		}
		after = besideName.ReplaceAllString(text[at+len(last):], "$1")
		if fromPlace.MatchString(after) && strings.Contains(by, " ") && words.StartsUpper(by) {
			after = fromPlace.ReplaceAllString(after, "$1")
		}
		before = text[:at]
		after, opens = strings.CutPrefix(behindAside(after), " ")
	}
	return before, after, opens
}

// indexFold is where a text has a word, in capitals or not; -1 where it has it nowhere. A text in small letters may be longer: its places are not
// those of the text.
func indexFold(text, word string) int {
	for at := 0; at+len(word) <= len(text); at++ {
		if strings.EqualFold(text[at:at+len(word)], word) {
			return at
		}
	}
	return -1
}

// lastName is the word of a name that a text calls somebody by: "Berg" of "Bo Berg Jr."
func lastName(by string) string { return words.Last(suffix.ReplaceAllString(by, "")) }

var suffix = pattern.Lazy(`,? (?:Jr\.?|Sr\.?|II|III|IV)$`)

// roleFirst is who somebody is before his name as an apposition, which a comma ends: "The bank's chief executive, Ida Lind, ", "Norvia's
// president, Bo Lund, ".
var roleFirst = pattern.Lazy(`^(?:Director|Chair(?:man|woman)?|President|Secretary|Manager|Founder|Coach|Principal|Spokes(?:man|woman|person)|(?:[Tt]he|An?|Its|His|Her|Their) [^,;:]{3,60}|(?:\p{Lu}[\pL.-]* ){0,4}\p{Lu}[\pL.-]*[’'](?:s )?[^,;:]{3,60}), (?:\p{Lu}[\pL.’'-]* ){0,3}$`)

var (
	auxiliary = pattern.Lazy(`^(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|should|must|may|might|wo|ca)(?:n[’']t)?\b`)
	// inClause is in a subject that is a clause, or more than a name: "The moment that Lund sailed".
	inClause = pattern.Lazy(`\b(?:that|when|who|which|whose|if|because)\b`)
	knighted = pattern.Lazy(`^Sir \p{Lu}`)
	// besideName is what a bracket or letters behind a name tell of it: "(R-Ohio)", "QC".
	besideName = pattern.Lazy(`^ (?:\([^()]*\)|(?:QC|KC|MP|MEP|MSP|OBE|CBE|MBE|PhD|Jr\.|Sr\.)(?:$|( )))`)
	// fromPlace is where somebody comes from, before his verb or a comma: "of North Ostrand said".
	fromPlace = pattern.Lazy(`^ of (?:the )?\p{Lu}[\pL.’'-]*(?: \p{Lu}[\pL.’'-]*){0,3}(,? \p{Ll})`)
)

// behindAside is what stands behind the apposition of a name. An apposition may have commas of its own: "who hails from Iowa, a swing
// state, said …".
func behindAside(text string) string {
	rest, apposed := strings.CutPrefix(text, ", ")
	if !apposed {
		return text
	}
	if ends := verbBehind.FindStringSubmatchIndex(rest); ends != nil {
		return " " + rest[ends[2]:]
	}
	_, after, _ := strings.Cut(rest, ", ")
	for first := words.First(after); apposing[first] || ofName[first] || words.StartsUpper(first) || opensAside(first); first = words.First(after) {
		_, after, _ = strings.Cut(after, ", ")
	}
	return " " + after
}

// verbBehind is the first verb of saying that a comma stands before: it ends an apposition, whatever commas that has.
var verbBehind = pattern.Lazy(`^[^;:“”"]{2,160}?, ((?:on \p{Lu}\w+day |also |has |have )?(?:says?|said|told|argues?|argued|insists?|insisted|warn(?:s|ed)|claim(?:s|ed)|not(?:es|ed)|add(?:s|ed)|wrote|writes|believes?) )`)

// opensAside says whether a word is a participle, which goes on with what somebody is and does: "Lund, speaking in Halvik, said".
func opensAside(first string) bool { return strings.HasSuffix(first, "ing") && len(first) > 4 }

// apposing are words that open one more part of an apposition, and no verb.
var apposing = words.List("a an the one another his her its their not now then once formerly")

// ofName are words behind a name that tell more of who it is, before any verb: "residents near the pier said …".
var ofName = words.List("who whose which that of in at from near on for with by and or to behind under over across among")

func isStart(short, clause []string) bool {
	return len(short) <= len(clause) && slices.Equal(short, clause[:len(short)])
}

// endsClause says whether a clause may be cut where its first words end: nothing follows, or something that can be left out.
func endsClause(clause, start string) bool {
	return slices.Contains(append(cuts(clause), clause), start)
}

// cuts are a clause whole, and its starts before a comma behind which only more is told of what was named last, longest first. Any other
// part may be a condition, a reason or who says so ("the ferry will sail, provided the court agrees"; "took a bribe, prosecutors said"),
// or the clause itself behind what opens it.
func cuts(clause string) []string {
	found := []string{clause}
	for at := len(clause) - 1; at > 0; at-- {
		if behind, comma := strings.CutPrefix(clause[at:], ", "); comma && harmless.MatchString(behind) {
			found = append(found, clause[:at])
		}
	}
	return found
}

// harmless is what may be left out behind a comma at a clause's end: who somebody is, examples, a place or a day.
var harmless = pattern.Lazy(`^(?:(?:who|which|whose|whom|where|including|such as|among them) [^,;:—–]+|(?:in|at|on) \p{Lu}[^\s,;:]*(?: (?:\p{Lu}[^\s,;:]*|\d{1,4}))*)$`)

// keptWords are those that a short form must not lose, for without them it says something else.
var keptWords = words.List(`may might could would if unless until only except least some most all perhaps possibly hopes hope plans plan
	könnte dürfte wenn nur vielleicht peut-être seulement quizá solo forse`)

// fits says whether a cut of a text is short enough to show, and keeps the text's hedges, limits, numbers and negations; "some
// parents" before it keeps one.
func fits(cut, text, by, language string, most int) bool {
	if cut == "" || utf8.RuneCountInString(cut) > most || strings.ContainsAny(cut, "[]") || !IsPlainText(cut) || len(strings.Fields(cut)) < 2 {
		return false
	}
	there := words.FoldedSet(cut, by)
	for _, word := range words.Folded(text) {
		if keptWords[word] && !there[word] {
			return false
		}
	}
	numbers := numbersIn(cut, language)
	lost := words.Any(numbersIn(text, language), func(number string) bool { _, kept := numbers[number]; return !kept })
	return !lost && Negated(cut, language) == Negated(text, language)
}
