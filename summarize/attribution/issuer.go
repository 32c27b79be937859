package attribution

import "slices"

// issued are the documents whose words are those of who put them out.
var issued = hashWords("statement", "letter", "email", "e-mail", "memo", "report", "release", "announcement", "tweet", "post", "filing", "notice", "communique", "text", "remarks")

// issuer is the entity that put out the document that mention m, a source, is: whose it is ("the union's statement"), from whom
// ("the report from Halvik Data"), or who said something in one before ("…, the Coast Guard said in a statement"). -1 where nothing
// tells.
func (s *scan) issuer(m int32) int32 {
	x := &s.mentions[m]
	if !s.speaks[m] || !issued[s.tokens[x.head].hash] {
		return -1
	}
	if x.owner >= 0 {
		return s.mentions[x.owner].entity
	}
	if n := s.around(int(x.to)-1, 1); n.in(complement) && n.in(preposition) && !n.in(partOf) || n.hash == byHash {
		if y := s.mentionAt(min(int(x.to)+1, len(s.tokens)-1)); y != noSource && s.mentions[y].kind == named {
			return s.mentions[y].entity
		}
	}
	if x.head != x.from+1 || !s.tokens[x.from].in(definite) {
		return -1
	}
	return s.saidInOne(m)
}

var byHash = hashWord("by")

// saidInOne is who said something in a document such as mention m in the sentences before it, and nobody else in another: the entity,
// or -1.
func (s *scan) saidInOne(m int32) int32 {
	const reach = 4 // sentences
	h := &s.tokens[s.mentions[m].head]
	for k := m - 1; k >= 0 && k > m-maxReach && h.sent-s.tokens[s.mentions[k].head].sent <= reach; k-- {
		y := &s.mentions[k]
		if y.kind != nominal || s.tokens[y.head].lemma != h.lemma || s.around(int(y.from), -1).tag != tagPrep {
			continue
		}
		for i := len(s.cues) - 1; i >= 0; i-- {
			c := &s.cues[i]
			if s.tokens[c.head].sent == s.tokens[y.head].sent && c.head < y.from && c.source != k && s.hasSpeaker(c) {
				return s.mentions[c.source].entity
			}
		}
		return -1
	}
	return -1
}

// bodyMeant is the entity that a noun for a body, "the group", means though no word of its name says so: of the bodies in the sentences before,
// and of those who are neither surely a person nor a state, the only one, where it opens its sentence, else the only one who says something
// there. -1 where there is none, or several.
func (s *scan) bodyMeant(m int32) int32 {
	if !s.isBareBody(&s.mentions[m]) || !s.speaks[m] {
		return -1
	}
	const reach = 3 // sentences
	all, telling := s.bodiesBefore(m, reach)
	switch {
	case len(all) == 1 && s.opensSentence(all[0]):
		return s.asBody(all[0])
	case len(telling) == 1 && s.opensSentence(telling[0]) && !s.hasRivalBody(s.mentions[telling[0]].entity, m):
		return s.asBody(telling[0])
	}
	return -1
}

// isBareBody reports whether a nominal is a noun of one body, and nothing tells which one: "the company", "the airline".
func (s *scan) isBareBody(x *mention) bool {
	return s.isBareDefinite(x) && s.isBody(&s.tokens[x.head])
}

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
			s.mayBeBody(y) && slices.ContainsFunc(s.tokens[y.name:y.head+1], func(t token) bool { return t.lemma == what })
	})
	if found >= 0 {
		s.entities[found].kind = Organisation
	}
	return found
}

// hasRivalBody reports whether another body than entity e is named between its last mention and mention m, and not only as where or with what
// something is: then m may mean that one.
func (s *scan) hasRivalBody(e, m int32) bool {
	for k := m - 1; k >= 0 && s.mentions[k].entity != e; k-- {
		if y := &s.mentions[k]; s.mayBeBody(y) && s.around(int(y.from), -1).tag != tagPrep {
			return true
		}
	}
	return false
}

// isCutShort reports whether mention m, "the company", has less to tell which body it is than mention k, "the production company".
func (s *scan) isCutShort(k, m int32) bool {
	y := &s.mentions[k]
	return y.kind == nominal && y.owner < 0 && y.head == y.from+2 && !s.tokens[y.head-1].is(capital) && s.isBareBody(&s.mentions[m])
}

// isBody reports whether a noun is that of one body, and of nothing that words stand in.
func (s *scan) isBody(h *token) bool {
	return (h.in(bodyNoun) && !documents[h.hash] || firms[h.hash]) && !h.is(plural)
}

// mayBeBody reports whether a mention names a body, or somebody of whom nothing tells that he is a person.
func (s *scan) mayBeBody(y *mention) bool {
	return y.entity >= 0 && y.kind == named && (s.isDoubtful(&s.entities[y.entity]) || s.entities[y.entity].kind == Organisation)
}

// firms are bodies by what they do, besides the nouns of the lexicon.
var firms = hashWords("company", "firm", "group", "airline", "carrier", "charity", "retailer", "chain", "lender", "bank", "insurer", "label", "studio", "startup",
	"start-up", "manufacturer", "maker", "automaker", "carmaker", "drugmaker", "publisher", "operator", "giant", "club", "union", "agency", "network", "watchdog", "regulator")

// bodiesBefore are the first mentions of the entities in as many sentences before mention m that may be a body, all and those who say something.
func (s *scan) bodiesBefore(m, reach int32) (all, telling []int32) {
	h := &s.tokens[s.mentions[m].head]
	add := func(list []int32, k int32) []int32 {
		at := slices.IndexFunc(list, func(other int32) bool { return s.mentions[other].entity == s.mentions[k].entity })
		if at < 0 {
			return append(list, k)
		}
		list[at] = k
		return list
	}
	for k := m - 1; k >= 0 && k > m-maxReach && h.sent-s.tokens[s.mentions[k].head].sent <= reach; k-- {
		y := &s.mentions[k]
		if !s.mayBeBody(y) {
			continue
		}
		all = add(all, k)
		if s.speaks[k] {
			telling = add(telling, k)
		}
	}
	return all, telling
}

// opensSentence reports whether a mention is the first thing in its sentence.
func (s *scan) opensSentence(m int32) bool {
	x := &s.mentions[m]
	return x.from == s.first[s.tokens[x.head].sent]
}

// asBody is the entity of a mention, a body from here on.
func (s *scan) asBody(m int32) int32 {
	e := s.mentions[m].entity
	s.entities[e].kind = Organisation
	return e
}
