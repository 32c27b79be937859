package check

import (
	"slices"
	"strings"
	"testing"
)

// answerDraft has lines, quotations and stances of every kind; the second position is doubted.
const answerDraft = `{
	"gist":[{"s":[1],"t":"The council raised the ferry fee to 40 crowns."}],
	"question":"Should the council raise the ferry fee?",
	"parties":[
		{"name":"Green Party","kind":"political party","stance":"opposes","positions":[
			{"s":[1,2],"by":"Anna Berg","t":"Opposes the ferry fee."},
			{"s":[4],"by":"Anna Berg","t":"It is good that nobody of such temper runs the port on Friday."}],"quotes":[{"q":1,"by":"Anna Berg"}]},
		{"name":"Karl Berg","kind":"person","stance":"supports","positions":[{"s":[2,3],"by":"Karl Berg","t":"Supports the fee of Anna."}]},
		{"name":"Castle Rail","kind":"company","stance":"opposes","positions":[{"s":[4,5],"by":"Lena Roth","t":"Roth says the fee should be capped at 100 crowns."}],"quotes":[
			{"q":2,"by":"Mads Thorne"}]},
		{"name":"Mads Thorne","kind":"person","stance":"none","positions":[{"s":[8],"by":"Mads Thorne","t":"The books of the ferry will lie open."}]}]}`

// caught marks the spoilt rows of a question.
func caught(q *Question) []Mark {
	var marks []Mark
	for i, r := range q.rows {
		if r.spoilt {
			marks = append(marks, Mark{N: i + 1, Why: "what"})
		}
	}
	return marks
}

// numberOf is the number of a question's row, not a spoilt one, that has a text.
func numberOf(t *testing.T, q *Question, text string) int {
	t.Helper()
	at := slices.IndexFunc(q.rows, func(r row) bool { return !r.spoilt && strings.Contains(r.bracket+r.text, text) })
	if at < 0 {
		t.Fatalf("no row has %q:\n%s", text, strings.Join(q.Rows, "\n"))
	}
	return at + 1
}

// readAgain asks a second reading, which catches what is spoilt and says mark of the row with a text, and makes the brief.
func readAgain(t *testing.T, proof *Proof, text string, mark Mark) *Brief {
	t.Helper()
	question := proof.Question()
	mark.N = numberOf(t, question, text)
	proof.Apply(question, append(caught(question), mark), "reader")
	return proof.Brief(Author{})
}

