package transcript

import (
	"cmp"
	"slices"
	"strings"

	"parley/summarize/aliases"
	"parley/summarize/attribution"
	"parley/summarize/words"
)

// unite makes one cast of the people and bodies of several articles: who goes by several names has one, with one role and one party.
// "Clinton" of one article is the Hillary Clinton of another where no other Clinton is in any of them; where two are, she stays apart. A
// name that is wrongly united puts words into somebody's mouth, one that is not only shows him twice: so what is not sure stays apart.
func (t *Transcript) unite() {
	var all []member
	for number, source := range t.Sources {
		for i := range source.Reading.Entities {
			if e := &source.Reading.Entities[i]; e.Kind != attribution.Group && IsProper(e.Name) {
				all = append(all, member{e, number})
			}
		}
	}
	for _, same := range append(personsOf(all), bodiesOf(all)...) {
		best := slices.MaxFunc(same, func(a, b member) int {
			return cmp.Or(cmp.Compare(fullness(a), fullness(b)), cmp.Compare(len(a.Mentions), len(b.Mentions)))
		})
		known := slices.MaxFunc(same, func(a, b member) int {
			return cmp.Or(cmp.Compare(min(len(a.Role), 1), min(len(b.Role), 1)), cmp.Compare(len(a.Mentions), len(b.Mentions)))
		})
		name, role, party := best.Name, known.Role, known.Party
		if party.Kind == "person" || slices.ContainsFunc(same, func(e member) bool { return strings.EqualFold(e.Name, party.Name) }) {
			party.Name = name
		}
		for _, e := range same {
			e.Name, e.Role, e.Party = name, role, party
		}
	}
}

// A member of the cast, as one article has it.
type member struct {
	*attribution.Entity
	source int
}

// fullness is how much of a name a reader has: its words, an initial for less and "Jr." for more. What has more than three is no person's
// name alone.
func fullness(e member) int {
	all := bare(e.Name)
	if e.Kind == attribution.Person && len(all) > 3 {
		return 2
	}
	n := 3 * len(all)
	for _, word := range all {
		if len(strings.Trim(word, ".")) == 1 {
			n -= 2
		}
	}
	if generation(e.Name) != "" {
		n++
	}
	return n
}

// mostCompared are how many different persons of a family, or bodies, each further one is compared with: a story has not so many, and a hostile
// text has thousands.
const mostCompared = 200

// personsOf are those of a cast that are one person each, several entities together.
func personsOf(cast []member) [][]member {
	families := map[string][]member{}
	for _, e := range cast {
		if all := bare(e.Name); e.Kind == attribution.Person && len(all) > 0 {
			families[all[len(all)-1]] = append(families[all[len(all)-1]], e)
		}
	}
	var united [][]member
	for _, family := range families {
		var persons [][]member // with given names
		var alone []member     // the family name, or a given one
		for _, e := range family {
			if len(bare(e.Name)) == 1 {
				alone = append(alone, e)
				continue
			}
			at := slices.IndexFunc(persons[:min(len(persons), mostCompared)], func(p []member) bool {
				return !slices.ContainsFunc(p, func(other member) bool { return !isOne(e, other) })
			})
			if at < 0 {
				persons = append(persons, []member{e})
				continue
			}
			persons[at] = append(persons[at], e)
		}
		if len(persons) == 1 {
			persons[0] = append(persons[0], alone...)
		}
		united = append(united, persons...)
	}
	return united
}

// isOne says whether two of one family, each with a given name, are one person: the given ones are alike, short forms, or initials. A
// father is not his son; but the Jr. of one article is left out in another that has no other of the name.
func isOne(a, b member) bool {
	if one, other := generation(a.Name), generation(b.Name); one != other && (one != "" && other != "" || a.source == b.source) {
		return false
	}
	x, y := bare(a.Name), bare(b.Name)
	return slices.ContainsFunc(x[:len(x)-1], func(given string) bool {
		return slices.ContainsFunc(y[:len(y)-1], func(other string) bool { return given == other || aliases.SameGiven(given, other) })
	})
}

// generation is what tells a son from his father of the same name.
func generation(name string) string {
	if last := strings.ToLower(strings.Trim(words.Last(name), ".,")); slices.Contains([]string{"jr", "sr", "ii", "iii"}, last) {
		return last
	}
	return ""
}

// bodiesOf are those of a cast that are one body each: by a name that is known for both, or one of which all words are another's, where
// that is one body.
func bodiesOf(cast []member) [][]member {
	var bodies [][]member
	for _, e := range cast {
		if e.Kind == attribution.Person {
			continue
		}
		same := func(b []member) bool {
			return strings.EqualFold(withoutArticle(b[0].Name), withoutArticle(e.Name)) || SameThing(b[0].Name, e.Name)
		}
		if at := slices.IndexFunc(bodies[:min(len(bodies), mostCompared)], same); at >= 0 {
			bodies[at] = append(bodies[at], e)
			continue
		}
		bodies = append(bodies, []member{e})
	}
	return bodies
}

func withoutArticle(name string) string {
	return strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")
}
