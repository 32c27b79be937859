package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/summarize/attribution"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// keepsSpelling wants no word of a text to be a word of its sentences in disguise: with letters turned around, dropped,
// doubled or exchanged, or with symbols in their place. Other forms of a word are none, nor are words that English news or
// the articles have. Outside English, where too few words are known, only letters in another order count.
func keepsSpelling(t *transcript.Transcript, claim DraftClaim, cited string) finding {
	unspaced := strings.Join(strings.Fields(cited), "") // "20 °C" is "20°C"
	for field := range strings.FieldsSeq(claim.Text) {
		if holdsSymbol(field) && !strings.Contains(unspaced, strings.Trim(field, endMarks)) {
			return fall("holds symbols in its words")
		}
	}
	english := t.LanguageOf(claim.Sentences) == "en"
	var there []string
	for _, word := range words.Split(claim.Text) {
		folded := strings.ToLower(word)
		if t.Has(folded) || words.Stop[folded] || utf8.RuneCountInString(word) < 3 || strings.ContainsFunc(word, unicode.IsDigit) {
			continue
		}
		if mixesCase(word) {
			return doubt("is spelt in another way than its sentences")
		}
		if there == nil {
			there = words.Folded(cited)
		}
		common := english && attribution.CommonWord(folded)
		if slices.ContainsFunc(there, func(known string) bool {
			return !common && (isAnagram(folded, known) || english && isNear(folded, known))
		}) {
			return doubt("is spelt in another way than its sentences")
		}
	}
	return finding{}
}

// endMarks are the marks around a word.
const endMarks = "()[].,;:!?"

// holdsSymbol says whether a word has an emoji, or a symbol between or beside its letters: "c&uncil", "$aid". An ampersand
// between capitals is a name, as in "A&B".
func holdsSymbol(field string) bool {
	runes := []rune(strings.Trim(field, endMarks))
	for i, r := range runes {
		if unicode.Is(unicode.So, r) { // emoji among them
			return true
		}
		if !strings.ContainsRune("&$%^+=£€¥§¤•°", r) || unicode.IsDigit(r) {
			continue
		}
		before, after := i > 0 && unicode.IsLetter(runes[i-1]), i+1 < len(runes) && unicode.IsLetter(runes[i+1])
		name := i > 0 && unicode.IsUpper(runes[i-1]) && i+1 < len(runes) && unicode.IsUpper(runes[i+1])
		money := i > 0 && !after && unicode.IsUpper(runes[i-1]) // "US$"
		if (before || after) && !name && !money {
			return true
		}
	}
	return false
}

// mixesCase says whether a capital follows a small letter, as where words are run together.
func mixesCase(word string) bool {
	small := false
	for _, r := range word {
		if small && unicode.IsUpper(r) {
			return true
		}
		small = unicode.IsLower(r)
	}
	return false
}

// isAnagram says whether two different words have the same letters.
func isAnagram(a, b string) bool {
	if a == b || len(a) != len(b) || utf8.RuneCountInString(a) < 4 {
		return false
	}
	x, y := []rune(a), []rune(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// endings are what forms of one word differ in.
var endings = words.List("s es ed d ing ings ings' y ies ied e er ers r rs or ors ly al ally ion ions n en an ans ity ment t 's")

// isNear says whether a word is another one with a slip of the keys: a letter more, less or other, or two exchanged; of a
// word of eight letters or more, two slips.
func isNear(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if diff := len(x) - len(y); diff > 2 || diff < -2 || len(y) < 3 {
		return false
	}
	common := 0
	for common < len(x) && common < len(y) && x[common] == y[common] {
		common++
	}
	restA, restB := string(x[common:]), string(y[common:])
	if (restA == "" || endings[restA]) && (restB == "" || endings[restB]) {
		return false
	}
	most := 1
	if len(y) >= 8 {
		most = 2
	}
	return slips(x, y, most) <= most
}

// slips counts the slips between two words (the optimal string alignment distance); the count is right up to most.
func slips(a, b []rune, most int) int {
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, above, row := rows[0], rows[1], rows[2]
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(above[j]+1, row[j-1]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return least
		}
		rows = [3][]int{above, row, before}
	}
	return rows[1][len(b)]
}