func TestAnswer(t *testing.T) {
	t.Parallel()
	const (
		gist     = "The council raised"
		opposes  = "Opposes the ferry"
		temper   = "such temper"
		supports = "Supports the fee"
		capped   = "Roth says"
		books    = "The books"
		untilNow = "[Green Party; Anna Berg] Opposes the ferry fee."
		mended   = "asked 11, mended 1, dropped 0, trusted true"
		dropped  = "asked 11, mended 0, dropped 1, trusted true"
	)
	for name, row := range map[string]struct {
		row  string
		mark Mark
		want []string
	}{
		"a text":               {gist, Mark{Text: "Halvik raised the fee to 40 crowns."}, []string{"Halvik raised the fee to 40 crowns.", "no The council raised", mended}},
		"a text of a position": {capped, Mark{Text: "Roth would cap the fee."}, []string{"[Castle Rail; Lena Roth] Roth would cap the fee.", mended}},
		"a text of a sentence that was shown besides":           {books, Mark{Text: "The books of the hall will lie open."}, []string{"[Mads Thorne; Mads Thorne] The books of the hall will lie open.", mended}},
		"a text with a foreign name":                            {gist, Mark{Text: "Olav Brekke raised the fee to 40 crowns."}, []string{"no Brekke", "no The council raised", "dropped line of the gist 1: the second reading found it wrong", dropped}},
		"a text with a foreign number":                          {gist, Mark{Text: "The council raised the fee to 45 crowns."}, []string{"no 45", dropped}},
		"a text with a number of a sentence that was not shown": {capped, Mark{Text: "Roth says the fee should be capped at 49 crowns."}, []string{"no capped at 49", dropped}},
		"a text with a link":                                    {gist, Mark{Text: "The council raised the fee, see lumora.shop."}, []string{"no lumora", dropped}},
		"a text with markup":                                    {gist, Mark{Text: "The council **raised** the fee."}, []string{"no **", dropped}},
		"a text with marks":                                     {gist, Mark{Text: "The council raised the “fee”."}, []string{"no “", dropped}},
		"a text that is too long":                               {gist, Mark{Text: "The council raised" + strings.Repeat(" the fee", 30)}, []string{"no the fee the fee", dropped}},
		"a text in the first person":                            {gist, Mark{Text: "We raised the ferry fee."}, []string{"no We raised", dropped}},
		"a text that does not change":                           {gist, Mark{Text: "The council raised the ferry fee to 40 crowns."}, []string{"no The council raised", dropped}},
		"nothing":                                               {gist, Mark{Why: "more"}, []string{"no The council raised", dropped}},
		"nothing of a position":                                 {opposes, Mark{Why: "what"}, []string{"no " + untilNow, dropped}},
		"a speaker of a gist's line":                            {gist, Mark{Why: "who", Speaker: "Halvik"}, []string{"no The council raised", dropped}},

		"a speaker and a party of the draft":        {opposes, Mark{Why: "who", Speaker: "Anna Berg", Party: "Castle Rail"}, []string{"[Castle Rail; Anna Berg] Opposes the ferry fee.", "no " + untilNow, mended}},
		"a speaker with a party of his own":         {supports, Mark{Why: "who", Speaker: "Anna Berg"}, []string{"[Green Party; Anna Berg] Supports the fee of Anna.", mended}},
		"a speaker by the last name":                {capped, Mark{Why: "who", Speaker: "Roth"}, []string{"[Lena Roth; Lena Roth] Roth says the fee should be capped at 100 crowns.", mended}},
		"a speaker without a party":                 {opposes, Mark{Why: "who", Speaker: "Halvik"}, []string{"[Halvik; Halvik] Opposes the ferry fee.", mended}},
		"a speaker and a party that is new":         {opposes, Mark{Why: "who", Speaker: "Anna Berg", Party: "Northern Harbour Authority"}, []string{"[Northern Harbour Authority; Anna Berg] Opposes the ferry fee.", mended}},
		"a speaker and a party of nobody":           {opposes, Mark{Why: "who", Speaker: "Anna Berg", Party: "Velda Group"}, []string{"no Velda", "no " + untilNow, dropped}},
		"a speaker who is not in what was shown":    {opposes, Mark{Why: "who", Speaker: "Lena Roth"}, []string{"no Opposes the ferry", dropped}},
		"a speaker of nobody":                       {opposes, Mark{Why: "who", Speaker: "Olav Brekke", Party: "Green Party"}, []string{"no Brekke", "no Opposes the ferry", dropped}},
		"a speaker that acts":                       {opposes, Mark{Why: "who", Speaker: "**Anna Berg**"}, []string{"no **", "no Opposes the ferry", dropped}},
		"a speaker whose line names the other":      {capped, Mark{Why: "who", Speaker: "Berg"}, []string{"no Roth says", dropped}},
		"a speaker and a text that names him":       {capped, Mark{Why: "who", Speaker: "Berg", Text: "Berg would cap the fee."}, []string{"no Roth says", "[Green Party; Anna Berg] Berg would cap the fee.", mended}},
		"a party alone":                             {capped, Mark{Why: "party", Party: "Green Party"}, []string{"[Green Party; Lena Roth] Roth says the fee should be capped at 100 crowns.", mended}},
		"a party alone that is new":                 {capped, Mark{Why: "party", Party: "Norway"}, []string{"[Norway; Lena Roth] Roth says the fee should be capped at 100 crowns.", mended}},
		"a party alone, by another name":            {opposes, Mark{Why: "party", Party: "Greens"}, []string{"[Green Party; Anna Berg] Opposes the ferry fee."}},
		"a party alone of nobody":                   {capped, Mark{Why: "party", Party: "Velda Group"}, []string{"no Velda", "no Roth says", dropped}},
		"a speaker who stands before what is cited": {books, Mark{Why: "who", Speaker: "Thorne", Party: "Castle Rail"}, []string{"[Castle Rail; Mads Thorne] The books of the ferry will lie open.", mended}},
		"unclear, and nothing doubts the line":      {opposes, Mark{Why: "unclear"}, []string{untilNow, "asked 11, mended 0, dropped 0, trusted true"}},
		"unclear, and the line is doubted":          {temper, Mark{Why: "unclear"}, []string{"no temper", dropped}},
		"nothing of a doubted line, which stays":    {opposes, Mark{Why: "unclear"}, []string{"[Green Party; Anna Berg] It is good that nobody of such temper runs the port on Friday."}},
		"a stance changed":                          {"[Green Party] opposes: Should", Mark{Why: "what", Text: "Conditional "}, []string{"[Green Party] conditional", mended}},
		"a stance removed":                          {"[Green Party] opposes: Should", Mark{Why: "what"}, []string{"[Green Party] none", "dropped the stance of Green Party: the second reading found it wrong", dropped}},
		"a stance of no kind":                       {"[Green Party] opposes: Should", Mark{Why: "what", Text: "hates"}, []string{"[Green Party] none", dropped}},
		"a stance with a speaker, which is nobody":  {"[Green Party] opposes: Should", Mark{Why: "who", Speaker: "Lena Roth", Text: "mixed"}, []string{"[Green Party] mixed", mended}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkLines(t, readAgain(t, proofOf(t, answerDraft, strait), row.row, row.mark), row.want...)
		})
	}
}

