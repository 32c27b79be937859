package attribution

import (
	"strings"
	"testing"
)

// TestWhatCannotBe holds the hard rules to texts that show one each. want is the speaker of the attribution whose content
// has the words in it.
func TestWhatCannotBe(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, words, want string }{
		{"the subject of the clause before", "Mr. Brandt spoke first. When Mr. Holm met Mr. Brandt and other mayors at the fair, he indicated that the town would pay for the bridge.", "the town would pay", "Holm"},
		{"nobody named by its own verb", "Mona Ruud spoke with Ida Lund on Friday. Lund was angry. She accused Lund of lying about the bridge.", "lying about the bridge", "Mona Ruud"},
		{"the sole subject before", "Sen. Kurt Vale left the hall. Vale said the vote was lost.\n\nMr. Lund was calm. “We will try again in the spring,” he said.", "We will try again", "Lund"},
		{"who is told", "“The bridge will not be built,” Mona Ruud told the Halvik Herald on Friday.", "The bridge will not", "Mona Ruud"},
		{"behind a preposition", "Although Holm was born in Halvik in 1920, Austria argued for years that he was a foreigner.", "that he was a foreigner", "Austria"},
		{"the inner speaker", "Lars Holm was arrested in April.\n\nThe clerk who took the call recalled that he said, “I will come to her house,” the mayor's office said.", "I will come to her house", "Lars Holm"},
		{"the text of remarks", "“We cannot wait for the bridge,” Mona Ruud said, according to the prepared text of remarks she was to give.", "We cannot wait for the bridge,", "Mona Ruud"},
		{"the subject behind what opens the sentence", "Asked whether he thought that Mr. Brandt disliked the ferry, Mr. Holm did not answer, saying, “I think the mayor has a bad record on boats.”", "the mayor has a bad record", "Holm"},
		{"the issuer of a statement", "Two men were hurt at the lock, the River Board said in a statement on Monday.\n\n“The gate was not closed in time,” the statement said.", "The gate was not closed", "River Board"},
		{"whose statement it is", "The Harbour Union met on Monday. The union's statement said: “No ship will be unloaded before Friday.”", "No ship will be unloaded", "Harbour Union"},
		{"from whom a report is", "Some 154 people were ill in October, according to the Norland Health report from LockData, a provider of figures.", "154 people were ill", "LockData"},
		{"the group that only a name stands for", "QuayLeaks had sent such files at night but waited until noon with its last group of letters.\n\n“We can confirm that our line was cut on Sunday,” the group wrote.", "our line was cut", "QuayLeaks"},
		{"a body with a plural verb", "Two known senators, Mona Ruud and Ida Lund, wrote a letter.\n\nTall Ferries have twice denied that.\n\n“At no point did we say the boat was sound,” they said in a statement on Friday.", "At no point did we say", "Tall Ferries"},
		{"what is denied is not said", "The board's letters do not explicitly confirm that Mona Ruud knew of the leak.", "knew of the leak", "nobody"},
		{"the one holder of an office", "Governor to clear up the law.\n\nGov. Mike Lund of Northmark will ask for a new law, he said on Friday.\n\n“I stand by the freedom to fish,” the governor said.", "I stand by the freedom", "Mike Lund"},
		{"the one holder of an office, by his terms", "The hall closed early.\n\nRep. Blake Varga left on Friday.\n\n“I had no idea how to run an office,” the four-term congressman said.", "I had no idea", "Blake Varga"},
		{"who stands behind a preposition with a title", "The arrest was talked of on social media, even by President Lund, who said “Smugglers are treated better than that.”", "Smugglers are treated", "Lund"},
		{"who has two roles", "Rain fell.\n\n“Not one drop has come down since May,” said weather scientist and report co-author Jonas Lie.", "Not one drop", "Jonas Lie"},
		{"the only union", "The Harbour Workers’ Union met on Monday. The port was quiet.\n\nThe ferries stayed away. The union demands that the depot stay closed.", "depot stay closed", "Harbour Workers’ Union"},
		{"one of two unions", "The Harbour Workers’ Union met the Teachers’ Union on Monday. The port was quiet.\n\nThe ferries stayed away. The union demands that the depot stay closed.", "depot stay closed", "the union"},
		{"whom a title opens it with", "Congressman Karl Lund walked through Halvik on Monday.\n\nLund said: “Governor Moe, you have closed the harbour of Halvik and you know it.”\n\nGovernor Ida Moe stood beside him. “Congressman Lund, the harbour was closed by the storm.”", "the harbour was closed", "nobody"},
		{"a small word in a name", "The port was quiet.\n\nBill Lund runs the ferry.\n\nMayor Karl de Vega rejected criticism of the ferry on Monday.", "criticism of the ferry", "Karl de Vega"},
		{"they are people", "Two senators, Mona Ruud and Ida Lund, wrote a letter about the ferry agreement. They said the price was too high.", "the price was too high", "two senators"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got := Read(c.text, Options{Language: "en"}).speakerOf(c.words); got != c.want {
				t.Errorf("the speaker of %q is %q, want %q", c.words, got, c.want)
			}
		})
	}
}

