package digest

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"parley/article"
	"parley/summarize"
)

// write makes the entries, side by side, in order. A story that goes on and has nothing to say that was not said is none.
func (d *desk) write(ctx context.Context, chosen []Novelty) {
	entries := make([]Entry, len(chosen))
	told := make([][]string, len(chosen))
	var all sync.WaitGroup
	slots := make(chan struct{}, storiesAtOnce)
	for n, news := range chosen {
		all.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			entries[n], told[n] = d.entry(ctx, news)
		})
	}
	all.Wait()
	for n, news := range chosen {
		d.told = append(d.told, news.Tell(told[n], d.job.To))
		if entries[n].saysNothing() {
			d.leaveOut(news, WhyTold)
			continue
		}
		d.tally(entries[n], news)
		d.issue.Stories = append(d.issue.Stories, entries[n])
	}
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
		d.log.Info("a story of a digest has no brief", "error", err)
		e.Notice = NoticeEmpty
	} else {
		told = claims(brief)
		e.Brief = untold(brief, news)
		e.Brief.Headline = e.Title // the story has one name on the list and on its card
	}
	once := newMemo(e.Title)
	e.What = d.happened(e, news, once)
	e.Wants = wants(e.Brief, once)
	e.Said = said(e, once)
	return e, append(told, e.What)
}

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

// happened is one line of what happened: the brief's gist, or what a feed says of an article, where it can be read alone and says more than the
// title; or nothing. What an opinion says did not happen.
func (d *desk) happened(e Entry, news Novelty, once *memo) string {
	var lines []string
	ours := true // in the language of the articles
	if e.Brief != nil && e.Brief.Kind != article.Opinion {
		for _, claim := range e.Brief.Gist {
			lines = append(lines, claim.Text)
		}
		ours = e.Brief.Writer.Name != "model"
	}
	for _, a := range news.New {
		if ours && rankOf(a.Kind) == 0 {
			lines = append(lines, summarize.FirstLine(a.Title, d.of[a.ID].Summary, a.Language))
		}
	}
	// A line that has nearly all of the title's words is the title again, with more around it.
	slices.SortStableFunc(lines, func(a, b string) int { return cmp.Compare(once.againIn(a), once.againIn(b)) })
	for _, line := range news.NewClaims(lines) {
		if line != "" && utf8.RuneCountInString(line) <= longLine && !hangs.MatchString(line) && once.adds(line, newInLine) {
			once.tell(line)
			return line
		}
	}
	return ""
}

// hangs is how a line opens that tells how things were before what happened, or that hangs on something else: "Thursday's announcement", "Shot by a
// photographer, the comedian".
var hangs = regexp.MustCompile(`^(?:(?:Prior to|Before|Previously|Formerly|Historically|Until|Once|In the past|For (?:years|decades|months|generations))\b|\p{Lu}\p{Ll}+day['’]s \p{Ll}|` +
	`(?:\p{Lu}\p{Ll}+(?:ed|ing)|Shot|Seen|Known|Born|Made|Given|Held|Hit|Told|Caught|Shown|Led|Sent|Brought)\b[^,]*, the \p{Ll})`)

// untold is a copy of a brief without what the channel was told before.
func untold(b *summarize.Brief, news Novelty) *summarize.Brief {
	fresh := *b
	if news.Continues == nil {
		return &fresh
	}
	isOld := func(text string) bool { return len(news.NewClaims([]string{text})) == 0 }
	fresh.Gist = slices.DeleteFunc(slices.Clone(b.Gist), func(c summarize.Claim) bool { return isOld(c.Text) })
	fresh.Quotes = slices.DeleteFunc(slices.Clone(b.Quotes), func(q summarize.Quote) bool { return isOld(q.Text) })
	fresh.Parties = nil
	for _, party := range b.Parties {
		party.Positions = slices.DeleteFunc(slices.Clone(party.Positions), func(p summarize.Position) bool { return isOld(p.Text) })
		party.Quotes = slices.DeleteFunc(slices.Clone(party.Quotes), func(id int) bool {
			return !slices.ContainsFunc(fresh.Quotes, func(q summarize.Quote) bool { return q.ID == id })
		})
		if len(party.Positions)+len(party.Quotes) > 0 {
			fresh.Parties = append(fresh.Parties, party)
		}
	}
	return &fresh
}

