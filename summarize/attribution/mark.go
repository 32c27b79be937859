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

// readMark is the quotation mark that a text begins with, as one of those that the rules know, and its size in bytes; 0
// where it begins with none. spaced tells whether a space stands before it.
func readMark(text string, spaced bool) (sign rune, size int) {
	r, n := utf8.DecodeRuneInString(text)
	next, m := utf8.DecodeRuneInString(text[n:])
	behind, _ := utf8.DecodeRuneInString(text[n+m:])
	if to, ok := doubled[r]; ok && next == r {
		return to, n + m
	}
	switch {
	case r == ',' && next == ',' && spaced && (isLetter(behind) || behind == '…'):
		return '„', n + m
	case (r == '<' && (next == '<' || next == '‹') || r == '‹' && next == '<') && (!isSpace(behind) || closesAngle(text)):
		return '«', n + m
	case (r == '>' && (next == '>' || next == '›') || r == '›' && next == '>') && (!spaced || isSpace(behind)):
		return '»', n + m
	}
	if to, ok := likened[r]; ok {
		return to, n
	}
	if strings.ContainsRune("“”„‟«»「」『』\"‘’‚‛'`\u2033‹›", r) {
		return r, n
	}
	return 0, 0
}

// closesAngle reports whether ">>" follows soon, as in << mots >>: not in the notation of a program.
func closesAngle(text string) bool {
	const near = 2000 // bytes
	return strings.Contains(text[:min(len(text), near)], " >>")
}
