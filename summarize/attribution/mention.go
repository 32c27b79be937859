package attribution

import (
	"strings"
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

// isPluralEnding reports whether token j is the apostrophe of a plural possessor, "the voters’", and no quotation mark.
func (s *scan) isPluralEnding(j int) bool {
	t := &s.tokens[j]
	return t.kind == mark && (t.sign == '’' || t.sign == '\'') && t.quote < 0 && j > 0 && !t.is(spaced) && t.is(spaceAfter) && s.tokens[j-1].kind == word && s.tokens[j-1].is(plural)
}
