// Package bot is the Discord edge: it answers pasted links, /summarize and "Who said what?" with briefs, carries /digest and
// /feeds to a [Newsroom], and brings issues of digests to their channels. Start with [Run]; [Render] and [RenderIssue] draw,
// and a [Publisher] posts without a gateway. It knows nothing of prompts and of databases: what is asked and what the buttons
// of an answer need is kept by its [Desk], and the rest by its Newsroom.
//
// Of discordgo it uses the types and the REST calls, whose gaps and bugs are met from outside: see rest.go. The gateway is package gateway's.
package bot

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/article"
	"parley/desk"
	"parley/summarize"
)

const (
	stepTime = 90 * time.Second // the longest that anything may take but a request, which has bounds of its own for each wait
	maxLinks = 5                // of one message
)

// fetching is how many links are fetched at once. A site that hangs holds its own places for as long as a fetch may take; two of them leave
// some to everybody.
var fetching = desk.Limits{Site: 6, User: 10, Channel: 16, Server: 32, All: 96}

// modelsAtOnce is how many briefs ask models at once unless Options say so.
const modelsAtOnce = 4

// Options of [Run].
type Options struct {
	Token      string
	DiscordURL string   // "" means Discord; else a playground on this machine
	Proxy      string   // the base of all REST calls in Discord's place, such as https://proxy.example; "" for none
	ShardCount int      // of all processes; 0 means as many as Discord advises
	ShardIDs   []int    // those that this process connects; empty means all
	Channels   []string // ids where pasted links are answered; empty means every channel that the bot reads
	DevGuild   string   // the id of a server that alone has the commands, at once, while they change; "" means all servers
	Fetcher    *article.Fetcher
	Summarizer *summarize.Summarizer
	Desk       Desk
	Newsroom   Newsroom // digests and feeds; nil: the bot has none
	Log        *slog.Logger
	Drain      time.Duration // how long a stopping bot waits for what has begun
	PerMinute  int           // briefs that a member may ask for; 0 means 5
	ModelName  string        // for people: who writes; "" for nobody
	AskAtOnce  int           // briefs that ask models; 0 means 4

	Watch    func(state func() State)                  // is given, when the bot begins, what says how it is doing; nil: nobody asks
	Around   func(http.RoundTripper) http.RoundTripper // is put around the calls to Discord; nil: nothing
	Reported func(context.Context, Mistake)            // hears what readers report; nil: the log does
}

// Errors of [Run] and [Diagnose].
var (
	ErrToken = errors.New("bot: Discord does not know this token")
)

type bot struct {
	Options
	rest *discordgo.Session // for REST alone
	id   string             // the application's, which is also the user's
	name string             // of this process, on the Desk

	live      *live
	fetching  *desk.Lanes // what waits for sites
	composing *desk.Lanes // what works itself: no more than there are processors
	asking    *desk.Lanes // what waits for models
	reading   *desk.Lanes // servers that are read back
	comparing *desk.Lanes // channels that are read back for what is gone from them

	limit       *limiter
	manageLimit *limiter
	toldLimit   *limiter // of what is said to who is over a limit
	reportLimit *limiter

	sessions, resumes atomic.Int64 // see State

	connected sync.Map        // the shards that are connected now
	own       atomic.Int32    // how many shards this process has; 0 until that is known
	seesLinks bool            // Discord sends what messages say
	locales   sync.Map        // what language Discord says a server has, by its id
	parents   cache           // the channel that a thread is in, by the id of the thread
	ctx       context.Context // of all work; ends when the drain is over
	mu        sync.Mutex
	closing   bool
	running   sync.WaitGroup
	busy      map[string]int // what runs, by its name
}

func newBot(ctx context.Context, o Options) *bot {
	return &bot{Options: o, rest: newSession(o), name: rand.Text(), live: newLive(), ctx: ctx, busy: map[string]int{},
		fetching:  desk.NewLanes(fetching),
		composing: desk.NewLanes(desk.Limits{All: max(2, runtime.GOMAXPROCS(0))}),
		asking:    desk.NewLanes(desk.Limits{All: cmp.Or(o.AskAtOnce, modelsAtOnce)}),
		reading:   desk.NewLanes(desk.Limits{Server: 1, All: 4}),
		comparing: desk.NewLanes(desk.Limits{All: 1}),
		limit:     newLimiter(cmp.Or(o.PerMinute, perUser)), manageLimit: newLimiter(max(managing, o.PerMinute)), toldLimit: newLimiter(1), reportLimit: newLimiter(perUser)}
}

// Run connects, registers the commands and answers until ctx ends; then it takes nothing new, finishes what has begun
// within o.Drain, leaves the rest to other processes, and returns nil. It returns an error when Discord does not know the token or cannot
// be reached at the start, and one that names what did not let go within four seconds after the drain, and is left hanging.
func Run(ctx context.Context, o Options) error {
	return working(ctx, o, func(ctx context.Context, b *bot) error {
		err := b.serveDiscord(ctx)
		if ctx.Err() != nil {
			return nil
		}
		return err
	})
}

