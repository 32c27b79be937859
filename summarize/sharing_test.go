package summarize

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"parley/article"
	"parley/summarize/check"
	"parley/summarize/model"
	"parley/summarize/modeltest"
	"parley/summarize/transcript"
)

// pages is a site of articles in memory; each takes a moment.
type pages struct {
	latency time.Duration
	fetched atomic.Int32
}

func (p *pages) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Path == "/robots.txt" {
		return &http.Response{StatusCode: 404, Body: http.NoBody, Request: r, Header: http.Header{}}, nil
	}
	p.fetched.Add(1)
	time.Sleep(p.latency)
	var body strings.Builder
	fmt.Fprintf(&body, "<html lang=en><head><title>Ferries %s</title></head><body><article>", r.URL.Path)
	for _, line := range strings.Split(strings.TrimSpace(ferry), "\n\n") {
		fmt.Fprintf(&body, "<p>%s</p>", line)
	}
	fmt.Fprintf(&body, "<p>It rained on day %s of the talks.</p></article></body></html>", r.URL.Path)
	return &http.Response{
		StatusCode: 200, Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}}, Body: io.NopCloser(strings.NewReader(body.String())), Request: r,
	}, nil
}

func TestManyWhoAskAtOnceCostOneFetchAndOneQuestionALink(t *testing.T) {
	t.Parallel()
	const askers, links = 100, 10
	synctest.Test(t, func(t *testing.T) {
		site := &pages{latency: 200 * time.Millisecond}
		fetcher := article.NewFetcher(article.Options{Transport: site})
		p := modeltest.Profiles()[0]
		server := modeltest.New(p, modeltest.Answer{Content: goodDraft})
		server.FirstToken, server.TokensPerSecond = 400*time.Millisecond, 80
		defer server.Close()
		s := &Summarizer{Log: slog.New(slog.DiscardHandler), Timeout: time.Minute, Model: NewModel(ModelConfig{
			BaseURL: server.BaseURL(), Model: p.Model, HTTPClient: server.Client(),
		})}
		var answers, paid atomic.Int32
		var all sync.WaitGroup
		for i := range askers {
			all.Go(func() {
				a, err := fetcher.Fetch(t.Context(), fmt.Sprintf("https://news.example/%d", i%links))
				if err != nil {
					t.Error(err)
					return
				}
				brief, err := s.Brief(t.Context(), []*article.Article{a}, nil)
				if err != nil || brief.Writer.Name != "model" || len(brief.Quotes) != 2 || brief.Writer.Cost == nil {
					t.Errorf("Brief = %+v, %v; want the model's", brief, err)
					return
				}
				answers.Add(1)
				if !brief.Writer.Cached && *brief.Writer.Cost > 0 {
					paid.Add(1)
				}
			})
		}
		all.Wait()
		if site.fetched.Load() != links || len(server.Requests()) != links || answers.Load() != askers || paid.Load() != links {
			t.Errorf("%d fetches, %d questions, %d answers, %d of them paid for; want %d, %d, %d, %d",
				site.fetched.Load(), len(server.Requests()), answers.Load(), paid.Load(), links, links, askers, links)
		}
	})
}

// The time of a brief is that of the fetch and of the model, and no more: nothing is waited for on the way.
func TestABriefTakesFetchAndModelTime(t *testing.T) {
	t.Parallel()
	for _, p := range modeltest.Profiles()[:1] {
		synctest.Test(t, func(t *testing.T) {
			site := &pages{latency: 300 * time.Millisecond}
			fetcher := article.NewFetcher(article.Options{Transport: site})
			server := modeltest.New(p, modeltest.Answer{Content: goodDraft})
			server.FirstToken, server.TokensPerSecond = 400*time.Millisecond, 80
			defer server.Close()
			start := time.Now()
			a, err := fetcher.Fetch(t.Context(), "https://news.example/1")
			if err != nil {
				t.Fatal(err)
			}
			s := &Summarizer{Log: slog.New(slog.DiscardHandler), Timeout: time.Minute, Model: NewModel(ModelConfig{
				BaseURL: server.BaseURL(), Model: p.Model, HTTPClient: server.Client(),
			})}
			brief, err := s.Brief(t.Context(), []*article.Article{a}, nil)
			took, least := time.Since(start), site.latency+server.ModelTime(goodDraft)
			if err != nil || brief.Writer.Name != "model" || took > least*103/100 {
				t.Errorf("a brief took %v (%v); fetch and model take %v", took, err, least)
			}
		})
	}
}

