package attribution

import (
	"slices"
	"strings"
)

// stances are verbs by which a state or a body takes a stand without a word of speech.
var stances = strings.Fields("committed agreed refused pledged promised vowed declined waiting opposed rejected ruled backed demanded insisted")

// hedges may stand between a body and its stance: "have not officially committed".
var hedges = strings.Fields("has have had is are was were not yet never also still officially formally publicly so far already repeatedly")

// addStances adds what states and bodies are said to have decided, refused or left open in sentences that give nobody
// words: "Germany, Italy and Spain have not committed to sending troops" is one attribution for each of the three. It
// works on English alone.
func addStances(r *Reading) {
	if r.Language != "en" {
		return
	}
	taken := make([]bool, len(r.Sentences))
	for _, a := range r.Attributions {
		for _, s := range a.Sentences {
			if a.Speaker >= 0 {
				taken[s] = true
			}
		}
	}
	bodies := r.bodiesBySentence()
	for s, sentence := range r.Sentences {
		if taken[s] || len(bodies[s]) == 0 {
			continue
		}
		subjects := r.leadingSubjects(bodies[s], sentence)
		if len(subjects) == 0 {
			continue
		}
		cue, ok := r.stanceAfter(subjects[len(subjects)-1].span.End, sentence.End)
		if !ok {
			continue
		}
		for _, subject := range subjects {
			r.Attributions = append(r.Attributions, Attribution{
				Kind: Indirect, Source: Span{subjects[0].span.Start, subjects[len(subjects)-1].span.End}, Cue: cue, Content: []Span{trim(r.Text, Span{cue.End, sentence.End})},
				Speaker: subject.entity, Sentences: []int{s}, Position: true,
			})
		}
	}
}

type subject struct {
	span   Span
	entity int
}

// bodiesBySentence lists the mentions of states and organisations of each sentence, in order.
func (r *Reading) bodiesBySentence() [][]subject {
	found := make([][]subject, len(r.Sentences))
	for e, entity := range r.Entities {
		if entity.Kind != State && entity.Kind != Organisation || strings.ToLower(entity.Name) == entity.Name {
			continue
		}
		for _, m := range entity.Mentions {
			s, ok := slices.BinarySearchFunc(r.Sentences, m.Start, func(s Sentence, at int) int {
				switch {
				case s.End <= at:
					return -1
				case s.Start > at:
					return 1
				}
				return 0
			})
			if ok {
				found[s] = append(found[s], subject{m, e})
			}
		}
	}
	for _, list := range found {
		slices.SortFunc(list, func(a, b subject) int { return a.span.Start - b.span.Start })
	}
	return found
}

// leadingSubjects are the bodies that open a sentence, with no more than a word and a comma before them.
func (r *Reading) leadingSubjects(bodies []subject, sentence Sentence) []subject {
	before := strings.TrimSpace(r.Text[sentence.Start:bodies[0].span.Start])
	if before != "" && (strings.Contains(before, " ") || !strings.HasSuffix(before, ",")) {
		return nil
	}
	n := 1
	for n < len(bodies) && slices.Contains([]string{",", "and", ", and"}, strings.TrimSpace(r.Text[bodies[n-1].span.End:max(bodies[n].span.Start, bodies[n-1].span.End)])) {
		n++
	}
	return bodies[:n]
}

// stanceAfter finds the verb of a stance right after a subject, past hedges and one remark between commas.
func (r *Reading) stanceAfter(from, end int) (Span, bool) {
	rest := r.Text[from:end]
	if remark, found := strings.CutPrefix(rest, ","); found {
		close := strings.IndexByte(remark, ',')
		if close < 0 || close > 40 {
			return Span{}, false
		}
		from += 1 + close + 1
		rest = r.Text[from:end]
	}
	at := from
	for word := range strings.FieldsSeq(rest) {
		at += strings.Index(r.Text[at:end], word)
		folded := strings.ToLower(strings.Trim(word, ",."))
		switch {
		case slices.Contains(stances, folded):
			return Span{at, at + len(folded)}, true
		case !slices.Contains(hedges, folded):
			return Span{}, false
		}
		at += len(word)
	}
	return Span{}, false
}

// settleHome gives "President Doe" without a country to the United States, where an English article names that state: it
// is the one whose president English news names so. Presidents of anything else are named with it ("of Example Corp"),
// and other states' with theirs ("French President"). Nothing is said of who holds the office today.
func settleHome(r *Reading) {
	if r.Language != "en" {
		return
	}
	home := slices.IndexFunc(r.Entities, func(e Entity) bool { return e.Kind == State && e.Party.Name == "United States" })
	if home < 0 {
		return
	}
	for i := range r.Entities {
		if e := &r.Entities[i]; e.Kind == Person && e.Party.Name == e.Name && e.Role == "President" {
			e.Party = r.Entities[home].Party
		}
	}
}
