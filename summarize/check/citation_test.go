package check

import (
	"testing"
)

func TestCitesExistingSentences(t *testing.T) {
	t.Parallel()
	checkRule(t, quay, citesExistingSentences, map[string]ruleRow{
		"one":                   {[]int{council}, "", "x", "stands"},
		"four":                  {[]int{1, 2, 3, 4}, "", "x", "stands"},
		"none":                  {nil, "", "x", "falls: cites no sentence"},
		"one that is not there": {[]int{99}, "", "x", "falls: cites a sentence that does not exist"},
		"one there and one not": {[]int{council, 99}, "", "x", "falls: cites a sentence that does not exist"},
		"number nought":         {[]int{0}, "", "x", "falls: cites a sentence that does not exist"},
		"a negative number":     {[]int{-1}, "", "x", "falls: cites a sentence that does not exist"},
		"five":                  {[]int{1, 2, 3, 4, 5}, "", "x", "falls: cites too many sentences"},
	})
}
