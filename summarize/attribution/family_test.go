package attribution

import "testing"

// A family name that several have: whose words, and how sure.
func TestFamilyNames(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		text, speaker string
		sure          bool
	}{
		"all titles are a man's": {"Mr. Lund came late. Anna Lund, his wife, did not come. “The boats are ours and will stay ours,” Lund said. Mr. Lund left.", "Lund", true},
		"named as often":         {"Anna Lund sued her sister, Berta Lund, on Monday. “The boats are ours and will stay ours,” Lund said.", "Anna Lund", false},
		"named first":            {"Anna Lund sued the port. “The boats are ours and will stay ours,” Lund said. Her brother is no Berta Lund, no Berta Lund at all.", "Anna Lund", true},
		"last named in full":     {"Karl Lund sued the port. Karl Lund won, Karl Lund said, and went on.\n\nOn Monday, Jens Lund told the council that the ferry is late. “The boats are ours and will stay ours,” Lund said.", "Karl Lund", false},
		"his wife":               {"Karl Lund sued the port. Karl Lund won, Karl Lund said.\n\nHe came on Monday with his wife, Eva Lund, who told nobody. “The boats are ours and will stay ours,” Lund said.", "Karl Lund", true},
		"seldom named":           {"Anna Lund sued the port. Anna Lund asked Berta Lund to come, Anna Lund said. Lund won. “The boats are ours and will stay ours,” Lund said.", "Anna Lund", true},
	} {
		r := Read(row.text, Options{Language: "en"})
		if len(r.Quotations) != 1 || r.Quotations[0].Attribution < 0 {
			t.Fatalf("%s: no quotation with an attribution", name)
		}
		i := r.Quotations[0].Attribution
		if got := r.Speaker(i); got != row.speaker || r.Attributions[i].Sure != row.sure {
			t.Errorf("%s: %q, sure %v; want %q, %v", name, got, r.Attributions[i].Sure, row.speaker, row.sure)
		}
	}
}

func TestPresidentAtHome(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"The United States voted. “The boats are ours and will stay ours,” President Berg said.":                                       "United States",
		"Russia voted, and Russia counts. The United States waits. “The boats are ours and will stay ours,” President Ivan Berg said.": "Ivan Berg",
	} {
		r := Read(text, Options{Language: "en"})
		if e := r.Entities[r.Attributions[r.Quotations[0].Attribution].Speaker]; e.Party.Name != want {
			t.Errorf("%q: party %q, want %q", text, e.Party.Name, want)
		}
	}
}
