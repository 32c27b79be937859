package attribution

import (
	"cmp"
	"slices"
	"strings"
)

// resolveNominal merges a nominal with the name it stands beside, or with what it names again; else it is an entity of its own.
func (s *scan) resolveNominal(m int32) {
	if e := s.apposed(m); e >= 0 {
		s.join(m, e)
		if s.entities[e].role < 0 {
			s.entities[e].role = m
		}
		return
	}
	if e := s.namedAgain(m); e >= 0 {
		s.join(m, e)
		return
	}
	s.newEntity(m)
}

// namedAgain is the entity before nominal m that it names again, or -1: who put out the document that it is, who holds the office, what has
// the same head, or a body.
func (s *scan) namedAgain(m int32) int32 {
	if e := s.issuer(m); e >= 0 {
		return e
	}
	if s.isIntroduced(&s.mentions[m]) {
		return -1
	}
	if e := s.onlyHolder(m); e >= 0 {
		return e
	}
	if e := s.ofThatAge(m); e >= 0 {
		return e
	}
	again := s.repeated(m)
	if again >= 0 && s.entities[again].mentionKind(s) == named {
		return again
	}
	body, meant := max(s.onlyBody(m), s.bodyDescribed(m)), s.bodyMeant(m) // bodyMeant is asked in any case: what it finds counts as a body from here on
	return cmp.Or(body+1, meant+1, again+1) - 1                           // a name before a noun that has none
}

// isIntroduced reports whether a nominal's article says that the text has not spoken of it before: "a senator".
func (s *scan) isIntroduced(x *mention) bool {
	first := &s.tokens[x.from]
	return first.in(indefinite) || first.tag == tagDet && !first.in(definite)
}

// nominalReach is how many mentions back a nominal's entity is looked for.
const nominalReach = 4 * maxReach

// repeated is the nearest entity before nominal m whose noun or office m repeats, or -1.
func (s *scan) repeated(m int32) int32 {
	x := &s.mentions[m]
	canRepeatOffice := s.isOfficeAlone(x)
	for k := m - 1; k >= 0 && k > m-nominalReach; k-- {
		y := &s.mentions[k]
		if y.entity < 0 || y.entity == x.owner {
			continue
		}
		if y.kind == nominal && s.sameNoun(x, y) && !s.isTaken(y.entity, m) && !(s.isCutShort(k, m) && s.hasRivalBody(y.entity, m, nounSorts[s.tokens[x.head].hash], true)) || y.kind == named && canRepeatOffice && s.repeatsOffice(x, &s.entities[y.entity]) {
			return y.entity
		}
	}
	return -1
}

// isTaken reports whether nominal m is a noun for a body that by now means another one than entity e: one that is surely a body and
// says something behind all that means e.
func (s *scan) isTaken(e, m int32) bool {
	noun, ok := s.bodyNounAt(m)
	for k := m - 1; ok && noun&businesses != 0 && k >= 0 && !s.namesAgain(k, e); k-- {
		if s.speaks[k] && s.leadsSentence(k) && s.fitsNoun(k, noun) && s.canBeBody(s.mentions[k].entity) {
			return true
		}
	}
	return false
}

// isOfficeAlone reports whether a nominal is one title with a definite article, and nobody's: "the president".
func (s *scan) isOfficeAlone(x *mention) bool {
	h := &s.tokens[x.head]
	return s.tokens[x.from].in(definite) && x.owner < 0 && h.in(title) && !h.is(plural)
}

// sameNoun reports whether nominal x can repeat y, which stands before it.
func (s *scan) sameNoun(x, y *mention) bool {
	h, g := &s.tokens[x.head], &s.tokens[y.head]
	return g.lemma == h.lemma && g.is(plural) == h.is(plural) && !s.isHeap(y) && s.sameModifiers(x, y)
}