// Of a quotation's speaker two of three decide: the writer, the reading of the article, and the second reading.
func TestThreeVotesOnAQuotation(t *testing.T) {
	t.Parallel()
	// Quotation 2 is Lena Roth's to the reading; of quotation 3 it names nobody.
	const parties = `{"gist":[{"s":[1],"t":"The council raised the ferry fee to 40 crowns."}],
		"parties":[{"name":"PARTY","quotes":[{"q":NUMBER,"by":"WRITER"}]},{"name":"Ship owners","positions":[{"s":[6],"by":"","t":"The fee could cost jobs."}]}]}`
	for name, row := range map[string]struct {
		number, party, writer string
		mark                  *Mark // nil: the second reading finds it right
		want                  []string
	}{
		"all agree":                                          {"2", "Castle Rail", "Lena Roth", nil, []string{"quotation 2 by Lena Roth of Castle Rail", "[Castle Rail] key quotation 2"}},
		"the reading is alone":                               {"2", "Mads Thorne", "Mads Thorne", nil, []string{"quotation 2 by Mads Thorne of Mads Thorne", "[Mads Thorne] key quotation 2"}},
		"the writer is alone":                                {"2", "Castle Rail", "Mads Thorne", &Mark{Speaker: "Lena Roth", Party: "Castle Rail"}, []string{"quotation 2 by Lena Roth of Castle Rail", "asked 3, mended 1, dropped 0, trusted true"}},
		"the writer is alone, party unnamed":                 {"2", "Mads Thorne", "Mads Thorne", &Mark{Speaker: "Roth"}, []string{"quotation 2 by Lena Roth of Lena Roth", "[Lena Roth] key quotation 2"}},
		"the second reading is alone":                        {"2", "Castle Rail", "Lena Roth", &Mark{Speaker: "Anna Berg"}, []string{"quotation 2 by Lena Roth of Castle Rail", "asked 3, mended 0, dropped 0, trusted true"}},
		"the second reading names nobody, the others agree":  {"2", "Castle Rail", "Lena Roth", &Mark{}, []string{"quotation 2 by Lena Roth of Castle Rail", "asked 3, mended 0, dropped 0, trusted true"}},
		"the second reading names nobody, the others differ": {"2", "Castle Rail", "Mads Thorne", &Mark{}, []string{"quotation 2 by nobody of none", "asked 3, mended 0, dropped 1, trusted true"}},
		"three ways":                                         {"2", "Mads Thorne", "Mads Thorne", &Mark{Speaker: "Anna Berg"}, []string{"quotation 2 by nobody of none", "no key quotation", "asked 3, mended 0, dropped 1, trusted true"}},
		"the reading is silent, the others agree":            {"3", "Mads Thorne", "Mads Thorne", nil, []string{"quotation 3 by Mads Thorne of Mads Thorne"}},
		"the reading is silent, the others agree far away":   {"3", "Castle Rail", "Lena Roth", nil, []string{"quotation 3 by Lena Roth of Castle Rail"}},
		"the reading is silent, the others differ":           {"3", "Mads Thorne", "Mads Thorne", &Mark{Speaker: "Lena Roth"}, []string{"no quotation 3 by", "asked 3, mended 0, dropped 1, trusted true"}},
		"the party alone":                                    {"2", "Mads Thorne", "Lena Roth", &Mark{Why: "party", Party: "Castle Rail"}, []string{"quotation 2 by Lena Roth of Castle Rail", "[Castle Rail] key quotation 2"}},
		"the party with the writer's speaker":                {"3", "Castle Rail", "Mads Thorne", &Mark{Why: "party", Speaker: "Mads Thorne", Party: "Ship owners"}, []string{"quotation 3 by Mads Thorne of Ship owners"}},
		"a speaker of nobody":                                {"2", "Castle Rail", "Mads Thorne", &Mark{Speaker: "Olav Brekke"}, []string{"no Brekke", "quotation 2 by nobody of none"}},
		"the reading's speaker with words of nobody":         {"2", "Castle Rail", "Mads Thorne", &Mark{Speaker: "Lumora Lena Roth"}, []string{"no Lumora"}},
		"a speaker that acts":                                {"2", "Castle Rail", "Mads Thorne", &Mark{Speaker: "@Lena Roth"}, []string{"no @", "quotation 2 by nobody of none"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proof := proofOf(t, strings.NewReplacer("PARTY", row.party, "NUMBER", row.number, "WRITER", row.writer).Replace(parties), strait)
			question := proof.Question()
			marks := caught(question)
			if row.mark != nil {
				mark := *row.mark
				mark.N = numberOf(t, question, "«")
				marks = append(marks, mark)
			}
			proof.Apply(question, marks, "reader")
			checkLines(t, proof.Brief(Author{}), row.want...)
		})
	}
}

