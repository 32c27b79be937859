package digest

import (
	"context"
	"slices"
	"sync"

	"parley/article"
	"parley/summarize"
)

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
		d.tally(entries[n], news)
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
		e.Notice = NoticeEmpty
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
			return WhyPaywall
		}
	}
	return NoticeUnread
}

// tally counts what of a told story could not be read, and what its briefs cost.
func (d *desk) tally(e Entry, news Novelty) {
	if e.Brief != nil {
		d.issue.Cost.add(e.Brief.Writer)
	}
	for _, a := range news.New {
		got, tried := d.fetched[a.ID]
		switch {
		case !tried:
			d.note(a.ID, true, WhyOthersRead)
		case got.article == nil:
			d.note(a.ID, true, WhyInUnread)
			d.count(WhyUnread)
		case got.article.Partial == article.Paywalled:
			d.note(a.ID, true, WhyInPaywall)
			d.count(WhyPaywall)
		default:
			d.note(a.ID, true, WhyRead)
		}
	}
}

func (d *desk) note(id string, in bool, why string) {
	if at, known := d.verdict[id]; known {
		d.issue.Items[at].In, d.issue.Items[at].Why = in, why
	}
}
