package check

import (
	"fmt"
	"strings"
	"testing"
)

// A proofRow is a draft's gist, parties and question in JSON, and lines of the brief that rules alone make of it.
type proofRow struct {
	draft string
	want  []string
}

func checkProofs(t *testing.T, text string, rows map[string]proofRow) {
	t.Helper()
	for name, row := range rows {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkLines(t, proofOf(t, row.draft, text).Brief(Author{}), row.want...)
		})
	}
}

func TestFateOfALineByRules(t *testing.T) {
	t.Parallel()
	checkProofs(t, strait, map[string]proofRow{
		"it stands": {
			`{"gist":[{"s":[1],"t":"The council raised the ferry fee to 40 crowns."}]}`,
			[]string{"The council raised the ferry fee to 40 crowns.", "no dropped"},
		},
		"it falls": {
			`{"gist":[{"s":[1],"t":"The council raised the ferry fee to 45 crowns."}]}`,
			[]string{"no 45", "dropped line of the gist 1: has a number that its sentences lack"},
		},
		"it is doubted, and nobody reads again": {
			`{"gist":[{"s":[1],"t":"The council raised the ferry fee to 40 crowns on Friday."}]}`,
			[]string{"no Friday", "dropped line of the gist 1: has a date that its sentences lack"},
		},
		"the second falls, the others stand": {
			`{"gist":[{"s":[1],"t":"The council raised the fee."},{"s":[],"t":"x"},{"s":[6],"t":"The fee could cost jobs."}]}`,
			[]string{"The council raised the fee.", "The fee could cost jobs.", "dropped line of the gist 2: cites no sentence"},
		},
		"marks around its sentence's words come off": {
			`{"gist":[{"s":[5],"t":"The fee should be “capped at 100 crowns”."}]}`,
			[]string{"The fee should be capped at 100 crowns.", "no dropped"},
		},
		"marks around other words": {
			`{"gist":[{"s":[5],"t":"The fee should be “capped at a pittance”."}]}`,
			[]string{"no pittance", "dropped line of the gist 1: holds a quotation mark"},
		},
		"one line too many": {
			`{"gist":[` + strings.Repeat(`{"s":[1],"t":"The council raised the fee."},`, 5) + `{"s":[6],"t":"The fee could cost jobs."}]}`,
			[]string{"no cost jobs", "dropped line of the gist, 1 of them: are too many"},
		},
		"a position whose words are another's": {
			`{"parties":[{"name":"Castle Rail","positions":[{"s":[2],"by":"Lena Roth","t":"Roth opposes the fee."}]}]}`,
			[]string{"no [Castle Rail", "dropped position of Castle Rail 1: is somebody else's position"},
		},
		"a party of nobody": {
			`{"parties":[{"name":"Velda Group","positions":[{"s":[2],"by":"Anna Berg","t":"Berg opposes the fee."}]}]}`,
			[]string{"no Velda", "dropped party 1: is not in the articles"},
		},
		"a party twice": {
			`{"parties":[{"name":"Green Party","positions":[{"s":[2],"by":"Anna Berg","t":"Berg opposes the fee."}]},{"name":"green party ","positions":[{"s":[6],"by":"","t":"The fee could cost jobs."}]}]}`,
			[]string{"[Green Party; Anna Berg] Berg opposes the fee.", "dropped party 2: is there already", "no cost jobs"},
		},
		"a party of which nothing stands": {
			`{"parties":[{"name":"Green Party","positions":[{"s":[2],"by":"Anna Berg","t":"Berg opposes the fee of 45 crowns."}]}]}`,
			[]string{"no [Green Party]", "dropped position of Green Party 1: has a number that its sentences lack"},
		},
		"nothing at all": {`{}`, []string{"quotation 1 by Anna Berg of Green Party", "no dropped"}},
	})
}

func TestBriefShowsNothingOfALineThatFell(t *testing.T) {
	t.Parallel()
	draft := `{"gist":[{"s":[1],"t":"Lumora raised it."}],"question":"Should Lumora pay?","parties":[{"name":"Lumora","positions":[{"s":[1],"by":"Lumora","t":"x"}],
		"quotes":[{"q":1,"by":"Lumora"}]},{"name":"Green Party","positions":[{"s":[2],"by":"Lumora","t":"Berg opposes the fee."}],"quotes":[{"q":2,"by":"Olav Lumora"}]}]}`
	proof := proofOf(t, draft, strait)
	checkLines(t, proof.Brief(Author{}), "no Lumora")
	if standing, items := proof.Standing(); items != 5 || standing > 1 {
		t.Errorf("Standing() = %d, %d; want 5 items", standing, items)
	}
	if complaints := strings.Join(proof.Complaints(9), "\n"); !strings.Contains(complaints, "‘Olav Lumora’ is in no sentence") {
		t.Errorf("the complaints do not name what is wrong:\n%s", complaints)
	}
}

