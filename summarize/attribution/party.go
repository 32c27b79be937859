package attribution

import (
	_ "embed"
	"iter"
	"slices"
	"strings"
	"sync"
)

// States and political parties: what an article calls them and what Parley calls them. Nothing in it says who holds an
// office.
//
//go:embed parties.txt
var partiesFile string

// A partyTable knows states and parties by the hash of what they are called, several words hashed as [hashName] does.
type partyTable struct {
	byName map[uint64]Party // "moscow", "the kremlin", "russia": Russia
	seats  map[uint64]bool  // of the names those of cities: "moscow"
	marks  map[uint64]Party // "d-ohio" without its state: "d"
	adjs   map[uint64]Party // "russian"
}

var partyNames = sync.OnceValue(func() *partyTable { return parseParties(partiesFile) })

// hashName hashes the words of a name, however they are spaced.
func hashName(name string) uint64 {
	h := uint64(fnvOffset)
	for w := range strings.FieldsSeq(name) {
		h = (h ^ hashWord(w)) * fnvPrime
	}
	return h
}

// parseParties reads lines "Name | kind | names, ... | adjectives, ... | marks, ...", the last two of which may be
// missing. Names are without "the"; those behind a semicolon are of cities. "#" begins a comment.
func parseParties(data string) *partyTable {
	t := &partyTable{byName: map[uint64]Party{}, seats: map[uint64]bool{}, marks: map[uint64]Party{}, adjs: map[uint64]Party{}}
	for line := range strings.Lines(data) {
		line, _, _ = strings.Cut(line, "#")
		fields := strings.Split(strings.TrimSpace(line), "|")
		if len(fields) < 2 {
			continue
		}
		p := Party{Name: strings.TrimSpace(fields[0]), Kind: strings.TrimSpace(fields[1])}
		t.byName[hashName(p.Name)] = p
		for k, into := range []map[uint64]Party{t.byName, t.adjs, t.marks} {
			if k+2 < len(fields) {
				names, cities, _ := strings.Cut(fields[k+2], ";")
				for name := range eachName(names + "," + cities) {
					into[name] = p
				}
				for city := range eachName(cities) {
					t.seats[city] = true
				}
			}
		}
	}
	return t
}

// eachName yields the hashes of the names in a list with commas.
func eachName(list string) iter.Seq[uint64] {
	return func(yield func(uint64) bool) {
		for name := range strings.SplitSeq(list, ",") {
			if name = strings.TrimSpace(name); name != "" && !yield(hashName(name)) {
				return
			}
		}
	}
}

// partyOf finds the side of entity e, whose mentions are given: what stands beside its name in the article, then the table, then itself.
func (s *scan) partyOf(e int32, name string, of []int32) Party {
	ent := &s.entities[e]
	table := partyNames()
	if p, ok := s.partyByName(&s.mentions[ent.mention]); ok && ent.kind != Person {
		return p
	}
	for _, i := range of {
		x := &s.mentions[i]
		if x.kind == pronoun || s.tokens[x.head].quote >= 0 {
			continue
		}
		if p, ok := s.partyBeside(table, x); ok {
			return p
		}
	}
	if e := s.spokenFor(of); e >= 0 {
		return Party{Name: s.entityName(e), Kind: "institution"}
	}
	return Party{Name: name, Kind: s.partyKind(ent)}
}

// spokenFor is the body that "a spokesman" speaks for of whom nothing tells whose he is: the only one who has said something in the sentence
// before or the same one. -1 where there is none.
func (s *scan) spokenFor(of []int32) int32 {
	x := &s.mentions[of[0]]
	if len(of) != 1 || x.kind != nominal || x.head != x.from+1 || x.to != x.head+1 || x.owner >= 0 || !s.isIntroduced(x) || !spokesNouns[s.tokens[x.head].hash] {
		return -1
	}
	if b := only(s.bodiesBefore(of[0], 1, 0), seenBody.isTelling); b.leads {
		return b.entity
	}
	return -1
}

var spokesNouns = hashWords("spokesman", "spokeswoman", "spokesperson")

// partyByName looks the whole name of a mention up in the table, and its first words for nominals such as "the Kremlin
// spokesman".
func (s *scan) partyByName(x *mention) (Party, bool) {
	from := x.name
	if x.kind != named {
		return Party{}, false
	}
	p, ok := partyNames().byName[s.hashTokens(from, x.head+1)]
	return p, ok
}

func (s *scan) hashTokens(from, to int32) uint64 {
	h := uint64(fnvOffset)
	for i := from; i < to; i++ {
		h = (h ^ s.tokens[i].hash) * fnvPrime
	}
	return h
}

