package bot

import (
	"context"
	_ "embed" // for the example
	"slices"
	"strconv"
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

	actionForget = "forget" // forget:WHAT, and with :yes behind it when it was asked for twice, :no when it was thought better of
	forgetMe     = "me"
	forgetServer = "server"
)

// usageCommand is for everybody: members see their own.
func usageCommand() *discordgo.ApplicationCommand {
	command := guildCommand(usageName, "command_usage")
	command.DefaultMemberPermissions = nil
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
	b.answered(ctx, b.whisper(ctx, i, b.welcome(i.inPrivate(), b.decided(ctx, i.GuildID).NoModel)...))
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
	b.answered(ctx, b.whisper(ctx, i, card.Small(i.inPrivate(), i.inPrivate().In.Say("daily_how"))))
}

// newServer is how long ago a server may have been joined to be greeted: Discord names all servers at each start.
const newServer = 10 * time.Minute

// onGuildCreate greets a server that the bot has just come to, once, where it may write.
func (b *bot) onGuildCreate(g *discordgo.Guild) {
	if g.PreferredLocale != "" {
		b.locales.Store(g.ID, g.PreferredLocale)
	}
	if b.Newsroom == nil || g.Unavailable || time.Since(g.JoinedAt) > newServer {
		return
	}
	b.begin("welcome", func(ctx context.Context) {
		first, err := b.Newsroom.Greet(ctx, g.ID)
		channel := writable(g, b.id)
		if err == nil && first && channel != "" {
			m := componentMessage(b.welcome(inPublic(g.PreferredLocale, settings.Server{}), false)...)
			err = insist(ctx, func() error {
				_, err := b.post(ctx, channel, "", "hi"+g.ID, m)
				return err
			})
		}
		if err != nil {
			b.Log.WarnContext(ctx, "a server was not greeted", "guild", g.ID, "error", err)
		}
	})
}

const writing = discordgo.PermissionViewChannel | discordgo.PermissionSendMessages

