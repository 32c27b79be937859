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

// What a line says must be understood without the sentences around it. These predicates find what points away from it.

// breaksIn says whether a line has words left out, or goes over into words that are somebody's own: "explains why, “More than any …".
func breaksIn(text string) bool {
	if strings.Contains(text, "…") || strings.Contains(text, "...") || strings.ContainsAny(text, "[]{}@*|") || strings.HasPrefix(text, "(") {
		return true
	}
	for i, r := range text {
		if i == 0 || !strings.ContainsRune("“«„\"", r) {
			continue
		}
		rest := text[i+utf8.RuneLen(r):]
		first, _ := utf8.DecodeRuneInString(rest)
		quoted := rest
		if end := strings.IndexAny(rest, "”»\""); end >= 0 {
			quoted = rest[:end]
		}
		const name = 4 // words: a shorter one is a title or a name
		if unicode.IsUpper(first) && len(strings.Fields(quoted)) > name && words.First(rest) != "I" {
			return true
		}
	}
	return false
}

var (
	// thisOf are words behind "this" that every reader knows.
	thisOf = words.List(`week month year morning afternoon evening summer winter spring autumn fall season decade century country nation city state
		weekend time election campaign day province region world planet moment point kind type sort article`)
	thoseOf   = words.List("who in with of whose that from at under on without already affected")
	heOrShe   = words.List("he she him her his hers himself herself er ihn ihm sein seine seiner seinem seinen il lui elle él ella lei")
	farAway   = pattern.Lazy(`(?i)\b(?:the (?:same|latter|former(?:[,.]| (?:is|was|has|had|will|would|said)\b)|(?:move|others?|two|three|pair|duo)\b)|the (?:number|amount|figure|result|answer|reason|question|statement|agreement) (?:will|would|is|was|has)|such (?:an?|\w{3,})\b|do(?:ing|es|ne)? so|because of (?:it|them|this|that)\b|a similar|similar(?: [^t]|[.,;])|that (?:some|many|others|both|several|most) (?:are|is|were|was|have|had|will|would)|(?:then|so|and) too|as (?:such|well)\.|the candidate (?:was|is|had|has|would|will|did|knew|said|himself|herself)\b|in that case|as it turns out|at that (?:time|point)|that way|since then|(?:in|by) contrast[,.]|nearby|instead(?:[.,;]|$)|the following (?:way|words|statement)|(?:about|against|at|by|for|from|of|on|over|to|under|with) that (?:\w+\b|[.,]))|, (?:an? |his |her )?(?:remarks?|comments?|claims?|statements?|swipe|reference|jab|dig)\b`)
	withOwner = pattern.Lazy(`(?i)^(?:another|others?|both|one|some|several|few|two|three|four|five|none|all|each|most|many)(?: (?:is|are|was|were|have|has|had|of (?:them|these|those))\b|,)`)
)

// ofTheNumber is a number of things that the text before has told, with what stands behind it: "12 of the 19 contain".
var ofTheNumber = pattern.Lazy(`(?i)\bof the (?:\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:[.,;]|((?: [\pL’'-]+){1,4}))`)

// countsAway says whether a text has such a number and no noun behind it that could be of many.
func countsAway(text string) bool {
	for _, found := range ofTheNumber.FindAllStringSubmatch(text, -1) {
		if !slices.ContainsFunc(strings.Fields(found[1]), func(word string) bool {
			return isPlural(word) || words.StartsUpper(word) || manyOf[word]
		}) {
			return true
		}
	}
	return false
}

var manyOf = words.List("people men women children percent million billion thousand hundred media criteria phenomena police")

