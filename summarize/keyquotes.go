package summarize

import (
	"cmp"
	"slices"
	"strings"
)

// keyQuotes chooses, for each side, the quotations that a reader should see first, best first. A quotation's score is the
// sum of four figures that can be explained:
//
//	prominence   how often its speaker is mentioned, against the most mentioned speaker (0 to 1)
//	length       1 for 8 to 40 words, falling to 0 at 2 and at 80
//	whole        0.5 when it is a full sentence
//	standing     0.5 when it does not open with a word that needs the text before it
//
// No speaker has a second one before every side with quotations has one, and no side more than maxKeyQuotes.
func keyQuotes(t *Transcript, sides []*side) map[int][]DraftQuote {
	most := 1
	for _, q := range t.Quotations {
		if speaker := t.speakerOf(q); speaker != nil {
			most = max(most, len(speaker.Mentions))
		}
	}
	score := func(d DraftQuote) float64 {
		q := t.Quotations[d.Quotation-1]
		return float64(len(t.speakerOf(q).Mentions))/float64(most) + selfContained(q.Text)
	}
	chosen := map[int][]DraftQuote{}
	for i, s := range sides {
		ranked := slices.Clone(s.quotes)
		slices.SortStableFunc(ranked, func(a, b DraftQuote) int { return cmp.Compare(score(b), score(a)) })
		ranked = firstOfEach(ranked)
		if n := min(len(ranked), maxKeyQuotes); n > 0 {
			chosen[i] = ranked[:n]
		}
	}
	return chosen
}

// firstOfEach moves the best quotation of each speaker before anybody's second.
func firstOfEach(ranked []DraftQuote) []DraftQuote {
	var firsts, others []DraftQuote
	seen := map[string]bool{}
	for _, d := range ranked {
		if seen[d.By] {
			others = append(others, d)
			continue
		}
		seen[d.By] = true
		firsts = append(firsts, d)
	}
	return append(firsts, others...)
}

// selfContained scores how well a quotation's words stand alone, from 0 to 2.
func selfContained(text string) float64 {
	score := 0.0
	switch n := len(strings.Fields(text)); {
	case n < 8:
		score = float64(n-2) / 6
	case n <= 40:
		score = 1
	default:
		score = max(0, 1-float64(n-40)/40)
	}
	first := firstWord(text)
	if strings.ToLower(first) != first && strings.ContainsAny(text[len(text)-1:], ".!?,") {
		score += 0.5
	}
	if !slices.Contains(pronouns[:4], strings.ToLower(first)) && !slices.Contains(turns, strings.ToLower(first)) {
		score += 0.5
	}
	return score
}