func TestLazyAnswerIsNotTrusted(t *testing.T) {
	t.Parallel()
	strict := lines(proofOf(t, answerDraft, strait).Brief(Author{}))
	for name, marks := range map[string]func(*Question) []Mark{
		"nothing is bad":            func(*Question) []Mark { return nil },
		"another line is bad":       func(q *Question) []Mark { return []Mark{{N: numberOf(t, q, "[Green Party] opposes"), Text: "mixed"}} },
		"numbers that do not exist": func(*Question) []Mark { return []Mark{{N: 0}, {N: -3}, {N: 99}} },
		"everything is bad": func(q *Question) (all []Mark) {
			for i := range q.Rows {
				all = append(all, Mark{N: i + 1})
			}
			return all
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proof := proofOf(t, answerDraft, strait)
			question := proof.Question()
			proof.Apply(question, marks(question), "reader")
			brief := proof.Brief(Author{})
			if got, want := strings.Join(lines(brief), "\n"), strings.Join(append(strict, "asked 11, mended 0, dropped 0, trusted false"), "\n"); got != want {
				t.Errorf("the brief is\n%s\nwant\n%s", got, want)
			}
			if s := brief.Checks.SecondReading; s.Model != "reader" {
				t.Errorf("the reading is %s's, want reader's", s.Model)
			}
		})
	}
}

