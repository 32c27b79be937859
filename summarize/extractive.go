package summarize

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

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
	draft := Draft{Gist: extractGist(t)}
	sides := mainSides(gatherSides(t))
	for _, side := range sides {
		draft.Parties = append(draft.Parties, DraftParty{Name: side.name, Kind: side.kind, Stance: "none", Positions: side.bestPositions()})
	}
	for i, quotes := range keyQuotes(t, sides) {
		draft.Parties[i].Quotes = quotes
	}
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

func gatherSides(t *Transcript) []*side {
	var sides []*side
	of := func(entity *attribution.Entity) *side {
		name, kind := partyOf(entity)
		for _, s := range sides {
			if s.name == name {
				return s
			}
		}
		sides = append(sides, &side{name: name, kind: kind})
		return sides[len(sides)-1]
	}
	for _, source := range t.Sources {
		for _, found := range source.Reading.Attributions {
			speaker := source.speaker(found)
			if speaker == nil || !isSide(speaker) {
				continue
			}
			s := of(speaker)
			if found.Kind == attribution.Direct {
				continue
			}
			if text := positionText(source.Reading, found, speaker.Name); text != "" {
				claim := DraftClaim{Sentences: firstFew(source.numbers(found.Sentences)), By: speaker.Name, Text: text}
				s.positions = append(s.positions, candidate{claim, found.Position})
			}
		}
	}
	for i, q := range t.Quotations {
		if speaker := t.speakerOf(q); speaker != nil && isSide(speaker) {
			s := of(speaker)
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
	slices.SortStableFunc(chosen, func(a, b int) int {
		return cmp.Or(cmp.Compare(rank(s.positions[a].position), rank(s.positions[b].position)),
			cmp.Compare(len(s.positions[b].claim.Text), len(s.positions[a].claim.Text)))
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
	slices.Sort(chosen)
	claims := []DraftClaim{}
	for _, i := range chosen {
		claims = append(claims, s.positions[i].claim)
	}
	return claims
}

func rank(first bool) int {
	if first {
		return 0
	}
	return 1
}

// relatives open a clause that hangs on the one before it.
var relatives = []string{"who", "which", "that", "whom", "whose"}

// positionText is the clause of an attribution as a line that stands alone. Where the source comes first, the line runs
// from the source to the end of the content ("Ms. Moe said …"); where it comes last, it is the content alone. "" when no
// such line fits.
func positionText(r *attribution.Reading, a attribution.Attribution, speaker string) string {
	if len(a.Content) == 0 || len(a.Sentences) == 0 {
		return ""
	}
	content := a.Content[0]
	sentence := r.Sentences[a.Sentences[0]]
	if content.Start < sentence.Start || content.Start >= sentence.End {
		return ""
	}
	start, end := content.Start, min(content.End, sentence.End)
	switch source := strings.ToLower(r.Text[a.Source.Start:a.Source.End]); {
	case a.Source.Start >= sentence.Start && source != "" && a.Source.Start < a.Cue.Start && a.Cue.Start < start:
		if slices.Contains(relatives, source) {
			return "" // "who …": the middle of a sentence
		}
		start = a.Source.Start // "Ms. Moe said …"
	case a.Cue.Start >= end: // "…, she added"
	case strings.HasPrefix(strings.ToLower(r.Text[a.Cue.Start:a.Cue.End]), "according"): // "according to Ms. Moe, …"
	default:
		return ""
	}
	text := nameForPronoun(standAlone(r.Text[start:end]), speaker)
	if len(strings.Fields(text)) < 4 || endsOpen(text) {
		return ""
	}
	return cutToFit(text, maxText)
}

// endsOpen tells a line that breaks off: its last word wants another.
func endsOpen(text string) bool {
	words := strings.Fields(strings.TrimRight(strings.ToLower(text), "."))
	last := words[len(words)-1]
	return slices.Contains(relatives, last) || slices.Contains(strings.Fields("a an the and or as of to in on at by for with from than its his her their"), last)
}

// standAlone drops quotation marks (the words are the speaker's by the line's own cue), loose ends and a leading "that".
func standAlone(text string) string {
	text = strings.Join(strings.Fields(dropQuotationMarks(text)), " ")
	text = strings.Trim(text, " ,;:–—-")
	if rest, found := strings.CutPrefix(text, "that "); found {
		text = rest
	}
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	text = strings.ToUpper(string(first)) + text[size:]
	if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "!") && !strings.HasSuffix(text, "?") {
		text += "."
	}
	return text
}

// pronouns that open a clause in place of its speaker, in the languages that Parley reads.
var pronouns = strings.Fields(`he she they it who which i we er sie il elle ils elles él ella ellos ellas lui lei loro ele ela
	eles elas hij zij ze ona oni він вона вони он она они`)

func nameForPronoun(text, name string) string {
	word, rest, _ := strings.Cut(text, " ")
	bare, tail, _ := strings.Cut(word, "’")
	if slices.Contains(pronouns, strings.ToLower(strings.Trim(bare, ","))) {
		if tail != "" {
			tail = "’" + tail
		}
		return "[" + name + "]" + tail + " " + rest
	}
	return text
}

// turns are words that reverse or limit what stands before them: a line is never cut in front of one.
var turns = strings.Fields("but unless if only except not until without though although while however despite nor than aber wenn nur mais si sauf pero sino")

// cutToFit shortens a text to at most limit runes at the end of a clause, or gives "" when that cannot be done without
// losing more than half of it.
func cutToFit(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	best := ""
	for i, r := range text {
		if utf8.RuneCountInString(text[:i]) >= limit {
			break
		}
		if r != ',' && r != ';' && r != '—' && r != '–' {
			continue
		}
		next, _, _ := strings.Cut(strings.TrimSpace(text[i+utf8.RuneLen(r):]), " ")
		if !slices.Contains(turns, strings.ToLower(next)) && strings.HasPrefix(text[i+utf8.RuneLen(r):], " ") {
			best = strings.TrimSpace(text[:i]) + "."
		}
	}
	if utf8.RuneCountInString(best) < limit/2 {
		return ""
	}
	return best
}

func firstFew(numbers []int) []int { return numbers[:min(len(numbers), maxCites)] }
