package bot

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"parley/playground"
)

// serverOn adds a server with a channel to a shard of so many. A server's shard is in the time of its id.
func (w *world) serverOn(shard, of int64) (channel string) {
	w.Helper()
	for w.ctx.Err() == nil {
		if (time.Now().UnixMilli()-discordEpoch)%of != shard {
			continue // a millisecond
		}
		guild := w.discord.AddGuild("a server")
		if id, _ := strconv.ParseInt(guild, 10, 64); (id>>22)%of == shard {
			return w.discord.AddChannelTo(guild, "links")
		}
	}
	w.Fatalf("no server on shard %d of %d", shard, of)
	return ""
}

// registrations counts how often commands were registered.
func (w *world) registrations() (n int) {
	for _, r := range w.discord.Requests() {
		if r.Method == http.MethodPut && strings.HasSuffix(r.Path, "/commands") {
			n++
		}
	}
	return n
}

func (w *world) connected(want ...[2]int) {
	w.Helper()
	w.wait(fmt.Sprint("shards ", want), func() bool {
		got := w.discord.Shards()
		slices.SortFunc(got, func(a, b [2]int) int { return a[0] - b[0] })
		return slices.Equal(got, want)
	})
}

func TestAsManyShardsAsDiscordAdvises(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{Shards: 4, MaxConcurrency: 4}, nil)
	all := [][2]int{{0, 4}, {1, 4}, {2, 4}, {3, 4}}
	w.connected(all...)
	for n := range int64(4) {
		m := w.discord.Post(w.serverOn(n, 4), w.ada, w.link("/ferry?shard=%d", n))
		w.answer(m, says("We will not sign a cheque"))
	}
	w.answer(w.discord.Post(w.discord.AddDM(w.ada), w.ada, w.link("/tunnel")), says("Nobody will travel"))
	w.discord.DropGateway()
	w.wait("the shards to be lost", func() bool { return w.discord.Sessions() < 4 })
	w.connected(all...)
	if n := w.discord.TooSoon(); n > 0 {
		t.Errorf("%d shards began too soon", n)
	}
	if n := w.registrations(); n != 1 {
		t.Errorf("the commands were registered %d times", n)
	}
	if log := w.log.text(); !strings.Contains(log, "shards=0-3 of=4 advised=4") {
		t.Errorf("the log does not say the shards:\n%s", log)
	}
}

func TestShardsOfOneBucketBeginOneAfterTheOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{Shards: 2, MaxConcurrency: 1}, nil)
	w.connected([2]int{0, 2}, [2]int{1, 2})
	if n := w.discord.TooSoon(); n > 0 {
		t.Errorf("%d shards began too soon", n)
	}
}

func TestProcessesThatStartTogetherBeginOneAfterTheOther(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{MaxConcurrency: 1}, nil)
	w.options.ShardCount = 2
	for _, id := range []int{0, 1} {
		w.start(func(ctx context.Context, o Options) error {
			o.ShardIDs = []int{id}
			return Run(ctx, o)
		})
	}
	w.connected([2]int{0, 2}, [2]int{1, 2})
	if n := w.discord.TooSoon(); n > 0 {
		t.Errorf("%d shards began too soon", n)
	}
}

// Two processes share three shards. What is posted while one of them is away is answered when it is back, though the other was connected all
// the time, and nothing is answered by both.
func TestProcessesShareTheShards(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, nil)
	w.patient()
	w.options.ShardCount, w.options.ShardIDs = 3, []int{0, 2}
	w.start(Run)
	w.connected([2]int{0, 3}, [2]int{2, 3})
	first := w.stop
	w.options.ShardIDs = []int{1}
	w.start(Run)
	w.connected([2]int{0, 3}, [2]int{1, 3}, [2]int{2, 3})
	theirs, ours := w.serverOn(1, 3), w.serverOn(2, 3)
	w.answer(w.discord.Post(theirs, w.ada, w.link("/ferry")), says("cheque"))
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	missed := w.discord.Post(theirs, w.ada, w.link("/tunnel"))
	w.answer(w.discord.Post(ours, w.ada, w.link("/ferry")), says("cheque"))
	if answers := w.answersTo(missed); len(answers) > 0 {
		t.Fatalf("a process without its shard answered: %v", answers)
	}
	w.start(Run)
	w.answer(missed, says("Nobody will travel"))
	w.onlyAnswer(missed)
	if err := first(); err != nil {
		t.Error(err)
	}
	if n := w.registrations(); n != 1 {
		t.Errorf("the commands were registered %d times; want once, by the process with the first shard", n)
	}
}

