package digest

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// invented makes articles of made-up words as news has them: a few stories have many articles and most have one; a story has
// words of its own among those of the language, whose frequencies fall as their rank (Zipf).
func invented(size int) []Article {
	rng := rand.New(rand.NewPCG(7, 8))
	common := rand.NewZipf(rng, 1.1, 2, 40_000)
	word := func(n uint64) string { return fmt.Sprintf("w%x", n*2654435761%(1<<32)) }
	var articles []Article
	for story := 0; len(articles) < size; story++ {
		own := make([]string, 12)
		for i := range own {
			own[i] = word(100 + rng.Uint64N(200_000))
		}
		at := monday.Add(time.Duration(rng.IntN(24*60)) * time.Minute)
		members := 1 + int(3/(0.02+rng.Float64()))
		for n := range min(members, size-len(articles)) {
			text := make([]string, 90)
			for i := range text {
				if text[i] = word(common.Uint64()); rng.IntN(3) == 0 {
					text[i] = own[rng.IntN(len(own))]
				}
			}
			articles = append(articles, Article{
				ID: fmt.Sprintf("%d/%d", story, n), Source: fmt.Sprintf("site %d", rng.IntN(300)), Language: "en",
				Title: strings.Join(text[:10], " "), Text: strings.Join(text[10:], " "), Published: at.Add(time.Duration(n) * time.Minute),
			})
		}
	}
	return articles
}

func BenchmarkGroup(b *testing.B) {
	for _, size := range []int{1_000, 2_000, 5_000, 10_000, 20_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			articles := invented(size)
			b.ReportAllocs()
			for b.Loop() {
				b.ReportMetric(float64(len(Group(articles))), "stories")
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(size), "µs/article")
		})
	}
}

func BenchmarkGroupHeadlines(b *testing.B) {
	articles := headlines(b).articles
	b.ReportAllocs()
	for b.Loop() {
		Group(articles)
	}
}

// BenchmarkNews compares a day's stories with two weeks of them.
func BenchmarkNews(b *testing.B) {
	stories := Group(invented(2_000))
	var seen []Seen
	for _, s := range stories {
		seen = append(seen, News(s, nil).Tell(nil, monday))
	}
	b.ReportAllocs()
	for b.Loop() {
		News(stories[0], seen)
	}
	b.ReportMetric(float64(len(seen)), "stories-seen")
}
