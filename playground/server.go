// Package playground is a small Discord on one's own machine: a gateway and the REST calls that a bot needs, in memory, on
// loopback only. It is for trying Parley without an account, and for tests; as many as wanted run in one process.
//
// Start one with [Start], add people and channels ([Server.AddUser], [Server.AddChannel]), act for them ([Server.Post],
// [Server.Slash], [Server.Click], …), and wait for what the bot does with [Server.Wait]. [Server.Fail] and the gateway's
// faults make it misbehave on demand. It imports nothing of Parley's; the bot it serves is an unpatched one.
package playground

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Options of [Start]; the zero value is fine.
type Options struct {
	Addr  string // a loopback address; "" picks a free port
	Token string // the bot's; "" means "playground"
	// NoMessageContent starts without the privileged intent: a bot that asks for it is closed with 4014.
	NoMessageContent bool
}

// A Request is one REST call that the server received.
type Request struct {
	Method, Path string // the path without /api/v9
	Body         []byte // JSON; for a multipart body its payload_json
	Status       int    // what was answered
}

// A Fault answers matching requests in the server's place.
type Fault struct {
	Method, Path string // Path is a substring
	Times        int    // how many requests it takes; 0 means one
	Status       int
	Header       map[string]string
	Body         string
	Hang         bool // answer nothing until the client goes away
}

// A Server is a playground.
type Server struct {
	options  Options
	listener net.Listener
	http     *http.Server
	done     context.CancelFunc
	ctx      context.Context
	work     sync.WaitGroup

	mu       sync.Mutex
	changed  chan struct{} // closed and replaced at every change
	state    state
	sessions map[string]*session
	faults   []Fault
	requests []Request
	gateway  gatewayFaults
}

// Start serves on loopback until Close.
func Start(o Options) (*Server, error) {
	if o.Token == "" {
		o.Token = "playground"
	}
	if o.Addr == "" {
		o.Addr = "127.0.0.1:0"
	}
	host, _, err := net.SplitHostPort(o.Addr)
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() {
		return nil, fmt.Errorf("playground: %q is not a loopback address such as 127.0.0.1:8080", o.Addr)
	}
	listener, err := net.Listen("tcp", o.Addr)
	if err != nil {
		return nil, fmt.Errorf("playground: %w", err)
	}
	s := &Server{options: o, listener: listener, changed: make(chan struct{}), sessions: map[string]*session{}, state: newState()}
	s.ctx, s.done = context.WithCancel(context.Background())
	s.http = &http.Server{Handler: s.handler(), ReadHeaderTimeout: 10 * time.Second}
	s.work.Add(1)
	go func() {
		defer s.work.Done()
		s.http.Serve(listener) // ends with Close
	}()
	return s, nil
}

// URL is what a bot is pointed at in place of https://discord.com.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() }

// Close ends all connections and waits for them.
func (s *Server) Close() {
	s.done()
	s.DropGateway()
	s.http.Close()
	s.work.Wait()
}

// Fail makes the next matching requests fail.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f.Times = max(f.Times, 1)
	s.faults = append(s.faults, f)
}

// Requests are the REST calls so far.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.requests...)
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

// handler checks what all calls share: the host (a page in a browser must not reach in through a name), the token, faults.
func (s *Server) handler() http.Handler {
	rest := s.routes()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, _ := net.SplitHostPort(r.Host)
		if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
			http.Error(w, "loopback only", http.StatusForbidden)
			return
		}
		switch {
		case r.URL.Path == "/gateway-socket" || r.URL.Path == "/" && r.Header.Get("Upgrade") != "":
			s.serveGateway(w, r)
			return
		case strings.HasPrefix(r.URL.Path, "/attachments/"):
			s.serveAttachment(w, r)
			return
		}
		path := strings.TrimPrefix(strings.TrimPrefix(r.URL.Path, "/api/v9"), "/api/v10")
		body, files, err := readBody(r)
		if err != nil {
			writeError(w, http.StatusBadRequest, 50035, err.Error())
			return
		}
		if fault, ok := s.takeFault(r.Method, path); ok {
			s.record(Request{r.Method, path, body, fault.Status})
			serveFault(w, r, fault)
			return
		}
		open := strings.HasPrefix(path, "/webhooks/") || strings.HasPrefix(path, "/interactions/") || path == "/gateway"
		if !open && r.Header.Get("Authorization") != "Bot "+s.options.Token {
			s.record(Request{r.Method, path, body, http.StatusUnauthorized})
			writeError(w, http.StatusUnauthorized, 0, "401: Unauthorized")
			return
		}
		status, reply := rest(r.Method, path, r, body, files)
		s.record(Request{r.Method, path, body, status})
		writeJSON(w, status, reply)
	})
}

func (s *Server) record(r Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, r)
	s.touch()
}

func (s *Server) takeFault(method, path string) (Fault, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.faults {
		f := &s.faults[i]
		if f.Times > 0 && (f.Method == "" || f.Method == method) && strings.Contains(path, f.Path) {
			f.Times--
			return *f, true
		}
	}
	return Fault{}, false
}

func serveFault(w http.ResponseWriter, r *http.Request, f Fault) {
	if f.Hang {
		<-r.Context().Done()
		return
	}
	w.Header().Set("Content-Type", "application/json")
	for name, value := range f.Header {
		w.Header().Set(name, value)
	}
	w.WriteHeader(f.Status)
	io.WriteString(w, f.Body)
}

func writeJSON(w http.ResponseWriter, status int, reply any) {
	if reply == nil {
		w.WriteHeader(status)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(reply)
}

func writeError(w http.ResponseWriter, status, code int, message string) {
	writeJSON(w, status, apiError{code, message})
}

type apiError struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
}
