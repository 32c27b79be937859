package digest

import (
	"cmp"
	"context"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"parley/article"
	"parley/summarize"
)

// write makes the entries, side by side, in order. A story that goes on and has nothing to say that was not said is none.
func (d *desk) write(ctx context.Context, chosen []Novelty) {
	entries := make([]Entry, len(chosen))
	told, made := make([][]string, len(chosen)), make([]bool, len(chosen))
	var all sync.WaitGroup
	slots := make(chan struct{}, storiesAtOnce)
	for n, news := range chosen {
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			made[n] = d.guarded(ctx, func() { entries[n], told[n] = d.entry(ctx, news) })
		})
	}
	all.Wait()
	for n, news := range chosen {
		if !made[n] {
			d.leaveOut(news, WhyUnread)
			continue
		}
		d.tell(news, told[n])
		if brief := entries[n].Brief; brief != nil {
			d.issue.Cost.add(brief.Writer)
		}
		if entries[n].saysNothing() {
			d.leaveOut(news, WhyTold)
			continue
		}
		d.issue.Stories = append(d.issue.Stories, entries[n])
		d.tally(news)
	}
}

// guarded does what works on an article's text, and says whether it came to its end. A panic there costs one story, and not the process with all its
// servers.
func (d *desk) guarded(ctx context.Context, do func()) (done bool) {
	defer func() {
		if r := recover(); r != nil {
			done = false
			d.log.ErrorContext(ctx, "a part of a digest panicked", "panic", r, "stack", string(debug.Stack()))
		}
	}()
	do()
	return true
}

// tell notes what the channel will have been told of a story. Of two that continue one, what is remembered is one, too, and has both.
func (d *desk) tell(news Novelty, claims []string) {
	at := slices.IndexFunc(d.told, func(s Seen) bool { return s.Key == news.Key })
	if at < 0 {
		d.told = append(d.told, news.Tell(claims, d.job.To))
		return
	}
	news.Continues = &d.told[at]
	d.told[at] = news.Tell(claims, d.job.To)
}

func links(articles []Article) []string {
	var links []string
	for _, a := range articles {
		links = append(links, a.Link)
	}
	return links
}

// entry tells one story: what of it is new. told is all that its readers are told by it, also behind its menu.
func (d *desk) entry(ctx context.Context, news Novelty) (e Entry, told []string) {
	e = Entry{Key: news.Key, Title: d.title(news.New), Sources: d.sources(news), Continued: news.Continues != nil}
	articles := d.readable(news.New)
	if len(articles) == 0 {
		e.Notice = d.unread(news.New)
	} else if brief, err := d.job.Briefer.Brief(ctx, articles, nil); err != nil {
		d.log.InfoContext(ctx, "a story of a digest has no brief", "error", err)
		e.Notice = NoticeEmpty
	} else {
		told = claims(brief)
		e.Brief = untold(brief, news)
		if len(claims(e.Brief)) < len(told) {
			e.Whole = brief
		}
	}
	if news.Continues != nil {
		e.Since = news.Continues.Told
	}
	e.call(e.Title)
	what, link := d.happened(&e, news)
	e.What = what
	once := newMemo(e.Title, e.What)
	e.Wants = wants(e.Brief, once)
	e.Said = said(e, once)
	d.lead(&e, news.New, link)
	return e, append(told, e.What)
}

// call gives a story the title of one of its articles, on the list and on its card.
func (e *Entry) call(title string) {
	e.Title = title
	for _, brief := range []*summarize.Brief{e.Brief, e.Whole} {
		if brief != nil {
			brief.Headline = title
		}
	}
}

// lead puts the outlet first whose page has most of the story's lines, that of what happened before others: who follows the story's link finds what the
// list told. The story is called by the title of the first page, by its lines, whose title they do not repeat.
func (d *desk) lead(e *Entry, articles []Article, happened string) {
	if len(e.Sources) == 0 {
		return
	}
	lines, titles := linesIn(*e, happened), d.titles(articles)
	weight := func(s Source) int {
		switch {
		case s.Same:
			return 0
		case s.Link == happened:
			return 2*lines[s.Link] + 1
		}
		return 2 * lines[s.Link]
	}
	byLines := slices.Clone(e.Sources)
	slices.SortStableFunc(byLines, func(a, b Source) int { return cmp.Compare(weight(b), weight(a)) })
	at := slices.Index(e.Sources, byLines[0])
	e.Sources = slices.Insert(slices.Delete(slices.Clone(e.Sources), at, at+1), 0, byLines[0])
	for _, s := range byLines {
		if title, whole := titles[s.Link]; whole && weight(s) > 0 && e.mayBeCalled(title) {
			e.call(title)
			return
		}
	}
}

// titles are the titles of those of a story's articles that can be read whole, by their links.
func (d *desk) titles(articles []Article) map[string]string {
	titles := map[string]string{}
	for _, a := range articles {
		if d.shut(a) == 0 {
			titles[a.Link] = withoutSite(a.Title)
		}
	}
	return titles
}

// linesIn counts the lines of a story by the page that has them; happened is that of what happened, which counts twice.
func linesIn(e Entry, happened string) map[string]int {
	lines := map[string]int{happened: 2} // it says what the story is
	for _, want := range e.Wants {
		lines[page(want.Link)]++
	}
	if e.Said != nil {
		lines[page(e.Said.Link)]++
	}
	return lines
}

