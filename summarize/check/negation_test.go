package check

import (
	"testing"
)

func TestKeepsNegation(t *testing.T) {
	t.Parallel()
	checkRule(t, quay, keepsNegation, map[string]ruleRow{
		"kept":                        {[]int{council}, "", "The council did not approve the quay.", "stands"},
		"kept, contracted":            {[]int{council}, "", "The council didn’t approve the quay.", "stands"},
		"the clause with it cut":      {[]int{council}, "", "Residents signed a petition on the quay.", "stands"},
		"dropped":                     {[]int{council}, "", "The council did approve the new quay.", "doubted: loses a negation"},
		"dropped, verb changed":       {[]int{council}, "", "The council has approved the new quay.", "doubted: loses a negation"},
		"never dropped":               {[]int{unionSaid}, "", "The union would sell its boats without a vote.", "doubted: loses a negation"},
		"without made with":           {[]int{unionSaid}, "", "The union would never sell its boats with a vote.", "doubted: loses a negation"},
		"added":                       {[]int{mayorSaid}, "", "Feld said the delay would not cost jobs.", "doubted: adds a negation"},
		"added beside one that stays": {[]int{council}, "", "The council did not approve the new quay after residents never signed a petition.", "doubted: adds a negation"},
		"added with never":            {[]int{ministry}, "", "The ministry never offered crowns.", "doubted: adds a negation"},
	})
}
func TestKeepsNegationInOtherWords(t *testing.T) {
	t.Parallel()
	checkRule(t, strait, keepsNegation, map[string]ruleRow{
		"no evidence as without evidence": {[]int{senators}, "", "Democratic senators said that the charge came without evidence of fraud.", "stands"},
		"no evidence kept":                {[]int{senators}, "", "The senators saw no evidence of fraud.", "stands"},
		"no evidence lost":                {[]int{senators}, "", "The senators said that the charge came with evidence of fraud.", "doubted: loses a negation"},
		"neither and nor as have not":     {[]int{neither}, "", "The carrier and Holt have not verified the letters.", "stands"},
		"with no evidence as no evidence": {[]int{senators}, "", "The senators said there was no evidence of fraud.", "stands"},
		"neither and nor lost":            {[]int{neither}, "", "The carrier and Holt have verified the letters.", "doubted: loses a negation"},
		"not lost at the end":             {[]int{notSaid}, "", "It did say whether the crane would be sold.", "doubted: loses a negation"},
		"not added to a quotation":        {[]int{rothQuoted}, "", "The fee should not be eliminated.", "doubted: adds a negation"},
		"did not say as cannot":           {[]int{notSaid}, "", "It cannot say whether the crane would be sold.", "stands"},
	})
}

func TestNegated(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"It will sail.": false, "It won't sail.": true, "It cannot sail.": true, "It sails without him.": true, "Nobody sails": true,
		"It is notable.": false, "": false,
	} {
		if got := Negated(text, "en"); got != want {
			t.Errorf("Negated(%q) = %t, want %t", text, got, want)
		}
	}
	for text, language := range map[string]string{
		"Er fährt nicht.": "de", "Niemand fährt.": "de", "Er fährt ohne ihn.": "de", "Den går ikke.": "no", "Den går ikke nu.": "da", "Den går inte.": "sv", "Non.": "it", "Nessuno parte.": "it",
		"Nadie sale.": "es", "Nada sale.": "es", "Niemand vaart.": "nl", "Ninguém sai.": "pt", "Sai sem ele.": "pt", "Il n’est pas là.": "fr", "Aucun bateau lundi.": "fr",
	} {
		if !Negated(text, language) {
			t.Errorf("%q has no negation in %s", text, language)
		}
	}
	for text, language := range map[string]string{"Er fährt noch.": "de", "Het is no.": "nl", "Ein Boot en passant.": "de"} {
		if Negated(text, language) {
			t.Errorf("%q has a negation in %s", text, language)
		}
	}
}
