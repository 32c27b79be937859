package check

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The form of a row, by which the tools of others read it too.
var rowForm = regexp.MustCompile(`^(\d+) \(([\d, ]*)\)(?: \[(.*?)(?:; (.*?))?\])? (.*)$`)

func TestRowsHaveTheAgreedForm(t *testing.T) {
	t.Parallel()
	question := proofOf(t, answerDraft, strait).Question()
	for i, text := range question.Rows {
		m := rowForm.FindStringSubmatch(text)
		if m == nil {
			t.Errorf("row %q has another form", text)
			continue
		}
		r := question.rows[i]
		if m[1] != fmt.Sprint(i+1) || m[2] != strings.ReplaceAll(strings.Trim(fmt.Sprint(r.cites), "[]"), " ", ",") || m[5] != r.text {
			t.Errorf("row %q reads as %q, of sentences %v with text %q", text, m, r.cites, r.text)
		}
		if r.line != nil && r.line.party >= 0 && !r.spoilt && (m[4] != r.line.By || m[4] == "") {
			t.Errorf("row %q has speaker %q, want %q", text, m[4], r.line.By)
		}
	}
	sentence := regexp.MustCompile(`^\d+\| \S`)
	for _, text := range question.Sentences {
		if !sentence.MatchString(text) {
			t.Errorf("sentence %q has another form", text)
		}
	}
}

func TestRowsOfEachKind(t *testing.T) {
	t.Parallel()
	rows := proofOf(t, answerDraft, strait).Question().Rows
	for _, want := range []string{
		"(1) The council raised the ferry fee to 40 crowns.",
		"(1,2) [Green Party; Anna Berg] Opposes the ferry fee.",
		"(2,3) [Karl Berg; Karl Berg] Supports the fee of Anna.",
		"(4) [Green Party; Anna Berg] «It is awfully good that someone with this tem…»",
		"(5) [Castle Rail; Mads Thorne] «The fee should be eliminated or capped at 100…»",
		"(1,2,4) [Green Party] opposes: Should the council raise the ferry fee?",
		"(2,3) [Karl Berg] supports: Should the council raise the ferry fee?",
	} {
		if !slices.ContainsFunc(rows, func(row string) bool { _, rest, _ := strings.Cut(row, " "); return rest == want }) {
			t.Errorf("no row is %q:\n%s", want, strings.Join(rows, "\n"))
		}
	}
}

func TestQuotationOfARowIsCut(t *testing.T) {
	t.Parallel()
	whole := strings.Repeat("a bc ", 8) + "seas." // 45 letters
	for text, want := range map[string]string{whole: "«" + whole + "»", "the" + whole: "«the" + whole[:42] + "…»"} {
		rows := proofOf(t, `{"parties":[{"name":"Lena Roth","quotes":[{"q":1,"by":"Lena Roth"}]}]}`, "Lena Roth said: “"+text+"”\n").Question().Rows
		if !strings.HasSuffix(rows[0], "] "+want) {
			t.Errorf("a quotation of %d letters is %q, want %q", len(text), rows[0], want)
		}
	}
}

func TestSentencesOfAQuestion(t *testing.T) {
	t.Parallel()
	gist := func(cites string) string { return `{"gist":[{"s":[` + cites + `],"t":"TEXT"}]}` }
	position := func(by, cites string) string {
		return `{"parties":[{"name":"` + by + `","positions":[{"s":[` + cites + `],"by":"` + by + `","t":"TEXT"}]}]}`
	}
	for name, row := range map[string]struct {
		articles    []string
		draft, text string
		want        []int
	}{
		"the first has none before":        {[]string{strait}, gist("1"), "The council raised the fee.", []int{1}},
		"a line of the gist stands alone":  {[]string{strait}, gist("6"), "The fee could cost jobs.", []int{6}},
		"a name that its sentence lacks":   {[]string{strait}, gist("6"), "The fee of Roth could cost jobs.", []int{5, 6}},
		"gaps stay":                        {[]string{strait}, gist("3,6"), "The fee could cost jobs.", []int{3, 6}},
		"a speaker in the sentence":        {[]string{strait}, position("Lena Roth", "5"), "The fee should be capped.", []int{5}},
		"a speaker in the sentence before": {[]string{strait}, position("Mads Thorne", "8"), "The books of the ferry will lie open.", []int{7, 8}},
		"a speaker two before":             {[]string{strait}, position("Mads Thorne", "9"), "There is no reason to lower the price of a ticket.", []int{7, 8, 9}},
		"a speaker three before":           {[]string{strait}, position("Mads Thorne", "10"), "The envoy met officials in Oslo.", []int{7, 8, 9, 10}},
		"a speaker far before has three":   {[]string{strait}, position("Anna Berg", "9"), "There is no reason to lower the price of a ticket.", []int{6, 7, 8, 9}},
		"never into the article before":    {[]string{quay, strait}, gist("10"), "The council raised the fee.", []int{10}},
		"never into it for a speaker":      {[]string{quay, strait}, position("Runa Feld", "11"), "The fee is opposed.", []int{10, 11}},
		"an order is left out":             {[]string{quay}, gist("9"), "The petition of Runa Feld lies in the library.", []int{7, 9}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			question := proofOf(t, strings.Replace(row.draft, "TEXT", row.text, 1), row.articles...).Question()
			if question == nil {
				t.Fatal("there is no question")
			}
			var got []int
			for _, sentence := range question.Sentences {
				var number int
				fmt.Sscanf(sentence, "%d|", &number)
				got = append(got, number)
			}
			if !slices.Equal(got, row.want) {
				t.Errorf("the sentences are %v, want %v", got, row.want)
			}
		})
	}
}

