package summarize

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"parley/article"
	"parley/summarize/words"
)

const (
	development = 6 * time.Hour // by which an article must be newer than all others to tell what has come of a story
	firstBytes  = 800           // bytes of an article by which it is held against the others
)

// leadFirst puts the article first that leads a story, whatever order the articles came in: the newest where it tells what has come of
// it, else the one that has most in common with the others. It returns for each place the article's place in what was given.
func leadFirst(articles []*article.Article) []int {
	opened, titles := make([]map[string]bool, len(articles)), make([]map[string]bool, len(articles))
	order := make([]int, len(articles))
	for i, a := range articles {
		opened[i], titles[i], order[i] = opens(a), words.Stems(a.Title), i
	}
	central := make([]int, len(articles)) // in thousandths: sums of whole numbers do not depend on the order
	for i := range opened {
		for j := range opened {
			if i != j {
				central[i] += int(1000 * (alike(opened[i], opened[j]) + shareIn(titles[i], opened[j])))
			}
		}
	}
	newest := newestBy(articles, development)
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := articles[i], articles[j]
		switch newest {
		case a:
			return -1
		case b:
			return 1
		}
		return cmp.Or(cmp.Compare(central[j], central[i]), cmp.Compare(a.Text, b.Text), cmp.Compare(a.Link, b.Link))
	})
	return order
}

// newestBy is the article that is newer than all others by a time, or nil. A time that was guessed counts for none.
func newestBy(articles []*article.Article, lead time.Duration) *article.Article {
	var newest *article.Article
	var at, before time.Time
	for _, a := range articles {
		published := a.Published
		switch {
		case published.IsZero() || a.PublishedGuessed:
			return nil
		case published.After(at):
			newest, before, at = a, at, published
		case published.After(before):
			before = published
		}
	}
	if len(articles) < 2 || at.Sub(before) < lead {
		return nil
	}
	return newest
}

// opens is what an article tells first.
func opens(a *article.Article) map[string]bool {
	return words.Stems(a.Title + " " + strings.ToValidUTF8(a.Text[:min(len(a.Text), firstBytes)], ""))
}

// shareIn is the share of a title's words that an article has: a title that others tell of, too, is the story's.
func shareIn(title, opened map[string]bool) float64 {
	shared := 0
	for word := range title {
		if opened[word] {
			shared++
		}
	}
	return float64(shared) / float64(max(1, len(title)))
}

// alike is the share of the words of two texts that both have.
func alike(a, b map[string]bool) float64 {
	shared := 0
	for word := range a {
		if b[word] {
			shared++
		}
	}
	return float64(shared) / float64(max(1, len(a)+len(b)-shared))
}

// asGiven is a brief over articles in an order of ours, with its sources in the order in which they were given.
func asGiven(b *Brief, order []int) *Brief {
	given := *b
	given.Sources = make([]Origin, len(order))
	for place, at := range order {
		given.Sources[at] = b.Sources[place]
	}
	given.Gist, given.Agreed = claimsGiven(b.Gist, order), claimsGiven(b.Agreed, order)
	given.Disputed = slices.Clone(b.Disputed)
	for i := range given.Disputed {
		versions := slices.Clone(given.Disputed[i].Versions)
		for j := range versions {
			versions[j].Sentences = evidenceGiven(versions[j].Sentences, order)
		}
		given.Disputed[i].Versions = versions
	}
	given.Quotes = slices.Clone(b.Quotes)
	for i := range given.Quotes {
		q := &given.Quotes[i]
		q.Source, q.Also = order[q.Source], slices.Clone(q.Also)
		for j := range q.Also {
			q.Also[j].Source = order[q.Also[j].Source]
		}
	}
	given.Parties = slices.Clone(b.Parties)
	for i := range given.Parties {
		party := &given.Parties[i]
		party.Positions = slices.Clone(party.Positions)
		for j := range party.Positions {
			party.Positions[j].Sentences = evidenceGiven(party.Positions[j].Sentences, order)
		}
	}
	return &given
}

func claimsGiven(claims []Claim, order []int) []Claim {
	given := slices.Clone(claims)
	for i := range given {
		given[i].Sources = slices.Clone(given[i].Sources)
		for j, source := range given[i].Sources {
			given[i].Sources[j] = order[source]
		}
	}
	return given
}

func evidenceGiven(sentences []Evidence, order []int) []Evidence {
	given := slices.Clone(sentences)
	for i := range given {
		given[i].Source = order[given[i].Source]
	}
	return given
}