func TestComplaints(t *testing.T) {
	t.Parallel()
	draft := `{"gist":[{"s":[2],"t":"Berg opposes a fee of 40 crowns."},{"s":[2],"t":"Berg opposes a fee on Friday."},{"s":[2],"t":"Berg **opposes** the fee."}]}`
	want := []string{"line of the gist 1: ‘40’ is not in 2; sentence 1 has it", "line of the gist 3: holds markup"}
	proof := proofOf(t, draft, strait)
	for most := range 4 {
		if got, want := fmt.Sprint(proof.Complaints(most)), fmt.Sprint(want[:min(most, len(want))]); got != want {
			t.Errorf("Complaints(%d) = %s, want %s", most, got, want)
		}
	}
}

func TestStanceNeedsAQuestionAndASecondReading(t *testing.T) {
	t.Parallel()
	const party = `"parties":[{"name":"Green Party","kind":"political party","stance":"opposes","positions":[{"s":[1,2],"by":"Anna Berg","t":"Berg opposes the fee that was raised."}]}]`
	const question = `"question":"Should the council raise the ferry fee?",`
	for name, row := range map[string]struct {
		draft   string
		answers bool
		want    string
	}{
		"a question, read again":     {question + party, true, "[Green Party] opposes"},
		"a question, not read again": {question + party, false, "[Green Party] none"},
		"no question, read again":    {party, true, "[Green Party] none"},
		"a question of how":          {`"question":"How should the council raise the ferry fee?",` + party, true, "[Green Party] none"},
		"a stance of no kind":        {question + strings.Replace(party, "opposes", "hates", 1), true, "[Green Party] none"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proof := proofOf(t, "{"+row.draft+"}", strait)
			if row.answers {
				question := proof.Question()
				proof.Apply(question, caught(question), "reader")
			}
			checkLines(t, proof.Brief(Author{}), row.want)
		})
	}
}

func TestSpeakersAndPartiesByRules(t *testing.T) {
	t.Parallel()
	checkProofs(t, strait, map[string]proofRow{
		"by nobody is by the party itself": {
			`{"parties":[{"name":"Ship owners","positions":[{"s":[6],"by":"","t":"The fee could cost jobs."}]}]}`,
			[]string{"[Ship owners; Ship owners] The fee could cost jobs."},
		},
		"a last name becomes the whole one": {
			`{"parties":[{"name":"Green Party","positions":[{"s":[2],"by":"Berg","t":"Berg opposes the fee."}]}]}`,
			[]string{"[Green Party; Anna Berg] Berg opposes the fee."},
		},
		"a namesake stays himself": {
			`{"parties":[{"name":"Karl Berg","positions":[{"s":[3],"by":"Karl Berg","t":"Karl Berg supports it."}]}]}`,
			[]string{"[Karl Berg; Karl Berg] Karl Berg supports it."},
		},
		"a namesake gets no other's position": {
			`{"parties":[{"name":"Karl Berg","positions":[{"s":[2],"by":"Karl Berg","t":"He opposes the fee."}]}]}`,
			[]string{"no He opposes", "dropped position of Karl Berg 1: is somebody else's position"},
		},
		"a whole name where the article is shorter": {
			`{"parties":[{"name":"Anna Berg","positions":[{"s":[4],"by":"Anna Berg","t":"It is good that somebody is not in charge of the port."}]}]}`,
			[]string{"[Anna Berg; Anna Berg] It is good that somebody is not in charge of the port."},
		},
		"a party of which the article does not tell": {
			`{"parties":[{"name":"Castle Rail","positions":[{"s":[5],"by":"Lena Roth","t":"Roth says the fee should be capped at 100 crowns."}]},
				{"name":"Green Party","positions":[{"s":[7],"by":"Mads Thorne","t":"Thorne waited for the vote."}]}]}`,
			[]string{"[Castle Rail; Lena Roth] Roth says the fee should be capped at 100 crowns.", "[Green Party; Mads Thorne] Thorne waited for the vote."},
		},
		"a group by words that the article lacks": {
			`{"parties":[{"name":"analysts","positions":[{"s":[6],"by":"","t":"The fee could cost jobs."}]}]}`,
			[]string{"no [analysts"},
		},
	})
}

