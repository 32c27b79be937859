package attribution

// noSource stands among the candidates for a source that the sentence does not name.
const noSource = -1

// How many mentions before and after a cue are looked at for its source: more than any sentence of news needs.
const (
	mentionsBefore = 40
	mentionsAfter  = 16
)

// sourceCandidates appends the mentions of token i's sentence that stand outside quotations, and noSource last.
func (s *scan) sourceCandidates(out []int32, i int) []int32 {
	sent := s.tokens[i].sent
	from, to := s.mentionsFrom[sent], s.mentionsFrom[sent+1]
	if to-from > mentionsBefore {
		mid := from
		for mid < to && int(s.mentions[mid].from) < i {
			mid++
		}
		from, to = max(from, mid-mentionsBefore), min(to, mid+mentionsAfter)
	}
	for m := from; m < to; m++ {
		if h := s.mentions[m].head; s.tokens[h].quote < 0 {
			out = append(out, m)
		}
	}
	return append(out, noSource)
}

// sourceFeatures appends what the source model sees of mention m as the source of the cue at token i.
func (s *scan) sourceFeatures(fs []feature, i int, m int32) []feature {
	t := &s.tokens[i]
	p, n := s.around(i, -1), s.around(i, 1)
	if m == noSource {
		return append(fs, feat(1, t.lemma), feat(2, pair(uint64(t.tag), p.hash)), feat(3, pair(uint64(t.tag), uint64(n.tag))),
			feat(4, pair(uint64(p.tag), uint64(t.tag))), feat(5, pair(t.lemma, uint64(p.tag))), feat(6, pair(t.lemma, uint64(t.tag))), feat(7, p.lemma),
			feat(8, uint64(boolInt(int32(i)-s.first[t.sent] < 2))))
	}
	x := &s.mentions[m]
	h := &s.tokens[x.head]
	b := s.between(i, x)
	before, after := s.around(int(x.from), -1), s.around(int(x.to)-1, 1)
	sort := s.sortOf(x)
	cue := pair(t.lemma, uint64(t.tag))
	side := b.side
	known := uint64(0)
	if x.kind == named && x.entity >= 0 {
		e := &s.entities[x.entity]
		known = uint64(e.kind[0]) | uint64(level(int(e.count)))<<8
	}
	fs = append(fs, feat(41, pair(known, side)), feat(42, pair(known, b.shape)),
		feat(11, b.shape), feat(12, pair(b.shape, cue)), feat(13, pair(b.shape, sort)), feat(14, pair(side, uint64(b.mentions))),
		feat(15, pair(sort, side)), feat(16, pair(side, h.lemma)), feat(17, pair(side, pair(before.hash, uint64(h.tag)))),
		feat(18, pair(side, after.hash)), feat(19, pair(side, uint64(after.tag))), feat(20, pair(cue, side)), feat(21, pair(cue, pair(side, uint64(b.mentions)))),
		feat(22, pair(side, b.tags)), feat(23, pair(uint64(t.tag), pair(side, b.tags))), feat(24, pair(side, uint64(before.tag))),
		feat(25, pair(t.lemma, pair(side, before.hash))), feat(26, pair(b.shape, pair(uint64(before.tag), uint64(after.tag)))),
		feat(27, pair(pair(sort, b.shape), uint64(t.tag))), feat(28, pair(uint64(boolInt(x.from == s.first[t.sent])), pair(side, uint64(b.mentions)))),
		feat(29, pair(uint64(n.tag), pair(side, uint64(t.tag)))), feat(30, pair(n.hash, side)), feat(31, pair(p.hash, side)), feat(32, pair(b.first, side)),
		feat(33, pair(b.last, side)), feat(34, pair(pair(b.first, b.last), pair(side, uint64(t.tag)))), feat(35, pair(h.suffix, side)),
		feat(36, pair(sort, pair(after.hash, side))), feat(37, pair(sort, pair(before.hash, side))),
		feat(38, pair(side, pair(uint64(b.distance), sort))), feat(39, pair(h.lemma, t.lemma)),
		feat(40, pair(uint64(p.tag), pair(side, uint64(t.tag)))))
	near, subject := s.quoteNear(i), uint64(boolInt(s.clauseOf(i).subject == int(m)))
	fs = append(fs, feat(43, pair(near, pair(side, uint64(b.mentions)))), feat(44, pair(near, b.shape)), feat(45, pair(near, pair(side, sort))),
		feat(46, pair(subject, cue)), feat(47, pair(subject, pair(side, sort))), feat(48, pair(subject, pair(side, near))))
	return fs
}

