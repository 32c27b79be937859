package attribution

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parley/summarize/attribution/language"
)

// assemble turns the cues and choices into the reading's attributions.
func (s *scan) assemble(r *Reading) {
	s.splitReopened()
	chosen := make([][]int, len(s.cues)) // the quotations of each cue
	for q, c := range s.choices {
		if c.kind == byCue {
			chosen[c.cue] = append(chosen[c.cue], q)
			s.quotations[q].Speech = true
		}
	}
	for i := range s.cues {
		s.attribute(r, i, chosen[i])
	}
	r.Attributions = slices.DeleteFunc(r.Attributions, func(a Attribution) bool { return len(a.Sentences) == 0 }) // marks around nothing say nothing
	s.exportEntities(r)
	slices.SortStableFunc(r.Attributions, func(a, b Attribution) int { return a.Content[0].Start - b.Content[0].Start })
	for i := range r.Attributions {
		for _, q := range r.Attributions[i].Quotations {
			if old := s.quotations[q].Attribution; old < 0 || r.Attributions[old].Kind == Indirect {
				s.quotations[q].Attribution = i
			}
		}
	}
	r.Quotations = s.quotations
}

// attribute appends the attributions of cue i: one of what it says in its own words, quotations among them included, and
// one of the quotations that stand apart.
func (s *scan) attribute(r *Reading, i int, quotes []int) {
	c := &s.cues[i]
	if !c.states && len(quotes) == 0 {
		return
	}
	a := Attribution{Kind: Indirect, Cue: s.cueSpan(c), Speaker: -1}
	if c.channel != noSource {
		a.Channel = s.entityName(s.mentions[c.channel].entity)
	}
	a.Position = s.tokens[c.head].in(stance)
	var apart []int
	if c.states {
		from, to := s.content(c)
		for _, q := range quotes {
			if s.quotations[q].Start >= s.tokens[from].Start && s.quotations[q].Start < s.tokens[to-1].End {
				a.Quotations = append(a.Quotations, q)
			} else {
				apart = append(apart, q)
			}
		}
		if len(a.Quotations) > 0 || s.quoteBetween(from, to) {
			a.Kind = Mixed
		}
		a.Content = []Span{s.span(from, to)}
		a.Sentences = s.sentencesOf(a.Content)
		s.judge(&a, c)
		r.Attributions = append(r.Attributions, a)
	} else {
		apart = quotes
	}
	if len(apart) == 0 {
		return
	}
	a.Kind, a.Quotations, a.Content = Direct, apart, nil
	for _, q := range apart {
		a.Content = append(a.Content, s.quotations[q].Span)
	}
	a.Sentences = s.sentencesOf(a.Content)
	s.judge(&a, c)
	r.Attributions = append(r.Attributions, a)
}

func (s *scan) span(from, to int) Span { return Span{s.tokens[from].Start, s.tokens[to-1].End} }

// cueSpan is the cue's head; empty for a signature, whose head is a sign or the name itself.
func (s *scan) cueSpan(c *cueing) Span {
	span := s.tokens[c.head].Span
	if c.goesOn || s.tokens[c.head].kind != word || c.source != noSource && s.mentions[c.source].from == c.head {
		span.End = span.Start
	}
	return span
}

// sentencesOf are the indices of the sentences that the spans touch.
func (s *scan) sentencesOf(spans []Span) []int {
	var out []int
	for _, sp := range spans {
		for i := s.tokenAt(sp.Start); i < len(s.tokens) && s.tokens[i].Start < sp.End; i++ {
			if n := int(s.tokens[i].sent); len(out) == 0 || out[len(out)-1] < n {
				out = append(out, n)
			}
		}
	}
	return out
}

