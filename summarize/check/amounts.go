package check

import (
	"maps"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/pattern"
	"parley/summarize/words"
)

// numberWords are the numbers that English news writes out.
var numberWords = func() map[string]float64 {
	words := map[string]float64{}
	for i, word := range strings.Fields(`two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
		seventeen eighteen nineteen`) {
		words[word] = float64(i + 2)
	}
	for i, word := range strings.Fields("twenty thirty forty fifty sixty seventy eighty ninety") {
		words[word] = float64(10 * (i + 2))
	}
	return words
}()

// englishSizes are what a number of English may have behind it; other languages have theirs in their tables.
var englishSizes = func() map[string]float64 {
	sizes := maps.Clone(words.In("en").Sizes)
	sizes["dozen"] = 12
	return sizes
}()

var (
	// vague are words for about so many.
	vague = map[string]float64{"dozens": 12, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12}
	// parts are words for a part, or for how often.
	parts = words.List("half twice")
	// fractions are parts behind a number or in the plural: "the third boat" and "last quarter" are none.
	fractions = map[string]string{"third": "third", "thirds": "third", "quarter": "quarter", "quarters": "quarter"}
	// ones are the words that a writer may turn into a 1: "a boat", "a million".
	ones = words.List("one a an single")
	// rangeWords stand between two numbers of one size: "2 or 3 million".
	rangeWords = words.List("to or and bis oder à ou o a eller до или або")
)

// An amount is a number of a text, in the forms in which it is known.
type amount struct {
	value   float64 // with its size: "3bn" and "3 billion" are 3,000,000,000
	name    string  // instead of a value: "dozens", "third", "million" without a number, "g20"
	alone   float64 // its value without a size that may not be its own: of "3m", which may be in metres, of the 2 in "2 or 3 million"; else 0
	digits  bool    // it stands there in digits
	size    string  // the word that says its size, if any
	written string
}

func (n amount) key() string {
	if n.name != "" {
		return n.name
	}
	return keyOf(n.value)
}

// keyOf writes a value without what floating point adds to 2.3 million.
func keyOf(value float64) string {
	return strconv.FormatFloat(math.Round(value*1e4)/1e4, 'f', -1, 64)
}

// numbersOf are a text's numbers: "twenty-five", "25", "25th" and "25%" are 25, "1,000" is 1000, "3bn", "3 billion" and "2 or 3 billion"
// what they say, "20km" is 20. One is no number here, for it is a pronoun as well, but "one million" and "a million" are.
func numbersOf(text, language string) []amount {
	r := numberReader{language: languageOf(language)}
	for field := range strings.FieldsSeq(r.joinGroups(plainDigits(text))) {
		for _, word := range words.Split(field) {
			r.read(word, strings.ToLower(word))
		}
		if strings.ContainsAny(field[len(field)-1:], ",;:)") { // "in 2019, 3 million"
			r.open = 0
		}
	}
	return r.found
}

// A numberReader reads a text word by word.
type numberReader struct {
	language *words.Language
	found    []amount
	open     int    // how many of the last found may still get a size
	sized    bool   // the last of them has got one
	before   string // the last word, in small letters
}

func languageOf(code string) *words.Language {
	if l := words.In(code); l != nil {
		return l
	}
	return words.In("en")
}

// isEnglish says whether numbers may be written out as words that are known.
func (r *numberReader) isEnglish() bool { return r.language == words.In("en") }

// blanks are between groups of digits: "3 500". A plain one is so only where a comma parts a fraction.
var (
	blanks      = pattern.Lazy(`\b\d{1,3}(?:[\x{a0}\x{202f}]\d{3})+\b`)
	plainBlanks = pattern.Lazy(`\b\d{1,3}(?:[ \x{a0}\x{202f}]\d{3})+\b`)
)

// plainDigits writes the digits of every script as those of Latin's.
func plainDigits(text string) string {
	return strings.Map(func(c rune) rune {
		if c < utf8.RuneSelf || !unicode.IsDigit(c) {
			return c
		}
		digit := '0'
		for ; digit < '9' && unicode.IsDigit(c-(digit-'0')-1); digit++ {
		}
		return digit
	}, text)
}

func (r *numberReader) joinGroups(text string) string {
	groups := blanks
	if r.language.Decimal == "," {
		groups = plainBlanks
	}
	return groups.ReplaceAllStringFunc(text, func(number string) string {
		return strings.Map(func(c rune) rune {
			if unicode.IsSpace(c) {
				return -1
			}
			return c
		}, number)
	})
}

func (r *numberReader) read(word, folded string) {
	first, _ := utf8.DecodeRuneInString(folded)
	size, isSize := r.sizeOf(folded)
	value, inWords := numberWords[folded]
	isDigits := strings.ContainsFunc(folded, unicode.IsDigit)
	switch {
	case isDigits && 'a' <= first && first <= 'z': // "G20"
		r.add(amount{name: folded, digits: true, written: word})
		r.open = 0
	case isDigits:
		r.readDigits(word, folded)
	case isSize:
		r.multiply(size, folded, word)
	case r.isEnglish() && inWords:
		r.addWord(value, word)
	case r.isEnglish() && folded == "one" && r.goesOn(1):
		r.found[len(r.found)-1].value++
	case r.isEnglish() && r.isPart(folded):
		r.add(amount{name: folded, written: word})
		if folded != "half" {
			r.open = 0
		}
	case rangeWords[folded] && r.open > 0 && !(r.sized && folded != "and"):
	case r.before == "half" && ones[folded]: // "half a million"
	default:
		r.open = 0
	}
	r.before = folded
}

