package summarize

import (
	"context"
	"strings"
	"testing"

	"parley/article"
)

// What comes behind a noun such as "her warning" is no position of hers.
func TestWhatFollowsANounOfSpeechIsNoPosition(t *testing.T) {
	t.Parallel()
	const text = `Norvian President Viktor Lind said any foreign boats in the strait would be fair targets for his navy, a clear warning to its neighbours as debate continues over the fishing grounds.

Mr. Lind’s warning follows a meeting of 35 regional leaders in Åsby on Thursday, with Selvan President Emil Marchand saying 26 nations pledged to provide patrol boats to the islands.
`
	brief, err := (&Summarizer{}).Brief(context.Background(), []*article.Article{{Text: text, Language: "en"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, party := range brief.Parties {
		for _, position := range party.Positions {
			if strings.HasPrefix(position.Text, "Follows") || strings.HasPrefix(position.Text, "Mr. Lind’s warning") {
				t.Errorf("%s: %q is a position; want none of what his warning follows", party.Name, position.Text)
			}
		}
	}
	found := false
	for _, party := range brief.Parties {
		for _, position := range party.Positions {
			found = found || strings.Contains(position.Text, "would be fair targets")
		}
	}
	for _, line := range brief.Gist { // what the gist tells is no position again
		found = found || strings.Contains(line.Text, "would be fair targets")
	}
	if !found {
		t.Errorf("parties = %+v; want what the president said", brief.Parties)
	}
}

func TestAPositionKeepsWhatItsNumbersAreOf(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ text, language, want string }{
		"a percentage apart": {"El consejero de Sanidad, Joaquín Prats, dijo ayer que el sueldo de los médicos ha subido un 9 %.", "es", "un 9 %."},
		"a currency behind":  {"Bürgermeisterin Petra Lindner sagte am Montag, der Bau der neuen Schule am Ring koste nun 14 Mio. €.", "de", "Mio. €."},
	} {
		brief, err := (&Summarizer{}).Brief(t.Context(), []*article.Article{{Text: row.text, Language: row.language}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, party := range brief.Parties {
			for _, position := range party.Positions {
				found = found || strings.HasSuffix(position.Text, row.want)
			}
		}
		if !found {
			t.Errorf("%s: parties = %+v; want a position that ends in %q", name, brief.Parties, row.want)
		}
	}
}

func TestLinesThatAreCut(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ got, want string }{
		"a heading is no line of a gist": {gistText("The Faces of the Fight for Fifteen Harbour Boats.", fewOwn, "en"), ""},
		"nor is an item of a list":       {gistText("— Nine months of boats that never left the harbour of Ostrand.", fewOwn, "en"), ""},
		"a sentence of many names is":    {gistText("Ada Lind is to join Mayor Bo Lund on a visit to Ostrand Quay on Monday.", fewOwn, "en"), "Ada Lind is to join Mayor Bo Lund on a visit to Ostrand Quay on Monday."},
		"the title of a day":             {gistText("Two yards close on Monday, on a day of protest called “A Day Without Any Boats,” for want of crews.", fewOwn, "en"), "Two yards close on Monday, on a day of protest called A Day Without Any Boats, for want of crews."},
		"a first lady is no first point": {gistText("First lady Ada Lind opened the new quay of Ostrand on Monday.", fewOwn, "en"), "First lady Ada Lind opened the new quay of Ostrand on Monday."},
		"a sentence is":                  {gistText("The council of Ostrand put off its vote on the boats.", fewOwn, "en"), "The council of Ostrand put off its vote on the boats."},
	} {
		if row.got != row.want {
			t.Errorf("%s: %q, want %q", name, row.got, row.want)
		}
	}
}

func TestWhomAHisMayMean(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"A former harbour guard who lost ": true,
		"An Ostrand teacher closed ":       true,
		"The harbour guard lost ":          false,
		"A boat from Ostrand brought ":     false,
	} {
		if got := introduces(text); got != want {
			t.Errorf("%q introduces somebody: %v, want %v", text, got, want)
		}
	}
}

func TestALineLeavesOutWhatItsWriterAdds(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Lund said boats are dear, but the Greens say they are cheap.":                "Lund said boats are dear",
		"Lund said boats are dear but Lund says they are good.":                       "Lund said boats are dear but Lund says they are good.",
		"Lund backs the new boats although Ada Berg was forced to sell them.":         "Lund backs the new boats",
		"Lund accused Norvia of theft, and last month reportedly test-sailed a boat.": "Lund accused Norvia of theft",
		"Lund accused Norvia of theft, and on Monday demanded a fine.":                "Lund accused Norvia of theft, and on Monday demanded a fine.",
		"Lund backs the new boats but has been unable to buy any.":                    "Lund backs the new boats",
		"Lund promised a cut in fees but has yet to say where.":                       "Lund promised a cut in fees",
		"Lund denied any snub - he is going to a fair and says he would come.":        "Lund denied any snub",
		"Lund said Ada Berg was at home and the navy said it kept her safe.":          "Lund said Ada Berg was at home",
		"Lund said the boats are dear and the council of the town is wrong.":          "Lund said the boats are dear and the council of the town is wrong.",
		"Lund said the union and the council said too little.":                        "Lund said the union and the council said too little.",
		"Lund accuses Berg of theft and Ada Vega says he lies.":                       "Lund accuses Berg of theft",
		"Lund wanted a long talk in May - but the Berg campaign rejected it.":         "Lund wanted a long talk in May",
		"Lund urged a ban on old boats, but skippers weren’t the only ones.":          "Lund urged a ban on old boats, but skippers weren’t the only ones.",
		"Lund said that boats — as a rule — are dear.":                                "Lund said that boats — as a rule — are dear.",
		"Lund proposed a long freeze and Norvia has begun its own.":                   "Lund proposed a long freeze",
		"Lund said both Halvik and Norvia have boats.":                                "Lund said both Halvik and Norvia have boats.",
		"Lund said the boats are dear and Norvia has begun to sell them.":             "Lund said the boats are dear and Norvia has begun to sell them.",
	} {
		keep := strings.Index(text, " ") + 1
		keep += strings.Index(text[keep:], " ") + 1
		if got := withoutAddition(text, keep, "Bo Lund"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestAPhraseThatHangsOnItsCueIsNoPosition(t *testing.T) {
	t.Parallel()
	const text = `Mayor Ada Lind spoke for an hour on Monday, arguing against letting the old ferries sail through another winter on diesel.`
	brief, err := (&Summarizer{}).Brief(t.Context(), []*article.Article{{Text: text, Language: "en"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, party := range brief.Parties {
		for _, position := range party.Positions {
			if strings.HasPrefix(position.Text, "Against") {
				t.Errorf("%q is a position, want none that begins in the middle", position.Text)
			}
		}
	}
}

// What bodies plainly want is their line, whatever they are called in the sentence.
// The words behind a verb that make it one of saying or wanting belong to it; the second verb of a sentence may have a line, and a spokesman
// who is not named speaks for his body.
func TestWhatHasALine(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Mayor Ada Lund made clear that the ferry must be sold by the summer.":                                                                                 "made clear that the ferry must be sold by the summer",
		"Bo Dahl, a skipper, made it clear that the ferry would sail for ten more years.":                                                                      "made it clear that the ferry would sail for ten more years",
		"Karin Holm, the port director, came out strongly against the sale of the ferry.":                                                                      "came out strongly against the sale of the ferry",
		"Governor Ida Moe has thrown her weight behind the sale of the old ferry.":                                                                             "has thrown her weight behind the sale of the old ferry",
		"Tor Nes, a fisherman, pushed back on the idea that the boats of the islands are too old.":                                                             "pushed back on the idea that the boats of the islands are too old",
		"UK Harbour Party leader Nigel Berg said the warning was made up by her friends there, and accused the council of putting words in the mayor’s mouth.": "accused the council of putting words in the mayor’s mouth",
		"A spokeswoman for the Halvik Fishermen’s Union said the closing of the quay would ruin forty families.":                                               "the closing of the quay would ruin forty families",
		"A Tern Marine spokesman said the closing of the quay would ruin forty families.":                                                                      "the closing of the quay would ruin forty families",
		"A teacher at the Halvik school said the closing of the quay would ruin forty families.":                                                               "",
		"A spokesman for Mayor Ada Lund said the closing of the quay would ruin forty families.":                                                               "said the closing of the quay would ruin forty families",
		"A year ago, Mayor Ada Lund said the closing of the quay would ruin forty families.":                                                                   "",
		"Last week Mayor Ada Lund said the closing of the quay would ruin forty families.":                                                                     "the closing of the quay would ruin forty families",
		"BJP MLA Ada Lund said the closing of the quay would ruin forty families.":                                                                             "the closing of the quay would ruin forty families",
		"The interior ministry said the closing of the quay would ruin forty families.":                                                                        "the closing of the quay would ruin forty families",
		"The rights group said the closing of the quay would ruin forty families.":                                                                             "",
		"Mayor Ada Lund demanded that Tern Marine pay for the damage to the ferry.":                                                                            "demanded that Tern Marine pay for the damage to the ferry",
		"Mayor Ada Lund agreed with the union that the fees for small boats are too high.":                                                                     "agreed with the union that the fees for small boats are too high",
		"Mayor Ada Lund warned against selling the old ferry too cheaply to strangers.":                                                                        "warned against selling the old ferry too cheaply to strangers",
		"Ada Lund, the mayor, told the Halvik Post the islands would not pay for the new ferry.":                                                               "told the Halvik Post the islands would not pay for the new ferry",
		"Asked about the fees for boats, Mayor Ada Lund said they would not rise again in this year.":                                                          "Asked about the fees for boats, Mayor Ada Lund said they would not rise again in this year",
		"Mayor Ada Lund told the Halvik Post, Tern Marine and the council about her talks in the town.":                                                        "",
		"Mayor Ada Lund agreed to sell the ferry to the fishermen of the islands in May.":                                                                      "",
		"Mayor Ada Lund made a clear cut through the ribbon of the new ferry.":                                                                                 "",
		"Mayor Ada Lund reiterated that statement when she met the crew of the ferry on Monday.":                                                               "",
		"Mayor Ada Lund reiterated that the ferry would be sold by the summer.":                                                                                "reiterated that the ferry would be sold by the summer",
		"Mayor Ada Lund noted the navy didn’t search the ferry until the first week of October.":                                                               "",
		"Mayor Ada Lund said a cook and a sailor of the ferry were killed in the fire.":                                                                        "",
		"Mayor Ada Lund said four sailors were killed because the ferry had no boats.":                                                                         "were killed because the ferry had no boats",
		"Fuelling talk that the ferry may be sold, its owner returned to the islands on Monday, Mayor Ada Lund said.":                                          "",
		"Facing a loss of jobs, the islands should keep the old ferry for ten more years, Mayor Ada Lund said.":                                                "the islands should keep the old ferry",
		"The ferry has seen two strikes since May and Mayor Ada Lund’s controversial proposal to keep strangers from sailing to the islands.":                  "",
		"Mayor Ada Lund, after first saying she would not sail on the old ferry - it is the oldest of the islands - took it home on Monday.":                   "",
		"Mayor Ada Lund found ways to press her plans for the ferry through small changes to large laws.":                                                      "",
		"Mayor Ada Lund found that the ferry needs repairs to large parts of its engine.":                                                                      "found that the ferry needs repairs",
		"Mayor Ada Lund thanked the crew of the ferry before adding that she would have to sell it in May.":                                                    "would have to sell it in May",
		"Karin Holm, the port director, came out of the ferry with her dog.":                                                                                   "",
	} {
		brief, err := (&Summarizer{}).Brief(t.Context(), []*article.Article{{Text: "Halvik fights over the ferry\n\nThe council of Halvik has talked about the old ferry for three years.\n\n" + text + "\n", Language: "en"}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, party := range brief.Parties {
			for _, position := range party.Positions {
				got += position.Text
			}
		}
		if want == "" && got != "" || !strings.Contains(got, want) {
			t.Errorf("the position of %q is %q, want %q", text, got, want)
		}
	}
}

func TestWhatABodyWantsIsItsLine(t *testing.T) {
	t.Parallel()
	for side, text := range map[string]string{
		"Teachers’ Union":            "Teachers in Halvik will strike on Monday over large classes.\n\nThe Teachers’ Union demands that no class have more than 24 pupils.",
		"Valley Chamber of Commerce": "The mountain railway of Halvik on Thursday closed its only tunnel for a month.\n\nBuses take passengers over the pass.\n\nThe Valley Chamber of Commerce wants the railway to pay shops for lost trade.",
		"Harbour Workers’ Union":     "Some 300 dockers left the quay on Thursday. The Harbour Workers’ Union called the fire a warning, and the harbour was quiet.\n\nThe union demands that the depot stay closed until the fire has been explained.",
	} {
		t.Run(side, func(t *testing.T) {
			t.Parallel()
			brief, err := (&Summarizer{}).Brief(t.Context(), []*article.Article{{Title: "The week in the valley", Text: text, Language: "en"}}, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, party := range brief.Parties {
				for _, position := range party.Positions {
					if party.Name == side && position.Act == "wish" && (strings.Contains(position.Text, "demands that") || strings.Contains(position.Text, "wants")) {
						return
					}
				}
			}
			t.Errorf("parties = %+v; want a line of the %s", brief.Parties, side)
		})
	}
}

// Words between marks are told with the article's clause that they stand in; what an office says is told with whose it is.
func TestPositionsWithTheirFrame(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ text, party, want, never string }{
		"a clause with marked words":           {"Ferries are “the ultimate public burden” and “stunt the growth of the port,” Karl Lund, the mayor of Halvik, proclaimed to a cheering crowd on Tuesday.", "Karl Lund", "Ferries are the ultimate public burden and stunt the growth of the port.", "cheering"},
		"an office and its owner":              {"The council met on Monday. Mayor Karl Lund said that the ferries should stay in Halvik for good. Mayor Karl Lund’s office said that the fee should be paid by the owners of the boats.", "Karl Lund", "the fee should be paid", ""},
		"a town is no speaker":                 {"The council met on Monday. “The fee is a burden on every boat,” said Councillor Karl Lund of New Mexico, who supports a lower fee for the boats of the islands.", "Karl Lund", "Lund supports a lower fee for the boats of the islands.", ""},
		"the writer's last words":              {"The council met on Monday. Karl Lund argued that the fee might sink the port, though ultimately it was not the reason.", "", "", "ultimately"},
		"a clause around who says it":          {"The council met on Monday. Mayor Karl Lund of Halvik spoke for an hour. The goal, Lund said, is to keep the ferries of the islands in the water.", "Karl Lund", "The goal is to keep the ferries of the islands in the water.", ""},
		"a deed and what he says of it":        {"The council met on Monday. Mayor Karl Lund has closed the dock of the islands to all boats, saying the town is full of visitors.", "Karl Lund", "Karl Lund has closed the dock of the islands to all boats, saying the town is full", ""},
		"a denial that is not of what he says": {"The council met on Monday. Mayor Karl Lund did not name the owner of the ferries, adding that the boats are still safe to sail.", "Karl Lund", "The boats are still safe to sail.", ""},
		"when he said it is nobody's cue":      {"The council met on Monday. On Tuesday, Mayor Karl Lund told a crowd that the ferries of Halvik are in question.", "Karl Lund", "the ferries of Halvik are in question", ""},
		"her own rival":                        {"The council met on Monday. Mayor Ada Lind blasted her Norvian rival Karl Lund on Tuesday for his stance on boats.", "Ada Lind", "blasted her Norvian rival", ""},
		"a place that is told before it":       {"The council of Dunby met on Monday. Mayor Karl Lund spoke for an hour on Tuesday, grumbling, saying the town is a good place for boats.", "", "", "The town is"},
		"what he says of himself":              {"The council met on Monday. Mayor Karl Lund spoke for an hour, saying he would close the dock of the islands in May, and that he wants no more boats.", "Karl Lund", "[Karl Lund] would close the dock of the islands in May.", "and that"},
		"what she says of somebody else":       {"The council met on Monday. Mayor Ada Lind turned on Karl Lund, saying he would be a disaster for the port of the islands.", "", "", "[Ada Lind]"},
		"a guess that a that opens":            {"The council met on Monday. Mayor Karl Lund spoke for an hour, cheerfully predicting that the boats of the islands will sail again in May.", "Karl Lund", "The boats of the islands will sail again in May.", ""},
		"behind a yet":                         {"The council met on Monday. The boats leak, yet Mayor Karl Lund insisted on Tuesday that the ferries of the islands are safe.", "Karl Lund", "Mayor Karl Lund insisted on Tuesday that the ferries of the islands are safe.", ""},
		"an aside before what he says":         {"The council met on Monday. Mayor Karl Lund said, among other things, that the ferries of the islands are safe.", "Karl Lund", "Karl Lund said, among other things, that the ferries of the islands are safe.", ""},
		"when what he says begins":             {"The council met on Monday. Mayor Karl Lund says that in May the ferries of the islands will be safe to sail again.", "Karl Lund", "says that in May the ferries", ""},
		"what doing a thing is":                {"The council met on Monday. Mayor Karl Lund said closing the dock of the islands would be a mistake for the port.", "Karl Lund", "closing the dock of the islands would be a mistake", ""},
		"a promise without its that":           {"The council met on Monday. Mayor Karl Lund assured sailors he’d keep the ferries of the islands in the water.", "Karl Lund", "assured sailors he’d keep the ferries", ""},
		"a thing that they ask to find out":    {"The council met on Monday. Mayor Karl Lund asked the court to find out whether the ferries of the islands are safe.", "Karl Lund", "asked the court to find out whether", ""},
		"a deed that is told before it":        {"The council met on Monday. Mayor Karl Lund repeated that step on Tuesday, saying Halvik was committed to the boats of the islands.", "", "", "that step"},
		"what his support meets":               {"The council met on Monday. “The fee is a burden on every boat,” said Karl Lund, a captain. His support for scrapping the fee isn’t shared by most of the council, but it could be a starting point.", "", "", "starting point"},
	} {
		brief, err := (&Summarizer{}).Brief(t.Context(), []*article.Article{{Text: row.text, Language: "en"}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		found := row.want == ""
		for _, party := range brief.Parties {
			for _, position := range party.Positions {
				found = found || party.Name == row.party && strings.Contains(position.Text, row.want)
				if row.never != "" && strings.Contains(position.Text, row.never) {
					t.Errorf("%s: %q is a position", name, position.Text)
				}
			}
			if strings.HasSuffix(party.Name, "office") {
				t.Errorf("%s: %s is a party of its own", name, party.Name)
			}
		}
		if !found {
			t.Errorf("%s: parties = %+v; want %q of %s", name, brief.Parties, row.want, row.party)
		}
	}
}

// What stands beside a name is not told again in its line, where the verb follows.
func TestALineDoesNotTellARoleAgain(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Bo Lund, a spokesman for the port, said boats are dear.":                         "Bo Lund said boats are dear.",
		"Bo Lund, 58, a spokesman for the port, said boats are dear.":                     "Bo Lund said boats are dear.",
		"Lund, spokesman for the port, has called boats dear.":                            "Lund has called boats dear.",
		"Bo Lund, a spokesman for the port, who met the crews, said boats are dear.":      "",
		"Bo Lund, a spokesman for the port, a town by the sea, said boats are dear.":      "",
		"Bo Lund, a spokesman for the port and a baker, said boats are dear.":             "",
		"On Monday, spokesman for the port, said boats are dear.":                         "",
		"In May the owners, a spokesman for the port, and Bo Lund said that it is so.":    "",
		"Bo Lund, the head of the port’s crews, said he would not be told what to think.": "",
	} {
		if want == "" {
			want = text
		}
		if got := withoutRole(text, "Bo Lund", "spokesman for the port"); got != want {
			t.Errorf("withoutRole(%q) = %q, want %q", text, got, want)
		}
	}
	if got := withoutRole("Bo Lund, a baker, said so.", "Bo Lund", ""); got != "Bo Lund, a baker, said so." {
		t.Errorf("without a role: %q", got)
	}
}
