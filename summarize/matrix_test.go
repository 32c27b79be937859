package summarize

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/go-cmp/cmp"

	"parley/article"
	"parley/summarize/modeltest"
	"parley/summarize/transcript"
)

// against makes one brief with a model at a server in memory. Call it in a synctest bubble: all pauses are instant.
func against(t *testing.T, server *modeltest.Server, p modeltest.Profile, more ...func(*ModelConfig)) *Brief {
	t.Helper()
	c := ModelConfig{BaseURL: server.BaseURL(), Key: "sk-secret", Model: p.Model, HTTPClient: server.Client()}
	for _, change := range more {
		change(&c)
	}
	s := &Summarizer{Log: slog.New(slog.DiscardHandler), Timeout: time.Minute, Model: NewModel(c)}
	brief, err := s.Brief(context.Background(), []*article.Article{{Text: ferry, Language: "en"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return brief
}

// checkGood holds any brief on the ferry against the article, whoever wrote it.
func checkGood(t *testing.T, brief *Brief) {
	t.Helper()
	if len(brief.Gist) == 0 || len(brief.Parties) == 0 || len(brief.Quotes) != 2 {
		t.Errorf("%d lines of gist, %d parties, %d quotations; want some, some, 2", len(brief.Gist), len(brief.Parties), len(brief.Quotes))
	}
	for _, quote := range brief.Quotes {
		if !strings.Contains(ferry, quote.Text) {
			t.Errorf("the quotation %q is not in the article", quote.Text)
		}
	}
	all, err := json.Marshal(brief)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"sk-secret", "Rate limit reached", "fine person", "rich"} {
		if strings.Contains(string(all), secret) {
			t.Errorf("the brief holds %q of a key or of a server's words", secret)
		}
	}
}

// cell makes the brief of one profile and fault, and says in a few words how it ended.
func cell(t *testing.T, p modeltest.Profile, answers ...modeltest.Answer) (cell string) {
	synctest.Test(t, func(t *testing.T) {
		server := modeltest.New(p, answers...)
		defer server.Close()
		brief := against(t, server, p)
		checkGood(t, brief)
		switch {
		case brief.Writer.Name == "extractive":
			cell = "Parley"
		case brief.Writer.Note != "":
			cell = "in part"
		default:
			cell = "model"
		}
		if brief.Writer.Name == "extractive" && brief.Writer.Note == "" {
			t.Error("the extractive brief does not say why no model wrote it")
		}
		cell += fmt.Sprintf(" %d", len(server.Requests()))
	})
	return cell
}

// Every kind of server with every kind of fault ends in a good brief; docs/models.md shows how.
func TestEveryServerAndFaultEndsInAGoodBrief(t *testing.T) {
	t.Parallel()
	profiles := modeltest.Profiles()
	good := modeltest.Answer{Content: goodDraft}
	once, always := tableHead(profiles), tableHead(profiles)
	row := "| none |"
	for _, p := range profiles {
		well := cell(t, p, good)
		if !strings.HasPrefix(well, "model ") || strings.Contains(well, "part") {
			t.Errorf("%s, no fault: %s; want the model's brief", p.Name, well)
		}
		row += " " + well + " |"
	}
	once, always = once+row+"\n", always+row+"\n"
	for _, fault := range modeltest.Faults() {
		once += "| " + fault.Name + " |"
		always += "| " + fault.Name + " |"
		for _, p := range profiles {
			bad := fault.Answer(p, goodDraft)
			once += " " + cell(t, p, bad, good) + " |"
			always += " " + cell(t, p, bad) + " |"
		}
		once, always = once+"\n", always+"\n"
	}
	checkDocs(t, "fault once", once)
	checkDocs(t, "fault always", always)
}

func tableHead(profiles []modeltest.Profile) string {
	head, line := "| fault |", "|---|"
	for _, p := range profiles {
		head += " " + p.Name + " |"
		line += "---|"
	}
	return head + "\n" + line + "\n"
}

// checkDocs holds a table of docs/models.md, between two comments, to what came out.
func checkDocs(t *testing.T, name, table string) {
	t.Helper()
	path := filepath.Join("..", "docs", "models.md")
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	start, end := "<!-- begin "+name+" -->\n", "<!-- end "+name+" -->"
	before, rest, found := strings.Cut(string(page), start)
	old, after, closed := strings.Cut(rest, end)
	if !found || !closed {
		t.Fatalf("%s has no table %q", path, name)
	}
	if *update {
		if err := os.WriteFile(path, []byte(before+start+table+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(old, table); diff != "" {
		t.Errorf("%s, table %q (-page +code):\n%s\nIf it is meant: run with -update.", path, name, diff)
	}
}

// What is sent to OpenAI keeps to OpenAI's own document: on each rung, in each form of the limit.
func TestRequestsKeepToTheOpenAPIDocument(t *testing.T) {
	t.Parallel()
	doc, err := openapi3.NewLoader().LoadFromFile(filepath.Join("testdata", "openai", "chat-openapi.json"))
	if err != nil {
		t.Fatal(err)
	}
	schema := doc.Paths.Find("/chat/completions").Post.RequestBody.Value.Content["application/json"].Schema.Value
	seen := 0
	synctest.Test(t, func(t *testing.T) {
		for _, p := range modeltest.Profiles() {
			if p.Name == "OpenRouter" { // it has a field of its own
				continue
			}
			server := modeltest.New(p, modeltest.Answer{Content: "no JSON"}, modeltest.Answer{Content: goodDraft})
			against(t, server, p, func(c *ModelConfig) { c.Effort = "low" })
			for _, request := range server.Requests() {
				seen++
				checkRequest(t, p, doc, schema, request)
			}
			server.Close()
		}
	})
	if seen < 30 {
		t.Errorf("saw %d requests; want the repair turn and all rungs", seen)
	}
}

// The fields of a request that Parley sends; the document is open to any other.
var sentFields = []string{"model", "messages", "max_tokens", "max_completion_tokens", "temperature", "seed", "reasoning_effort", "response_format", "stream"}

func checkRequest(t *testing.T, p modeltest.Profile, doc *openapi3.T, schema *openapi3.Schema, request []byte) {
	t.Helper()
	var body map[string]any
	if err := json.Unmarshal(request, &body); err != nil {
		t.Fatal(err)
	}
	if err := doc.ValidateSchemaJSON(schema, body); err != nil {
		t.Errorf("%s: the request breaks OpenAI's document: %v", p.Name, err)
	}
	for _, name := range sentFields {
		delete(body, name)
	}
	if len(body) > 0 {
		t.Errorf("%s: the request holds other fields: %v", p.Name, body)
	}
}

func TestAServersDialectIsLearntOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		for _, p := range modeltest.Profiles() {
			server := modeltest.New(p, modeltest.Answer{Content: goodDraft})
			m := NewModel(ModelConfig{BaseURL: server.BaseURL(), Key: "k", Model: p.Model, HTTPClient: server.Client()})
			write := func(text string) int {
				before := len(server.Requests())
				if _, _, err := m.Write(context.Background(), transcript.Read(&article.Article{Text: text})); err != nil {
					t.Errorf("%s: %v", p.Name, err)
				}
				return len(server.Requests()) - before
			}
			write(ferry)
			if n := write(ferry + "\nIt rained."); n != 1 {
				t.Errorf("%s: the second brief took %d requests; want 1", p.Name, n)
			}
			time.Sleep(25 * time.Hour)
			write(ferry + "\nIt snowed.")
			server.Close()
		}
	})
}

func TestASecondServerAnswersForADeadOne(t *testing.T) {
	t.Parallel()
	profiles := modeltest.Profiles()
	for _, fault := range modeltest.Faults() {
		t.Run(fault.Name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				first := modeltest.New(profiles[0], fault.Answer(profiles[0], goodDraft[:120]))
				second := modeltest.New(profiles[4], modeltest.Answer{Content: goodDraft})
				defer first.Close()
				defer second.Close()
				brief := against(t, first, profiles[0], func(c *ModelConfig) {
					c.HTTPClient = modeltest.Both(first, second)
					c.Fallback = &ModelConfig{BaseURL: second.BaseURL(), Model: profiles[4].Model}
				})
				checkGood(t, brief)
				refused := fault.Name == "a refusal" || fault.Name == "content filter"
				if !refused && brief.Writer.Model != profiles[4].Model {
					t.Errorf("written by %+v; want the second server's model", brief.Writer)
				}
				if refused && len(second.Requests()) > 0 {
					t.Error("a refusal was carried to another server")
				}
			})
		})
	}
}