func (r *numberReader) add(n amount) {
	if r.sized {
		r.open = 0
	}
	r.found, r.open, r.sized = append(r.found, n), r.open+1, false
}

// addWord adds a number in words, or adds it to the one before that it goes on: "twenty-five", "two hundred and five".
func (r *numberReader) addWord(value float64, word string) {
	if r.goesOn(value) {
		r.found[len(r.found)-1].value += value
		r.found[len(r.found)-1].written += " " + word
		return
	}
	r.add(amount{value: value, written: word})
}

// goesOn says whether a value in words is one more part of the number before it.
func (r *numberReader) goesOn(value float64) bool {
	if r.open == 0 || len(r.found) == 0 {
		return false
	}
	last := r.found[len(r.found)-1]
	tens := !r.sized && last.value >= 20 && last.value < 100 && math.Mod(last.value, 10) == 0 && numberWords[r.before] == last.value && value < 10
	return !last.digits && last.name == "" && (tens || last.size == "hundred" && value < 100)
}

// isPart says whether a word is a part, or for about so many.
func (r *numberReader) isPart(folded string) bool {
	_, isVague := vague[folded]
	_, isFraction := fractions[folded]
	plural := strings.HasSuffix(folded, "s")
	return isVague || parts[folded] || isFraction && (plural || ones[r.before] || numberWords[r.before] > 0)
}

func (r *numberReader) sizeOf(folded string) (float64, bool) {
	if utf8.RuneCountInString(folded) == 1 && folded < "\x80" {
		return 0, false // "3 m" is in metres
	}
	sizes := r.language.Sizes
	if r.isEnglish() {
		sizes = englishSizes
	}
	size, known := sizes[folded]
	return size, known
}

// multiply gives the numbers before it a size.
func (r *numberReader) multiply(size float64, folded, word string) {
	switch last := len(r.found) - 1; {
	case r.open > 0 && r.found[last].name == "half" && r.isEnglish():
		r.found[last].name, r.found[last].value, r.found[last].size = "", size/2, folded
	case r.open > 0:
		for i := last - r.open + 1; i <= last; i++ {
			if i < last {
				r.found[i].alone = r.found[i].value
			}
			r.found[i].value *= size
			r.found[i].size = folded
			r.found[i].written = strings.TrimSuffix(r.found[i].written, " "+word) + " " + word
		}
	case ones[r.before]:
		r.add(amount{value: size, size: folded, written: word})
	default:
		r.add(amount{name: folded, written: word})
		r.open = 0
	}
	r.sized = r.open > 0
}

// readDigits reads a word that begins with a digit, or one of a script without blanks: "3,500", "2.6million", "20km", "250万人".
func (r *numberReader) readDigits(word, folded string) {
	inNumber := func(c rune) bool { return unicode.IsDigit(c) || strings.ContainsRune(".,'", c) }
	for rest := folded; ; {
		at := strings.IndexFunc(rest, unicode.IsDigit)
		if at < 0 {
			return
		}
		rest = rest[at:]
		figure := rest
		if end := strings.IndexFunc(rest, func(c rune) bool { return !inNumber(c) }); end >= 0 {
			figure = rest[:end]
		}
		rest = rest[len(figure):]
		for _, value := range r.valuesOf(strings.TrimRight(figure, ".,'")) {
			r.add(amount{value: value, digits: true, written: word})
		}
		r.readUnit(rest)
	}
}

// readUnit gives a size that is joined to digits to them.
func (r *numberReader) readUnit(unit string) {
	unit = strings.TrimFunc(unit, func(c rune) bool { return !unicode.IsLetter(c) })
	first, _ := utf8.DecodeRuneInString(unit)
	if first >= utf8.RuneSelf && r.language.Sizes[string(first)] > 0 {
		unit = string(first)
	}
	size, known := r.language.Sizes[unit]
	if !known {
		return
	}
	last := &r.found[len(r.found)-1]
	value, written := last.value, last.written
	r.multiply(size, unit, "")
	last.written = written
	if len(unit) == 1 {
		last.alone = value
	}
}

var (
	grouped = map[string]*pattern.Expression{".": pattern.Lazy(`^\d{1,3}(?:[,'’]\d{3})+(?:\.\d+)?$`), ",": pattern.Lazy(`^\d{1,3}(?:[.'’]\d{3})+(?:,\d+)?$`)}
	simple  = map[string]*pattern.Expression{".": pattern.Lazy(`^\d+(?:\.\d+)?$`), ",": pattern.Lazy(`^\d+(?:[.,]\d+)?$`)}
)

// valuesOf reads digits with marks between them as the language does: a comma parts a fraction, or thousands before exactly three digits.
// What is no number so is several: "9,10".
func (r *numberReader) valuesOf(figure string) (values []float64) {
	decimal := r.language.Decimal
	switch {
	case grouped[decimal].MatchString(figure):
		figure = strings.Map(func(c rune) rune {
			if !unicode.IsDigit(c) && string(c) != decimal {
				return -1
			}
			return c
		}, figure)
	case !simple[decimal].MatchString(figure):
		for _, part := range strings.FieldsFunc(figure, func(c rune) bool { return !unicode.IsDigit(c) }) {
			values = append(values, parsed(part))
		}
		return values
	}
	return []float64{parsed(strings.Replace(figure, ",", ".", 1))}
}

func parsed(figure string) float64 {
	value, _ := strconv.ParseFloat(figure, 64)
	return value
}

// isNumberWord says whether a word in small letters is one of numbers.
func isNumberWord(folded string) bool {
	_, isSize := englishSizes[folded]
	return numberWords[folded] > 0 || vague[folded] > 0 || parts[folded] || isSize && len(folded) > 3
}
