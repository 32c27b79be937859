package main

import (
	"bytes"
	"strings"
	"testing"

	"parley/summarize"
)

func TestNoQuotationIsCountedThatCannotBeFound(t *testing.T) {
	t.Parallel()
	quotes := []summarize.Quote{{ID: 1, Text: "Nobody asked us."}, {ID: 2, Text: "Nor us."}}
	party := []summarize.Party{{Name: "Ada Lindqvist", Quotes: []int{1}}}
	for name, row := range map[string]struct {
		brief summarize.Brief
		want  []string
	}{
		"nothing":             {summarize.Brief{}, []string{"nothing here that it is sure enough", "nobody is quoted by name ·"}},
		"an unclear one":      {summarize.Brief{Quotes: quotes[:1]}, []string{"sure of nobody's words here", "1 quotation: --json lists it ·"}},
		"two unclear ones":    {summarize.Brief{Quotes: quotes}, []string{"sure of nobody's words here", "2 quotations: --json lists them all ·"}},
		"one of two is shown": {summarize.Brief{Quotes: quotes, Parties: party}, []string{"and 1 more: --json lists them all", "2 quotations, word for word ·"}},
	} {
		row.brief.Checks.Quotations = len(row.brief.Quotes)
		var terminal, markdown bytes.Buffer
		if err := writeBrief(newPage(&terminal), &row.brief); err != nil {
			t.Fatal(err)
		}
		if err := writeMarkdown(&markdown, &row.brief); err != nil {
			t.Fatal(err)
		}
		for form, got := range map[string]string{"terminal": terminal.String(), "Markdown": markdown.String()} {
			for _, want := range row.want {
				if !strings.Contains(got, want) {
					t.Errorf("%s, %s: no %q in\n%s", name, form, want, got)
				}
			}
		}
	}
}
