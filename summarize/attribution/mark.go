package attribution

import (
	"strings"
	"unicode/utf8"
)

// doubled are the signs that stand for one double mark when they are written twice, with that mark.
var doubled = map[rune]rune{'\'': '"', '`': '“', '’': '”', '‘': '“', '´': '"', '‹': '«', '›': '»', '＇': '"'}

// likened are the marks of other widths and scripts, with the one that they are read as.
var likened = map[rune]rune{'＂': '"', '＇': '\'', '´': '\'', '｢': '「', '｣': '」', '﹁': '「', '﹂': '」', '﹃': '『', '﹄': '』',
	'〝': '“', '〞': '”', '〟': '”', '❝': '“', '❞': '”', '⹂': '„'}

// knownMarks are the marks that the rules know.
const knownMarks = "“”„‟«»「」『』\"‘’‚‛'`\u2033‹›"

// readMark is the quotation mark that a text begins with, as one of those that the rules know, and its size in bytes; 0
// where it begins with none. spaced tells whether a space stands before it.
func readMark(text string, spaced bool) (sign rune, size int) {
	r, n := utf8.DecodeRuneInString(text)
	if sign, size := readPair(text, r, n, spaced); size > 0 {
		return sign, size
	}
	if to, ok := likened[r]; ok {
		return to, n
	}
	if strings.ContainsRune(knownMarks, r) {
		return r, n
	}
	return 0, 0
}

// readPair is the mark that the first two characters of a text stand for, and their size; 0 where they stand for none. The first is r, of n bytes.
func readPair(text string, r rune, n int, spaced bool) (sign rune, size int) {
	next, m := utf8.DecodeRuneInString(text[n:])
	if to, ok := doubled[r]; ok && next == r {
		return to, n + m
	}
	behind, _ := utf8.DecodeRuneInString(text[n+m:])
	switch {
	case spaced && isLowMark(r, next, behind):
		return '„', n + m
	case isAnglePair(r, next, '<', '‹') && (!isSpace(behind) || closesAngle(text)):
		return '«', n + m
	case isAnglePair(r, next, '>', '›') && (!spaced || isSpace(behind)):
		return '»', n + m
	}
	return 0, 0
}

// isLowMark reports whether two characters are commas that stand for a low mark, for words follow: ",,Nie“".
func isLowMark(r, next, behind rune) bool {
	return r == ',' && next == ',' && (isLetter(behind) || behind == '…')
}

// isAnglePair reports whether two characters are a double angle mark, written with at most one single angle mark: two of these are doubled.
func isAnglePair(r, next, sign, single rune) bool {
	return r == sign && (next == sign || next == single) || r == single && next == sign
}

// closesAngle reports whether ">>" follows soon, as in << mots >>: not in the notation of a program.
func closesAngle(text string) bool {
	const near = 2000 // bytes
	return strings.Contains(text[:min(len(text), near)], " >>")
}