func TestADeadServerCostsNothing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := modeltest.Profiles()[0]
		dead := modeltest.Answer{Status: 503, Body: "down"}
		server := modeltest.New(p, dead)
		defer server.Close()
		m := NewModel(ModelConfig{BaseURL: server.BaseURL(), Model: p.Model, HTTPClient: server.Client()})
		transcript := transcript.Read(&article.Article{Text: ferry})
		for range 2 {
			if _, _, err := m.Write(context.Background(), transcript); err == nil {
				t.Fatal("a dead server wrote a draft")
			}
		}
		asked := len(server.Requests())
		start := time.Now()
		_, _, err := m.Write(context.Background(), transcript)
		if len(server.Requests()) != asked || time.Since(start) != 0 || modelNote(err) != "the model's server is down" {
			t.Errorf("the third try: %d requests, %v, %v; want none, no time, and why", len(server.Requests())-asked, time.Since(start), err)
		}
		if s := m.Servers()[0]; !s.Down || s.Busy != 0 || s.AtOnce != 4 || s.TokensOut != 0 || s.Model != p.Model {
			t.Errorf("the server that is down is said to be %+v", s)
		}
		time.Sleep(31 * time.Second)
		if m.Servers()[0].Down {
			t.Error("the server is said to be down when it is to be tried again")
		}
		if m.Write(context.Background(), transcript); len(server.Requests()) == asked {
			t.Error("the server is left alone for ever")
		}
	})
}

