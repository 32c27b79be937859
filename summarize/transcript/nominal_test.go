package transcript

import (
	"testing"

	"parley/article"
)

// Somebody without a name is the one person of whom the text tells the office, the party and the state; else he stays without.
func TestWhoIsToldByHisOffice(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ text, speaker string }{
		"a senator of a state":         {"Vermont Sen. Karl Berg met Florida Sen. Lena Moe. “We agree,” the Vermont senator said.", "Karl Berg"},
		"by the mark behind the name":  {"Sen. Karl Berg (R-Ky.) met Sen. Lena Moe (D-Ohio). “We agree,” the Kentucky Republican said.", "Karl Berg"},
		"of two of a state, the party": {"Sen. Karl Berg (R-Ohio) met Rep. Lena Moe (D-Ohio). “We agree,” the Ohio Democrat said.", "Lena Moe"},
		"two with the same":            {"Rep. Karl Berg (R-Ohio) met Rep. Lena Moe (R-Ohio). “We agree,” the Ohio Republican said.", "the Ohio Republican"},
		"of another state":             {"Sen. Karl Berg (R-Ky.) met Sen. Lena Moe (D-Ohio). “We agree,” the Texas Republican said.", "the Texas Republican"},
		"a nominee":                    {"Republican nominee Karl Berg met Lena Moe, the Democratic nominee. “We agree,” the presumptive Republican nominee said.", "Karl Berg"},
		"who was just spoken of":       {"House Speaker Karl Berg came on Monday. “We agree,” the Ohio Republican said.", "Karl Berg"},
		"the boss of a body":           {"Karl Berg, chief executive of Tern Marine, met Lena Moe, chief executive of Quay Air. “We agree,” the Tern boss said.", "Karl Berg"},
		"the CEO of a body":            {"Karl Berg, chief executive officer of Tern Marine, met Lena Moe. “We agree,” the Tern CEO said.", "Karl Berg"},
		"the boss of two of a body":    {"Karl Berg, chief executive of Tern Marine, met Lena Moe, head of Tern Air. It was late. “We agree,” the Tern boss said.", "the Tern boss"},
		"the boss of another body":     {"Karl Berg, chief executive of Tern Marine, met Lena Moe. “We agree,” the Quay boss said.", "the Quay boss"},
		"a deputy is not the head":     {"Karl Berg, deputy head of Tern Marine, met Lena Moe. “We agree,” the Tern boss said.", "the Tern boss"},
		"not who once was":             {"Former Ohio Gov. Karl Berg met Lena Moe. “We agree,” the Ohio governor said.", "the Ohio governor"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			read := Read(&article.Article{Text: row.text, Language: "en"})
			if len(read.Quotations) != 1 && read.Sources[0].Reading.Attributions == nil {
				t.Fatalf("%q has no attribution", row.text)
			}
			reading := read.Sources[0].Reading
			for i, a := range reading.Attributions {
				if len(a.Quotations) > 0 {
					if got := reading.Speaker(i); got != row.speaker {
						t.Errorf("%q: %q, want %q", row.text, got, row.speaker)
					}
					return
				}
			}
			t.Errorf("%q has no quotation with a speaker", row.text)
		})
	}
}
