package summarize

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
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
	words := strings.FieldsFunc(strings.ReplaceAll(text, "’", "'"), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '.' && r != ','
	})
	for i, word := range words {
		words[i] = strings.TrimSuffix(strings.Trim(word, "'.,"), "'s")
	}
	return slices.DeleteFunc(words, func(word string) bool { return word == "" })
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
	letters := []rune(strings.ToLower(word))
	return string(letters[:min(len(letters), 5)])
}

// wordSet is the set of the stems of a text's content words.
func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, word := range tokens(text) {
		if !stopwords[strings.ToLower(word)] {
			set[stem(word)] = true
		}
	}
	return set
}

func sortedKeys(set map[string]bool) []string { return slices.Sorted(maps.Keys(set)) }

// foldedWords is the set of all words of a text, case folded.
func foldedWords(texts ...string) map[string]bool {
	set := map[string]bool{}
	for _, text := range texts {
		for _, word := range tokens(text) {
			set[strings.ToLower(word)] = true
		}
	}
	return set
}
