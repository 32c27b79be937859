package card

import (
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"parley/summarize"
)

// Mistakes are the kinds that a reader may report; each has a phrase of its name.
var Mistakes = []string{"wrong_speaker", "wrong_view", "missing_side", "wrong_event", "something_else"}

// Report asks what sort of mistake it is. It goes to the server's own channel, or to whoever runs Parley. asker and message lead back.
func Report(o Options, ref, asker, message string, here bool) []discordgo.MessageComponent {
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
		p.backToMore(ref, asker, message),
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
