package check

import (
	"strings"
	"testing"
)

func TestIsShortPlainText(t *testing.T) {
	t.Parallel()
	checkRule(t, quay, isShortPlainText, map[string]ruleRow{
		"a sentence":                {[]int{council}, "", "The council did not approve the quay.", "stands"},
		"an apostrophe":             {[]int{council}, "", "Osterby's council put the quay off; it’s late.", "stands"},
		"a word that was lost":      {[]int{council}, "", "The council wrote a new book, .", "falls: has a hole"},
		"words left out":            {[]int{council}, "", "The council did not approve . . . the quay.", "stands"},
		"nothing":                   {[]int{council}, "", "  ", "falls: is empty"},
		"broken bytes":              {[]int{council}, "", "The quay \xff.", "falls: is empty"},
		"200 letters":               {[]int{council}, "", strings.Repeat("quay ", 39) + "piers", "stands"},
		"201 letters":               {[]int{council}, "", strings.Repeat("quay ", 39) + "pierss", "falls: is too long"},
		"quotation marks":           {[]int{mayorQuoted}, "", "Feld said “we build” on.", "falls: holds a quotation mark"},
		"ornaments as marks":        {[]int{mayorQuoted}, "", "Feld said ❝we build❞ on.", "falls: holds a quotation mark"},
		"doubled accents as marks":  {[]int{mayorQuoted}, "", "Feld said ´´we build´´ on.", "falls: holds a quotation mark"},
		"single marks":              {[]int{mayorQuoted}, "", "Feld said ‘we build’ on.", "falls: holds a quotation mark"},
		"bold letters":              {[]int{council}, "", "The **council** met.", "falls: holds markup"},
		"a tag":                     {[]int{council}, "", "The <b>council met.", "falls: holds markup"},
		"a row of a table":          {[]int{council}, "", "The council | met.", "falls: holds markup"},
		"a character without width": {[]int{council}, "", "The coun\u200bcil met.", "falls: holds markup"},
		"a turned direction":        {[]int{council}, "", "The \u202ecouncil met.", "falls: holds markup"},
		"a line break":              {[]int{council}, "", "The council\nmet.", "falls: holds markup"},
	})
}

func TestIsShortPlainTextMeasuresWhatIsNotCopied(t *testing.T) {
	t.Parallel()
	copied := strings.TrimSpace(strings.Repeat("The ice lies thick on the strait, ", 8)) // 271 letters
	if got := verdict(isShortPlainText(nil, DraftClaim{Text: copied}, copied+" and so on.")); got != "stands" {
		t.Errorf("a copied text of %d letters: %s, want stands", len(copied), got)
	}
	long := copied + " and thin again, and so it was in the year before this one."
	if got := verdict(isShortPlainText(nil, DraftClaim{Text: long}, long)); !strings.HasPrefix(got, "falls: is too long") {
		t.Errorf("a copied text of %d letters: %s, want falls", len(long), got)
	}
	named := DraftClaim{By: "Tor Lindgaard", Text: "[Tor Lindgaard] " + strings.Repeat("quay ", 39)}
	if got := verdict(isShortPlainText(nil, named, "")); got != "stands" {
		t.Errorf("a text of 200 letters behind a name in brackets: %s, want stands", got)
	}
}

func TestUnmark(t *testing.T) {
	t.Parallel()
	cited := "“We will build this quay before the winter storms arrive,” Feld told reporters."
	for name, row := range map[string]struct{ text, want string }{
		"no marks":                         {"Feld will build.", "Feld will build."},
		"words of the sentence":            {"Feld will “build this quay”.", "Feld will build this quay."},
		"a full stop within the marks":     {"Feld will “build this quay.”", "Feld will build this quay."},
		"words of the sentence outside":    {"Feld “told reporters”.", "Feld told reporters."},
		"words in another order":           {"Feld will “build quay this”.", "Feld will “build quay this”."},
		"words of nobody":                  {"Feld will “burn this quay”.", "Feld will “burn this quay”."},
		"one of two is of nobody":          {"“We will build” what they “burn”.", "“We will build” what they “burn”."},
		"a mark that opens and never ends": {"Feld will “build this quay", "Feld will build this quay"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := unmark(row.text, cited); got != row.want {
				t.Errorf("unmark(%q) = %q, want %q", row.text, got, row.want)
			}
		})
	}
}