// content is the tokens [from, to) of what a cue of indirect speech says: the clause after it, or, where the cue and its
// source end the sentence, the clause before.
func (s *scan) content(c *cueing) (from, to int) {
	first, last := int(s.first[s.tokens[c.head].sent]), int(s.first[s.tokens[c.head].sent+1])
	if c.goesOn {
		return s.tidy(first, last)
	}
	if from, to, ok := s.accordingContent(c); ok {
		return s.trim(from, to)
	}
	from, to = int(c.head)+1, last
	if c.source != noSource {
		if x := &s.mentions[c.source]; int(x.from) > int(c.head) {
			from = int(x.to)
		}
	}
	from = s.clauseFrom(c, from, to)
	rest := 0
	for i := from; i < to; i++ {
		rest += boolInt(s.tokens[i].kind == word)
	}
	begin := s.cueStart(int(c.head))
	if c.source != noSource {
		begin = min(begin, int(s.mentions[c.source].from))
	}
	const clause = 5 // tokens that are one, at least
	if s.saidBefore(c, begin, from, to) || begin-first > clause && c.source != noSource && s.invertedSubject(int(c.head)) == c.source {
		return s.tidy(first, begin)
	}
	if rest < 4 {
		if begin-first > rest+1 {
			return s.tidy(first, begin)
		}
	}
	if from >= to {
		return int(c.head), int(c.head) + 1
	}
	return s.tidy(from, to)
}

// tidy takes the signs and joining words off the ends of [from, to), leaving at least one token, and what says of what a
// number is.
func (s *scan) tidy(from, to int) (int, int) {
	for to-1 > from && s.tokens[to-1].kind == punct && !strings.ContainsRune(")?!%‰°€$£¥", s.tokens[to-1].sign) {
		to--
	}
	for from < to-1 && (s.tokens[from].kind == punct && !strings.ContainsRune("€$£¥", s.tokens[from].sign) || s.tokens[from].in(opener)) {
		from++
	}
	return from, to
}

// exportEntities writes the entities that have a name or speak into the reading, and makes its attributions point there.
func (s *scan) exportEntities(r *Reading) {
	ids := make([]int, len(s.entities))
	speaks := make([]bool, len(s.entities))
	for i := range r.Attributions {
		if e := r.Attributions[i].Speaker; e >= 0 {
			speaks[e] = true
		}
		for _, other := range r.Attributions[i].Others {
			speaks[other.Entity] = true
		}
	}
	of := make([][]int32, len(s.entities))
	for i := range s.mentions {
		if e := s.mentions[i].entity; e >= 0 {
			of[e] = append(of[e], int32(i))
		}
	}
	for e := range s.entities {
		ids[e] = -1
		if !speaks[e] && s.entities[e].mentionKind(s) != named {
			continue
		}
		if name := s.entityName(int32(e)); name != "" {
			ids[e] = len(r.Entities)
			r.Entities = append(r.Entities, Entity{Kind: s.entities[e].kind, Name: name, Role: s.roleName(int32(e)), Party: s.partyOf(int32(e), name, of[e])})
			ent := &r.Entities[ids[e]]
			for _, i := range of[e] {
				ent.Mentions = append(ent.Mentions, s.span(int(s.mentions[i].from), int(s.mentions[i].to)))
			}
		}
	}
	for i := range r.Attributions {
		a := &r.Attributions[i]
		if a.Speaker >= 0 {
			a.Speaker = ids[a.Speaker]
		}
		for k := range a.Others {
			a.Others[k].Entity = ids[a.Others[k].Entity]
		}
		a.Others = slices.DeleteFunc(a.Others, func(c Candidate) bool { return c.Entity < 0 })
	}
}

// entityName is the fullest name the text gives an entity, or for a nominal its words with "his" replaced by whose.
func (s *scan) entityName(e int32) string {
	x := &s.mentions[s.entities[e].mention]
	switch x.kind {
	case pronoun:
		return ""
	case named:
		to := int(x.head) + 1
		if s.goesOnBehind(e, to) {
			to = s.withComplement(to)
		}
		return s.words(int(x.name), to)
	}
	from, to := int(x.from), s.withParticiple(int(x.to))
	if s.lex.Code != "en" && from+1 < to && s.tokens[from].tag == tagDet {
		return s.words(from+1, to)
	}
	if x.owner >= 0 {
		if o := &s.mentions[x.owner]; o.kind == pronoun {
			if o.entity < 0 || o.entity == e {
				return s.words(from+1, to)
			}
			return s.possessorName(&s.mentions[s.entities[o.entity].mention]) + s.words(from+1, to)
		}
	}
	if s.lex.Has(language.CapitalNouns) {
		return s.words(from, to)
	}
	return lowerFirst(s.words(from, to), &s.tokens[from])
}

// goesOnBehind reports whether the name of entity e has more words behind token to: "Museum of Tides", not "Museum in Halvik" or a state's
// with whatever stands behind it.
func (s *scan) goesOnBehind(e int32, to int) bool {
	if s.entities[e].kind == Person || to >= len(s.tokens) {
		return false
	}
	return s.lex.Code != "en" || s.entities[e].kind != State && !notOfNames[s.tokens[to].hash]
}

