package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"parley/bot"
)

// healthCommand asks a running Parley of this machine how it is.
type healthCommand struct{}

const (
	// healthWithin bounds one look: it is asked again in a moment, and a database that hangs has its own, longer bound.
	healthWithin = 3 * time.Second
	// tickYoung is how old the last look for what is due may be; one is taken every two seconds.
	tickYoung = 30 * time.Second
)

// Run says what /readyz answers; its exit code is 1 where that is not that all is well.
func (c *healthCommand) Run(sh *shell) error {
	config, err := sh.botConfig()
	if err != nil {
		return err
	}
	if config.Listen == "" {
		return usageError{errors.New("PARLEY_LISTEN is not set, so parley run does not say how it is")}
	}
	ctx, cancel := context.WithTimeout(sh.ctx, healthWithin+time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+askedAt(config.Listen)+"/readyz", nil)
	if err != nil {
		return err
	}
	client := &http.Client{Transport: &http.Transport{}} // past any proxy
	answer, err := client.Do(request)
	if err != nil {
		return fmt.Errorf("parley run does not answer: %w", err)
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(io.LimitReader(answer.Body, 4096))
	if err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return errors.New(strings.TrimSpace(string(said)))
	}
	_, err = sh.stdout.Write(said)
	return err
}

// listenAddress is where an address says to listen: on this machine alone unless it names one.
func listenAddress(address string) string {
	if host, port, err := net.SplitHostPort(address); err == nil && host == "" {
		return net.JoinHostPort("127.0.0.1", port)
	}
	return address
}

// askedAt is where what listens on an address is asked from the same machine.
func askedAt(address string) string {
	host, port, err := net.SplitHostPort(listenAddress(address))
	if ip := net.ParseIP(host); err == nil && ip != nil && ip.IsUnspecified() {
		return net.JoinHostPort("localhost", port)
	}
	return listenAddress(address)
}

// A health is what /readyz says: each part of a process, with what is wrong with it.
type health struct {
	bot      atomic.Pointer[func() bot.State] // how it is doing; nil as long as it has not begun
	database func(context.Context) error
	ticked   func() time.Time
	role     string
	metrics  http.Handler // nil: none
	profiles bool
}

// watch takes what says how the bot is doing.
func (h *health) watch(state func() bot.State) { h.bot.Store(&state) }

// state is how the bot is doing; the zero value as long as it has not begun.
func (h *health) state() bot.State {
	if state := h.bot.Load(); state != nil {
		return (*state)()
	}
	return bot.State{}
}

// wrong says what is wrong, nothing where all is well.
func (h *health) wrong(ctx context.Context) (found []string) {
	state := h.state() // of a worker, too: it does not return where nothing goes on any more
	if h.role != "worker" && !state.Connected {
		found = append(found, "the gateway of Discord is not connected")
	}
	ctx, cancel := context.WithTimeout(ctx, healthWithin)
	defer cancel()
	if h.database(ctx) != nil { // the log has the cause
		found = append(found, "the database does not answer")
	}
	if h.role != "gateway" && time.Since(h.ticked()) > tickYoung {
		found = append(found, fmt.Sprintf("what is due was not looked for in the last %v", tickYoung))
	}
	return found
}

// routes are what is served: how the process is, in each form, and its profiles where they are asked for.
func (h *health) routes() http.Handler {
	mux := http.NewServeMux()
	if h.metrics != nil {
		mux.Handle("GET /metrics", h.metrics)
	}
	if h.profiles {
		profiles(mux)
	}
	mux.HandleFunc("GET /livez", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "alive") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		if found := h.wrong(r.Context()); len(found) > 0 {
			http.Error(w, strings.Join(found, "; "), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ready")
	})
	return mux
}

// serve answers on an address until ctx ends.
func (h *health) serve(ctx context.Context, address string) error {
	listener, err := net.Listen("tcp", listenAddress(address))
	if err != nil {
		return fmt.Errorf("PARLEY_LISTEN: %w", err) // no mistake: at boot, an address may not be up yet
	}
	server := &http.Server{Handler: h.routes(), ReadHeaderTimeout: healthWithin, WriteTimeout: 2 * healthWithin, MaxHeaderBytes: 8 << 10}
	defer context.AfterFunc(ctx, func() { server.Close() })()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
