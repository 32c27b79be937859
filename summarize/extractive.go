package summarize

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/summarize/attribution"
	"parley/summarize/check"
	"parley/summarize/transcript"
	"parley/summarize/words"
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
func (Extractive) Write(_ context.Context, t *transcript.Transcript) (check.Draft, Usage, error) {
	sides := slices.DeleteFunc(gatherSides(t), func(s *side) bool { return !check.MayBeParty(t, s.name) })
	sides = mainSides(sides)
	var draft check.Draft
	for _, side := range sides {
		draft.Parties = append(draft.Parties, check.DraftParty{Name: side.name, Kind: side.kind, Stance: "none", Positions: side.bestPositions()})
	}
	for i, quotes := range keyQuotes(t, sides) {
		draft.Parties[i].Quotes = quotes
	}
	draft.Gist = extractGist(t, draft.Parties)
	dropRepeated(t, &draft)
	return draft, Usage{}, nil
}

// A side gathers what one party said, in the order of the articles.
type side struct {
	name, kind string
	positions  []candidate
	quotes     []check.DraftQuote
}

type candidate struct {
	claim    check.DraftClaim
	position bool // it says what the party wants, not only what it reports
	view     bool // it says what should, would or may be
	weight   int  // how often the article mentions the speaker
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

// gatherSides collects what each party said, wants or did, by the articles. The checks are the same for this writer: it offers
// nothing that a rule would drop or doubt.
func gatherSides(t *transcript.Transcript) []*side {
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
		if check.Stands(t, c.claim) {
			s.positions = append(s.positions, c)
		}
	}
	for _, source := range t.Sources {
		headline := source.Headline()
		for _, found := range source.Reading.Attributions {
			speaker := source.Speaker(found)
			if speaker == nil || !isSide(speaker) || found.Kind == attribution.Direct || found.Sentences[0] == headline {
				continue
			}
			if who := strings.ToLower(source.Reading.Text[found.Source.Start:found.Source.End]); !found.Sure && slices.Contains(pronouns, who) {
				continue // "he" may be somebody else
			}
			if text := positionText(source.Reading, found, speaker); text != "" {
				claim := check.DraftClaim{Sentences: check.FirstCites(source.Numbers(found.Sentences)), By: speaker.Name, Text: text}
				cue := source.Reading.Text[found.Cue.Start:found.Cue.End]
				offer(of(sideOf(speaker)), candidate{claim, found.Position || isOf(wanting, cue), isView(text), len(speaker.Mentions)})
			}
		}
		for _, c := range commitments(source) {
			offer(of(c.party, c.kind), candidate{claim: c.claim, position: true, weight: c.weight})
		}
	}
	for i, q := range t.Quotations {
		if speaker := t.SpeakerOf(q); speaker != nil && isSide(speaker) && t.AttributionOf(q).Sure && !check.TurnedRound(t, i+1) {
			s := of(sideOf(speaker))
			s.quotes = append(s.quotes, check.DraftQuote{Quotation: i + 1, By: speaker.Name})
		}
	}
	return sides
}

// dropRepeated takes out the positions that the gist or a quotation that is shown has told already.
func dropRepeated(t *transcript.Transcript, draft *check.Draft) {
	var told []string
	for _, line := range draft.Gist {
		told = append(told, line.Text)
	}
	for _, party := range draft.Parties {
		for _, q := range party.Quotes {
			told = append(told, t.Quotations[q.Quotation-1].Text)
		}
	}
	for i := range draft.Parties {
		p := &draft.Parties[i]
		p.Positions = slices.DeleteFunc(p.Positions, func(c check.DraftClaim) bool {
			return slices.ContainsFunc(told, func(other string) bool { return repeats(c.Text, other) })
		})
	}
	draft.Parties = slices.DeleteFunc(draft.Parties, func(p check.DraftParty) bool { return len(p.Positions)+len(p.Quotes) == 0 })
}

// isView says whether a text says what should, would or may be.
func isView(text string) bool {
	return slices.ContainsFunc(words.Folded(text), func(word string) bool {
		return slices.Contains([]string{"should", "must", "would", "will", "could", "may", "might", "cannot", "need", "needs", "wants", "want"}, word)
	})
}

// bestPositions prefers what the party wants over its views, these over what it reports, and those who are mentioned more.
func (s *side) bestPositions() []check.DraftClaim {
	chosen := make([]int, len(s.positions))
	for i := range chosen {
		chosen[i] = i
	}
	rank := func(i int) int {
		switch c := s.positions[i]; {
		case c.position:
			return 0
		case c.view:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(chosen, func(a, b int) int {
		return cmp.Or(rank(a)-rank(b), s.positions[b].weight-s.positions[a].weight)
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
	claims := []check.DraftClaim{}
	for _, i := range chosen {
		claims = append(claims, s.positions[i].claim)
	}
	slices.SortStableFunc(claims, func(a, b check.DraftClaim) int { return a.Sentences[0] - b.Sentences[0] })
	return claims
}
