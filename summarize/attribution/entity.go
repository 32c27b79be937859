package attribution

import (
	"slices"
	"unicode/utf8"

	"parley/summarize/attribution/language"
)

// An entity is the merging of mentions, under construction. Its index in scan.entities is what mentions point to.
type entity struct {
	mention  int32 // the fullest mention: the one that its name is read from
	count    int32 // mentions by name
	so       int32 // of these, how many stand before the mention that is being resolved
	said     int32 // of these, how many are the source of a likely cue
	kind     EntityKind
	gender   class // male, female or 0
	plural   bool
	which    bool  // "which" goes on about it: no person
	role     int32 // the mention that tells the role, or -1
	surname  uint64
	given    uint64
	headword uint64   // lemma of a nominal's head
	called   bodySort // what the noun tells that meant it last, of a body whose name tells nothing
}

// An index finds entities by the words of their names.
type index struct {
	surname, given, whole map[uint64][]int32
}

// resolveNames merges the named mentions: full names first, so that a surname in the headline finds the full name that
// the article gives later; whole names of headlines last.
func (s *scan) resolveNames() {
	ix := index{surname: map[uint64][]int32{}, given: map[uint64][]int32{}, whole: map[uint64][]int32{}}
	s.mergeFullNames(&ix)
	s.mergeShortNames(&ix)
	for m := range s.mentions {
		if x := &s.mentions[m]; x.kind == named && x.entity < 0 {
			s.mergeHeadline(&ix, int32(m))
		}
	}
}

func (s *scan) mergeFullNames(ix *index) {
	for m := range s.mentions {
		if x := &s.mentions[m]; x.kind == named && !s.isShort(x) && !s.isDoubtfulHeading(x) {
			s.mergeFull(ix, int32(m))
		}
	}
}

// mergeShortNames merges the names of one word, in the order of the text, and counts how often each entity is named before.
func (s *scan) mergeShortNames(ix *index) {
	titled := s.titledGenders()
	for m := range s.mentions {
		x := &s.mentions[m]
		if x.kind == named && s.isShort(x) {
			s.mergeShort(ix, int32(m), titled)
		}
		if x.kind == named && x.entity >= 0 && !s.inHeadline(x) {
			s.entities[x.entity].so++
		}
	}
}

// titledGenders are, by name, the genders of the titles that stand before it alone: of "Mr. Lund", male. Where they are all a
// man's, a bare "Lund" is not Anna Lund.
func (s *scan) titledGenders() map[uint64]class {
	titled := map[uint64]class{}
	for m := range s.mentions {
		if x := &s.mentions[m]; x.kind == named && s.isShort(x) {
			titled[s.tokens[x.name].hash] |= s.genderOf(x)
		}
	}
	return titled
}

// nameEnd is the last token of the name that is not "Jr." or the like.
func (s *scan) nameEnd(x *mention) int32 {
	end := x.head
	for end > x.name && s.tokens[end].in(nameSuffix) {
		end--
	}
	return end
}

// isShort reports whether a name is one word, as a family name alone is.
func (s *scan) isShort(x *mention) bool { return s.nameEnd(x) == x.name }

// wholeName hashes all the words of a name.
func (s *scan) wholeName(x *mention) uint64 {
	h := uint64(fnvOffset)
	for i := x.name; i <= s.nameEnd(x); i++ {
		h = (h ^ s.tokens[i].hash) * fnvPrime
	}
	return h
}

// initials hashes the acronym of a name as if it were a word.
func (s *scan) initials(x *mention) uint64 {
	h := uint64(fnvOffset)
	for i := x.name; i <= s.nameEnd(x); i++ {
		if t := &s.tokens[i]; t.is(capital) {
			h = (h ^ uint64(language.Fold(rune(s.text[t.Start])))) * fnvPrime
		}
	}
	return h
}

