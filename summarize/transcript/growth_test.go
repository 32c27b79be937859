//go:build unix

package transcript_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"parley/article"
	"parley/summarize/growthtest"
	"parley/summarize/transcript"
)

// TestTimeGrowsWithTheLength fails where four times a hostile text takes nearly sixteen times as long, as it would by the square.
func TestTimeGrowsWithTheLength(t *testing.T) {
	const size, times, most = 24 << 10, 4, 10.0
	names := rand.New(rand.NewPCG(1, 2))
	name := func() string {
		var b strings.Builder
		for range 3 {
			b.WriteByte("bdfgklmnprst"[names.IntN(12)])
			b.WriteByte("aeiou"[names.IntN(5)])
		}
		return strings.ToUpper(b.String()[:1]) + b.String()[1:]
	}
	for what, line := range map[string]func() string{
		"names in one paragraph":     func() string { return fmt.Sprintf("%s %s said that it was late. ", name(), name()) },
		"one quotation of thousands": func() string { return fmt.Sprintf("“We are very late now,” said Anna %s.\n\n", name()) },
		"a spokeswoman for the department": func() string {
			return fmt.Sprintf("Anna %s, a spokeswoman for the department, said so. The Fish Department met.\n\n", name())
		},
		"a hospital's directors": func() string {
			return fmt.Sprintf("The hospital’s %s director, Anna %s, said so.\n\n", strings.ToLower(name()), name())
		},
		"chairmen of bodies": func() string {
			return fmt.Sprintf("%s says no. “The quay leaks every day,” Chairman Anna %s said.\n\n", name(), name())
		},
		"directors and bodies": func() string {
			return fmt.Sprintf("Anna %s, its director, said so. The %s  Council met.\n\n", name(), name())
		},
	} {
		t.Run(what, func(t *testing.T) {
			read := func(size int) func() {
				var b strings.Builder
				for b.Len() < size {
					b.WriteString(line())
				}
				return func() { transcript.Read(&article.Article{Text: b.String(), Language: "en"}).NotHeard() }
			}
			if ratio := growthtest.Slowdown(read(size), read(times*size), most); ratio > most {
				t.Errorf("%d times the text took %.1f times as long, want at most %v", times, ratio, most)
			}
		})
	}
}
