package summarize

import (
	"cmp"
	"parley/summarize/check"
	"parley/summarize/transcript"
	"parley/summarize/words"
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
// Quotations of the headline, fragments of less than five words and speeches of more than eighty are passed over. No speaker has a second one before
// every speaker of the side has one, and no side more than maxKeyQuotes.
func keyQuotes(t *transcript.Transcript, sides []*side) map[int][]check.DraftQuote {
	most := 1
	for _, q := range t.Quotations {
		if speaker := t.SpeakerOf(q); speaker != nil {
			most = max(most, len(speaker.Mentions))
		}
	}
	score := func(d check.DraftQuote) float64 {
		q := t.Quotations[d.Quotation-1]
		return float64(len(t.SpeakerOf(q).Mentions))/float64(most) + selfContained(q.Text)
	}
	chosen := map[int][]check.DraftQuote{}
	for i, s := range sides {
		ranked := slices.DeleteFunc(slices.Clone(s.quotes), func(d check.DraftQuote) bool { return !quotable(t, d.Quotation) })
		slices.SortStableFunc(ranked, func(a, b check.DraftQuote) int { return cmp.Compare(score(b), score(a)) })
		ranked = firstOfEach(ranked)
		if n := min(len(ranked), maxKeyQuotes); n > 0 {
			chosen[i] = ranked[:n]
		}
	}
	return chosen
}

// quotable says whether a quotation may be a key one.
func quotable(t *transcript.Transcript, number int) bool {
	const least, most = 5, 80 // words; the least of what is no sentence
	q := t.Quotations[number-1]
	words := len(strings.Fields(q.Text))
	return t.AttributionOf(q).Sentences[0] != t.Sources[q.Source].Headline() && words <= most && (words >= least || isSentence(q.Text))
}

// isSentence says whether a quotation opens with a capital and ends as a sentence does.
func isSentence(text string) bool {
	first := words.First(text)
	return strings.ToLower(first) != first && strings.ContainsAny(text[len(text)-1:], ".!?,")
}

// firstOfEach moves the best quotation of each speaker before anybody's second.
func firstOfEach(ranked []check.DraftQuote) []check.DraftQuote {
	var firsts, others []check.DraftQuote
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
	if isSentence(text) {
		score += 0.5
	}
	if first := strings.ToLower(words.First(text)); !slices.Contains(pronouns[:4], first) && !slices.Contains(turns, first) {
		score += 0.5
	}
	return score
}
