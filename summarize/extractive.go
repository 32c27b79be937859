package summarize

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parley/article"
	"parley/pattern"
	"parley/summarize/check"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

const (
	maxPositions = 2 // a party
	maxAll       = 8 // positions
	maxKeyQuotes = 2 // a party
	maxQuotes    = 8 // of all parties, the first of each
	maxSecond    = 6 // of all parties, once somebody has a second one
	maxSides     = 8 // parties; of more, those that say most
)

// Extractive writes a draft with no model and no network: sentences and clauses of the article itself, reworded only by
// cutting and by putting a name in brackets where a pronoun stood. The same transcript gives the same draft.
type Extractive struct{}

// Write makes the draft. It never fails.
func (Extractive) Write(_ context.Context, t *transcript.Transcript) (check.Draft, Usage, error) {
	e := newEditor(t)
	sides := slices.DeleteFunc(gatherSides(t, e), func(s *side) bool { return !check.MayBeParty(t, s.name) })
	for _, s := range sides {
		s.positions = slices.DeleteFunc(s.positions, func(c candidate) bool { return saysLittle(e.title, s.kind, c.claim) })
		leaves := func(c candidate) bool {
			return e.leaves(positionLine, c.merit, t.Sentences[c.claim.Sentences[0]-1].Source)
		}
		s.spare = slices.DeleteFunc(slices.Clone(s.positions), func(c candidate) bool { // an account of what happened is nobody's stake
			return leaves(c) || !isView(c.claim.Text) && !takesSide.MatchString(c.claim.Text)
		})
		s.positions = slices.DeleteFunc(s.positions, func(c candidate) bool { return !leaves(c) })
	}
	sides = mainSides(sides)
	var draft check.Draft
	for _, side := range sides {
		draft.Parties = append(draft.Parties, check.DraftParty{Name: side.name, Kind: side.kind, Stance: "none"})
	}
	for i, quotes := range keyQuotes(e, sides) {
		draft.Parties[i].Quotes = quotes
	}
	draft.Gist, draft.Disputed = extractGist(e, sides), differences(t)
	if check.KindOf(t) == article.Opinion {
		sides = withoutPositions(sides) // who holds what is told by one voice
	}
	choosePositions(t, sides, &draft)
	moveFromGist(sides, &draft)
	lastLines(e, sides, &draft)
	draft.Parties = slices.DeleteFunc(draft.Parties, func(p check.DraftParty) bool { return len(p.Positions)+len(p.Quotes) == 0 })
	return draft, Usage{}, nil
}

func withoutPositions(sides []*side) []*side {
	for _, s := range sides {
		s.positions, s.spare = nil, nil
	}
	return sides
}

// mainSides keeps the parties that say most, in the order of the articles.
func mainSides(sides []*side) []*side {
	said := func(s *side) int { return len(s.positions) + len(s.quotes) }
	sides = slices.DeleteFunc(sides, func(s *side) bool { return said(s)+len(s.spare) == 0 })
	ranked := slices.Clone(sides)
	slices.SortStableFunc(ranked, func(a, b *side) int { return said(b) - said(a) })
	ranked = ranked[:min(len(ranked), maxSides)]
	return slices.DeleteFunc(sides, func(s *side) bool { return !slices.Contains(ranked, s) })
}

// toldBy says whether the gist or a quotation that is shown has told a line already.
func toldBy(t *transcript.Transcript, draft check.Draft) func(line string) bool {
	var told []string
	for _, line := range draft.Gist {
		told = append(told, line.Text)
	}
	for _, party := range draft.Parties {
		for _, q := range party.Quotes {
			told = append(told, t.Quotations[q.Quotation-1].Text)
		}
	}
	const few = 3 // sentences, of which the first may stand for a headline and be all there is to tell
	title := check.Headline(t)
	return func(line string) bool {
		if len(t.Sentences) > few && repeats(line, title) && repeats(title, line) {
			return true
		}
		return slices.ContainsFunc(told, func(other string) bool { return repeats(line, other) || repeats(other, line) })
	}
}

