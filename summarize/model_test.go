package summarize

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"

	"parley/article"
	"parley/summarize/modeltest"
)

const ferry = `The Northmark council on Tuesday put off a vote on its island ferries until 3 March.

“We will not sign a cheque that nobody has read,” said Mayor Ada Lindqvist.

Lindqvist said she still wanted the electric boats in service before October.

Lars Holm of the Islanders’ Association said the delay would not help his members.

“You are asking a pensioner to wait for a spreadsheet,” Mr. Holm said.
`

// goodDraft points at what the article says: what a model should answer.
const goodDraft = `{"gist":[{"s":[1],"t":"The Northmark council put off a vote on its island ferries until 3 March."}],"question":"","parties":[
{"name":"Ada Lindqvist","kind":"person","stance":"conditional","positions":[{"s":[3],"by":"Ada Lindqvist","t":"Lindqvist still wanted the electric boats in service before October."}],"quotes":[{"q":1,"by":"Ada Lindqvist"}]},
{"name":"Lars Holm","kind":"person","stance":"opposes","positions":[{"s":[4],"by":"Lars Holm","t":"Holm said the delay would not help his members."}],"quotes":[{"q":2,"by":"Lars Holm"}]}]}`

func briefOf(t *testing.T, text string, answers ...modeltest.Answer) (*Brief, *modeltest.Server) {
	t.Helper()
	server := modeltest.Start(answers...)
	t.Cleanup(server.Close)
	s := &Summarizer{Log: slog.New(slog.DiscardHandler), Timeout: time.Minute, Model: NewModel(ModelConfig{
		BaseURL: server.BaseURL(), Key: "sk-secret", Model: "scripted", HTTPClient: &http.Client{},
	})}
	brief, err := s.Brief(context.Background(), []*article.Article{{Text: text, Language: "en"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return brief, server
}

func TestAGoodModelWritesTheBrief(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"as asked":                 goodDraft,
		"in a fence after a word":  "Here you are:\n```json\n" + goodDraft + "\n```",
		"behind its own reasoning": "<think>{not json}</think>" + goodDraft,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			brief, _ := briefOf(t, ferry, modeltest.Answer{Content: content})
			if brief.Writer.Name != "model" || brief.Writer.TokensIn != 700 || len(brief.Checks.Dropped) != 0 {
				t.Errorf("writer = %+v, dropped = %v; want the model's draft whole", brief.Writer, brief.Checks.Dropped)
			}
			if len(brief.Parties) != 2 || brief.Checks.Kept != 2 {
				t.Errorf("%d parties with %d quotations; want 2 with 2", len(brief.Parties), brief.Checks.Kept)
			}
		})
	}
}

func TestWhatTheArticleDoesNotCarryNeverReachesABrief(t *testing.T) {
	t.Parallel()
	const position = `"t":"Holm said the delay would not help his members."`
	for name, fault := range map[string]struct{ old, new, forbidden, why string }{
		"a quotation number that does not exist": {`{"q":2,"by":"Lars Holm"}`, `{"q":7,"by":"Lars Holm"}`, "", "does not exist"},
		"an invented quotation in a position":    {position, `"t":"“We are ruined,” Holm said of his members and the delay."`, "ruined", "quotation mark"},
		"a dropped not":                          {position, `"t":"Holm said the delay would help his members."`, "would help", "negation"},
		"an added not":                           {`"t":"Lindqvist still wanted`, `"t":"Lindqvist never wanted`, "never wanted", "negation"},
		"sentence 999":                           {`"s":[4]`, `"s":[999]`, "Holm said the delay", "does not exist"},
		"a person who is not in the text":        {position, `"t":"Olav Brekke said the delay would not help his members."`, "Brekke", "name"},
		"another number":                         {"until 3 March", "until 5 March", "5 March", "number"},
		"a mention and a link":                   {position, `"t":"@everyone https://evil.example the delay would not help his members."`, "evil", "mention"},
		"a bare link":                            {position, `"t":"See evil.example: the delay would not help his members."`, "evil", "link"},
		"markdown":                               {position, `"t":"[Holm](x) said the delay would **not** help his members."`, "**", "mark"},
		"a claim from outside":                   {position, `"t":"Holm wants lower taxes for shipping companies abroad."`, "taxes", "not carried"},
		"somebody else's position":               {`{"s":[4],"by":"Lars Holm","t":"Holm said the delay would not help his members."}`, `{"s":[3],"by":"Lars Holm","t":"Wanted the electric boats in service before October."}`, "Wanted the electric", "somebody else"},
		"a party that is not in the text":        {`"name":"Lars Holm"`, `"name":"Shadow Council"`, "Shadow", "party"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			content := strings.Replace(goodDraft, fault.old, fault.new, 1)
			if content == goodDraft {
				t.Fatalf("the fault %q changes nothing", fault.old)
			}
			brief, _ := briefOf(t, ferry, modeltest.Answer{Content: content})
			if brief.Writer.Name != "model" {
				t.Fatalf("writer = %+v; want the model's honest rest to survive", brief.Writer)
			}
			shown, dropped := split(t, brief)
			if fault.forbidden != "" && strings.Contains(shown, fault.forbidden) {
				t.Errorf("the brief shows %q:\n%s", fault.forbidden, shown)
			}
			if !strings.Contains(dropped, fault.why) {
				t.Errorf("dropped = %s; want a reason with %q", dropped, fault.why)
			}
			if !strings.Contains(shown, "We will not sign a cheque that nobody has read") {
				t.Errorf("the honest part is gone:\n%s", shown)
			}
		})
	}
}

