package summarize

import (
	"strings"
	"testing"

	"parley/article"
)

func TestNumbersOfOneThingDiffer(t *testing.T) {
	t.Parallel()
	const quake = "A magnitude 6.1 earthquake shook the island of Norholm before dawn on Monday."
	for name, row := range map[string]struct{ one, other, want string }{
		"the dead":               {"A fire in the Osterby mill killed 84 people on Tuesday night.", "The fire at the Osterby mill left 85 people dead, the brigade said on Tuesday.", "84 people dead / 85 people dead"},
		"killed and were killed": {"The fire in the Osterby mill killed 84 people on Tuesday.", "On Tuesday 85 people were killed when fire swept the Osterby mill.", "84 people dead / 85 people dead"},
		"in words":               {"The collapse of the Harwick crane killed two people.", "Three people died in the collapse of the Harwick crane, the port said.", "two people dead / Three people dead"},
		"with a noun":            {"The collapse of the Harwick crane killed six dockers.", "Seven dockers were killed in the collapse of the crane at Harwick.", "six dockers dead / Seven dockers dead"},
		"other people":           {"The collapse of the Harwick crane killed six dockers.", "Seven sailors were killed in the collapse of the crane at Harwick.", ""},
		"a death toll":           {"The death toll of the Norholm flood stands at 31.", "The Norholm flood killed 34 people when it reached the valley.", "31 dead / 34 people dead"},
		"the injured":            {"The Harwick crane injured 12 people in its collapse.", "In the collapse of the Harwick crane 15 people were injured.", "12 people injured / 15 people injured"},
		"the arrested":           {"Police arrested 30 people at the march on Harwick harbour.", "At the harbour march in Harwick 32 people were arrested.", "30 people arrested / 32 people arrested"},
		"a magnitude":            {quake, "A 6.3-magnitude earthquake shook Norholm island on Monday.", "a magnitude of 6.1 / a magnitude of 6.3"},
		"a vote":                 {"The council of Harwick approved the ferry budget for the north pier, voting 21-9 on Monday.", "By a vote of 22 to 9 the Harwick council approved the ferry budget for the north pier.", "a vote of 21-9 / a vote of 22 to 9"},

		"the same":                  {"The fire in the Osterby mill killed 84 people.", "The fire in the Osterby mill left 84 dead.", ""},
		"the same in words":         {"The collapse of the Harwick crane killed three people.", "The collapse of the Harwick crane killed 3 people.", ""},
		"a bound that holds":        {"The fire in the Osterby mill killed at least 80 people.", "The fire in the Osterby mill killed 84 people.", ""},
		"about as many":             {"The fire in the Osterby mill killed about 80 people.", "The fire in the Osterby mill killed 84 people.", ""},
		"a bound that is passed":    {"The fire in the Osterby mill killed at least 90 people.", "The fire in the Osterby mill killed 84 people.", "at least 90 people dead / 84 people dead"},
		"an earlier number":         {"The fire in the Osterby mill killed 80 people, the brigade had said earlier.", "The fire in the Osterby mill killed 84 people.", ""},
		"a part":                    {"The fire in the Osterby mill killed 84 people, including 12 children.", "The fire in the Osterby mill killed 80 people.", ""},
		"more of them":              {"The fire in the Osterby mill killed 84 people.", "The fire in the Osterby mill killed two others.", ""},
		"another event":             {"The fire in the Osterby mill killed 84 people.", "A storm off Norholm killed 12 people.", ""},
		"another year":              {"The fire in the Osterby mill killed 84 people.", "The fire in the Osterby mill in 1987 killed 12 people.", ""},
		"what might be":             {"The fire in the Osterby mill killed 84 people.", "The fire in the Osterby mill could have killed 900 people.", ""},
		"somebody's own words":      {"The fire in the Osterby mill killed 84 people.", "“The fire in the Osterby mill killed 100 people,” Ada Lind said.", ""},
		"the dead and the injured":  {"The fire in the Osterby mill killed 84 people.", "The fire in the Osterby mill injured 90 people.", ""},
		"an article with two tolls": {"The fire in the Osterby mill killed 84 people.\n\nThe fire in the mill of Osterby killed 12 people on its ground floor.", "The fire in the Osterby mill killed 85 people.", ""},
		"another vote":              {"The council of Harwick approved the budget 21-9 on Monday.", "The council of Harwick rejected a ban on dogs 11-19 on Monday.", ""},
		"votes told the other way":  {"The council of Harwick approved the ferry budget for the north pier 21-9.", "The ferry budget for the north pier was passed 9 to 21 by the Harwick council.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			one := &article.Article{Text: row.one + "\n\nAda Lind said nobody knew more.\n", Language: "en"}
			other := &article.Article{Text: row.other + "\n\nKarl Roe said it was a bad day.\n", Language: "en"}
			text := disputed(t, one, other)
			if text != row.want && text != swapped(row.want) {
				t.Errorf("disputed: %q, want %q", text, row.want)
			}
			if again := disputed(t, other, one); again != text {
				t.Errorf("disputed: %q, and with the articles the other way round %q", text, again)
			}
		})
	}
}

// disputed are the versions of what a brief tells differently.
func disputed(t *testing.T, articles ...*article.Article) string {
	t.Helper()
	brief, err := new(Summarizer).Brief(t.Context(), articles, nil)
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, d := range brief.Disputed {
		for _, v := range d.Versions {
			texts = append(texts, v.Text)
		}
	}
	return strings.Join(texts, " / ")
}

// swapped is two versions the other way round: which of two articles leads is not what is asked.
func swapped(text string) string {
	one, other, _ := strings.Cut(text, " / ")
	return other + " / " + one
}
