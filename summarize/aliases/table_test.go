package aliases

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

var files = map[string]string{
	"states.txt": statesText, "usstates.txt": usStatesText, "regions.txt": regionsText, "papers.txt": papersText, "parties.txt": partiesText, "bodies.txt": bodiesText,
	"spellings.txt": spellingsText, "given.txt": givenText, "verbs.txt": verbsText,
}

func TestEveryFileParses(t *testing.T) {
	t.Parallel()
	for file, text := range files {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			groups, err := parse(text) // which looks for names that stand twice as well
			if err != nil {
				t.Fatal(err)
			}
			names, labels := 0, map[string]bool{}
			for _, g := range groups {
				names += len(g.names)
				if labels[g.label] {
					t.Errorf("two groups have the label %q", g.label)
				}
				labels[g.label] = true
				checkLetters(t, g)
			}
			t.Logf("%d groups, %d names", len(groups), names)
		})
	}
}

// checkLetters holds because only ASCII is folded when a text is read.
func checkLetters(t *testing.T, g group) {
	t.Helper()
	for _, name := range g.names {
		for _, c := range read(name).cased {
			if c > 'z' {
				t.Errorf("%q has a letter that no text is folded to", name)
			}
		}
	}
}

func TestEveryNameIsFound(t *testing.T) {
	t.Parallel()
	for kind, text := range map[string]string{
		"state": statesText, "usstate": usStatesText, "region": regionsText, "paper": papersText, "party": partiesText, "body": bodiesText, "spelling": spellingsText,
	} {
		for _, g := range mustParse(text) {
			id := kind + ":" + strings.ToLower(g.label)
			for _, name := range g.names {
				if !slices.Contains(Of(name), id) || !In("said " + name + " today")[id] {
					t.Errorf("%q does not name %s", name, id)
				}
			}
		}
	}
}

func TestEveryFormHasOneBase(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for _, g := range mustParse(verbsText) {
		for _, form := range g.names[1:] {
			if seen[form] != "" {
				t.Errorf("%q is a form of %q and of %q", form, seen[form], g.label)
			}
			seen[form] = g.label
		}
	}
}

func TestParseRejectsWhatIsNoGroup(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       error
	}{
		{"a name that stands twice", "Norway: Oslo, oslo", errTwice},
		{"a name that stands twice but for an accent", "Turkiye: Türkiye", errTwice},
		{"a comma too many", "Norway: Oslo,", errNoName},
		{"a line without a first name", ": Oslo", errNoName},
		{"a first name that is only a bracket", "(UK): Oslo", errNoName},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if _, err := parse("# form\n\n" + test.text + "\n"); !errors.Is(err, test.want) {
				t.Errorf("parse(%q) = %v; want %v", test.text, err, test.want)
			}
		})
	}
}
