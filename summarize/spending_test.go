package summarize

import (
	"fmt"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"parley/article"
	"parley/summarize/model"
	"parley/summarize/modeltest"
)

// What answers of no use cost stands in the brief that Parley writes in their place: it is what a budget is fed from.
func TestWhatIsAskedInVainIsCounted(t *testing.T) {
	t.Parallel()
	prose := modeltest.Answer{Content: "Certainly! The mayor is a fine person."}
	for name, row := range map[string]struct {
		answers, fallback []modeltest.Answer
		reads             bool // a second time
		writer            string
	}{
		"prose":                            {answers: []modeltest.Answer{prose}, writer: "extractive"},
		"prose, and again for the reading": {answers: []modeltest.Answer{prose}, reads: true, writer: "extractive"},
		"a refusal":                        {answers: []modeltest.Answer{{Refusal: "no"}}, writer: "extractive"},
		"nothing, three times":             {answers: []modeltest.Answer{{}}, writer: "extractive"},
		"nothing, and then a draft":        {answers: []modeltest.Answer{{}, {Content: goodDraft}}, writer: "model"},
		"prose, and then no answer":        {answers: []modeltest.Answer{prose, {Hang: true}}, writer: "extractive"},
		"prose of two models":              {answers: []modeltest.Answer{prose}, fallback: []modeltest.Answer{prose}, writer: "extractive"},
		"prose, and another's draft":       {answers: []modeltest.Answer{prose}, fallback: []modeltest.Answer{{Content: goodDraft}}, writer: "model"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				profiles := modeltest.Profiles()
				first, second := profiles[0], profiles[3]
				one, two := modeltest.New(first, row.answers...), modeltest.New(second, row.fallback...)
				defer one.Close()
				defer two.Close()
				config := ModelConfig{BaseURL: one.BaseURL(), Model: first.Model, HTTPClient: modeltest.Both(one, two)}
				if row.fallback != nil {
					config.Fallback = &ModelConfig{BaseURL: two.BaseURL(), Model: second.Model}
				}
				m := NewModel(config)
				s := &Summarizer{Log: slog.New(slog.DiscardHandler), Timeout: time.Minute, Model: m}
				if row.reads {
					s.Second = m
				}
				brief, err := s.Brief(t.Context(), []*article.Article{{Text: ferry, Language: "en"}}, nil)
				if err != nil {
					t.Fatal(err)
				}
				var took model.Spent
				for _, server := range m.Servers() {
					took.TokensIn += server.TokensIn
					took.TokensOut += server.TokensOut
					took.Dollars += server.Dollars
				}
				w := brief.Writer
				if w.Name != row.writer || took.TokensIn == 0 || w.Cost == nil {
					t.Fatalf("writer = %+v; want %s with a cost, where the servers took %+v", w, row.writer, took)
				}
				if int64(w.TokensIn) != took.TokensIn || int64(w.TokensOut) != took.TokensOut || fmt.Sprintf("%.9f", *w.Cost) != fmt.Sprintf("%.9f", took.Dollars) {
					t.Errorf("the brief counts %d + %d tokens for $%.9f; the servers took %+v", w.TokensIn, w.TokensOut, *w.Cost, took)
				}
			})
		})
	}
}
