package attribution

import "slices"

// A seenBody is a body of which the sentences before a noun for one speak.
type seenBody struct {
	entity int32
	leads  bool     // it is the subject of a sentence there
	tells  bool     // it says something there
	told   bodySort // what its name bears out of the noun
}

// bodyMeant is the entity that a noun for a body, "the group", means though no word of its name says so, or -1 where a reader would have a
// doubt. What several rules find counts by the first of them.
func (s *scan) bodyMeant(m int32) int32 {
	noun, ok := s.bodyNounAt(m)
	if !ok || !s.speaks[m] {
		return -1
	}
	all := s.bodiesBefore(m, 3, noun)
	for _, e := range []int32{onlyOne(all), s.onlyTold(m, noun, all), s.leaderBefore(m, noun, all), s.onlyTeller(m, noun, all)} {
		if e >= 0 && s.canBeBody(e) && !s.isOfPerson(m, e) && !s.hasUnnamedBody(e, m, noun) && !s.isNamedBehind(e, m) {
			s.entities[e].kind, s.entities[e].called = Organisation, noun|noun.wider()
			return e
		}
	}
	return -1
}

// isNamedBehind reports whether entity e is named in the sentence of mention m behind it: in "the company says it will sue Tidel" Tidel is another one.
func (s *scan) isNamedBehind(e, m int32) bool {
	sent, first := s.tokens[s.mentions[m].head].sent, s.tokens[s.mentions[s.entities[e].mention].name].hash
	for k := m + 1; k < s.mentionsFrom[sent+1]; k++ {
		if x := &s.mentions[k]; x.kind == named && (x.entity == e || s.tokens[x.name].hash == first) { // "Tidel" of Tidel Group
			return true
		}
	}
	return false
}

// bodyNounAt is what the noun of a nominal says of one body, where nothing else tells which one: "the company", "the trade organization".
func (s *scan) bodyNounAt(m int32) (noun bodySort, ok bool) {
	x := &s.mentions[m]
	h := &s.tokens[x.head]
	if !s.isBody(h) || x.owner >= 0 || x.to != x.head+1 || !s.tokens[x.from].in(definite) {
		return 0, false
	}
	noun = nounSorts[h.hash]
	isOfCause := x.head == x.from+2 && noun&society != 0 && causes[s.tokens[x.head-1].hash]
	if isOfCause {
		noun = society
	}
	return noun, isOfCause || x.head == x.from+1
}

// causes stand before the noun of a society, and tell nothing of it that its name would have to bear out: "the trade organization".
var causes = hashWords("trade", "lobby", "lobbying", "advocacy", "industry", "pressure", "interest")

// bodyDescribed is the one entity before mention m, a body with a word before its noun, that has that word in its name: Lund Productions is
// "the production company". -1 where there is none, or several.
func (s *scan) bodyDescribed(m int32) int32 {
	x := &s.mentions[m]
	h := &s.tokens[x.head]
	if x.owner >= 0 || x.head != x.from+2 || x.to != x.head+1 || !s.tokens[x.from].in(definite) || !s.isBody(h) || s.tokens[x.head-1].is(capital) {
		return -1
	}
	what := s.tokens[x.head-1].lemma
	found := s.onlyBefore(m, func(y *mention) bool {
		return y.kind == named && y.head > y.name && s.tokens[y.head].lemma == what ||
			y.kind == named && s.mayBeBody(y) && slices.ContainsFunc(s.tokens[y.name:y.head+1], func(t token) bool { return t.lemma == what })
	})
	if found >= 0 {
		s.entities[found].kind = Organisation
	}
	return found
}

// isBareBody reports whether a nominal is a noun of one body, and nothing tells which one: "the company", "the airline".
func (s *scan) isBareBody(x *mention) bool {
	return s.isBareDefinite(x) && s.isBody(&s.tokens[x.head])
}

// isBody reports whether a noun is that of one body, and of nothing that words stand in.
func (s *scan) isBody(h *token) bool {
	return (h.in(bodyNoun) && !documents[h.hash] || nounSorts[h.hash] != 0) && !h.is(plural)
}

