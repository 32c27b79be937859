package main

import (
	"slices"
	"strings"

	"parley/bot/card"
	"parley/summarize"
)

// A telling is what a brief says at a terminal and as Markdown. It has more room than a card, and the same rules: no five words in a row
// twice, of which a quotation keeps them, then a side; and one form for every line of a side.
type telling struct {
	gist   []summarize.Claim
	sides  []sideLine
	quotes []summarize.Quote
	more   int // quotations that are not shown
}

// A sideLine is "name, role (stance): text"; further lines of the same side have the name alone.
type sideLine struct {
	who, text string
	sentences []summarize.Evidence
	carriedBy int
}

func tell(b *summarize.Brief) telling {
	var told card.Memory
	var t telling
	key := map[int]bool{}
	for _, party := range b.Parties {
		for _, id := range party.Quotes {
			key[id] = true
		}
	}
	for _, quote := range b.Quotes {
		if key[quote.ID] && !told.Again(quote.Text) {
			t.quotes = append(t.quotes, quote)
		}
	}
	t.more = len(b.Quotes) - len(t.quotes)
	for _, party := range b.Parties {
		t.sides = append(t.sides, linesOf(party, &told)...)
	}
	for _, claim := range slices.Concat(b.Gist, b.Agreed) {
		if !told.Again(claim.Text) {
			t.gist = append(t.gist, claim)
		}
	}
	return t
}

// linesOf are the lines of a side, the first with its role and stance.
func linesOf(party summarize.Party, told *card.Memory) (lines []sideLine) {
	name := card.PersonName(party.Name)
	if name == "" {
		return nil
	}
	who := partyTitle(party)
	for _, position := range party.Positions {
		text := held(party, position)
		if told.Again(text) {
			continue
		}
		lines, who = append(lines, sideLine{who, text, position.Sentences, position.CarriedBy}), name
	}
	return lines
}

// held is what a side holds, as it goes on behind its name: the clause alone where that is sure, else the whole line, with who said it where
// the line does not name them.
func held(party summarize.Party, position summarize.Position) string {
	speaker := card.PersonName(position.Speaker)
	text := position.Clause
	if text == "" {
		text = position.Text
	}
	if speaker == "" || strings.EqualFold(position.Speaker, party.Name) || strings.Contains(text, speaker) {
		return text
	}
	return text + " (" + speaker + ")"
}