// split is the brief's JSON without and with nothing but what was dropped.
func split(t *testing.T, brief *Brief) (shown, dropped string) {
	t.Helper()
	rest, err := json.Marshal(brief.Checks.Dropped)
	if err != nil {
		t.Fatal(err)
	}
	copied := *brief
	copied.Checks.Dropped = nil
	all, err := json.Marshal(copied)
	if err != nil {
		t.Fatal(err)
	}
	return string(all), string(rest)
}

func TestAQuotationMovedToAnotherSpeakerIsMended(t *testing.T) {
	t.Parallel()
	brief, _ := briefOf(t, ferry, modeltest.Answer{Content: strings.Replace(goodDraft, `{"q":1,"by":"Ada Lindqvist"}`, `{"q":2,"by":"Ada Lindqvist"}`, 1)})
	for _, party := range brief.Parties {
		if party.Name == "Ada Lindqvist" && len(party.Quotes) > 0 {
			t.Errorf("Ada Lindqvist has quotations %v; want none", party.Quotes)
		}
	}
	if quote := brief.Quotes[1]; quote.Speaker != "Lars Holm" {
		t.Errorf("quotation 2 has the speaker %q; want Lars Holm", quote.Speaker)
	}
	if _, dropped := split(t, brief); !strings.Contains(dropped, "mended") {
		t.Errorf("dropped = %s; want the mending counted", dropped)
	}
}

func TestTheExtractiveBriefStandsWhenTheModelFails(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		answer modeltest.Answer
		note   string
	}{
		"dies half-way":        {modeltest.Answer{Content: goodDraft, HalfABody: true}, "could not be reached"},
		"refuses":              {modeltest.Answer{Refusal: "I can't help with that."}, "refused"},
		"filters":              {modeltest.Answer{FinishReason: "content_filter"}, "refused"},
		"answers with garbage": {modeltest.Answer{Content: "Certainly! The mayor is great."}, "of no use"},
		"answers a cut object": {modeltest.Answer{Content: goodDraft[:200], FinishReason: "length"}, "of no use"},
		"answers nothing":      {modeltest.Answer{}, "of no use"},
		"has no choices":       {modeltest.Answer{Body: `{"error":{"message":"overloaded","code":502}}`}, "of no use"},
		"is down":              {modeltest.Answer{Status: 500, Body: "<html>oops sk-secret</html>"}, "server answered with an error"},
		"wants a key":          {modeltest.Answer{Status: 401, Body: `{"error":{"message":"bad key sk-secret"}}`}, "server answered with an error"},
		"invents everything":   {modeltest.Answer{Content: `{"gist":[{"s":[99],"t":"Aliens landed."}],"question":"","parties":[]}`}, "of no use"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			brief, _ := briefOf(t, ferry, row.answer)
			if brief.Writer.Name != "extractive" || !strings.Contains(brief.Writer.Note, row.note) {
				t.Errorf("writer = %+v; want the extractive one with a note of %q", brief.Writer, row.note)
			}
			if len(brief.Quotes) != 2 || len(brief.Gist) == 0 || len(brief.Parties) < 2 {
				t.Errorf("%d quotes, %d lines of gist, %d parties; want 2, some, 2 or more", len(brief.Quotes), len(brief.Gist), len(brief.Parties))
			}
		})
	}
}