// What Parley itself adds to the time of fetch and model, on a real clock: the model answers at once, so that all of the
// time is Parley's. overhead is its share of a simulated model's time (400 ms to the first token, 80 tokens a second).
func BenchmarkOwnTime(b *testing.B) {
	p := modeltest.Profiles()[0]
	server := modeltest.New(p, modeltest.Answer{Content: goodDraft})
	defer server.Close()
	texts := polnearTexts(b)
	own := time.Duration(0)
	n := 0
	for b.Loop() {
		m := NewModel(ModelConfig{BaseURL: server.BaseURL(), Model: p.Model, HTTPClient: server.Client()})
		s := &Summarizer{Log: slog.New(slog.DiscardHandler), Timeout: time.Minute, Model: m}
		start := time.Now()
		if _, err := s.Brief(b.Context(), []*article.Article{{Text: texts[n%len(texts)]}}, nil); err != nil {
			b.Fatal(err)
		}
		own += time.Since(start)
		n++
	}
	tokens := averageOut
	simulated := 400*time.Millisecond + time.Duration(float64(tokens)/80*float64(time.Second))
	b.ReportMetric(100*float64(own)/float64(n)/float64(simulated), "%overhead")
}

func TestTheCacheKeyHoldsAllThatADraftDependsOn(t *testing.T) {
	t.Parallel()
	keyOfAll := func(c ModelConfig, articles ...*article.Article) string {
		c.HTTPClient = &http.Client{}
		m := NewModel(c)
		return m.keyFor(m.servers[0], draftParts(transcript.Read(articles...)))
	}
	key := func(c ModelConfig, texts ...string) string {
		var articles []*article.Article
		for _, text := range texts {
			title, body, _ := strings.Cut(text, "|")
			articles = append(articles, &article.Article{Title: title, Text: body})
		}
		return keyOfAll(c, articles...)
	}
	of := func(site, day string) *article.Article {
		at, err := time.Parse(time.DateOnly, day)
		if err != nil {
			t.Fatal(err)
		}
		return &article.Article{Title: "Title", Text: "It rained. It snowed.", Site: site, Published: at}
	}
	base := ModelConfig{BaseURL: "https://a.example/v1", Model: "m"}
	seen := map[string]string{}
	for name, k := range map[string]string{
		"as it is":            key(base, "Title|It rained. It snowed."),
		"another title":       key(base, "Other|It rained. It snowed."),
		"another text":        key(base, "Title|It rained. It hailed."),
		"two articles":        key(base, "Title|It rained.", "Title|It snowed."),
		"in the other order":  key(base, "Title|It snowed.", "Title|It rained."),
		"another model":       key(ModelConfig{BaseURL: base.BaseURL, Model: "n"}, "Title|It rained. It snowed."),
		"another server":      key(ModelConfig{BaseURL: "https://b.example/v1", Model: "m"}, "Title|It rained. It snowed."),
		"a site":              keyOfAll(base, of("Halvik Post", "2026-05-01")),
		"another site":        keyOfAll(base, of("Vega Times", "2026-05-01")),
		"another day":         keyOfAll(base, of("Halvik Post", "2026-05-02")),
		"another effort":      key(ModelConfig{BaseURL: base.BaseURL, Model: "m", Effort: "high"}, "Title|It rained. It snowed."),
		"a border that moved": key(ModelConfig{BaseURL: base.BaseURL + "m", Model: ""}, "Title|It rained. It snowed."),
	} {
		if other := seen[k]; other != "" {
			t.Errorf("%q and %q have one key", name, other)
		}
		seen[k] = name
	}
	if first, again := key(base, "Title|It rained."), key(base, "Title|It rained."); first != again {
		t.Error("the same has two keys")
	}
}

func TestAnAnswerIsKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := modeltest.Profiles()[0]
		server := modeltest.New(p, modeltest.Answer{Content: goodDraft})
		defer server.Close()
		s := &Summarizer{Log: slog.New(slog.DiscardHandler), Model: NewModel(ModelConfig{BaseURL: server.BaseURL(), Model: p.Model, HTTPClient: server.Client()})}
		var briefs []*Brief
		for range 2 {
			brief, err := s.Brief(context.Background(), []*article.Article{{Text: ferry}}, nil)
			if err != nil {
				t.Fatal(err)
			}
			briefs = append(briefs, brief)
		}
		first, second := briefs[0].Writer, briefs[1].Writer
		if len(server.Requests()) != 1 || first.Cached || !second.Cached || *first.Cost <= 0 || *second.Cost != 0 || second.TokensIn != first.TokensIn {
			t.Errorf("%d requests, writers %+v and %+v; want one request, the second brief for nothing", len(server.Requests()), first, second)
		}
	})
}

