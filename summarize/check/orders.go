package check

import (
	"strings"

	"parley/summarize/transcript"
)

// restsOnNoOrder wants a text to cite none of the sentences that are meant for the writer, and no question: it states
// nothing.
func restsOnNoOrder(t *transcript.Transcript, claim DraftClaim, _ string) finding {
	for _, number := range claim.Sentences {
		sentence := t.Sentences[number-1]
		if sentence.Order {
			return fall("cites a sentence that gives orders")
		}
		outside := strings.TrimSpace(t.Sources[sentence.Source].OutsideQuotations(sentence.Index))
		if strings.HasSuffix(outside, "?") {
			return fall("cites a question")
		}
	}
	return finding{}
}
