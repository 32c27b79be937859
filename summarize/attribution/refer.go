package attribution

// maxReach is how many mentions back an antecedent is looked for.
const maxReach = 80

// resolveRest gives the nominals and pronouns their entities, in the order of the text, so that each sees what those
// before it mean. Names are resolved already.
func (s *scan) resolveRest(m *models) {
	s.findSpeakers()
	s.findThings()
	for i := range s.mentions {
		if e := s.mentions[i].entity; e >= 0 && s.speaks[i] {
			s.entities[e].said++
		}
	}
	for i := range s.mentions {
		x := &s.mentions[i]
		switch x.kind {
		case nominal:
			s.resolveNominal(int32(i))
		case pronoun:
			if s.watcher != nil {
				s.watcher.meaning(s, int32(i))
			}
			x.entity = s.resolvePronoun(m, int32(i))
			s.learn(x)
		}
		if x.entity >= 0 && s.speaks[i] {
			s.lastSpeaker = x.entity
		}
	}
}

// findSpeakers marks the mentions that are the sources of likely cues.
func (s *scan) findSpeakers() {
	s.lastSpeaker = -1
	s.speaks = make([]bool, len(s.mentions))
	for i := range s.cues {
		if c := &s.cues[i]; c.source != noSource && max(c.odds, c.statement) > 0 {
			s.speaks[c.source] = true
		}
	}
}

// resolvePronoun chooses the entity that a pronoun means, or -1 when it means nobody that the text names.
func (s *scan) resolvePronoun(md *models, m int32) int32 {
	x := &s.mentions[m]
	h := &s.tokens[x.head]
	switch {
	case h.quote >= 0:
		return -1
	case h.in(relative):
		return s.antecedent(m)
	case !h.in(proHe | proShe | proThey | proIt):
		return -1
	}
	for _, sub := range []int32{s.frontedSubject(m), s.soleSubject(m), s.mainSubject(m), s.whoSaidSo(m), s.whoGoesOn(m)} {
		if sub >= 0 && s.mentions[sub].entity >= 0 && s.agrees(h, &s.mentions[sub]) && !s.namedByOwnVerb(m, s.mentions[sub].entity, s.reachOf(m)) {
			x.lead = certain
			return s.mentions[sub].entity
		}
	}
	var found ballot
	var fs [48]feature
	for _, c := range s.antecedents(m) {
		found.add(c.entity, md.linear[modelRefer].score(s.referFeatures(fs[:0], m, c)))
	}
	if found.n == 0 {
		return -1
	}
	for k := range found.n {
		x.means.add(found.who[k], found.share(k))
	}
	x.lead = min(found.lead(), alone)
	if found.n > 1 {
		x.lead = found.lead()
	}
	return found.who[0]
}

const (
	certain     = 99 // the lead of what a rule chose
	alone       = 2  // the lead of the only one who agrees
	minTeaching = 5  // the lead from which a pronoun tells the gender of whom it means
)

// learn keeps what a pronoun that is sure tells of the gender of whom it means: who was "he" once is not "she" later.
func (s *scan) learn(x *mention) {
	if x.entity < 0 || x.lead < minTeaching || !subjectPronouns[s.tokens[x.head].hash] {
		return
	}
	if e := &s.entities[x.entity]; e.kind == Person && e.gender == 0 {
		switch h := &s.tokens[x.head]; {
		case h.in(proHe):
			e.gender = male
		case h.in(proShe):
			e.gender = female
		}
	}
}

// whoHash is the word that means persons only.
var whoHash = hashWord("who")

// antecedent is what a relative pronoun at mention m means: the noun phrase before it, its prepositional phrase
// skipped when a person is wanted.
func (s *scan) antecedent(m int32) int32 {
	at := int(s.mentions[m].from)
	for k := m - 1; k >= 0 && k > m-4; k-- {
		y := &s.mentions[k]
		if s.tokens[y.head].sent != s.tokens[at].sent {
			break
		}
		if y.entity < 0 || at-int(y.to) > 2 {
			continue
		}
		if p := k - 1; p >= 0 && (s.tokens[at].hash == whoHash && s.isPlaceOf(&s.mentions[p], y) || s.tokens[at].hash == whichHash && s.isSeatOf(&s.mentions[p], y)) {
			return s.mentions[p].entity
		}
		return y.entity
	}
	return -1
}

