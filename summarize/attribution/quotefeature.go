package attribution

// quoteFeatures appends what the quotation model sees of choice c for the quotation q, tokens [from, to). before is the
// choice made for the quotation before it.
func (s *scan) quoteFeatures(fs []feature, q, from, to int, c choice, before choice) []feature {
	first, last := &s.tokens[from], &s.tokens[to-1]
	length := uint64(level((to - from - 2 + 1) / 3))
	own := s.ownSentence(from, to)
	gap := s.gapBefore(q, from)
	startsPara := uint64(boolInt(from == 0 || s.tokens[from-1].para != first.para))
	endsPara := uint64(boolInt(to == len(s.tokens) || s.tokens[to].para != last.para))
	p, n := s.around(from, -1), s.around(to-1, 1)
	switch c.kind {
	case byNobody:
		stop, caps := uint64(s.lastSign(to)), s.capitals(from, to)
		return append(fs, feat(1, length), feat(2, pair(p.hash, 0)), feat(3, n.hash), feat(4, pair(uint64(p.tag), uint64(n.tag))), feat(5, pair(length, stop)),
			feat(6, pair(own, length)), feat(7, p.lemma), feat(8, caps), feat(9, pair(caps, length)), feat(10, pair(own, startsPara)),
			feat(11, pair(startsPara<<1|endsPara, length)), feat(12, pair(gap, uint64(before.kind))), feat(13, s.tokens[min(from+1, to-1)].hash),
			feat(14, pair(uint64(s.around(from, -2).tag), uint64(p.tag))), feat(15, pair(caps, p.hash)), feat(16, pair(caps, uint64(p.tag))),
			feat(17, pair(caps, pair(length, uint64(n.tag)))), feat(18, pair(length, p.hash)), feat(19, pair(length, pair(own, uint64(p.tag)))))
	case byBefore:
		cont := uint64(boolInt(s.quotations[q].Continues >= 0))
		return append(fs, feat(21, gap), feat(22, pair(gap, own)), feat(23, cont), feat(24, pair(gap, pair(startsPara<<1|endsPara, own))), feat(25, uint64(before.kind)),
			feat(26, pair(uint64(before.kind), gap)), feat(27, pair(gap, p.hash)), feat(28, pair(own, length)), feat(29, pair(gap, n.hash)),
			feat(30, pair(gap, pair(uint64(p.tag), uint64(n.tag)))), feat(31, pair(s.namedBetween(q, from), gap)))
	}
	cue := &s.cues[c.cue]
	t := &s.tokens[cue.head]
	strength := uint64(boolInt(cue.odds > -1) + boolInt(cue.odds > 0) + boolInt(cue.odds > 1.5) + boolInt(cue.odds > 3))
	quoted := s.placeOf(cue, from, to)
	src, who := uint64(9), uint64(9)
	if cue.source != noSource {
		src = uint64(s.mentions[cue.source].kind)
		who = src | uint64(boolInt(s.mentions[cue.source].to > cue.head))<<4 | uint64(boolInt(s.isPerson(cue.source)))<<5
	}
	sure := uint64(boolInt(cue.margin > 1) + boolInt(cue.margin > 3))
	same := uint64(boolInt(before.kind == byCue && before.cue == c.cue))
	return append(fs,
		feat(41, quoted), feat(42, pair(quoted, strength)), feat(43, pair(quoted, src)), feat(44, pair(quoted, t.lemma)), feat(45, pair(strength, t.lemma)),
		feat(46, pair(quoted, same)), feat(47, pair(strength, src)), feat(48, pair(quoted, pair(own, strength))), feat(49, pair(quoted, uint64(t.tag))),
		feat(50, pair(quoted, length)), feat(51, pair(quoted, uint64(t.class&speech))), feat(52, pair(pair(quoted, strength), pair(src, startsPara<<1|endsPara))),
		feat(53, pair(quoted, p.hash)), feat(54, pair(quoted, n.hash)), feat(55, pair(quoted, gap)), feat(56, pair(quoted, s.around(int(cue.head), 1).hash)),
		feat(57, pair(s.cuesBetween(cue, from, to), quoted)), feat(58, pair(pair(s.cuesBetween(cue, from, to), quoted), strength)),
		feat(59, pair(quoted, who)), feat(60, pair(sure, pair(quoted, strength))), feat(61, pair(sure, who)), feat(62, pair(s.capitals(from, to), quoted)),
		feat(63, pair(quoted, pair(uint64(t.class&speech), who))), feat(64, pair(s.sameSpeaker(cue, before), gap)), feat(65, pair(s.sameSpeaker(cue, before), quoted)))
}

