package summarize

import (
	"slices"
	"strings"

	"parley/pattern"
	"parley/summarize/attribution"
	"parley/summarize/check"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// Which words of a sentence are a clause that somebody says, and where it may begin and end.

var (
	// saying are cues without a tense that take a whole clause: what follows one stands alone.
	saying = strings.Fields("saying adding arguing warning noting claiming stating explaining believing")
	// sayingThat are such cues, too, where a "that" follows: "suggesting" alone is of a thing.
	sayingThat = strings.Fields("predicting suggesting insisting contending asserting acknowledging declaring conceding maintaining promising vowing stressing emphasizing emphasising hoping")
	// asides open a phrase of where, when or how, which is not what somebody says.
	asides = strings.Fields("in over of before after during while by")
	// hanging open a phrase that hangs on the cue before it: "arguing against allowing …", "telling followers that …".
	hanging = strings.Fields("against for about from to with on at as into toward towards followers supporters reporters people voters")
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
	if between := r.Text[a.Source.End:max(a.Source.End, a.Cue.Start)]; possesses(source+between) || asNoun.MatchString(between+cue) {
		return "", 0 // "her warning follows …": what comes behind a noun is no clause of hers
	}
	sourceFirst := a.Source.Start >= sentence.Start && source != "" && a.Source.End <= a.Cue.Start && a.Cue.End <= content.Start
	if whole := acrossCue(r, a, sentence); whole != "" {
		return whole, 0
	}
	switch {
	case sourceFirst && (slices.Contains(saying, cue) || slices.Contains(sayingThat, cue) && saysThat(r, a)):
		between := r.Text[a.Source.End:a.Cue.Start]
		if slices.Contains(hanging, strings.ToLower(words.First(opens))) || runsOn(r.Text[end:sentence.End]) || noLonger.MatchString(between) {
			return "", 0
		}
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

// asNoun is a cue that is somebody's, with what is told of it: Lund "’s new proposal".
var asNoun = pattern.Lazy(`^[’'](?:s )(?:[\pL-]+ ){0,3}(?:proposal|call|demand|plan|request|pledge|promise|offer|support|claim|warning|hope|appeal|wish|view|belief)s?$`)

// noLonger leads to what somebody said and then went against, or did not say: "Lund, after first saying he would stay, left".
var noLonger = pattern.Lazy(`\b(?:after (?:initially|first|originally|earlier|once|previously|long)|(?:despite|without|instead of|rather than)(?: \p{Ll}+)?) $`)

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
	if slices.ContainsFunc(strings.Fields(between), func(word string) bool { return isOf(plainSaying, word) }) {
		return "", 0 // "Lund said in Halvik, adding that …": what he said stands elsewhere
	}
	if strings.Count(between, ",") != 1 || !strings.HasSuffix(between, ", ") || !hasFiniteVerb("x"+between) || strings.ContainsAny(between, words.QuotationMarks+":;") || strings.Contains(between, " that ") || hasDemonstrative(between) || runsOn(r.Text[end:sentence.End]) || !standsBefore(r.Text[sentence.Start:a.Source.Start]) || slices.Contains(relatives, strings.ToLower(source)) {
		return "", 0
	}
	return r.Text[a.Source.Start:end], a.Content[0].Start - a.Source.Start
}

// withSecondVerb is what somebody says in the second of two verbs, with his name before it: of "Lund said the plan was theirs, and accused the
// council of theft", that Lund accused the council. The first one may be what cannot be read alone.
func withSecondVerb(r *attribution.Reading, a attribution.Attribution, sentence attribution.Sentence) (text string, keep int) {
	content, end := a.Content[0], min(a.Content[0].End, sentence.End)
	if r.Language != "en" || a.Source.Start < sentence.Start || a.Source.End >= a.Cue.Start || a.Cue.End > content.Start || !transcript.IsProper(r.Text[a.Source.Start:a.Source.End]) {
		return "", 0
	}
	first, joined := strings.CutSuffix(r.Text[a.Source.End:a.Cue.Start], " and ")
	if !joined || !slices.ContainsFunc(words.Folded(first), voices) || strings.ContainsAny(first, words.QuotationMarks+":;") || !standsBefore(r.Text[sentence.Start:a.Source.Start]) ||
		runsOn(r.Text[end:sentence.End]) || strings.HasSuffix(r.Text[a.Cue.Start:a.Cue.End], "ing") || hisOwn.MatchString(r.Text[content.Start:end]) {
		return "", 0
	}
	source := r.Text[a.Source.Start:a.Source.End] + " "
	return source + r.Text[a.Cue.Start:end], len(source) + content.Start - a.Cue.Start
}

// hisOwn has somebody or something that the verb before has named.
var hisOwn = pattern.Lazy(`^(?:that )?(?:him|her|his|it|its|them|their|they|he|she|the (?:move|idea|plan|decision|proposal|measure|bill))\b`)

// contentAlone is what somebody says without who says it, where that is enough of a clause and those who tell of it deny nothing.
func contentAlone(r *attribution.Reading, a attribution.Attribution, end int, teller string) string {
	const least = 6 // words
	text := r.Text[a.Content[0].Start:end]
	if len(strings.Fields(text)) < least || check.Negated(teller, r.Language) {
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
		if wants(cue) && strings.HasPrefix(tail, ", but ") {
			return "", 0 // what became of it is the writer's
		}
		end = sentence.End
	}
	from := a.Source.Start
	if before := r.Text[sentence.Start:from]; timed.MatchString(before) && strings.HasSuffix(strings.TrimSpace(before), ",") || isAskedOf(before) && meansThing.MatchString(r.Text[content.Start:end]) {
		from = opening(r.Text, sentence) // when it was said, or of what, is a part of it
	}
	return r.Text[from:end], content.Start - from
}

// askedOf opens a sentence with what somebody is asked about, which his "it" or "they" means: "Asked about the fees, Lund said they …".
var (
	askedOf    = pattern.Lazy(`^(?:When )?[Aa]sked (?:about|whether|if) [^“”",;]{3,70}, `)
	meansThing = pattern.Lazy(`^(?:that )?(?:it|they|that|this|these|those)\b`)
)

// isAskedOf says whether nothing but what somebody is asked about, and a title of his, stands before his name.
func isAskedOf(before string) bool {
	return len(strings.Fields(before[len(askedOf.FindString(before)):])) < 2 && askedOf.MatchString(before)
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
	if saysAside.MatchString(between) {
		return false // "and he says, promised that"
	}
	if strings.HasSuffix(" "+strings.TrimSpace(between), " to") && !goesOnTo.MatchString(between) || trails(cue, between) || isPassive(between, cue) {
		return false
	}
	all := words.Folded(between)
	said := slices.ContainsFunc(all, voices) // "praised the boats and said"
	if last := words.Last(between); last == "then" || last == "and" && !said {
		return false
	}
	may := slices.ContainsFunc(all, func(word string) bool { return mayOnly[word] }) && tells(cue)
	once := slices.ContainsFunc(all, func(word string) bool { return earlier[word] })
	if (said || hasFiniteVerb("x"+between)) && !endsBeforeVerb(between) {
		return false // "added her voice after five senators urged": they urge
	}
	return !may && !once && !straysTo(between, cue) && !joinsVerbs(between) && !didNot(between, cue)
}

// saysAside is a verb of saying with a comma behind it: who says so stands within what he says.
var saysAside = pattern.Lazy(`^ (?:says?|said|claims?|claimed|insists?|insisted|argues?|argued|believes?|adds|added),\s*$`)

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
