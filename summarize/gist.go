package summarize

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxGistRunes = 480 // of all lines, once there are two
	minGistWords = 8   // of one
)

// extractGist chooses whole sentences of the first article, word for word: the first that can stand alone, then those that
// share most with the rest of the article and least with the lines before them, early ones and ones that no position
// shows preferred; in the order of the article. A sentence stands alone when no quotation is in it, it does not open with a
// word that needs the text before it, and it is not the headline again.
func extractGist(t *Transcript, parties []DraftParty) []DraftClaim {
	if len(t.Sources) == 0 {
		return nil
	}
	source := t.Sources[0]
	told := map[int]bool{}
	for _, party := range parties {
		for _, position := range party.Positions {
			told[position.Sentences[0]] = true
		}
	}
	title, weight := strings.TrimSuffix(headline(t), "."), wordWeights(t)
	var chosen []DraftClaim
	var found []gistLine
	for i, sentence := range source.Reading.Sentences[:(len(source.Reading.Sentences)*2+2)/3] {
		text := gistText(source.Reading.Text[sentence.Start:sentence.End])
		if i == source.headline() || source.quoted(sentence) || text == "" || strings.TrimSuffix(text, ".") == title {
			continue
		}
		line := gistLine{DraftClaim{Sentences: source.numbers([]int{i}), Text: text}, centrality(text, weight) * (1 + 1/float64(1+i))}
		if len(chosen) == 0 {
			if t.fault(line.claim, claimRules) == "" {
				chosen = append(chosen, line.claim)
			}
			continue
		}
		if told[line.claim.Sentences[0]] {
			line.score /= 2
		}
		found = append(found, line)
	}
	for len(chosen) < maxGist {
		best := bestLine(found, chosen)
		if best < 0 || len(chosen) > 1 && runes(chosen)+utf8.RuneCountInString(found[best].claim.Text) > maxGistRunes {
			break
		}
		if t.fault(found[best].claim, claimRules) == "" {
			chosen = append(chosen, found[best].claim)
		}
		found = slices.Delete(found, best, best+1)
	}
	slices.SortFunc(chosen, func(a, b DraftClaim) int { return a.Sentences[0] - b.Sentences[0] })
	return chosen
}

type gistLine struct {
	claim DraftClaim
	score float64
}

// bestLine is the index of the line that adds most to those that are chosen; -1 when every one repeats them.
func bestLine(found []gistLine, chosen []DraftClaim) int {
	best, most := -1, 0.0
	for i := range found {
		words := wordSet(found[i].claim.Text)
		score := found[i].score
		for _, line := range chosen {
			shared := 0
			for word := range wordSet(line.Text) {
				if words[word] {
					shared++
				}
			}
			score *= max(0, 1-1.5*float64(shared)/float64(len(words)))
		}
		if score > most {
			best, most = i, score
		}
	}
	return best
}

func runes(claims []DraftClaim) int {
	n := 0
	for _, claim := range claims {
		n += utf8.RuneCountInString(claim.Text)
	}
	return n
}

// dangling are words that tie a sentence to the one before it.
var dangling = strings.Fields(`still meanwhile later also this that these those such another others both so then thus instead here now
	perhaps since and or yet his her their its following earlier additionally moreover however again`)

// gistText is a sentence as a line of the gist, or "" when it cannot stand alone.
func gistText(sentence string) string {
	first := strings.ToLower(firstWord(sentence))
	if len(strings.Fields(sentence)) < minGistWords || !strings.HasSuffix(sentence, ".") || dropQuotationMarks(sentence) != sentence || silent(sentence) ||
		slices.Contains(pronouns, first) || slices.Contains(turns, first) || slices.Contains(dangling, first) || !opensAsSentence(sentence) || isHeading(sentence) {
		return ""
	}
	return cutToFit(strings.Join(strings.Fields(dropDateline(sentence)), " "), maxCopied/2, maxCopied)
}

// opensAsSentence reports whether a text begins with a letter or a number, and not in the middle of a list.
func opensAsSentence(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, quotationMarks+"'‘("))
	return unicode.IsLetter(first) || unicode.IsNumber(first)
}

// isHeading reports whether most longer words of a text have capitals: "The Faces of the Fight for Ferries."
func isHeading(text string) bool {
	const longer = 4 // letters
	words, capitals := 0, 0
	for _, word := range strings.Fields(text) {
		if first, _ := utf8.DecodeRuneInString(word); utf8.RuneCountInString(word) >= longer && unicode.IsLetter(first) {
			words++
			if unicode.IsUpper(first) {
				capitals++
			}
		}
	}
	return capitals*4 > words*3
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
