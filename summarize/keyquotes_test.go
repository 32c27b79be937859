package summarize

import (
	"slices"
	"strings"
	"testing"

	"parley/summarize/check"
)

// harbour is a story of a ferry fee, in which everybody's quotations are his own kind of good or bad one.
const harbour = `Ostrand council keeps the ferry fee

The council of Ostrand voted on Monday to keep the ferry fee for another year.

“The ferry fee pays for the harbour, and without the fee the harbour would close,” said Ada Lind, the mayor of Ostrand.

The ferry fee was raised in May, and the ferry company has paid it since then.

“I think the cooks will have a long evening and so will everybody else,” said Karl Moe, the owner of a hotel.

The harbour needs a new quay, which the council wants to build with the fee.

“No boat has left the harbour since the fee was raised,” said Rune Berg, the head of the ferry company.

“Who would pay such a fee for a harbour without a quay?” asked Tessa Rowe, the leader of the fishermen.

The council will meet again in June to talk about the quay and the fee.

“The fee must go,” said Nils Varga, the chairman of the sailing club.

“This is a bad fee for the harbour and for all who sail from the harbour,” said Liv Holm, the teacher of a sailing school.

The harbour of Ostrand was built when the ferry was still a steamer.

The ferry company runs four ferries from the harbour to the islands.`

func TestKeyQuotations(t *testing.T) {
	t.Parallel()
	shown := map[string]bool{}
	brief := extractive(t, pasted(t, harbour))
	for _, party := range brief.Parties {
		for _, id := range party.Quotes {
			shown[brief.Quotes[id-1].Speaker] = true
		}
	}
	for speaker, want := range map[string]bool{
		"Ada Lind":   true,  // on the fee
		"Karl Moe":   false, // on nothing that the article is about
		"Tessa Rowe": false, // asks, and says nothing
		"Liv Holm":   true,  // everybody knows what "this" is
	} {
		if shown[speaker] != want {
			t.Errorf("a quotation of %s is shown: %v, want %v", speaker, shown[speaker], want)
		}
	}
}

// Half of what somebody concedes is not shown without the other half, nor what he said at another time.
func TestNoHalfOfAConcession(t *testing.T) {
	t.Parallel()
	const said = "\n\n“The ferry fee has helped the harbour of Ostrand a great deal,” "
	for text, want := range map[string]bool{
		said + "said Gen. Bo R. Vega, the head of the port.":                                                                                           true,
		said + "said Gen. Bo R. Vega, the head of the port. “But it would be wrong to keep the fee for another year.”":                                 false,
		said + "said Bo Vega, the head of the port.\n\nYet, “it would be wrong to keep the fee for another year,” Vega said.":                          false,
		said + "said Bo Vega, the head of the port.\n\nBut Liv Holm was glad of the vote, she said.":                                                   true,
		"\n\nBo Vega, the head of the port, wrote to the paper in May." + said + "he said at the time.":                                                false,
		"\n\nBo Vega, the head of the port, wrote to the paper in May." + said + "he said on Monday.":                                                  true,
		"\n\nBo Vega is the head of the port.\n\nEight years ago, Vega said: “The ferry fee has helped the harbour of Ostrand a great deal.”":          false,
		"\n\nBo Vega is the head of the port.\n\nLast year, after a storm, Vega said: “The ferry fee has helped the harbour of Ostrand a great deal.”": false,
		"\n\nBo Vega is the head of the port.\n\nOn Monday, Vega said: “The ferry fee has helped the harbour of Ostrand a great deal.”":                true,
	} {
		brief := extractive(t, pasted(t, harbour+text))
		shown := slices.ContainsFunc(brief.Parties, func(p check.Party) bool {
			return slices.ContainsFunc(p.Quotes, func(id int) bool { return strings.HasPrefix(brief.Quotes[id-1].Text, "The ferry fee has helped") })
		})
		if shown != want {
			t.Errorf("%q is shown: %v, want %v", text, shown, want)
		}
	}
}

