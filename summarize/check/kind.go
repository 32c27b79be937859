package check

import (
	"strings"

	"parley/article"
	"parley/pattern"
	"parley/summarize/transcript"
)

var (
	// opinionTitle is a mark before a headline, or behind a bar at its end.
	opinionTitle = pattern.Lazy(`(?i)^(?:opinion|op-ed|editorial|commentary|comment|column|analysis & opinion|kommentar|meinung|leitartikel|kolumne|gastbeitrag|` +
		`opinión|columna|tribuna|tribune|éditorial|édito|chronique|opinione|commento|editoriale|opinião|coluna|opinie|column|commentaar|opinia|komentarz|felieton|` +
		`колонка|думка|мнение|комментарий)\s*[:|–—]\s|[|–—]\s*(?:opinion|op-ed|editorial|kommentar|meinung|opinión|opinione|opinião|opinie|opinia|мнение|думка)\s*$`)
	// opinionMark is a line of its own above what readers or the paper think.
	opinionMark = pattern.Lazy(`(?im)^(?:letters?(?: to the editor)?|readers[’'] letters|leserbriefe?|cartas al director|courrier des lecteurs|op-ed|editorial|commentary)\.?$`)
	// opinionByline tells how its writer wrote.
	opinionByline = pattern.Lazy(`(?i)^(?:analysis|opinion|commentary|column|kommentar|kolumne) (?:by|von)\b`)
	// opinionLink is a folder of a link where papers keep what their writers think.
	opinionLink = pattern.Lazy(`(?i)/(?:opinions?|op-?eds?|commentary|commentisfree|editorials?|columns?|columnists?|kommentare?|meinung(?:en)?|kolumnen?|opinion(?:es)?|columnas|` +
		`tribunes?|editoriaux|idees|chroniques?|opinioni|commenti|editoriali|opiniao|colunas|opinie|komentarze|felietony|mnenie|mneniya|opinions-[a-z]+)/`)
)

// opening is the first lines of a text.
func opening(text string) string { return text[:min(len(text), 200)] }

// KindOf is the kind of a brief's articles, where all are of one; else they are reports.
func KindOf(t *transcript.Transcript) article.PageKind {
	kind := article.Report
	for i, source := range t.Sources {
		own := kindOf(source.Article)
		if i > 0 && own != kind {
			return article.Report
		}
		kind = own
	}
	return kind
}

// kindOf is what an article's page was found to be; an opinion also where byline, headline or link have the mark of one, for a
// paste and a file have no page.
func kindOf(a *article.Article) article.PageKind {
	switch {
	case a.Kind.IsArticle() && (opinionByline.MatchString(a.Byline) || opinionMark.MatchString(opening(a.Text)) || opinionTitle.MatchString(strings.TrimSpace(a.Title)) || opinionLink.MatchString(a.Link)):
		return article.Opinion
	case a.Kind == "":
		return article.Report
	}
	return a.Kind
}
