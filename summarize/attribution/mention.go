package attribution

import (
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
			out = append(out, mention{from: int32(i), to: int32(i + 1), name: int32(i + 1), head: int32(i), kind: pronoun, owner: -1, entity: -1})
			i++
		default:
			var end int
			out, end = s.phrase(i, out)
			i = max(end, i+1)
		}
	}
	return out
}

// tagFirstNames tags a first name before another capital as a name, whatever else the word can be: "Per Holm", "Will
// Hurd". Where it opens a sentence and could be a preposition there ("Per Holm, …"), a verb must follow the name.
func (s *scan) tagFirstNames() {
	for i := 0; i+1 < len(s.tokens); i++ {
		t, next := &s.tokens[i], &s.tokens[i+1]
		if !t.in(maleName|femaleName) || t.tag == tagName && !t.in(preposition) || next.kind != word || !next.is(capital) || next.sent != t.sent || next.tag != tagName {
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

// isPartyMark reports whether the token is a party's letter and a state, as in "Jane Doe, R-Ohio".
func (s *scan) isPartyMark(t *token) bool {
	return t.is(hyphened) && t.is(capital) && t.End-t.Start > 2 && s.text[t.Start+1] == '-' && (s.text[t.Start] == 'R' || s.text[t.Start] == 'D' || s.text[t.Start] == 'I')
}

// isPronoun reports whether token i stands for a noun phrase by itself.
func isPronoun(tokens []token, i int) bool {
	t := &tokens[i]
	if t.in(possessive) && t.tag == tagPossessive {
		return false
	}
	if t.in(personal) {
		return true
	}
	if t.in(indefinite) && partitive(tokens, i) {
		return false
	}
	followed := i+1 < len(tokens) && tokens[i+1].para == t.para && (startsPhrase(&tokens[i+1]) || i+2 < len(tokens) && t.in(indefinite) && tokens[i+1].tag == tagPart && tokens[i+2].sent == t.sent && tokens[i+2].tag.isNominal())
	if t.in(relative) {
		return t.tag == tagWh || t.tag == tagPronoun || !t.in(subordinator) && !followed
	}
	return t.in(indefinite) && !followed && (t.tag != tagPrep)
}

// partitive reports whether token i begins "some of the voters".
func partitive(tokens []token, i int) bool {
	return i+2 < len(tokens) && tokens[i+2].sent == tokens[i].sent && tokens[i].class&(indefinite) != 0 && tokens[i+1].in(partOf) && startsPhrase(&tokens[i+2])
}

// startsPhrase reports whether a word can stand in a noun phrase.
func startsPhrase(t *token) bool {
	return t.tag.isNominal() && !t.in(day|month) || t.tag == tagDet || t.tag == tagPossessive
}

// phrase reads the noun phrase that begins at token i, if one does, and appends it, its possessors first. It returns the
// token after it.
func (s *scan) phrase(i int, out []mention) ([]mention, int) {
	tokens := s.tokens
	start, owner, last := i, int32(-1), -1
	j := i
	if partitive(tokens, j) {
		j += 2
	}
	begin := j
	if tokens[j].tag == tagPossessive {
		owner = int32(len(out))
		out = append(out, mention{from: int32(j), to: int32(j + 1), name: int32(j + 1), head: int32(j), kind: pronoun, owner: -1, entity: -1})
		j++
	}
	for ; j < len(tokens) && tokens[j].sent == tokens[i].sent && j < i+24; j++ {
		t := &tokens[j]
		switch {
		case s.joinsName(j) && last >= 0 && last == j-1:
			last = j
			continue
		case (t.tag == tagEnding || s.isPluralEnding(j)) && last >= 0 && last == j-1:
			out = append(out, s.newMention(start, j, last, owner))
			owner, last = int32(len(out)-1), -1
			start = i
			continue
		case t.kind == punct || t.kind == mark || t.in(day|month) && t.is(capital) || s.isPartyMark(t):
		case t.tag == tagNoun || t.tag == tagName || j > begin && t.in(groupNoun|title) && t.class&speech == 0 && tokens[j-1].tag != tagPronoun:
			if last >= 0 && last < j-1 && tokens[j-1].tag != tagConj && !s.continues(last, j) {
				break
			}
			last = j
			continue
		case t.tag == tagAdj || t.tag == tagNumber:
			continue
		case t.tag == tagDet && j == begin || t.tag == tagDet && j == begin+1 && tokens[begin].in(indefinite):
			continue
		case (t.tag == tagPart || t.tag == tagGerund || t.tag == tagAdverb) && j+1 < len(tokens) && (tokens[j+1].tag.isNominal() || tokens[j+1].tag == tagPart) && last < 0 && j > i:
			continue
		case t.in(joiner) && last >= 0 && last == j-1 && tokens[last].is(capital) && !t.in(preposition|conjunction|determiner) && j+1 < len(tokens) && tokens[j+1].is(capital):
			continue
		case t.sign == 0 && t.is(capital) && last >= 0 && last == j-1 && tokens[last].is(capital) && t.tag != tagDet && t.class&(preposition|conjunction|determiner|subordinator|auxiliary|personal|day|month) == 0:
			last = j
			continue
		}
		break
	}
	if last < 0 && tokens[begin].tag == tagDet && j > begin+1 && tokens[j-1].tag == tagAdj { // "the 46-year-old"
		last = j - 1
	}
	if last < 0 {
		return out, i + 1
	}
	m := s.newMention(start, last+1, last, owner)
	if n := len(out); n > 0 && m.kind == named && m.name > m.from && int(out[n-1].to) == start-1 && out[n-1].kind != pronoun && tokens[start-1].in(partOf) && tokens[start-2].in(title) && tokens[start-2].is(capital) {
		m.from = out[n-1].from // the office and its holder are one mention
		out = out[:n-1]
	}
	return append(out, m), last + 1
}

// isPluralEnding reports whether token j is the apostrophe of a plural possessor, "the voters’", and no quotation mark.
func (s *scan) isPluralEnding(j int) bool {
	t := &s.tokens[j]
	return t.kind == mark && (t.sign == '’' || t.sign == '\'') && t.quote < 0 && j > 0 && !t.is(spaced) && t.is(spaceAfter) && s.tokens[j-1].kind == word && s.tokens[j-1].is(plural)
}

// joinsName reports whether token j is a possessive ending inside a body's name: "the Islanders’ Association", "the
// Women's Union".
func (s *scan) joinsName(j int) bool {
	if j == 0 || j+1 >= len(s.tokens) || !s.tokens[j-1].is(capital) || !s.tokens[j+1].is(capital) || !s.tokens[j+1].in(bodyWord) || s.tokens[j+1].sent != s.tokens[j].sent {
		return false
	}
	return s.isPluralEnding(j) || s.tokens[j].tag == tagEnding && j > 1 && s.tokens[j-2].tag == tagDet
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
		if s.tokens[k].in(groupNoun | title) {
			return true
		}
	}
	return false
}

// newMention makes a mention of tokens [from, to) whose head is the given token, finding the proper name that ends it.
func (s *scan) newMention(from, to, head int, owner int32) mention {
	m := mention{from: int32(from), to: int32(to), name: int32(to), head: int32(head), kind: nominal, owner: owner, entity: -1}
	tokens := s.tokens
	if !s.isProper(head, from) {
		return m
	}
	first := head
	for first > from && (s.isProper(first-1, from) || s.joinsName(first-1) || tokens[first-1].in(joiner) && first-2 >= from && s.isProper(first-2, from) && !tokens[first-1].in(determiner|conjunction)) {
		first--
	}
	for k := head; k >= first; k-- { // what follows the last title is the name
		if tokens[k].in(title) && k < head {
			first = k + 1
			break
		}
	}
	if from >= 2 && tokens[from-1].in(partOf) && tokens[from-2].in(title) && tokens[from-2].is(capital) && tokens[from-2].sent == tokens[from].sent {
		for k := first + 1; k < head; k++ { // "Secretary of State Jane Doe"
			if tokens[k].in(maleName | femaleName) {
				first = k
				break
			}
		}
	}
	for first < head && tokens[first].in(partisan) && tokens[first+1].in(maleName|femaleName) {
		first++
	}
	if first == head && tokens[head].in(title|groupNoun) && (from < head && !tokens[from].is(capital) || !tokens[head].is(allCaps)) && tokens[head].tag != tagName {
		return m // "the President"
	}
	if tokens[head].in(partisan) && (tokens[from].in(indefinite) || tokens[from].tag == tagDet && !tokens[from].in(definite)) {
		return m // "a Halvik Democrat"
	}
	m.kind, m.name = named, int32(first)
	return m
}

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
