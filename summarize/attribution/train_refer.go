package attribution

import "strings"

// lastName is the hash of a speaker's last word, without "Jr." and possessive endings, by which gold and entities are
// compared in training.
func lastName(name string) uint64 {
	name, _, _ = strings.Cut(name, ",")
	words := strings.Fields(name)
	for len(words) > 1 && strings.HasPrefix(strings.ToLower(words[len(words)-1]), "jr") {
		words = words[:len(words)-1]
	}
	if len(words) == 0 {
		return 0
	}
	w := strings.NewReplacer("’s", "", "'s", "").Replace(words[len(words)-1])
	return hashWord(strings.Trim(w, ".,’'\"”“"))
}

// entityLast is the same of an entity.
func (s *scan) entityLast(e int32) uint64 {
	x := &s.mentions[s.entities[e].mention]
	return s.tokens[s.nameEnd(x)].hash
}

// referSamples are the choices of the reference model: pronoun sources whose referent the gold knows. They are taken
// while the text is resolved, so that each sees what a reader has seen.
func referSamples(texts []*annotated, m *models) []sample {
	var out []sample
	for _, a := range texts {
		want := map[int32]uint64{}
		for k := range a.gold {
			g := &a.gold[k]
			if x := a.sourceOf(g); x >= 0 && g.SourceKind == "pronoun" && g.SourceResolved != "" && a.mentions[x].kind == pronoun {
				want[x] = lastName(g.SourceResolved)
			}
		}
		a.forget()
		a.resolveNames()
		a.watcher = &referWatcher{a, want, &out}
		a.resolveRest(m)
		a.watcher = nil
	}
	return out
}

// A referWatcher takes a sample of each pronoun whose referent is known.
type referWatcher struct {
	*annotated
	want map[int32]uint64
	out  *[]sample
}

func (w *referWatcher) meaning(_ *scan, x int32) {
	if name, ok := w.want[x]; ok {
		if sm := w.referSample(x, name); len(sm.features) > 1 {
			*w.out = append(*w.out, sm)
		}
	}
}

func (w *referWatcher) judged(*scan, *Attribution, *cueing, *clues) {}

func (a *annotated) referSample(x int32, name uint64) sample {
	sm := sample{weight: 1}
	if !a.tokens[a.mentions[x].head].in(proHe | proShe | proThey | proIt) {
		return sm
	}
	for _, c := range a.antecedents(x) {
		sm.features = append(sm.features, a.referFeatures(nil, x, c))
		sm.right = append(sm.right, a.entityLast(c.entity) == name)
	}
	return sm
}
