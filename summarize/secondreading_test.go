package summarize

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/article"
	"parley/summarize/check"
	"parley/summarize/modeltest"
	"parley/summarize/transcript"
)

// toll is an article with a line for each fate; strictDraft and the marks point at its sentences.
const toll = `The Osterby council may raise the toll on the sound bridge to 45 crowns.

Mayor Ida Falk of the Harbour Party said the money was needed for the quay.

“We cannot mend a quay with good will,” Falk said.

Tor Lind, who speaks for the Haulage Union, said the toll would cost his members 200 crowns a week.

“Nobody has asked a single driver,” Lind said.

Lena Moe of the Commuters' League wants an exception for nurses.
`

const tollDraft = `{"gist":[
 {"s":[1],"t":"The Osterby council may raise the toll on the sound bridge to 45 crowns."},
 {"s":[1],"t":"The Osterby council will raise the toll on the sound bridge."},
 {"s":[1],"t":"The toll will be 77 crowns."}],
"question":{"s":[1],"t":"Should the council raise the toll on the sound bridge?"},
"parties":[
 {"name":"Harbour Party","kind":"political party","positions":[{"s":[2],"by":"Ida Falk","t":"Falk said the money was needed for the quay.","short":"the money was needed for the quay"}],"quotes":[{"q":1,"by":"Ida Falk"}],"stance":"supports"},
 {"name":"Haulage Union","kind":"group","positions":[
  {"s":[4],"by":"Tor Lind","t":"The toll puts a burden on hauliers."},
  {"s":[6],"by":"Tor Lind","t":"Nurses should be let off."}],"quotes":[{"q":2,"by":"Ida Falk"}],"stance":"supports"}]}`