var notOfNames = hashWords("in", "from", "with", "at")

// possessorName is how the entity that mention x names the best possesses something: "Example Lines’s ". It is empty for what
// is neither a name nor somebody nor a body, which "its" seldom means.
func (s *scan) possessorName(x *mention) string {
	switch {
	case x.kind == named:
		return s.words(int(x.name), int(x.head)+1) + "’s "
	case x.kind == nominal && s.tokens[x.head].in(bodyNoun|groupNoun|title):
		return lowerFirst(s.words(int(x.from), int(x.head)+1), &s.tokens[x.from]) + "’s "
	}
	return ""
}

// withComplement extends a phrase that ends at token to by "of ..." and the like.
func (s *scan) withComplement(to int) int {
	for range 2 {
		if to+1 >= len(s.tokens) || s.tokens[to].sent != s.tokens[to-1].sent || !s.tokens[to].in(complement) || s.tokens[to+1].sent != s.tokens[to].sent {
			return to
		}
		next := -1
		for i := s.mentionsFrom[s.tokens[to].sent]; i < s.mentionsFrom[s.tokens[to].sent+1]; i++ {
			if x := &s.mentions[i]; int(x.from) == to+1 && x.kind != pronoun {
				next = int(x.to)
			}
		}
		if next < 0 {
			return to
		}
		to = s.withFields(next)
	}
	return to
}

// withFields extends a body's name that ends at token to by an "and" and more that it is for: "Department of Health and Human Services".
func (s *scan) withFields(to int) int {
	for to+2 < len(s.tokens) && s.tokens[to].sign == ',' && s.tokens[to-1].in(field) && s.tokens[to+1].in(field) && s.tokens[to+2].hash == andHash && s.isCapitalWord(to+1, to) && s.isCapitalWord(to+3, to) && s.tokens[to+3].in(field) {
		to += 2 // "Ministry of Natural Resources, Energy and Mining"
	}
	if to >= len(s.tokens) || s.tokens[to].hash != andHash || !s.tokens[to-1].in(field) {
		return to
	}
	end := to + 1
	for s.isCapitalWord(end, to) && s.tokens[end].in(field) {
		end++
	}
	if end == to+1 || s.isCapitalWord(end, to) {
		return to // another body
	}
	return end
}

// withParticiple extends a nominal that ends at token to by its complement or by what was done to it: "people briefed on
// the talks".
func (s *scan) withParticiple(to int) int {
	if to+1 < len(s.tokens) && (s.tokens[to].tag == tagPart || s.tokens[to].tag == tagPast || s.tokens[to].tag == tagGerund) && s.tokens[to].class&speech == 0 &&
		s.tokens[to+1].in(complement|preposition) && s.tokens[to+1].sent == s.tokens[to-1].sent {
		if end := s.withComplement(to + 1); end > to+1 {
			return end
		}
	}
	return s.withComplement(to)
}

// words is the text of tokens [from, to), its white space as one blank.
func (s *scan) words(from, to int) string {
	if from >= to {
		return ""
	}
	w := s.text[s.tokens[from].Start:s.tokens[to-1].End]
	if strings.ContainsAny(w, "\n\t\r") || strings.Contains(w, "\u00a0") || strings.Contains(w, "  ") {
		w = strings.Join(strings.Fields(w), " ")
	}
	return w
}

// lowerFirst undoes the capital of a sentence's first word when the word is a function word or a plain noun.
func lowerFirst(w string, t *token) string {
	r, n := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(r) || t.is(allCaps) || t.tag == tagName || t.in(partisan) {
		return w
	}
	return string(unicode.ToLower(r)) + w[n:]
}

// roleName is the role that the article gives an entity, in its words.
func (s *scan) roleName(e int32) string {
	ent := &s.entities[e]
	if ent.role < 0 {
		return ""
	}
	x := &s.mentions[ent.role]
	from, to := int(x.from), int(x.name)
	if x.kind == nominal {
		to = s.withComplement(int(x.to))
	}
	for from < to && (s.tokens[from].tag == tagDet || s.tokens[from].in(determiner|possessive)) {
		from++
	}
	for to > from && s.tokens[to-1].sign == ',' { // "maire de Montbrac, Henri Delorme"
		to--
	}
	return s.words(from, to)
}
