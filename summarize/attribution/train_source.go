package attribution

// sourceOf is the mention that a gold source means: the first whose head lies in it, the longest from there.
func (a *annotated) sourceOf(g *goldTokens) int32 {
	if len(g.source) == 0 {
		return noSource
	}
	in := make(map[int32]bool, len(g.source))
	for _, i := range g.source {
		in[i] = true
	}
	best := int32(noSource)
	for m := range a.mentions {
		x := &a.mentions[m]
		if !in[x.head] {
			continue
		}
		if best < 0 {
			best = int32(m)
		} else if x.owner == best && x.from == a.mentions[best].from {
			best = int32(m)
		} else if x.from > a.mentions[best].to {
			break
		}
	}
	return best
}

// sourceSamples are the choices of the source model: every gold cue with its sentence's mentions.
func sourceSamples(texts []*annotated) []sample {
	var out []sample
	for _, a := range texts {
		for k := range a.gold {
			g := &a.gold[k]
			if g.head < 0 {
				continue
			}
			want := a.sourceOf(g)
			if want < 0 && len(g.source) > 0 {
				continue
			}
			if want >= 0 && a.tokens[a.mentions[want].head].sent != a.tokens[g.head].sent {
				want = noSource
			}
			var sm sample
			sm.weight = 1
			for _, m := range a.sourceCandidates(nil, g.head) {
				sm.features = append(sm.features, a.sourceFeatures(nil, g.head, m))
				sm.right = append(sm.right, m == want)
			}
			out = append(out, sm)
		}
	}
	return out
}