// isPlaceOf reports whether y only says where the person x is from or belongs: "Jane Doe of Halvik".
func (s *scan) isPlaceOf(x, y *mention) bool {
	h := &s.tokens[y.head]
	if x.entity < 0 || s.tokens[x.head].sent != h.sent || y.kind != named || y.name < y.head || s.hasTitle(y) || h.in(givenName) || y.from == 0 || s.tokens[y.from-1].tag != tagPrep {
		return false
	}
	return y.from-x.to <= 6 && (x.kind == named && s.entities[x.entity].kind == Person && x.name < x.head || x.kind == nominal && s.tokens[x.head].in(groupNoun|title))
}

// isSeatOf reports whether y only says where the body x is, which goes on to speak: "the Boat Museum in Halvik, which says …".
func (s *scan) isSeatOf(x, y *mention) bool {
	if x.entity < 0 || y.kind != named || s.around(int(y.from), -1).hash != inHash || x.to != y.from-1 {
		return false
	}
	verb := s.around(int(y.to)-1, 3) // behind the comma and "which"
	return verb.in(speech) && verb.tag.isFinite() && s.entities[x.entity].kind == Organisation
}

// An option is an entity that a pronoun could mean, seen through its nearest mention.
type option struct {
	entity, mention int32
	rank            int // how many other entities are nearer
	seen            int // mentions within reach
}

// maxOptions bounds how many entities a pronoun is compared with.
const maxOptions = 10

// antecedents are the nearest entities before mention m that agree with it, nearest first.
func (s *scan) antecedents(m int32) []option {
	h := &s.tokens[s.mentions[m].head]
	out := s.options[:0]
	reach := -1
	if s.isSubjectPronoun(m) {
		reach = s.reachOf(m)
	}
	for k := m - 1; k >= 0 && k > m-maxReach; k-- {
		y := &s.mentions[k]
		if y.entity < 0 || !s.agrees(h, y) || s.isDateline(y) || s.namedByOwnVerb(m, y.entity, reach) {
			continue
		}
		known := false
		for j := range out {
			if out[j].entity == y.entity {
				out[j].seen++
				known = true
			}
		}
		if !known && len(out) < maxOptions {
			out = append(out, option{entity: y.entity, mention: k, rank: len(out), seen: 1})
		}
	}
	s.options = out
	return out
}

// isDateline reports whether the mention only tells where a report comes from: "HALVIK — The council …", "HALVIK The council …".
func (s *scan) isDateline(y *mention) bool {
	next := s.around(int(y.to), 0)
	return y.kind == named && s.tokens[y.head].is(allCaps) && y.from == s.first[s.tokens[y.head].sent] && (isDash(next.sign) || next.tag == tagDet && next.is(capital))
}

// agrees reports whether the pronoun h can mean the mention's entity by number, gender and kind.
func (s *scan) agrees(h *token, y *mention) bool {
	e := &s.entities[y.entity]
	switch {
	case h.in(proHe):
		return e.kind == Person && e.gender != female && !e.plural && !s.seemsThing(e)
	case h.in(proShe):
		return e.kind == Person && e.gender != male && !e.plural && !s.seemsThing(e)
	case h.in(proThey):
		return (e.kind != Person || e.plural) && (e.mentionKind(s) != nominal || s.ofPeople(&s.tokens[s.mentions[e.mention].head]))
	}
	return e.kind != Person && !e.plural
}

// subjectBefore is who is the subject of the clause or sentence before "he" or "she", of those whom it can mean, or -1. Sentences that are all
// quoted lie between and do not count: behind a long quotation "he said" is who was the subject before it.
func (s *scan) subjectBefore(m int32) int32 {
	const reach, most = 2, 12 // sentences with words of the article's own, and of all
	h := &s.tokens[s.mentions[m].head]
	if !h.in(proHe | proShe) {
		return -1
	}
	left := reach
	for sent := h.sent; sent >= max(0, h.sent-most) && left >= 0; sent-- {
		if e := s.subjectIn(sent, m); e >= 0 {
			return e
		}
		if sent == h.sent || !s.isAllQuoted(sent) {
			left--
		}
	}
	return -1
}