func TestUnreadBriefIsAsStrict(t *testing.T) {
	t.Parallel()
	proof := proofOf(t, answerDraft, strait)
	proof.Unread(proof.Question(), "reader")
	checkLines(t, proof.Brief(Author{}), "no temper", "[Green Party] none", "quotation 2 by nobody of none", "asked 11, mended 0, dropped 0, trusted false")
}

func TestAnswerThatMarksASpoiltRowsOwnLineHasRead(t *testing.T) {
	t.Parallel()
	proof := proofOf(t, answerDraft, strait)
	question := proof.Question()
	var marks []Mark
	for i, r := range question.rows {
		isCopied := slices.ContainsFunc(question.rows, func(s row) bool { return s.spoilt && s.line == r.line })
		if !r.spoilt && r.line != nil && isCopied {
			marks = append(marks, Mark{N: i + 1, Why: "what"})
		}
	}
	proof.Apply(question, marks, "reader")
	checkLines(t, proof.Brief(Author{}), "asked 11, mended 0, dropped 1, trusted true")
}

func TestMarksOfOddNumbersAreHarmless(t *testing.T) {
	t.Parallel()
	proof := proofOf(t, answerDraft, strait)
	question := proof.Question()
	gist := numberOf(t, question, "The council raised")
	marks := append(caught(question), Mark{N: 0, Text: "x"}, Mark{N: -1, Text: "x"}, Mark{N: 1 << 40, Text: "x"},
		Mark{N: gist, Text: "The council raised the fee."}, Mark{N: gist}, Mark{N: gist, Text: "Halvik raised the fee."})
	proof.Apply(question, marks, "reader")
	checkLines(t, proof.Brief(Author{}), "The council raised the fee.", "no Halvik raised", "asked 11, mended 1, dropped 0, trusted true")
}

func TestAnswerCounts(t *testing.T) {
	t.Parallel()
	proof := proofOf(t, answerDraft, strait)
	question := proof.Question()
	marks := append(caught(question),
		Mark{N: numberOf(t, question, "The council raised"), Text: "The council raised the fee."},
		Mark{N: numberOf(t, question, "such temper"), Why: "time"},
		Mark{N: numberOf(t, question, "[Karl Berg] supports"), Text: "mixed"},
		Mark{N: numberOf(t, question, "«The fee should"), Speaker: "Anna Berg"},
		Mark{N: numberOf(t, question, "Opposes the ferry"), Why: "unclear"})
	proof.Apply(question, marks, "reader")
	checkLines(t, proof.Brief(Author{}), "asked 11, mended 2, dropped 2, trusted true")
}

// A stance counts only where the second reading saw it: a party that came by its line through a mark was not asked about.
func TestStanceThatWasNotAskedAboutIsNotShown(t *testing.T) {
	t.Parallel()
	draft := `{"question":"Should the council raise the ferry fee?","parties":[
		{"name":"Green Party","stance":"opposes","positions":[{"s":[2],"by":"Anna Berg","t":"Opposes the ferry fee."}]},
		{"name":"Castle Rail","stance":"supports","positions":[{"s":[],"by":"Lena Roth","t":"Roth supports the fee."}]}]}`
	brief := readAgain(t, proofOf(t, draft, strait), "Opposes the ferry", Mark{Why: "party", Party: "Castle Rail"})
	checkLines(t, brief, "[Castle Rail; Anna Berg] Opposes the ferry fee.", "[Castle Rail] none")
}

