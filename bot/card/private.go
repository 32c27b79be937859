package card

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"parley/article"
	"parley/summarize"
)

// What a button does stands in its custom id: the action, then its arguments, with colons between. REF is KEY:N, by which the bot finds
// the brief again.
const (
	ActionQuotes  = "quotes"  // quotes:REF:FROM
	ActionContext = "context" // context:REF:QUOTE, the quotation's place among the distinct ones
	ActionSides   = "sides"   // sides:REF
	ActionParty   = "party"   // party:REF, the menu's value is the side's place among those heard
	ActionMore    = "more"    // more:REF:ASKER
	ActionSources = "sources" // sources:REF
	ActionReport  = "report"  // report:REF
	ActionMistake = "mistake" // mistake:REF, the menu's value is the kind of mistake; of the form, mistake:REF:KIND
	ActionDelete  = "delete"  // delete:ASKER:MESSAGE
)

// Buttons are those below a brief's card; what they open is shown to one reader, and changed in place by the next.
func Buttons(b *summarize.Brief, o Options, ref, asker string) discordgo.MessageComponent {
	c, p := chosen(b, o), penFor(o.In)
	var buttons []discordgo.MessageComponent
	if n := len(b.Quotes); n > len(c.quotes) {
		buttons = append(buttons, button(p.Say("quotes", "N", strconv.Itoa(n)), ActionQuotes, ref, "0"))
	}
	if n := c.behindSides(b); n > 0 {
		buttons = append(buttons, button(p.Say("sides", "N", strconv.Itoa(n)), ActionSides, ref))
	}
	return row(append(buttons, button(p.Say("more"), ActionMore, ref, asker))...)
}

// behindSides is how many sides there are to open, 0 where they have no more to tell than the card does.
func (c choice) behindSides(b *summarize.Brief) int {
	heard, points, told := Heard(b), 0, len(c.sides)
	if b.Kind == article.Opinion || beginningOnly(b) || c.onlyOne != "" {
		return 0
	}
	for _, party := range heard {
		points += len(party.Positions)
		told += len(quotesOf(c.quotes, party))
	}
	if points == 0 {
		return 0
	}
	for _, party := range heard {
		points += len(quotesOf(b.Quotes, party))
	}
	if points <= told {
		return 0
	}
	return len(heard)
}

func button(label, action string, arguments ...string) discordgo.Button {
	return discordgo.Button{Label: label, Style: discordgo.SecondaryButton, CustomID: strings.Join(append([]string{action}, arguments...), ":")}
}

func row(components ...discordgo.MessageComponent) discordgo.MessageComponent {
	return discordgo.ActionsRow{Components: components}
}

// QuotesPage is how many quotations are shown at a time.
const QuotesPage = 5

