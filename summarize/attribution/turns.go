package attribution

import "slices"

// findTurns adds a cue for each turn of a transcript that has no quotation marks: paragraphs that begin with a name in
// capitals and a colon ("DOE: We paid."), or with "Q:" and "A:". One such paragraph alone may be a headline.
func (s *scan) findTurns() {
	var turns []cueing
	last, someone := int32(-1), int32(noSource)
	for n := range s.sentences {
		i := int(s.first[n])
		t := &s.tokens[i]
		if t.para == last {
			continue
		}
		last = t.para
		colon := s.turnColon(i)
		if colon < 0 {
			continue
		}
		if len(turns) == 0 {
			someone = s.onlyPerson(i)
		}
		c := cueing{head: int32(colon), source: noSource, channel: noSource, odds: -9, statement: 9, margin: 9}
		switch m := s.ends[colon-1]; {
		case s.isLetter(i, 'A'):
			c.source = someone
		case s.isLetter(i, 'Q'):
		case m >= 0 && s.mentions[m].kind == named && int(s.mentions[m].from) == i:
			c.source = m
			if e := &s.entities[s.mentions[m].entity]; e.kind == Organisation && !s.tokens[colon-1].in(bodyWord) {
				e.kind = Person
			}
		}
		turns = append(turns, c)
	}
	if len(turns) < 2 {
		return
	}
	for _, c := range turns {
		if c.source != noSource {
			s.cues = append(s.cues, c)
		}
	}
	slices.SortStableFunc(s.cues, func(a, b cueing) int { return int(a.head - b.head) })
}

// turnColon is the colon after the name that opens a turn at token i, or -1: up to three words in capitals, and then words
// that are not quoted.
func (s *scan) turnColon(i int) int {
	const most = 3 // words of a name
	for j := i; j < len(s.tokens)-1 && j <= i+most && s.tokens[j].para == s.tokens[i].para; j++ {
		t := &s.tokens[j]
		if j > i && t.sign == ':' {
			if next := &s.tokens[j+1]; next.kind == word && next.sent == t.sent && next.quote < 0 {
				return j
			}
			return -1
		}
		if !t.is(allCaps) && !s.isLetter(j, 'Q') && !s.isLetter(j, 'A') {
			return -1
		}
	}
	return -1
}

// isLetter reports whether token i is the given letter alone.
func (s *scan) isLetter(i int, letter byte) bool {
	t := &s.tokens[i]
	return t.End-t.Start == 1 && s.text[t.Start] == letter
}

// onlyPerson is the first mention of the one person whom the text names before token to, or noSource.
func (s *scan) onlyPerson(to int) int32 {
	first := int32(noSource)
	for m := range s.mentions {
		if int(s.mentions[m].from) >= to {
			break
		}
		if !s.isPerson(int32(m)) {
			continue
		}
		if first == noSource {
			first = int32(m)
		} else if s.mentions[m].entity != s.mentions[first].entity {
			return noSource
		}
	}
	return first
}
