package summarize

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/summarize/check"
)

func TestADraftIsFoundInWhateverStandsAroundIt(t *testing.T) {
	t.Parallel()
	want, err := decodeDraft(goodDraft)
	if err != nil {
		t.Fatal(err)
	}
	for name, answer := range map[string]string{
		"a byte order mark":            "\ufeff" + goodDraft,
		"a fence":                      "```json\n" + goodDraft + "\n```",
		"a sentence with braces":       "Here is {the brief} {} as asked: " + goodDraft,
		"thinking":                     "<think>{\"gist\":[{\"s\":[9],\"t\":\"no\"}]}</think>" + goodDraft,
		"thinking that never opened":   "I look at {it}.</think>\n" + goodDraft,
		"commas before brackets":       strings.NewReplacer("}]}]}", "},],},],}").Replace(goodDraft),
		"another object behind it":     goodDraft + `{"gist":[{"s":[1],"t":"other"}],"parties":[]}`,
		"an object of another kind":    `{"ok":true}` + goodDraft,
		"numbers that are no list":     strings.ReplaceAll(goodDraft, `[3]`, `3`),
		"numbers in texts":             strings.ReplaceAll(goodDraft, `[3]`, `["3"]`),
		"numbers with a fraction":      strings.NewReplacer(`[3]`, `[3.0]`, `"q":1`, `"q":1.0`).Replace(goodDraft),
		"a quotation's number as text": strings.ReplaceAll(goodDraft, `"q":1`, `"q":"1"`),
		"an object around it":          `{"brief":` + goodDraft + `}`,
		"two objects around it":        `{"ok":true,"answer":{"brief":` + goodDraft + `}}`,
		"a list around it":             `[` + goodDraft + `]`,
		"white space to keep the line": strings.Repeat("\n   ", 50) + goodDraft,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := decodeDraft(answer)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("decodeDraft (-want +got):\n%s", diff)
			}
		})
	}
}

func TestALineEndWithinATextIsRead(t *testing.T) {
	t.Parallel()
	draft, err := decodeDraft("{\"gist\":[{\"s\":[1],\"t\":\"The council\nmet.\\n\"}],\n\"parties\":[]}")
	if err != nil || draft.Gist[0].Text != "The council\nmet.\n" {
		t.Errorf("decodeDraft = %+v, %v; want the text with its line ends", draft, err)
	}
}

