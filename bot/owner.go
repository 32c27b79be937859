package bot

import (
	"context"
	_ "embed" // for the example
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/bot/card"
	"parley/bot/phrases"
	"parley/settings"
)

// What Parley tells of itself: /help and the welcome, /usage, /privacy, and what it lacks to do its work.

const (
	helpName    = "help"
	usageName   = "usage"
	privacyName = "privacy"

	actionForget = "forget" // forget:WHAT, and with :yes behind it when it was asked for twice
	forgetMe     = "me"
	forgetServer = "server"
)

// usageCommand is for everybody: members see their own.
func usageCommand() *discordgo.ApplicationCommand {
	command := guildCommand(usageName, phrases.In("en").Say("command_usage"))
	others := inLocales("command_usage")
	command.DescriptionLocalizations, command.DefaultMemberPermissions = &others, nil
	return command
}

func privacyCommand() *discordgo.ApplicationCommand {
	return everywhereCommand(privacyName, "command_privacy")
}

// everywhereCommand is one for servers, for direct messages, and for who installs Parley for themselves; phrase says what it is.
func everywhereCommand(name, phrase string, options ...*discordgo.ApplicationCommandOption) *discordgo.ApplicationCommand {
	contexts := []discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM, discordgo.InteractionContextPrivateChannel}
	installs := []discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall, discordgo.ApplicationIntegrationUserInstall}
	others := inLocales(phrase)
	return &discordgo.ApplicationCommand{Name: name, Type: discordgo.ChatApplicationCommand, Description: phrases.In("en").Say(phrase),
		DescriptionLocalizations: &others, Options: options, Contexts: &contexts, IntegrationTypes: &installs}
}

// welcome is what Parley says when it comes to a server, and to who asks for help.
func (b *bot) welcome(o card.Options, noModel bool) []discordgo.MessageComponent {
	at := card.Setup{Model: b.ModelName, NoLinks: !b.seesLinks, Alone: b.Newsroom == nil}
	if noModel {
		at.Model = ""
	}
	return card.Welcome(o, at)
}

// help answers /help.
func (b *bot) help(ctx context.Context, i *interaction) {
	b.answered(b.whisper(ctx, i, b.welcome(i.inPrivate(), b.decided(ctx, i.GuildID).NoModel)...))
}

// example is an invented article.
//
//go:embed example.txt
var example string

// showExample has the example read as any text is, for the asker alone.
func (b *bot) showExample(ctx context.Context, i *interaction) {
	b.fulfil(ctx, i, wish{Text: example, Private: true}, nil)
}

// showDaily says how a server gets daily news: what is needed is typed, so there is nothing to open.
func (b *bot) showDaily(ctx context.Context, i *interaction) {
	b.answered(b.whisper(ctx, i, card.Small(i.inPrivate(), i.inPrivate().In.Say("daily_how"))))
}

// newServer is how long ago a server may have been joined to be greeted: Discord names all servers at each start.
const newServer = 10 * time.Minute

// onGuildCreate greets a server that the bot has just come to, once, where it may write.
func (b *bot) onGuildCreate(_ *discordgo.Session, g *discordgo.GuildCreate) {
	if g.Guild != nil && g.PreferredLocale != "" {
		b.locales.Store(g.ID, g.PreferredLocale)
	}
	if b.Newsroom == nil || g.Guild == nil || g.Unavailable || time.Since(g.JoinedAt) > newServer {
		return
	}
	b.begin("welcome", func(ctx context.Context) {
		first, err := b.Newsroom.Greet(ctx, g.ID)
		channel := b.writable(g.Guild)
		if err == nil && first && channel != "" {
			m := componentMessage(b.welcome(b.inPublic(g.ID, settings.Server{}), false)...)
			_, err = b.send(ctx, http.MethodPost, discordgo.EndpointChannelMessages(channel), discordgo.EndpointChannelMessages(channel), m)
		}
		if err != nil {
			b.Log.Warn("a server was not greeted", "guild", g.ID, "error", err)
		}
	})
}

const writing = discordgo.PermissionViewChannel | discordgo.PermissionSendMessages

// writable is the channel in which a server may be greeted: its own for news of members, else the first text channel that takes it.
func (b *bot) writable(g *discordgo.Guild) string {
	state := discordgo.NewState()
	if state.GuildAdd(g) != nil {
		return ""
	}
	takes := func(channel string) bool {
		permissions, err := state.UserChannelPermissions(b.id, channel)
		return err == nil && permissions&writing == writing
	}
	if g.SystemChannelID != "" && takes(g.SystemChannelID) {
		return g.SystemChannelID
	}
	for _, c := range g.Channels {
		if c.Type == discordgo.ChannelTypeGuildText && takes(c.ID) {
			return c.ID
		}
	}
	return ""
}

// needs are what Parley must be allowed in a channel where it answers.
var needs = []struct {
	permission int64
	name       string
}{
	{discordgo.PermissionViewChannel, "View Channel"},
	{discordgo.PermissionSendMessages, "Send Messages"},
	{discordgo.PermissionReadMessageHistory, "Read Message History"},
}

