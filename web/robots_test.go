package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

const agent = "ParleyBot/1.2 (news brief bot)"

// A website counts how often its rules and its pages were asked for.
type website struct {
	*httptest.Server
	rules, pages atomic.Int64
}

func newSite(t *testing.T, answer http.HandlerFunc) *website {
	t.Helper()
	s := &website{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.UserAgent() != agent {
			t.Errorf("%s was asked for by %q; want %q", r.URL, r.UserAgent(), agent)
		}
		if r.URL.Path != "/robots.txt" {
			s.pages.Add(1)
			return
		}
		s.rules.Add(1)
		answer(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func says(rules string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte(rules)) }
}

func (s *website) get(transport http.RoundTripper, path string) error {
	req, err := http.NewRequest(http.MethodGet, s.URL+path, nil)
	if err != nil {
		return err
	}
	req.Header.Set("User-Agent", agent)
	res, err := transport.RoundTrip(req)
	if err == nil {
		res.Body.Close()
	}
	return err
}

// cutRule ends within a rule where no more is read.
var cutRule = func() string {
	const rules = "User-agent: *\n"
	const rule = "Disallow: /private\n"
	return rules + strings.Repeat("#", mostRules-len(rules)-len("\nDisallow: /")) + "\n" + rule
}()

func TestRobotsAreHonoured(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		rules  http.HandlerFunc
		path   string
		allows bool
	}{
		"no rules":                       {http.NotFound, "/a", true},
		"an empty file":                  {says(""), "/a", true},
		"rules that keep others away":    {says("User-agent: Other\nDisallow: /\n"), "/a", true},
		"everybody is kept away":         {says("User-agent: *\nDisallow: /\n"), "/a", false},
		"everybody but us":               {says("User-agent: *\nDisallow: /\n\nUser-agent: parleybot\nAllow: /\n"), "/a", true},
		"we alone":                       {says("User-agent: ParleyBot\nDisallow: /\n\nUser-agent: *\nAllow: /\n"), "/a", false},
		"a part, and we are not in it":   {says("User-agent: *\nDisallow: /private\n"), "/a", true},
		"a part, and we are in it":       {says("User-agent: *\nDisallow: /private\n"), "/private/a", false},
		"a query":                        {says("User-agent: *\nDisallow: /*?print=\n"), "/a?print=1", false},
		"the longer rule":                {says("User-agent: *\nDisallow: /news\nAllow: /news/feed.xml\n"), "/news/feed.xml", true},
		"a line that is none of ours":    {says("Disallow: /before\nCrawl-delay: soon\nUser-agent: *\n<html>\nDisallow: /a\n"), "/a", false},
		"a page instead":                 {says("<!doctype html><title>Not found</title>"), "/a", true},
		"a rule behind half a megabyte":  {says("User-agent: *\n" + strings.Repeat("#\n", mostRules/2) + "Disallow: /a\n"), "/a", true},
		"a rule cut by half a megabyte":  {says(cutRule), "/a", true},
		"long rules":                     {says("User-agent: *\n" + strings.Repeat("#\n", keptRules) + "Disallow: /a\n"), "/a", false},
		"another page of the same rules": {http.RedirectHandler("/robots.txt", http.StatusFound).ServeHTTP, "/a", true}, // for ever
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, test.rules)
			err := s.get(HonourRobots(http.DefaultTransport, nil), test.path)
			if test.allows && err != nil || !test.allows && !errors.Is(err, ErrRobots) {
				t.Errorf("%v; want it allowed: %t", err, test.allows)
			}
			if got := s.pages.Load() == 1; got != test.allows {
				t.Errorf("the page was asked for: %t; want %t", got, test.allows)
			}
		})
	}
}

func TestRulesThatTakeTooLongToMatchForbid(t *testing.T) {
	t.Parallel()
	stars := "User-agent: *\n" + strings.Repeat("Disallow: /"+strings.Repeat("a*", 500)+"b\n", 500)
	harmless := "User-agent: *\nDisallow: /private\n" + strings.Repeat("#\n", keptRules)
	last := "User-agent: *\nDisallow: /*print=1\n"
	for name, test := range map[string]struct {
		rules  string
		length int
		end    string
		allows bool
	}{
		"many stars and a long path":    {stars, 2000, "", false},
		"many stars and a short path":   {stars, 100, "", true},
		"a rule for the end of a path":  {last, 2000, "?print=1", false},
		"no rule for the end of a path": {last, 2000, "?print=2", true},
		"long rules and a usual path":   {harmless, 500, "", true},
		"long rules and a long path":    {harmless, mostMatching / keptRules, "", false},
		"no rules and a long path":      {"", 1 << 20, "", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := allows(test.rules, "ParleyBot", "https://paper.example/"+strings.Repeat("a", test.length)+test.end); got != test.allows {
				t.Errorf("allowed: %t; want %t", got, test.allows)
			}
		})
	}
}

