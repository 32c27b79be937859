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
		if s.isRepeatedHeading(q, from, to) || s.isAnswerOfAnother(from, s.choices[q]) {
			s.choices[q] = choice{cue: -1, kind: byNobody}
		}
		if e := s.titled(from, to); e >= 0 && s.choices[q].who.named(0).entity == e {
			s.choices[q] = choice{cue: -1, kind: byNobody}
		}
	}
	s.chooseForWhole()
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
			r.add(c.orBefore(b.choice), b.part*r.scores[k]/all)
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
	} else if cue := s.saidBeside(c, to); cue >= 0 {
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
	if outer.source != noSource && s.mentions[outer.source].entity >= 0 { // "everyone says that Doe said" is nobody's
		own.channel = outer.source
	}
	return int32(k)
}

// saidBeside is the cue of the named or meant person who says the quotation whose chosen cue only tells where it is written,
// or -1: in "“…,” Doe said, according to the text of her remarks" the words are Doe's, and where he is told of right behind the quotation, which
// ends before token to, much may stand between: "“…,” Doe said on Friday in Halvik, according to the Herald".
func (s *scan) saidBeside(chosen choice, to int) int32 {
	if chosen.kind != byCue || s.tokens[s.cues[chosen.cue].head].hash != accordingHash {
		return -1
	}
	head := s.cues[chosen.cue].head
	for k := int(chosen.cue) - 1; k >= 0 && s.tokens[s.cues[k].head].sent == s.tokens[head].sent; k-- {
		c := &s.cues[k]
		x := &s.tokens[c.head]
		if plainSaying[x.hash] && s.hasSpeaker(c) && s.mentions[c.source].kind != nominal && (head-c.head <= 2 || s.standsRightBehind(c, to)) {
			return int32(k)
		}
	}
	return -1
}

// standsRightBehind reports whether the cue and its source, one right beside the other, begin at token to.
func (s *scan) standsRightBehind(c *cueing, to int) bool {
	x := &s.mentions[c.source]
	return int(x.from) == to && x.to == c.head || int(c.head) == to && x.from == c.head+1
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

// orBefore is the choice itself, or the one before where it says "as before".
func (c choice) orBefore(before choice) choice {
	if c.kind == byBefore {
		return before
	}
	return c
}
