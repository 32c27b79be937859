package summarize

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/summarize/attribution"
)

const (
	maxGist      = 3 // sentences
	maxPositions = 3 // a party
	maxKeyQuotes = 2 // a party
	maxSides     = 8 // parties; of more, those that say most
)

// Extractive writes a draft with no model and no network: sentences and clauses of the article itself, reworded only by
// cutting and by putting a name in brackets where a pronoun stood. The same transcript gives the same draft.
type Extractive struct{}

// Write makes the draft. It never fails.
func (Extractive) Write(_ context.Context, t *Transcript) (Draft, Usage, error) {
	sides := slices.DeleteFunc(gatherSides(t, t.stands), func(s *side) bool { return !t.mayBeParty(s.name) })
	sides = mainSides(sides)
	var draft Draft
	for _, side := range sides {
		draft.Parties = append(draft.Parties, DraftParty{Name: side.name, Kind: side.kind, Stance: "none", Positions: side.bestPositions()})
	}
	for i, quotes := range keyQuotes(t, sides) {
		draft.Parties[i].Quotes = quotes
	}
	draft.Gist = extractGist(t, draft.Parties)
	return draft, Usage{}, nil
}

// A side gathers what one party said, in the order of the articles.
type side struct {
	name, kind string
	positions  []candidate
	quotes     []DraftQuote
}

type candidate struct {
	claim    DraftClaim
	position bool // it says what the party wants, not only what it reports
}

// mainSides keeps the parties that say most, in the order of the articles.
func mainSides(sides []*side) []*side {
	said := func(s *side) int { return len(s.positions) + len(s.quotes) }
	sides = slices.DeleteFunc(sides, func(s *side) bool { return said(s) == 0 })
	ranked := slices.Clone(sides)
	slices.SortStableFunc(ranked, func(a, b *side) int { return said(b) - said(a) })
	ranked = ranked[:min(len(ranked), maxSides)]
	return slices.DeleteFunc(sides, func(s *side) bool { return !slices.Contains(ranked, s) })
}

// stands says whether a party's claim passes the checks. They are the same for this writer: it offers nothing that would
// fall.
func (t *Transcript) stands(party string, claim DraftClaim) bool {
	return t.fault(claim, positionRules(party)) == ""
}

// gatherSides collects what each party said, wants or did, by the articles, of which the given func wants only a part.
func gatherSides(t *Transcript, wanted func(party string, claim DraftClaim) bool) []*side {
	var sides []*side
	of := func(name, kind string) *side {
		for _, s := range sides {
			if strings.EqualFold(s.name, name) {
				return s
			}
		}
		sides = append(sides, &side{name: name, kind: kind})
		return sides[len(sides)-1]
	}
	offer := func(s *side, c candidate) {
		if wanted(s.name, c.claim) {
			s.positions = append(s.positions, c)
		}
	}
	for _, source := range t.Sources {
		headline := source.headline()
		for _, found := range source.Reading.Attributions {
			speaker := source.speaker(found)
			if speaker == nil || !isSide(speaker) || found.Kind == attribution.Direct || found.Sentences[0] == headline {
				continue
			}
			if text := positionText(source.Reading, found, speaker.Name); text != "" {
				claim := DraftClaim{Sentences: firstFew(source.numbers(found.Sentences)), By: speaker.Name, Text: text}
				offer(of(partyOf(speaker)), candidate{claim, found.Position})
			}
		}
		for _, c := range commitments(source) {
			offer(of(c.party, c.kind), candidate{c.claim, true})
		}
	}
	for i, q := range t.Quotations {
		if speaker := t.speakerOf(q); speaker != nil && isSide(speaker) {
			s := of(partyOf(speaker))
			s.quotes = append(s.quotes, DraftQuote{Quotation: i + 1, By: speaker.Name})
		}
	}
	return sides
}

// isSide tells who can have a stake from what only carries words: reports, polls, documents, "a young woman".
func isSide(e *attribution.Entity) bool {
	name, _ := partyOf(e)
	return strings.ToLower(name) != name
}

// partyOf is the party that an entity speaks for, or the entity itself.
func partyOf(e *attribution.Entity) (name, kind string) {
	if e.Party.Name != "" {
		return e.Party.Name, e.Party.Kind
	}
	switch e.Kind {
	case attribution.State:
		return e.Name, "state"
	case attribution.Organisation:
		return e.Name, "institution"
	case attribution.Group:
		return e.Name, "group"
	}
	return e.Name, "person"
}

// bestPositions prefers what the party wants over what it reports, and keeps the order of the article.
func (s *side) bestPositions() []DraftClaim {
	chosen := make([]int, len(s.positions))
	for i := range chosen {
		chosen[i] = i
	}
	wants := func(i int) int {
		if s.positions[i].position {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(chosen, func(a, b int) int {
		return cmp.Or(wants(a)-wants(b), len(s.positions[b].claim.Text)-len(s.positions[a].claim.Text))
	})
	// One sentence shows one position of a party.
	seen := map[int]bool{}
	chosen = slices.DeleteFunc(chosen, func(i int) bool {
		sentence := s.positions[i].claim.Sentences[0]
		known := seen[sentence]
		seen[sentence] = true
		return known
	})
	chosen = chosen[:min(len(chosen), maxPositions)]
	claims := []DraftClaim{}
	for _, i := range chosen {
		claims = append(claims, s.positions[i].claim)
	}
	slices.SortStableFunc(claims, func(a, b DraftClaim) int { return a.Sentences[0] - b.Sentences[0] })
	return claims
}

func firstFew(numbers []int) []int { return numbers[:min(len(numbers), maxCites)] }
