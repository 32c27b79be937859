package attribution

// Which words of a mention are the proper name that ends it.

// joinWholeNames makes a name of each place where the text has one of a body that reads as something else: "Save the Children". Nothing that the
// lexicon says of its words holds there.
func (s *scan) joinWholeNames() {
	for i := range s.tokens {
		for _, name := range s.lex.WholeNames(s.tokens[i].hash) {
			if s.isWholeName(i, name) {
				s.joinName(i, i+len(name))
			}
		}
	}
}

// isWholeName reports whether a name stands at token i, cut at its words and signs.
func (s *scan) isWholeName(i int, name []string) bool {
	for k, w := range name {
		if t := s.around(i, k); s.text[t.Start:t.End] != w {
			return false
		}
	}
	before, last, next := s.around(i, -1), s.around(i, len(name)-1), s.around(i, len(name))
	switch {
	case last.kind == number: // "No 10 people came"
		return !s.opensWords(i) || next.in(speech)
	case last.is(allCaps): // "WHO SAID SO?", "the man WHO said so"
		return !next.is(allCaps) && (before.is(capital) || !before.tag.isNominal())
	}
	return last.kind == word || next.kind == word // "Which?" is a question where it ends the sentence
}

// joinName makes tokens [from, to) a body's name.
func (s *scan) joinName(from, to int) {
	for k := from; k < to; k++ {
		t := &s.tokens[k]
		t.kind, t.sign, t.tag, t.class, t.shape = word, 0, tagName, 0, t.shape|capital
	}
	if to-from > 1 {
		s.tokens[to-1].class = bodyWord
	}
	if next := s.around(to-1, 1); next.is(plural) && isEnding(s.text[next.Start:next.End]) {
		next.tag = tagEnding // of "the WHO's", read as a verb's behind "who"
	}
}

// newMention makes a mention of tokens [from, to) whose head is the given token, finding the proper name that ends it.
func (s *scan) newMention(from, to, head int, owner int32) mention {
	m := mention{from: int32(from), to: int32(to), name: int32(to), head: int32(head), kind: nominal, owner: owner, entity: -1}
	if !s.isProper(head, from) {
		return m
	}
	first := s.nameStart(from, head)
	if s.isMereTitle(from, first, head) || s.isMember(from, head, owner) {
		return m
	}
	m.kind, m.name = named, int32(first)
	return m
}

// nameStart is where the proper name begins that ends at token head, in a phrase that begins at from: behind titles, behind the
// office before it, and behind a word that tells of what party somebody is.
func (s *scan) nameStart(from, head int) int {
	first := s.behindTitles(s.capitalsStart(from, head), head)
	if s.isBehindOffice(from) {
		first = s.givenNameFrom(first, head)
	}
	for first < head && s.isPartisanOf(first, head) {
		first++
	}
	if first+1 < head && s.isEpithet(first) {
		first++
	}
	return first
}

// capitalsStart is where the words of proper names begin that end at token head, with the small words between them.
func (s *scan) capitalsStart(from, head int) int {
	first := head
	for first > from && (s.isProper(first-1, from) || s.joinsName(first-1) || s.isProperJoiner(first-1, from)) {
		first--
	}
	return first
}

// behindTitles is where the name begins of the words [first, head]: behind the last title, but for a ministry, whose name has it.
func (s *scan) behindTitles(first, head int) int {
	if s.isMinistry(head) {
		return first
	}
	for k := head - 1; k >= first; k-- {
		if s.isTitleOfName(&s.tokens[k]) && !ofBodies[s.tokens[k].hash][s.tokens[k+1].hash] {
			return k + 1
		}
	}
	return first
}

// ofBodies are titles that the names of bodies begin with, with the words behind them: "General Staff", "Premier League".
var ofBodies = map[uint64]map[uint64]bool{
	hashWord("general"): hashWords("Staff", "Motors", "Electric", "Mills", "Dynamics", "Secretariat"),
	hashWord("premier"): hashWords("League", "Inn"),
}

// isTitleOfName reports whether a word before a name is a title. "St. Olav" is a place more often than a saint.
func (s *scan) isTitleOfName(t *token) bool {
	return (t.in(title) || executives[t.hash] && t.is(allCaps)) && t.hash != saintHash
}

