package check

import (
	"parley/summarize/transcript"
	"parley/summarize/words"
	"slices"
)

// minOverlap is the least share of a text's content words that must stand in the sentences it cites. A third of the true lines
// that a model words anew share less, so this only doubts.
const minOverlap = 0.3

func overlapsItsSentences(t *transcript.Transcript, claim DraftClaim, cited string) finding {
	if overlap(t, claim, cited) < minOverlap {
		return doubt("is not carried by its sentences")
	}
	return finding{}
}

// supporting are the sentences of a claim that carry a part of it: those that only name its speaker are left out, where others
// stay.
func supporting(t *transcript.Transcript, claim DraftClaim) []int {
	own := words.Stems(claim.Text)
	for name := range words.Stems(claim.By) {
		delete(own, name)
	}
	carry := slices.DeleteFunc(slices.Clone(claim.Sentences), func(number int) bool {
		there := words.Stems(t.Cited([]int{number}))
		return !words.Any(own, func(word string) bool { return there[word] })
	})
	if len(carry) == 0 {
		return claim.Sentences
	}
	return carry
}

// overlap is the share of a claim's content words that stand in the sentences it cites, or in the names of who is mentioned
// there.
func overlap(t *transcript.Transcript, claim DraftClaim, cited string) float64 {
	support := words.Stems(cited + " " + transcript.Capitalised(t.NamesIn(claim.Sentences)) + " " + claim.By)
	own := words.Stems(claim.Text)
	shared := 0
	for word := range own {
		if support[word] {
			shared++
		}
	}
	return float64(shared) / float64(max(len(own), 1))
}
