package attribution

import (
	"unicode/utf8"

	"parley/summarize/attribution/language"
)

// phrasesByRules finds the noun phrases that can be sources: names with their titles, titles and bodies by themselves,
// and pronouns.
func (s *scan) phrasesByRules() []mention {
	var out []mention
	for i := 0; i < len(s.tokens); {
		t := &s.tokens[i]
		if t.kind != word {
			i++
			continue
		}
		if t.tag == tagPronoun {
			out = append(out, pronounAt(i))
			i++
			continue
		}
		if m, ok := s.phraseByRules(i); ok {
			out = append(out, m)
			i = int(m.to)
			continue
		}
		i++
	}
	return out
}

const (
	maxModifiers = 2 // small words before or after a title: "le nouveau ministre", "el ministro saliente"
	maxOffice    = 4 // words of what a title is of: "ministre de l'Économie et des Finances"
	maxName      = 6 // words of a name
)

// phraseByRules reads the noun phrase that begins at token i: [determiner] [modifiers] [titles] [name], where a title may
// be followed by what it is of, and a comma before the name.
func (s *scan) phraseByRules(i int) (mention, bool) {
	j := i
	if s.tokens[j].tag == tagDet {
		j++
	}
	head := s.titleAfter(j, i)
	if head < 0 {
		return s.untitledPhrase(i, j)
	}
	for s.within(head+1, i) && s.tokens[head+1].in(title) {
		head++
	}
	if m, ok := s.titledName(i, head); ok {
		return m, true
	}
	if head == i && s.isParticiple(i) {
		return mention{}, false
	}
	return s.officePhrase(i, head), true
}

// untitledPhrase reads a phrase without a title: a determiner at token i, or none, and what stands at token j behind it.
func (s *scan) untitledPhrase(i, j int) (mention, bool) {
	nouns := s.lex.Has(language.CapitalNouns)
	if j > i && !(s.within(j, i) && s.tokens[j].tag == tagName) {
		return nominalMention(i, j, j+1), s.actsBefore(j)
	}
	if j > i && nouns && !s.nameRun(j) {
		return nominalMention(i, j, j+1), true
	}
	end := s.nameFrom(j, i)
	if nouns && j > i && end-j > 2 && !s.tokens[end-1].in(speaker|groupNoun) { // "des Ökonomen Peter Lau", not "Die Neue Ostrander Zeitung"
		j++
	}
	m := namedMention(i, s.bearer(j, end), end)
	if nouns && end == j+1 && !s.knownName(j) {
		m.kind, m.name = nominal, m.to // a noun without its article
	}
	return m, end > j
}

// titledName reads the name behind the title at token head, or behind the words that say what the title is of.
func (s *scan) titledName(i, head int) (mention, bool) {
	end := head + 1
	if n := s.nameFrom(end, i); n > end {
		if s.tokens[head].in(bodyNoun) && !s.tokens[head].in(title) { // "de gemeente Veldhuizen"
			return namedMention(i, head, n), true
		}
		return namedMention(i, s.bearer(end, n), n), true
	}
	if m, ok := s.holderApposed(i, head); ok {
		return m, true
	}
	for at := end + 1; at <= end+maxModifiers && s.within(at, i) && s.isModifier(at-1); at++ { // "la ministra alemana Ana Ruiz"
		if n := s.nameFrom(at, i); n > at && s.tokens[head].in(title) {
			return namedMention(i, at, n), true
		}
	}
	return mention{}, false
}

// isParticiple reports whether token i is one, though it could be a noun: "ha partido".
func (s *scan) isParticiple(i int) bool {
	return i > 0 && s.tokens[i-1].in(auxiliary) && s.tokens[i-1].sent == s.tokens[i].sent && !s.tokens[i].is(capital)
}

