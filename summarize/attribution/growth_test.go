//go:build unix

package attribution

import (
	"testing"

	"parley/summarize/growthtest"
)

// TestTimeGrowsWithTheLength fails where four times the text takes more than eight times as long: in proportion it is four times, by
// the square sixteen. Both are measured side by side, the quickest of some runs each, and alone, for a busy machine only makes both
// slower.
func TestTimeGrowsWithTheLength(t *testing.T) {
	const size, times, most = 40 << 10, 4, 8.0
	short := hostileTexts(size)
	for name, long := range hostileTexts(times * size) {
		t.Run(name, func(t *testing.T) {
			language := "en"
			if name == "dashes" {
				language = "fr"
			}
			read := func(text string) func() { return func() { Read(text, Options{Language: language}) } }
			if ratio := growthtest.Slowdown(read(short[name]), read(long), most); ratio > most {
				t.Errorf("%d times the text took %.1f times as long, want at most %v", times, ratio, most)
			}
		})
	}
}
