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
		"an office first":               {"", by, "Director, Anna Berg, said the fee costs jobs.", "the fee costs jobs"},
		"letters that grow":             {"", "Bo İnan", "İİİİİİİİ İnan wants a new quay.", "wants a new quay"},
		"letters that are a name":       {"", by, "Berg said US boats would go.", "US boats would go"},
		"a relative clause of whom":     {"", by, "Berg told the panel she had named that the fee must go.", ""},
		"a knight, whole":               {"", "Bo Berg", "Sir Bo Berg said the fee costs jobs.", "the fee costs jobs"},
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

// What stands behind a speaker's name leaves out who says it, when, where and to whom, and no more.
func TestKeepClause(t *testing.T) {
	t.Parallel()
	const by = "Anna Berg"
	for name, row := range map[string]struct{ by, text, want string }{
		"a day":                         {by, "On Tuesday, Berg said the fee costs jobs.", "the fee costs jobs"},
		"a week":                        {by, "Earlier this week, Anna Berg urged the port to drop the fee.", "urged the port to drop the fee"},
		"a place on a day":              {by, "At the docks of Dunby on Wednesday, [Anna Berg] said the fee had to go.", "the fee had to go"},
		"an occasion":                   {by, "In an interview with the Post last week, Berg called the fee a burden.", "called the fee a burden"},
		"a number in an occasion":       {by, "In her 40-page ruling, Berg wrote that the fee is a tax.", "the fee is a tax"},
		"an occasion with a clause":     {by, "At a rally that Lund called off, Berg said the fee costs jobs.", ""},
		"a case":                        {by, "In the event of a strike, Berg said boats would sail.", ""},
		"a topic":                       {by, "On trade, Berg said boats are dear.", ""},
		"a country":                     {by, "In Norvia, Berg said boats are dear.", ""},
		"long ago":                      {by, "In May, Berg called the fee a burden.", "in May, called the fee a burden"},
		"a role before a name":          {by, "On Tuesday, Norvia's chief harbour spokesperson, Captain Anna Berg, said the fee would not stop the boats.", "the fee would not stop the boats"},
		"a role and an aside":           {by, "The port's chief, Anna Berg, a lawyer who owns boats, said the fee costs jobs.", "the fee costs jobs"},
		"an age and what she does":      {by, "Anna Berg, 54, selling fish on the west quay, told the Post that Dunby's fees are a burden.", "Dunby's fees are a burden"},
		"a negation in an aside":        {by, "Anna Berg, who has not voted for years, said the fee costs jobs.", "the fee costs jobs"},
		"a place that she is of":        {by, "Gov. Anna Berg of North Dunby, a lawyer, said the fee costs jobs.", "the fee costs jobs"},
		"a day before a verb":           {by, "Berg on Friday dismissed the fee as a joke.", "dismissed the fee as a joke"},
		"that she answered":             {by, "Berg responded, saying there was no proof that fees help.", "there was no proof that fees help"},
		"that she answered by saying":   {by, "Berg responded by saying that fees help.", "fees help"},
		"that she went on":              {by, "Berg went on to say that fees help.", "fees help"},
		"that she said it lately":       {by, "Berg recently said fees would help.", "fees would help"},
		"a hanging word":                {by, "Berg instead hailed the fee as a help.", "hailed the fee as a help"},
		"whom she told":                 {by, "Berg told reporters she would not pay the fee.", "she would not pay the fee"},
		"whom she told at length":       {by, "Berg told delegates at the meeting of the old port of Dunby that fees help.", "fees help"},
		"whom she warned":               {by, "Berg has repeatedly warned Norvia that fees would rise.", "fees would rise"},
		"a clause that hangs on a noun": {by, "Berg told sailors the fee is a tax that hurts.", "told sailors the fee is a tax that hurts"},
		"why":                           {by, "Berg explained why fees are dear.", "explained why fees are dear"},
		"a subject that is a clause":    {by, "The moment that Anna Berg raised the fee, sailors left the port.", ""},
		"a son of the same name":        {"Bo Berg Jr.", "Mr. Berg said the fee costs jobs.", "the fee costs jobs"},
		"a hedge":                       {by, "Berg, an owner of some boats, said the fee may cost jobs.", "the fee may cost jobs"},
		"a hedge of who says it":        {"some captains", "Some captains said the fee costs jobs.", "the fee costs jobs"},
		"a name that ends in a letter":  {"B&T", "B&T doesn't want its name on boats.", "doesn't want its name on boats"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := keepClause(row.text, row.by, "en"); got != row.want {
				t.Errorf("keepClause(%q, %q) = %q, want %q", row.text, row.by, got, row.want)
			}
		})
	}
}
