package bot

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/desk"
)

const (
	longestGap = time.Hour // what was posted before that is let be
	// unheard is how long the gateway may have been silent while this or another process took it for connected.
	unheard = silence + time.Minute
)

// gapSince is from when on messages may have been missed before a new connection of a shard; the zero time where there was none before: a bot that is
// new somewhere does not answer what was said there before.
func (b *bot) gapSince(ctx context.Context, s shard) time.Time {
	now := time.Now()
	heard, err := b.Desk.LastHeard(ctx, s.id, s.of, now)
	if err != nil {
		b.Log.Warn("when the gateway was last heard is not known; what was posted since is not read back", "error", err)
	}
	if err != nil || heard.IsZero() {
		return time.Time{}
	}
	return latest(heard.Add(-unheard), now.Add(-longestGap))
}

// hear keeps that a shard is heard now.
func (b *bot) hear(ctx context.Context, s shard) {
	ctx, cancel := context.WithTimeout(ctx, holdEvery)
	defer cancel()
	if err := b.Desk.Heard(ctx, s.id, s.of, time.Now()); err != nil && ctx.Err() == nil {
		b.Log.Warn("when the gateway was heard was not kept", "error", err)
	}
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// onGuild comes for each server after a connection, and for one that the bot joins.
func (b *bot) onGuild(g *discordgo.Guild, since time.Time) {
	if g == nil || g.Unavailable {
		return
	}
	b.work("server", func() {
		if b.Newsroom != nil {
			if err := b.Newsroom.GuildIsBack(b.ctx, g.ID); err != nil {
				b.Log.Warn("a server that is back may be forgotten", "error", err)
			}
		}
		if !since.IsZero() {
			b.readBack(b.ctx, g, latest(since, g.JoinedAt))
		}
	})
}

// readBack answers what was posted in a server while nobody listened: of each channel, the last hundred messages at most.
func (b *bot) readBack(ctx context.Context, g *discordgo.Guild, since time.Time) {
	for _, channel := range slices.Concat(g.Channels, g.Threads) {
		last, _ := strconv.ParseInt(channel.LastMessageID, 10, 64)
		if last < snowflakeAt(since) || len(b.Channels) > 0 && !slices.Contains(b.Channels, channel.ID) {
			continue
		}
		leave, err := b.reading.Enter(ctx, desk.Turn{Server: g.ID})
		if err != nil {
			return
		}
		if err := b.readChannel(ctx, g.ID, channel.ID, since); err != nil {
			b.Log.Info("a channel could not be read back", "error", err)
		}
		leave()
	}
}

// readChannel considers the messages of one channel, the oldest first.
func (b *bot) readChannel(ctx context.Context, guild, channel string, since time.Time) error {
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	var page []json.RawMessage
	endpoint := discordgo.EndpointChannelMessages(channel)
	if err := b.ask(ctx, endpoint+"?limit=100", &page); err != nil {
		return err
	}
	var messages []*discordgo.Message
	for _, raw := range page {
		m := &discordgo.Message{}
		if json.Unmarshal(raw, m) != nil { // discordgo does not know all components
			continue
		}
		if m.GuildID = guild; answerable(m) && !said(m.ID).Before(since) {
			messages = append(messages, m)
		}
	}
	slices.SortFunc(messages, func(a, b *discordgo.Message) int { return said(a.ID).Compare(said(b.ID)) })
	for _, m := range messages {
		known, err := b.Desk.Request(ctx, m.ID)
		if err != nil {
			return err
		}
		if known.ID == "" || m.EditedTimestamp != nil {
			b.consider(ctx, m)
		}
	}
	return nil
}
