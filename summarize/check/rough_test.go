package check

import (
	"testing"

	"parley/article"
	"parley/summarize/transcript"
)

func TestRoughAmountsThatLieNearAreNoDispute(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		one, other   string
		said, saidTo string
		shown        bool
	}{
		"about, and more than":     {"Runa Feld raised about $228 million for the bridge of Osterby.", "Feld raised more than $235 million for the bridge of Osterby.", "Feld raised $228 million.", "Feld raised $235 million.", false},
		"one is exact":             {"The bridge of Osterby costs $3.6 million.", "The bridge of Osterby costs some $3.5 million.", "The bridge costs $3.6 million.", "The bridge costs $3.5 million.", false},
		"bounds":                   {"The suit is for up to 1.6 million women.", "The suit is for as many as 1.5 million women.", "The suit is for 1.6 million women.", "The suit is for 1.5 million women.", false},
		"in German":                {"Die Brücke kostet rund 50 Millionen Euro.", "Die Brücke kostet 48 Millionen Euro.", "Die Brücke kostet 50 Millionen Euro.", "Die Brücke kostet 48 Millionen Euro.", false},
		"millions that lie near":   {"The bridge of Osterby costs $5.7 million.", "The bridge of Osterby costs $5.6 million.", "The bridge costs $5.7 million.", "The bridge costs $5.6 million.", false},
		"millions farther apart":   {"The bridge of Osterby costs $5.7 million.", "The bridge of Osterby costs $5.3 million.", "The bridge costs $5.7 million.", "The bridge costs $5.3 million.", true},
		"exact ones that lie near": {"The bridge of Osterby has 5,700 rivets.", "The bridge of Osterby has 5,600 rivets.", "The bridge has 5,700 rivets.", "The bridge has 5,600 rivets.", true},
		"rough ones far apart":     {"Some 520,000 people crossed the bridge.", "About 400,000 people crossed the bridge.", "520,000 people crossed the bridge.", "400,000 people crossed the bridge.", true},
		"another number is rough":  {"Some 300 people heard that 52 boats sank.", "Some 300 people heard that 50 boats sank.", "52 boats sank.", "50 boats sank.", true},
		"a toll that rises":        {"The fire killed at least 84 people.", "The fire killed 85 people.", "The fire killed 84 people.", "The fire killed 85 people.", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			read := transcript.Read(&article.Article{Text: row.one, Language: "en"}, &article.Article{Text: row.other, Language: "en"})
			b := ByRules(read, Draft{Disputed: []DraftDispute{{[]DraftClaim{toldBy(1, row.said), toldBy(2, row.saidTo)}}}}).Brief(Author{})
			if shown := len(b.Disputed) == 1; shown != row.shown {
				t.Errorf("shown: %v, want %v; dropped: %+v", shown, row.shown, b.Checks.Dropped)
			}
		})
	}
}
