package summarize

import (
	"slices"
	"strings"
	"unicode/utf8"

	"parley/pattern"
	"parley/summarize/attribution"
	"parley/summarize/check"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

var (
	// relatives open a clause that hangs on the one before it.
	relatives = strings.Fields("who which that whom whose")
	// turns are words that reverse or limit what stands before them: a line is never cut in front of one.
	turns = strings.Fields("but unless if only except not until without though although while however despite nor than aber wenn nur mais si sauf pero sino")
	// pronouns that open a clause in place of its speaker, in the languages that Parley reads.
	pronouns = strings.Fields(`he she they it who which i we er sie il elle ils elles él ella ellos ellas lui lei loro ele ela
		eles elas hij zij ze ona oni він вона вони он она они`)
	// unfinished are words that want another one after them.
	unfinished = strings.Fields("a an the and or as of to in on at by for from with than its his her their something")
)

// positionText is the clause of an attribution as a line that stands alone, shortened only by cutting. Where the source
// comes first, the line runs from the source to the end of the content ("Ms. Moe said …"); otherwise it is the content
// alone, its two halves joined where the source stood between them. "" when no such line fits.
func positionText(r *attribution.Reading, a attribution.Attribution, speaker *attribution.Entity) string {
	if len(a.Content) == 0 || len(a.Sentences) == 0 {
		return ""
	}
	sentence := r.Sentences[a.Sentences[0]]
	whole := r.Text[sentence.Start:sentence.End]
	if a.Content[0].Start < sentence.Start || a.Content[0].Start >= sentence.End || transcript.Silent(whole) {
		return ""
	}
	cue := strings.ToLower(r.Text[a.Cue.Start:a.Cue.End])
	english := r.Language == "en"
	if english && cue != "" && !strings.HasPrefix(cue, "according") && !voices(cue) {
		return ""
	}
	if who := strings.ToLower(words.First(r.Text[a.Source.Start:a.Source.End])); vague[who] || english && isNoun(cue) {
		return ""
	}
	if after := r.Text[min(a.Cue.End, a.Content[0].Start):a.Content[0].Start]; english && isOf(pointing, cue) && strings.TrimSpace(after) == "to" {
		return "" // he only points at it
	}
	if namesOther(r.Text[a.Source.Start:a.Source.End], speaker) || isTurnedNext(r, a) {
		return ""
	}
	for _, cut := range []func(*attribution.Reading, attribution.Attribution, attribution.Sentence) (string, int){clause, withMainClause, withSecondVerb} {
		text, keep := cut(r, a, sentence)
		if line := lineOf(r, a, speaker, text, keep); line != "" {
			return line
		}
	}
	return ""
}

// lineOf is a clause of the article as a line that stands alone, and whose; "" where it does not. Of keep, see clause.
func lineOf(r *attribution.Reading, a attribution.Attribution, speaker *attribution.Entity, text string, keep int) string {
	if check.SpeaksInFirstPerson(text, r.Language) {
		text = withoutSaying(text, keep)
	}
	if text == "" || check.SpeaksInFirstPerson(text, r.Language) || breaksIn(text) || pointsAway(r, a, text, keep, speaker) {
		return ""
	}
	alone := keep == 0 // without who says it
	if alone {
		if isWithin(r, a, text) {
			return ""
		}
		text = check.DropDateline(text)
	}
	text = standAlone(withoutAddition(text, keep, speaker.Name))
	if text == "" || utf8.RuneCountInString(text) > maxPosition || strandedOpening(text) || breaksOff(text) || aDocument.MatchString(text) {
		return "" // cut, a line may say something else
	}
	himself := alone && saysOfHimself(r, a, strings.ToLower(words.First(text)), speaker)
	switch {
	case alone && !standsWithoutSpeaker(r.Language, text, speaker, himself), !alone && !standsWithSpeaker(r, a, text, keep, speaker):
		return ""
	case alone && !himself:
		return text
	}
	named := nameForPronoun(text, speaker.Name)
	if source := r.Text[a.Source.Start:a.Source.End]; !alone && isOtherName(source, text, speaker) {
		at := openingTime(text, source)
		named = text[:at] + "[" + speaker.Name + "]" + text[at+len(source):]
	}
	if named != text && namesAgain(text, speaker.Name) {
		return "" // "she accused Lund" is not Lund
	}
	return named
}

// isOtherName says whether a line opens with what its speaker is called but not with his name, which stands above it: "The teachers’ union
// noted", "Ben said" of Ben Lund. Of people who are several it says more than the name.
func isOtherName(source, text string, speaker *attribution.Entity) bool {
	first := strings.ToLower(words.First(source))
	text = text[openingTime(text, source):]
	opens := len(text) > len(source) && strings.EqualFold(text[:len(source)], source) && text[len(source)] == ' '
	if !opens || slices.Contains(pronouns, first) || namesAgain(text, speaker.Name) || !transcript.IsProper(speaker.Name) || strings.ContainsAny(source, ",’'") {
		return false
	}
	isFirst := strings.EqualFold(source, words.First(speaker.Name))
	return isFirst && speaker.Kind == attribution.Person || first == "the" && (speaker.Kind == attribution.Organisation || speaker.Kind == attribution.Person && !isPlural(source) && transcript.IsRole(words.Last(source)))
}

// openingTime is the length of when it was said, where that stands before the source of a line.
func openingTime(text, source string) int {
	if at := strings.Index(text, ", "+source+" "); at > 0 && timed.MatchString(text[:at+2]) {
		return at + 2
	}
	return 0
}

// withoutSaying is a clause without what its speaker adds in words of his own, which are no line: "condemned the strike, saying “we will not pay”".
func withoutSaying(text string, keep int) string {
	if at := addsSaying.FindStringIndex(text); at != nil && at[0] > keep {
		return text[:at[0]]
	}
	return text
}

var addsSaying = pattern.Lazy(`, (?:saying|adding|acknowledging|admitting|arguing|writing|calling|noting|insisting|telling|declaring|warning|promising) .*$`)

// withoutAddition is a clause without what its writer adds: an explanation behind a dash, what another one says of it or does, what is not told
// yet. Of keep, see clause.
func withoutAddition(text string, keep int, speaker string) string {
	for _, addition := range []*pattern.Expression{gloss, otherSays, andOtherSays, yetToSay, didLater, otherDoes} {
		found := addition.FindStringSubmatchIndex(text)
		if found == nil {
			continue
		}
		at := found[2]
		if at <= keep || len(strings.Fields(text[keep:at])) < 2 || addition == gloss && strings.ContainsAny(text[:at], "—–") { // the second of two dashes
			continue
		}
		if !isOwn(addition, text, keep, found) && !namesAgain(text[at:min(len(text), at+maxOther)], speaker) {
			text = text[:at]
		}
	}
	return text
}

// isOwn says whether what looks like an addition is a part of what somebody says, or more of it.
func isOwn(addition *pattern.Expression, text string, keep int, found []int) bool {
	isClause := hasFiniteVerb(text[keep:found[2]])
	switch addition {
	case otherDoes:
		return keep == 0 || isClause
	case didLater:
		return keep == 0 || isClause || voices(text[found[4]:found[5]])
	case andOtherSays:
		return keep == 0 || !isClause && !wants(words.Last(text[:keep]))
	}
	return false
}

const maxOther = 60 // bytes in which another one is named

var (
	// gloss is a noun phrase with an article behind a dash, up to the end: "would take the ark — a play on the boat's name, which …"; or a clause
	// there that explains: "denied a snub - he is away".
	gloss = pattern.Lazy(`( (?:[—–] (?:an?|the)|[—–-] (?:s?he|it|they) (?:is|was|has|had|are|were|have)) [^—–]+)$`)
	// otherSays turns to what another one says of it: "…, but the Greens say it is too late".
	otherSays = pattern.Lazy(`((?:,| [-–—])? (?:but|while|whereas|although|though) (?:the |some )?\p{Lu}[\pL.’'-]+(?: \p{Lu}[\pL.’'-]+){0,3}(?: (?:campaign|team|government|administration|union))? (?:says?|said|claims?|claimed|argues?|argued|insists?|insisted|warns?|warned|denies|denied|disagrees?|disagreed|rejects?|rejected|disputes?|disputed|dismiss(?:es|ed)|` +
		`(?:and other \p{Ll}+ )?(?:has|have|had|was|were) (?:since )?(?:confirmed|said|claimed|argued|insisted|warned|accused|denied|forced|rejected|pushed|called|urged|demanded|opposed|refused|disputed))\b.*)$`)
	// andOtherSays goes on to what another one says: "… and the army said he was safe".
	andOtherSays = pattern.Lazy(`(,? and (?:the (?:\p{Ll}+ )?\p{Ll}+|(?:the )?\p{Lu}[\pL.’'-]+(?: \p{Lu}[\pL.’'-]+){0,3}) (?:says|said|claims|claimed|argues|argued|insists|insisted|warns|warned|vows|vowed)\b.*)$`)
	// yetToSay is what somebody leaves open, by what the writer knows.
	yetToSay = pattern.Lazy(`(,? (?:but|though) (?:has|have|had) (?:yet to|not yet|so far not) (?:say|said|explain|explained|give|given|reveal|revealed|set out|spell out|announce|announced|publish|published|name|named)\b.*|,? but (?:has|have|had) (?:so far )?(?:been unable|failed|struggled) to\b.*)$`)
	// didLater goes on to what somebody did another time: "accused the port of theft, and last month reportedly sold a boat".
	didLater = pattern.Lazy(`(,? and (?:then |later )?(?:(?:last|earlier this) (?:night|week|month|year)|on \p{Lu}\p{Ll}+day|in \p{Lu}\p{Ll}+|reportedly) (?:reportedly )?([\p{Ll}-]+ed)\b.*)$`)
	// otherDoes turns to what another one does: "proposed a freeze and Canada has begun one".
	otherDoes = pattern.Lazy(` \p{Ll}+(,? (?:and|but) (?:the )?\p{Lu}[\pL’'-]+(?: \p{Lu}[\pL’'-]+){0,2} (?:(?:has|have|had|is|are|was|were|will|would)(?:n[’']t)?|also)\b.*)$`)
)

// isWithin says whether what somebody says is within a clause that says so: "the boats that Lund suggests".
func isWithin(r *attribution.Reading, a attribution.Attribution, text string) bool {
	own := r.Text[a.Source.Start:a.Source.End]
	return own != "" && strings.Contains(strings.ToLower(text), strings.ToLower(own+" "+r.Text[a.Cue.Start:a.Cue.End]))
}

// standsWithoutSpeaker says whether a line is a clause that can be read without the words that tell whose it is: no part of one, nothing that
// points at them, and in English no account of what happened.
func standsWithoutSpeaker(language, text string, speaker *attribution.Entity, himself bool) bool {
	if len(strings.Fields(text)) < leastContent || !himself && (pointsBack(text) || pointsBackward(text) && !ofOwnBody(text, speaker)) {
		return false
	}
	return language != "en" || hasFiniteVerb(text) && !tellsPast(whileDoing.ReplaceAllString(text, "")) && !opensOnPart.MatchString(text) && !onePlace.MatchString(text) &&
		(speaker.Kind != attribution.Group || transcript.IsProper(speaker.Name))
}

// standsWithSpeaker says whether a line that opens with who says it goes on with what he says, in English a clause or what a verb of wanting takes.
func standsWithSpeaker(r *attribution.Reading, a attribution.Attribution, text string, keep int, speaker *attribution.Entity) bool {
	cue, content := strings.ToLower(r.Text[a.Cue.Start:a.Cue.End]), text[min(keep, len(text)):]
	if first := strings.ToLower(words.First(text)); slices.Contains(pronouns, first) && !mayBracket(first, speaker) || len(strings.Fields(content)) < leastContent {
		return false
	}
	return r.Language != "en" || (wants(cue) || hasFiniteVerb(content)) && !isDeed(cue, content) && (opensOnThat(text, keep) || finishes(cue, content)) &&
		(speaker.Kind != attribution.Person || askedOf.MatchString(text) || !opensOnThing(content))
}

// whileDoing opens a sentence with what its writer makes of it: "Fuelling talk of a sale, ".
var whileDoing = pattern.Lazy(`^\p{Lu}\p{Ll}+ing [^,;:.]{3,90}, `)

// opensOnThat says whether a "that" leads from a cue to a clause: "says that in May boats sail", not "repeated that step".
func opensOnThat(text string, keep int) bool {
	keep = min(keep, len(text))
	clause, _, _ := strings.Cut(text[keep:], ", ")
	return strings.HasSuffix(text[:keep], " that ") && hasFiniteVerb(clause)
}

// ofOwnBody says whether a line opens with "The company" and stands below its name, whose voice said it.
func ofOwnBody(text string, speaker *attribution.Entity) bool {
	_, kind := sideOf(speaker)
	all := words.Folded(text)
	return kind != "person" && len(all) > 1 && all[0] == "the" && slices.Contains([]string{"company", "firm", "group", "agency", "organization", "organisation", "team"}, all[1])
}

// opensOnPart opens what is no clause of its own: "Why he should go.", "Hopefully that …", "For the first time, that he …".
var opensOnPart = pattern.Lazy(`^(?:Why|How|Whether|Where|Given|Exactly (?:what|how|why)|\w+ly that|(?:In|At|On|During) [^,]{1,60} that|[^,]{1,60}, that (?:s?he|they|it))\b[^?]*$`)

// saysOfHimself says whether the "he" that opens what somebody says is he himself: nobody else is named between him and it.
func saysOfHimself(r *attribution.Reading, a attribution.Attribution, first string, speaker *attribution.Entity) bool {
	from, at := a.Source.Start, a.Content[0].Start
	if r.Language != "en" || !mayBracket(first, speaker) || from > a.Cue.Start || a.Cue.End > at || !strings.HasPrefix(strings.ToLower(strings.TrimPrefix(r.Text[at:], "that ")), first+" ") {
		return false
	}
	return !slices.ContainsFunc(r.Entities, func(e attribution.Entity) bool {
		return e.Kind == attribution.Person && !strings.EqualFold(e.Name, speaker.Name) && slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool { return from <= m.Start && m.End <= at })
	})
}

