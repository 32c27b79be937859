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
	// saying are cues without a tense that take a whole clause: what follows one stands alone.
	saying = strings.Fields("saying adding arguing warning noting claiming stating explaining believing")
	// sayingThat are such cues, too, where a "that" follows: "suggesting" alone is of a thing.
	sayingThat = strings.Fields("predicting suggesting insisting contending asserting acknowledging declaring conceding maintaining promising vowing stressing emphasizing emphasising hoping")
	// unfinished are words that want another one after them.
	unfinished = strings.Fields("a an the and or as of to in on at by for from with than its his her their something")
	// asides open a phrase of where, when or how, which is not what somebody says.
	asides = strings.Fields("in over of before after during while by")
	// hanging open a phrase that hangs on the cue before it: "arguing against allowing …", "telling followers that …".
	hanging = strings.Fields("against for about from to with on at as into toward towards followers supporters reporters people voters")
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
	text, keep := clause(r, a, sentence)
	if line := lineOf(r, a, speaker, text, keep); line != "" {
		return line
	}
	text, keep = withMainClause(r, a, sentence)
	return lineOf(r, a, speaker, text, keep)
}

// lineOf is a clause of the article as a line that stands alone, and whose; "" where it does not. Of keep, see clause.
func lineOf(r *attribution.Reading, a attribution.Attribution, speaker *attribution.Entity, text string, keep int) string {
	cue, english := strings.ToLower(r.Text[a.Cue.Start:a.Cue.End]), r.Language == "en"
	if text == "" {
		return ""
	}
	if check.SpeaksInFirstPerson(text, r.Language) || breaksIn(text) || pointsAway(r, a, text, keep, speaker) {
		return ""
	}
	if own := r.Text[a.Source.Start:a.Source.End]; keep == 0 && own != "" && strings.Contains(strings.ToLower(text), strings.ToLower(own)+" "+cue) {
		return "" // "the boats that Lund suggests"
	}
	if keep == 0 {
		text = check.DropDateline(text)
	}
	text = standAlone(text)
	if keep == 0 && english && (opensOnPart.MatchString(text) || onePlace.MatchString(text)) || aDocument.MatchString(text) {
		return ""
	}
	if keep == 0 && english && (tellsPast(text) || speaker.Kind == attribution.Group && !transcript.IsProper(speaker.Name)) {
		return "" // without who says it, it is an account of what happened
	}
	first := strings.ToLower(words.First(text))
	himself := keep == 0 && saysOfHimself(r, a, first, speaker)
	if keep == 0 && !himself && (pointsBack(text) || pointsBackward(text) && !ofOwnBody(text, speaker)) || keep > 0 && slices.Contains(pronouns, first) && !mayBracket(first, speaker) {
		return ""
	}
	if text == "" || utf8.RuneCountInString(text) > maxPosition || strandedOpening(text) || breaksOff(text) {
		return "" // cut, a line may say something else
	}
	content := text[min(keep, len(text)):]
	if english && (keep == 0 || !isOf(wanting, cue)) && !hasFiniteVerb(content) || len(strings.Fields(content)) < leastContent {
		return ""
	}
	if english && keep > 0 && (isDeed(cue, content) || !opensOnThat(text, keep) && !finishes(cue, content) || speaker.Kind == attribution.Person && opensOnThing(content)) {
		return ""
	}
	if keep == 0 && !himself {
		return text
	}
	named := nameForPronoun(text, speaker.Name)
	if named != text && namesAgain(text, speaker.Name) {
		return "" // "she accused Lund" is not Lund
	}
	return named
}

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

// opensOnPart opens what is no clause of its own: "Why he should go.", "Hopefully that …".
var opensOnPart = pattern.Lazy(`^(?:Why|How|Whether|Where|Given|Exactly (?:what|how|why)|\w+ly that|(?:In|At|On|During) [^,]{1,60} that)\b[^?]*$`)

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

