package bot

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
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

// serveGateway keeps one gateway connection until ctx ends. Every connection is a new discordgo session that is never
// resumed or reconnected by discordgo itself: its reconnecting cannot be stopped, does not know fatal close codes, and
// deadlocks when a RESUME is answered with op 7 (DISCORD.md 1.3). What is posted while nobody listens is read back; see readBack.
func (b *bot) serveGateway(ctx context.Context, intents discordgo.Intent) error {
	wait := backoffMin
	for {
		began := time.Now()
		err := b.connection(ctx, intents)
		if ctx.Err() != nil {
			return nil
		}
		if errors.Is(err, ErrToken) {
			return err
		}
		if time.Since(began) > silence {
			wait = backoffMin
		}
		b.Log.Warn("the gateway connection ended; connecting again", "error", err, "in", wait)
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return nil
		}
		wait = min(2*wait, backoffMax)
	}
}

// connection opens one session and waits for its end.
func (b *bot) connection(ctx context.Context, intents discordgo.Intent) error {
	// A token that was reset while we ran closes every connection with 4004, which discordgo does not tell.
	if _, err := application(ctx, b.rest); errors.Is(err, ErrToken) {
		return err
	}
	since := b.gapSince(ctx)
	session := newSession(b.Options)
	session.Identify.Intents = intents
	ended := make(chan struct{}, 1)
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
	session.AddHandler(func(_ *discordgo.Session, g *discordgo.GuildCreate) { b.onGuild(g.Guild, since) })
	// Open takes no context. The connection's read deadline ends it even where the gateway says nothing.
	if err := session.Open(); err != nil {
		return err
	}
	b.Log.Info("connected to Discord")
	b.connected.Store(true)
	b.hear(ctx)
	defer func() {
		b.connected.Store(false)
		b.hear(context.WithoutCancel(ctx))
	}()
	select {
	case <-ended:
		return errors.New("the connection was closed")
	case <-ctx.Done():
		session.Close()
		return nil
	}
}

// newSession makes a session that nothing else shares: its own client, its own dialer, no state cache.
func newSession(o Options) *discordgo.Session {
	session, _ := discordgo.New("Bot " + o.Token) // its error is always nil
	session.StateEnabled = false
	session.ShouldReconnectOnError = false
	session.ShouldReconnectVoiceOnSessionError = false
	session.MaxRestRetries = 0 // a POST that is sent again may post twice
	session.LogLevel = discordgo.LogError
	session.Client = &http.Client{Timeout: 30 * time.Second, Transport: discordTransport(o.DiscordURL)}
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

// discordTransport sends Discord's calls to a playground where one is named.
func discordTransport(target string) http.RoundTripper {
	if target == "" {
		return http.DefaultTransport
	}
	return redirected(strings.TrimPrefix(target, "http://"))
}

// redirected is the host and port of a playground.
type redirected string

func (host redirected) RoundTrip(request *http.Request) (*http.Response, error) {
	copied := request.Clone(request.Context())
	copied.URL = &url.URL{Scheme: "http", Host: string(host), Path: request.URL.Path, RawQuery: request.URL.RawQuery}
	copied.Host = string(host)
	return http.DefaultTransport.RoundTrip(copied)
}
