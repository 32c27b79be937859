package score

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func corpus(t testing.TB) []Gold {
	t.Helper()
	file, err := os.Open("testdata/corpus.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	gold, err := ReadGold(file)
	if err != nil {
		t.Fatal(err)
	}
	return gold
}

// What a careless system might say of the article "bridge": the first quotation right, a title for speech, a quotation
// changed by a word, a statement with a wrong speaker, one that nobody makes.
var careless = Output{
	ID: "bridge",
	Quotes: []Item{
		{Text: "We will not pay for the bridge,", Speaker: "Lind"},
		{Text: "A Bridge Too Many", Speaker: "Per Holm"},
		{Text: "within a year or three", Speaker: "Ada Lind"},
	},
	Statements: []Item{
		{Text: "the town had no money", Speaker: "Per Holm"},
		{Text: "opens on Friday", Speaker: "Per Holm"},
	},
}

// The figures are counted by hand.
func TestFiguresOfACarelessOutput(t *testing.T) {
	t.Parallel()
	r := Score(corpus(t), map[string]Output{"bridge": careless, "elsewhere": {}})
	for _, row := range []struct {
		name string
		got  Figure
		want float64
	}{
		{"two of three quotations match, by 80 % of their words", r.Quotes.Precision, 2. / 3},
		{"both labelled quotations are matched", r.Quotes.Recall, 1},
		{"without the title the precision is whole", r.Quotes.PrecisionIgnoring, 1},
		{"one of the three stands changed", r.Verbatim, 2. / 3},
		{"one of two speakers is right", r.Speaker.Strict, 1. / 2},
		{"one of three quotations and one of two labels", r.Both, 2 * (1. / 3) * (1. / 2) / (1./3 + 1./2)},
		{"one of two sentences holds a statement", r.Said.Precision, 1. / 2},
		{"one of two attributions is found", r.Said.Recall, 1. / 2},
		{"its speaker is wrong", r.Said.Speaker, 0},
		{"the one main source is named", r.Parties.PersonRecall, 1},
	} {
		if math.Abs(float64(row.got)-row.want) > 1e-9 {
			t.Errorf("%s: got %v, want %.4f", row.name, row.got, row.want)
		}
	}
	if r.Articles != 2 || r.Missing != 1 || r.Unknown != 1 {
		t.Errorf("articles, missing, unknown = %d, %d, %d; want 2, 1, 1", r.Articles, r.Missing, r.Unknown)
	}
	var kinds []string
	for _, m := range r.Misses {
		kinds = append(kinds, m.Kind)
	}
	want := []string{QuoteUnattributed, NotVerbatim, SpeakerWrong, StatementSpeaker, StatementExtra, StatementMissed}
	for _, kind := range want {
		if !slices.Contains(kinds, kind) {
			t.Errorf("no miss of kind %q in %q", kind, kinds)
		}
	}
}

func TestSameSpeaker(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		a, b string
		want bool
	}{
		{"Lind", "Mayor Ada Lind", true},
		{"Ada Lind", "Per Lind", false},
		{"Bill Clinton", "William Clinton", true},
		{"the Lind campaign", "the Holm campaign", false},
		{"a spokesman for the port", "a spokesman", true},
		{"his campaign manager, Olga Brandt", "Brandt", true},
		{"Lind, Holm and Brandt", "Olga Brandt", true},
		{"officials", "an official", true},
		{"Sen. Ada Lind Jr.", "Lind", true},
		{"she", "she", false},
		{"", "", false},
	} {
		if got := SameSpeaker(row.a, row.b); got != row.want {
			t.Errorf("SameSpeaker(%q, %q) = %v, want %v", row.a, row.b, got, row.want)
		}
	}
}

func TestSentences(t *testing.T) {
	t.Parallel()
	text := []rune("Mr. Holm of the U.S. came on Jan. 6. “He left.” Then she spoke…  Twice!\nno capital here. so one sentence")
	var got []string
	for _, span := range sentences(text) {
		got = append(got, string(text[span[0]:span[1]]))
	}
	want := []string{"Mr. Holm of the U.S. came on Jan. 6.", "“He left.”", "Then she spoke…", "Twice!", "no capital here. so one sentence"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sentences (-want +got):\n%s", diff)
	}
}

func TestReadGoldNamesTheLine(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ lines, want string }{
		"broken JSON": {"{\"id\":\"a\"}\n{\n", "line 2"},
		"a double":    {"{\"id\":\"a\"}\n{\"id\":\"a\"}\n", `second article with id "a"`},
		"nothing":     {"\n", "no article"},
	} {
		if _, err := ReadGold(strings.NewReader(row.lines)); err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: ReadGold(%q) = %v, want an error with %q", name, row.lines, err, row.want)
		}
	}
}

func TestTheTableAndTheFaultsArePrinted(t *testing.T) {
	t.Parallel()
	r := Score(corpus(t), map[string]Output{"bridge": careless})
	var out strings.Builder
	if err := r.WriteTable(&out); err != nil {
		t.Fatal(err)
	}
	if err := r.WriteMisses(&out, 1); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"quotations found, F1", "0.800", "     1  speaker of a quotation wrong", `given "Ada Lind", labelled ["Per Holm"]`} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the report has no %q:\n%s", want, out.String())
		}
	}
	empty, err := json.Marshal(Score([]Gold{{ID: "a"}}, nil))
	if err != nil || !strings.Contains(string(empty), `"f1":null`) {
		t.Errorf("report on nothing = %s, %v; want null figures", empty, err)
	}
}

func FuzzScore(f *testing.F) {
	data, err := os.ReadFile("testdata/corpus.jsonl")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data, []byte(`{"id":"bridge","quotes":[{"text":"pay for","speaker":"Mr. Holm","span":[3,9]}],"statements":[{"text":"","evidence":"opens"}]}`))
	f.Add([]byte(`{"id":"","text":"''a'' .\u00a0B","discard":[[-1,99]],"attributions":[{"content":[[5,1]]}]}`), []byte(`{"quotes":[{"text":"\"'","span":[-1,2]}]}`))
	f.Fuzz(func(t *testing.T, corpus, out []byte) {
		gold, err := ReadGold(strings.NewReader(string(corpus)))
		output, bad := ReadOutput(strings.NewReader(string(out)))
		if err != nil || bad != nil {
			return
		}
		r := Score(gold, output)
		for _, l := range r.lines() {
			if l.figure < 0 || l.figure > 1 {
				t.Errorf("%s = %v", l.name, l.figure)
			}
		}
		if _, err := json.Marshal(r); err != nil {
			t.Error(err)
		}
	})
}

func FuzzSameSpeaker(f *testing.F) {
	f.Add("Sen. Ada Lind Jr., D-Ohio", "some of the Lind’s")
	f.Add("(\"a—b\")", "[']")
	f.Fuzz(func(t *testing.T, a, b string) {
		if SameSpeaker(a, b) != SameSpeaker(b, a) {
			t.Errorf("SameSpeaker(%q, %q) depends on the order", a, b)
		}
	})
}
