package attribution

import (
	"cmp"
	"math"
	"slices"
)

// A Why tells how an attribution came by its speaker: for people who debug the reader, or want to learn it.
type Why struct {
	Kind        Kind     `json:"kind"`
	Content     string   `json:"content"`
	Speaker     string   `json:"speaker"` // "" when unclear
	Probability float32  `json:"probability"`
	Sure        bool     `json:"sure"`
	ByRules     bool     `json:"by_rules,omitempty"` // the language has no learned tables: what follows is empty
	Cue         string   `json:"cue"`
	Source      string   `json:"source"`
	Speakers    []Weight `json:"speakers"`                  // all candidates with their shares of the whole
	Sources     []Weight `json:"sources,omitempty"`         // mentions that may be the source of the cue
	Meanings    []Weight `json:"meanings,omitempty"`        // whom the source may mean, where it is a pronoun
	Choice      []Weight `json:"for_cue,omitempty"`         // why the quotation has this cue and not the next best
	Sourced     []Weight `json:"for_source,omitempty"`      // why the cue has this source and not the next best
	Meant       []Weight `json:"for_meaning,omitempty"`     // why the pronoun means this one and not the next best
	Doubts      []Weight `json:"for_probability,omitempty"` // what makes the probability what it is
}

// A Weight is a name and a number: of a candidate its share, of a reason the log-odds that it adds or takes.
type Weight struct {
	Name  string  `json:"name"`
	Value float32 `json:"value"`
}

// mostReasons is how many reasons are told of each decision.
const mostReasons = 5

// Explain reads the text again as [Read] does with the same options and tells why attribution i of its reading has its speaker.
// The reading must be of that text and options, and have that attribution.
func Explain(r *Reading, o Options, i int) Why {
	a := &r.Attributions[i]
	w := Why{Kind: a.Kind, Speaker: r.Speaker(i), Probability: a.Probability, Sure: a.Sure, ByRules: r.Language != "en",
		Cue: r.Text[a.Cue.Start:a.Cue.End], Source: r.Text[a.Source.Start:a.Source.End], Content: r.Text[a.Content[0].Start:a.Content[0].End]}
	for _, part := range a.Content[1:] {
		w.Content += " … " + r.Text[part.Start:part.End]
	}
	if w.ByRules {
		return w
	}
	e := explanation{why: &w, of: a}
	read(r.Text, o, embedded(), &e)
	return w
}

// An explanation watches a reading for one attribution.
type explanation struct {
	why *Why
	of  *Attribution
}

// A spot tells the attributions of one reading apart.
type spot struct {
	kind         Kind
	content, cue Span
}

func (a *Attribution) spot() spot { return spot{a.Kind, a.Content[0], a.Cue} }

// meaning is told of each pronoun before it is resolved.
func (e *explanation) meaning(s *scan, m int32) {
	if x := &s.mentions[m]; s.span(int(x.from), int(x.to)) != e.of.Source {
		return
	}
	var best [2]ranked
	for _, c := range s.antecedents(m) {
		fs := s.referFeatures(nil, m, c)
		keep(&best, ranked{s.models.linear[modelRefer].score(fs), fs})
	}
	e.why.Meant = s.models.linear[modelRefer].reasons(best, referReasons)
}

// judged is told of each attribution.
func (e *explanation) judged(s *scan, a *Attribution, c *cueing, x *clues) {
	if a.spot() != e.of.spot() {
		return
	}
	w := e.why
	for _, who := range s.sayers(a, c) {
		w.Speakers = append(w.Speakers, Weight{s.nameOf(who.entity), who.part})
	}
	if c.source != noSource {
		for _, who := range s.mentions[c.source].means {
			w.Meanings = append(w.Meanings, Weight{s.nameOf(who.entity), who.part})
		}
	}
	var best [2]ranked
	for k := range c.sources.n {
		m, name := c.sources.who[k], "nobody"
		if m != noSource {
			name = s.words(int(s.mentions[m].from), int(s.mentions[m].to))
		}
		w.Sources = append(w.Sources, Weight{name, c.sources.share(k)})
		fs := s.sourceFeatures(nil, int(c.head), m)
		keep(&best, ranked{s.models.linear[modelSource].score(fs), fs})
	}
	w.Sourced = s.models.linear[modelSource].reasons(best, sourceReasons)
	if len(a.Quotations) > 0 {
		w.Choice = s.choiceReasons(a.Quotations[0])
	}
	if x != nil {
		by := &s.models.calibrations[calibrationOf(a)]
		for k, v := range x {
			w.Doubts = append(w.Doubts, Weight{clueNames[k], v * by.weights[k]})
		}
		w.Doubts = heaviest(w.Doubts)
	}
}

// choiceReasons are those for the cue of quotation q.
func (s *scan) choiceReasons(q int) []Weight {
	before := choice{cue: -1, kind: byNobody}
	if q > 0 {
		before = s.choices[q-1]
	}
	var best [2]ranked
	from, to := s.quoteTokens(q)
	for _, c := range s.quoteChoices(nil, q, from, to) {
		fs := s.quoteFeatures(nil, q, from, to, c, before)
		keep(&best, ranked{s.models.linear[modelQuote].score(fs), fs})
	}
	return s.models.linear[modelQuote].reasons(best, quoteReasons)
}

// nameOf is the entity's name, or what the text calls it.
func (s *scan) nameOf(entity int32) string {
	if entity < 0 {
		return "somebody unnamed"
	}
	if name := s.entityName(entity); name != "" {
		return name
	}
	x := &s.mentions[s.entities[entity].mention]
	return s.words(int(x.from), int(x.to))
}

// A ranked is a candidate with its features.
type ranked struct {
	score    float32
	features []feature
}

// keep puts c among the best two.
func keep(best *[2]ranked, c ranked) {
	switch {
	case best[0].features == nil || c.score > best[0].score:
		best[0], best[1] = c, best[0]
	case best[1].features == nil || c.score > best[1].score:
		best[1] = c
	}
}

// reasons tells by name what the first candidate has over the second.
func (m *linear) reasons(best [2]ranked, names [templates]string) []Weight {
	sums := map[string]float32{}
	for k, sign := range []float32{1, -1} {
		for _, f := range best[k].features {
			sums[names[f.template()]] += sign * m.score([]feature{f})
		}
	}
	var out []Weight
	for name, v := range sums {
		out = append(out, Weight{name, v})
	}
	return heaviest(out)
}

// heaviest are the reasons that weigh most, either way.
func heaviest(all []Weight) []Weight {
	slices.SortFunc(all, func(a, b Weight) int {
		return cmp.Or(cmp.Compare(math.Abs(float64(b.Value)), math.Abs(float64(a.Value))), cmp.Compare(a.Name, b.Name))
	})
	return all[:min(len(all), mostReasons)]
}