// isTurnedNext says whether the sentence behind an attribution's takes back what it concedes: "But …", and nobody else's words.
func isTurnedNext(r *attribution.Reading, a attribution.Attribution) bool {
	next := a.Sentences[len(a.Sentences)-1] + 1
	if next >= len(r.Sentences) {
		return false
	}
	sentence := r.Sentences[next]
	between := r.Text[r.Sentences[next-1].End:sentence.Start]
	first := strings.ToLower(words.First(r.Text[sentence.Start:sentence.End]))
	if strings.Contains(between, "\n") || first != "but" && first != "however" && first != "aber" && first != "mais" && first != "pero" {
		return false
	}
	return slices.ContainsFunc(r.Attributions, func(b attribution.Attribution) bool {
		return b.Speaker == a.Speaker && slices.Contains(b.Sentences, next)
	})
}

// turning opens what takes back the words before it.
var turning = pattern.Lazy(`^[\s“”"'’‘]*(?:But|But,|However,|Yet|Still,|And yet) `)

// isTurnedAfter says whether the words of somebody that end at an offset go on, behind who said them, with a "But …".
func isTurnedAfter(r *attribution.Reading, end int) bool {
	rest := r.Text[end:]
	rest = rest[:min(len(rest), 400)]
	if at := strings.IndexByte(rest, '\n'); at >= 0 {
		rest = rest[:at]
	}
	if turning.MatchString(strings.TrimLeft(rest, ".,?!")) {
		return true
	}
	_, next, found := strings.Cut(rest, ". ")
	first, _ := utf8.DecodeRuneInString(next)
	return found && strings.ContainsRune("“\"'", first) && turning.MatchString(next)
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

// clause chooses the words of the article that make the line, and how many bytes of them must survive a cut.
func clause(r *attribution.Reading, a attribution.Attribution, sentence attribution.Sentence) (text string, keep int) {
	content := a.Content[0]
	end := min(content.End, sentence.End)
	source, cue := r.Text[a.Source.Start:a.Source.End], strings.ToLower(r.Text[a.Cue.Start:a.Cue.End])
	if strings.HasPrefix(cue, "according") {
		return accordingTo(r.Text[sentence.Start:sentence.End], a.Cue.Start-sentence.Start, a.Source.End-sentence.Start), 0
	}
	opens := r.Text[content.Start:end]
	if slices.Contains(asides, strings.ToLower(words.First(opens))) && !asideThat.MatchString(opens) && !strings.HasSuffix(r.Text[min(a.Cue.End, content.Start):content.Start], " that ") {
		return "", 0
	}
	if possesses(source + r.Text[a.Source.End:max(a.Source.End, a.Cue.Start)]) {
		return "", 0 // "her warning follows …": what comes behind a noun is no clause of hers
	}
	sourceFirst := a.Source.Start >= sentence.Start && source != "" && a.Source.End <= a.Cue.Start && a.Cue.End <= content.Start
	if whole := acrossCue(r, a, sentence); whole != "" {
		return whole, 0
	}
	switch {
	case sourceFirst && (slices.Contains(saying, cue) || slices.Contains(sayingThat, cue) && saysThat(r, a)):
		if slices.Contains(hanging, strings.ToLower(words.First(opens))) || runsOn(r.Text[end:sentence.End]) {
			return "", 0
		}
		between := r.Text[a.Source.End:a.Cue.Start]
		end = min(end, a.Content[0].Start+len(andSaying.ReplaceAllString(r.Text[a.Content[0].Start:end], "")))
		return contentAlone(r, a, end, between[strings.LastIndexByte(between, ',')+1:]), 0 // "did not name him, saying …" denies nothing of what is said
	case sourceFirst:
		return fromSource(r, a, sentence, end)
	case a.Cue.Start >= end && content.Start == opening(r.Text, sentence):
		return beforeSource(r, a, sentence, end), 0
	case r.Language == "en" && a.Cue.Start >= sentence.Start && a.Cue.End+1 == a.Source.Start && a.Source.End <= content.Start:
		return beforeCue(r.Text[opening(r.Text, sentence):a.Cue.Start]), 0
	}
	return "", 0
}

// andSaying goes over from what somebody says to what else he does: "saying he would stay and suggesting that …".
var andSaying = pattern.Lazy(`,? (?:and|but) (?:\w+ly )?(?:saying|adding|arguing|warning|noting|claiming|stating|suggesting|insisting|promising|calling|urging|accusing|telling|acknowledging|that (?:he|she|it|they|the|his|her|its|their)) .*$`)

// asideThat is when or where somebody said what follows: "said in an interview on Friday that".
var asideThat = pattern.Lazy(`^[^,;.“”"]{1,70} that `)

// saysThat says whether a "that" opens what stands behind a cue.
func saysThat(r *attribution.Reading, a attribution.Attribution) bool {
	return strings.HasPrefix(strings.TrimSpace(r.Text[a.Cue.End:a.Content[0].End]), "that ")
}

// acrossCue is an English clause that who says it breaks in two, its subject before and its verb behind: "The goal, she said, is to sail." The
// reading has the second half alone.
func acrossCue(r *attribution.Reading, a attribution.Attribution, sentence attribution.Sentence) string {
	from, start, end := opening(r.Text, sentence), min(a.Source.Start, a.Cue.Start), max(a.Source.End, a.Cue.End)
	if r.Language != "en" || start <= from || end > sentence.End || a.Cue.End == a.Cue.Start {
		return ""
	}
	subject, comma := strings.CutSuffix(r.Text[from:start], ", ")
	verb, again := strings.CutPrefix(r.Text[end:sentence.End], ", ")
	if own := whoDoes.ReplaceAllString(subject, ""); !comma || !again || len(strings.Fields(subject)) < 2 || own != "" && hasFiniteVerb(own) || !auxiliaries[strings.ToLower(words.First(verb))] || strings.ContainsAny(subject, ",:;") {
		return ""
	}
	return subject + " " + verb
}

// whoDoes are people by what they do, whatever verbs tell it: "Those who have left".
var whoDoes = pattern.Lazy(`^(?:Those|People|Anyone|Everyone|Anybody|Whoever|Candidates|Voters) who .*$`)

// withMainClause is a sentence that tells first what somebody does and then what he says of it, from him on: "Lund has closed the dock, saying
// the town is full." What he says may need the first half.
func withMainClause(r *attribution.Reading, a attribution.Attribution, sentence attribution.Sentence) (text string, keep int) {
	end := min(a.Content[0].End, sentence.End)
	source, cue := r.Text[a.Source.Start:a.Source.End], strings.ToLower(r.Text[a.Cue.Start:a.Cue.End])
	if a.Source.Start < sentence.Start || a.Source.End > a.Cue.Start || a.Cue.End > a.Content[0].Start || !slices.Contains(saying, cue) {
		return "", 0
	}
	between := r.Text[a.Source.End:a.Cue.Start]
	if strings.Count(between, ",") != 1 || !strings.HasSuffix(between, ", ") || !hasFiniteVerb("x"+between) || strings.ContainsAny(between, words.QuotationMarks+":;") || strings.Contains(between, " that ") || hasDemonstrative(between) || runsOn(r.Text[end:sentence.End]) || !standsBefore(r.Text[sentence.Start:a.Source.Start]) || slices.Contains(relatives, strings.ToLower(source)) {
		return "", 0
	}
	return r.Text[a.Source.Start:end], a.Content[0].Start - a.Source.Start
}

// contentAlone is what somebody says without who says it, where that is enough of a clause and those who tell of it deny nothing.
func contentAlone(r *attribution.Reading, a attribution.Attribution, end int, teller string) string {
	const least = 6 // words
	text := r.Text[a.Content[0].Start:end]
	if len(strings.Fields(text)) < least || check.Negated(teller) {
		return ""
	}
	return text
}

// fromSource is a sentence from its subject on, where that is who says the rest of it. "" where it has no clause of its own ("who said",
// "to say"), is said in another one's, or is not what somebody says now.
func fromSource(r *attribution.Reading, a attribution.Attribution, sentence attribution.Sentence, end int) (text string, keep int) {
	content := a.Content[0]
	source, cue := r.Text[a.Source.Start:a.Source.End], strings.ToLower(r.Text[a.Cue.Start:a.Cue.End])
	before, after := r.Text[a.Source.End:a.Cue.Start], r.Text[a.Cue.End:content.Start]
	if aside := asideBeforeThat.FindString(r.Text[a.Cue.End:sentence.End]); aside != "" {
		content.Start, after = max(content.Start, a.Cue.End+len(aside)), " that"
	}
	cut := strings.ContainsAny(strings.Replace(after, "that,", "", 1), ",:;") && (r.Language == "en" || strings.ContainsAny(strings.TrimRight(after, ", "), ",:;"))
	about := isOf(plainSaying, cue) && addressing[strings.ToLower(words.Last(after))] && !strings.HasPrefix(after, " that ") // "said about its plan" leaves out what
	if cut || about || slices.Contains(relatives, strings.ToLower(source)) || !isOwnVerb(before, cue) || opensAside(source, before) || demonstrative(after+r.Text[content.Start:end]) {
		return "", 0
	}
	if !standsBefore(r.Text[sentence.Start:a.Source.Start]) || pointsBack(source) && len(strings.Fields(source)) > 1 {
		return "", 0
	}
	if tail := r.Text[end:sentence.End]; runsOn(tail) {
		if isOf(wanting, cue) && strings.HasPrefix(tail, ", but ") {
			return "", 0 // what became of it is the writer's
		}
		end = sentence.End
	}
	from := a.Source.Start
	if when := r.Text[sentence.Start:from]; timed.MatchString(when) && strings.HasSuffix(strings.TrimSpace(when), ",") {
		from = opening(r.Text, sentence) // when it was said is a part of it
	}
	return r.Text[from:end], content.Start - from
}

// asideBeforeThat stands between a verb of saying and its clause: "said, among other things, that".
var asideBeforeThat = pattern.Lazy(`^, (?:however|though|among other things|in part|for example|for instance|in a \pL+|on \p{Lu}\pL+|at a \pL+), that\b`)

// goesOnTo stands before the verb of somebody who says it still.
var goesOnTo = pattern.Lazy(`\b(?:continues?|continued|goes on|went on) to\s*$`)

// isOwnVerb says whether a cue is what its subject says now, by the words between them: not "came and confirmed", "was told", "had said",
// "might say" or "half of what it pledged".
func isOwnVerb(between, cue string) bool {
	if at := strings.LastIndexByte(between, ','); strings.HasPrefix(between, ",") && at > 0 {
		between = between[at+1:] // what an aside tells of the subject is told of no cue: ", who might go, said"
	}
	if strings.HasSuffix(" "+strings.TrimSpace(between), " to") && !goesOnTo.MatchString(between) || trails(cue, between) || isPassive(between, cue) {
		return false
	}
	all := words.Folded(between)
	said := slices.ContainsFunc(all, voices) // "praised the boats and said"
	if last := words.Last(between); last == "then" || last == "and" && !said {
		return false
	}
	may := slices.ContainsFunc(all, func(word string) bool { return mayOnly[word] }) && isOf(telling, cue)
	once := slices.ContainsFunc(all, func(word string) bool { return earlier[word] })
	if (said || hasFiniteVerb("x"+between)) && !endsBeforeVerb(between) {
		return false // "added her voice after five senators urged": they urge
	}
	return !may && !once && !straysTo(between, cue) && !joinsVerbs(between) && !didNot(between, cue)
}

// beforeCue is the clause that stands before "…, predicted Lund, the skipper": what follows the name only tells who he is.
func beforeCue(before string) string {
	const least = 6 // words
	clause, comma := strings.CutSuffix(strings.TrimRight(before, " "), ",")
	if !comma || len(strings.Fields(clause)) < least {
		return ""
	}
	return clause
}

// beforeVerb are words that stand between a subject and its verb: of tense, of manner, of time, of where it was said.
var beforeVerb = words.List(`is are was were has have had will would does do did not never and then to also still now later again already further once both all
	monday tuesday wednesday thursday friday saturday sunday today yesterday week month year weekend morning afternoon evening night
	statement interview tweet letter speech email post though however too himself herself itself themselves even long previously first since always often just only`)

// endsBeforeVerb says whether the words between a subject and a verb end in one that leads up to the verb, or in a comma, and not in another
// noun, whose verb it would be.
func endsBeforeVerb(between string) bool {
	between = strings.TrimSpace(between)
	last := strings.ToLower(words.Last(between))
	return between == "" || strings.ContainsAny(between[len(between)-1:], ",)—–-") || beforeVerb[last] || strings.HasSuffix(last, "ly") || strings.HasSuffix(last, "n’t") ||
		strings.HasSuffix(last, "n't") || strings.ContainsAny(last, "0123456789")
}

// beforeSource is what a sentence opens with and who says it follows: "…, she said", or with more behind that: "…, she added, …".
func beforeSource(r *attribution.Reading, a attribution.Attribution, sentence attribution.Sentence, end int) string {
	content := a.Content[0]
	if between := r.Text[end:min(a.Cue.Start, max(a.Source.Start, end))]; strings.Trim(between, " ,"+words.QuotationMarks+"'’") != "" {
		return "" // the content breaks off before the words that tell whose it is
	}
	if r.Language == "en" && !strings.ContainsAny(r.Text[end-1:max(a.Source.Start, end)], ",?!—–") {
		return "" // "the sum he demanded" is no clause of what he says
	}
	if len(a.Content) > 1 && a.Content[1].Start >= a.Cue.End && a.Content[1].End <= sentence.End {
		return strings.TrimRight(r.Text[content.Start:end], ", ") + " " + r.Text[a.Content[1].Start:a.Content[1].End]
	}
	return contentAlone(r, a, end, r.Text[min(a.Source.Start, a.Cue.Start):max(a.Source.End, a.Cue.End)])
}

// accordingTo is the clause of a sentence that stands beside "according to", which begins at cue and whose source ends at source: what is
// before it, or what is behind the comma that ends the source, appositions to it passed over. "" when neither is a clause.
func accordingTo(sentence string, cue, source int) string {
	if cue > 0 {
		before, comma := strings.CutSuffix(strings.TrimRight(sentence[:cue], " "), ",")
		if !comma && runsOn(sentence[source:]) || !hasFiniteVerb(before) {
			return ""
		}
		return strings.TrimLeft(before, words.QuotationMarks)
	}
	_, rest, found := strings.Cut(sentence[min(max(source, 0), len(sentence)):], ", ")
	for found && !hasFiniteVerb(strings.SplitN(rest, ", ", 2)[0]) && slices.Contains(apposing, strings.ToLower(words.First(rest))) {
		_, rest, found = strings.Cut(rest, ", ")
	}
	if !found || slices.Contains(relatives, strings.ToLower(words.First(rest))) || !hasFiniteVerb(rest) {
		return ""
	}
	return rest
}

var apposing = strings.Fields("a an the one another")

// trails says whether a cue in -ing has no tense of its own: "saying", but not "are urging".
func trails(cue, before string) bool {
	if !strings.HasSuffix(cue, "ing") {
		return false
	}
	all := strings.Fields(strings.ToLower(before) + " " + cue)
	for i := len(all) - 2; i >= 0; i-- {
		if slices.Contains([]string{"is", "are", "was", "were", "been"}, all[i]) {
			return false
		}
		if !strings.HasSuffix(all[i], "ly") && !slices.Contains([]string{"now", "also", "still", "not", "already", "again"}, all[i]) {
			return true
		}
	}
	return true
}

// possesses says whether the words before a cue end in a possessive, which makes the cue a noun.
func possesses(before string) bool {
	before = strings.TrimSpace(strings.ReplaceAll(before, "'", "’"))
	if owners[strings.ToLower(words.Last(before))] {
		return true // "his support for the bill isn’t shared"
	}
	return strings.HasSuffix(before, "’s") || strings.HasSuffix(before, "s’")
}

var owners = words.List("his her their its my our your")

// opening is where the words of a sentence begin, its quotation marks passed over.
func opening(text string, sentence attribution.Sentence) int {
	return sentence.Start + strings.IndexFunc(text[sentence.Start:sentence.End], func(r rune) bool {
		return !strings.ContainsRune(words.QuotationMarks+"'‘", r)
	})
}

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
