// Package words takes texts apart for the rules that compare them: words without their marks, stems of those that carry
// meaning, and quotation marks. Start with [Split] and [Stems]. It knows nothing of articles.
package words

import (
	"parley/summarize/aliases"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// QuotationMarks are the characters that open or close a quotation, or look like one that does: those of Unicode's property
// Quotation_Mark, ornaments, primes and accents. Single ones are not among them, for they stand in ordinary words as
// apostrophes; see singleQuoted.
const QuotationMarks = "\"“”„‟«»‹›「」『』〝〞〟｢｣﹁﹂﹃﹄＂⹂❝❞❠❮❯″‶‴〃ˮʺ˝"

// singleQuoted is a pair of single marks around words: neither "the members' boats" nor "it's".
var singleQuoted = regexp.MustCompile(`(^|[\s(\[—–])['‘‚](\S|\S.*?\S)['’‘]($|[\s).,;:!?\]—–])`)

var doubledMarks = strings.NewReplacer("''", "", "``", "", "´´", "", "′′", "", "‵‵", "", "‘‘", "", "’’", "")

// Unquoted leaves the words of a text without quotation marks, doubled and single ones too.
func Unquoted(text string) string {
	text = strings.Map(func(r rune) rune {
		if strings.ContainsRune(QuotationMarks, r) {
			return -1
		}
		return r
	}, doubledMarks.Replace(text))
	for strings.ContainsAny(text, "'‘‚") && singleQuoted.MatchString(text) {
		text = singleQuoted.ReplaceAllString(text, "$1$2$3")
	}
	return text
}

// Split is the words of a text, apostrophes straightened, possessive endings cut.
func Split(text string) []string {
	words := make([]string, 0, len(text)/5)
	start := -1
	add := func(end int) {
		if start >= 0 {
			if word := strings.TrimRight(strings.TrimSuffix(strings.Trim(strings.ReplaceAll(text[start:end], "’", "'"), "'.,"), "'s"), "."); word != "" {
				words = append(words, word)
			}
		}
		start = -1
	}
	for i, r := range text {
		if inWord(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		add(i)
	}
	add(len(text))
	return words
}

// Count is how many words a text has. Scripts that put no space between words have one for about two of their letters.
func Count(text string) int {
	const size = 2 // letters of such a word; Thai has about four, of which two are vowels or marks
	n, run, inside := 0, 0, false
	for _, r := range text {
		switch {
		case unicode.In(r, unspaced...):
			run++
			inside = false
		case unicode.IsSpace(r):
			inside = false
		case !inside && !(run > 0 && (unicode.IsPunct(r) || unicode.IsMark(r))):
			n, inside = n+1, true
		}
	}
	return n + (run+size-1)/size
}

// unspaced are the scripts that put no space between words.
var unspaced = []*unicode.RangeTable{unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '\'' || r == '.' || r == ','
	}
	return r == '’' || unicode.IsLetter(r) || unicode.IsDigit(r)
}

// List is the set of the words of a text.
func List(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// Stop are the words that carry no meaning of their own.
var Stop = List(`a an the and or but of to in on at by for from with as is are was were be been being it its
	he she they them his her their him we us our i you your who which that this these those there has have had do does did will
	would can could may might should must not no nor than then so if when while after before about into over under up out off
	said says say also more most some any all one mr mrs ms dr
	between through during against how what why where whose whom because just only very such own same other another`)

// Stem folds a word's case and form, so that "vote", "votes", "voted" and "voting" meet, and "took" and "take": the base of an
// irregular form, without its ending, of that the first five letters.
func Stem(word string) string {
	const most = 5 // letters
	word = aliases.Base(strings.ToLower(word))
	for _, ending := range endings {
		if rest, found := strings.CutSuffix(word, ending); found && len(rest) >= 3 {
			word = rest
			break
		}
	}
	n := 0
	for i := range word {
		if n == most {
			return word[:i]
		}
		n++
	}
	return word
}

// endings of English words, the longer ones first.
var endings = []string{"ings", "ing", "ied", "ies", "ed", "es", "ly", "e", "s", "y"}

// Stems is the set of the stems of a text's content words.
func Stems(text string) map[string]bool {
	words := Split(text)
	set := make(map[string]bool, len(words))
	for _, word := range words {
		if folded := strings.ToLower(word); !Stop[folded] {
			set[Stem(folded)] = true
		}
	}
	return set
}

// FoldedSet is the set of all words of a text, case folded.
func FoldedSet(texts ...string) map[string]bool {
	set := make(map[string]bool, 32)
	for _, text := range texts {
		for _, word := range Split(text) {
			set[strings.ToLower(word)] = true
		}
	}
	return set
}

// Folded is the words of a text in order, case folded.
func Folded(text string) []string {
	words := Split(text)
	for i, word := range words {
		words[i] = strings.ToLower(word)
	}
	return words
}

// Any says whether a key of a set has a property.
func Any[K comparable](set map[K]bool, holds func(K) bool) bool {
	for key := range set {
		if holds(key) {
			return true
		}
	}
	return false
}

// StartsUpper says whether a text begins with a capital.
func StartsUpper(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(first)
}

// First is a text's first word, without what is joined to its end: "Still," and "That’s" are "Still" and "That".
func First(text string) string {
	word, _, _ := strings.Cut(text, " ")
	if at := strings.IndexAny(word, ",;:'’"); at > 0 {
		word = word[:at]
	}
	return word
}

// Last is the last word of a name, or "".
func Last(name string) string {
	words := Split(name)
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// Quoted are the parts of a text that stand between double quotation marks.
func Quoted(text string) []string {
	var found []string
	start := -1
	for i, r := range text {
		if !strings.ContainsRune(QuotationMarks, r) {
			continue
		}
		if start >= 0 {
			found = append(found, text[start:i])
			start = -1
			continue
		}
		start = i + utf8.RuneLen(r)
	}
	if start >= 0 {
		found = append(found, text[start:])
	}
	return found
}
