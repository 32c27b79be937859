package language

import (
	"slices"
	"strings"
	"unicode"
)

// Codes are the languages' ISO 639-1 Codes, English first; a tie goes to the earlier one.
var Codes = [...]string{"en", "de", "fr", "es", "it", "pt", "nl", "pl", "uk", "ru"}

// A Set is the lexicons of all languages. It is not changed after it is made.
type Set struct {
	All      []*Lexicon        // English first
	function map[uint64]uint16 // of each frequent word, as a set of bits, the languages that have it
}

// Open reads the embedded lexicons; classes are those that the words under each section get.
func Open(classes map[string]Class) *Set {
	s := &Set{function: map[uint64]uint16{}}
	for i, code := range Codes {
		lex := read(code, classes)
		s.All = append(s.All, lex)
		for h, e := range lex.words {
			if e.Class&classes["function"] != 0 {
				s.function[h] |= 1 << i
			}
		}
	}
	return s
}

const (
	sampleWords  = 300 // of a text, by which its language is told
	minSample    = 12  // fewer words tell nothing
	minFunction  = 8   // a text has at least one function word of its language in so many words
	declaredLead = 2   // how many times the declared language's words another one's must be to overrule it
)

// Choose finds the rules for a text: by its words where they are plain, else by the language that is declared. It
// is nil for a language that has none. A short text of an undeclared language is taken for English.
func (s *Set) Choose(text, declared string) *Lexicon {
	counts, words := s.countFunctionWords(text)
	best := 0
	for i, n := range counts {
		if n > counts[best] {
			best = i
		}
	}
	plain := words >= minSample && counts[best]*minFunction >= words
	known := slices.Index(Codes[:], declared)
	switch {
	case known >= 0 && (!plain || counts[best] < declaredLead*counts[known]):
		return s.All[known]
	case known < 0 && declared != "" && (!plain || counts[best]*minFunction < 2*words):
		return nil
	case plain:
		return s.All[best]
	case words < minSample && declared == "" && isLatin(text):
		return s.All[0]
	case declared == "":
		return s.byLetters(text)
	}
	return nil
}

// byLetters tells the language of a text that is too short for its words to tell: it has a letter of the language's own, and
// none that only neighbours have (Belarusian, Bulgarian, Kazakh, Sorbian and Kashubian). nil where no letters tell.
func (s *Set) byLetters(text string) *Lexicon {
	text = strings.ToLower(text)
	for _, l := range s.All {
		if strings.ContainsAny(text, l.own) && !strings.ContainsAny(text, l.foreign) {
			return l
		}
	}
	return nil
}

// countFunctionWords counts the function words of each language among the first words of a text.
func (s *Set) countFunctionWords(text string) (counts [len(Codes)]int, words int) {
	h, inside := uint64(fnvOffset), false
	for _, r := range text {
		if IsLetter(r) {
			h, inside = (h^uint64(Fold(r)))*fnvPrime, true
			continue
		}
		if !inside {
			continue
		}
		words++
		for bits, i := s.function[h], 0; bits != 0; bits, i = bits>>1, i+1 {
			counts[i] += int(bits & 1)
		}
		if words == sampleWords {
			break
		}
		h, inside = fnvOffset, false
	}
	return counts, words
}

// isLatin reports whether the first letter of the text is of the Latin script.
func isLatin(text string) bool {
	for _, r := range text {
		if IsLetter(r) {
			return unicode.Is(unicode.Latin, r)
		}
	}
	return true
}
