package article

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"

	"parley/flight"
	"parley/web"
)

// Options are the settings of a Fetcher.
type Options struct {
	Transport http.RoundTripper // nil: NewTransport(Guard{})
	UserAgent string            // "": "ParleyBot/0.1 (news brief bot; reads pages that people ask for)"
	MaxBytes  int64             // most bytes of a body, after decompression; 0: 8 MiB
	Timeout   time.Duration     // for a fetch in all, redirects and body too; 0: 20 s
	Timed     func(Timing)      // told of each article; may be nil
}

// A Timing is how long an article took: to get the page, and to find the article in it.
type Timing struct {
	Article      *Article
	Began        time.Time
	Get, Extract time.Duration
}

const (
	defaultUserAgent = "ParleyBot/0.1 (news brief bot; reads pages that people ask for)"
	defaultMaxBytes  = 8 << 20
	defaultTimeout   = 20 * time.Second
	maxRedirects     = 5
)

// A Fetcher gets articles from links. It is safe for concurrent use; make one with [NewFetcher].
type Fetcher struct {
	client    *http.Client
	userAgent string
	maxBytes  int64
	timeout   time.Duration
	timed     func(Timing)

	flights flight.Group[*Article] // the fetches under way, by link
}

// NewFetcher returns a Fetcher with the options' defaults filled in.
func NewFetcher(o Options) *Fetcher {
	f := &Fetcher{userAgent: o.UserAgent, maxBytes: o.MaxBytes, timeout: o.Timeout, timed: o.Timed}
	if o.Transport == nil {
		o.Transport = NewTransport(Guard{})
	}
	if f.userAgent == "" {
		f.userAgent = defaultUserAgent
	}
	if f.maxBytes <= 0 {
		f.maxBytes = defaultMaxBytes
	}
	if f.timeout <= 0 {
		f.timeout = defaultTimeout
	}
	f.client = &http.Client{Transport: o.Transport}
	return f
}

// Fetch gets the article behind an http or https link. Errors are an [*Error], or ctx's own when the caller gave up.
// Identical links asked for at once are fetched once; the fetch ends early only when every caller has given up.
func (f *Fetcher) Fetch(ctx context.Context, link string) (*Article, error) {
	u, err := parseLink(link)
	if err != nil {
		return nil, err
	}
	a, _, err := f.flights.Do(ctx, u.String(), func(ctx context.Context) (*Article, error) {
		ctx, cancel := context.WithTimeout(ctx, f.timeout)
		defer cancel()
		return f.fetch(ctx, u)
	})
	var known *Error
	switch {
	case err == nil:
		own := *a
		return &own, nil
	case errors.As(err, &known):
		return nil, err
	}
	return nil, fmt.Errorf("article: %q: %w", logLink(u), err)
}

func (f *Fetcher) fetch(ctx context.Context, u *url.URL) (*Article, error) {
	began := time.Now()
	page, contentType, final, err := f.get(ctx, u)
	if err == nil {
		got := time.Now()
		var a *Article
		if a, err = extract(ctx, page, contentType, final.String()); err == nil {
			if f.timed != nil {
				f.timed(Timing{a, began, got.Sub(began), time.Since(got)})
			}
			return a, nil
		}
	}
	return nil, withLink(err, u)
}

// withLink names the link in an error of this package, and makes one of any other.
func withLink(err error, u *url.URL) *Error {
	var known *Error
	if !errors.As(err, &known) {
		known = &Error{Kind: networkKind(err), Err: web.Cause(err)}
	}
	named := *known
	named.Link = logLink(u)
	return &named
}

// get returns a page's bytes, its Content-Type header, and the link where it was found in the end. Cookies live as long as
// the fetch: some sites set one and redirect until it comes back.
func (f *Fetcher) get(ctx context.Context, u *url.URL) ([]byte, string, *url.URL, error) {
	jar, err := cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List})
	if err != nil {
		return nil, "", nil, err
	}
	var t trail
	client := *f.client
	client.Jar, client.CheckRedirect = jar, t.check
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, "", nil, failure(NotLink, "cannot be requested")
	}
	for {
		page, contentType, final, err := f.getPage(&client, req)
		if err != nil {
			return nil, "", nil, err
		}
		to := redirectOf(page, final)
		if to == nil {
			return page, contentType, final, nil
		}
		from := &http.Request{URL: final}
		if req, err = http.NewRequestWithContext(ctx, http.MethodGet, to.String(), nil); err != nil {
			return nil, "", nil, failure(Refused, "cannot be requested")
		}
		if err := t.check(req, []*http.Request{from}); err != nil {
			return nil, "", nil, err
		}
	}
}

// getPage makes one request and follows what the server redirects.
func (f *Fetcher) getPage(client *http.Client, req *http.Request) ([]byte, string, *url.URL, error) {
	req.Header.Set("User-Agent", f.userAgent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, text/plain;q=0.8")
	res, err := client.Do(req)
	if err != nil {
		return nil, "", nil, err
	}
	defer res.Body.Close()
	if err := checkHeader(res, f.maxBytes); err != nil {
		return nil, "", nil, err
	}
	page, err := io.ReadAll(io.LimitReader(res.Body, f.maxBytes+1))
	if err != nil {
		return nil, "", nil, err
	}
	if int64(len(page)) > f.maxBytes {
		return nil, "", nil, failure(TooLarge, "body of more than %d bytes", f.maxBytes)
	}
	return page, res.Header.Get("Content-Type"), res.Request.URL, nil
}

// checkHeader refuses an answer by its status and header, before the body is read.
func checkHeader(res *http.Response, maxBytes int64) error {
	if kind := statusKind(res.StatusCode); kind != "" {
		return &Error{Kind: kind, Status: res.StatusCode}
	}
	// The transport has taken off the one encoding that it asked for.
	if encoding := res.Header.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return failure(Unsupported, "Content-Encoding %q", encoding)
	}
	if res.ContentLength > maxBytes {
		return failure(TooLarge, "body of %d bytes", res.ContentLength)
	}
	return nil
}

// statusKind returns "" for a status that brings a page.
func statusKind(status int) Kind {
	switch {
	case status == http.StatusOK || status == http.StatusNonAuthoritativeInfo:
		return ""
	case status == http.StatusNotFound || status == http.StatusGone:
		return NotFound
	case status == http.StatusUnauthorized, status == http.StatusPaymentRequired, status == http.StatusForbidden,
		status == http.StatusTooManyRequests, status == http.StatusUnavailableForLegalReasons:
		return Blocked
	case status == http.StatusRequestTimeout || status == http.StatusGatewayTimeout:
		return TimedOut
	case status == http.StatusNoContent || status == http.StatusResetContent:
		return Empty
	}
	return Unreachable
}

// checkRedirect holds every hop to the rules of the first link, and tells no site where the reader came from.
func checkRedirect(req *http.Request, via []*http.Request) error {
	u, err := parseLink(req.URL.String())
	if err != nil {
		return &Error{Kind: Refused, Err: err}
	}
	if u.Scheme == "http" && via[len(via)-1].URL.Scheme == "https" {
		return failure(Refused, "redirect from https to http")
	}
	req.URL = u
	req.Header.Del("Referer")
	return nil
}

// networkKind tells what an error of the HTTP client amounts to.
func networkKind(err error) Kind {
	switch {
	case errors.Is(err, errGuard):
		return Refused
	case errors.Is(err, web.ErrRobots):
		return Blocked
	case web.IsTimeout(err):
		return TimedOut
	}
	return Unreachable
}
