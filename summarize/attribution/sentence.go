package attribution

// paragraphs cuts the text at its line breaks, leaving out the spans to skip.
func paragraphs(text string, skip []Span) []Span {
	var out []Span
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && text[j] != '\n' {
			j++
		}
		if p := trim(text, Span{i, j}); p.Start < p.End && !overlaps(skip, p) {
			out = append(out, p)
		}
		i = j + 1
	}
	return out
}

func overlaps(skip []Span, p Span) bool {
	for _, s := range skip {
		if s.Start < p.End && p.Start < s.End {
			return true
		}
	}
	return false
}

func trim(text string, p Span) Span {
	for p.Start < p.End && (text[p.Start] <= ' ') {
		p.Start++
	}
	for p.End > p.Start && (text[p.End-1] <= ' ') {
		p.End--
	}
	return p
}

// sentences groups the tokens into sentences. Unlike a general segmenter it knows which full stops the tokenizer gave
// to abbreviations, and lets a sentence end inside a quotation.
func sentences(text string, tokens []token) []Sentence {
	var out []Sentence
	start := 0
	for i := range tokens {
		tokens[i].sent = int32(len(out))
		last := i+1 == len(tokens) || tokens[i+1].para != tokens[i].para
		if last || endsSentence(text, tokens, i) {
			out = append(out, Sentence{Span: Span{tokens[start].Start, tokens[i].End}, Paragraph: int(tokens[i].para)})
			start = i + 1
		}
	}
	return out
}

// endsSentence reports whether a sentence ends after token i, which is not the last of its paragraph.
func endsSentence(text string, tokens []token, i int) bool {
	t, next := &tokens[i], &tokens[i+1]
	if t.kind == punct && isWideStop(t.sign) {
		return !(next.kind == mark && closes(next.sign))
	}
	if !t.is(spaceAfter) {
		return false
	}
	// Step back over closing marks and brackets to the stop.
	k := i
	for k > 0 && tokens[k].para == t.para && !tokens[k].is(spaced) && (tokens[k].kind == mark || tokens[k].sign == ')' || tokens[k].sign == ']') {
		k--
	}
	stop := &tokens[k]
	switch {
	case stop.kind == word && stop.is(dotted):
		return k == i && !stop.in(title) && next.kind == word && next.is(capital) && next.in(starter)
	case stop.kind == punct && (stop.sign == '.' || stop.sign == '!' || stop.sign == '?' || stop.sign == '…'):
	default:
		return false
	}
	for i+1 < len(tokens) && (next.kind == mark || next.sign == '(' || next.sign == '[' || next.sign == '—' || next.sign == '–' || next.sign == '-') {
		i++
		if i+1 == len(tokens) {
			return true
		}
		next = &tokens[i+1]
	}
	return next.is(capital) || next.kind == number || next.kind == word && next.tag == 0 && !hasCase(text[next.Start:next.End])
}

func isWideStop(r rune) bool { return r == '。' || r == '！' || r == '？' }

func hasCase(s string) bool {
	for _, r := range s {
		if r < 0x2E80 {
			return true
		}
		return false
	}
	return false
}
