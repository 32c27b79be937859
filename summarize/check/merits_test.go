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
		want    article.PageKind
	}{
		"a report":               {article.Article{Title: "Council puts off vote"}, article.Report},
		"about an opinion":       {article.Article{Title: "Court gives its opinion on boats"}, article.Report},
		"declared by the page":   {article.Article{Title: "Pay for the boats", Kind: article.Opinion}, article.Opinion},
		"a mark in the headline": {article.Article{Title: "Opinion | Pay for the boats"}, article.Opinion},
		"a German mark":          {article.Article{Title: "Kommentar: Zahlt die Boote"}, article.Opinion},
		"a folder of the link":   {article.Article{Title: "Pay", Link: "https://paper.example/opinion/pay-for-boats"}, article.Opinion},
		"analysis":               {article.Article{Title: "Why boats are dear", Byline: "Analysis by Lena Moe"}, article.Opinion},
		"an interview":           {article.Article{Title: "“I like boats”", Kind: article.Interview}, article.Interview},
		"a shop":                 {article.Article{Title: "Boats", Kind: article.Product, Link: "https://shop.example/columns/doric"}, article.Product},
		"readers' letters":       {article.Article{Title: "Pay for boats", Text: "LETTERS.\n\nI stand with the mayor. "}, article.Opinion},
	} {
		row.article.Text += "The council put off a vote on its ferries."
		if got := KindOf(transcript.Read(&row.article)); got != row.want {
			t.Errorf("%s: %s, want %s", name, got, row.want)
		}
	}
}

func TestAReaderIsToldWhatAPageIs(t *testing.T) {
	t.Parallel()
	const unlike = "The text of this page has little to do with its headline, so it may be another text: look at the page itself."
	for name, row := range map[string]struct {
		article      article.Article
		word, notice string
	}{
		"a paste":                    {article.Article{}, "", ""},
		"a report":                   {article.Article{Kind: article.Report}, "", ""},
		"a press release":            {article.Article{Kind: article.PressRelease}, "press release", ""},
		"an opinion by its link":     {article.Article{Kind: article.Report, Link: "https://paper.example/opinion/boats"}, "opinion piece", ""},
		"a part":                     {article.Article{Kind: article.Report, Partial: article.Paywalled}, "", article.Paywalled.Sentence()},
		"no article":                 {article.Article{Kind: article.Forum, Partial: article.Thin}, "", "This is a forum thread, not an article."},
		"another text":               {article.Article{Kind: article.Report, Unlike: true}, "", unlike},
		"another text, a part of it": {article.Article{Kind: article.Interview, Unlike: true, Partial: article.Cut}, "interview", unlike + " " + article.Cut.Sentence()},
	} {
		row.article.Text = "The council put off a vote on its ferries."
		origin := origins(transcript.Read(&row.article))[0]
		if word := origin.KindWord(); word != row.word || origin.Notice != row.notice {
			t.Errorf("%s: %q, %q; want %q, %q", name, word, origin.Notice, row.word, row.notice)
		}
	}
}

func TestABriefOfSeveralKindsIsAReport(t *testing.T) {
	t.Parallel()
	text := "The council put off a vote on its ferries."
	live, opinion := &article.Article{Text: text, Kind: article.Live}, &article.Article{Text: text, Kind: article.Opinion}
	for _, row := range []struct {
		articles []*article.Article
		want     article.PageKind
	}{{nil, article.Report}, {[]*article.Article{live, live}, article.Live}, {[]*article.Article{opinion, live}, article.Report}} {
		if got := KindOf(transcript.Read(row.articles...)); got != row.want {
			t.Errorf("%d articles: %s, want %s", len(row.articles), got, row.want)
		}
	}
}

func TestARoleThatCanBeReadAlone(t *testing.T) {
	t.Parallel()
	for role, want := range map[string]string{"of Laconia, N.H.": "of Laconia, N.H.", "of the": "", "minister of": "", "its pilot": "pilot", "Sen.": "senator",
		"Lt. Col.": "lieutenant colonel", "Halvik Police Sgt.": "Halvik Police sergeant"} {
		if got := dropPossessive(role); got != want {
			t.Errorf("%q is shown as %q, want %q", role, got, want)
		}
	}
}
