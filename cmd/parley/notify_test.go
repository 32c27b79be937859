//go:build unix

package main

import (
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"parley/bot"
	"parley/playground"
	"parley/store/storetest"
)

// A manager is systemd's side of the socket.
type manager struct {
	testing.TB
	conn   *net.UnixConn
	socket string
}

func newManager(t testing.TB) *manager {
	t.Helper()
	folder, err := os.MkdirTemp("", "parley") // t.TempDir is longer than the name of a socket may be
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	m := &manager{TB: t, socket: filepath.Join(folder, "notify")}
	if m.conn, err = net.ListenUnixgram("unixgram", &net.UnixAddr{Name: m.socket, Net: "unixgram"}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.conn.Close() })
	return m
}

// hears waits for a message with a line, and returns the message.
func (m *manager) hears(line string) string {
	m.Helper()
	var before []string
	if err := m.conn.SetReadDeadline(time.Now().Add(botPatience)); err != nil {
		m.Fatal(err)
	}
	for {
		part := make([]byte, 4096)
		n, err := m.conn.Read(part)
		if err != nil {
			m.Fatalf("systemd waits for %q: %v; before came %q", line, err, before)
		}
		said := string(part[:n])
		if strings.Contains("\n"+said, "\n"+line) {
			return said
		}
		before = append(before, said)
	}
}

// hearsAnything says whether a message comes within a time.
func (m *manager) hearsAnything(within time.Duration) bool {
	m.Helper()
	if err := m.conn.SetReadDeadline(time.Now().Add(within)); err != nil {
		m.Fatal(err)
	}
	_, err := m.conn.Read(make([]byte, 4096))
	if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
		m.Fatal(err)
	}
	return err == nil
}

// The program as systemd runs it: it is ready when it is connected, gives signs of life while Discord is away, and says that it stops.
func TestSystemdHearsOfTheProgram(t *testing.T) {
	t.Parallel()
	systemd := newManager(t)
	discord := startDiscord(t, playground.Options{})
	program := exec.Command("parley", "run")
	program.Dir = t.TempDir()
	program.Env = append(os.Environ(), "DISCORD_TOKEN=playground", "PARLEY_DISCORD_URL="+discord.URL(), "DATABASE_URL="+storetest.SQLite(t),
		"PARLEY_DRAIN=1s", "NOTIFY_SOCKET="+systemd.socket, "WATCHDOG_USEC=600000", "WATCHDOG_PID=")
	var log syncBuffer
	program.Stderr = &log
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { program.Process.Kill() })
	systemd.hears("READY=1")
	if !discord.Connected() {
		t.Error("the program says that it is ready without a connection")
	}
	systemd.hears("WATCHDOG=1")
	systemd.hears("WATCHDOG=1")
	discord.Silence(true)
	discord.DropGateway()
	if said := systemd.hears("STATUS=the gateway of Discord is not connected"); !strings.Contains(said, "WATCHDOG=1") {
		t.Errorf("a program without Discord gives no sign of life: %q", said)
	}
	discord.Silence(false)
	if err := program.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	systemd.hears("STOPPING=1")
	if err := program.Wait(); err != nil {
		t.Errorf("parley run ended with %v:\n%s", err, log.String())
	}
}

// A start that takes long is waited for, with the reason, and a program of which a lock is never given back gives no sign of life any more.
func TestSystemdWaitsForAStartAndNotForADeadlock(t *testing.T) {
	t.Parallel()
	systemd := newManager(t)
	n := notifierOf(map[string]string{"NOTIFY_SOCKET": systemd.socket, "WATCHDOG_USEC": "90000", "WATCHDOG_PID": strconv.Itoa(os.Getpid())})
	var away atomic.Bool
	away.Store(true)
	stuck := make(chan struct{})
	h := &health{role: "worker", ticked: time.Now, database: func(context.Context) error {
		if away.Load() {
			return errors.New("away")
		}
		return nil
	}}
	h.watch(func() bot.State { return bot.State{Connected: true} })
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		n.report(ctx, h)
	}()
	if said := systemd.hears("STATUS=the database does not answer"); !strings.Contains(said, "EXTEND_TIMEOUT_USEC=30000000") || strings.Contains(said, "READY") {
		t.Errorf("of a start without a database systemd hears %q", said)
	}
	away.Store(false)
	systemd.hears("READY=1")
	reached := make(chan struct{})
	h.watch(func() bot.State {
		close(reached)
		<-stuck
		return bot.State{Connected: true}
	})
	<-reached
	for systemd.hearsAnything(10 * time.Millisecond) { // what was said before
	}
	if systemd.hearsAnything(3 * n.watchdog) {
		t.Error("a program that does not go on gives a sign of life")
	}
	stop()
	close(stuck)
	<-ended
	systemd.hears("STOPPING=1")
}

func TestTheWatchdogOfAnotherProcessIsNotOurs(t *testing.T) {
	t.Parallel()
	for pid, want := range map[string]time.Duration{"": time.Minute, strconv.Itoa(os.Getpid()): time.Minute, "1": 0} {
		if got := notifierOf(map[string]string{"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": pid}).watchdog; got != want {
			t.Errorf("with WATCHDOG_PID %q the watchdog is %v, want %v", pid, got, want)
		}
	}
	for watchdog, want := range map[time.Duration]time.Duration{0: statusFor, time.Minute: 20 * time.Second, 9 * time.Second: 3 * time.Second, time.Hour: statusFor} {
		if got := (notifier{watchdog: watchdog}).beatEvery(); got != want {
			t.Errorf("a watchdog of %v gets a sign every %v, want %v", watchdog, got, want)
		}
	}
}
