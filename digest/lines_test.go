package digest

import (
	"testing"

	"parley/summarize"
)

func TestWhoWantsWhatIsAClauseBehindAName(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		party        string
		line, clause string
		want         string
	}{
		"a wish":                   {"Tern Marine", "Tern Marine wants the boats built at home.", "wants the boats built at home", "wants the boats built at home"},
		"speech":                   {"Ada Lindqvist", "Lindqvist said that the boats would be late by a year.", "the boats would be late by a year", "the boats would be late by a year"},
		"no whole clause":          {"Ada Lindqvist", "Lindqvist said that the boats would be late.", "", ""},
		"a pronoun":                {"Tern Marine", "Tern Marine said that it was proud of its boats.", "it was proud of its boats", ""},
		"a pronoun of its own":     {"Tern Marine", "Tern Marine said that it would build boats until the winter.", "it would build boats until the winter", "says it would build boats until the winter"},
		"what nobody does":         {"Tern Marine", "Tern Marine said that it would take years to build boats.", "it would take years to build boats", ""},
		"to somebody else":         {"Tern Marine", "Tern Marine said that it would name boats after him.", "it would name boats after him", ""},
		"the name again":           {"Egon Stone", "Mr. Stone vowed to fight the charges in court.", "Mr. Stone vowed to fight the charges in court", ""},
		"whom it was told":         {"Ada Lindqvist", "Lindqvist told a full hall that some boats leak badly.", "a full hall that some boats leak badly", ""},
		"a party that has no name": {"the mayor's campaign", "The mayor's campaign wants the boats built at home.", "wants the boats built at home", ""},
		"what the headline says":   {"Council", "The council wants the ferry vote put off.", "wants the ferry vote put off", ""},
	} {
		party := summarize.Party{Name: row.party, Positions: []summarize.Position{{Text: row.line, Clause: row.clause, Act: wish, Speaker: row.party}}}
		got := wants(&summarize.Brief{Parties: []summarize.Party{party}}, newMemo("Council wants ferry vote put off"))
		if len(got) == 0 && row.want != "" || len(got) > 0 && got[0].Text != row.want {
			t.Errorf("%s: %+v, want %q", name, got, row.want)
		}
	}
}

func TestWhatHappenedHangsOnNothing(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"Until last year, the council of Northmark did not pay for boats.":         true,
		"Prior to this spring, islanders had no ferry at night.":                   true,
		"Thursday’s announcement comes after a year of talks on ferries.":          true,
		"Stunned by the price of the boats, the mayor put off the ferry vote.":     true,
		"Shot by a photographer of the Post, the captain holds a burning oar.":     true,
		"The council of Northmark put off its vote on the ferries on Thursday.":    false,
		"On Thursday, the council of Northmark put off its vote on the ferries.":   false,
		"Thursday brought the first snow to the islands, and no ferry sailed.":     false,
		"Led by Ada Lindqvist, Northmark’s council put off its vote on ferries.":   false,
		"Beforehand sales of ferry tickets doubled on the islands within a month.": false,
	} {
		if got := hangs.MatchString(line); got != want {
			t.Errorf("%q hangs: %v, want %v", line, got, want)
		}
	}
}

func TestTheQuotationOfAList(t *testing.T) {
	t.Parallel()
	say := func(id int, text, speaker string, alone bool) summarize.Quote {
		return summarize.Quote{ID: id, Text: text, Speaker: speaker, Party: speaker, Alone: alone, Form: "sentence"}
	}
	price := say(1, "The price of the boats was a guess,", "Petra Wynn", true)
	for name, row := range map[string]struct {
		quotes []summarize.Quote
		want   int
	}{
		"another side than the line above": {[]summarize.Quote{say(2, "Boats must sail before the winter,", "Ada Lindqvist", true), price}, 1},
		"the same side where it is alone":  {[]summarize.Quote{say(2, "Boats must sail before the winter,", "Ada Lindqvist", true)}, 2},
		"one that can be read alone":       {[]summarize.Quote{say(2, "That was a mistake of the whole hall,", "Lars Holm", false), price}, 1},
		"the nearest to the story":         {[]summarize.Quote{say(2, "Boats have names for a reason,", "Lars Holm", true), say(3, "Nobody reads a cheque on a sinking boat,", "Lars Holm", true)}, 3},
		"not by nobody":                    {[]summarize.Quote{say(2, "Islanders have waited for boats long enough,", "", true), price}, 1},
		"none that breaks off":             {[]summarize.Quote{say(2, "Islanders have waited for boats and for the", "Lars Holm", true)}, 0},
		"none that the title has":          {[]summarize.Quote{say(2, "We will not sign a cheque that nobody reads,", "Lars Holm", true)}, 0},
		"none that is too long for a list": {[]summarize.Quote{say(2, "Islanders "+string(make([]rune, longLine)), "Lars Holm", true)}, 0},
	} {
		brief := &summarize.Brief{Sources: []summarize.Origin{{Words: 100}}, Quotes: row.quotes}
		got := 0
		const title = "“We will not sign a cheque that nobody reads”"
		if q := said(Entry{Title: title, Brief: brief, Wants: []Want{{Party: "Ada Lindqvist"}}}, newMemo(title)); q != nil {
			got = q.ID
		}
		if got != row.want {
			t.Errorf("%s: quotation %d, want %d", name, got, row.want)
		}
	}
}

func TestATitleIsNotToldAgain(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		title, line string
		again       bool
	}{
		"in other forms of its words": {"Gullhaven depot fire: police find battery at fault", "Police said on Thursday that a faulty battery set the Gullhaven ferry depot on fire.", true},
		"with much around it":         {"Council puts off vote on ferries", "The council on Wednesday put off its vote on ferries until 3 April, after its finance office raised the price to 61 million crowns.", false},
		"of something else":           {"Three hurt as ferry depot burns down", "The depot at Gullhaven burnt to the ground early on Thursday after a fire in a hall full of batteries.", false},
		"with nothing new":            {"Council puts off vote on ferries", "The council on Wednesday put off its vote on ferries.", true},
	} {
		if got := isAgain(row.title, row.line); got != row.again {
			t.Errorf("%s: %v, want %v", name, got, row.again)
		}
	}
}
