package feed

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

	"parley/pattern"
)

// plain returns the text of a piece of HTML on one line, of at most limit bytes; cut text ends after a word.
func plain(markup string, limit int) string {
	// Markup is longer than its text, but seldom sixteen times.
	if most := 16*limit + 4096; len(markup) > most {
		markup = strings.ToValidUTF8(markup[:most], "")
	}
	text := markup
	if strings.ContainsAny(markup, "<&") {
		text = textOf(markup)
	}
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || r == '\u200B' || r == '\uFEFF'
	}), " ")
	return cut(text, limit)
}

// entity finds what is left of a text that was escaped once too often.
var entity = pattern.Lazy(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)

// title returns a title as plain text. Many writers escape titles twice, and none means an entity to be seen.
func title(markup string) string {
	return plain(entity.ReplaceAllStringFunc(plain(markup, maxTitle), html.UnescapeString), maxTitle)
}

func textOf(markup string) string {
	var b strings.Builder
	hidden := ""
	for z := html.NewTokenizer(strings.NewReader(markup)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if hidden == "" {
				b.WriteString(html.UnescapeString(string(z.Raw())))
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			hidden = hiddenIn(string(name), hidden)
			if !inline(string(name)) {
				b.WriteByte(' ')
			}
		}
	}
}

// hiddenIn returns the element whose content is no text, after a tag: a second tag of the same name ends it.
func hiddenIn(tag, hidden string) string {
	switch {
	case tag == hidden:
		return ""
	case hidden == "" && (tag == "script" || tag == "style"):
		return tag
	}
	return hidden
}

// inline reports a tag that may stand within a word.
func inline(tag string) bool {
	switch tag {
	case "a", "b", "i", "em", "strong", "span", "u", "s", "sub", "sup", "small", "mark", "font", "abbr", "wbr", "code":
		return true
	}
	return false
}

// cut shortens a text to at most limit bytes, after a word where there is one.
func cut(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	end := limit - len("…")
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	if space := strings.LastIndexByte(text[:end], ' '); space > end/2 {
		end = space
	}
	return strings.TrimRight(text[:end], " ") + "…"
}
