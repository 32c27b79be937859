package aliases

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed given.txt
var givenText string

// givenNames are the labels of the groups in which a given name stands, by the name in small letters.
var givenNames = sync.OnceValue(func() map[string][]string {
	labels := map[string][]string{}
	for _, g := range mustParse(givenText) {
		for _, name := range g.names {
			key := givenKey(name)
			labels[key] = append(labels[key], g.label)
		}
	}
	return labels
})

// SameGiven says whether two given names may be forms of one: the same but for case, accents and apostrophes, in one group of the
// table ("Bill", "Liam"), or an initial and a name that it begins ("J.", "Jane"). It does not go from one group to the
// next: Ted is Edward and Theodore, who are two. A missing name is the same as none.
func SameGiven(a, b string) bool {
	a, b = givenKey(a), givenKey(b)
	if a == "" || b == "" {
		return false
	}
	if a == b || isInitialOf(a, b) || isInitialOf(b, a) {
		return true
	}
	names := givenNames()
	return slices.ContainsFunc(names[a], func(label string) bool { return slices.Contains(names[b], label) })
}

// IsGiven says whether a word is a given name of the table, in any case.
func IsGiven(name string) bool { return len(givenNames()[givenKey(name)]) > 0 }

// givenKey folds case beyond ASCII too, for given names are of all languages.
func givenKey(name string) string { return strings.ToLower(string(read(name).cased)) }

func isInitialOf(initial, name string) bool {
	return utf8.RuneCountInString(initial) == 1 && strings.HasPrefix(name, initial)
}
