package digest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"log/slog"
	"net/url"
	"slices"
	"strings"
	"sync"
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
	Source     string // the site's name
	Language   string
	Categories []string
	Published  time.Time // zero when not known
	Seen       time.Time // when Parley first saw it
	Pasted     bool
}

// FromFeed makes a candidate of a feed's item.
func FromFeed(f feed.Feed, item feed.Item, seen time.Time) Candidate {
	return Candidate{
		Link: item.Link, Title: item.Title, Summary: item.Summary, Source: f.Title, Language: f.Language,
		Categories: item.Categories, Published: item.Published, Seen: seen,
	}
}

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
		for _, part := range []string{a.ID, a.Title, a.Text, a.Source, a.Language, a.Published.UTC().String()} {
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
	stories := desk.choose(e.group(desk.sift()), topics)
	desk.write(ctx, stories)
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	return desk.issue, desk.told, nil
}

// A desk is the work on one issue.
type desk struct {
	*Editor
	job     Job
	issue   *Issue
	told    []Seen
	fetched map[string]fetched // by the article's ID
	verdict map[string]int     // index into issue.Items, by the article's ID
	of      map[string]Candidate
}

// fetched is what became of fetching an article.
type fetched struct {
	article *article.Article
	err     error
}

// Why an article is not in an issue. The words follow a count: "6 duplicates".
const (
	whyDuplicate = "duplicates"
	whyOld       = "older than the period"
	whyTopics    = "filtered by topic"
	whyTold      = "told before"
	whyMinor     = "in smaller stories"
	whyPaywall   = "behind a paywall"
	whyUnread    = "that could not be read"
)

// out notes that an article is left out.
func (d *desk) out(id, why string) {
	d.note(id, false, why)
	d.count(why)
}

func (d *desk) count(why string) {
	at := slices.IndexFunc(d.issue.LeftOut, func(l LeftOut) bool { return l.Why == why })
	if at < 0 {
		at = len(d.issue.LeftOut)
		d.issue.LeftOut = append(d.issue.LeftOut, LeftOut{Why: why})
	}
	d.issue.LeftOut[at].Count++
}

// readPasted gets the articles behind pasted links: a link alone says neither what it is about nor whose it is.
func (d *desk) readPasted(ctx context.Context) {
	var links []string
	for _, c := range d.job.Candidates {
		if c.Pasted {
			links = append(links, c.Link)
		}
	}
	d.read(ctx, links)
	for i := range d.job.Candidates {
		c := &d.job.Candidates[i]
		if a := d.fetched[feed.Canonical(c.Link)].article; c.Pasted && a != nil {
			c.Title, c.Summary, c.Source, c.Language, c.Published = a.Title, a.Text, a.Site, a.Language, a.Published
		}
	}
}

// read fetches links that were not fetched yet, side by side, and waits for them.
func (d *desk) read(ctx context.Context, links []string) {
	var mu sync.Mutex
	var all sync.WaitGroup
	slots := make(chan struct{}, 2*storiesAtOnce)
	for _, link := range links {
		id := feed.Canonical(link)
		if _, known := d.fetched[id]; known {
			continue
		}
		d.fetched[id] = fetched{} // asked for once, even where it stands twice
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			a, err := d.reader.Fetch(ctx, link)
			if err != nil {
				d.log.Info("an article of a digest could not be had", "error", err)
			}
			mu.Lock()
			d.fetched[id] = fetched{a, err}
			mu.Unlock()
		})
	}
	all.Wait()
}

// sift makes articles of the candidates that may go in.
func (d *desk) sift() []Article {
	var articles []Article
	for _, c := range d.job.Candidates {
		id := feed.Canonical(c.Link)
		if _, twice := d.verdict[id]; twice || id == "" {
			d.count(whyDuplicate)
			continue
		}
		d.verdict[id], d.of[id] = len(d.issue.Items), c
		d.issue.Items = append(d.issue.Items, Verdict{Title: c.Title, Link: c.Link, In: true})
		switch {
		case c.Pasted && d.fetched[id].article == nil:
			d.out(id, whyUnread)
		case !c.Published.IsZero() && c.Published.Before(d.job.From.Add(-oldBy)) && !c.Pasted:
			d.out(id, whyOld)
		default:
			articles = append(articles, c.article(id))
		}
	}
	return articles
}

func (c Candidate) article(id string) Article {
	at := c.Published
	if at.IsZero() {
		at = c.Seen
	}
	return Article{ID: id, Link: c.Link, Title: c.Title, Text: c.Summary, Source: source(c), Language: c.Language, Published: at}
}

