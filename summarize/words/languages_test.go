package words

import (
	"strings"
	"testing"
)

func TestNoLanguageLacksALineSilently(t *testing.T) {
	t.Parallel()
	blocks := strings.Split(languagesFile, "\n[")[1:]
	if len(blocks) != len(Languages()) {
		t.Fatalf("%d languages are read of %d", len(Languages()), len(blocks))
	}
	for _, block := range blocks {
		for _, line := range []string{"grammar: ", "first person: ", "denial", "leaning: ", "marks: ", "decimal: ", "sizes: ", "days: ", "months: "} {
			if !strings.Contains(block, "\n"+line) {
				t.Errorf("%.2s has no line %q: write the words, or - where nobody knows them", block, line)
			}
		}
	}
}

func TestALineIsNotReadAsNothing(t *testing.T) {
	t.Parallel()
	for line := range strings.Lines(languagesFile) {
		name, _, found := strings.Cut(line, ":")
		l := Language{}
		if l.set(name, []string{"a", "b"}); found && name[0] != '#' && l.Grammar == nil && l.FirstPerson == nil && l.Denial == nil && l.Beside == nil && l.DenialParts == nil && l.Leaning == nil && l.Marks[0] == "" && !l.NounsUpper && l.Decimal == "" && l.Sizes == nil && l.Days == nil && l.Months == nil {
			t.Errorf("nobody reads the line %q", line)
		}
	}
}

func TestInKnowsALanguageByItsOtherNames(t *testing.T) {
	t.Parallel()
	if In("nb") == nil || In("nb") != In("no") || In("xx") != nil || !In("de").Denial["nicht"] || In("fr").Marks != [2]string{"« ", " »"} || In("ko").DenialParts[3] != "안 " {
		t.Errorf("languages: nb %v, xx %v, fr %q, ko %q", In("nb"), In("xx"), In("fr").Marks, In("ko").DenialParts)
	}
}
