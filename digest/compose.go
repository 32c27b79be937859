package digest

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"log/slog"
	"regexp"
	"slices"
	"strings"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"parley/article"
	"parley/feed"
	"parley/summarize"
)

// A Reader gets the article behind a link; [article.Fetcher] is one.
type Reader interface {
	Fetch(ctx context.Context, link string) (*article.Article, error)
}

// A Briefer makes one brief over articles; [summarize.Summarizer] is one.
type Briefer interface {
	Brief(ctx context.Context, articles []*article.Article, preview func(*summarize.Brief)) (*summarize.Brief, error)
}

// A Candidate is what may go into an issue: an item of a feed, or a link that somebody pasted.
type Candidate struct {
	Link       string
	Title      string // "" for a pasted link
	Summary    string
	Source     string // the site's name, where the feed is its own; "" if not
	Language   string
	Categories []string
	Published  time.Time // zero when not known
	Old        bool      // without a date, and there before its feed was followed: no news
	Seen       time.Time // when Parley first saw it
	Pasted     bool
}

// FromFeed makes a candidate of a feed's item.
func FromFeed(f feed.Feed, item feed.Item, seen time.Time) Candidate {
	c := Candidate{
		Link: item.Link, Title: item.Title, Summary: item.Summary, Language: f.Language,
		Categories: item.Categories, Published: item.Published, Old: item.Old, Seen: seen,
	}
	if site := hostOf(cmp.Or(f.Site, f.URL)); site != "" && site == hostOf(item.Link) {
		c.Source = siteTitle(f.Title)
	}
	return c
}

// siteTitle is a site's name out of what its feed is called: "The Harbour Post - World" is one of several that it has.
func siteTitle(title string) string {
	if at := feedPart.FindStringIndex(title); at != nil {
		title = title[:at[0]]
	}
	return strings.TrimSpace(title)
}

var feedPart = regexp.MustCompile(`(?:: | [-–—|»>/·] )`)

// A Job is what an [Editor] makes an issue of.
type Job struct {
	Name       string
	Settings   Settings
	From, To   time.Time
	Candidates []Candidate
	Seen       []Seen // what the channel was told before
	Briefer    Briefer
}

// An Editor makes issues: it puts articles into stories, chooses, and has briefs made. It may be used by many goroutines at
// once. All that it keeps are the last groupings, for many servers follow the same feeds at the same hours.
type Editor struct {
	reader    Reader
	log       *slog.Logger
	groupings *lru.Cache[[sha256.Size]byte, []Story]
}

// keptGroupings is how many groupings are kept; one of a thousand items is about a megabyte.
const keptGroupings = 16

// NewEditor makes an editor that gets articles from reader.
func NewEditor(reader Reader, log *slog.Logger) *Editor {
	groupings, err := lru.New[[sha256.Size]byte, []Story](keptGroupings)
	if err != nil { // only a size below 1
		panic(err)
	}
	return &Editor{reader, log, groupings}
}

// group is [Group], done once for the same articles.
func (e *Editor) group(articles []Article) []Story {
	digest := sha256.New()
	for _, a := range articles {
		for _, part := range []string{a.ID, a.Link, a.Title, a.Text, a.Source, a.Language, a.Published.UTC().String(), string(a.Kind)} {
			fmt.Fprintf(digest, "%d:%s", len(part), part)
		}
	}
	key := [sha256.Size]byte(digest.Sum(nil))
	if known, ok := e.groupings.Get(key); ok {
		return known
	}
	stories := Group(articles)
	e.groupings.Add(key, stories)
	return stories
}

const (
	// articlesRead is how many articles of a story go into its brief. Further ones repeat the agencies' text.
	articlesRead = 4
	// articlesTried is how many are fetched for that: some are paywalled, or gone.
	articlesTried = 6
	// storiesTried is how many are read for one that is told: of some nothing can be read, or they turn out to be no news.
	storiesTried = 3
	// storiesAtOnce bounds the briefs that are made side by side.
	storiesAtOnce = 4
	// oldBy is how much older than the period an item may be: feeds are read with delay, and new ones bring their past.
	oldBy = 24 * time.Hour
)

// Compose makes an issue, and what its channel will have been told by it. The only error is ctx's, or the settings'.
func (e *Editor) Compose(ctx context.Context, job Job) (*Issue, []Seen, error) {
	topics, err := ParseTopics(job.Settings.Topics)
	if err != nil {
		return nil, nil, err
	}
	desk := &desk{Editor: e, job: job, issue: &Issue{Name: job.Name, From: job.From, To: job.To, Stories: []Entry{}, LeftOut: []LeftOut{}, Items: []Verdict{}},
		fetched: map[string]fetched{}, verdict: map[string]int{}, of: map[string]Candidate{}}
	desk.readPasted(ctx)
	articles, noNews := desk.sift()
	stories := append(slices.Clone(e.group(articles)), Group(noNews)...)
	desk.write(ctx, desk.choose(ctx, stories, topics))
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	for id, n := range desk.verdict {
		desk.issue.Items[n].Outlet = desk.site(Article{ID: id, Source: source(desk.of[id])})
	}
	return desk.issue, desk.told, nil
}