// claims are all that a brief says.
func claims(b *summarize.Brief) (claims []string) {
	for _, q := range b.Quotes {
		claims = append(claims, q.Text)
	}
	for _, party := range b.Parties {
		for _, position := range party.Positions {
			claims = append(claims, position.Text)
		}
	}
	for _, claim := range b.Gist {
		claims = append(claims, claim.Text)
	}
	return claims
}

// said is the best of a brief's quotations for a list, or nil: of somebody else than whose line stands above it, one that can be read alone, a
// sentence, a key one, and else the first. One that is long is not shown, for quotations are never cut.
func said(e Entry, once *memo) *summarize.Quote {
	if e.Brief == nil {
		return nil
	}
	key := map[int]bool{}
	for _, party := range e.Brief.Parties {
		for _, id := range party.Quotes {
			key[id] = true
		}
	}
	var best *summarize.Quote
	most := -1
	for i := range e.Brief.Quotes {
		q := &e.Brief.Quotes[i]
		if q.Speaker == "" || q.Form != "sentence" && !key[q.ID] || utf8.RuneCountInString(q.Text) > longLine || once.breaksOff(q.Text) || !once.adds(q.Text, newInQuote) {
			continue
		}
		if merit := merit(*q, key[q.ID], e.Wants); merit > most {
			best, most = q, merit
		}
	}
	if best != nil {
		once.tell(best.Text)
	}
	return best
}

func merit(q summarize.Quote, key bool, wants []Want) (points int) {
	for n, good := range []bool{
		key, q.Form == "sentence", len(wants) == 0 || wants[0].Party != q.Party && wants[0].Party != q.Speaker, q.Alone,
	} {
		if good {
			points += 1 << n
		}
	}
	return points
}

// wants is who wants what: of each of the first parties, its first wish, or else what it says. What somebody only did is for the line of what happened.
func wants(b *summarize.Brief, once *memo) (wants []Want) {
	if b == nil || b.Kind == article.Opinion {
		return nil
	}
	for _, act := range []string{wish, speech} {
		for _, party := range b.Parties {
			if len(wants) < wantsShown && !slices.ContainsFunc(wants, func(w Want) bool { return w.Party == party.Name }) {
				wants = append(wants, wantOf(party, act, once)...)
			}
		}
	}
	return wants
}

// What package check calls positions that are no deeds.
const wish, speech = "wish", "speech"

// pointsBack is how a clause opens that cannot be read without what stood before it.
var pointsBack = regexp.MustCompile(`(?i)^(?:it|its|he|she|his|her|hers|they|them|their|theirs|this|that|these|those|such|there)\b`)

// wantOf is a party's first position of a sort that is a whole clause, as it goes on behind the party's name, or none.
func wantOf(party summarize.Party, act string, once *memo) []Want {
	if first, _ := utf8.DecodeRuneInString(party.Name); unicode.IsLower(first) {
		return nil // "the president's campaign" is nobody's name
	}
	for _, p := range party.Positions {
		text := cmp.Or(p.Clause, p.Short)
		if p.Act != act || !goesOn(text, p.Text) || !once.adds(text, newInLine) {
			continue
		}
		once.tell(text)
		w := Want{Party: party.Name, Role: cmp.Or(party.Role, party.Tag), Text: text}
		if p.Speaker != party.Name {
			w.Speaker = p.Speaker
		}
		if len(p.Sentences) > 0 {
			w.Link = p.Sentences[0].Link
		}
		return []Want{w}
	}
	return nil
}

// goesOn says whether a clause of a line can be read behind a name. It cannot where it points back, has a subject of its own that is the name again
// ("Mr. Stone vowed"), or begins with whom somebody told it.
func goesOn(clause, line string) bool {
	return clause != "" && !pointsBack.MatchString(clause) && !strings.EqualFold(strings.TrimSuffix(line, "."), strings.TrimSuffix(clause, ".")) &&
		!toWhom.MatchString(clause)
}

// toWhom is how a clause opens that begins with whom somebody told it: "a full hall that the boats leak".
var toWhom = regexp.MustCompile(`(?i)^(?:an?|the) [\p{L} -]{1,40} that `)

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

// tally counts what of a told story could not be read, and what its briefs cost.
func (d *desk) tally(e Entry, news Novelty) {
	if e.Brief != nil {
		d.issue.Cost.add(e.Brief.Writer)
	}
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

func (d *desk) note(id string, in bool, why string) {
	if at, known := d.verdict[id]; known {
		d.issue.Items[at].In, d.issue.Items[at].Why = in, why
	}
}
