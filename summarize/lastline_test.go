package summarize

import (
	"fmt"
	"strings"
	"testing"

	"parley/summarize/attribution"
	"parley/summarize/check"
)

// longStory is one long enough to be choosy with its lines.
func longStory(lines ...string) string {
	var text strings.Builder
	text.WriteString("Halvik council keeps the quay fee\n\nThe council of Halvik voted on Monday to keep the quay fee for another year, after a long evening.\n\n")
	for i := range 32 {
		fmt.Fprintf(&text, "Shed number %d stands behind an old wall with a door and a roof.\n\n", i)
	}
	return text.String() + strings.Join(lines, "\n\n")
}

// A party that would have no line gets its best one, where that is what it is for or against.
func TestASideWithoutALine(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, line, side string
		want             bool
	}{
		{"what somebody backs", "Karl Moe, a skipper, backed a plan to raise the quay fee next year.", "Karl Moe", true},
		{"what somebody has done", "Karl Moe, a skipper, said a crane had come down in the night behind the shed.", "Karl Moe", false},
	} {
		shown := false
		for _, party := range extractive(t, pasted(t, longStory(test.line))).Parties {
			shown = shown || party.Name == test.side
		}
		if shown != test.want {
			t.Errorf("%s: %q has a line: %v, want %v", test.name, test.side, shown, test.want)
		}
	}
}

func TestWhoTakesASide(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		"Chancellor Ida Lund earlier backed a plan to freeze the fee.":          true,
		"Ida Lund, who runs the port, denied that the crane was unsafe.":        true,
		"Vega is now accusing Lund of theft.":                                   true,
		"The Greens resisted the sale.":                                         true,
		"Skippers welcome the new quay.":                                        true,
		"Port officials admit that the fee was too high.":                       true,
		"The port confirmed it completed the work in May.":                      false,
		"The ministry says 41 sailors came home, with 158 others on their way.": false,
		"Halvik said the crane had come down in the night.":                     false,
		"The mayor responded last month by opening a hall.":                     false,
	} {
		if got := takesSide.MatchString(line); got != want {
			t.Errorf("%q takes a side: %v, want %v", line, got, want)
		}
	}
}

func TestAnItThatMeansTheClauseBehindIt(t *testing.T) {
	t.Parallel()
	for content, thing := range map[string]bool{
		"it was “absolutely wrong” to close a dock":              false,
		"it was absolutely disgusting to propose such a levy":    false,
		"it would be irresponsible to sail":                      false,
		"it is important that skippers pay":                      false,
		"it was unclear whether skippers would pay":              false,
		"it was a start in an effort that he made":               true,
		"it was ready to sail":                                   true,
		"it is due to open in May":                               true,
		"it would happen in May":                                 true,
		"they were right to sail":                                true,
		"the levy was wrong, and it would be hard to defend one": false, // behind a noun
	} {
		if got := opensOnThing(content); got != thing {
			t.Errorf("%q opens on a thing: %v, want %v", content, got, thing)
		}
	}
}

