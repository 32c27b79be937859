package main

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley/corpora"
	"parley/score"
	"parley/summarize/modeltest"
)

// TestEvalAgreesWithTheCorpussOwnProgram holds every figure against score.py, on what Parley reads, and on the same spoilt:
// items dropped, speakers swapped, pronouns for names, spans lost, words changed.
func TestEvalAgreesWithTheCorpussOwnProgram(t *testing.T) {
	t.Parallel()
	program, corpus := corpora.Path(t, "polnear", "score.py"), corpora.Path(t, "polnear", "dev.jsonl")
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run the corpus's own program with")
	}
	file, err := os.Open(corpus)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	gold, err := score.ReadGold(file)
	if err != nil {
		t.Fatal(err)
	}
	input, err := os.ReadFile(corpora.Path(t, "polnear", "dev.input.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	output, err := score.ReadOutput(strings.NewReader(runParley(t, nil, string(input), "read", "--jsonl")))
	if err != nil {
		t.Fatal(err)
	}
	spoilt := map[string]score.Output{}
	random := rand.New(rand.NewPCG(1, 2))
	for _, g := range gold {
		spoilt[g.ID] = spoil(random, output[g.ID])
	}
	for name, out := range map[string]map[string]score.Output{"as Parley reads": output, "spoilt": spoilt} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			compareFigures(t, score.Score(gold, out), scoreByPython(t, python, program, corpus, out))
		})
	}
}

// What Parley reads on its own, where a model fails, is not measured as the model's.
func TestEvalOfAModelThatFails(t *testing.T) {
	t.Parallel()
	model := modeltest.Start(modeltest.Answer{Status: http.StatusUnauthorized, Body: `{"error":{"message":"no such key"}}`})
	t.Cleanup(model.Close)
	corpus := filepath.Join(t.TempDir(), "gold.jsonl")
	const article = `{"id":"1","text":"The council met. \"We will not sign,\" said Mayor Ada Lund.","quotes":[{"text":"We will not sign,","type":"direct","speaker":"Mayor Ada Lund","speaker_resolved":"Mayor Ada Lund"}]}`
	if err := os.WriteFile(corpus, []byte(article), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, told bytes.Buffer
	code := run([]string{"eval", "--writer", "model", "--yes", "--json", corpus}, shell{ctx: t.Context(), stdout: &out, stderr: &told, env: func() (map[string]string, error) {
		return map[string]string{"OPENAI_BASE_URL": model.BaseURL() + "?key=s3cret", "OPENAI_MODEL": "scripted"}, nil
	}})
	if code != exitFailed || !strings.Contains(told.String(), "1 of 1 articles") || strings.Contains(told.String(), "s3cret") {
		t.Errorf("parley eval of a model that fails = %d:\n%s", code, told.String())
	}
	for key, figure := range figuresOf(t, out.Bytes()) {
		if strings.HasSuffix(key, ".f1") && figure > 0 {
			t.Errorf("%s = %v of a model that wrote nothing", key, figure)
		}
	}
}

func spoil(random *rand.Rand, out score.Output) score.Output {
	speakers := []string{"he", "Mr. Trump", "the spokesman", ""}
	change := func(items []score.Item) (kept []score.Item) {
		for _, item := range items {
			switch random.IntN(6) {
			case 0:
				continue
			case 1:
				item.Speaker = speakers[random.IntN(len(speakers))]
			case 2:
				item.Span = nil
			case 3:
				item.Text = strings.Replace(item.Text, " the ", " a ", 1)
				item.Span = nil
			case 4:
				item.Evidence = ""
			}
			kept = append(kept, item)
		}
		return kept
	}
	out.Quotes, out.Statements, out.Parties = change(out.Quotes), change(out.Statements), nil
	return out
}

func scoreByPython(t *testing.T, python, program, corpus string, out map[string]score.Output) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "out.jsonl")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, line := range out {
		if err := json.NewEncoder(file).Encode(line); err != nil {
			t.Fatal(err)
		}
	}
	figures, err := exec.CommandContext(t.Context(), python, program, "--gold", corpus, "--pred", path, "--by-publisher", "--no-ci").Output()
	if err != nil {
		t.Fatal(err)
	}
	return figures
}

func compareFigures(t *testing.T, report score.Report, want []byte) {
	t.Helper()
	own, err := json.Marshal(report)
	if err != nil {
		t.Fatal(err)
	}
	ours, theirs := figuresOf(t, own), figuresOf(t, want)
	if len(theirs) < 80 {
		t.Fatalf("only %d figures to compare with", len(theirs))
	}
	for key, figure := range theirs {
		if got, known := ours[key]; !known || got-figure > 0.0005 || figure-got > 0.0005 {
			t.Errorf("%s = %v (known: %v), want %v", key, got, known, figure)
		}
	}
}

// figuresOf lays out a report's numbers by their path.
func figuresOf(t *testing.T, data []byte) map[string]float64 {
	t.Helper()
	var report map[string]any
	if err := json.Unmarshal(data, &report); err != nil {
		t.Fatal(err)
	}
	figures := map[string]float64{}
	var walk func(path []string, value any)
	walk = func(path []string, value any) {
		switch value := value.(type) {
		case map[string]any:
			for key, inner := range value {
				walk(append(slices.Clone(path), key), inner)
			}
		case float64:
			figures[strings.Join(path, ".")] = value
		}
	}
	walk(nil, report)
	return figures
}