// page is a link without the part of its page.
func page(link string) string {
	page, _, _ := strings.Cut(link, "#")
	return page
}

// mayBeCalled says whether none of a story's lines repeats a title.
func (e Entry) mayBeCalled(title string) bool {
	if e.Said != nil && !newMemo(title).adds(e.Said.Text, newInQuote) {
		return false
	}
	return e.Brief != nil && !slices.ContainsFunc(e.Wants, func(want Want) bool { return !newMemo(title).adds(want.Text, newInLine) }) && (e.What == "" || title == e.Title || !isAgain(title, e.What))
}

// isAgain says whether a line is a title again, with little around it: it has nearly all its words.
func isAgain(title, line string) bool {
	const nearly, much = 0.8, 7 // words
	once := newMemo(title)
	return isSame(title, line) || float64(once.shared(line)) >= nearly*float64(len(once.stems)) && once.unlike(line) < much
}

// isSame says whether a line has hardly anything that its title has not.
func isSame(title, line string) bool { return !newMemo(title).adds(line, newInLine) }

// title is a story's headline: that of the first article that can be read whole, else of one that can be read, and never of what is behind a
// paywall where there is another.
func (d *desk) title(articles []Article) string {
	best := slices.MinFunc(articles, func(a, b Article) int { return cmp.Compare(d.shut(a), d.shut(b)) })
	return withoutSite(best.Title)
}

// shut is how far an article cannot be read: 0 where it is whole, more for a part, a teaser, and what could not be had.
func (d *desk) shut(a Article) int {
	got := d.fetched[a.ID].article
	switch {
	case a.Title == "":
		return 4
	case got == nil:
		return 3
	case got.Partial == article.Paywalled:
		return 2
	case got.Partial == article.Thin, got.Unlike:
		return 1
	}
	return 0
}

// site is what an article's site calls itself: on its page, or else on another page of it that was read, or in its feed; "" where that is not known.
func (d *desk) site(a Article) (name string) {
	if got := d.fetched[a.ID].article; got != nil && got.Site != "" {
		return got.Site
	}
	for id, other := range d.fetched {
		if other.article != nil && other.article.Site != "" && source(d.of[id]) == a.Source && (name == "" || other.article.Site < name) {
			name = other.article.Site
		}
	}
	return cmp.Or(name, d.of[a.ID].Source)
}

// sources are the outlets of what is new in a story, those whose article can be read first, and then those that carry the same text. What is no
// report stands for its outlet only where there is no report at all.
func (d *desk) sources(news Novelty) (sources []Source) {
	add := func(a Article, same bool) {
		s := Source{Name: cmp.Or(d.site(a), a.Source), Link: a.Link, Same: same}
		if !slices.ContainsFunc(sources, func(o Source) bool { return o.Name == s.Name }) {
			sources = append(sources, s)
		}
	}
	articles := slices.Clone(news.New)
	slices.SortStableFunc(articles, func(a, b Article) int { return cmp.Compare(d.shut(a), d.shut(b)) })
	reported := rankOf(news.New[0].Kind) == 0
	for _, a := range articles {
		if !reported || rankOf(a.Kind) < rankOf(article.Opinion) {
			add(a, false)
		}
	}
	for _, a := range news.story.Copies {
		add(a, true)
	}
	return sources
}

// readable are the articles that a brief is made of: whole ones, of as many outlets as can be. Where none is whole, parts will do; what is behind a
// paywall is a teaser and is never one.
func (d *desk) readable(articles []Article) []*article.Article {
	var whole, parts []*article.Article
	var read []Article
	for _, a := range articles {
		got := d.fetched[a.ID].article
		switch {
		case got == nil, got.Partial == article.Paywalled, rankOf(a.Kind) != rankOf(articles[0].Kind), saysAgain(a, read):
		case got.Partial == article.Thin, got.Unlike:
			parts = append(parts, got)
		default:
			whole, read = append(whole, got), append(read, a)
		}
	}
	if len(whole) == 0 {
		whole = parts
	}
	return whole[:min(len(whole), articlesRead)]
}

// saysAgain says whether an article is an earlier state of one of others of its outlet, with some of the same words.
func saysAgain(a Article, others []Article) bool {
	const some = 0.15 // of the shingles
	return slices.ContainsFunc(others, func(o Article) bool {
		return o.Source == a.Source && sketchOf(o).resembles(sketchOf(a)) >= some
	})
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

// tally notes what became of the articles of a story that is told.
func (d *desk) tally(news Novelty) {
	for _, a := range news.New {
		got, tried := d.fetched[a.ID]
		switch {
		case rankOf(a.Kind) > rankOf(news.New[0].Kind):
			d.out(a.ID, asideOf(a.Kind))
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

// note says what became of an article. One that is in, is in the story that was written last.
func (d *desk) note(id string, in bool, why string) {
	at, known := d.verdict[id]
	if !known {
		return
	}
	item := &d.issue.Items[at]
	item.In, item.Why, item.Story = in, why, 0
	if in {
		item.Story = len(d.issue.Stories)
	}
}
