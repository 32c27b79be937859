package feed

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const ferryItem = "<title>Ferry resumes</title><link>https://lakesidepost.example/ferry</link><guid>1</guid>"

// site serves a handler and returns a fetcher that reaches it, without a gap worth waiting for.
func site(t *testing.T, handler http.HandlerFunc) (*Fetcher, string) {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return NewFetcher(server.Client().Transport, Options{Gap: time.Nanosecond, MaxBytes: 64 << 10}), server.URL
}

func TestFetchAsksWithConditions(t *testing.T) {
	t.Parallel()
	const etag, modified = `W/"a,b"`, "Tue, 04 Mar 2031 09:00:00 GMT"
	f, url := site(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == etag && r.Header.Get("If-Modified-Since") == modified {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", etag)
		w.Header().Set("Last-Modified", modified)
		fmt.Fprint(w, rssOf(ferryItem))
	})
	first, err := f.Fetch(t.Context(), Feed{URL: url + "/rss"}, noon)
	if err != nil {
		t.Fatal(err)
	}
	want := Feed{URL: url + "/rss", Title: "Lakeside Post", Notice: Notice{Undated: 1, Of: 1}, ETag: etag, LastModified: modified, Fingerprint: first.Feed.Fingerprint,
		Interval: firstInterval, Fetched: noon, Changed: noon, Due: first.Feed.Due}
	if diff := cmp.Diff(want, first.Feed); diff != "" || !first.Changed || len(first.Items) != 1 {
		t.Errorf("first fetch: changed %t, %d items, state (-want +got):\n%s", first.Changed, len(first.Items), diff)
	}
	later := noon.Add(time.Hour)
	second, err := f.Fetch(t.Context(), first.Feed, later)
	if err != nil {
		t.Fatal(err)
	}
	want.Interval, want.Fetched, want.Due = 45*time.Minute, later, second.Feed.Due
	if diff := cmp.Diff(want, second.Feed); diff != "" || second.Changed || second.Items != nil {
		t.Errorf("second fetch: changed %t, items %v, state (-want +got):\n%s", second.Changed, second.Items, diff)
	}
}

func TestFetchTellsChangesFromNoise(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, before, after string
		want                bool
	}{
		{"only the date of the document", rssOf(ferryItem), strings.Replace(rssOf(ferryItem), "<item>", "<lastBuildDate>Tue, 04 Mar 2031 11:00:00 GMT</lastBuildDate><item>", 1), false},
		{"only an item's date", rssOf(ferryItem), rssOf(ferryItem + "<pubDate>Tue, 04 Mar 2031 11:00:00 GMT</pubDate>"), false},
		{"only the order", rssOf(ferryItem, "<title>Bridge</title>"), rssOf("<title>Bridge</title>", ferryItem), false},
		{"one more item", rssOf(ferryItem), rssOf("<title>Bridge</title>", ferryItem), true},
		{"an edited title", rssOf(ferryItem), rssOf(strings.Replace(ferryItem, "resumes", "returns", 1)), true},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			asked := 0
			f, url := site(t, func(w http.ResponseWriter, r *http.Request) {
				if asked++; asked == 1 {
					fmt.Fprint(w, row.before)
					return
				}
				fmt.Fprint(w, row.after)
			})
			first, err := f.Fetch(t.Context(), Feed{URL: url}, noon)
			if err != nil {
				t.Fatal(err)
			}
			second, err := f.Fetch(t.Context(), first.Feed, noon.Add(time.Hour))
			if err != nil {
				t.Fatal(err)
			}
			if second.Changed != row.want {
				t.Errorf("changed = %t, want %t", second.Changed, row.want)
			}
		})
	}
}

