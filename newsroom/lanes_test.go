package newsroom

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/feed"
	"parley/store"
)

// A patchyWeb answers feeds at once, but for those of hosts whose name begins with "dead", which it answers never.
type patchyWeb struct {
	mu    sync.Mutex
	asked map[string]int // by host
	good  int            // hosts that are still to be asked
	done  chan struct{}  // closed when there is none
	ended chan struct{}  // closed when the dead may answer, so that a stop waits for none
}

func (w *patchyWeb) RoundTrip(r *http.Request) (*http.Response, error) {
	host := r.URL.Host
	w.mu.Lock()
	w.asked[host]++
	if strings.HasPrefix(host, "good") && w.asked[host] == 1 {
		if w.good--; w.good == 0 {
			close(w.done)
		}
	}
	w.mu.Unlock()
	if strings.HasPrefix(host, "dead") {
		select {
		case <-r.Context().Done():
		case <-w.ended:
		}
		return nil, cmp.Or(r.Context().Err(), io.ErrUnexpectedEOF)
	}
	return &http.Response{StatusCode: 200, Header: http.Header{}, Request: r,
		Body: io.NopCloser(strings.NewReader(`<rss version="2.0"><channel><title>Good</title><item><title>Harbour to close</title></item></channel></rss>`))}, nil
}

// newPatchyRoom follows the feeds given, the first of them the longest due, and good ones behind them.
func newPatchyRoom(t testing.TB, gap time.Duration, good int, before ...string) (*Room, *patchyWeb) {
	t.Helper()
	w := &patchyWeb{asked: map[string]int{}, good: good, done: make(chan struct{}), ended: make(chan struct{})}
	log := slog.New(slog.DiscardHandler)
	room, err := New(Options{DB: newDatabase(t), Now: time.Now, Log: log, Fetcher: feed.NewFetcher(w, feed.Options{Gap: gap}), Drain: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	for n := range good {
		before = append(before, fmt.Sprintf("https://good%d.example/rss", n))
	}
	due := time.Now().Add(-time.Hour)
	for n, url := range before {
		if _, err := room.DB.Subscribe(t.Context(), "g", "u", feed.Feed{URL: url, Due: due.Add(time.Duration(n) * time.Millisecond)}, due); err != nil {
			t.Fatal(err)
		}
	}
	return room, w
}

// runUntil runs a room until all good feeds have been asked.
func (w *patchyWeb) runUntil(t testing.TB, room *Room) {
	ctx, stop := context.WithTimeout(t.Context(), 10*time.Minute)
	var running sync.WaitGroup
	running.Go(func() {
		if err := room.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	select {
	case <-w.done:
	case <-ctx.Done():
		w.mu.Lock()
		t.Errorf("%d good feeds were not asked", w.good)
		w.mu.Unlock()
	}
	close(w.ended)
	stop()
	running.Wait()
}

func deadFeeds(n int) (urls []string) {
	for i := range n {
		urls = append(urls, fmt.Sprintf("https://dead%d.example/rss", i))
	}
	return urls
}

func TestFeedsThatNeverAnswerHoldUpNoOthers(t *testing.T) {
	t.Parallel()
	room, w := newPatchyRoom(t, time.Nanosecond, 50, deadFeeds(feedWorkers+50)...)
	room.patience = 20 * time.Millisecond
	w.runUntil(t, room)
	slow, err := room.DB.DueFeeds(t.Context(), time.Now().Add(time.Hour), true, 1000)
	if err != nil {
		t.Fatal(err)
	}
	// On a machine that is busy itself, good ones may be among them.
	if !slices.ContainsFunc(slow, func(f store.Feed) bool { return strings.Contains(f.URL, "dead") }) {
		t.Error("none of those that hang is taken for slow")
	}
}

func TestFeedsOfOneHostHoldUpNoOthers(t *testing.T) {
	t.Parallel()
	var crowd []string
	for n := range 2 * feedWorkers {
		crowd = append(crowd, fmt.Sprintf("https://crowd.example/%d", n))
	}
	room, w := newPatchyRoom(t, time.Hour, 50, crowd...)
	w.runUntil(t, room)
	if n := w.asked["crowd.example"]; n != 1 {
		t.Errorf("the host of many feeds was asked %d times within its gap, want once", n)
	}
}

// A slow feed that answers is asked with the others again.
func TestAFeedIsNotSlowForEver(t *testing.T) {
	t.Parallel()
	room, w := newPatchyRoom(t, time.Nanosecond, 1)
	ctx := t.Context()
	due := func(slow bool) int {
		feeds, err := room.DB.DueFeeds(ctx, time.Now().Add(24*time.Hour), slow, 10)
		if err != nil {
			t.Fatal(err)
		}
		return len(feeds)
	}
	feeds, err := room.DB.Subscriptions(ctx, "g")
	if err != nil {
		t.Fatal(err)
	}
	if err := room.DB.PostponeFeed(ctx, feeds[0].Feed, time.Now(), true); err != nil || due(true) != 1 || due(false) != 0 {
		t.Fatalf("%v: %d slow feeds, want the one", err, due(true))
	}
	if err := room.refreshSlow(ctx, feeds[0].Feed.ID); err != nil {
		t.Fatal(err)
	}
	if w.asked["good0.example"] != 1 || due(true) != 0 || due(false) != 1 {
		t.Errorf("after an answer at once: asked %d times, %d slow; want once, none", w.asked["good0.example"], due(true))
	}
}

// BenchmarkDueFeeds takes the time from when 5,000 feeds are due until all that answer have been asked: half of them never do.
func BenchmarkDueFeeds(b *testing.B) {
	const feeds = 5000
	for b.Loop() {
		b.StopTimer()
		room, w := newPatchyRoom(b, time.Second, feeds/2, deadFeeds(feeds/2)...)
		b.StartTimer()
		w.runUntil(b, room)
	}
}