// Quotes is a page of whole quotations, from one on.
func Quotes(b *summarize.Brief, o Options, ref string, from int) []discordgo.MessageComponent {
	p, all := penFor(o.In), b.Quotes
	texts, next := p.quotePage(b, all, from)
	title := p.Say("quotes_title", "From", strconv.Itoa(from+1), "To", strconv.Itoa(next), "N", strconv.Itoa(len(all)))
	if next == from+1 {
		title = p.Say("quote_title", "From", strconv.Itoa(from+1), "N", strconv.Itoa(len(all)))
	}
	var buttons []discordgo.MessageComponent
	if rest := min(len(all)-next, QuotesPage); rest > 0 {
		buttons = append(buttons, button(p.Say("next_page", "N", strconv.Itoa(rest)), ActionQuotes, ref, strconv.Itoa(next)))
	}
	buttons = append(buttons, button(p.Say("in_context"), ActionContext, ref, strconv.Itoa(from)))
	return []discordgo.MessageComponent{container(text(p.titled(title, b)), text(texts...)), row(buttons...)}
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

// Context is a quotation among the sentences around it, with buttons for the one before and the one after.
func Context(b *summarize.Brief, o Options, ref string, n int) []discordgo.MessageComponent {
	p, all := penFor(o.In), b.Quotes
	q := all[n]
	small := ""
	if len(b.Sources) == 1 && q.Number > 0 {
		small = p.Say("sentence", "N", strconv.Itoa(q.Number))
	}
	head := p.line("### ", p.Say("in_context"))
	if small = joined(small, p.outletOf(b, q.Source, q.Link)); small != "" {
		head += "\n" + p.line("-# ", small)
	}
	components := []discordgo.MessageComponent{container(text(head), text(p.inContext(b, q)))}
	var buttons []discordgo.MessageComponent
	if n > 0 {
		buttons = append(buttons, button(p.Say("before"), ActionContext, ref, strconv.Itoa(n-1)))
	}
	if n+1 < len(all) {
		buttons = append(buttons, button(p.Say("after"), ActionContext, ref, strconv.Itoa(n+1)))
	}
	if len(buttons) > 0 {
		components = append(components, row(buttons...))
	}
	return components
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

// Side is all that a brief has of one side, with the menu for another.
func Side(b *summarize.Brief, o Options, ref string, n int) []discordgo.MessageComponent {
	p, heard := penFor(o.In), Heard(b)
	party := heard[n]
	name := p.plain(cut(PersonName(party.Name), maxName))
	if role := roleOf(party); role != "" {
		name += p.Say("comma") + p.plain(role)
	}
	head := p.line("### ", name)
	if asked := question(b); asked != "" {
		head += "\n" + p.line("-# ", joined(p.plain(asked), p.stance(party.Stance)))
	}
	components := []discordgo.MessageComponent{
		container(text(head), text(p.points(b, party)), text(p.words(b, party)...)),
	}
	if len(heard) > 1 {
		components = append(components, row(p.sideMenu(b, heard, ref, n)))
	}
	return components
}

// points are the lines of a side, each with the outlet that has it.
func (p pen) points(b *summarize.Brief, party summarize.Party) string {
	var points []string
	for _, position := range party.Positions {
		point := p.plain(position.Text)
		if speaker := PersonName(position.Speaker); speaker != "" && position.Speaker != party.Name && !strings.Contains(position.Text, speaker) {
			point += p.bracket(p.plain(speaker))
		}
		for _, sentence := range position.Sentences[:min(len(position.Sentences), 1)] {
			if sentence.Source >= 0 && sentence.Source < len(b.Sources) {
				point += p.bracket(p.outlet(b.Sources[sentence.Source].Site, sentence.Link))
			}
		}
		if point = p.line("- ", point); Fits(strings.Join(points, "\n") + point) {
			points = append(points, point)
		}
	}
	return strings.Join(points, "\n")
}

// words are the quotations of a side, as many as a message has room for; all of them are behind the button for quotations.
func (p pen) words(b *summarize.Brief, party summarize.Party) (texts []string) {
	const most = 10
	quotes := quotesOf(b.Quotes, party)
	size := len(p.points(b, party))
	for i, q := range quotes {
		text := p.quote(b, q, i > 0 && quotes[i-1].Speaker == q.Speaker)
		if size += len(text); len(texts) == most || size > MaxRunes {
			return append(texts, p.line("-# ", p.Say("more_in_article")))
		}
		texts = append(texts, text)
	}
	return texts
}

func quotesOf(quotes []summarize.Quote, party summarize.Party) (own []summarize.Quote) {
	for _, q := range quotes {
		if q.Party == party.Name {
			own = append(own, q)
		}
	}
	return own
}

// sideMenu opens another side; Discord takes 25 entries.
func (p pen) sideMenu(b *summarize.Brief, heard []summarize.Party, ref string, chosen int) discordgo.MessageComponent {
	var options []discordgo.SelectMenuOption
	for i, party := range heard[:min(len(heard), 25)] {
		about := roleOf(party)
		if question(b) != "" && p.stance(party.Stance) != "" {
			about = p.stance(party.Stance)
		}
		options = append(options, discordgo.SelectMenuOption{Label: Clip(party.Name, 90), Value: strconv.Itoa(i), Description: about, Default: i == chosen})
	}
	return discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, Placeholder: p.Say("one_side"), Options: options, CustomID: ActionParty + ":" + ref}
}

// More says how a card was made. mayDelete is for who asked and for moderators; message is the card.
func More(b *summarize.Brief, o Options, ref, asker, message string, mayDelete bool) []discordgo.MessageComponent {
	p := penFor(o.In)
	var lines []string
	for _, fact := range p.facts(b) {
		lines = append(lines, p.line("- ", fact))
	}
	buttons := []discordgo.MessageComponent{button(p.Say("sources"), ActionSources, ref), button(p.Say("report"), ActionReport, ref)}
	if mayDelete {
		buttons = append(buttons, button(p.Say("delete"), ActionDelete, asker, message))
	}
	return []discordgo.MessageComponent{container(text(p.line("### ", p.Say("how_made"))), text(strings.Join(lines, "\n"))), row(buttons...)}
}

// facts are what was read, what is word for word, who wrote, and what did not stand.
func (p pen) facts(b *summarize.Brief) []string {
	count := 0
	for _, from := range b.Sources {
		count += from.Words
	}
	read := p.Count("read_many", len(b.Sources), "Words", strconv.Itoa(count))
	if len(b.Sources) == 1 {
		read = p.Count("read_whole", count)
		if b.Sources[0].Partial {
			read = p.Count("read_part", count)
		}
	}
	facts := []string{read}
	if minutes := (count + wordsAMinute/2) / wordsAMinute; minutes > 0 {
		facts = append(facts, p.Count("reading_time", minutes))
	}
	if n := len(b.Quotes); n > 0 {
		facts = append(facts, p.Count("quotes_checked", n))
	}
	facts = append(facts, p.written(b)...)
	if silent := named(b.NotHeard); len(silent) > maxSilent {
		names := make([]string, 0, len(silent))
		for _, a := range silent[:min(len(silent), 20)] {
			names = append(names, p.plain(shown(a.Name, maxName))+p.bracket(p.why(a)))
		}
		facts = append(facts, p.after(p.Say("not_heard"), p.list(names)))
	}
	return facts
}

const wordsAMinute = 230 // the usual figure for adults

func (p pen) written(b *summarize.Brief) (facts []string) {
	if b.Writer.Name != "model" {
		facts = []string{p.Say("written_by_nobody")}
		if slices.Contains(failures, b.Writer.Failure) {
			facts = append(facts, p.Say(b.Writer.Failure))
		}
	} else {
		checked := "checked_once"
		if isSure(b) {
			checked = "checked_twice"
		}
		facts = []string{p.Say("written_by", "Model", p.plain(cut(b.Writer.Model, 60))), p.Say(checked)}
	}
	if n := len(b.Checks.Dropped); n > 0 {
		facts = append(facts, p.Say("lines_out", "N", strconv.Itoa(n)))
	}
	if n := b.Checks.Untranslated; n > 0 {
		facts = append(facts, p.Say("untranslated", "N", strconv.Itoa(n)))
	}
	if note := b.Writer.Note; note != "" && b.Writer.Failure == "" {
		facts = append(facts, p.plain(Clip(note, 120)))
	}
	return facts
}

// Sources are all articles of a brief, each with its site, its domain, its byline and its length.
func Sources(b *summarize.Brief, o Options) []discordgo.MessageComponent {
	p := penFor(o.In)
	var texts []string
	for _, from := range b.Sources[:min(len(b.Sources), 20)] {
		at, style := published(from)
		stamp := ""
		if style != "" {
			stamp = p.stamp(fmt.Sprintf("<t:%d:D>", at.Unix()))
		}
		head := joined(Source(from.Site, from.Link), p.plain(cut(PersonName(from.Byline), 60)), stamp, p.Count("words", from.Words))
		entry := p.line("- ", head)
		if from.Notice != "" {
			entry += "\n  " + p.line("-# ", p.plain(Clip(from.Notice, 300)))
		}
		texts = append(texts, entry)
	}
	return []discordgo.MessageComponent{container(text(p.titled(p.Say("sources"), b)), text(texts...))}
}

// Mistakes are the kinds that a reader may report; each has a phrase of its name.
var Mistakes = []string{"wrong_speaker", "wrong_view", "missing_side", "wrong_event", "something_else"}

// Report asks what sort of mistake it is.
// It goes to the server's own channel, or to whoever runs Parley.
func Report(o Options, ref string, here bool) []discordgo.MessageComponent {
	p, goes := penFor(o.In), "report_goes"
	if here {
		goes = "report_goes_here"
	}
	var options []discordgo.SelectMenuOption
	for _, kind := range Mistakes {
		options = append(options, discordgo.SelectMenuOption{Label: p.Say(kind), Value: kind})
	}
	return []discordgo.MessageComponent{
		container(text(p.line("### ", p.Say("what_is_wrong")) + "\n" + p.line("-# ", p.Say(goes)))),
		row(discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, Placeholder: p.Say("choose_one"), Options: options, CustomID: ActionMistake + ":" + ref}),
	}
}

