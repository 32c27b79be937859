package summarize

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"text/tabwriter"

	"parley/summarize/check"
	"parley/summarize/transcript"
)

// tally counts the items of one kind.
type tally struct{ all, good int }

func (c *tally) add(all, good int) { c.all, c.good = c.all+all, c.good+good }

func (c tally) share() float64 { return float64(c.good) / float64(max(c.all, 1)) }

// A count is what a run over some articles found, by the kind of fault.
type count struct {
	kept   tally
	caught []tally
	missed [][]string
	why    map[string]int // of the true items that fell
}

func newCount() *count {
	return &count{caught: make([]tally, len(faults)), missed: make([][]string, len(faults)), why: map[string]int{}}
}

// plantAll makes one true draft of an article, and one with each fault.
func (c *count) plantAll(seed uint64, script, other *transcript.Transcript) {
	r := rand.New(rand.NewPCG(seed, 0))
	good := trueDraft(r, script)
	all, dropped := trueItems(script, good)
	c.kept.add(all, all-len(dropped))
	for _, d := range dropped {
		c.why[d]++
	}
	for k, fault := range faults {
		p := newPlanter(r, script, other, good)
		found, ok := fault.plant(p)
		switch {
		case !ok:
		case found.stands(check.ByRules(script, p.draft).Brief(Author{})):
			c.caught[k].add(1, 0)
			c.missed[k] = append(c.missed[k], fmt.Sprintf("%d %+v\n      of %s", seed, found, script.Cited(citesOf(p.draft, found))))
		default:
			c.caught[k].add(1, 1)
		}
	}
}

func (c *count) merge(other *count) {
	c.kept.add(other.kept.all, other.kept.good)
	for k := range faults {
		c.caught[k].add(other.caught[k].all, other.caught[k].good)
		c.missed[k] = append(c.missed[k], other.missed[k]...)
	}
	for why, n := range other.why {
		c.why[why] += n
	}
}

// The aims: of true items at most 3 % may fall, of faults at least 97 % must, and of quotations in marks or by number all. The
// rules alone hold them here, with nobody who reads a second time. Every kind has a floor of its own under what was measured,
// so that none can rot behind the others; one that is left to the second reading does not count among all faults.
func TestFaultsAreCaughtAndTrueItemsStand(t *testing.T) {
	t.Parallel()
	const mostDropped, leastCaught, leastOfAKind = 0.02, 0.98, 0.94
	transcripts := trainTranscripts(t, 300)
	parts := make([]*count, runtime.GOMAXPROCS(0))
	var workers sync.WaitGroup
	for w := range parts {
		parts[w] = newCount()
		workers.Go(func() {
			for i := w; i < len(transcripts); i += len(parts) {
				parts[w].plantAll(uint64(i), transcripts[i], transcripts[(i+7)%len(transcripts)])
			}
		})
	}
	workers.Wait()
	total := newCount()
	for _, part := range parts {
		total.merge(part)
	}
	total.report(t)
	if dropped := 1 - total.kept.share(); dropped > mostDropped {
		t.Errorf("%.2f %% of true items fell; want at most %.0f: %v", 100*dropped, 100*mostDropped, total.why)
	}
	all := tally{}
	for k, c := range total.caught {
		if faults[k].least == 0 {
			all.add(c.all, c.good)
		}
		least := cmp.Or(faults[k].least, leastOfAKind)
		if faults[k].certain {
			least = 1
		}
		if c.share() < least {
			t.Errorf("%s: %.1f %% caught, want %.0f; missed:\n%s", faults[k].kind, 100*c.share(), 100*least, strings.Join(total.missed[k], "\n"))
		}
	}
	if all.share() < leastCaught {
		t.Errorf("%.1f %% of the faults that are for the rules were caught; want %.0f", 100*all.share(), 100*leastCaught)
	}
	if file := os.Getenv("PARLEY_FAULTS"); file != "" {
		total.write(t, file)
	}
}

// write lists the faults that no rule caught, for people.
func (c *count) write(t *testing.T, file string) {
	t.Helper()
	var out strings.Builder
	for k := range faults {
		fmt.Fprintf(&out, "## %s\n%s\n\n", faults[k].kind, strings.Join(c.missed[k], "\n"))
	}
	if err := os.WriteFile(file, []byte(out.String()), 0o600); err != nil {
		t.Fatal(err)
	}
}

func citesOf(d check.Draft, found planted) []int {
	for _, claim := range d.Gist {
		if claim.Text == found.text {
			return claim.Sentences
		}
	}
	for _, party := range d.Parties {
		for _, claim := range party.Positions {
			if claim.Text == found.text && party.Name == found.party {
				return claim.Sentences
			}
		}
	}
	return nil
}

// trueItems counts a true draft's items, and gives the reasons why some do not stand.
func trueItems(t *transcript.Transcript, draft check.Draft) (all int, dropped []string) {
	all = len(draft.Gist)
	for _, party := range draft.Parties {
		all += len(party.Positions) + len(party.Quotes)
	}
	for _, d := range check.ByRules(t, draft).Brief(Author{}).Checks.Dropped {
		what, _, _ := strings.Cut(d.What, " ")
		dropped = append(dropped, what+" "+d.Why)
	}
	return all, dropped
}

func (c *count) report(t *testing.T) {
	t.Helper()
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "true items\t%d\tdropped\t%.2f %%\n", c.kept.all, 100-100*c.kept.share())
	total := tally{}
	for k, caught := range c.caught {
		fmt.Fprintf(w, "%s\t%d\tcaught\t%.1f %%\n", faults[k].kind, caught.all, 100*caught.share())
		total.add(caught.all, caught.good)
	}
	fmt.Fprintf(w, "all faults\t%d\tcaught\t%.1f %%\n", total.all, 100*total.share())
	w.Flush()
	t.Logf("\n%s%v", out.String(), c.why)
}
