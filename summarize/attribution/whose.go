package attribution

// Whose words are, where the sentence around them tells that in other ways than by a verb and its subject, and whom "he" means beside a verb of
// speech.

// mainSubject is the subject of the sentence that the pronoun at mention m stands in, where that opens a clause with "since", "when" or the like
// behind it and nobody else can be meant: "Doe has been famous since she posed". It is -1 else.
func (s *scan) mainSubject(m int32) int32 {
	x := &s.mentions[m]
	h := &s.tokens[x.head]
	if !h.in(proHe|proShe) || x.from == 0 || !clauseBreaks[s.tokens[x.from-1].hash] || !s.isSubjectPronoun(m) {
		return -1
	}
	k := s.firstNarrated(m, h.sent)
	if k < 0 || !s.isClearSubject(h, &s.mentions[k], h.sent) || s.hasRival(k, m) {
		return -1
	}
	return k
}

// whoSaidSo is the subject of the sentence before the pronoun at mention m, where that says something and "he said" goes on with it: "Doe said
// he had feared it when Roe left. “It is over,” he said." Who else is named there is told of, and tells nothing. It is -1 else.
func (s *scan) whoSaidSo(m int32) int32 {
	x := &s.mentions[m]
	h := &s.tokens[x.head]
	if !h.in(proHe|proShe) || !s.speaks[m] || !plainSaying[s.around(int(x.to)-1, 1).hash] || !s.goesOnFromSentence(m) {
		return -1
	}
	before := s.sentenceBeforeQuote(m)
	if before < 0 || s.tokens[s.first[before]].para != h.para {
		return -1
	}
	k := s.firstNarrated(m, before)
	if k < 0 || s.tokens[s.mentions[k].head].sent != before || !s.isClearSubject(h, &s.mentions[k], before) || !plainSaying[s.around(int(s.mentions[k].to)-1, 1).hash] {
		return -1
	}
	for r := k + 1; r < m; r++ {
		if y := &s.mentions[r]; s.isNarrated(y) && y.entity != s.mentions[k].entity && s.speaks[r] && s.agrees(h, y) && !clauseBreaks[s.around(int(y.from), -1).hash] {
			return -1
		}
	}
	return k
}

// sentenceBeforeQuote is the sentence before the words between marks behind which the pronoun at mention m stands, or -1.
func (s *scan) sentenceBeforeQuote(m int32) int32 {
	at := int(s.mentions[m].from) - 1
	if at < 0 || s.tokens[at].quote < 0 {
		return -1
	}
	from, _ := s.quoteTokens(int(s.tokens[at].quote))
	if from == 0 || int32(from) != s.first[s.tokens[from].sent] || s.tokens[from-1].quote >= 0 {
		return -1
	}
	return s.tokens[from-1].sent
}

// whoGoesOn is the mention of who spoke last before the pronoun at mention m, where the pronoun's verb says that he goes on to speak: "he
// added", "she later added". It is -1 where that can be no one by name, or where he spoke farther back than the paragraph before.
func (s *scan) whoGoesOn(m int32) int32 {
	x := &s.mentions[m]
	h := &s.tokens[x.head]
	at := int(x.head) + 1
	if at < len(s.tokens) && s.tokens[at].tag == tagAdverb {
		at++
	}
	if next := s.around(at, 1); !h.in(proHe|proShe) || !goesOnSaying[s.around(at, 0).hash] || next.kind == word && next.hash != thatHash {
		return -1 // "he added two boats"
	}
	for k := m - 1; k >= 0 && k > m-maxReach && s.tokens[s.mentions[k].head].para >= h.para-1; k-- {
		y := &s.mentions[k]
		if !s.speaks[k] || !s.isNarrated(y) || s.entities[y.entity].mentionKind(s) != named || s.isBehindLink(y) {
			continue
		}
		if e := &s.entities[y.entity]; !s.agrees(h, y) || s.isDoubtful(e) && (e.said < 2 || s.isShort(&s.mentions[e.mention])) {
			return -1
		}
		return k
	}
	return -1
}

// isBehindLink reports whether a mention stands behind a preposition, the "to" of "according to" among them.
func (s *scan) isBehindLink(y *mention) bool {
	tag := s.around(int(y.from), -1).tag
	return tag == tagPrep || tag == tagTo
}

var goesOnSaying = hashWords("added", "continued", "adds", "continues")

// ofThatAge is the person whom nominal m means by age alone, "the 32-year-old", or -1: the only one whom its paragraph and the one
// before name otherwise than as a place or an owner.
func (s *scan) ofThatAge(m int32) int32 {
	x := &s.mentions[m]
	h := &s.tokens[x.head]
	if x.owner >= 0 || !s.tokens[x.from].in(definite) || x.head != x.from+1 || !isAge(s.text[h.Start:h.End]) {
		return -1
	}
	last := int32(-1)
	for k := m - 1; k >= 0 && k > m-maxReach && s.tokens[s.mentions[k].head].para >= h.para-1; k-- {
		y := &s.mentions[k]
		if y.kind != named || y.owner >= 0 || !s.isNarrated(y) || s.entities[y.entity].kind != Person || s.isBehindLink(y) || s.around(int(y.to)-1, 1).tag == tagEnding {
			continue
		}
		if last >= 0 && y.entity != last {
			return -1
		}
		last = y.entity
	}
	return last
}

// isAge reports whether a word tells of an age: "32-year-old".
func isAge(w string) bool {
	const end = "-year-old"
	return len(w) > len(end) && w[len(w)-len(end):] == end && w[0] >= '0' && w[0] <= '9'
}