func TestRulesThatCannotBeReadForbid(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusInternalServerError, http.StatusServiceUnavailable, http.StatusTooManyRequests} {
		s := newSite(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
		transport := HonourRobots(http.DefaultTransport, nil)
		for range 2 { // the second time they are tried again
			if err := s.get(transport, "/a"); err == nil || errors.Is(err, ErrRobots) {
				t.Errorf("under %d: %v; want a failure of the site", status, err)
			}
		}
		if s.rules.Load() != 2 || s.pages.Load() != 0 {
			t.Errorf("under %d the rules were asked for %d times, pages %d times; want 2 and 0", status, s.rules.Load(), s.pages.Load())
		}
	}
	gone := newSite(t, nil)
	gone.Close()
	if err := gone.get(HonourRobots(http.DefaultTransport, nil), "/a?key=secret"); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("of a site that is gone: %v", err)
	}
}

func TestRulesElsewhereAreFollowed(t *testing.T) {
	t.Parallel()
	other := newSite(t, says("User-agent: *\nDisallow: /\n"))
	s := newSite(t, http.RedirectHandler(other.URL+"/robots.txt", http.StatusMovedPermanently).ServeHTTP)
	if err := s.get(HonourRobots(http.DefaultTransport, nil), "/a"); !errors.Is(err, ErrRobots) {
		t.Errorf("%v; want the rules that the site sends to", err)
	}
}

func TestRulesAreKeptForADay(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	s := newSite(t, says("User-agent: *\nDisallow: /private\n"))
	long := newSite(t, says(strings.Repeat("#\n", keptRules)))
	transport := HonourRobots(http.DefaultTransport, func() time.Time { return now })
	for _, step := range []struct {
		after       time.Duration
		rules, long int64
	}{{0, 1, 1}, {23 * time.Hour, 1, 2}, {2 * time.Hour, 2, 3}} {
		now = now.Add(step.after)
		if err := errors.Join(s.get(transport, "/a"), long.get(transport, "/a")); err != nil {
			t.Fatal(err)
		}
		if s.rules.Load() != step.rules || long.rules.Load() != step.long {
			t.Errorf("at %v rules were read %d and %d times; want %d and %d", now, s.rules.Load(), long.rules.Load(), step.rules, step.long)
		}
	}
}

func TestRulesAreReadOnceForAll(t *testing.T) {
	t.Parallel()
	s := newSite(t, says(""))
	transport := HonourRobots(http.DefaultTransport, nil)
	var work sync.WaitGroup
	for range 20 {
		work.Go(func() {
			if err := s.get(transport, "/a"); err != nil {
				t.Error(err)
			}
		})
	}
	work.Wait()
	if s.rules.Load() != 1 || s.pages.Load() != 20 {
		t.Errorf("rules were read %d times, pages %d times; want 1 and 20", s.rules.Load(), s.pages.Load())
	}
}

func TestWhoWaitsForRulesMayGiveUp(t *testing.T) {
	t.Parallel()
	asked, done := make(chan bool), make(chan bool)
	s := newSite(t, func(http.ResponseWriter, *http.Request) { asked <- true; <-done })
	defer close(done)
	transport := HonourRobots(http.DefaultTransport, nil)
	go s.get(transport, "/a")
	<-asked
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	req, _ := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+"/b", nil)
	if _, err := transport.RoundTrip(req); !errors.Is(err, context.Canceled) {
		t.Errorf("%v; want it given up", err)
	}
}

func FuzzRobots(f *testing.F) {
	for _, rules := range []string{"User-agent: *\nDisallow: /", "user-agent:parleybot\nallow:/a*$\n", "\xef\xbb\xbfUser-agent: *", "%%%\n::\nDisallow: %zz"} {
		f.Add(rules, "/a?b=c")
	}
	f.Add("User-agent: *\n"+strings.Repeat("Disallow: /"+strings.Repeat("a*", 500)+"b\n", 500), "/"+strings.Repeat("a", 2000))
	f.Fuzz(func(t *testing.T, rules, path string) {
		base := roundTripper(func(r *http.Request) (*http.Response, error) {
			w := httptest.NewRecorder()
			w.WriteString(rules)
			return w.Result(), nil
		})
		req := &http.Request{Method: http.MethodGet, URL: &url.URL{Scheme: "https", Host: "paper.example", Path: path}, Header: http.Header{"User-Agent": {agent}}}
		res, err := HonourRobots(base, nil).RoundTrip(req)
		if err != nil && !errors.Is(err, ErrRobots) {
			t.Errorf("%v; want nothing but the site's wish", err)
		}
		if err == nil {
			res.Body.Close()
		}
		if err != nil && !strings.Contains(strings.ToLower(rules), "disallow") && !strings.Contains(strings.ToLower(rules), "dis") {
			t.Errorf("%q forbids %q", rules, path)
		}
	})
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