// partyBeside reads a party off the words around one mention: "(D-Ohio)" or ", R-Ohio," after it, "Russian" or
// "Republican" before the name inside it, "'s" owners, and "for Example Corp" after it.
func (s *scan) partyBeside(table *partyTable, x *mention) (Party, bool) {
	if p, ok := s.partyMarked(table, x); ok {
		return p, true
	}
	end := x.name
	if x.kind == nominal {
		end = x.to
	}
	for i := x.from; i < end && !s.isTopical(x); i++ {
		least := int32(1)
		if !s.tokens[i].is(capital) {
			least = 2 // "Liberal Democrat", whose first word opens the sentence
		}
		for n := min(3, end-i); n >= least && s.tokens[i+least-1].is(capital); n-- {
			if p, ok := s.partyIn(table, i, i+n, end); ok && (p.Kind == "state" && !s.isPast(x, end) || p.Kind != "state" && s.actsForParty(x, end)) {
				return p, true
			}
		}
	}
	return s.partyServed(table, x)
}

// partyMarked reads the party off a mark behind a mention.
func (s *scan) partyMarked(table *partyTable, x *mention) (Party, bool) {
	for i := int(x.to); i < len(s.tokens) && i < int(x.to)+3 && s.tokens[i].sent == s.tokens[x.head].sent; i++ {
		t := &s.tokens[i]
		if t.kind != word {
			continue
		}
		letter, _, dash := strings.Cut(s.text[t.Start:t.End], "-")
		p, ok := table.marks[hashName(letter)]
		return p, ok && i > int(x.to) && (dash || s.tokens[i-1].sign == '(')
	}
	return Party{}, false
}

// partyIn is the party that tokens [from, to) name in words of a role that end at token end: not the city where somebody works, nor the
// state in the name of a body or a region, nor whose forebears came from where.
func (s *scan) partyIn(table *partyTable, from, to, end int32) (Party, bool) {
	h := s.hashTokens(from, to)
	p, ok := table.adjs[h]
	if !ok {
		p, ok = table.byName[h]
	}
	if !ok || p.Kind != "state" {
		return p, ok
	}
	if table.seats[h] || s.isAncestry(from, to) || regions[s.around(int(to)-1, 1).hash] {
		return Party{}, false
	}
	if int(to)+1 < int(end) && s.joinsName(int(to)) { // "America's Voice"
		return Party{Name: s.words(int(from), int(to)+2), Kind: "institution"}, true
	}
	if body := s.bodyBehind(to, end); body >= 0 {
		return Party{Name: s.words(int(from), int(body)+1), Kind: "institution"}, true
	}
	return p, true
}

var (
	continents   = hashWords("Latin", "African", "Native", "Asian", "Arab", "North", "South", "Central", "Hispanic", "Jewish", "Muslim")
	americans    = hashWords("American", "Americans")
	regions      = hashWords("Columbia", "Samoa", "Guiana", "Polynesia", "Virgin", "Isles") // "British Columbia"
	privateNouns = hashWords("Union", "Association", "Chamber", "Federation", "Bank", "University", "College", "School", "Institute", "Society", "Club", "League",
		"Center", "Centre", "Church", "Foundation", "Coalition", "Post", "Times", "Airlines", "Group", "Company", "Party", "Fund")
)

// isAncestry reports whether the adjective in tokens [from, to) only tells of what descent somebody is: "Latin American", "Korean American".
func (s *scan) isAncestry(from, to int32) bool {
	return continents[s.around(int(from), -1).hash] || americans[s.around(int(to)-1, 1).hash] && !americans[s.tokens[from].hash]
}

// bodyBehind is the token of the noun of a body that is not the state's, where the words of a role from token at on go on to one: "American
// Water Association". -1 where they do not.
func (s *scan) bodyBehind(at, end int32) int32 {
	for i := at; i < end && s.tokens[i].is(capital); i++ {
		if privateNouns[s.tokens[i].hash] {
			return i
		}
	}
	return -1
}

var pastWords = hashWords("former", "onetime", "one-time", "ex", "retired", "ousted", "deposed", "late")

// isPast reports whether the role in mention x before token end is one that somebody had.
func (s *scan) isPast(x *mention, end int32) bool {
	for i := x.from; i < end; i++ {
		if t := &s.tokens[i]; pastWords[t.hash] || strings.HasPrefix(s.text[t.Start:t.End], "ex-") {
			return true
		}
	}
	return false
}

// Who is an expert speaks of what stands before the noun, not for it: "a France scholar", "China analyst".
var expertNouns = hashWords("scholar", "scholars", "expert", "experts", "analyst", "analysts", "critic", "critics", "historian", "historians", "correspondent",
	"correspondents", "specialist", "specialists", "researcher", "researchers", "watcher", "watchers", "economist", "economists", "scientist", "scientists",
	"author", "authors", "professor", "professors", "student", "students", "reporter", "reporters", "journalist", "journalists", "columnist", "pollster")

// isTopical reports whether the role in mention x is an expert's.
func (s *scan) isTopical(x *mention) bool {
	end := x.name
	if x.kind == nominal {
		end = x.head + 1
	}
	return end > x.from && expertNouns[s.tokens[end-1].hash]
}

// Kin and colleagues are somebody's own, and no part of his side: "Doe's wife", "the president's friend".
var kinNouns = hashWords("wife", "husband", "spouse", "brother", "brothers", "sister", "sisters", "son", "sons", "daughter", "daughters", "mother", "father",
	"parents", "children", "family", "relatives", "cousin", "uncle", "aunt", "grandfather", "grandmother", "widow", "friend", "friends", "neighbor",
	"neighbors", "neighbour", "neighbours", "colleague", "colleagues", "rival", "rivals", "opponent", "opponents", "critic", "critics", "partner",
	"girlfriend", "boyfriend", "classmate", "ex-wife", "ex-husband", "son-in-law", "daughter-in-law", "predecessor", "successor", "victim", "victims")