// chooseForWhole gives a quotation of several paragraphs to whom its last one is given to, where only that one has somebody beside it who says
// it: the frame of a quotation stands at its front or at its end.
func (s *scan) chooseForWhole() {
	for q := len(s.choices) - 2; q >= 0; q-- {
		next := s.choices[q+1]
		if s.quotations[q+1].Continues != q || next.kind != byCue || !s.stands(next, q+1) || s.stands(s.choices[q], q) {
			continue
		}
		from, _ := s.quoteTokens(q)
		if from == 0 || s.tokens[from-1].sign == ':' || int32(from) != s.first[s.tokens[from].sent] {
			continue
		}
		s.choices[q] = next
	}
}

// stands reports whether a choice is a cue in the paragraph of quotation q.
func (s *scan) stands(c choice, q int) bool {
	return c.kind == byCue && int(s.tokens[s.cues[c.cue].head].para) == s.quotations[q].Paragraph
}

// isRepeatedHeading reports whether quotation q, tokens [from, to), is a heading that only has words again which the text quotes elsewhere: all
// of its paragraph, with no stop. Nobody says it there.
func (s *scan) isRepeatedHeading(q, from, to int) bool {
	const least, most = 4, 16 // tokens with the marks
	if to-from < least || to-from > most || s.choices[q].kind != byCue || s.stands(s.choices[q], q) {
		return false
	}
	first, last := s.paragraphOf(from)
	if from != first || to != last || s.tokens[to-2].kind == punct {
		return false
	}
	return s.isQuotedElsewhere(q, from+1, to-1)
}

// isQuotedElsewhere reports whether the words of tokens [from, to) of quotation q stand in another one not far behind it, too.
func (s *scan) isQuotedElsewhere(q, from, to int) bool {
	const reach = 600 // tokens
	for i := to; i < min(len(s.tokens), to+reach); i++ {
		if t := &s.tokens[i]; t.quote < 0 || t.quote == int32(q) || t.hash != s.tokens[from].hash {
			continue
		}
		n := 0
		for n < to-from && i+n < len(s.tokens) && s.tokens[i+n].hash == s.tokens[from+n].hash && s.tokens[i+n].quote == s.tokens[i].quote {
			n++
		}
		if n == to-from {
			return true
		}
	}
	return false
}

// isAnothers reports whether the words around a quotation of a tell that it is another's than who's: "Doe denied Roe's claim that it was
// “a farce”", "a call to “stop” from Roe".
func (s *scan) isAnothers(a *Attribution, who int32) bool {
	for _, q := range a.Quotations {
		from, to := s.quoteTokens(q)
		if s.isInClaimOfAnother(s.tokenAt(a.Cue.Start), from, who) || s.comesFromAnother(from, to, who) {
			return true
		}
	}
	return false
}

// claims are nouns of what somebody says, which a clause with "that" can follow.
var claims = hashWords("claim", "claims", "remark", "remarks", "comment", "comments", "assertion", "assertions", "statement", "argument", "allegation", "allegations",
	"accusation", "accusations", "suggestion", "warning", "contention", "insistence", "complaint", "declaration", "belief", "view")

// isInClaimOfAnother reports whether between the cue at token i and the quotation behind it that begins at token from the claim of another
// than who is told of: "Roe's claim that".
func (s *scan) isInClaimOfAnother(i, from int, who int32) bool {
	const reach = 5 // tokens from the noun to "that"
	if i >= from || s.tokens[i].sent != s.tokens[from].sent {
		return false
	}
	for k := max(i+1, from-maxReach); k < from; k++ {
		m := s.ends[k]
		if m < 0 || s.tokens[k].quote >= 0 || s.mentions[m].owner < 0 || !claims[s.tokens[k].hash] {
			continue
		}
		owner := s.mentions[s.mentions[m].owner]
		if owner.kind != named || owner.entity < 0 || owner.entity == who || s.around(int(owner.from), -1).in(subordinator) {
			continue // "she said that Roe's claim was" tells what she thinks of it
		}
		for d := 1; d <= reach; d++ {
			if s.around(k, d).hash == thatHash && k+d < from {
				return true
			}
		}
	}
	return false
}

// calls are nouns of what comes from somebody.
var calls = hashWords("call", "calls", "demand", "demands", "plea", "pleas", "warning", "warnings", "criticism", "question", "questions", "appeal", "appeals", "accusations",
	"claims", "complaints", "request", "requests")

// comesFromAnother reports whether behind the quotation in tokens [from, to) stands from whom the call comes that it is of: "calls for him to
// “think again” from Roe".
func (s *scan) comesFromAnother(from, to int, who int32) bool {
	if to >= len(s.tokens)-1 || s.tokens[to].hash != fromHash || s.tokens[to].sent != s.tokens[from].sent {
		return false
	}
	m := s.mentionAt(to + 1)
	if m == noSource || !s.isNarrated(&s.mentions[m]) || s.mentions[m].entity == who {
		return false
	}
	for k := max(int(s.first[s.tokens[from].sent]), from-maxReach); k < from; k++ {
		if calls[s.tokens[k].hash] {
			return true
		}
	}
	return false
}

// isAnswerOfAnother reports whether a clause with a colon opens the quotation that begins at token from with "her" or "his", and the speaker chosen
// from elsewhere cannot be meant: "Her answer was clear: “No.”" goes on with no man's words.
func (s *scan) isAnswerOfAnother(from int, chosen choice) bool {
	sent := s.tokens[from].sent
	who := chosen.who.named(0).entity
	if from < 3 || s.tokens[from-1].sign != ':' || s.tokens[from-1].sent != sent || who < 0 || chosen.kind == byCue && s.tokens[s.cues[chosen.cue].head].sent == sent {
		return false
	}
	h, e := &s.tokens[s.first[sent]], &s.entities[who]
	return e.kind == Person && h.in(possessive) && (h.in(proHe) && e.gender == female || h.in(proShe) && e.gender == male)
}
