package aliases

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestInFindsWhatATextNames(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"a small word is no state", "They told us that turkey, polish and china were for sale, and who would pay", ""},
		{"capitals make it one", "The US and Turkey", "state:turkey state:united states"},
		{"dots do not matter", "the U.S. and the U.K", "state:united kingdom state:united states"},
		{"a possessive ending does not matter", "America's and the U.N.’s", "body:united nations state:united states"},
		{"a possessive of a plural does not matter", "the Democrats' plan", "party:democrats (us)"},
		{"accents and apostrophes do not matter", "Türkiye, the Elysée and Cote d’Ivoire", "state:france state:ivory coast state:turkey"},
		{"an accent may be a character of its own", "the E\u0301lyse\u0301e", "state:france"},
		{"the parts of compounds count", "a non-American, US-led, Norwegian–Danish force", "state:denmark state:norway state:united states"},
		{"initials in a compound count", "U.S.-backed rebels", "state:united states"},
		{"the longest name counts", "South Sudan, Papua New Guinea and West Virginia", "state:papua new guinea state:south sudan usstate:west virginia"},
		{"five words are one name", "the Democratic Republic of the Congo", "state:congo (democratic republic)"},
		{"a name may mean two things", "Georgia", "state:georgia usstate:georgia"},
		{"a capital means its state", "Washington", "state:united states usstate:district of columbia usstate:washington"},
		{"a state of the US behind a party's letter", "Rand Paul, R-Ky., and Ron Wyden (D-OR)", "usstate:kentucky usstate:oregon"},
		{"a short form that is a word needs its dot", "Miss Ill of the Mass, OR ME", ""},
		{"a short form that is a word has its dot", "in Boston, Mass., and W.Va.", "usstate:massachusetts usstate:west virginia"},
		{"a body is found in small letters", "the supreme court ruled", "body:supreme court"},
		{"a body is found under its short form", "the G.O.P. and the FBI", "body:federal bureau of investigation party:republicans (us)"},
		{"a newspaper is no state", "The Washington Post", "paper:washington post"},
		{"a body names the place in its name", "the Bank of England", "body:bank of england state:england"},
		{"a party does not name another one in its name", "the New Democrats", "party:new democratic party"},
		{"spellings are one", "Zelenskyy in Kharkov", "spelling:kharkiv spelling:zelensky"},
		{"two sentences without a space stay two", "He left.Moscow agreed", "state:russia"},
		{"a quotation mark is no apostrophe", "a ‘Danish’ and 'Finnish' one", "state:denmark state:finland"},
		{"given names are none of it", "Will Bill May?", ""},
		{"an empty text", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(slices.Sorted(maps.Keys(In(test.text))), " "); got != test.want {
				t.Errorf("In(%q) = %q; want %q", test.text, got, test.want)
			}
		})
	}
}

func TestOfTakesAWholeName(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, want string }{
		{"the White House", "state:united states"},
		{"N.B.I.’s", "body:national bureau of investigation"},
		{"Vermonter", "usstate:vermont"},
		{"US-led", "state:united states"},
		{"Guinea-Bissau", "state:guinea-bissau"},
		{"Norwegian Jane", ""},
		{"the", ""},
		{"us", ""},
		{"", ""},
		{"...", ""},
	}
	for _, test := range tests {
		if got := strings.Join(Of(test.name), " "); got != test.want {
			t.Errorf("Of(%q) = %q; want %q", test.name, got, test.want)
		}
	}
	if got := Of("Nobody"); got != nil {
		t.Errorf("Of of an unknown name = %v; want nil", got)
	}
}

func TestNamesOfOneThing(t *testing.T) {
	t.Parallel()
	same := [][2]string{
		{"Holland", "Dutch"}, {"Burma", "Myanmar"}, {"Britons", "U.K."}, {"UAE", "Emirati"}, {"DRC", "Congolese"}, {"Dane", "Danish"},
		{"Kremlin", "Russian"}, {"Kiev", "Ukrainians"}, {"Downing Street", "British"}, {"EU", "Brussels"}, {"Ankara", "Turks"}, {"Calif.", "Californians"},
		{"New Yorkers", "N.Y."}, {"Democratic", "Dems"}, {"Republicans", "GOP"}, {"Tories", "Conservative"}, {"Labour", "Labor"}, {"SPD", "Social Democrats"},
		{"Pentagon", "Defense Department"}, {"SCOTUS", "Supreme Court"}, {"DOJ", "Justice Department"}, {"ISIS", "Daesh"}, {"W.H.O.", "World Health Organization"},
		{"Gaddafi", "Qaddafi"}, {"Zelensky", "Zelenskiy"}, {"Swede", "Stockholm"}, {"Poles", "Warsaw"}, {"Spaniard", "Madrid"}, {"NATO", "Nato"},
	}
	for _, pair := range same {
		if !shareThing(pair[0], pair[1]) || !shareThing(pair[1], pair[0]) {
			t.Errorf("%s %v and %s %v are not one thing", pair[0], Of(pair[0]), pair[1], Of(pair[1]))
		}
	}
}