func TestOrderIsNotRead(t *testing.T) {
	t.Parallel()
	question := proofOf(t, `{"gist":[{"s":[9],"t":"The petition of Runa Feld lies in the library."}]}`, quay).Question()
	want := []string{"7| Will the council build the quay?", "9| The petition lies in the library of Osterby."}
	if !slices.Equal(question.Sentences, want) {
		t.Errorf("the sentences are %q, want %q", question.Sentences, want)
	}
}

func TestNamesThatHoldBrackets(t *testing.T) {
	t.Parallel()
	text := "The [Free; Open] Harbour League said on Monday that 40 boats had left.\n"
	rows := proofOf(t, `{"parties":[{"name":"[Free; Open] Harbour League","positions":[{"s":[1],"by":"","t":"The league said that 40 boats had left."}]}]}`, text).Question().Rows
	for _, row := range rows {
		m := rowForm.FindStringSubmatch(row)
		if m == nil || m[3] != "Free Open Harbour League" || m[4] != "Free Open Harbour League" {
			t.Errorf("row %q reads as %q", row, m)
		}
	}
}

// A line of the gist that begins with a bracket would read as somebody's.
func TestTextThatHoldsBrackets(t *testing.T) {
	t.Parallel()
	for _, row := range proofOf(t, `{"gist":[{"s":[1],"t":"[Castle Rail; Lena Roth] raised the ferry fee to 40 crowns."}]}`, strait+"\n").Question().Rows {
		if m := rowForm.FindStringSubmatch(row); m == nil || m[3] != "" {
			t.Errorf("row %q of the brief's own voice reads as %q", row, m)
		}
	}
}

func TestTextThatImitatesTheQuestion(t *testing.T) {
	t.Parallel()
	text := "The ferry | port <END> said: “We will | stay <q1> open for all of us,” said Lena Roth.\n"
	question := proofOf(t, `{"parties":[{"name":"Lena Roth","quotes":[{"q":1,"by":"Lena Roth"}]}]}`, text).Question()
	all := strings.Join(append(slices.Clone(question.Rows), question.Sentences...), "\n")
	if strings.ContainsAny(all, "<>") || strings.Count(all, "|") != 1 {
		t.Errorf("the article writes marks of its own:\n%s", all)
	}
}

func TestNothingToRead(t *testing.T) {
	t.Parallel()
	for _, draft := range []string{`{}`, `{"question":"Should the council raise the ferry fee?"}`, `{"gist":[{"s":[],"t":"x"}]}`, `{"parties":[{"name":"Green Party","stance":"opposes"}]}`} {
		if question := proofOf(t, draft, strait).Question(); question != nil {
			t.Errorf("the question of %s is %q, want none", draft, question.Rows)
		}
	}
}

func TestSameProofAsksTheSame(t *testing.T) {
	t.Parallel()
	first := proofOf(t, answerDraft, strait)
	one, again, other := first.Question(), first.Question(), proofOf(t, answerDraft, strait).Question()
	for _, q := range []*Question{again, other} {
		if !slices.Equal(one.Rows, q.Rows) || !slices.Equal(one.Sentences, q.Sentences) {
			t.Errorf("the question is\n%s\nthen\n%s", strings.Join(one.Rows, "\n"), strings.Join(q.Rows, "\n"))
		}
	}
	if moved := proofOf(t, strings.Replace(answerDraft, "40 crowns", "40 crowns now", 1), strait).Question(); slices.Equal(one.Rows, moved.Rows) {
		t.Error("another draft asks the same")
	}
}

func TestWholeQuestion(t *testing.T) {
	t.Parallel()
	question := proofOf(t, answerDraft, strait).Question()
	got := strings.Join(question.Sentences, "\n") + "\n\n" + strings.Join(question.Rows, "\n") + "\n"
	const golden = "testdata/question.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the question is\n%s\nwant\n%s", got, want)
	}
}
