package bot

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/bot/card"
	"parley/bot/phrases"
	"parley/desk"
	"parley/digest"
	"parley/feed"
	"parley/settings"
	"parley/summarize"
)

// What /digest and /feeds have in common: they manage a server, and answer only who asked.

// guildCommand is one for servers; phrase says what it is.
func guildCommand(name, phrase string, subcommands ...*discordgo.ApplicationCommandOption) *discordgo.ApplicationCommand {
	contexts := []discordgo.InteractionContextType{discordgo.InteractionContextGuild}
	installs := []discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall}
	managers := int64(discordgo.PermissionManageGuild)
	others := inLocales(phrase)
	return &discordgo.ApplicationCommand{
		Name: name, Type: discordgo.ChatApplicationCommand, Description: phrases.In("en").Say(phrase), DescriptionLocalizations: &others, Options: subcommands,
		Contexts: &contexts, IntegrationTypes: &installs, DefaultMemberPermissions: &managers,
	}
}

func subcommand(name, phrase string, given ...*discordgo.ApplicationCommandOption) *discordgo.ApplicationCommandOption {
	o := described(discordgo.ApplicationCommandOptionSubCommand, name, phrase)
	o.Options = given
	return o
}

func textOption(name, phrase string) *discordgo.ApplicationCommandOption {
	return described(discordgo.ApplicationCommandOptionString, name, phrase)
}

// choiceOption has choices, each a phrase and its value.
func choiceOption(name, phrase string, choices ...[2]string) *discordgo.ApplicationCommandOption {
	o := textOption(name, phrase)
	for _, c := range choices {
		o.Choices = append(o.Choices, &discordgo.ApplicationCommandOptionChoice{Name: phrases.In("en").Say(c[0]), NameLocalizations: inLocales(c[0]), Value: c[1]})
	}
	return o
}

// options are what somebody gave to a command, by name.
type options map[string]any

func given(list []*discordgo.ApplicationCommandInteractionDataOption) options {
	o := options{}
	for _, one := range list {
		o[one.Name] = one.Value
	}
	return o
}

func (o options) has(name string) bool    { return o[name] != nil }
func (o options) text(name string) string { s, _ := o[name].(string); return s }
func (o options) flag(name string) bool   { v, _ := o[name].(bool); return v }
func (o options) number(name string) int  { v, _ := o[name].(float64); return int(v) }

// text is a message of text that is escaped already.
func text(content string) []message {
	return []message{componentMessage(discordgo.TextDisplay{Content: content})}
}

// manage answers a command that manages the server. It acknowledges at once and always ends in an answer.
func (b *bot) manage(ctx context.Context, i *interaction) {
	if err := b.acknowledge(ctx, i, discordgo.MessageFlagsEphemeral); err != nil {
		b.Log.WarnContext(ctx, "a command could not be acknowledged", "error", err)
		return
	}
	in := i.inPrivate().In
	messages := text(in.Say("went_wrong"))
	defer func() {
		ctx, cancel := b.seenThrough(ctx)
		defer cancel()
		b.answerAll(ctx, i, messages)
	}()
	if !b.manageLimit.allow(i.asker(), time.Now()) {
		messages = text(in.Say("a_lot"))
		return
	}
	ctx, cancel := b.untilNobodyWaits(ctx)
	defer cancel()
	answered, err := b.managed(ctx, i)
	if err != nil {
		words, known := complaint(in, err)
		b.Log.Log(ctx, severity(known), "a command was not carried out", "command", i.name, "error", private(err))
		answered = text(card.Escape(words))
	}
	messages = answered
}

// untilNobodyWaits is a context for as long as a command can be answered: a model may take its time for a preview.
func (b *bot) untilNobodyWaits(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), tokenFor)
	stop := context.AfterFunc(b.ctx, cancel)
	return ctx, func() { stop(); cancel() }
}

