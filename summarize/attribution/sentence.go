package attribution

import "unicode/utf8"

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

// maxSentence bounds a sentence's tokens, so that text without stops cannot make the work on one sentence grow with its
// length.
const maxSentence = 400

// sentences groups the tokens into sentences. Unlike a general segmenter it knows which full stops the tokenizer gave
// to abbreviations, and lets a sentence end inside a quotation.
func sentences(text string, tokens []token) []Sentence {
	var out []Sentence
	start := 0
	for i := range tokens {
		tokens[i].sent = int32(len(out))
		last := i+1 == len(tokens) || tokens[i+1].para != tokens[i].para
		if last || i-start >= maxSentence || endsSentence(text, tokens, i) {
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
	if !t.is(spaceAfter) && !missesSpace(tokens, i) {
		return false
	}
	k := stopBefore(tokens, i)
	stop := &tokens[k]
	switch {
	case isOrdinalOfDay(tokens, k, next):
		return false
	case stop.kind == word && stop.is(dotted):
		return k == i && !stop.in(title) && next.kind == word && next.is(capital) && next.in(starter)
	}
	return stop.kind == punct && isStop(stop.sign) && startsSentence(text, tokens, i+1) && !isNameWithMark(text, tokens, k, next)
}

// namesWithMark are names that are written with an exclamation mark: "E! News", "Yahoo! Japan".
var namesWithMark = map[string]bool{"E": true, "Yahoo": true, "Jeopardy": true, "Jeb": true, "Yum": true, "Wham": true}

// isNameWithMark reports whether the mark at token k belongs to a name: more of the name follows, and no word that begins a sentence.
func isNameWithMark(text string, tokens []token, k int, next *token) bool {
	if tokens[k].sign != '!' || tokens[k].is(spaced) || k == 0 || next.kind != word || next.in(starter) {
		return false
	}
	return namesWithMark[text[tokens[k-1].Start:tokens[k-1].End]]
}

// missesSpace reports whether the full stop at token i ends a sentence though the next word follows with no space: "said.Then".
func missesSpace(tokens []token, i int) bool {
	return tokens[i].sign == '.' && i > 0 && tokens[i-1].kind == word && !tokens[i-1].is(capital|dotted) && tokens[i+1].is(capital)
}

// stopBefore steps back from token i over closing marks and brackets to the stop.
func stopBefore(tokens []token, i int) int {
	for para := tokens[i].para; i > 0 && tokens[i].para == para && !tokens[i].is(spaced) && (tokens[i].kind == mark || isClosingBracket(tokens[i].sign)); {
		i--
	}
	return i
}

// isOrdinalOfDay reports whether the full stop at token k is a date's: "3. Mai".
func isOrdinalOfDay(tokens []token, k int, next *token) bool {
	return tokens[k].sign == '.' && !tokens[k].is(spaced) && k > 0 && tokens[k-1].kind == number && next.in(month)
}

func isStop(r rune) bool { return r == '.' || r == '!' || r == '?' || r == '…' }

func isClosingBracket(r rune) bool { return r == ')' || r == ']' }

// startsSentence reports whether a sentence can start at token i, or behind the signs there.
func startsSentence(text string, tokens []token, i int) bool {
	for tokens[i].kind == mark || opensAside(tokens[i].sign) {
		if i++; i == len(tokens) {
			return true
		}
	}
	t := &tokens[i]
	return t.is(capital) || t.kind == number || t.kind == word && t.tag == 0 && !hasCase(text[t.Start:t.End])
}

// opensAside reports whether the sign is an opening bracket or a dash.
func opensAside(r rune) bool { return r == '(' || r == '[' || r == '—' || r == '–' || r == '-' }

func isWideStop(r rune) bool { return r == '。' || r == '！' || r == '？' }

// hasCase reports whether a word begins in a script that may have capitals: those before the East Asian ones.
func hasCase(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && r < 0x2E80
}

// truecase takes the mark of a capital off words that carry it for their place only: a sentence's first word, and all the
// words of a headline, when they are words that are commonly written small.
func (s *scan) truecase(common map[uint64]bool) {
	s.findNames()
	s.headlines = make([]bool, len(s.sentences))
	for n := range s.sentences {
		from, to := int(s.first[n]), int(s.first[n+1])
		headline := s.isHeadline(from, to)
		s.headlines[n] = headline
		start := true
		for i := from; i < to; i++ {
			t := &s.tokens[i]
			if t.kind == word && t.is(capital) && (start || headline) && common[t.hash] && !t.is(allCaps) && !s.names[t.hash] && !s.keepsCapital(i) {
				t.shape &^= capital
			}
			start = s.startsAfter(i, start)
		}
	}
}

// keepsCapital reports whether the word at token i is a part of a name by what stands behind it, common as it is: "Amnesty International",
// "Trade and Industry Secretary", "Downing Street".
func (s *scan) keepsCapital(i int) bool {
	t, next := &s.tokens[i], s.around(i, 1)
	return s.namePairs[pair(t.hash, next.hash)] && next.is(capital) || next.hash == internationalHash || next.is(capital) && nameFirst[t.hash][next.hash] || t.in(field) && i+1 < len(s.tokens) && s.joinsFields(i+1)
}

var internationalHash = hashWord("international")

// nameFirst are common words that are parts of a name before others.
var nameFirst = map[uint64]map[uint64]bool{
	hashWord("downing"):      hashWords("Street"),
	hashWord("first"):        hashWords("Minister"),
	hashWord("conservative"): hashWords("MP", "MPs", "MEP", "MEPs", "MSP", "MSPs", "Party"),
	hashWord("independent"):  hashWords("MP", "MPs", "MEP", "MEPs", "MSP", "MSPs"),
}

// startsAfter reports whether the word after token i carries a capital for its place; start tells it of token i itself. Behind a comma and
// a closing mark the sentence goes on: in “It is over,” Shelter said, the capital is the name's.
func (s *scan) startsAfter(i int, start bool) bool {
	t := &s.tokens[i]
	if t.kind == mark {
		comma := s.around(i, -1)
		return comma.sign != ',' || t.quote < 0 || comma.quote != t.quote
	}
	return start && t.kind == punct && t.sign != ',' || t.sign == ':'
}

// isHeadline reports whether nearly all words of the sentence [from, to) that could be small have a capital.
func (s *scan) isHeadline(from, to int) bool {
	upper, words := 0, 0
	for i := from; i < to; i++ {
		if t := &s.tokens[i]; t.kind == word && t.class&(preposition|conjunction|determiner|day|month) == 0 {
			words++
			upper += boolInt(t.is(capital))
		}
	}
	return words >= 4 && upper*5 >= words*4
}

// findNames collects the words that the text writes with a capital inside sentences as the last word of a name, and
// never small.
func (s *scan) findNames() {
	s.names, s.namePairs = map[uint64]bool{}, map[uint64]bool{}
	small := make([]uint64, 0, len(s.tokens))
	for n := range s.sentences {
		from, to := int(s.first[n]), int(s.first[n+1])
		if s.isHeadline(from, to) {
			continue
		}
		start := true
		for i := from; i < to; i++ {
			t := &s.tokens[i]
			switch {
			case t.kind == word && !t.is(capital):
				small = append(small, t.hash)
			case t.kind == word && !start && !t.in(title|groupNoun|bodyWord|day|month|personal|determiner|preposition) && !s.around(i, 1).is(capital):
				s.names[t.hash] = true
			}
			if next := s.around(i, 1); !start && t.kind == word && t.is(capital) && next.kind == word && next.is(capital) {
				s.namePairs[pair(t.hash, next.hash)] = true
			}
			start = s.startsAfter(i, start)
		}
	}
	for _, h := range small {
		delete(s.names, h)
	}
}