func (s *scan) mergeFull(ix *index, m int32) {
	x := &s.mentions[m]
	whole := s.wholeName(x)
	for _, e := range ix.whole[whole] {
		if !s.isOfElder(e, x) {
			s.join(m, e)
			return
		}
	}
	given, surname := s.tokens[x.name].hash, s.tokens[s.nameEnd(x)].hash
	if !s.tokens[s.nameEnd(x)].in(bodyWord) {
		for _, e := range recent(ix.surname[surname]) {
			if !s.isOfElder(e, x) && (s.sameGiven(&s.entities[e], x) || s.sameFamily(&s.entities[e], x)) {
				s.join(m, e)
				return
			}
		}
	}
	e := s.newEntity(m)
	ent := &s.entities[e]
	ent.given, ent.surname = given, surname
	ix.whole[whole] = append(ix.whole[whole], e)
	ix.surname[surname] = append(ix.surname[surname], e)
	if ent.kind == Person {
		ix.given[given] = append(ix.given[given], e)
	} else {
		ix.whole[s.initials(x)] = append(ix.whole[s.initials(x)], e)
	}
}

// isOfElder reports whether x has "Jr." or the like, and the text has called entity e by the same name without it before: "Karl Lund and Karl
// Lund Jr." are two. Who has it at first may have it no more later on, and a headline leaves it out.
func (s *scan) isOfElder(e int32, x *mention) bool {
	ent := &s.entities[e]
	if s.nameEnd(x) == x.head || ent.kind != Person || ent.mention < 0 {
		return false
	}
	elder := &s.mentions[ent.mention]
	return s.nameEnd(elder) == elder.head && !s.headlines[s.tokens[elder.head].sent]
}

// recent is the end of a list of entities of one surname, which only a made-up text can have many of.
func recent(list []int32) []int32 { return list[max(0, len(list)-64):] }

// sameGiven reports whether the first name or initial of x fits the entity's.
func (s *scan) sameGiven(e *entity, x *mention) bool {
	a, b := &s.tokens[s.mentions[e.mention].name], &s.tokens[x.name]
	if a.hash == b.hash || e.given == b.hash {
		return true
	}
	if g := s.genderOf(x); g != 0 && e.gender != 0 && g != e.gender {
		return false
	}
	p, q := s.text[a.Start:a.End], s.text[b.Start:b.End]
	initial := a.is(dotted) || b.is(dotted)
	if s.lex.Code != "en" { // the rules of short forms below are English
		return initial && sameFirst(p, q)
	}
	return p[0] == q[0] && (initial || sharesBeginning(p, q)) || s.lex.Nicknames(a.hash, b.hash)
}

// sameFirst reports whether two words begin with the same letter.
func sameFirst(p, q string) bool {
	first, _ := utf8.DecodeRuneInString(p)
	second, _ := utf8.DecodeRuneInString(q)
	return first == second
}

// sharesBeginning reports whether one of two English first names can be short for the other, as "Tom" is for "Thomas".
func sharesBeginning(p, q string) bool { return len(p) > 2 && len(q) > 2 && p[:2] == q[:2] }

// sameFamily reports whether one of a person's name and x is the end of the other, a family name of two words: "Vega Lund" of "Ida Vega
// Lund", "de Lund" of "Ida de Lund".
func (s *scan) sameFamily(e *entity, x *mention) bool {
	y := &s.mentions[e.mention]
	if e.kind != Person || s.kindOf(x) != Person || y.kind != named {
		return false
	}
	i, j := s.nameEnd(x), s.nameEnd(y)
	short := x
	if j-y.name < i-x.name {
		short = y
	}
	if s.tokens[short.name].in(givenName) { // "Poor Ida Lund" is no fuller name than hers
		return false
	}
	for i >= x.name && j >= y.name {
		if s.tokens[i].hash != s.tokens[j].hash {
			return false
		}
		i, j = i-1, j-1
	}
	return true
}

// isKin reports whether entity e is called somebody's kin where it has its full name: "his daughter, Ida Lund".
func (s *scan) isKin(e *entity) bool { return s.isKinBefore(&s.mentions[e.mention]) }

