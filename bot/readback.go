package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/desk"
)

const (
	longestGap = time.Hour // what was posted before that is let be
	// unheard is how long the gateway may have been silent while this or another process took it for connected.
	unheard = 3 * time.Minute
)

// A gap is what a shard may have missed before a new connection.
type gap struct {
	since time.Time           // the zero time where nobody listened before: a bot that is new somewhere does not answer what was said there before
	asked map[string][]string // the messages that asked for something in the last hour, by channel: they may be deleted
}

// gapOf is the gap before a new connection of a shard.
func (b *bot) gapOf(ctx context.Context, s shard) gap {
	now := time.Now()
	heard, err := b.Desk.LastHeard(ctx, s.id, s.of, now)
	if err != nil {
		b.Log.Warn("when the gateway was last heard is not known; what was posted since is not read back", "error", err)
	}
	if err != nil || heard.IsZero() {
		return gap{}
	}
	asked, err := b.Desk.AskedSince(ctx, now.Add(-longestGap))
	if err != nil {
		b.Log.Warn("what was asked before is not known; answers to what was deleted meanwhile stay", "error", err)
	}
	return gap{latest(heard.Add(-unheard), now.Add(-longestGap)), asked}
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
func (b *bot) onGuild(g *discordgo.Guild, missed gap) {
	if g.Unavailable {
		return
	}
	b.work("server", func() {
		if b.Newsroom != nil {
			if err := b.Newsroom.GuildIsBack(b.ctx, g.ID); err != nil {
				b.Log.Warn("a server that is back may be forgotten", "error", err)
			}
		}
		if !missed.since.IsZero() {
			// Discord tells of a server again, days after the session began, where that could not be reached for a while.
			missed.since = latest(latest(missed.since, g.JoinedAt), time.Now().Add(-longestGap))
			b.readBack(b.ctx, g, missed)
		}
	})
}

// readBack answers what was posted in a server while nobody listened, and takes back the answers to what was deleted: of each channel, among
// the last hundred messages. Channels with nothing new come last and one by one, for there may be many and nothing in them.
func (b *bot) readBack(ctx context.Context, g *discordgo.Guild, missed gap) {
	var fresh, quiet []string
	for _, channel := range slices.Concat(g.Channels, g.Threads) {
		last, _ := strconv.ParseInt(channel.LastMessageID, 10, 64)
		switch {
		case !b.listensIn(channel.ID):
		case last >= snowflakeAt(missed.since):
			fresh = append(fresh, channel.ID)
		case len(missed.asked[channel.ID]) > 0:
			quiet = append(quiet, channel.ID)
		}
	}
	b.readChannels(ctx, b.reading, g.ID, fresh, missed)
	b.readChannels(ctx, b.comparing, g.ID, quiet, missed)
}

// mostDirect is how many channels of direct messages are read back: those in which somebody asked last. Discord does not say which there are.
const mostDirect = 100

// readBackDirect does for direct messages what readBack does for a server.
func (b *bot) readBackDirect(ctx context.Context, missed gap) {
	channels, err := b.Desk.DirectChannels(ctx, mostDirect)
	if err != nil {
		b.Log.Warn("direct messages are not read back", "error", err)
	}
	b.readChannels(ctx, b.comparing, "", slices.DeleteFunc(channels, func(id string) bool { return !b.listensIn(id) }), missed)
}

// readChannels reads channels of a server back, as there is room in the lanes.
func (b *bot) readChannels(ctx context.Context, lanes *desk.Lanes, guild string, channels []string, missed gap) {
	for _, channel := range channels {
		leave, err := lanes.Enter(ctx, desk.Turn{Server: guild})
		if err != nil {
			return
		}
		if err := b.readChannel(ctx, guild, channel, missed); err != nil {
			b.Log.Info("a channel could not be read back", "error", private(err))
		}
		leave()
	}
}

// pageOf is how many messages Discord gives at once.
const pageOf = 100

// readChannel takes back the answers to messages of one channel that are gone, and considers the new ones, the oldest first.
func (b *bot) readChannel(ctx context.Context, guild, channel string, missed gap) error {
	ctx, cancel := context.WithTimeout(ctx, stepTime)
	defer cancel()
	var page []json.RawMessage
	err := insist(ctx, func() error {
		return b.ask(ctx, fmt.Sprintf("%s?limit=%d", discordgo.EndpointChannelMessages(channel), pageOf), &page)
	})
	if err != nil {
		return err
	}
	var messages []*discordgo.Message
	var stand []string
	for _, raw := range page {
		var bare struct{ ID string }
		if err := json.Unmarshal(raw, &bare); err != nil {
			return err
		}
		stand = append(stand, bare.ID)
		m := &discordgo.Message{}
		if json.Unmarshal(raw, m) != nil { // discordgo does not know all components
			continue
		}
		if m.GuildID = guild; answerable(m) && !said(m.ID).Before(missed.since) {
			messages = append(messages, m)
		}
	}
	for _, message := range gone(missed.asked[channel], stand) {
		b.retract(ctx, message)
	}
	slices.SortFunc(messages, func(a, b *discordgo.Message) int { return byTime(a.ID, b.ID) })
	members := map[string]*discordgo.Member{} // by their ids, as far as it mattered what roles they have
	for _, m := range messages {
		known, err := b.Desk.Request(ctx, m.ID)
		if err != nil {
			return err
		}
		if known.ID == "" || m.EditedTimestamp != nil {
			m.Member = members[m.Author.ID]
			b.consider(ctx, m)
			members[m.Author.ID] = m.Member
		}
	}
	return nil
}

// gone are those of the messages that asked which do not stand in their channel any more. A page says so of what is younger than its oldest
// message, and of all where it is the whole channel. An empty one says nothing: so Discord answers a bot that may not read the history.
func gone(asked, page []string) (missing []string) {
	if len(page) == 0 {
		return nil
	}
	oldest := slices.MinFunc(page, byTime)
	for _, message := range asked {
		covered := len(page) < pageOf || byTime(message, oldest) > 0
		if covered && !slices.Contains(page, message) {
			missing = append(missing, message)
		}
	}
	return missing
}

// byTime orders ids of Discord's by when they were made.
func byTime(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) }
