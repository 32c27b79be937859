package attribution

import (
	"slices"

	"parley/summarize/attribution/language"
)

// sourceOfVerb is the source of the verb of speech at token i. Behind a quotation it follows the verb; elsewhere it is the
// phrase before it, unless a preposition governs that, else the phrase after it.
func (s *scan) sourceOfVerb(i int) int32 {
	start := s.verbStart(i)
	if s.behindQuotation(start) {
		after := s.sourceAfter(i, 2)
		if !s.couldSpeak(after, behindSaid) {
			after = noSource
		}
		if after != noSource && s.mentions[after].kind != nominal {
			return after
		}
		return firstSource(s.speaking(s.nameBehind(i)), after, s.speaking(s.sourceEnding(start)), s.elidedSubject(i))
	}
	near, around := s.speaking(s.sourceEnding(start)), s.speakingFar(s.sourceAround(i))
	if s.lex.Has(language.LateParticiples) && around != noSource {
		near = noSource // an object: "Die Ministerin hat ein Gesetz angekündigt"
	}
	if m := firstSource(near, around, s.speaking(s.sourceAfter(i, 3)), s.speakingFar(s.subjectOfClause(i))); m != noSource {
		return m
	}
	first := int(s.first[s.tokens[i].sent])
	if start == first && s.thatFollows(i) || i == first+1 && i+1 < len(s.tokens) && s.tokens[i+1].sign == ',' { // "Dodała, że …", "Jak podkreśla, …"
		return s.lastSource(i)
	}
	return noSource
}

// speaking is mention m if it can be a subject that speaks, else noSource.
func (s *scan) speaking(m int32) int32 {
	if !s.couldSpeak(m, bySubject) {
		return noSource
	}
	return m
}

func (s *scan) speakingFar(m int32) int32 {
	if !s.couldSpeak(m, farOff) {
		return noSource
	}
	return m
}

func firstSource(sources ...int32) int32 {
	for _, m := range sources {
		if m != noSource {
			return m
		}
	}
	return noSource
}

// sourceAccording is the source of "laut", "selon", "de acuerdo con" or "по словам" at token i.
func (s *scan) sourceAccording(i int) int32 {
	if i > 0 && s.tokens[i-1].in(possessive) { // "по его словам"
		return s.lastSource(i)
	}
	from := i
	if i+1 < len(s.tokens) && s.tokens[i+1].tag == tagPrep && (!s.lex.Has(language.CapitalNouns) || s.tokens[i+1].in(complement)) {
		from++
	}
	m := int32(noSource)
	if !s.tokens[i].in(postposition) {
		m = s.sourceAfter(from, 0)
	}
	if behind := s.behindQuotation(i); behind && (m == noSource || s.mentions[m].kind == nominal) { // "„…“, so der Landwirt Jan Ruiter"
		if n := s.nameBehind(from); n != noSource {
			return n
		}
	}
	if m == noSource && !s.tokens[i].in(preposition) { // "der Polizei zufolge"
		m = s.sourceEnding(i)
	}
	m = s.issuerOf(m)
	if !s.couldSpeak(m, byNoun) {
		return noSource
	}
	return m
}

// issuerOf is who put out the document that mention m is, or noSource: "einer Mitteilung der Polizei" is the police's. Other mentions stay.
func (s *scan) issuerOf(m int32) int32 {
	if m == noSource || s.mentions[m].kind != nominal || !s.tokens[s.mentions[m].head].in(document) {
		return m
	}
	k := int(s.mentions[m].to)
	if k >= len(s.tokens) || s.tokens[k].sent != s.tokens[k-1].sent {
		return noSource
	}
	if t := &s.tokens[k]; t.tag == tagPrep && t.in(complement) {
		k++
	} else if !t.in(genitive) {
		return noSource
	}
	if k == len(s.tokens) {
		return noSource
	}
	return s.mentionAt(k)
}

// issuerBehind is who put out the document behind the verb at token i: "heißt es in einer Erklärung der Gewerkschaft".
func (s *scan) issuerBehind(i int) int32 {
	const reach = 10
	for k := i + 1; k < len(s.tokens) && k < i+reach && s.tokens[k].sent == s.tokens[i].sent && s.tokens[k].quote < 0; k++ {
		if m := s.mentionAt(k); m != noSource && s.tokens[s.mentions[m].head].in(document) {
			if m = s.issuerOf(m); s.couldSpeak(m, byNoun) {
				return m
			}
			return noSource
		}
	}
	return noSource
}