// What a fallback wrote is kept as its own: nobody is asked while there is no better, and the first model is once it is well.
func TestADraftOfAFallbackIsKeptApart(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		profiles := modeltest.Profiles()
		first := modeltest.New(profiles[0], modeltest.Answer{Status: 401, Body: "{}"}, modeltest.Answer{Status: 401, Body: "{}"}, modeltest.Answer{Content: goodDraft})
		defer first.Close()
		second := modeltest.New(profiles[4], modeltest.Answer{Content: goodDraft})
		defer second.Close()
		m := NewModel(ModelConfig{
			BaseURL: first.BaseURL(), Model: profiles[0].Model, HTTPClient: modeltest.Both(first, second),
			Fallback: &ModelConfig{BaseURL: second.BaseURL(), Model: profiles[4].Model},
		})
		transcript := transcript.Read(&article.Article{Text: ferry})
		for i, want := range []struct {
			by     string
			cached bool
		}{{profiles[4].Model, false}, {profiles[4].Model, true}, {profiles[0].Model, false}, {profiles[0].Model, true}} {
			_, usage, err := m.Write(t.Context(), transcript)
			if err != nil || usage.Model != want.by || usage.Cached != want.cached {
				t.Errorf("draft %d: %+v, %v; want %+v", i+1, usage, err, want)
			}
			if _, kept, err := m.keptOnly().Write(t.Context(), transcript); err != nil || kept.Model != want.by {
				t.Errorf("kept after draft %d: %+v, %v; want that of %s", i+1, kept, err, want.by)
			}
		}
	})
}

func TestAReadingOfAFallbackIsKeptApart(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		profiles := modeltest.Profiles()
		first := modeltest.New(profiles[0], modeltest.Answer{Status: 401, Body: "{}"}, modeltest.Answer{Content: `{"bad":[]}`})
		defer first.Close()
		second := modeltest.New(profiles[4], modeltest.Answer{Content: `{"bad":[]}`})
		defer second.Close()
		m := NewModel(ModelConfig{
			BaseURL: first.BaseURL(), Model: profiles[0].Model, HTTPClient: modeltest.Both(first, second),
			Fallback: &ModelConfig{BaseURL: second.BaseURL(), Model: profiles[4].Model},
		})
		question := &check.Question{Sentences: []string{"1| Boats sail."}, Rows: []string{"1 (1) Boats sail."}}
		for i, want := range []string{profiles[4].Model, profiles[0].Model} {
			if _, usage, err := m.ReadAgain(t.Context(), question); err != nil || usage.Model != want || usage.Cached {
				t.Errorf("reading %d: %+v, %v; want one of %s", i+1, usage, err, want)
			}
		}
	})
}

// What fails, or comes in part, is asked for again.
func TestWhatIsNotWholeIsNotKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := modeltest.Profiles()[0]
		cut := modeltest.Answer{Content: goodDraft[:len(goodDraft)*2/3], FinishReason: "length"}
		server := modeltest.New(p, modeltest.Answer{Refusal: "no"}, cut, modeltest.Answer{Content: goodDraft})
		defer server.Close()
		m := NewModel(ModelConfig{BaseURL: server.BaseURL(), Model: p.Model, HTTPClient: server.Client()})
		transcript := transcript.Read(&article.Article{Text: ferry})
		if _, _, err := m.Write(context.Background(), transcript); !errors.Is(err, ErrRefused) {
			t.Errorf("the first: %v; want a refusal", err)
		}
		if _, usage, err := m.Write(context.Background(), transcript); err != nil || usage.Note == "" {
			t.Errorf("the second: %+v, %v; want a draft in part", usage, err)
		}
		if _, usage, err := m.Write(context.Background(), transcript); err != nil || usage.Note != "" || usage.Cached {
			t.Errorf("the third: %+v, %v; want a whole draft, new", usage, err)
		}
	})
}

