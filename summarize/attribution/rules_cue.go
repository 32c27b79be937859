package attribution

import "parley/summarize/attribution/language"

// cuesByRules finds the words that attribute, in the order of the text, with their sources: verbs of speech, prepositions
// such as "laut", and colons.
func (s *scan) cuesByRules() {
	for i := range s.tokens {
		if s.tokens[i].quote >= 0 {
			continue
		}
		if c := s.cueByRules(i); c.source != noSource {
			s.cues = append(s.cues, c)
		}
	}
}

// cueByRules is the cue at token i; its source is noSource where there is none.
func (s *scan) cueByRules(i int) cueing {
	t := &s.tokens[i]
	c := cueing{head: int32(i), source: noSource, channel: noSource}
	switch {
	case s.isAccording(i):
		c.source = s.sourceAccording(i)
		c.states = !s.quotesIn(t.sent)
	case t.in(reads):
		c.source = s.issuerBehind(i)
		c.states = !s.quotesIn(t.sent) && !s.behindQuotation(i)
	case s.opensInView(i):
		c.source = s.sourceInView(i)
		c.states = !s.quotesIn(t.sent)
	case s.isThus(i), t.in(speech) && s.isPassive(i):
	case t.in(speech) && t.tag != tagName && t.tag != tagNoun:
		c.source = s.sourceOfVerb(i)
		c.states = c.source != noSource && !s.behindQuotation(s.verbStart(i)) && s.statesIndirectly(i, c.source)
	case s.isUnknownVerb(i):
		c.source = s.sourceOfUnknown(i)
	case s.leadsToQuotation(i):
		c.source = s.sourceOfColon(i)
	}
	return c
}

// isAccording reports whether token i is a word such as "laut" that attributes, and no noun with an article.
func (s *scan) isAccording(i int) bool {
	return s.tokens[i].in(according) && (i == 0 || s.tokens[i-1].tag != tagDet) && s.isReport(i)
}

// opensInView reports whether the sentence opens with token i, which tells in whose view it holds: "Pour le maire …".
func (s *scan) opensInView(i int) bool {
	return s.tokens[i].in(inView) && i == int(s.first[s.tokens[i].sent])
}

// isThus reports whether token i is a word such as "so", and not where it attributes: between a comma and a name.
func (s *scan) isThus(i int) bool {
	return s.tokens[i].in(thus) && (i == 0 || s.tokens[i-1].kind == word)
}

// sourceOfUnknown is the source of a word at token i that stands as a verb of speech does.
func (s *scan) sourceOfUnknown(i int) int32 {
	m := s.nameBehind(i)
	if m == noSource {
		m = s.sourceAfter(i, 0)
	}
	m = s.speaking(m)
	if m != noSource && s.lex.Has(language.CapitalNouns) && s.mentions[m].kind != named {
		return noSource // "„…“, doch die Richterin …"
	}
	return m
}

// leadsToQuotation reports whether token i is a colon before a quotation, and no verb of speech stands before it.
func (s *scan) leadsToQuotation(i int) bool {
	return s.tokens[i].sign == ':' && i+1 < len(s.tokens) && s.tokens[i+1].para == s.tokens[i].para && s.tokens[i+1].quote >= 0 && !s.verbBefore(i)
}

// sourceOfColon is who speaks behind the colon at token i, to which no verb of speech leads: the phrase before it, else the one
// that opens the sentence. "The mayor, Ana Ruiz, rejects that: …"
func (s *scan) sourceOfColon(i int) int32 {
	ending, opening := s.sourceEnding(i), s.mentionAt(int(s.first[s.tokens[i].sent]))
	if s.lex.Has(language.CapitalNouns) {
		const lead = 3 // tokens: "Dazu der Bürgermeister: …"
		ending, opening = s.speaking(ending), s.speaking(opening)
		if ending != noSource && s.mentions[ending].kind != named && int(s.mentions[ending].from)-int(s.first[s.tokens[i].sent]) > lead {
			ending = noSource // an object, as likely
		}
		if ending != noSource && opening != noSource && ending != opening {
			return noSource // one of the two
		}
	}
	m := firstSource(ending, opening)
	if m == noSource && s.lex.Has(language.CapitalNouns) {
		m = s.onlySubject(int(s.first[s.tokens[i].sent]), i)
	}
	if m != noSource && s.mentions[m].kind == pronoun {
		return noSource
	}
	return m
}

// onlySubject is the one mention in [from, to) that can be a subject who speaks, or noSource: "Anders sieht das der Trainer …: „…“".
// A pronoun or a passive's agent leaves open who it is.
func (s *scan) onlySubject(from, to int) int32 {
	found := int32(noSource)
	for k := from; k < to; k++ {
		m := s.mentionAt(k)
		if m == noSource {
			continue
		}
		x := &s.mentions[m]
		if x.kind == pronoun && s.tokens[k].in(proHe|proShe|proThey|proWe|proI) {
			return noSource
		}
		if x.kind == pronoun || !s.couldSpeak(m, farOff) || x.kind == nominal && s.tokens[x.from].tag != tagDet {
			continue
		}
		if found != noSource {
			return noSource
		}
		found = m
	}
	return found
}

