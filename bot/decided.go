package bot

import (
	"cmp"
	"context"
	"errors"
	"math"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
	"golang.org/x/text/language"

	"parley/bot/card"
	"parley/bot/phrases"
	"parley/desk"
	"parley/settings"
	"parley/summarize"
)

// What a server has decided takes effect here. It is read anew for each request: a change is in force at once, in all processes.

// decided is what a server has decided; nothing outside of servers. Where it cannot be read, pasted links are let be and no model is asked:
// it may have decided so, and a card too few does less harm than one that nobody wants.
func (b *bot) decided(ctx context.Context, guild string) settings.Server {
	if b.Newsroom == nil || guild == "" {
		return settings.Server{}
	}
	server, err := b.Newsroom.Settings(ctx, guild)
	if err != nil {
		b.Log.ErrorContext(ctx, "a server's settings could not be read; its pasted links are let be", "guild", guild, "error", err)
		return settings.Server{Mode: settings.Off, NoModel: true}
	}
	return server
}

// decidedSoon is decided for who can wait some seconds: a database that hangs for a moment costs a pasted link nothing.
func (b *bot) decidedSoon(ctx context.Context, guild string) (server settings.Server) {
	if b.Newsroom == nil || guild == "" {
		return b.decided(ctx, guild)
	}
	err := insist(ctx, func() (err error) {
		server, err = b.Newsroom.Settings(ctx, guild)
		return err
	})
	if err != nil {
		return b.decided(ctx, guild)
	}
	return server
}

// locale is the language that Discord says a server has; "" where it has not said so yet.
func (b *bot) locale(guild string) string {
	known, _ := b.locales.Load(guild)
	locale, _ := known.(string)
	return locale
}

// inPublic are the options of a card that all of a server see: in its language, or else the one that Discord says it has.
func inPublic(locale string, server settings.Server) card.Options {
	return card.Options{In: phrases.In(cmp.Or(server.Language, locale)), Short: server.Length == settings.Short}
}

// summarizer is who makes the briefs of a server, and when its budget for a model is renewed, where that is what is missing.
func (b *bot) summarizer(server settings.Server, used settings.Usage) (own *summarize.Summarizer, renewed time.Time) {
	s := *b.Summarizer
	if server.Language != "" {
		s.Language = language.Make(server.Language)
	}
	asking := server.Asking(used)
	if s.Model != nil && asking == settings.Spent {
		renewed = settings.Renewed(time.Now())
	}
	if asking != settings.Asked {
		s.Model = nil
	}
	return &s, renewed
}

// used is what a server has had today, where a budget asks for its money. Where that cannot be read, it is taken for spent.
func (b *bot) used(ctx context.Context, guild string, budget settings.Budget) (used settings.Usage) {
	if budget.Dollars == 0 {
		return used
	}
	used, err := b.Newsroom.Used(ctx, guild, 1)
	if err != nil {
		b.Log.ErrorContext(ctx, "what a server has used could not be read; no model is asked", "guild", guild, "error", err)
		used.Dollars = math.Inf(1)
	}
	return used
}

// takeCard counts a card before it is made, for others may be under way; false where the budget has none left. One that cannot be counted is
// made, and one that is made a second time, after a process died, counts twice.
func (b *bot) takeCard(ctx context.Context, r desk.Request, budget settings.Budget) bool {
	if b.Newsroom == nil {
		return true
	}
	taken, err := b.Newsroom.TakeCard(ctx, r.Guild, r.Asker, budget)
	if err != nil {
		b.Log.ErrorContext(ctx, "a card could not be counted", "guild", r.Guild, "error", err)
	}
	return taken || err != nil
}

// spend notes what a brief took, or nil: that the card which was counted for it was not made.
func (b *bot) spend(ctx context.Context, r desk.Request, brief *summarize.Brief) {
	if b.Newsroom == nil {
		return
	}
	u := settings.Usage{Cards: -1}
	if brief != nil {
		u = usageOf(brief.Writer)
	}
	ctx, cancel := b.seenThrough(ctx)
	defer cancel()
	if err := b.Newsroom.Spend(ctx, r.Guild, r.Asker, u); err != nil {
		b.Log.WarnContext(ctx, "what a brief took was not noted", "error", err)
	}
}

// usageOf is what was spent on a brief, besides its card.
func usageOf(author summarize.Author) settings.Usage {
	u := settings.Usage{Tokens: author.TokensIn + author.TokensOut}
	if author.Name == "model" {
		u.Asked = 1
	}
	if author.Cost != nil {
		u.Dollars = *author.Cost
	}
	return u
}

// newspaper is the emoji that has a message's links read.
const newspaper = "📰"

// heeds says whether the links of a message are to be read, by who wrote it, where and when.
func (b *bot) heeds(ctx context.Context, server settings.Server, m *discordgo.Message) bool {
	if m.GuildID == "" {
		return true
	}
	switch {
	case server.Quiet.At(time.Now()), !b.mayAsk(ctx, server, m):
		return false
	case b.mentions(m):
		return b.mode(ctx, server, m.ChannelID) != settings.Off
	}
	return b.mode(ctx, server, m.ChannelID) == settings.Every
}

// mayAsk says whether who wrote a message may have articles read. Discord does not say what roles they have where a message is read back.
func (b *bot) mayAsk(ctx context.Context, server settings.Server, m *discordgo.Message) bool {
	if m.Member == nil && server.Askers != "" {
		var member discordgo.Member
		if err := b.ask(ctx, discordgo.EndpointGuildMember(m.GuildID, m.Author.ID), &member); err != nil {
			b.Log.InfoContext(ctx, "the roles of who asks could not be read", "error", private(err))
		}
		m.Member = &member
	}
	return server.MayAsk(rolesOf(m.Member, m.GuildID))
}