// complaint words what somebody can do something about; known is false for what only the log is told.
func complaint(in phrases.Language, err error) (words string, known bool) {
	var plain plainError
	var complaint digest.Complaint
	var setting settings.Complaint
	var site *feed.Error
	switch {
	case errors.As(err, &plain):
		return in.Say(string(plain)), true
	case errors.As(err, &complaint):
		return counted(in, complaint.Phrase, complaint.N, complaint.Values...), true
	case errors.As(err, &setting):
		return counted(in, setting.Phrase, setting.Most), true
	case errors.As(err, &site):
		return in.Say(feedTrouble[site.Kind], "Status", strconv.Itoa(site.Status)), true
	case errors.Is(err, desk.ErrAway):
		return in.Say("database_away"), false
	case errors.Is(err, context.DeadlineExceeded):
		return in.Say("took_too_long"), true
	}
	return in.Say("went_wrong"), false
}

// severity is that of what is refused: what somebody can do something about is nothing for an operator.
func severity(known bool) slog.Level {
	if known {
		return slog.LevelInfo
	}
	return slog.LevelError
}

// counted is a phrase that may count something.
func counted(in phrases.Language, phrase string, n int, values ...string) string {
	if n > 0 {
		return in.Count(phrase, n, values...)
	}
	return in.Say(phrase, values...)
}

// feedTrouble are the phrases for why a feed cannot be had. Sites that do not answer and sites that the network guard forbids read the
// same on purpose.
var feedTrouble = map[feed.Kind]string{
	feed.NotLink: "feed_not_link", feed.NotFeed: "feed_not_feed", feed.Broken: "feed_broken", feed.NoFeed: "feed_none",
	feed.TooLarge: "feed_too_large", feed.Gone: "feed_gone", feed.NotFound: "feed_not_found", feed.Blocked: "feed_blocked", feed.Unwelcome: "feed_unwelcome",
	feed.Throttled: "feed_throttled", feed.SiteTrouble: "feed_site_trouble", feed.TimedOut: "feed_timed_out", feed.Unreachable: "feed_unreachable",
}

func (b *bot) managed(ctx context.Context, i *interaction) ([]message, error) {
	data := i.ApplicationCommandData()
	if i.GuildID == "" || len(data.Options) != 1 {
		return nil, plainError("server_only")
	}
	action := data.Options[0]
	if data.Name == digestName {
		return b.onDigest(ctx, i, action.Name, given(action.Options))
	}
	return b.onFeeds(ctx, i, action.Name, given(action.Options))
}

// answerAll gives a deferred answer its form, and adds what does not fit in one message.
func (b *bot) answerAll(ctx context.Context, i *interaction, messages []message) {
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	w := wish{App: i.AppID, Token: i.Token}
	for n, m := range messages {
		m.Flags |= discordgo.MessageFlagsEphemeral
		err := insist(ctx, func() (err error) {
			if n == 0 {
				_, err = b.editAnswer(ctx, i.ID, w, "@original", m)
			} else {
				_, err = b.followUp(ctx, i.ID, w, m)
			}
			return err
		})
		if err != nil {
			b.Log.WarnContext(ctx, "an answer could not be shown", "error", err)
			return
		}
	}
}

// complete offers what an option that is being typed may be. Discord waits three seconds, so there is no time for a feed.
func (b *bot) complete(ctx context.Context, i *interaction) {
	data := i.ApplicationCommandData()
	if i.GuildID == "" || len(data.Options) != 1 {
		return
	}
	var choices []*discordgo.ApplicationCommandOptionChoice
	for _, o := range data.Options[0].Options {
		if typed, _ := o.Value.(string); o.Focused {
			choices = b.choices(ctx, i, data.Name+" "+data.Options[0].Name+" "+o.Name, typed)
		}
	}
	b.offer(ctx, i, choices)
}

// offer answers what is being typed. No choice is an answer too.
func (b *bot) offer(ctx context.Context, i *interaction, choices []*discordgo.ApplicationCommandOptionChoice) {
	data := map[string]any{"choices": append([]*discordgo.ApplicationCommandOptionChoice{}, choices...)}
	if err := b.respond(ctx, i, discordgo.InteractionApplicationCommandAutocompleteResult, data); err != nil {
		b.Log.InfoContext(ctx, "choices could not be offered", "error", err)
	}
}

