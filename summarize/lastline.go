package summarize

import (
	"slices"
	"strings"

	"parley/pattern"
	"parley/summarize/check"
	"parley/summarize/words"
)

// What a side without another line may have needs less. Of its quotations every fifth was found not right, in a long article those of who is named
// more than once or twice; of others every third.
const (
	leastLastPosition = 0.5
	leastLastNamed    = 0.45 // of a position of whom the headline names
	leastLastShort    = 0.56 // of a quotation, in an article of fewer than fewSentences
	leastLastLong     = 0.6
	fewSentences      = 36
	namedOften        = 3 // times, in a longer one
)

// lastLines gives each side that would have no line its best one, though it is none that an editor would surely leave: a reader misses a party
// that the article lets speak. Of passers-by he misses nothing.
func lastLines(e *editor, sides []*side, draft *check.Draft) {
	isTold := toldBy(e.t, *draft)
	positions, quotes := 0, 0
	for _, p := range draft.Parties {
		positions, quotes = positions+len(p.Positions), quotes+len(p.Quotes)
	}
	for i, s := range sides {
		p := &draft.Parties[i]
		if len(p.Positions)+len(p.Quotes) > 0 || isShown(s, draft.Parties) {
			continue
		}
		if q, ok := lastQuote(e, s); ok && quotes < maxQuotes {
			p.Quotes, quotes = append(p.Quotes, q), quotes+1
		} else if c, ok := lastPosition(e, s, isTold); ok && positions < maxAll {
			p.Positions, positions = append(p.Positions, c), positions+1
		}
	}
}

// takesSide has near its start a verb of who is for something or against it.
var takesSide = pattern.Lazy(`^(?:[^,]{0,60}, [^,]{3,90}, |[^,]{0,60}\b)(?:argue|insist|contend|claim|urge|demand|want|pledge|promise|vow|accus|critici[sz]|condemn|oppose|support|warn|reject|believe|back(?:s|ed)|den(?:y|ies|ied)|refuse|welcome|dispute|resist|ridicule|attacked|acknowledge|admit)`)

// isShown says whether a side is one of the parties with lines, a person by the last word of his name: "Skipper Lund" is Bo Lund, but one union is
// not the other.
func isShown(s *side, parties []check.DraftParty) bool {
	return slices.ContainsFunc(parties, func(p check.DraftParty) bool {
		same := strings.EqualFold(p.Name, s.name) || s.kind == "person" && words.Last(p.Name) == words.Last(s.name)
		return len(p.Positions)+len(p.Quotes) > 0 && same
	})
}

// lastQuote is the best quotation of a side that has no line; not ok where it has none.
func lastQuote(e *editor, s *side) (best check.DraftQuote, ok bool) {
	for _, d := range s.quotes {
		if (!ok || e.meritOf(d) > e.meritOf(best)) && e.mayBeLast(s, d) {
			best, ok = d, true
		}
	}
	return best, ok
}

// lastPosition is the best position of a side that has no line; not ok where it has none.
func lastPosition(e *editor, s *side, isTold func(string) bool) (best check.DraftClaim, ok bool) {
	most := merit(leastLastPosition)
	if namesAgain(e.title, s.name) {
		most = leastLastNamed
	}
	for _, c := range s.spare {
		if c.merit >= most && !isTold(c.claim.Text) {
			best, most, ok = c.claim, c.merit, true
		}
	}
	return best, ok
}

// mayBeLast says whether a quotation may be the only line of its side. What is not about the article's topic may be where it is a body's, which
// says nothing by the way, or the headline names who says it.
func (e *editor) mayBeLast(s *side, d check.DraftQuote) bool {
	m, speaker := e.meritOf(d), e.t.SpeakerOf(d.Quotation)
	if wordsIn(e.t, d) > maxQuoteWords || !quotableAlone(e.t, d.Quotation, e.isTopic) {
		return false
	}
	if isAside(e.isTopic, e.t.Quotations[d.Quotation-1].Text) {
		return m >= leastMerit[quotationLine] && (s.kind != "person" || namesAgain(e.title, speaker.Name))
	}
	if len(e.t.Sources[e.t.Quotations[d.Quotation-1].Source].Reading.Sentences) < fewSentences {
		return m >= leastLastShort
	}
	return m >= leastLastLong && len(speaker.Mentions) >= namedOften
}
