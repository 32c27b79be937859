package attribution

import (
	"cmp"
	"math"
	"slices"
)

// A choice is whose a quotation may be: a cue's source, the speaker of the quotation before it, or nobody.
type choice struct {
	cue  int32 // index into scan.cues, or -1
	kind choiceKind
	who  split // whose words they may be
}

type choiceKind uint8

const (
	byCue    choiceKind = iota
	byBefore            // goes on with the speaker of the quotation before it
	byNobody            // a title, a scare quote, or words that nobody is named for
)

// quoteChoices lists the choices for quotation q, whose tokens are [from, to): the cues of its own sentences and of those
// beside them, as far as the paragraph before and after.
func (s *scan) quoteChoices(out []choice, q, from, to int) []choice {
	lo := s.first[max(0, s.tokens[from].sent-2)]
	hi := s.first[min(int32(len(s.sentences)), s.tokens[to-1].sent+2)]
	for i := s.cueAt(lo); i < len(s.cues) && s.cues[i].head < hi; i++ {
		if d := s.tokens[s.cues[i].head].para - s.tokens[from].para; d >= -1 && d <= 1 && len(out) < maxChoices {
			out = append(out, choice{cue: int32(i)})
		}
	}
	if q > 0 {
		out = append(out, choice{cue: -1, kind: byBefore})
	}
	return append(out, choice{cue: -1, kind: byNobody})
}

// maxChoices bounds the choices for one quotation.
const maxChoices = 40

