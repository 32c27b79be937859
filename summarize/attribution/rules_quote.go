package attribution

import "parley/summarize/attribution/language"

// chooseByRules gives each quotation the cue of its own sentence that is nearest to it, one that introduces it with a
// colon, or what the quotation before it has, where it goes on with that.
func (s *scan) chooseByRules() {
	s.choices = make([]choice, len(s.quotations))
	for q := range s.quotations {
		from, to := s.quoteTokens(q)
		s.choices[q] = choice{cue: -1, kind: byNobody}
		if c := s.cueOfQuote(from, to); c >= 0 {
			s.choices[q] = choice{cue: c}
			if !s.isSpeech(q, from, to) {
				s.choices[q] = choice{cue: -1, kind: byNobody}
			}
		} else if q > 0 && s.goesOn(q, from) {
			s.choices[q] = s.choices[q-1]
		}
	}
}

// cueOfQuote is the nearest cue in the sentences of the quotation [from, to), outside it, or right before them and a
// colon; -1 if there is none.
func (s *scan) cueOfQuote(from, to int) int32 {
	lo, hi := s.first[s.tokens[from].sent], s.first[s.tokens[to-1].sent+1]
	if int(hi) == to && to < len(s.tokens) && s.tokens[to].para == s.tokens[from].para && s.tokens[to].in(speech) {
		hi = s.first[s.tokens[to].sent+1] // »Nein!« sagte er.
	}
	if from > 0 && s.tokens[from-1].sign == ':' {
		lo = s.first[s.tokens[from-1].sent]
	}
	best, near := int32(-1), 1<<30
	for i := s.cueAt(lo); i < len(s.cues) && s.cues[i].head < hi; i++ {
		h := int(s.cues[i].head)
		d := from - h
		if h >= to {
			d = h - to
		} else if s.tokens[from-1].sign != ':' && s.tokens[h].sign != ':' {
			d += 3 // a quotation's own cue stands behind it more often
		} else if x := &s.mentions[s.cues[i].source]; s.tokens[h].sign == ':' && int(x.to) < h {
			d += 6 // no verb of speech leads to it: one behind the quotation counts more
		}
		if d < near {
			best, near = int32(i), d
		}
	}
	return best
}

// isSpeech tells speech from names and scare quotes: it has some words, or a comma or colon joins it to its cue.
func (s *scan) isSpeech(q, from, to int) bool {
	const least = 3
	if s.namesSomething(from, to) {
		return false
	}
	if from > 0 && s.tokens[from-1].sign == ':' {
		return true
	}
	words := s.wordsIn(from, to)
	if s.isCapitalized(from, to) && words < longTitle && !s.lex.Has(language.CapitalNouns) {
		return false
	}
	return words >= least || to < len(s.tokens) && (s.tokens[to].sign == ',' || isDash(s.tokens[to].sign))
}

// namesSomething reports whether the quotation [from, to) is the name of a work or a body, where the language's nouns have
// classes: it begins with a capital, ends without a full stop, and stands behind what it names ("der Film „…“") or, within the
// reporter's words, behind a definite article ("die „Aktion Licht“ teilte mit").
func (s *scan) namesSomething(from, to int) bool {
	if !s.lex.Has(language.CapitalNouns) {
		return false
	}
	first, before := s.firstWord(from, to), s.beforeMarks(from)
	if s.isBareName(first, to) && !s.isWording(before) {
		return true
	}
	if before < 0 || s.tokens[before].para != s.tokens[first].para || !s.beginsAsName(first, from, to) {
		return false
	}
	b := &s.tokens[before]
	switch {
	case b.sign == ':':
		return before > 0 && s.tokens[before-1].in(work)
	case b.kind != word || b.sent != s.tokens[first].sent:
		return false
	case b.in(work):
		return true
	case !s.runsOn(first, to):
		return false
	}
	return b.tag == tagDet && !b.in(indefinite) || b.is(capital) && !b.in(title|speech) && s.isCapitalized(from, to)
}

// isBareName reports whether no word of [first, to) can be a verb: all but small words such as "von" have a capital, and no sign stands
// among them as in speech.
func (s *scan) isBareName(first, to int) bool {
	return s.isCapitalized(first, to) && s.wordsIn(first, to) < longTitle && s.tokens[first].tag != tagDet && !s.hasSign(first, to, ',') && !isStop(s.tokens[to-1].sign)
}