// Who is asked twice says it twice; a side's two places are for two things.
func TestNoSideSaysNearlyTheSameTwice(t *testing.T) {
	t.Parallel()
	brief := extractive(t, pasted(t, harbour+`

“The ferry fee pays for the harbour, and the harbour would close without the fee, as I have said,” Ada Lind told the paper on Tuesday.`))
	for _, party := range brief.Parties {
		if party.Name == "Ada Lind" && len(party.Quotes) != 1 {
			t.Errorf("Ada Lind has the key quotations %v, want one", party.Quotes)
		}
	}
}

// What somebody quotes in turn leaves his own words his, though the one whom he quotes is quoted with it elsewhere.
func TestWhoQuotesAnotherSaysHisOwnWords(t *testing.T) {
	t.Parallel()
	const inTurn = `The ferry of Ostrand

“A wise captain of the old ferry,” Ada Lind said on Monday in Ostrand.

“I have no more trouble with the fee than when she was found saying, ‘A wise captain of the old ferry would go by night,’” Karl Moe said in Ostrand.`
	for _, q := range extractive(t, pasted(t, inTurn)).Quotes {
		if strings.HasPrefix(q.Text, "I have no more trouble") && q.Speaker != "Karl Moe" {
			t.Errorf("%q is said by %q, want Karl Moe", q.Text, q.Speaker)
		}
	}
}

// Of a quotation whose paragraphs were run together, every part is told as the speaker's, and none with a mark of the next.
func TestPartsOfARunTogetherQuotation(t *testing.T) {
	t.Parallel()
	const first, second = "The ferry fee pays for the harbour, and without the fee the harbour would close.", "The harbour needs a new quay, and the fee will pay for the quay."
	for _, marks := range [][2]string{{`"`, `"`}, {"“", "”"}} {
		text := "Ostrand council keeps the ferry fee\n\nThe council of Ostrand voted on Monday to keep the ferry fee. Mayor Ada Lind said: " +
			marks[0] + first + " " + marks[0] + second + marks[1] + " She left for the harbour of Ostrand."
		var told []string
		for _, q := range extractive(t, pasted(t, text)).Quotes {
			if q.Speaker != "Ada Lind" || string([]rune(text)[q.Start:q.End]) != q.Text {
				t.Errorf("%q is said by %q, and stands at %d to %d of %q", q.Text, q.Speaker, q.Start, q.End, text)
			}
			told = append(told, q.Text)
		}
		if !slices.Equal(told, []string{first, second}) {
			t.Errorf("told are %q", told)
		}
	}
}

func TestTheSameWordsAreTheSurestSpeakers(t *testing.T) {
	t.Parallel()
	const twice = `Mayor Ada Lind opened the harbour of Ostrand on Monday, and Karl Moe came to see it.

She said: “The harbour of Ostrand will be open to every boat that pays the fee.”

“The harbour of Ostrand will be open to every boat that pays the fee,” said Karl Moe, the head of the port.`
	brief, speakers := extractive(t, pasted(t, twice)), map[string]bool{}
	for _, party := range brief.Parties {
		for _, id := range party.Quotes {
			for _, q := range brief.Quotes {
				if q.ID == id && strings.HasPrefix(q.Text, "The harbour") {
					speakers[q.Speaker] = true
				}
			}
		}
	}
	if len(speakers) != 1 {
		t.Errorf("the same words are shown as said by %v", speakers)
	}
}

// A line that the gist tells is its speaker's where he has no other; what a body did stays news.
func TestTheGistLeavesALineToItsSpeaker(t *testing.T) {
	t.Parallel()
	const only = `Lind wants the ferry fee to go

Mayor Ada Lind said on Monday that the ferry fee of Ostrand should go before the summer.

The ferry fee was raised in May and paid for a new quay in the harbour.`
	brief := extractive(t, pasted(t, only))
	if len(brief.Gist) > 0 || len(brief.Parties) != 1 || brief.Parties[0].Name != "Ada Lind" {
		t.Errorf("gist = %+v, parties = %+v; want no gist and a line of Ada Lind", brief.Gist, brief.Parties)
	}
}

