package attribution

import (
	"math"
	"math/rand/v2"
)

// A sample is one decision to learn: the features of its candidates and which of them are right. A sample of one
// candidate is a yes or no.
type sample struct {
	features [][]feature
	right    []bool
	weight   float32
}

// fit learns a linear model by stochastic gradient descent with per-weight steps (AdaGrad, Duchi et al. 2011): logistic
// loss for one candidate, softmax over the sum of the right ones for several. seed orders the samples.
func fit(samples []sample, buckets, rounds int, rate, decay float32, seed uint64) []float32 {
	w, g := make([]float32, buckets), make([]float32, buckets)
	mask := feature(buckets - 1)
	order := rand.New(rand.NewPCG(seed, 1))
	mean := make([]float32, buckets)
	push := func(fs []feature, d float32) {
		for _, f := range fs {
			k := f & mask
			grad := d - decay*w[k]
			g[k] += grad * grad
			w[k] += rate * grad / (float32(math.Sqrt(float64(g[k]))) + 1e-3)
		}
	}
	value := func(fs []feature) float32 {
		sum := float32(0)
		for _, f := range fs {
			sum += w[f&mask]
		}
		return sum
	}
	var p, z []float32
	for round := range rounds {
		for _, i := range order.Perm(len(samples)) {
			s := &samples[i]
			if len(s.features) == 1 {
				push(s.features[0], s.weight*(float32(boolInt(s.right[0]))-sigmoid(value(s.features[0]))))
				continue
			}
			z = z[:0]
			top := float32(math.Inf(-1))
			for _, fs := range s.features {
				z = append(z, value(fs))
				top = max(top, z[len(z)-1])
			}
			p = p[:0]
			all, good := float32(0), float32(0)
			for k, v := range z {
				e := float32(math.Exp(float64(v - top)))
				p = append(p, e)
				all += e
				if s.right[k] {
					good += e
				}
			}
			if good == 0 {
				continue
			}
			for k, fs := range s.features {
				target := float32(0)
				if s.right[k] {
					target = p[k] / good
				}
				if d := target - p[k]/all; d > 1e-4 || d < -1e-4 {
					push(fs, s.weight*d)
				}
			}
		}
		if round > 0 || rounds == 1 {
			for k, v := range w {
				mean[k] += v / float32(max(rounds-1, 1))
			}
		}
	}
	return mean
}

// byteOffsets maps code points to bytes.
func byteOffsets(text string) []int {
	out := make([]int, 0, len(text)+1)
	for i := range text {
		out = append(out, i)
	}
	return append(out, len(text))
}

// An annotated is a scan with its gold attributions laid over its tokens.
type annotated struct {
	*scan
	gold []goldTokens
}

// goldTokens is a gold attribution in tokens.
type goldTokens struct {
	*gold
	content, source, cue []int32
	head                 int // of the cue, or -1
}

// annotate lays the gold over the scan.
func annotate(s *scan, e *example) *annotated {
	a := &annotated{scan: s}
	at := byteOffsets(e.Text)
	within := func(spans [][2]int) []int32 {
		var out []int32
		for _, sp := range spans {
			from, to := at[sp[0]], at[sp[1]]
			for i := s.tokenAt(from); i < len(s.tokens) && s.tokens[i].Start < to; i++ {
				out = append(out, int32(i))
			}
		}
		return out
	}
	for i := range e.Attributions {
		g := &e.Attributions[i]
		a.gold = append(a.gold, goldTokens{gold: g, content: within(g.Content), source: within(g.Source), cue: within(g.Cue), head: -1})
	}
	return a
}

// tokenAt is the index of the first token that ends after the byte offset.
func (s *scan) tokenAt(offset int) int {
	lo, hi := 0, len(s.tokens)
	for lo < hi {
		mid := (lo + hi) / 2
		if s.tokens[mid].End <= offset {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// chooseHeads picks each gold cue's head: the word that is most often part of a cue when it occurs at all.
func chooseHeads(texts []*annotated) {
	inCue, all := map[uint64]float64{}, map[uint64]float64{}
	for _, a := range texts {
		for i := range a.tokens {
			all[a.tokens[i].lemma^uint64(a.tokens[i].kind)]++
		}
		for _, g := range a.gold {
			for _, i := range g.cue {
				inCue[a.tokens[i].lemma^uint64(a.tokens[i].kind)]++
			}
		}
	}
	for _, a := range texts {
		for k := range a.gold {
			best := -1.0
			for _, i := range a.gold[k].cue {
				t := &a.tokens[i]
				h := t.lemma ^ uint64(t.kind)
				v := (inCue[h] + 0.5) / (all[h] + 5)
				if t.tag.isVerb() && !t.in(auxiliary) {
					v += 0.2
				}
				if a.mayCue(int(i)) && v > best {
					best, a.gold[k].head = v, int(i)
				}
			}
		}
	}
}

// cueSamples are the yes-or-no decisions of the cue model: words of a gold cue beside its head are left out.
func cueSamples(texts []*annotated, direct bool) []sample {
	var out []sample
	for _, a := range texts {
		state := make([]int8, len(a.tokens))
		for _, g := range a.gold {
			for _, i := range g.cue {
				if int(i) != g.head {
					state[i] = max(state[i], 1)
				}
			}
			if g.head >= 0 && (direct || g.Type != "direct") {
				state[g.head] = 2
			}
		}
		for i := range a.tokens {
			if state[i] == 1 || !a.mayCue(i) {
				continue
			}
			fs := a.cueFeatures(nil, i)
			out = append(out, sample{features: [][]feature{fs}, right: []bool{state[i] == 2}, weight: 1})
		}
	}
	return out
}
