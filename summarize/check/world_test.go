package check

import (
	"cmp"
	_ "embed"
	"encoding/json"
	"flag"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/article"
	"parley/summarize/transcript"
)

var update = flag.Bool("update", false, "write what comes out to testdata")

// The two articles of all tests. Their sentences are named below, one a paragraph.
var (
	//go:embed testdata/quay.txt
	quay string
	//go:embed testdata/strait.txt
	strait string
)

// Sentences of the quay.
const (
	council = iota + 1
	mayorSaid
	mayorQuoted
	unionQuoted
	ministry
	unionSaid
	asked
	ordered
	behindOrder
)

// Sentences of the strait.
const (
	fee = iota + 1
	anna
	karl
	bergQuoted
	rothQuoted
	owners
	thorne
	nobodyQuoted
	carrierQuoted
	envoy
	review
	senators
	neither
	gift
	authority
	notSaid
	iceBreaker
)

// transcriptOf reads English articles.
func transcriptOf(texts ...string) *transcript.Transcript {
	var articles []*article.Article
	for _, text := range texts {
		articles = append(articles, &article.Article{Text: text, Language: "en"})
	}
	return transcript.Read(articles...)
}

func TestArticlesHaveTheNamedSentences(t *testing.T) {
	t.Parallel()
	if got := len(transcriptOf(quay).Sentences); got != behindOrder {
		t.Errorf("the quay has %d sentences, want %d", got, behindOrder)
	}
	if got := len(transcriptOf(strait).Sentences); got != iceBreaker {
		t.Errorf("the strait has %d sentences, want %d", got, iceBreaker)
	}
	if order := transcriptOf(quay).Sentences[ordered-1]; !order.Order {
		t.Errorf("%q is no order", order.Text)
	}
}

// A ruleRow is a claim and a part of what a rule says of it: "stands", "doubted: the reason" or "falls: the reason (the hint)".
type ruleRow struct {
	cites    []int
	by, text string
	want     string
}

// checkRule holds claims on an article against a rule, by the name of the row.
func checkRule(t *testing.T, text string, rule rule, rows map[string]ruleRow) {
	t.Helper()
	transcript := transcriptOf(text)
	for name, row := range rows {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			claim := DraftClaim{Sentences: row.cites, By: row.by, Text: row.text}
			if got := verdict(rule(transcript, claim, transcript.Cited(row.cites))); !strings.HasPrefix(got, row.want) {
				t.Errorf("rule(%v %q %q) = %s, want %s", row.cites, row.by, row.text, got, row.want)
			}
		})
	}
}

func verdict(f finding) string {
	switch f.outcome {
	case doubted:
		return "doubted: " + f.why
	case falls:
		return fmt.Sprintf("falls: %s (%s)", f.why, f.hint)
	}
	return "stands"
}

// proofOf holds a draft in JSON against articles.
func proofOf(t *testing.T, draft string, texts ...string) *Proof {
	t.Helper()
	var d Draft
	if err := json.Unmarshal([]byte(draft), &d); err != nil {
		t.Fatalf("%s: %v", draft, err)
	}
	return ByRules(transcriptOf(texts...), d)
}

// lines are a brief's parts as text, a line each.
func lines(b *Brief) []string {
	var all []string
	add := func(format string, values ...any) { all = append(all, fmt.Sprintf(format, values...)) }
	for _, claim := range b.Gist {
		add("%s", claim.Text)
	}
	if b.Question != "" {
		add("question %s", b.Question)
	}
	for _, party := range b.Parties {
		add("[%s] %s", party.Name, party.Stance)
		for _, p := range party.Positions {
			add("[%s; %s] %s", party.Name, p.Speaker, p.Text)
		}
		for _, id := range party.Quotes {
			add("[%s] key quotation %d", party.Name, id)
		}
	}
	for _, q := range b.Quotes {
		add("quotation %d by %s of %s", q.ID, cmp.Or(q.Speaker, "nobody"), cmp.Or(q.Party, "none"))
	}
	for _, d := range b.Checks.Dropped {
		add("dropped %s: %s", d.What, d.Why)
	}
	if s := b.Checks.SecondReading; s != nil {
		add("asked %d, mended %d, dropped %d, trusted %t", s.Asked, s.Mended, s.Dropped, s.Trusted)
	}
	return all
}

// checkLines wants lines in a brief; those that begin with "no " must not be in it, in whole or in part.
func checkLines(t *testing.T, b *Brief, want ...string) {
	t.Helper()
	got := lines(b)
	for _, line := range want {
		absent, unwanted := strings.CutPrefix(line, "no ")
		if unwanted && slices.ContainsFunc(got, func(l string) bool { return strings.Contains(l, absent) }) {
			t.Errorf("the brief has %q", absent)
		}
		if !unwanted && !slices.Contains(got, line) {
			t.Errorf("the brief lacks %q", line)
		}
	}
	if t.Failed() {
		t.Logf("it has:\n%s", strings.Join(got, "\n"))
	}
}