// A gap is what lies between a cue and a mention.
type gap struct {
	side     uint64 // 0 left of the cue, 1 right, 2 the mention holds the cue
	mentions int    // how many other mentions lie between, up to 4
	distance int    // level of the number of tokens
	shape    uint64 // side, and which kinds of words lie between
	tags     uint64 // the tags between, if they are few
	first    uint64 // the word that follows the mention on the way to the cue
	last     uint64 // the word that precedes the cue
}

// What can lie between a cue and a mention, as the learned tables know it by number.
const (
	quotedBetween uint64 = 1 << iota
	commaBetween
	commasBetween // two and more
	signBetween
	verbBetween
	participleBetween
	conjunctionBetween
	prepositionBetween
	toBetween
	relativeBetween
	negationBetween
)

// between tells what lies between the cue at token i and mention x.
func (s *scan) between(i int, x *mention) gap {
	switch {
	case int(x.from) > i:
		return s.gapOf(i+1, int(x.from), 1)
	case int(x.to) > i:
		return gap{side: 2, shape: uint64(int(x.to) - i)}
	}
	return s.gapOf(int(x.to), i, 0)
}

// gapOf is the gap of tokens [from, to) on the given side of a cue.
func (s *scan) gapOf(from, to int, side uint64) gap {
	const few = 4 // tokens
	g := gap{side: side, distance: level(to - from)}
	var flags uint64
	tags := uint64(fnvOffset)
	for k := from; k < to; k++ {
		t := &s.tokens[k]
		sort := sortBetween(t)
		if sort == commaBetween && flags&commaBetween != 0 {
			sort = commasBetween
		}
		flags |= sort
		if t.in(negation) {
			flags |= negationBetween
		}
		tags = (tags ^ uint64(t.tag)) * fnvPrime
		if s.startsMention[k] && g.mentions < 4 {
			g.mentions++
		}
	}
	g.shape = flags<<2 | side
	if to-from <= few {
		g.tags = tags
	} else {
		g.tags = flags << 8
	}
	if from < to {
		g.first, g.last = s.tokens[from].hash, s.tokens[to-1].hash
	}
	return g
}

// sortBetween is what a token between a cue and a mention is, or 0 where it is nothing of note.
func sortBetween(t *token) uint64 {
	switch {
	case t.quote >= 0:
		return quotedBetween
	case t.sign == ',':
		return commaBetween
	case t.kind == punct:
		return signBetween
	case t.in(auxiliary):
		return 0
	case tagsBetween[t.tag] == 0 && t.in(relative):
		return relativeBetween
	}
	return tagsBetween[t.tag]
}

// tagsBetween is what a word so tagged is between a cue and a mention.
var tagsBetween = [tagCount]uint64{
	tagVerb: verbBetween, tagVerbS: verbBetween, tagPast: verbBetween, tagModal: verbBetween, // the finite ones
	tagGerund: participleBetween, tagPart: participleBetween,
	tagConj: conjunctionBetween, tagPrep: prepositionBetween, tagTo: toBetween, tagWh: relativeBetween,
}

// sortOf classes a mention: its kind, and for pronouns which, for nominals whether the noun can speak.
func (s *scan) sortOf(x *mention) uint64 {
	h := &s.tokens[x.head]
	v := uint64(x.kind)
	switch x.kind {
	case pronoun:
		v |= uint64(h.class&(personal|relative|indefinite)) << 3
	case nominal:
		v |= uint64(boolInt(h.in(groupNoun|title))) << 2
	case named:
		v |= uint64(boolInt(x.name < x.head))<<2 | uint64(boolInt(h.in(bodyWord)))<<3 | uint64(boolInt(x.name > x.from))<<4 | uint64(boolInt(h.is(allCaps)))<<5
	}
	if x.owner >= 0 {
		v |= 1 << 60
	}
	if int(x.to) < len(s.tokens) && s.tokens[x.to].tag == tagEnding {
		v |= 1 << 61
	}
	if x.kind == pronoun && h.tag == tagPossessive {
		v |= 1 << 62
	}
	return v
}
