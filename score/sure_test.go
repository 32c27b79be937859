package score

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func guessed(speaker string, probability float64, sure bool) Item {
	return Item{Speaker: speaker, Probability: &probability, Sure: &sure}
}

func TestSureness(t *testing.T) {
	t.Parallel()
	var all []outcome
	for range 8 {
		all = append(all, guessed("Lind", 0.95, true).outcome(true))
	}
	all = append(all, guessed("Lind", 0.95, true).outcome(false), guessed("Holm", 0.25, false).outcome(true))
	got := sureness(all)
	off := got.Calibration
	got.Calibration, got.Curve = 0, got.Curve[5:]
	want := Sureness{N: 10, Shown: 0.9, ShownN: 9, Right: Figure(8. / 9), Curve: []Point{{1, 0.9}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sureness (-want +got):\n%s", diff)
	}
	// Nine at .95 of which eight are right are off by .55 of them, one at .25 that is right by .75.
	if want := (0.55 + 0.75) / 10; math.Abs(float64(off)-want) > 1e-9 {
		t.Errorf("calibration error = %v, want %v", off, want)
	}
}

func TestSurenessWithoutProbabilities(t *testing.T) {
	t.Parallel()
	got := sureness([]outcome{Item{Speaker: "Lind"}.outcome(true), Item{}.outcome(false)})
	if got.Calibration.known() || got.Curve != nil || got.Shown != 0.5 || got.Right != 1 {
		t.Errorf("sureness = %+v, want half shown, all of it right, and no calibration", got)
	}
}

// What is not sure counts for all figures as before, and not among the shown.
func TestTheShownAlone(t *testing.T) {
	t.Parallel()
	sure, unsure := guessed("Lind", 0.9, true), guessed("Per Holm", 0.4, false)
	sure.Text, unsure.Text = "We will not pay for the bridge,", "the town had no money"
	r := Score(corpus(t), map[string]Output{"bridge": {ID: "bridge", Quotes: []Item{sure}, Statements: []Item{unsure}}})
	if r.Quoted.Shown != 1 || r.Quoted.Right != 1 || r.Stated.N != 1 || r.Stated.Shown != 0 {
		t.Errorf("quotations %+v, statements %+v; want the quotation shown and right, the statement not shown", r.Quoted, r.Stated)
	}
	if r.Said.Recall == 0 || r.Said.RecallShown != 0 {
		t.Errorf("recall %v, of the shown %v; want some, and none", r.Said.Recall, r.Said.RecallShown)
	}
	var table strings.Builder
	if err := r.WriteTable(&table); err != nil || !strings.Contains(table.String(), "statements that show a speaker, recall") {
		t.Errorf("the table (%v) has no line on the shown alone:\n%s", err, table.String())
	}
}
