package attribution

// How sure a reading is of a speaker. Each part of an attribution has a lead over the next best: the source of the cue over
// other sources, whom a pronoun means over others who agree with it, the source of a quotation over other speakers. All must
// be large enough, and nothing may speak against who is named. The thresholds are chosen on the train part of the corpus so
// that of what is sure most is right for the least that is lost.
const (
	minSureSource    = 2.5  // the source of a statement over the next mention
	minSureStatement = -0.4 // log-odds that it is a statement at all
	minSureQuoted    = 1    // the source of the cue of a quotation over the next mention
	minSureQuote     = 1    // the speaker of a quotation over the next one
	minSureMeaning   = 2    // whom "he", "she" or "they" means over the next one
	minSureDoubtful  = 3    // the source where nothing tells that its name is a person's
)

// sureSpeaker reports whether cue c surely has its source, by at least the given lead, and that surely means its entity.
func (s *scan) sureSpeaker(c *cueing, least float32) bool {
	if !s.hasSpeaker(c) {
		return false
	}
	if s.mayNotSpeak(c.source) || !s.sureMeaning(c.source) {
		return false
	}
	if s.isDoubtful(&s.entities[s.mentions[c.source].entity]) {
		least = max(least, minSureDoubtful)
	}
	return c.margin >= least || s.isRelayed(int(c.head))
}

// sureMeaning reports whether mention m surely means its entity. "It" never does.
func (s *scan) sureMeaning(m int32) bool {
	x := &s.mentions[m]
	h := &s.tokens[x.head]
	switch {
	case x.kind != pronoun || h.in(relative):
		return true
	case h.in(proIt):
		return false
	}
	return x.lead >= minSureMeaning
}

// mayNotSpeak reports whether mention m means a document, a thing or what no lexicon knows: people speak and bodies do.
func (s *scan) mayNotSpeak(m int32) bool {
	e := &s.entities[s.mentions[m].entity]
	switch e.mentionKind(s) {
	case nominal:
		return !s.ofPeople(&s.tokens[s.mentions[e.mention].head])
	case named:
		return s.seemsThing(e)
	}
	return true
}

// sureStatement reports whether what cue c states is surely its source's.
func (s *scan) sureStatement(c *cueing) bool {
	if s.ruled() {
		return s.hasSpeaker(c) && s.chanceByRules(c, false) >= minSureRules
	}
	return s.sureSpeaker(c, minSureSource) && c.statement >= minSureStatement
}

// sureQuotes reports whether all the quotations are surely those of cue c's source.
func (s *scan) sureQuotes(c *cueing, quotes []int) bool {
	if s.ruled() {
		return s.hasSpeaker(c) && s.chanceByRules(c, true) >= minSureRules
	}
	for _, q := range quotes {
		if s.choices[q].lead < minSureQuote {
			return false
		}
	}
	return s.sureSpeaker(c, minSureQuoted)
}

// ruled reports whether rules alone read the text, which know no leads but how often each is right.
func (s *scan) ruled() bool { return s.lex.Code != "en" }
