package main

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"parley/playground"
	"parley/store/storetest"
)

// drainOfTest is PARLEY_DRAIN where a stop is tried.
const drainOfTest = time.Second

// stop asks a process to end and returns its exit code. It fails where that takes longer than it may.
func (f *flock) stop(i int) int {
	f.Helper()
	f.run[i].Process.Signal(syscall.SIGTERM)
	began := time.Now()
	ended := make(chan error, 1)
	go func() { ended <- f.run[i].Wait() }()
	select {
	case err := <-ended:
		var exit *exec.ExitError
		f.Logf("ended after %v: %v", time.Since(began).Round(time.Millisecond), err)
		if errors.As(err, &exit) {
			return exit.ExitCode()
		}
	case <-time.After(drainOfTest + letGo + time.Second/2): // for a machine with much to do
		f.Errorf("the process did not end within %v\n%s", time.Since(began), f.logs())
	}
	return 0
}

// Whatever a process waits for, a stop ends it within the drain and five seconds.
func TestAStopStopsEveryWait(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts the program")
	}
	site := newNewsSite(t, 1)
	// begin starts the program and returns when it waits for something that does not come.
	for name, begin := range map[string]func(*testing.T, context.Context, *playground.Server) *flock{
		"a rate limit of 300 s": func(t *testing.T, ctx context.Context, discord *playground.Server) *flock {
			limit := playground.RateLimit(http.MethodPost, "/messages", 300*time.Second, false)
			discord.Fail(limit)
			f := connected(t, ctx, discord, storetest.SQLite(t))
			discord.Post(discord.AddChannel("links"), discord.AddUser("Ada", false), site.URL+"/0")
			f.await(ctx, discord, "the answer to be refused", func() bool { return len(discord.Faults()) == 0 })
			return f
		},
		"a rate limit at the start": func(t *testing.T, ctx context.Context, discord *playground.Server) *flock {
			discord.Fail(playground.RateLimit(http.MethodGet, "/applications/@me", 300*time.Second, false))
			f := newFlock(t, 1, storetest.SQLite(t), discord.URL(), "all", "PARLEY_DRAIN="+drainOfTest.String())
			f.await(ctx, discord, "the bot to be refused", func() bool { return len(discord.Faults()) == 0 })
			return f
		},
		"a gateway without a hello": func(t *testing.T, ctx context.Context, discord *playground.Server) *flock {
			discord.Silence(true)
			f := newFlock(t, 1, storetest.SQLite(t), discord.URL(), "all", "PARLEY_DRAIN="+drainOfTest.String())
			f.await(ctx, discord, "the bot to dial", func() bool { return discord.Dialled() > 0 })
			return f
		},
		"a call that is not answered": func(t *testing.T, ctx context.Context, discord *playground.Server) *flock {
			discord.Fail(playground.Fault{Path: "/gateway", Hang: true, Times: 9})
			f := newFlock(t, 1, storetest.SQLite(t), discord.URL(), "all", "PARLEY_DRAIN="+drainOfTest.String())
			f.await(ctx, discord, "the bot to ask", func() bool { return discord.Faults()[0].Times < 9 })
			return f
		},
		"a site that hangs": func(t *testing.T, ctx context.Context, discord *playground.Server) *flock {
			asked := make(chan bool, 100)
			hangs := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { asked <- true; <-r.Context().Done() }))
			t.Cleanup(hangs.Close)
			f := connected(t, ctx, discord, storetest.SQLite(t))
			discord.Post(discord.AddChannel("links"), discord.AddUser("Ada", false), hangs.URL+"/0")
			<-asked
			return f
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
			defer cancel()
			f := begin(t, ctx, startDiscord(t, playground.Options{}))
			if code := f.stop(0); code != exitOK {
				t.Errorf("the process ended with %d; want 0, for it let go\n%s", code, f.logs())
			}
		})
	}
}

// A database that hangs while a link is read and a digest posted cannot be told that they were left: the process says what was, and ends
// all the same.
func TestAStopWhileTheDatabaseHangs(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts the program")
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	wire, address := storetest.NewWire(t, storetest.Postgres(t))
	discord := startDiscord(t, playground.Options{})
	site := newNewsSite(t, 3)
	dueDigests(t, ctx, address, discord, site, 20)
	f := connected(t, ctx, discord, address)
	discord.Post(discord.AddChannel("links"), discord.AddUser("Ada", false), site.URL+"/0")
	wire.Freeze()
	defer wire.Thaw()
	if code, log := f.stop(0), f.logs(); code != exitFailed || !strings.Contains(log, "stopped while this was under way: ") {
		t.Errorf("the process ended with %d; want 1, and what was left:\n%s", code, log)
	}
}

// connected starts the program and waits for its gateway.
func connected(t *testing.T, ctx context.Context, discord *playground.Server, database string) *flock {
	t.Helper()
	f := newFlock(t, 1, database, discord.URL(), "all", "PARLEY_DRAIN="+drainOfTest.String())
	f.await(ctx, discord, "the bot to connect", discord.Connected)
	return f
}

func (f *flock) await(ctx context.Context, discord *playground.Server, what string, ok func() bool) {
	f.Helper()
	if err := discord.Wait(ctx, ok); err != nil {
		f.Fatalf("waited in vain for %s: %v\n%s", what, err, f.logs())
	}
}
