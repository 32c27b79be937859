package attribution

import (
	"slices"
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
	var marked, above, below []signature
	for q := range s.quotations {
		from, to := s.quoteTokens(q)
		if to-from < 6 || s.quotations[q].End == s.quotations[q].Outer.End {
			continue
		}
		first, last := s.paragraphOf(from)
		before, after := s.paragraphOf(first - 1)
		switch {
		case from > first && s.tokens[from-1].sign == ':':
			if name := s.afterDash(first, from-1); s.signs(name, from-1, true) {
				marked = append(marked, signature{q, from - 1, name})
			}
		case from > first:
		case to < last && isDash(s.tokens[to].sign) && s.signs(s.pastDash(to), last, false):
			marked = append(marked, signature{q, to, s.pastDash(to)})
		case to < last && s.signs(to, last, true):
			below = append(below, signature{q, to, to})
		case to < last:
		default:
			if first > 0 && s.tokens[first-1].sign == ':' && s.signs(before, after-1, true) {
				marked = append(marked, signature{q, first - 1, before})
				continue
			}
			next, end := s.paragraphOf(last)
			if last < len(s.tokens) && isDash(s.tokens[last].sign) && s.signs(s.pastDash(last), end, false) {
				marked = append(marked, signature{q, last, s.pastDash(last)})
				continue
			}
			if first > 0 && s.signs(before, after, true) {
				above = append(above, signature{q, before, before})
			}
			if last < len(s.tokens) && s.signs(next, end, true) {
				below = append(below, signature{q, next, next})
			}
		}
	}
	if len(above) < len(below) || len(above) == len(below) && len(below) > 0 && below[0].head < above[0].head {
		above = below
	}
	if len(above) > 1 {
		marked = append(marked, above...)
	}
	for _, found := range marked {
		for i := found.name; i < found.name+s.capitalRun(found.name); i++ {
			s.tokens[i].tag = tagName
			s.tokens[i].shape |= capital // truecase may have taken it for a common word
		}
	}
	s.signatures = marked
}

// paragraphOf is the token range of the paragraph that token i stands in; empty outside the text.
func (s *scan) paragraphOf(i int) (from, to int) {
	if i < 0 || i >= len(s.tokens) {
		return i, i
	}
	from, to = i, i+1
	for from > 0 && s.tokens[from-1].para == s.tokens[i].para {
		from--
	}
	for to < len(s.tokens) && s.tokens[to].para == s.tokens[i].para {
		to++
	}
	return from, to
}

// afterDash is the token after the last dash of [from, to), or from: "Debate, round two - Jane Doe:" ends in a name.
func (s *scan) afterDash(from, to int) int {
	for i := to - 1; i > from; i-- {
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
				s.cues = append(s.cues, cueing{head: int32(found.head), source: m, channel: noSource, any: 9, statement: -9, margin: 9})
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
