package check

import (
	"maps"
	"slices"
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
		"another magnitude in words":           {[]int{ministry}, "", "The ministry offered 1.6 billion crowns.", "falls: has a number that its sentences lack (‘1.6 billion’ is not in 5, nor in any other sentence)"},
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
	for _, row := range []struct{ language, cited, text, want string }{
		{"en", "She sold a boat.", "She sold 1 boat.", ""},
		{"en", "Only one boat left.", "Only 1 boat left.", ""},
		{"en", "No boats left.", "1 boat left.", "1"},
		{"en", "It cost a million.", "It cost 1 million.", ""},
		{"en", "It cost a million.", "It cost 1,000,000.", ""},
		{"en", "It cost half a million.", "It cost 500,000.", ""},
		{"en", "Three thousand people came.", "3,000 people came.", ""},
		{"en", "3,000 people came.", "3 thousand people came.", ""},
		{"en", "Two hundred and five came.", "205 came.", ""},
		{"en", "Two dozen came.", "24 came.", ""},
		{"en", "It cost 2,500,000 crowns.", "It cost 2.5 million crowns.", ""},
		{"en", "It cost 2,300,000 crowns.", "It cost 2.3 million crowns.", ""},
		{"en", "It cost 2.5 million crowns.", "It cost 2,500,000 crowns.", ""},
		{"en", "It cost 2,531,000 crowns.", "It cost 2.5 million crowns.", "2.5 million"},
		{"en", "It cost $3B.", "It cost $3 billion.", ""},
		{"en", "It cost 3mn.", "It cost 3 million.", ""},
		{"en", "It cost 2 or 3 million.", "It cost between 2 million and 3 million.", ""},
		{"en", "In 2019, 3 million came.", "It was in 2019.", ""},
		{"en", "It was so in 2019 and 3 million came.", "It was in 2019.", ""},
		{"en", "In 2019, 3 million came.", "It cost 2,019 million.", "2,019 million"},
		{"en", "The wall is 3m high.", "The wall is 3 metres high.", ""},
		{"en", "It opens at 5 p.m.", "It opens at 5pm.", ""},
		{"en", "It is 20km away.", "It is 20 km away.", ""},
		{"en", "In 2024 it had five boats.", "It had 24 boats.", "24"},
		{"en", "In 2024 it had five boats.", "It had 5,000 boats.", "5,000"},
		{"en", "A mayor will spend $3 million.", "It will spend $1 million.", "1 million"},
		{"en", "2,000 workers came in a year.", "2 workers came.", "2"},
		{"en", "In 2000 it closed.", "It closed for 2 years.", "2"},
		{"en", "3 ships with 2 million passengers.", "3 million passengers.", "3 million"},
		{"en", "3 ships and 2 million passengers.", "3 million passengers.", "3 million"},
		{"en", "Items 9,10 and 11.", "Items 9 and 10.", ""},
		{"de", "Es kostet 2,5 Millionen Euro.", "Es kostet 25 Millionen.", "25 Millionen"},
		{"de", "Es kostet 2,5 Mio. Euro.", "Es kostet 2.500.000 Euro.", ""},
		{"de", "Es sind 1.000 Boote.", "Es sind 1000 Boote.", ""},
		{"fr", "Il y a 3 500 bateaux.", "Il y a 3500 bateaux.", ""},
		{"fr", "Il coûte 2,5 millions.", "Il coûte 25 millions.", "25 millions"},
		{"es", "Cuesta 2 mil millones.", "Cuesta 2.000 millones.", ""},
		{"ar", "٢٥ قاربا", "٢٦ قاربا", "26"},
		{"ar", "٢٥ قاربا", "25 قاربا", ""},
		{"zh", "花费250万元。", "花费2500000元。", ""},
	} {
		known, lacked := knownNumbers(row.cited, row.language), ""
		for _, n := range numbersOf(row.text, row.language) {
			if n.digits && !known.have(n) {
				lacked = n.written
			}
		}
		if lacked != row.want {
			t.Errorf("%q of %q lacks %q, want %q", row.text, row.cited, lacked, row.want)
		}
	}
}

func TestVagueNumbersAreDoubted(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		cited, text string
		known       bool
	}{
		{"Hundreds came.", "Hundreds came.", true},
		{"Hundreds came.", "Thousands came.", false},
		{"Dozens came.", "Hundreds came.", false},
		{"Some 12,000 came.", "Thousands came.", true},
		{"A third of them came.", "A quarter of them came.", false},
		{"One third came.", "A third came.", true},
		{"Two thirds came.", "Three quarters came.", false},
		{"The rise came in spring.", "It came in the first quarter.", true},
		{"3 million came.", "Several million came.", true},
		{"3,000 came.", "Several million came.", false},
		{"3,098 came.", "A couple of thousand came.", true},
		{"Half a million came.", "Half came.", false},
	} {
		known := knownNumbers(row.cited, "en")
		lacks := slices.ContainsFunc(numbersOf(row.text, "en"), func(n amount) bool { return !known.have(n) && !n.digits })
		if lacks == row.known {
			t.Errorf("%q of %q: a number in words is lacking: %v, want %v", row.text, row.cited, lacks, !row.known)
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
		"3bn and 3 billion":            {"3000000000": true},
		"three billion":                {"3000000000": false},
		"25% of 1,000":                 {"25": true, "1000": true},
		"the G20":                      {"g20": true},
		"two hundred thousand":         {"200000": false},
		"twenty, five and one":         {"20": false, "5": false},
	} {
		if got := numbersIn(text, "en"); !maps.Equal(got, want) {
			t.Errorf("numbersIn(%q) = %v, want %v", text, got, want)
		}
	}
}