// officePhrase reads the title at token head with what it is of, and the name of its holder, if that follows.
func (s *scan) officePhrase(i, head int) mention {
	end := head + 1
	office := s.officeAfter(end, i)
	if office == end && !s.tokens[head].in(title) {
		return nominalMention(i, head, end)
	}
	for at := office; at <= office+maxModifiers; at++ { // "le président du conseil départemental, Luc Fabre"
		if at > office && (!s.within(at-1, i) || !s.isModifier(at-1)) {
			break
		}
		n := s.nameAfterOffice(at, i)
		if behind := s.behindTitle(at); behind > at { // "директор компании «Юг» Иван Буря"
			n = s.nameAfterOffice(behind, i)
		}
		if n.to > 0 {
			n.from = int32(i)
			return n
		}
	}
	return nominalMention(i, head, office)
}

func nominalMention(from, head, end int) mention {
	return mention{from: int32(from), to: int32(end), name: int32(end), head: int32(head), kind: nominal, owner: -1, entity: -1}
}

// actsBefore reports whether the word at token j, which the lexicon doesn't know, is the subject of a verb of speech right behind
// it: "le rectorat a indiqué".
func (s *scan) actsBefore(j int) bool {
	if !s.within(j, j-1) || !s.tokens[j].isUnknown() {
		return false
	}
	k := j + 1
	for s.within(k, j) && s.tokens[k].in(auxiliary) && k < j+3 {
		k++
	}
	return s.within(k, j) && s.tokens[k].in(speech) && s.thatFollows(k)
}

// bearer is where the name of a person begins in the capitalized words [name, end): behind a word that says what they are,
// which the lexicon doesn't know: "Gastwirt Manfred Hauser".
func (s *scan) bearer(name, end int) int {
	const least = 7 // letters; given names that the lexicon doesn't know are seldom as long
	t := &s.tokens[name]
	if end-name > 2 && !t.in(givenName) && (s.tokens[name+1].in(givenName) ||
		(s.opens(name) || s.lex.Has(language.CapitalNouns)) && utf8.RuneCountInString(s.text[t.Start:t.End]) >= least && !s.tokens[name+1].in(joiner)) {
		return name + 1
	}
	return name
}

func namedMention(from, name, end int) mention {
	return mention{from: int32(from), to: int32(end), name: int32(name), head: int32(end - 1), kind: named, owner: -1, entity: -1}
}

// within reports whether token i is in the sentence of token at, and on its side of quotation marks.
func (s *scan) within(i, at int) bool {
	return i < len(s.tokens) && s.tokens[i].sent == s.tokens[at].sent && s.tokens[i].quote == s.tokens[at].quote
}

// titleAfter is the title or body that begins at token j or after modifiers, or -1.
func (s *scan) titleAfter(j, at int) int {
	for range maxModifiers + 1 {
		if !s.within(j, at) {
			return -1
		}
		if t := &s.tokens[j]; t.kind == word && t.in(title|groupNoun) && t.tag != tagDet {
			return j
		}
		if !s.isModifier(j) {
			return -1
		}
		j++
	}
	return -1
}

// isModifier reports whether token i can be an adjective: a word that the lexicon does not know as anything else, small unless
// it opens the sentence.
func (s *scan) isModifier(i int) bool {
	t := &s.tokens[i]
	return t.isUnknown() && (!t.is(capital) || s.opens(i)) && t.quote < 0
}

// isUnknown reports whether the lexicon tells nothing of a word but a gender.
func (t *token) isUnknown() bool {
	return t.kind == word && t.tag == tagNone && t.class&^(male|female) == 0 && !t.is(dotted)
}

// nameFrom is the token after the name that begins at token j, or j.
func (s *scan) nameFrom(j, at int) int {
	end := j
	for k := j; k < j+maxName && s.within(k, at) && s.tokens[k].kind == word; k++ {
		t := &s.tokens[k]
		if t.tag == tagName || t.is(capital|dotted) && t.is(dotted) && t.is(capital) || k > j && t.is(capital) && t.tag == tagNone {
			end = k + 1
			continue
		}
		if k == j || !t.in(joiner) || t.is(capital) || !s.within(k+1, at) || s.tellsOrigin(k, j) {
			break
		}
		if n := &s.tokens[k+1]; n.tag != tagName && !n.in(joiner) || t.in(conjunction) {
			break
		}
	}
	return end
}

