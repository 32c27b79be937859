package attribution

import (
	"unicode"
	"unicode/utf8"
)

// Words that are parts of names, whatever their tags.

// tagFirstNames tags a first name before another capital as a name, whatever else the word can be: "Per Holm", "Will
// Hurd". Where it opens a sentence and could be a preposition there ("Per Holm, …"), a verb must follow the name.
func (s *scan) tagFirstNames() {
	for i := 0; i+1 < len(s.tokens); i++ {
		t := &s.tokens[i]
		if !t.in(givenName) || t.tag == tagName && !t.in(preposition) || !s.isNameBehind(i) {
			continue
		}
		if first, _ := utf8.DecodeRuneInString(s.text[t.Start:]); !unicode.IsUpper(first) {
			continue
		}
		opens := i == 0 || s.tokens[i-1].sent != t.sent || s.tokens[i-1].kind != word
		if t.in(preposition|conjunction|subordinator) && opens && !s.around(i, 2).tag.isFinite() {
			continue
		}
		t.tag, t.shape, t.class = tagName, t.shape|capital, t.class&^(preposition|conjunction|subordinator|auxiliary|modal)
	}
}

// tagMonthNames tags a month as a family name behind a first name or a title, "Theresa May", "Mr. March", and that name alone before a verb,
// "May said", where the text has somebody of it. A date goes on with a number: "tell Mark May 3".
func (s *scan) tagMonthNames() {
	families := map[uint64]bool{}
	isFamily := func(i int) bool {
		t, before, behind := &s.tokens[i], s.around(i, -1), s.around(i, 1)
		return t.in(month) && t.is(capital) && behind.kind != number && (before.in(givenName) && before.tag == tagName || before.in(honorific) && before.is(capital))
	}
	for i := range s.tokens {
		if isFamily(i) {
			families[s.tokens[i].hash] = true
		}
	}
	for i := range s.tokens {
		t := &s.tokens[i]
		if families[t.hash] && t.is(capital) && (isFamily(i) || s.around(i, 1).in(speech) || s.around(i, 1).tag == tagEnding) {
			t.tag, t.class = tagName, t.class&^(month|modal|auxiliary)
		}
	}
}

// tagNameWords tags common words that are parts of a name by what stands behind them, where they open a sentence: "Trade and Industry Secretary
// Ida Lund said", "Downing Street said".
func (s *scan) tagNameWords() {
	for i := range s.tokens {
		t, next := &s.tokens[i], s.around(i, 1)
		if t.is(capital) && (t.in(field) && i+1 < len(s.tokens) && s.joinsFields(i+1) || t.tag.isVerb() && next.is(capital) && nameFirst[t.hash][next.hash]) {
			t.tag = tagName
		}
	}
}

// isNameBehind reports whether a name with a capital follows token i in its sentence.
func (s *scan) isNameBehind(i int) bool {
	next := s.around(i, 1)
	return next.kind == word && next.is(capital) && next.tag == tagName
}
