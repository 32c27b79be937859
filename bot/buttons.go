package bot

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/bwmarrin/discordgo"

	"parley/summarize"
)

// What a button does stands in its custom id: the action, then its arguments, with colons between.
const (
	actionDelete = "delete" // delete:ASKER
	actionQuotes = "quotes" // quotes:KEY:N:FROM
	actionParty  = "party"  // party:KEY:N, the menu's value is the party's number
)

// briefMessage is a brief's card with its buttons.
func briefMessage(b *summarize.Brief, key string, n int, asker string) message {
	var buttons []discordgo.MessageComponent
	if len(b.Quotes) > 0 {
		buttons = append(buttons, discordgo.Button{Label: fmt.Sprintf("All quotes (%d)", len(b.Quotes)), Style: discordgo.SecondaryButton,
			CustomID: fmt.Sprintf("%s:%s:%d:0", actionQuotes, key, n)})
	}
	if len(b.Sources) == 1 && buttonLink(b.Sources[0].Link) {
		buttons = append(buttons, discordgo.Button{Label: "Open article", Style: discordgo.LinkButton, URL: b.Sources[0].Link})
	}
	buttons = append(buttons, deleteButton(asker))
	components := []discordgo.MessageComponent{Render(b)}
	if menu := partyMenu(b, key, n); menu != nil {
		components = append(components, discordgo.ActionsRow{Components: []discordgo.MessageComponent{menu}})
	}
	return componentMessage(append(components, discordgo.ActionsRow{Components: buttons})...)
}

func buttonLink(target string) bool {
	return len(target) <= 512 && (strings.HasPrefix(target, "https://") || strings.HasPrefix(target, "http://"))
}

func deleteButton(asker string) discordgo.Button {
	return discordgo.Button{Label: "Delete", Style: discordgo.SecondaryButton, CustomID: actionDelete + ":" + asker}
}

// partyMenu opens one party at a time; Discord takes 25 entries.
func partyMenu(b *summarize.Brief, key string, n int) discordgo.MessageComponent {
	if len(b.Parties) < 2 {
		return nil
	}
	var options []discordgo.SelectMenuOption
	for i, party := range b.Parties[:min(len(b.Parties), 25)] {
		if label := shown(party.Name, 90); label != "" {
			options = append(options, discordgo.SelectMenuOption{Label: label, Value: strconv.Itoa(i)})
		}
	}
	if len(options) == 0 {
		return nil
	}
	return discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, Placeholder: "One party at a time", Options: options,
		CustomID: fmt.Sprintf("%s:%s:%d", actionParty, key, n)}
}

// noticeCard is one sentence where a brief would stand.
func noticeCard(text, asker string) message {
	return componentMessage(discordgo.TextDisplay{Content: escape(clip(text, 500))},
		discordgo.ActionsRow{Components: []discordgo.MessageComponent{deleteButton(asker)}})
}

const tooOld = "This brief is too old to open. Ask again, and it is fresh."

// argument is what stands in the nth place of a component's custom id, after its action; "" where there is nothing.
func (i *interaction) argument(n int) string {
	if parts := strings.Split(i.customID, ":"); n < len(parts) {
		return parts[n]
	}
	return ""
}

// chosen is the value that was chosen in a menu, or "".
func (i *interaction) chosen() string {
	if values := i.MessageComponentData().Values; len(values) == 1 {
		return values[0]
	}
	return ""
}

// answered logs that a component could not be answered.
func (b *bot) answered(err error) {
	if err != nil {
		b.Log.Warn("a button could not be answered", "error", err)
	}
}

// deleteAnswer deletes an answer; it needs no memory. That it is gone is kept first: work on it may be under way.
func (b *bot) deleteAnswer(ctx context.Context, i *interaction) {
	b.retract(ctx, i.Message.ID)
	err := b.respond(ctx, i, discordgo.InteractionResponseDeferredMessageUpdate, nil)
	if err == nil {
		_, err = b.request(ctx, http.MethodDelete, discordgo.EndpointWebhookMessage(i.AppID, i.Token, "@original"), nil, "answer:"+i.ID)
	}
	b.answered(err)
}

// recent is the brief that a component's first two arguments name, or nil when it is too old.
func (b *bot) recent(i *interaction) *summarize.Brief {
	n, err := strconv.Atoi(i.argument(2))
	if err != nil {
		return nil
	}
	return b.keptBrief(i.argument(1), n)
}

// whisperQuotes shows the quotations from one on, as many as fit, with a button for the rest.
func (b *bot) whisperQuotes(ctx context.Context, i *interaction) {
	brief := b.recent(i)
	from, err := strconv.Atoi(i.argument(3))
	if brief == nil || err != nil || from < 0 || from >= len(brief.Quotes) {
		b.answered(b.whisper(ctx, i, discordgo.TextDisplay{Content: tooOld}))
		return
	}
	text, next := quotePage(brief.Quotes, from)
	components := []discordgo.MessageComponent{discordgo.TextDisplay{Content: text}}
	if next < len(brief.Quotes) {
		components = append(components, discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.Button{
			Label: fmt.Sprintf("More (%d)", len(brief.Quotes)-next), Style: discordgo.SecondaryButton,
			CustomID: fmt.Sprintf("%s:%s:%s:%d", actionQuotes, i.argument(1), i.argument(2), next),
		}}})
	}
	b.answered(b.whisper(ctx, i, components...))
}

// quotePage is a page of whole quotations and the number of the first one after it. One that no message holds is named
// and left to the article.
func quotePage(quotes []summarize.Quote, from int) (text string, next int) {
	var page strings.Builder
	for next = from; next < len(quotes) && next < from+10; next++ {
		lines := quoteLines(quotes[next])
		if !fits(lines) {
			lines = "> *(too long for Discord: read it in the article)* — " + link(byline(quotes[next]), quotes[next].Link)
		}
		if page.Len() > 0 && !fits(page.String()+lines) {
			break
		}
		page.WriteString(lines + "\n")
	}
	return strings.TrimSpace(page.String()), next
}

func fits(text string) bool { return len([]rune(text)) < maxTextRunes && len(text) < maxTextBytes }

func (b *bot) whisperParty(ctx context.Context, i *interaction) {
	brief := b.recent(i)
	n, err := strconv.Atoi(i.chosen())
	content := tooOld
	if brief != nil && err == nil && n >= 0 && n < len(brief.Parties) {
		content = partyText(brief, brief.Parties[n])
	}
	b.answered(b.whisper(ctx, i, discordgo.TextDisplay{Content: content}))
}

// partyText is all that a brief has of one party: positions first, then its quotations while they fit.
func partyText(b *summarize.Brief, party summarize.Party) string {
	lines := []string{"### " + escape(shown(party.Name, 100)) + stance(party.Stance)}
	for _, position := range party.Positions {
		lines = append(lines, positionLine(party, position))
	}
	for _, quote := range b.Quotes {
		if quote.Party == party.Name {
			lines = append(lines, quoteLines(quote))
		}
	}
	text := lines[0]
	for _, line := range lines[1:] {
		if !fits(text + "\n" + line) {
			return text + "\n-# and more in the article"
		}
		text += "\n" + line
	}
	return text
}
