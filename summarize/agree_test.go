package summarize

import (
	"slices"
	"testing"

	"parley/article"
)

// What two articles tell in nearly the same words is one line that rests on both.
func TestWhatTwoArticlesTellIsOneLine(t *testing.T) {
	t.Parallel()
	var story []*article.Article
	for _, text := range []string{`Council puts off ferry vote

The Northmark council on Tuesday put off a vote on the future of its island ferries until the third of March.

Mayor Ada Lindqvist said the council would not order the boats before the finance office had checked the price.`,
		`Ferry vote delayed in Northmark

The Northmark council on Tuesday put off its vote on the future of the island ferries until the third of March.

Mayor Ada Lindqvist said the council would not order boats before the finance office had checked their price.`,
		`Skippers angry in Northmark

Skippers shouted from the gallery when the Northmark council met on Tuesday. Tomas Berg, a skipper, said the old boats would sink before the council had learned to count.`} {
		a, err := article.FromText(text)
		if err != nil {
			t.Fatal(err)
		}
		story = append(story, a)
	}
	brief, err := (&Summarizer{}).Brief(t.Context(), story, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := brief.Gist[0].Sources; !slices.Equal(slices.Sorted(slices.Values(got)), []int{0, 1}) {
		t.Errorf("what happened rests on the articles %v, want 0 and 1", got)
	}
	for _, party := range brief.Parties {
		want := map[string]int{"Ada Lindqvist": 2, "Tomas Berg": 1}[party.Name]
		if len(party.Positions) != 1 || len(party.Positions[0].Sentences) != want {
			t.Errorf("%s has %+v, want one line of %d articles", party.Name, party.Positions, want)
		}
	}
}

// A second article's first line is told where most of it is news, whatever of the first one stands in it.
func TestASecondArticleTellsWhatIsNew(t *testing.T) {
	t.Parallel()
	const lead = "Council puts off ferry vote\n\nThe Northmark council on Tuesday put off a vote on ferries for which the islands had waited.\n\nMayor Ada Lindqvist said the price was too high."
	for name, row := range map[string]struct {
		text string
		want int // lines of what happened
	}{
		"most of it is news": {"Ferry vote\n\nThe Northmark council put off its vote after engineers of the yard in Halvik found that the steel of the boats would rust within three winters at sea.\n\nKarl Roe said so.", 2},
		"most of it is told": {"Ferry vote\n\nOn Tuesday the council of Northmark put off its vote on new ferries.\n\nKarl Roe said so.", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			brief, err := (&Summarizer{}).Brief(t.Context(), []*article.Article{pasted(t, lead), pasted(t, row.text)}, nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(brief.Gist) != row.want {
				t.Errorf("what happened: %+v, want %d lines", brief.Gist, row.want)
			}
		})
	}
}