// sourceInView is the person in whose view something is: "Pour le maire Luc Fabre, c’est trop."
func (s *scan) sourceInView(i int) int32 {
	const reach = 4 // "Para o conhecido historiador Renato Lima, …"
	m := int32(noSource)
	for k := i + 1; k < len(s.tokens) && k <= i+reach && m == noSource && s.tokens[k].kind == word; k++ {
		m = s.mentionAt(k)
	}
	if m == noSource || s.mentions[m].kind != named || s.mentions[m].head == s.mentions[m].name {
		return noSource
	}
	if to := int(s.mentions[m].to); to >= len(s.tokens) || s.tokens[to].sign != ',' {
		return noSource
	}
	return m
}

// subjectOfClause is the subject of a clause that the verb at token i ends: "…, wie Dezernent Jan Lau am Freitag mitteilte."
func (s *scan) subjectOfClause(i int) int32 {
	const reach = 12
	if i+1 < len(s.tokens) && s.tokens[i+1].kind == word {
		return noSource
	}
	for k := i - 1; k > 0 && k > i-reach && s.tokens[k].sent == s.tokens[i].sent && s.tokens[k].quote < 0; k-- {
		if s.tokens[k].in(thatWord) && s.tokens[k-1].sign == ',' {
			return s.mentionAt(k + 1)
		}
	}
	return noSource
}

// nameBehind is the name that follows the verb at token i behind the words that say who its bearer is, whether the lexicon
// knows them or not: "protests dairy farmer Ana Ruiz", "warned on Monday the councillor for water, Ana Ruiz,".
func (s *scan) nameBehind(i int) int32 {
	const reach = 12
	for k := i + 1; k < len(s.tokens) && k <= i+reach && s.tokens[k].sent == s.tokens[i].sent && s.tokens[k].quote < 0; k++ {
		if m := s.mentionAt(k); s.isFullName(m) {
			return m
		}
		t := &s.tokens[k]
		switch {
		case k == i+1 && t.in(auxiliary): // "cieszy się"
		case t.sign == ',':
			m := s.mentionAt(min(k+1, len(s.tokens)-1))
			if s.isFullName(m) && (int(s.mentions[m].to) == len(s.tokens) || s.tokens[s.mentions[m].to].kind == punct) {
				return m
			}
			return noSource
		case s.endsDescription(t):
			return noSource
		case t.tag == tagPrep && !t.in(joiner|complement):
			if s.governsName(k) { // "after talks with Ana Ruiz"
				return noSource
			}
			k++ // "at the ceremony"
		}
	}
	return noSource
}

// isFullName reports whether mention m is a name of two words at least.
func (s *scan) isFullName(m int32) bool {
	return m != noSource && s.mentions[m].kind == named && s.mentions[m].head > s.mentions[m].name
}

// endsDescription reports whether the token is none of the words that say who the bearer of a name is.
func (s *scan) endsDescription(t *token) bool {
	return t.kind != word && t.kind != number || t.in(speech|auxiliary|thatWord) || t.tag == tagConj || t.tag == tagPronoun && !t.in(determiner)
}

// governsName reports whether a name follows the preposition at token k, or nothing does.
func (s *scan) governsName(k int) bool {
	n := &s.tokens[min(k+1, len(s.tokens)-1)]
	return n.is(capital) && !n.in(day|month) || n.kind == punct
}

// mentionAt is the mention that begins at token k, or noSource.
func (s *scan) mentionAt(k int) int32 {
	if !s.startsMention[k] {
		return noSource
	}
	m, found := slices.BinarySearchFunc(s.mentions, int32(k), func(x mention, from int32) int { return int(x.from - from) })
	if !found {
		return noSource
	}
	return int32(m)
}

// elidedSubject is who a verb behind a quotation means that has no subject, as in "«…», añadió.". A verb with other words behind
// it may have one that the lexicon doesn't know.
func (s *scan) elidedSubject(i int) int32 {
	if next := i + 1; next < len(s.tokens) && s.tokens[next].sent == s.tokens[i].sent && s.tokens[next].kind == word && s.tokens[next].tag != tagPrep && s.tokens[next].quote < 0 {
		return noSource
	}
	return s.lastSource(i)
}

