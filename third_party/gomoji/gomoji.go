// Package gomoji stands in for github.com/forPelevin/gomoji, which go-trafilatura takes emojis out of authors' names with: its table of every emoji
// with names and tags takes 1.7 MB at every start.
package gomoji

import (
	"strings"
	"unicode"
)

// emojis are the blocks of pictures, and the signs that colour them. What joins two is left, for it joins letters, too.
var emojis = &unicode.RangeTable{
	R16: []unicode.Range16{{Lo: 0x20E3, Hi: 0x20E3, Stride: 1}, {Lo: 0x2600, Hi: 0x27BF, Stride: 1}, {Lo: 0xFE0F, Hi: 0xFE0F, Stride: 1}},
	R32: []unicode.Range32{{Lo: 0x1F000, Hi: 0x1FAFF, Stride: 1}, {Lo: 0xE0020, Hi: 0xE007F, Stride: 1}},
}

// RemoveEmojis is a text without its emojis, and without what cannot be seen around it.
func RemoveEmojis(s string) string {
	text := strings.Map(func(r rune) rune {
		if unicode.Is(emojis, r) {
			return -1
		}
		return r
	}, s)
	return strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsGraphic(r) })
}