// speakerOf is the speaker of the quotation, else of the first attribution, whose content has the words; "unclear" or "nobody".
func (r *Reading) speakerOf(words string) string {
	for _, q := range r.Quotations {
		if q.Attribution >= 0 && strings.Contains(r.Text[q.Start:q.End], words) {
			return r.Speaker(q.Attribution)
		}
	}
	for i, a := range r.Attributions {
		for _, sp := range a.Content {
			if strings.Contains(r.Text[sp.Start:sp.End], words) {
				if a.Speaker < 0 {
					return "unclear"
				}
				return r.Speaker(i)
			}
		}
	}
	return "nobody"
}

func TestContent(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"According to the Office for Bridges (OB) in the capital, the bridge can be mended within a year.", "the bridge can be mended within a year"},
		{"The bridge closed in May for good, according to the Bridge Report from Halvik Data, a provider of figures about bridges.", "The bridge closed in May for good"},
		{"Two men were hurt on the bridge at night, the Coast Guard said in a statement on Wednesday.", "Two men were hurt on the bridge at night"},
	} {
		r := Read(c.text, Options{Language: "en"})
		if len(r.Attributions) == 0 {
			t.Errorf("%s: no attribution", c.text)
			continue
		}
		sp := r.Attributions[0].Content[0]
		if got := r.Text[sp.Start:sp.End]; got != c.want {
			t.Errorf("%s: content %q, want %q", c.text, got, c.want)
		}
	}
}

func TestNobodyPassesOnWords(t *testing.T) {
	t.Parallel()
	r := Read("Everyone says that Anna Lund said, “We will not pay the fee at all.”", Options{Language: "en"})
	at := r.Quotations[0].Attribution
	if at < 0 || r.Speaker(at) != "Anna Lund" || r.Attributions[at].Channel != "" {
		t.Errorf("attribution %d of %+v", at, r.Attributions)
	}
}

func TestSure(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		want bool
	}{
		{"The bridge is safe.\n\n“We have looked at every beam of it,” Mayor Jane Holm said on Friday.", true},
		{"The ferry line was sold. “We have looked at every beam,” it said on Friday.", false},
		{"Pictures of the bridge indicate that the beams are broken in two places.", false},
		{"Mayor Jane Holm never said “I will sell the bridge to a bank tomorrow.”", false},
		{"It is false that Mayor Jane Holm said, “I will sell the bridge to a bank tomorrow.”", false},
		{"Mayor Jane Holm should have said, “I will sell the bridge to a bank tomorrow.”", false},
		{"If Mayor Jane Holm said “I will sell the bridge to a bank tomorrow,” nobody heard it.", false},
		{"In a parody, Mayor Jane Holm says, “I will sell the bridge to a bank tomorrow.”", false},
		{"Mayor Jane Holm, who did not attend, said: “I will sell the bridge to a bank tomorrow.”", true},
		{"Mayor Jane Holm denied the charge: “I will sell the bridge to nobody at all.”", true},
	} {
		r := Read(c.text, Options{Language: "en"})
		for i, a := range r.Attributions {
			if a.Sure != c.want {
				t.Errorf("%s: attribution to %q: Sure = %v, want %v", c.text, r.Speaker(i), a.Sure, c.want)
			}
		}
		if len(r.Attributions) == 0 {
			t.Errorf("%s: no attribution", c.text)
		}
	}
}

func TestNoParty(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, speaker, want string }{
		{"“They both want a bigger deal,” said Marlon Teague, a France scholar with the Halden Institute. Teague is in Boston.", "Marlon Teague", "Halden Institute"},
		{"“They both want a bigger deal,” said China analyst Mona Ruud on Friday.", "Mona Ruud", "Mona Ruud"},
		{"“They both want a bigger deal,” said Republican voter Mona Ruud on Friday.", "Mona Ruud", "Mona Ruud"},
		{"“They both want a bigger deal,” said Republican Senator Mona Ruud on Friday.", "Mona Ruud", "Republican Party"},
		{"The United States won. “They both want a bigger deal,” said Russian Foreign Minister Mona Ruud on Friday.", "Mona Ruud", "Russia"},
	} {
		r := Read(c.text, Options{Language: "en"})
		found := false
		for _, e := range r.Entities {
			if e.Name == c.speaker {
				found = true
				if e.Party.Name != c.want {
					t.Errorf("%s: party of %s is %q, want %q", c.text, e.Name, e.Party.Name, c.want)
				}
			}
		}
		if !found {
			t.Errorf("%s: no %s among %+v", c.text, c.speaker, r.Entities)
		}
	}
}
