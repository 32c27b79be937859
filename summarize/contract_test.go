package summarize

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"parley/article"
	"parley/corpora"
	"parley/prompts"
	"parley/summarize/check"
	"parley/summarize/model"
	"parley/summarize/transcript"
)

// tokensOf is what the contract costs over a set of articles, in tokens of o200k.
type tokensOf struct {
	articles       int
	text           int // the articles as they are
	lines          int // the same, numbered and tagged
	question       int // the whole question, rules included
	ids            int // the answers of the extractive writer, as the contract has them
	quoteIDs       int // of the answers, the quotations alone
	quoteTexts     int // the same, copied out
	copied         int // the same answers with the quotations copied out
	copiedEvidence int // and the sentences of s, which a brief shows too
}

// The same brief without ids: the model types what it points at.
type copiedClaim struct {
	Sentences []string `json:"s"`
	By        string   `json:"by,omitempty"`
	Text      string   `json:"t"`
}

type copiedQuote struct {
	Text string `json:"q"`
	By   string `json:"by"`
}

type copiedParty struct {
	Name      string        `json:"name"`
	Kind      string        `json:"kind"`
	Stance    string        `json:"stance"`
	Positions []any         `json:"positions"`
	Quotes    []copiedQuote `json:"quotes"`
}

type copiedDraft struct {
	Gist     []any         `json:"gist"`
	Question any           `json:"question"`
	Parties  []copiedParty `json:"parties"`
}

func copyOut(t *transcript.Transcript, d check.Draft, evidence bool) copiedDraft {
	claim := func(c check.DraftClaim) any {
		if !evidence {
			return c
		}
		out := copiedClaim{By: c.By, Text: c.Text}
		for _, number := range c.Sentences {
			out.Sentences = append(out.Sentences, t.Sentences[number-1].Text)
		}
		return out
	}
	out := copiedDraft{Question: d.Question}
	for _, c := range d.Gist {
		out.Gist = append(out.Gist, claim(c))
	}
	for _, p := range d.Parties {
		party := copiedParty{Name: p.Name, Kind: p.Kind, Stance: p.Stance}
		for _, c := range p.Positions {
			party.Positions = append(party.Positions, claim(c))
		}
		for _, q := range p.Quotes {
			party.Quotes = append(party.Quotes, copiedQuote{t.Quotations[q.Quotation-1].Text, q.By})
		}
		out.Parties = append(out.Parties, party)
	}
	return out
}

func measureContract(t testing.TB) tokensOf {
	t.Helper()
	count := model.CounterFor("gpt-4o").Count
	asJSON := func(value any) int {
		var out strings.Builder
		encoder := json.NewEncoder(&out)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(value); err != nil {
			t.Fatal(err)
		}
		return count(out.String())
	}
	var sum tokensOf
	for _, text := range polnearTexts(t) {
		transcript := transcript.Read(&article.Article{Text: text})
		draft := asAModelWrites(t, transcript)
		system, user, err := prompts.BuiltIn().Brief(prompts.Request{Nonce: "k7f3qx", Articles: []prompts.Article{{Lines: transcript.Lines(0)}}})
		if err != nil {
			t.Fatal(err)
		}
		var plain []string
		for _, s := range transcript.Sentences {
			plain = append(plain, s.Text)
		}
		sum.articles++
		sum.text += count(strings.Join(plain, "\n"))
		sum.lines += count(strings.Join(transcript.Lines(0), "\n"))
		sum.question += count(system) + count(user)
		sum.ids += asJSON(draft)
		copied := copyOut(transcript, draft, false)
		for i, p := range draft.Parties {
			if len(p.Quotes) > 0 {
				sum.quoteIDs += asJSON(p.Quotes)
				sum.quoteTexts += asJSON(copied.Parties[i].Quotes)
			}
		}
		sum.copied += asJSON(copied)
		sum.copiedEvidence += asJSON(copyOut(transcript, draft, true))
	}
	return sum
}

// asAModelWrites is a draft of a model's size: the extractive writer shows less of what it finds than a model writes.
func asAModelWrites(t testing.TB, read *transcript.Transcript) check.Draft {
	t.Helper()
	draft, _, err := Extractive{}.Write(context.Background(), read)
	if err != nil {
		t.Fatal(err)
	}
	draft.Parties = nil
	for _, s := range mainSides(gatherSides(read, newEditor(read))) {
		quotes := s.quotes[:min(len(s.quotes), 2)]
		draft.Parties = append(draft.Parties, check.DraftParty{Name: s.name, Kind: s.kind, Stance: "none", Positions: firstPositions(s), Quotes: quotes})
	}
	return draft
}

func polnearTexts(t testing.TB) []string {
	t.Helper()
	file, err := os.Open(corpora.Path(t, "polnear", "dev.input.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var texts []string
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var a struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		texts = append(texts, a.Text)
	}
	return texts
}

// What ids save and cost, over the articles of PolNeAR dev.
func BenchmarkContract(b *testing.B) {
	var sum tokensOf
	for b.Loop() {
		sum = measureContract(b)
	}
	mean := func(n int) float64 { return float64(n) / float64(sum.articles) }
	b.ReportMetric(mean(sum.question), "in/article")
	b.ReportMetric(mean(sum.ids), "out/article")
	b.ReportMetric(float64(sum.lines)/float64(sum.text), "lines/text")
	b.ReportMetric(float64(sum.quoteIDs)/float64(sum.quoteTexts), "quotes:ids/copied")
	b.ReportMetric(float64(sum.ids)/float64(sum.copied), "ids/copied")
	b.ReportMetric(float64(sum.ids)/float64(sum.copiedEvidence), "ids/copied+evidence")
}

func TestTheContractIsCheap(t *testing.T) {
	t.Parallel()
	sum := measureContract(t)
	if overhead := float64(sum.lines) / float64(sum.text); overhead > 1.25 {
		t.Errorf("numbers and tags make the input %.2f times as long; want 1.25 at most", overhead)
	}
	if share := float64(sum.ids) / float64(sum.copiedEvidence); share > 0.6 {
		t.Errorf("ids take %.2f of the tokens of a brief copied out; want 0.6 at most", share)
	}
	if share := float64(sum.quoteIDs) / float64(sum.quoteTexts); share > 0.6 {
		t.Errorf("ids take %.2f of the tokens of the quotations copied out; want 0.6 at most", share)
	}
	for name, pair := range map[string][2]int{"in": {averageIn, sum.question}, "out": {averageOut, sum.ids}} {
		if mean := pair[1] / sum.articles; mean*100 < pair[0]*80 || mean*100 > pair[0]*125 {
			t.Errorf("an average article takes %d tokens %s; doctor counts on %d", mean, name, pair[0])
		}
	}
}

// The estimate stands in for encodings that are not public: how far it is off on news.
func TestTheEstimateIsNear(t *testing.T) {
	t.Parallel()
	exact, guess := model.CounterFor("gpt-4o"), model.CounterFor("unknown")
	for _, text := range polnearTexts(t) {
		line := strings.Join(transcript.Read(&article.Article{Text: text}).Lines(0), "\n")
		if ratio := float64(guess.Count(line)) / float64(exact.Count(line)); ratio < 0.8 || ratio > 1.35 {
			t.Errorf("the estimate is %.2f of the count for %q…", ratio, text[:min(40, len(text))])
		}
	}
}
