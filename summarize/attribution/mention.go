package attribution

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A mentionKind is how a mention names what it means.
type mentionKind uint8

const (
	named   mentionKind = iota // "Jane Doe", "Mr. Doe", "the Ministry of Health"
	nominal                    // "the senator", "two officials"
	pronoun                    // "he", "who", "some"
)

// A mention is a noun phrase or pronoun: tokens [from, to), of which head is the head and [name, head] the proper name,
// titles left out.
type mention struct {
	from, to   int32
	name, head int32
	kind       mentionKind
	owner      int32 // the mention whose 's or "his" stands inside this one, or -1
	entity     int32
	lead       float32 // of a pronoun by how much its entity beat the next one; [certain] where a hard rule chose
	means      split   // of a pronoun whom it may mean; nil where there is no doubt about the entity
}

// mentions finds the noun phrases of the scan, in the order of their first tokens. Possessors are mentions of their own
// inside the phrase that they begin.
func mentions(s *scan) []mention {
	out := make([]mention, 0, len(s.tokens)/4)
	for i := 0; i < len(s.tokens); {
		t := &s.tokens[i]
		switch {
		case t.kind != word && t.kind != number || s.isPartyMark(t):
			i++
		case isPronoun(s.tokens, i):
			out = append(out, pronounAt(i))
			i++
		default:
			var end int
			out, end = s.phrase(i, out)
			i = max(end, i+1)
		}
	}
	return out
}

func pronounAt(i int) mention {
	return mention{from: int32(i), to: int32(i + 1), name: int32(i + 1), head: int32(i), kind: pronoun, owner: -1, entity: -1}
}

// tagFirstNames tags a first name before another capital as a name, whatever else the word can be: "Per Holm", "Will
// Hurd". Where it opens a sentence and could be a preposition there ("Per Holm, …"), a verb must follow the name.
func (s *scan) tagFirstNames() {
	for i := 0; i+1 < len(s.tokens); i++ {
		t := &s.tokens[i]
		if !t.in(givenName) || t.tag == tagName && !t.in(preposition) || !s.isNameBehind(i) {
			continue
		}
		if first, _ := utf8.DecodeRuneInString(s.text[t.Start:]); !unicode.IsUpper(first) {
			continue
		}
		opens := i == 0 || s.tokens[i-1].sent != t.sent || s.tokens[i-1].kind != word
		if t.in(preposition|conjunction|subordinator) && opens && !s.around(i, 2).tag.isFinite() {
			continue
		}
		t.tag, t.shape, t.class = tagName, t.shape|capital, t.class&^(preposition|conjunction|subordinator|auxiliary|modal)
	}
}

// tagMonthNames tags a month as a family name behind a first name or a title, "Theresa May", "Mr. March", and that name alone before a verb,
// "May said", where the text has somebody of it. A date goes on with a number: "tell Mark May 3".
func (s *scan) tagMonthNames() {
	families := map[uint64]bool{}
	isFamily := func(i int) bool {
		t, before, behind := &s.tokens[i], s.around(i, -1), s.around(i, 1)
		return t.in(month) && t.is(capital) && behind.kind != number && (before.in(givenName) && before.tag == tagName || before.in(honorific) && before.is(capital))
	}
	for i := range s.tokens {
		if isFamily(i) {
			families[s.tokens[i].hash] = true
		}
	}
	for i := range s.tokens {
		t := &s.tokens[i]
		if families[t.hash] && t.is(capital) && (isFamily(i) || s.around(i, 1).in(speech) || s.around(i, 1).tag == tagEnding) {
			t.tag, t.class = tagName, t.class&^(month|modal|auxiliary)
		}
	}
}

// tagNameWords tags common words that are parts of a name by what stands behind them, where they open a sentence: "Trade and Industry Secretary
// Ida Lund said", "Downing Street said".
func (s *scan) tagNameWords() {
	for i := range s.tokens {
		t, next := &s.tokens[i], s.around(i, 1)
		if t.is(capital) && (t.in(field) && i+1 < len(s.tokens) && s.joinsFields(i+1) || t.tag.isVerb() && next.is(capital) && nameFirst[t.hash][next.hash]) {
			t.tag = tagName
		}
	}
}

// isNameBehind reports whether a name with a capital follows token i in its sentence.
func (s *scan) isNameBehind(i int) bool {
	next := s.around(i, 1)
	return next.kind == word && next.is(capital) && next.tag == tagName
}

// isPartyMark reports whether the token is a party's letter and a state, as in "Jane Doe, R-Ohio".
func (s *scan) isPartyMark(t *token) bool {
	return t.is(hyphened) && t.is(capital) && t.End-t.Start > 2 && s.text[t.Start+1] == '-' && (s.text[t.Start] == 'R' || s.text[t.Start] == 'D' || s.text[t.Start] == 'I')
}