// isWording reports whether the token before a quotation makes it somebody's wording of something: "ein „Angriff auf alle“", "als
// „Schande für die Stadt“", "von einer wachsenden „Kluft“".
func (s *scan) isWording(before int) bool {
	for ; before >= 0 && s.isInflected(before); before-- {
	}
	if before < 0 {
		return false
	}
	t := &s.tokens[before]
	return t.in(indefinite) || t.in(complement) && !s.around(before, -1).is(capital) || t.in(oblique) && t.tag != tagDet
}

// firstWord is the first word or number of [from, to), or its last token.
func (s *scan) firstWord(from, to int) int {
	for from < to-1 && s.tokens[from].kind != word && s.tokens[from].kind != number {
		from++
	}
	return from
}

// beforeMarks is the token before token from and the marks there, or -1.
func (s *scan) beforeMarks(from int) int {
	for from--; from > 0 && s.tokens[from].kind == mark; {
		from--
	}
	return from
}

// beginsAsName reports whether the quotation [from, to) begins as a name does: with a capital or a sign, or most of its words have one.
func (s *scan) beginsAsName(first, from, to int) bool {
	t := &s.tokens[first]
	return t.kind != word || t.is(capital) || s.isCapitalized(from, to)
}

const longTitle = 8 // words

func (s *scan) wordsIn(from, to int) int {
	words := 0
	for i := from; i < to; i++ {
		words += boolInt(s.tokens[i].kind == word)
	}
	return words
}

func (s *scan) isCapitalized(from, to int) bool { return s.capitals(from, to)&4 != 0 }

// runsOn reports whether the sentence of token first goes on behind token to and the marks there.
func (s *scan) runsOn(first, to int) bool {
	for to < len(s.tokens) && s.tokens[to].kind == mark {
		to++
	}
	if to == len(s.tokens) || s.tokens[to].sent != s.tokens[first].sent {
		return false
	}
	t := &s.tokens[to]
	return t.kind == word || t.sign == '(' || t.sign == ','
}

// goesOn reports whether quotation q carries on with the one before: its opening mark repeated, or with no words of the
// reporter's between them.
func (s *scan) goesOn(q, from int) bool {
	if s.quotations[q].Continues >= 0 {
		return true
	}
	end := s.tokenAt(s.quotations[q-1].Outer.End - 1)
	if s.tokens[end].para != s.tokens[from].para {
		return false
	}
	for i := end + 1; i < from; i++ {
		if s.tokens[i].kind == word && s.choices[q-1].kind == byCue && int(s.cues[s.choices[q-1].cue].head) > i {
			continue // the cue between the two halves
		}
		if s.tokens[i].kind == word && s.tokens[i].sent != s.tokens[end].sent {
			return false
		}
	}
	first := int(s.first[s.tokens[from].sent])
	for i := first; i < from; i++ {
		if s.tokens[i].kind == word {
			return false
		}
	}
	return s.choices[q-1].kind == byCue
}

// dialogue turns a paragraph of speech led by a dash into quotations, where a verb of speech shows that it is one:
// "– Nous partirons, dit-il.", "— Мы поедем, — сказал он. — Завтра."
func (s *scan) dialogue() {
	var out []Quotation
	moved := make([]int32, len(s.quotations)) // where each one is now, or its last part, plus one; 0: it is gone
	q := 0
	for i := 0; i < len(s.tokens); {
		j := i
		for j < len(s.tokens) && s.tokens[j].para == s.tokens[i].para {
			j++
		}
		mine := q
		for q < len(s.quotations) && s.quotations[q].Paragraph == int(s.tokens[i].para) {
			q++
		}
		if parts := s.dialogueIn(i, j); len(parts) > 0 {
			for k := i; k < j; k++ {
				s.tokens[k].quote = -1
			}
			out = s.addParts(out, parts)
		} else {
			out = s.keep(out, moved, mine, q, s.tokens[i:j])
		}
		i = j
	}
	s.quotations = out
}

