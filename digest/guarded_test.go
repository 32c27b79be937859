package digest

import (
	"context"
	"log/slog"
	"testing"

	"parley/article"
	"parley/summarize"
)

type panicking struct{}

func (panicking) Fetch(context.Context, string) (*article.Article, error) {
	panic("a page that nobody foresaw")
}

func (panicking) Brief(context.Context, []*article.Article, func(*summarize.Brief)) (*summarize.Brief, error) {
	panic("a text that nobody foresaw")
}

// Stories are read and written side by side: what panics there would end the bot with all its servers.
func TestWhatPanicsCostsOneStory(t *testing.T) {
	t.Parallel()
	const link = "https://lakesidepost.example/quay"
	page := article.Article{Link: link, Title: "Halvik sells its quay", Language: "en", Published: monday,
		Text: "Halvik sold its quay on Monday. “The quay was a burden to all of us,” Mayor Ada Berg said."}
	for name, reader := range map[string]Reader{"where it is read": panicking{}, "where it is written": shelf{page}} {
		issue, _, err := NewEditor(reader, slog.New(slog.DiscardHandler)).Compose(t.Context(), Job{
			Name: "Morning", Settings: Settings{Length: Short}, From: monday.AddDate(0, 0, -1), To: monday.AddDate(0, 0, 1), Briefer: panicking{},
			Candidates: []Candidate{{Link: link, Title: page.Title, Summary: page.Text, Language: "en", Published: monday, Seen: monday}},
		})
		if err != nil || issue.LeftOutText() != "1 that could not be read" {
			t.Errorf("%s: left out %q, %v", name, issue.LeftOutText(), err)
		}
	}
}