// onePlace opens on a place that the line does not name.
var onePlace = pattern.Lazy(`^The (?:city|town|village|area|region|place|site|building|school|plant|street|border|island) (?:is|was|has|had|will|would|can|could)\b`)

// aDocument opens on one that the line does not tell.
var aDocument = pattern.Lazy(`^(?:The|A) (?:letter|statement|report|study|documents?|survey|poll|article|videos?|memo|e-?mail)s? (?:says?|said|adds|added|calls?|called|also|warns?|warned|tells?|found|finds|shows?|showed|concluded|notes?|noted)\b`)

// earlier words before a cue set what somebody said apart from what he says today.
var earlier = words.List("had once first initially originally previously formerly")

// namesOther says whether a source is a person's whole name, and not the speaker's: the two share a given name.
func namesOther(source string, speaker *attribution.Entity) bool {
	all := words.Split(source)
	if speaker.Kind != attribution.Person || len(all) < 2 || !transcript.IsProper(source) || !transcript.IsProper(speaker.Name) {
		return false
	}
	return transcript.IsGiven(all[len(all)-2]) && !namesAgain(source, speaker.Name) && !namesAgain(speaker.Name, source)
}

// isTurnedNext says whether the sentence behind an attribution's takes back what it concedes: "But …", and nobody else's words. In a paragraph
// of its own it goes on with them: "Yet, “it is late.”"
func isTurnedNext(r *attribution.Reading, a attribution.Attribution) bool {
	next := a.Sentences[len(a.Sentences)-1] + 1
	if next >= len(r.Sentences) {
		return false
	}
	sentence := r.Sentences[next]
	text := r.Text[sentence.Start:sentence.End]
	if !takingBack[strings.ToLower(words.First(strings.TrimLeft(text, words.QuotationMarks)))] || sentence.Paragraph != r.Sentences[next-1].Paragraph && !turnedToWords.MatchString(text) {
		return false
	}
	return slices.ContainsFunc(r.Attributions, func(b attribution.Attribution) bool {
		return b.Speaker == a.Speaker && slices.Contains(b.Sentences, next)
	})
}

