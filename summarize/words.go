package summarize

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// quotationMarks are the characters that open or close a quotation, or look like one that does: those of Unicode's property
// Quotation_Mark, ornaments, primes and accents. Single ones are not among them, for they stand in ordinary words as
// apostrophes; see singleQuoted.
const quotationMarks = "\"“”„‟«»‹›「」『』〝〞〟｢｣﹁﹂﹃﹄＂⹂❝❞❠❮❯″‶‴〃ˮʺ˝"

// singleQuoted is a pair of single marks around words: neither "the members' boats" nor "it's".
var singleQuoted = regexp.MustCompile(`(^|[\s(\[—–])['‘‚](\S|\S.*?\S)['’‘]($|[\s).,;:!?\]—–])`)

var doubledMarks = strings.NewReplacer("''", "", "``", "", "´´", "", "′′", "", "‵‵", "", "‘‘", "", "’’", "")

// dropQuotationMarks leaves the words without their marks.
func dropQuotationMarks(text string) string {
	text = strings.Map(func(r rune) rune {
		if strings.ContainsRune(quotationMarks, r) {
			return -1
		}
		return r
	}, doubledMarks.Replace(text))
	for strings.ContainsAny(text, "'‘‚") && singleQuoted.MatchString(text) {
		text = singleQuoted.ReplaceAllString(text, "$1$2$3")
	}
	return text
}

// tokens are the words of a text, apostrophes straightened, possessive endings cut.
func tokens(text string) []string {
	words := make([]string, 0, len(text)/5)
	start := -1
	add := func(end int) {
		if start >= 0 {
			if word := strings.TrimSuffix(strings.Trim(strings.ReplaceAll(text[start:end], "’", "'"), "'.,"), "'s"); word != "" {
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

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '\'' || r == '.' || r == ','
	}
	return r == '’' || unicode.IsLetter(r) || unicode.IsDigit(r)
}

func wordList(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// stopwords carry no meaning of their own.
var stopwords = wordList(`a an the and or but of to in on at by for from with as is are was were be been being it its
	he she they them his her their him we us our i you your who which that this these those there has have had do does did will
	would can could may might should must not no nor than then so if when while after before about into over under up out off
	said says say also more most some any all one mr mrs ms dr
	between through during against how what why where whose whom because just only very such own same other another`)

// stem folds a word's case and cuts its ending, so that "vote", "votes" and "voted" meet.
func stem(word string) string {
	const most = 5 // letters
	word = strings.ToLower(word)
	n := 0
	for i := range word {
		if n == most {
			return word[:i]
		}
		n++
	}
	return word
}

// wordSet is the set of the stems of a text's content words.
func wordSet(text string) map[string]bool {
	words := tokens(text)
	set := make(map[string]bool, len(words))
	for _, word := range words {
		if folded := strings.ToLower(word); !stopwords[folded] {
			set[stem(folded)] = true
		}
	}
	return set
}

func sortedKeys(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }

// foldedWords is the set of all words of a text, case folded.
func foldedWords(texts ...string) map[string]bool {
	set := make(map[string]bool, 32)
	for _, text := range texts {
		for _, word := range tokens(text) {
			set[strings.ToLower(word)] = true
		}
	}
	return set
}
