package summarize

import (
	"context"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"parley/prompts"
	"parley/summarize/check"
	"parley/summarize/model"
	"parley/summarize/modeltest"
)

func builtInPairs(t *testing.T) []plantedPair {
	t.Helper()
	pairs, err := plantedPairs(pairsFile)
	if err != nil {
		t.Fatal(err)
	}
	return pairs
}

// readingOf answers with the rows of which marked says so.
func readingOf(t *testing.T, pairs []plantedPair, marked func(plantedPair) bool) string {
	t.Helper()
	marks := []check.Mark{}
	for i, p := range pairs {
		if marked(p) {
			marks = append(marks, check.Mark{N: i + 1, Why: "what"})
		}
	}
	answer, err := json.Marshal(map[string]any{"bad": marks})
	if err != nil {
		t.Fatal(err)
	}
	return string(answer)
}

func isWrong(p plantedPair) bool { return p.wrong != "" }

// reasons are the words that the second reading may give.
func reasons(t *testing.T) []string {
	t.Helper()
	var schema struct {
		Properties struct {
			Bad struct {
				Items struct {
					Properties struct {
						Why struct{ Enum []string }
					}
				}
			}
		}
	}
	if err := json.Unmarshal(prompts.ReadingSchema, &schema); err != nil {
		t.Fatal(err)
	}
	return schema.Properties.Bad.Items.Properties.Why.Enum
}

func TestTrialPairsAreHalfWrongInManyWays(t *testing.T) {
	t.Parallel()
	pairs, known := builtInPairs(t), reasons(t)
	kinds := map[string]int{}
	inARow := 0
	for i, p := range pairs {
		if n := len(p.sentences); n < 2 || n > 3 {
			t.Errorf("%d sentences under %q; want two or three", n, p.line)
		}
		if isWrong(p) {
			kinds[p.wrong]++
		}
		if isWrong(p) && !slices.Contains(known, p.wrong) {
			t.Errorf("%q is wrong for %q; want one of %q", p.line, p.wrong, known)
		}
		if i == 0 || isWrong(p) != isWrong(pairs[i-1]) {
			inARow = 0
		}
		if inARow++; inARow > 3 {
			t.Errorf("%q is the fourth alike on end", p.line)
		}
	}
	wrong := 0
	for _, n := range kinds {
		wrong += n
	}
	if len(pairs) != 20 || wrong != 10 || len(kinds) < 6 {
		t.Errorf("%d pairs, %d wrong ones of kinds %v; want 20, half of them wrong, of 6 kinds or more", len(pairs), wrong, kinds)
	}
}

// trialRow is the form of a row in the second reading.
var trialRow = regexp.MustCompile(`^(\d+) \(([\d, ]*)\)(?: \[(.*?)(?:; (.*?))?\])? (.*)$`)

func TestTrialRowsKeepTheFormOfTheSecondReading(t *testing.T) {
	t.Parallel()
	pairs := builtInPairs(t)
	q := pairsQuestion(pairs)
	sentences := map[string]string{}
	for _, line := range q.Sentences {
		number, text, _ := strings.Cut(line, "| ")
		sentences[number] = text
	}
	for i, row := range q.Rows {
		found := trialRow.FindStringSubmatch(row)
		if found == nil || found[1] != strconv.Itoa(i+1) || strings.ContainsAny(found[5], "[]") {
			t.Errorf("%q is no row %d", row, i+1)
			continue
		}
		var cited []string
		for _, number := range strings.Split(found[2], ",") {
			cited = append(cited, sentences[number])
		}
		if !slices.Equal(cited, pairs[i].sentences) {
			t.Errorf("row %q rests on %q; want %q", row, cited, pairs[i].sentences)
		}
		text := strings.Join(cited, " ")
		if found[4] != "" && !strings.Contains(text, found[4]) {
			t.Errorf("%q names a speaker who is not in %q", row, text)
		}
		quotation := strings.Trim(found[5], "«»")
		if strings.HasPrefix(found[5], "«") && !strings.Contains(text, "“"+quotation) {
			t.Errorf("%q quotes what is not in %q", row, text)
		}
	}
}

var properName = regexp.MustCompile(`\p{L}\p{Ll}+ (\p{Lu}\p{L}{3,})`)

// All sentences may be used for any line: no name of one pair may stand in another.
func TestTrialPairsDoNotTouchEachOther(t *testing.T) {
	t.Parallel()
	in := map[string]int{}
	for i, p := range builtInPairs(t) {
		for _, found := range properName.FindAllStringSubmatch(strings.Join(p.sentences, " "), -1) {
			if other, seen := in[found[1]]; seen && other != i && !isWeekday(found[1]) {
				t.Errorf("%q stands in pairs %d and %d", found[1], other+1, i+1)
			}
			in[found[1]] = i
		}
	}
	if len(in) < 20 {
		t.Errorf("only %d names were found", len(in))
	}
}

func isWeekday(word string) bool {
	return strings.HasSuffix(word, "day") || word == "June" || word == "March"
}

