package check

import "testing"

func TestKeepShort(t *testing.T) {
	t.Parallel()
	const by = "Anna Berg"
	for name, row := range map[string]struct{ short, by, text, want string }{
		"what she does":                 {"opposes the fee", by, "Berg opposes the fee, which is new.", "opposes the fee"},
		"what she says, its subject":    {"the fee costs jobs", by, "Anna Berg says the fee costs jobs, which the town raised.", "the fee costs jobs"},
		"more of the name":              {"", "Residents near the pier said they slept badly.", "residents", ""},
		"a subject lost":                {"costs jobs", by, "Berg said the fee of the new harbour costs jobs now and ever.", ""},
		"a verb with its object":        {"", by, "Berg warned against the new fee.", "warned against the new fee"},
		"what she says of her deed":     {"", by, "Berg closed the port on Friday, saying the fee costs the town many jobs and that nobody pays it.", ""},
		"a verb and an aside":           {"", by, "Berg now says, however, that the fee costs the town and the yards beside it too many jobs.", ""},
		"a subject lost, code's own":    {"costs jobs", by, "Berg said the fee costs jobs.", "the fee costs jobs"},
		"blanks and a stop":             {"  opposes the fee. ", by, "Berg opposes the fee.", "opposes the fee"},
		"a clause broken off":           {"the fee is a burden", by, "Berg says the fee is a burden of the kind that no port on this coast carries.", ""},
		"a reason left out":             {"the fee must go", by, "Berg says the fee must go because the yards along the coast have closed.", ""},
		"that she answered":             {"", by, "Berg shot back in a statement, saying the fee stays.", "the fee stays"},
		"when she called it that":       {"", by, "Berg later called the fee a burden.", ""},
		"an expectation kept":           {"", by, "Berg expects to win the vote in May.", "expects to win the vote in May"},
		"a thing stressed":              {"", by, "Berg stressed the need for a quay.", "stressed the need for a quay"},
		"a clause stressed":             {"", by, "Berg stressed that a quay is needed.", "a quay is needed"},
		"what she believes in":          {"", by, "Berg believes in a paper that takes sides.", "believes in a paper that takes sides"},
		"said, however":                 {"", by, "Berg said, however, that a quay is needed.", "a quay is needed"},
		"a share before the clause":     {"", by, "Berg says by 55% that quays are dear.", "says by 55% that quays are dear"},
		"an abbreviation's own stop":    {"", by, "Berg says that jobs leave the U.S.", "jobs leave the U.S."},
		"a limit left out":              {"the fee must go", by, "Berg says the fee must go, except for ships of the navy and the coast guard that come by night and without a pilot.", ""},
		"a clause whole":                {"", by, "Berg says the fees of the port cost the town many jobs.", "the fees of the port cost the town many jobs"},
		"more than 90 letters":          {"", by, "Berg says the fees of the port and of the yards beside it cost the town and the islands around it too many jobs.", ""},
		"a word of its own":             {"hates the fee", by, "Berg opposes the fee.", "opposes the fee"},
		"a hedge of the cut-off reason": {"", by, "Berg says the fee must go because jobs in the yards and in the shops on the coast behind them may well be lost.", ""},
		"a negation of the reason":      {"", by, "Berg says the fee must go because the yards on the coast and the shops and boats behind them do not pay.", ""},
		"a negation kept":               {"", by, "Berg says the fee does not help.", "the fee does not help"},
		"a refusal kept":                {"", by, "Berg did not say the fee helps.", "did not say the fee helps"},
		"a number lost":                 {"", by, "Berg wants the fee capped, at 100 crowns for every ship and boat that comes into the port of the town by night.", ""},
		"some of the speakers":          {"", "some residents", "Some residents could accept the fee.", "could accept the fee"},
		"markup":                        {"", by, "Berg says the fee is *bad*.", ""},
		"a link":                        {"", by, "Berg says fee.com is bad.", ""},
		"no speaker":                    {"", "", "Berg opposes the fee.", ""},
		"another's text":                {"", by, "The fee costs jobs.", "the fee costs jobs"},
		"behind a role":                 {"", by, "Mayor Anna Berg says the fee costs jobs.", "the fee costs jobs"},
		"in brackets":                   {"", by, "[Anna Berg] warned on Friday that the fee costs jobs.", "the fee costs jobs"},
		"with an apposition":            {"", by, "Anna Berg, the mayor of Dunby, told reporters that the fee costs jobs.", "the fee costs jobs"},
		"with a bracket and an aside":   {"", by, "Anna Berg (D-Dunby), another member, said the fee costs jobs.", "the fee costs jobs"},
		"a longer apposition":           {"", by, "Anna Berg, who hails from Dunby, a port, said the fee costs jobs.", "the fee costs jobs"},
		"a comma behind an apposition":  {"", by, "Anna Berg, the mayor, wants a fee, a tax and a toll.", "wants a fee, a tax and a toll"},
		"when she said it":              {"", by, "Anna Berg said last week that the fee costs jobs.", "the fee costs jobs"},
		"another's name first":          {"", by, "Lund said Berg opposes the fee.", ""},
		"when it was, long ago":         {"", by, "In May, Berg said the fee costs jobs.", "in May, said the fee costs jobs"},
		"a condition left out":          {"the fee goes", by, "Berg said the fee goes, provided the court agrees.", "the fee goes, provided the court agrees"},
		"a condition, code's own":       {"", by, "Berg said that the fee goes, on condition that the court and the council agree to it.", ""},
		"a condition in German":         {"", by, "Berg will die Gebühr streichen, sofern das Gericht und der Rat der Stadt zustimmen.", ""},
		"who says that she did it":      {"took a bribe", by, "Berg took a bribe, prosecutors told the court.", "took a bribe, prosecutors told the court"},
		"who says so, code's own":       {"", by, "Berg took a bribe, according to the prosecutors of the island.", ""},
		"what opens a clause":           {"", by, "Berg said that with a fee like this, the port loses many jobs.", ""},
		"a place left out":              {"", by, "Berg said that the boats of the whole coast will meet, in East Dunby.", "the boats of the whole coast will meet"},
		"somebody charged":              {"", by, "Berg charged Karl Roe with theft of a boat.", "charged Karl Roe with theft of a boat"},
		"a role first":                  {"", by, "The port's chief, Anna Berg, wants a fee.", "wants a fee"},
		"what she did, too":             {"", by, "Berg also wants a fee.", "wants a fee"},
		"a Mr. within":                  {"", by, "Berg said Mr Lund wants a fee.", "Mr Lund wants a fee"},
		"letters behind a name":         {"", by, "Anna Berg QC said the fee costs jobs.", "the fee costs jobs"},
		"a knight":                      {"", "Bo Berg", "Sir Bo said the fee costs jobs.", "the fee costs jobs"},
		"named within":                  {"", by, "The fee costs Berg jobs.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, _ := keepShort(row.short, row.text, row.by, "en"); got != row.want {
				t.Errorf("keepShort(%q, %q, %q) = %q, want %q", row.short, row.text, row.by, got, row.want)
			}
		})
	}
}
