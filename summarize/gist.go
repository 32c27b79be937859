package summarize

import (
	"cmp"
	"slices"
	"strings"
)

// extractGist chooses whole sentences of the first article: its lead, and the two of its first half that share most with
// the rest of the article, in the order of the article. Sentences with quotation marks and ones that open with a pronoun
// cannot stand alone and are passed over; a long one is cut at the end of a clause.
func extractGist(t *Transcript) []DraftClaim {
	if len(t.Sources) == 0 {
		return nil
	}
	reading := t.Sources[0].Reading
	weight := wordWeights(t)
	type scored struct {
		index int
		text  string
		score float64
	}
	var found []scored
	for i, sentence := range reading.Sentences[:(len(reading.Sentences)+1)/2] {
		text := gistText(reading.Text[sentence.Start:sentence.End])
		if text == "" {
			continue
		}
		found = append(found, scored{i, text, centrality(text, weight)})
	}
	if len(found) > 1 {
		rest := found[1:]
		slices.SortStableFunc(rest, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
		found = found[:min(len(found), maxGist)]
		slices.SortFunc(found, func(a, b scored) int { return a.index - b.index })
	}
	var gist []DraftClaim
	for _, s := range found {
		gist = append(gist, DraftClaim{Sentences: t.Sources[0].numbers([]int{s.index}), Text: s.text})
	}
	return gist
}

// gistText is a sentence as a line of the gist, or "" when it cannot stand alone.
func gistText(sentence string) string {
	if strings.ContainsAny(sentence, quotationMarks) || len(strings.Fields(sentence)) < 6 {
		return ""
	}
	first, _, _ := strings.Cut(sentence, " ")
	if slices.Contains(pronouns, strings.ToLower(first)) || slices.Contains(turns, strings.ToLower(first)) {
		return ""
	}
	if !strings.HasSuffix(sentence, ".") {
		return "" // a headline or a line of a list
	}
	return cutToFit(strings.Join(strings.Fields(dropDateline(sentence)), " "), maxText)
}

// dropDateline cuts "HALVIK — " from the front of a lead.
func dropDateline(sentence string) string {
	for _, dash := range []string{" — ", " – ", " -- ", " - "} {
		place, rest, found := strings.Cut(sentence, dash)
		if found && len(place) < 40 && strings.ToUpper(firstWord(place)) == firstWord(place) {
			return rest
		}
	}
	return sentence
}

func firstWord(text string) string {
	word, _, _ := strings.Cut(text, " ")
	return word
}

// wordWeights counts in how many sentences each content word stands.
func wordWeights(t *Transcript) map[string]float64 {
	weight := map[string]float64{}
	for _, sentence := range t.Sentences {
		for word := range wordSet(sentence.Text) {
			weight[word]++
		}
	}
	return weight
}

// centrality is the mean weight of a text's content words.
func centrality(text string, weight map[string]float64) float64 {
	words := wordSet(text)
	// Summed in a fixed order: the same text must get the same score to the last bit.
	sum := 0.0
	for _, word := range sortedKeys(words) {
		sum += weight[word]
	}
	return sum / float64(len(words)+3)
}
