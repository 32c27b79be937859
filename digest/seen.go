package digest

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"
)

// Seen is what a channel has been told of a story: plain data of a few kilobytes, with a stable JSON form. It holds no text.
type Seen struct {
	Key      string    `json:"key"`      // of the story; it stays as the story goes on
	Told     time.Time `json:"told"`     // when it was last told
	Articles []uint64  `json:"articles"` // hashes of the IDs and titles that were told or passed over, the latest last
	Claims   []uint64  `json:"claims,omitempty"`
	Terms    []Term    `json:"terms"` // what the story was about, the heaviest first
}

const (
	// RememberFor is how long after it was last told a story is remembered.
	RememberFor = 14 * 24 * time.Hour

	// continues is how alike a story and one that was told are at least for the one to continue the other. It is above the
	// threshold of grouping: the two may lie days apart, and a story that is wrongly taken for known loses its place.
	continues = 0.3

	articlesSeen = 400 // hashes of articles that are kept of a story, two an article
	claimsSeen   = 200 // hashes of claims that are kept of a story
)

// Expired says whether a story is to be forgotten.
func (s Seen) Expired(now time.Time) bool { return now.Sub(s.Told) > RememberFor }

// A Novelty is what of a story a channel has not been told.
type Novelty struct {
	Key       string    // the story's own, that of an earlier one when it continues it
	Continues *Seen     // what the channel was told before of the same story; nil for a new one
	New       []Article // of the story's, in its order
	Old       []Article // told before, or a copy of what was told
	story     Story
}

// News compares a story with what a channel has been told. The story has nothing new when New is empty; it is a new story
// when Continues is nil. Stories that have expired are not to be among seen.
func News(story Story, seen []Seen) Novelty {
	told := map[uint64]bool{}
	for _, s := range seen {
		for _, h := range s.Articles {
			told[h] = true
		}
	}
	n := Novelty{story: story, Continues: continued(story, seen)}
	for _, a := range story.Articles {
		if slices.ContainsFunc(a.prints(), func(h uint64) bool { return told[h] }) {
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

// continued is the one of seen that a story continues: the one that it shares most articles with, else the one that is most
// alike, if enough.
func continued(story Story, seen []Seen) *Seen {
	own := map[uint64]bool{}
	for _, a := range story.all() {
		for _, h := range a.prints() {
			own[h] = true
		}
	}
	var best *Seen
	var most float64
	for i := range seen {
		score := likeness(story.Terms, seen[i].Terms)
		if score < continues {
			score = 0
		}
		for _, h := range seen[i].Articles {
			if own[h] {
				score++
			}
		}
		if score > most {
			best, most = &seen[i], score
		}
	}
	return best
}

// prints are the hashes by which an article is known again: of its ID, and of its title if that is long enough to tell.
func (a Article) prints() []uint64 {
	prints := []uint64{hash("id", a.ID)}
	if words := foldedWords(a.Title, leadWords); len(words) >= titleWords {
		prints = append(prints, hash("title", strings.Join(words, " ")))
	}
	return prints
}

// likeness is the cosine of two lists of terms.
func likeness(a, b []Term) float64 {
	weight := make(map[string]float64, len(a))
	var lengthA, lengthB, product float64
	for _, t := range a {
		weight[t.Word] = float64(t.Weight)
		lengthA += float64(t.Weight) * float64(t.Weight)
	}
	for _, t := range b {
		product += weight[t.Word] * float64(t.Weight)
		lengthB += float64(t.Weight) * float64(t.Weight)
	}
	if lengthA == 0 || lengthB == 0 {
		return 0
	}
	return product / math.Sqrt(lengthA*lengthB)
}

// NewClaims are those of claims that the channel has not been told, in order. A claim is a sentence, such as a party's
// position; case, punctuation, stop words, endings and the order of words do not make it another.
func (n Novelty) NewClaims(claims []string) []string {
	var fresh []string
	t := newTokenizer()
	for _, claim := range claims {
		if n.Continues == nil || !slices.Contains(n.Continues.Claims, t.claim(claim)) {
			fresh = append(fresh, claim)
		}
	}
	return fresh
}

// claim is the hash by which a claim is known again.
func (t *tokenizer) claim(text string) uint64 {
	var stems []string
	for _, tok := range t.read(text, "", leadWords) {
		if tok.stem != "" {
			stems = append(stems, tok.stem)
		}
	}
	slices.Sort(stems)
	return hash(slices.Compact(stems)...)
}

// Tell is what the channel has seen of the story once it is told now, with these claims. It takes the place of what Continues
// points to, which has the same key.
func (n Novelty) Tell(claims []string, now time.Time) Seen {
	s := Seen{Key: n.Key, Told: now, Terms: n.story.Terms}
	if n.Continues != nil {
		s.Articles, s.Claims = slices.Clone(n.Continues.Articles), slices.Clone(n.Continues.Claims)
		s.Terms = mixed(n.story.Terms, n.Continues.Terms)
	}
	for _, a := range slices.Backward(n.story.all()) {
		s.Articles = append(s.Articles, a.prints()...)
	}
	t := newTokenizer()
	for _, claim := range claims {
		s.Claims = append(s.Claims, t.claim(claim))
	}
	s.Articles, s.Claims = latest(s.Articles, articlesSeen), latest(s.Claims, claimsSeen)
	return s
}

// latest is the last most different ones of hashes, in order.
func latest(hashes []uint64, most int) []uint64 {
	known := map[uint64]bool{}
	var kept []uint64
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