func TestAnAnswerThatMostlyFallsIsSentBackOnce(t *testing.T) {
	t.Parallel()
	wrong := strings.NewReplacer(`"q":1`, `"q":8`, `"q":2`, `"q":9`, `"s":[4]`, `"s":[77]`).Replace(goodDraft)
	synctest.Test(t, func(t *testing.T) {
		p := modeltest.Profiles()[0]
		server := modeltest.New(p, modeltest.Answer{Content: wrong}, modeltest.Answer{Content: goodDraft})
		defer server.Close()
		brief := against(t, server, p)
		requests := server.Requests()
		if len(requests) != 2 || brief.Checks.Kept != 2 || len(brief.Checks.Dropped) != 0 {
			t.Fatalf("%d requests, checks %+v; want the second answer whole", len(requests), brief.Checks)
		}
		last := askedText(t, requests[1])
		for _, want := range []string{"quotation 8: does not exist", "quotation 9: does not exist", wrong} {
			if !strings.Contains(last, want) {
				t.Errorf("the second question does not hold %q:\n%s", want, last)
			}
		}
		if one := askedText(t, requests[0]); !strings.HasPrefix(last, one[:len(one)-1]) {
			t.Error("the second question does not begin as the first did, so that no server can keep it")
		}
		if brief.Writer.TokensIn <= countIn(t, requests[0]) {
			t.Errorf("%d tokens in; want those of both questions", brief.Writer.TokensIn)
		}
	})
}

func countIn(t *testing.T, request []byte) int { return len(askedText(t, request)) / 4 }

func TestTryShowsWhatAServerCanDo(t *testing.T) {
	t.Parallel()
	draft := `{"gist":[{"s":[1],"t":"The council met about its island ferries."}],"question":"","parties":[]}`
	sample := &article.Article{Text: "The council met about its island ferries.\nIt rained."}
	synctest.Test(t, func(t *testing.T) {
		for _, p := range modeltest.Profiles() {
			server := modeltest.New(p, modeltest.Answer{Content: draft})
			server.FirstToken, server.TokensPerSecond = 400*time.Millisecond, 80
			m := NewModel(ModelConfig{BaseURL: server.BaseURL(), Key: "k", Model: p.Model, HTTPClient: server.Client()})
			trial := m.Try(t.Context(), sample)[0]
			if trial.Problem != "" || trial.Took < server.FirstToken || trial.TokensOut == 0 || trial.Cuts {
				t.Errorf("%s: %+v; want an answer", p.Name, trial)
			}
			wantFormat := model.Schema
			switch {
			case p.Schema == modeltest.Refuses && p.Object == modeltest.Refuses:
				wantFormat = model.Text
			case p.Schema == modeltest.Refuses:
				wantFormat = model.Object
			}
			if trial.Format != wantFormat.String() {
				t.Errorf("%s: asked by %s; want %s", p.Name, trial.Format, wantFormat)
			}
			server.Close()
		}
	})
}

func TestTryTellsWhenAServerCutsQuestions(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := modeltest.Profiles()[9]
		p.Window = 1024 // of an Ollama that was set up smaller than its default
		server := modeltest.New(p, modeltest.Answer{Content: `{"gist":[{"s":[1],"t":"The council met."}],"question":"","parties":[]}`})
		defer server.Close()
		m := NewModel(ModelConfig{BaseURL: server.BaseURL(), Model: p.Model, HTTPClient: server.Client()})
		trial := m.Try(t.Context(), &article.Article{Text: "The council met.\nIt rained."})[0]
		if !trial.Cuts || trial.Window > 1100 {
			t.Errorf("%+v; want a server that cuts at 1024 tokens", trial)
		}
	})
}

func TestTryTellsWhatToDo(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ problem, hint string }{
		"wrong key": {"error", "OPENAI_API_KEY"},
		"no credit": {"error", "credit"},
		"a refusal": {"refused", "another"},
		"a hang":    {"in time", "OPENAI_TIMEOUT"},
		"chatter":   {"of no use", "another"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := modeltest.Profiles()[0]
				var answer modeltest.Answer
				for _, fault := range modeltest.Faults() {
					if fault.Name == name {
						answer = fault.Answer(p, goodDraft)
					}
				}
				server := modeltest.New(p, answer)
				defer server.Close()
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				m := NewModel(ModelConfig{BaseURL: server.BaseURL(), Model: p.Model, HTTPClient: server.Client()})
				trial := m.Try(ctx, &article.Article{Text: "The council met.\nIt rained."})[0]
				if !strings.Contains(trial.Problem, row.problem) || !strings.Contains(trial.Hint, row.hint) {
					t.Errorf("%+v; want a problem with %q and a hint with %q", trial, row.problem, row.hint)
				}
			})
		})
	}
}
