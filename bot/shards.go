package bot

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
	"golang.org/x/sync/errgroup"
)

// A shard is a part of the bot's servers, with a gateway connection of its own. Direct messages come on the first.
type shard struct{ id, of int }

// String is the shard as a log has it.
func (s shard) String() string { return fmt.Sprintf("%d of %d", s.id, s.of) }

// advice is what Discord says of its gateway to this bot.
type advice struct {
	URL    string
	Shards int
	Limit  struct {
		Total, Remaining int   // sessions a day
		ResetAfter       int64 `json:"reset_after"` // milliseconds until there are all of them again
		MaxConcurrency   int   `json:"max_concurrency"`
	} `json:"session_start_limit"`
}

// advised asks for the advice. Its error wraps ErrToken when Discord does not know the token.
func advised(ctx context.Context, session *discordgo.Session) (advice, error) {
	var a advice
	err := askItself(ctx, session, discordgo.EndpointGatewayBot, &a)
	a.Limit.MaxConcurrency = min(max(a.Limit.MaxConcurrency, 1), maxBuckets)
	return a, err
}

// shards are those of this process.
func (o Options) shards(a advice) (own []shard) {
	count := cmp.Or(o.ShardCount, a.Shards, 1)
	for id := range count {
		if len(o.ShardIDs) == 0 || slices.Contains(o.ShardIDs, id) {
			own = append(own, shard{id, count})
		}
	}
	return own
}

// isFirst says whether this process has the first shard: what is to be done by one of all processes, it does.
func (o Options) isFirst() bool { return len(o.ShardIDs) == 0 || slices.Contains(o.ShardIDs, 0) }

// inWords are shards as an operator writes them: 0-3,7.
func inWords(shards []shard) string {
	var runs []string
	for i := 0; i < len(shards); {
		from := i
		for i++; i < len(shards) && shards[i].id == shards[i-1].id+1; i++ {
		}
		run := fmt.Sprint(shards[from].id)
		if last := shards[i-1].id; last > shards[from].id {
			run += fmt.Sprint("-", last)
		}
		runs = append(runs, run)
	}
	return strings.Join(runs, ",")
}

// serveGateway keeps the connections of this process's shards until ctx ends, or one of them ends for good.
func (b *bot) serveGateway(ctx context.Context, intents discordgo.Intent) error {
	a, err := advised(ctx, b.rest)
	if err != nil {
		return err
	}
	own := b.shards(a)
	if len(own) == 0 {
		return fmt.Errorf("bot: none of the shards %v is among %d", b.ShardIDs, cmp.Or(b.ShardCount, a.Shards))
	}
	b.Log.Info("connecting to Discord's gateway", "shards", inWords(own), "of", own[0].of, "advised", a.Shards,
		"at_once", a.Limit.MaxConcurrency, "sessions_left", a.Limit.Remaining)
	b.own.Store(int32(len(own)))
	starts := newGate(a.Limit.MaxConcurrency)
	running, ctx := errgroup.WithContext(ctx)
	for _, s := range own {
		running.Go(func() error { return b.serveShard(ctx, s, starts, intents) })
	}
	return running.Wait()
}

// isConnected says whether all shards of this process are.
func (b *bot) isConnected() bool {
	connected := int32(0)
	b.connected.Range(func(any, any) bool {
		connected++
		return true
	})
	return connected > 0 && connected == b.own.Load()
}

// grantedAt waits while Discord has no sessions left for the bot today: of whoever begins more it takes the token back. It returns where
// the session may begin. Its error wraps ErrToken where the token was reset while we ran: that closes every connection with 4004.
func (b *bot) grantedAt(ctx context.Context, s shard) (gateway string, err error) {
	for {
		a, err := advised(ctx, b.rest)
		if err != nil {
			return "", err
		}
		if b.ShardCount == 0 && a.Shards > s.of {
			b.Log.Warn("Discord advises more shards than this process began with: start it anew", "has", s.of, "advised", a.Shards)
		}
		// Others begin at the same time, each for itself.
		if a.Limit.Remaining >= min(a.Limit.MaxConcurrency, len(b.shards(a))) {
			b.sessions.Add(1)
			return a.URL, nil
		}
		wait := max(time.Duration(a.Limit.ResetAfter)*time.Millisecond, backoffMin)
		b.Log.Error("Discord lets the bot begin no more gateway sessions for now, so it waits; something ends its connections too often",
			"shard", s.String(), "left", a.Limit.Remaining, "of", a.Limit.Total, "for", wait)
		if !pause(ctx, wait) {
			return "", ctx.Err()
		}
	}
}

const (
	// beginEvery is how far apart the sessions of one bucket begin: shards whose numbers leave the same remainder by Discord's max_concurrency.
	beginEvery = 5 * time.Second
	maxBuckets = 1000 // beyond any bot's
)

// A gate lets as many sessions begin at once as Discord takes: it answers one that begins too soon with op 9. Each bucket holds when its last
// one began, and nothing while one begins.
type gate []chan time.Time

func newGate(buckets int) gate {
	g := make(gate, buckets)
	for i := range g {
		g[i] = make(chan time.Time, 1)
		g[i] <- time.Time{}
	}
	return g
}

// enter waits until a shard may begin. It calls leave when it has.
func (g gate) enter(ctx context.Context, s shard) (leave func(), err error) {
	bucket := g[s.id%len(g)]
	select {
	case last := <-bucket:
		if !pause(ctx, time.Until(last.Add(beginEvery))) {
			bucket <- last
			return nil, ctx.Err()
		}
		return func() { bucket <- time.Now() }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// reserve waits until no other process begins a session of the bucket, or one that is started anew too soon, and calls done when it has.
func (b *bot) reserve(ctx context.Context, bucket int) (done func(), err error) {
	ours := func() bool {
		now := time.Now()
		ok, err := b.Desk.Lease(ctx, "session", strconv.Itoa(bucket), b.name, now, now.Add(beginEvery))
		if err != nil && ctx.Err() == nil {
			b.Log.Warn("whether another process begins a gateway session is not known", "error", err)
		}
		return ok || err != nil
	}
	for !ours() {
		if !pause(ctx, lookEvery/10) {
			return nil, ctx.Err()
		}
	}
	return func() { ours() }, nil // for five seconds from now
}

// pause waits; false where ctx ended first.
func pause(ctx context.Context, wait time.Duration) bool {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