// sameModifiers reports whether no proper name before the heads tells the two nominals apart.
func (s *scan) sameModifiers(x, y *mention) bool {
	if (x.owner >= 0) != (y.owner >= 0) && (x.owner >= 0 || !s.tokens[x.from].in(definite)) { // "the Lund campaign" is "Ida Lund's campaign"
		return false
	}
	if s.isLesserOffice(y) && !s.isLesserOffice(x) {
		return false
	}
	if x.owner >= 0 && y.owner >= 0 && !s.sameOwner(x, y) {
		return false
	}
	seen := 0
	for i := x.from; i < x.head; i++ {
		t := &s.tokens[i]
		if t.tag == tagDet {
			continue
		}
		if !s.hasModifier(y, t.hash) {
			return false
		}
		seen++
	}
	return seen > 0 || s.tokens[x.from].in(definite) || y.head == y.from
}

// isLesserOffice reports whether a word before the head says that it is not the office itself: "the shadow chancellor", "the former mayor".
func (s *scan) isLesserOffice(x *mention) bool {
	for i := x.from; i < x.head; i++ {
		if notInOffice[s.tokens[i].hash] {
			return true
		}
	}
	return false
}

var notInOffice = hashWords("shadow", "former", "deputy", "vice", "assistant", "acting", "ex", "then", "opposition")

// sameOwner reports whether the same one owns two mentions that both have an owner.
func (s *scan) sameOwner(x, y *mention) bool {
	e := s.mentions[x.owner].entity
	return e >= 0 && e == s.mentions[y.owner].entity
}

// hasModifier reports whether the word stands before the head of a nominal.
func (s *scan) hasModifier(y *mention, word uint64) bool {
	for i := y.from; i < y.head; i++ {
		if s.tokens[i].hash == word {
			return true
		}
	}
	return false
}

// repeatsOffice reports whether mention x, a title, is the one that the entity has.
func (s *scan) repeatsOffice(x *mention, e *entity) bool {
	return s.roleHas(e, s.tokens[x.head].lemma) && !s.isOfOtherState(x, e) && !s.isOfOtherParty(x, &s.mentions[e.role])
}

// isOfOtherParty reports whether two mentions name two political parties: "the Republican nominee" is not the Democratic one.
func (s *scan) isOfOtherParty(x, y *mention) bool {
	a, b := s.politicalParty(x), s.politicalParty(y)
	return a != "" && b != "" && a != b
}

// politicalParty is the party that a word of a mention names, or "".
func (s *scan) politicalParty(x *mention) string {
	table := partyNames()
	for i := x.from; i < x.to; i++ {
		h := s.hashTokens(i, i+1)
		for _, p := range []Party{table.adjs[h], table.byName[h]} {
			if p.Kind == "political party" {
				return p.Name
			}
		}
	}
	return ""
}

// isOfOtherState reports whether mention x is a president of a state that is not told of the entity's: "the French president" is not President
// Doe, whom English news calls so without a country at home alone.
func (s *scan) isOfOtherState(x *mention, e *entity) bool {
	r := &s.mentions[e.role]
	if s.tokens[x.head].lemma != presidentLemma || s.tokens[r.to-1].sent == s.tokens[min(int(r.to)+1, len(s.tokens)-1)].sent && s.around(int(r.to)-1, 1).in(partOf) {
		return false
	}
	for i := x.from; i < x.head; i++ {
		if p, ok := partyNames().adjs[s.hashTokens(i, i+1)]; ok && p.Kind == "state" && p.Name != home && !slices.ContainsFunc(s.tokens[r.from:r.to], func(t token) bool { return t.hash == s.tokens[i].hash }) {
			return true
		}
	}
	return false
}

var presidentLemma = stem("president")

// roleHas reports whether the entity's role holds the word.
func (s *scan) roleHas(e *entity, lemma uint64) bool {
	if e.role < 0 {
		return false
	}
	r := &s.mentions[e.role]
	for i := r.from; i < r.to; i++ {
		if s.tokens[i].lemma == lemma {
			return true
		}
	}
	return false
}