func TestWithoutSaying(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Ida Lund condemned the strike, saying in a letter that it “will not break our will.”": "Ida Lund condemned the strike",
		"Ida Lund backed the loan, acknowledging that “our quays are old”":                     "Ida Lund backed the loan",
		"Ida Lund said “we will pay”":                                                          "Ida Lund said “we will pay”",
		"Ida Lund, saying she is glad, condemned our strike.":                                  "Ida Lund, saying she is glad, condemned our strike.",
	} {
		if got := withoutSaying(text, len("Ida Lund condemned ")); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// Whom an article does not name may speak for whom it does.
func TestUnnamedVoices(t *testing.T) {
	t.Parallel()
	state := attribution.Party{Name: "Norvia", Kind: "state"}
	person := func(name string, party attribution.Party) *attribution.Entity {
		return &attribution.Entity{Kind: attribution.Person, Name: name, Party: party}
	}
	self := func(name string) *attribution.Entity {
		return person(name, attribution.Party{Name: name, Kind: "person"})
	}
	for name, test := range map[string]struct{ got, want bool }{
		"a state's official":                  {isSide(person("a Norvian official", state)), true},
		"a state's senior official":           {isSide(person("a senior Norvian defence official", state)), true},
		"a diplomat":                          {isSide(person("a Norvian diplomat", state)), true},
		"an official of nobody":               {isSide(self("an official")), false},
		"a state's driver":                    {isSide(person("a Norvian driver", state)), false},
		"a source of nobody":                  {isSide(self("a source")), false},
		"a government of a state":             {isSide(&attribution.Entity{Kind: attribution.Organisation, Name: "the Norvian government", Party: state}), true},
		"a government of none":                {isSide(&attribution.Entity{Kind: attribution.Organisation, Name: "the government", Party: attribution.Party{Name: "the government", Kind: "group"}}), false},
		"a spokeswoman of a family name":      {isSide(self("a Lund spokeswoman")), true},
		"a spokeswoman of a family name, too": {isSide(self("a de Vega spokeswoman")), true},
		"a spokesman of nobody":               {isSide(self("a city spokesman")), false},
		"critics":                             {isManyVoices(&attribution.Entity{Kind: attribution.Group, Name: "critics"}, "said"), true},
		"what lawmakers write":                {isManyVoices(&attribution.Entity{Kind: attribution.Group, Name: "lawmakers"}, "wrote"), false},
		"who runs a network":                  {isOutlet(reads("“He sings,” Karl Moe, president of KBC, said. Karl Moe of CBS News sings."), moe("president of CBS News")), false},
		"who reports for one":                 {isOutlet(reads("“He sings,” Karl Moe, president of KBC, said. Karl Moe of CBS News sings."), moe("")), true},
		"who does as another does":            {asAnother.MatchString("Lund said Berg had proposed the idea too."), true},
		"who does as another does, too":       {asAnother.MatchString("Lund said she, too, wants a quay."), true},
		"what is too much":                    {asAnother.MatchString("Lund said the fee was too high."), false},
		"a title that a he means":             {understood("The chancellor has lost it. He borrows too much.", "en"), true},
		"a he that nobody means":              {understood("The fee is lost. He borrows too much.", "en"), false},
	} {
		if test.got != test.want {
			t.Errorf("%s: %v, want %v", name, test.got, test.want)
		}
	}
}

func reads(text string) *attribution.Reading { return &attribution.Reading{Text: text, Language: "en"} }

func moe(role string) *attribution.Entity {
	at := strings.LastIndex("“He sings,” Karl Moe, president of KBC, said. Karl Moe of CBS News sings.", "Karl Moe")
	return &attribution.Entity{Kind: attribution.Person, Name: "Karl Moe", Role: role, Mentions: []attribution.Span{{Start: at, End: at + len("Karl Moe")}}}
}

// A body of one word is spoken for by a spokesman without a name.
func TestASpokesmanOfABodyOfOneWord(t *testing.T) {
	t.Parallel()
	text := `Tidefeed fined for a leak

The port fined Tidefeed on Monday for a leak at its yard, and Tidefeed paid at once.

A Tidefeed spokesman said: “We welcome the report of the port. The report accepts that the yard is safe.”

The yard lies behind the town.`
	var party check.Party
	for _, p := range extractive(t, pasted(t, text)).Parties {
		if len(p.Quotes) > 0 {
			party = p
		}
	}
	if party.Name != "Tidefeed" {
		t.Errorf("the quotation is of %q, want Tidefeed", party.Name)
	}
}

// A spokesman of a family name may speak for a person, and is let be.
func TestASpokesmanOfAFamilyName(t *testing.T) {
	t.Parallel()
	text := `Port sues Ada Lund

The port sued Ada Lund on Monday over a leak at her yard in Halvik.

A Lund spokesman said: “The port has no case, and the yard is safe for everybody in Halvik.”

The yard lies behind the town.`
	shown := map[string]bool{}
	for _, p := range extractive(t, pasted(t, text)).Parties {
		shown[p.Name] = len(p.Quotes) > 0
	}
	for name, want := range map[string]bool{"a Lund spokesman": true, "Lund": false} {
		if shown[name] != want {
			t.Errorf("%s has a quotation: %v, want %v", name, shown[name], want)
		}
	}
}
