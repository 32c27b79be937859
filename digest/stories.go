// Package digest makes digests: the news of a period as stories, each with who said what. It knows no database and no Discord.
//
// [Group] puts articles into stories, without a model; [Rank] chooses the ones to tell; [News] says what of a story a channel
// has not been told yet, from the [Seen] that [Novelty.Tell] left behind.
package digest

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"parley/article"
)

// An Article is what is known of an article when it is put into a story.
type Article struct {
	ID        string // a stable key, such as the canonical link; of two articles with one ID, the first counts
	Link      string
	Title     string
	Text      string // as much as is at hand; may be empty. Only its beginning is compared
	Source    string // whose it is, such as the site's host: articles of one source count as one voice
	Language  string // as in "en" or "en-GB"; "" when not known
	Published time.Time
	Kind      article.PageKind // as far as it is known; "" counts as a report
}

// A Story is articles about one event.
type Story struct {
	Articles []Article // reports before live blogs and opinion, of each the most typical of the story first; no copies
	Copies   []Article // the same text as one of Articles, such as an agency's report on another site, or an earlier state of it
	Sources  int       // independent ones that report: a source, and all who copied from it or from whom it copied, count once
	Terms    []Term    // what the story is about, the heaviest first; for [News]
}

// A Term is a word, or two neighbouring ones, as the grouping compares it, and its share in what a story is about.
type Term struct {
	Word   string  `json:"w"`
	Weight float32 `json:"v"`
}

// Latest is when the story's newest article was published; zero when no time is known.
func (s Story) Latest() time.Time {
	var latest time.Time
	for _, a := range s.all() {
		if a.Published.After(latest) {
			latest = a.Published
		}
	}
	return latest
}

// outlets counts those that carry the story, each once, whoever wrote what they carry; an article that is nobody's counts for itself.
func (s Story) outlets() int {
	names, nameless := map[string]bool{}, 0
	for _, a := range s.all() {
		switch name := strings.ToLower(a.Source); {
		case asideOf(a.Kind) != "" && s.reported():
		case name == "":
			nameless++
		default:
			names[name] = true
		}
	}
	return len(names) + nameless
}

// reported says whether the story has a report, and not only live blogs, opinion and the like.
func (s Story) reported() bool { return asideOf(s.Articles[0].Kind) == "" }

// all is the story's articles and their copies.
func (s Story) all() []Article { return slices.Concat(s.Articles, s.Copies) }

// How alike stories are at least that Group makes one of, the cosine of their centroids: set so that a wrong join is rare rather than a missed one.
// Whole texts have so many words of their own that less will do, on days with few articles; the more there are, the more of them are alike that
// tell different stories. docs/quality.md has the curve.
const (
	mostThreshold  = 0.20
	leastThreshold = 0.14 // of whole texts, where there are no more than thinDay
	perDoubling    = 0.0125
	thinDay        = 10 // articles within fullFor of one
)

// thresholdAmong is the threshold for stories with so many articles of the same days, all of them whole texts or not.
func thresholdAmong(articles int, whole bool) float64 {
	if !whole {
		return mostThreshold
	}
	doublings := math.Log2(float64(max(articles, thinDay)) / thinDay)
	return min(mostThreshold, leastThreshold+perDoubling*doublings)
}

// A threshold says how alike stories must be, with so many articles of the same days, all of them whole texts or not.
type threshold func(articles int, whole bool) float64

// maxTerms is how many terms a story keeps of what it is about.
const maxTerms = 40

// Group puts articles into stories. The result does not depend on the order of articles; stories are in the order of their
// first publication. It takes time and memory nearly in proportion to the number of articles.
//
// Articles are compared by their titles and the beginnings of their texts: words and pairs of words, weighted by how rare they
// are among the articles at hand and in the news at large (TF-IDF), joined bottom up by the cosine of centroids. Stories in
// different languages are joined by the names and numbers that they share.
func Group(articles []Article) []Story { return groupBy(articles, thresholdAmong) }

// groupBy is Group with another threshold between 0, where everything that shares a word is one story, and 1.
func groupBy(articles []Article, least threshold) []Story {
	articles = inOrder(articles)
	v, t := newVocabulary(), theTokenizer()
	documents := make([]document, len(articles))
	times := make([]time.Time, len(articles))
	for i, a := range articles {
		documents[i], times[i] = v.document(t, a), a.Published
	}
	vectors := v.weigh(documents)
	group := acrossLanguages(documents, times, clusterDocuments(documents, vectors, times, least))
	var stories []Story
	for _, members := range byGroup(group) {
		stories = append(stories, newStory(v, articles, vectors, members))
	}
	slices.SortStableFunc(stories, func(a, b Story) int { return earlier(a.first(), b.first()) })
	return stories
}

// inOrder is articles without repeated IDs, in an order that is the same however they came and says nothing of them.
func inOrder(articles []Article) []Article {
	known := map[string]bool{}
	var ordered []Article
	for _, a := range articles {
		if !known[a.ID] {
			known[a.ID] = true
			ordered = append(ordered, a)
		}
	}
	slices.SortFunc(ordered, func(a, b Article) int { return cmp.Or(cmp.Compare(hash(a.ID), hash(b.ID)), cmp.Compare(a.ID, b.ID)) })
	return ordered
}

// newStory makes a story of articles[members].
func newStory(v *vocabulary, articles []Article, vectors []vector, members []int) Story {
	centroid := heaviest(slices.Clone(total(vectors, members)), maxTerms)
	typical := make(map[string]float32, len(members))
	own := make([]Article, len(members))
	for n, i := range members {
		own[n] = articles[i]
		typical[articles[i].ID] = dot(vectors[i], centroid)
	}
	slices.SortFunc(own, earlier)
	var s Story
	s.Articles, s.Copies, s.Sources = withoutCopies(own)
	slices.SortStableFunc(s.Articles, func(a, b Article) int {
		return cmp.Or(compareKinds(a.Kind, b.Kind), cmp.Compare(typical[b.ID], typical[a.ID]))
	})
	for _, e := range centroid {
		s.Terms = append(s.Terms, Term{v.words[e.term], e.weight})
	}
	slices.SortFunc(s.Terms, func(a, b Term) int { return cmp.Or(cmp.Compare(b.Weight, a.Weight), cmp.Compare(a.Word, b.Word)) })
	return s
}

// total is the sum of the vectors of members. It adds pairs, then pairs of pairs, which keeps the sums short for long.
func total(vectors []vector, members []int) vector {
	sums := make([]vector, len(members))
	for n, i := range members {
		sums[n] = vectors[i]
	}
	for len(sums) > 1 {
		half := sums[:0:0]
		for n := 0; n < len(sums); n += 2 {
			if n+1 == len(sums) {
				half = append(half, sums[n])
				continue
			}
			half = append(half, plus(sums[n], sums[n+1]))
		}
		sums = half
	}
	return sums[0]
}

// earlier orders articles by their time, those without one last, and by ID.
func earlier(a, b Article) int {
	if a.Published.IsZero() != b.Published.IsZero() {
		if a.Published.IsZero() {
			return 1
		}
		return -1
	}
	return cmp.Or(a.Published.Compare(b.Published), cmp.Compare(a.ID, b.ID))
}

// first is the story's earliest article.
func (s Story) first() Article {
	return slices.MinFunc(s.Articles, earlier)
}
