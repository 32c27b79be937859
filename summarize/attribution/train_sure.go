package attribution

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
)

// folds is how many parts the corpus is cut into so that probabilities are learnt from articles that the tables have not seen.
const folds = 5

// What of the shown speakers has to be right, of attributions with quotations and of those without: the threshold is the lowest
// that keeps it on train. Statements with quotations are surer than others, so that of all shown statements .93 and more are right.
var wantRight = [2]float64{0.97, 0.925}

// A judgement is one speaker that was named in an article that the tables have not seen.
type judgement struct {
	clues
	kind   int  // index of its calibration
	barred bool // it is never sure
	right  bool
}

// judgements reads each part of the examples with tables learnt from the others.
func judgements(examples []example, tagger Tagger, same func(a, b string) bool) []judgement {
	var parts [folds][]judgement
	var work sync.WaitGroup
	room := make(chan struct{}, runtime.GOMAXPROCS(0))
	for fold := range folds {
		work.Go(func() {
			room <- struct{}{}
			defer func() { <-room }()
			var seen, unseen []example
			for i, e := range examples {
				if i%folds == fold {
					unseen = append(unseen, e)
				} else {
					seen = append(seen, e)
				}
			}
			m := learnTables(seen, tagger, func(string, ...any) {})
			for i := range unseen {
				parts[fold] = append(parts[fold], m.judge(&unseen[i], same)...)
			}
		})
	}
	work.Wait()
	return slices.Concat(parts[:]...)
}

// judge reads an example and says of each speaker whether it is right. Of a quotation the labels name the speaker; of a statement
// any source counts that they give in its sentences. Where no label tells, or a pronoun that nobody resolved, it is left out.
func (m *models) judge(e *example, same func(a, b string) bool) []judgement {
	seen := judgeWatcher{}
	r := read(e.Text, Options{Language: "en"}, m, seen)
	at := byteOffsets(e.Text)
	var out []judgement
	for i := range r.Attributions {
		a := &r.Attributions[i]
		j, ok := seen[a.spot()]
		if !ok {
			continue
		}
		add := func(names []string) {
			if len(names) > 0 {
				j.right = slices.ContainsFunc(names, func(name string) bool { return same(r.Speaker(i), name) })
				out = append(out, j)
			}
		}
		if len(a.Quotations) == 0 {
			add(e.sourcesOf(r, a, at))
		}
		for _, q := range a.Quotations {
			if r.Quotations[q].Attribution == i {
				add(e.speakersOf(r.Quotations[q].Span, at))
			}
		}
	}
	return out
}

// A judgeWatcher keeps the clues of each attribution by its place.
type judgeWatcher map[spot]judgement

func (w judgeWatcher) meaning(*scan, int32) {}

func (w judgeWatcher) judged(s *scan, a *Attribution, c *cueing, x *clues) {
	if x != nil {
		w[a.spot()] = judgement{clues: *x, kind: calibrationOf(a), barred: s.cannotBeSure(a, s.sayers(a, c).named(0))}
	}
}

// unresolved is a pronoun or "the senator" of whom the labels do not tell whom it means.
func unresolved(kind, resolved string) bool {
	return (kind == "pronoun" || kind == "anaphor") && resolved == ""
}

// noSpeaker is what a dozen labels of PolNeAR have for the speaker, the verb beside him: whoever names him is wrong by them.
const noSpeaker = "said"

// speakersOf are the names of who says the quotation that the labels have at a span.
func (e *example) speakersOf(span Span, at []int) []string {
	const most = 0.6 // of the longer one must be common to both
	for _, g := range e.Quotes {
		from, to := at[g.Span[0]], at[g.Span[1]]
		common := min(to, span.End) - max(from, span.Start)
		if float64(common) >= most*float64(max(to-from, span.End-span.Start)) && g.SpeakerKind != "none" && g.Speaker != noSpeaker && !unresolved(g.SpeakerKind, g.SpeakerResolved) {
			return []string{g.Speaker, g.SpeakerResolved}
		}
	}
	return nil
}

