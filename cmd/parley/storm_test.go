package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/playground"
	"parley/store/storetest"
)

// stormFor is how long TestStorm lasts: go test ./cmd/parley -run Storm -storm 10m -timeout 30m
var stormFor = flag.Duration("storm", 8*time.Second, "how long TestStorm lasts")

const (
	stormLinks     = 500 * time.Millisecond // between two of them
	stormCommands  = 5                      // links for each command
	stormPeople    = 60                     // each of whom may ask for five briefs a minute
	stormProcesses = 2
	stormTrouble   = 700 * time.Millisecond // between two of Discord's
	stormKills     = 15 * time.Second
	stormFreezes   = 40 * time.Second // of the database, for two seconds each
	stormCrashes   = 45 * time.Second // of the database
	stormJumps     = 35 * time.Second // of the calendar's clock, ahead and back by stormOff, for three seconds each
	stormOff       = 40 * time.Minute
	stormDigests   = 50 * time.Second // between two batches of ten
)

// TestStorm asks for links, commands and digests while processes are killed, Discord fails in all its ways, the database hangs and crashes and the
// clock jumps: nothing may be lost, nothing come twice, and every command must end.
func TestStorm(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("a storm")
	}
	ctx, cancel := context.WithTimeout(context.Background(), *stormFor+2*botPatience)
	defer cancel()
	s := newStorm(t, ctx)
	weather, over := context.WithTimeout(ctx, *stormFor)
	defer over()
	var raging sync.WaitGroup
	raging.Go(func() { s.troubles = s.discord.Storm(weather, stormTrouble) })
	raging.Go(func() { every(weather, min(stormKills, *stormFor/2), s.kill) })
	raging.Go(func() { every(weather, min(stormFreezes, *stormFor/2), s.freeze) })
	raging.Go(func() { every(weather, min(stormCrashes, *stormFor/3), s.crash) })
	raging.Go(func() { every(weather, min(stormJumps, *stormFor/3), s.jump) })
	s.ask(weather)
	raging.Wait()
	s.calm(ctx)
}

// every calls do again and again until ctx ends.
func every(ctx context.Context, pause time.Duration, do func()) {
	ticker := time.NewTicker(pause)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			do()
		}
	}
}

type storm struct {
	*testing.T
	discord *playground.Server
	site    *newsSite
	wire    *storetest.Wire
	address string     // of the database, past the wire
	there   sync.Mutex // held while it crashes, and while the test itself needs it
	end     func() error
	clock   string // the file that says how much the clock is off
	flock   *flock

	mu    sync.Mutex
	run   []*exec.Cmd // the processes of the flock that run now
	kills int

	troubles, crashes, jumps int
	links                    []playground.Message
	commands                 []string
	digests                  []string // the channel of each
}

func newStorm(t *testing.T, ctx context.Context) *storm {
	s := &storm{T: t, site: newNewsSite(t, 3), run: make([]*exec.Cmd, stormProcesses), clock: filepath.Join(t.TempDir(), "clock"),
		discord: startDiscord(t, playground.Options{Latency: 50 * time.Millisecond, Heartbeat: 5 * time.Second})}
	s.address, s.end = storetest.OwnPostgres(t)
	var database string
	s.wire, database = storetest.NewWire(t, s.address)
	s.digests = dueDigests(t, ctx, s.address, s.discord, s.site, 10)
	s.flock = newFlock(t, 0, database, s.discord.URL(), "all")
	s.flock.env = append(s.flock.env, clockFile+"="+s.clock, "PARLEY_LOG_LEVEL=info")
	kept, end := context.WithCancel(ctx)
	var keeping sync.WaitGroup
	for range s.run {
		s.flock.log = append(s.flock.log, &syncBuffer{})
	}
	for i := range s.run {
		keeping.Go(func() { s.keep(kept, i) })
	}
	t.Cleanup(func() {
		end()
		s.killAll()
		keeping.Wait()
	})
	if err := s.discord.Wait(ctx, func() bool { return s.discord.Sessions() == stormProcesses }); err != nil {
		t.Fatalf("the bot does not connect: %v\n%s", err, s.flock.logs())
	}
	return s
}

// keep has a process started again whenever it ends, as systemd does.
func (s *storm) keep(ctx context.Context, i int) {
	for ctx.Err() == nil {
		s.mu.Lock()
		s.run[i] = exec.Command("parley", "run", "--allow-loopback")
		s.run[i].Env, s.run[i].Dir, s.run[i].Stderr = s.flock.env, s.TempDir(), s.flock.log[i]
		err := s.run[i].Start()
		s.mu.Unlock()
		if err != nil {
			s.Error(err)
			return
		}
		s.run[i].Wait()
	}
}

func (s *storm) kill() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.run[rand.IntN(len(s.run))].Process.Kill()
	s.kills++
}

func (s *storm) killAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, process := range s.run {
		process.Process.Kill()
	}
}

