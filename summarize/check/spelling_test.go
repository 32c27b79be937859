package check

import (
	"testing"
)

func TestKeepsSpelling(t *testing.T) {
	t.Parallel()
	checkRule(t, quay, keepsSpelling, map[string]ruleRow{
		"the same words":                {[]int{council}, "", "The council did not approve the quay.", "stands"},
		"other forms":                   {[]int{council}, "", "Residents signing petitions stopped the approval.", "stands"},
		"a word that is nearly another": {[]int{unionSaid}, "", "The union kept its goats.", "doubted: is spelt in another way than its sentences"},
		"letters exchanged":             {[]int{council}, "", "The counicl did not approve the quay.", "doubted: is spelt in another way than its sentences"},
		"a letter dropped":              {[]int{council}, "", "The residnts signed a petition.", "doubted: is spelt in another way than its sentences"},
		"an anagram":                    {[]int{council}, "", "The dentisers signed a petition.", "doubted: is spelt in another way than its sentences"},
		"words run together":            {[]int{council}, "", "The councilDid not approve the quay.", "doubted: is spelt in another way than its sentences"},
		"symbols for letters":           {[]int{council}, "", "The c&uncil did not approve the quay.", "falls: holds symbols in its words"},
		"a symbol before letters":       {[]int{council}, "", "The ministry gave $aid.", "falls: holds symbols in its words"},
		"an emoji":                      {[]int{council}, "", "The council did not approve the quay 🚢.", "falls: holds symbols in its words"},
		"money":                         {[]int{council}, "", "US$5 and £3 for the council.", "stands"},
		"initials":                      {[]int{council}, "", "A&B did not sign.", "stands"},
	})
	checkRule(t, "The council bought Lampen+ for the pier, where it is 20 °C warm.", keepsSpelling, map[string]ruleRow{
		"a name that ends in a symbol": {[]int{1}, "", "It wants Lampen+, the council said.", "stands"},
		"another end of a name":        {[]int{1}, "", "It wants Lamp+, the council said.", "falls: holds symbols in its words"},
		"a blank less":                 {[]int{1}, "", "It is 20°C warm.", "stands"},
	})
	checkRule(t, strait, keepsSpelling, map[string]ruleRow{
		"an acronym with its ending":    {[]int{review}, "", "The N.B.I.'s review was ordered.", "stands"},
		"an acronym without its ending": {[]int{review}, "", "The N.B.I. review was ordered.", "stands"},
	})
}
