package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"parley/corpora"
	"parley/summarize"
	"parley/summarize/modeltest"
)

// runParley runs one command line in this process, without settings but those given.
func runParley(t *testing.T, env map[string]string, stdin string, args ...string) (stdout string) {
	t.Helper()
	var out, errs bytes.Buffer
	code := run(args, shell{
		ctx:    context.Background(),
		env:    func() (map[string]string, error) { return env, nil },
		stdin:  strings.NewReader(stdin),
		stdout: &out,
		stderr: &errs,
	})
	if code != exitOK {
		t.Fatalf("parley %s = %d\n%s", strings.Join(args, " "), code, errs.String())
	}
	return out.String()
}

func summarizeJSON(t *testing.T, env map[string]string, args ...string) summarize.Brief {
	t.Helper()
	var brief summarize.Brief
	if err := json.Unmarshal([]byte(runParley(t, env, "", append([]string{"summarize", "--json"}, args...)...)), &brief); err != nil {
		t.Fatal(err)
	}
	return brief
}

const putin = "000_6c1105cd284eb3eb.txt"

func TestRealArticleNamesItsSpeakers(t *testing.T) {
	t.Parallel()
	brief := summarizeJSON(t, nil, corpora.Path(t, "articles", putin))
	checkPutin(t, brief)
	checkSides(t, brief)
	if brief.Writer.Name != "extractive" {
		t.Errorf("writer = %q; want extractive", brief.Writer.Name)
	}
	for _, name := range []string{"Russia", "Ukraine"} {
		party := slices.IndexFunc(brief.Parties, func(p summarize.Party) bool { return p.Name == name })
		if party < 0 || len(brief.Parties[party].Positions) == 0 {
			t.Errorf("no position of %s in %+v", name, brief.Parties)
		}
	}
	all, _ := json.Marshal(brief.Parties)
	if strings.Contains(string(all), "can be reached at") || strings.Contains(string(all), "comment policy") {
		t.Error("the page's furniture is in the brief")
	}
}

func checkPutin(t *testing.T, brief summarize.Brief) {
	t.Helper()
	want := map[string][2]string{
		"If some troops appear there":         {"Vladimir Putin", "Russian President"},
		"And if decisions are reached":        {"Vladimir Putin", "Russian President"},
		"We are ready for any kind":           {"Volodymyr Zelenskyy", "Ukrainian President"},
		"He can speak, but it’s just words, ": {"Volodymyr Zelenskyy", "Ukrainian President"},
	}
	for _, quote := range brief.Quotes {
		for start, speaker := range want {
			if !strings.HasPrefix(quote.Text, start) {
				continue
			}
			if quote.Speaker != speaker[0] || quote.Role != speaker[1] {
				t.Errorf("%q is by %s, %s; want %s, %s", start, quote.Speaker, quote.Role, speaker[0], speaker[1])
			}
			delete(want, start)
		}
	}
	if len(want) > 0 {
		t.Errorf("missing quotations: %v", want)
	}
}

// checkSides looks for the European side too: Macron's coalition, and those who have not committed themselves.
func checkSides(t *testing.T, brief summarize.Brief) {
	t.Helper()
	sides := map[string]string{}
	for _, party := range brief.Parties {
		for _, position := range party.Positions {
			sides[party.Name] += position.Speaker + ": " + position.Text + "\n"
		}
	}
	for party, words := range map[string]string{
		"Russia": "Vladimir Putin: ", "Ukraine": "Volodymyr Zelenskyy: ", "Trump": "Trump: ",
		"Germany, Italy and Spain": "have not officially committed",
	} {
		if !strings.Contains(sides[party], words) {
			t.Errorf("positions of %s = %q; want %q in them", party, sides[party], words)
		}
	}
}

func TestRealArticleWithAModelThatDiesHalfWay(t *testing.T) {
	t.Parallel()
	article := corpora.Path(t, "articles", putin)
	server := modeltest.Start(modeltest.Answer{Content: `{"gist":[]}`, HalfABody: true})
	defer server.Close()
	brief := summarizeJSON(t, map[string]string{"OPENAI_BASE_URL": server.BaseURL(), "OPENAI_MODEL": "scripted"}, article)
	checkPutin(t, brief)
	if brief.Writer.Name != "extractive" || brief.Writer.Note == "" {
		t.Errorf("writer = %+v; want the extractive one with a note", brief.Writer)
	}
}

func TestRealArticleWithAScriptedModel(t *testing.T) {
	t.Parallel()
	article := corpora.Path(t, "articles", putin)
	server := modeltest.Start(modeltest.Answer{Content: `{"gist":[{"s":[1],"t":"Putin said any Western troops in Ukraine would be fair targets."}],"question":"",
		"parties":[{"name":"Russia","kind":"state","stance":"opposes","positions":[],"quotes":[{"q":1,"by":"Vladimir Putin"}]}]}`})
	defer server.Close()
	brief := summarizeJSON(t, map[string]string{"OPENAI_BASE_URL": server.BaseURL(), "OPENAI_MODEL": "scripted"}, article)
	checkPutin(t, brief)
	if brief.Writer.Name != "model" || brief.Checks.Kept != 1 || len(brief.Gist) != 1 {
		t.Errorf("writer %+v, checks %+v, gist %v; want the model's draft", brief.Writer, brief.Checks, brief.Gist)
	}
}

// Every quotation that is written stands in the text, at its span, for all real articles.
func TestReadLinesOfRealArticlesAreVerbatim(t *testing.T) {
	t.Parallel()
	input, err := os.ReadFile(corpora.Path(t, "polnear", "dev.input.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	out := strings.Split(strings.TrimSpace(runParley(t, nil, string(input), "read", "--jsonl")), "\n")
	in := strings.Split(strings.TrimSpace(string(input)), "\n")
	if len(in) != len(out) {
		t.Fatalf("%d lines in, %d out", len(in), len(out))
	}
	quotes := 0
	for i := range in {
		var article struct{ ID, Text string }
		var line readLine
		if err := json.Unmarshal([]byte(in[i]), &article); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(out[i]), &line); err != nil {
			t.Fatal(err)
		}
		if line.ID != article.ID {
			t.Errorf("line %d is %q; want %q", i, line.ID, article.ID)
		}
		text := []rune(article.Text)
		for _, quote := range line.Quotes {
			quotes++
			if got := string(text[quote.Span[0]:quote.Span[1]]); got != quote.Text {
				t.Errorf("%s: the span holds %q; the quotation is %q", line.ID, got, quote.Text)
			}
		}
		for _, statement := range line.Statements {
			if !strings.Contains(article.Text, statement.Evidence) {
				t.Errorf("%s: the evidence %q is not in the text", line.ID, statement.Evidence)
			}
		}
	}
	if quotes < 500 {
		t.Errorf("%d quotations in 84 articles; want many more", quotes)
	}
}
