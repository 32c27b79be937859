package check

import (
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzFragmentLink(f *testing.F) {
	for _, text := range []string{"", "One, two - three & four.", "“Größe” ist\nnicht alles, sagte sie, und so ging es den ganzen Tag weiter", "a\xff b", "看了 很好", "#:~:text=x"} {
		f.Add("https://lakesidepost.example/a?b=1#c", text)
	}
	f.Add("", "text")
	f.Fuzz(func(t *testing.T, link, text string) {
		got := fragmentLink(link, text)
		page, _, _ := strings.Cut(link, "#")
		fragment, ok := strings.CutPrefix(got, page)
		if !ok || link == "" && got != "" {
			t.Fatalf("fragmentLink(%q, %q) = %q leads to another page", link, text, got)
		}
		encoded, ok := strings.CutPrefix(fragment, "#:~:text=")
		if !ok {
			if fragment != "" || link != "" && strings.TrimSpace(text) != "" {
				t.Errorf("fragmentLink(%q, %q) = %q has no fragment", link, text, got)
			}
			return
		}
		checkFragment(t, encoded, text)
	})
}

// checkFragment holds the parts of a fragment against the text: they are its beginning and its end, and nothing in them breaks a
// link or Markdown around it.
func checkFragment(t *testing.T, encoded, text string) {
	t.Helper()
	if strings.Trim(encoded, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._~%,") != "" {
		t.Errorf("fragment %q of %q holds more than a fragment may", encoded, text)
	}
	words := strings.Join(strings.Fields(text), " ")
	start, end, two := strings.Cut(encoded, ",")
	first, err := url.PathUnescape(start)
	last, err2 := url.PathUnescape(end)
	whole := !two && first == words
	ends := two && strings.HasPrefix(words, first) && strings.HasSuffix(words, last) && len(first)+len(last) < len(words)
	if err != nil || err2 != nil || !whole && !ends {
		t.Errorf("fragment %q is not of the text %q", encoded, text)
	}
	if utf8.ValidString(text) && !utf8.ValidString(first+last) {
		t.Errorf("fragment %q cuts a letter of %q", encoded, text)
	}
}
