package attribution_test

import (
	"strings"
	"testing"

	"parley/summarize/attribution"
)

func TestWholeNames(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"The Food and Drug Administration":                "Food and Drug Administration",
		"The National Oceanic and Atmospheric Agency":     "National Oceanic and Atmospheric Agency",
		"The Gay and Lesbian Alliance Against Noise":      "Gay and Lesbian Alliance Against Noise",
		"The Health and Safety Executive":                 "Health and Safety Executive",
		"The Department of Health and Human Services":     "Department of Health and Human Services",
		"The Department of Justice and Congress":          "Department of Justice",
		"The White House and State Department":            "White House",
		"The Lund and Berg Foundation":                    "Lund",
		"Amnesty International":                           "Amnesty International",
		"The Norvian General Staff":                       "Norvian General Staff",
		"The Premier League":                              "Premier League",
		"Premier Lund":                                    "Lund",
		"Ida von der Lund":                                "Ida von der Lund",
		"Ida de Lund":                                     "Ida de Lund",
		"Greater Halvik Police":                           "Greater Halvik Police",
		"Mothers Against Noise":                           "Mothers Against Noise",
		"Sailors Without Boats":                           "Sailors Without Boats",
		"Doctors Without Borders":                         "Doctors Without Borders",
		"Marks & Spencer":                                 "Marks & Spencer",
		"FC Halvik":                                       "FC Halvik",
		"Shelter":                                         "Shelter",
		"The charity Save the Children":                   "Save the Children",
		"Friends of the Earth":                            "Friends of the Earth",
		"Transport for London":                            "Transport for London",
		"Just Stop Oil":                                   "Just Stop Oil",
		"Teach First":                                     "Teach First",
		"Rock the Vote":                                   "Rock the Vote",
		"Number 10":                                       "Number 10",
		"No 10":                                           "No 10",
		"Which?":                                          "Which?",
		"The WHO":                                         "WHO",
		"The WHO’s Ida Lund":                              "Ida Lund",
		"Trade and Industry Secretary Ida Lund":           "Ida Lund",
		"The Culture, Media and Sport Secretary Ida Lund": "Ida Lund",
		"The oil and gas company":                         "the oil and gas company",
		"The Foreign and Commonwealth Office":             "Foreign and Commonwealth Office",
		"Downing Street":                                  "Downing Street",
		"Ida May":                                         "Ida May",
		"Mrs May":                                         "May",
		"MP for Halvik Ida Lund":                          "Ida Lund",
		"Chief Secretary to the Treasury Ida Lund":        "Ida Lund",
		"Conservative MP Ida Lund":                        "Ida Lund",
		"Labour backbencher Ida Lund":                     "Ida Lund",
	} {
		const news = "Most of the people who live in Halvik stayed at home this week because of the weather.\n\n"
		within := name
		if strings.HasPrefix(name, "The ") {
			within = "the" + name[len("The"):]
		}
		for _, said := range []string{
			name + " said on Monday that the boats must stay out of the harbor.",
			"“It is over,” " + within + " said.",
			"‘It is all over’, " + within + " said.",
		} {
			r := attribution.Read(news+said+"\n", attribution.Options{})
			if len(r.Attributions) != 1 || r.Speaker(0) != want {
				t.Errorf("%s: %d attributions, want one of %q", said, len(r.Attributions), want)
			}
		}
	}
}

// TestWordsOfWholeNames has the words of names where they mean what they say.
func TestWordsOfWholeNames(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"No 10 people said that the boats were late.":                                        "no 10 people",
		"“It is over,” the man WHO was late said.":                                           "the man",
		"Which? The mayor said that the boats were late.":                                    "the mayor",
		"The yard sold its stake in Time Halvik. Time Halvik said that the boats were late.": "Time Halvik",
		"To save the children is a duty, Jonas Lie said.":                                    "Jonas Lie",
		"“We must save the boats. Save the children first,” Jonas Lie said.":                 "Jonas Lie",
		"Friends of the earthworm said that the boats were late this morning.":               "friends of the earthworm",
	} {
		r := attribution.Read(text+"\n", attribution.Options{})
		if len(r.Attributions) != 1 || r.Speaker(0) != want {
			t.Errorf("%s: %d attributions, want one of %q", text, len(r.Attributions), want)
		}
	}
}
