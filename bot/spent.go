package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/desk"
	"parley/settings"
)

// tellSpent tells who manages a server that its budget for models is spent, once a day, below what they asked for: nobody else can do
// something about it. It is a further answer to what was answered already, for Discord would put it in the place of one that is still to come.
func (b *bot) tellSpent(ctx context.Context, i *interaction) {
	shown := []discordgo.InteractionResponseType{discordgo.InteractionResponseChannelMessageWithSource, discordgo.InteractionResponseUpdateMessage}
	if !slices.Contains(shown, i.answered) || b.Newsroom == nil || b.Summarizer.Model == nil || b.managers(ctx, i) != nil {
		return
	}
	server := b.decided(ctx, i.GuildID)
	if server.NoModel || server.Budget.Dollars == 0 {
		return
	}
	used, err := b.Newsroom.Used(ctx, i.GuildID, 1)
	if err != nil || server.Budget.TakesModel(used) || b.toldToday(ctx, i) {
		return
	}
	if _, err := b.followUp(ctx, i.ID, wish{App: i.AppID, Token: i.Token}, spentMessage(i, used)); err != nil {
		b.Log.InfoContext(ctx, "that a budget is spent could not be told", "error", err)
	}
}

// toldToday says whether somebody was told of a server's budget since it was renewed, and notes that they are. Where that cannot be noted,
// they were: twice would be worse than not at all.
func (b *bot) toldToday(ctx context.Context, i *interaction) bool {
	now, name := time.Now(), i.GuildID+" "+i.asker()
	if _, err := b.Desk.Kept(ctx, desk.KeptTold, name, now); err == nil {
		return true
	}
	return b.Desk.Keep(ctx, desk.KeptTold, name, json.RawMessage("true"), settings.Renewed(now)) != nil
}

func spentMessage(i *interaction, used settings.Usage) message {
	in := i.inPrivate().In
	text := in.Say("spent_today", "Dollars", dollars(in, used.Dollars), "Cards", in.Count("cards", used.Cards)) +
		"\n-# " + in.Say("spent_until", "Time", fmt.Sprintf("<t:%d:t>", settings.Renewed(time.Now()).Unix()))
	change := discordgo.Button{Label: in.Say("budget_change"), Style: discordgo.SecondaryButton, CustomID: actionType + ":" + writerID + ":" + budgetID}
	m := componentMessage(discordgo.TextDisplay{Content: text}, discordgo.ActionsRow{Components: []discordgo.MessageComponent{change}})
	m.Flags |= discordgo.MessageFlagsEphemeral
	return m
}
