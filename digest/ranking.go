package digest

import (
	"cmp"
	"math"
	"slices"
	"time"
)

// freshFor is in how long a story loses half of its rank.
const freshFor = 24 * time.Hour

// Rank puts stories in order, the most important first, and apart those of which no article is about the topics. A story counts by the outlets
// that carry it (an agency's text on three sites is the choice of three editors), then by its independent sources (one more of either matters less
// the more there are), by how fresh its latest article is at now, and by the share of its articles that is about the topics. What nobody reports
// comes behind all that somebody does. topics says whether an article is; nil means that all are.
func Rank(stories []Story, now time.Time, topics func(Article) bool) (on, off []Story) {
	rank := make(map[string]float64, len(stories)) // by the ID of the first article
	for _, s := range stories {
		share := onTopic(s, topics)
		rank[s.Articles[0].ID] = weightOf(s, now) * (1 + share) / 2
		if share == 0 {
			off = append(off, s)
		} else {
			on = append(on, s)
		}
	}
	order := func(a, b Story) int {
		x, y := a.Articles[0], b.Articles[0]
		return cmp.Or(compareKinds(x.Kind, y.Kind), cmp.Compare(rank[y.ID], rank[x.ID]), earlier(a.first(), b.first()))
	}
	slices.SortStableFunc(on, order)
	slices.SortStableFunc(off, order)
	return on, off
}

// weightOf is a story's importance without regard to topics. What has no time, or one in the future, counts as fresh.
func weightOf(s Story, now time.Time) float64 {
	age := time.Duration(0)
	if latest := s.Latest(); !latest.IsZero() {
		age = max(0, now.Sub(latest))
	}
	const independent = 0.5 // of a source that writes its own text, beside its being one more outlet
	return math.Log2(1+float64(s.outlets())+independent*float64(s.Sources)) * math.Exp2(-float64(age)/float64(freshFor))
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