// readAgain asks for the brief of the draft with what the given func makes of the second question's rows.
func readAgain(t *testing.T, answer func(rows []string) modeltest.Answer) (*Brief, *modeltest.Server) {
	t.Helper()
	var draft check.Draft
	if err := json.Unmarshal([]byte(tollDraft), &draft); err != nil {
		t.Fatal(err)
	}
	a := &article.Article{Text: toll, Language: "en"}
	question := check.ByRules(transcript.Read(a), draft).Question()
	// A hard rule drops a line of the draft, so it is sent back once; the model sticks to it.
	server := modeltest.Start(modeltest.Answer{Content: tollDraft}, modeltest.Answer{Content: tollDraft}, answer(question.Rows))
	t.Cleanup(server.Close)
	model := NewModel(ModelConfig{BaseURL: server.BaseURL(), Model: "scripted", HTTPClient: &http.Client{}})
	s := &Summarizer{Log: slog.New(slog.DiscardHandler), Timeout: time.Minute, Model: model, Second: model}
	brief, err := s.Brief(t.Context(), []*article.Article{a}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return brief, server
}

// marksOf are the marks of a careful reader: the given ones by a part of their rows, and every row that the draft has not.
func marksOf(rows []string, wrong map[string]check.Mark) []check.Mark {
	var marks []check.Mark
	for i, row := range rows {
		for part, mark := range wrong {
			if strings.Contains(row, part) {
				mark.N = i + 1
				marks = append(marks, mark)
			}
		}
		_, text, _ := strings.Cut(row, ") ")
		if at := strings.Index(text, "] "); at >= 0 {
			text = text[at+2:]
		}
		if !strings.Contains(tollDraft, text) && !strings.Contains(text, ": Should") && !strings.Contains(text, "«") {
			marks = append(marks, check.Mark{N: i + 1, Why: "what"})
		}
	}
	return marks
}

func answerWith(t *testing.T, marks []check.Mark) modeltest.Answer {
	t.Helper()
	data, err := json.Marshal(map[string]any{"bad": marks})
	if err != nil {
		t.Fatal(err)
	}
	return modeltest.Answer{Content: string(data)}
}

// Each fate of a line, at the wire.
func TestWhatTheSecondReadingDoes(t *testing.T) {
	t.Parallel()
	brief, server := readAgain(t, func(rows []string) modeltest.Answer {
		return answerWith(t, marksOf(rows, map[string]check.Mark{
			"will raise the toll": {Why: "sure", Text: "The Osterby council may raise the toll."},
			"Nurses should":       {Why: "who", Speaker: "Lena Moe", Party: "Commuters' League"},
			"«Nobody has asked":   {Why: "who", Speaker: "Tor Lind", Party: "Haulage Union"},
			"Haulage Union] supp": {Why: "what", Text: "opposes"},
		}))
	})
	got := fates(brief)
	want := []string{
		"The Osterby council may raise the toll on the sound bridge to 45 crowns.", // stands
		"The Osterby council may raise the toll.",                                  // mended
		"Harbour Party supports: Ida Falk: Falk said the money was needed for the quay. (the money was needed for the quay)",
		"Harbour Party: “We cannot mend a quay with good will,” Ida Falk",
		"Haulage Union opposes: Tor Lind: The toll puts a burden on hauliers. (the toll puts a burden on hauliers)", // doubted, and found right; its stance mended
		"Haulage Union: “Nobody has asked a single driver,” Tor Lind",                                               // two of three
		"Commuters' League none: Lena Moe: Nurses should be let off. (Nurses should be let off)",                    // moved
	}
	if !slices.Equal(got, want) {
		t.Errorf("the brief has\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	second := brief.Checks.SecondReading
	if second == nil || !second.Trusted || second.Model != "scripted" || second.Mended != 4 || second.Dropped != 0 {
		t.Errorf("second_reading = %+v", second)
	}
	if brief.Checks.Reading() != "lines checked twice" || len(brief.Checks.Dropped) != 1 {
		t.Errorf("%s, dropped %v; want the line with a foreign number alone", brief.Checks.Reading(), brief.Checks.Dropped)
	}
	if n := len(server.Requests()); n != 3 {
		t.Errorf("%d questions; want the first, the repair and the second reading", n)
	}
	if brief.Writer.TokensIn == 0 || !strings.Contains(string(server.Requests()[2]), `\"bad\"`) {
		t.Errorf("the third question is no second reading, or it is not counted: %+v", brief.Writer)
	}
}

// Without an answer that can be trusted the strict rules hold, and no stance is shown.
func TestNoSecondReading(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]modeltest.Answer{
		"a lazy answer":   {Content: `{"bad":[]}`},
		"nonsense":        {Content: "All fine!"},
		"a dead server":   {Status: 500, Body: "down"},
		"another schema":  {Content: `{"gist":[]}`},
		"a refusal":       {Refusal: "I cannot help with that."},
		"everything bad?": {Content: `{"bad":[{"n":1},{"n":2},{"n":3},{"n":4},{"n":5},{"n":6},{"n":7},{"n":8},{"n":9},{"n":10},{"n":11}]}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			brief, _ := readAgain(t, func([]string) modeltest.Answer { return answer })
			want := []string{
				"The Osterby council may raise the toll on the sound bridge to 45 crowns.",
				"The Osterby council will raise the toll on the sound bridge.", // a dropped "may" is for the second reading alone
				"Harbour Party none: Ida Falk: Falk said the money was needed for the quay. (the money was needed for the quay)",
				"Harbour Party: “We cannot mend a quay with good will,” Ida Falk",
			}
			if got := fates(brief); !slices.Equal(got, want) {
				t.Errorf("the brief has\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
			if second := brief.Checks.SecondReading; second == nil || second.Trusted || brief.Checks.Reading() != "lines checked once" {
				t.Errorf("second_reading = %+v, %q", second, brief.Checks.Reading())
			}
		})
	}
}

// fates are the shown lines of a brief.
func fates(b *Brief) []string {
	var lines []string
	for _, claim := range b.Gist {
		lines = append(lines, claim.Text)
	}
	for _, party := range b.Parties {
		for _, p := range party.Positions {
			lines = append(lines, party.Name+" "+party.Stance+": "+p.Speaker+": "+p.Text+" ("+p.Short+")")
		}
		for _, id := range party.Quotes {
			q := b.Quotes[slices.IndexFunc(b.Quotes, func(q Quote) bool { return q.ID == id })]
			lines = append(lines, party.Name+": “"+q.Text+"” "+q.Speaker)
		}
	}
	return lines
}