const maxChoices = 25

func (b *bot) choices(ctx context.Context, i *interaction, of, typed string) (choices []*discordgo.ApplicationCommandOptionChoice) {
	offer := func(name, value string) {
		fits := len(value) > 0 && len(value) <= 100 // both are Discord's limits
		if name = card.Clip(name, 100); fits && name != "" && len(choices) < maxChoices {
			choices = append(choices, &discordgo.ApplicationCommandOptionChoice{Name: name, Value: value})
		}
	}
	matches := func(texts ...string) bool {
		return strings.Contains(strings.ToLower(strings.Join(texts, " ")), strings.ToLower(strings.TrimSpace(typed)))
	}
	switch {
	case strings.HasSuffix(of, " zone"):
		for _, zone := range digest.Zones(typed, maxChoices) {
			offer(zone, zone)
		}
	case of == "feeds add link":
		for _, s := range feed.Starter() {
			if path := strings.Join(s.Path, ", "); matches(s.Title, path, s.URL) {
				offer(s.Title+" · "+path, s.URL)
			}
		}
	case of == "feeds remove link":
		feeds, err := b.Newsroom.Feeds(ctx, i.GuildID)
		b.logChoices(ctx, err)
		for _, f := range feeds {
			if matches(f.Title, f.URL) {
				offer(f.Title+" · "+card.Host(f.URL), f.URL)
			}
		}
	case strings.HasSuffix(of, " name"):
		plans, err := b.Newsroom.Digests(ctx, i.GuildID)
		if err == nil {
			plans, _, err = (&standing{b: b, interaction: i}).visible(ctx, plans)
		}
		b.logChoices(ctx, err)
		for _, plan := range plans {
			if matches(plan.Name) {
				offer(plan.Name, plan.Name)
			}
		}
	}
	return choices
}

func (b *bot) logChoices(ctx context.Context, err error) {
	if err != nil {
		b.Log.WarnContext(ctx, "choices could not be looked up", "error", err)
	}
}

// whisperStory opens one story of a posted issue.
func (b *bot) whisperStory(ctx context.Context, i *interaction) {
	issue, failed := b.issueOf(ctx, i, i.argument(1))
	n, err := strconv.Atoi(i.chosen())
	switch {
	case failed != nil:
		b.answered(ctx, b.whisper(ctx, i, discordgo.TextDisplay{Content: i.inPrivate().In.Say("went_wrong")}))
	case issue == nil || err != nil || n < 0 || n >= len(issue.Stories):
		b.answered(ctx, b.whisper(ctx, i, discordgo.TextDisplay{Content: i.inPrivate().In.Say("digest_too_old")}))
	default:
		b.answered(ctx, b.whisper(ctx, i, card.Story(issue, n, storyRef(i.argument(1), n), i.inPrivate())...))
	}
}

// storyOf is the brief of a story of a post, as it is opened; nil when it is kept no longer.
func (b *bot) storyOf(i *interaction, post string, n int) (*summarize.Brief, error) {
	ctx, cancel := context.WithTimeout(b.ctx, stepTime)
	defer cancel()
	issue, err := b.issueOf(ctx, i, post)
	if issue == nil || n < 0 || n >= len(issue.Stories) {
		return nil, err
	}
	return issue.Stories[n].Opened(), nil
}

// issueOf is the issue of a post in the channel of an interaction, or in the one that its thread is in; nil when it is kept no longer.
func (b *bot) issueOf(ctx context.Context, i *interaction, post string) (issue *digest.Issue, err error) {
	if b.Newsroom == nil {
		return nil, nil
	}
	for _, channel := range []string{i.ChannelID, i.parent} {
		if issue == nil && err == nil && channel != "" {
			issue, err = b.Newsroom.Issue(ctx, i.GuildID, channel, post)
		}
	}
	if err != nil {
		b.Log.WarnContext(ctx, "an issue could not be looked up", "error", err)
	}
	return issue, err
}
