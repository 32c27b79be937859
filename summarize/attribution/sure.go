package attribution

// How sure a reading is of a speaker. Each stage keeps the best few candidates with their shares: the sources of a cue, whom a
// pronoun means, the cues of a quotation. Who says something is decided last, by the sum over all ways that lead to somebody.
// A few weights over that sum and what else tells (clue.go) make it a probability; they and the threshold from which a speaker
// counts as sure are learnt from articles that the tables were not trained on.

// judge fills in who says a, whose cue is c, how likely, and who else may say it.
func (s *scan) judge(a *Attribution, c *cueing) {
	who := s.sayers(a, c)
	best, rest := who.named(0), who.of(-1)
	if best.part*minNamed < rest {
		best = share{-1, rest}
	}
	a.Speaker = int(best.entity)
	for k := 0; len(a.Others) < few-1; k++ {
		other := who.named(k)
		if other.entity < 0 {
			break
		}
		if other.entity != best.entity {
			a.Others = append(a.Others, Candidate{int(other.entity), other.part})
		}
	}
	if c.source != noSource {
		x := &s.mentions[c.source]
		a.Source = s.span(int(x.from), int(x.to))
	}
	var probably *clues
	switch {
	case a.Speaker < 0:
	case s.ruled():
		a.Probability, a.Sure = 1, true
	default:
		probably = s.cluesOf(a, c, who, best)
		by := &s.models.calibrations[calibrationOf(a)]
		a.Probability = by.probability(probably)
		a.Sure = a.Probability >= by.least && !s.mayNotSpeak(best.entity)
	}
	if s.watcher != nil {
		s.watcher.judged(s, a, c, probably)
	}
}

// ruled reports whether rules alone read the text, which know no shares: whom they name they are sure of.
func (s *scan) ruled() bool { return s.lex.language != "en" }

// mayNotSpeak reports whether the entity is a thing or what no lexicon knows: people speak, bodies do, and what they write is quoted.
func (s *scan) mayNotSpeak(entity int32) bool {
	e := &s.entities[entity]
	switch e.mentionKind(s) {
	case nominal:
		h := &s.tokens[s.mentions[e.mention].head]
		return !s.ofPeople(h) && !documents[h.hash]
	case named:
		x := &s.mentions[e.mention]
		h := &s.tokens[x.head]
		word := e.count == 1 && x.name == x.from && x.name == x.head && s.common[h.hash] // it may just open a sentence
		return s.seemsThing(e) || word && (s.isDoubtful(e) || h.in(bodyWord))
	}
	return true
}

// minNamed is how much likelier than somebody the text does not name the best candidate may be not to be.
const minNamed = 2

// sayers is who may say a: by its cue, and by each of its quotations.
func (s *scan) sayers(a *Attribution, c *cueing) split {
	if s.ruled() || len(a.Quotations) == 0 {
		return s.speakersOf(c)
	}
	var who split
	part := float32(1)
	if a.Kind != Direct {
		part = 0.5
		who.addAll(s.speakersOf(c), part)
	}
	for _, q := range a.Quotations {
		who.addAll(s.choices[q].who, part/float32(len(a.Quotations)))
	}
	return who
}
