package summarize

import (
	"strings"
	"testing"
)

// Firms in a dispute are called by what they are, and speak through statements, spokesmen and people without a name.
func TestWhoSpeaksInADisputeOfFirms(t *testing.T) {
	t.Parallel()
	const (
		opens = "Halvik Records and a singer fight over a concert\n\nHalvik Records on Monday denied that it had kept the singer Mira Vega from singing her old songs.\n\n" +
			"Ms. Vega said on Thursday that she had been told to drop a lawsuit.\n\n"
		speech = "“Nobody has ever been kept from singing her old songs at a concert of ours,” "
	)
	for name, row := range map[string]struct{ text, party string }{
		"a company by its noun":          {"Halvik Records said that it had offered a contract.\n\n" + speech + "the company said.", "Halvik Records"},
		"after a flat-out denial":        {"The company flat-out denied the charge in a statement on its website.\n\n" + speech + "the statement read.", "Halvik Records"},
		"a body by a word of its name":   {"Lund Brothers Productions, which stages the concert, contradicted the singer.\n\n" + speech + "the production company said.", "Lund Brothers Productions"},
		"another one named between":      {"Lund Brothers Productions contradicted the singer. She accused Tern Studios of theft.\n\n" + speech + "the company said.", ""},
		"a person’s rep":                 {speech + "Vega’s rep told the Herald.", "Vega’s rep"},
		"a spokesman of who just spoke":  {"Tern Studios said that the concert would go on.\n\n" + speech + "a spokesman said.", "Tern Studios"},
		"a spokesman of nobody":          {"The concert will go on.\n\n" + speech + "a spokesman said.", ""},
		"a kind of body before its name": {"Heritage group the Vestby Society said the concert would harm the bandstand of the town.", ""},
	} {
		brief := extractive(t, pasted(t, opens+row.text+"\n"))
		var parties []string
		for _, party := range brief.Parties {
			if party.Name != "Mira Vega" {
				parties = append(parties, party.Name)
			}
		}
		if got := strings.Join(parties, ", "); got != row.party {
			t.Errorf("%s: parties are %q, want %q", name, got, row.party)
		}
	}
}

func TestAThingWithWhatIsToldOfItIsNoSentence(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"The routes that we are closing have lost money for three years.": true,
		"The routes that the council will probably be closing in June.":   false,
		"Other people who work at the port might have new fees to face.":  true,
	} {
		if got := understood(text, "en"); got != want {
			t.Errorf("%q is understood: %v, want %v", text, got, want)
		}
	}
}

func TestASceneIsNoGist(t *testing.T) {
	t.Parallel()
	const (
		news  = "Measles has killed at least 410 children in the villages of Norvia since rumours spread in May."
		title = "Vaccine drive falters as rumours spread in Norvian villages\n\n"
	)
	for _, scene := range []string{
		"When the nurses came to the village of Osk in March with boxes of vaccine, they found the square empty.",
		"Nurses first warned the villages of Norvia of measles and of the rumours about their vaccine in 1988.",
		"A dozen mothers were gathered in the village of Osk when they were told that nurses with vaccine would be stopping.",
	} {
		brief := extractive(t, pasted(t, title+scene+"\n\n"+news+"\n\nThe vaccine is safe, and the villages had the last of it in May 2024.\n"))
		if len(brief.Gist) != 1 || brief.Gist[0].Text != news {
			t.Errorf("the gist behind %q is %+v, want %q", scene, brief.Gist, news)
		}
	}
}