func (s *scan) isKinBefore(x *mention) bool {
	before := s.around(int(x.name), -1)
	if before.sign == ',' {
		before = s.around(int(x.name), -2)
	}
	return x.name < x.head && kinNouns[before.hash]
}

func (s *scan) mergeShort(ix *index, m int32, titled map[uint64]class) {
	x := &s.mentions[m]
	h := s.tokens[x.name].hash
	if to := s.bodyEnd(x); to > 0 {
		s.mergeBody(ix, m, s.hashTokens(x.name, int32(to)), h)
		return
	}
	g := s.genderOf(x)
	if t := titled[h]; g == 0 && t != male|female {
		g = t
	}
	for _, list := range [][]int32{ix.surname[h], ix.given[h], ix.whole[h]} {
		if e := s.mostProminent(list, g); e >= 0 && !s.isNamesake(e, x) {
			s.join(m, e)
			if s.entities[e].role == m && s.hasNamesake(ix.surname[h], e) {
				s.entities[e].role = -1 // "President Lund" may be the other one
			}
			return
		}
	}
	e := s.newEntity(m)
	s.entities[e].surname = h
	ix.surname[h] = append(ix.surname[h], e)
}

// bodyEnd is one past the words that tell which one is meant by a body's noun alone, "Department of Homeland Security", or 0.
func (s *scan) bodyEnd(x *mention) int {
	end := int(x.head) + 1
	if !s.tokens[x.name].in(bodyWord) || end+1 >= len(s.tokens) || !s.tokens[end].in(partOf) || !s.isCapitalWord(end+1, int(x.head)) {
		return 0
	}
	if to := s.withComplement(end); to > end {
		return to
	}
	return 0
}

// mergeBody merges mention m with the body of the same whole name, or makes it one that its noun alone, too, can mean from here on.
func (s *scan) mergeBody(ix *index, m int32, whole, noun uint64) {
	if es := ix.whole[whole]; len(es) > 0 {
		s.join(m, es[0])
		return
	}
	e := s.newEntity(m)
	s.entities[e].surname = noun
	ix.whole[whole] = append(ix.whole[whole], e)
	ix.surname[noun] = append(ix.surname[noun], e)
}

// hasNamesake reports whether a list of a family has somebody besides entity e whom the text names in full and in his own right.
func (s *scan) hasNamesake(list []int32, e int32) bool {
	return slices.ContainsFunc(recent(list), func(other int32) bool {
		x := &s.entities[other]
		return other != e && x.kind == Person && x.given != 0 && !s.isLesser(x)
	})
}

// isNamesake reports whether mention x, a family name with an office, is not entity e of that family, who has none: neither the daughter of
// "Vice President Lund" nor a Lund Jr. is meant.
func (s *scan) isNamesake(e int32, x *mention) bool {
	ent := &s.entities[e]
	if ent.role >= 0 || !s.hasRole(x) {
		return false
	}
	return s.isKin(ent) || s.isJunior(ent)
}

// goesBefore reports whether a family name alone means entity e rather than another one: who is named more often so far. Who is named in full
// only later is seldom meant.
func (s *scan) goesBefore(e, other *entity) bool {
	if lesser := s.isLesser(e); lesser != s.isLesser(other) {
		return !lesser
	}
	if e.so != other.so {
		return e.so > other.so
	}
	return e.count > other.count
}

func (s *scan) isLesser(e *entity) bool { return e.role < 0 && (s.isKin(e) || s.isJunior(e)) }

// isJunior reports whether entity e has "Jr." or the like behind a given and a family name; others have an initial before it.
func (s *scan) isJunior(e *entity) bool {
	x := &s.mentions[e.mention]
	return s.nameEnd(x) < x.head && s.nameEnd(x) == x.name+1
}

