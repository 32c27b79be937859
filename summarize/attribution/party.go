package attribution

import (
	_ "embed"
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
// missing. Names are without "the". "#" begins a comment.
func parseParties(data string) *partyTable {
	t := &partyTable{byName: map[uint64]Party{}, marks: map[uint64]Party{}, adjs: map[uint64]Party{}}
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
				for name := range strings.SplitSeq(fields[k+2], ",") {
					if name = strings.TrimSpace(name); name != "" {
						into[hashName(name)] = p
					}
				}
			}
		}
	}
	return t
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
	return Party{Name: name, Kind: s.partyKind(ent)}
}

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
	for i := int(x.to); i < len(s.tokens) && i < int(x.to)+3 && s.tokens[i].sent == s.tokens[x.head].sent; i++ {
		if t := &s.tokens[i]; t.kind == word {
			letter, _, dash := strings.Cut(s.text[t.Start:t.End], "-")
			if p, ok := table.marks[hashName(letter)]; ok && i > int(x.to) && (dash || s.tokens[i-1].sign == '(') {
				return p, true
			}
			break
		}
	}
	end := x.name
	if x.kind == nominal {
		end = x.to
	}
	topic := s.isTopical(x)
	for i := x.from; i < end && !topic; i++ {
		t := &s.tokens[i]
		if !t.is(capital) {
			continue
		}
		for n := int32(3); n > 0; n-- {
			if i+n > end {
				continue
			}
			h := s.hashTokens(i, i+n)
			p, ok := table.adjs[h]
			if !ok {
				p, ok = table.byName[h]
			}
			if ok && (p.Kind == "state" || s.actsForParty(x, end)) {
				return p, true
			}
		}
	}
	return s.partyServed(table, x)
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
	if served < 0 && x.kind == nominal && h.in(groupNoun|title) && int(x.to)+1 < len(s.tokens) && s.tokens[x.to].in(complement) && s.tokens[x.to].sent == h.sent {
		for i := s.mentionsFrom[h.sent]; i < s.mentionsFrom[h.sent+1]; i++ {
			if s.mentions[i].from == x.to+1 {
				served = i
			}
		}
	}
	if kinNouns[h.hash] || s.isTopical(x) && x.owner >= 0 {
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
	if p, ok := table.byName[s.hashTokens(y.name, y.head+1)]; ok {
		return p, true
	}
	return Party{Name: s.entityName(s.mentions[served].entity), Kind: s.partyKind(e)}, true
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