// isBehindOffice reports whether an office with "of" stands before a phrase that begins at token from: "Secretary of State Jane Doe".
func (s *scan) isBehindOffice(from int) bool {
	return from >= 2 && s.joinsOffice(from-1) && s.tokens[from-2].sent == s.tokens[from].sent
}

// givenNameFrom is the given name behind first and before head, or first: what stands before it belongs to the office.
func (s *scan) givenNameFrom(first, head int) int {
	for k := first + 1; k < head; k++ {
		if s.tokens[k].in(givenName) {
			return k
		}
	}
	return first
}

// isPartisanOf reports whether token i tells of what party the bearer of the name is that ends at head: "Republican Jane Doe". "Democrat" does so
// whatever name of several words follows.
func (s *scan) isPartisanOf(i, head int) bool {
	t := &s.tokens[i]
	return t.in(partisan) && (s.tokens[i+1].in(givenName) || i+1 < head && t.hash == hashOfDemocrat)
}

// isEpithet reports whether token i is a common word with a capital before a given name: "Star Ida Lund", "the Year Ida Lund won".
func (s *scan) isEpithet(i int) bool {
	t, next := &s.tokens[i], &s.tokens[i+1]
	return s.common[t.hash] && !t.in(givenName|bodyWord|bodyNoun) && !placeNouns[t.hash] && next.in(givenName) && !s.common[next.hash]
}

var placeNouns = hashWords("Camp", "Mount", "Fort", "Lake", "Port", "Cape", "Hotel", "Hurricane", "Point", "Mission", "Park", "Big", "New", "Saint", "King", "Queen", "Prince", "Justice")

// isMinistry reports whether token i is a noun of what rules, with a capital: what stands before it tells which one, as in "Justice
// Department", and is nobody's title.
func (s *scan) isMinistry(i int) bool { return ministries[s.tokens[i].hash] && s.tokens[i].is(capital) }

var (
	executives     = hashWords("CEO", "CFO", "COO", "CTO", "VP")
	saintHash      = hashWord("St.")
	hashOfDemocrat = hashWord("Democrat") // unlike "Republican" it stands before no body
)

var ministries = hashWords("Department", "Ministry", "Office", "Bureau", "Agency", "Commission", "Committee", "Council", "Court", "Assembly")

// isProperJoiner reports whether token i is a small word behind one of a proper name.
func (s *scan) isProperJoiner(i, from int) bool {
	t := &s.tokens[i]
	return t.in(joiner) && !t.in(determiner|conjunction) && i > from && s.isProper(i-1, from)
}

// isMereTitle reports whether the name is but a title: "the President".
func (s *scan) isMereTitle(from, first, head int) bool {
	h := &s.tokens[head]
	return first == head && h.in(title|groupNoun) && h.tag != tagName && (from < head && !s.tokens[from].is(capital) || !h.is(allCaps))
}

// isMember reports whether the phrase is about one of a party whom it does not name: "a Halvik Democrat", "the Ohio Republican".
func (s *scan) isMember(from, head int, owner int32) bool {
	t := &s.tokens[from]
	if !s.tokens[head].in(partisan) {
		return false
	}
	return t.in(indefinite) || t.tag == tagDet && !t.in(definite) || members[s.tokens[head].hash] && (t.in(definite) || owner >= 0)
}

// members are the nouns of one who belongs to a party.
var members = hashWords("Republican", "Democrat", "Independent", "Libertarian", "Conservative", "Tory", "Liberal", "Socialist")

// isProper reports whether token i, in a phrase that begins at from, belongs to a proper name.
func (s *scan) isProper(i, from int) bool {
	t := &s.tokens[i]
	if !t.is(capital) || t.kind != word || t.tag == tagEnding || t.class&(determiner|personal|possessive|preposition|conjunction|subordinator) != 0 {
		return false
	}
	if t.tag == tagName || t.is(allCaps|dotted) {
		return true
	}
	first := i == 0 || s.tokens[i-1].sent != t.sent || s.tokens[i-1].kind == mark
	return !first
}