// Reported is what who manages a server reads of a mistake: what is wrong with which card, and how that came about. link leads to its message,
// where all can see it.
func Reported(o Options, kind, words, link string, b *summarize.Brief) discordgo.Container {
	p := penFor(o.In)
	receipt := []string{}
	for _, from := range b.Sources {
		receipt = append(receipt, from.TextHash)
	}
	receipt = append(receipt, b.Writer.Model, b.Writer.Prompt)
	what := p.line("### ", p.Say("report_title")) + "\n" + p.line("", "**"+p.Say(kind)+"**")
	if words != "" {
		what += "\n" + p.line("> ", p.plain(words))
	}
	if link != "" {
		what += "\n" + p.line("", "["+p.Say("report_card")+"]("+link+")")
	}
	checks := p.Say("report_checks", "N", strconv.Itoa(b.Checks.Quotations), "Kept", strconv.Itoa(b.Checks.Kept), "Out", strconv.Itoa(len(b.Checks.Dropped)))
	return container(text(what), p.block(p.line("-# ", p.plain(joined(receipt...))), p.line("-# ", checks)))
}

// MaxReport is the most characters of what a reader writes of a mistake.
const MaxReport = 1000

// ReportForm is the form for a mistake of a kind, in the reader's words.
func ReportForm(o Options, ref, kind string) *discordgo.InteractionResponseData {
	p := penFor(o.In)
	return &discordgo.InteractionResponseData{
		CustomID: strings.Join([]string{ActionMistake, ref, kind}, ":"),
		Title:    p.Say("report_title"),
		Components: []discordgo.MessageComponent{row(discordgo.TextInput{CustomID: "words", Label: p.Say("report_words"), Style: discordgo.TextInputParagraph,
			Placeholder: p.Say("report_hint"), Required: kind == Mistakes[len(Mistakes)-1], MaxLength: MaxReport})},
	}
}

