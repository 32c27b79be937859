package check

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"parley/summarize/transcript"
	"parley/summarize/words"
)

// What several articles tell alike, and what they tell differently. Both claim more than that some sentence says so: of a line that
// articles agree on, the sentences of each must carry it alone; of one on which they differ, each version rests on articles of its own.

// Where a line belongs that is no party's.
const (
	ofGist   = -1
	ofAgreed = -2
)

const (
	maxDisputes = 4
	maxVersions = 4 // of one dispute
)

// agreedRules are those of a line that articles agree on.
var agreedRules = append(slices.Clone(lineRules), isCarriedByEach)

// isCarriedByEach wants a line to be carried by two articles at least that do not copy each other, and by each one that it cites.
func isCarriedByEach(t *transcript.Transcript, claim DraftClaim, _ string) finding {
	groups := t.BySource(claim.Sentences)
	if t.Voices(groups) < 2 {
		return finding{falls, "is carried by one article alone", "cites one article alone, or copies of one text; cite sentences of two that say it, or leave it out"}
	}
	for _, own := range groups {
		fault, doubts := holdAlone(t, claim, own)
		if fault != nil {
			return finding{falls, "is not what each of its articles says", "sentences " + numbersText(own) + " alone do not say it: " + cmp.Or(fault.hint, fault.why)}
		}
		if late := keepsDates(t, claim, t.Cited(own)); late.outcome != stands {
			return finding{falls, late.why, "sentences " + numbersText(own) + " have another date, or none: leave the line out, or its date"}
		}
		if len(doubts) > 0 {
			return doubt(doubts[0])
		}
	}
	return finding{}
}

// holdAlone holds a claim against some of its sentences.
func holdAlone(t *transcript.Transcript, claim DraftClaim, own []int) (fault *finding, doubts []string) {
	claim.Sentences = own
	return hold(t, claim, t.Cited(own), lineRules)
}

// carriedBy is how many sources say a claim for themselves, each without the others, beyond doubt; 0 for fewer than two.
func carriedBy(t *transcript.Transcript, claim DraftClaim) int {
	if len(t.Sources) < 2 {
		return 0
	}
	groups := slices.DeleteFunc(t.BySource(claim.Sentences), func(own []int) bool {
		fault, doubts := holdAlone(t, claim, own)
		return fault != nil || len(doubts) > 0
	})
	if n := t.Voices(groups); n > 1 {
		return n
	}
	return 0
}

// A dispute is what articles tell differently, on its way into a brief.
type dispute struct {
	what     string
	versions []DraftClaim
	doubts   []string
	gone     bool
}

// addDisputes adds the disputes that do not fall, of the first few.
func (p *Proof) addDisputes(drafts []DraftDispute) {
	p.items += len(drafts)
	if over := len(drafts) - maxDisputes; over > 0 {
		p.drop(fmt.Sprintf("%d disputes", over), "are too many", "")
		drafts = drafts[:maxDisputes]
	}
	for i, draft := range drafts {
		d := &dispute{what: fmt.Sprintf("dispute %d", i+1)}
		if fault := p.holdVersions(d, draft.Versions); fault != nil {
			p.drop(d.what, fault.why, cmp.Or(fault.hint, fault.why))
			continue
		}
		p.disputes = append(p.disputes, d)
	}
}

// holdVersions puts versions that stand into a dispute, or tells what ails one of them.
func (p *Proof) holdVersions(d *dispute, versions []DraftClaim) *finding {
	t := p.transcript
	if len(versions) < 2 || len(versions) > maxVersions {
		return &finding{why: "is no dispute of two to four versions"}
	}
	var groups [][]int
	for _, v := range versions {
		v = DraftClaim{Sentences: slices.Compact(slices.Sorted(slices.Values(v.Sentences))), Text: strings.TrimSpace(unmark(v.Text, t.Cited(v.Sentences)))}
		fault, doubts := hold(t, v, t.Cited(v.Sentences), lineRules)
		if fault != nil {
			return fault
		}
		groups, d.versions, d.doubts = append(groups, v.Sentences), append(d.versions, v), append(d.doubts, doubts...)
	}
	if why := p.notApart(groups); why != "" {
		return &finding{why: why}
	}
	for i, v := range d.versions {
		for _, other := range d.versions[:i] {
			if slices.Equal(words.Folded(v.Text), words.Folded(other.Text)) {
				return &finding{why: "says the same twice"}
			}
			if isOneAmount(t, v, other) {
				return &finding{why: "differs by little in a rough amount", hint: "tells rough amounts that lie near each other; leave it out"}
			}
			if !surelyDiffer(v.Text, other.Text, t.LanguageOf(v.Sentences)) {
				d.doubts = append(d.doubts, "has no number and no “not” that differs")
			}
		}
	}
	return nil
}

// notApart says why the sentences of versions are not each of articles of its own, or "".
func (p *Proof) notApart(versions [][]int) string {
	of := map[int]int{} // original source -> version
	for i, numbers := range versions {
		for _, number := range numbers {
			source := p.transcript.Original(p.transcript.Sentences[number-1].Source)
			if other, known := of[source]; known && other != i {
				return "has two versions of one article"
			}
			of[source] = i
		}
	}
	return ""
}

// surelyDiffer says whether one of two texts that speak of one thing has a number or a "not" that the other has not.
func surelyDiffer(a, b, language string) bool {
	const alike = 0.3 // of the shorter text's words
	shared, x, y := 0, words.Stems(a), words.Stems(b)
	for stem := range x {
		if y[stem] {
			shared++
		}
	}
	oneThing := float64(shared) >= alike*float64(min(len(x), len(y)))
	figures := func(text string) []string { return slices.Sorted(maps.Keys(numbersIn(text, language))) }
	return oneThing && (!slices.Equal(figures(a), figures(b)) || Negated(a, language) != Negated(b, language))
}

// rowText is how the second reading sees a dispute: all its sentences, which are whose, and what each version says.
func (d *dispute) row() (cites []int, bracket, text string) {
	var groups [][]int
	var texts []string
	for _, v := range d.versions {
		cites, groups, texts = append(cites, v.Sentences...), append(groups, v.Sentences), append(texts, v.Text)
	}
	slices.Sort(cites)
	return slices.Compact(cites), "differ (" + groupsText(groups) + "): ", strings.Join(texts, " / ")
}

func groupsText(groups [][]int) string {
	var texts []string
	for _, g := range groups {
		texts = append(texts, numbersText(g))
	}
	return strings.Join(texts, "; ")
}

// difference is a dispute as a brief has it, the version of the newest article first.
func (p *Proof) difference(d *dispute) Difference {
	newest := func(v DraftClaim) (at time.Time) {
		for _, number := range v.Sentences {
			a := p.transcript.Sources[p.transcript.Sentences[number-1].Source].Article
			if !a.PublishedGuessed && a.Published.After(at) {
				at = a.Published
			}
		}
		return at
	}
	sorted := slices.Clone(d.versions)
	slices.SortStableFunc(sorted, func(a, b DraftClaim) int { return newest(b).Compare(newest(a)) })
	var difference Difference
	for _, v := range sorted {
		difference.Versions = append(difference.Versions, Version{Text: v.Text, Sentences: evidence(p.transcript, v.Sentences)})
	}
	return difference
}
