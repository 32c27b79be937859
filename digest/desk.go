package digest

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"slices"
	"strings"
	"sync"

	"parley/article"
	"parley/feed"
)

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

// Why an article is not in an issue, or in it, and a story without a brief. The words of the first two groups may follow a count: "6 duplicates". They are kept with
// issues: who says it in another language knows them by these texts.
const (
	WhyDuplicate = "duplicates"
	WhyOld       = "older than the period"
	WhyUndated   = "without a date"
	WhyOffTopic  = "filtered by topic"
	WhyTold      = "told before"
	WhyMinor     = "in smaller stories"
	WhyPaywall   = "behind a paywall"
	WhyUnread    = "that could not be read"
	WhyNoArticle = "without an article"

	WhyLive       = "live blogs"
	WhyOpinion    = "opinion pieces"
	WhyQuiz       = "quizzes or horoscopes"
	WhyShopping   = "on shopping"
	WhyVideo      = "videos without a text"
	WhyResults    = "tables of results"
	WhyNewsletter = "newsletters"

	WhyRead       = "read"
	WhyOthersRead = "in a story; others were read for it"
	WhyInUnread   = "in a story, but it could not be read"
	WhyInPaywall  = "in a story, but behind a paywall"

	NoticeUnread = "it could not be read"
	NoticeEmpty  = "there is nothing in it that Parley can read"
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
	var wanted []string
	for _, link := range links {
		id := feed.Canonical(link)
		if _, known := d.fetched[id]; !known {
			d.fetched[id] = fetched{} // asked for once, even where it stands twice
			wanted = append(wanted, link)
		}
	}
	var mu sync.Mutex // over d.fetched, from here on
	var all sync.WaitGroup
	slots := make(chan struct{}, 2*storiesAtOnce)
	for _, link := range wanted {
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			var a *article.Article
			err := errors.New("reading it panicked")
			d.guarded(ctx, func() { a, err = d.reader.Fetch(ctx, link) })
			if err != nil {
				d.log.InfoContext(ctx, "an article of a digest could not be had", "error", withoutPath(err))
			}
			mu.Lock()
			defer mu.Unlock()
			d.fetched[feed.Canonical(link)] = fetched{a, err}
		})
	}
	all.Wait()
}

// withoutPath is an error as it may be logged: what is pasted in a channel is for those who read it. The site's host stays.
func withoutPath(err error) error {
	var known *article.Error
	if !errors.As(err, &known) {
		return err
	}
	bare := *known
	bare.Link, _, _ = strings.Cut(known.Link, "/")
	return &bare
}

// sift makes articles of the candidates that may go in; what is no news, whatever it is about, stands apart from those that make stories.
func (d *desk) sift() (articles, noNews []Article) {
	for _, c := range d.newest() {
		id := feed.Canonical(c.Link)
		a := c.article(id, d.fetched[id].article)
		d.verdict[id], d.of[id] = len(d.issue.Items), c
		d.issue.Items = append(d.issue.Items, Verdict{Title: c.Title, Link: c.Link, In: true})
		switch {
		case c.Pasted && d.fetched[id].article == nil:
			d.out(id, WhyUnread)
		case !a.Kind.IsArticle():
			d.out(id, WhyNoArticle)
		case c.Old:
			d.out(id, WhyUndated)
		case !c.Published.IsZero() && c.Published.Before(d.job.From.Add(-oldBy)) && !c.Pasted:
			d.out(id, WhyOld)
		case isNoNews(a.Kind) && !d.job.Settings.keepsLast(a.Kind):
			d.out(id, asideOf(a.Kind))
		case isNoNews(a.Kind):
			noNews = append(noNews, a)
		default:
			articles = append(articles, a)
		}
	}
	return articles, noNews
}

// newest is one candidate for each link, what is said of it last: sites put a new title over the same page. Further ones are counted.
func (d *desk) newest() (newest []Candidate) {
	at := map[string]int{}
	for _, c := range d.job.Candidates {
		id := feed.Canonical(c.Link)
		if id == "" {
			continue // a feed's item without a link: nothing to read, nothing to show
		}
		n, twice := at[id]
		if !twice {
			at[id] = len(newest)
			newest = append(newest, c)
			continue
		}
		d.count(WhyDuplicate)
		if c.Published.After(newest[n].Published) {
			newest[n] = c
		}
	}
	return newest
}

// article is a candidate as it is put into a story; got is its page, where that was read.
func (c Candidate) article(id string, got *article.Article) Article {
	at := c.Published
	if at.IsZero() {
		at = c.Seen
	}
	return Article{ID: id, Link: c.Link, Title: c.Title, Text: c.Summary, Source: source(c), Language: c.Language, Published: at,
		Kind: pageKind(got, article.KindTold(c.Title, c.Link, c.Categories...))}
}

// source is whose an article is: the site that it stands on, for one feed may carry many.
func source(c Candidate) string { return cmp.Or(hostOf(c.Link), c.Source) }

// hostOf is the host of a link without its www, or "".
func hostOf(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}
