package attribution

// quotations finds the text between quotation marks, paragraph by paragraph, and writes the index of each into the
// tokens that it covers. Marks inside a quotation are part of its words.
func quotations(tokens []token) []Quotation {
	var out []Quotation
	for i := 0; i < len(tokens); {
		j := paragraphEnd(tokens, i)
		if end := goesOnUntil(tokens, i, j, out); end > i {
			out = append(out, continued(tokens, i, end, out))
			i = end
		}
		out = quotationsIn(tokens, i, j, out)
		i = j
	}
	return out
}

// goesOnUntil is the end of what the quotation before, left open at the end of its paragraph, goes on with in the paragraph
// [from, to), one past the closing mark or the paragraph's end; from where the paragraph opens a quotation of its own, or
// nothing in the next few ends this one: then its mark was forgotten.
func goesOnUntil(tokens []token, from, to int, out []Quotation) int {
	if from == 0 || !isLeftOpen(tokens, from, out) {
		return from
	}
	open := openingOf(tokens, from-1)
	if open < 0 || isSingle(tokens[open].sign) {
		return from
	}
	k := nextDouble(tokens, from)
	if k <= from || opens(tokens, k, firstOf(tokens, k), paragraphEnd(tokens, k)) || !canClose(tokens, k, open) {
		return from
	}
	return min(k+1, to)
}

// isLeftOpen reports whether the last quotation reaches to the end of the paragraph right before token from without a closing mark.
func isLeftOpen(tokens []token, from int, out []Quotation) bool {
	last := len(out) - 1
	return last >= 0 && tokens[from-1].quote == int32(last) && out[last].End == out[last].Outer.End && tokens[from-1].para+1 == tokens[from].para
}

// nextDouble is the first mark, no single one, from the given token on that stands in one of the next few paragraphs, or -1.
func nextDouble(tokens []token, from int) int {
	const most = 4 // paragraphs
	for k := from; k < len(tokens) && tokens[k].para < tokens[from].para+most; k++ {
		if tokens[k].kind == mark && !isSingle(tokens[k].sign) {
			return k
		}
	}
	return -1
}

// openingOf is the mark that opens the chain of quotations whose last one the token stands in, or -1.
func openingOf(tokens []token, i int) int {
	for ; i >= 0; i-- {
		if i == 0 || tokens[i-1].quote != tokens[i].quote {
			if tokens[i].kind == mark {
				return i
			}
			if i == 0 || tokens[i-1].quote < 0 {
				return -1
			}
		}
	}
	return -1
}

// firstOf is the first token of the paragraph in which token i stands.
func firstOf(tokens []token, i int) int {
	for i > 0 && tokens[i-1].para == tokens[i].para {
		i--
	}
	return i
}

// paragraphEnd is the token behind the paragraph in which token i stands.
func paragraphEnd(tokens []token, i int) int {
	end := i + 1
	for end < len(tokens) && tokens[end].para == tokens[i].para {
		end++
	}
	return end
}

// continued is the part of the quotation before that stands in tokens [from, end), to which it gives its index.
func continued(tokens []token, from, end int, out []Quotation) Quotation {
	q := Quotation{Paragraph: int(tokens[from].para), Continues: len(out) - 1, Attribution: -1}
	q.Outer = Span{tokens[from].Start, tokens[end-1].End}
	q.Span = q.Outer
	if t := &tokens[end-1]; t.kind == mark && !isSingle(t.sign) {
		q.End = max(q.Start, t.Start)
	}
	for k := from; k < end; k++ {
		tokens[k].quote = int32(len(out))
	}
	return q
}

// quotationsIn scans the paragraph tokens[from:to].
func quotationsIn(tokens []token, from, to int, out []Quotation) []Quotation {
	left := balances(tokens, from, to)
	for i := from; i < to; i++ {
		if !opens(tokens, i, from, to) {
			continue
		}
		end, closed := matching(tokens, i, to, left[i-from:])
		if end < 0 {
			continue
		}
		q := Quotation{Paragraph: int(tokens[i].para), Continues: -1, Attribution: -1}
		q.Outer = Span{tokens[i].Start, tokens[end-1].End}
		q.Span = Span{tokens[i].End, tokens[end-1].End}
		if closed {
			q.End = tokens[end-1].Start
		}
		q.Start = min(q.Start, q.End)
		if n := len(out); n > 0 && i == from && q.Paragraph == out[n-1].Paragraph+1 && !closedBefore(tokens, from, out[n-1]) {
			q.Continues = n - 1
		}
		for k := i; k < end; k++ {
			tokens[k].quote = int32(len(out))
		}
		out = append(out, q)
		i = end - 1
	}
	return out
}

