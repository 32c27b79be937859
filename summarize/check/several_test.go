package check

import (
	"strings"
	"testing"
	"time"

	"parley/article"
	"parley/summarize/transcript"
)

// Three articles on one fire. The third has the first one's text.
const (
	fireOfPost = `A fire in the old mill of Osterby killed 12 people on Tuesday.

The mayor of Osterby, Runa Feld, closed the mill street until Friday.

The fire brigade of Osterby came with nine engines and stayed until the morning after the roof had fallen in.
`
	fireOfHerald = `Flames swept through the old mill in Osterby on Tuesday.

The fire in the old mill killed 14 people.

Runa Feld, the mayor of Osterby, closed the mill street until Friday evening.
`
)

// Sentences of the two.
const (
	postToll = iota + 1
	postStreet
	postBrigade
	heraldFlames
	heraldToll
	heraldStreet
)

func fires(t *testing.T, draft Draft) *Proof {
	t.Helper()
	day := time.Date(2026, 11, 3, 8, 0, 0, 0, time.UTC)
	return ByRules(transcript.Read(
		&article.Article{Text: fireOfPost, Language: "en", Published: day},
		&article.Article{Text: fireOfHerald, Language: "en", Published: day.Add(6 * time.Hour)},
		&article.Article{Text: fireOfPost + "\nThe mill had stood there since the days of the old king.\n", Language: "en", Published: day.Add(time.Hour)},
	), draft)
}

func TestWhatArticlesAgreeOnIsCarriedByEach(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		cites []int
		text  string
		why   string // of the fall or the doubt; "" where it stands
	}{
		"two articles say it":           {[]int{postStreet, heraldStreet}, "The mayor of Osterby closed the mill street until Friday.", ""},
		"one article":                   {[]int{postStreet}, "The mayor of Osterby closed the mill street until Friday.", "is carried by one article alone"},
		"two sentences of one article":  {[]int{postToll, postStreet}, "The mill street in Osterby is closed.", "is carried by one article alone"},
		"two copies of one text":        {[]int{postStreet, 8}, "The mayor of Osterby closed the mill street until Friday.", "is carried by one article alone"},
		"the other has another number":  {[]int{postToll, heraldToll}, "The fire in the old mill killed 12 people.", "is not what each of its articles says"},
		"the other says something else": {[]int{postBrigade, heraldToll}, "The brigade came with engines and stayed until morning.", "is not carried by its sentences"},
		"the other has no day":          {[]int{postToll, heraldToll}, "The fire in the old mill killed people on Tuesday.", "has a date that its sentences lack"},
		"a sentence that is not there":  {[]int{postStreet, 99}, "The mayor closed the mill street.", "cites a sentence that does not exist"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := fires(t, Draft{Agreed: []DraftClaim{{Sentences: row.cites, Text: row.text}}}).Brief(Author{})
			switch {
			case row.why == "" && (len(b.Agreed) != 1 || b.Agreed[0].CarriedBy != 2 || len(b.Agreed[0].Sources) != 2):
				t.Errorf("agreed: %+v, dropped: %+v; want the line, carried by two", b.Agreed, b.Checks.Dropped)
			case row.why != "" && (len(b.Agreed) > 0 || len(b.Checks.Dropped) != 1 || b.Checks.Dropped[0].Why != row.why):
				t.Errorf("agreed: %+v, dropped: %+v; want it dropped, for it %s", b.Agreed, b.Checks.Dropped, row.why)
			}
		})
	}
}

func TestACopyIsMarked(t *testing.T) {
	t.Parallel()
	var got []bool
	for _, source := range fires(t, Draft{}).Brief(Author{}).Sources {
		got = append(got, source.Copy)
	}
	if got[0] || got[1] || !got[2] {
		t.Errorf("copies: %v, want the third", got)
	}
}

func toldBy(cites int, text string) DraftClaim {
	return DraftClaim{Sentences: Numbers{cites}, Text: text}
}

