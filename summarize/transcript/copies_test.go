package transcript

import (
	"slices"
	"testing"

	"parley/article"
	"parley/summarize/attribution"
)

// Of those who may have said what several articles quote, a person with a name goes before an office.
func TestStanding(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]int{"Ida Lund": 2, "Ada Baker": 2, "Former Norvian President": 0, "the mayor": 0} {
		if got := standing(&attribution.Entity{Name: name, Kind: attribution.Person}); got != want {
			t.Errorf("the standing of %q is %d, want %d", name, got, want)
		}
	}
}

// Words that two others have in part are a copy of those that have more of them, whichever comes first.
func TestACopyIsOfTheNearest(t *testing.T) {
	t.Parallel()
	quoted := func(words string) *article.Article {
		return &article.Article{Language: "en", Text: "Boats were sunk on Monday. “" + words + ",” Ida Lund said."}
	}
	tr := Read(quoted("Nobody paid for them at all"), quoted("Berg lied and it sank his boat, and nobody paid for them"), quoted("Berg lied and it sank his boat, and nobody paid for them at all"))
	copies := slices.Sorted(slices.Values(tr.Copies(3)))
	if !slices.Equal(copies, []int{2, 3}) {
		t.Errorf("the third is a copy of %v, want [2 3]", copies)
	}
}
