package check

import (
	"testing"
)

func TestOverlapsItsSentences(t *testing.T) {
	t.Parallel()
	checkRule(t, quay, overlapsItsSentences, map[string]ruleRow{
		"half of the words":        {[]int{council}, "", "The council's approval of a quay was postponed.", "stands"},
		"other forms":              {[]int{unionSaid}, "", "The union is not selling boats.", "stands"},
		"a third of the words":     {[]int{council}, "", "The council worried the neighbours.", "stands"},
		"the name of who is meant": {[]int{unionSaid}, "Tor Lindgaard", "Tor Lindgaard rejects cheap sales.", "stands"},
		"a claim from outside":     {[]int{council}, "", "Taxes on imported timber fall next to nothing.", "doubted: is not carried by its sentences"},
		"another sentence":         {[]int{council}, "", "The union would sell its boats.", "doubted: is not carried by its sentences"},
		"no words of content":      {[]int{council}, "", "It was so.", "doubted: is not carried by its sentences"},
	})
}
