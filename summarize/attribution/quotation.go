package attribution

// quotations finds the text between quotation marks, paragraph by paragraph, and writes the index of each into the
// tokens that it covers. Marks inside a quotation are part of its words.
func quotations(tokens []token) []Quotation {
	var out []Quotation
	for i := 0; i < len(tokens); {
		j := i
		for j < len(tokens) && tokens[j].para == tokens[i].para {
			j++
		}
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
	const most = 4 // paragraphs
	if len(out) == 0 || from == 0 {
		return from
	}
	q := out[len(out)-1]
	first := tokens[from-1].quote
	if first != int32(len(out)-1) || q.End != q.Outer.End || tokens[from-1].para+1 != tokens[from].para {
		return from
	}
	open := openingOf(tokens, from-1)
	if open < 0 || isSingle(tokens[open].sign) {
		return from
	}
	sign := tokens[open].sign
	for k := from; k < len(tokens) && tokens[k].para < tokens[from].para+most; k++ {
		if tokens[k].kind != mark || isSingle(tokens[k].sign) {
			continue
		}
		end := k + 1
		for end < len(tokens) && tokens[end].para == tokens[k].para {
			end++
		}
		if k == from || opens(tokens, k, firstOf(tokens, k), end) || !partner(sign, tokens[k].sign) || !canClose(tokens, k, open, sign) {
			return from
		}
		return min(k+1, to)
	}
	return from
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

func firstOf(tokens []token, i int) int {
	for i > 0 && tokens[i-1].para == tokens[i].para {
		i--
	}
	return i
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
	left := closersFrom(tokens, from, to)
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

// closersFrom counts, for each token of a paragraph, the closing marks less the opening ones from it to the end, for
// curly double marks: what tells a nested quotation from a missing mark.
func closersFrom(tokens []token, from, to int) []int32 {
	out := make([]int32, to-from+1)
	for i := to - 1; i >= from; i-- {
		n := out[i-from+1]
		switch tokens[i].sign {
		case '”', '»', '」':
			n++
		case '“', '«', '「':
			n--
		}
		out[i-from] = n
	}
	return out
}

// closes reports whether the mark only ever closes.
func closes(r rune) bool { return r == '”' || r == '」' || r == '』' }

// opens reports whether token i can begin a quotation: where it stands decides for marks that look the same on both
// sides.
func opens(tokens []token, i, from, to int) bool {
	t := &tokens[i]
	if t.kind != mark || i+1 == to {
		return false
	}
	if isSingle(t.sign) && tokens[i+1].kind == number && tokens[i+1].End-tokens[i+1].Start == 2 && !t.is(spaceAfter) {
		return false // "the class of ’08"
	}
	afterBreak := t.is(spaced) || i > from && (tokens[i-1].kind == punct && tokens[i-1].sign != '.' && tokens[i-1].sign != ',' && tokens[i-1].sign != '?' && tokens[i-1].sign != '!')
	switch t.sign {
	case '“', '„', '「', '『':
		return true
	case '«':
		return !t.is(spaceAfter) || t.is(spaced)
	case '"', '‟', '\u2033', '”', '»', '‘', '‚', '‛', '\'', '’', '`', '‹', '›':
		return afterBreak && !t.is(spaceAfter)
	}
	return false
}

// partners are the marks that can close a quotation opened by the key.
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
func matching(tokens []token, i, to int, left []int32) (end int, closed bool) {
	open := tokens[i].sign
	depth := 0
	if isSingle(open) {
		to = min(to, i+maxSingle)
	}
	for k := i + 1; k < to; k++ {
		t := &tokens[k]
		switch {
		case t.kind != mark:
		case opensAgain(open, t):
			if depth == 0 && left[k-i] <= 0 { // too few marks follow: the closing one was forgotten
				return k, false
			}
			depth++
		case opensCurlyWithin(open, t) && left[k-i] >= 0:
			depth++
		case !partner(open, t.sign) || !canClose(tokens, k, i, open):
		case depth > 0:
			depth--
		default:
			return k + 1, true
		}
	}
	if isSingle(open) || open == '›' || open == '‹' {
		return -1, false
	}
	return to, false
}

// opensAgain reports whether the mark t opens another quotation within one that the same mark, which only ever opens, has opened.
func opensAgain(open rune, t *token) bool {
	return t.sign == open && (open == '“' || open == '«' || open == '「') && standsBeforeWord(t)
}

// opensCurlyWithin reports whether the mark t is a curly one that opens a quotation within straight marks.
func opensCurlyWithin(open rune, t *token) bool {
	return open == '"' && t.sign == '“' && standsBeforeWord(t)
}

// standsBeforeWord reports whether a space stands before the mark t and none behind it.
func standsBeforeWord(t *token) bool { return t.is(spaced) && !t.is(spaceAfter) }

// canClose reports whether the mark at k, a partner of the one at i, can stand at a quotation's end.
func canClose(tokens []token, k, i int, open rune) bool {
	t := &tokens[k]
	switch {
	case t.sign == '”' || t.sign == '」' || t.sign == '』' || open == '«' && t.sign == '»':
		return true
	case t.sign == '“': // closes only „ and a mistaken pair
		return open == '„' || (open == '“' || open == '"') && t.is(spaceAfter) && !t.is(spaced)
	case isSingle(t.sign):
		return !t.is(spaced) && k > i+1 && (t.is(spaceAfter) || tokens[k+1-boolInt(k+1 == len(tokens))].kind != word) && !pluralApostrophe(tokens, k)
	}
	return !t.is(spaced) || t.is(spaceAfter)
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