func TestVotesOnAQuotationWithoutASecondReading(t *testing.T) {
	t.Parallel()
	quoted := func(party, by string, q int) string {
		return fmt.Sprintf(`{"parties":[{"name":%q,"quotes":[{"q":%d,"by":%q}]}]}`, party, q, by)
	}
	const otherSpeaker, unclear = "has another speaker in the article", "has a speaker whom the article leaves unclear"
	checkProofs(t, strait, map[string]proofRow{
		"writer and reading agree":                {quoted("Castle Rail", "Lena Roth", 2), []string{"quotation 2 by Lena Roth of Castle Rail", "[Castle Rail] key quotation 2"}},
		"a last name agrees, the whole is shown":  {quoted("Castle Rail", "Roth", 2), []string{"quotation 2 by Lena Roth of Castle Rail"}},
		"a title is no part of the name":          {quoted("Castle Rail", "Ms. Roth", 2), []string{"quotation 2 by Lena Roth of Castle Rail"}},
		"writer and reading differ":               {quoted("Ship owners", "Mads Thorne", 2), []string{"quotation 2 by nobody of none", "no key quotation", "dropped quotation 2: " + otherSpeaker}},
		"writer and reading differ on a namesake": {quoted("Karl Berg", "Karl Berg", 1), []string{"quotation 1 by nobody of none", "no key quotation", "dropped quotation 1: " + otherSpeaker}},
		"writer and reading agree on a namesake":  {quoted("Green Party", "Anna Berg", 1), []string{"quotation 1 by Anna Berg of Green Party"}},
		"reading silent, named in front":          {quoted("Mads Thorne", "Mads Thorne", 3), []string{"quotation 3 by Mads Thorne of Mads Thorne", "[Mads Thorne] key quotation 3"}},
		"reading silent, last name in front":      {quoted("Mads Thorne", "Thorne", 3), []string{"quotation 3 by Mads Thorne of Mads Thorne"}},
		"reading silent, named far away":          {quoted("Castle Rail", "Lena Roth", 3), []string{"no quotation 3 by", "no key quotation", "dropped quotation 3: " + unclear}},
		"reading has no proper name, named there": {quoted("the carrier", "the carrier", 4), []string{"quotation 4 by the carrier of the carrier"}},
		"reading has no proper name, named far":   {quoted("Castle Rail", "Lena Roth", 4), []string{"quotation 4 by nobody of none", "dropped quotation 4: " + otherSpeaker}},
		"by nobody is by the party":               {quoted("Mads Thorne", "", 3), []string{"quotation 3 by Mads Thorne of Mads Thorne"}},
		"a speaker of nobody":                     {quoted("Castle Rail", "Olav Brekke", 2), []string{"quotation 2 by Lena Roth of Lena Roth", "dropped quotation 2: names a speaker who is not in the articles", "no Brekke"}},
		"a quotation that is not there":           {quoted("Castle Rail", "Lena Roth", 9), []string{"dropped quotation 9: does not exist"}},
		"number nought":                           {quoted("Castle Rail", "Lena Roth", 0), []string{"dropped quotation 0: does not exist"}},
		"used twice": {
			`{"parties":[{"name":"Castle Rail","quotes":[{"q":2,"by":"Lena Roth"},{"q":2,"by":"Lena Roth"}]}]}`,
			[]string{"quotation 2 by Lena Roth of Castle Rail", "dropped quotation 2: is used twice"},
		},
		"its party fell": {quoted("Velda Group", "Lena Roth", 2), []string{"quotation 2 by Lena Roth of Lena Roth", "dropped quotation 2: belongs to none of the draft's parties"}},
		"its party fell, its speaker's is there": {
			`{"parties":[{"name":"Velda Group","quotes":[{"q":1,"by":"Anna Berg"}]},{"name":"Green Party"}]}`,
			[]string{"quotation 1 by Anna Berg of Green Party", "[Green Party] key quotation 1"},
		},
	})
}

// A name is shown as the articles have it: neither with other words among its own, nor one that only an order has.
func TestNamesThatTheArticlesDoNotHave(t *testing.T) {
	t.Parallel()
	const berg = `"positions":[{"s":[2],"by":"Anna Berg","t":"Berg opposes the fee."}]`
	checkProofs(t, strait, map[string]proofRow{
		"a party with a foreign name in front": {`{"parties":[{"name":"Lumora Anna Berg",` + berg + `}]}`, []string{"no Lumora"}},
		"a party of foreign words":             {`{"parties":[{"name":"buy lumora lamps",` + berg + `}]}`, []string{"no lumora"}},
		"a party with foreign words in front":  {`{"parties":[{"name":"greedy liars of the Green Party",` + berg + `}]}`, []string{"no greedy"}},
		"a position's speaker":                 {`{"parties":[{"name":"Green Party","positions":[{"s":[2],"by":"Lumora Anna Berg","t":"Berg opposes the fee."}]}]}`, []string{"no Lumora"}},
		"a quotation's speaker":                {`{"parties":[{"name":"Green Party","quotes":[{"q":1,"by":"Lumora Anna Berg"}]}]}`, []string{"no Lumora"}},
		"a quotation's speaker in small words": {`{"parties":[{"name":"Green Party","quotes":[{"q":1,"by":"greedy liar Anna Berg"}]}]}`, []string{"no greedy"}},
		"a group's quotation":                  {`{"parties":[{"name":"the carrier","quotes":[{"q":4,"by":"greedy carrier"}]}]}`, []string{"no greedy"}},
	})
	checkProofs(t, quay, map[string]proofRow{
		"a party that an order names":   {`{"parties":[{"name":"Lumora","positions":[{"s":[2],"by":"Runa Feld","t":"Feld said the delay would cost jobs."}]}]}`, []string{"no Lumora"}},
		"a speaker whom an order names": {`{"parties":[{"name":"Harbour Party","quotes":[{"q":1,"by":"Lumora"}]}]}`, []string{"no by Lumora"}},
	})
}
