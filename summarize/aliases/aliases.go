// Package aliases knows other names for the things that English news names: states with their adjectives, people and capitals,
// states of the US, parties, well-known bodies, spellings of foreign names, short forms of given names, and irregular forms
// of verbs. A rule uses it to tell whether a name in one text stands in another one under a different name.
//
// Start with [Of] and [In]: a name that a line uses is borne out by an article when any of Of(name) is in In(article).
// That all of In(line) be in In(article) would ask too much, for a name may mean several things: Washington is the
// US government and the state, and an article that says "American" names only the first.
//
// The tables are text files beside this one, a group of names a line; the head of states.txt tells their form. They hold what
// an English reader takes for one thing, not what is exactly one: the Kremlin is Russia. No data is fetched or stored.
package aliases

import (
	"maps"
	"slices"
	"strings"
)

// Set holds the ids of things, such as "state:united states", "usstate:georgia", "party:labour (uk)" or "body:united nations".
// The part before the colon is state, usstate, region, paper, party, body or spelling. Ids last as long as the first name in the line.
type Set map[string]bool

// In finds every thing of the tables that a text names, under any of its names. The longest name counts ("South Sudan" is not
// Sudan), and a name that means several things names all of them. The set is empty, never nil, when there is none.
//
// A party or body also names the place in its name ("Bank of England"), a paper does not ("Washington Post").
// Compounds name what their parts name ("US-led", "non-American"). A word must have the capitals of its name, so "us" is no state; in
// a text all in capitals "HELP US" is one. Punctuation between words is passed over, so a name can be found across a comma.
// Given names are not looked for: see [SameGiven].
func In(text string) Set {
	found := Set{}
	things().find(found, read(text))
	return found
}

// Of returns the ids that a word or phrase may mean, or nil when it is not known. The whole phrase must be one name, written
// with the capitals that it has in a text; "the" before it and a possessive ending are passed over. A compound of one word
// ("US-led") has the ids of its parts; nothing tells them from those of a name that means several things.
func Of(name string) []string {
	things, r := things(), read(name)
	if r.startsWith("the") {
		r.words = r.words[1:]
	}
	if ids := things.match(nil, r, 0, len(r.words)); ids != nil {
		return ids
	}
	if strings.ContainsAny(strings.TrimSpace(name), " \t\n") {
		return nil
	}
	return slices.Sorted(maps.Keys(In(name)))
}

// IsPlace says whether a word or phrase, taken as by [Of], may be a state, a state of the US, a region, one of their
// capitals, their adjective or people. A name that is also something else ("Jordan", "Virginia") is a place here; the UN and
// NATO are bodies, the EU is a place.
func IsPlace(name string) bool {
	return slices.ContainsFunc(Of(name), isPlace)
}

func isPlace(id string) bool {
	kind, _, _ := strings.Cut(id, ":")
	return kind == "state" || kind == "usstate" || kind == "region"
}
