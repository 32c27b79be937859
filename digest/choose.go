package digest

import (
	"cmp"
	"context"
	"slices"
)

// choose takes the stories that the issue tells, reads what it tells them from, and counts what is in the others.
func (d *desk) choose(ctx context.Context, stories []Story, topics Topics) []Novelty {
	var fresh []Story
	for _, story := range stories {
		for _, a := range story.Copies {
			d.out(a.ID, WhyDuplicate)
		}
		news := News(story, d.job.Seen)
		for _, a := range news.Old {
			d.out(a.ID, WhyTold)
		}
		if len(news.New) > 0 {
			fresh = append(fresh, story)
		}
	}
	about := func(a Article) bool {
		c := d.of[a.ID]
		return topics.Match(append([]string{c.Title, c.Summary}, c.Categories...)...)
	}
	on, off := Rank(fresh, d.job.To, about)
	for _, story := range off {
		d.leaveOut(News(story, d.job.Seen), WhyOffTopic)
	}
	return d.fill(ctx, on)
}

// fill reads stories in their order until the issue has as many as it is to have. Only what is read shows that a page is none to tell a story
// from; such stories come last or are left out. How many are read is bounded.
func (d *desk) fill(ctx context.Context, ranked []Story) []Novelty {
	var kept, last []Novelty
	most := d.job.Settings.most()
	next := 0
	for next < min(len(ranked), storiesTried*most) && len(kept) < most {
		batch := ranked[next:min(len(ranked), next+most-len(kept))]
		next += len(batch)
		for _, news := range d.looked(ctx, batch) {
			switch {
			case len(news.New) == 0: // there is no article in it; that is noted
			case d.isMain(news):
				kept = append(kept, news)
			case rankOf(news.New[0].Kind) == 0 || d.job.Settings.keepsLast(news.New[0].Kind):
				last = append(last, news)
			default:
				d.leaveOut(news, asideOf(news.New[0].Kind))
			}
		}
	}
	all := append(kept, last...)
	told, left := all[:min(len(all), most)], all[min(len(all), most):]
	for _, news := range left {
		d.leaveOut(news, cmp.Or(asideOf(news.New[0].Kind), d.unlessRead(news)))
	}
	for _, story := range ranked[next:] {
		d.leaveOut(News(story, d.job.Seen), cmp.Or(asideOf(story.Articles[0].Kind), WhyMinor))
	}
	return told
}

// unlessRead is why a story for which there is no room is left out: first of all, for there is nothing to be read of it.
func (d *desk) unlessRead(news Novelty) string {
	if len(d.readable(news.New)) == 0 && d.unread(news.New) == WhyPaywall {
		return WhyPaywall
	}
	return WhyMinor
}

// looked is what is new in stories, once their pages were read: what turned out to be no article is left out, reports stand before the rest, and
// for each outlet its newest report before what it wrote earlier.
func (d *desk) looked(ctx context.Context, stories []Story) []Novelty {
	var all []Novelty
	var wanted []string
	for _, story := range stories {
		news := News(story, d.job.Seen)
		news.New = standing(news.New)
		wanted = append(wanted, links(news.New[:min(len(news.New), articlesTried)])...)
		all = append(all, news)
	}
	d.read(ctx, wanted)
	for i := range all {
		var articles []Article
		for _, a := range all[i].New {
			if a.Kind = pageKind(d.fetched[a.ID].article, a.Kind); a.Kind.IsArticle() {
				articles = append(articles, a)
				continue
			}
			d.out(a.ID, WhyNoArticle)
		}
		all[i].New = standing(articles)
	}
	return all
}

// standing is a story's articles with reports before live blogs and opinion; of reports, each outlet's newest before what it wrote earlier.
func standing(articles []Article) []Article {
	newest := map[string]Article{} // by outlet
	for _, a := range articles {
		now, known := newest[a.Source]
		if sooner := compareKinds(a.Kind, now.Kind); !known || sooner < 0 || sooner == 0 && earlier(now, a) < 0 {
			newest[a.Source] = a
		}
	}
	stands := func(a Article) int {
		switch {
		case rankOf(a.Kind) > 0:
			return 1 + rankOf(a.Kind)
		case a.Source != "" && newest[a.Source].ID != a.ID:
			return 1
		}
		return 0
	}
	ordered := slices.Clone(articles)
	slices.SortStableFunc(ordered, func(a, b Article) int { return cmp.Compare(stands(a), stands(b)) })
	return ordered
}

// isMain says whether a story may stand among the first: it is reported, and where only one outlet has it, that can be read.
func (d *desk) isMain(news Novelty) bool {
	return rankOf(news.New[0].Kind) == 0 && (news.story.outlets() > 1 || len(d.readable(news.New)) > 0)
}

// leaveOut notes why what is new in a story is not told.
func (d *desk) leaveOut(news Novelty, why string) {
	for _, a := range news.New {
		d.out(a.ID, why)
	}
}
