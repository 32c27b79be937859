package summarize

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"parley/article"
	"parley/summarize/check"
	"parley/summarize/modeltest"
	"parley/summarize/transcript"
	"parley/summarize/words"
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
			if brief.Writer.Name != "model" || brief.Writer.TokensIn == 0 || len(brief.Checks.Dropped) != 0 {
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

// Where nobody reads a second time, a writer and the reading of the article that name two speakers leave it unclear: the
// quotation is in the brief, word for word, under nobody. A writer that names it twice is taken at the one that agrees.
func TestAQuotationMovedToAnotherSpeaker(t *testing.T) {
	t.Parallel()
	moved := strings.Replace(goodDraft, `{"q":1,"by":"Ada Lindqvist"}`, `{"q":2,"by":"Ada Lindqvist"}`, 1)
	for name, row := range map[string]struct{ content, speaker, dropped string }{
		"by a writer who also has it right": {moved, "Lars Holm", "is used twice"},
		"by a writer who has it wrong":      {strings.Replace(moved, `{"q":2,"by":"Lars Holm"}`, "", 1), "", "another speaker in the article"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			brief, _ := briefOf(t, ferry, modeltest.Answer{Content: row.content})
			for _, party := range brief.Parties {
				if len(party.Quotes) > 0 && party.Name != row.speaker {
					t.Errorf("%s has quotations %v", party.Name, party.Quotes)
				}
			}
			if quote := brief.Quotes[1]; quote.Speaker != row.speaker || quote.Text != "You are asking a pensioner to wait for a spreadsheet," {
				t.Errorf("quotation 2 = %+v; want the article's words, by %q", quote, row.speaker)
			}
			if quote := brief.Quotes[0]; quote.Speaker != "Ada Lindqvist" {
				t.Errorf("quotation 1, which the draft leaves out, has the speaker %q; want the article's own", quote.Speaker)
			}
			if _, dropped := split(t, brief); !strings.Contains(dropped, row.dropped) {
				t.Errorf("dropped = %s; want %q counted", dropped, row.dropped)
			}
		})
	}
}

func FuzzDraft(f *testing.F) {
	f.Add(goodDraft)
	f.Add("<think>{</think>```{\"gist\":[{\"s\":[0,-1,99999999],\"t\":\"x\"}]}")
	script := transcript.Read(&article.Article{Text: ferry})
	f.Fuzz(func(t *testing.T, answer string) {
		draft, err := decodeDraft(answer)
		if err != nil {
			return
		}
		brief := check.ByRules(script, draft).Brief(Author{Name: "model"})
		for _, quote := range brief.Quotes {
			if !strings.Contains(ferry, quote.Text) {
				t.Errorf("the quotation %q is not in the article", quote.Text)
			}
		}
		for _, claim := range brief.Gist {
			if strings.ContainsAny(claim.Text, words.QuotationMarks+"@") {
				t.Errorf("the gist holds %q", claim.Text)
			}
		}
	})
}