func TestRetryAfterIsKept(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		answer   modeltest.Answer
		least    time.Duration
		most     time.Duration
		requests int
	}{
		"seconds":                        {modeltest.Answer{Status: 429, Body: "{}", RetryAfter: "7"}, 7 * time.Second, 7 * time.Second, 2},
		"a date":                         {modeltest.Answer{Status: 503, Body: "{}", RetryAfter: "Sat, 01 Jan 2000 00:00:09 GMT"}, 9 * time.Second, 9 * time.Second, 2},
		"a delay in the body":            {modeltest.Answer{Status: 429, Body: `[{"error":{"message":"quota","details":[{"retryDelay":"11s"}]}}]`}, 11 * time.Second, 11 * time.Second, 2},
		"nothing":                        {modeltest.Answer{Status: 429, Body: "{}"}, 0, 2 * firstMostPause, 2},
		"longer than the brief may last": {modeltest.Answer{Status: 429, Body: "{}", RetryAfter: "600"}, 0, 0, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := modeltest.Profiles()[0]
				server := modeltest.New(p, row.answer, modeltest.Answer{Content: goodDraft})
				defer server.Close()
				start := time.Now()
				checkGood(t, against(t, server, p))
				if took := time.Since(start); took < row.least || took > row.most || len(server.Requests()) != row.requests {
					t.Errorf("took %v and %d requests; want %v to %v and %d", took, len(server.Requests()), row.least, row.most, row.requests)
				}
			})
		})
	}
}

// firstMostPause is the mean of the first pause that package model takes of its own; a drawn one is at most twice that.
const firstMostPause = 400 * time.Millisecond

func TestAHangingModelEndsAtTheTimeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := modeltest.Profiles()[0]
		server := modeltest.New(p, modeltest.Answer{Hang: true})
		defer server.Close()
		s := &Summarizer{Log: slog.New(slog.DiscardHandler), Timeout: 20 * time.Second, Model: NewModel(ModelConfig{
			BaseURL: server.BaseURL(), Model: p.Model, HTTPClient: server.Client(),
		})}
		start := time.Now()
		var preview *Brief
		brief, err := s.Brief(context.Background(), []*article.Article{{Text: ferry}}, func(b *Brief) { preview = b })
		if err != nil || brief.Writer.Note != "the model did not answer in time" || preview == nil {
			t.Errorf("Brief = %+v, %v, preview %v; want the extractive brief, before and after", brief.Writer, err, preview != nil)
		}
		if took := time.Since(start); took != 20*time.Second {
			t.Errorf("it took %v; want the timeout, 20s", took)
		}
	})
}

// A second reading of Parley's own draft, behind a model that wrote nothing of use, has no more time than the writing left.
func TestTheTimeoutBoundsTheReadingOfAFailedDraftToo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := modeltest.Profiles()[0]
		server := modeltest.New(p, modeltest.Answer{Content: "no"}, modeltest.Answer{Content: "no"},
			modeltest.Answer{Status: 429, Body: "{}", RetryAfter: "25"}, modeltest.Answer{Content: `{"bad":[]}`})
		defer server.Close()
		m := NewModel(ModelConfig{BaseURL: server.BaseURL(), Model: p.Model, HTTPClient: server.Client()})
		s := &Summarizer{Log: slog.New(slog.DiscardHandler), Timeout: 20 * time.Second, Model: m, Second: m}
		start := time.Now()
		brief, err := s.Brief(t.Context(), []*article.Article{{Text: ferry}}, nil)
		if err != nil || brief.Writer.Failure != "useless" || brief.Checks.SecondReading == nil || brief.Checks.SecondReading.Trusted {
			t.Errorf("Brief = %+v, %v; want Parley's own, which nobody read again", brief, err)
		}
		if took := time.Since(start); took > s.Timeout || len(server.Requests()) != 3 {
			t.Errorf("it took %v and %d requests; want at most %v and 3", took, len(server.Requests()), s.Timeout)
		}
	})
}

// Where no deadline says how long to wait, a server may still not hold its only slot for an hour.
func TestALongPauseIsNotWaitedForWithoutADeadline(t *testing.T) {
	t.Parallel()
	for after, want := range map[string]int{"29": 2, "31": 1, "3600": 1} {
		t.Run(after, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := modeltest.Profiles()[0]
				server := modeltest.New(p, modeltest.Answer{Status: 429, Body: "{}", RetryAfter: after}, modeltest.Answer{Content: goodDraft})
				defer server.Close()
				m := NewModel(ModelConfig{BaseURL: server.BaseURL(), Model: p.Model, HTTPClient: server.Client()})
				_, _, err := m.Write(context.Background(), transcript.Read(&article.Article{Text: ferry}))
				if asked := len(server.Requests()); asked != want || (err == nil) != (want == 2) {
					t.Errorf("%d requests, %v; want %d", asked, err, want)
				}
			})
		})
	}
}

func TestACallerWhoGivesUpStopsTheQuestion(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := modeltest.Profiles()[0]
		server := modeltest.New(p, modeltest.Answer{Hang: true})
		defer server.Close()
		m := NewModel(ModelConfig{BaseURL: server.BaseURL(), Model: p.Model, HTTPClient: server.Client()})
		ctx, cancel := context.WithCancel(context.Background())
		time.AfterFunc(time.Second, cancel)
		if _, _, err := m.Write(ctx, transcript.Read(&article.Article{Text: ferry})); !errors.Is(err, context.Canceled) {
			t.Errorf("Write = %v; want the context's own error", err)
		}
	})
}