// keep moves the quotations [mine, end) of a paragraph's tokens to out; those with narration between their marks in parts.
func (s *scan) keep(out []Quotation, moved []int32, mine, end int, tokens []token) []Quotation {
	was := make([]int32, len(tokens))
	for k := range tokens {
		was[k] = tokens[k].quote
		tokens[k].quote = -1
	}
	narrated := make([]bool, end-mine)
	for k := mine; k < end; k++ {
		if parts := s.narratedIn(k); parts != nil {
			out = s.addParts(out, parts)
			moved[k], narrated[k-mine] = int32(len(out)), true
			continue
		}
		kept := s.quotations[k]
		if kept.Continues >= 0 {
			kept.Continues = int(moved[kept.Continues]) - 1
		}
		out = append(out, kept)
		moved[k] = int32(len(out))
	}
	for t, n := range was {
		if n >= 0 && (int(n) < mine || !narrated[int(n)-mine]) {
			tokens[t].quote = moved[n] - 1
		}
	}
	return out
}

func (s *scan) addParts(out []Quotation, parts [][2]int) []Quotation {
	for _, p := range parts {
		sp := s.span(p[0], p[1])
		for k := p[0]; k < p[1]; k++ {
			s.tokens[k].quote = int32(len(out))
		}
		out = append(out, Quotation{Span: sp, Outer: sp, Paragraph: int(s.tokens[p[0]].para), Continues: -1, Attribution: -1})
	}
	return out
}

// dialogueIn is the spoken parts of the paragraph [from, to), as ranges of tokens, or nil when it is no dialogue. Behind a
// sentence of the reporter's, too, a dash may begin speech; there only another dash ends it.
func (s *scan) dialogueIn(from, to int) [][2]int {
	if s.isDialogueDash(from) {
		return s.spoken(from+1, to, true)
	}
	for i := from + 1; i < to; i++ {
		if s.isDialogueDash(i) && isStop(s.tokens[i-1].sign) && s.tokens[i].quote < 0 {
			return s.spoken(i+1, to, false)
		}
	}
	return nil
}

// narratedIn is the spoken parts of quotation q, where the reporter's words stand between its marks, as in Russian: «Мы
// ждём, — сказал он. — Давно». nil where they do not.
func (s *scan) narratedIn(q int) [][2]int {
	return s.spoken(s.tokenAt(s.quotations[q].Start), s.tokenAt(s.quotations[q].End-1)+1, false)
}

func (s *scan) isDialogueDash(i int) bool {
	t := &s.tokens[i]
	return t.kind == punct && isDash(t.sign) && s.lex.LeadsSpeech(t.hash) && t.is(spaceAfter)
}

// spoken is the parts of [from, to) that are not narration: a dash and a verb of speech open that, or, where commas says so, a
// comma does; the next dash ends it. nil when nothing is narrated.
func (s *scan) spoken(from, to int, commas bool) [][2]int {
	var parts [][2]int
	end, behind := s.narratingDash(from, to)
	told := end < to
	for start := from; start < to; {
		if start > end { // one further on stays the next: to look for it behind each comma would take the square of the length
			end, behind = s.narratingDash(start, to)
		}
		next := behind
		stop := end
		if verb := s.narrationIn(start, end); commas && verb > start {
			told, stop = true, verb
			if dash := s.nextDash(verb, end); dash < end {
				next = dash
			}
		}
		for stop > start && s.tokens[stop-1].sign == ',' {
			stop--
		}
		if stop > start {
			parts = append(parts, [2]int{start, stop})
		}
		start = next + 1
	}
	if !told {
		return nil
	}
	return parts
}

// narratingDash is the first dash in [from, to) that opens narration, and the dash that ends that; each is to where there is none.
func (s *scan) narratingDash(from, to int) (dash, next int) {
	for dash = s.nextDash(from, to); dash < to; dash = next {
		next = s.nextDash(dash+1, to)
		if s.narrationIn(dash+1, next) == dash+1 {
			return dash, next
		}
	}
	return to, to
}

// nextDash is the first dash in [from, to), or to.
func (s *scan) nextDash(from, to int) int {
	for from < to && !s.isDialogueDash(from) {
		from++
	}
	return from
}

// narrationIn is where the reporter's words begin in [from, to): a verb of speech at its start, or behind a comma and before
// a pronoun or name; -1 if they do not.
func (s *scan) narrationIn(from, to int) int {
	for i := from; i < to; i++ {
		if i > from && s.tokens[i-1].sign != ',' && s.tokens[i-1].sign != '!' && s.tokens[i-1].sign != '?' {
			continue
		}
		k := i
		for k < to && (s.tokens[k].in(auxiliary) || s.tokens[k].tag == tagPronoun) && k < i+3 {
			k++
		}
		if k < to && s.tokens[k].in(speech) && !s.tokens[k].is(capital) && (i == from || k+1 < to) {
			return i
		}
	}
	return -1
}