func TestNamesOfTwoThings(t *testing.T) {
	t.Parallel()
	different := [][2]string{
		{"Niger", "Nigerians"}, {"Austria", "Australian"}, {"Slovakia", "Slovenes"}, {"Sweden", "Swiss"}, {"North Korea", "South Korean"},
		{"Iran", "Iraqis"}, {"Guinea", "Guinea-Bissau"}, {"Kansas", "Ark."}, {"Sacramento", "California"}, {"FBI", "CIA"}, {"DNC", "RNC"},
		{"Democrats", "Republicans"}, {"Scotland", "English"}, {"Taiwan", "Beijing"}, {"Belarus", "Moscow"}, {"Virginia", "W.Va."}, {"Denmark", "Dutch"},
	}
	for _, pair := range different {
		if shareThing(pair[0], pair[1]) {
			t.Errorf("%s %v and %s %v are one thing", pair[0], Of(pair[0]), pair[1], Of(pair[1]))
		}
	}
}

// shareThing is the use that the package comment gives.
func shareThing(name, text string) bool {
	found := In("said " + text + " today")
	return slices.ContainsFunc(Of(name), func(id string) bool { return found[id] })
}

func TestIsPlace(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Norway", "Ankara", "Vermonter", "the Vermonter", "Texans", "Calif.", "EU", "Kremlin", "Danish", "US-led", "Jordan", "Europe"} {
		if !IsPlace(name) {
			t.Errorf("IsPlace(%q) = false; want true", name)
		}
	}
	for _, name := range []string{"FBI", "NATO", "Democrats", "Zelensky", "Jane", "Norway Jane", "turkey", "us", "Mass", ""} {
		if IsPlace(name) {
			t.Errorf("IsPlace(%q) = true; want false", name)
		}
	}
}

func TestSameGiven(t *testing.T) {
	t.Parallel()
	same := [][2]string{
		{"William", "Bill"}, {"Liam", "will"}, {"Robert", "BOB"}, {"Bernard", "Bernie"}, {"Ted", "Theodore"}, {"Ted", "Edward"}, {"Elizabeth", "Liz"},
		{"Beth", "Liz"}, {"Alexander", "Sasha"}, {"Mohammed", "Muhammad"}, {"J.", "Jane"}, {"Jane", "j"}, {"José", "Jose"}, {"Ümit", "ümit"}, {"Éva", "Eva"},
	}
	for _, pair := range same {
		if !SameGiven(pair[0], pair[1]) || !SameGiven(pair[1], pair[0]) {
			t.Errorf("SameGiven(%q, %q) = false; want true", pair[0], pair[1])
		}
	}
	different := [][2]string{
		{"Edward", "Theodore"}, {"Volodymyr", "Vladimir"}, {"J.", "Kate"}, {"Jane", "Janet"}, {"Donald", "Ronald"}, {"Robert", "Rupert"}, {"John", "Jane"},
		{"Martin", "Mark"}, {"Anna", "Hannah"}, {"", ""}, {"", "J."}, {"Jo", "John"},
	}
	for _, pair := range different {
		if SameGiven(pair[0], pair[1]) || SameGiven(pair[1], pair[0]) {
			t.Errorf("SameGiven(%q, %q) = true; want false", pair[0], pair[1])
		}
	}
}

func TestIsGiven(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"Abigail", "abby", "BILL", "William", "José", "Bill’s"} {
		if !IsGiven(name) {
			t.Errorf("IsGiven(%q) = false; want true", name)
		}
	}
	for _, name := range []string{"Norway", "harbour", "J.", "Anna Berg", ""} {
		if IsGiven(name) {
			t.Errorf("IsGiven(%q) = true; want false", name)
		}
	}
}

func TestBase(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]string{
		"took": "take", "Taken": "take", "went": "go", "said": "say", "told": "tell", "won": "win", "left": "leave", "found": "find", "felt": "feel", "fell": "fall",
		"saw": "see", "rose": "rise", "lay": "lie", "laid": "lay", "bore": "bear", "led": "lead", "withdrew": "withdraw", "wrote": "write", "women": "woman",
		"children": "child", "voted": "voted", "people": "people", "take": "take", "Norway": "Norway", "founded": "founded", "": "",
	} {
		if got := Base(word); got != want {
			t.Errorf("Base(%q) = %q; want %q", word, got, want)
		}
	}
}

const sentence = "The U.S.-backed Ukrainian government in Kyiv said on Tuesday that the White House had told NATO, Britain and the European Union of a new plan that Moscow and the Republicans reject."

func BenchmarkIn(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		In(sentence)
	}
}

func BenchmarkOf(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Of("the White House")
	}
}

func FuzzIn(f *testing.F) {
	for _, seed := range []string{sentence, "", "U.", "U.S.'s", "’s", ".'", "a.'\xff", "İstanbul K", "N.B.I.’s", "'s's", "St. Kitts & Nevis"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		found := In(text)
		IsPlace(text)
		SameGiven(text, "J.")
		IsGiven(text)
		for _, id := range Of(text) {
			if !found[id] && !strings.Contains(strings.ToLower(text), "the") {
				t.Errorf("Of(%q) has %s, In has not", text, id)
			}
		}
	})
}
