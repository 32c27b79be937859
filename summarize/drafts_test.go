package summarize

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/article"
	"parley/corpora"
	"parley/summarize/attribution"
	"parley/summarize/check"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// trainTranscripts are of articles of a corpus that is read where it lies: so many, evenly spread.
func trainTranscripts(t testing.TB, many int) []*transcript.Transcript {
	t.Helper()
	data, err := os.ReadFile(corpora.Path(t, "polnear", "train.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	lines := bytes.Split(bytes.TrimSpace(data), []byte("\n"))
	var transcripts []*transcript.Transcript
	for i := range many {
		var row struct{ Text string }
		if err := json.Unmarshal(lines[i*len(lines)/many], &row); err != nil {
			t.Fatal(err)
		}
		transcripts = append(transcripts, transcript.Read(&article.Article{Text: row.Text, Language: "en"}))
	}
	return transcripts
}

// trueDraft is a draft in which everything is true: lines of gist that are sentences of the article, cut and reworded as
// summaries do; the positions that the extractive writer finds, those that it would not show among them; every quotation
// whose speaker is clear.
func trueDraft(r *rand.Rand, t *transcript.Transcript) check.Draft {
	var draft check.Draft
	for _, i := range r.Perm(len(t.Sentences)) {
		if len(draft.Gist) == check.MaxClaims {
			break
		}
		if text := paraphrase(r, t, i+1); text != "" {
			draft.Gist = append(draft.Gist, check.DraftClaim{Sentences: []int{i + 1}, Text: text})
		}
	}
	for _, s := range mainSides(sidesWithAll(t)) {
		party := check.DraftParty{Name: s.name, Kind: s.kind, Stance: "none", Positions: firstPositions(s)}
		party.Quotes = s.quotes
		draft.Parties = append(draft.Parties, party)
	}
	return draft
}

// firstPositions are a few lines of a side, each of another sentence.
func firstPositions(s *side) []check.DraftClaim {
	var claims []check.DraftClaim
	for _, c := range s.positions {
		same := func(other check.DraftClaim) bool { return other.Sentences[0] == c.claim.Sentences[0] }
		if len(claims) < 3 && !slices.ContainsFunc(claims, same) {
			claims = append(claims, c.claim)
		}
	}
	return claims
}

// sidesWithAll are the sides that the extractive writer gathers, with the positions too that it keeps to itself because a rule
// would doubt them.
func sidesWithAll(t *transcript.Transcript) []*side {
	sides := gatherSides(t, newEditor(t))
	for _, s := range sides {
		s.positions = nil
	}
	offer := func(name string, c candidate) {
		i := slices.IndexFunc(sides, func(s *side) bool { return strings.EqualFold(s.name, name) })
		if i < 0 { // all that it says stands under a speaker who is not sure
			i, sides = len(sides), append(sides, &side{name: name, kind: "person"})
		}
		sides[i].positions = append(sides[i].positions, c)
	}
	for _, source := range t.Sources {
		for _, found := range source.Reading.Attributions {
			speaker := source.Speaker(found)
			if speaker == nil || !isSide(speaker) || found.Kind == attribution.Direct || found.Sentences[0] == source.Headline() {
				continue
			}
			if text := positionText(source.Reading, found, speaker); text != "" {
				name, _ := sideOf(speaker)
				claim := check.DraftClaim{Sentences: check.FirstCites(source.Numbers(found.Sentences)), By: speaker.Name, Text: text}
				offer(name, candidate{claim: claim})
			}
		}
		for _, c := range commitments(source) {
			offer(c.party, candidate{claim: c.claim})
		}
	}
	return sides
}

// paraphrase makes a line of a sentence by cutting clauses and by rewording that keeps the meaning; "" where the sentence
// has a quotation, a question, an order or too few words.
func paraphrase(r *rand.Rand, t *transcript.Transcript, number int) string {
	s := t.Sentences[number-1]
	source := t.Sources[s.Source]
	text := strings.Join(strings.Fields(check.DropDateline(s.Text)), " ")
	if source.Quoted(source.Reading.Sentences[s.Index]) || !strings.HasSuffix(text, ".") || len(strings.Fields(text)) < minGistWords ||
		s.Index == source.Headline() || check.SpeaksInFirstPerson(text, "en") {
		return ""
	}
	text = cutClauses(r, text)
	for _, reword := range rewordings {
		if r.IntN(2) == 0 {
			text = reword.pattern.ReplaceAllString(text, reword.with)
		}
	}
	return cutToFit(text, 30, check.MaxText)
}

// cutClauses drops a parenthesis, a clause between commas, and the last clause, by chance.
func cutClauses(r *rand.Rand, text string) string {
	for _, middle := range []*regexp.Regexp{
		regexp.MustCompile(` \([^()]*\)`),
		regexp.MustCompile(`, (?:who|which|whose|where|a|an|the) [^,]{3,80},`),
	} {
		if r.IntN(2) == 0 {
			text = middle.ReplaceAllString(text, "")
		}
	}
	last := regexp.MustCompile(`, (?:who|which|after|as|while|when|where|because|with|according|in|on|during) [^,.]*\.$`)
	if r.IntN(2) == 0 {
		if cut := last.ReplaceAllString(text, "."); len(strings.Fields(cut)) >= minGistWords {
			text = cut
		}
	}
	return text
}

// rewordings keep the meaning.
var rewordings = []struct {
	pattern *regexp.Regexp
	with    string
}{
	{regexp.MustCompile(`\b(\d+) percent\b`), "$1%"},
	{regexp.MustCompile(`(\d)%`), "$1 percent"},
	{regexp.MustCompile(`\b(?:Mr|Mrs|Ms|Sen|Rep|Gov)\. `), ""},
	{regexp.MustCompile(`\btwo\b`), "2"},
	{regexp.MustCompile(`\bthree\b`), "3"},
	{regexp.MustCompile(`\bten\b`), "10"},
	{regexp.MustCompile(`\btwenty-five\b`), "25"},
	{regexp.MustCompile(`(?i)\b(did|does|do|is|are|was|were|has|have|had|could|would|should)n['’]t\b`), "$1 not"},
	{regexp.MustCompile(`\bcannot\b`), "can’t"},
	{regexp.MustCompile(`\bsaid\b`), "says"},
	{regexp.MustCompile(`\bhowever\b,? ?`), ""},
	{regexp.MustCompile(`\bSept\. `), "September "},
	{regexp.MustCompile(`\bOctober (\d)`), "Oct. $1"},
	{regexp.MustCompile(`(\d),(\d{3})\b`), "$1$2"},
	{regexp.MustCompile(`\bthat was\b`), "which was"},
}

// A fault makes one item of a draft false. It changes the copy that it gets and returns the item's text or quotation
// number; false when the draft has no place for it.
type fault struct {
	kind    string
	certain bool    // none may pass
	least   float64 // share that must be caught, of a kind left to the second reading; 0: as of all others
	plant   func(*planter) (planted, bool)
}

// planted is the item that must not stand as it is.
type planted struct {
	text  string // of a claim
	by    string // of a position, or of a quotation
	party string
	quote int // 0 for a claim
}

// stands says whether the item is in the brief as it was planted.
func (p planted) stands(b *Brief) bool {
	if p.quote > 0 {
		return slices.ContainsFunc(b.Quotes, func(q Quote) bool { return q.ID == p.quote && q.Speaker == p.by }) ||
			slices.ContainsFunc(b.Parties, func(party Party) bool { return party.Name == p.party && slices.Contains(party.Quotes, p.quote) })
	}
	if p.party == "" {
		return slices.ContainsFunc(b.Gist, func(c Claim) bool { return c.Text == p.text })
	}
	return slices.ContainsFunc(b.Parties, func(party Party) bool {
		return party.Name == p.party && slices.ContainsFunc(party.Positions, func(c Position) bool { return c.Text == p.text })
	})
}

// A planter has a draft of its own and the chance to spoil it.
type planter struct {
	*rand.Rand
	t     *transcript.Transcript
	other *transcript.Transcript // another article
	draft check.Draft
}

func newPlanter(r *rand.Rand, t, other *transcript.Transcript, good check.Draft) *planter {
	return &planter{r, t, other, cloneDraft(good)}
}

func cloneDraft(d check.Draft) check.Draft {
	d.Gist = slices.Clone(d.Gist)
	d.Parties = slices.Clone(d.Parties)
	for i := range d.Parties {
		d.Parties[i].Positions = slices.Clone(d.Parties[i].Positions)
		d.Parties[i].Quotes = slices.Clone(d.Parties[i].Quotes)
	}
	return d
}

// claims are all claims of the draft in a random order, with the party of a position, or -1.
func (p *planter) claims() (claims []*check.DraftClaim, parties []int) {
	type at struct {
		claim *check.DraftClaim
		party int
	}
	var all []at
	for i := range p.draft.Gist {
		all = append(all, at{&p.draft.Gist[i], -1})
	}
	for i := range p.draft.Parties {
		for j := range p.draft.Parties[i].Positions {
			all = append(all, at{&p.draft.Parties[i].Positions[j], i})
		}
	}
	p.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	for _, a := range all {
		claims, parties = append(claims, a.claim), append(parties, a.party)
	}
	return claims, parties
}

// rewrite applies edit to the first claim that it changes to something new.
func (p *planter) rewrite(edit func(*check.DraftClaim) string) (planted, bool) {
	claims, parties := p.claims()
	for i, claim := range claims {
		text := edit(claim)
		if text == "" || text == claim.Text {
			continue
		}
		claim.Text = text
		found := planted{text: text, by: claim.By}
		if parties[i] >= 0 {
			found.party = p.draft.Parties[parties[i]].Name
		}
		return found, true
	}
	return planted{}, false
}

// replaceOne replaces one match of a pattern, chosen by chance.
func (p *planter) replaceOne(text string, pattern *regexp.Regexp, with func(string) string) string {
	found := pattern.FindAllStringIndex(text, -1)
	if len(found) == 0 {
		return ""
	}
	at := found[p.IntN(len(found))]
	return text[:at[0]] + with(text[at[0]:at[1]]) + text[at[1]:]
}

// speakersBesides are the names of the sides in the article that are nobody of these.
func (p *planter) entitiesBesides(keep func(*attribution.Entity) bool) []string {
	var found []string
	for _, source := range p.t.Sources {
		for i := range source.Reading.Entities {
			e := &source.Reading.Entities[i]
			if transcript.IsSide(e) && keep(e) && !slices.Contains(found, e.Name) {
				found = append(found, e.Name)
			}
		}
	}
	p.Shuffle(len(found), func(i, j int) { found[i], found[j] = found[j], found[i] })
	return found
}

// shareWord says whether two names have a word in common: then one may be short for the other.
func shareWord(a, b string) bool {
	of := words.FoldedSet(a)
	for word := range words.FoldedSet(b) {
		if of[word] && !words.Stop[word] {
			return true
		}
	}
	return false
}

// insertions open what stands between a verb and its object, or hangs on the words before it.
var insertions = strings.Fields("for such among including like say at as especially particularly even then")

// cutToFit shortens a text to at most limit runes at the end of a clause, keeping the given number of bytes and half of
// the limit at the least; "" when that cannot be done.
func cutToFit(text string, keep, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	best := ""
	for i, r := range text {
		if utf8.RuneCountInString(text[:i]) >= limit {
			break
		}
		if r != ',' && r != ';' && r != '—' && r != '–' || i <= keep {
			continue
		}
		rest, spaced := strings.CutPrefix(text[i+utf8.RuneLen(r):], " ")
		next := strings.ToLower(words.First(rest))
		if spaced && !slices.Contains(turns, next) && !slices.Contains(relatives, next) && !slices.Contains(insertions, next) && !inList(rest, r) {
			best = strings.TrimRight(text[:i], " ,;:–—-") + "."
		}
	}
	if utf8.RuneCountInString(best) < limit/2 {
		return ""
	}
	return best
}

// inList says whether what follows a comma may be a list's next item, or an insertion that a later comma ends: no clause of its own.
func inList(rest string, sign rune) bool {
	listed := strings.HasPrefix(rest, "and ") || strings.HasPrefix(rest, "or ") || strings.Contains(rest, ", and ") || strings.Contains(rest, ", or ")
	return sign == ',' && listed && !hasFiniteVerb(strings.SplitN(rest, ", ", 2)[0])
}
