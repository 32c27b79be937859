package attribution

import "strings"

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
	if m := s.sourceOf(c, best.entity); m != noSource && !c.goesOn {
		a.Source = s.span(int(s.mentions[m].from), int(s.mentions[m].to))
	}
	var probably *clues
	switch {
	case a.Speaker < 0:
	case s.ruled():
		a.Probability = s.chanceByRules(c, a.Kind == Direct)
		a.Sure = a.Probability >= minSureRules
	default:
		probably = s.cluesOf(a, c, who, best)
		by := &s.models.calibrations[calibrationOf(a)]
		a.Probability = by.probability(probably)
		a.Sure = a.Probability >= by.least && !s.cannotBeSure(a, best)
	}
	if s.watcher != nil {
		s.watcher.judged(s, a, c, probably)
	}
}

// sourceOf is the mention that names the entity as the source of cue c: the best one, if that can mean it.
func (s *scan) sourceOf(c *cueing, entity int32) int32 {
	if entity < 0 || s.meaningOf(c.source).of(entity) > 0 {
		return c.source
	}
	for k := range c.sources.n {
		if m := c.sources.who[k]; s.meaningOf(m).of(entity) > 0 {
			return m
		}
	}
	return c.source
}

// ruled reports whether rules alone read the text, which know no shares but how often each of them is right.
func (s *scan) ruled() bool { return s.lex.Code != "en" }

// cannotBeSure reports whether something speaks against a speaker whatever the probability: the next one is nearly as likely, or
// it is a thing or what no lexicon knows. People speak, bodies do, and what they write is quoted.
func (s *scan) cannotBeSure(a *Attribution, best share) bool {
	const least = 1.5 // times as likely as the next one
	for _, o := range a.Others {
		if best.part < least*o.Share {
			return true
		}
	}
	if len(a.Quotations) > 0 && s.isUnsaid(s.tokenAt(a.Cue.Start)) || s.isOneOfSeveral(a) || s.isOfFamily(a, best.entity) || s.isSpokenOf(a, best.entity) || s.isPassedOn(a) || s.saysElse(a) || s.isAnothers(a, best.entity) {
		return true
	}
	e := &s.entities[best.entity]
	x := &s.mentions[e.mention]
	h := &s.tokens[x.head]
	switch x.kind {
	case nominal:
		return !s.ofPeople(h) && !documents[h.hash]
	case named:
		return s.seemsThing(e) || s.isWord(e)
	}
	return true
}

// isOneOfSeveral reports whether the source is "they", and not just one group stands in its sentence and the two before it.
func (s *scan) isOneOfSeveral(a *Attribution) bool {
	const near = 2 // sentences
	if a.Source.Start == a.Source.End {
		return false
	}
	at := s.tokenAt(a.Source.Start)
	if s.tokens[at].hash != theyHash {
		return false
	}
	only := int32(-1)
	for m := s.mentionsFrom[max(0, s.tokens[at].sent-near)]; int(m) < len(s.mentions) && int(s.mentions[m].from) < at; m++ {
		x := &s.mentions[m]
		if x.kind == pronoun || x.entity < 0 || !s.tokens[x.head].is(plural) || !s.ofPeople(&s.tokens[x.head]) || x.entity == only {
			continue
		}
		if only >= 0 {
			return true
		}
		only = x.entity
	}
	return only < 0
}

var theyHash = hashWord("they")

// isOfFamily reports whether the source is a family name that the text gives to another, too, and no title tells which of them, "Vice
// President Lund" of three Lunds: more than half as often, or last before it with a given name.
func (s *scan) isOfFamily(a *Attribution, who int32) bool {
	const seldom = 2 // times that the speaker is named for each time of another
	m := s.mentionAt(s.tokenAt(a.Source.Start))
	if a.Source.Start == a.Source.End || m == noSource {
		return false
	}
	x, own := &s.mentions[m], &s.entities[who]
	if x.kind != named || !s.isShort(x) || own.given == 0 {
		return false
	}
	last := s.lastWhole(m, own.surname)
	for i := range s.entities {
		e := &s.entities[i]
		if int32(i) == who || e.kind != Person || e.given == 0 || e.surname != own.surname || e.count*seldom <= own.count && (e.said == 0 || last != int32(i)) {
			continue
		}
		if g := s.genderOf(x); g == 0 || e.gender == 0 || e.gender == g {
			return true
		}
	}
	return false
}

// namedLast is whom the article's own words named last before the pronoun m, of those whom it can mean, or -1.
func (s *scan) namedLast(m int32) int32 {
	h := &s.tokens[s.mentions[m].head]
	for k := m - 1; k >= 0 && k > m-maxReach; k-- {
		if y := &s.mentions[k]; s.mentions[m].kind == pronoun && s.isNarrated(y) && s.agrees(h, y) {
			return y.entity
		}
	}
	return -1
}

// lastWhole is whom the text named last before mention m with a given name and the family name, or -1. "His wife, Ida Lund" is said of him.
func (s *scan) lastWhole(m int32, family uint64) int32 {
	for k := m - 1; k >= 0 && k > m-maxReach; k-- {
		if x := &s.mentions[k]; x.kind == named && x.entity >= 0 && !s.isShort(x) && s.tokens[s.nameEnd(x)].hash == family && !s.isKinBefore(x) {
			return x.entity
		}
	}
	return -1
}

