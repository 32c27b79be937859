package check

import (
	"strings"
	"testing"

	"golang.org/x/text/language"
)

func TestFiguresAreTheSameInEveryLanguage(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		one, other string
		same       bool
	}{
		"marks between digits":       {"1,000.5 tons", "1.000,5 Tonnen", true},
		"a space between digits":     {"12,500 people", "12\u202f500 personnes", true},
		"another order":              {"on 3 March 2026", "2026年3月", true},
		"a figure less":              {"3 of 4", "3", false},
		"another figure":             {"3 of 4", "4 of 5", false},
		"a full stop after a number": {"It rose by 3. It fell.", "Es stieg um 3. Es fiel.", true},
	} {
		one, other := figures(row.one), figures(row.other)
		if got := strings.Join(one, " ") == strings.Join(other, " "); got != row.same {
			t.Errorf("%s: figures(%q) = %q, figures(%q) = %q", name, row.one, one, row.other, other)
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