// A transcript has no marks of its own: what stands between marks in a turn is what its speaker quotes.
func TestWhatATurnQuotesIsNotItsSpeakers(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"Berg: Nobody says, ‘My boat is a ship.’": true,
		"BERG: Nobody says “My boat is a ship.”":  true,
		"Berg: “My boat is a ship.”":              false,
		"The vote: Berg said “My boat is a ship”": false,
	} {
		if got := isWithinTurn("Ostrand\n"+text, strings.IndexAny("Ostrand\n"+text, "‘“")); got != want {
			t.Errorf("%s: within a turn: %v, want %v", text, got, want)
		}
	}
}

// Everybody knows what is a bad fee where the article is about a fee, but not than what one is better.
func TestWithTopics(t *testing.T) {
	t.Parallel()
	isFee := func(stem string) bool { return stem == "fee" }
	for text, want := range map[string]string{
		"This is a bad fee":    "It is a bad fee",
		"This is a better fee": "This is a better fee",
	} {
		if got := withTopics(text, isFee); got != want {
			t.Errorf("withTopics(%q) = %q, want %q", text, got, want)
		}
	}
}

// What was said in another year is not shown beside what is said now.
func TestNothingOfAnotherYear(t *testing.T) {
	t.Parallel()
	const words = "“The ferry fee has helped the harbour of Ostrand a great deal,” "
	for said, want := range map[string]bool{
		words + "said Bo Vega, the head of the port, on Tuesday.":                                                                       true,
		words + "said Bo Vega when he met the ferry company.":                                                                           true,
		words + "said Bo Vega, who has run the port since 2009.":                                                                        true,
		words + "said Bo Vega, the head of the port, who was mayor until 2014.":                                                         true,
		"In a speech on Tuesday, Bo Vega praised the port.\n\n" + words + "Vega said.":                                                  true,
		"In 2009, Bo Vega moved to Ostrand.\n\n" + words + "Vega said.":                                                                 true,
		words + "said Bo Vega when he opened the quay in 1999.":                                                                         false,
		words + "Bo Vega said in his 2013 address to the council.":                                                                      false,
		words + "Bo Vega said in a March 2011 interview.":                                                                               false,
		words + "Bo Vega said at the 2008 hearing.":                                                                                     false,
		words + "Bo Vega told the council two years ago.":                                                                               false,
		words + "Bo Vega told the Ostrand Post last year.":                                                                              false,
		"When he opened the quay in 1999, Bo Vega said: “The ferry fee has helped the harbour of Ostrand a great deal.”":                false,
		"In a letter to the council dated June 8, 2013, Bo Vega wrote: “The ferry fee has helped the harbour of Ostrand a great deal.”": false,
		"In his September 2013 address to the council, Bo Vega praised the port.\n\n" + words + "Vega said in his speech.":              false,
		"In an interview with the Post last year, Bo Vega praised the port.\n\n" + words + "Vega said.":                                 false,
	} {
		brief := extractive(t, pasted(t, harbour+"\n\n"+said))
		shown := slices.ContainsFunc(brief.Parties, func(p Party) bool {
			return slices.ContainsFunc(p.Quotes, func(id int) bool { return brief.Quotes[id-1].Speaker == "Bo Vega" })
		})
		if shown != want {
			t.Errorf("%q is shown: %v, want %v", said, shown, want)
		}
	}
}

func TestOpensWithin(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"I was alarmed when the mayor said to be ‘Small towns, come to me and we build you": true,
		"She looked at me and said, ‘You weren’t":                                           true,
		"They told us: ‘The quay is ours":                                                   true,
		"He was like 'Who needs a quay":                                                     true,
		"The mayor said ‘no quay is safe":                                                   true,
		"She said, ‘You weren’t there,’ and left.":                                          false,
		"They said ‘The quay is ours.’":                                                     false,
		"We call it the ‘Harbour of Hope":                                                   false,
		"The mayor said 'em all, one by one":                                                false,
		"The workers’ quay is said to be safe":                                              false,
		"It’s said that the quay’s closed":                                                  false,
	} {
		if got := opensWithin(text); got != want {
			t.Errorf("%q opens a quotation that it does not end: %v, want %v", text, got, want)
		}
	}
}
