package check

import "parley/summarize/transcript"

// citesExistingSentences wants one to four sentences that exist: a text that cites none can be held against nothing, and one
// that cites the whole article against everything.
func citesExistingSentences(t *transcript.Transcript, claim DraftClaim, _ string) finding {
	switch {
	case len(claim.Sentences) == 0:
		return fall("cites no sentence")
	case len(claim.Sentences) > MaxCites:
		return fall("cites too many sentences")
	}
	for _, number := range claim.Sentences {
		if number < 1 || number > len(t.Sentences) {
			return fall("cites a sentence that does not exist")
		}
	}
	return finding{}
}
