package digest

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"parley/article"
	"parley/feed"
)

func TestWhatSortOfPageAnArticleIs(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("The ferry sails at noon. ", 60)
	for name, row := range map[string]struct {
		page *article.Article
		told article.PageKind
		want article.PageKind
	}{
		"not read":                             {nil, article.Live, article.Live},
		"a report":                             {&article.Article{Kind: article.Report}, "", ""},
		"the page says that it is opinion":     {&article.Article{Kind: article.Opinion}, "", article.Opinion},
		"the feed alone says so":               {&article.Article{Kind: article.Report}, article.Opinion, article.Opinion},
		"a film with its text":                 {&article.Article{Kind: article.Report, Text: long}, article.VideoOnly, ""},
		"a film with a line":                   {&article.Article{Kind: article.Report, Text: "See it."}, article.VideoOnly, article.VideoOnly},
		"a report with a score in its title":   {&article.Article{Kind: article.SportsResult, Text: long}, "", ""},
		"a table of results":                   {&article.Article{Kind: article.SportsResult}, article.SportsResult, article.SportsResult},
		"a shop behind what seemed an article": {&article.Article{Kind: article.Product}, "", article.Product},
		"an agency's text":                     {&article.Article{Kind: article.AgencyCopy}, "", ""},
	} {
		if got := pageKind(row.page, row.told); got != row.want {
			t.Errorf("%s: %q, want %q", name, got, row.want)
		}
	}
}

// A site puts a new title over a page, and its feed has both.
func TestTheNewestTitleOfAPageCounts(t *testing.T) {
	t.Parallel()
	const link = "https://lakesidepost.example/fire"
	of := feed.Feed{Title: "Lakeside Post - Local news", Site: "https://www.lakesidepost.example/"}
	var candidates []Candidate
	for title, at := range map[string]time.Duration{"Fire in the ferry depot": -5 * time.Hour, "Two hurt in ferry depot fire": -time.Hour, "Ferry depot on fire, many hurt": -3 * time.Hour} {
		candidates = append(candidates, FromFeed(of, feed.Item{Link: link, Title: title, Published: monday.Add(at)}, monday))
	}
	issue, _, err := NewEditor(noReader{}, slog.New(slog.DiscardHandler)).Compose(t.Context(), Job{
		Name: "Morning", Settings: Settings{Length: Short}, From: monday.Add(-24 * time.Hour), To: monday, Candidates: candidates,
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(issue.Stories) != 1 || issue.Stories[0].Title != "Two hurt in ferry depot fire" || issue.LeftOutText() != "2 duplicates, 1 that could not be read" {
		t.Errorf("stories %+v, left out %q", issue.Stories, issue.LeftOutText())
	}
	if name := issue.Stories[0].Sources[0].Name; name != "Lakeside Post" {
		t.Errorf("the outlet is called %q", name)
	}
}

func TestAFeedOfManySitesNamesNone(t *testing.T) {
	t.Parallel()
	c := FromFeed(feed.Feed{Title: "Links of the day", URL: "https://links.example/feed"}, feed.Item{Link: "https://lakesidepost.example/fire"}, monday)
	if c.Source != "" {
		t.Errorf("an article of another site is from %q", c.Source)
	}
}

// Two articles of one site, the newer with most of the words of the older: the newer stands for it, and is told.
func TestTheNewestReportOfASiteStandsForIt(t *testing.T) {
	t.Parallel()
	older := Article{ID: "1", Source: "a", Title: "Pellworth council votes to rebuild swimming hall", Text: agency, Published: monday}
	newer := Article{ID: "2", Source: "A", Title: "Swimming hall in Pellworth to cost nine million", Text: agency + " It will cost nine million.", Published: monday.Add(time.Hour)}
	other := Article{ID: "3", Source: "b", Title: "Pellworth swimming hall: council votes to rebuild", Text: "Pellworth council will rebuild its swimming hall, whose roof is to be of timber.", Published: monday}
	for _, articles := range [][]Article{{older, newer, other}, {newer, other, older}} {
		stories := Group(articles)
		if len(stories) != 1 || len(stories[0].Copies) != 1 || stories[0].Copies[0].ID != "1" {
			t.Errorf("%d stories, copies %v; want one, with the older text as the copy", len(stories), ids(stories[0].Copies))
		}
	}
	live := Article{ID: "4", Source: "b", Kind: article.Live, Published: monday.Add(5 * time.Hour)}
	later := Article{ID: "5", Source: "b", Published: monday.Add(2 * time.Hour)}
	view := Article{ID: "6", Source: "c", Kind: article.Opinion}
	if got := strings.Join(ids(standing([]Article{view, live, other, newer, later})), " "); got != "2 5 3 4 6" {
		t.Errorf("standing = %s; want each outlet's newest report, older ones, live blogs, opinion", got)
	}
}
