package digest

import (
	"cmp"

	"parley/article"
)

// An Aside says what becomes of what is no report: live blogs and opinion, and what is no news at all, such as horoscopes and deals.
type Aside string

// What becomes of it.
const (
	Sorted Aside = "sorted" // live blogs and opinion come last, the rest is left out
	Last   Aside = "last"   // all of it comes last
	Out    Aside = "out"    // all of it is left out
)

// asides are the kinds of pages that are no reports, and what is said of one that is left out.
var asides = map[article.PageKind]string{
	article.Live: WhyLive, article.Opinion: WhyOpinion,
	article.Quiz: WhyQuiz, article.Shopping: WhyShopping, article.VideoOnly: WhyVideo, article.SportsResult: WhyResults, article.Newsletter: WhyNewsletter,
}

// asideOf is why a page of a kind is no report, or "".
func asideOf(kind article.PageKind) string {
	if !kind.IsArticle() {
		return WhyNoArticle
	}
	return asides[kind]
}

// isNoNews says whether a page of a kind tells nothing that has happened: it belongs to no story.
func isNoNews(kind article.PageKind) bool { return rankOf(kind) > 2 }

// rankOf is 0 for a report, 1 for a live blog, which tells what happens, 2 for opinion on it, and 3 for what is no news.
func rankOf(kind article.PageKind) int {
	switch {
	case asideOf(kind) == "":
		return 0
	case kind == article.Live:
		return 1
	case kind == article.Opinion:
		return 2
	}
	return 3
}

func compareKinds(a, b article.PageKind) int { return cmp.Compare(rankOf(a), rankOf(b)) }

// keepsLast says whether a story that only pages of a kind tell comes last, and not not at all.
func (s Settings) keepsLast(kind article.PageKind) bool {
	switch s.Asides {
	case Last:
		return true
	case Out:
		return false
	}
	return !isNoNews(kind)
}

// pageKind is what sort of page an article is, by what the page says and else by what a feed says of it. A score in a headline makes no table of
// results of a report, and a page with a film that has its text as well is a report.
func pageKind(got *article.Article, told article.PageKind) article.PageKind {
	const report = 1000 // bytes of text
	switch {
	case got == nil:
		return told
	case !got.Kind.IsArticle():
		return got.Kind
	case told == article.VideoOnly && len(got.Text) >= report:
		told = ""
	}
	if got.Kind == article.SportsResult || asideOf(got.Kind) == "" {
		return told
	}
	return got.Kind
}
