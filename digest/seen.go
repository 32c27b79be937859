package digest

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"time"
)

// Seen is what a channel has been told of a story: plain data of a few kilobytes, with a stable JSON form. It holds no text.
type Seen struct {
	Key      string    `json:"key"`      // of the story; it stays as the story goes on
	Told     time.Time `json:"told"`     // when it was last told
	Articles []uint64  `json:"articles"` // hashes of IDs, titles and bits of text of its articles, the latest last
	Claims   []uint64  `json:"claims,omitempty"`
	Words    []uint32  `json:"words,omitempty"` // hashes of the claims' words
	Terms    []Term    `json:"terms"`           // what the story was about, the heaviest first
}

const (
	// RememberFor is how long after it was last told a story is remembered.
	RememberFor = 14 * 24 * time.Hour

	// continues is how alike a story and one that was told are at least for the one to continue the other. It is above the
	// threshold of grouping, for the words of two days were weighed apart. docs/quality.md has how often it errs.
	continues = 0.25

	articlesSeen = 600 // hashes of articles that are kept of a story, at most six an article
	textPrints   = 4   // shingles by which, with its title, a text is known again
	sameText     = 3   // of these five are enough
	claimsSeen   = 200 // hashes of claims that are kept of a story
	wordsSeen    = 300 // and of their words
)

// A Novelty is what of a story a channel has not been told.
type Novelty struct {
	Key       string    // the story's own, that of an earlier one when it continues it
	Continues *Seen     // what the channel was told before of the same story; nil for a new one
	New       []Article // of the story's, in its order
	Old       []Article // told before, or a copy of what was told
	story     Story
}

// A mark says of a print whether an article is surely known by it, and whether the channel was told it.
type mark struct{ sure, told bool }

// News compares a story with what a channel has been told. The story has nothing new when New is empty; it is a new story
// when Continues is nil. Stories that were last told more than RememberFor ago are not to be among seen.
func News(story Story, seen []Seen) Novelty {
	n := Novelty{story: story}
	prints := map[uint64]mark{}
	for _, a := range story.all() {
		sure, loose := a.prints()
		for _, h := range loose {
			prints[h] = mark{}
		}
		for _, h := range sure {
			prints[h] = mark{sure: true}
		}
	}
	n.Continues = continued(story.Terms, prints, seen)
	for _, a := range story.Articles {
		if a.told(prints) {
			n.Old = append(n.Old, a)
		} else {
			n.New = append(n.New, a)
		}
	}
	if n.Key = fmt.Sprintf("%016x", hash(story.first().ID)); n.Continues != nil {
		n.Key = n.Continues.Key
	}
	return n
}

// continued is the one of seen that a story continues, or nil: the one that shares most with it, or that is most alike if
// enough. It marks the prints of what the channel was told.
func continued(terms []Term, prints map[uint64]mark, seen []Seen) *Seen {
	weights, length := weightsOf(terms)
	var best *Seen
	var most float64
	for i := range seen {
		score := 0.0
		if alike := likeness(weights, length, seen[i].Terms); alike >= continues {
			score = alike
		}
		for _, h := range seen[i].Articles {
			m, own := prints[h]
			if !own {
				continue
			}
			prints[h] = mark{m.sure, true}
			if m.sure {
				score++
			}
		}
		if score > most {
			best, most = &seen[i], score
		}
	}
	return best
}

// prints are the hashes by which an article is known again: surely, by its ID and, where there is no text to compare, by its
// title; and bits of its text and the title, of which no single one tells, for columns have the same title every day.
func (a Article) prints() (sure, loose []uint64) {
	sure = []uint64{hash("id", a.ID)}
	s := sketchOf(a)
	if len(s.shingles) >= leastSketch {
		loose = append(loose, s.shingles[:textPrints]...)
		if s.title != 0 {
			loose = append(loose, s.title)
		}
	} else if s.title != 0 {
		sure = append(sure, s.title)
	}
	return sure, loose
}

// told says whether an article, or one that is much the same, is marked as told.
func (a Article) told(prints map[uint64]mark) bool {
	sure, loose := a.prints()
	if slices.ContainsFunc(sure, func(h uint64) bool { return prints[h].told }) {
		return true
	}
	known := 0
	for _, h := range loose {
		if prints[h].told {
			known++
		}
	}
	return known >= sameText
}