// closedBefore reports whether the quotation q has its closing mark, or does not reach the end of the paragraph before
// token from.
func closedBefore(tokens []token, from int, q Quotation) bool {
	return q.End != q.Outer.End || tokens[from-1].End != q.Outer.End
}

// A balance is by how many closing double marks outnumber opening ones from a token on: what tells a nested quotation from
// a missing mark.
type balance struct {
	curly int32 // to the paragraph's end, of marks that differ by side
	most  int32 // to wherever it is the most, of all: a mark that nothing closes farther on must not hide a nested quotation
}

// balances is the balance of each token of a paragraph, and of its end.
func balances(tokens []token, from, to int) []balance {
	out := make([]balance, to-from+1)
	for i := to - 1; i >= from; i-- {
		b := balance{out[i-from+1].curly, max(0, out[i-from+1].most)}
		switch t := &tokens[i]; {
		case t.kind != mark || isSingle(t.sign):
		case opens(tokens, i, from, to):
			b.most--
		default:
			b.most++
		}
		switch tokens[i].sign {
		case '”', '»', '」':
			b.curly++
		case '“', '«', '「':
			b.curly--
		}
		out[i-from] = b
	}
	return out
}

// closes reports whether the mark only ever closes.
func closes(r rune) bool { return r == '”' || r == '」' || r == '』' }

// opens reports whether token i can begin a quotation: where it stands decides for marks that look the same on both
// sides.
func opens(tokens []token, i, from, to int) bool {
	t := &tokens[i]
	if t.kind != mark || i+1 == to || isShortYear(t, &tokens[i+1]) {
		return false
	}
	switch t.sign {
	case '“', '„', '「', '『':
		return true
	case '«':
		return !t.is(spaceAfter) || t.is(spaced)
	case '"', '‟', '\u2033', '”', '»', '‘', '‚', '‛', '\'', '’', '`', '‹', '›':
		return !t.is(spaceAfter) && (t.is(spaced) || i > from && isBreak(&tokens[i-1]))
	}
	return false
}

// isShortYear reports whether the mark t is an apostrophe before the last two digits of a year: "the class of ’08".
func isShortYear(t, next *token) bool {
	return isSingle(t.sign) && next.kind == number && next.End-next.Start == 2 && !t.is(spaceAfter)
}

// isBreak reports whether a sign parts what stands before it from what follows, as a dash or bracket does: a mark right behind it can open.
func isBreak(t *token) bool {
	return t.kind == punct && t.sign != '.' && t.sign != ',' && t.sign != '?' && t.sign != '!'
}

// partner reports whether the second mark can close a quotation that the first opens.
func partner(open, close rune) bool {
	switch open {
	case '“', '„', '‟', '”', '"', '\u2033':
		return close == '”' || close == '"' || close == '“' || close == '\u2033'
	case '«':
		return close == '»'
	case '»':
		return close == '«' || close == '»'
	case '「':
		return close == '」'
	case '『':
		return close == '』'
	case '‹':
		return close == '›'
	case '›':
		return close == '‹'
	}
	return close == '’' || close == '\'' || close == '‘' // a single mark
}

func isSingle(r rune) bool {
	return r == '‘' || r == '‚' || r == '‛' || r == '\'' || r == '’' || r == '`'
}

// maxSingle bounds the tokens between single marks: each may be an apostrophe, and all would be searched to the end.
const maxSingle = 400

// matching finds the end (one past the closing mark) of the quotation opened at i. A double mark that nothing closes
// reaches to the paragraph's end; a single one is then an apostrophe, and matching returns -1.
func matching(tokens []token, i, to int, left []balance) (end int, closed bool) {
	open := tokens[i].sign
	depth := 0
	if needsPartner(open) {
		to = min(to, i+maxSingle)
	}
	for k := i + 1; k < to; k++ {
		t := &tokens[k]
		switch {
		case t.kind != mark:
		case t.sign == open && left[k-i].most <= 0 && reopens(tokens, k):
			if end := reportWithin(tokens, i, k); end > 0 {
				return end, false
			}
			t.shape |= reopening
		case opensAgain(open, t):
			if depth == 0 && left[k-i].curly <= 0 { // too few marks follow: the closing one was forgotten
				return k, false
			}
			depth++
		case opensCurlyWithin(open, t) && left[k-i].curly >= 0:
			depth++
		case !canClose(tokens, k, i):
		case depth > 0:
			depth--
		default:
			return k + 1, true
		}
	}
	if needsPartner(open) {
		return -1, false
	}
	return to, false
}