// sourcesOf are the names of all sources of indirect or mixed speech in the sentences of a statement.
func (e *example) sourcesOf(r *Reading, a *Attribution, at []int) []string {
	var names []string
	for _, g := range e.Attributions {
		inside := slices.ContainsFunc(g.Content, func(c [2]int) bool {
			return slices.ContainsFunc(a.Sentences, func(n int) bool {
				return at[c[0]] < r.Sentences[n].End && r.Sentences[n].Start < at[c[1]]
			})
		})
		if g.Type == "direct" || g.SourceText == "" || !inside {
			continue
		}
		if unresolved(g.SourceKind, g.SourceResolved) {
			return nil
		}
		names = append(names, g.SourceText, g.SourceResolved)
	}
	return names
}

// calibrate learns the probabilities, and the thresholds from which a speaker is sure.
func (m *models) calibrate(all []judgement, log func(string, ...any)) {
	for kind := range m.calibrations {
		own := slices.DeleteFunc(slices.Clone(all), func(j judgement) bool { return j.kind != kind })
		c := &m.calibrations[kind]
		c.weights = logistic(own)
		shown := 0
		c.least, shown = c.threshold(own, wantRight[kind])
		log("probability %d: %d speakers, %.3f of them sure from %.3f on", kind, len(own), float64(shown)/float64(max(1, len(own))), c.least)
	}
}

// threshold is the lowest probability from which a share of the speakers is right, and how many that are.
func (c *calibration) threshold(all []judgement, want float64) (least float32, shown int) {
	byChance := slices.DeleteFunc(slices.Clone(all), func(j judgement) bool { return j.barred })
	slices.SortStableFunc(byChance, func(a, b judgement) int { return cmp.Compare(c.probability(&b.clues), c.probability(&a.clues)) })
	least, right := 1, 0
	for i := range byChance {
		right += boolInt(byChance[i].right)
		if float64(right) >= want*float64(i+1) {
			least, shown = c.probability(&byChance[i].clues), i+1
		}
	}
	return least, shown
}

// logistic fits the weights of a logistic regression by Newton's method, with a small penalty so that a rare clue learns little.
func logistic(all []judgement) clues {
	const rounds, penalty = 10, 2
	var w [clueCount]float64
	for range rounds {
		var rows [clueCount][clueCount + 1]float64 // the Hessian and, last, the gradient
		for i := range all {
			x := &all[i].clues
			z := 0.0
			for k, v := range x {
				z += w[k] * float64(v)
			}
			p := 1 / (1 + math.Exp(-z))
			d := float64(boolInt(all[i].right)) - p
			for k, v := range x {
				rows[k][clueCount] += d * float64(v)
				for j, u := range x {
					rows[k][j] += p * (1 - p) * float64(v) * float64(u)
				}
			}
		}
		for k := range rows {
			rows[k][k] += penalty
			rows[k][clueCount] -= penalty * w[k]
		}
		for k, step := range solve(&rows) {
			w[k] += step
		}
	}
	var out clues
	for k := range w {
		out[k] = float32(w[k])
	}
	return out
}

// solve solves linear equations by elimination: each row has its coefficients and, last, its right side.
func solve(rows *[clueCount][clueCount + 1]float64) (x [clueCount]float64) {
	for c := range rows {
		for r := range rows {
			if r == c {
				continue
			}
			f := rows[r][c] / rows[c][c]
			for k := c; k <= clueCount; k++ {
				rows[r][k] -= f * rows[c][k]
			}
		}
	}
	for c := range rows {
		x[c] = rows[c][clueCount] / rows[c][c]
	}
	return x
}

// encodeCalibrations writes them as [decodeCalibrations] reads them.
func encodeCalibrations(of [2]calibration) []byte {
	var out bytes.Buffer
	for i, name := range clueNames {
		fmt.Fprintf(&out, "%s\t%.4f\t%.4f\n", name, of[0].weights[i], of[1].weights[i])
	}
	fmt.Fprintf(&out, "%s\t%.4f\t%.4f\n", surenessLine, of[0].least, of[1].least)
	return out.Bytes()
}
