package attribution

// mayCue reports whether token i could be the head of a cue: a word outside quotations that is no function word, or one
// of the few prepositions that attribute ("in a statement", "for"), or a colon that stands before words.
func (s *scan) mayCue(i int) bool {
	t := &s.tokens[i]
	if t.quote >= 0 {
		return false
	}
	if t.kind == punct {
		return t.sign == ':' && t.is(spaceAfter)
	}
	return t.kind == word && t.class&(determiner|personal|possessive|conjunction|modal) == 0 &&
		(!t.in(auxiliary) || t.tag.isVerb()) && t.tag != tagEnding && (t.tag != tagName || !t.is(capital) || t.sent == 0)
}

// around gives the token at offset d from i within its sentence.
func (s *scan) around(i, d int) *token {
	k := i + d
	if k < 0 || k >= len(s.tokens) || s.tokens[k].sent != s.tokens[i].sent {
		return &outside
	}
	return &s.tokens[k]
}

// A clause is what stands to the left of a possible cue: the nearest mention that could be its subject, and the words
// between them.
type clause struct {
	subject  int // index of the mention, or -1
	verbs    int // other verbs between the subject and the cue
	aux      uint64
	negated  bool
	prepared bool // a preposition stands before the subject
}

// clauseOf looks left from token i for its subject.
func (s *scan) clauseOf(i int) clause {
	c := clause{subject: -1}
	for k := i - 1; k >= 0 && s.tokens[k].sent == s.tokens[i].sent && k > i-40; k-- {
		t := &s.tokens[k]
		if m := s.ends[k]; m >= 0 {
			c.subject = int(m)
			if f := int(s.mentions[m].from); f > 0 && s.tokens[f-1].sent == t.sent && s.tokens[f-1].tag == tagPrep {
				c.prepared = true
				k = f - 1
				if k > 0 && s.tokens[k-1].tag.isNominal() { // "a spokesman for X": go on to the head
					c.subject = -1
					continue
				}
			}
			return c
		}
		switch {
		case t.in(negation):
			c.negated = true
		case t.in(auxiliary):
			c.aux = t.hash
		case t.tag.isVerb():
			c.verbs++
		}
	}
	return c
}

// cueFeatures appends what the cue models see at token i.
func (s *scan) cueFeatures(fs []feature, i int) []feature {
	t := &s.tokens[i]
	p, pp, n, nn := s.around(i, -1), s.around(i, -2), s.around(i, 1), s.around(i, 2)
	c := s.clauseOf(i)
	tg := uint64(t.tag)
	subject := uint64(99)
	subjectHead := uint64(0)
	if c.subject >= 0 {
		m := &s.mentions[c.subject]
		h := &s.tokens[m.head]
		subject = uint64(m.kind)
		subjectHead = h.lemma
		if m.kind == named {
			subjectHead = 2
		}
		if m.kind == pronoun {
			subjectHead = h.hash
		}
	}
	verbs := uint64(min(c.verbs, 2))
	lem := t.lemma
	q := s.quoteNear(i)
	place := uint64(min(int(t.para), 1))<<1 | uint64(boolInt(i-int(s.first[t.sent]) < 3))
	fs = append(fs,
		feat(1, lem), feat(2, t.hash), feat(3, pair(lem, tg)), feat(4, pair(lem, n.hash)), feat(5, pair(lem, p.hash)),
		feat(6, pair(lem, uint64(n.tag))), feat(7, pair(lem, uint64(p.tag))), feat(8, pair(lem, subject<<4|verbs)),
		feat(9, pair(tg, pair(uint64(p.tag), uint64(n.tag)))), feat(10, p.hash), feat(11, n.hash), feat(12, pp.hash), feat(13, nn.hash),
		feat(14, pair(tg, subjectHead)), feat(15, pair(tg, subject<<4|verbs)), feat(16, pair(lem, q)), feat(17, pair(tg, q)),
		feat(18, pair(lem, pair(n.hash, uint64(nn.tag)))), feat(19, pair(t.suffix, tg)), feat(20, pair(tg, c.aux)), feat(21, pair(lem, c.aux)),
		feat(22, pair(lem, uint64(boolInt(c.negated)))), feat(23, pair(tg, place)), feat(24, pair(lem, place)),
		feat(25, pair(tg, pair(p.hash, n.hash))), feat(26, pair(uint64(pp.tag), pair(uint64(p.tag), tg))), feat(27, pair(tg, pair(uint64(n.tag), uint64(nn.tag)))),
		feat(28, pair(subjectHead, lem)), feat(29, pair(tg, uint64(boolInt(c.prepared)))), feat(30, pair(lem, pp.hash)), feat(31, pair(lem, nn.hash)),
		feat(32, pair(tg, uint64(min(i-int(s.first[t.sent]), 30))/3)), feat(33, pair(tg, uint64(t.class&speech))),
		feat(34, pair(uint64(t.class&speech), pair(uint64(p.tag), uint64(n.tag)))))
	sit := s.outsideQuotes(i)
	fs = append(fs, feat(36, sit), feat(37, pair(sit, lem)), feat(38, pair(sit, uint64(n.hash))), feat(39, pair(sit>>8, q)))
	for d := -5; d <= 5; d++ {
		if d < -2 || d > 2 {
			fs = append(fs, feat(35, pair(s.around(i, d).lemma, uint64(boolInt(d > 0)))))
		}
	}
	return fs
}

