package check

import (
	"testing"

	"parley/article"
	"parley/summarize/transcript"
)

func TestMeritsOfAQuotation(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		text, language, form string
		alone                bool
	}{
		"a sentence":                  {"Boats are dear.", "en", Whole, true},
		"with the comma of she said":  {"We will not pay for boats,", "en", Whole, true},
		"a fragment":                  {"old, but safe and paid for.", "en", Fragment, true},
		"a title":                     {"The Girl’s Own Book", "en", Fragment, true},
		"a title with a full stop":    {"Songs From The Quiet Harbour.", "en", Fragment, true},
		"it points back":              {"It’s the third delay.", "en", Whole, false},
		"it goes on":                  {"But boats are dear.", "en", Whole, false},
		"breaking off":                {"I told him only this:", "en", Fragment, true},
		"German, the comma outside":   {"Wir zahlen nicht für Boote", "de", Whole, true},
		"German, and it points back":  {"Das zahlen wir nicht.", "de", Whole, false},
		"a part of a German sentence": {"nicht für Boote", "de", Fragment, true},
	} {
		if form, alone := FormOf(row.text, row.language), StandsAlone(row.text, row.language); form != row.form || alone != row.alone {
			t.Errorf("%s: %q is a %s, alone %v; want %s, %v", name, row.text, form, alone, row.form, row.alone)
		}
	}
}

func TestKindOfAnArticle(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		article article.Article
		want    string
	}{
		"a report":               {article.Article{Title: "Council puts off vote"}, Report},
		"readers' letters":       {article.Article{Title: "Pay for boats", Text: "LETTERS.\n\nI stand with the mayor. "}, Opinion},
		"about an opinion":       {article.Article{Title: "Court gives its opinion on boats"}, Report},
		"declared by the page":   {article.Article{Title: "Pay for the boats", Kind: article.Opinion}, Opinion},
		"a mark in the headline": {article.Article{Title: "Opinion | Pay for the boats"}, Opinion},
		"a German mark":          {article.Article{Title: "Kommentar: Zahlt die Boote"}, Opinion},
		"a folder of the link":   {article.Article{Title: "Pay", Link: "https://paper.example/opinion/pay-for-boats"}, Opinion},
		"analysis":               {article.Article{Title: "Why boats are dear", Byline: "Analysis by Lena Moe"}, Opinion},
	} {
		row.article.Text += "The council put off a vote on its ferries."
		if got := KindOf(transcript.Read(&row.article)); got != row.want {
			t.Errorf("%s: %s, want %s", name, got, row.want)
		}
	}
}
