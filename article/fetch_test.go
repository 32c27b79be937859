package article

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// invented is a body that both libraries take for an article.
const invented = `<h1>Harbour council puts off bridge vote</h1>
<p>The council of Vessby put off its vote on the new harbour bridge on Tuesday, after three members asked for a second opinion on what it would cost the town.</p>
<p>“We will not sign a cheque that nobody has read,” said Mayor Ada Lind, who has asked for the full report since the spring and has yet to see more than a summary of it.</p>
<p>Per Holm of the traders' association said that a delay would close shops in the old town, where sales have fallen for the second year in a row since the ferry stopped.</p>
<p>The report is due in March, and the council meets again in the week after it has been published, according to the clerk of the council, who did not want to name a day.</p>`

func page(html string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		io.WriteString(w, "<!doctype html><title>Vessby Courier</title>"+html)
	}
}

// newLocal returns a fetcher that reaches loopback alone, and a server.
func newLocal(t *testing.T, h http.Handler, o Options) (*Fetcher, *httptest.Server) {
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	o.Transport = NewTransport(Guard{AllowLoopback: true})
	return NewFetcher(o), server
}

func TestFetchReadsAnArticle(t *testing.T) {
	t.Parallel()
	var got http.Header
	f, server := newLocal(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r.Header
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
		page("<article>"+invented+"</article>")(w, r)
	}), Options{})
	a, err := f.Fetch(t.Context(), server.URL+"/bridge#part")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(a.Text, "“We will not sign a cheque that nobody has read,” said Mayor Ada Lind") || strings.Count(a.Text, "\n") != 3 {
		t.Errorf("text = %q", a.Text)
	}
	if a.Link != server.URL+"/bridge" {
		t.Errorf("link = %q", a.Link)
	}
	if agent := got.Get("User-Agent"); !strings.HasPrefix(agent, "ParleyBot/") {
		t.Errorf("User-Agent = %q", agent)
	}
	if got.Get("Cookie")+got.Get("Referer")+got.Get("Authorization") != "" {
		t.Errorf("the request says too much: %v", got)
	}
}

func TestFetchReadsPlainText(t *testing.T) {
	t.Parallel()
	const text = "Lind said no.\n\nHolm said <b>yes</b>."
	f, server := newLocal(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		io.WriteString(w, text)
	}), Options{})
	a, err := f.Fetch(t.Context(), server.URL+"/a.txt")
	if err != nil || a.Text != text || a.Link != server.URL+"/a.txt" {
		t.Errorf("Fetch = %+v, %v, want the text as it is", a, err)
	}
}

func TestStatusesBecomeKinds(t *testing.T) {
	t.Parallel()
	f, server := newLocal(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var status int
		fmt.Sscanf(r.URL.Path, "/%d", &status)
		w.WriteHeader(status)
	}), Options{})
	for status, want := range map[int]Kind{
		404: NotFound, 410: NotFound, 401: Blocked, 402: Blocked, 403: Blocked, 429: Blocked, 451: Blocked, 408: TimedOut, 504: TimedOut,
		500: Unreachable, 503: Unreachable, 204: Empty, 304: Unreachable, 200: Empty,
	} {
		_, err := f.Fetch(t.Context(), fmt.Sprintf("%s/%d", server.URL, status))
		if kindOf(err) != want {
			t.Errorf("status %d = %v, want %q", status, err, want)
		}
	}
}

func TestRedirectsAreCheckedAnew(t *testing.T) {
	t.Parallel()
	targets := map[string]Kind{}
	for _, host := range privateHosts {
		if host != "127.0.0.1" && host != "127.255.255.254" && host != "[::1]" && host != "[::ffff:127.0.0.1]" {
			targets["http://"+host+"/"] = Refused
		}
	}
	for _, link := range badLinks {
		if _, err := url.Parse(link); err == nil && strings.Contains(link, ":") && len(link) < 400 {
			targets[link] = Refused
		}
	}
	for _, link := range []string{"http://2130706433/", "http://0x7f.1/", "http://10.0.0.1:22/", "http://10.0.0.1:6379/"} {
		targets[link] = Refused
	}
	var mu sync.Mutex
	var target string
	f, server := newLocal(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Referer") != "" {
			t.Error("a redirect carried a Referer")
		}
		mu.Lock()
		defer mu.Unlock()
		w.Header()["Location"] = []string{target}
		w.WriteHeader(http.StatusTemporaryRedirect)
	}), Options{})
	for link, want := range targets {
		mu.Lock()
		target = link
		mu.Unlock()
		_, err := f.Fetch(t.Context(), server.URL)
		// Unreachable is for what the HTTP client itself refuses to parse; readers see the same sentence.
		if got := kindOf(err); got != want && got != Unreachable {
			t.Errorf("redirect to %q = %v, want %q", link, err, want)
		}
	}
}