// quoteNear tells where a quotation lies from token i: before or after it in the sentence, near or far, or none.
func (s *scan) quoteNear(i int) uint64 {
	v := uint64(0)
	for d := 1; d <= 12; d++ {
		if t := s.around(i, d); t.quote >= 0 {
			v |= uint64(min(d, 4))
			break
		}
	}
	for d := 1; d <= 12; d++ {
		if t := s.around(i, -d); t.quote >= 0 {
			v |= uint64(min(d, 4)) << 4
			break
		}
	}
	return v
}

// outsideQuotes tells how many words of token i's sentence stand outside quotations: after it up to the first quotation,
// after that quotation, and before the token; and whether the sentence holds a quotation at all.
func (s *scan) outsideQuotes(i int) uint64 {
	from, to := int(s.first[s.tokens[i].sent]), int(s.first[s.tokens[i].sent+1])
	next, later, before, quoted := 0, 0, 0, uint64(0)
	for k := i + 1; k < to; k++ {
		switch t := &s.tokens[k]; {
		case t.quote >= 0:
			quoted |= 1
		case t.kind == word && quoted&1 == 0:
			next++
		case t.kind == word:
			later++
		}
	}
	for k := i - 1; k >= from; k-- {
		if s.tokens[k].quote >= 0 {
			quoted |= 2
		} else if s.tokens[k].kind == word {
			before++
		}
	}
	if quoted == 0 {
		return uint64(level(next))
	}
	return quoted<<12 | uint64(level(next))<<8 | uint64(level(later))<<4 | uint64(level(before))
}

// level puts a count into one of seven classes.
func level(n int) int {
	switch {
	case n <= 3:
		return n
	case n <= 5:
		return 4
	case n <= 9:
		return 5
	}
	return 6
}

// mentionEnds maps each token to the mention that ends at it, or -1. A possessor does not count.
func (s *scan) mentionEnds() []int32 {
	ends := make([]int32, len(s.tokens))
	for i := range ends {
		ends[i] = -1
	}
	for i := range s.mentions {
		m := &s.mentions[i]
		if int(m.to) < len(s.tokens) && s.tokens[m.to].tag == tagEnding || m.kind == pronoun && s.tokens[m.head].tag == tagPossessive {
			continue
		}
		ends[m.to-1] = int32(i)
	}
	return ends
}

// thatHash is the word that opens a clause.
var thatHash = hashWord("that")

// isFramed reports whether cue c stands in a frame that leaves no doubt that somebody states something, whatever else the
// sentence says: "with Jane Doe saying nobody would come", "Jane Doe (CDU) said on Monday that …".
func (s *scan) isFramed(c *cueing) bool {
	t := &s.tokens[c.head]
	if !t.in(speech) || t.in(negation) || c.margin < minMargin || c.source == noSource || !s.isPerson(c.source) || s.mentions[c.source].to > c.head {
		return false
	}
	if t.tag == tagGerund {
		return s.mentions[c.source].to == c.head && s.takesClause(int(c.head))
	}
	return t.tag.isFinite() && s.saysLaterThat(int(c.head))
}

// takesClause reports whether what stands behind the gerund at token i can open a clause.
func (s *scan) takesClause(i int) bool {
	next := s.around(i, 1)
	return next.kind != punct && next.kind != mark && next.tag != tagPrep && next.tag != tagTo
}

// saysLaterThat reports whether "that" opens a clause some words behind the verb at token i, which tell when and to whom it is said.
func (s *scan) saysLaterThat(i int) bool {
	const reach = 4 // words
	for k := i + 1; k <= i+reach && k < len(s.tokens)-1 && s.around(i, k-i).kind == word; k++ {
		if t, next := &s.tokens[k], &s.tokens[k+1]; t.hash == thatHash {
			return k > i+1 && t.tag != tagDet && next.kind != mark && !next.tag.isFinite()
		}
	}
	return false
}
