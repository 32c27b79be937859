package score

import (
	"maps"
	"slices"
)

func overlap(a, b map[int]bool) bool {
	for n := range a {
		if b[n] {
			return true
		}
	}
	return false
}

func within(part, whole map[int]bool) bool {
	for n := range part {
		if !whole[n] {
			return false
		}
	}
	return true
}

// statements counts indirect and mixed speech by the sentences that it stands in.
func (s *scorer) statements(out []Item, labels []label) {
	indirect := slices.DeleteFunc(slices.Clone(labels), func(l label) bool { return l.Type != "indirect" && l.Type != "mixed" })
	gold, any, found, shown := map[int]bool{}, map[int]bool{}, map[int]bool{}, map[int]bool{}
	for _, l := range labels {
		maps.Copy(any, l.content)
	}
	for _, l := range indirect {
		maps.Copy(gold, l.content)
	}
	discard := touched(s.text, s.sentences, s.gold.Discard...)
	for _, item := range out {
		at := s.locate(item)
		s.tally[statementsOut]++
		if len(at) == 0 {
			s.tally[statementsUnlocated]++
			s.tally[sentencesOut]++
			s.miss(StatementUnlocated, item.Text, item.Speaker, nil)
			continue
		}
		if within(at, discard) {
			continue
		}
		maps.Copy(found, at)
		if item.outcome(false).sure {
			maps.Copy(shown, at)
		}
		s.statementSpeaker(item, at, indirect)
	}
	s.statementSentences(found, gold, any)
	for _, l := range indirect {
		s.statementFound(l, overlap(l.content, found))
		s.tally[attributionsShown] += boolInt(overlap(l.content, shown))
	}
}

func (s *scorer) statementSentences(found, gold, any map[int]bool) {
	for _, n := range slices.Sorted(maps.Keys(found)) {
		s.tally.count(sentencesOut, sentencesRight, gold[n])
		if any[n] {
			s.tally[sentencesRightAny]++
		}
		if !gold[n] {
			kind := StatementExtra
			if any[n] {
				kind = StatementDirect
			}
			s.miss(kind, s.sentence(n), "", nil)
		}
	}
	for n := range gold {
		s.tally.count(sentencesGold, sentencesFound, found[n])
	}
}

func (s *scorer) statementFound(l label, found bool) {
	s.tally.count(attributionsGold, attributionsFound, found)
	if l.Type == "mixed" {
		s.tally.count(attributionsGoldMixed, attributionsFoundMixed, found)
	} else {
		s.tally.count(attributionsGoldIndirect, attributionsFoundIndirect, found)
	}
	kind := StatementMissedOther
	if l.CueClass == "speech" {
		s.tally.count(attributionsGoldSpeech, attributionsFoundSpeech, found)
		kind = StatementMissed
	}
	if !found {
		s.miss(kind, l.ContentText, "", l.speakers())
	}
}

// statementSpeaker counts the speaker of a statement where every source of its sentences is known.
func (s *scorer) statementSpeaker(item Item, at map[int]bool, indirect []label) {
	want, known := sourcesAt(at, indirect, func(l label) map[int]bool { return l.content })
	if !known || len(want) == 0 {
		return
	}
	right := slices.ContainsFunc(want, func(name string) bool { return SameSpeaker(item.Speaker, name) })
	s.tally.count(statementSpeakers, statementSpeakersRight, right)
	s.said = append(s.said, item.outcome(right))
	if !right {
		s.miss(StatementSpeaker, item.Text, item.Speaker, want)
	}
}

// sourcesAt are the names of the sources that the labels give at some sentences; known is false where one of them is a
// pronoun that nobody resolved.
func sourcesAt(at map[int]bool, labels []label, sentences func(label) map[int]bool) (names []string, known bool) {
	for _, l := range labels {
		if l.SourceText == "" || !overlap(sentences(l), at) {
			continue
		}
		if unresolved(l.SourceKind, l.Resolved) {
			return nil, false
		}
		names = append(names, l.speakers()...)
	}
	return names, true
}

// parties counts main sources that were found, and positions whose sentence is that source's.
func (s *scorer) parties(out Output, labels []label) {
	parties := out.Parties
	if len(parties) == 0 {
		for _, item := range slices.Concat(out.Quotes, out.Statements) {
			if item.Speaker != "" {
				parties = append(parties, Party{item.Speaker, []Item{item}})
			}
		}
	}
	for _, gold := range s.gold.Parties {
		if gold.Attributions >= 2 && gold.Kind != "anaphor" {
			s.mainSource(gold, parties)
		}
	}
	for _, party := range parties {
		for _, position := range party.Positions {
			s.position(party.Name, position, labels)
		}
	}
}

func (s *scorer) mainSource(gold GoldParty, parties []Party) {
	found := slices.ContainsFunc(parties, func(p Party) bool {
		return slices.ContainsFunc(gold.Aliases, func(alias string) bool { return SameSpeaker(p.Name, alias) })
	})
	if gold.Kind == "person" {
		s.tally.count(partiesPerson, partiesPersonFound, found)
	} else {
		s.tally.count(partiesOther, partiesOtherFound, found)
	}
	if !found {
		s.miss(PartyMissed, gold.Name, "", nil)
	}
}

func (s *scorer) position(party string, item Item, labels []label) {
	s.tally[positionsOut]++
	at := s.locate(item)
	if len(at) == 0 {
		s.tally[positionsUnlocated]++
		return
	}
	all := func(l label) map[int]bool { return l.all }
	attributed := slices.ContainsFunc(labels, func(l label) bool { return overlap(l.all, at) })
	want, known := sourcesAt(at, labels, all)
	if attributed && (!known || len(want) == 0) {
		s.tally[positionsUnscorable]++
		return
	}
	switch {
	case slices.ContainsFunc(want, func(name string) bool { return SameSpeaker(party, name) }):
		s.tally[positionsRight]++
	case attributed:
		s.tally[positionsWrongParty]++
		s.miss(PositionOther, item.Text, party, want)
	default:
		s.tally[positionsNoAttribution]++
		s.miss(PositionUnsupported, item.Text, party, nil)
	}
}
