package check

import (
	"testing"
)

func TestKeepsQuotationsWhole(t *testing.T) {
	t.Parallel()
	checkRule(t, quay, keepsQuotationsWhole, map[string]ruleRow{
		"no quotation":               {[]int{council}, "", "The council has approved the old quay.", "stands"},
		"reported with its words":    {[]int{mayorQuoted}, "Feld", "Feld said the town will build this quay before the winter storms arrive.", "stands"},
		"cut at the end":             {[]int{mayorQuoted}, "Feld", "Feld will build this quay before the winter storms.", "stands"},
		"in other words":             {[]int{mayorQuoted}, "Feld", "Feld promised a quay by winter.", "stands"},
		"a pronoun filled in":        {[]int{unionQuoted}, "", "Lindgaard said nobody in Osterby had seen a budget for the crane.", "stands"},
		"one word altered":           {[]int{mayorQuoted}, "Feld", "They will build this quay before the summer storms arrive.", "doubted: alters a quotation"},
		"a word put in":              {[]int{mayorQuoted}, "Feld", "They will build this quay secretly before the winter storms arrive.", "doubted: alters a quotation"},
		"the last word altered":      {[]int{mayorQuoted}, "Feld", "Build this quay before the winter storms vanish.", "doubted: alters a quotation"},
		"two quotations spliced":     {[]int{mayorQuoted, unionQuoted}, "Feld", "Will build this quay before has seen a budget for the crane.", "doubted: joins two quotations"},
		"two, with words in between": {[]int{mayorQuoted, unionQuoted}, "", "Feld will build this quay, while Lindgaard has not seen a budget for the crane.", "stands"},
	})
}
func TestKeepsQuotationsWholeInOtherWords(t *testing.T) {
	t.Parallel()
	checkRule(t, strait, keepsQuotationsWhole, map[string]ruleRow{
		"abolished for eliminated": {[]int{rothQuoted}, "Lena Roth", "Roth says the fee should be abolished or capped at 100 crowns.", "doubted: "},
		"a short reference":        {[]int{rothQuoted}, "Lena Roth", "Roth wants to abolish the fee.", "stands"},
	})
}
