package bot

import (
	"cmp"
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

const (
	// silence is how long a gateway connection may say nothing. Discord asks for a heartbeat every 41 s and answers it.
	silence = 2 * time.Minute
	// opening is how long a connection may take to become ready.
	opening    = 30 * time.Second
	backoffMin = time.Second
	backoffMax = 2 * time.Minute
)

// serveShard keeps the gateway connection of one shard until ctx ends. Every connection is a new discordgo session that is never
// resumed or reconnected by discordgo itself: its reconnecting cannot be stopped, does not know fatal close codes, and
// deadlocks when a RESUME is answered with op 7 (v0.29.0). What is posted while nobody listens is read back; see readBack.
func (b *bot) serveShard(ctx context.Context, s shard, starts gate, intents discordgo.Intent) error {
	wait := backoffMin
	for {
		began := time.Now()
		err := b.connection(ctx, s, starts, intents)
		if ctx.Err() != nil {
			return nil
		}
		if errors.Is(err, ErrToken) {
			return err
		}
		if time.Since(began) > silence {
			wait = backoffMin
		}
		b.Log.Warn("the gateway connection ended; connecting again", "shard", s.String(), "error", err, "in", wait)
		if !pause(ctx, wait) {
			return nil
		}
		wait = min(2*wait, backoffMax)
	}
}

// connection opens one session and waits for its end.
func (b *bot) connection(ctx context.Context, s shard, starts gate, intents discordgo.Intent) error {
	ended := make(chan struct{}, 1)
	session, err := b.beginSession(ctx, s, starts, intents, ended)
	if err != nil {
		return err
	}
	b.Log.Info("connected to Discord", "shard", s.String())
	b.connected.Store(s, true)
	b.hear(ctx, s)
	defer func() {
		b.connected.Delete(s)
		b.hear(context.WithoutCancel(ctx), s)
	}()
	select {
	case <-ended:
		return errors.New("the connection was closed")
	case <-ctx.Done():
		session.Close()
		return nil
	}
}

// beginSession begins a session of a shard when it may, and tells ended of its end.
func (b *bot) beginSession(ctx context.Context, s shard, starts gate, intents discordgo.Intent, ended chan<- struct{}) (*discordgo.Session, error) {
	leave, err := starts.enter(ctx, s)
	if err != nil {
		return nil, err
	}
	defer leave()
	done, err := b.reserve(ctx, s.id%len(starts))
	if err != nil {
		return nil, err
	}
	defer done()
	if err := b.mayBegin(ctx, s); err != nil {
		return nil, err
	}
	missed := b.gapOf(ctx, s)
	session := newSession(b.Options)
	session.Identify.Intents = intents
	session.ShardID, session.ShardCount = s.id, s.of
	session.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) {
		select {
		case ended <- struct{}{}:
		default:
		}
	})
	session.AddHandler(b.onMessage)
	session.AddHandler(b.onEdit)
	session.AddHandler(b.onDelete)
	session.AddHandler(b.onBulkDelete)
	session.AddHandler(b.onEvent)
	session.AddHandler(b.onGuildDelete)
	session.AddHandler(b.onGuildCreate)
	session.AddHandler(b.onReaction)
	session.AddHandler(func(_ *discordgo.Session, g *discordgo.GuildCreate) { b.onGuild(g.Guild, missed) })
	// Open takes no context. The connection's read deadline ends it even where the gateway says nothing.
	if err := session.Open(); err != nil {
		return nil, err
	}
	if s.id == 0 && !missed.since.IsZero() {
		b.work("direct messages", func() { b.readBackDirect(b.ctx, missed) })
	}
	return session, nil
}

// newSession makes a session that nothing else shares: its own client, its own dialer, no state cache.
func newSession(o Options) *discordgo.Session {
	session, _ := discordgo.New("Bot " + o.Token) // its error is always nil
	session.StateEnabled = false
	session.ShouldReconnectOnError = false
	session.ShouldReconnectVoiceOnSessionError = false
	session.MaxRestRetries = 0 // a POST that is sent again may post twice
	session.LogLevel = discordgo.LogError
	session.Client = &http.Client{Timeout: 30 * time.Second, Transport: discordTransport(cmp.Or(o.Proxy, o.DiscordURL))}
	var dialer net.Dialer
	session.Dialer = &websocket.Dialer{
		HandshakeTimeout: opening,
		Proxy:            http.ProxyFromEnvironment,
		NetDialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := dialer.DialContext(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return impatient{conn, silence}, nil
		},
	}
	return session
}

// impatient is a connection whose reads fail after a silence: discordgo sets no read deadline.
type impatient struct {
	net.Conn
	silence time.Duration
}

func (c impatient) Read(p []byte) (int, error) {
	if err := c.SetReadDeadline(time.Now().Add(c.silence)); err != nil {
		return 0, err
	}
	return c.Conn.Read(p)
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
