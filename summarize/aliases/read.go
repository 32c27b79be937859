package aliases

import (
	"unicode"
	"unicode/utf8"
)

// reading is a text as the tables see it: words joined by single spaces, without dots, accents, apostrophes and possessive
// endings. A phrase is then a part of it, so that looking one up allocates nothing.
type reading struct {
	cased  []byte // with the text's capitals
	folded []byte // the same in small letters; only ASCII is folded, which is all that the tables have
	words  []word
}

// word is a word's place in a reading.
type word struct {
	start, end int
	dotted     bool // a dot followed, as in "Mass."
}

// phrase is the part of a reading from one word up to another one.
func (r reading) phrase(at, length int) (cased, folded []byte) {
	start, end := r.words[at].start, r.words[at+length-1].end
	return r.cased[start:end], r.folded[start:end]
}

func (r reading) startsWith(first string) bool {
	if len(r.words) < 2 {
		return false
	}
	_, folded := r.phrase(0, 1)
	return string(folded) == first
}

func read(text string) reading {
	const letters = 5 // in an English word, about
	s := scanner{text: text, cased: make([]byte, 0, len(text)+1), words: make([]word, 0, len(text)/letters+1)}
	for s.at < len(s.text) {
		s.step()
	}
	s.close(false)
	return reading{cased: s.cased, folded: fold(s.cased), words: s.words}
}

func fold(cased []byte) []byte {
	folded := make([]byte, len(cased))
	for i, c := range cased {
		if isCapital(c) {
			c += 'a' - 'A'
		}
		folded[i] = c
	}
	return folded
}

func isCapital(c byte) bool { return 'A' <= c && c <= 'Z' }

// scanner splits a text into words.
type scanner struct {
	text  string
	at    int
	cased []byte
	words []word

	open    bool // within a word
	letters int  // since the word's start or its last dot
}

func (s *scanner) step() {
	if s.run() {
		return
	}
	r, size := s.rune()
	s.at += size
	switch {
	case isLetter(r):
		s.add(r)
	case !s.open || r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r): // an accent as a character of its own
	case r == '.':
		s.dot()
	case isApostrophe(r):
		s.apostrophe()
	default:
		s.close(false)
	}
}

// run adds the plain letters that come next, which are nearly all of a text.
func (s *scanner) run() bool {
	start := s.at
	for s.at < len(s.text) && plainLetters[s.text[s.at]] {
		s.at++
	}
	if s.at == start {
		return false
	}
	if !s.open {
		s.start()
	}
	s.letters += s.at - start
	s.cased = append(s.cased, s.text[start:s.at]...)
	return true
}

func (s *scanner) rune() (rune, int) {
	if s.at >= len(s.text) {
		return ' ', 0
	}
	if c := s.text[s.at]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(s.text[s.at:])
}

// add adds a letter that is not plain.
func (s *scanner) add(r rune) {
	if !s.open {
		s.start()
	}
	s.letters++
	if plain, known := accents[r]; known {
		s.cased = append(s.cased, plain...)
		return
	}
	s.cased = utf8.AppendRune(s.cased, r)
}

func (s *scanner) start() {
	if len(s.words) > 0 {
		s.cased = append(s.cased, ' ')
	}
	s.words = append(s.words, word{start: len(s.cased)})
	s.open, s.letters = true, 0
}

func (s *scanner) close(dotted bool) {
	if !s.open {
		return
	}
	last := &s.words[len(s.words)-1]
	last.end, last.dotted = len(s.cased), dotted
	s.open = false
}

// dot joins initials ("U.S.", "W.Va."), and ends any other word, so that "end.Next" is two.
func (s *scanner) dot() {
	if r, _ := s.rune(); isLetter(r) && s.letters == 1 {
		s.letters = 0
		return
	}
	s.close(true)
	if r, size := s.rune(); isApostrophe(r) { // "N.B.I.'s"
		s.at += size
		s.apostrophe()
	}
}

// apostrophe ends a word before a possessive "s", which it passes over, and joins what is around any other one: "d'Ivoire".
func (s *scanner) apostrophe() {
	r, size := s.rune()
	if r != 's' && r != 'S' {
		return
	}
	behind := scanner{text: s.text, at: s.at + size}
	if next, _ := behind.rune(); isLetter(next) {
		return
	}
	s.close(false)
	s.at += size
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' || r == 'ʼ' || r == '‘' || r == '`' }

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return plainLetters[r]
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// plainLetters are the letters and digits of ASCII.
var plainLetters = func() (letters [256]bool) {
	for c := range utf8.RuneSelf {
		r := rune(c)
		letters[c] = unicode.IsLetter(r) || unicode.IsDigit(r)
	}
	return letters
}()

// accents are letters that English papers write with and without their accent.
var accents = plain(map[string]string{
	"a": "àáâãäåāăą", "c": "çćčĉ", "d": "ďđð", "e": "èéêëēėęě", "g": "ğģĝ", "h": "ħ", "i": "ìíîïīįıĭ", "k": "ķ", "l": "łľļĺ", "n": "ñńňņ",
	"o": "òóôõöøōő", "r": "řŕ", "s": "śšşș", "t": "ťţțŧ", "u": "ùúûüūůűų", "w": "ŵ", "y": "ýÿŷ", "z": "źžż", "ae": "æ", "oe": "œ", "ss": "ß", "th": "þ",
	"A": "ÀÁÂÃÄÅĀĂĄ", "C": "ÇĆČĈ", "D": "ĎĐÐ", "E": "ÈÉÊËĒĖĘĚ", "G": "ĞĢĜ", "H": "Ħ", "I": "ÌÍÎÏĪĮİĬ", "K": "Ķ", "L": "ŁĽĻĹ", "N": "ÑŃŇŅ",
	"O": "ÒÓÔÕÖØŌŐ", "R": "ŘŔ", "S": "ŚŠŞȘ", "T": "ŤŢȚŦ", "U": "ÙÚÛÜŪŮŰŲ", "W": "Ŵ", "Y": "ÝŸŶ", "Z": "ŹŽŻ", "AE": "Æ", "OE": "Œ", "Th": "Þ",
	"": "ʻʿʾ", // marks in Hawaiʻi and Sanaʿa, letters to Unicode
})

func plain(accented map[string]string) map[rune]string {
	letters := map[rune]string{}
	for to, from := range accented {
		for _, r := range from {
			letters[r] = to
		}
	}
	return letters
}
