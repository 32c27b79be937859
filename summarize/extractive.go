package summarize

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"

	"parley/article"
	"parley/summarize/attribution"
	"parley/summarize/check"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

const (
	maxGist      = 2 // sentences
	maxPositions = 2 // a party
	maxAll       = 8 // positions
	maxKeyQuotes = 2 // a party
	maxQuotes    = 6 // of all parties
	maxSides     = 8 // parties; of more, those that say most

	// leastSure is the probability from which a statement's speaker is sure enough for a line of ours: on pages that nobody had looked
	// at, most of the lines below it were wrong in some way, and few above.
	leastSure = 0.85
	// leastMeant is the same where a pronoun tells who says it, and the line has a name in its place.
	leastMeant = 0.92
)

// Extractive writes a draft with no model and no network: sentences and clauses of the article itself, reworded only by
// cutting and by putting a name in brackets where a pronoun stood. The same transcript gives the same draft.
type Extractive struct{}

// Write makes the draft. It never fails.
func (Extractive) Write(_ context.Context, t *transcript.Transcript) (check.Draft, Usage, error) {
	sides := slices.DeleteFunc(gatherSides(t), func(s *side) bool { return !check.MayBeParty(t, s.name) })
	for _, s := range sides {
		s.positions = slices.DeleteFunc(s.positions, func(c candidate) bool { return isBackground(t, s, c.claim) })
	}
	sides = mainSides(sides)
	var draft check.Draft
	for _, side := range sides {
		draft.Parties = append(draft.Parties, check.DraftParty{Name: side.name, Kind: side.kind, Stance: "none"})
	}
	for i, quotes := range keyQuotes(t, sides) {
		draft.Parties[i].Quotes = quotes
	}
	draft.Gist = extractGist(t, sides)
	if check.KindOf(t) == article.Opinion {
		sides = withoutPositions(sides) // who holds what is told by one voice
	}
	choosePositions(sides, &draft, toldBy(t, draft))
	draft.Parties = slices.DeleteFunc(draft.Parties, func(p check.DraftParty) bool { return len(p.Positions)+len(p.Quotes) == 0 })
	return draft, Usage{}, nil
}

// isBackground says whether a line is not what the article is about: whose it is is neither named in the headline nor quoted, and it has no
// word of the headline and stands behind the first third.
func isBackground(t *transcript.Transcript, s *side, claim check.DraftClaim) bool {
	const long = 25 // sentences: a shorter text has no room for background
	title := check.Headline(t)
	if title == "" || len(t.Sentences) < long || len(s.quotes) > 0 || sharedWith(title, s.name+" "+claim.By) > 0 {
		return false
	}
	return sharedWith(title, claim.Text) == 0 && 3*claim.Sentences[0] > len(t.Sentences)
}

func withoutPositions(sides []*side) []*side {
	for _, s := range sides {
		s.positions = nil
	}
	return sides
}

// A side gathers what one party said, in the order of the articles.
type side struct {
	name, kind string
	positions  []candidate
	quotes     []check.DraftQuote
}

// A candidate is a line that passed the gate.
type candidate struct {
	claim check.DraftClaim
	score float64
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

// maxSaid is how many attributions of an article are looked at: a long one has two hundred.
const maxSaid = 1000

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
	news := newsworth(t)
	offer := func(s *side, claim check.DraftClaim, mentions int) {
		if check.Stands(t, claim) {
			s.positions = append(s.positions, candidate{claim, news(claim, mentions)})
		}
	}
	for _, source := range t.Sources {
		headline := source.Headline()
		all := source.Reading.Attributions
		for i, found := range all[:min(len(all), maxSaid)] {
			speaker := source.Speaker(found)
			if speaker == nil || !found.Sure || isDoubtful(source.Reading, found) || !isSide(speaker) || onlyInHeadline(source, speaker) || found.Kind == attribution.Direct || found.Sentences[0] == headline {
				continue
			}
			cue := source.Reading.Text[found.Cue.Start:found.Cue.End]
			if isUnderHeading(source.Reading, found) {
				continue
			}
			if onlyReports(source.Reading, speaker, cue) && !isOwnStory(t, speaker) || isToldByOther(source, i) {
				continue
			}
			if text := positionText(source.Reading, found, speaker); text != "" && !(pastYear.MatchString(text) && actOf(found, cue) == check.Wish) {
				claim := check.DraftClaim{Sentences: check.FirstCites(source.Numbers(found.Sentences)), By: speaker.Name, Text: text, Act: actOf(found, cue)}
				offer(of(sideOf(speaker)), claim, len(speaker.Mentions))
			}
		}
		for _, c := range commitments(source) {
			offer(of(c.party, c.kind), c.claim, c.weight)
		}
	}
	for i := range t.Quotations {
		if speaker := surelySaid(t, i+1); speaker != nil {
			s := of(sideOf(speaker))
			s.quotes = append(s.quotes, check.DraftQuote{Quotation: i + 1, By: speaker.Name})
		}
	}
	return apartAtHome(t, sides)
}

