package check

import (
	"fmt"
	"strings"
)

// fragmentWords is how many words at each end of a text a link carries; longer fragments break in chat programs.
const fragmentWords = 3

// fragmentLink opens an article at a text of it, by a text fragment (https://wicg.github.io/scroll-to-text-fragment/):
// "#:~:text=start,end". It is "" for an article without a link.
func fragmentLink(link, text string) string {
	if link == "" {
		return ""
	}
	page, _, _ := strings.Cut(link, "#")
	words := strings.Fields(text)
	if len(words) == 0 {
		return page
	}
	if len(words) <= 2*fragmentWords {
		return page + "#:~:text=" + encodeFragment(strings.Join(words, " "))
	}
	return page + "#:~:text=" + encodeFragment(strings.Join(words[:fragmentWords], " ")) +
		"," + encodeFragment(strings.Join(words[len(words)-fragmentWords:], " "))
}

// encodeFragment percent-encodes everything but RFC 3986's unreserved characters, and "-" too, which text fragments
// give a meaning.
func encodeFragment(text string) string {
	var out strings.Builder
	for _, b := range []byte(text) {
		switch {
		case b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z', b >= '0' && b <= '9', b == '.', b == '_', b == '~':
			out.WriteByte(b)
		default:
			fmt.Fprintf(&out, "%%%02X", b)
		}
	}
	return out.String()
}