// isSpokenOf reports whether words between marks name a person whom only a pronoun or a noun makes their speaker: people seldom call themselves
// by their name. Of 28 quotations of PolNeAR's training part that hold their speaker's family name 12 were another's. A "he" is no guess
// where the article's own words named nobody else last.
func (s *scan) isSpokenOf(a *Attribution, who int32) bool {
	if a.Kind != Direct || s.entities[who].kind != Person {
		return false
	}
	if m := s.mentionAt(s.tokenAt(a.Source.Start)); a.Source.Start < a.Source.End && m != noSource && (s.mentions[m].kind == named || s.namedLast(m) == who) {
		return false
	}
	for _, c := range a.Content {
		for k := s.mentionsFrom[s.tokens[s.tokenAt(c.Start)].sent]; int(k) < len(s.mentions) && s.tokens[s.mentions[k].head].Start < c.End; k++ {
			if x := &s.mentions[k]; x.entity == who && x.kind == named && s.tokens[x.head].Start >= c.Start {
				return true
			}
		}
	}
	return false
}

// saysElse reports whether the cue behind words between marks begins a sentence of its own that tells what else its source says: “It is done.”
// Lund said Berg would stay. The words may be another's.
func (s *scan) saysElse(a *Attribution) bool {
	if a.Kind != Direct || a.Content[len(a.Content)-1].End > a.Cue.Start || a.Source.Start >= a.Cue.Start {
		return false
	}
	i := s.tokenAt(a.Cue.Start)
	last := s.tokenAt(a.Content[len(a.Content)-1].End - 1)
	next := s.around(i, 1)
	return s.tokens[last].sign == '.' && s.tokens[last].sent < s.tokens[i].sent && (next.hash == thatHash || i+1 < len(s.tokens) && s.startsMention[i+1] && !next.in(day) && !isPronoun(s.tokens, i+1))
}

// isPassedOn reports whether the source of a only passes on what another says: "Mr. Lund recalled the mayor telling him", "Ida Lund replied,
// according to Ada Berg", "the board mailed an article saying".
func (s *scan) isPassedOn(a *Attribution) bool {
	i := s.tokenAt(a.Cue.Start)
	if s.tokens[i].hash == accordingHash {
		return s.isFrameBefore(i)
	}
	if len(a.Quotations) > 0 && a.Content[0].Start > a.Cue.Start && s.isSeeing(i) {
		return true
	}
	return s.isDocumentSaying(i, a) || a.Content[0].Start < a.Cue.Start && s.isAnotherSaying(i)
}

// isSeeing reports whether the cue at token i tells of whom somebody sees or hears: "Lund saw a woman crying “…”".
func (s *scan) isSeeing(i int) bool {
	if !perceptions[s.tokens[i].lemma] || i+1 >= len(s.tokens) {
		return false
	}
	m := s.mentionAt(i + 1)
	return m != noSource && s.isSomebody(&s.mentions[m])
}

// isFrameBefore reports whether a verb of speech stands between a quotation and token i of its sentence, or of the one behind it.
func (s *scan) isFrameBefore(i int) bool {
	said := false
	for k := i - 1; k >= 0 && s.tokens[k].para == s.tokens[i].para && s.tokens[k+1].sent == s.tokens[i].sent; k-- {
		if s.tokens[k].quote >= 0 {
			return said
		}
		said = said || s.tokens[k].in(speech) && s.tokens[k].tag.isFinite()
	}
	return false
}

// isAnotherSaying reports whether behind the verb at token i somebody stands who is "saying" something.
func (s *scan) isAnotherSaying(i int) bool {
	m := s.mentionAt(min(i+1, len(s.tokens)-1))
	if m == noSource || int(s.mentions[m].from) != i+1 {
		return false
	}
	t := s.around(int(s.mentions[m].to)-1, 1)
	return t.tag == tagGerund && t.in(speech) && s.ofPeopleMeant(m)
}

func (s *scan) ofPeopleMeant(m int32) bool {
	x := &s.mentions[m]
	return x.kind == pronoun || x.entity >= 0 && s.entities[x.entity].kind == Person
}

// isDocumentSaying reports whether the cue at token i is the "saying" of a document right before it, which is not the source of a.
func (s *scan) isDocumentSaying(i int, a *Attribution) bool {
	before, t := s.around(i, -1), &s.tokens[i]
	return documents[before.hash] && strings.HasSuffix(s.text[t.Start:t.End], "ing") && (before.Start < a.Source.Start || before.Start >= a.Source.End)
}

// isWord reports whether a name may be a word that opens a sentence: "Pictures indicate that …".
func (s *scan) isWord(e *entity) bool {
	x := &s.mentions[e.mention]
	h := &s.tokens[x.head]
	return e.count == 1 && x.from == x.head && x.from == s.first[h.sent] && h.is(plural) && (s.common[h.hash] || s.isDoubtful(e))
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
