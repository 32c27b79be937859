package check

import (
	"slices"
	"strings"

	"parley/summarize/transcript"
	"parley/summarize/words"
)

// independent takes the letter off the mark of a senator of no party: "(I-Vt.)".
var independent = strings.NewReplacer("(I-", "(", ", I-", ", ")

// SpeaksInFirstPerson says whether a text has a word by which its speaker means himself. Without its marks a quotation that has one would
// turn into the writer's own words.
func SpeaksInFirstPerson(text, language string) bool {
	l := words.In(language)
	return l != nil && slices.ContainsFunc(words.Split(independent.Replace(text)), func(word string) bool { return l.FirstPerson[word] })
}

// speaksForNobody wants a writer's own words to be in nobody's first person: without its marks, a quotation would pass as
// the writer's report.
func speaksForNobody(t *transcript.Transcript, claim DraftClaim, _ string) finding {
	if SpeaksInFirstPerson(claim.Text, t.LanguageOf(claim.Sentences)) {
		return fall("speaks in the first person")
	}
	return finding{}
}
