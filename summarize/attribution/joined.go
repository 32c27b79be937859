package attribution

import "strings"

// What joins words within a name, an office or a role.

// holdsOfficeBefore reports whether the person named by m holds the office that the last mention of out names, with "of" between.
func (s *scan) holdsOfficeBefore(out []mention, m *mention) bool {
	if len(out) == 0 || m.kind != named || m.name == m.from {
		return false
	}
	office := &out[len(out)-1]
	return office.to == m.from-1 && office.kind != pronoun && s.joinsOffice(int(office.to))
}

// joinsOffice reports whether token i stands between an office and what it is of: "Secretary of State", "MP for Halvik", "Secretary to the
// Treasury".
func (s *scan) joinsOffice(i int) bool {
	return i > 0 && s.isOffice(i-1) && (s.tokens[i].in(partOf) || officeLinks[s.tokens[i].hash][s.tokens[i-1].hash])
}

// officeLinks are words other than "of" between offices and what they are of, with the offices.
var officeLinks = map[uint64]map[uint64]bool{
	hashWord("for"): hashWords("MP", "MEP", "MSP", "Minister", "Secretary"),
	hashWord("to"):  hashWords("Secretary", "Ambassador"),
}

// isOffice reports whether token i is a title with a capital.
func (s *scan) isOffice(i int) bool { return s.tokens[i].in(title) && s.tokens[i].is(capital) }

// joinsName reports whether token j stands within a proper name: the "de" of "Ida de Lund", an ampersand, the possessive ending or the "and"
// in a body's name, the "Against" of "Mothers Against Noise".
func (s *scan) joinsName(j int) bool {
	return s.joinsFamily(j) || s.isBetweenCapitals(j) && (s.tokens[j].sign == '&' || s.isEndingInName(j) || s.joinsFields(j) || s.joinsCause(j))
}

// joinsCause reports whether token j is a small word with a capital between what a body is of and what it is about: "Mothers Against Noise".
func (s *scan) joinsCause(j int) bool { return causeWords[s.tokens[j].hash] && s.tokens[j].is(capital) }

// joinsFields reports whether the "and" or comma at token j stands between what one body or office is for, whose noun ends the name: "the Food
// and Drug Administration", "Culture, Media and Sport Secretary", "the oil and gas company".
func (s *scan) joinsFields(j int) bool {
	const most = 9 // words and commas behind it
	and := s.tokens[j].hash == andHash
	if !and && s.tokens[j].sign != ',' || j == 0 || !s.tokens[j-1].in(field) {
		return false
	}
	to := j + 1
	goesOn := func(i int) bool {
		return s.tokens[i].kind == word && s.tokens[i].is(capital) == s.tokens[j-1].is(capital) && s.tokens[i].sent == s.tokens[j].sent
	}
	for to-j < most && to+1 < len(s.tokens) {
		switch t := &s.tokens[to]; {
		case t.in(field) && (goesOn(to+1) && !s.tokens[to+1].tag.isVerb() || !and):
		case !and && (t.sign == ',' || t.hash == andHash):
			and = t.hash == andHash
		default:
			return and && to > j+1 && s.tokens[to-1].in(field) && (goesOn(to) || unions[t.hash]) && s.endsFields(to)
		}
		to++
	}
	return false
}

// unions are written small behind what they are for: "the Public and Commercial Services union".
var unions = hashWords("union", "committee", "secretary", "minister", "spokesman", "spokeswoman")

// endsFields reports whether token i is a noun of a body or an office, behind what that is for.
func (s *scan) endsFields(i int) bool {
	t := &s.tokens[i]
	return t.hash == executiveHash || t.in(bodyWord) && !t.in(partisan) || t.in(title) && !t.in(honorific)
}

var executiveHash = hashWord("executive")

// isFieldOf reports whether token j is the noun of a body behind what that is for: "Gay and Lesbian Alliance".
func (s *scan) isFieldOf(j int) bool {
	return s.tokens[j].in(bodyWord) && s.isCapitalWord(j, j) && s.isCapitalWord(j-1, j) && s.tokens[j-1].in(field)
}

// isCapitalWord reports whether token i is a word with a capital in the sentence of token j.
func (s *scan) isCapitalWord(i, j int) bool {
	return i < len(s.tokens) && s.tokens[i].is(capital) && s.tokens[i].kind == word && s.tokens[i].sent == s.tokens[j].sent
}

func (s *scan) isBetweenCapitals(j int) bool {
	return j > 0 && j+1 < len(s.tokens) && s.tokens[j-1].is(capital) && s.tokens[j+1].is(capital) && s.tokens[j+1].sent == s.tokens[j].sent
}

