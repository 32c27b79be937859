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
	Terms    []Term    `json:"terms"` // what the story was about, the heaviest first
}

const (
	// RememberFor is how long after it was last told a story is remembered.
	RememberFor = 14 * 24 * time.Hour

	// continues is how alike a story and one that was told are at least for the one to continue the other. It is above the
	// threshold of grouping, for the words of two days were weighed apart. docs/quality.md has how often it errs.
	continues = 0.25

	articlesSeen = 600 // hashes of articles that are kept of a story, at most six an article
	textPrints   = 4   // shingles by which a text is known again
	sameText     = 3   // of which so many are enough
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
	t := newTokenizer()
	n := Novelty{story: story, Continues: continued(t, story, seen)}
	for _, a := range story.Articles {
		if a.told(t, told) {
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
func continued(t *tokenizer, story Story, seen []Seen) *Seen {
	own := map[uint64]bool{}
	for _, a := range story.all() {
		sure, _ := a.prints(t)
		for _, h := range sure {
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

// prints are the hashes by which an article is known again: surely, by its ID and by its title if that is long; and by bits of
// its text, of which no single one tells.
func (a Article) prints(t *tokenizer) (sure, text []uint64) {
	sure = []uint64{hash("id", a.ID)}
	s := t.sketch(a)
	if s.title != 0 {
		sure = append(sure, s.title)
	}
	if len(s.shingles) >= leastSketch {
		text = s.shingles[:textPrints]
	}
	return sure, text
}

// told says whether an article, or one that is much the same, is among what was told.
func (a Article) told(t *tokenizer, told map[uint64]bool) bool {
	sure, text := a.prints(t)
	if slices.ContainsFunc(sure, func(h uint64) bool { return told[h] }) {
		return true
	}
	known := 0
	for _, h := range text {
		if told[h] {
			known++
		}
	}
	return known >= sameText
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
	t := newTokenizer()
	for _, a := range slices.Backward(n.story.all()) {
		sure, text := a.prints(t)
		s.Articles = append(append(s.Articles, text...), sure...)
	}
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
