package card

import (
	"cmp"
	"slices"
	"strings"

	"parley/summarize"
)

// Heard are the sides that speak in a brief: a quotation, or speech or a wish that is told. What somebody only does is no side.
func Heard(b *summarize.Brief) (heard []summarize.Party) {
	for _, party := range b.Parties {
		if shown(party.Name, maxName) == "" {
			continue
		}
		quoted := slices.ContainsFunc(b.Quotes, func(q summarize.Quote) bool { return q.Party == party.Name })
		if quoted || slices.ContainsFunc(party.Positions, isSpoken) {
			heard = append(heard, party)
		}
	}
	return heard
}

func isSpoken(p summarize.Position) bool { return p.Act != deed }

// deed is what package check calls a position that the article itself tells.
const deed = "deed"

// voices counts who speaks: each side, and each speaker who has none.
func voices(b *summarize.Brief, heard []summarize.Party) int {
	all := map[string]bool{}
	for _, party := range heard {
		all[party.Name] = true
	}
	for _, q := range b.Quotes {
		all[cmp.Or(q.Party, q.Speaker)] = true // nobody knows whether unclear ones are one or many: they count as one
	}
	return len(all)
}

func onlyVoice(b *summarize.Brief, heard []summarize.Party) string {
	if len(heard) > 0 {
		return shown(heard[0].Name, maxName)
	}
	for _, q := range b.Quotes {
		return shown(cmp.Or(q.Party, q.Speaker), maxName)
	}
	return ""
}

// linesOf are the sides that have a line, and those that do not. A side's line is never cut: what is too long has none.
func linesOf(heard []summarize.Party, taken []said) (sides []side, also []summarize.Party) {
	for _, party := range heard {
		s, ok := lineOf(party, taken)
		if !ok {
			also = append(also, party)
			continue
		}
		sides, taken = append(sides, s), append(slices.Clip(taken), saidIn(s.text))
	}
	if len(sides) > maxSides {
		for _, s := range sides[maxSides-1:] {
			also = append(also, s.party)
		}
		sides = sides[:maxSides-1]
	}
	return sides, also
}

func lineOf(party summarize.Party, taken []said) (side, bool) {
	for _, position := range party.Positions {
		for _, text := range []string{position.Short, position.Clause} {
			if text == "" || !isSpoken(position) || units(text) > maxLine || isTold(text, taken) {
				continue
			}
			s := side{party: party, text: text}
			if len(position.Sentences) > 0 {
				s.link = position.Sentences[0].Link
			}
			return s, true
		}
	}
	return side{}, false
}

// whoIs is a side's name and what it is, as the line has them.
func whoIs(party summarize.Party) string {
	if role := roleOf(party); role != "" {
		return cut(party.Name, maxName) + ", " + role
	}
	return cut(party.Name, maxName)
}

// roleOf is a side's role, or whom a person belongs to, where there is room for it; it is never cut.
func roleOf(party summarize.Party) string {
	for _, role := range []string{party.Role, party.Tag} {
		if role = PersonName(role); role != "" && units(role) <= maxRole && !strings.Contains(party.Name, role) {
			return role
		}
	}
	return ""
}
