package web

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"github.com/jimsmart/grobotstxt"
)

// ErrRobots says that a site's robots.txt asks programs to keep away from a page.
var ErrRobots = errors.New("the site's robots.txt asks programs to keep away")

// What RFC 9309 asks for: rules are kept for a day at most, half a megabyte of them is read, five redirects are followed.
const (
	keepRules     = 24 * time.Hour
	mostRules     = 500 << 10
	keptRules     = 32 << 10 // longer ones are read again each time: sites that strangers name are not to fill the memory
	mostSites     = 1000
	mostRedirects = 5
	mostMatching  = 100 << 20 // bytes of rules times bytes of a link: some 40 ms
)

// robots is a RoundTripper that reads a site's rules before anything else of it.
type robots struct {
	base   http.RoundTripper
	client *http.Client // for the rules
	now    func() time.Time

	mu    sync.Mutex
	sites *simplelru.LRU[string, *site] // by scheme and host
}

// A site is what is known of its robots.txt.
type site struct {
	turn  chan struct{} // holds a token while nobody reads them; whoever took it may use the next two
	rules string
	until time.Time // when they are to be read anew
}

// HonourRobots returns a transport that asks for nothing that a site's robots.txt keeps from the program, named as the User-Agent of the request
// begins. Such a request fails with [ErrRobots]. Rules that cannot be read though the site has some forbid everything for now; a site without
// rules allows everything (RFC 9309, section 2.3.1). now is the clock, nil the machine's.
func HonourRobots(base http.RoundTripper, now func() time.Time) http.RoundTripper {
	if now == nil {
		now = time.Now
	}
	sites, _ := simplelru.NewLRU[string, *site](mostSites, nil) // fails for a size below one alone
	client := &http.Client{Transport: base, CheckRedirect: func(_ *http.Request, via []*http.Request) error {
		if len(via) > mostRedirects {
			return http.ErrUseLastResponse
		}
		return nil
	}}
	return &robots{base: base, client: client, now: now, sites: sites}
}

func (r *robots) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := r.ask(req); err != nil {
		if req.Body != nil {
			req.Body.Close()
		}
		return nil, err
	}
	return r.base.RoundTrip(req)
}

// ask fails where the site does not want a request.
func (r *robots) ask(req *http.Request) error {
	site := r.site(req.URL)
	select {
	case <-site.turn:
	case <-req.Context().Done():
		return req.Context().Err()
	}
	defer func() { site.turn <- struct{}{} }()
	rules, now := site.rules, r.now()
	if !now.Before(site.until) {
		var err error
		if rules, err = r.read(req); err != nil {
			return err
		}
		if len(rules) <= keptRules {
			site.rules, site.until = rules, now.Add(keepRules)
		}
	}
	if !allows(rules, product(req.UserAgent()), req.URL.String()) {
		return ErrRobots
	}
	return nil
}

// allows reports whether rules let a program ask for a link. Matching takes up to a step for each byte of a link at each byte of the
// rules, and nothing can end it: where that is too much, they are taken to forbid the link. A part of either could allow what the whole forbids.
func allows(rules, program, link string) bool {
	return len(rules)*len(link) <= mostMatching && grobotstxt.AgentAllowed(rules, program, link)
}

func (r *robots) site(u *url.URL) *site {
	name := u.Scheme + "://" + u.Host
	r.mu.Lock()
	defer r.mu.Unlock()
	known, ok := r.sites.Get(name)
	if !ok {
		known = &site{turn: make(chan struct{}, 1)}
		known.turn <- struct{}{}
		r.sites.Add(name, known)
	}
	return known
}

// read reads the rules of the site that a request goes to; a site that has none has empty ones.
func (r *robots) read(of *http.Request) (string, error) {
	at := url.URL{Scheme: of.URL.Scheme, Host: of.URL.Host, Path: "/robots.txt"}
	req, err := http.NewRequestWithContext(of.Context(), http.MethodGet, at.String(), nil)
	if err != nil {
		return "", err
	}
	req.Header.Set("User-Agent", of.UserAgent())
	res, err := r.client.Do(req)
	if err != nil {
		return "", Cause(err)
	}
	defer res.Body.Close()
	switch {
	case res.StatusCode >= http.StatusInternalServerError, res.StatusCode == http.StatusTooManyRequests:
		return "", fmt.Errorf("the site answered %d for its robots.txt", res.StatusCode)
	case res.StatusCode != http.StatusOK:
		return "", nil
	}
	rules, err := io.ReadAll(io.LimitReader(res.Body, mostRules+1))
	if len(rules) > mostRules { // half a line would be another rule
		rules = rules[:bytes.LastIndexAny(rules, "\r\n")+1]
	}
	return string(rules), err
}

// product is what robots.txt calls a program by.
func product(agent string) string {
	end := strings.IndexFunc(agent, func(c rune) bool { return c != '-' && c != '_' && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') })
	if end < 0 {
		return agent
	}
	return agent[:end]
}
