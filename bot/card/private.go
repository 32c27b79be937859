package card

import (
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"parley/article"
	"parley/summarize"
)

// What a button does stands in its custom id: the action, then its arguments, with colons between. REF is KEY:N, by which the bot finds
// the brief again.
const (
	ActionQuotes  = "quotes"  // quotes:REF:FROM
	ActionContext = "context" // context:REF:QUOTE, the quotation's place among the distinct ones; context:REF, the menu's value is that
	ActionSides   = "sides"   // sides:REF
	ActionParty   = "party"   // party:REF, the menu's value is the side's place among those heard
	ActionMore    = "more"    // more:REF:ASKER, on a card
	ActionHow     = "how"     // how:REF:ASKER:MESSAGE, the same behind it; MESSAGE is the card, "" where nobody may delete it
	ActionSources = "sources" // sources:REF:ASKER:MESSAGE
	ActionReport  = "report"  // report:REF:ASKER:MESSAGE
	ActionMistake = "mistake" // mistake:REF, the menu's value is the kind of mistake; of the form, mistake:REF:KIND
	ActionDelete  = "delete"  // delete:ASKER:MESSAGE
)

func (p pen) buttons(b *summarize.Brief, c choice, ref, asker string) discordgo.MessageComponent {
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

// Small is one small line where no card is worth its place.
func Small(o Options, sentence string) discordgo.MessageComponent {
	p := penFor(o.In)
	return discordgo.TextDisplay{Content: p.line("-# ", p.plain(Clip(sentence, 500)))}
}
