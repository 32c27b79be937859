package article

import (
	"html"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"parley/pattern"
)

// maxMarks is the longest run of combining marks that is kept. Writing systems need a handful; hundreds are stacked to
// break layouts, and from 30 on Unicode's stream-safe form would put an invisible character between them.
const maxMarks = 16

// invisible holds what a reader cannot see: controls, zero-width and bidirectional characters, tags, variation selectors
// and fillers (Unicode's Default_Ignorable_Code_Point and categories Cc and Cf).
var invisible = []*unicode.RangeTable{
	unicode.Cc, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector,
}

// twiceEscaped finds the signs of running text that a page escaped twice, so that its readers see "&quot;". Not those of markup: a text
// may speak of it.
var twiceEscaped = pattern.Lazy(`&(?:amp|quot|apos|[lr][ds]quo|[lr]aquo|[ls]aquo|[bs]bquo|[bs]dquo|[mn]dash|hellip|nbsp|#0?3[49]|#82[0-4]\d|#x20[123][0-9a-f]);`)

// cleanText returns s as [Article.Text] is promised: valid UTF-8 in NFC, nothing invisible, every line end a "\n".
// Tabs become spaces; words and their order stay.
func cleanText(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	if strings.Contains(s, "&") {
		s = twiceEscaped.ReplaceAllStringFunc(s, html.UnescapeString)
	}
	marks := 0
	s = strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && r >= ' ' {
			marks = 0
			return r
		}
		switch r {
		case '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
			marks = 0
			return '\n'
		case '\t':
			marks = 0
			return ' '
		}
		// U+0600 and its like are format characters that can be seen.
		if unicode.In(r, invisible...) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) {
			return -1
		}
		if unicode.In(r, unicode.Mn, unicode.Me) {
			if marks++; marks > maxMarks {
				return -1
			}
			return r
		}
		marks = 0
		return r
	}, s)
	return norm.NFC.String(s)
}

// isPlainASCII reports lines in which there is nothing to clean, as most are.
func isPlainASCII(line string) bool {
	for i := range len(line) {
		if c := line[i]; c < ' ' || c > '~' || c == '&' {
			return false
		}
	}
	return true
}

// cleanLine is cleanText for what stands on one line: white space of any kind becomes one space.
func cleanLine(s string) string {
	line := strings.Join(strings.Fields(s), " ")
	if isPlainASCII(line) {
		return line
	}
	return strings.Join(strings.Fields(cleanText(line)), " ")
}

// clip cuts s to at most n bytes.
func clip(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}
