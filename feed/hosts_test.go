package feed

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// wire is a network in the bubble: it takes a second for each answer, and notes when it was asked.
type wire struct {
	status int
	header http.Header

	mu    sync.Mutex
	asked map[string][]time.Time
	open  map[string]int
	most  int // requests to one host at once
}

func (w *wire) RoundTrip(req *http.Request) (*http.Response, error) {
	host := req.URL.Host
	w.mu.Lock()
	w.asked[host] = append(w.asked[host], time.Now())
	w.open[host]++
	w.most = max(w.most, w.open[host])
	w.mu.Unlock()
	time.Sleep(time.Second)
	w.mu.Lock()
	w.open[host]--
	w.mu.Unlock()
	return &http.Response{StatusCode: w.status, Header: w.header, Body: io.NopCloser(strings.NewReader(rssOf(ferryItem))), Request: req}, nil
}

func newWire(status int, h http.Header) *wire {
	return &wire{status: status, header: h, asked: map[string][]time.Time{}, open: map[string]int{}}
}

func TestHostsAreAskedOneThingAtATime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		network := newWire(200, http.Header{})
		f := NewFetcher(network, Options{Gap: 3 * time.Second})
		var all sync.WaitGroup
		for _, link := range []string{"https://a.example/1", "https://a.example/2", "https://a.example/3", "https://b.example/1"} {
			all.Go(func() {
				if _, err := f.Fetch(t.Context(), Feed{URL: link}, time.Now()); err != nil {
					t.Errorf("Fetch(%q) = %v", link, err)
				}
			})
		}
		start := time.Now()
		all.Wait()
		if took := time.Since(start); took != 9*time.Second {
			t.Errorf("three requests of a second with gaps of three took %s, want 9s", took)
		}
		if network.most != 1 {
			t.Errorf("%d requests to one host at once, want 1", network.most)
		}
		if at := network.asked["b.example"][0].Sub(start); at != 0 {
			t.Errorf("the other host waited for %s, want not at all", at)
		}
	})
}

func TestHostsThatAreOverrunAreLeftAlone(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		network := newWire(429, header("Retry-After", "600"))
		f := NewFetcher(network, Options{})
		fetch := func() *Error {
			_, err := f.Fetch(t.Context(), Feed{URL: "https://a.example/1"}, time.Now())
			var known *Error
			if !errors.As(err, &known) || known.Kind != Throttled {
				t.Fatalf("Fetch = %v, want throttled", err)
			}
			return known
		}
		fetch()
		time.Sleep(4 * time.Minute)
		if e := fetch(); len(network.asked["a.example"]) != 1 || e.RetryAfter != 6*time.Minute {
			t.Errorf("asked %d times, to come again after %s; want once and 6m", len(network.asked["a.example"]), e.RetryAfter)
		}
		time.Sleep(6 * time.Minute)
		if fetch(); len(network.asked["a.example"]) != 2 {
			t.Errorf("asked %d times after the wait, want 2", len(network.asked["a.example"]))
		}
	})
}

func TestWaitingForAHostCanBeCalledOff(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		network := newWire(200, http.Header{})
		f := NewFetcher(network, Options{Gap: time.Hour})
		if _, err := f.Fetch(t.Context(), Feed{URL: "https://a.example/1"}, time.Now()); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err := f.Fetch(ctx, Feed{URL: "https://a.example/2"}, time.Now()); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Fetch during the gap = %v, want %v", err, context.DeadlineExceeded)
		}
		time.Sleep(time.Hour)
		if _, err := f.Fetch(t.Context(), Feed{URL: "https://a.example/2"}, time.Now()); err != nil {
			t.Errorf("Fetch after the gap = %v; want the turn given back", err)
		}
	})
}

func TestHostsAreForgotten(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := &polite{gap: time.Second, now: time.Now, sleep: sleep, lanes: map[string]*lane{}}
		for i := range 10 * manyLanes {
			l, err := p.enter(t.Context(), strings.Repeat("a", i+1), true)
			if err != nil {
				t.Fatal(err)
			}
			p.leave(l, 0)
			time.Sleep(100 * time.Millisecond)
		}
		if len(p.lanes) > manyLanes {
			t.Errorf("%d hosts remembered after %d, want at most %d", len(p.lanes), 10*manyLanes, manyLanes)
		}
	})
}

func TestWhoIsInAHurryComesAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		network := newWire(200, http.Header{})
		f := NewFetcher(network, Options{Gap: 3 * time.Second})
		var all sync.WaitGroup
		all.Go(func() {
			if _, err := f.Try(t.Context(), Feed{URL: "https://a.example/1"}, time.Now()); err != nil {
				t.Errorf("Try = %v", err)
			}
		})
		synctest.Wait()
		start := time.Now()
		for n := range 3 {
			old := Feed{URL: "https://a.example/2", Failures: 1}
			result, err := f.Try(t.Context(), old, time.Now())
			var busy *BusyError
			if !errors.As(err, &busy) || busy.After != time.Duration(n+1)*3*time.Second || result.Feed != old {
				t.Errorf("Try while the host is asked = %+v, %v; want the state as it was, and to come again after %d gaps", result.Feed, err, n+1)
			}
		}
		if waited := time.Since(start); waited != 0 {
			t.Errorf("waited for %s, want not at all", waited)
		}
		all.Wait()
		var busy *BusyError
		if _, err := f.Try(t.Context(), Feed{URL: "https://a.example/2"}, time.Now()); !errors.As(err, &busy) {
			t.Errorf("Try within the gap = %v, want a busy host", err)
		}
		time.Sleep(3 * time.Second)
		if _, err := f.Try(t.Context(), Feed{URL: "https://a.example/2"}, time.Now()); err != nil {
			t.Errorf("Try after the gap = %v", err)
		}
		if n := len(network.asked["a.example"]); n != 2 {
			t.Errorf("the host was asked %d times, want twice", n)
		}
	})
}