func TestRedirectsEnd(t *testing.T) {
	t.Parallel()
	hops := new(atomic.Int64)
	f, server := newLocal(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var left int
		fmt.Sscanf(r.URL.Path, "/%d", &left)
		if hops.Add(1); left == 0 {
			page(invented)(w, r)
			return
		}
		http.Redirect(w, r, fmt.Sprintf("/%d", left-1), http.StatusFound)
	}), Options{})
	if _, err := f.Fetch(t.Context(), server.URL+"/5"); err != nil {
		t.Errorf("five redirects = %v, want an article", err)
	}
	hops.Store(0)
	if _, err := f.Fetch(t.Context(), server.URL+"/30"); kindOf(err) != Unreachable {
		t.Errorf("thirty redirects = %v, want unreachable", err)
	}
	if n := hops.Load(); n != maxRedirects+1 {
		t.Errorf("%d requests, want %d", n, maxRedirects+1)
	}
}

func TestRedirectFromTLSToPlainIsRefused(t *testing.T) {
	t.Parallel()
	plain := httptest.NewServer(page(invented))
	defer plain.Close()
	secure := httptest.NewTLSServer(http.RedirectHandler(plain.URL, http.StatusFound))
	defer secure.Close()
	transport := NewTransport(Guard{AllowLoopback: true})
	transport.TLSClientConfig = secure.Client().Transport.(*http.Transport).TLSClientConfig
	if _, err := NewFetcher(Options{Transport: transport}).Fetch(t.Context(), secure.URL); kindOf(err) != Refused {
		t.Errorf("redirect from https to http = %v, want refused", err)
	}
}

func TestWhatAPageNamesIsNotFetched(t *testing.T) {
	t.Parallel()
	hits := new(atomic.Int64)
	f, server := newLocal(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		hits.Add(1)
		page(`<meta http-equiv="refresh" content="300; url=/next"><noscript><meta http-equiv="refresh" content="0; url=/plain"></noscript>
			<link rel="canonical" href="/c"><link rel="alternate" type="application/rss+xml" href="/feed">
			<script>if (old) { location.href = "/old" }</script><meta property="og:image" content="/i.png"><img src="/j.png">`+invented)(w, r)
	}), Options{})
	a, err := f.Fetch(t.Context(), server.URL+"/a")
	if err != nil || hits.Load() != 1 {
		t.Fatalf("Fetch = %v after %d requests, want one", err, hits.Load())
	}
	if a.Link != server.URL+"/c" || a.Image != server.URL+"/i.png" {
		t.Errorf("link, image = %q, %q", a.Link, a.Image)
	}
}

func TestRedirectsThatPagesMakeAreFollowed(t *testing.T) {
	t.Parallel()
	for name, first := range map[string]string{
		"refresh":             `<meta http-equiv="refresh" content="0; url=/next">`,
		"refresh with quotes": `<meta http-equiv="Refresh" content="1;URL='/next'">`,
		"location":            `<script>window.location = "/next";</script>`,
		"location.href":       `<script>location.href="/next"</script>`,
		"location.replace":    `<script>setTimeout(function(){ location.replace('/next') }, 0)</script><p>Wait a moment.</p>`,
	} {
		f, server := newLocal(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/next" {
				page(invented)(w, r)
				return
			}
			page(first)(w, r)
		}), Options{})
		a, err := f.Fetch(t.Context(), server.URL+"/a")
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if a.Link != server.URL+"/next" {
			t.Errorf("%s: link = %q, want the page's own", name, a.Link)
		}
	}
}

