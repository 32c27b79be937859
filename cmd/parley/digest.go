package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"parley/article"
	"parley/digest"
	"parley/feed"
)

type digestCommand struct {
	Sources  []string      `arg:"" name:"source" help:"Feeds, news sites, articles (links), or OPML and feed files."`
	Since    time.Duration `help:"How far back to look." default:"24h"`
	Most     int           `help:"Stories at most." default:"5"`
	Topics   string        `help:"Words that an article must have, such as: climate and (tax or levy) not football."`
	Length   string        `help:"How much of each story: short, normal or long." enum:"short,normal,long" default:"normal"`
	Asides   string        `help:"Live blogs, opinion, horoscopes, deals and the like: sorted (the first two last, the rest left out), last, or out." enum:"sorted,last,out" default:"sorted"`
	State    string        `help:"Remember in FILE what was told, and tell next time only what is new." placeholder:"FILE"`
	Why      bool          `help:"Also list every article that was looked at, and why it is in or out."`
	JSON     bool          `help:"Print the digest as JSON." xor:"form"`
	Markdown bool          `help:"Print the digest as Markdown." xor:"form"`
	Writer   string        `help:"Who writes: a model, Parley alone (extractive), or a model where one is set up (auto)." enum:"auto,model,extractive" default:"auto"`
	fetchFlags
}

func (c *digestCommand) Run(sh *shell) error {
	config, err := sh.config()
	if err != nil {
		return err
	}
	if c.Writer == "model" && !config.HasModel() {
		return errNoModel
	}
	settings := digest.Settings{Topics: c.Topics, Most: c.Most, Length: digest.Length(c.Length), Asides: digest.Aside(c.Asides), Schedule: digest.Schedule{Every: 24}}
	if err := (digest.Plan{Name: "digest", Settings: settings}).Validate(); err != nil {
		return usageError{err}
	}
	if c.Since <= 0 {
		return usageError{errors.New("--since is a time such as 24h or 90m")}
	}
	seen, err := readState(c.State, time.Now())
	if err != nil {
		return err
	}
	summarizer, err := newSummarizer(sh, config, nil)
	if err != nil {
		return err
	}
	if c.Writer == "extractive" {
		summarizer.Model = nil
	}
	progress := startProgress(sh.stderr)
	defer progress.stop()
	asked, _ := config.transports(c.transport())
	gathering := gathering{
		fetcher: feed.NewFetcher(asked, feed.Options{UserAgent: config.UserAgent}),
		now:     time.Now(), since: c.Since, progress: progress,
		warn: func(source, why string) { fmt.Fprintf(sh.stderr, "parley: %s: %s\n", source, why) },
	}
	candidates, err := gathering.all(sh.ctx, c.Sources)
	if err != nil {
		return err
	}
	progress.step("Putting articles into stories and reading them")
	editor := digest.NewEditor(c.articles(config), sh.logger(config))
	issue, told, err := editor.Compose(sh.ctx, digest.Job{
		Name: "Digest", Settings: settings, From: gathering.now.Add(-c.Since), To: gathering.now, Candidates: candidates, Seen: seen, Briefer: summarizer,
	})
	if err != nil {
		return err
	}
	progress.stop()
	if err := c.write(sh.stdout, issue, settings); err != nil {
		return err
	}
	return keepState(c.State, seen, told)
}

func (c *digestCommand) write(out io.Writer, issue *digest.Issue, settings digest.Settings) error {
	switch {
	case c.JSON:
		return writeJSON(out, issue)
	case c.Markdown:
		return writeIssueMarkdown(out, issue, settings)
	}
	return writeIssue(newPage(out), issue, settings, c.Why)
}

// A gathering collects what may go into a digest. A source that fails is told of, and does not keep the others.
type gathering struct {
	fetcher  *feed.Fetcher
	now      time.Time
	since    time.Duration
	progress *progress
	warn     func(source, why string)
}

// errNothing is that none of the sources could be had; why was told already.
var errNothing = reportedError{errors.New("no source could be read")}

func (g gathering) all(ctx context.Context, sources []string) ([]digest.Candidate, error) {
	return g.each(ctx, sources, g.source)
}