func TestAHangingModelEndsAtTheTimeout(t *testing.T) {
	t.Parallel()
	server := modeltest.Start(modeltest.Answer{Hang: true})
	defer server.Close()
	s := &Summarizer{Log: slog.New(slog.DiscardHandler), Timeout: time.Millisecond, Model: NewModel(ModelConfig{
		BaseURL: server.BaseURL(), Model: "scripted", HTTPClient: &http.Client{},
	})}
	var preview *Brief
	brief, err := s.Brief(context.Background(), []*article.Article{{Text: ferry}}, func(b *Brief) { preview = b })
	if err != nil || brief.Writer.Note != "the model did not answer in time" || preview == nil {
		t.Errorf("Brief = %+v, %v, preview %v; want the extractive brief, before and after", brief.Writer, err, preview != nil)
	}
}

func TestAServerThatRefusesAFormatIsAskedOnTheNextRung(t *testing.T) {
	t.Parallel()
	brief, server := briefOf(t, ferry,
		modeltest.Answer{Status: 400, Body: `{"error":{"message":"This response_format type is unavailable now"}}`},
		modeltest.Answer{Status: 400, Body: `{"error":"'response_format.type' must be 'json_schema' or 'text'"}`},
		modeltest.Answer{Content: goodDraft})
	if brief.Writer.Name != "model" {
		t.Errorf("writer = %+v; want the model", brief.Writer)
	}
	requests := server.Requests()
	if len(requests) != 3 || !strings.Contains(string(requests[0]), "json_schema") || !strings.Contains(string(requests[1]), "json_object") ||
		strings.Contains(string(requests[2]), "response_format") {
		t.Errorf("%d requests; want schema, object, text", len(requests))
	}
}

func TestRequestsKeepToTheOpenAPIDocument(t *testing.T) {
	t.Parallel()
	doc, err := openapi3.NewLoader().LoadFromFile(shared(t, "openai", "chat-openapi.json"))
	if err != nil {
		t.Fatal(err)
	}
	_, server := briefOf(t, ferry, modeltest.Answer{Content: goodDraft})
	schema := doc.Paths.Find("/chat/completions").Post.RequestBody.Value.Content["application/json"].Schema.Value
	var body any
	if err := json.Unmarshal(server.Requests()[0], &body); err != nil {
		t.Fatal(err)
	}
	if err := doc.ValidateSchemaJSON(schema, body); err != nil {
		t.Errorf("the request breaks OpenAI's document: %v", err)
	}
}

// shared is a file of the folder with real input, or skips the test where there is none.
func shared(t testing.TB, elements ...string) string {
	t.Helper()
	folder := os.Getenv("PARLEY_SHARED")
	if folder == "" {
		folder = filepath.Join("..", "..", "shared")
	}
	path := filepath.Join(append([]string{folder}, elements...)...)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("no real input at %s", path)
		}
		t.Skipf("no real input at %s: set PARLEY_SHARED to the folder that holds it", path)
	}
	return path
}

func FuzzDraft(f *testing.F) {
	f.Add(goodDraft)
	f.Add("<think>{</think>```{\"gist\":[{\"s\":[0,-1,99999999],\"t\":\"x\"}]}")
	transcript := Read(&article.Article{Text: ferry})
	f.Fuzz(func(t *testing.T, answer string) {
		draft, err := decodeDraft(answer)
		if err != nil {
			return
		}
		brief := Check(transcript, draft, Author{Name: "model"})
		for _, quote := range brief.Quotes {
			if !strings.Contains(ferry, quote.Text) {
				t.Errorf("the quotation %q is not in the article", quote.Text)
			}
		}
		for _, claim := range brief.Gist {
			if strings.ContainsAny(claim.Text, quotationMarks+"@") {
				t.Errorf("the gist holds %q", claim.Text)
			}
		}
	})
}