func TestRedirectsThatPagesMakeAreHeldToTheLimits(t *testing.T) {
	t.Parallel()
	hits := new(atomic.Int64)
	f, server := newLocal(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page(fmt.Sprintf(`<meta http-equiv="refresh" content="0; url=/%d">`, hits.Add(1)))(w, r)
	}), Options{})
	if _, err := f.Fetch(t.Context(), server.URL+"/a"); kindOf(err) != Unreachable || hits.Load() != maxRedirects+1 {
		t.Errorf("Fetch = %v after %d requests, want unreachable after %d", err, hits.Load(), maxRedirects+1)
	}
	for _, to := range []string{"http://user:pw@example.test/", "ftp://example.test/", "http://10.0.0.1/", "http://[fe80::1%25eth0]/"} {
		f, server := newLocal(t, page(`<meta http-equiv="refresh" content="0; url=`+to+`"><p>Wait.</p>`), Options{})
		if a, err := f.Fetch(t.Context(), server.URL); err == nil && a.Link != server.URL {
			t.Errorf("a page that leads to %s = %v, want an error or the page itself", to, a)
		}
	}
}

func TestARedirectThatSetsACookieIsFollowed(t *testing.T) {
	t.Parallel()
	f, server := newLocal(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("seen"); err != nil {
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1", Path: "/"})
			http.Redirect(w, r, r.URL.Path, http.StatusFound)
			return
		}
		page(invented)(w, r)
	}), Options{})
	for range 2 { // nothing is kept from one fetch to the next
		if _, err := f.Fetch(t.Context(), server.URL+"/a"); err != nil {
			t.Error(err)
		}
	}
}

func TestIdenticalLinksAreFetchedOnce(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var hits atomic.Int64
		release := make(chan struct{})
		f := NewFetcher(Options{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
			hits.Add(1)
			<-release
			w := httptest.NewRecorder()
			page(invented)(w, r)
			res := w.Result()
			res.Request = r
			return res, nil
		})})
		first, giveUp := context.WithCancel(t.Context())
		var all sync.WaitGroup
		fetch := func(ctx context.Context, want error) {
			all.Go(func() {
				a, err := f.Fetch(ctx, "https://paper.example/a")
				if !errors.Is(err, want) || want == nil && !strings.Contains(a.Text, "Ada Lind") {
					t.Errorf("Fetch = %v, %v, want error %v", a, err, want)
				}
			})
		}
		fetch(first, context.Canceled)
		synctest.Wait()
		for range 9 {
			fetch(t.Context(), nil)
		}
		synctest.Wait()
		giveUp() // the one that began the fetch
		synctest.Wait()
		close(release)
		all.Wait()
		if n := hits.Load(); n != 1 {
			t.Errorf("%d requests, want 1", n)
		}
	})
}

func TestLastCallerStopsTheFetch(t *testing.T) {
	t.Parallel()
	arrived, gone := make(chan struct{}), make(chan struct{})
	f, server := newLocal(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-r.Context().Done()
		close(gone)
	}), Options{})
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-arrived; cancel() }()
	_, err := f.Fetch(ctx, server.URL)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Fetch = %v, want cancelled", err)
	}
	<-gone
}

func TestErrorsKeepSecrets(t *testing.T) {
	t.Parallel()
	f, server := newLocal(t, http.NotFoundHandler(), Options{})
	server.Close()
	for _, link := range []string{
		server.URL + "/a?token=hunter2", "http://user:hunter2@example.test/", "http://%zz.test/?hunter2",
	} {
		_, err := f.Fetch(t.Context(), link)
		if err == nil || strings.Contains(err.Error()+Sentence(err), "hunter2") {
			t.Errorf("Fetch(%q) = %v, want an error without the secret", link, err)
		}
	}
}

func TestEveryErrorHasASentence(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, kind := range []Kind{NotLink, Unsupported, Refused, NotFound, Blocked, TimedOut, TooLarge, Consent, NoArticle, Empty} {
		s := Sentence(fmt.Errorf("outer: %w", &Error{Kind: kind, Err: errors.New("dial tcp 10.0.0.1:80")}))
		if s == "" || seen[s] || strings.Contains(s, "10.0.0.1") {
			t.Errorf("Sentence of %q = %q", kind, s)
		}
		seen[s] = true
	}
	if s := Sentence(errors.New("dial tcp 10.0.0.1:80")); s == "" || strings.Contains(s, "10.0.0.1") {
		t.Errorf("Sentence of a foreign error = %q", s)
	}
	for _, p := range []Partial{Paywalled, Thin, LiveBlog, Cut} {
		if p.Sentence() == "" {
			t.Errorf("%q has no sentence", p)
		}
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