// onlyHolder is the one person before mention m whose title is another word for its head: "the senator" is Sen. Doe, where
// the text has no other senator. -1 where there are several, or words that tell which ("the Ohio senator").
func (s *scan) onlyHolder(m int32) int32 {
	x := &s.mentions[m]
	office := s.lex.Office(s.tokens[x.head].lemma)
	if office == 0 || x.owner >= 0 || x.to != x.head+1 || !s.tokens[x.from].in(definite) || !s.tellsOnlyTerms(x) {
		return -1
	}
	return s.onlyBefore(m, func(y *mention) bool {
		e := &s.entities[y.entity]
		return e.kind == Person && e.role >= 0 && s.holds(e, office)
	})
}

// onlyBody is the one body before mention m whose name ends in its head: "the union" is the Harbour Workers’ Union, where the text has no other
// union. -1 where there are several, or words that tell which.
func (s *scan) onlyBody(m int32) int32 {
	x := &s.mentions[m]
	h := &s.tokens[x.head]
	if x.owner >= 0 || !s.isBareDefinite(x) || !h.in(bodyNoun|bodyWord) || h.is(plural) || documents[h.hash] {
		return -1
	}
	return s.onlyBefore(m, func(y *mention) bool { return y.kind == named && s.tokens[y.head].lemma == h.lemma })
}

// onlyBefore is the one entity before mention m of which a mention fits, or -1 where there is none, or several.
func (s *scan) onlyBefore(m int32, fits func(y *mention) bool) int32 {
	found := int32(-1)
	for k := m - 1; k >= 0 && k > m-nominalReach; k-- {
		y := &s.mentions[k]
		if y.entity < 0 || y.entity == found || !fits(y) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = y.entity
	}
	return found
}

// isBareDefinite reports whether a nominal is a definite article and a noun, with nothing that tells which one: "the union".
func (s *scan) isBareDefinite(x *mention) bool {
	return x.head == x.from+1 && x.to == x.head+1 && s.tokens[x.from].in(definite)
}

// tellsOnlyTerms reports whether nothing stands before the head of a nominal that tells which one is meant: "the senator", "the
// four-term senator".
func (s *scan) tellsOnlyTerms(x *mention) bool {
	for i := x.from + 1; i < x.head; i++ {
		if t := &s.tokens[i]; !t.is(hyphened) || t.is(capital) || !strings.HasSuffix(s.text[t.Start:t.End], "-term") && !strings.HasSuffix(s.text[t.Start:t.End], "-old") {
			return false
		}
	}
	return true
}

// holds reports whether the entity's role has a word for the office.
func (s *scan) holds(e *entity, office uint64) bool {
	r := &s.mentions[e.role]
	for i := r.from; i < r.to; i++ {
		if s.lex.Office(s.tokens[i].lemma) == office {
			return true
		}
	}
	return false
}

// apposed is the entity whose name stands beside mention m, set off by commas or touching it: "Jane Doe, a senator,"
// "his wife, Jane Doe,". It is -1 when there is none.
func (s *scan) apposed(m int32) int32 {
	x := &s.mentions[m]
	if !s.tellsWhoOneIs(&s.tokens[x.head]) {
		return -1
	}
	if e := s.apposedBefore(x); e >= 0 {
		return e
	}
	if s.isOfficeToHave(x) {
		return -1
	}
	return s.apposedBehind(m)
}

// tellsWhoOneIs reports whether the noun h says of one person who that is.
func (s *scan) tellsWhoOneIs(h *token) bool {
	return (h.in(title|groupNoun|male|female|partisan) || callings[h.hash]) && !h.in(bodyNoun) && !h.is(plural)
}

// callings are what people are, and no title before a name.
var callings = hashWords("superintendent", "actor", "actress", "singer", "rapper", "comedian", "coach", "principal", "surgeon", "physician", "scientist", "photographer",
	"musician", "designer", "novelist", "playwright", "rabbi", "imam", "banker", "barrister", "solicitor", "trader", "farmer", "teacher", "driver", "engineer",
	"researcher", "biologist", "oceanographer", "geologist", "historian", "co-founder", "founder", "pensioner", "resident", "editor-in-chief")