var (
	// thatThing is one that the text before has told: "who wrote that tweet,".
	thatThing = pattern.Lazy(`\bthat(?:[’']s the case| \p{Ll}+(?:[,.;]|$))`)
	// verdict is the writer's on what somebody says, who would not say so himself: "said, again falsely, that".
	verdict = pattern.Lazy(`\b(?:falsely|wrongly|baselessly|incorrectly|misleadingly|without evidence)\b`)
	// inTheEnd goes over from what somebody says to what became of it, or to what it comes to: both are the writer's.
	inTheEnd = pattern.Lazy(`[,—–] ?(?:though|although|even though|but|yet|while) (?:(?:he|she|they|it) )?(?:ultimately|eventually|in the end|in (?:fact|reality)|as it turned out|later|there (?:is|was|has been|had been) (?:no|little|scant))\b|(?:,| -|[—–]) ?(?:meaning (?:that )?(?:s?he|they|it)|(?:essentially|effectively|apparently|evidently|seemingly|presumably) \pL+ing)\b`)
	// noComment says that nothing is said.
	noComment = pattern.Lazy(`(?i)\b(?:(?:could|would|can|will|did)(?:n[’']t| not) (?:comment|discuss|say|speculate)|ha(?:s|ve|d)(?:n[’']t| not) (?:yet )?(?:determined|decided)|said (?:that )?s?he d(?:id|oes)(?:n[’']t| not) know)\b`)
	// asAnother says that somebody does what another one does, of whom the text has told: "She, too, wants a quay".
	asAnother = pattern.Lazy(`\b(?:s?he|they), too,|\btoo\.$`)
	// inQuestion is of a thing that the text before has told: "the boats in question", not "are in question".
	inQuestion = pattern.Lazy(`\b(?:the|that) \p{Ll}+ in question\b`)
	// othersCue ends a line with who else said it.
	othersCue = pattern.Lazy(`,[”"’']* (?:\p{Lu}[\pL’'.-]* ?){1,4}(?:said|says|testified|added|told|wrote|recalled|noted)\b`)
)

// pointsAway says whether what a line says rests on words outside it: a "those", or a "he" who is neither its speaker nor named in it.
func pointsAway(r *attribution.Reading, a attribution.Attribution, text string, keep int, speaker *attribution.Entity) bool {
	content := strings.TrimPrefix(strings.TrimLeft(text[min(keep, len(text)):], words.QuotationMarks+" "), "that ")
	if verdict.MatchString(text[:min(keep, len(text))]) || matchesAny(text, inTheEnd, noComment, asAnother, inQuestion, farAway, thatThing) || matchesAny(content, othersCue, withOwner) || countsAway(text) || hasDemonstrative(text) {
		return true
	}
	if opensOnOther(r, a, content, speaker) && !askedOf.MatchString(text) {
		return true
	}
	at := strings.Index(r.Text[r.Sentences[a.Sentences[0]].Start:], text)
	if at < 0 {
		return heOrShe[firstOf(content)] // a line of two parts
	}
	from := r.Sentences[a.Sentences[0]].Start + at
	return pronounAway(r, from, from+len(text), speaker)
}

// firstOf is the first word of a text in small letters, without what is contracted with it: "it" of "It’s".
func firstOf(text string) string {
	return strings.ToLower(words.First(strings.NewReplacer("’", " ", "'", " ").Replace(text)))
}

// opensOnOther says whether a content opens on a pronoun that cannot mean its speaker: "it" of a person, "they" of a body, "called his death a crisis".
func opensOnOther(r *attribution.Reading, a attribution.Attribution, content string, speaker *attribution.Entity) bool {
	switch firstOf(content) {
	case "his", "her":
		return !ownRival.MatchString(content) && wants(r.Text[a.Cue.Start:a.Cue.End])
	case "it", "its":
		return !judges.MatchString(content) && speaker.Kind == attribution.Person
	case "they", "them", "their":
		return speaker.Kind == attribution.Person || speaker.Kind == attribution.Organisation && !isPlural(r.Text[a.Source.Start:a.Source.End])
	}
	return false
}

// ownRival opens with somebody whom only the speaker has.
var ownRival = pattern.Lazy(`^(?:his|her) (?:\p{Lu}\pL+ )?(?:rivals?|opponents?|challengers?|predecessors?|successor|critics|supporters|colleagues)\b`)

// isPlural says whether somebody is many by the last word of what he is called: "Democrats".
func isPlural(source string) bool {
	return strings.HasSuffix(source, "s") && !strings.HasSuffix(source, "ss")
}

// beThere are verbs beside a "there" that only says that there is something.
var beThere = words.List("is are was were isn't aren't wasn't weren't has have had hasn't haven't will would won't can can't could may might must should seems seem needs remain remains exists out over")

// somewhere is a "there" with the words beside it.
var somewhere = pattern.Lazy(`(?i)(?:(\pL+) )?\bthere\b('\pL+)?(?: ([\pL']+))?`)

// pointsThere says whether a text has a "there" that is a place.
func pointsThere(text string) bool {
	for _, found := range somewhere.FindAllStringSubmatch(strings.ReplaceAll(text, "’", "'"), -1) {
		if found[2] == "" && !beThere[strings.ToLower(found[1])] && !beThere[strings.ToLower(found[3])] {
			return true
		}
	}
	return false
}