// Nobody reads a text again that the second reading brings, so what is doubted of it is dropped; a text that it leaves has been
// read, whatever is doubted of it.
func TestMendedTextThatIsDoubtedFalls(t *testing.T) {
	t.Parallel()
	const draft = `{"gist":[{"s":[1],"t":"The council raised the ferry fee to 40 crowns."}],"parties":[
		{"name":"Green Party","positions":[{"s":[2],"by":"Anna Berg","t":"Berg does not oppose the fee."}]},
		{"name":"Ship owners","positions":[{"s":[6],"by":"","t":"The fee could cost jobs."}]}]}`
	const gist, position = "The council raised", "Berg does not"
	for name, row := range map[string]struct {
		row  string
		mark Mark
		want []string
	}{
		"for a negation":               {gist, Mark{Text: "The council never raised the ferry fee."}, []string{"no The council", "asked 3, mended 0, dropped 1, trusted true"}},
		"for a name from elsewhere":    {gist, Mark{Text: "The council raised the ferry fee of Lena Roth."}, []string{"no The council", "asked 3, mended 0, dropped 1, trusted true"}},
		"for words of its own":         {gist, Mark{Text: "The council hates gardens that people visit."}, []string{"no The council", "asked 3, mended 0, dropped 1, trusted true"}},
		"of a position":                {position, Mark{Text: "Berg cannot oppose the fee."}, []string{"no Berg cannot", "no Berg does not", "asked 3, mended 0, dropped 1, trusted true"}},
		"not for a day":                {gist, Mark{Text: "The council raised the ferry fee on Friday."}, []string{"The council raised the ferry fee on Friday.", "asked 3, mended 1, dropped 0, trusted true"}},
		"not where the text stays":     {position, Mark{Why: "party", Party: "Castle Rail"}, []string{"[Castle Rail; Anna Berg] Berg does not oppose the fee.", "asked 3, mended 1, dropped 0, trusted true"}},
		"not where the text is beyond": {position, Mark{Text: "Berg opposes the fee."}, []string{"[Green Party; Anna Berg] Berg opposes the fee.", "asked 3, mended 1, dropped 0, trusted true"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checkLines(t, readAgain(t, proofOf(t, draft, strait), row.row, row.mark), row.want...)
		})
	}
}

// The party that is named goes before one whose name has it.
func TestPartyOfAMarkIsTheOneOfItsName(t *testing.T) {
	t.Parallel()
	draft := `{"parties":[
		{"name":"Norwegian officials","positions":[{"s":[10],"by":"","t":"Norwegian officials met an envoy in Oslo to talk."}]},
		{"name":"Norway","positions":[{"s":[17],"by":"","t":"Pays for the ice breaker."}]},
		{"name":"Ship owners","positions":[{"s":[6],"by":"","t":"The fee could cost jobs."}]}]}`
	checkLines(t, readAgain(t, proofOf(t, draft, strait), "The fee could", Mark{Why: "party", Party: "Norway"}), "[Norway; Ship owners] The fee could cost jobs.")
}

// A line whose words name the speaker that was does not go to a namesake.
func TestLineThatNamesItsSpeakerGoesToNoNamesake(t *testing.T) {
	t.Parallel()
	draft := `{"parties":[{"name":"Karl Berg","positions":[{"s":[2,3],"by":"Karl Berg","t":"Karl Berg would support it."}]}]}`
	checkLines(t, readAgain(t, proofOf(t, draft, strait), "Karl Berg would", Mark{Why: "who", Speaker: "Anna Berg"}), "no Anna Berg] Karl Berg would support it.")
}

// What an order names is nobody's knowledge: it was not shown.
func TestMendedTextHasNoNameOfAnOrder(t *testing.T) {
	t.Parallel()
	draft := `{"gist":[{"s":[9],"t":"The petition lies in the library."}]}`
	checkLines(t, readAgain(t, proofOf(t, draft, quay), "The petition", Mark{Text: "The petition lies beside Lumora lamps."}), "no Lumora")
}
