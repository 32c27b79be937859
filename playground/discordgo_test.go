package playground_test

import (
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/playground"
)

// The gateway serves an unpatched client through compression, a dropped connection with a resume, a request to come back, and
// a session that is refused.
func TestTheGatewayServesDiscordgo(t *testing.T) {
	t.Parallel()
	s := start(t, playground.Options{})
	channel, ada := s.AddChannel("news"), s.AddUser("Ada", false)
	d := session(t, s)
	d.ShouldReconnectOnError = true
	heard := make(chan string, 100)
	d.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { heard <- m.Content })
	resumed := make(chan bool, 100)
	d.AddHandler(func(*discordgo.Session, *discordgo.Resumed) { resumed <- true })
	if err := d.Open(); err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	long := strings.Repeat("a long message ", 100) // long enough to be compressed
	say := func(words string) {
		t.Helper()
		s.Post(channel, ada, words)
		select {
		case got := <-heard:
			if got != words {
				t.Errorf("heard %.40q; want %.40q", got, words)
			}
		case <-time.After(patience):
			t.Fatalf("%.40q was not heard", words)
		}
	}
	// discordgo v0.29.0 fares badly when a connection ends before it has sent a first heartbeat, which it does once it is open: that
	// heartbeat's failure closes the next connection in the middle of its resume, and being asked to come back while it opens is a deadlock.
	beats := func(connections int) {
		t.Helper()
		wait(t, "a heartbeat", s, func() bool { return s.Heartbeats() >= connections })
	}
	say(long)
	beats(1)
	s.DropGateway()
	wait(t, "the connection to end", s, func() bool { return !s.Connected() })
	say("while it was away")
	await(t, "a resume", resumed)
	beats(2)
	s.Reconnect()
	await(t, "a second resume", resumed)
	say("after a request to come back")
	beats(3)
	s.RefuseResume()
	s.DropGateway()
	wait(t, "the connection to end", s, func() bool { return !s.Connected() })
	wait(t, "a new session", s, s.Connected)
	say("in a new session")
}

func wait(t *testing.T, what string, s *playground.Server, is func() bool) {
	t.Helper()
	if err := s.Wait(within(t), is); err != nil {
		t.Fatalf("waiting for %s: %v", what, err)
	}
}

func await(t *testing.T, what string, ch chan bool) {
	t.Helper()
	select {
	case <-ch:
	case <-time.After(patience):
		t.Fatalf("no %s", what)
	}
}

// Each server's events go to one shard, and direct messages to the first.
func TestShardsShareTheServers(t *testing.T) {
	t.Parallel()
	var ticks atomic.Int64 // a millisecond each time, for a server's shard is in the time of its id
	s := start(t, playground.Options{Now: func() time.Time { return time.UnixMilli(1772366400000 + ticks.Add(1)) }})
	ada := s.AddUser("Ada", false)
	where := map[string]string{"direct": s.AddDM(ada), "first": s.AddChannel("first")}
	shards := map[int]bool{}
	for n := range 4 {
		name := fmt.Sprint("server ", n)
		guild := s.AddGuild(name)
		where[name] = s.AddChannelTo(guild, "news")
		for range n % 2 {
			s.AddUser("Somebody", false) // so that not every server's id is as many ids after the last one's
		}
		shards[playground.ShardOf(guild, 2)] = true
	}
	if len(shards) != 2 {
		t.Fatal("all servers are of one shard; the test needs both")
	}
	type sighting struct {
		shard int
		words string
	}
	seen := make(chan sighting, 100)
	for shard := range 2 {
		d := session(t, s)
		d.ShardID, d.ShardCount = shard, 2
		d.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { seen <- sighting{shard, m.Content} })
		if err := d.Open(); err != nil {
			t.Fatal(err)
		}
		defer d.Close()
	}
	for name, channel := range where {
		s.Post(channel, ada, name)
		select {
		case got := <-seen:
			guild := playground.GuildOf(s, channel)
			if want := playground.ShardOf(guild, 2); got.words != name || got.shard != want {
				t.Errorf("shard %d saw %q; want shard %d to see %q", got.shard, got.words, want, name)
			}
		case <-time.After(patience):
			t.Fatalf("no shard saw %q", name)
		}
	}
	if len(seen) > 0 {
		t.Errorf("%+v was seen twice", <-seen)
	}
}

// A bot that reads the headers waits for its bucket, and is never refused.
func TestDiscordgoKeepsTheRateLimits(t *testing.T) {
	t.Parallel()
	s := start(t, playground.Options{})
	channel := s.AddChannel("news")
	d := session(t, s)
	began := time.Now()
	for n := range 6 {
		if _, err := d.ChannelMessageSend(channel, fmt.Sprint(n)); err != nil {
			t.Fatal(err)
		}
	}
	if took := time.Since(began); took < 4*time.Second {
		t.Errorf("six messages took %v; want the sixth to wait for the bucket of five in five seconds", took)
	}
	for _, r := range s.Requests() {
		if r.Status == http.StatusTooManyRequests {
			t.Error("a call was refused, though the headers had told of it")
		}
	}
}
