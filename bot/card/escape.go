package card

import (
	"strings"
	"unicode"
)

// markup is every character that Discord's Markdown, mentions, timestamps or emoji can begin with. A backslash before it
// shows it as it stands.
const markup = "\\*_~`|<>[]()#-+:@"

// zeroWidthSpace after an "@" keeps "@everyone" from being one even where a backslash does not.
const zeroWidthSpace = "\u200b"

// Escape makes text from outside show as it stands, on one line: no Markdown, no mention, no link, no invisible
// character. Nothing in the result is active for Discord.
func Escape(text string) string {
	var out strings.Builder
	for _, word := range strings.Fields(visible(text)) {
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		escapeWord(&out, word)
	}
	return escapeListMark(out.String())
}

func escapeWord(out *strings.Builder, word string) {
	for i, r := range word {
		switch {
		case r == '@':
			out.WriteString("@" + zeroWidthSpace)
		case r == ':' && strings.HasPrefix(word[i:], "://"):
			out.WriteString(":" + zeroWidthSpace) // "https:" alone is no link
		case r == '-' && i > 0 || r == ')' || r == '+' || r == ':':
			out.WriteRune(r)
		case strings.ContainsRune(markup, r):
			out.WriteByte('\\')
			out.WriteRune(r)
		default:
			out.WriteRune(r)
		}
	}
}

// escapeListMark keeps "1. " at the start of a line from beginning a list.
func escapeListMark(line string) string {
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits > 0 && strings.HasPrefix(line[digits:], ".") {
		return line[:digits] + "\\" + line[digits:]
	}
	if strings.HasPrefix(line, "+") {
		return "\\" + line
	}
	return line
}

// visible drops what a reader cannot see: controls, format and private-use characters. White space becomes a blank.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsGraphic(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
}

// Clip shortens text that is not yet escaped to at most n runes, at a word where it can.
func Clip(text string, n int) string {
	text = strings.Join(strings.Fields(visible(text)), " ")
	runes := []rune(text)
	if len(runes) <= n {
		return text
	}
	cut := string(runes[:n-1])
	if at := strings.LastIndexByte(cut, ' '); at > len(cut)*2/3 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:") + "…"
}
