package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"os/exec"
	"testing"
	"time"

	"parley/digest"
	"parley/feed"
	"parley/playground"
	"parley/store"
	"parley/store/storetest"
)

// chaosFor is how long processes are killed, one a second.
const chaosFor = 30 * time.Second

// latest is how late a digest may be.
const latest = 2 * time.Minute

func TestDigestsArePostedOnceWhileProcessesAreKilled(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("kills processes for half a minute")
	}
	for name, row := range map[string]struct {
		database           func(testing.TB) string
		processes, digests int
		latency            time.Duration // of Discord: so long that processes die between a post and its record
	}{
		"three processes on PostgreSQL": {storetest.Postgres, 3, 200, time.Second},
		"one process on SQLite":         {storetest.SQLite, 1, 50, 300 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			chaos(t, row.database(t), row.processes, row.digests, row.latency)
		})
	}
}

func chaos(t *testing.T, database string, processes, digests int, latency time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), chaosFor+latest)
	defer cancel()
	discord := startDiscord(t, playground.Options{Latency: latency})
	site := newNewsSite(t, 3)
	channels := dueDigests(t, ctx, database, discord, site, digests)

	role := "worker"
	if processes == 1 {
		role = "all"
	}
	flock := newFlock(t, processes, database, discord.URL(), role)
	began := time.Now()
	flock.killOneASecond(ctx, began.Add(chaosFor))
	for _, channel := range channels {
		if _, err := discord.WaitMessage(ctx, channel, func(playground.Message) bool { return true }); err != nil {
			t.Fatalf("not all %d digests were posted within %v of the last kill: %v\n%s", digests, latest, err, flock.logs())
		}
	}
	t.Logf("%d digests, %d processes killed, all posted %v after they were due", digests, flock.killed, lateness(discord, channels, began))
	for _, channel := range channels {
		if posted := discord.Messages(channel); len(posted) != 1 {
			t.Errorf("%d messages in a channel, want 1: %q", len(posted), texts(posted))
		}
	}
	if late := lateness(discord, channels, began); late > latest {
		t.Errorf("the last digest came %v after it was due; want at most %v", late, latest)
	}
}

// lateness is the time from began to the last post.
func lateness(discord *playground.Server, channels []string, began time.Time) (most time.Duration) {
	for _, channel := range channels {
		for _, m := range discord.Messages(channel) {
			at, err := time.Parse(time.RFC3339, fmt.Sprint(m.Raw["timestamp"]))
			if err == nil {
				most = max(most, at.Sub(began))
			}
		}
	}
	return most.Round(time.Millisecond)
}

// dueDigests sets up digests that are due now, each for a channel of its own.
func dueDigests(t *testing.T, ctx context.Context, database string, discord *playground.Server, site *newsSite, n int) (channels []string) {
	t.Helper()
	db, err := store.Open(ctx, database, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	now := time.Now().UTC()
	followed, err := db.Subscribe(ctx, playground.GuildID, "1", feed.Feed{URL: fmt.Sprintf("%s/feed.xml?of=%d", site.URL, now.UnixNano())}, now)
	if err != nil {
		t.Fatal(err)
	}
	// The feed has been read; the news of the digests are in the database.
	items := feed.Result{Feed: followed.Feed.Feed}
	items.Feed.Fetched, items.Feed.Due = now, now.Add(time.Hour)
	for n, news := range inventedNews {
		link := fmt.Sprintf("%s/%d", site.URL, n)
		items.Items = append(items.Items, feed.Item{Link: link, Title: news[0], Summary: news[1][:120],
			Identity: feed.Identity{Link: feed.Canonical(link), Content: news[0]}})
	}
	if _, err := db.SaveFetch(ctx, followed.Feed.ID, items, now.Add(-2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	due := now.Truncate(time.Minute)
	settings, err := json.Marshal(digest.Settings{Schedule: digest.Schedule{Hour: due.Hour(), Minute: due.Minute(), Zone: "UTC"}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		channel := discord.AddChannel(fmt.Sprintf("news-%d", i))
		channels = append(channels, channel)
		if _, err := db.CreateDigest(ctx, store.Digest{Guild: playground.GuildID, Channel: channel, Name: channel, Settings: settings, Next: due, Created: now}); err != nil {
			t.Fatal(err)
		}
	}
	return channels
}

// A flock is processes of the program that are started again when they die.
type flock struct {
	*testing.T
	run    []*exec.Cmd
	log    []*syncBuffer
	env    []string
	role   string
	killed int
}

func newFlock(t *testing.T, n int, database, discord, role string, settings ...string) *flock {
	t.Helper()
	f := &flock{T: t, role: role, run: make([]*exec.Cmd, n), env: append(append(os.Environ(), "DISCORD_TOKEN=playground",
		"PARLEY_DISCORD_URL="+discord, "DATABASE_URL="+database, "PARLEY_DRAIN=5s", "PARLEY_LOG_LEVEL=warn"), settings...)}
	for i := range n {
		f.log = append(f.log, &syncBuffer{})
		f.start(i)
	}
	t.Cleanup(func() {
		for _, process := range f.run {
			process.Process.Kill()
			process.Wait()
		}
	})
	return f
}

func (f *flock) start(i int) {
	f.Helper()
	f.run[i] = exec.Command("parley", "run", "--allow-loopback", "--role", f.role)
	f.run[i].Env, f.run[i].Dir, f.run[i].Stderr = f.env, f.TempDir(), f.log[i]
	if err := f.run[i].Start(); err != nil {
		f.Fatal(err)
	}
}

// killOneASecond kills a process every second, as a machine that loses its power, and starts it again.
func (f *flock) killOneASecond(ctx context.Context, until time.Time) {
	f.Helper()
	each := time.NewTicker(time.Second)
	defer each.Stop()
	for time.Now().Before(until) {
		select {
		case <-ctx.Done():
			return
		case <-each.C:
		}
		f.killOne()
	}
}

func (f *flock) killOne() {
	f.Helper()
	i := rand.IntN(len(f.run))
	f.run[i].Process.Kill()
	f.run[i].Wait()
	f.killed++
	f.start(i)
}

func (f *flock) logs() (all string) {
	for _, log := range f.log {
		all += log.String()
	}
	return all[max(0, len(all)-4000):]
}
