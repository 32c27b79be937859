package attribution

import "testing"

// TestLabels reads who somebody is and for whom he speaks: the name, role and party of who says the words "said so" or another quotation
// that is the only one.
func TestLabels(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ label, text, name, party string }{
		{"a headline's verb is no name", "Harbor Faculty Latest to Chide Lund\n\nMayor Ida Lund closed the quay. “It was unsafe,” Lund said.", "Ida Lund", "Ida Lund"},
		{"nor one behind the name", "Lund Lashes Out at Dock Workers\n\nMayor Ida Lund closed the quay. “It was unsafe,” Lund said.", "Ida Lund", "Ida Lund"},
		{"a whole headline is no name", "Norland Picks Ida Vega Lund for 2nd Term at Tide Bank\n\nThe board named Ida Vega Lund on Monday. “It is an honor,” Ida Vega Lund said.", "Ida Vega Lund", "Ida Vega Lund"},
		{"a name that leads up to a whole name", "“We will ask him,” said Fisheries ranking Democrat Karl Berg (D-Md.).", "Karl Berg", "Democratic Party"},
		{"a family name of two words", "Lily Vestel Arandel leads the teachers. “They are open,” Ms. Vestel Arandel said.", "Lily Vestel Arandel", "Lily Vestel Arandel"},
		{"a headline leaves out a Jr.", "Indicting Karl Lund, Harbor Court Shows Link to Yards\n\nThe town sent Karl J. Lund Jr. to Halvik. “I will not pay,” Mr. Lund said.", "Karl J. Lund Jr.", "Karl J. Lund Jr."},
		{"a small word before it", "Sen. Kevin de Lund voted. “It will pass,” Mr. de Lund said.", "Kevin de Lund", "Kevin de Lund"},
		{"a cause", "“It is a betrayal,” said Democracy for America, one of several groups there.", "Democracy for America", "Democracy for America"},
		{"a body called after a state", "“The plan is cruel,” America’s Voice executive director Karl Berg said.", "Karl Berg", "America’s Voice"},
		{"a family name that is a broadcaster's", "Vicenzo Fox met the council. “I will not pay,” Mr. Fox said.", "Vicenzo Fox", "Vicenzo Fox"},
		{"a father", "His daughter, Liz Berg, left. Former Vice President Berg stayed. “It was right,” Mr. Berg said.", "Berg", "Berg"},
		{"a city before a role", "“We will march,” said Karl Berg, the Washington director of TideOn.", "Karl Berg", "TideOn"},
		{"where somebody works", "“We will march,” said Karl Berg, a lawyer in Halvik.", "Karl Berg", "Karl Berg"},
		{"of what descent", "“We will march,” the Latin American mayor Karl Berg said.", "Karl Berg", "Karl Berg"},
		{"a body with a state in its name", "“We will march,” American Water Association president Karl Berg said.", "Karl Berg", "American Water Association"},
		{"whom somebody once served", "“We will march,” said Karl Berg, a former spokesman for Tern Marine.", "Karl Berg", "Karl Berg"},
		{"the president of another state", "President Ida Lund spoke. “We will march,” the French president said.", "the French president", "France"},
		{"a ministry's title", "“We will march,” the Justice Department said.", "Justice Department", "Justice Department"},
	} {
		t.Run(c.label, func(t *testing.T) {
			t.Parallel()
			r := Read(c.text, Options{Language: "en"})
			for i, a := range r.Attributions {
				if len(a.Quotations) == 0 || a.Speaker < 0 {
					continue
				}
				if e := r.Entities[a.Speaker]; r.Speaker(i) != c.name || e.Party.Name != c.party {
					t.Errorf("%q: %q of %q; want %q of %q", c.text, e.Name, e.Party.Name, c.name, c.party)
				}
				return
			}
			t.Errorf("%q has no speaker", c.text)
		})
	}
}