// cueAt is the index of the first cue at or after the token.
func (s *scan) cueAt(token int32) int {
	lo, hi := 0, len(s.cues)
	for lo < hi {
		mid := (lo + hi) / 2
		if s.cues[mid].head < token {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// quoteTokens is the range of tokens of quotation q, its marks included.
func (s *scan) quoteTokens(q int) (from, to int) {
	from = s.tokenAt(s.quotations[q].Outer.Start)
	to = from
	for to < len(s.tokens) && s.tokens[to].quote == int32(q) {
		to++
	}
	return from, to
}

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
	strength := uint64(boolInt(cue.any > -1) + boolInt(cue.any > 0) + boolInt(cue.any > 1.5) + boolInt(cue.any > 3))
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
		n += uint64(boolInt(s.cues[i].any > 0))
	}
	return n
}

// A reached is a choice for the quotation before, and how likely.
type reached struct {
	choice
	part float32
}

// minReached is how likely a choice for the quotation before must be to be reckoned with.
const minReached = 0.05

// chooseQuotes decides whose each quotation is, in the order of the text. What may have been chosen for the quotation before
// is reckoned with, the best few of it.
func (s *scan) chooseQuotes(m *models) {
	s.choices = make([]choice, len(s.quotations))
	before := []reached{{choice{cue: -1, kind: byNobody}, 1}}
	var r room
	for q := range s.quotations {
		if cue := s.signedCue(q); cue >= 0 {
			s.choices[q] = choice{cue: cue, who: s.speakersOf(&s.cues[cue])}
			before = append(before[:0], reached{s.choices[q], 1})
			continue
		}
		from, to := s.quoteTokens(q)
		r.options = s.quoteChoices(r.options[:0], q, from, to)
		before = s.reach(m, &r, q, from, to, before)
		s.choices[q], before = s.mendChoice(before, from, to)
	}
}

// room is what chooseQuotes uses again and again.
type room struct {
	options []choice
	scores  []float32
	fs      []feature
	reached []reached
}

// reach is the choices for quotation q, the most likely first.
func (s *scan) reach(m *models, r *room, q, from, to int, before []reached) []reached {
	r.reached = r.reached[:0]
	for _, b := range before {
		var top float32
		r.scores = r.scores[:0]
		for k, c := range r.options {
			r.fs = s.quoteFeatures(r.fs[:0], q, from, to, c, b.choice)
			v := m.linear[modelQuote].score(r.fs)
			if r.scores = append(r.scores, v); k == 0 || v > top {
				top = v
			}
		}
		all := float32(0)
		for k, v := range r.scores {
			r.scores[k] = float32(math.Exp(float64(v - top)))
			all += r.scores[k]
		}
		for k, c := range r.options {
			r.add(s.settle(c, b.choice), b.part*r.scores[k]/all)
		}
	}
	slices.SortStableFunc(r.reached, func(a, b reached) int { return cmp.Compare(b.part, a.part) })
	return append(before[:0], r.reached...)
}

// add makes a choice more likely.
func (r *room) add(c choice, part float32) {
	for k := range r.reached {
		if x := &r.reached[k]; x.kind == c.kind && x.cue == c.cue {
			x.part += part
			return
		}
	}
	r.reached = append(r.reached, reached{c, part})
}

// mendChoice is the choice for the quotation with tokens [from, to), the best one but for what rules know better, and what
// of all choices the next quotation has to reckon with.
func (s *scan) mendChoice(all []reached, from, to int) (choice, []reached) {
	c := all[0].choice
	if cue := s.saidRightBefore(from, c); cue >= 0 {
		c = choice{cue: cue}
	} else if cue := s.saidBeside(c); cue >= 0 {
		s.cues[c.cue].states = false // all that it would state is the quotation
		c = choice{cue: cue}
	}
	if c.kind == byNobody || c.kind == byCue && !s.hasSpeaker(&s.cues[c.cue]) {
		if cue := s.quotedPredicate(from); cue >= 0 {
			c = choice{cue: cue}
		}
	}
	if c.cue != all[0].cue || c.kind != all[0].kind {
		all = append(all[:0], reached{c, 1})
	}
	c.who = s.sharedOut(all)
	all = likeliest(all)
	if s.isTitleOf(c, from, to) {
		c = choice{cue: -1, kind: byNobody}
	}
	return c, all
}

// likeliest is the best few of the choices, as if there were no others.
func likeliest(all []reached) []reached {
	n, sum := 0, float32(0)
	for n < min(few, len(all)) && (n == 0 || all[n].part >= minReached) {
		sum += all[n].part
		n++
	}
	for k := range n {
		all[k].part /= sum
	}
	return all[:n]
}

// sharedOut is whose words a quotation may be, by all choices for it.
func (s *scan) sharedOut(all []reached) split {
	const least = 0.01
	var who split
	for _, x := range all {
		switch {
		case x.part < least:
		case x.kind == byCue:
			who.addAll(s.speakersOf(&s.cues[x.cue]), x.part)
		default:
			who.add(-1, x.part)
		}
	}
	return who
}

// isTitleOf reports whether the quotation with tokens [from, to) is what its cue made: "who wrote “The Slow Ferry”".
func (s *scan) isTitleOf(c choice, from, to int) bool {
	const allCapital = 4
	return c.kind == byCue && int(s.cues[c.cue].head) == from-1 && s.tokens[from-1].in(makesWork) && s.capitals(from, to)&allCapital != 0
}

// quotedPredicate is the cue whose clause has its verb quoted, in "Jane Doe said that both sides “are adults”", or -1 when
// the quotation whose first token is from begins otherwise. No title and no scare quote begins so.
func (s *scan) quotedPredicate(from int) int32 {
	t := &s.tokens[min(from+1, len(s.tokens)-1)]
	if t.is(capital) || !t.tag.isFinite() && !t.in(auxiliary) || !s.around(from, -1).tag.isNominal() {
		return -1
	}
	const most = 8 // cues to look at
	last := s.cueAt(int32(from)) - 1
	for i := last; i >= 0 && i > last-most; i-- {
		c := &s.cues[i]
		if s.tokens[c.head].sent != t.sent {
			break
		}
		if c.states && s.hasSpeaker(c) && s.tokens[c.head].in(speech) {
			return int32(i)
		}
	}
	return -1
}

// saidRightBefore is the cue that stands with its subject right before the quotation's mark in a clause that somebody else
// reports, or -1: in "the office said that he said, “…”" and "he said, “…”, the office said" the words are his. Its outer
// source stays the channel.
func (s *scan) saidRightBefore(from int, chosen choice) int32 {
	if chosen.kind != byCue || from < 3 {
		return -1
	}
	at := from - 1
	if s.tokens[at].sign == ',' || s.tokens[at].sign == ':' {
		at--
	}
	k := s.cueAt(int32(at))
	if k >= len(s.cues) || int(s.cues[k].head) != at || chosen.cue == int32(k) || s.tokens[at].sent != s.tokens[from].sent {
		return -1
	}
	own, outer := &s.cues[k], &s.cues[chosen.cue]
	if !s.hasSpeaker(own) || !plainSaying[s.tokens[at].hash] || s.mentions[own.source].to != own.head || s.tokens[outer.head].sent != s.tokens[at].sent {
		return -1
	}
	if outer.source != noSource {
		own.channel = outer.source
	}
	return int32(k)
}

// saidBeside is the cue of the named or meant person who says the quotation whose chosen cue only tells where it is written,
// or -1: in "“…,” Doe said, according to the text of her remarks" the words are Doe's.
func (s *scan) saidBeside(chosen choice) int32 {
	if chosen.kind != byCue || s.tokens[s.cues[chosen.cue].head].hash != accordingHash {
		return -1
	}
	head := s.cues[chosen.cue].head
	for k := int(chosen.cue) - 1; k >= 0 && s.tokens[s.cues[k].head].sent == s.tokens[head].sent; k-- {
		c := &s.cues[k]
		x := &s.tokens[c.head]
		if plainSaying[x.hash] && s.hasSpeaker(c) && s.mentions[c.source].kind != nominal && head-c.head <= 2 {
			return int32(k)
		}
	}
	return -1
}

// speakersOf is whose the words of a cue may be.
func (s *scan) speakersOf(c *cueing) split {
	if c.sources.n == 0 {
		return s.meaningOf(c.source)
	}
	var who split
	for k := range c.sources.n {
		who.addAll(s.meaningOf(c.sources.who[k]), c.sources.share(k))
	}
	return who
}

// meaningOf is whom a mention may mean.
func (s *scan) meaningOf(m int32) split {
	if m == noSource {
		return split{{-1, 1}}
	}
	if x := &s.mentions[m]; x.means == nil {
		return split{{x.entity, 1}}
	}
	return s.mentions[m].means
}

// settle replaces "as before" by what was before.
func (s *scan) settle(c, before choice) choice {
	if c.kind == byBefore {
		return before
	}
	return c
}