// isPronoun reports whether token i stands for a noun phrase by itself.
func isPronoun(tokens []token, i int) bool {
	t := &tokens[i]
	switch {
	case t.in(possessive) && t.tag == tagPossessive:
		return false
	case t.in(personal):
		return true
	case partitive(tokens, i):
		return false
	case t.in(relative):
		return t.tag == tagWh || t.tag == tagPronoun || !t.in(subordinator) && !leadsPhrase(tokens, i)
	}
	return t.in(indefinite) && t.tag != tagPrep && !leadsPhrase(tokens, i)
}

// partitive reports whether token i begins "some of the voters".
func partitive(tokens []token, i int) bool {
	return tokens[i].in(indefinite) && i+2 < len(tokens) && tokens[i+2].sent == tokens[i].sent && tokens[i+1].in(partOf) && startsPhrase(&tokens[i+2])
}

// leadsPhrase reports whether a noun phrase goes on behind token i, of which it may be the first word: "which voters", "some elected officials".
func leadsPhrase(tokens []token, i int) bool {
	if i+1 >= len(tokens) || tokens[i+1].para != tokens[i].para {
		return false
	}
	return startsPhrase(&tokens[i+1]) || tokens[i].in(indefinite) && leadsParticiple(tokens, i)
}

// leadsParticiple reports whether a participle before a noun stands behind token i.
func leadsParticiple(tokens []token, i int) bool {
	return i+2 < len(tokens) && tokens[i+1].tag == tagPart && tokens[i+2].sent == tokens[i].sent && tokens[i+2].tag.isNominal()
}

// startsPhrase reports whether a word can stand in a noun phrase.
func startsPhrase(t *token) bool {
	return t.tag.isNominal() && !t.in(day|month) || t.tag == tagDet || t.tag == tagPossessive
}

// A phrasing is a noun phrase as far as it is read: from token start on, "some of" before token begin, its last noun so far.
type phrasing struct {
	start, begin int
	last         int   // -1 before a noun
	owner        int32 // the mention of who owns it, or -1
}

// endsBefore reports whether the phrase's last noun so far stands right before token j.
func (p *phrasing) endsBefore(j int) bool { return p.last >= 0 && p.last == j-1 }

// phrase reads the noun phrase that begins at token i, if one does, and appends it, its possessors first. It returns the
// token after it.
func (s *scan) phrase(i int, out []mention) ([]mention, int) {
	const longest = 24
	p := phrasing{start: i, begin: i, last: -1, owner: -1}
	if partitive(s.tokens, i) {
		p.begin += 2
	}
	j := p.begin
	if s.tokens[j].tag == tagPossessive {
		p.owner = int32(len(out))
		out = append(out, pronounAt(j))
		j++
	}
reading:
	for ; j < len(s.tokens) && s.tokens[j].sent == s.tokens[i].sent && j < i+longest; j++ {
		switch s.partOfPhrase(&p, j) {
		case noPart:
			break reading
		case nounPart:
			p.last = j
		case ownerPart:
			out = append(out, s.newMention(i, j, p.last, p.owner))
			p.owner, p.last = int32(len(out)-1), -1
		}
	}
	if p.last < 0 && s.isAdjectiveForNoun(&p, j) {
		p.last = j - 1
	}
	if p.last < 0 {
		return out, i + 1
	}
	m := s.newMention(i, p.last+1, p.last, p.owner)
	if s.holdsOfficeBefore(out, &m) {
		m.from = out[len(out)-1].from // the office and its holder are one mention
		out = out[:len(out)-1]
	}
	return append(out, m), p.last + 1
}

// isAdjectiveForNoun reports whether the phrase that ends before token j has an article and its last adjective for a noun: "the 46-year-old".
func (s *scan) isAdjectiveForNoun(p *phrasing, j int) bool {
	return s.tokens[p.begin].tag == tagDet && j > p.begin+1 && s.tokens[j-1].tag == tagAdj
}

// A phrasePart is what a token is to the noun phrase before it.
type phrasePart uint8

const (
	noPart     phrasePart = iota
	beforeNoun            // a determiner, adjective, number or small word of a name
	nounPart
	ownerPart // the ending that makes what stands before it a possessor
)