// onlyOne is the only body, where it leads a sentence or its name bears the noun out.
func onlyOne(all []seenBody) int32 {
	if len(all) == 1 && (all[0].leads || all[0].told != 0) {
		return all[0].entity
	}
	return -1
}

// onlyTold is the only body whose name bears the noun out, where the noun is one that firms at large are not called by, and none is named behind
// it. Others lead no sentence and say nothing, but where the noun is as narrow as "the bank" is.
func (s *scan) onlyTold(m int32, noun bodySort, all []seenBody) int32 {
	noun &^= business
	b := only(all, func(b seenBody) bool { return b.told&noun != 0 })
	if b.entity < 0 || s.hasRivalBody(b.entity, m, noun, false) {
		return -1
	}
	isInDoubt := func(o seenBody) bool { return o.entity != b.entity && (o.leads || o.tells) }
	if noun&wide != 0 && slices.ContainsFunc(all, isInDoubt) {
		return -1
	}
	return b.entity
}

// leaderBefore is the body that is the subject of what stands before the noun in its sentence, or else of the sentence before, where none else
// is that of one. None is named behind it, but where it says something also as where or with what something is: "Tidel said it pulled its
// ads from Vidora".
func (s *scan) leaderBefore(m int32, noun bodySort, all []seenBody) int32 {
	k := s.subjectBeforeNoun(m)
	if k < 0 {
		return -1
	}
	e := s.mentions[k].entity
	if b := only(all, func(b seenBody) bool { return b.leads }); b.entity != e || s.hasRivalBody(e, m, noun, s.speaks[k]) {
		return -1
	}
	return e
}

// subjectBeforeNoun is the mention of a name that leads the sentence of nominal m before it, or else what leads the one before; or -1.
func (s *scan) subjectBeforeNoun(m int32) int32 {
	if k := s.leaderIn(s.tokens[s.mentions[m].head].sent, m); k >= 0 && s.mentions[k].kind == named {
		return k
	}
	for k := m - 1; k >= 0 && k > m-maxReach; k-- {
		if g := &s.tokens[s.mentions[k].head]; g.sent < s.tokens[s.mentions[m].head].sent && g.quote < 0 {
			return s.leaderIn(g.sent, m)
		}
	}
	return -1
}

// leaderIn is the first mention before mention m, in the reporter's own words, that leads a sentence, or -1.
func (s *scan) leaderIn(sent, m int32) int32 {
	for k := s.mentionsFrom[sent]; k < min(m, s.mentionsFrom[sent+1]); k++ {
		if s.isNarrated(&s.mentions[k]) && s.leadsSentence(k) {
			return k
		}
	}
	return -1
}

// isOfPerson reports whether nothing tells that entity e is a body, and somebody else is the subject before mention m, whose firm may be called by
// his name: in "Mr. Lund is not on Lund's list" the list is not that of who was named earlier.
func (s *scan) isOfPerson(m, e int32) bool {
	ent := &s.entities[e]
	if !s.isDoubtful(ent) || s.toldSort(&s.mentions[ent.mention]) != 0 {
		return false
	}
	k := s.subjectBeforeNoun(m)
	return k >= 0 && s.mentions[k].kind == named && s.mentions[k].entity != e && s.entities[s.mentions[k].entity].kind == Person
}

// onlyTeller is the only body that says something, where it leads a sentence, and none is named behind it but as where or with what something
// is there.
func (s *scan) onlyTeller(m int32, noun bodySort, all []seenBody) int32 {
	if b := only(all, seenBody.isTelling); b.leads && !s.hasRivalBody(b.entity, m, noun, true) {
		return b.entity
	}
	return -1
}

func (b seenBody) isTelling() bool { return b.tells }

// only is the one body that is as it is asked for; its entity is -1 where there is none, or several.
func only(all []seenBody, is func(b seenBody) bool) seenBody {
	i := slices.IndexFunc(all, is)
	if i < 0 || slices.ContainsFunc(all[i+1:], is) {
		return seenBody{entity: -1}
	}
	return all[i]
}