// missing says what Parley may not do in the channel where it is asked, and how that is changed.
func (b *bot) missing(ctx context.Context, i *interaction) (trouble []string) {
	may, known := i.own()
	if !known {
		return nil
	}
	var lacks []string
	for _, need := range needs {
		if may&need.permission == 0 {
			lacks = append(lacks, need.name)
		}
	}
	if len(lacks) > 0 {
		trouble = append(trouble, fmt.Sprintf("**Parley may not do its work in <#%s>.** It lacks: %s. Add them for Parley in the channel’s settings, under Permissions.",
			i.ChannelID, strings.Join(lacks, ", ")))
	}
	if !b.seesLinks {
		trouble = append(trouble, "**Pasted links are not seen.** Whoever runs Parley must switch on the Message Content intent in the Developer Portal.")
	}
	return trouble
}

// own are the bot's own permissions where an interaction was made: Discord sends them with it.
func (i *interaction) own() (permissions int64, known bool) {
	if i.AppPermissions&discordgo.PermissionAdministrator != 0 {
		return discordgo.PermissionAll, true
	}
	return i.AppPermissions, i.GuildID != "" && i.AppPermissions != 0
}

// usage answers /usage: a manager sees the server's, everybody their own.
func (b *bot) usage(ctx context.Context, i *interaction) {
	lines := []string{"## What Parley took"}
	own, err := b.Newsroom.UsedBy(ctx, i.GuildID, i.asker())
	lines = append(lines, fmt.Sprintf("You, today: %s.", plural(own.Cards, "card", "cards")))
	if b.managers(ctx, i) == nil && err == nil {
		for _, span := range []struct {
			name string
			days int
		}{{"today", 1}, {"7 days", 7}, {"30 days", 30}} {
			used, failed := b.Newsroom.Used(ctx, i.GuildID, span.days)
			if failed != nil {
				err = failed
				break
			}
			lines = append(lines, fmt.Sprintf("This server, %s: %s, %d with AI (%d tokens, %s).", span.name,
				plural(used.Cards, "card", "cards"), used.Asked, used.Tokens, dollars(used.Dollars)))
		}
		lines = append(lines, "-# Days begin at midnight UTC. `/settings` sets a budget.")
	}
	if err != nil {
		b.Log.Error("what was used could not be shown", "error", err)
		lines = []string{wentWrong}
	}
	b.answered(b.whisper(ctx, i, discordgo.TextDisplay{Content: strings.Join(lines, "\n")}))
}

// privacy answers /privacy.
func (b *bot) privacy(ctx context.Context, i *interaction) {
	days := "30 days"
	buttons := []discordgo.MessageComponent{discordgo.Button{Label: "Forget me", Style: discordgo.DangerButton, CustomID: actionForget + ":" + forgetMe}}
	if i.GuildID != "" {
		if server, err := b.Newsroom.Settings(ctx, i.GuildID); err == nil {
			days = plural(int(server.KeptFor().Hours()/24), "day", "days")
		}
		if b.managers(ctx, i) == nil {
			buttons = append(buttons, discordgo.Button{Label: "Forget this server", Style: discordgo.DangerButton, CustomID: actionForget + ":" + forgetServer})
		}
	}
	text := "## What Parley keeps\n" +
		"- **Cards**, with who asked and the sentences they rest on: " + days + ", so that their buttons work.\n" +
		"- **Links** that are pasted, without who pasted them: 30 days, for digests.\n" +
		"- **How many cards** each member asked for a day: 60 days, for the budget.\n" +
		"- **Settings, feeds and digests**, with who set them up: until they are deleted.\n" +
		"Messages are read for links and not kept. What an AI is told is the article, never who asked.\n" +
		"-# When Parley leaves a server, all of that server is deleted a week later."
	b.answered(b.whisper(ctx, i, discordgo.TextDisplay{Content: text}, discordgo.ActionsRow{Components: buttons}))
}

// forget deletes what is kept of somebody or of a server, when it is asked for twice.
func (b *bot) forget(ctx context.Context, i *interaction) {
	what := i.argument(1)
	if what == forgetServer {
		if err := b.managers(ctx, i); err != nil {
			b.answered(b.whisper(ctx, i, discordgo.TextDisplay{Content: card.Escape(err.Error())}))
			return
		}
	}
	if i.argument(2) != "yes" {
		b.turn(ctx, i, confirmForget(what))
		return
	}
	err := b.Newsroom.ForgetMember(ctx, i.asker())
	done := "Done: nothing that is kept names you any more. Cards that stand in a channel are deleted by *More*, *Delete*."
	if what == forgetServer {
		err = b.Newsroom.ForgetGuild(ctx, i.GuildID)
		done = "Done: this server’s settings, feeds, digests and cards are forgotten. Messages in its channels stay."
	}
	if err != nil {
		b.Log.Error("somebody was not forgotten", "error", err)
		done = wentWrong
	}
	b.turn(ctx, i, componentMessage(discordgo.TextDisplay{Content: done}))
}

func confirmForget(what string) message {
	text := "This takes your name out of all that Parley keeps, in every server. Buttons of your cards stop working for you."
	if what == forgetServer {
		text = "This deletes the settings, feeds, digests and cards of this server. It cannot be undone."
	}
	return componentMessage(discordgo.TextDisplay{Content: text}, discordgo.ActionsRow{Components: []discordgo.MessageComponent{
		discordgo.Button{Label: "Yes, forget", Style: discordgo.DangerButton, CustomID: actionForget + ":" + what + ":yes"}}})
}