// each gets what some sources bring.
func (g gathering) each(ctx context.Context, sources []string, get func(context.Context, string) ([]digest.Candidate, error)) ([]digest.Candidate, error) {
	var found []digest.Candidate
	worked := false
	for _, source := range sources {
		got, err := get(ctx, source)
		var usage usageError
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case errors.As(err, &usage):
			return nil, err
		case errors.Is(err, errNothing): // of a list of feeds
		case err != nil:
			g.warn(source, feed.Sentence(err))
		default:
			worked = true
			found = append(found, got...)
		}
	}
	if !worked {
		return nil, errNothing
	}
	return found, nil
}

// articles gets the articles of a digest.
func (c *digestCommand) articles(config Config) digest.Reader {
	asked, linked := config.fetchers(article.Options{Transport: c.transport()})
	return byLink{c.Sources, asked, linked}
}

// byLink gets what an argument names as asked for, all else as linked to.
type byLink struct {
	arguments     []string
	asked, linked *article.Fetcher
}

func (b byLink) Fetch(ctx context.Context, link string) (*article.Article, error) {
	if slices.Contains(b.arguments, link) {
		return b.asked.Fetch(ctx, link)
	}
	return b.linked.Fetch(ctx, link)
}

// source is one argument: a feed, a site with feeds, an article, or a file.
func (g gathering) source(ctx context.Context, name string) ([]digest.Candidate, error) {
	if !isLink(name) {
		return g.file(ctx, name)
	}
	found, err := g.feed(ctx, name)
	if !isKind(err, feed.NotFeed) {
		return found, err
	}
	feeds, err := g.fetcher.Discover(ctx, name, g.now)
	if isKind(err, feed.NoFeed) {
		return []digest.Candidate{{Link: name, Seen: g.now, Pasted: true}}, nil
	}
	if err != nil {
		return nil, err
	}
	return g.feed(ctx, feeds[0].URL)
}

func isKind(err error, kind feed.Kind) bool {
	var known *feed.Error
	return errors.As(err, &known) && known.Kind == kind
}

func (g gathering) feed(ctx context.Context, url string) ([]digest.Candidate, error) {
	g.progress.step("Reading " + url)
	result, err := g.fetcher.Fetch(ctx, feed.Feed{URL: url}, g.now)
	if err != nil {
		return nil, err
	}
	return g.items(url, result.Feed, result.Items), nil
}

// items are those of a feed that are new enough, and those without a date. Nothing is kept from one digest in a terminal to the next, so
// that every fetch is a first one, and what bears no date is old news. Why a feed gives nothing is told.
func (g gathering) items(source string, f feed.Feed, items []feed.Item) []digest.Candidate {
	var found []digest.Candidate
	var newest time.Time
	for _, item := range items {
		item.Old = item.Published.IsZero()
		if item.Old || item.Published.After(g.now.Add(-g.since)) {
			found = append(found, digest.FromFeed(f, item, g.now))
		}
		if item.Published.After(newest) {
			newest = item.Published
		}
	}
	if notice := f.Notice.String(); notice != "" {
		g.warn(source, notice)
	}
	switch newer := newest.After(g.now.Add(-g.since)); {
	case newer || len(items) == 0:
	case newest.IsZero():
		g.warn(source, "No entry bears a date, so none is known to be new.")
	default:
		g.warn(source, fmt.Sprintf("No entry of the last %s; the newest is of %s.", g.since, newest.Local().Format("2 January 2006 15:04")))
	}
	return found
}

// file is an OPML list of feeds, or one feed.
func (g gathering) file(ctx context.Context, name string) ([]digest.Candidate, error) {
	data, err := readFile(name)
	if err != nil {
		return nil, err
	}
	subscriptions, _, err := feed.ReadOPML(bytes.NewReader(data))
	if err == nil {
		var links []string
		for _, s := range subscriptions {
			links = append(links, s.URL)
		}
		return g.each(ctx, links, g.feed)
	}
	document, err := feed.Parse(data, "", "", g.now)
	if isKind(err, feed.Broken) {
		return nil, usageError{fmt.Errorf("%q: %s", name, feed.Sentence(err))}
	}
	if err != nil {
		return nil, usageError{fmt.Errorf("%q holds no feed and no OPML list of feeds", name)}
	}
	f := feed.Feed{Title: document.Title, Site: document.Site, Language: document.Language, Notice: document.Notice}
	return g.items(name, f, document.Items), nil
}

func readFile(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, usageError{fmt.Errorf("there is no file %q (a link starts with https://)", name)}
	}
	defer file.Close()
	data, err := readCapped(file)
	if err != nil {
		return nil, usageError{fmt.Errorf("%q: %s", name, strings.TrimPrefix(err.Error(), "read "))}
	}
	return data, nil
}
