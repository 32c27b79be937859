package transcript

import (
	"slices"
	"strings"

	"parley/summarize/words"
)

// What several articles have of one agency is one voice, however many sites print it.

const (
	copyShingle = 4   // words in a row, which two writers seldom choose alike
	copyWords   = 800 // of a text that are compared
	leastCopied = 12  // shingles of a text without which nothing is told by them
	copiedShare = 0.5 // of the shorter text's shingles, which a copy has: one may have been cut, or have a paragraph of its own
)

// copies finds for each source the first one that has the same text.
func (t *Transcript) copies() []int {
	first := make([]int, len(t.Sources))
	shingles := make([]map[string]bool, len(t.Sources))
	for i, source := range t.Sources {
		first[i], shingles[i] = i, textShingles(source.Article.Text)
		for j := range i {
			if first[j] == j && isCopy(shingles[i], shingles[j]) {
				first[i] = j
				break
			}
		}
	}
	return first
}

func textShingles(text string) map[string]bool {
	all := words.Folded(text)
	all = all[:min(len(all), copyWords)]
	set := map[string]bool{}
	for i := 0; i+copyShingle <= len(all); i++ {
		set[strings.Join(all[i:i+copyShingle], " ")] = true
	}
	return set
}

func isCopy(a, b map[string]bool) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	shared := 0
	for s := range a {
		if b[s] {
			shared++
		}
	}
	return len(a) >= leastCopied && float64(shared) >= copiedShare*float64(len(a))
}

// Original is the first source that has the text of a source, which is itself for most.
func (t *Transcript) Original(source int) int { return t.original()[source] }

// BySource are sentences by the article that has them, in order.
func (t *Transcript) BySource(numbers []int) (groups [][]int) {
	for _, number := range numbers {
		at := slices.IndexFunc(groups, func(g []int) bool { return t.Sentences[g[0]-1].Source == t.Sentences[number-1].Source })
		if at < 0 {
			at, groups = len(groups), append(groups, nil)
		}
		groups[at] = append(groups[at], number)
	}
	return groups
}

// Voices is how many sources say for themselves what they have in the given groups of sentences, one group a source: copies of one text
// are one, and so are those that have the same words.
func (t *Transcript) Voices(groups [][]int) int {
	voices, said := map[int]bool{}, map[string]bool{}
	for _, g := range groups {
		text, original := strings.Join(words.Folded(t.Cited(g)), " "), t.Original(t.Sentences[g[0]-1].Source)
		if !said[text] {
			voices[original] = true
		}
		said[text] = true
	}
	return len(voices)
}