// joinsFamily reports whether token j is a small word before a family name, behind a given name: "Ida de Lund", "Ida von der Lund".
func (s *scan) joinsFamily(j int) bool {
	from, to := j, j
	for ofFamily[s.around(from, 0).hash] {
		from--
	}
	for ofFamily[s.around(to, 0).hash] {
		to++
	}
	return from < j && to > j && to-from <= 3 && s.lex.Code == "en" && s.around(from, 0).in(givenName) && s.around(from, 0).is(capital) && s.isCapitalWord(to, from)
}

// isEndingInName reports whether token j is a possessive ending inside a body's name: "the Islanders’ Association", "the
// Women's Union".
func (s *scan) isEndingInName(j int) bool {
	ending := s.tokens[j].tag == tagEnding
	if ending && (s.tokens[j].is(spaceAfter) && s.isFirm(j+1) || s.isBrand(j+1)) {
		return true
	}
	return s.tokens[j+1].in(bodyWord) && (s.isPluralEnding(j) || ending && j > 1 && s.tokens[j-2].tag == tagDet)
}

var (
	ofFamily    = hashWords("de", "da", "di", "del", "della", "van", "von", "der", "bin", "al")
	chiefHash   = hashWord("chief")
	beforeChief = hashWords("editor", "commander")
	andHash     = hashWord("and")
	causeWords  = hashWords("against", "without")
	roleGerunds = hashWords("ranking", "acting", "managing", "founding", "presiding")
)

// joinsRole reports whether token j stands within the words of a role: the "in" of "editor in chief", the participle of "Harbor Committee
// ranking Democrat Jonas Lie".
func (s *scan) joinsRole(j int) bool {
	next := s.around(j, 1)
	if s.tokens[j].hash == inHash {
		return beforeChief[s.tokens[j-1].hash] && next.hash == chiefHash
	}
	if s.tokens[j].hash == andHash {
		return s.joinsTwoRoles(j)
	}
	return roleGerunds[s.tokens[j].hash] && s.tokens[j-1].is(capital) && (members[next.hash] || next.in(groupNoun|title)) && s.around(j, 2).is(capital)
}

// joinsTwoRoles reports whether the "and" at token j stands between two roles of one person, whose name follows: "weather scientist and
// report co-author Jonas Lie". Of two persons the second role would have an article, or a name before it.
func (s *scan) joinsTwoRoles(j int) bool {
	const longest = 4 // words of a role
	before := &s.tokens[j-1]
	if !before.in(title|groupNoun) || before.is(plural) || before.is(capital) {
		return false
	}
	for k := j + 1; k <= j+longest && k+1 < len(s.tokens); k++ {
		t, next := &s.tokens[k], &s.tokens[k+1]
		if !isWordOfRole(t) {
			return false
		}
		if next.is(capital) && next.tag == tagName && next.sent == t.sent {
			return t.in(title|groupNoun) || strings.HasPrefix(s.text[t.Start:t.End], "co-")
		}
	}
	return false
}

// isWordOfRole reports whether a word, written small, can stand in what one person is.
func isWordOfRole(t *token) bool {
	return t.kind == word && !t.is(capital) && !t.is(plural) && t.tag.isNominal()
}

// isBrand reports whether token j, behind a state and its ending, is the one more word of a body's name: "America's Voice" said so, for
// nobody else writes a common word so.
func (s *scan) isBrand(j int) bool {
	t := &s.tokens[j]
	if !s.common[t.hash] || t.in(title|groupNoun|bodyNoun|bodyWord|partisan) || s.around(j, 1).is(capital) {
		return false
	}
	state, ok := partyNames().byName[s.hashTokens(int32(j)-2, int32(j)-1)]
	return ok && state.Kind == "state"
}

// isFirm reports whether capitals and an ampersand begin at token j: "Appliance & Security".
func (s *scan) isFirm(j int) bool {
	const most = 3 // words before the sign
	for k := j; k < min(j+most, len(s.tokens)-1) && s.tokens[k].is(capital); k++ {
		if s.tokens[k+1].sign == '&' && s.tokens[k+1].sent == s.tokens[j].sent {
			return true
		}
	}
	return false
}

// continues reports whether the noun at token j belongs to the phrase whose last noun is the given one, with adjectives
// between: "Democratic presidential candidate", "Doe senior adviser John Smith".
func (s *scan) continues(last, j int) bool {
	t := &s.tokens[last]
	return t.in(partisan) && last == j-2 && s.tokens[j-1].tag == tagAdj || (t.is(capital) || t.in(title)) && s.endsInRole(j)
}

// endsInRole reports whether token j begins or is a noun of what somebody is: "human resources executive".
func (s *scan) endsInRole(j int) bool {
	for k := j; k < j+3 && k < len(s.tokens) && s.tokens[k].tag.isNominal(); k++ {
		if s.tokens[k].in(groupNoun|title) || members[s.tokens[k].hash] {
			return true
		}
	}
	return false
}
