package attribution_test

import (
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
		"Ida de Lund":                                     "Ida de Lund",
	} {
		text := "Most of the people who live in Halvik stayed at home this week because of the weather.\n\n" + name + " said on Monday that the boats must stay out of the harbor.\n"
		r := attribution.Read(text, attribution.Options{})
		if len(r.Attributions) != 1 || r.Speaker(0) != want {
			t.Errorf("%s: %d attributions, the speaker is %q", name, len(r.Attributions), r.Speaker(0))
		}
	}
}