func TestEachVersionOfADisputeHasItsOwnArticle(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		versions []DraftClaim
		why      string
	}{
		"two tolls":                     {[]DraftClaim{toldBy(postToll, "The fire killed 12 people."), toldBy(heraldToll, "The fire killed 14 people.")}, ""},
		"one version":                   {[]DraftClaim{toldBy(postToll, "The fire killed 12 people.")}, "is no dispute of two to four versions"},
		"both of one article":           {[]DraftClaim{toldBy(postToll, "The fire killed 12 people."), toldBy(postBrigade, "The fire brigade came with nine engines.")}, "has two versions of one article"},
		"one of them of a copy":         {[]DraftClaim{toldBy(postToll, "The fire killed 12 people."), toldBy(9, "The fire brigade came with nine engines.")}, "has two versions of one article"},
		"a number that is not there":    {[]DraftClaim{toldBy(postToll, "The fire killed 13 people."), toldBy(heraldToll, "The fire killed 14 people.")}, "has a number that its sentences lack"},
		"a number of the other article": {[]DraftClaim{toldBy(postToll, "The fire killed 14 people."), toldBy(heraldToll, "The fire killed 12 people.")}, "has a number that its sentences lack"},
		"the same twice":                {[]DraftClaim{toldBy(postStreet, "The mayor closed the mill street."), toldBy(heraldStreet, "The mayor closed the mill street")}, "says the same twice"},
		"only other words":              {[]DraftClaim{toldBy(postStreet, "The mayor closed the mill street until Friday."), toldBy(heraldStreet, "The mayor closed the mill street.")}, "has no number and no “not” that differs"},
		"other things":                  {[]DraftClaim{toldBy(postBrigade, "The fire brigade came with nine engines."), toldBy(heraldToll, "The mill killed 14 people.")}, "has no number and no “not” that differs"},
		"a mention":                     {[]DraftClaim{toldBy(postToll, "@everyone 12 people"), toldBy(heraldToll, "14 people")}, "holds a mention"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := fires(t, Draft{Disputed: []DraftDispute{{row.versions}}}).Brief(Author{})
			if row.why != "" {
				if len(b.Disputed) > 0 || len(b.Checks.Dropped) != 1 || b.Checks.Dropped[0].Why != row.why {
					t.Errorf("disputed: %+v, dropped: %+v; want it dropped, for it %s", b.Disputed, b.Checks.Dropped, row.why)
				}
				return
			}
			if len(b.Disputed) != 1 || b.Disputed[0].Versions[0].Text != "The fire killed 14 people." || b.Disputed[0].Versions[0].Sentences[0].Source != 1 {
				t.Errorf("disputed: %+v, dropped: %+v; want the newest article's version first", b.Disputed, b.Checks.Dropped)
			}
		})
	}
}

func TestWhatSeveralArticlesTellIsReadAgain(t *testing.T) {
	t.Parallel()
	proof := fires(t, Draft{
		Agreed: []DraftClaim{
			{Sentences: Numbers{postStreet, heraldStreet}, Text: "The mayor of Osterby closed the mill street until Friday."},
			{Sentences: Numbers{postStreet, heraldStreet}, Text: "The mayor closed the mill street."},
		},
		Disputed: []DraftDispute{
			{[]DraftClaim{toldBy(postToll, "The fire killed 12 people."), toldBy(heraldToll, "The fire killed 14 people.")}},
			{[]DraftClaim{toldBy(postBrigade, "The brigade came with nine engines."), toldBy(heraldFlames, "Flames swept through the mill.")}},
		},
	})
	question := proof.Question()
	rows := strings.Join(question.Rows, "\n")
	for _, want := range []string{
		"(2,6) agree (2; 6): The mayor of Osterby closed the mill street until Friday.",
		"(1,5) differ (1; 5): The fire killed 12 people. / The fire killed 14 people.",
	} {
		if !strings.Contains(rows, want) {
			t.Errorf("no row is %q:\n%s", want, rows)
		}
	}
	var marks []Mark
	for i, r := range question.rows {
		if r.spoilt || strings.Contains(r.text, "nine engines") || r.text == "The mayor closed the mill street." {
			marks = append(marks, Mark{N: i + 1, Why: "what"})
		}
	}
	proof.Apply(question, marks, "careful")
	b := proof.Brief(Author{})
	if len(b.Agreed) != 1 || len(b.Disputed) != 1 || b.Disputed[0].Versions[1].Text != "The fire killed 12 people." || b.Checks.SecondReading.Dropped != 2 || b.Checks.SecondReading.Asked != 4 {
		t.Errorf("agreed %+v, disputed %+v, %+v; want one of each, and two dropped of four", b.Agreed, b.Disputed, b.Checks.SecondReading)
	}
}
