package check

import (
	"regexp"
	"strings"

	"parley/article"
	"parley/summarize/transcript"
)

// What kind of article a brief is of.
const (
	Report  = "report"
	Opinion = "opinion"
)

var (
	// opinionTitle is a mark before a headline, or behind a bar at its end.
	opinionTitle = regexp.MustCompile(`(?i)^(?:opinion|op-ed|editorial|commentary|comment|column|analysis & opinion|kommentar|meinung|leitartikel|kolumne|gastbeitrag|` +
		`opinión|columna|tribuna|tribune|éditorial|édito|chronique|opinione|commento|editoriale|opinião|coluna|opinie|column|commentaar|opinia|komentarz|felieton|` +
		`колонка|думка|мнение|комментарий)\s*[:|–—]\s|[|–—]\s*(?:opinion|op-ed|editorial|kommentar|meinung|opinión|opinione|opinião|opinie|opinia|мнение|думка)\s*$`)
	// opinionMark is a line of its own above what readers or the paper think.
	opinionMark = regexp.MustCompile(`(?im)^(?:letters?(?: to the editor)?|readers[’'] letters|leserbriefe?|cartas al director|courrier des lecteurs|op-ed|editorial|commentary)\.?$`)
	// opinionByline tells how its writer wrote.
	opinionByline = regexp.MustCompile(`(?i)^(?:analysis|opinion|commentary|column|kommentar|kolumne) (?:by|von)\b`)
	// opinionLink is a folder of a link where papers keep what their writers think.
	opinionLink = regexp.MustCompile(`(?i)/(?:opinions?|op-?eds?|commentary|commentisfree|editorials?|columns?|columnists?|kommentare?|meinung(?:en)?|kolumnen?|opinion(?:es)?|columnas|` +
		`tribunes?|editoriaux|idees|chroniques?|opinioni|commenti|editoriali|opiniao|colunas|opinie|komentarze|felietony|mnenie|mneniya|opinions-[a-z]+)/`)
)

// opening is the first lines of a text.
func opening(text string) string { return text[:min(len(text), 200)] }

// KindOf is the kind of a brief's articles: opinion where the page of each declares it, or its link or headline has the mark of it, or a line above its text.
func KindOf(t *transcript.Transcript) string {
	for _, source := range t.Sources {
		if opinionByline.MatchString(source.Article.Byline) {
			continue
		}
		if source.Article.Kind != article.Opinion && !opinionMark.MatchString(opening(source.Article.Text)) && !opinionTitle.MatchString(strings.TrimSpace(source.Article.Title)) && !opinionLink.MatchString(source.Article.Link) {
			return Report
		}
	}
	if len(t.Sources) == 0 {
		return Report
	}
	return Opinion
}
