package attribution

// In a headline every word has a capital, so that its verb looks like a part of a name: "Council Rebukes Lund". The names of a headline
// are merged last, and what the text below it calls somebody is found in them.

func (s *scan) inHeadline(x *mention) bool {
	return len(s.headlines) > 0 && s.headlines[s.tokens[x.head].sent]
}

// isDoubtfulHeading reports whether mention x stands in a headline and may have more in it than a name: all but a given name, with or
// without an initial, and a family name that the text below has, too.
func (s *scan) isDoubtfulHeading(x *mention) bool {
	if !s.inHeadline(x) {
		return false
	}
	end := s.nameEnd(x)
	short := end == x.name+1 || end == x.name+2 && s.tokens[x.name+1].is(dotted)
	return !short || !s.tokens[x.name].in(givenName) || !s.names[s.tokens[end].hash]
}

// mergeHeadline merges a name of several words in a headline: with the same name, else with a whole name of the text within it, else, where
// no given name begins it, with whom the text calls by its last or first word alone.
func (s *scan) mergeHeadline(ix *index, m int32) {
	known := len(ix.whole[s.wholeName(&s.mentions[m])]) > 0
	if known || !s.joinWithin(ix, m) && !s.joinShort(ix, m) {
		s.mergeFull(ix, m)
	}
}

// joinWithin joins mention m with the longest whole name of the text within its words.
func (s *scan) joinWithin(ix *index, m int32) bool {
	x := &s.mentions[m]
	for n := s.nameEnd(x) - x.name; n >= 2; n-- {
		for from := x.name; from+n <= s.nameEnd(x)+1; from++ {
			if e := ix.whole[s.hashTokens(from, from+n)]; len(e) > 0 {
				s.joinAs(m, e[0], from, from+n-1)
				return true
			}
		}
	}
	return false
}

// joinShort joins mention m, which no given name begins, with a person of whose family name its last or first word is.
func (s *scan) joinShort(ix *index, m int32) bool {
	x := &s.mentions[m]
	if s.tokens[x.name].in(givenName) || s.tokens[x.head].in(bodyWord|bodyNoun|nameSuffix) {
		return false
	}
	for _, at := range []int32{x.head, x.name} {
		if e := s.mostProminent(ix.surname[s.tokens[at].hash], 0); e >= 0 && s.entities[e].kind == Person {
			s.joinAs(m, e, at, at)
			return true
		}
	}
	return false
}

// joinAs joins mention m with entity e, its name being tokens [name, head] alone.
func (s *scan) joinAs(m, e, name, head int32) {
	s.mentions[m].name, s.mentions[m].head = name, head
	s.join(m, e)
}