func TestFetchSaysWhatWentWrong(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name   string
		status int
		header http.Header
		body   string
		kind   Kind
		reason string
	}{
		{"gone", 410, nil, "", Gone, "The site says 410: the feed is gone for good."},
		{"not found", 404, nil, "", NotFound, "The site says 404: the feed is gone."},
		{"forbidden", 403, nil, "", Blocked, "The site says 403: it does not let programs read this feed."},
		{"too many requests", 429, header("Retry-After", "3600"), "", Throttled, "The site says 429: it wants to be asked less often."},
		{"maintenance with a time", 503, header("Retry-After", "3600"), "", Throttled, "The site says 503: it wants to be asked less often."},
		{"maintenance without", 503, nil, "", SiteTrouble, "The site says 503: it has trouble of its own."},
		{"a web page", 200, nil, "<html><body>Welcome</body></html>", NotFeed, "What is at this address is not a feed. Give the link of the feed itself."},
		{"not modified, unasked", 304, nil, "", NotFeed, "What is at this address is not a feed. Give the link of the feed itself."},
		{"nothing to be read", 200, nil, "<rss><channel>", Broken, "The site's feed is broken: nothing in it can be read."},
		{"a large feed of one item", 200, nil, "<rss><channel><item>" + strings.Repeat("x", 70<<10), TooLarge, "The feed is larger than Parley reads."},
		{"a redirect out of the web", 302, header("Location", "file:///etc/hostname"), "", Unreachable, "The site could not be reached."},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			f, url := site(t, func(w http.ResponseWriter, r *http.Request) {
				for name := range row.header {
					w.Header().Set(name, row.header.Get(name))
				}
				w.WriteHeader(row.status)
				fmt.Fprint(w, row.body)
			})
			result, err := f.Fetch(t.Context(), Feed{URL: url + "/rss?token=secret"}, noon)
			var known *Error
			if !errors.As(err, &known) || known.Kind != row.kind || strings.Contains(err.Error(), "secret") {
				t.Fatalf("Fetch = %v, want an Error of kind %q without the query", err, row.kind)
			}
			got := result.Feed
			if why := got.Why(); why == nil || why.Kind != row.kind || why.sentence() != row.reason {
				t.Errorf("Why of %q = %+v, want %s", got.Reason, why, row.kind)
			}
			if got.Reason != row.reason || Sentence(err) != row.reason || got.Failures != 1 || got.Stopped != (row.kind == Gone) || got.IsDue(noon) {
				t.Errorf("state = %+v, want one failure, not due, and the reason %q", got, row.reason)
			}
			if row.header.Get("Retry-After") != "" && got.Due.Before(noon.Add(time.Hour)) {
				t.Errorf("due at %s, want an hour after %s at the earliest", got.Due, noon)
			}
		})
	}
}

func TestFetchReadsTheBeginningOfHugeFeeds(t *testing.T) {
	t.Parallel()
	f, url := site(t, func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "<rss><channel><title>Archive</title>")
		for i := range 10000 {
			fmt.Fprintf(w, "<item><title>Story %d</title></item>", i)
		}
	})
	result, err := f.Fetch(t.Context(), Feed{URL: url}, noon)
	if err != nil || len(result.Items) != maxItems || result.Items[0].Title != "Story 0" {
		t.Errorf("Fetch = %d items, %v; want the first %d", len(result.Items), err, maxItems)
	}
}

func TestFetchFollowsAFeedThatMoved(t *testing.T) {
	t.Parallel()
	f, url := site(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/old":
			http.Redirect(w, r, "/older", http.StatusMovedPermanently)
		case "/older":
			http.Redirect(w, r, "/new", http.StatusPermanentRedirect)
		case "/mirror":
			http.Redirect(w, r, "/new", http.StatusFound)
		case "/parked":
			http.Redirect(w, r, "/mirror", http.StatusMovedPermanently)
		default:
			fmt.Fprint(w, rssOf(ferryItem))
		}
	})
	for _, row := range []struct{ name, path, want string }{
		{"for good", "/old", "/new"},
		{"for now", "/mirror", "/mirror"},
		{"for good, and from there for now", "/parked", "/mirror"},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			old := Feed{URL: url + row.path}
			once, err := f.Fetch(t.Context(), old, noon)
			if err != nil || once.MovedFrom != "" || once.Feed.URL != old.URL {
				t.Fatalf("first fetch: %v, at %q, moved from %q; want it to stay", err, once.Feed.URL, once.MovedFrom)
			}
			twice, err := f.Fetch(t.Context(), once.Feed, noon.Add(time.Hour))
			if err != nil || twice.Feed.URL != url+row.want || (twice.MovedFrom == old.URL) != (row.path != row.want) {
				t.Errorf("second fetch: %v, at %q, moved from %q; want %q", err, twice.Feed.URL, twice.MovedFrom, url+row.want)
			}
		})
	}
}

