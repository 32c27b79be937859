package article

import (
	"net/url"
	"slices"
	"strings"

	"parley/pattern"
)

// A title alone says little for sure: "deal", "quiz", "results" and "live" are words of the news as well ("Police quiz two men", "Ministers sign
// fishing deals"). So each of these wants the form in which such pages name themselves, or a folder of the link or a section that is nothing else.
var (
	toldQuiz = pattern.Lazy(`(?i)^(?:(?:your|daily|weekly|today['’]s|\p{L}+ \d{1,2}) ){0,2}horoscopes?(?:$| ?[|:,–—-]| (?:today|for|this)\b)|^(?:horoskop|horóscopo|oroscopo|horoscoop|гороскоп)\b|` +
		`\b(?:news|trivia|pop|picture|weekly|daily|pub|sports?|friday|weekend|saturday|sunday) quiz\b|(?:^|[|:–—-] ?)quiz(?:$| ?[|:–—-])|\bquiz of the (?:day|week)\b|^(?:take|try) (?:our|the|this) .{0,30}quiz\b|` +
		`^(?:test your knowledge|how well do you know)\b|\b(?:crossword|sudoku|wordle|kreuzworträtsel)\b.{0,30}\b(?:answers?|hints?|clues?|today|no\.|\d{2,})|^(?:crossword|sudoku|wordle|kreuzworträtsel)\b`)
	toldShopping = pattern.Lazy(`(?i)\b(?:best|top|today['’]s|daily|early|prime day|black friday|cyber monday|amazon|walmart|weekend|holiday|shopping)\b.{0,40}\bdeals\b|\bdeals (?:of the (?:day|week)|to shop|under)\b|` +
		`\b\d{1,2} ?% off\b|\bsave (?:up to )?(?:[$€£]\d|\d+ ?%)|\b(?:coupon|promo|discount|voucher) codes?\b|\bgift guide\b|\b(?:black friday|cyber monday|prime day) (?:sale|offer)s?\b|` +
		`\bbest [\p{L}\d -]{3,50} (?:to buy|you can buy|under [$€£]\d)|\b(?:we (?:tested|tried)|editor['’]s picks?)\b.{0,60}\b(?:buy|best)\b|\bschnäppchen\b`)
	toldVideo = pattern.Lazy(`(?i)^(?:video|watch|in pictures|podcast|photos|gallery|listen|im video)\s?[|:–—]|[|:–—-] ?(?:video|podcast|in pictures)$|[\[(](?:video|photos|podcast)[\])]$`)
	toldTable = pattern.Lazy(`(?i)\b(?:results|scores|scoreboard|fixtures|standings|league tables?|box scores?|ergebnisse|tabellen?|spielplan)\b`)
	toldScore = pattern.Lazy(`(?i)\b(?:sports?|football|soccer|hockey|basketball|baseball|rugby|cricket|tennis|bundesliga|premier league) (?:results|scores|scoreboard|fixtures|standings|roundup|tables?)\b|` +
		`^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day['’]s|today['’]s|weekend) (?:results|scores|fixtures)\b|\b(?:results|scores|fixtures) and (?:standings|tables?|fixtures)\b`)
	toldNewsletter = pattern.Lazy(`(?i)^(?:your |the )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|daily|morning|evening|weekend|weekly|afternoon|lunchtime)(?: \p{L}+)? (?:briefing|newsletter|digest|headlines|round-?up|news brief)\b|` +
		`\bnewsletter\b ?(?:$|[|:–—-])|^(?:newsletter|good morning|guten morgen|bonjour|buenos días)\s?[|:,–—]|^(?:\d{1,2}|three|five|seven|ten) things (?:to know|you need to know|we learned)\b|^(?:was (?:heute|am \p{L}+tag)) wichtig`)
	toldLive    = pattern.Lazy(`(?i)\bliveticker\b|\bnewsblog\b|\ben direct\b ?(?:$|[|:–—-])|\ben vivo\b ?(?:$|[|:–—-])`)
	toldOpinion = pattern.Lazy(`(?i)^(?:letters to the editor|leserbriefe|readers write|the .{3,30} view on)\b|[|–—-] ?(?:opinion|editorial|comment|column|kommentar)$`)

	folders = []struct {
		kind    PageKind
		folder  *pattern.Expression
		section []string
	}{
		{Quiz, pattern.Lazy(`/(?:horoscopes?|horoskope?|astrology|quiz(?:zes)?|crosswords?|puzzles?|games/\w)`), strings.Fields("horoscope horoscopes horoskop astrology quiz quizzes crosswords puzzles")},
		{Shopping, pattern.Lazy(`/(?:deals|shopping|coupons?|vouchers?|buying-guides?|gift-guides?|sponsored|advertorials?|partner-content)/`), strings.Fields("shopping deals coupons commerce sponsored advertisement advertorial anzeige")},
		{VideoOnly, pattern.Lazy(`/(?:videos?|watch|galler(?:y|ies)|in-pictures|podcasts?|mediathek)/`), strings.Fields("video videos podcast podcasts gallery")},
		{Newsletter, pattern.Lazy(`/(?:newsletters?|briefings?|daily-briefing|morning-briefing)/`), strings.Fields("newsletter newsletters briefing")},
		{Live, pattern.Lazy(`/(?:live|live-?blogs?|live-(?:news|updates)|liveticker|newsblog)/`), strings.Fields("live liveblog liveblogs liveticker")},
		{Opinion, opinionPath, nil},
	}
	sportSection = pattern.Lazy(`(?i)^(?:sports?|football|soccer|fußball|deportes|calcio)$`)
)

// KindTold is what a page is by what a feed tells of it: its title, its link and the sections that it is filed under. It is "" where these do not
// say so for sure: most pages are reports.
func KindTold(title, link string, sections ...string) PageKind {
	title = strings.TrimSpace(title)
	path := "/"
	if u, err := url.Parse(link); err == nil {
		path = strings.TrimSuffix(strings.ToLower(u.Path), "/") + "/"
	}
	sport := sportPath.MatchString(path) || slices.ContainsFunc(sections, sportSection.MatchString)
	switch {
	case toldQuiz.MatchString(title):
		return Quiz
	case toldNewsletter.MatchString(title):
		return Newsletter
	case toldScore.MatchString(title), sport && toldTable.MatchString(title):
		return SportsResult
	case liveTitle.MatchString(title), toldLive.MatchString(title):
		return Live
	case toldVideo.MatchString(title):
		return VideoOnly
	case toldShopping.MatchString(title):
		return Shopping
	case opinionWords.MatchString(title), toldOpinion.MatchString(title), slices.ContainsFunc(sections, opinionWords.MatchString):
		return Opinion
	}
	for _, f := range folders {
		filed := func(section string) bool {
			return slices.Contains(f.section, strings.ToLower(strings.TrimSpace(section)))
		}
		if f.folder.MatchString(path) || slices.ContainsFunc(sections, filed) {
			return f.kind
		}
	}
	return ""
}