// MaxPaste is how long a text in a form may be, in characters: Discord takes no more.
const MaxPaste = 4000

// PasteForm is the form for an article's text.
func PasteForm(o Options, id string) *discordgo.InteractionResponseData {
	p := penFor(o.In)
	return &discordgo.InteractionResponseData{
		CustomID: id,
		Title:    p.Say("who_said_what"),
		Components: []discordgo.MessageComponent{row(discordgo.TextInput{CustomID: "text", Label: p.Say("paste_text"), Style: discordgo.TextInputParagraph,
			Placeholder: p.Say("paste_hint"), Required: true, MaxLength: MaxPaste})},
	}
}

// Small is one small line where no card is worth its place.
func Small(o Options, sentence string) discordgo.MessageComponent {
	p := penFor(o.In)
	return discordgo.TextDisplay{Content: p.line("-# ", p.plain(Clip(sentence, 500)))}
}

// OnlyDelete is what is left behind More for a card whose brief is gone.
func OnlyDelete(o Options, asker, message string, mayDelete bool) []discordgo.MessageComponent {
	components := []discordgo.MessageComponent{Small(o, o.In.Say("too_old"))}
	if mayDelete {
		components = append(components, row(button(o.In.Say("delete"), ActionDelete, asker, message)))
	}
	return components
}