// sameSpeaker tells whether the cue has the speaker of the choice before: 2 if it has, 1 if not, 0 where one is not known.
func (s *scan) sameSpeaker(c *cueing, before choice) uint64 {
	if before.kind != byCue || !s.hasSpeaker(c) || !s.hasSpeaker(&s.cues[before.cue]) {
		return 0
	}
	return 1 + uint64(boolInt(s.mentions[c.source].entity == s.mentions[s.cues[before.cue].source].entity))
}

// ownSentence tells how many words of the quotation's sentences stand outside quotations.
func (s *scan) ownSentence(from, to int) uint64 {
	n := 0
	for i := int(s.first[s.tokens[from].sent]); i < int(s.first[s.tokens[to-1].sent+1]) && n < 12; i++ {
		n += boolInt(s.tokens[i].kind == word && s.tokens[i].quote < 0)
	}
	return uint64(level(n))
}

// gapBefore tells how far the quotation before lies.
func (s *scan) gapBefore(q, from int) uint64 {
	if q == 0 {
		return 9
	}
	end := s.tokenAt(s.quotations[q-1].Outer.End - 1)
	sents := s.tokens[from].sent - s.tokens[end].sent
	paras := s.tokens[from].para - s.tokens[end].para
	words := 0
	for i := end + 1; i < from && words < 8; i++ {
		words += boolInt(s.tokens[i].kind == word)
	}
	return uint64(min(sents, 3))<<8 | uint64(min(paras, 3))<<4 | uint64(level(words))
}

// lastSign is the mark that ends the quotation's words.
func (s *scan) lastSign(to int) rune {
	for i := to - 1; i >= max(0, to-2); i-- {
		if s.tokens[i].kind == punct {
			return s.tokens[i].sign
		}
	}
	return 0
}

// capitals tells whether the quotation's words are written as a title's, begin with a capital, or do not.
func (s *scan) capitals(from, to int) uint64 {
	upper, lower, first := 0, 0, -1
	for i := from; i < to; i++ {
		t := &s.tokens[i]
		if t.kind != word || t.class&(preposition|conjunction|determiner) != 0 {
			continue
		}
		if first < 0 {
			first = boolInt(t.is(capital))
		}
		if t.is(capital) {
			upper++
		} else {
			lower++
		}
	}
	v := uint64(first + 1)
	if upper > 1 && lower == 0 {
		v |= 4
	} else if upper > lower {
		v |= 8
	}
	return v
}

// namedBetween tells whether somebody is named between the quotation before and this one.
func (s *scan) namedBetween(q, from int) uint64 {
	if q == 0 {
		return 0
	}
	v := uint64(0)
	for i := s.tokenAt(s.quotations[q-1].Outer.End - 1); i < from; i++ {
		if m := s.ends[i]; m >= 0 && s.tokens[i].quote < 0 {
			v |= 1 << min(uint64(s.mentions[m].kind), 3)
		}
	}
	return v
}

// placeOf tells where a cue stands as seen from a quotation: in its sentence before or after it and how near, or in a
// sentence or paragraph beside it.
func (s *scan) placeOf(c *cueing, from, to int) uint64 {
	t := &s.tokens[c.head]
	near := uint64(0)
	if int(c.head) < from {
		words := 0
		for i := int(c.head) + 1; i < from && words < 10; i++ {
			words += boolInt(s.tokens[i].kind == word && s.tokens[i].quote < 0)
		}
		sents, paras := s.tokens[from].sent-t.sent, s.tokens[from].para-t.para
		colon := boolInt(s.tokens[from-1].sign == ':') | boolInt(t.sign == ':')<<1
		near = uint64(level(words)) | uint64(min(sents, 3))<<4 | uint64(paras)<<8 | uint64(colon)<<12
		if s.quoteBetween(int(c.head)+1, from) {
			near |= 1 << 16
		}
		return near
	}
	words := 0
	for i := to; i < int(c.head) && words < 10; i++ {
		words += boolInt(s.tokens[i].kind == word && s.tokens[i].quote < 0)
	}
	sents, paras := t.sent-s.tokens[to-1].sent, t.para-s.tokens[to-1].para
	near = 1<<20 | uint64(level(words)) | uint64(min(sents, 3))<<4 | uint64(paras)<<8
	if s.quoteBetween(to, int(c.head)) {
		near |= 1 << 16
	}
	return near
}

func (s *scan) quoteBetween(from, to int) bool {
	for i := from; i < to; i++ {
		if s.tokens[i].quote >= 0 {
			return true
		}
	}
	return false
}

// cuesBetween counts the likely cues between the cue and the quotation.
func (s *scan) cuesBetween(c *cueing, from, to int) uint64 {
	lo, hi := c.head+1, int32(from)
	if c.head >= int32(to) {
		lo, hi = int32(to), c.head
	}
	n := uint64(0)
	for i := s.cueAt(lo); i < len(s.cues) && s.cues[i].head < hi && n < 3; i++ {
		n += uint64(boolInt(s.cues[i].odds > 0))
	}
	return n
}
