package main

import (
	"bytes"
	"strings"
	"testing"

	"parley/summarize"
)

func TestNothingIsToldTwice(t *testing.T) {
	t.Parallel()
	b := &summarize.Brief{
		Headline: "Ferry vote put off", Gist: []summarize.Claim{{Text: "Lind said that the boats stay in the harbour."}, {Text: "The council met on Monday."}},
		Parties: []summarize.Party{
			{Name: "Ada Lind", Role: "mayor", Stance: "conditional", Quotes: []int{1}, Positions: []summarize.Position{
				{Text: "Lind said that the boats stay in the harbour.", Clause: "the boats stay in the harbour", Speaker: "Ada Lind"},
				{Text: "Lind would sign it in March.", Clause: "would sign it in March", Speaker: "Ada Lind"},
			}},
			{Name: "Union", Stance: "none", Positions: []summarize.Position{{Text: "We will sign it the day that it holds.", Speaker: "Per Holm"}, {Text: "The ferries are old.", Speaker: "Per Holm"}}},
		},
		Quotes: []summarize.Quote{{ID: 1, Text: "I will sign it the day that it holds", Speaker: "Ada Lind"}},
	}
	var terminal, markdown bytes.Buffer
	if err := writeBrief(newPage(&terminal), b); err != nil {
		t.Fatal(err)
	}
	if err := writeMarkdown(&markdown, b); err != nil {
		t.Fatal(err)
	}
	for form, got := range map[string]string{"terminal": terminal.String(), "Markdown": strings.ReplaceAll(markdown.String(), "**", "")} {
		for text, want := range map[string]int{
			"the boats stay in the harbour": 1, "it the day that it holds": 1, "The council met on Monday.": 1,
			"Ada Lind, mayor (with conditions): the boats": 1, "Ada Lind: would sign it in March": 1, "Union: The ferries are old. (Per Holm)": 1,
		} {
			if n := strings.Count(got, text); n != want {
				t.Errorf("%s: %q stands %d times; want %d\n%s", form, text, n, want, got)
			}
		}
	}
}
