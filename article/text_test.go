package article

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestCleanTextTakesOutWhatNobodySees(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{"plain words stay", "“No,” she said — twice.", "“No,” she said — twice."},
		{"line ends become one kind", "a\r\nb\rc\u2028d\u0085e\vf", "a\nb\nc\nd\ne\nf"},
		{"a tab becomes a space", "a\tb", "a b"},
		{"zero-width characters go", "a\u200b\u200c\u200d\u2060\ufeffb", "ab"},
		{"bidirectional marks go", "a\u202e\u2066\u200f\u061cb", "ab"},
		{"tag characters go", "a\U000E0001\U000E0069\U000E0067b", "ab"},
		{"variation selectors go", "a\ufe0f\U000E0101b", "ab"},
		{"fillers go", "a\u115f\u3164\uffa0\u034fb", "ab"},
		{"soft hyphens go", "har\u00adbour", "harbour"},
		{"controls and NUL go", "a\x00\x07\x1b[31m\u009bb", "a[31mb"},
		{"letters are composed", "Zu\u0308rich", "Zürich"},
		{"letters split by an invisible one are composed", "Zu\u200b\u0308rich", "Zürich"},
		{"bytes that are no UTF-8 are marked", "a\xffb", "a\uFFFDb"},
		{"a stack of marks is cut", "a" + strings.Repeat("\u0301", 100), norm.NFC.String("a" + strings.Repeat("\u0301", maxMarks))},
		{"no-break spaces stay", "10\u00a0%", "10\u00a0%"},
	} {
		if got := cleanText(c.in); got != c.want {
			t.Errorf("%s: cleanText(%q) = %q, want %q", c.name, c.in, got, c.want)
		}
	}
}

func FuzzCleanText(f *testing.F) {
	f.Add("a\u0301\u200d\u0327\xff\r\n\U000E0041" + strings.Repeat("\u0300", 40))
	f.Fuzz(func(t *testing.T, s string) {
		got := cleanText(s)
		if !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) || cleanText(got) != got {
			t.Errorf("cleanText(%q) = %q, which is not clean: %q", s, got, cleanText(got))
		}
	})
}

func TestSignsEscapedTwice(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`<p>&amp;quot;We stay,&amp;quot; said Tull &amp;amp; Hask.</p>`:      `"We stay," said Tull & Hask.`,
		`<p>&amp;ldquo;We stay&amp;#8221; &amp;lt;b&amp;gt; &amp;#8203;</p>`: `“We stay” &lt;b&gt;`,
		`<p><q>We stay,</q> said Tull.</p>`:                                  `“We stay,” said Tull.`,
		`<p><q>“We stay,”</q> said Tull.</p>`:                                `“We stay,” said Tull.`,
	} {
		a, err := FromText(in + "<p>It rained.</p>")
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.TrimSuffix(a.Text, "\nIt rained."); got != want {
			t.Errorf("%s = %q, want %q", in, got, want)
		}
	}
}