// writable is the channel in which a server may be told something: its own for news of members, else the first text channel that takes it.
func writable(g *discordgo.Guild, bot string) string {
	state := discordgo.NewState()
	for _, c := range g.Channels {
		c.GuildID = g.ID // Discord leaves it out here
	}
	if state.GuildAdd(g) != nil {
		return ""
	}
	takes := func(channel string) bool {
		permissions, err := state.UserChannelPermissions(bot, channel)
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

type need struct {
	permission int64
	phrase     string
}

// needs are what Parley must be allowed in a channel where it answers; threadNeeds, too, where its server wants threads.
var (
	needs = []need{
		{discordgo.PermissionViewChannel, "may_view"},
		{discordgo.PermissionSendMessages, "may_send"},
		{discordgo.PermissionReadMessageHistory, "may_history"},
	}
	threadNeeds = []need{
		{discordgo.PermissionCreatePublicThreads, "may_threads"},
		{discordgo.PermissionSendMessagesInThreads, "may_send_threads"},
	}
)

// missing says what Parley may not do in the channel where it is asked, and how that is changed.
func (b *bot) missing(i *interaction, server settings.Server) (trouble []string) {
	may, known := i.own()
	if !known {
		return nil
	}
	in := i.inPrivate().In
	var lacks []string
	wanted := needs
	if server.Threads {
		wanted = slices.Concat(needs, threadNeeds)
	}
	for _, need := range wanted {
		if may&need.permission == 0 {
			lacks = append(lacks, in.Say(need.phrase))
		}
	}
	if len(lacks) > 0 {
		trouble = append(trouble, in.Say("may_not", "Channel", "<#"+i.ChannelID+">", "Permissions", strings.Join(lacks, in.Say("comma"))))
	}
	if !b.seesLinks {
		trouble = append(trouble, in.Say("sees_no_links"))
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
	in := i.inPrivate().In
	lines := []string{"## " + in.Say("usage_title")}
	own, err := b.Newsroom.UsedBy(ctx, i.GuildID, i.asker())
	lines = append(lines, in.Count("usage_you", own.Cards))
	if b.managers(ctx, i) == nil && err == nil {
		for _, days := range []int{1, 7, 30} {
			used, failed := b.Newsroom.Used(ctx, i.GuildID, days)
			if failed != nil {
				err = failed
				break
			}
			lines = append(lines, usedIn(in, days, used))
		}
		lines = append(lines, "-# "+in.Say("usage_note"))
	}
	if err != nil {
		b.Log.ErrorContext(ctx, "what was used could not be shown", "error", err)
		lines = []string{in.Say("went_wrong")}
	}
	b.answered(ctx, b.whisper(ctx, i, discordgo.TextDisplay{Content: strings.Join(lines, "\n")}))
}

// usedIn is what a server took in the last days, today included.
func usedIn(in phrases.Language, days int, used settings.Usage) string {
	span := in.Count("days", days)
	if days == 1 {
		span = in.Say("today")
	}
	return in.Say("usage_server", "Span", span, "Cards", in.Count("cards", used.Cards), "Asked", strconv.Itoa(used.Asked),
		"Tokens", strconv.Itoa(used.Tokens), "Dollars", dollars(in, used.Dollars))
}

// privacy answers /privacy.
func (b *bot) privacy(ctx context.Context, i *interaction) {
	b.answered(ctx, b.whisper(ctx, i, b.privacyPage(ctx, i)...))
}

func (b *bot) privacyPage(ctx context.Context, i *interaction) []discordgo.MessageComponent {
	in, days := i.inPrivate().In, settings.DefaultRetention
	buttons := []discordgo.MessageComponent{discordgo.Button{Label: in.Say("forget_me"), Style: discordgo.DangerButton, CustomID: actionForget + ":" + forgetMe}}
	if i.GuildID != "" {
		if server, err := b.Newsroom.Settings(ctx, i.GuildID); err == nil {
			days = int(server.KeptFor().Hours() / 24)
		}
		if b.managers(ctx, i) == nil {
			buttons = append(buttons, discordgo.Button{Label: in.Say("forget_server"), Style: discordgo.DangerButton, CustomID: actionForget + ":" + forgetServer})
		}
	}
	text := "## " + in.Say("privacy_title") + "\n- " + in.Count("privacy_cards", days) + "\n- " + in.Say("privacy_links") +
		"\n- " + in.Say("privacy_counts") + "\n- " + in.Say("privacy_settings") + "\n" + in.Say("privacy_messages") + "\n-# " + in.Say("privacy_leaving")
	return []discordgo.MessageComponent{discordgo.TextDisplay{Content: text}, discordgo.ActionsRow{Components: buttons}}
}

// forget deletes what is kept of somebody or of a server, when it is asked for twice.
func (b *bot) forget(ctx context.Context, i *interaction) {
	in, what := i.inPrivate().In, i.argument(1)
	if i.argument(2) == "no" {
		b.turn(ctx, i, componentMessage(b.privacyPage(ctx, i)...))
		return
	}
	if what == forgetServer {
		if err := b.managers(ctx, i); err != nil {
			words, _ := complaint(in, err)
			b.answered(ctx, b.whisper(ctx, i, discordgo.TextDisplay{Content: card.Escape(words)}))
			return
		}
	}
	if i.argument(2) != "yes" {
		b.turn(ctx, i, confirmForget(in, what))
		return
	}
	b.turn(ctx, i, componentMessage(discordgo.TextDisplay{Content: in.Say(b.forgotten(ctx, i, what))}))
}

// forgotten deletes what is kept of who asks, or of their server, and returns the phrase that says so.
func (b *bot) forgotten(ctx context.Context, i *interaction, what string) (done string) {
	var err error
	if what == forgetServer {
		done, err = "forgot_server", b.Newsroom.ForgetGuild(ctx, i.GuildID)
	} else {
		done, err = "forgot_me", b.Newsroom.ForgetMember(ctx, i.asker())
	}
	if err != nil {
		b.Log.ErrorContext(ctx, "somebody was not forgotten", "error", err)
		return "went_wrong"
	}
	return done
}

func confirmForget(in phrases.Language, what string) message {
	asked := "forget_me_asked"
	if what == forgetServer {
		asked = "forget_server_asked"
	}
	return componentMessage(discordgo.TextDisplay{Content: in.Say(asked)}, discordgo.ActionsRow{Components: []discordgo.MessageComponent{
		discordgo.Button{Label: in.Say("forget_yes"), Style: discordgo.DangerButton, CustomID: actionForget + ":" + what + ":yes"},
		discordgo.Button{Label: in.Say("forget_no"), Style: discordgo.SecondaryButton, CustomID: actionForget + ":" + what + ":no"}}})
}
