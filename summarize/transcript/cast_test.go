package transcript

import (
	"slices"
	"testing"

	"parley/article"
	"parley/summarize/attribution"
)

// personsIn are the names of the persons of several texts, each once, in order.
func personsIn(texts ...string) []string {
	var articles []*article.Article
	for _, text := range texts {
		articles = append(articles, &article.Article{Text: text, Language: "en"})
	}
	var names []string
	for _, source := range Read(articles...).Sources {
		for _, e := range source.Reading.Entities {
			if e.Kind == attribution.Person {
				names = append(names, e.Name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func TestOneCastOfSeveralArticles(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		texts []string
		want  []string
	}{
		"a family name alone is who has it": {
			[]string{"Mayor Ada Lindqvist said on Monday that the ferries would run.", "Lindqvist said on Monday that the boats were safe."},
			[]string{"Ada Lindqvist"}},
		"two of a family stay apart": {
			[]string{"Ada Lindqvist said the ferries would run. Her brother, Karl Lindqvist, said they would not.", "Lindqvist said on Monday that the boats were safe."},
			[]string{"Ada Lindqvist", "Karl Lindqvist", "Lindqvist"}},
		"a short form of a given name": {
			[]string{"James Halloran said the ferries would run.", "Jim Halloran said on Monday that the boats were safe."},
			[]string{"James Halloran"}},
		"an initial": {
			[]string{"J. Halloran said the ferries would run.", "James Halloran said on Monday that the boats were safe."},
			[]string{"James Halloran"}},
		"a father and his son": {
			[]string{"James Halloran Sr. said the ferries would run.", "James Halloran Jr. said on Monday that the boats were safe."},
			[]string{"James Halloran Jr.", "James Halloran Sr."}},
		"a son whom one article calls so": {
			[]string{"James Halloran said the ferries would run.", "James Halloran Jr. said on Monday that the boats were safe."},
			[]string{"James Halloran Jr."}},
		"another given name is another": {
			[]string{"Ada Lindqvist said the ferries would run.", "Mirela Lindqvist said on Monday that the boats were safe."},
			[]string{"Ada Lindqvist", "Mirela Lindqvist"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := personsIn(row.texts...); !slices.Equal(got, row.want) {
				t.Errorf("the cast is %q, want %q", got, row.want)
			}
		})
	}
}

func TestTheSameWordsAreOnceAndTheArticlesVoteOnWhoseTheyAre(t *testing.T) {
	t.Parallel()
	const words = "Nobody will sign a cheque for boats that he has not seen"
	said := func(by string) string { return "The council met on Monday.\n\n“" + words + ",” said " + by + "." }
	part := "The council met on Monday.\n\nMayor Ada Lindqvist said “nobody will sign a cheque for boats that he has not seen” before March."
	for name, row := range map[string]struct {
		texts   []string
		speaker string
		sure    bool
	}{
		"one name":                    {[]string{said("Mayor Ada Lindqvist"), part}, "Ada Lindqvist", true},
		"a name, and what is none":    {[]string{said("the mayor"), said("Ada Lindqvist")}, "Ada Lindqvist", true},
		"two against one":             {[]string{said("Lars Holm"), said("Ada Lindqvist"), part}, "Ada Lindqvist", true},
		"one against one":             {[]string{said("Lars Holm"), said("Ada Lindqvist")}, "Lars Holm", false},
		"a person against his agency": {[]string{said("the Norrail Agency"), said("Ada Lindqvist")}, "Ada Lindqvist", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var articles []*article.Article
			for _, text := range row.texts {
				articles = append(articles, &article.Article{Text: text, Language: "en"})
			}
			read := Read(articles...)
			if len(read.Quotations) != len(row.texts) || len(read.Copies(1)) != len(row.texts) {
				t.Fatalf("%d quotations, of which %v are one; want all of %d texts", len(read.Quotations), read.Copies(1), len(row.texts))
			}
			stands := 0
			for n := range read.Quotations {
				if !read.IsCopy(n + 1) {
					stands++
				}
				if e := read.SpeakerOf(n + 1); e == nil || e.Name != row.speaker || read.SurelySpoken(n+1) != row.sure {
					t.Errorf("quotation %d is %v's, sure %v; want %s's, sure %v", n+1, e, read.SurelySpoken(n+1), row.speaker, row.sure)
				}
			}
			if stands != 1 {
				t.Errorf("%d quotations stand for the one, want 1", stands)
			}
		})
	}
}