// apposedBefore is the person named before nominal x and its comma, or -1: "Jane Doe, a senator,".
func (s *scan) apposedBefore(x *mention) int32 {
	end := s.beforeApposition(int(x.from))
	if end < 0 || s.tokens[end].sent != s.tokens[x.head].sent || s.ends[end] < 0 {
		return -1
	}
	y := &s.mentions[s.ends[end]]
	joined := s.around(int(y.from), -1).tag == tagConj // "Doe and Roe, a senator"
	if joined || !s.namesPerson(y) || !s.closesApposition(int(x.to)) {
		return -1
	}
	return y.entity
}

// apposedBehind is the person named behind nominal m, which a complement may go on with, or -1: "his wife, Jane Doe,", "the judge Jane Doe".
func (s *scan) apposedBehind(m int32) int32 {
	x := &s.mentions[m]
	to := int(x.to)
	if s.around(int(x.from), -1).tag != tagPrep {
		to = s.withComplement(to)
	}
	if to >= len(s.tokens) || s.tokens[to].sent != s.tokens[x.head].sent {
		return -1
	}
	for k := m + 1; k < int32(len(s.mentions)) && int(s.mentions[k].from) <= to+1; k++ {
		y := &s.mentions[k]
		if s.namesPerson(y) && (s.touches(x, y, to) || s.isSetOff(y, to)) {
			return y.entity
		}
	}
	return -1
}

// namesPerson reports whether a mention is the name of a person.
func (s *scan) namesPerson(x *mention) bool {
	return x.kind == named && s.entities[x.entity].kind == Person
}

// touches reports whether name y begins at token to, where nominal x ends, and is no subject of a clause about it.
func (s *scan) touches(x, y *mention, to int) bool {
	return int(y.from) == to && !s.isOfClause(x, y)
}

// isSetOff reports whether name y stands behind the comma at token comma, and can end there.
func (s *scan) isSetOff(y *mention, comma int) bool {
	return int(y.from) == comma+1 && s.tokens[comma].sign == ',' && s.closesApposition(int(y.to))
}

// isOfficeToHave reports whether nominal x is an office that somebody would have.
func (s *scan) isOfficeToHave(x *mention) bool {
	return wouldBe[s.around(int(x.from), -1).hash] && s.tokens[x.from].tag != tagDet
}

// wouldBe are words before an office without an article that somebody would have, in no apposition with the name behind it: "as president, Lund
// would".
var wouldBe = hashWords("be", "as", "become", "been", "being")

// isOfClause reports a family name right behind "the judge": it opens a clause of his own more often than it names the judge ("the judge
// Doe referred to"), whom news would call by his whole name there.
func (s *scan) isOfClause(x, y *mention) bool {
	return s.lex.Code == "en" && s.tokens[x.from].in(definite) && y.from == y.name && s.isShort(y)
}

// beforeApposition is the token before the comma that sets off what begins at token i, a bracket such as "(R-Ohio)" passed
// over, or -1.
func (s *scan) beforeApposition(i int) int {
	if i < 2 || s.tokens[i-1].sign != ',' {
		return -1
	}
	end := i - 2
	if s.tokens[end].sign == ')' {
		for k := end - 1; k > 0 && k > end-8; k-- {
			if s.tokens[k].sign == '(' {
				return k - 1
			}
		}
	}
	return end
}

// closesApposition reports whether what begins at token i can end or extend an apposition: a comma, a full stop, or
// words that go on about the same noun.
func (s *scan) closesApposition(i int) bool {
	if i >= len(s.tokens) {
		return true
	}
	t := &s.tokens[i]
	if t.tag == tagConj && i+1 < len(s.tokens) { // "president and CEO"
		t = &s.tokens[i+1]
		return t.in(title|groupNoun) || t.is(allCaps)
	}
	return t.sign == ',' || t.sign == '.' || t.sign == ')' || t.sign == '—' || t.tag == tagPrep || t.tag == tagWh || t.in(relative)
}
