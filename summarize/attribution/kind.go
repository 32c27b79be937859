package attribution

import "slices"

// What an entity is, by its name: a person, a body, a state, or people of a kind.

// kindOf guesses what a mention names. A name of which nothing is known is a person's.
func (s *scan) kindOf(x *mention) EntityKind {
	if x.kind != named {
		return kindOfNoun(&s.tokens[x.head])
	}
	if p, ok := s.partyByName(x); ok {
		return kindOfParty(p)
	}
	switch {
	case s.opensWithBody(x), s.isBodyByWord(x), s.isCause(x), s.isSlogan(x), s.isBehindFirm(x):
		return Organisation
	case s.opensWithGivenName(x), s.hasTitle(x):
		return Person
	case s.isAcronym(x), s.hasOwnArticle(x), s.isLong(x), s.isCalledBody(x):
		return Organisation
	}
	return Person
}

// kindOfNoun is what a nominal with the head h, or a pronoun, stands for.
func kindOfNoun(h *token) EntityKind {
	switch {
	case h.is(plural) && h.in(groupNoun|title), manyPeople[h.hash]:
		return Group
	case h.in(bodyNoun):
		return Organisation
	case h.in(groupNoun | title | male | female), members[h.hash]:
		return Person
	}
	return Group
}

// kindOfParty is what the name of a party is that the tables know: a state, or a place that stands for one, or else a body.
func kindOfParty(p Party) EntityKind {
	if p.Kind == "state" {
		return State
	}
	return Organisation
}

// opensWithBody reports whether a name begins with the noun of a body, as in the languages that put the noun before what tells which one.
func (s *scan) opensWithBody(x *mention) bool {
	first := &s.tokens[x.name]
	return s.lex.Code != "en" && first.in(bodyNoun) && !first.in(title)
}

// isBodyByWord reports whether a name has an ampersand, or a word of bodies' names that is not the first of several.
func (s *scan) isBodyByWord(x *mention) bool {
	for i := x.name; i <= x.head; i++ {
		if t := &s.tokens[i]; t.in(bodyWord) && (i > x.name || x.name == x.head) || t.sign == '&' {
			return true
		}
	}
	return false
}

// isBehindFirm reports whether what a body does stands right before a name: "budget carrier Tern Air", "the charity Lantern".
func (s *scan) isBehindFirm(x *mention) bool {
	before := s.around(int(x.name), -1)
	return s.lex.Code == "en" && firms[before.hash] && before.kind == word
}

// firms are bodies by what they do, as it may stand before their names.
var firms = hashWords("company", "firm", "group", "airline", "carrier", "charity", "retailer", "chain", "lender", "bank", "insurer", "label", "studio", "startup",
	"start-up", "manufacturer", "maker", "automaker", "carmaker", "drugmaker", "publisher", "operator", "giant", "club", "union", "agency", "network", "watchdog", "regulator")

// isSlogan reports whether a name is made of words that are commonly written small, with no title before it: "Open Hand".
func (s *scan) isSlogan(x *mention) bool {
	untitled := x.name == x.from || x.owner >= 0
	return s.lex.Code == "en" && untitled && !s.tokens[x.name].in(givenName) && s.smallWords(x)
}

// opensWithGivenName reports whether a name of several words begins with a person's first name.
func (s *scan) opensWithGivenName(x *mention) bool {
	return x.head > x.name && s.tokens[x.name].in(givenName)
}

func (s *scan) isAcronym(x *mention) bool { return x.name == x.head && s.tokens[x.head].is(allCaps) }

// hasOwnArticle reports whether an article stands before a name, and is not that of whose it is.
func (s *scan) hasOwnArticle(x *mention) bool {
	return s.tokens[x.from].tag == tagDet && !s.isOwnedByName(x)
}

// isLong reports whether a name has more words than most persons have.
func (s *scan) isLong(x *mention) bool { return x.head-x.name > 2 }

// isCause reports whether a name is one word before "for" and a state's name: "Democracy for America" is a body's.
func (s *scan) isCause(x *mention) bool {
	behind := s.around(int(x.head), 1)
	if x.name != x.head || x.name != x.from || behind.hash != forHash || int(x.head)+2 >= len(s.tokens) {
		return false
	}
	state, ok := partyNames().byName[s.hashTokens(x.head+2, x.head+3)]
	return ok && state.Kind == "state"
}

var forHash = hashWord("for")

// isCalledBody reports whether a body stands in apposition behind a name: "Example Lines, the company that …", "… , a firm,".
func (s *scan) isCalledBody(x *mention) bool {
	i := int(x.to)
	if i+2 >= len(s.tokens) || s.tokens[i].sign != ',' || s.tokens[i+1].tag != tagDet || s.tokens[i+1].sent != s.tokens[x.head].sent {
		return false
	}
	at, _ := slices.BinarySearchFunc(s.mentions, int32(i+1), func(y mention, from int32) int { return int(y.from - from) })
	for ; at < len(s.mentions) && int(s.mentions[at].from) == i+1; at++ {
		y := &s.mentions[at]
		next := min(int(y.to), len(s.tokens)-1)
		if y.kind == nominal && s.tokens[y.head].in(bodyNoun|companyWord) && s.tokens[next].tag != tagPossessive && !s.tokens[next].in(possessive) {
			return true
		}
	}
	return false
}

// hasTitle reports whether a title stands right before the name in the mention.
func (s *scan) hasTitle(x *mention) bool { return x.name > x.from && s.tokens[x.name-1].in(title) }
