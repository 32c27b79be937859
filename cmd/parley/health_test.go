package main

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"parley/bot"
	"parley/playground"
	"parley/store/storetest"
)

func TestReadyIsWhatEachRoleNeeds(t *testing.T) {
	t.Parallel()
	well := func(context.Context) error { return nil }
	now := func() time.Time { return time.Now() }
	for name, row := range map[string]struct {
		role      string
		connected bool
		database  func(context.Context) error
		ticked    func() time.Time
		want      string // "" is ready
	}{
		"all is well":               {"all", true, well, now, ""},
		"no gateway":                {"all", false, well, now, "gateway"},
		"a worker needs none":       {"worker", false, well, now, ""},
		"no database":               {"all", true, func(context.Context) error { return errors.New("secret") }, now, "database"},
		"nothing is looked for":     {"all", true, well, func() time.Time { return time.Now().Add(-time.Minute) }, "due"},
		"a gateway does not look":   {"gateway", true, well, func() time.Time { return time.Time{} }, ""},
		"a worker that has not yet": {"worker", false, well, func() time.Time { return time.Time{} }, "due"},
	} {
		h := &health{role: row.role, database: row.database, ticked: row.ticked}
		h.watch(func() bot.State { return bot.State{Connected: row.connected} })
		answer := httptest.NewRecorder()
		h.routes().ServeHTTP(answer, httptest.NewRequest("GET", "/readyz", nil))
		said := answer.Body.String()
		if (answer.Code == http.StatusOK) != (row.want == "") || !strings.Contains(said, row.want) || strings.Contains(said, "secret") {
			t.Errorf("%s: /readyz = %d %q, want %q", name, answer.Code, said, row.want)
		}
		alive := httptest.NewRecorder()
		if h.routes().ServeHTTP(alive, httptest.NewRequest("GET", "/livez", nil)); alive.Code != http.StatusOK {
			t.Errorf("%s: /livez = %d", name, alive.Code)
		}
	}
}

func TestListeningIsForThisMachineUnlessAnAddressIsGiven(t *testing.T) {
	t.Parallel()
	for address, want := range map[string][2]string{
		":8086": {"127.0.0.1:8086", "127.0.0.1:8086"}, "0.0.0.0:8086": {"0.0.0.0:8086", "localhost:8086"}, "[::]:8086": {"[::]:8086", "localhost:8086"}, "10.0.0.1:80": {"10.0.0.1:80", "10.0.0.1:80"},
	} {
		if got := [2]string{listenAddress(address), askedAt(address)}; got != want {
			t.Errorf("%s is listened on and asked at %v, want %v", address, got, want)
		}
	}
	for _, wrong := range []string{"8086", "127.0.0.1:99999", ":no-such-service"} {
		if _, err := parseConfig(map[string]string{"PARLEY_LISTEN": wrong}); err == nil || !strings.Contains(err.Error(), "PARLEY_LISTEN") {
			t.Errorf("parseConfig of PARLEY_LISTEN=%s = %v", wrong, err)
		}
	}
}

// The unit in deploy starts again what ends with 1, and not what ends with 2: an address may be free, or up, a moment later.
func TestAnAddressThatIsTakenIsNoMistake(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	err = (&health{}).serve(t.Context(), taken.Addr().String())
	if usage := (usageError{}); err == nil || errors.As(err, &usage) {
		t.Errorf("serve where another listens = %v, want an error that is no usageError", err)
	}
}

// A running bot says that it is ready, and parley health says so with its exit code; what does not run is not healthy.
func TestHealthAsksTheRunningBot(t *testing.T) {
	t.Parallel()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	free.Close()
	discord := startDiscord(t, playground.Options{})
	ctx, stop := context.WithTimeout(t.Context(), botPatience)
	defer stop()
	env := func() (map[string]string, error) {
		return map[string]string{"DISCORD_TOKEN": "playground", "PARLEY_DISCORD_URL": discord.URL(), "DATABASE_URL": storetest.SQLite(t), "PARLEY_DRAIN": "1s", "PARLEY_LISTEN": address}, nil
	}
	healthy := func() (int, string) {
		var out syncBuffer
		code := run([]string{"health"}, shell{ctx: t.Context(), stdout: &out, stderr: &out, env: env})
		return code, out.String()
	}
	if code, said := healthy(); code != exitFailed {
		t.Errorf("parley health where nothing runs = %d %q", code, said)
	}
	done := make(chan int, 1)
	go func() {
		done <- run([]string{"run"}, shell{ctx: ctx, stdout: io.Discard, stderr: io.Discard, env: env})
	}()
	s := &server{T: t, discord: discord, ctx: ctx}
	s.eventually("the bot to be healthy", func() bool {
		code, said := healthy()
		return code == exitOK && said == "ready\n"
	})
	stop()
	if code := <-done; code != exitOK {
		t.Errorf("parley run ended with %d", code)
	}
	if code, said := healthy(); code != exitFailed {
		t.Errorf("parley health after the end = %d %q", code, said)
	}
}