// What an operator may have put into the file by mistake is said.
func TestTrialPairsOfAnotherFormAreRefused(t *testing.T) {
	t.Parallel()
	for name, file := range map[string]string{
		"no line":           "A sentence.\nAnother one.\n\nA third.\nright: A line.\n",
		"no line at last":   "A sentence.\nright: A line.\n\nA third.\n",
		"no sentences":      "# A comment.\nright: A line.\n",
		"two lines of one":  "A sentence.\nright: A line.\nwrong who: A line.\n",
		"a word misspelled": "A sentence.\nrihgt: A line.\n",
	} {
		if pairs, err := plantedPairs(file); err == nil {
			t.Errorf("%s: %+v; want an error", name, pairs)
		}
	}
}

func TestTrialCountsWhatWasToldRight(t *testing.T) {
	t.Parallel()
	pairs := builtInPairs(t)
	perfect := readingOf(t, pairs, isWrong)
	for name, row := range map[string]struct {
		answer string
		want   int
		good   bool
	}{
		"a perfect reader":         {perfect, 20, true},
		"a lazy one":               {`{"bad":[]}`, 10, false},
		"all are wrong":            {readingOf(t, pairs, func(plantedPair) bool { return true }), 10, false},
		"the other way round":      {readingOf(t, pairs, func(p plantedPair) bool { return !isWrong(p) }), 0, false},
		"one kind is overlooked":   {readingOf(t, pairs, func(p plantedPair) bool { return isWrong(p) && p.wrong != "what" }), 17, true},
		"two kinds are overlooked": {readingOf(t, pairs, func(p plantedPair) bool { return isWrong(p) && p.wrong != "what" && p.wrong != "who" }), 15, false},
		"marked twice, and out of range": {
			strings.Replace(perfect, `[`, `[{"n":0},{"n":-1},{"n":21},{"n":99,"why":"what"},{"n":1},{"n":1},`, 1), 20, true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := modeltest.Start(modeltest.Answer{Content: row.answer})
			defer server.Close()
			got := TryReading(t.Context(), NewModel(ModelConfig{BaseURL: server.BaseURL(), Model: "scripted", HTTPClient: server.Client()}))
			if want := (ReadingTrial{Model: "scripted", Told: row.want, Of: 20}); got != want || got.Good() != row.good {
				t.Errorf("%+v, good %v; want %+v, %v", got, got.Good(), want, row.good)
			}
			if requests := server.Requests(); len(requests) != 1 || !strings.Contains(string(requests[0]), `"name":"reading"`) {
				t.Errorf("%d requests; want one, in the form of the second reading", len(requests))
			}
		})
	}
}

// Each kind of server is asked in its own dialect, as in a real second reading, and the question fits the smallest window that
// Parley guesses, with room for the answer.
func TestTrialReadingGoesToEveryKindOfServer(t *testing.T) {
	t.Parallel()
	perfect := readingOf(t, builtInPairs(t), isWrong)
	synctest.Test(t, func(t *testing.T) {
		for _, p := range modeltest.Profiles() {
			server := modeltest.New(p, modeltest.Answer{Content: perfect})
			m := NewModel(ModelConfig{BaseURL: server.BaseURL(), Key: "k", Model: p.Model, HTTPClient: server.Client()})
			if got := TryReading(t.Context(), m); got.Told != 20 || got.Model != p.Model {
				t.Errorf("%s: %+v; want all told right", p, got)
			}
			for _, request := range server.Requests() {
				const window, answer = 4096, 1024
				if tokens := model.CounterFor("gpt-4o").Count(askedText(t, request)); tokens > window-answer {
					t.Errorf("%s: a question of %d tokens; want %d at most", p, tokens, window-answer)
				}
			}
			server.Close()
		}
	})
}

func TestTrialReadingTellsWhatToDo(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		answer        modeltest.Answer
		window        int
		problem, hint string
	}{
		"nonsense":     {answer: modeltest.Answer{Content: "All of these lines look fine to me."}, problem: "of no use", hint: "another"},
		"a brief":      {answer: modeltest.Answer{Content: goodDraft}, problem: "of no use", hint: "another"},
		"a refusal":    {answer: modeltest.Answer{Refusal: "I cannot help with that."}, problem: "refused", hint: "another"},
		"a hang":       {answer: modeltest.Answer{Hang: true}, problem: "in time", hint: "OPENAI_TIMEOUT"},
		"a cut answer": {answer: modeltest.Answer{Content: `{"bad":[{"n":1,"why":"su`, FinishReason: "length"}, problem: "of no use", hint: "another"},
		"a small window": {
			answer: modeltest.Answer{Content: `{"bad":[]}`}, window: 1024, problem: "the question is too long", hint: "OPENAI_CONTEXT",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				p := modeltest.Profiles()[0]
				p.Window = row.window
				server := modeltest.New(p, row.answer)
				defer server.Close()
				ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
				defer cancel()
				got := TryReading(ctx, NewModel(ModelConfig{BaseURL: server.BaseURL(), Model: p.Model, HTTPClient: server.Client()}))
				if !strings.Contains(got.Problem, row.problem) || !strings.Contains(got.Hint, row.hint) || got.Good() || got.Model != p.Model {
					t.Errorf("%+v; want a problem with %q and a hint with %q", got, row.problem, row.hint)
				}
			})
		})
	}
}
