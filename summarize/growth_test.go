//go:build unix

package summarize_test

import (
	"context"
	"strings"
	"testing"

	"parley/article"
	"parley/summarize"
	"parley/summarize/growthtest"
)

// TestTimeGrowsWithTheLength fails where a brief of four times as many quotations takes much more than four times as long: for each, the place in
// the text was once counted from its beginning, in a language with letters of two bytes slowest of all.
func TestTimeGrowsWithTheLength(t *testing.T) {
	const size, times, most = 96 << 10, 4, 7.0
	brief := func(size int) func() {
		const line = "« Oui, oui — dit-il, oui — "
		a := &article.Article{Text: strings.Repeat(line, size/len(line)), Language: "fr"}
		return func() {
			if _, err := new(summarize.Summarizer).Brief(context.Background(), []*article.Article{a}, nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	if ratio := growthtest.Slowdown(brief(size), brief(times*size), most); ratio > most {
		t.Errorf("%d times the text took %.1f times as long, want at most %v", times, ratio, most)
	}
}
