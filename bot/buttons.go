package bot

import (
	"context"
	"fmt"
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
		label := clip(party.Name, 90)
		if label == "" {
			label = "?"
		}
		options = append(options, discordgo.SelectMenuOption{Label: label, Value: strconv.Itoa(i)})
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

func (b *bot) button(ctx context.Context, i *discordgo.Interaction) {
	data := i.MessageComponentData()
	parts := strings.Split(data.CustomID, ":")
	var err error
	switch {
	case parts[0] == actionDelete && len(parts) == 2:
		err = b.deleteFor(ctx, i, parts[1])
	case parts[0] == actionQuotes && len(parts) == 4:
		err = b.whisperQuotes(ctx, i, parts)
	case parts[0] == actionParty && len(parts) == 3 && len(data.Values) == 1:
		err = b.whisperParty(ctx, i, parts, data.Values[0])
	case parts[0] == actionStory && len(parts) == 2 && len(data.Values) == 1:
		err = b.whisperStory(ctx, i, parts[1], data.Values[0])
	default:
		err = b.whisper(ctx, i, discordgo.TextDisplay{Content: tooOld})
	}
	if err != nil {
		b.Log.Warn("a button could not be answered", "error", err)
	}
}

// deleteFor deletes the answer for who asked and for moderators; it needs no memory.
func (b *bot) deleteFor(ctx context.Context, i *discordgo.Interaction, owner string) error {
	moderator := i.Member != nil && i.Member.Permissions&discordgo.PermissionManageMessages != 0
	if asker(i) != owner && !moderator {
		return b.whisper(ctx, i, discordgo.TextDisplay{Content: "Only who asked, or a moderator, can delete this."})
	}
	if err := b.rest.InteractionRespond(i, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseDeferredMessageUpdate}, discordgo.WithContext(ctx)); err != nil {
		return err
	}
	return b.rest.InteractionResponseDelete(i, discordgo.WithContext(ctx))
}

func (b *bot) recent(key, number string) *summarize.Brief {
	n, err := strconv.Atoi(number)
	if err != nil {
		return nil
	}
	return b.jobs.brief(key, n)
}

// whisperQuotes shows the quotations from one on, as many as fit, with a button for the rest.
func (b *bot) whisperQuotes(ctx context.Context, i *discordgo.Interaction, parts []string) error {
	brief := b.recent(parts[1], parts[2])
	from, err := strconv.Atoi(parts[3])
	if brief == nil || err != nil || from < 0 || from >= len(brief.Quotes) {
		return b.whisper(ctx, i, discordgo.TextDisplay{Content: tooOld})
	}
	text, next := quotePage(brief.Quotes, from)
	components := []discordgo.MessageComponent{discordgo.TextDisplay{Content: text}}
	if next < len(brief.Quotes) {
		components = append(components, discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.Button{
			Label: fmt.Sprintf("More (%d)", len(brief.Quotes)-next), Style: discordgo.SecondaryButton,
			CustomID: fmt.Sprintf("%s:%s:%s:%d", actionQuotes, parts[1], parts[2], next),
		}}})
	}
	return b.whisper(ctx, i, components...)
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

func (b *bot) whisperParty(ctx context.Context, i *discordgo.Interaction, parts []string, value string) error {
	brief := b.recent(parts[1], parts[2])
	n, err := strconv.Atoi(value)
	if brief == nil || err != nil || n < 0 || n >= len(brief.Parties) {
		return b.whisper(ctx, i, discordgo.TextDisplay{Content: tooOld})
	}
	return b.whisper(ctx, i, discordgo.TextDisplay{Content: partyText(brief, brief.Parties[n])})
}

// partyText is all that a brief has of one party: positions first, then its quotations while they fit.
func partyText(b *summarize.Brief, party summarize.Party) string {
	lines := []string{"### " + escape(clip(party.Name, 100)) + stance(party.Stance)}
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
