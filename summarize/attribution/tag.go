package attribution

import "encoding/binary"

// A tag is a word's part of speech, coarse.
type tag uint8

const (
	tagNone tag = iota
	tagPunct
	tagNoun
	tagName
	tagVerb   // base form or present
	tagVerbS  // third person present
	tagPast   // past tense
	tagPart   // past participle
	tagGerund // -ing
	tagModal
	tagAdj
	tagAdverb
	tagDet
	tagPrep
	tagConj
	tagPronoun
	tagPossessive // "his"
	tagTo
	tagWh
	tagNumber
	tagEnding // possessive 's
	tagCount
)

// isVerb reports whether the tag is of a verb's form, finite or not.
func (t tag) isVerb() bool { return t >= tagVerb && t <= tagModal }

// isFinite reports whether a verb so tagged can be its clause's own.
func (t tag) isFinite() bool { return t == tagVerb || t == tagVerbS || t == tagPast || t == tagModal }

// isNominal reports whether a word so tagged can stand inside a noun phrase, before or as its head.
func (t tag) isNominal() bool { return t == tagNoun || t == tagName || t == tagAdj || t == tagNumber }

// tagFeatures appends what the tagger sees at token i, whose neighbours to the left have their tags.
func tagFeatures(fs []feature, tokens []token, i int) []feature {
	at := func(k int) *token {
		if k < 0 || k >= len(tokens) || tokens[k].para != tokens[i].para {
			return &outside
		}
		return &tokens[k]
	}
	t, p, pp, n, nn := at(i), at(i-1), at(i-2), at(i+1), at(i+2)
	prev, prev2 := uint64(p.tag), uint64(p.tag)<<8|uint64(pp.tag)
	sh := uint64(t.shape & (capital | allCaps | hyphened))
	return append(fs,
		feat(1, t.hash), feat(2, pair(t.suffix, sh)), feat(3, prev), feat(4, prev2), feat(5, pair(t.hash, prev)),
		feat(6, p.hash), feat(7, n.hash), feat(8, n.suffix), feat(9, pp.hash), feat(10, nn.hash),
		feat(11, sh|uint64(p.shape&capital)<<8|uint64(n.shape&capital)<<16|uint64(boolInt(p == &outside))<<32),
		feat(12, pair(t.suffix, prev)), feat(13, pair(n.suffix, prev)))
}

// outside stands for what is before and after a paragraph.
var outside = token{kind: punct, tag: tagPunct, hash: 1, quote: -1}

// tagger gives each word its part of speech, left to right, each choice final (Ratnaparkhi 1996; the features are those of
// Honnibal's averaged perceptron).
func (m *models) tagTokens(tokens []token) {
	w := m.linear[modelTag].weights
	if len(w) == 0 {
		return
	}
	mask := feature(len(w)/tagStride - 1)
	var buffer [16]feature
	for i := range tokens {
		t := &tokens[i]
		if t.kind != word {
			t.tag = tagPunct
			if t.kind == number {
				t.tag = tagNumber
			}
			continue
		}
		if known, ok := m.tags[t.hash]; ok && !(t.is(capital) && known != tagName && known < tagDet) {
			t.tag = known
			continue
		}
		var sums tagSums
		for _, f := range tagFeatures(buffer[:0], tokens, i) {
			sums.add(w[int(f&mask)*tagStride:])
		}
		t.tag = sums.best()
	}
}

// tagStride is the number of weights a feature has in the tagger's table, one a tag and some to spare.
const tagStride = 24

// tagSums are the sums of rows of weights, four of them in a word: those of the even tags of each eight, and those of the odd ones.
// A weight counts 128 more than it is, so that none is negative; with 257 rows or more a sum could run into the next.
type tagSums struct{ even, odd [tagStride / 8]uint64 }

func (s *tagSums) add(row []byte) {
	const more, second = 0x8080808080808080, 0x00ff00ff00ff00ff
	_ = row[tagStride-1]
	for k := range s.even {
		eight := binary.LittleEndian.Uint64(row[8*k:]) ^ more
		s.even[k] += eight & second
		s.odd[k] += eight >> 8 & second
	}
}

func (s *tagSums) of(t tag) uint16 {
	sums := &s.even
	if t%2 == 1 {
		sums = &s.odd
	}
	return uint16(sums[t/8] >> (t % 8 / 2 * 16))
}

// best is the first of the tags with the largest sum.
func (s *tagSums) best() tag {
	best := tagNoun
	for t := tagNoun; t < tagCount; t++ {
		if s.of(t) > s.of(best) {
			best = t
		}
	}
	return best
}
