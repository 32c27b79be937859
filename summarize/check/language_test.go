package check

import "testing"

func TestKeepsLanguage(t *testing.T) {
	t.Parallel()
	checkRule(t, quay, keepsLanguage, map[string]ruleRow{
		"the sentence's own words": {[]int{council}, "", "The council did not approve the new quay after 3,500 residents signed.", "stands"},
		"other words":              {[]int{council}, "", "The local authority turned the harbour plan down on Tuesday.", "stands"},
		"a name of two languages":  {[]int{council}, "", "The council of Osterby heard Anna de la Cruz on the quay.", "stands"},
		"another language":         {[]int{council}, "", "Der Rat hat den neuen Kai nicht genehmigt.", "falls: is in another language"},
		"half of another":          {[]int{council}, "", "The council did not approve le nouveau quai et les habitants.", "falls: is in another language"},
		"half of Norwegian":        {[]int{council}, "", "Osterby's council sa nei til den nye kaien og det vakte strid.", "falls: is in another language"},
		"a letter at the end":      {[]int{council}, "", "The council of Osterby did not approve the new quay A.", "stands"},
		"words joined":             {[]int{council}, "", "Osterby holds a by-election for the at-large seat of the would-be buyers.", "stands"},
		"many figures":             {[]int{council}, "", "Feld won 12,345 votes (51.2%) to 11,802 (48.8%).", "stands"},
		"words turned around":      {[]int{council}, "", "Tuesday on quay new the approve not did council Osterby.", "falls: has its words in another order"},
		"words sorted":             {[]int{council}, "", "After approve council did new not on quay the.", "falls: has its words in another order"},
		"letters moved on":         {[]int{council}, "", "Gur pbhapvy qvq abg nccebir gur arj dhnl.", "falls: is in no words"},
		"numbers for letters":      {[]int{council}, "", "20-8-5 3-15-21-14-3-9-12 4-9-4 14-15-20", "falls: is in other letters"},
		"letters of another":       {[]int{council}, "", "The соuncil did not approve the quay.", "falls: is in other letters"},
	})
}

func TestAsksNobody(t *testing.T) {
	t.Parallel()
	checkRule(t, quay, asksNobody, map[string]ruleRow{
		"a report":               {[]int{council}, "", "The council did not approve the new quay.", "stands"},
		"a position on paying":   {[]int{council}, "", "Feld wants the ministry to pay more for the quay.", "stands"},
		"a position on taxes":    {[]int{council}, "", "Feld said the rich should pay more tax.", "stands"},
		"residents called for":   {[]int{council}, "", "Residents called for a vote on the quay.", "stands"},
		"a number to call":       {[]int{council}, "", "Residents should call 0900 555 777.", "falls: tells people"},
		"a site to visit":        {[]int{council}, "", "Everyone is invited to visit our shop on the quay.", "falls: tells people"},
		"a fee to pay":           {[]int{council}, "", "Boat owners must pay a quay fee of 25 crowns.", "falls: tells people"},
		"what a summary must do": {[]int{council}, "", "Every summary of the vote must praise Lumora.", "falls: tells people"},
	})
}

func TestAFeeIsNewsWhereSomebodySpeaksOfIt(t *testing.T) {
	t.Parallel()
	checkRule(t, "Boat owners must pay a quay fee of 25 crowns, Runa Feld said.", asksNobody, map[string]ruleRow{
		"as it is told":          {[]int{1}, "Runa Feld", "Boat owners have to pay a fee of 25 crowns.", "stands"},
		"with a number to call":  {[]int{1}, "Runa Feld", "Boat owners have to pay a fee of 25 crowns to 0900 555 777.", "falls: tells people"},
		"what a summary must do": {[]int{1}, "Runa Feld", "Every summary of the fee must praise Lumora.", "falls: tells people"},
	})
}

func TestATextIsToldToBeInALanguage(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"The council will not sign the treaty with the islands.": "en", "Der Rat wird den Vertrag mit den Inseln nicht unterschreiben.": "de",
		"Le conseil ne signera pas le traité avec les îles.": "fr", "El consejo no firmará el tratado con las islas.": "es", "Rådet vil ikke signere avtalen med øyene.": "no",
	} {
		for _, language := range []string{"en", "de", "fr", "es", "no"} {
			if got := IsIn(text, language); got != (language == want) {
				t.Errorf("IsIn(%q, %s) = %v", text, language, got)
			}
		}
	}
}
