package check

import (
	"testing"
)

func TestSpeaksForNobody(t *testing.T) {
	t.Parallel()
	checkRule(t, quay, speaksForNobody, map[string]ruleRow{
		"a report":                {[]int{mayorQuoted}, "Feld", "Feld said the town would build the quay.", "stands"},
		"the country, not us":     {[]int{mayorQuoted}, "Feld", "The US will build this quay.", "stands"},
		"a quotation unmarked":    {[]int{mayorQuoted}, "Feld", "We will build this quay.", "falls: speaks in the first person"},
		"a contraction":           {[]int{mayorQuoted}, "Feld", "Feld says we’ll build this quay.", "falls: speaks in the first person"},
		"one word of it within":   {[]int{mayorQuoted}, "Feld", "Feld builds our quay.", "falls: speaks in the first person"},
		"a senator of no party":   {[]int{mayorQuoted}, "Feld", "Feld (I-Vt.) said the town would build the quay.", "stands"},
		"a mine of coal":          {[]int{mayorQuoted}, "Feld", "Feld met the owners of the coal mine.", "stands"},
		"a war with a number":     {[]int{mayorQuoted}, "Feld", "Feld spoke of World War I and Article I on the I-95.", "stands"},
		"a queen":                 {[]int{mayorQuoted}, "Feld", "Feld spoke of Elisabeth I, a queen.", "stands"},
		"I behind a name":         {[]int{mayorQuoted}, "Feld", "In Osterby I build the quay.", "falls: speaks in the first person"},
		"an excuse of the writer": {[]int{council}, "", "As asked, I add a word on lamps.", "falls: speaks in the first person"},
	})
}

func TestSpeaksInFirstPersonKnowsTheLanguage(t *testing.T) {
	t.Parallel()
	for language, text := range map[string]string{"de": "Wir bauen den Kai.", "fr": "Il dit que nous partons.", "pl": "Oni i nasz port.", "uk": "Ми будуємо."} {
		if !SpeaksInFirstPerson(text, language) {
			t.Errorf("%q speaks in the first person of %s", text, language)
		}
		if SpeaksInFirstPerson(text, "en") {
			t.Errorf("%q does not speak in the first person of English", text)
		}
	}
}
