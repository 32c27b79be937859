package words

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSplit(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ text, want string }{
		"marks around words go":                     {"“We will not pay,” she said (again).", "We will not pay she said again"},
		"a possessive ending goes":                  {"The council's vote", "The council vote"},
		"with a round apostrophe too":               {"Lind’s vote", "Lind vote"},
		"the apostrophe of a plural goes":           {"the members’ boats", "the members boats"},
		"a contraction is one word":                 {"It isn’t so", "It isn't so"},
		"a hyphen parts two words":                  {"twenty-five", "twenty five"},
		"marks within a number stay":                {"1,000.5 tons, 3.4 percent.", "1,000.5 tons 3.4 percent"},
		"those within an abbreviation stay":         {"the N.B.I. said", "the N.B.I said"},
		"a sign is no word":                         {"25% of $3 – and more", "25 of 3 and more"},
		"letters of all scripts are letters":        {"Мэр Юрий Котов, für Ærø", "Мэр Юрий Котов für Ærø"},
		"marks alone are none":                      {"… ' . — ,", ""},
		"of nothing there is nothing":               {"", ""},
		"white space of any kind parts":             {"one\ntwo\u00a0three", "one two three"},
		"bytes that are no text do not stop it":     {"one\xfftwo", "one two"},
		"what is invisible parts words like a mark": {"one\u200btwo", "one two"},
	} {
		if got := strings.Join(Split(row.text), " "); got != row.want {
			t.Errorf("%s: Split(%q) = %q, want %q", name, row.text, got, row.want)
		}
	}
}

func TestStem(t *testing.T) {
	t.Parallel()
	for name, forms := range map[string]string{
		"regular verbs":      "vote votes voted voting Vote",
		"irregular verbs":    "take takes took taken taking",
		"another one":        "say says said saying",
		"plurals":            "party parties",
		"long words":         "election electing elected elections",
		"of any script":      "голосование голосования Голосовании",
		"adverbs":            "sudden suddenly",
		"what is kept short": "bus",
	} {
		all := strings.Fields(forms)
		for _, form := range all {
			if Stem(form) != Stem(all[0]) {
				t.Errorf("%s: Stem(%q) = %q, but Stem(%q) = %q", name, form, Stem(form), all[0], Stem(all[0]))
			}
		}
	}
	for _, pair := range [][2]string{{"vote", "veto"}, {"ferry", "ferret"}, {"paid", "said"}, {"boat", "boot"}, {"sing", "sting"}} {
		if Stem(pair[0]) == Stem(pair[1]) {
			t.Errorf("Stem(%q) and Stem(%q) are both %q", pair[0], pair[1], Stem(pair[0]))
		}
	}
}

func TestStems(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ text, want string }{
		"words that carry nothing go":  {"The council will not have been there.", "counc"},
		"forms of a word are one":      {"They vote, she voted, and he is voting.", "vot"},
		"capitals are no other word":   {"Harbour harbour", "harbo"},
		"a number is a word":           {"It cost 1,000 in 2026.", "1,000 2026 cost"},
		"a possessive is no other one": {"Halvik’s mayor, mayor of Halvik", "halvi mayor"},
		"nothing":                      {"it is the", ""},
	} {
		if got := strings.Join(slices.Sorted(maps.Keys(Stems(row.text))), " "); got != row.want {
			t.Errorf("%s: Stems(%q) = %q, want %q", name, row.text, got, row.want)
		}
	}
}

func TestUnquoted(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct{ text, want string }{
		"double marks go":                        {"He called it “a shame” on Monday.", "He called it a shame on Monday."},
		"of every country":                       {"„eins“ «deux» »tre« 「四」 ＂5＂ ❝6❞", "eins deux tre 四 5 6"},
		"and those that only look like one":      {"″a shame″ ʺa shameʺ ˮa shameˮ", "a shame a shame a shame"},
		"two single ones make a double one":      {"''a shame'' ``a shame'' ´´a shame´´ ‘‘a shame’’", "a shame a shame a shame a shame"},
		"single marks around words go":           {"He called it ‘a shame’.", "He called it a shame."},
		"straight ones too":                      {"'A shame,' he said", "A shame, he said"},
		"low ones too":                           {"Er nannte es ‚eine Schande‘.", "Er nannte es eine Schande."},
		"one word in single marks":               {"a so-called 'plan'", "a so-called plan"},
		"single marks within single marks":       {"'a 'great' shame'", "a great shame"},
		"apostrophes stay":                       {"It isn't the members' boat, nor Lind’s.", "It isn't the members' boat, nor Lind’s."},
		"a mark that never closes goes":          {"“We will", "We will"},
		"a text without any is as it was":        {"The council met.", "The council met."},
		"what is left may be nothing":            {"“”", ""},
		"a mark of many bytes leaves no piece":   {"⹂x⹂", "x"},
		"words after a mark keep their distance": {"said “yes” twice", "said yes twice"},
	} {
		got := Unquoted(row.text)
		if got != row.want {
			t.Errorf("%s: Unquoted(%q) = %q, want %q", name, row.text, got, row.want)
		}
		if again := Unquoted(got); again != got {
			t.Errorf("%s: Unquoted(%q) = %q; want nothing left to take", name, got, again)
		}
	}
}

func TestQuoted(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		text string
		want []string
	}{
		"one":                          {"He said “we will not” again.", []string{"we will not"}},
		"two":                          {"“One,” he said. “Two.”", []string{"One,", "Two."}},
		"marks of two countries":       {"„eins“ und «deux»", []string{"eins", "deux"}},
		"straight marks":               {`"one" and "two"`, []string{"one", "two"}},
		"one that never closes":        {"He said: “we will", []string{"we will"}},
		"one that is empty":            {"“”", []string{""}},
		"a mark at the very end":       {"He said ”", []string{""}},
		"single marks are apostrophes": {"He said ‘we will’ and isn't", nil},
		"none":                         {"The council met.", nil},
	} {
		if diff := cmp.Diff(row.want, Quoted(row.text)); diff != "" {
			t.Errorf("%s: Quoted(%q) (-want +got):\n%s", name, row.text, diff)
		}
	}
}

func TestFirst(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Still, the council met.": "Still",
		"That’s all.":             "That",
		"It's all.":               "It",
		"However: the council":    "However",
		"Council":                 "Council",
		"Council,":                "Council",
		"’Tis so":                 "’Tis",
		" leading":                "",
		"":                        "",
	} {
		if got := First(text); got != want {
			t.Errorf("First(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestLast(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Ada Lind":            "Lind",
		"Lind":                "Lind",
		"the Fishers' Union":  "Union",
		"Halvik’s":            "Halvik",
		"Sammy Davis Jr.":     "Jr",
		"Jean-Luc Vasseur":    "Vasseur",
		"Ada Lind (Halvik)":   "Halvik",
		"":                    "",
		" … ":                 "",
		"Юрий Котов":          "Котов",
		"Anna Berg-Johansson": "Johansson",
	} {
		if got := Last(name); got != want {
			t.Errorf("Last(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"": 0, "two  words": 2, "don't – 12 ships": 4, "水車小屋": 2, "水車、小屋。": 2, "the 水車 mill": 3, "방앗간은 팔지 않는다": 3} {
		if got := Count(text); got != want {
			t.Errorf("Count(%q) = %d, want %d", text, got, want)
		}
	}
}
