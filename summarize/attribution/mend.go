package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mendTags corrects what the tagger cannot see from a word and its neighbours: given names that are function words too,
// names that open a sentence, and clauses that it left without a verb.
func (s *scan) mendTags() {
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.kind != word {
			continue
		}
		s.mendName(i)
		if s.isClosingReport(i) {
			t.tag = tagVerbS
		}
		if t.tag == tagNoun && !t.is(capital) && s.around(i, -1).in(groupNoun) && s.around(i, 1).tag == tagPrep && strings.HasSuffix(s.text[t.Start:t.End], "ed") {
			t.tag = tagPart // "a person briefed on the talks"
		}
	}
	for n := range s.sentences {
		s.mendVerb(int(s.first[n]), int(s.first[n+1]))
	}
}

// mendName takes token i for a name where only a name can stand.
func (s *scan) mendName(i int) {
	t := &s.tokens[i]
	switch {
	case s.isModalNamed(i):
		t.shape |= capital
		t.class &^= preposition | modal | auxiliary
	case s.opensBody(i):
		t.shape |= capital
	case !t.is(capital):
		if !s.isCommonNamed(i) {
			return
		}
		t.shape |= capital
		t.class &^= preposition | modal | month | auxiliary
	case t.in(preposition | modal | month):
		if !s.isGivenName(i) && !s.isMonthSurname(i) {
			return
		}
		t.class &^= preposition | modal | month | auxiliary
	case t.tag == tagName || !s.isNounNamed(i) && !s.isClub(i):
		return
	}
	t.tag = tagName
}

// opensWords reports whether token i is the first of a sentence or of words between marks, where a common word has a capital, too.
func (s *scan) opensWords(i int) bool {
	return int32(i) == s.first[s.tokens[i].sent] || s.around(i, -1).kind == mark
}

// isModalNamed reports whether token i, with a capital within its sentence, is a name that means something else when it is small:
// "“…,” Will wrote".
func (s *scan) isModalNamed(i int) bool {
	t := &s.tokens[i]
	return t.in(preposition|modal) && t.quote < 0 && int32(i) > s.first[t.sent] && isReporting(s.around(i, 1)) && isUpper(s.text[t.Start:])
}

// isCommonNamed reports whether token i, a common word whose capital could be its place's, is who reports: "Sharp said".
func (s *scan) isCommonNamed(i int) bool {
	t, n := &s.tokens[i], s.around(i, 1)
	if !s.opensWords(i) || !isUpper(s.text[t.Start:]) {
		return false
	}
	surname := t.tag == tagName && !t.in(title|groupNoun) && isReporting(n)
	given := t.in(preposition|modal) && t.in(givenName) && n.is(capital) && n.tag == tagName && isReporting(s.around(i, 2))
	return surname || given
}

// opensBody reports whether token i, a common word whose capital could be its place's, opens a body's name for what stands behind it: "Sailors
// Without Boats", "Marks & Spencer", "Greater Halvik Police".
func (s *scan) opensBody(i int) bool {
	t, next := &s.tokens[i], s.around(i, 1)
	if !isUpper(s.text[t.Start:]) || s.headlines[t.sent] {
		return false
	}
	if t.hash == greaterHash {
		return next.is(capital) && next.kind == word && !s.common[next.hash]
	}
	return (next.sign == '&' || causeWords[next.hash] && next.is(capital)) && s.isCapitalWord(i+2, i)
}

// isClub reports whether token i is the letters before the place of a club: "FC Halvik".
func (s *scan) isClub(i int) bool {
	return clubs[s.tokens[i].hash] && s.tokens[i].is(allCaps) && s.isCapitalWord(i+1, i)
}

var (
	greaterHash = hashWord("greater")
	clubs       = hashWords("FC", "AFC", "AC", "SC", "CF", "RC")
)

// isGivenName reports whether token i is a given name before another name: "Per Holm".
func (s *scan) isGivenName(i int) bool {
	n := s.around(i, 1)
	return s.tokens[i].in(givenName) && n.is(capital) && n.tag == tagName && (!s.opensWords(i) || isReporting(s.around(i, 2)))
}

// isMonthSurname reports whether token i is a surname that is a month or modal, too: "Theresa May said".
func (s *scan) isMonthSurname(i int) bool {
	p := s.around(i, -1)
	return s.tokens[i].in(modal|month) && p.is(capital) && p.tag == tagName && isReporting(s.around(i, 1))
}

// isNounNamed reports whether token i, tagged as a noun where words have a capital for their place, is a name: the text has it as
// one elsewhere, or it reports.
func (s *scan) isNounNamed(i int) bool {
	t := &s.tokens[i]
	return s.opensWords(i) && t.tag == tagNoun && !t.in(title|groupNoun) && (s.names[t.hash] || isReporting(s.around(i, 1)))
}

// isClosingReport reports whether token i is a verb of speech, taken for a noun, that ends a sentence after a comma and the
// name of who reports it: "…, the Halvik Herald reports."
func (s *scan) isClosingReport(i int) bool {
	const longest = 6 // words of a name
	t := &s.tokens[i]
	if t.tag != tagNoun || !t.in(speech) || !t.is(plural) || t.is(capital) || s.around(i, 1).kind == word || !s.around(i, -1).is(capital) {
		return false
	}
	for d := 1; d <= longest; d++ {
		switch p := s.around(i, -d); {
		case p.sign == ',' || p.kind == mark:
			return true
		case p.kind != word || !p.is(capital) && p.tag != tagDet:
			return false
		}
	}
	return false
}

// isReporting reports whether the token can be the verb of what somebody says.
func isReporting(t *token) bool {
	return t.in(speech) && (t.tag == tagPast || t.tag == tagPart || t.tag == tagVerbS)
}

// mendVerb finds the verb of the sentence [from, to) that reports a quotation, "the editorial read", where the tagger took
// it for a noun and so left the words outside the quotation without one.
func (s *scan) mendVerb(from, to int) {
	quoted, last := from > 0 && s.tokens[from-1].quote >= 0, -1
	for i := from; i < to; i++ {
		t := &s.tokens[i]
		switch {
		case t.quote >= 0:
			quoted = true
		case t.tag.isFinite() || t.in(auxiliary):
			return
		case i > from && t.in(speech) && !t.is(capital) && (t.tag == tagNoun || t.tag == tagAdj) && s.tokens[i-1].quote < 0 && s.tokens[i-1].tag.isNominal():
			last = i
		}
	}
	if !quoted || last < 0 {
		return
	}
	if s.tokens[last].is(plural) {
		s.tokens[last].tag = tagVerbS
	} else {
		s.tokens[last].tag = tagPast
	}
}

func isUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
