package check

import (
	"strings"
	"testing"

	"golang.org/x/text/language"
)

func TestFiguresAreTheSameInEveryLanguage(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		one, to, other string
		same           bool
	}{
		"marks between digits":       {"1,000.5 tons", "de", "1.000,5 Tonnen", true},
		"a space between digits":     {"12,500 people", "fr", "12\u202f500 personnes", true},
		"a plain space":              {"3,500 people", "fr", "3 500 personnes", true},
		"another order":              {"on 3 March 2026", "zh", "2026年3月", true},
		"a figure less":              {"3 of 4", "de", "3", false},
		"another figure":             {"3 of 4", "de", "4 von 5", false},
		"a full stop after a number": {"It rose by 3. It fell.", "de", "Es stieg um 3. Es fiel.", true},
		"a fraction":                 {"2.5 million", "de", "2,5 Millionen", true},
		"a fraction lost":            {"2.5 million", "de", "25 Millionen", false},
		"another size":               {"3 million", "de", "3 Milliarden", false},
		"a word for another size":    {"3 billion", "de", "3 Billionen", false},
		"its own word":               {"3 billion", "es", "3.000 millones", true},
		"a size written out":         {"2.5 million", "zh", "250万", true},
	} {
		one, other := figures(row.one, language.English), figures(row.other, language.Make(row.to))
		if got := strings.Join(one, " ") == strings.Join(other, " "); got != row.same {
			t.Errorf("%s: figures(%q) = %q, figures(%q) = %q", name, row.one, one, row.other, other)
		}
	}
}

func TestATranslationKeepsDaysAndNames(t *testing.T) {
	t.Parallel()
	articles := transcriptOf("Theresa May met Marine Pen on Monday. “The ferry is lost,” May said. “It is not,” Pen said.")
	for _, row := range []struct {
		to, original, answer string
		same                 bool
	}{
		{"de", "May met Pen on Monday.", "May traf Pen am Montag.", true},
		{"de", "May met Pen on Monday.", "May traf Pen am Freitag.", false},
		{"de", "May met Pen on Monday evening.", "May traf Pen am Montagabend.", true},
		{"de", "The ferry will sail in May.", "Die Fähre wird im Mai fahren.", true},
		{"de", "The ferry will sail in May.", "Die Fähre wird im Juni fahren.", false},
		{"no", "The ferry sails on Tuesday in June.", "Fergen går tirsdagen i juni.", true},
		{"de", "The ferry may be expensive.", "Die Fähre ist wohl teuer.", true},
		{"de", "The ferry is Pen's.", "Die Fähre ist Pens.", true},
		{"de", "The ferry is Pen's.", "Die Fähre ist für die Pension.", false},
	} {
		tr := Translation{From: language.English, To: language.Make(row.to), Original: row.original, Answer: row.answer}
		if got := tr.SaysTheSame(articles); got != row.same {
			t.Errorf("SaysTheSame(%q, %q) = %v, want %v", row.original, row.answer, got, row.same)
		}
	}
}

func TestATranslationKeepsItsNegations(t *testing.T) {
	t.Parallel()
	articles := transcriptOf(quay)
	for _, row := range []struct {
		to, original, answer string
		same                 bool
	}{
		{"de", "The mayor will not sign the treaty.", "Die Bürgermeisterin wird den Vertrag nicht unterschreiben.", true},
		{"de", "The mayor will not sign the treaty.", "Die Bürgermeisterin wird den Vertrag unterschreiben.", false},
		{"de", "The mayor will sign the treaty.", "Die Bürgermeisterin wird den Vertrag nicht unterschreiben.", false},
		{"de", "The mayor is unable to sign the treaty.", "Die Bürgermeisterin ist nicht in der Lage, den Vertrag zu unterschreiben.", true},
		{"de", "The mayor can't sign what nobody has read.", "Die Bürgermeisterin kann nicht unterschreiben, was niemand gelesen hat.", true},
		{"de", "The mayor can't sign what nobody has read.", "Die Bürgermeisterin kann nicht unterschreiben, was alle gelesen haben.", false},
		{"fr", "The mayor won't sign the treaty.", "La maire ne signera pas le traité.", true},
		{"fr", "The mayor won't sign the treaty.", "La maire signera le traité avec joie.", false},
		{"fr", "The mayor hasn't signed the treaty.", "La maire n’a pas signé le traité.", true},
		{"es", "The mayor will never sign the treaty.", "La alcaldesa nunca firmará el tratado.", true},
		{"es", "The mayor will never sign the treaty.", "La alcaldesa siempre firmará el tratado.", false},
		{"nb", "The mayor has no answer for the union.", "Ordføreren har ingen svar til fagforeningen.", true},
		{"nb", "The mayor has no answer for the union.", "Ordføreren har et svar til fagforeningen.", false},
		{"uk", "The mayor will not sign the treaty.", "Мер не підпише угоду.", true},
		{"uk", "The mayor will not sign the treaty.", "Мер підпише цю угоду.", false},
		{"zh", "The mayor will not sign the treaty.", "市长不会签署条约。", true},
		{"zh", "The mayor will not sign the treaty.", "市长会签署条约。", false},
		{"tlh", "The mayor will not sign the treaty.", "mayor treaty ghItlhbe’", false}, // nobody knows its negations
	} {
		tr := Translation{From: language.English, To: language.Make(row.to), Original: row.original, Answer: row.answer}
		if got := tr.SaysTheSame(articles); got != row.same {
			t.Errorf("SaysTheSame(%q, %q) = %v, want %v", row.original, row.answer, got, row.same)
		}
	}
}
