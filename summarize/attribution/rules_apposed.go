package attribution

import "parley/summarize/attribution/language"

// The phrase that ends right before a verb, behind an apposition or brackets that tell more of it.

// sourceEnding is the phrase that ends before token i as a subject does, or the one that a clause between commas stands
// behind: "Claire Vasseur, maire de Valcourt, a dit".
func (s *scan) sourceEnding(i int) int32 {
	if !s.lex.Has(language.CapitalNouns) {
		return s.phraseEnding(i)
	}
	if i == 0 || s.tokens[i-1].sent != s.tokens[min(i, len(s.tokens)-1)].sent {
		return noSource
	}
	if k := s.beforeBrackets(i); k > 0 && k < i && s.ends[k-1] >= 0 {
		if x := &s.mentions[s.ends[k-1]]; x.kind == named && s.isProperName(x) && (s.tokens[i-1].sign != ',' || s.commaIn(x)) {
			return s.ends[k-1]
		}
	}
	if m := s.ends[i-1]; m >= 0 {
		return s.openlyApposed(s.headOf(m))
	}
	return s.headOf(s.phraseEnding(i))
}

// openlyApposed is the name that opens the sentence of mention m where m says who that is and no comma closes it: "Ana Ruiz, eine
// Forscherin vom Institut erklärte". Else it is m.
func (s *scan) openlyApposed(m int32) int32 {
	x := &s.mentions[m]
	if x.kind != nominal || x.from < 2 || s.tokens[x.from].tag != tagDet || s.tokens[x.from-1].sign != ',' {
		return m
	}
	n := s.ends[x.from-2]
	if n < 0 {
		return m
	}
	if y := &s.mentions[n]; y.kind == named && y.head > y.name && y.from == s.first[s.tokens[x.head].sent] && s.isProperName(y) {
		return n
	}
	return m
}

// beforeBrackets is the token behind the phrase that only a comma and words in brackets part from token i: "Ana Ruiz (CDU), ".
func (s *scan) beforeBrackets(i int) int {
	const most = 6
	k := i
	if s.tokens[k-1].sign == ',' {
		k--
	}
	if k == 0 || s.tokens[k-1].sign != ')' {
		return k
	}
	for n := k - 2; n > 0 && n > k-most; n-- {
		if s.tokens[n].sign == '(' {
			return n
		}
	}
	return k
}

// phraseEnding is the phrase that ends right before token i, or before the apposition there that a comma or bracket closes.
func (s *scan) phraseEnding(i int) int32 {
	if i == 0 || s.tokens[i-1].sent != s.tokens[min(i, len(s.tokens)-1)].sent {
		return noSource
	}
	switch s.tokens[i-1].sign {
	case ',':
		return s.phraseSetOff(i-1, ',')
	case ')':
		return s.phraseSetOff(i-1, '(')
	}
	return s.subjectAt(i)
}

// phraseSetOff is the phrase whose apposition, or the clause about it, begins with the opener and ends at token end: the name within, where
// what stands before is no subject, else what stands before.
func (s *scan) phraseSetOff(end int, opener rune) int32 {
	within := s.ends[max(0, end-1)]
	if within >= 0 && s.commaIn(&s.mentions[within]) {
		return s.subjectAt(end)
	}
	k := s.openingBefore(end, opener)
	if k < 0 {
		return noSource
	}
	m := s.subjectAt(k)
	if m == noSource && s.isFullName(within) && int(s.mentions[within].from) == k+1 {
		return within // "La proviseure, Anne Vidal, dit …"
	}
	if m == noSource || s.mentions[m].kind != named && !s.hasArticle(m) {
		return noSource
	}
	return m
}

// hasArticle reports whether mention m is a nominal with a determiner.
func (s *scan) hasArticle(m int32) bool {
	return s.mentions[m].kind == nominal && s.tokens[s.mentions[m].from].tag == tagDet
}

// openingBefore is the last opener before the sign at token end, near it and in its sentence and quotation, or -1.
func (s *scan) openingBefore(end int, opener rune) int {
	const reach = 13
	for k := end - 1; k > 0 && k > end-reach && s.tokens[k].sent == s.tokens[end].sent && s.tokens[k].quote == s.tokens[end].quote; k-- {
		if s.tokens[k].sign == opener {
			return k
		}
	}
	return -1
}

// commaIn reports whether a comma parts the title from the name: "el portavoz, Juan Ruiz,".
func (s *scan) commaIn(x *mention) bool {
	return x.kind == named && x.name > x.from && s.tokens[x.name-1].sign == ','
}
