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

// referSamples are the choices of the reference model: pronoun sources whose referent the gold knows.
func referSamples(texts []*annotated) []sample {
	var out []sample
	for _, a := range texts {
		for k := range a.gold {
			g := &a.gold[k]
			if g.SourceKind != "pronoun" || g.SourceResolved == "" {
				continue
			}
			m := a.sourceOf(g)
			if m < 0 || a.mentions[m].kind != pronoun || !a.tokens[a.mentions[m].head].in(proHe|proShe|proThey|proIt) {
				continue
			}
			want := lastName(g.SourceResolved)
			sm := sample{weight: 1}
			for _, c := range a.antecedents(m) {
				sm.features = append(sm.features, a.referFeatures(nil, m, c))
				sm.right = append(sm.right, a.entityLast(c.entity) == want)
			}
			if len(sm.features) > 1 {
				out = append(out, sm)
			}
		}
	}
	return out
}