// bodiesBefore are the bodies that a noun can mean and of which so many sentences before mention m speak.
func (s *scan) bodiesBefore(m, reach int32, noun bodySort) []seenBody {
	var all []seenBody
	from := s.sentencesBack(s.tokens[s.mentions[m].head].sent, reach)
	for k := m - 1; k >= 0 && k > m-maxReach && s.tokens[s.mentions[k].head].sent >= from; k-- {
		y := &s.mentions[k]
		if !s.fitsNoun(k, noun) {
			continue
		}
		i := slices.IndexFunc(all, func(b seenBody) bool { return b.entity == y.entity })
		if i < 0 {
			i = len(all)
			all = append(all, seenBody{entity: y.entity})
		}
		if !s.isNarrated(y) {
			continue
		}
		all[i].told = noun & s.toldSort(&s.mentions[s.entities[y.entity].mention])
		all[i].leads = all[i].leads || s.leadsSentence(k)
		all[i].tells = all[i].tells || s.speaks[k]
	}
	return all
}

// sentencesBack is the sentence that so many of them lie between that are not all quoted.
func (s *scan) sentencesBack(sent, reach int32) int32 {
	for ; sent > 0 && reach > 0; reach-- {
		for sent--; sent > 0 && s.isAllQuoted(sent); sent-- {
		}
	}
	return sent
}

// fitsNoun reports whether a noun can mean the body of mention k: one of its sort. What words between marks speak of is not who says them, but
// may be where it leads a sentence there.
func (s *scan) fitsNoun(k int32, noun bodySort) bool {
	y := &s.mentions[k]
	if !s.mayBeBody(y) || !noun.fits(s.bodySortOf(&s.entities[y.entity])) || s.isWhere(k) {
		return false
	}
	g := &s.tokens[y.head]
	isWord := y.name == y.head && s.common[g.hash] // "Safety comes first"
	return g.quote < 0 || s.leadsSentence(k) && !isWord
}

// mayBeBody reports whether a mention means a body that has a name, or somebody of whom nothing tells that he is a person.
func (s *scan) mayBeBody(y *mention) bool {
	if y.entity < 0 || y.kind == pronoun {
		return false
	}
	e := &s.entities[y.entity]
	x := &s.mentions[e.mention]
	isUnknown := e.kind == Person && e.gender == 0 && !s.tokens[x.name].in(givenName) && (e.role < 0 || s.isRival(&s.mentions[e.role]))
	return x.kind == named && (e.kind == Organisation || isUnknown)
}

// isRival reports whether what somebody is called is what bodies are called, too: "its rival Denko".
func (s *scan) isRival(x *mention) bool {
	for i := x.from; i < x.to; i++ {
		if t := &s.tokens[i]; rivals[t.hash] || nounSorts[t.hash] != 0 {
			return true
		}
	}
	return false
}

var rivals = hashWords("rival", "competitor", "partner", "parent", "owner", "subsidiary", "unit", "supplier", "customer", "client", "buyer", "sponsor")

// canBeBody reports whether an entity is a body, or nothing at all tells that it is not.
func (s *scan) canBeBody(e int32) bool {
	return s.entities[e].kind == Organisation || s.isDoubtful(&s.entities[e])
}

// isWhere reports whether a name of which nothing is known stands where something is, as a place does: "in Halvik". A stake in it is none.
func (s *scan) isWhere(k int32) bool {
	y := &s.mentions[k]
	before := s.around(int(y.from), -1)
	if before.tag == tagConj && k > 0 && s.mentions[k-1].to == y.from-1 {
		return s.mayBeBody(&s.mentions[k-1]) && s.isWhere(k-1)
	}
	return y.kind == named && s.isDoubtful(&s.entities[y.entity]) && before.hash == inHash && !stakes[s.around(int(y.from), -2).hash]
}

var stakes = hashWords("stake", "stakes", "share", "shares", "stock", "interest", "invest", "invests", "invested", "investor", "investors", "investment", "confidence", "trust")

