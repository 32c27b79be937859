package attribution

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

// languages are the codes of the lexicons, English first; a tie goes to the earlier one.
var languages = [...]string{"en", "de", "fr", "es", "it", "pt", "nl", "pl", "uk", "ru"}

var lexicons = sync.OnceValue(func() []*lexicon {
	out := make([]*lexicon, len(languages))
	for i, code := range languages {
		out[i] = mustLexicon(code)
	}
	return out
})

// functionWords tells of each frequent word, as a set of bits, the languages that have it.
var functionWords = sync.OnceValue(func() map[uint64]uint16 {
	out := map[uint64]uint16{}
	for i, lex := range lexicons() {
		for h, e := range lex.words {
			if e.class&function != 0 {
				out[h] |= 1 << i
			}
		}
	}
	return out
})

const (
	sampleWords  = 300 // of a text, by which its language is told
	minSample    = 12  // fewer words tell nothing
	minFunction  = 8   // a text has at least one function word of its language in so many words
	declaredLead = 2   // how many times the declared language's words another one's must be to overrule it
)

// chooseLexicon finds the rules for a text: by its words where they are plain, else by the language that is declared. It
// is nil for a language that has none. A short text of an undeclared language is taken for English.
func chooseLexicon(text, declared string) *lexicon {
	counts, words := countFunctionWords(text)
	best := 0
	for i, n := range counts {
		if n > counts[best] {
			best = i
		}
	}
	plain := words >= minSample && counts[best]*minFunction >= words
	known := slices.Index(languages[:], declared)
	switch {
	case known >= 0 && (!plain || counts[best] < declaredLead*counts[known]):
		return lexicons()[known]
	case known < 0 && declared != "" && (!plain || counts[best]*minFunction < 2*words):
		return nil
	case plain:
		return lexicons()[best]
	case words < minSample && declared == "" && isLatin(text):
		return lexicons()[0]
	case declared == "":
		if i := slices.Index(languages[:], languageOfLetters(text)); i >= 0 {
			return lexicons()[i]
		}
	}
	return nil
}

// ownLetters are some that any text of a language has, and others of the same script that none has. Neighbours such as
// Belarusian, Bulgarian, Kazakh, Sorbian and Kashubian lack the own ones or have one of the others.
var ownLetters = []struct{ language, own, others string }{
	{"uk", "іїєґ", "ыэъёўјљњћџқңғүұһәөӣӯӑӗ"},
	{"ru", "ыэ", "іїєґўјљњћџқңғүұһәөӣӯӑӗ"},
	{"pl", "ł", "čěřšžůãëòôùøåäöüßéèçñ"},
}

// languageOfLetters tells the language of a text that is too short for its words to tell; "" where no letters do.
func languageOfLetters(text string) string {
	text = strings.ToLower(text)
	for _, l := range ownLetters {
		if strings.ContainsAny(text, l.own) && !strings.ContainsAny(text, l.others) {
			return l.language
		}
	}
	return ""
}

// countFunctionWords counts the function words of each language among the first words of a text.
func countFunctionWords(text string) (counts [len(languages)]int, words int) {
	set := functionWords()
	h, inside := uint64(fnvOffset), false
	for _, r := range text {
		if isLetter(r) {
			h, inside = (h^uint64(fold(r)))*fnvPrime, true
			continue
		}
		if !inside {
			continue
		}
		words++
		for bits, i := set[h], 0; bits != 0; bits, i = bits>>1, i+1 {
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
		if isLetter(r) {
			return unicode.Is(unicode.Latin, r)
		}
	}
	return true
}