// rolesOf are somebody's roles, with the one that all have: its id is the server's.
func rolesOf(m *discordgo.Member, guild string) []string {
	if m == nil {
		return []string{guild}
	}
	return append(slices.Clone(m.Roles), guild)
}

// forbids is why a server does not let somebody have articles read, or nil.
func (b *bot) forbids(ctx context.Context, i *interaction) error {
	if i.Member == nil || i.may(discordgo.PermissionManageGuild) || b.decided(ctx, i.GuildID).MayAsk(rolesOf(i.Member, i.GuildID)) {
		return nil
	}
	return plainError("askers_only")
}

// mentions says whether a message is addressed to the bot. Who replies to a card mentions it as well, for Discord, and most often talks to others.
func (b *bot) mentions(m *discordgo.Message) bool {
	pinged := slices.ContainsFunc(m.Mentions, func(u *discordgo.User) bool { return u.ID == b.id })
	return pinged && (strings.Contains(m.Content, "<@"+b.id+">") || strings.Contains(m.Content, "<@!"+b.id+">"))
}

// mode is that of a channel, or of the channel that a thread is in.
func (b *bot) mode(ctx context.Context, server settings.Server, channel string) settings.Mode {
	if len(server.Channels) == 0 || slices.Contains(server.Channels, channel) {
		return server.ModeOf(channel, "")
	}
	parent, known := b.parents.get(channel)
	if !known {
		var c discordgo.Channel
		if err := b.ask(ctx, discordgo.EndpointChannel(channel), &c); err != nil {
			b.Log.WarnContext(ctx, "a channel could not be read", "error", private(err))
			return server.ModeOf(channel, "")
		}
		parent = ""
		if c.IsThread() {
			parent = c.ParentID
		}
		b.parents.put(channel, parent)
	}
	return server.ModeOf(channel, parent)
}

// onReaction reads the links of a message under which somebody puts a 📰, once.
func (b *bot) onReaction(r *discordgo.MessageReactionAdd) {
	if r.MessageReaction == nil || r.Emoji.Name != newspaper || r.GuildID == "" || r.UserID == b.id || r.Member != nil && r.Member.User != nil && r.Member.User.Bot {
		return
	}
	b.begin("reaction", func(ctx context.Context) {
		server := b.decided(ctx, r.GuildID)
		if !server.MayAsk(rolesOf(r.Member, r.GuildID)) || b.mode(ctx, server, r.ChannelID) == settings.Off || !b.listensIn(r.ChannelID) {
			return
		}
		var m discordgo.Message
		if err := b.ask(ctx, discordgo.EndpointChannelMessage(r.ChannelID, r.MessageID), &m); err != nil {
			b.Log.WarnContext(ctx, "a message with a 📰 could not be read", "error", private(err))
			return
		}
		m.GuildID = r.GuildID
		w, err := wishedOf(&m)
		if err != nil {
			return // nothing in it to read
		}
		w.Addressed = true
		w.Links = slices.DeleteFunc(w.Links, func(link string) bool { return !server.Reads(link, false) })
		if w.asksNothing() {
			return
		}
		b.takeUp(ctx, &m, m.ID+"r", r.UserID, time.Now(), w)
	})
}

// listensIn says whether the operator has the bot answer in a channel.
func (b *bot) listensIn(channel string) bool {
	return len(b.Channels) == 0 || slices.Contains(b.Channels, channel)
}

// threadName is text from outside as the name of a thread: on one line, of the 100 characters that Discord takes. Discord shows it as it
// stands, so that neither Markdown nor a mention in it does anything.
func threadName(text string) string { return card.Clip(text, 100) }

// writesInThreads says whether Parley may write in the threads of a channel. It may begin one where it may not, and the thread stays empty.
// Where that cannot be found out, Discord says so when the answer is posted.
func (b *bot) writesInThreads(ctx context.Context, guild, channel string) bool {
	var g discordgo.Guild
	var c discordgo.Channel
	var own discordgo.Member
	err := b.ask(ctx, discordgo.EndpointGuild(guild), &g)
	if err == nil {
		err = b.ask(ctx, discordgo.EndpointChannel(channel), &c)
	}
	if err == nil {
		err = b.ask(ctx, discordgo.EndpointGuildMember(guild, b.id), &own)
	}
	if err != nil {
		b.Log.InfoContext(ctx, "what may be done in a channel could not be read", "error", private(err))
		return true
	}
	own.GuildID = guild
	g.Channels, g.Members = []*discordgo.Channel{&c}, []*discordgo.Member{&own}
	state := discordgo.NewState()
	if state.GuildAdd(&g) != nil {
		return true
	}
	may, err := state.UserChannelPermissions(b.id, channel)
	return err != nil || may&discordgo.PermissionSendMessagesInThreads != 0
}

// threadOn is the thread of a message, which it starts where there is none; "" where there can be none, and the answer is a reply.
func (b *bot) threadOn(ctx context.Context, guild, channel, message, name string) (string, error) {
	const exists = 160004
	if !b.writesInThreads(ctx, guild, channel) {
		return "", nil
	}
	body := map[string]any{"name": name, "auto_archive_duration": 1440}
	endpoint := discordgo.EndpointChannelMessageThread(channel, message)
	_, err := b.call(ctx, http.MethodPost, endpoint, body, discordgo.EndpointChannelMessageThread(channel, ""))
	var refused *discordgo.RESTError
	if errors.As(err, &refused) && refused.Message != nil && refused.Message.Code == exists {
		err = nil
	}
	if refusedForGood(err) {
		b.Log.InfoContext(ctx, "an answer is a reply, for it can have no thread", "error", private(err))
		return "", nil
	}
	return message, err // a thread has the id of its message
}