// subjectIn is whom the pronoun m can mean of those whom the article's own words in a sentence before it name as its subject, or -1.
func (s *scan) subjectIn(sent, m int32) int32 {
	from := s.mentionsFrom[sent]
	for k := from; k < min(m, s.mentionsFrom[sent+1], from+2*maxReach); k++ {
		y := &s.mentions[k]
		g := &s.tokens[y.head]
		if s.isNarrated(y) && g.tag != tagPossessive && s.around(int(y.from), -1).tag != tagPrep && s.around(int(y.to)-1, 1).tag != tagEnding && s.agrees(&s.tokens[s.mentions[m].head], y) {
			return y.entity
		}
	}
	return -1
}

func (s *scan) isAllQuoted(sent int32) bool {
	for i := s.first[sent]; i < s.first[sent+1]; i++ {
		if s.tokens[i].quote < 0 && s.tokens[i].kind == word {
			return false
		}
	}
	return true
}

// referFeatures appends what the reference model sees of an option for the pronoun at mention m.
func (s *scan) referFeatures(fs []feature, m int32, c option) []feature {
	x, y := &s.mentions[m], &s.mentions[c.mention]
	e := &s.entities[c.entity]
	h, g := &s.tokens[x.head], &s.tokens[y.head]
	class := uint64(h.class & personal)
	sents := uint64(min(h.sent-g.sent, 4))
	paras := uint64(min(h.para-g.para, 3))
	subject := uint64(0)
	if y.from == s.first[g.sent] || y.from > 0 && s.ends[y.from-1] < 0 && s.tokens[y.from-1].tag != tagPrep {
		subject = 1
	}
	if int(y.to) < len(s.tokens) && (s.tokens[y.to].tag.isFinite() || s.tokens[y.to].in(auxiliary)) {
		subject |= 2
	}
	order := uint64(boolInt(s.mentionsFrom[g.sent] == c.mention))
	known := uint64(boolInt(e.gender != 0))
	ownSubject := uint64(boolInt(x.from == s.first[h.sent]))
	quoted := uint64(boolInt(g.quote >= 0))
	spoke := uint64(0)
	if s.speaks[c.mention] {
		spoke = 1
	}
	if c.entity == s.lastSpeaker {
		spoke |= 2
	}
	own := uint64(boolInt(s.speaks[m]))
	prep := uint64(0)
	if p := s.around(int(y.from), -1); p.tag == tagPrep {
		prep = p.hash
	}
	full := uint64(boolInt(e.given != 0)) | known<<1
	said := uint64(level(int(e.said)))
	return append(fs,
		feat(24, pair(prep, class)), feat(25, pair(said, own)), feat(26, pair(full, class)), feat(27, pair(full, pair(spoke, own))), feat(28, pair(full, pair(said, uint64(c.rank)))),
		feat(1, pair(sents, class)), feat(2, pair(uint64(c.rank), sents)), feat(3, pair(subject, sents)), feat(4, pair(known, class)),
		feat(5, uint64(level(int(e.count)))), feat(6, pair(uint64(level(c.seen)), class)), feat(7, pair(order, sents)), feat(8, pair(uint64(y.kind), sents)),
		feat(9, pair(quoted, sents)), feat(10, pair(paras, subject)), feat(11, pair(ownSubject, pair(sents, subject))), feat(12, pair(uint64(e.mentionKind(s)), class)),
		feat(13, pair(subject, pair(order, uint64(c.rank)))), feat(14, pair(known, uint64(y.kind))),
		feat(16, pair(g.lemma, pair(class, uint64(boolInt(y.kind == nominal))))), feat(17, pair(uint64(boolInt(y.owner >= 0)), sents)),
		feat(18, pair(uint64(level(int(e.count))), known)), feat(19, pair(spoke, own)), feat(20, pair(pair(spoke, own), sents)), feat(21, pair(pair(spoke, own), pair(subject, sents))),
		feat(22, pair(pair(spoke, own), uint64(c.rank))), feat(23, pair(spoke, pair(paras, uint64(y.kind)))))
}

// mentionKind is how the entity's fullest mention names it.
func (e *entity) mentionKind(s *scan) mentionKind { return s.mentions[e.mention].kind }