// partOfPhrase tells what token j is to the noun phrase that is read up to it.
func (s *scan) partOfPhrase(p *phrasing, j int) phrasePart {
	behindNoun := p.endsBefore(j)
	switch {
	case behindNoun && s.joinsWithin(j):
		return nounPart
	case behindNoun && s.isOwnerEnding(j):
		return ownerPart
	case s.endsPhrase(&s.tokens[j]):
		return noPart
	case s.isPhraseNoun(p, j):
		if s.isOfSamePhrase(p, j) {
			return nounPart
		}
		return noPart
	case s.isPhraseModifier(p, j), behindNoun && s.joinsCapitals(j):
		return beforeNoun
	case behindNoun && s.isCapitalBehind(j):
		return nounPart
	}
	return noPart
}

// joinsWithin reports whether token j, behind a noun, stands within a name or the words of a role.
func (s *scan) joinsWithin(j int) bool {
	return s.joinsName(j) || s.joinsRole(j) || j > 0 && !s.tokens[j-1].is(capital) && s.joinsFields(j)
}

// isOwnerEnding reports whether token j makes the noun before it a possessor.
func (s *scan) isOwnerEnding(j int) bool { return s.tokens[j].tag == tagEnding || s.isPluralEnding(j) }

// isOfSamePhrase reports whether the noun at token j belongs to the phrase before it: it is the first there, or stands right behind the last
// one, or what stands between joins the two.
func (s *scan) isOfSamePhrase(p *phrasing, j int) bool {
	return p.last < 0 || p.last >= j-1 || s.tokens[j-1].tag == tagConj || s.joinsCapitals(j-1) || s.continues(p.last, j) || s.isFieldOf(j)
}

// endsPhrase reports whether no noun phrase reaches over the token.
func (s *scan) endsPhrase(t *token) bool {
	return t.kind == punct || t.kind == mark || t.in(day|month) && t.is(capital) || s.isPartyMark(t)
}

// isPhraseNoun reports whether token j is a noun, or a word that is one within a phrase: "chief", "speaker".
func (s *scan) isPhraseNoun(p *phrasing, j int) bool {
	t := &s.tokens[j]
	if sheer[t.hash] || s.isActOf(p, j) {
		return false
	}
	return t.tag == tagNoun || t.tag == tagName || j > p.begin && t.in(groupNoun|title) && t.class&speech == 0 && s.tokens[j-1].tag != tagPronoun
}

// isActOf reports whether token j is no noun but what the man or woman before it does: "heard a woman crying".
func (s *scan) isActOf(p *phrasing, j int) bool {
	if !p.endsBefore(j) || s.tokens[p.begin].tag != tagDet {
		return false
	}
	who, t := &s.tokens[j-1], &s.tokens[j]
	return people[who.hash] && !t.is(capital) && strings.HasSuffix(s.text[t.Start:t.End], "ing")
}

var people = hashWords("man", "woman", "boy", "girl", "person", "child", "someone")

// sheer are words before a verb that look like nouns: "the company flat-out denied".
var sheer = hashWords("flat-out", "outright", "point-blank")

// isPhraseModifier reports whether token j stands before a noun: an adjective or number, a determiner where the phrase begins,
// a participle or adverb with more behind it.
func (s *scan) isPhraseModifier(p *phrasing, j int) bool {
	switch t := &s.tokens[j]; t.tag {
	case tagAdj, tagNumber:
		return true
	case tagDet:
		return j == p.begin || j == p.begin+1 && s.tokens[p.begin].in(indefinite)
	case tagPart, tagGerund, tagAdverb:
		return p.last < 0 && j > p.start && j+1 < len(s.tokens) && (s.tokens[j+1].tag.isNominal() || s.tokens[j+1].tag == tagPart)
	}
	return false
}

// joinsCapitals reports whether token j is a small word between two of a name: "Ana de Souza".
func (s *scan) joinsCapitals(j int) bool {
	t := &s.tokens[j]
	return t.in(joiner) && !t.in(preposition|conjunction|determiner) && s.tokens[j-1].is(capital) && j+1 < len(s.tokens) && s.tokens[j+1].is(capital)
}

// isCapitalBehind reports whether token j, of whatever tag, goes on with the name before it for its capital.
func (s *scan) isCapitalBehind(j int) bool {
	t := &s.tokens[j]
	return t.sign == 0 && t.is(capital) && s.tokens[j-1].is(capital) && t.tag != tagDet &&
		!t.in(preposition|conjunction|determiner|subordinator|auxiliary|personal|day|month)
}

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

// isPluralEnding reports whether token j is the apostrophe of a plural possessor, "the voters’", and no quotation mark.
func (s *scan) isPluralEnding(j int) bool {
	t := &s.tokens[j]
	return t.kind == mark && (t.sign == '’' || t.sign == '\'') && t.quote < 0 && j > 0 && !t.is(spaced) && t.is(spaceAfter) && s.tokens[j-1].kind == word && s.tokens[j-1].is(plural)
}

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
