package bot

import (
	"cmp"
	"context"
	"fmt"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"parley/bot/phrases"
	"parley/desk"
)

const actionAgain = "again" // again:KEY:N, the Nth link of a request

// toldMessage is what stands below a link that its channel has a brief of already.
func toldMessage(r desk.Request, n int, known desk.Answer, in phrases.Language) message {
	return componentMessage(
		discordgo.TextDisplay{Content: "-# " + in.Say("read_already", "Link", messageLink(r.Guild, known))},
		discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: in.Say("read_again"), Style: discordgo.SecondaryButton, CustomID: fmt.Sprintf("%s:%s:%d", actionAgain, r.ID, n)},
		}})
}

// messageLink leads to an answer in a server, or outside of one.
func messageLink(guild string, a desk.Answer) string {
	return fmt.Sprintf("https://discord.com/channels/%s/%s/%s", cmp.Or(guild, "@me"), a.Channel, a.Message)
}

// readAgain makes a new brief of a link that its channel has one of.
func (b *bot) readAgain(ctx context.Context, i *interaction) {
	r, err := b.Desk.Request(ctx, i.argument(1))
	if err != nil {
		b.Log.WarnContext(ctx, "a request could not be read", "error", err)
	}
	links := wishOf(r).Links
	n, err := strconv.Atoi(i.argument(2))
	if err != nil || n < 0 || n >= len(links) {
		b.say(ctx, i, "too_old")
		return
	}
	b.fulfil(ctx, i, wish{Links: links[n : n+1]}, nil)
}
