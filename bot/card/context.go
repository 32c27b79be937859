package card

import (
	"cmp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"parley/summarize"
)

// QuotesPage is how many quotations are shown at a time.
const QuotesPage = 5

// Quotes is a page of whole quotations, from one on, with the pages beside it and a menu that opens each in context.
func Quotes(b *summarize.Brief, o Options, ref string, from int) []discordgo.MessageComponent {
	p, all := penFor(o.In), b.Quotes
	texts, next := p.quotePage(b, all, from)
	title := p.Say("quotes_title", "From", strconv.Itoa(from+1), "To", strconv.Itoa(next), "N", strconv.Itoa(len(all)))
	if next == from+1 {
		title = p.Say("quote_title", "From", strconv.Itoa(from+1), "N", strconv.Itoa(len(all)))
	}
	components := []discordgo.MessageComponent{container(text(p.titled(title, b)), text(texts...))}
	var buttons []discordgo.MessageComponent
	if from > 0 {
		start := p.pageOf(b, from-1)
		buttons = append(buttons, button(p.Say("previous_page", "N", strconv.Itoa(from-start)), ActionQuotes, ref, strconv.Itoa(start)))
	}
	if rest := min(len(all)-next, QuotesPage); rest > 0 {
		buttons = append(buttons, button(p.Say("next_page", "N", strconv.Itoa(rest)), ActionQuotes, ref, strconv.Itoa(next)))
	}
	if len(buttons) > 0 {
		components = append(components, row(buttons...))
	}
	return append(components, row(p.contextMenu(all, ref, from, next)))
}

// contextMenu opens one of a page's quotations in context.
func (p pen) contextMenu(all []summarize.Quote, ref string, from, next int) discordgo.MessageComponent {
	var options []discordgo.SelectMenuOption
	for n := from; n < next; n++ {
		options = append(options, discordgo.SelectMenuOption{Label: cmp.Or(Clip(all[n].Shown(), 90), strconv.Itoa(n+1)), Value: strconv.Itoa(n), Description: Clip(shown(all[n].Speaker, maxName), 90)})
	}
	return discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, Placeholder: p.Say("in_context"), Options: options, CustomID: ActionContext + ":" + ref}
}

// pageOf is the first quotation of the page that a quotation is on. Pages are counted from the beginning, for one with long quotations
// holds fewer.
func (p pen) pageOf(b *summarize.Brief, n int) (start int) {
	for {
		_, next := p.quotePage(b, b.Quotes, start)
		if next > n {
			return start
		}
		start = next
	}
}

// quotePage is the quotations of a page, and the number of the first one after it. One that no message holds is named and left to the article.
func (p pen) quotePage(b *summarize.Brief, all []summarize.Quote, from int) (texts []string, next int) {
	for next = from; next < len(all) && next < from+QuotesPage; next++ {
		text := p.quote(b, all[next], false)
		if len(text) > MaxBytes/3*2 || utf8.RuneCountInString(text) > MaxRunes/3*2 {
			text = p.line("> ", p.Say("too_long")) + "\n" + p.line("> -# ", p.byline(b, all[next], false))
		}
		if len(texts) > 0 && !Fits(strings.Join(texts, "\n")+text+strings.Repeat(" ", 4*maxHeadline)) { // room for the head
			break
		}
		texts = append(texts, text)
	}
	return texts, next
}

// titled is the head of what a button opens: what it is, and of which card.
func (p pen) titled(title string, b *summarize.Brief) string {
	head := p.line("### ", title)
	if headline := cut(b.Headline, maxHeadline); headline != "" {
		head += "\n" + p.line("-# ", p.plain(headline))
	}
	return head
}

// Context is a quotation among the sentences around it, with the way back to its page, and to the passages before and after it.
func Context(b *summarize.Brief, o Options, ref string, n int) []discordgo.MessageComponent {
	p, q := penFor(o.In), b.Quotes[n]
	small := ""
	if len(b.Sources) == 1 && q.Number > 0 {
		small = p.Say("sentence", "N", strconv.Itoa(q.Number))
	}
	head := p.line("### ", p.Say("in_context"))
	if small = joined(small, p.outletOf(b, q.Source, q.Link)); small != "" {
		head += "\n" + p.line("-# ", small)
	}
	buttons := []discordgo.MessageComponent{button(p.Say("back"), ActionQuotes, ref, strconv.Itoa(p.pageOf(b, n)))}
	before, after := passagesBeside(b.Quotes, n)
	if before >= 0 {
		buttons = append(buttons, button(p.Say("before"), ActionContext, ref, strconv.Itoa(before)))
	}
	if after >= 0 {
		buttons = append(buttons, button(p.Say("after"), ActionContext, ref, strconv.Itoa(after)))
	}
	return []discordgo.MessageComponent{container(text(head), text(p.inContext(b, q))), row(buttons...)}
}

// passagesBeside are the first quotations of the passages before and after that of a quotation, in the order of its article; -1 for none.
// A brief keeps no more of an article than the paragraphs around its quotations.
func passagesBeside(all []summarize.Quote, n int) (before, after int) {
	before, after = -1, -1
	for at, q := range all {
		switch place := inArticle(q, all[n]); {
		case q.Source != all[n].Source || samePassage(q, all[n]):
		case place > 0 && (after < 0 || inArticle(q, all[after]) < 0):
			after = at
		case place < 0 && (before < 0 || isNearer(q, all[before])):
			before = at
		}
	}
	return before, after
}

// isNearer says whether a quotation begins a later passage than another one, or the same one earlier.
func isNearer(q, than summarize.Quote) bool {
	return samePassage(q, than) == (inArticle(q, than) < 0)
}

func inArticle(x, y summarize.Quote) int {
	return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.Number, y.Number))
}

func samePassage(x, y summarize.Quote) bool {
	return x.Source == y.Source && x.Paragraph != "" && x.Paragraph == y.Paragraph
}

// inContext is the paragraph of a quotation, its words bold, marks and all.
func (p pen) inContext(b *summarize.Brief, q summarize.Quote) string {
	before, after, found := strings.Cut(q.Paragraph, q.Text)
	if !found || q.Text == "" {
		return p.quote(b, q, false) + "\n" + p.line("-# ", p.Say("no_context"))
	}
	words := q.Text
	if trimmed := strings.TrimRight(before, openingMarks); trimmed != before {
		before, words = trimmed, before[len(trimmed):]+words
	}
	if trimmed := strings.TrimLeft(after, closingMarks); trimmed != after {
		after, words = trimmed, words+after[:len(after)-len(trimmed)]
	}
	return p.line("", p.apart(q.Paragraph, spaced(before)+"**"+Escape(words)+"**"+spaced(after)))
}

const (
	openingMarks = "“„«‹\"‘'「『"
	closingMarks = "”“»›\"’'」』"
)

// spaced is escaped text with the blanks at its ends, which join it to its neighbours.
func spaced(text string) string {
	escaped := Escape(text)
	if escaped == "" {
		return ""
	}
	if strings.HasPrefix(text, " ") {
		escaped = " " + escaped
	}
	if strings.HasSuffix(text, " ") {
		escaped += " "
	}
	return escaped
}
