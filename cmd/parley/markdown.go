package main

import (
	"fmt"
	"io"
	"strings"

	"parley/bot/card"
	"parley/summarize"
)

// writeMarkdown shows a brief as CommonMark. Article text is escaped, so that it shows as it stands and nothing in it
// becomes a link, an image or HTML.
func writeMarkdown(out io.Writer, b *summarize.Brief) error {
	var w strings.Builder
	fmt.Fprintf(&w, "# %s\n\n", escape(b.Headline))
	for _, source := range b.Sources {
		fmt.Fprintf(&w, "*%s*\n\n", linked(escape(sourceLine(source)), source.Link))
		if source.Notice != "" {
			fmt.Fprintf(&w, "> %s\n\n", escape(source.Notice))
		}
	}
	if len(b.Gist) > 0 {
		fmt.Fprintf(&w, "%s\n\n", escape(gistText(b)))
	}
	if b.Question != "" {
		fmt.Fprintf(&w, "**In dispute:** %s\n\n", escape(b.Question))
	}
	markdownPositions(&w, b)
	markdownQuotes(&w, b)
	if line := b.NothingSure(); line != "" {
		fmt.Fprintf(&w, "%s\n\n", escape(line))
	}
	if line := notHeardLine(b); line != "" {
		fmt.Fprintf(&w, "%s\n\n", escape(line))
	}
	fmt.Fprintf(&w, "*%s*\n", escape(footer(b)))
	_, err := io.WriteString(out, w.String())
	return err
}

func markdownPositions(w *strings.Builder, b *summarize.Brief) {
	heading := "## Positions\n\n"
	for _, party := range b.Parties {
		if len(party.Positions) == 0 || card.PersonName(party.Name) == "" {
			continue
		}
		fmt.Fprintf(w, "%s**%s**\n\n", heading, escape(partyTitle(party)))
		heading = ""
		for _, position := range party.Positions {
			fmt.Fprintf(w, "- %s", escape(positionLine(party, position)))
			for _, sentence := range position.Sentences {
				if sentence.Link != "" {
					fmt.Fprintf(w, " [[%d]](%s)", sentence.Number, linkTarget(sentence.Link))
				}
			}
			w.WriteByte('\n')
		}
		w.WriteByte('\n')
	}
}

func markdownQuotes(w *strings.Builder, b *summarize.Brief) {
	quotes, more := shownQuotes(b)
	if len(quotes) == 0 {
		return
	}
	w.WriteString("## In their words\n\n")
	for _, quote := range quotes {
		fmt.Fprintf(w, "> “%s”\n>\n> — %s\n\n", escape(quote.Shown()), linked(escape(byline(quote)), quote.Link))
	}
	if more > 0 {
		fmt.Fprintf(w, "… and %d more: --json lists them all.\n\n", more)
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
