package summarize

import (
	"slices"
	"strings"
	"testing"
	"time"

	"parley/article"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// ferryStory are three articles of one story; the second has most in common with the others.
func ferryStory() []*article.Article {
	return []*article.Article{
		{Title: "Islanders angry over ferry delay", Language: "en", Link: "https://post.example/1", Text: "The islanders of Northmark are angry over the delay of their ferries, their association said on Tuesday.\n\n“You are asking a pensioner to wait for a spreadsheet,” said Lars Holm, the chairman of the Islanders’ Association."},
		{Title: "Northmark council puts off vote on island ferries", Language: "en", Link: "https://gazette.example/1", Text: "The Northmark council on Tuesday put off a vote on its island ferries until 3 March, over the price of the boats.\n\n“We will not sign a cheque that nobody has read,” said Mayor Ada Lindqvist, who was angry over the delay.\n\nHolm said the islanders had waited long enough for their boats."},
		{Title: "Price of Northmark ferries rises", Language: "en", Link: "https://herald.example/1", Text: "The price of the Northmark ferries has risen, the council’s finance office said on Tuesday, and the vote is put off.\n\n“We will not sign a cheque that nobody has read before the spring,” Lindqvist said."},
	}
}

func TestTheOrderOfArticlesChangesNothing(t *testing.T) {
	t.Parallel()
	var first *Brief
	for _, order := range [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		story := ferryStory()
		given := []*article.Article{story[order[0]], story[order[1]], story[order[2]]}
		brief, err := (&Summarizer{}).Brief(t.Context(), given, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range given {
			if i == brief.Gist[0].Sources[0] && !strings.Contains(a.Text, brief.Gist[0].Text) {
				t.Errorf("order %v: what happened does not stand in the source that is named for it", order)
			}
			if brief.Sources[i].Link != a.Link {
				t.Fatalf("order %v: source %d is %s, want %s", order, i, brief.Sources[i].Link, a.Link)
			}
		}
		for _, q := range brief.Quotes {
			text := []rune(given[q.Source].Text)
			if string(text[q.Start:q.End]) != q.Text {
				t.Errorf("order %v: %q does not stand in its source", order, q.Text)
			}
			for _, p := range q.Also {
				if other := []rune(given[p.Source].Text); string(other[p.Start:p.End]) != p.Text {
					t.Errorf("order %v: %q does not stand in the other source", order, p.Text)
				}
			}
		}
		if first == nil {
			first = brief
			continue
		}
		sources := cmpopts.IgnoreFields(Brief{}, "Sources")
		places := cmp.Options{cmpopts.IgnoreFields(Quote{}, "Source"), cmpopts.IgnoreFields(Evidence{}, "Source"), cmpopts.IgnoreFields(Place{}, "Source"), cmpopts.IgnoreFields(Claim{}, "Sources")}
		if diff := cmp.Diff(first, brief, sources, places); diff != "" {
			t.Errorf("order %v makes another brief (-first +this):\n%s", order, diff)
		}
	}
	if first.Headline != "Northmark council puts off vote on island ferries" {
		t.Errorf("headline %q is not the central article's", first.Headline)
	}
	if both := slices.IndexFunc(first.Quotes, func(q Quote) bool { return len(q.Also) == 1 }); both < 0 || len(first.Quotes) != 2 || first.Quotes[both].Speaker != "Ada Lindqvist" {
		t.Errorf("quotations %+v; want two, one of them Ada Lindqvist's in two articles", first.Quotes)
	}
}

func TestADevelopmentLeads(t *testing.T) {
	t.Parallel()
	noon := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	for name, row := range map[string]struct {
		published [3]time.Time
		guessed   bool
		want      string
	}{
		"all of one time":     {[3]time.Time{noon, noon, noon}, false, "https://gazette.example/1"},
		"hours later":         {[3]time.Time{noon, noon, noon.Add(8 * time.Hour)}, false, "https://herald.example/1"},
		"an hour later":       {[3]time.Time{noon, noon, noon.Add(time.Hour)}, false, "https://gazette.example/1"},
		"by a time guessed":   {[3]time.Time{noon, noon, noon.Add(8 * time.Hour)}, true, "https://gazette.example/1"},
		"a time is not known": {[3]time.Time{noon, {}, noon.Add(8 * time.Hour)}, false, "https://gazette.example/1"},
	} {
		story := ferryStory()
		for i := range story {
			story[i].Published, story[i].PublishedGuessed = row.published[i], row.guessed
		}
		if got := story[leadFirst(story)[0]].Link; got != row.want {
			t.Errorf("%s: %s leads, want %s", name, got, row.want)
		}
	}
}
