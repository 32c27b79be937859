// Package bot is the Discord edge: it answers pasted links, /summarize and "Who said what?" with briefs, carries /digest and
// /feeds to a [Newsroom], and brings issues of digests to their channels. Start with [Run]; [Render] and [RenderIssue] draw,
// and a [Publisher] posts without a gateway. It knows nothing of prompts and of databases: what the buttons of a brief need is kept
// in memory for the most recent ones, and the rest is its Newsroom's.
//
// discordgo v0.29.0 has gaps and bugs that are met here from outside: see gateway.go and rest.go for each.
package bot

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/article"
	"parley/summarize"
)

const (
	jobTime  = 90 * time.Second // the longest that one request may take, the model included
	jobsAt   = 16               // requests worked on at once; more wait
	maxLinks = 5                // of one message
)

// Options of [Run].
type Options struct {
	Token      string
	DiscordURL string   // "" means Discord; else a playground on this machine
	Channels   []string // ids where pasted links are answered; empty means every channel that the bot reads
	Fetcher    *article.Fetcher
	Summarizer *summarize.Summarizer
	Newsroom   Newsroom // digests and feeds; nil: the bot has none
	Log        *slog.Logger
	Drain      time.Duration // how long a stopping bot waits for what has begun
	PerMinute  int           // briefs that a member may ask for; 0 means 5

	Reported func(context.Context, Mistake) // hears what readers report; nil: the log does
}

// Errors of [Run] and [Diagnose].
var (
	ErrToken = errors.New("bot: Discord does not know this token")
)

type bot struct {
	Options
	rest  *discordgo.Session // REST alone; gateway sessions come and go
	id    string             // the application's, which is also the user's
	slots chan struct{}
	jobs  *jobs
	limit *limiter

	manageLimit *limiter

	ctx     context.Context // of all work; ends when the drain is over
	mu      sync.Mutex
	closing bool
	work    sync.WaitGroup
}

// Run connects, registers the commands and answers until ctx ends; then it takes nothing new, finishes what has begun
// within o.Drain, and returns nil. It returns an error when Discord does not know the token or cannot be reached at the
// start.
func Run(ctx context.Context, o Options) error {
	workCtx, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	b := &bot{Options: o, rest: newSession(o), slots: make(chan struct{}, jobsAt), jobs: newJobs(), ctx: workCtx,
		limit: newLimiter(cmp.Or(o.PerMinute, perUser)), manageLimit: newLimiter(max(managing, o.PerMinute))}
	intents, err := b.introduce(ctx)
	if err != nil {
		return err
	}
	if err := b.register(ctx); err != nil {
		return err
	}
	err = b.serveGateway(ctx, intents)
	b.drain(stop)
	if ctx.Err() != nil {
		return nil
	}
	return err
}

const (
	flagMessageContent        = 1 << 18
	flagMessageContentLimited = 1 << 19
)

// introduce asks Discord who we are and what we may read. Asking for an intent that is off would be answered by a closed
// connection, over and over; so only what is on is asked for.
func (b *bot) introduce(ctx context.Context) (discordgo.Intent, error) {
	app, err := application(ctx, b.rest)
	if err != nil {
		return 0, err
	}
	b.id = app.ID
	intents := discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages
	if app.Flags&(flagMessageContent|flagMessageContentLimited) == 0 {
		b.Log.Warn("the Message Content intent is off: pasted links are not seen, commands work; switch it on in the Developer Portal")
		return intents, nil
	}
	return intents | discordgo.IntentMessageContent, nil
}

// begin runs f as work that a stop waits for, with a context of its own and a net under it: discordgo neither waits for
// its handlers nor recovers their panics.
func (b *bot) begin(what string, f func(context.Context)) {
	b.mu.Lock()
	if b.closing {
		b.mu.Unlock()
		return
	}
	b.work.Add(1)
	b.mu.Unlock()
	go func() {
		defer b.work.Done()
		defer func() {
			if r := recover(); r != nil {
				b.Log.Error("a handler panicked", "what", what, "panic", r, "stack", string(debug.Stack()))
			}
		}()
		ctx, cancel := context.WithTimeout(b.ctx, jobTime)
		defer cancel()
		f(ctx)
	}()
}

func (b *bot) drain(stop context.CancelFunc) {
	b.mu.Lock()
	b.closing = true
	b.mu.Unlock()
	done := make(chan struct{})
	go func() {
		b.work.Wait()
		close(done)
	}()
	timer := time.NewTimer(b.Drain)
	defer timer.Stop()
	select {
	case <-done:
	case <-timer.C:
		b.Log.Warn("stopped before all briefs were done", "drain", b.Drain)
	}
	stop()
	<-done
}

// slot waits for a place among the jobs that are worked on at once.
func (b *bot) slot(ctx context.Context) (release func(), err error) {
	select {
	case b.slots <- struct{}{}:
		return func() { <-b.slots }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