// lastSource is who spoke last before token i, in its paragraph or the one before it, unless somebody else was named since, who
// then is meant. noSource where two were, or where the verb's gender is another.
func (s *scan) lastSource(i int) int32 {
	found := s.lastCueSource(i)
	sent := s.sentenceBeforeQuotation(i)
	others := int32(noSource)
	for m := s.mentionsFrom[sent]; m < s.mentionsFrom[sent+1]; m++ {
		if m == found {
			return found
		}
		if !s.introducesPerson(&s.mentions[m]) {
			continue
		}
		if others != noSource {
			return noSource
		}
		others = m
	}
	found = firstSource(others, found)
	if found == noSource || s.isOfOtherGender(i, &s.mentions[found]) {
		return noSource
	}
	return found
}

// lastCueSource is the source of the last cue, where it stands near before token i.
func (s *scan) lastCueSource(i int) int32 {
	const reach = 3 // sentences
	if len(s.cues) == 0 {
		return noSource
	}
	last := &s.cues[len(s.cues)-1]
	t, h := &s.tokens[i], &s.tokens[last.head]
	if t.sent-h.sent > reach || t.para-h.para > 1 {
		return noSource
	}
	return last.source
}

// sentenceBeforeQuotation is the sentence before that of token i, or before the quotation there, whose own sentences do not count.
func (s *scan) sentenceBeforeQuotation(i int) int32 {
	const reach = 20 // sentences
	own := s.tokens[i].sent
	sent := own
	for sent > 0 && own-sent < reach && s.opensQuoted(sent) {
		sent--
	}
	if sent == own {
		sent--
	}
	return max(0, sent)
}

// introducesPerson reports whether a mention outside quotations is the full name of a person.
func (s *scan) introducesPerson(x *mention) bool {
	return x.kind == named && x.head > x.name && s.tokens[x.head].quote < 0 && s.kindOf(x) == Person
}

// isOfOtherGender reports whether the verb at token i tells of one gender, and mention x of the other.
func (s *scan) isOfOtherGender(i int, x *mention) bool {
	own := s.tokens[i].class & (male | female)
	if own == 0 {
		return false
	}
	g := s.genderOf(x)
	return g != 0 && g != own
}

// opensQuoted reports whether the first word of a sentence is in a quotation.
func (s *scan) opensQuoted(sent int32) bool {
	for k := s.first[sent]; k < s.first[sent+1]; k++ {
		if s.tokens[k].kind == word {
			return s.tokens[k].quote >= 0
		}
	}
	return false
}

// sourceAround is the subject of an auxiliary that stands some words before the verb: "Weber hat am Montag angekündigt",
// "Am Montag hat Weber angekündigt".
func (s *scan) sourceAround(i int) int32 {
	const reach = 8
	for k := i - 1; k > i-reach && k > 0 && s.tokens[k].sent == s.tokens[i].sent && s.tokens[k].quote < 0; k-- {
		if s.tokens[k].in(auxiliary) {
			if m := s.sourceEnding(k); m != noSource {
				return m
			}
			return s.sourceAfter(k, 0)
		}
	}
	return noSource
}

// subjectAt is the phrase that ends right before token i, when no preposition stands before it.
func (s *scan) subjectAt(i int) int32 {
	m := s.ends[i-1]
	if m < 0 && i > 1 && s.isModifier(i-1) && s.tokens[i-2].sent == s.tokens[i-1].sent { // "el Gobierno central"
		if m = s.ends[i-2]; m >= 0 && s.mentions[m].kind != nominal {
			m = -1
		}
	}
	if m < 0 {
		return noSource
	}
	x := &s.mentions[m]
	if x.from > 0 {
		if p := &s.tokens[x.from-1]; p.sent == s.tokens[x.from].sent && (p.tag == tagPrep || p.in(groupNoun|title)) {
			return noSource
		}
	}
	return m
}

// sourceAfter is the phrase that begins after token i, at most the given number of small words later.
func (s *scan) sourceAfter(i, skip int) int32 {
	for k := i + 1; k < len(s.tokens) && s.tokens[k].sent == s.tokens[i].sent && s.tokens[k].quote < 0; k++ {
		t := &s.tokens[k]
		if m := s.mentionAt(k); m != noSource {
			return m
		}
		if skip == 0 || t.kind == punct || t.in(thatWord|conjunction) || t.tag == tagDet {
			return noSource
		}
		if t.tag == tagPrep && k+1 < len(s.tokens) { // "am Montag", "on Monday": both words go
			if n := &s.tokens[k+1]; !n.in(day | month) {
				return noSource
			}
			k++
		}
		skip--
	}
	return noSource
}
