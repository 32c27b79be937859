package transcript

import (
	"testing"

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
