package digest

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"parley/article"
	"parley/feed"
)

// noReader gets no article.
type noReader struct{}

func (noReader) Fetch(context.Context, string) (*article.Article, error) {
	return nil, &article.Error{Kind: article.NotFound}
}

func TestWhatHasNoDateAndWasThereBeforeIsNoNews(t *testing.T) {
	t.Parallel()
	const link = "https://lakesidepost.example/ferry"
	for _, old := range []bool{true, false} {
		candidate := FromFeed(feed.Feed{Title: "Lakeside Post"}, feed.Item{Link: link, Title: "Ferry resumes", Old: old}, monday)
		issue, _, err := NewEditor(noReader{}, slog.New(slog.DiscardHandler)).Compose(t.Context(), Job{
			Name: "Morning", Settings: Settings{Length: Short}, From: monday.Add(-time.Hour), To: monday, Candidates: []Candidate{candidate},
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := len(issue.Stories); (got == 0) != old {
			t.Errorf("old %t: %d stories, left out %q", old, got, issue.LeftOutText())
		}
	}
}

// shelf gets one page for every link.
type shelf struct{ page article.Article }

func (s shelf) Fetch(context.Context, string) (*article.Article, error) { return &s.page, nil }

func TestAPastedPageThatIsNoArticleIsLeftOut(t *testing.T) {
	t.Parallel()
	const link = "https://shop.example/p/lamp"
	page := article.Article{Link: link, Title: "Brass lamp", Text: "This lamp burns for eleven hours on one filling.", Kind: article.Product}
	issue, _, err := NewEditor(shelf{page}, slog.New(slog.DiscardHandler)).Compose(t.Context(), Job{
		Name: "Links", Settings: Settings{Length: Short}, From: monday.Add(-time.Hour), To: monday,
		Candidates: []Candidate{{Link: link, Pasted: true, Seen: monday}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(issue.Stories) != 0 || issue.LeftOutText() != "1 without an article" {
		t.Errorf("%d stories, left out %q", len(issue.Stories), issue.LeftOutText())
	}
}
