package check

import (
	"slices"
	"strings"

	"parley/summarize/transcript"
	"parley/summarize/words"
)

// firstPerson are the words by which a speaker means himself, by language. Without its marks a quotation that has one would
// turn into the writer's own words.
var firstPerson = map[string]map[string]bool{
	"en": words.List("I me my My mine We we our Our us I'm I've I'd I'll we're We're we've We've we'll We'll"),
	"de": words.List("ich Ich mich mir mein meine wir Wir uns unser unsere"),
	"fr": words.List("je Je mon ma mes nous Nous notre nos j'ai J'ai"),
	"es": words.List("yo Yo nosotros Nosotros nuestro nuestra nuestros nuestras"),
	"it": words.List("io Io noi Noi nostro nostra nostri nostre"),
	"pt": words.List("eu Eu nós Nós nosso nossa nossos nossas"),
	"nl": words.List("ik Ik mij mijn wij Wij ons onze"),
	"pl": words.List("ja Ja mnie mój moja my My nas nasz nasza nasze"),
	"uk": words.List("я Я мене мій моя ми Ми нас наш наша наше"),
	"ru": words.List("я Я меня мой моя мы Мы нас наш наша наше"),
}

// independent takes the letter off the mark of a senator of no party: "(I-Vt.)".
var independent = strings.NewReplacer("(I-", "(", ", I-", ", ")

// SpeaksInFirstPerson says whether a text has a word by which its speaker means himself.
func SpeaksInFirstPerson(text, language string) bool {
	own := firstPerson[language]
	return slices.ContainsFunc(words.Split(independent.Replace(text)), func(word string) bool { return own[word] })
}

// speaksForNobody wants a writer's own words to be in nobody's first person: without its marks, a quotation would pass as
// the writer's report.
func speaksForNobody(t *transcript.Transcript, claim DraftClaim, _ string) finding {
	if SpeaksInFirstPerson(claim.Text, t.LanguageOf(claim.Sentences)) {
		return fall("speaks in the first person")
	}
	return finding{}
}
