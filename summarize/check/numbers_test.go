package check

import (
	"maps"
	"testing"
)

func TestKeepsNumbers(t *testing.T) {
	t.Parallel()
	checkRule(t, quay, keepsNumbers, map[string]ruleRow{
		"the same":                             {[]int{council}, "", "3,500 residents signed.", "stands"},
		"without its comma":                    {[]int{council}, "", "3500 residents signed.", "stands"},
		"words as digits":                      {[]int{mayorSaid}, "", "The delay would cost 25 jobs.", "stands"},
		"one as a pronoun":                     {[]int{council}, "", "One petition was signed.", "stands"},
		"short for million":                    {[]int{ministry}, "", "The ministry offered 1.6m crowns.", "stands"},
		"million run on":                       {[]int{ministry}, "", "The ministry offered 1.6million crowns.", "stands"},
		"another one":                          {[]int{council}, "", "4,500 residents signed.", "falls: has a number that its sentences lack (‘4,500’ is not in 1, nor in any other sentence)"},
		"another magnitude behind digits":      {[]int{ministry}, "", "The ministry offered 1.6bn crowns.", "falls: has a number that its sentences lack"},
		"of another sentence":                  {[]int{mayorSaid}, "", "The delay would cost 1.6 jobs.", "falls: has a number that its sentences lack (‘1.6’ is not in 2; sentence 5 has it)"},
		"another one in words":                 {[]int{mayorSaid}, "", "The delay would cost twenty-six jobs.", "doubted: has a number that its sentences lack"},
		"the tens alone":                       {[]int{mayorSaid}, "", "The delay would cost twenty jobs.", "doubted: has a number that its sentences lack"},
		"another magnitude in words":           {[]int{ministry}, "", "The ministry offered 1.6 billion crowns.", "doubted: has a number that its sentences lack"},
		"counted in words":                     {[]int{unionSaid}, "", "The two of the union would not sell.", "doubted: has a number that its sentences lack"},
		"a part in words":                      {[]int{unionSaid}, "", "Half of the boats would not be sold.", "doubted: has a number that its sentences lack"},
		"words for one and digits for another": {[]int{mayorSaid}, "", "Ninety or 26 jobs would be lost.", "falls: has a number that its sentences lack"},
	})
}
func TestKeepsNumbersInTheirForms(t *testing.T) {
	t.Parallel()
	checkRule(t, strait, keepsNumbers, map[string]ruleRow{
		"a magnitude of its own":      {[]int{gift}, "", "It offered 2.6 million dollars.", "stands"},
		"a magnitude cut short":       {[]int{gift}, "", "It offered $2.6m.", "stands"},
		"digits of another magnitude": {[]int{gift}, "", "It offered 2.7million dollars.", "falls: has a number that its sentences lack"},
		"an ordinal":                  {[]int{gift}, "", "It was the 49th gift.", "stands"},
		"an ordinal as a number":      {[]int{gift}, "", "It was gift 49.", "stands"},
		"another ordinal":             {[]int{gift}, "", "It was the 48th gift.", "falls: has a number that its sentences lack"},
		"a decade":                    {[]int{gift}, "", "It has given since the 1980s.", "stands"},
		"its first year":              {[]int{gift}, "", "It has given since 1980.", "stands"},
		"another decade":              {[]int{gift}, "", "It has given since the 1990s.", "falls: has a number that its sentences lack"},
		"a name with a figure in it":  {[]int{gift}, "", "The G20 has given.", "falls: has a number that its sentences lack"},
		"two weeks in digits":         {[]int{authority}, "", "It has 2 weeks.", "stands"},
	})
}

func TestKnownNumbers(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ cited, text, want string }{
		{"She sold a boat.", "She sold 1 boat.", ""},
		{"Only one boat left.", "Only 1 boat left.", ""},
		{"No boats left.", "1 boat left.", "1"},
		{"It cost a million.", "It cost 1 million.", ""},
		{"It cost a million.", "It cost 1,000,000.", ""},
		{"Three thousand people came.", "3,000 people came.", ""},
		{"3,000 people came.", "3 thousand people came.", ""},
		{"It cost 2,500,000 crowns.", "It cost 2.5 million crowns.", ""},
		{"It cost 2.5 million crowns.", "It cost 2,500,000 crowns.", ""},
		{"It cost 2,531,000 crowns.", "It cost 2.5 million crowns.", "2.5"},
		{"In 2024 it had five boats.", "It had 24 boats.", "24"},
		{"In 2024 it had five boats.", "It had 5,000 boats.", "5,000"},
	} {
		known, lacked := knownNumbers(row.cited), ""
		for number, digits := range numbersIn(row.text) {
			if digits && !known[number] {
				lacked = asWritten(row.text, number)
			}
		}
		if lacked != row.want {
			t.Errorf("%q of %q lacks %q, want %q", row.text, row.cited, lacked, row.want)
		}
	}
}

func TestNumbersIn(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]map[string]bool{
		"":                             {},
		"one boat":                     {},
		"twenty-one boats":             {"21": false},
		"Thirty five boats, 35 in all": {"35": true},
		"35 in all, thirty-five":       {"35": true},
		"3bn and 3 billion":            {"3": true, "billion": true},
		"3 billion":                    {"3": true, "billion": false},
		"25% of 1,000":                 {"25": true, "1000": true},
		"the G20":                      {"g20": true},
	} {
		if got := numbersIn(text); !maps.Equal(got, want) {
			t.Errorf("numbersIn(%q) = %v, want %v", text, got, want)
		}
	}
}
