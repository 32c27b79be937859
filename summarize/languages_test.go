package summarize

import (
	"testing"

	"parley/summarize/attribution/language"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// A language that is read but left out of one of the other lists would lose a check, or who was not heard, and nobody would see it.
func TestEveryLanguageThatIsReadHasAllLists(t *testing.T) {
	t.Parallel()
	for _, code := range language.Codes {
		l := words.In(code)
		if l == nil || l.Grammar == nil || l.FirstPerson == nil || l.Denial == nil || l.Leaning == nil || l.Marks[0] == "" {
			t.Errorf("%s: words/languages.txt lacks a list: %+v", code, l)
		}
		if !transcript.KnowsSilence(code) {
			t.Errorf("%s: nothing tells who was not heard", code)
		}
	}
}
