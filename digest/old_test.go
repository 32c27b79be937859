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

// A story may part into two, which both continue it. A store keeps one memory of a key, the last.
func TestOfTwoStoriesThatContinueOneBothAreRemembered(t *testing.T) {
	t.Parallel()
	compose := func(seen []Seen, at time.Time) (*Issue, []Seen) {
		t.Helper()
		candidates := []Candidate{
			{Link: "https://lakesidepost.example/ferry", Title: "Halvik ferry crews vote to end their strike", Seen: at, Published: at},
			{Link: "https://lakesidepost.example/market", Title: "Fish market reopens under a repaired roof", Seen: at, Published: at},
		}
		issue, told, err := NewEditor(noReader{}, slog.New(slog.DiscardHandler)).Compose(t.Context(), Job{
			Name: "Morning", Settings: Settings{Length: Short}, From: at.Add(-time.Hour), To: at, Candidates: candidates, Seen: seen,
		})
		if err != nil {
			t.Fatal(err)
		}
		return issue, told
	}
	_, apart := compose(nil, monday)
	if len(apart) != 2 {
		t.Fatalf("the articles make %d stories, want 2", len(apart))
	}
	before := Seen{Key: "harbour", Told: monday.Add(-24 * time.Hour), Terms: mixed(apart[0].Terms, apart[1].Terms)}
	first, told := compose([]Seen{before}, monday)
	if len(first.Stories) != 2 || first.Stories[0].Key != "harbour" || first.Stories[1].Key != "harbour" {
		t.Fatalf("%d stories, want two that both continue the one before", len(first.Stories))
	}
	if len(told) != 1 {
		t.Errorf("%d memories of one story, want one", len(told))
	}
	if again, _ := compose(told[len(told)-1:], monday.Add(time.Hour)); len(again.Stories) != 0 {
		t.Errorf("%d stories are told again, the first %q", len(again.Stories), again.Stories[0].Title)
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

// One editor works for many servers: how a link was shared in one of them is not shown in another.
func TestALinkIsShownAsItsOwnServerHasIt(t *testing.T) {
	t.Parallel()
	editor := NewEditor(noReader{}, slog.New(slog.DiscardHandler))
	for _, link := range []string{"https://lakesidepost.example/ferry?fbclid=of-somebody", "https://lakesidepost.example/ferry"} {
		issue, _, err := editor.Compose(t.Context(), Job{
			Name: "Morning", Settings: Settings{Length: Short}, From: monday.Add(-time.Hour), To: monday,
			Candidates: []Candidate{{Link: link, Title: "Ferry resumes", Seen: monday, Published: monday}},
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := issue.Stories[0].Sources[0].Link; got != link {
			t.Errorf("a server that has %s is shown %s", link, got)
		}
	}
}