// leadsSentence reports whether a mention opens its sentence, is the subject of the first verb in it, or says there what comes behind it.
func (s *scan) leadsSentence(k int32) bool {
	y := &s.mentions[k]
	from, to := s.sentenceOf(k)
	verbs := s.finiteBetween(int(y.to), to)
	if s.opensSentence(k) {
		return verbs > 0 // a heading has none
	}
	isFirst := s.verbFollows(y) && s.finiteBetween(from, int(y.from)) == 0
	isBeforeSpeech := s.speaks[k] && verbs > 1
	return (isFirst || isBeforeSpeech) && s.around(int(y.from), -1).tag != tagPrep
}

// sentenceOf is the tokens [from, to) of a mention's sentence.
func (s *scan) sentenceOf(k int32) (from, to int) {
	sent := s.tokens[s.mentions[k].head].sent
	return int(s.first[sent]), int(s.first[sent+1])
}

// hasRivalBody reports whether another body that a noun can mean is named between the last mention of entity e and mention m, and, where that may
// be, not only in the same sentence as where or with what something is.
func (s *scan) hasRivalBody(e, m int32, noun bodySort, mayStandBehind bool) bool {
	last := m - 1
	for last >= 0 && !s.namesAgain(last, e) {
		last--
	}
	for k := last + 1; k < m; k++ {
		isBeside := mayStandBehind && s.standsBehind(k) && last >= 0 && s.tokens[s.mentions[k].head].sent == s.tokens[s.mentions[last].head].sent
		if s.fitsNoun(k, noun) && !isBeside {
			return true
		}
	}
	return false
}

// namesAgain reports whether mention k means entity e by a name or a noun, and not by a pronoun, which may be taken for another's.
func (s *scan) namesAgain(k, e int32) bool {
	return s.mentions[k].entity == e && s.mentions[k].kind != pronoun
}

// standsBehind reports whether a mention stands behind a preposition, or is joined to one that does.
func (s *scan) standsBehind(k int32) bool {
	y := &s.mentions[k]
	before := s.around(int(y.from), -1)
	if before.tag == tagConj && k > 0 && s.mentions[k-1].to == y.from-1 {
		return s.standsBehind(k - 1)
	}
	return before.tag == tagPrep || before.tag == tagTo
}

// hasUnnamedBody reports whether a body without a name that a noun can mean stands between the last mention of entity e and mention m: "a rival
// carrier", "its parent company".
func (s *scan) hasUnnamedBody(e, m int32, noun bodySort) bool {
	for k := m - 1; k >= 0 && !s.namesAgain(k, e); k-- {
		y := &s.mentions[k]
		h := &s.tokens[y.head]
		sort := nounSorts[h.hash]
		isBody := s.isBody(h) && noun.fits(sort|sort.wider()) || rivals[h.hash]
		if y.kind == nominal && h.quote < 0 && isBody && !s.isBareBody(y) && !s.isHeap(y) && !s.isCalled(k, e) {
			return true
		}
	}
	return false
}

// isCalled reports whether mention k stands behind a name of entity e and a comma: "Halvik, a start-up that rents boats".
func (s *scan) isCalled(k, e int32) bool {
	at := int(s.mentions[k].from) - 1
	if at < 1 || s.tokens[at].sign != ',' || s.ends[at-1] < 0 {
		return false
	}
	return s.mentions[s.ends[at-1]].entity == e
}

// opensSentence reports whether a mention is the first thing in its sentence.
func (s *scan) opensSentence(m int32) bool {
	x := &s.mentions[m]
	return x.from == s.first[s.tokens[x.head].sent]
}

// isCutShort reports whether mention m, "the company", has less to tell which body it is than mention k, "the production company".
func (s *scan) isCutShort(k, m int32) bool {
	y := &s.mentions[k]
	return y.kind == nominal && y.owner < 0 && y.head == y.from+2 && !s.tokens[y.head-1].is(capital) && s.isBareBody(&s.mentions[m])
}