// source is whose an article is: the site that it stands on, for one feed may carry many.
func source(c Candidate) string {
	u, err := url.Parse(c.Link)
	if err != nil {
		return c.Source
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// choose takes the stories that the issue tells, and counts what is in the others.
func (d *desk) choose(stories []Story, topics Topics) []Novelty {
	var fresh []Story
	for _, story := range stories {
		for _, a := range story.Copies {
			d.out(a.ID, whyDuplicate)
		}
		news := News(story, d.job.Seen)
		for _, a := range news.Old {
			d.out(a.ID, whyTold)
		}
		if len(news.New) > 0 {
			fresh = append(fresh, story)
		}
	}
	about := func(a Article) bool {
		c := d.of[a.ID]
		return topics.Match(append([]string{c.Title, c.Summary}, c.Categories...)...)
	}
	kept, omitted := Rank(fresh, d.job.To, about, d.job.Settings.most())
	d.leaveOut(omitted.OffTopic, whyTopics)
	d.leaveOut(omitted.Minor, whyMinor)
	chosen := make([]Novelty, len(kept))
	for i, story := range kept {
		chosen[i] = News(story, d.job.Seen)
	}
	return chosen
}

// leaveOut notes why what is new in stories is not told.
func (d *desk) leaveOut(stories []Story, why string) {
	for _, story := range stories {
		for _, a := range News(story, d.job.Seen).New {
			d.out(a.ID, why)
		}
	}
}

// write makes the entries, side by side, in order.
func (d *desk) write(ctx context.Context, chosen []Novelty) {
	entries := make([]Entry, len(chosen))
	var all sync.WaitGroup
	slots := make(chan struct{}, storiesAtOnce)
	var wanted []string
	for _, news := range chosen {
		wanted = append(wanted, links(news.New[:min(len(news.New), articlesTried)])...)
	}
	d.read(ctx, wanted)
	for n, news := range chosen {
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			entries[n] = d.entry(ctx, news)
		})
	}
	all.Wait()
	for n, news := range chosen {
		d.settle(entries[n], news)
		d.issue.Stories = append(d.issue.Stories, entries[n])
		d.told = append(d.told, news.Tell(claims(entries[n].Brief), d.job.To))
	}
}

func links(articles []Article) []string {
	var links []string
	for _, a := range articles {
		links = append(links, a.Link)
	}
	return links
}

// entry tells one story: what of it is new.
func (d *desk) entry(ctx context.Context, news Novelty) Entry {
	e := Entry{Key: news.Key, Title: news.New[0].Title, Continued: news.Continues != nil}
	for _, a := range news.New {
		if !slices.ContainsFunc(e.Sources, func(s Source) bool { return s.Name == a.Source }) {
			e.Sources = append(e.Sources, Source{Name: a.Source, Link: a.Link})
		}
	}
	articles := d.readable(news.New)
	if len(articles) == 0 {
		e.Notice = d.unread(news.New)
		return e
	}
	brief, err := d.job.Briefer.Brief(ctx, articles, nil)
	if err != nil {
		d.log.Info("a story of a digest has no brief", "error", err)
		e.Notice = "there is nothing in it that Parley can read"
		return e
	}
	e.Brief = brief
	e.Wants = wants(brief, news)
	return e
}

// wants is who wants what: of each of the first parties, the first position that the channel was not told.
func wants(brief *summarize.Brief, news Novelty) []Want {
	var wants []Want
	for _, party := range brief.Parties {
		var positions []string
		for _, position := range party.Positions {
			positions = append(positions, position.Text)
		}
		if fresh := news.NewClaims(positions); len(fresh) > 0 && len(wants) < wantsShown {
			wants = append(wants, Want{party.Name, fresh[0]})
		}
	}
	return wants
}

// claims are a brief's positions.
func claims(brief *summarize.Brief) []string {
	if brief == nil {
		return nil
	}
	var claims []string
	for _, party := range brief.Parties {
		for _, position := range party.Positions {
			claims = append(claims, position.Text)
		}
	}
	return claims
}

// readable are the articles that a brief is made of: whole ones, of as many sources as can be.
func (d *desk) readable(articles []Article) []*article.Article {
	var first, more []*article.Article
	sources := map[string]bool{}
	for _, a := range articles {
		got := d.fetched[a.ID].article
		if got == nil || got.Partial == article.Paywalled {
			continue
		}
		if sources[a.Source] {
			more = append(more, got)
			continue
		}
		sources[a.Source] = true
		first = append(first, got)
	}
	all := append(first, more...)
	return all[:min(len(all), articlesRead)]
}

// unread says why none of the articles could be read.
func (d *desk) unread(articles []Article) string {
	for _, a := range articles {
		if got := d.fetched[a.ID].article; got != nil && got.Partial == article.Paywalled {
			return "behind a paywall"
		}
	}
	return "it could not be read"
}

// settle counts what of a told story could not be read, and what its briefs cost.
func (d *desk) settle(e Entry, news Novelty) {
	if e.Brief != nil {
		d.issue.Cost.add(e.Brief.Writer)
	}
	for _, a := range news.New {
		got, tried := d.fetched[a.ID]
		switch {
		case !tried:
			d.note(a.ID, true, "in a story; others were read for it")
		case got.article == nil:
			d.note(a.ID, true, "in a story, but it could not be read")
			d.count(whyUnread)
		case got.article.Partial == article.Paywalled:
			d.note(a.ID, true, "in a story, but behind a paywall")
			d.count(whyPaywall)
		default:
			d.note(a.ID, true, "read")
		}
	}
}

func (d *desk) note(id string, in bool, why string) {
	if at, known := d.verdict[id]; known {
		d.issue.Items[at].In, d.issue.Items[at].Why = in, why
	}
}
