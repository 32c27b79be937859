package digest

import (
	"slices"
	"strconv"
	"strings"

	"parley/article"
)

// givenShare is the part of the threshold that will do for articles that somebody gives at once, who mostly means one story. Of pairs of
// stories/articles.jsonl that joins 130 of 150 that are one story, and 3 of 11,025 that are two.
const givenShare = 0.7

// Together groups articles that somebody gave at once by the stories that they tell. Order is kept, within a group and between groups.
func Together(articles []*article.Article) [][]*article.Article {
	compared := make([]Article, len(articles))
	for i, a := range articles {
		compared[i] = Article{ID: strconv.Itoa(i), Title: a.Title, Text: a.Text, Language: a.Language}
		if !a.PublishedGuessed {
			compared[i].Published = a.Published
		}
	}
	var groups [][]int
	for _, story := range groupGiven(compared) {
		var group []int
		for _, a := range story.all() {
			i, _ := strconv.Atoi(a.ID)
			group = append(group, i)
		}
		slices.Sort(group)
		groups = append(groups, group)
	}
	slices.SortFunc(groups, slices.Compare)
	stories := make([][]*article.Article, len(groups))
	for n, group := range groups {
		for _, i := range group {
			stories[n] = append(stories[n], articles[i])
		}
	}
	return stories
}

func groupGiven(articles []Article) []Story {
	return groupBy(articles, func(n int, whole bool) float64 { return givenShare * thresholdAmong(n, whole) })
}

// Apart is how many stories articles seem to tell. Of a short one nothing can be told; it counts with the others.
func Apart(articles []*article.Article) int {
	const few = 30 // words
	telling := slices.DeleteFunc(slices.Clone(articles), func(a *article.Article) bool { return len(strings.Fields(a.Text)) < few })
	return max(1, len(Together(telling)))
}
