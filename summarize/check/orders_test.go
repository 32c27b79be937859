package check

import (
	"testing"
)

func TestRestsOnNoOrder(t *testing.T) {
	t.Parallel()
	checkRule(t, quay, restsOnNoOrder, map[string]ruleRow{
		"a report":                   {[]int{council}, "", "x", "stands"},
		"a question":                 {[]int{asked}, "", "x", "falls: cites a question"},
		"a question beside a report": {[]int{council, asked}, "", "x", "falls: cites a question"},
		"an order":                   {[]int{ordered}, "", "x", "falls: cites a sentence that gives orders"},
		"an order beside a report":   {[]int{council, ordered}, "", "x", "falls: cites a sentence that gives orders"},
		"a quotation that promises":  {[]int{mayorQuoted}, "", "x", "stands"},
	})
}
