package check

import (
	"maps"
	"math"
	"parley/summarize/transcript"
	"parley/summarize/words"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// numberWords are the numbers that English news writes out, with their value; "" for a word that has none on its own.
var numberWords = func() map[string]string {
	words := map[string]string{}
	for i, word := range strings.Fields(`two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
		seventeen eighteen nineteen`) {
		words[word] = strconv.Itoa(i + 2)
	}
	for i, word := range strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety") {
		words[word] = strconv.Itoa(10 * (i + 2))
	}
	for word := range strings.FieldsSeq("hundred thousand million billion trillion dozen half twice") {
		words[word] = word
	}
	return words
}()

// magnitudes are what headlines put behind a number: "3bn".
var magnitudes = map[string]string{"bn": "billion", "m": "million", "k": "thousand", "tn": "trillion"}

// ordinals and plurals that news puts behind figures: "49th", "1980s".
var figureEndings = words.List("st nd rd th s")

// numbersIn is the set of a text's numbers in one form, with whether each stands there in digits: "twenty-five", "25" and "25%"
// are 25, "1,000" is 1000, "3bn" and "3 billion" are 3 and billion, "49th" is 49. One is no number here, for it is a pronoun
// as well.
func numbersIn(text string) map[string]bool {
	set := map[string]bool{}
	tens := 0 // of the word before, when it may go on: "twenty-"
	for _, word := range words.Split(text) {
		folded := strings.ToLower(word)
		value := numberWords[folded]
		unit, err := strconv.Atoi(value)
		switch {
		case strings.ContainsFunc(folded, unicode.IsDigit):
			for _, figure := range figuresOf(folded) {
				set[figure] = true
			}
		case err == nil && unit < 10 && tens > 0:
			delete(set, strconv.Itoa(tens))
			addWord(set, strconv.Itoa(tens+unit))
		case folded == "one" && tens > 0:
			delete(set, strconv.Itoa(tens))
			addWord(set, strconv.Itoa(tens+1))
		case value != "":
			addWord(set, value)
		}
		tens = 0
		if err == nil && unit >= 20 {
			tens = unit
		}
	}
	return set
}

// addWord adds a number that stands there in words, where it does not in digits too.
func addWord(set map[string]bool, number string) { set[number] = set[number] || false }

// figuresOf are the numbers of a word with a digit in it: the digits, and what "bn" or "million" behind them says. A word that
// begins with a letter is a name, such as "G20".
func figuresOf(word string) []string {
	digits := strings.ReplaceAll(word, ",", "")
	number := strings.TrimRightFunc(digits, unicode.IsLetter)
	unit := digits[len(number):]
	number = strings.TrimRight(number, ".'")
	switch {
	case unit == "" || number == "":
		return []string{digits}
	case magnitudes[unit] != "":
		return []string{number, magnitudes[unit]}
	case numberWords[unit] != "":
		return []string{number, unit}
	case figureEndings[unit]:
		return []string{number}
	}
	return []string{digits}
}

// keepsNumbers wants each number of a text in its sentences. One in digits that they lack is wrong; one in words may be
// counted ("two ministers") or a way of speaking ("half the town"), and is only doubted.
func keepsNumbers(t *transcript.Transcript, claim DraftClaim, cited string) finding {
	known := knownNumbers(cited)
	found := finding{}
	own := numbersIn(claim.Text)
	for _, number := range slices.Sorted(maps.Keys(own)) {
		if known[number] {
			continue
		}
		if own[number] {
			return finding{falls, "has a number that its sentences lack", lacking(t, claim, asWritten(claim.Text, number))}
		}
		found = doubt("has a number that its sentences lack")
	}
	return found
}

// ones are the words that a writer may turn into a 1: "a boat", "a million".
var ones = words.List("one a an single")

// sizes are the magnitudes that a figure can be written out with, or without: "three thousand" is 3,000.
var sizes = map[string]float64{"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}

// knownNumbers are the numbers that sentences give right to, in each form that they may be written in: 1 where they have "one" or
// "a", 3000 where they have "three thousand", and 3 and thousand where they have "3,000".
func knownNumbers(cited string) map[string]bool {
	stated, known := numbersIn(cited), map[string]bool{}
	if words.Any(words.FoldedSet(cited), func(word string) bool { return ones[word] }) {
		addWord(stated, "1")
	}
	for number := range stated {
		known[number] = true
		value, err := strconv.ParseFloat(number, 64)
		for size, times := range sizes {
			if _, there := stated[size]; there && err == nil {
				known[strconv.FormatFloat(value*times, 'f', -1, 64)] = true
			}
			if short := value / times; times >= 1000 && short >= 1 && short*100 == math.Trunc(short*100) {
				known[size], known[strconv.FormatFloat(short, 'f', -1, 64)] = true, true
			}
		}
	}
	return known
}

// asWritten is the word that writes a number in a text, as the writer knows it.
func asWritten(text, number string) string {
	for _, word := range words.Split(text) {
		if slices.Contains(figuresOf(strings.ToLower(word)), number) {
			return word
		}
	}
	return number
}