// hasDemonstrative says whether a text has a "these", "those" or "there" that points at something.
func hasDemonstrative(text string) bool {
	if pointsThere(text) {
		return true
	}
	all := words.Folded(text)
	for i, word := range all {
		next := ""
		if i+1 < len(all) {
			next = all[i+1]
		}
		switch word {
		case "these":
			return true
		case "those":
			if !thoseOf[next] && (i+2 >= len(all) || !slices.Contains(relatives, all[i+2])) {
				return true
			}
		case "this":
			if !thisOf[next] {
				return true
			}
		}
	}
	return false
}

// pronounAway says whether a span has a "he" or "she" that means neither the speaker nor anybody whom the span names before it.
func pronounAway(r *attribution.Reading, from, to int, speaker *attribution.Entity) bool {
	for at := from; at < to; {
		size := strings.IndexFunc(r.Text[at:to], func(c rune) bool { return !unicode.IsLetter(c) })
		if size < 0 {
			size = to - at
		}
		if size > 0 && heOrShe[strings.ToLower(r.Text[at:at+size])] && !isNamedBefore(r, from, at, speaker) {
			return true
		}
		_, next := utf8.DecodeRuneInString(r.Text[at+size:])
		at += size + max(next, 1)
	}
	return false
}

// isNamedBefore says whether the pronoun at an offset means the speaker, or somebody whose name stands between from and there. Without a
// speaker, a sentence is shown as it stands, and anybody who is named there will do.
func isNamedBefore(r *attribution.Reading, from, at int, speaker *attribution.Entity) bool {
	if speaker == nil && introduces(r.Text[from:at]) {
		return true
	}
	for i := range r.Entities {
		e := &r.Entities[i]
		if speaker == nil && slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool { return m.Start == at }) && namedWithin(r, e, from) {
			return true // "While in Halvik, Lund …" may say "his" first
		}
		if speaker == nil || !slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool { return m.Start == at }) {
			continue
		}
		return e == speaker || slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool {
			return m.Start >= from && m.End <= at && !heOrShe[strings.ToLower(r.Text[m.Start:m.End])]
		})
	}
	return slices.ContainsFunc(r.Entities, func(e attribution.Entity) bool {
		return e.Kind == attribution.Person && transcript.IsProper(e.Name) && slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool {
			return m.Start >= from && m.End <= at && !heOrShe[strings.ToLower(r.Text[m.Start:m.End])]
		})
	})
}

// introduces says whether a text opens on one whom nobody has named before: "A harbour guard who lost" may go on with "his job". Of whom "the" is said,
// it says whose he is: "The Norvian defence chief told his guest".
func introduces(text string) bool {
	opened := onSomebody.FindStringSubmatch(check.DropDateline(text))
	return opened != nil && (!strings.HasPrefix(opened[0], "The") || strings.ContainsFunc(opened[1], unicode.IsUpper)) && slices.ContainsFunc(strings.Fields(opened[1]), func(word string) bool {
		return word == "who" || word == "man" || word == "woman" || transcript.IsRole(word)
	})
}

var onSomebody = pattern.Lazy(`^(?:An?|The) ((?:[\pL’'-]+ ){1,6})`)

// onlyByOffice says whether a line of a sentence has a person by what he is alone, "the Norvian senator", whom neither it nor the headline names. Of a
// position, speaker is whose name stands above it.
func onlyByOffice(r *attribution.Reading, sentence attribution.Sentence, line, title string, speaker *attribution.Entity) bool {
	return slices.ContainsFunc(r.Entities, func(e attribution.Entity) bool {
		if e.Kind != attribution.Person || speaker != nil && e.Name == speaker.Name {
			return false
		}
		byOffice := slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool {
			if m.Start < sentence.Start || m.End > sentence.End {
				return false
			}
			own := r.Text[m.Start:m.End]
			return strings.EqualFold(words.First(own), "the") && transcript.IsRole(words.Last(own)) && !known[strings.ToLower(words.Last(own))] && strings.Contains(strings.ToLower(line), strings.ToLower(own))
		})
		return byOffice && transcript.IsProper(e.Name) && !namesAgain(line, e.Name) && !namesAgain(title, e.Name)
	})
}

// namedWithin says whether a person's name stands in the sentence that begins at an offset.
func namedWithin(r *attribution.Reading, e *attribution.Entity, from int) bool {
	at, _ := slices.BinarySearchFunc(r.Sentences, from, func(s attribution.Sentence, from int) int { return s.Start - from })
	if at == len(r.Sentences) || !transcript.IsProper(e.Name) {
		return false
	}
	return slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool {
		return m.Start >= from && m.End <= r.Sentences[at].End && !heOrShe[strings.ToLower(r.Text[m.Start:m.End])]
	})
}
