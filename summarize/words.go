package summarize

import (
	"maps"
	"slices"
	"strings"
	"unicode"
)

// quotationMarks are all characters that open or close a quotation in the languages that Parley reads. The apostrophe is
// not among them: it stands in ordinary words.
const quotationMarks = "\"“”„‟«»‹›「」『』〝〞"

func dropQuotationMarks(text string) string {
	text = strings.NewReplacer("''", "", "``", "").Replace(text)
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(quotationMarks, r) {
			return -1
		}
		return r
	}, text)
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

// stopwords carry no meaning of their own.
var stopwords = func() map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(`a an the and or but of to in on at by for from with as is are was were be been being it its
		he she they them his her their him we us our i you your who which that this these those there has have had do does did will
		would can could may might should must not no nor than then so if when while after before about into over under up out off
		said says say also more most some any all one mr mrs ms dr`) {
		set[word] = true
	}
	return set
}()

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

// negations turn a sentence around. "n't" is cut from its verb below.
var negations = map[string]bool{
	"not": true, "no": true, "never": true, "nor": true, "neither": true, "none": true, "nobody": true, "nothing": true, "without": true, "cannot": true,
	"nicht": true, "kein": true, "keine": true, "keinen": true, "nie": true, "pas": true, "jamais": true, "ne": true, "nunca": true, "não": true, "non": true, "niet": true, "geen": true, "не": true, "ні": true, "нет": true,
}

// negated is the set of the stems that stand within reach of a negation in text: the next two content words.
func negated(text string) map[string]bool {
	const reach = 2
	set := map[string]bool{}
	left := 0
	for _, word := range tokens(text) {
		folded := strings.ToLower(word)
		if negations[folded] || strings.HasSuffix(folded, "n't") {
			left = reach
			continue
		}
		if left > 0 && !stopwords[folded] {
			set[stem(word)] = true
			left--
		}
	}
	return set
}