// needsPartner reports whether a mark opens nothing where none closes it.
func needsPartner(open rune) bool { return isSingle(open) || open == '›' || open == '‹' }

// reopens reports whether the mark at k, within a quotation, can be the one that stood at the start of its next paragraph, before
// the paragraphs were run together: it begins a sentence, which no small letter does.
func reopens(tokens []token, k int) bool {
	t := &tokens[k]
	return (t.sign == '"' || t.sign == '“' || t.sign == '«') && standsBeforeWord(t) && tokens[k-1].sent != t.sent
}

// reportWithin is one past the comma before which a quotation that opens at token i ends, where its closing mark was forgotten, or 0: between the
// comma and the mark at token k, which opens it again, stands who says it, as in “It is done, Mayor Lund said. “We are glad.”
func reportWithin(tokens []token, i, k int) int {
	const longest = 10 // words of a name with its offices
	if k < i+5 || tokens[k-1].sign != '.' || !plainSaying[tokens[k-2].hash] {
		return 0
	}
	for j := k - 3; j > i+1 && j >= k-2-longest && tokens[j].quote < 0; j-- {
		if t := &tokens[j]; t.sign == ',' {
			if j < k-3 && (tokens[j+1].is(capital) || subjectPronouns[tokens[j+1].hash]) && tokens[j+1].kind == word {
				return j + 1
			}
			return 0
		} else if t.kind != word && t.sign != '.' {
			return 0
		}
	}
	return 0
}

// splitReopened parts the quotations at the marks that open them again. It comes last: who speaks is chosen for the whole, whichever
// end of it tells that.
func (s *scan) splitReopened() {
	var out []Quotation
	var choices []choice
	for q, rest := range s.quotations {
		from, to := s.quoteTokens(q)
		if rest.Continues >= 0 {
			rest.Continues = len(out) - 1
		}
		for k := from; k < to; k++ {
			if s.tokens[k].is(reopening) && k > from {
				part, t := rest, &s.tokens[k]
				part.End, part.Outer.End = s.tokens[k-1].End, s.tokens[k-1].End
				rest.Start, rest.Outer.Start, rest.Continues = t.End, t.Start, len(out)
				out, choices = append(out, part), append(choices, s.choices[q])
			}
			s.tokens[k].quote = int32(len(out))
		}
		out, choices = append(out, rest), append(choices, s.choices[q])
	}
	s.quotations, s.choices = out, choices
}

// opensAgain reports whether the mark t opens another quotation within one that the same mark opened.
func opensAgain(open rune, t *token) bool {
	return t.sign == open && (open == '“' || open == '«' || open == '「') && standsBeforeWord(t)
}

// opensCurlyWithin reports whether the mark t is a curly one that opens a quotation within straight marks.
func opensCurlyWithin(open rune, t *token) bool {
	return open == '"' && t.sign == '“' && standsBeforeWord(t)
}

// standsBeforeWord reports whether a space stands before the mark t and none behind it.
func standsBeforeWord(t *token) bool { return t.is(spaced) && !t.is(spaceAfter) }

// canClose reports whether the mark at k can close the quotation that the mark at i opens.
func canClose(tokens []token, k, i int) bool {
	open, t := tokens[i].sign, &tokens[k]
	switch {
	case !partner(open, t.sign):
		return false
	case closes(t.sign), open == '«' && t.sign == '»':
		return true
	case t.sign == '“': // closes only „ and a mistaken pair
		return open == '„' || (open == '“' || open == '"') && t.is(spaceAfter) && !t.is(spaced)
	case isSingle(t.sign):
		return k > i+1 && isClosingSingle(tokens, k)
	}
	return !t.is(spaced) || t.is(spaceAfter)
}

// isClosingSingle reports whether the single mark at k stands right behind a word and before none, and is no plural's apostrophe.
func isClosingSingle(tokens []token, k int) bool {
	t := &tokens[k]
	touchesWord := !t.is(spaceAfter) && k+1 < len(tokens) && tokens[k+1].kind == word
	return !t.is(spaced) && !touchesWord && !pluralApostrophe(tokens, k)
}

// pluralApostrophe reports whether the mark at k follows a word in s, so that "the voters' choice" does not end a
// quotation when a better end follows in the sentence.
func pluralApostrophe(tokens []token, k int) bool {
	if tokens[k-1].kind != word || !tokens[k-1].is(plural) {
		return false
	}
	for j := k + 1; j < len(tokens) && tokens[j].para == tokens[k].para && j < k+200; j++ {
		if tokens[j].kind == mark && isSingle(tokens[j].sign) && !tokens[j].is(spaced) {
			return true
		}
	}
	return false
}
