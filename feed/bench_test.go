package feed

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// newspaper returns a document of 30 items with lengthy summaries, as feed number n has it in an edition.
func newspaper(n, edition int) string {
	var items []string
	for i := range 30 {
		story := edition + 30 - i
		items = append(items, fmt.Sprintf("<title>Council of town %d decides matter %d of the year</title>"+
			"<link>https://site%d.example/story/%d?utm_source=rss</link><guid isPermaLink=\"false\">%d-%d</guid>"+
			"<pubDate>Tue, 04 Mar 2031 0%d:00:00 GMT</pubDate><description>&lt;p&gt;%s&lt;/p&gt;</description>",
			n, story, n, story, n, story, i%10, strings.Repeat("The mayor said the matter could wait no longer. ", 8)))
	}
	return rssOf(items...)
}

// BenchmarkRefresh fetches 10,000 feeds, each of a host of its own, from eight local servers in the same process: seven in ten
// answer 304, one in ten sends the same document again, two in ten send a new item. One operation is all of them once, with
// the items reconciled; connections are not kept, as the guarded transport does not keep any.
func BenchmarkRefresh(b *testing.B) {
	const feeds, workers = 10000, 64
	var edition atomic.Int64
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var n int
		fmt.Sscanf(r.Host, "site%d.example", &n)
		now := 0
		switch kind := n % 10; {
		case kind < 7 && r.Header.Get("If-None-Match") != "":
			w.WriteHeader(http.StatusNotModified)
			return
		case kind >= 8:
			now = int(edition.Load())
		}
		w.Header().Set("ETag", `"1"`)
		fmt.Fprint(w, newspaper(n, now))
	})
	var addresses []string
	for range 8 {
		server := httptest.NewServer(handler)
		b.Cleanup(server.Close)
		addresses = append(addresses, server.Listener.Addr().String())
	}
	var dialled atomic.Int64
	f := NewFetcher(&http.Transport{DisableKeepAlives: true, DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, network, addresses[dialled.Add(1)%int64(len(addresses))])
	}}, Options{})

	states, known := make([]Feed, feeds), make([][]Item, feeds)
	for n := range states {
		states[n].URL = fmt.Sprintf("http://site%d.example/rss", n)
	}
	var changes atomic.Int64
	refresh := func(now time.Time) {
		var next atomic.Int64
		var all sync.WaitGroup
		for range workers {
			all.Go(func() {
				for n := int(next.Add(1)) - 1; n < feeds; n = int(next.Add(1)) - 1 {
					result, err := f.Fetch(context.Background(), states[n], now)
					if err != nil {
						b.Errorf("Fetch(%q) = %v", states[n].URL, err)
					}
					if states[n] = result.Feed; result.Items != nil {
						changes.Add(int64(len(Reconcile(known[n], result.Items))))
						known[n] = result.Items
					}
				}
			})
		}
		all.Wait()
	}
	refresh(noon)
	changes.Store(0)
	b.ResetTimer()
	for i := range b.N {
		edition.Add(1)
		refresh(noon.Add(time.Duration(i+1) * time.Hour))
	}
	b.StopTimer()
	if got, want := changes.Load(), int64(b.N*feeds/5); got != want {
		b.Errorf("%d changes found, want %d", got, want)
	}
	b.ReportMetric(float64(b.N*feeds)/b.Elapsed().Minutes(), "feeds/min")
}

func BenchmarkParse(b *testing.B) {
	document := []byte(newspaper(1, 0))
	b.SetBytes(int64(len(document)))
	for b.Loop() {
		if _, err := Parse(document, "text/xml", "https://site1.example/rss", noon); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLongFeeds fetches feeds of 15,000 items, 16 at once. "MB" is all that the process has taken from the system, the
// documents of the test's own server with it.
func BenchmarkLongFeeds(b *testing.B) {
	var items []string
	for n := range 15_000 {
		items = append(items, fmt.Sprintf("<title>Council of town %d decides a matter</title><link>https://site.example/story/%d</link>"+
			"<guid>%d</guid><pubDate>Tue, 04 Mar 2031 0%d:00:00 GMT</pubDate><description>The mayor said the matter could wait no longer. "+
			"The council met on Monday.</description>", n, n, n, n%10))
	}
	document := []byte(rssOf(items...))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.Write(document) }))
	b.Cleanup(server.Close)
	f := NewFetcher(&http.Transport{DisableKeepAlives: true, DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, network, server.Listener.Addr().String())
	}}, Options{Timeout: time.Hour})
	for b.Loop() {
		var all sync.WaitGroup
		for n := range 16 {
			all.Go(func() {
				if result, err := f.Fetch(context.Background(), Feed{URL: fmt.Sprintf("http://site%d.example/rss", n)}, noon); err != nil || len(result.Items) != maxItems {
					b.Errorf("Fetch = %d items, %v", len(result.Items), err)
				}
			})
		}
		all.Wait()
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	b.ReportMetric(float64(len(document))/1e6, "MB-document")
	b.ReportMetric(float64(memory.Sys)/1e6, "MB")
}
