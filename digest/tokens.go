package digest

import (
	_ "embed"
	"hash/fnv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// stopwordLists holds a line a language: its code, then the words that say nothing of what a text is about.
//
//go:embed stopwords.txt
var stopwordLists string

// A token is one word or number of a text.
type token struct {
	stem string // what is compared within a language; "" for a stop word
	name string // what is compared across languages; "" for what is neither a name nor a number
}

// stemRunes is where words are cut off, which serves for stemming in any language that inflects at the end.
const stemRunes = 6

// A tokenizer reads texts. It holds the stop words, and nothing of what it has read.
type tokenizer struct {
	stop map[string]string // folded stop word → the codes of its languages, each followed by a space
}

// theTokenizer is the one that all share: it costs much to make.
var theTokenizer = sync.OnceValue(func() *tokenizer {
	t := &tokenizer{stop: map[string]string{}}
	for line := range strings.Lines(stopwordLists) {
		fields := strings.Fields(line)
		for _, word := range fields[1:] {
			word = fold(word)
			t.stop[word] += fields[0] + " "
		}
	}
	return t
})

// read returns the tokens of the first most words of a text. Where the language is not known, the stop words of all are left out.
func (t *tokenizer) read(text, language string, most int) []token {
	var tokens []token
	opens := true // the next word opens a sentence, where a capital says nothing
	scanWords(text, func(word, before string) bool {
		if strings.ContainsAny(before, ".!?:\n“”\"«»„") {
			opens = true
		}
		capital, _ := utf8.DecodeRuneInString(word)
		folded := fold(word)
		tok := token{}
		switch number := folded != "" && unicode.IsDigit(capital); {
		case number:
			tok.stem = plainNumber(folded)
			if len(tok.stem) > 1 {
				tok.name = tok.stem
			}
		case t.stops(folded, language) || utf8.RuneCountInString(folded) < 2:
		default:
			tok.stem = stem(folded)
			if unicode.IsUpper(capital) && !opens {
				tok.name = skeleton(folded)
			}
		}
		opens = false
		tokens = append(tokens, tok)
		return len(tokens) < most
	})
	return tokens
}

func (t *tokenizer) stops(word, language string) bool {
	codes, listed := t.stop[word]
	return listed && (language == "" || strings.Contains(codes, language+" "))
}

// language guesses a text's language by its stop words, or "" when they do not tell.
func (t *tokenizer) language(text string) string {
	hits := map[string]int{}
	count := 0
	scanWords(text, func(word, _ string) bool {
		for _, code := range strings.Fields(t.stop[fold(word)]) {
			hits[code]++
		}
		count++
		return count < 100
	})
	best, second := "", 0
	for code, n := range hits {
		switch {
		case n > hits[best]:
			second, best = hits[best], code
		case n > second:
			second = n
		}
	}
	if hits[best] < 2 || hits[best] == second {
		return ""
	}
	return best
}

// scanWords calls f with each word of a text and what stands before it, until f says no. A word is a run of letters, digits and
// marks; a number keeps its points and commas. Scripts that write no spaces come in pairs of characters.
func scanWords(text string, f func(word, before string) bool) {
	end := 0
	for start := 0; start < len(text); {
		r, size := utf8.DecodeRuneInString(text[start:])
		if !isWord(r) {
			start += size
			continue
		}
		stop := wordEnd(text, start)
		next := stop
		if unspaced(r) {
			stop, next = pair(text, start, size)
		}
		if !f(text[start:stop], text[min(end, start):start]) {
			return
		}
		start, end = next, stop
	}
}

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

func unspaced(r rune) bool {
	return r >= '\u0e00' && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// wordEnd is where the word that begins at start ends.
func wordEnd(text string, start int) int {
	end := start
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if (r == '.' || r == ',') && end > start && isDigit(text[end-1]) && end+1 < len(text) && isDigit(text[end+1]) {
			end++
			continue
		}
		if !isWord(r) || unspaced(r) && end > start {
			break
		}
		end += size
	}
	return end
}

// pair is the end of the pair of characters that begins at start, and where the next pair begins: pairs overlap.
func pair(text string, start, size int) (end, next int) {
	next = start + size
	r, second := utf8.DecodeRuneInString(text[next:])
	if unspaced(r) {
		return next + second, next
	}
	return next, next
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// plainFold has the letters that have no decomposition.
var plainFold = strings.NewReplacer("ß", "ss", "ø", "o", "ł", "l", "đ", "d", "æ", "ae", "œ", "oe", "ı", "i", "ё", "е")

// fold writes a word in small letters without accents.
func fold(word string) string {
	lower := strings.ToLower(word)
	if isASCII(lower) {
		return lower
	}
	lower = plainFold.Replace(lower)
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if 0x300 <= r && r <= 0x36f {
			return -1
		}
		return r
	}, norm.NFKD.String(lower)))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// stem cuts the ending off a folded word.
func stem(word string) string {
	if len(word) > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") {
		word = word[:len(word)-1]
	}
	n := 0
	for at := range word {
		if n == stemRunes {
			return word[:at]
		}
		n++
	}
	return word
}

// plainNumber writes a number without separators of thousands and with a point for decimals: 37,000 and 37.000 are 37000.
func plainNumber(number string) string {
	parts := strings.FieldsFunc(number, func(r rune) bool { return r == '.' || r == ',' })
	if len(parts) == 0 {
		return number
	}
	var plain strings.Builder
	plain.WriteString(parts[0])
	for _, part := range parts[1:] {
		if len(strings.TrimRightFunc(part, unicode.IsLetter)) != 3 {
			plain.WriteByte('.')
		}
		plain.WriteString(part)
	}
	return plain.String()
}

// hash is FNV-1a, 64 bits, of words in order.
func hash(words ...string) uint64 {
	h := fnv.New64a()
	for _, word := range words {
		_, _ = h.Write([]byte(word)) // never fails, says package hash
		_, _ = h.Write([]byte{0})
	}
	return h.Sum64()
}
