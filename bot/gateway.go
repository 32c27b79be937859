package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"parley/bot/gateway"
)

const (
	backoffMin = time.Second
	// mostPause is between tries to resume, which cost nothing; mostRest between sessions, of which Discord grants a number a day.
	mostPause = 15 * time.Second
	mostRest  = 2 * time.Minute
	// settled is how long a session has lasted whose end says nothing about the next one's.
	settled = 2 * time.Minute
)

// A line is one shard's way to the gateway: its session, and what was missed before that began.
type line struct {
	*gateway.Client
	shard  shard
	starts gate
	missed gap
	wait   time.Duration // before the next connection; 0 after one that went well
}

// serveShard keeps the gateway connection of one shard until ctx ends, or the connection for good. A connection that ends is followed by
// another one that resumes, so that nothing is missed; what was posted before a session that had to begin anew is read back, see readBack.
func (b *bot) serveShard(ctx context.Context, s shard, starts gate, intents discordgo.Intent) error {
	l := &line{shard: s, starts: starts}
	l.Client = &gateway.Client{Token: "Bot " + b.Token, Intents: int(intents), Shard: [2]int{s.id, s.of}, Dialer: newDialer(),
		Event: func(kind string, data json.RawMessage) { b.hearOf(kind, data, l.missed) }}
	for {
		began := time.Now()
		err := b.connection(ctx, l)
		var fatal *gateway.FatalError
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, ErrToken), errors.As(err, &fatal):
			return err
		case time.Since(began) > settled:
			l.wait = 0
		}
		wait := l.nextWait()
		b.Log.Warn("the gateway connection ended; connecting again", "shard", s.String(), "resumes", l.Resumes(), "error", err, "in", wait)
		if !pause(ctx, wait) {
			return nil
		}
	}
}

// nextWait is how long to wait before the next connection: twice as long each time, less a random part, for all shards lose theirs at once.
func (l *line) nextWait() time.Duration {
	most := mostRest
	if l.Resumes() {
		most = mostPause
	}
	l.wait = min(max(2*l.wait, backoffMin), most)
	return l.wait/2 + rand.N(l.wait/2)
}

// connection makes one connection and waits for its end.
func (b *bot) connection(ctx context.Context, l *line) error {
	began := func() {}
	if !l.Resumes() {
		leave, err := b.mayBegin(ctx, l)
		if err != nil {
			return err
		}
		began = sync.OnceFunc(leave)
		defer began()
		l.missed = b.gapOf(ctx, l.shard)
	}
	defer b.connected.Delete(l.shard)
	return l.Connect(ctx, func(resumed bool) {
		began()
		if resumed {
			l.wait = 0
			b.resumes.Add(1)
		}
		b.Log.Info("connected to Discord", "shard", l.shard.String(), "resumed", resumed)
		b.connected.Store(l.shard, true)
		b.work("note of the gateway", func() { b.hear(b.ctx, l.shard) })
		if !resumed && l.shard.id == 0 && !l.missed.since.IsZero() {
			missed := l.missed
			b.work("direct messages", func() { b.readBackDirect(b.ctx, missed) })
		}
	})
}

// mayBegin waits until a session of a shard may begin, and calls leave when it has, or cannot.
func (b *bot) mayBegin(ctx context.Context, l *line) (leave func(), err error) {
	leaveGate, err := l.starts.enter(ctx, l.shard)
	if err != nil {
		return nil, err
	}
	done, err := b.reserve(ctx, l.shard.id%len(l.starts))
	if err != nil {
		leaveGate()
		return nil, err
	}
	leave = func() { done(); leaveGate() }
	if l.Address, err = b.grantedAt(ctx, l.shard); err != nil {
		leave()
		return nil, err
	}
	return leave, nil
}

// hearOf takes an event of the gateway.
func (b *bot) hearOf(kind string, data json.RawMessage, missed gap) {
	defer b.catch(kind)
	var err error
	switch kind {
	case "MESSAGE_CREATE":
		err = ofPeople(data, b.onMessage)
	case "MESSAGE_UPDATE":
		err = ofPeople(data, b.onEdit)
	case "MESSAGE_DELETE":
		err = decoded(data, b.onDelete)
	case "MESSAGE_DELETE_BULK":
		err = decoded(data, b.onBulkDelete)
	case "MESSAGE_REACTION_ADD":
		err = decoded(data, b.onReaction)
	case "GUILD_DELETE":
		err = decoded(data, b.onGuildDelete)
	case "GUILD_CREATE":
		err = decoded(data, func(g *discordgo.Guild) { b.onGuildCreate(g); b.onGuild(g, missed) })
	case "INTERACTION_CREATE":
		err = b.onInteraction(data)
	}
	if err != nil {
		b.Log.Debug("what the gateway told could not be read in full", "event", kind, "error", err)
	}
}

// decoded hands an event on as the type that discordgo has for it, as far as it can be read: Discord invents new things, and one of them
// in a server's list of channels must not hide the server. Of a message with a component that discordgo does not know nothing is left.
func decoded[T any](data json.RawMessage, handle func(*T)) error {
	event := new(T)
	err := json.Unmarshal(data, event)
	handle(event)
	return err
}

// ofPeople is decoded for messages that a person wrote. Most that a busy bot hears are its own cards, which take longer to read than what it
// answers.
func ofPeople(data json.RawMessage, handle func(*discordgo.Message)) error {
	var m struct{ Author struct{ Bot bool } }
	if json.Unmarshal(data, &m) == nil && m.Author.Bot {
		return nil
	}
	return decoded(data, handle)
}

// newDialer makes a dialer that nothing else shares.
func newDialer() *websocket.Dialer { return &websocket.Dialer{Proxy: http.ProxyFromEnvironment} }

// newSession makes a discordgo session for REST alone: its own client, no state cache. The gateway is ours.
func newSession(o Options) *discordgo.Session {
	session, _ := discordgo.New("Bot " + o.Token) // its error is always nil
	session.StateEnabled = false
	session.MaxRestRetries = 0 // a POST that is sent again may post twice
	session.LogLevel = discordgo.LogError
	transport := discordTransport(cmp.Or(o.Proxy, o.DiscordURL))
	if o.Around != nil {
		transport = o.Around(transport)
	}
	session.Client = &http.Client{Timeout: 30 * time.Second, Transport: transport}
	return session
}

// discordTransport sends Discord's calls to where they are taken instead: a proxy, or a playground.
func discordTransport(target string) http.RoundTripper {
	u, err := url.Parse(target)
	if err != nil || u.Host == "" {
		return http.DefaultTransport
	}
	return redirected{u.JoinPath("/")}
}

// redirected is the base of the calls in place of https://discord.com.
type redirected struct{ base *url.URL }

func (r redirected) RoundTrip(request *http.Request) (*http.Response, error) {
	copied := request.Clone(request.Context())
	copied.URL = r.base.JoinPath(request.URL.EscapedPath())
	copied.URL.RawQuery = request.URL.RawQuery
	copied.Host = r.base.Host
	return http.DefaultTransport.RoundTrip(copied)
}