// apartAtHome gives everybody a side of his own where only one state is heard: in news of one country its president and its senators do
// not speak as that country.
func apartAtHome(t *transcript.Transcript, sides []*side) []*side {
	isState := func(s *side) bool { return s.kind == "state" || s.kind == "government" }
	at := slices.IndexFunc(sides, isState)
	if at < 0 || slices.ContainsFunc(sides[at+1:], isState) {
		return sides
	}
	var apart []*side
	of := func(by string) *side {
		for _, s := range append(slices.Clone(sides), apart...) {
			if s.name == by {
				return s
			}
		}
		kind := "institution"
		if e := t.EntityNamed(by); e != nil && e.Kind == attribution.Person {
			kind = "person"
		}
		apart = append(apart, &side{name: by, kind: kind})
		return apart[len(apart)-1]
	}
	home := *sides[at]
	sides[at].positions, sides[at].quotes = nil, nil
	for _, c := range home.positions {
		s := of(c.claim.By)
		s.positions = append(s.positions, c)
	}
	for _, q := range home.quotes {
		s := of(q.By)
		s.quotes = append(s.quotes, q)
	}
	return slices.Insert(sides, at, apart...)
}

// pastYear is when somebody wanted or chose something that is history: "endorsed Lund in the 2008 primaries".
var pastYear = regexp.MustCompile(`\bin (?:the )?(?:19|20)\d\d\b`)

// surelySaid is who said a quotation, where he may be shown with it; else nil. "They" are seldom who was named last.
func surelySaid(t *transcript.Transcript, number int) *attribution.Entity {
	q := t.Quotations[number-1]
	speaker, found, reading := t.SpeakerOf(q), t.AttributionOf(q), t.Sources[q.Source].Reading
	if speaker == nil || !found.Sure || !isSide(speaker) || isOutlet(reading, speaker) && !isOwnStory(t, speaker) || onlyInHeadline(t.Sources[q.Source], speaker) || check.TurnedRound(t, number) {
		return nil
	}
	who := strings.ToLower(reading.Text[found.Source.Start:found.Source.End])
	if who == "they" || who == "it" || heOrShe[who] && isOfTwo(reading, found, speaker) || namesOther(reading.Text[found.Source.Start:found.Source.End], speaker) {
		return nil
	}
	return speaker
}

// isOfTwo says whether a "he" or "she" may be somebody else than the speaker: the last sentence before it that names people names another
// one first.
func isOfTwo(r *attribution.Reading, found attribution.Attribution, speaker *attribution.Entity) bool {
	for i := found.Sentences[0] - 1; i >= 0; i-- {
		var first *attribution.Entity
		start, named := r.Sentences[i].End, false
		for j := range r.Entities {
			e := &r.Entities[j]
			for _, m := range e.Mentions {
				if e.Kind != attribution.Person || m.Start < r.Sentences[i].Start || m.End > r.Sentences[i].End {
					continue
				}
				named = named || e == speaker
				if m.Start < start {
					first, start = e, m.Start
				}
			}
		}
		if first != nil {
			return named && first != speaker
		}
	}
	return false
}

// isDoubtful says whether an English attribution is less sure than a line of ours must be.
func isDoubtful(r *attribution.Reading, found attribution.Attribution) bool {
	least := float32(leastSure)
	if heOrShe[strings.ToLower(r.Text[found.Source.Start:found.Source.End])] {
		least = leastMeant
	}
	return r.Language == "en" && found.Probability < least
}

// isUnderHeading says whether a "he" or "she" opens a paragraph of one sentence, as several do: they head the parts of a list, and mean who
// it is about, not who was named last.
func isUnderHeading(r *attribution.Reading, found attribution.Attribution) bool {
	const several = 3
	heads := func(i int) bool {
		alone := (i == 0 || r.Sentences[i-1].Paragraph != r.Sentences[i].Paragraph) && (i+1 == len(r.Sentences) || r.Sentences[i+1].Paragraph != r.Sentences[i].Paragraph)
		return alone && heOrShe[strings.ToLower(words.First(r.Text[r.Sentences[i].Start:r.Sentences[i].End]))]
	}
	if !heads(found.Sentences[0]) {
		return false
	}
	count := 0
	for i := range r.Sentences {
		if heads(i) {
			count++
		}
	}
	return count >= several
}