// mostProminent is the entity of the list that fits the gender and is named most often, or -1. Somebody's kin and a junior are called by the
// family name alone only where nobody else is.
func (s *scan) mostProminent(list []int32, g class) int32 {
	best := int32(-1)
	for _, e := range recent(list) {
		x := &s.entities[e]
		if g != 0 && x.gender != 0 && x.gender != g {
			continue
		}
		if best < 0 || s.goesBefore(x, &s.entities[best]) {
			best = e
		}
	}
	return best
}

// join makes mention m one of entity e's.
func (s *scan) join(m, e int32) {
	x, ent := &s.mentions[m], &s.entities[e]
	x.entity = e
	ent.count++
	if ent.kind == Organisation && s.hasHonorific(x) { // "Mr. Fox" is no broadcaster
		ent.kind = Person
	}
	if g := s.genderOf(x); ent.gender == 0 && ent.kind == Person {
		ent.gender = g
	}
	if old := &s.mentions[ent.mention]; x.kind == named && (old.kind != named || x.head-x.name > old.head-old.name) {
		ent.mention = m
	}
	if x.kind == named && ent.role < 0 && s.hasRole(x) && !s.isObject(ent, x) {
		ent.role = m
	}
}

// hasHonorific reports whether "Mr." or the like stands right before the name, which it does before persons' alone.
func (s *scan) hasHonorific(x *mention) bool {
	return x.kind == named && x.name > x.from && s.tokens[x.name-1].in(honorific) && s.tokens[x.name-1].hash != saintHash
}

// isOwnedByName reports whether the article in mention x is that of whose it is: in "the Halvik Herald's Jonas Lie" it says nothing of him.
func (s *scan) isOwnedByName(x *mention) bool {
	return x.owner >= 0 && s.mentions[x.owner].kind == named && x.name < x.head
}

// hasRole reports whether words that tell a role stand before the name in the mention: "Russian President", not "Mr.".
func (s *scan) hasRole(x *mention) bool {
	if t := &s.tokens[x.from]; s.lex.Code == "en" && t.tag == tagDet && !t.in(definite) && x.owner < 0 && s.around(int(x.from), 1).in(title) {
		return false // "a President Lund" is what he would be
	}
	for i := x.from; i < x.name; i++ {
		if t := &s.tokens[i]; (t.in(title) || t.in(groupNoun) || t.in(partisan)) && !t.in(honorific) {
			return true
		}
	}
	return false
}

// isObject reports whether the words before a family name alone are what its bearer does something to, and not what he is: "the judge Lund
// was referring to". In English, somebody who has a given name in the text is introduced by the whole name.
func (s *scan) isObject(e *entity, x *mention) bool {
	whole := &s.mentions[e.mention]
	return s.lex.Code == "en" && x.name == x.head && x.name > x.from && whole.head > whole.name && s.tokens[x.from].tag == tagDet && !s.tokens[x.name-1].is(capital)
}

func (s *scan) newEntity(m int32) int32 {
	x := &s.mentions[m]
	h := &s.tokens[x.head]
	e := entity{mention: m, role: -1, headword: h.lemma, kind: s.kindOf(x), gender: s.genderOf(x)}
	if e.kind != Person {
		e.gender = 0
	}
	e.plural = x.kind == nominal && (h.is(plural) || manyPeople[h.hash])
	s.entities = append(s.entities, e)
	s.join(m, int32(len(s.entities)-1))
	return int32(len(s.entities) - 1)
}

// genderOf is what a mention's own words tell of gender.
func (s *scan) genderOf(x *mention) class {
	for i := x.from; i < x.to; i++ {
		t := &s.tokens[i]
		if i == x.name && x.kind == named && x.head > x.name {
			if g := t.class & givenName; g == maleName {
				return male
			} else if g == femaleName {
				return female
			}
		}
		if g := t.class & (male | female); g != 0 && (i < x.name || x.kind == nominal && i == x.head) {
			return g
		}
	}
	return 0
}

// manyPeople are plurals without an -s.
var manyPeople = hashWords("people", "men", "women", "children", "police")
