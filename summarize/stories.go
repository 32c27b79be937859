package summarize

import (
	"strings"
	"unicode"

	"parley/article"
	"parley/summarize/words"
)

const (
	sharedNames = 3   // the fewest names that two articles of one story share
	nameOverlap = 0.3 // and their least share of the shorter list
)

// Stories groups articles that tell one story: those that share enough of their names. Order is kept, within a group and
// between groups; an article joins the first group that it fits.
func Stories(articles []*article.Article) [][]*article.Article {
	var stories [][]*article.Article
	var names []map[string]bool
next:
	for _, a := range articles {
		own := properNames(a)
		for i := range stories {
			if sameStory(own, names[i]) {
				stories[i] = append(stories[i], a)
				for name := range own {
					names[i][name] = true
				}
				continue next
			}
		}
		stories = append(stories, []*article.Article{a})
		names = append(names, own)
	}
	return stories
}

// Apart is how many stories articles seem to tell. Of an article with few names nothing can be told; it counts with the others.
func Apart(articles []*article.Article) int {
	const few = 6 // names
	var telling []*article.Article
	for _, a := range articles {
		if len(properNames(a)) >= few {
			telling = append(telling, a)
		}
	}
	return max(1, len(Stories(telling)))
}

func sameStory(a, b map[string]bool) bool {
	shared := 0
	for name := range a {
		if b[name] {
			shared++
		}
	}
	return shared >= sharedNames && float64(shared) >= nameOverlap*float64(min(len(a), len(b)))
}

// properNames are the words that an article writes with a capital inside a sentence.
func properNames(a *article.Article) map[string]bool {
	names := map[string]bool{}
	opens := true
	for _, word := range strings.Fields(a.Text) {
		bare := strings.TrimFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })
		bare = strings.TrimSuffix(strings.TrimSuffix(bare, "’s"), "'s")
		for i, r := range bare {
			if i == 0 && unicode.IsUpper(r) && !opens && !words.Stop[strings.ToLower(bare)] {
				names[strings.ToLower(bare)] = true
			}
		}
		opens = strings.ContainsAny(word[len(word)-1:], ".!?:") || strings.ContainsAny(word, words.QuotationMarks)
	}
	return names
}
