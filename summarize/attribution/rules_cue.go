package attribution

// cuesByRules finds the words that attribute, in the order of the text, with their sources: verbs of speech, prepositions
// such as "laut", and colons.
func (s *scan) cuesByRules() {
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.quote >= 0 {
			continue
		}
		c := cueing{head: int32(i), source: noSource, channel: noSource}
		switch {
		case t.in(according) && (i == 0 || s.tokens[i-1].tag != tagDet):
			c.source = s.sourceAfter(i, 0)
			if c.source == noSource && !t.in(preposition) { // "der Polizei zufolge"
				c.source = s.sourceEnding(i)
			}
			c.states = c.source != noSource && !s.quotesIn(t.sent)
		case t.in(speech) && t.tag != tagName && t.tag != tagNoun:
			c.source = s.sourceOfVerb(i)
			c.states = c.source != noSource && s.statesIndirectly(i, c.source)
		case t.sign == ':' && i+1 < len(s.tokens) && s.tokens[i+1].para == t.para && s.tokens[i+1].quote >= 0 && !s.verbBefore(i):
			c.source = s.sourceEnding(i)
			if c.source != noSource && s.mentions[c.source].kind == pronoun {
				c.source = noSource
			}
		default:
			continue
		}
		if c.source != noSource {
			s.cues = append(s.cues, c)
		}
	}
}

// verbBefore reports whether a verb of speech stands in the sentence before token i.
func (s *scan) verbBefore(i int) bool {
	for k := int(s.first[s.tokens[i].sent]); k < i; k++ {
		if t := &s.tokens[k]; t.quote < 0 && t.in(speech) {
			return true
		}
	}
	return false
}

func (s *scan) quotesIn(sentence int32) bool {
	return s.quoteBetween(int(s.first[sentence]), int(s.first[sentence+1]))
}

// statesIndirectly reports whether the verb at token i takes a clause of the sentence's own words: one that "that" opens,
// or one with a comma between it and the verb. A verb with a mere object ("he announced a visit") says what somebody did.
func (s *scan) statesIndirectly(i int, source int32) bool {
	end := i + 1
	if x := &s.mentions[source]; int(x.from) > i {
		end = int(x.to)
	}
	last := int(s.first[s.tokens[i].sent+1])
	comma := false
	for k := end; k < last && k < end+8; k++ {
		t := &s.tokens[k]
		if t.quote >= 0 {
			return false
		}
		if t.in(thatWord) {
			return k+3 < last
		}
		comma = comma || t.sign == ','
	}
	return comma && last-end > 6 && s.lex.language == "de" || s.tokens[i].in(stance) && last-end > 4 || last-end <= 3 && s.clauseBefore(i, source)
}

// clauseBefore reports whether the words before the cue and its source, set off by a comma, are a clause: "…, wie die
// Polizei mitteilte".
func (s *scan) clauseBefore(i int, source int32) bool {
	from := min(i, int(s.mentions[source].from))
	first := int(s.first[s.tokens[i].sent])
	for k := from - 1; k > first && k >= from-3; k-- {
		if s.tokens[k].sign == ',' {
			return k-first > 4 && !s.quoteBetween(first, from)
		}
	}
	return false
}

// sourceOfVerb is the source of the verb of speech at token i. Behind a quotation it follows the verb; elsewhere it is the
// phrase before it, unless a preposition governs that, else the phrase after it.
func (s *scan) sourceOfVerb(i int) int32 {
	start := i
	for start > 0 && s.tokens[start-1].sent == s.tokens[i].sent && (s.tokens[start-1].in(auxiliary) || s.tokens[start-1].tag == tagPronoun && s.tokens[start-1].in(auxiliary)) {
		start--
	}
	if start > 0 && (s.tokens[start-1].quote >= 0 || s.tokens[start-1].sign == ',' && start > 1 && s.tokens[start-2].quote >= 0 || isDash(s.tokens[start-1].sign)) {
		if m := s.sourceAfter(i, 2); m != noSource {
			return m
		}
	}
	if m := s.sourceEnding(start); m != noSource {
		return m
	}
	if m := s.sourceAround(i); m != noSource {
		return m
	}
	return s.sourceAfter(i, 3)
}

func isDash(r rune) bool { return r == '–' || r == '—' || r == '―' || r == '-' }

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

// sourceEnding is the phrase that ends before token i as a subject does, or the one that a clause between commas stands
// behind: "Claire Vasseur, maire de Valcourt, a dit".
func (s *scan) sourceEnding(i int) int32 {
	const reach = 14
	if i == 0 || s.tokens[i-1].sent != s.tokens[min(i, len(s.tokens)-1)].sent {
		return noSource
	}
	if s.tokens[i-1].sign == ',' || s.tokens[i-1].sign == ')' {
		if m := s.ends[max(0, i-2)]; m >= 0 && s.commaIn(&s.mentions[m]) {
			return s.subjectAt(i - 1)
		}
		opener := map[rune]rune{',': ',', ')': '('}[s.tokens[i-1].sign]
		for k := i - 2; k > 0 && k > i-reach && s.tokens[k].sent == s.tokens[i-1].sent; k-- {
			if s.tokens[k].sign == opener {
				if m := s.subjectAt(k); m != noSource && s.mentions[m].kind == named {
					return m
				}
				return noSource
			}
		}
		return noSource
	}
	return s.subjectAt(i)
}

// commaIn reports whether a comma parts the title from the name: "el portavoz, Juan Ruiz,".
func (s *scan) commaIn(x *mention) bool {
	return x.kind == named && x.name > x.from && s.tokens[x.name-1].sign == ','
}

// subjectAt is the phrase that ends right before token i, when no preposition stands before it.
func (s *scan) subjectAt(i int) int32 {
	m := s.ends[i-1]
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
		if s.startsMention[k] {
			for m := s.mentionsFrom[t.sent]; m < s.mentionsFrom[t.sent+1]; m++ {
				if int(s.mentions[m].from) == k {
					return m
				}
			}
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
