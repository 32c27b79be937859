package attribution

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
		var sums [tagStride]int32
		for _, f := range tagFeatures(buffer[:0], tokens, i) {
			row := w[int(f&mask)*tagStride:][:tagStride]
			for k, v := range row {
				sums[k] += int32(v)
			}
		}
		best := tagNoun
		for k := tagNoun; k < tagCount; k++ {
			if sums[k] > sums[best] {
				best = k
			}
		}
		t.tag = best
	}
}

// tagStride is the number of weights a feature has in the tagger's table, one a tag and some to spare.
const tagStride = 24