// Ordinary people are of a party without speaking for it: "Republican voters".
var voterNouns = hashWords("voter", "voters", "supporter", "supporters", "donor", "donors", "people", "man", "men", "woman", "women", "activist", "activists",
	"businessman", "businesswoman", "billionaire", "resident", "residents", "worker", "workers", "farmer", "farmers", "critic", "critics", "opponent",
	"opponents", "lawyer", "lawyers", "attorney", "teacher", "teachers", "caucusgoers", "caucus-goers", "primary", "electorate", "base", "fans", "fan")

// actsForParty reports whether the role in tokens before end of mention x is more than that of one of a party's voters: an
// office, a candidate, or the adjective as a noun ("Democrats").
func (s *scan) actsForParty(x *mention, end int32) bool {
	return end > x.from && !voterNouns[s.tokens[end-1].hash]
}

// bodyLed is the mention of the body that the person at mention x leads, in "Jane Doe, who heads the Example Union", or -1.
func (s *scan) bodyLed(x *mention) int32 {
	i := int(x.to)
	if x.kind != named || i+3 >= len(s.tokens) || s.tokens[i].sign != ',' || s.tokens[i+1].hash != whoHash || !s.tokens[i+2].in(leads) || s.tokens[i+3].sent != s.tokens[x.head].sent {
		return -1
	}
	at, _ := slices.BinarySearchFunc(s.mentions, int32(i+3), func(y mention, from int32) int { return int(y.from - from) })
	for ; at < len(s.mentions) && int(s.mentions[at].from) == i+3; at++ {
		if y := &s.mentions[at]; y.kind == named && y.entity >= 0 && s.entities[y.entity].kind != Person {
			return int32(at)
		}
	}
	return -1
}

// partyServed reads the body that a role serves: "a spokesman for Example Corp", "Example Corp's chairman".
func (s *scan) partyServed(table *partyTable, x *mention) (Party, bool) {
	served, led := x.owner, s.bodyLed(x)
	h := &s.tokens[x.head]
	if led >= 0 {
		served = led
	}
	behind := served < 0
	if behind {
		served = s.servedBehind(x)
	}
	if kinNouns[h.hash] || s.isTopical(x) && x.owner >= 0 || s.isPast(x, x.head) {
		return Party{}, false
	}
	if served < 0 || s.mentions[served].entity < 0 || s.mentions[served].entity == x.entity || led < 0 && !h.in(groupNoun|title) {
		return Party{}, false
	}
	e := &s.entities[s.mentions[served].entity]
	y := &s.mentions[e.mention]
	if y.kind != named {
		return Party{}, false
	}
	name := s.hashTokens(y.name, y.head+1)
	if p, ok := table.byName[name]; ok {
		return p, !behind || !table.seats[name] // the mayor of London
	}
	whole := s.entityName(s.mentions[served].entity)
	cut := s.common[s.tokens[y.head].hash] && !strings.Contains(whole, " ") // "List" of "Halvik’s List"
	return Party{Name: whole, Kind: s.partyKind(e)}, !cut
}

// servedBehind is the mention of whom or what a role serves by the words behind it, or -1: "a spokesman for Example Corp", not "a lawyer
// in Halvik".
func (s *scan) servedBehind(x *mention) int32 {
	h := &s.tokens[x.head]
	if x.kind != nominal || !h.in(groupNoun|title) || int(x.to)+1 >= len(s.tokens) || !s.tokens[x.to].in(complement) || s.tokens[x.to].sent != h.sent {
		return -1
	}
	found := int32(-1)
	for i := s.mentionsFrom[h.sent]; i < s.mentionsFrom[h.sent+1]; i++ {
		if s.mentions[i].from == x.to+1 {
			found = i
		}
	}
	if found >= 0 && (s.tokens[x.to].hash == inHash || s.tokens[x.to].hash == fromHash) && !s.hasBodyWord(&s.mentions[found]) && s.politicalParty(&s.mentions[found]) == "" {
		return -1
	}
	return found
}

var (
	inHash   = hashWord("in")
	fromHash = hashWord("from")
)

// hasBodyWord reports whether a name has a word of bodies' names: "Department".
func (s *scan) hasBodyWord(x *mention) bool {
	for i := x.name; i <= x.head && x.kind == named; i++ {
		if s.tokens[i].in(bodyWord) {
			return true
		}
	}
	return false
}

// partyKind is the kind of an entity that is its own party.
func (s *scan) partyKind(e *entity) string {
	h := &s.tokens[s.mentions[e.mention].head]
	switch {
	case e.kind == Person:
		return "person"
	case e.kind == Group:
		return "group"
	case e.kind == State:
		return "state"
	case h.in(companyWord):
		return "company"
	case h.in(groupNoun) && h.in(bodyNoun):
		return "group"
	}
	return "institution"
}
