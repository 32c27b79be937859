package attribution

import "testing"

func TestAMarkOfANameEndsNoSentence(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{
		"Lund told E! News that boats are dear.":        1,
		"Yahoo! Japan said on Monday that boats sell.":  1,
		"Lund spoke to E! The boats are dear, he said.": 2,
		"Boats are dear! Lund sold his.":                2,
		"He likes Vitamin E! Lund sold his.":            1, // the price of it
	} {
		if got := len(Read(text, Options{Language: "en"}).Sentences); got != want {
			t.Errorf("%q has %d sentences, want %d", text, got, want)
		}
	}
}