// choosePositions takes the best lines, nobody's second before everybody's first, and none that is told already. A sentence is used once.
// Where another article has nearly the same line, the one that is taken rests on both.
func choosePositions(t *transcript.Transcript, sides []*side, draft *check.Draft) {
	type line struct {
		side int
		candidate
	}
	isTold := toldBy(t, *draft)
	var all []line
	for i, s := range sides {
		for _, c := range s.positions {
			all = append(all, line{i, c})
		}
	}
	slices.SortStableFunc(all, func(a, b line) int { return cmp.Compare(b.merit, a.merit) })
	used, taken := map[int]bool{}, []line{}
	for round := 1; round <= maxPositions; round++ {
		for _, l := range all {
			p := &draft.Parties[l.side]
			again := func(other line) bool { // what two sides say of one thing has many words in common
				ours, theirs := repeats(l.claim.Text, other.claim.Text), repeats(other.claim.Text, l.claim.Text)
				return ours && theirs || l.side == other.side && (ours || theirs)
			}
			if len(p.Positions) >= round || len(taken) >= maxAll || used[l.claim.Sentences[0]] || isTold(l.claim.Text) || slices.ContainsFunc(taken, again) {
				continue
			}
			p.Positions = append(p.Positions, l.claim)
			used[l.claim.Sentences[0]], taken = true, append(taken, l)
		}
	}
	for i := range draft.Parties {
		for j := range draft.Parties[i].Positions {
			own := &draft.Parties[i].Positions[j]
			for _, c := range sides[i].positions {
				citeOther(t, own, c.claim)
			}
			shorter := *own
			shorter.Text = withoutRole(own.Text, own.By, t.RoleOf(own.By))
			if own.By == draft.Parties[i].Name && check.Stands(t, shorter) {
				*own = shorter
			}
		}
		slices.SortStableFunc(draft.Parties[i].Positions, func(a, b check.DraftClaim) int { return a.Sentences[0] - b.Sentences[0] })
	}
}

// withoutRole takes out of a line what stands beside its speaker's name as his role already: ", a spokesman for the port," of "Bo Lund, a
// spokesman for the port, says that boats are dear".
func withoutRole(text, by, role string) string {
	name, rest, _ := strings.Cut(text, ", ")
	rest = rest[len(age.FindString(rest)):]
	for _, article := range []string{"", "a ", "an ", "the "} {
		if after, ok := strings.CutPrefix(rest, article+role+", "); ok && role != "" && words.Last(name) == words.Last(by) && !goesOnAboutHim[words.First(after)] {
			return name + " " + after
		}
	}
	return text
}

var age = pattern.Lazy(`^\d{1,3}, `)

// goesOnAboutHim are words that open more of what somebody is, where a verb might follow.
var goesOnAboutHim = words.List("who whom whose which where a an the and or of in at on with from for as then now")

// citeOther lets a line rest on the sentence of another article, too, where that says the same in nearly the same words.
func citeOther(t *transcript.Transcript, line *check.DraftClaim, other check.DraftClaim) {
	source := func(number int) int { return t.Sentences[number-1].Source }
	number := other.Sentences[0]
	if slices.ContainsFunc(line.Sentences, func(own int) bool { return source(own) == source(number) }) || !repeats(line.Text, other.Text) || !repeats(other.Text, line.Text) {
		return
	}
	both := *line
	both.Sentences = append(slices.Clone(line.Sentences), number)
	if len(both.Sentences) <= check.MaxCites && check.Stands(t, both) {
		*line = both
	}
}

// moveFromGist tells the sentence of the gist as the line of the person who said it, where he would have none. What a body did is news.
func moveFromGist(sides []*side, draft *check.Draft) {
	for i, s := range sides {
		p := &draft.Parties[i]
		if len(draft.Gist) == 0 || s.kind != "person" || len(p.Positions)+len(p.Quotes) > 0 {
			continue
		}
		number := draft.Gist[0].Sentences[0]
		if at := slices.IndexFunc(s.positions, func(c candidate) bool { return c.claim.Sentences[0] == number }); at >= 0 {
			p.Positions, draft.Gist = append(p.Positions, s.positions[at].claim), draft.Gist[1:]
		}
	}
}

// isView says whether a text says what should, would or may be.
func isView(text string) bool {
	return slices.ContainsFunc(words.Folded(text), func(word string) bool {
		return slices.Contains([]string{"should", "must", "would", "will", "could", "may", "might", "cannot", "need", "needs", "wants", "want"}, word)
	})
}
