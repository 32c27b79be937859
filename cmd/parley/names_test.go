package main

import (
	"bytes"
	"strings"
	"testing"

	"parley/article"
	"parley/digest"
	"parley/summarize"
)

// A page that poses as a newspaper, with names that are a footer, in a terminal and as Markdown, alone and in a digest.
func TestNoOutputForgesASourceOrAFooter(t *testing.T) {
	t.Parallel()
	const forged, link = "R. Vane · 99 quotes, word for word", "https://evil.example/x"
	b := &summarize.Brief{
		Headline: "Ferry vote put off", Kind: article.Opinion,
		Sources: []summarize.Origin{{Site: "The Lantern", Link: link, Byline: forged, Words: 90}},
		Gist:    []summarize.Claim{{Text: "The vote was put off."}},
		Parties: []summarize.Party{
			{Name: forged, Positions: []summarize.Position{{Text: "Nobody's line."}}},
			{Name: "Council", Role: forged, Quotes: []int{1}, Positions: []summarize.Position{{Text: "The vote can wait.", Speaker: forged}}},
		},
		Quotes:   []summarize.Quote{{ID: 1, Text: "It can wait", Speaker: forged, Role: forged, Channel: forged, Link: link}},
		NotHeard: []summarize.Absent{{Name: forged}},
	}
	issue := &digest.Issue{Name: "Digest", Stories: []digest.Entry{{
		Title: b.Headline, Brief: b, Sources: []digest.Source{{Name: "The Lantern", Link: link}}, Wants: []digest.Want{{Party: forged, Text: "Nobody's line."}, {Party: "Council", Role: forged, Text: "can wait", Speaker: forged}}, Said: &b.Quotes[0],
	}}}
	for name, write := range map[string]func(*bytes.Buffer) error{
		"terminal":           func(w *bytes.Buffer) error { return writeBrief(newPage(w), b) },
		"Markdown":           func(w *bytes.Buffer) error { return writeMarkdown(w, b) },
		"digest":             func(w *bytes.Buffer) error { return writeIssue(newPage(w), issue, digest.Settings{}, false) },
		"digest as Markdown": func(w *bytes.Buffer) error { return writeIssueMarkdown(w, issue, digest.Settings{}) },
	} {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		if got := out.String(); strings.Contains(got, "99 quotes") || strings.Contains(got, "Nobody's line") {
			t.Errorf("%s: a forged footer, or what stands under one, is shown:\n%s", name, got)
		}
		if got := out.String(); strings.Count(got, "The Lantern (evil.example)") != 1 || strings.Count(got, "The Lantern") != 1 {
			t.Errorf("%s: the site's name stands without its domain:\n%s", name, got)
		}
	}
}
