package main

import (
	"fmt"
	"io"
	"strings"

	"parley/summarize"
)

// writeMarkdown shows a brief as CommonMark. Article text is escaped, so that it shows as it stands and nothing in it
// becomes a link, an image or HTML.
func writeMarkdown(out io.Writer, b *summarize.Brief) error {
	var w strings.Builder
	fmt.Fprintf(&w, "# %s\n\n", escape(b.Headline))
	for i, source := range b.Sources {
		fmt.Fprintf(&w, "*%s*\n\n", linked(escape(sourceLine(b, i)), source.Link))
		if source.Notice != "" {
			fmt.Fprintf(&w, "> %s\n\n", escape(source.Notice))
		}
	}
	t := tell(b)
	for _, line := range append(gistLines(b, t.gist), differLines(b)...) {
		markdownLine(&w, "", line)
	}
	markdownLine(&w, "**", b.Question)
	markdownSides(&w, b, t.sides)
	markdownLine(&w, "", notHeardLine(b))
	markdownQuotes(&w, b, t)
	markdownLine(&w, "", b.NothingSure())
	fmt.Fprintf(&w, "*%s*\n", escape(footer(b, t)))
	_, err := io.WriteString(out, w.String())
	return err
}

// markdownLine is a paragraph between marks; nothing where it says nothing.
func markdownLine(w *strings.Builder, marks, text string) {
	if text != "" {
		fmt.Fprintf(w, "%s%s%s\n\n", marks, escape(text), marks)
	}
}

func markdownSides(w *strings.Builder, b *summarize.Brief, sides []sideLine) {
	for _, side := range sides {
		who := "**" + escape(side.who) + "**"
		for _, sentence := range side.sentences[:min(len(side.sentences), 1)] {
			who = "**" + linked(escape(side.who), sentence.Link) + "**"
		}
		fmt.Fprintf(w, "- %s: %s\n", who, escape(side.text+outlets(b, side.carriedBy, shownIn(side.sentences)...)))
	}
	if len(sides) > 0 {
		w.WriteByte('\n')
	}
}

func markdownQuotes(w *strings.Builder, b *summarize.Brief, t telling) {
	for _, quote := range t.quotes {
		fmt.Fprintf(w, "> “%s”\n>\n> %s\n\n", escape(quote.Shown()), linked(escape(byline(quote)), quote.Link)+escape(outlets(b, quote.CarriedBy, quotedIn(quote)...)))
	}
	if t.more > 0 && len(t.quotes) > 0 {
		fmt.Fprintf(w, "… and %d more: --json lists them all.\n\n", t.more)
	}
}

func linked(text, link string) string {
	if link == "" {
		return text
	}
	return "[" + text + "](" + linkTarget(link) + ")"
}

// linkTarget keeps a link from ending its Markdown target early.
func linkTarget(link string) string {
	return strings.NewReplacer("(", "%28", ")", "%29", " ", "%20", "<", "%3C", ">", "%3E").Replace(clean(link))
}

// escape puts a backslash before every character that CommonMark may read as markup.
func escape(text string) string {
	var out strings.Builder
	for i, r := range clean(text) {
		if strings.ContainsRune("\\`*_{}[]<>#|~&", r) || i == 0 && strings.ContainsRune("+-=", r) {
			out.WriteByte('\\')
		}
		out.WriteRune(r)
	}
	// "1." and "1)" begin a list.
	escaped := out.String()
	digits := len(escaped) - len(strings.TrimLeft(escaped, "0123456789"))
	if rest := escaped[digits:]; digits > 0 && rest != "" && (rest[0] == '.' || rest[0] == ')') {
		return escaped[:digits] + "\\" + rest
	}
	return escaped
}