// Who begins more sessions than Discord allows loses the token.
func TestASpentSessionLimitIsWaitedOut(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, nil)
	const spent = `{"url":"wss://gateway.example","shards":1,"session_start_limit":{"total":1000,"remaining":0,"reset_after":20,"max_concurrency":1}}`
	w.discord.Fail(playground.Fault{Path: "/gateway/bot", Times: 3, Body: spent})
	if found := shardFinding(w.ctx, newSession(w.options), w.options); found.OK || !strings.Contains(found.What, "left today: 0 of 1000") {
		t.Errorf("Diagnose finds %+v", found)
	}
	w.run()
	if len(w.discord.Faults()) > 0 {
		t.Error("a session was begun while there was none left")
	}
	if log := w.log.text(); !strings.Contains(log, "no more gateway sessions for now") {
		t.Errorf("the log does not say why nothing happens:\n%s", log)
	}
}

func TestTheGateOfABucket(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		began, starts := time.Now(), newGate(2)
		for id := range 5 {
			leave, err := starts.enter(t.Context(), shard{id, 5})
			if err != nil {
				t.Fatal(err)
			}
			leave()
		}
		if took := time.Since(began); took != 2*beginEvery {
			t.Errorf("three shards of one bucket and two of another took %v; want %v", took, 2*beginEvery)
		}
		ended, end := context.WithCancel(t.Context())
		end()
		if _, err := starts.enter(ended, shard{0, 5}); err == nil {
			t.Error("who stops waits for the gate")
		}
		leave, err := starts.enter(t.Context(), shard{4, 5}) // who gave up left it as it was
		if err != nil {
			t.Fatal(err)
		}
		leave()
	})
}

func TestShardsInWords(t *testing.T) {
	t.Parallel()
	o := Options{ShardCount: 12, ShardIDs: []int{11, 7, 0, 1, 2, 3, 9}}
	if got := inWords(o.shards(advice{Shards: 2})); got != "0-3,7,9,11" {
		t.Errorf("inWords = %s", got)
	}
}

// All calls go by the proxy, whatever comes before /api in its address; events come from where the gateway is.
func TestCallsGoByAProxy(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, nil)
	target, _ := url.Parse(w.discord.URL())
	var asked atomic.Int32
	forward := httputil.NewSingleHostReverseProxy(target)
	forward.ErrorHandler = func(out http.ResponseWriter, _ *http.Request, _ error) { out.WriteHeader(http.StatusBadGateway) } // who asked is gone
	proxy := httptest.NewServer(http.StripPrefix("/discord", http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		r.Host = target.Host
		forward.ServeHTTP(out, r)
	})))
	t.Cleanup(proxy.Close)
	w.options.Proxy = proxy.URL + "/discord/"
	w.run()
	m := w.discord.Post(w.channel, w.ada, w.link("/ferry"))
	w.answer(m, says("cheque"))
	w.interaction(w.discord.Slash(w.channel, w.ada, "help", nil), func(i playground.Interaction) bool { return i.Answer.ID != "" })
	w.onlyAnswer(m)
	if got, all := int(asked.Load()), len(w.discord.Requests()); got != all || all < 5 {
		t.Errorf("%d of %d calls went by the proxy", got, all)
	}
	w.options.Proxy = "http://127.0.0.1:1"
	if found := Diagnose(w.ctx, w.options); found[0].OK || !strings.Contains(found[0].Fix, "PARLEY_DISCORD_PROXY") {
		t.Errorf("Diagnose with a dead proxy = %+v", found)
	}
}
