package summarize

import (
	"context"
	"strings"
	"testing"

	"parley/article"
)

// What comes behind a noun such as "her warning" is no position of hers.
func TestWhatFollowsANounOfSpeechIsNoPosition(t *testing.T) {
	t.Parallel()
	const text = `Mayor Ada Lindqvist warned on Tuesday that the island ferries would be laid up before the winter.

Ms. Lindqvist's warning follows a meeting of nine councils in Åsby on Monday, with Governor Per Holm saying four towns pledged to pay for the boats.
`
	brief, err := (&Summarizer{}).Brief(context.Background(), []*article.Article{{Text: text, Language: "en"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, party := range brief.Parties {
		for _, position := range party.Positions {
			if strings.HasPrefix(position.Text, "Follows") || strings.HasPrefix(position.Text, "Ms. Lindqvist's warning") {
				t.Errorf("%s: %q is a position; want none of what her warning follows", party.Name, position.Text)
			}
		}
	}
	found := false
	for _, party := range brief.Parties {
		for _, position := range party.Positions {
			found = found || strings.Contains(position.Text, "would be laid up")
		}
	}
	if !found {
		t.Errorf("parties = %+v; want what the mayor warned of", brief.Parties)
	}
}
