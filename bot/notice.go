package bot

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/bot/phrases"
)

// A Notice is what a server is told of a digest that Discord has refused for hours. It does not name the digest: who reads it may be
// one who may not see the channel.
type Notice struct {
	Guild, Channel string // where the digest does not come
	Language       string // "": that of the server
	Why            string // the Reason of a PublishError
	Next           time.Time
	Nonce          string
}

// Tell brings a notice to another channel of the server, one that Parley may write to. Its errors are those of [Publisher.Post].
func (p *Publisher) Tell(ctx context.Context, n Notice) error {
	guild, bot, err := p.look(ctx, n.Guild)
	if err != nil {
		return notSent(err)
	}
	guild.Channels = slices.DeleteFunc(guild.Channels, func(c *discordgo.Channel) bool { return c.ID == n.Channel })
	channel := writable(guild, bot)
	if channel == "" {
		return &PublishError{Reason: mayNotWrite, Named: true, Err: errors.New("the server has no other channel that takes messages")}
	}
	in := phrases.In(cmp.Or(n.Language, guild.PreferredLocale))
	m := componentMessage(discordgo.TextDisplay{Content: in.Say("digest_rests_told", "Channel", channelName(in, n.Channel), "Why", trouble(in, n.Why), "Time", stamp(n.Next, "F"))})
	m.Nonce, m.EnforceNonce = n.Nonce, true
	return p.call(ctx, http.MethodPost, discordgo.EndpointChannelMessages(channel), m, nil)
}

// look asks Discord for a server with its channels, its roles and what the bot is in it.
func (p *Publisher) look(ctx context.Context, guild string) (g *discordgo.Guild, bot string, err error) {
	var self struct{ ID string }
	g, member := &discordgo.Guild{}, &discordgo.Member{}
	if err = p.call(ctx, http.MethodGet, discordgo.EndpointUser("@me"), nil, &self); err == nil {
		err = p.call(ctx, http.MethodGet, discordgo.EndpointGuild(guild), nil, g)
	}
	if err == nil {
		err = p.call(ctx, http.MethodGet, discordgo.EndpointGuildChannels(guild), nil, &g.Channels)
	}
	if err == nil {
		err = p.call(ctx, http.MethodGet, discordgo.EndpointGuildMember(guild, self.ID), nil, member)
	}
	member.GuildID, g.Members = guild, []*discordgo.Member{member}
	return g, self.ID, err
}