func TestFetchStopsEndlessRedirects(t *testing.T) {
	t.Parallel()
	asked := 0
	f, url := site(t, func(w http.ResponseWriter, r *http.Request) {
		asked++
		http.Redirect(w, r, "/again", http.StatusMovedPermanently)
	})
	_, err := f.Fetch(t.Context(), Feed{URL: url}, noon)
	var known *Error
	if !errors.As(err, &known) || known.Kind != Unreachable || asked != maxRedirects+1 {
		t.Errorf("Fetch = %v after %d requests, want unreachable after %d", err, asked, maxRedirects+1)
	}
}

func TestFetchRefusesLinksOfNoSite(t *testing.T) {
	t.Parallel()
	f := NewFetcher(http.NewFileTransport(http.Dir("/")), Options{})
	for _, link := range []string{"", "file:///etc/hostname", "https://ann:secret@lakesidepost.example/", "lakesidepost.example"} {
		result, err := f.Fetch(t.Context(), Feed{URL: link}, noon)
		var known *Error
		if !errors.As(err, &known) || known.Kind != NotLink || !result.Feed.Stopped || strings.Contains(err.Error(), "secret") {
			t.Errorf("Fetch(%q) = %v, stopped %t; want not a link, stopped", link, err, result.Feed.Stopped)
		}
	}
}

func TestFetchTimesOut(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "<rss>")
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}))
	t.Cleanup(server.Close)
	f := NewFetcher(server.Client().Transport, Options{Timeout: time.Millisecond})
	_, err := f.Fetch(t.Context(), Feed{URL: server.URL}, noon)
	var known *Error
	if !errors.As(err, &known) || known.Kind != TimedOut {
		t.Errorf("Fetch of a body without end = %v, want a timeout", err)
	}
}

func TestFetchLeavesTheStateWhenCalledOff(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	f, url := site(t, func(w http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	old := Feed{URL: url, Failures: 2, Reason: "The site could not be reached."}
	result, err := f.Fetch(ctx, old, noon)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Fetch = %v, want %v", err, context.Canceled)
	}
	if diff := cmp.Diff(old, result.Feed); diff != "" {
		t.Errorf("state (-want +got):\n%s", diff)
	}
}

func TestFetchTakesUndatedItemsOfTheFirstDocumentForOld(t *testing.T) {
	t.Parallel()
	item := func(title, date string) string {
		return fmt.Sprintf("<title>%s</title><link>https://lakesidepost.example/%[1]s</link><pubDate>%s</pubDate>", title, date)
	}
	documents := []string{
		rssOf(item("ferry", ""), item("bridge", "the day before"), item("mill", "4 Mar 2031 10:00 GMT")),
		rssOf(item("rain", ""), item("ferry", "")),
	}
	f, url := site(t, func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, documents[0])
		documents = documents[1:]
	})
	first, err := f.Fetch(t.Context(), Feed{URL: url}, noon)
	if err != nil {
		t.Fatal(err)
	}
	if got := []bool{first.Items[0].Old, first.Items[1].Old, first.Items[2].Old}; !cmp.Equal(got, []bool{true, true, false}) {
		t.Errorf("old = %v, want what has no date that can be read", got)
	}
	if want := "Entries without a usable date: 2 of 3, such as “the day before”."; first.Feed.Notice.String() != want {
		t.Errorf("notice = %q, want %q", first.Feed.Notice, want)
	}
	second, err := f.Fetch(t.Context(), first.Feed, noon.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	changes := Reconcile(first.Items, second.Items)
	if len(changes) != 1 || changes[0].Item.Title != "rain" || changes[0].Item.Old {
		t.Errorf("changes = %+v, want the rain alone, as news", changes)
	}
}
