package check

import (
	"slices"

	"parley/pattern"
	"parley/summarize/transcript"
	"parley/summarize/words"
)

// numeral is an I that is nobody's: of a senator of no party ("I-Vt."), of a road ("I-95"), of what is numbered, of a queen.
var numeral = pattern.Lazy(`\bI-|\b(?:War|Article|Title|Type|Phase|Part|Section|Class|Chapter|Volume|Act|Division|Grade|Category|Stage|Level|Annex|Schedule) I\b` +
	`|\p{Lu}\pL+ I(?:[,.;:)]|['’]s\b| of | and |$)`)

// SpeaksInFirstPerson says whether a text has a word by which its speaker means himself. Without its marks a quotation that has one would
// turn into the writer's own words.
func SpeaksInFirstPerson(text, language string) bool {
	l := words.In(language)
	return l != nil && slices.ContainsFunc(words.Split(numeral.ReplaceAllString(text, " ")), func(word string) bool { return l.FirstPerson[word] })
}

// speaksForNobody wants a writer's own words to be in nobody's first person: without its marks, a quotation would pass as
// the writer's report.
func speaksForNobody(t *transcript.Transcript, claim DraftClaim, _ string) finding {
	if SpeaksInFirstPerson(claim.Text, t.LanguageOf(claim.Sentences)) {
		return fall("speaks in the first person")
	}
	return finding{}
}