// tellsOrigin reports whether the small word at token k, behind a whole name that begins at token j, says where its bearer is from:
// "Ana Ruiz von Nordkanal". A second given name may stand before it: "Karl Peter von Orten". An article that no "von" leads up to is that of
// another noun: "sagte Ana Ruiz der Zeitung".
func (s *scan) tellsOrigin(k, j int) bool {
	if !s.lex.Has(language.CapitalNouns) || k < j+2 || s.tokens[k-1].in(givenName) {
		return false
	}
	return s.tokens[k].in(complement) || s.tokens[k].in(definite) && !s.tokens[k-1].in(joiner)
}

// knownName reports whether the word at token i is part of a name of several words, or follows a title, somewhere in the
// text.
func (s *scan) knownName(i int) bool {
	if s.fullNames == nil {
		s.fullNames = map[uint64]bool{}
		for k := 1; k < len(s.tokens); k++ {
			a, b := &s.tokens[k-1], &s.tokens[k]
			if b.tag == tagName && a.sent == b.sent && (a.tag == tagName || a.in(title)) {
				s.fullNames[b.hash] = true
			}
		}
	}
	return s.fullNames[s.tokens[i].hash]
}

// nameRun reports whether two words of a name stand at token i: a single capital is but a noun in German.
func (s *scan) nameRun(i int) bool {
	return i+1 < len(s.tokens) && s.tokens[i+1].sent == s.tokens[i].sent && s.tokens[i+1].tag == tagName
}

// officeAfter is the token after what a title is of: "de Valcourt", "der Polizei", "for the port", or end. A body in the
// genitive may stand bare, as in Slavic languages.
func (s *scan) officeAfter(end, at int) int {
	j := end
	if !s.within(j, at) {
		return end
	}
	if t := &s.tokens[j]; t.in(preposition) && t.in(joiner|complement) || t.tag == tagDet && t.in(genitive) {
		j++
	} else if t.kind != word || !t.in(groupNoun) {
		return end
	}
	if s.within(j, at) && s.tokens[j].tag == tagDet {
		j++
	}
	first := j
	for ; j < first+maxOffice && s.within(j, at) && s.namesOffice(j, first); j++ {
		if n := s.nameFrom(j, at); j == first && s.tokens[j].tag == tagName && n > j+1 {
			return s.officeOrHolder(j, n, at)
		}
	}
	for j > first && s.tokens[j-1].in(joiner) && !s.tokens[j-1].is(capital) { // "of", and nothing behind it
		j--
	}
	if j == first {
		return end
	}
	return j
}

// namesOffice reports whether token j can be a word of what a title is of, which begins at token first.
func (s *scan) namesOffice(j, first int) bool {
	t := &s.tokens[j]
	if t.kind != word || t.in(speech|auxiliary|thatWord) || t.tag == tagPronoun || t.tag == tagConj || t.tag == tagPrep && !t.in(joiner) {
		return false
	}
	return j == first || t.is(capital) || t.in(joiner) || s.tokens[j-1].in(joiner)
}

// officeOrHolder is where the office ends whose words are followed by the capitals [j, n). The last two are the holder's name, if
// there are three, and the only two are a place's or a body's: "maire de Valcourt Luc Fabre", "Sprecher der Ost Werft".
func (s *scan) officeOrHolder(j, n, at int) int {
	if n == j+2 || s.nameAfterOffice(n, at).to > 0 {
		return n
	}
	return j + 1
}

// nameAfterOffice is the name that stands at token j, or after a comma there, when it has two words at least.
func (s *scan) nameAfterOffice(j, at int) mention {
	comma := s.within(j, at) && s.tokens[j].sign == ','
	if comma {
		j++
	}
	if n := s.nameFrom(j, at); n > j+1 && (!comma || n == len(s.tokens) || s.tokens[n].kind == punct) {
		return namedMention(j, j, n)
	}
	return mention{}
}

// behindTitle is the token behind the title of some words in quotation marks that opens at token i, or i.
func (s *scan) behindTitle(i int) int {
	const most = 6 // tokens
	if i >= len(s.tokens) || s.tokens[i].kind != mark {
		return i
	}
	for k := i + 1; k < len(s.tokens) && k <= i+most && s.tokens[k].sent == s.tokens[i].sent; k++ {
		if s.tokens[k].kind == mark {
			return k + 1
		}
	}
	return i
}
