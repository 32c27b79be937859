package card

import (
	"strings"
	"testing"
)

// active finds what Discord would read as a mention or a link in escaped text.
func active(text string) string {
	for _, mark := range []string{"@everyone", "@here", "<@", "<#", "<t:", "<:", "://", "](", "\n"} {
		if strings.Contains(strings.ReplaceAll(text, `\<`, ""), mark) {
			return mark
		}
	}
	return ""
}

func FuzzEscape(f *testing.F) {
	for _, seed := range []string{"@everyone https://evil.example", "<@1> <#2> <t:1:R>", "[x](https://evil.example)", "# head\n> quote", "1. list", "a\u202eb\u200bc", "**bold** ||spoiler|| `code`"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		escaped := Escape(text)
		if mark := active(escaped); mark != "" {
			t.Errorf("Escape(%q) = %q; it holds %q", text, escaped, mark)
		}
		for i, r := range escaped {
			if strings.ContainsRune("*_~`|<>[]#", r) && (i == 0 || escaped[i-1] != '\\') {
				t.Errorf("Escape(%q) = %q; %q is bare", text, escaped, r)
			}
		}
	})
}
