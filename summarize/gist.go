package summarize

import (
	"maps"
	"parley/summarize/check"
	"parley/summarize/transcript"
	"parley/summarize/words"
	"regexp"
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
func extractGist(t *transcript.Transcript) []check.DraftClaim {
	if len(t.Sources) == 0 {
		return nil
	}
	source := t.Sources[0]
	title, weight := strings.TrimSuffix(check.Headline(t), "."), wordWeights(t)
	var chosen []check.DraftClaim
	var found []gistLine
	for i, sentence := range source.Reading.Sentences[:(len(source.Reading.Sentences)*2+2)/3] {
		text := gistText(source.Reading.Text[sentence.Start:sentence.End])
		if i == source.Headline() || source.Quoted(sentence) || text == "" || strings.TrimSuffix(text, ".") == title || check.SpeaksInFirstPerson(text, source.Reading.Language) {
			continue
		}
		line := gistLine{check.DraftClaim{Sentences: source.Numbers([]int{i}), Text: text}, centrality(text, weight) * (1 + 1/float64(1+i))}
		if len(chosen) == 0 {
			if check.Stands(t, line.claim) {
				chosen = append(chosen, line.claim)
			}
			continue
		}
		found = append(found, line)
	}
	for len(chosen) < maxGist {
		best := bestLine(found, chosen)
		if best < 0 || len(chosen) > 1 && runes(chosen)+utf8.RuneCountInString(found[best].claim.Text) > maxGistRunes {
			break
		}
		if check.Stands(t, found[best].claim) {
			chosen = append(chosen, found[best].claim)
		}
		found = slices.Delete(found, best, best+1)
	}
	slices.SortFunc(chosen, func(a, b check.DraftClaim) int { return a.Sentences[0] - b.Sentences[0] })
	return chosen
}

type gistLine struct {
	claim check.DraftClaim
	score float64
}

// bestLine is the index of the line that adds most to those that are chosen; -1 when every one repeats them.
func bestLine(found []gistLine, chosen []check.DraftClaim) int {
	best, most := -1, 0.0
	for i := range found {
		own := words.Stems(found[i].claim.Text)
		score := found[i].score
		for _, line := range chosen {
			shared := 0
			for word := range words.Stems(line.Text) {
				if own[word] {
					shared++
				}
			}
			score *= max(0, 1-1.5*float64(shared)/float64(len(own)))
		}
		if score > most {
			best, most = i, score
		}
	}
	return best
}

func runes(claims []check.DraftClaim) int {
	n := 0
	for _, claim := range claims {
		n += utf8.RuneCountInString(claim.Text)
	}
	return n
}

// dangling are words that tie a sentence to the one before it.
var dangling = strings.Fields(`still meanwhile later also this that these those such another others both so then thus instead here now
	perhaps since and or yet his her their its following earlier additionally moreover however again`)

// backward opens with a thing or person that the text before has named: "The man", "The move".
var backward = regexp.MustCompile(`^The (?:(?:same|new|latest|first|second|third|two|three|\d+) )?(?:man|woman|men|women|boy|girl|couple|pair|duo|trio|two|three|four|latter|former|move|` +
	`decision|ruling|deal|plans?|bill|law|measure|proposal|statement|announcement|incident|attack|report|study|case|order|news|comments?|remarks?|group|company|firm|agency|` +
	`kingdom|country|suspect|victims?|letter|documents?|survey|poll|figures?|results?|videos?|talks|meeting|event|exchange|answer|response|reason|idea|effort|changes?|` +
	`\d+-year-old|candidate|senator|minister|actor|author|businessman|billionaire|team|issue|problem|policy|strategy|list|speech|interview|article|organi[sz]ation)(,|’s|'s| \w+)`)

// pointsBackward says whether a sentence opens with "The move" and the like, and not with "The move of the bank".
func pointsBackward(sentence string) bool {
	found := backward.FindStringSubmatch(sentence)
	return found != nil && !slices.Contains([]string{"of", "that", "who", "to", "in", "for", "by", "at", "on", "from", "with", "between", "against", "accused", "behind", "over", "about"}, strings.TrimSpace(found[1]))
}

var personal = words.List("he she him his her they them their")

// namesNobody says whether an English sentence has a personal pronoun before any name or number of people that it could mean.
func namesNobody(sentence string) bool {
	for i, word := range words.Split(sentence) {
		if folded := strings.ToLower(word); personal[folded] {
			return folded != "they" && folded != "their" && folded != "them"
		} else if i > 0 && folded != word {
			return false
		}
	}
	return false
}

// gistText is a sentence as a line of the gist, or "" when it cannot stand alone.
func gistText(sentence string) string {
	first := strings.ToLower(words.First(sentence))
	if len(strings.Fields(sentence)) < minGistWords || !strings.HasSuffix(sentence, ".") || words.Unquoted(sentence) != sentence || transcript.Silent(sentence) ||
		slices.Contains(pronouns, first) || slices.Contains(turns, first) || slices.Contains(dangling, first) || !opensAsSentence(sentence) || isHeading(sentence) || pointsBackward(sentence) || namesNobody(sentence) {
		return ""
	}
	return cutToFit(strings.Join(strings.Fields(check.DropDateline(sentence)), " "), check.MaxCopied/2, check.MaxCopied)
}

// opensAsSentence reports whether a text begins with a letter or a number, and not in the middle of a list.
func opensAsSentence(text string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, words.QuotationMarks+"'‘("))
	return unicode.IsLetter(first) || unicode.IsNumber(first)
}

// isHeading reports whether most longer words of a text have capitals: "The Faces of the Fight for Ferries."
func isHeading(text string) bool {
	const longer = 4 // letters
	long, capitals := 0, 0
	for _, word := range strings.Fields(text) {
		if first, _ := utf8.DecodeRuneInString(word); utf8.RuneCountInString(word) >= longer && unicode.IsLetter(first) {
			long++
			if unicode.IsUpper(first) {
				capitals++
			}
		}
	}
	return capitals*4 > long*3
}

// wordWeights counts in how many sentences each content word stands.
func wordWeights(t *transcript.Transcript) map[string]float64 {
	weight := map[string]float64{}
	for _, sentence := range t.Sentences {
		for word := range words.Stems(sentence.Text) {
			weight[word]++
		}
	}
	return weight
}

// centrality is the mean weight of a text's content words.
func centrality(text string, weight map[string]float64) float64 {
	own := words.Stems(text)
	// Summed in a fixed order: the same text must get the same score to the last bit.
	sum := 0.0
	for _, word := range slices.Sorted(maps.Keys(own)) {
		sum += weight[word]
	}
	return sum / float64(len(own)+3)
}