var takingBack = words.List("but however yet aber mais pero")

// turnedToWords opens with a word that takes back, and quotes at once.
var turnedToWords = pattern.Lazy(`^\pL+,? (?:[“"„«]|’’|'')`)

// turning opens what takes back the words before it.
var turning = pattern.Lazy(`^[\s“”"'’‘]*(?:But|But,|However,|Yet|Yet,|Still,|And yet|Instead|Instead,) `)

// turnedWithin is who said the first half of a sentence, and how the second one begins: “Fees are a part of it,” Lund said, “but …”.
var turnedWithin = pattern.Lazy(`^,?(?:''|’’|[”"’'»]) [^“”".!?]{1,80}, (?:''|‘‘|[“"‘'«])(?:but|yet|though|although)\b`)

// isTurnedAfter says whether the words of somebody that end at an offset go on, behind who said them, with a "But …".
func isTurnedAfter(r *attribution.Reading, end int) bool {
	rest, _, _ := strings.Cut(r.Text[end:], "\n")
	if turning.MatchString(strings.TrimLeft(rest, ".,?!")) || turnedWithin.MatchString(rest) {
		return true
	}
	next := slices.IndexFunc(r.Sentences, func(s attribution.Sentence) bool { return s.Start >= end })
	if next < 0 || strings.Contains(r.Text[end:r.Sentences[next].Start], "\n") {
		return false
	}
	text := r.Text[r.Sentences[next].Start:]
	first, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("“\"'", first) && turning.MatchString(text)
}