func (s *storm) freeze() {
	s.wire.Freeze()
	<-time.After(2 * time.Second)
	s.wire.Thaw()
}

func (s *storm) crash() {
	s.there.Lock()
	defer s.there.Unlock()
	if err := s.end(); err != nil {
		s.Errorf("the database, crashed on purpose: %v", err)
	}
	s.crashes++
}

func (s *storm) jump() {
	for _, off := range []time.Duration{stormOff, -stormOff, 0} {
		if err := os.WriteFile(s.clock, []byte(off.String()), 0o600); err != nil {
			s.Error(err)
		}
		if off != 0 {
			<-time.After(3 * time.Second)
			s.jumps++
		}
	}
}

// clockFile is the setting that names the file of [offIn], for tests alone.
const clockFile = "PARLEY_TEST_CLOCK"

// offIn reads how much a clock is off; it is right where nothing says otherwise.
func offIn(file string) time.Duration {
	text, _ := os.ReadFile(file)
	off, _ := time.ParseDuration(string(text))
	return off
}

// ask asks for links, commands and digests until ctx ends.
func (s *storm) ask(ctx context.Context) {
	var people []playground.User
	var channels []string
	for i := range stormPeople {
		people = append(people, s.discord.AddUser(fmt.Sprint("person", i), false))
		channels = append(channels, s.discord.AddChannel(fmt.Sprint("links", i)))
	}
	began, n := time.Now(), 0
	every(ctx, stormLinks, func() {
		who := n % stormPeople
		link := fmt.Sprintf("%s/0?n=%d", s.site.URL, n)
		if n++; n%stormCommands == 0 {
			s.commands = append(s.commands, s.discord.Slash(channels[who], people[who], "summarize", map[string]any{"link": link}))
			return
		}
		s.links = append(s.links, s.discord.Post(channels[who], people[who], link))
		if time.Since(began) > stormDigests {
			began = time.Now()
			s.there.Lock()
			s.digests = append(s.digests, dueDigests(s.T, context.WithoutCancel(ctx), s.address, s.discord, s.site, 10)...)
			s.there.Unlock()
		}
	})
}

// calm waits for what was asked for, and counts it.
func (s *storm) calm(ctx context.Context) {
	began := time.Now()
	patient, cancel := context.WithTimeout(ctx, botPatience)
	defer cancel()
	if err := s.discord.Wait(patient, func() bool { return len(s.unanswered()) == 0 }); err != nil {
		s.Fatalf("of %d links, %d commands and %d digests these were lost: %q\n%s\n…\n%s", len(s.links), len(s.commands), len(s.digests), s.unanswered(), s.told(), s.flock.logs())
	}
	awaitNoOpenRequest(s.T, ctx, s.address) // a second answer would come from one
	failed := 0
	for _, id := range s.commands {
		if s.discord.Interaction(id).Callback == 0 {
			failed++ // nobody took it: the asker reads that it failed
		}
	}
	s.Logf("%v of storm: %d links, %d commands (%d of them met nobody), %d digests; %d troubles of Discord's, %d kills, %d crashes of the database, %d jumps of the clock, %d gateway sessions, %d resumes. All was there %v after it",
		*stormFor, len(s.links), len(s.commands), failed, len(s.digests), s.troubles, s.kills, s.crashes, s.jumps, s.discord.Identified(), s.discord.Resumed(), time.Since(began).Round(time.Millisecond))
	for _, q := range s.links {
		if n := s.replies(q); n > 1 {
			s.Errorf("%d answers to %s", n, q.Text())
		}
	}
	for _, channel := range s.digests {
		if n := len(s.discord.Messages(channel)); n > 1 {
			s.Errorf("a digest stands there %d times", n)
		}
	}
}

// told is what the log says of commands that got no answer.
func (s *storm) told() (lines string) {
	for _, id := range s.commands {
		if !s.isThinking(id) {
			continue
		}
		for i, log := range s.flock.log {
			for line := range strings.Lines(log.String()) {
				if strings.Contains(line, id) {
					lines += fmt.Sprintf("process %d: %s", i, line)
				}
			}
		}
	}
	return lines
}

func (s *storm) isThinking(command string) bool {
	i := s.discord.Interaction(command)
	return i.Callback != 0 && i.Answer.ID == "" && len(i.FollowUps) == 0
}

func (s *storm) replies(q playground.Message) (n int) {
	for _, m := range s.discord.Messages(q.ChannelID) {
		if m.ReplyTo == q.ID {
			n++
		}
	}
	return n
}

// unanswered is what was asked for and is not there.
func (s *storm) unanswered() (left []string) {
	for _, q := range s.links {
		if s.replies(q) == 0 {
			left = append(left, q.Text())
		}
	}
	for _, id := range s.commands {
		if s.isThinking(id) {
			left = append(left, "a command that is thinking: "+id)
		}
	}
	for _, channel := range s.digests {
		if len(s.discord.Messages(channel)) == 0 {
			left = append(left, "a digest")
		}
	}
	return left
}
