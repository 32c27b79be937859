package words

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"go.mau.fi/util/confusable"
	"golang.org/x/text/unicode/norm"
)

// Plainest is a text as it reads, for rules that look for words: compatibility forms (fullwidth, ligatures, mathematical
// letters) as ordinary ones, without what cannot be seen, and in words that mix scripts, or letters with figures, each
// character as the Latin letter that it stands for. It is never shown.
func Plainest(text string) string {
	if !mayDisguise(text) {
		return text
	}
	text = norm.NFKC.String(text)
	var out strings.Builder
	start := -1
	for i, r := range text {
		if unicode.IsSpace(r) {
			if start >= 0 {
				out.WriteString(plainWord(text[start:i]))
			}
			start = -1
			out.WriteRune(r)
		} else if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		out.WriteString(plainWord(text[start:]))
	}
	return out.String()
}

// mayDisguise says whether a text has anything but ASCII, or a figure or symbol beside a letter.
func mayDisguise(text string) bool {
	for i := range len(text) {
		b := text[i]
		if b >= utf8.RuneSelf {
			return true
		}
		if leet[rune(b)] != 0 && (i > 0 && isASCIILetter(text[i-1]) || i+1 < len(text) && isASCIILetter(text[i+1])) {
			return true
		}
	}
	return false
}

func isASCIILetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// leet are the figures and symbols that stand for letters.
var leet = map[rune]rune{'0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', '$': 's', '!': 'i'}

// plainWord is a word in Latin letters, if it pretends to be one: it has a letter of Latin's, or nothing but letters that look like
// such.
func plainWord(word string) string {
	var seen strings.Builder
	latin, others, alike := 0, 0, 0
	for _, r := range word {
		switch {
		case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Mn, r), unicode.Is(unicode.Me, r):
			continue
		case unicode.Is(unicode.Latin, r):
			latin++
		case unicode.IsLetter(r):
			others++
			if asLatin(r) != r {
				alike++
			}
		}
		seen.WriteRune(r)
	}
	plain := seen.String()
	if latin == 0 && (others == 0 || alike < others) {
		return plain
	}
	trimmed := strings.TrimRight(plain, ".,;:!?)]}”’\"'") // "$" and "!" at the end are marks
	return strings.Map(func(r rune) rune {
		if to := leet[r]; to != 0 && latin+others > 1 && !isEmailOrHandle(trimmed) {
			return to
		}
		return asLatin(r)
	}, trimmed) + plain[len(trimmed):]
}

func isEmailOrHandle(word string) bool {
	return strings.HasPrefix(word, "@") || strings.Contains(word, ".")
}

// asLatin is the Latin letter that one of another script is taken for, by Unicode's data on confusables; else the letter itself.
func asLatin(r rune) rune {
	if r < utf8.RuneSelf || unicode.Is(unicode.Latin, r) || !unicode.IsLetter(r) {
		return r
	}
	for _, form := range []rune{unicode.ToLower(r), r} { // the small letter first: a capital I of another script is taken for an l
		if alike, _ := utf8.DecodeRuneInString(confusable.GetReplacement(form)); alike < utf8.RuneSelf && unicode.IsLetter(alike) {
			return alike
		}
	}
	return r
}