func TestOneOddItemCostsNoAnswer(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ old, new string }{
		"sentences that are an object": {`"s":[1]`, `"s":{"from":1}`},
		"a text that is a number":      {`"t":"One."`, `"t":1`},
		"a question that is a list":    {`"question":""`, `"question":[1]`},
		"a number with a fraction":     {`"s":[1]`, `"s":[1.5,"x",null,1e99]`},
		"a quotation without a number": {`"q":1`, `"q":"the first"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const answer = `{"gist":[{"s":[1],"t":"One."},{"s":[2],"t":"Two."}],"question":"","parties":[{"name":"A","quotes":[{"q":1,"by":"A"}]}]}`
			draft, err := decodeDraft(strings.Replace(answer, row.old, row.new, 1))
			if err != nil || len(draft.Gist) != 2 || draft.Gist[1].Text != "Two." || len(draft.Parties) != 1 {
				t.Errorf("decodeDraft = %+v, %v; want two lines and a party", draft, err)
			}
		})
	}
}

func TestMarksAreReadHoweverTheyAreWritten(t *testing.T) {
	t.Parallel()
	want := []check.Mark{{N: 2, Why: "who", Speaker: "Ann"}, {N: 7}}
	for name, answer := range map[string]string{
		"as asked":             `{"bad":[{"n":2,"why":"who","speaker":"Ann"},{"n":7}]}`,
		"numbers in texts":     `{"bad":[{"n":"2","why":"who","speaker":"Ann"},{"n":7.0}]}`,
		"an object around it":  `{"reading":{"bad":[{"n":2,"why":"who","speaker":"Ann"},{"n":7},]}}`,
		"a text that is none":  `{"bad":[{"n":2,"why":"who","speaker":"Ann","text":5},{"n":7}]}`,
		"a fence and a mark":   "\ufeff```json\n{\"bad\":[{\"n\":2,\"why\":\"who\",\"speaker\":\"Ann\"},{\"n\":7}]}```",
		"an object before it":  `{"ok":1}{"bad":[{"n":2,"why":"who","speaker":"Ann"},{"n":7}]}`,
		"thinking that has it": `<think>{"bad":[]}</think>{"bad":[{"n":2,"why":"who","speaker":"Ann"},{"n":7}]}`,
	} {
		got, ok := decodeMarks(answer)
		if diff := cmp.Diff(want, got); !ok || diff != "" {
			t.Errorf("%s: decodeMarks = %v (-want +got):\n%s", name, ok, diff)
		}
	}
	if _, ok := decodeMarks(`{"good":[]}`); ok {
		t.Error("decodeMarks of no list = ok")
	}
}

func TestACutAnswerGivesItsWholeItems(t *testing.T) {
	t.Parallel()
	const (
		gist  = `{"gist":[{"s":[1],"t":"One."},{"s":[2],"t":"Two."}],"question":"","parties":[`
		party = `{"name":"A","kind":"person","stance":"none","positions":[{"s":[3],"by":"A","t":"Three."}],"quotes":[{"q":1,"by":"A"}]}`
	)
	for name, row := range map[string]struct {
		answer              string
		gist, parties, said int // said: positions and quotes
	}{
		"in the second line of the gist": {`{"gist":[{"s":[1],"t":"One."},{"s":[2],"t":"Tw`, 1, 0, 0},
		"after the gist":                 {gist, 2, 0, 0},
		"in a party's position":          {gist + `{"name":"A","kind":"person","positions":[{"s":[3],"by":"A","t":"Thr`, 2, 0, 0},
		"in a party's quotes":            {gist + party[:len(party)-12], 2, 1, 1},
		"in the second party":            {gist + party + `,{"name":"B","positions":[{"s":[4],"by":"B","t":"Four."},{"s":[5`, 2, 2, 3},
		"in an escape":                   {`<think>hm {</think>{"gist":[{"s":[1],"t":"One."},{"s":[2],"t":"a \`, 1, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			draft, err := salvageDraft(row.answer)
			if err != nil {
				t.Fatal(err)
			}
			said := 0
			for _, p := range draft.Parties {
				said += len(p.Positions) + len(p.Quotes)
			}
			if len(draft.Gist) != row.gist || len(draft.Parties) != row.parties || said != row.said {
				t.Errorf("salvageDraft = %d lines, %d parties, %d items; want %d, %d, %d: %+v",
					len(draft.Gist), len(draft.Parties), said, row.gist, row.parties, row.said, draft)
			}
		})
	}
	for _, nothing := range []string{"", "{", `{"gist":[{"s":[1],"t":"On`, "I am thinking about {it", strings.Repeat("{", 5000)} {
		if draft, err := salvageDraft(nothing); err == nil {
			t.Errorf("salvageDraft(%.20q) = %+v; want an error", nothing, draft)
		}
	}
}

// A whole answer and every beginning of it: what is found in a part stands in the whole.
func FuzzSalvage(f *testing.F) {
	f.Add(goodDraft, 300)
	f.Add("```{\"gist\":[{\"s\":[1],\"t\":\"a}\\\"b\"},]}```", 12)
	f.Fuzz(func(t *testing.T, answer string, cut int) {
		part := answer[:min(max(cut, 0), len(answer))]
		draft, err := salvageDraft(part)
		if err != nil {
			return
		}
		if len(draft.Gist)+len(draft.Parties) == 0 {
			t.Error("an empty draft and no error")
		}
		decodeDraft(part)
	})
}
