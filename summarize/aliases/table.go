package aliases

import (
	_ "embed"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

var (
	//go:embed states.txt
	statesText string
	//go:embed usstates.txt
	usStatesText string
	//go:embed regions.txt
	regionsText string
	//go:embed papers.txt
	papersText string
	//go:embed parties.txt
	partiesText string
	//go:embed bodies.txt
	bodiesText string
	//go:embed spellings.txt
	spellingsText string
)

// table finds the things that names mean. It is not changed once built, so that many goroutines may read it.
type table struct {
	meanings map[string][]meaning // by the name in small letters
	within   map[string][]string  // the ids of the places in the name of a party or body, by that name in small letters
	lengths  map[string]int       // words in the longest name that starts with this word, in small letters
}

// meaning is one thing that a name may mean.
type meaning struct {
	id     string
	name   string // with the capitals that a text must have
	dotted bool   // the text must have a dot behind it
}

// things is the table of all that has an id.
var things = sync.OnceValue(func() *table {
	t := &table{meanings: map[string][]meaning{}, within: map[string][]string{}, lengths: map[string]int{}}
	t.fill("state", statesText)
	t.fill("usstate", usStatesText)
	t.fill("region", regionsText)
	t.fill("paper", papersText)
	t.fill("spelling", spellingsText)
	t.fill("party", partiesText)
	t.fill("body", bodiesText)
	t.lookWithin(partiesText) // when all places are known
	t.lookWithin(bodiesText)
	return t
})

func (t *table) fill(kind, text string) {
	for _, g := range mustParse(text) {
		id := kind + ":" + strings.ToLower(g.label)
		for _, name := range g.names {
			t.add(id, read(name))
		}
	}
}

func (t *table) add(id string, name reading) {
	count := len(name.words)
	cased, folded := name.phrase(0, count)
	m := meaning{id: id, name: string(cased), dotted: name.words[count-1].dotted}
	t.meanings[string(folded)] = append(t.meanings[string(folded)], m)
	_, first := name.phrase(0, 1)
	t.lengths[string(first)] = max(t.lengths[string(first)], count)
}

// lookWithin notes the places in each name: "UK" in "UK Independence Party".
func (t *table) lookWithin(text string) {
	for _, g := range mustParse(text) {
		for _, name := range g.names {
			r := read(name)
			_, folded := r.phrase(0, len(r.words))
			t.within[string(folded)] = t.placesWithin(r)
		}
	}
}

// placesWithin are the places that a name's words name without the last one, and without the first.
func (t *table) placesWithin(name reading) []string {
	found, first, last := Set{}, name, name
	first.words, last.words = name.words[:len(name.words)-1], name.words[1:]
	t.find(found, first)
	t.find(found, last)
	return slices.DeleteFunc(slices.Sorted(maps.Keys(found)), func(id string) bool { return !isPlace(id) })
}

// find adds what a reading names.
func (t *table) find(found Set, r reading) {
	var ids []string
	for at := 0; at < len(r.words); {
		var length int
		ids, length = t.longest(ids[:0], r, at)
		for _, id := range ids {
			found[id] = true
		}
		if length > 1 {
			_, folded := r.phrase(at, length)
			for _, id := range t.within[string(folded)] {
				found[id] = true
			}
		}
		at += max(length, 1)
	}
}

// longest appends the meanings of the longest name that starts at a word, and returns its length in words, 0 if there is none.
func (t *table) longest(ids []string, r reading, at int) ([]string, int) {
	_, first := r.phrase(at, 1)
	for length := min(t.lengths[string(first)], len(r.words)-at); length > 0; length-- {
		if ids = t.match(ids, r, at, length); len(ids) > 0 {
			return ids, length
		}
	}
	return ids, 0
}

// match appends the ids of what a phrase means.
func (t *table) match(ids []string, r reading, at, length int) []string {
	if length == 0 {
		return ids
	}
	cased, folded := r.phrase(at, length)
	dotted := r.words[at+length-1].dotted
	for _, m := range t.meanings[string(folded)] {
		if m.fits(cased, dotted) {
			ids = append(ids, m.id)
		}
	}
	return ids
}

// fits says whether a phrase that has the name's letters has its capitals and its dot as well.
func (m meaning) fits(cased []byte, dotted bool) bool {
	for i := range len(m.name) {
		if isCapital(m.name[i]) && !isCapital(cased[i]) {
			return false
		}
	}
	return dotted || !m.dotted
}

// group is a line of a data file.
type group struct {
	label string   // the first name, with what stands in brackets behind it
	names []string // of which the first is the label's, without brackets
}

var (
	errNoName = errors.New("a name is empty")
	errTwice  = errors.New("a name stands twice")
)

// parse reads a data file. Empty lines and those that start with "#" are passed over. Errors name the line.
func parse(text string) ([]group, error) {
	var groups []group
	number := 0
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		g, err := parseLine(line)
		if err != nil {
			return nil, fmt.Errorf("line %d, %q: %w", number, line, err)
		}
		groups = append(groups, g)
	}
	return groups, nil
}

func parseLine(line string) (group, error) {
	label, others, more := strings.Cut(line, ":")
	name, _, _ := strings.Cut(label, "(")
	names := []string{strings.TrimSpace(name)}
	if more {
		for other := range strings.SplitSeq(others, ",") {
			names = append(names, inNumbers(strings.TrimSpace(other))...)
		}
	}
	return group{label: label, names: names}, check(names)
}

// inNumbers are a word's singular and plural: "Dane/s".
func inNumbers(name string) []string {
	if singular, ending, both := strings.Cut(name, "/"); both {
		return []string{singular, singular + ending}
	}
	return []string{name}
}

func check(names []string) error {
	seen := map[string]bool{}
	for _, name := range names {
		r := read(name)
		if len(r.words) == 0 {
			return errNoName
		}
		last := r.words[len(r.words)-1]
		key := fmt.Sprintf("%s %t", r.folded, last.dotted) // "Pa." and "PA" are two: each has a condition that the other has not
		if seen[key] {
			return fmt.Errorf("%w: %s", errTwice, name)
		}
		seen[key] = true
	}
	return nil
}

// mustParse is for the files of this package, of which a test reads every line, so that the panic is unreachable.
func mustParse(text string) []group {
	groups, err := parse(text)
	if err != nil {
		panic("aliases: " + err.Error())
	}
	return groups
}
