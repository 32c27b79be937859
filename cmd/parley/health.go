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
	config, err := sh.config()
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
	gateway  atomic.Pointer[func() bool] // whether it is connected; nil as long as the bot has not begun
	database func(context.Context) error
	ticked   func() time.Time
	role     string
}

// setGateway takes what says whether the gateway is connected.
func (h *health) setGateway(connected func() bool) { h.gateway.Store(&connected) }

// wrong says what is wrong, nothing where all is well.
func (h *health) wrong(ctx context.Context) (found []string) {
	if connected := h.gateway.Load(); h.role != "worker" && (connected == nil || !(*connected)()) {
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

func (h *health) routes() http.Handler {
	mux := http.NewServeMux()
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
		return usageError{fmt.Errorf("PARLEY_LISTEN: %w", err)}
	}
	server := &http.Server{Handler: h.routes(), ReadHeaderTimeout: healthWithin, WriteTimeout: 2 * healthWithin, MaxHeaderBytes: 8 << 10}
	defer context.AfterFunc(ctx, func() { server.Close() })()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
