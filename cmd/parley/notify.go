package main

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"time"
)

// A notifier tells systemd how the program is (sd_notify(3)): a datagram of NAME=value lines to the socket that it names. That is all there is to the
// protocol, so it is written here rather than taken from a library, whose other parts are for socket activation and the journal. The zero value
// tells nobody.
type notifier struct {
	socket   string
	watchdog time.Duration // within which systemd wants a sign of life; 0: never
}

// notifierOf reads what systemd says in the environment.
func notifierOf(vars map[string]string) (n notifier) {
	n.socket = vars["NOTIFY_SOCKET"]
	if pid := vars["WATCHDOG_PID"]; pid == "" || pid == strconv.Itoa(os.Getpid()) {
		if micros, err := strconv.ParseInt(vars["WATCHDOG_USEC"], 10, 64); err == nil && micros > 0 {
			n.watchdog = time.Duration(micros) * time.Microsecond
		}
	}
	return n
}

// tell sends lines. What cannot be told is left: systemd draws its own conclusions.
func (n notifier) tell(lines ...string) {
	if n.socket == "" {
		return
	}
	conn, err := net.Dial("unixgram", n.socket) // Go takes a leading @ for the abstract namespace, as systemd does
	if err != nil {
		return
	}
	defer conn.Close()
	_ = conn.SetWriteDeadline(time.Now().Add(time.Second))
	_, _ = conn.Write([]byte(strings.Join(lines, "\n")))
}

const (
	startEvery = 2 * time.Second  // how often a program that is not ready looks whether it is
	statusFor  = 20 * time.Second // how old its status may be
	startMore  = 30 * time.Second // for which systemd is to go on waiting for the start: Discord or the database may be away for hours
)

// report tells systemd that the program starts, is ready, lives, and stops, until ctx ends. Its sign of life is one of work: to see how the bot is
// takes the locks that all its work needs. That Discord or the database is away is said and no reason to be started again.
func (n notifier) report(ctx context.Context, h *health) {
	if n.socket == "" {
		return
	}
	every := startEvery
	ready := false
	for ctx.Err() == nil {
		found := h.wrong(ctx)
		lines := []string{"STATUS=" + cmp.Or(strings.Join(found, "; "), "ready"), "WATCHDOG=1"}
		switch {
		case ready:
		case len(found) == 0:
			ready, every = true, n.beatEvery()
			lines = append(lines, "READY=1")
		default:
			lines = append(lines, fmt.Sprintf("EXTEND_TIMEOUT_USEC=%d", startMore.Microseconds()))
		}
		n.tell(lines...)
		select {
		case <-time.After(every):
		case <-ctx.Done():
		}
	}
	n.tell("STOPPING=1")
}

// beatEvery is how often a sign of life goes out: thrice within the time in which systemd wants one.
func (n notifier) beatEvery() time.Duration {
	if n.watchdog == 0 {
		return statusFor
	}
	return min(statusFor, n.watchdog/3)
}