// onlyInHeadline says whether somebody is named in the headline and nowhere else: its capitals make names of verbs.
func onlyInHeadline(source transcript.Source, e *attribution.Entity) bool {
	if source.Headline() < 0 {
		return false
	}
	end := source.Reading.Sentences[source.Headline()].End
	return !slices.ContainsFunc(e.Mentions, func(m attribution.Span) bool {
		return m.Start >= end && !slices.Contains(pronouns, strings.ToLower(source.Reading.Text[m.Start:m.End]))
	})
}

// isToldByOther says whether an attribution is a part of what somebody else is told to have said, or has its content from somebody
// else: then the line would make a claim of one the other's.
func isToldByOther(source transcript.Source, index int) bool {
	a := source.Reading.Attributions[index]
	if len(a.Content) == 0 {
		return true
	}
	for _, i := range append(slices.Clone(source.AttributionsAt(a.Source.Start)), source.AttributionsAt(a.Content[0].Start)...) {
		b := source.Reading.Attributions[i]
		if i == index || b.Speaker == a.Speaker || len(b.Content) == 0 || a.Channel != "" {
			continue
		}
		inside := slices.ContainsFunc(b.Content, func(c attribution.Span) bool { return c.Start <= a.Source.Start && a.Cue.End <= c.End })
		same := b.Content[0].Start == a.Content[0].Start && b.Cue != a.Cue
		if !(inside && a.Cue.End > a.Cue.Start || same) {
			continue
		}
		if other := source.Speaker(b); other == nil || !isOutlet(source.Reading, other) {
			return true
		}
	}
	return false
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

// newsworth weighs a line: what somebody wants over what he only says, what has to do with the headline, who is much spoken of, what
// stands early.
func newsworth(t *transcript.Transcript) func(claim check.DraftClaim, mentions int) float64 {
	title, most := words.Stems(check.Headline(t)), 1
	for _, source := range t.Sources {
		for _, e := range source.Reading.Entities {
			most = max(most, len(e.Mentions))
		}
	}
	return func(claim check.DraftClaim, mentions int) float64 {
		score := map[string]float64{check.Wish: 0.5, check.Deed: 0.2}[claim.Act]
		if isView(claim.Text) {
			score += 0.3
		}
		shared := 0
		for stem := range words.Stems(claim.Text) {
			if title[stem] {
				shared++
			}
		}
		return score + min(1, float64(shared)/3)*0.5 + 0.4*float64(mentions)/float64(most) +
			0.3*(1-float64(claim.Sentences[0])/float64(len(t.Sentences)+1))
	}
}

// choosePositions takes the best lines, nobody's second before everybody's first, and none that is told already. A sentence is used once.
func choosePositions(sides []*side, draft *check.Draft, isTold func(string) bool) {
	type line struct {
		side int
		candidate
	}
	var all []line
	for i, s := range sides {
		for _, c := range s.positions {
			all = append(all, line{i, c})
		}
	}
	slices.SortStableFunc(all, func(a, b line) int { return cmp.Compare(b.score, a.score) })
	used, taken, count := map[int]bool{}, []string{}, 0
	for round := 1; round <= maxPositions; round++ {
		for _, l := range all {
			p := &draft.Parties[l.side]
			again := func(other string) bool { return repeats(l.claim.Text, other) || repeats(other, l.claim.Text) }
			if len(p.Positions) >= round || count >= maxAll || used[l.claim.Sentences[0]] || isTold(l.claim.Text) || slices.ContainsFunc(taken, again) {
				continue
			}
			p.Positions = append(p.Positions, l.claim)
			used[l.claim.Sentences[0]], count = true, count+1
			taken = append(taken, l.claim.Text)
		}
	}
	for i := range draft.Parties {
		slices.SortStableFunc(draft.Parties[i].Positions, func(a, b check.DraftClaim) int { return a.Sentences[0] - b.Sentences[0] })
	}
}

// isView says whether a text says what should, would or may be.
func isView(text string) bool {
	return slices.ContainsFunc(words.Folded(text), func(word string) bool {
		return slices.Contains([]string{"should", "must", "would", "will", "could", "may", "might", "cannot", "need", "needs", "wants", "want"}, word)
	})
}
