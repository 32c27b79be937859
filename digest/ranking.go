package digest

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// freshFor is in how long a story loses half of its rank.
const freshFor = 24 * time.Hour

// Omitted is the stories that Rank left out, by reason, the highest ranked first.
type Omitted struct {
	OffTopic []Story // no article is about the topics
	Minor    []Story // beyond the number of stories that was asked for
}

// Rank puts the stories to tell in order, the most important first, and returns at most most of them. A story counts by its
// independent sources (one more matters less the more there are), by how fresh its latest article is at now, and by the
// share of its articles that is about the topics. topics says whether an article is; nil means that all are.
func Rank(stories []Story, now time.Time, topics func(Article) bool, most int) ([]Story, Omitted) {
	type ranked struct {
		story Story
		rank  float64
	}
	var on, off []ranked
	for _, s := range stories {
		share := onTopic(s, topics)
		r := ranked{s, weightOf(s, now) * (1 + share) / 2}
		if share == 0 {
			off = append(off, r)
		} else {
			on = append(on, r)
		}
	}
	order := func(a, b ranked) int {
		return cmp.Or(cmp.Compare(b.rank, a.rank), earlier(a.story.first(), b.story.first()))
	}
	slices.SortStableFunc(on, order)
	slices.SortStableFunc(off, order)
	var kept []Story
	var out Omitted
	for i, r := range on {
		if i < most {
			kept = append(kept, r.story)
		} else {
			out.Minor = append(out.Minor, r.story)
		}
	}
	for _, r := range off {
		out.OffTopic = append(out.OffTopic, r.story)
	}
	return kept, out
}

// weightOf is a story's importance without regard to topics. What has no time, or one in the future, counts as fresh.
func weightOf(s Story, now time.Time) float64 {
	age := time.Duration(0)
	if latest := s.Latest(); !latest.IsZero() {
		age = max(0, now.Sub(latest))
	}
	return math.Log2(1+float64(s.Sources)) * math.Exp2(-float64(age)/float64(freshFor))
}

// onTopic is the share of a story's articles that is about the topics.
func onTopic(s Story, topics func(Article) bool) float64 {
	if topics == nil {
		return 1
	}
	count := 0
	for _, a := range s.Articles {
		if topics(a) {
			count++
		}
	}
	return float64(count) / float64(len(s.Articles))
}
