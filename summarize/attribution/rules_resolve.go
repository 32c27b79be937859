package attribution

// resolveByRules gives pronouns and nominals their entities, in the order of the text: a title stands for the last one
// who was given it, a pronoun for the last speaker that it fits, else for the last person that it fits.
func (s *scan) resolveByRules() {
	s.findGenders()
	cue, lastSpeaker := 0, int32(-1)
	for m := range s.mentions {
		x := &s.mentions[m]
		switch x.kind {
		case nominal:
			if e := s.holderOf(int32(m)); e >= 0 {
				s.join(int32(m), e)
			} else {
				s.newEntity(int32(m))
			}
		case pronoun:
			x.entity = s.pronounByRules(int32(m), lastSpeaker)
		}
		for cue < len(s.cues) && s.mentions[s.cues[cue].source].from < x.from {
			cue++
		}
		for k := max(0, cue-1); k < len(s.cues) && k <= cue+1; k++ {
			if s.cues[k].source == int32(m) && x.entity >= 0 {
				lastSpeaker = x.entity
			}
		}
	}
}

// findGenders reads a speaker's gender off the verb, where the language's verbs tell it, and takes the form of a name
// that is a verb's subject for its dictionary form.
func (s *scan) findGenders() {
	for i := range s.cues {
		c := &s.cues[i]
		x := &s.mentions[c.source]
		if x.kind != named || x.entity < 0 || s.tokens[c.head].class&speech == 0 {
			continue
		}
		e := &s.entities[x.entity]
		if g := s.tokens[c.head].class & (male | female); g != 0 && e.gender == 0 && e.kind == Person {
			e.gender = g
		}
		if y := &s.mentions[e.mention]; y.kind == named && x.head-x.name >= y.head-y.name {
			e.mention = c.source
		}
	}
}

// holderOf is the entity before mention m that its title or noun means, or -1.
func (s *scan) holderOf(m int32) int32 {
	x := &s.mentions[m]
	h := &s.tokens[x.head]
	for k := m - 1; k >= 0 && k > m-maxReach; k-- {
		y := &s.mentions[k]
		if y.entity < 0 || y.kind == pronoun {
			continue
		}
		if y.kind == nominal && s.tokens[y.head].hash == h.hash && x.to-x.from <= 2 {
			return y.entity
		}
		if y.kind == named && h.in(title) && s.tokens[x.from].tag == tagDet && x.to-x.head == 1 {
			for i := y.from; i < y.name; i++ {
				if s.tokens[i].hash == h.hash {
					return y.entity
				}
			}
		}
	}
	return -1
}

// pronounByRules is the entity that pronoun m stands for: the last speaker if it fits, else the nearest person before it
// who does; -1 where two people of the sentence before might be meant.
func (s *scan) pronounByRules(m, lastSpeaker int32) int32 {
	p := &s.tokens[s.mentions[m].head]
	g := class(0)
	switch {
	case p.in(proHe) && !p.in(proShe):
		g = male
	case p.in(proShe) && !p.in(proHe):
		g = female
	default:
		return -1
	}
	best, rivals := int32(-1), 0
	for k := m - 1; k >= 0 && k > m-maxReach && rivals < 2; k-- {
		y := &s.mentions[k]
		if y.kind == pronoun || y.entity < 0 || s.tokens[s.mentions[m].head].sent-s.tokens[y.head].sent > 6 {
			continue
		}
		e := &s.entities[y.entity]
		if e.kind != Person || e.gender == 0 && e.role < 0 && y.kind == named && y.head == y.name || e.gender != 0 && e.gender != g || y.entity == best || s.tokens[y.head].quote >= 0 {
			continue
		}
		if e.gender == g && best >= 0 && s.entities[best].gender == 0 {
			best = y.entity // one who is known to fit
			break
		}
		if best < 0 {
			best = y.entity
		}
		rivals++
	}
	if lastSpeaker >= 0 && s.fits(lastSpeaker, g) && (best < 0 || s.entities[lastSpeaker].gender == g || s.entities[best].gender != g) {
		return lastSpeaker
	}
	return best
}

func (s *scan) fits(e int32, g class) bool {
	return s.entities[e].kind == Person && (s.entities[e].gender == 0 || s.entities[e].gender == g)
}