// isUnknownVerb reports whether the word at token i stands where a verb of speech does, behind a quotation and its comma or
// dash, though the lexicon does not know it: "«…», rapporta le commandant Luc Fabre".
func (s *scan) isUnknownVerb(i int) bool {
	t := &s.tokens[i]
	if s.lex.Code == "" || !t.isUnknown() || t.is(capital) {
		return false
	}
	start := s.verbStart(i)
	return start > 0 && s.tokens[start-1].kind == punct && s.tokens[start-1].quote < 0 && s.tokens[start-1].sign != '.' && s.behindQuotation(start)
}

// verbStart is where the auxiliaries and reflexives of the verb at token i begin.
func (s *scan) verbStart(i int) int {
	start := i
	for start > 0 && s.tokens[start-1].in(auxiliary) && s.tokens[start-1].sent == s.tokens[i].sent && s.tokens[start-1].quote < 0 {
		start--
	}
	return start
}

// behindQuotation reports whether a quotation ends right before token i, or before a comma or dash there.
func (s *scan) behindQuotation(i int) bool {
	for k := i - 1; k >= 0 && k > i-4; k-- {
		t := &s.tokens[k]
		if t.quote >= 0 {
			return true
		}
		if t.kind == word || t.kind == number || t.sent != s.tokens[i].sent && t.para != s.tokens[i].para {
			return false
		}
	}
	return false
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
	t := &s.tokens[i]
	behind := end > i+1
	early := i-int(s.first[t.sent]) <= 2 && (behind || i+1 < last && s.tokens[i+1].sign == ',') // "Как сказал Шилов, …"
	return comma && last-end > 6 && (early || s.lex.Has(language.BareClauses) && !s.quoteBetween(end, last)) || t.in(stance) && last-end > 4 ||
		(last-end <= 3 || behind && i > 0 && s.tokens[i-1].sign == ',') && s.clauseBefore(i, source)
}

// thatFollows reports whether a clause opens with "that" within some words after token i.
func (s *scan) thatFollows(i int) bool {
	for k := i + 1; k < len(s.tokens) && k < i+4 && s.tokens[k].sent == s.tokens[i].sent; k++ {
		if s.tokens[k].in(thatWord) {
			return true
		}
	}
	return false
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

// cueStart is where the words begin that attribute with the noun or verb at token i: the preposition of "nach den Angaben".
func (s *scan) cueStart(i int) int {
	for k := i - 1; s.ruled() && s.tokens[i].in(according) && k >= 0 && k >= i-maxAdjectives && s.tokens[k].sent == s.tokens[i].sent; k-- {
		if s.tokens[k].in(reportedBy) {
			return k
		}
	}
	return i
}

// clauseFrom is where the clause begins that cue c tells, of its sentence's tokens [from, to): behind whom it is told and when, which a
// comma or "that" ends.
func (s *scan) clauseFrom(c *cueing, from, to int) int {
	const reach, least = 8, 3
	if !s.ruled() || !s.tokens[c.head].in(speech) {
		return from
	}
	for k := from; k < to && k < from+reach && s.tokens[k].quote < 0; k++ {
		t := &s.tokens[k]
		switch {
		case t.in(thatWord):
			return k
		case t.sign == ',' && k+1 < to && s.tokens[k+1].in(thatWord):
			return k + 1
		case t.sign == ',' && s.lex.Has(language.BareClauses) && !s.tokens[c.head].in(stance) && to-k > least:
			return k + 1
		}
	}
	return from
}

// goOnByRules adds a cue for each sentence that goes on, in the mood of reported speech, with what the one before it tells: "Man rechne
// mit Schäden."
func (s *scan) goOnByRules() {
	var out []cueing
	next := 0
	for n := range s.sentences {
		before := len(out)
		for ; next < len(s.cues) && int(s.tokens[s.cues[next].head].sent) == n; next++ {
			out = append(out, s.cues[next])
		}
		if before == 0 || len(out) > before || !s.isReported(n) {
			continue
		}
		if last := &out[before-1]; int(s.tokens[last.head].sent) == n-1 && s.tokens[last.head].para == s.tokens[s.first[n]].para {
			out = append(out, cueing{head: s.first[n], source: last.source, channel: noSource, states: true, goesOn: true})
		}
	}
	s.cues = out
}

// isReported reports whether the verb of sentence n's first clause is in the mood of reported speech, and nobody speaks of himself.
func (s *scan) isReported(n int) bool {
	if s.quotesIn(int32(n)) {
		return false
	}
	for k := int(s.first[n]); k < int(s.first[n+1]); k++ {
		switch t := &s.tokens[k]; {
		case t.in(reported):
			return true
		case t.kind == punct, t.in(proI | proWe | conjunction | thatWord | according | auxiliary | passive | speech):
			return false
		}
	}
	return false
}

func isDash(r rune) bool { return r == '–' || r == '—' || r == '―' || r == '-' }