// serveDiscord connects and answers until ctx ends.
func (b *bot) serveDiscord(ctx context.Context) error {
	intents, err := b.introduce(ctx)
	if err != nil {
		return err
	}
	if b.isFirst() {
		if err := b.register(ctx); err != nil {
			return err
		}
	}
	b.work("look for what nobody works on", func() { b.lookAfter(ctx) })
	return b.serveGateway(ctx, intents)
}

// Work answers, until ctx ends, what other processes have taken and left. It needs no gateway. It returns ErrToken when Discord does not
// know the token at the start; one that does not answer then is none of its business.
func Work(ctx context.Context, o Options) error {
	return working(ctx, o, func(ctx context.Context, b *bot) error {
		app, err := application(ctx, b.rest)
		if errors.Is(err, ErrToken) {
			return err
		}
		b.id = app.ID
		b.lookAfter(ctx)
		return nil
	})
}

// working makes a bot, has do run, and ends the bot's work in good order.
func working(ctx context.Context, o Options, do func(context.Context, *bot) error) error {
	workCtx, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	b := newBot(workCtx, o)
	if o.Watch != nil {
		o.Watch(b.state)
	}
	held := make(chan struct{})
	go func() {
		defer close(held)
		b.hold()
	}()
	ctx, end := context.WithCancel(ctx)
	err := do(ctx, b)
	end()
	return errors.Join(err, b.drain(stop, held))
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
	intents := discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsGuildMessageReactions | discordgo.IntentsDirectMessages
	if app.Flags&(flagMessageContent|flagMessageContentLimited) == 0 {
		b.Log.Warn("the Message Content intent is off: pasted links are not seen, commands work; switch it on in the Developer Portal")
		return intents, nil
	}
	b.seesLinks = true
	return intents | discordgo.IntentMessageContent, nil
}

// work runs f in the background, with a net under it: what one request meets must not end the others. A stop waits
// for it; once the bot stops, nothing begins.
func (b *bot) work(what string, f func()) {
	b.mu.Lock()
	if b.closing {
		b.mu.Unlock()
		return
	}
	b.running.Add(1)
	b.busy[what]++
	b.mu.Unlock()
	go func() {
		defer b.running.Done()
		defer func() {
			b.mu.Lock()
			b.busy[what]--
			b.mu.Unlock()
		}()
		defer b.catch(what)
		f()
	}()
}

// catch is the net under what is asked of the bot. It is to be deferred itself.
func (b *bot) catch(what string) {
	if r := recover(); r != nil {
		b.Log.Error("a handler panicked", "what", what, "panic", r, "stack", string(debug.Stack()))
	}
}

// begin runs f as work that may take stepTime.
func (b *bot) begin(what string, f func(context.Context)) {
	b.work(what, func() {
		ctx, cancel := context.WithTimeout(b.ctx, stepTime)
		defer cancel()
		f(ctx)
	})
}

// letGo is how long after the drain what was told to end may take for that. What takes longer is left where it hangs.
const letGo = 4 * time.Second

// seenThrough is a context for what goes on though ctx has ended. It lasts stepTime, and three seconds after the drain.
func (b *bot) seenThrough(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stepTime)
	stop := context.AfterFunc(b.ctx, func() {
		pause(ctx, letGo-time.Second)
		cancel()
	})
	return ctx, func() { stop(); cancel() }
}

// drain waits for what is under way, calls stop when that has taken too long, and leaves the rest to other processes.
func (b *bot) drain(stop func(), held <-chan struct{}) error {
	b.mu.Lock()
	b.closing = true
	b.mu.Unlock()
	done := make(chan struct{})
	go func() {
		b.running.Wait()
		close(done)
	}()
	if !closes(done, b.Drain) {
		b.Log.Warn("stopped before all that was under way was done", "drain", b.Drain, "left", b.left())
	}
	stop()
	released := make(chan struct{})
	go func() {
		<-done
		<-held
		b.release()
		close(released)
	}()
	if !closes(released, letGo) {
		return fmt.Errorf("bot: stopped while this was under way: %s", cmp.Or(b.left(), "leaving what is not done to other processes"))
	}
	return nil
}

// closes says whether a channel is closed within a time.
func closes(c <-chan struct{}, within time.Duration) bool {
	timer := time.NewTimer(within)
	defer timer.Stop()
	select {
	case <-c:
		return true
	case <-timer.C:
		return false
	}
}

// left are the names of what is under way, with how many there are of each.
func (b *bot) left() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var left []string
	for _, what := range slices.Sorted(maps.Keys(b.busy)) {
		if n := b.busy[what]; n > 0 {
			left = append(left, fmt.Sprint(n, " ", what))
		}
	}
	return strings.Join(left, ", ")
}