// weightsOf is terms by their words, and their length as a vector.
func weightsOf(terms []Term) (weights map[string]float64, length float64) {
	weights = make(map[string]float64, len(terms))
	for _, t := range terms {
		weights[t.Word] = float64(t.Weight)
		length += float64(t.Weight) * float64(t.Weight)
	}
	return weights, math.Sqrt(length)
}

// likeness is the cosine of a story's terms, from weightsOf, and others.
func likeness(weights map[string]float64, length float64, others []Term) float64 {
	var product, other float64
	for _, t := range others {
		product += weights[t.Word] * float64(t.Weight)
		other += float64(t.Weight) * float64(t.Weight)
	}
	if length == 0 || other == 0 {
		return 0
	}
	return product / (length * math.Sqrt(other))
}

// NewClaims are those of claims that the channel has not been told, in order. A claim is a sentence, such as a party's
// position; case, punctuation, stop words, endings and the order of words do not make it another. One of which every word was told in the
// story's claims is told as well: what goes on brings a word of its own.
func (n Novelty) NewClaims(claims []string) []string {
	if n.Continues == nil {
		return claims
	}
	words := map[uint32]bool{}
	for _, word := range n.Continues.Words {
		words[word] = true
	}
	isNew := func(word uint32) bool { return !words[word] }
	var fresh []string
	t := theTokenizer()
	for _, claim := range claims {
		hash, own := t.claim(claim)
		if !slices.Contains(n.Continues.Claims, hash) && (slices.ContainsFunc(own, isNew) || len(own) == 0) {
			fresh = append(fresh, claim)
		}
	}
	return fresh
}

// claim is the hash by which a claim is known again, and those of its words.
func (t *tokenizer) claim(text string) (claim uint64, words []uint32) {
	var stems []string
	for _, tok := range t.read(text, "", leadWords) {
		if tok.stem != "" {
			stems = append(stems, tok.stem)
		}
	}
	slices.Sort(stems)
	stems = slices.Compact(stems)
	for _, stem := range stems {
		words = append(words, uint32(hash(stem)))
	}
	return hash(stems...), words
}

// Tell is what the channel has seen of the story once it is told now, with these claims. It takes the place of what Continues
// points to, which has the same key.
func (n Novelty) Tell(claims []string, now time.Time) Seen {
	s := Seen{Key: n.Key, Told: now, Terms: n.story.Terms}
	if n.Continues != nil {
		s.Articles, s.Claims, s.Words = slices.Clone(n.Continues.Articles), slices.Clone(n.Continues.Claims), slices.Clone(n.Continues.Words)
		s.Terms = mixed(n.story.Terms, n.Continues.Terms)
	}
	t := theTokenizer()
	for _, a := range slices.Backward(n.story.all()) {
		sure, loose := a.prints()
		s.Articles = append(append(s.Articles, loose...), sure...)
	}
	for _, claim := range claims {
		hash, words := t.claim(claim)
		s.Claims, s.Words = append(s.Claims, hash), append(s.Words, words...)
	}
	s.Articles, s.Claims, s.Words = latest(s.Articles, articlesSeen), latest(s.Claims, claimsSeen), latest(s.Words, wordsSeen)
	return s
}

// latest is the last most different ones of hashes, in order.
func latest[H uint32 | uint64](hashes []H, most int) []H {
	known := map[H]bool{}
	var kept []H
	for _, h := range slices.Backward(hashes) {
		if !known[h] && len(kept) < most {
			known[h] = true
			kept = append(kept, h)
		}
	}
	slices.Reverse(kept)
	return kept
}

// mixed is what a story is about that goes on: today's terms and the earlier ones, in equal parts, the heaviest first.
func mixed(today, before []Term) []Term {
	weight := map[string]float32{}
	for _, list := range [][]Term{today, before} {
		for _, t := range list {
			weight[t.Word] += t.Weight / 2
		}
	}
	var terms []Term
	for _, word := range slices.Sorted(maps.Keys(weight)) {
		terms = append(terms, Term{word, weight[word]})
	}
	slices.SortStableFunc(terms, func(a, b Term) int { return cmp.Compare(b.Weight, a.Weight) })
	return terms[:min(len(terms), maxTerms)]
}
