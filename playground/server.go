// Package playground is a small Discord on one's own machine: a gateway and the REST calls that a bot needs, in memory, on
// loopback only. It is for trying Parley without an account, and for tests; as many as wanted run in one process.
//
// Start one with [Start], add people and channels ([Server.AddUser], [Server.AddChannel]), and wait for what the bot does with
// [Server.Wait] and its kin: a test never sleeps. [Server.Post], [Server.Slash], [Server.Click] and their like forge what people
// do, for tests; [Server.As] acts for a person as Discord allows it, and [Server.Watch] sees what that person sees: the two are
// what a page for people stands on. [Server.Fail] and the gateway's faults make it misbehave on demand. What Discord would refuse
// is refused with Discord's own status and error code. It imports nothing of Parley's; the bot that it serves is an unpatched
// one, pointed at [Server.URL]: its calls keep their paths, /api/v9 and /api/v10, and GET /gateway names the websocket.
package playground

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// Options of [Start]; the zero value is fine.
type Options struct {
	Addr string // a loopback address; "" picks a free port
	// Network lets other machines in. Whoever reaches it can act as everybody here, and as the bot.
	Network bool
	Token   string // the bot's; "" means "playground"
	// NoMessageContent starts without the privileged intent: a bot that asks for it is closed with 4014.
	NoMessageContent bool
	Shards           int // that the gateway advises; 0 means 1
	// MaxConcurrency is how many shards may identify at once; the next ones of their buckets 5 s later, else they are answered with op 9.
	// 0 means 1, of which a bot is told and to which it is not held.
	MaxConcurrency int
	Now            func() time.Time // nil means time.Now
	// Seed makes ids and times follow from what is done: with one seed, the same acts have the same ones in every run. The clock
	// then stands still between acts; Now is not asked.
	Seed         int64
	Unlimited    bool          // calls over the rate limits are carried out, too
	Heartbeat    time.Duration // that the gateway asks for; 0 means Discord's 41.25 s
	AnswerWithin time.Duration // for the first answer to an interaction; 0 means Discord's 3 s
	Latency      time.Duration // of each REST answer, after the call is carried out
	// Check holds each call that the playground knows against what the caller knows of Discord, such as its own description of
	// its API. What it has an error for is refused; it may be nil.
	Check func(Request) error
	Log   *slog.Logger // told of calls that the playground does not know; may be nil
}

func (o *Options) fill() {
	if o.Addr == "" {
		o.Addr = "127.0.0.1:0"
	}
	if o.Token == "" {
		o.Token = "playground"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Heartbeat == 0 {
		o.Heartbeat = 41250 * time.Millisecond
	}
	if o.AnswerWithin == 0 {
		o.AnswerWithin = 3 * time.Second
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
}

// A Server is a playground. Its methods may be called from anywhere at once.
type Server struct {
	options  Options
	listener net.Listener
	http     *http.Server
	ctx      context.Context // ends with Close
	done     context.CancelFunc
	work     sync.WaitGroup

	mu        sync.Mutex
	closed    bool
	changed   chan struct{} // closed and replaced at every change
	state     state
	gateway   gateway
	faults    []Fault
	requests  []Request
	secret    string // within the tokens of interactions
	clock     *clock // nil without a seed
	buckets   map[string]bucket
	watchers  map[*Watcher]bool
	told      []toldThing
	toldBytes int
	wire      []object
	mux       *http.ServeMux
}

// Start serves on loopback until Close.
func Start(o Options) (*Server, error) {
	o.fill()
	host, _, err := net.SplitHostPort(o.Addr)
	if err != nil || !o.Network && !loopback(host) {
		return nil, fmt.Errorf("playground: %q is not a loopback address such as 127.0.0.1:8080", o.Addr)
	}
	listener, err := net.Listen("tcp", o.Addr)
	if err != nil {
		return nil, fmt.Errorf("playground: %w", err)
	}
	s := newServer(o, listener)
	s.http = &http.Server{Handler: s.handler(), ReadHeaderTimeout: 10 * time.Second}
	s.work.Go(func() {
		if err := s.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			o.Log.Error("playground: serving ended", "error", err)
		}
	})
	return s, nil
}

func newServer(o Options, listener net.Listener) *Server {
	s := &Server{options: o, listener: listener, changed: make(chan struct{}), state: newState(), gateway: newGateway(),
		watchers: map[*Watcher]bool{}, mux: http.NewServeMux(), buckets: map[string]bucket{}, secret: rand.Text()}
	if o.Seed != 0 {
		s.clock = seeded(o.Seed)
	}
	s.ctx, s.done = context.WithCancel(context.Background())
	return s
}

// loopback says whether a host, as it stands in an address or a Host header, is this machine. A name that merely resolves
// to it is not: that is how a page in a browser would reach in.
func loopback(host string) bool {
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// URL is what a bot is pointed at in place of https://discord.com.
func (s *Server) URL() string {
	host, port, _ := net.SplitHostPort(s.listener.Addr().String())
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// Close ends all connections and waits for them. It may be called twice.
func (s *Server) Close() {
	s.mu.Lock()
	s.closed = true
	for c := range s.gateway.connections {
		c.ws.Close()
	}
	s.mu.Unlock()
	s.done()
	s.http.Close()
	s.work.Wait()
}

// begin counts a piece of work that Close waits for; after Close there is none.
func (s *Server) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.work.Add(1)
	}
	return !s.closed
}

// Wait returns when ok is true, asked anew after every change; or with the context's error.
func (s *Server) Wait(ctx context.Context, ok func() bool) error {
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		if ok() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// touch tells everybody who waits that something changed. The lock is held.
func (s *Server) touch() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// Handle adds a page of the caller's own, with a pattern of [http.ServeMux]: "GET /{$}" is the front page. Its handlers are
// called for loopback hosts alone; Close waits for them.
func (s *Server) Handle(pattern string, page http.Handler) { s.mux.Handle(pattern, page) }

// handler leads to the gateway, the files, and the REST calls.
func (s *Server) handler() http.Handler {
	s.mux.HandleFunc("GET /attachments/{channel}/{id}/{name}", s.serveAttachment)
	s.mux.HandleFunc("GET /avatars/{user}/{name}", s.serveAvatar)
	rest := s.routes()
	s.mux.Handle("/api/v9/", http.StripPrefix("/api/v9", rest))
	s.mux.Handle("/api/v10/", http.StripPrefix("/api/v10", rest))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		// Others come by an address: a name that leads here may be that of another site's page.
		if !loopback(host) && !(IsPaper(host) && strings.HasPrefix(r.URL.Path, "/press/")) && !(s.options.Network && net.ParseIP(strings.Trim(host, "[]")) != nil) {
			http.Error(w, "loopback only", http.StatusForbidden)
			return
		}
		if !s.begin() {
			return
		}
		defer s.work.Done()
		if r.URL.Path == "/" && websocket.IsWebSocketUpgrade(r) {
			s.serveGateway(w, r)
			return
		}
		s.mux.ServeHTTP(w, r)
	})
}
