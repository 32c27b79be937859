package attribution

import (
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"
)

// A signature names the speaker of a quotation with no verb: below it ("— Jane Doe, 31"), above it ("Jane Doe:"), at the
// end or the front of its paragraph ("Jane Doe on taxes: “…”"). Lists of voices, letters and interviews are written so.
type signature struct {
	quotation int
	head      int // the token that stands for the cue: a dash or colon, else the name's first
	name      int // the first token of the name
}

// maxSignature is the most words of a signature.
const maxSignature = 12

// findSignatures reads the signatures of the text and tags their names as such, before mentions are looked for: at the
// start of a line a capital tells nothing else. Names without a dash or colon count where there are two at least on the
// same side of their quotations; a single one may be a heading or a caption.
func (s *scan) findSignatures() {
	const least = 6 // tokens of a quotation
	var found signatures
	for q := range s.quotations {
		from, to := s.quoteTokens(q)
		if to-from < least || s.quotations[q].End == s.quotations[q].Outer.End {
			continue
		}
		switch first, last := s.paragraphOf(from); {
		case from > first:
			if name := s.afterDash(first, from-1); s.tokens[from-1].sign == ':' && s.signs(name, from-1, true) {
				found.marked = append(found.marked, signature{q, from - 1, name})
			}
		case to < last:
			s.signedBehind(&found, q, to, last)
		default:
			s.signedBeside(&found, q, first, last)
		}
	}
	s.signatures = found.all()
	for _, x := range s.signatures {
		for i := x.name; i < x.name+s.capitalRun(x.name); i++ {
			s.tokens[i].tag = tagName
			s.tokens[i].shape |= capital // truecase may have taken it for a common word
		}
	}
}

// Signatures are those found: marked by a dash or colon, and bare names above and below their quotations.
type signatures struct{ marked, above, below []signature }

// all is those that count.
func (f *signatures) all() []signature {
	bare := f.above
	if len(f.above) < len(f.below) || len(f.above) == len(f.below) && len(f.below) > 0 && f.below[0].head < f.above[0].head {
		bare = f.below
	}
	if len(bare) > 1 {
		return append(f.marked, bare...)
	}
	return f.marked
}

// signedBehind looks for the signature of quotation q in the rest [to, last) of its paragraph.
func (s *scan) signedBehind(found *signatures, q, to, last int) {
	switch {
	case isDash(s.tokens[to].sign) && s.signs(s.pastDash(to), last, false):
		found.marked = append(found.marked, signature{q, to, s.pastDash(to)})
	case s.signs(to, last, true):
		found.below = append(found.below, signature{q, to, to})
	}
}

// signedBeside looks for the signature of quotation q, which is the paragraph [first, last), in the paragraphs around it.
func (s *scan) signedBeside(found *signatures, q, first, last int) {
	before, after := s.paragraphOf(first - 1)
	next, end := s.paragraphOf(last)
	switch {
	case first > 0 && s.tokens[first-1].sign == ':' && s.signs(before, after-1, true):
		found.marked = append(found.marked, signature{q, first - 1, before})
		return
	case last < len(s.tokens) && isDash(s.tokens[last].sign) && s.signs(s.pastDash(last), end, false):
		found.marked = append(found.marked, signature{q, last, s.pastDash(last)})
		return
	}
	if first > 0 && s.signs(before, after, true) {
		found.above = append(found.above, signature{q, before, before})
	}
	if last < len(s.tokens) && s.signs(next, end, true) {
		found.below = append(found.below, signature{q, next, next})
	}
}

// paragraphOf is the token range of the paragraph that token i stands in; empty outside the text.
func (s *scan) paragraphOf(i int) (from, to int) {
	if i < 0 || i >= len(s.tokens) {
		return i, i
	}
	para := s.tokens[i].para
	from = sort.Search(i, func(k int) bool { return s.tokens[k].para == para })
	to = i + 1 + sort.Search(len(s.tokens)-i-1, func(k int) bool { return s.tokens[i+1+k].para != para })
	return from, to
}

// afterDash is the token after the last dash of [from, to), or from: "Debate, round two - Jane Doe:" ends in a name. A dash farther
// back than a signature is long counts as none.
func (s *scan) afterDash(from, to int) int {
	for i := to - 1; i > max(from, to-2*maxSignature-2); i-- {
		if isDash(s.tokens[i].sign) {
			return i + 1
		}
	}
	return from
}

// pastDash is the token after the dashes at token i.
func (s *scan) pastDash(i int) int {
	for i < len(s.tokens) && isDash(s.tokens[i].sign) {
		i++
	}
	return i
}

// signs says whether the tokens [from, to) can be a signature: few words, none of them a finite verb, no quotation and no
// full stop at the end, and, where it must, a name of two words at the front.
func (s *scan) signs(from, to int, named bool) bool {
	if from >= to || to-from > 2*maxSignature || s.tokens[from].kind != word {
		return false
	}
	run := s.capitalRun(from)
	if named && run < 2 {
		return false
	}
	words := run
	for i := from + run; i < to; i++ {
		t := &s.tokens[i]
		words += boolInt(t.kind == word)
		if t.quote >= 0 || t.kind == mark || t.tag.isFinite() || t.in(auxiliary|modal|speech) || t.sign == '?' || t.sign == '!' || t.sign == ':' {
			return false
		}
	}
	return words <= maxSignature && (s.tokens[to-1].sign != '.' || to-from-1 <= run)
}

// capitalRun counts the words at token i that can be a name.
func (s *scan) capitalRun(i int) int {
	n := 0
	for ; i+n < len(s.tokens) && n < 5 && s.tokens[i+n].para == s.tokens[i].para; n++ {
		t := &s.tokens[i+n]
		first, _ := utf8.DecodeRuneInString(s.text[t.Start:])
		if t.kind != word || !unicode.IsUpper(first) || t.class&(determiner|personal|possessive|conjunction|subordinator) != 0 || n > 0 && t.in(preposition) || t.in(speech) {
			break
		}
	}
	return n
}

// sign adds a cue for each signature whose name became a mention, in the order of the text.
func (s *scan) sign() {
	for k := range s.signatures {
		found := &s.signatures[k]
		sentence := s.tokens[found.name].sent
		for m := s.mentionsFrom[sentence]; m < s.mentionsFrom[sentence+1]; m++ {
			if int(s.mentions[m].from) == found.name && s.mentions[m].kind != pronoun {
				s.cues = append(s.cues, cueing{head: int32(found.head), source: m, channel: noSource, odds: 9, statement: -9, margin: 9})
				s.signedBy[found.quotation] = int32(found.head)
				break
			}
		}
	}
	if len(s.signedBy) > 0 {
		slices.SortStableFunc(s.cues, func(a, b cueing) int { return int(a.head - b.head) })
	}
}

// signedCue is the cue of a signed quotation, or -1. It is the last of those at its token: the signature's own.
func (s *scan) signedCue(q int) int32 {
	head, signed := s.signedBy[q]
	if !signed {
		return -1
	}
	return int32(s.cueAt(head+1)) - 1
}