// vague words before people leave open who they are: "other Republicans" are not the party.
var vague = words.List("other others another some many several few most both neither either such")

// isNoun says whether a cue is a noun of saying by its ending: what stands behind "the disagreement" is no clause of anybody's.
func isNoun(cue string) bool {
	return slices.ContainsFunc([]string{"ment", "tion", "sion", "ance", "ence"}, func(end string) bool { return strings.HasSuffix(cue, end) && cue != "comment" && cue != "mention" })
}

// timed opens a sentence with when it was.
var timed = pattern.Lazy(`^[“"]?(?:In|On|At|A|Last|Earlier|Two|Three|Four|Five|Six|\d+|Early|Late|Before|After|During|By|Back in)\b[^,]*(?:\d|ago|year|month|week|day|Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec|morning|night)[^,]*, *$`)

const (
	leastContent = 3   // words of a line besides its source and cue
	maxPosition  = 280 // runes of a line; longer ones are no lines for a card
)

// standAlone drops quotation marks (the words are the speaker's by the line's own cue), loose ends and a leading "that";
// "" when what is left is no sentence.
func standAlone(text string) string {
	const least = 5 // words
	text = strings.Join(strings.Fields(words.Unquoted(text)), " ")
	text = strings.TrimPrefix(strings.Trim(text, " ,;:–—-"), "that ")
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(strings.TrimRight(text, "."), ",", "")))
	if len(words) < least || slices.Contains(relatives, words[0]) || slices.Contains(turns, words[0]) || words[0] == "and" || words[0] == "because" {
		return ""
	}
	if last := words[len(words)-1]; slices.Contains(relatives, last) || slices.Contains(unfinished, last) {
		return "" // it breaks off
	}
	first, size := utf8.DecodeRuneInString(text)
	text = strings.ToUpper(string(first)) + text[size:]
	if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "!") && !strings.HasSuffix(text, "?") {
		text += "."
	}
	return text
}

// nameForPronoun puts a name in brackets where a text opens with a pronoun, or with when it was and a pronoun.
func nameForPronoun(text, name string) string {
	if at := strings.Index(text, ", "); at > 0 && timed.MatchString(text[:at+2]) {
		return text[:at+2] + nameForPronoun(text[at+2:], name)
	}
	word, rest, _ := strings.Cut(text, " ")
	bare, tail, contracted := strings.Cut(strings.ReplaceAll(word, "'", "’"), "’")
	if !slices.Contains(pronouns, strings.ToLower(strings.Trim(bare, ","))) {
		return text
	}
	if contracted {
		tail = "’" + tail
	}
	return "[" + name + "]" + tail + " " + rest
}
