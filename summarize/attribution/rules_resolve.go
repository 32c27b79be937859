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
			x.lead = s.pronounLead(int32(m))
			if x.entity >= 0 && s.entities[x.entity].gender == 0 {
				s.entities[x.entity].gender = s.pronounGender(x)
			}
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
	if e := s.apposedTo(m); e >= 0 {
		return e
	}
	isOffice := h.in(title) && s.isDefinite(x) && x.to == x.head+1
	for k := m - 1; k >= 0 && k > m-maxReach; k-- {
		y := &s.mentions[k]
		repeats := y.kind == nominal && s.tokens[y.head].hash == h.hash && x.to-x.from <= 2
		if y.entity >= 0 && (repeats || y.kind == named && isOffice && s.isTitled(y, h.hash)) {
			return y.entity
		}
	}
	if isOffice && !h.in(groupNoun) {
		return s.personBefore(m)
	}
	return -1
}

// isTitled reports whether the word stands before the name in a mention.
func (s *scan) isTitled(y *mention, word uint64) bool {
	for i := y.from; i < y.name; i++ {
		if s.tokens[i].hash == word {
			return true
		}
	}
	return false
}

// isDefinite reports whether a title can mean somebody who was named: it has a determiner, or its language has none.
func (s *scan) isDefinite(x *mention) bool {
	return s.tokens[x.from].tag == tagDet && !s.tokens[x.from].in(indefinite) || s.lex.Declines()
}

// apposedTo is the entity of the name that mention m stands behind with nothing but a comma between: "Ana Ruiz, mayor of …".
func (s *scan) apposedTo(m int32) int32 {
	x := &s.mentions[m]
	if m == 0 || x.from < 2 || s.tokens[x.from-1].sign != ',' || !s.tokens[x.head].in(title) {
		return -1
	}
	if to := int(x.to); to < len(s.tokens) && s.tokens[to].sent == s.tokens[x.head].sent && s.tokens[to].in(speech|auxiliary) {
		return -1 // the subject of what follows: "after talks with Ana Ruiz, the mayor said …"
	}
	if y := &s.mentions[m-1]; y.to == x.from-1 && y.kind == named && y.entity >= 0 && s.entities[y.entity].kind == Person && s.fits(y.entity, s.genderOf(x)) {
		return y.entity
	}
	return -1
}

// personBefore is the one person who is named in the paragraph before mention m, whom "the farmer" then means; -1 where there is
// none or several, the genders differ, or that person is called something else.
func (s *scan) personBefore(m int32) int32 {
	found := int32(-1)
	for k := m - 1; k >= 0 && k > m-maxReach && s.tokens[s.mentions[k].head].para == s.tokens[s.mentions[m].head].para; k-- {
		y := &s.mentions[k]
		if y.kind != named || y.entity < 0 || y.entity == found || s.entities[y.entity].kind != Person {
			continue
		}
		if found >= 0 {
			return -1
		}
		if e := &s.mentions[s.entities[y.entity].mention]; e.head > e.name { // a single name may be a place's
			found = y.entity
		}
	}
	if found >= 0 && (s.entities[found].role >= 0 || !s.fits(found, s.genderOf(&s.mentions[m]))) {
		return -1
	}
	return found
}

// pronounByRules is the entity that pronoun m stands for: the last speaker if it fits, else the nearest person before it
// who does; -1 where two people of the sentence before might be meant.
func (s *scan) pronounByRules(m, lastSpeaker int32) int32 {
	g := s.pronounGender(&s.mentions[m])
	if g == 0 {
		return -1
	}
	best, here := s.nearestMeant(m, g)
	if here && lastSpeaker >= 0 && best != lastSpeaker && !s.isHere(lastSpeaker, m) {
		return best
	}
	if lastSpeaker >= 0 && s.fits(lastSpeaker, g) && (best < 0 || s.entities[lastSpeaker].gender == g || s.entities[best].gender != g) {
		return lastSpeaker
	}
	return best
}

// pronounLead is certain where pronoun m means somebody of its gender and nobody else in the sentences before could be meant, else 0.
func (s *scan) pronounLead(m int32) float32 {
	const reach = 2 // sentences
	x := &s.mentions[m]
	if x.entity < 0 || s.entities[x.entity].gender != s.pronounGender(x) {
		return 0
	}
	at := &s.tokens[x.head]
	for k := m - 1; k >= 0 && k > m-maxReach && at.sent-s.tokens[s.mentions[k].head].sent <= reach; k-- {
		if y := &s.mentions[k]; y.entity != x.entity && s.canBeMeant(y, at, s.pronounGender(x)) {
			return 0
		}
	}
	return certain
}

// nearestMeant is the nearest person before pronoun m of gender g, unless the next one before is known to fit and that one is not;
// here tells whether the paragraph is the same. It is -1 where there is nobody.
func (s *scan) nearestMeant(m int32, g class) (best int32, here bool) {
	best = -1
	at := &s.tokens[s.mentions[m].head]
	for k, rivals := m-1, 0; k >= 0 && k > m-maxReach && rivals < 2; k-- {
		y := &s.mentions[k]
		if !s.canBeMeant(y, at, g) || y.entity == best {
			continue
		}
		if best >= 0 && s.entities[y.entity].gender == g && s.entities[best].gender == 0 && at.sent-s.tokens[y.head].sent <= 1 {
			return y.entity, here
		}
		if best < 0 {
			best, here = y.entity, s.tokens[y.head].para == at.para
		}
		rivals++
	}
	return best, here
}

// canBeMeant reports whether mention y is a person's, outside quotations and near enough, that a pronoun of gender g at the given token can
// mean. A single word of which nothing else is known may be a place's name.
func (s *scan) canBeMeant(y *mention, at *token, g class) bool {
	const reach = 6 // sentences
	if y.kind == pronoun || y.entity < 0 || at.sent-s.tokens[y.head].sent > reach || s.tokens[y.head].quote >= 0 {
		return false
	}
	e := &s.entities[y.entity]
	if y.kind == named && (!s.isPersonsName(y) || e.gender == 0 && e.role < 0 && y.head == y.name) {
		return false
	}
	return s.fits(y.entity, g)
}

// isPersonsName reports whether a name is not that of a thing or a body, as far as the classes of its words tell.
func (s *scan) isPersonsName(x *mention) bool {
	return s.isProperName(x) && (s.hasTitle(x) || !s.tokens[x.head].in(speaker|groupNoun|bodyNoun))
}

// isHere reports whether entity e is mentioned before mention m in its paragraph.
func (s *scan) isHere(e, m int32) bool {
	for k := m - 1; k >= 0 && k > m-maxReach && s.tokens[s.mentions[k].head].para == s.tokens[s.mentions[m].head].para; k-- {
		if s.mentions[k].entity == e {
			return true
		}
	}
	return false
}

// pronounGender is male, female, or 0 for a pronoun that is neither or both.
func (s *scan) pronounGender(x *mention) class {
	switch p := &s.tokens[x.head]; {
	case p.in(proHe) && !p.in(proShe):
		return male
	case p.in(proShe) && !p.in(proHe):
		return female
	}
	return 0
}

func (s *scan) fits(e int32, g class) bool {
	return s.entities[e].kind == Person && (s.entities[e].gender == 0 || g == 0 || s.entities[e].gender == g)
}
