package feed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"parley/web"
)

// Options are the settings of a Fetcher.
type Options struct {
	UserAgent string        // "": "ParleyBot/0.1 (news brief bot; reads feeds that people follow)"
	MaxBytes  int64         // most bytes of a body, after decompression; 0: 5 MiB
	Timeout   time.Duration // for one request with its body, from when it is sent; 0: 20 s
	Gap       time.Duration // between two requests to one host; 0: 1 s
	// The clock and the pause of the gap; nil: the machine's. A Sleep returns ctx's error when ctx ends.
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration) error
}

const (
	defaultUserAgent = "ParleyBot/0.1 (news brief bot; reads feeds that people follow)"
	defaultMaxBytes  = 5 << 20
	defaultTimeout   = 20 * time.Second
	defaultGap       = time.Second
	maxRedirects     = 5
)

// A Fetcher gets feeds from their sites. It is safe for concurrent use, and asks one host one thing at a time. One process
// should have one, for the hosts' sake.
type Fetcher struct {
	client    *http.Client
	userAgent string
	maxBytes  int64
	long      chan struct{} // holds a token for each long document that is in memory
	parsing   chan struct{} // and one for that which is being parsed
}

const (
	// Parsing takes about ten times a document's size in memory. Long ones wait for each other.
	longBody = 256 << 10
	maxLong  = 4
)

// NewFetcher returns a Fetcher over a transport, with the options' defaults filled in. The transport decides which addresses
// may be reached; feeds are named by strangers, so it must be a guarded one.
func NewFetcher(transport http.RoundTripper, o Options) *Fetcher {
	p := &polite{base: transport, timeout: o.Timeout, gap: o.Gap, now: o.Now, sleep: o.Sleep, lanes: map[string]*lane{}}
	if p.timeout <= 0 {
		p.timeout = defaultTimeout
	}
	if p.gap <= 0 {
		p.gap = defaultGap
	}
	if p.now == nil {
		p.now = time.Now
	}
	if p.sleep == nil {
		p.sleep = sleep
	}
	f := &Fetcher{client: &http.Client{Transport: p, CheckRedirect: checkRedirect}, userAgent: o.UserAgent, maxBytes: o.MaxBytes, long: make(chan struct{}, maxLong), parsing: make(chan struct{}, 1)}
	if f.userAgent == "" {
		f.userAgent = defaultUserAgent
	}
	if f.maxBytes <= 0 {
		f.maxBytes = defaultMaxBytes
	}
	return f
}

// A Result is what a fetch brought.
type Result struct {
	Feed      Feed   // the state to keep
	Items     []Item // of the document; nil when the site said that nothing has changed, and after an error
	Changed   bool   // the document is not the one of the last fetch, apart from dates and order
	MovedFrom string // the old URL when the feed has moved for good, else ""
}

// Fetch asks for a feed once, at the time now. Result.Feed is the state to keep after an error too: it holds the reason, and
// when to try again. Errors are an [*Error], or ctx's own when the caller gave up; then the state is left as it was.
//
// A feed takes on a new URL when two fetches in a row were sent there by permanent redirects and found a feed.
func (f *Fetcher) Fetch(ctx context.Context, old Feed, now time.Time) (Result, error) {
	var doc *Document
	a, err := f.get(ctx, old.URL, old.ETag, old.LastModified, "application/rss+xml, application/atom+xml, application/feed+json, "+
		"application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, */*;q=0.5", now)
	var busy *BusyError
	if errors.As(err, &busy) {
		return Result{Feed: old}, busy
	}
	if err == nil {
		defer a.done()
	}
	if err == nil && a.status == http.StatusOK {
		if doc, err = f.parse(ctx, a, now); err != nil && a.cut {
			err = &Error{Kind: TooLarge, Err: err}
		}
	}
	if err != nil {
		if ctx.Err() != nil {
			return Result{Feed: old}, fmt.Errorf("feed: %q: %w", logLink(old.URL), ctx.Err())
		}
		e := asError(err, old.URL)
		return Result{Feed: old.failed(e, now)}, e
	}
	result := Result{Feed: old}
	if doc != nil {
		result.Items = doc.Items
		for i := range doc.Items {
			doc.Items[i].Old = old.Fetched.IsZero() && doc.Items[i].Published.IsZero()
		}
		result.Changed = result.Feed.take(doc, a.header)
	}
	result.Feed = result.Feed.succeeded(result.Changed, a.header, now)
	result.MovedFrom = result.Feed.move(a.moved)
	return result, nil
}

// parse parses a document, a long one when the one before it is done.
func (f *Fetcher) parse(ctx context.Context, a *answer, now time.Time) (*Document, error) {
	if len(a.body) >= longBody {
		select {
		case f.parsing <- struct{}{}:
			defer func() { <-f.parsing }()
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return Parse(a.body, a.header.Get("Content-Type"), a.final, now)
}

// Try is like [Fetcher.Fetch] for who has others to ask meanwhile: it does not wait for the host's turn. Where the host is being asked,
// or was a moment ago, it asks nothing, leaves the state as it was and returns a [*BusyError].
func (f *Fetcher) Try(ctx context.Context, old Feed, now time.Time) (Result, error) {
	return f.Fetch(context.WithValue(ctx, inAHurry{}, true), old, now)
}

// take notes what a document says of its feed, and reports whether its items are other than before.
func (f *Feed) take(doc *Document, header http.Header) bool {
	f.ETag, f.LastModified = validator(header, "ETag"), validator(header, "Last-Modified")
	if doc.Title != "" {
		f.Title = doc.Title
	}
	f.Site, f.Language, f.Asks, f.Notice = doc.Site, doc.Language, doc.Asks, doc.Notice
	before := f.Fingerprint
	f.Fingerprint = fingerprint(doc.Items)
	return f.Fingerprint != before
}

// validator returns a header to be sent back as it is, "" when it is unreasonably long.
func validator(header http.Header, name string) string {
	if value := header.Get(name); len(value) <= 1000 {
		return value
	}
	return ""
}

// move follows a permanent redirect to the link given, "" for none, and returns the URL left behind, if any.
func (f *Feed) move(to string) (from string) {
	if to == "" || to == f.URL || f.MovedTo != to {
		if to == f.URL {
			to = ""
		}
		f.MovedTo = to
		return ""
	}
	from = f.URL
	f.URL, f.MovedTo = to, ""
	return from
}

// An answer is what a site said at the end of its redirects: 200 with a body, or 304.
type answer struct {
	status int
	header http.Header
	body   []byte
	cut    bool   // the body is longer
	final  string // the link that answered
	moved  string // where permanent redirects led, "" if there were none
	done   func() // to be called when the body has been looked through
}

func (f *Fetcher) get(ctx context.Context, link, etag, modified, accept string, now time.Time) (*answer, error) {
	u := parseLink(link)
	if u == nil {
		return nil, &Error{Kind: NotLink}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, &Error{Kind: NotLink}
	}
	req.Header.Set("User-Agent", f.userAgent)
	req.Header.Set("Accept", accept)
	if etag != "" {
		req.Header.Set("If-None-Match", etag)
	}
	if modified != "" {
		req.Header.Set("If-Modified-Since", modified)
	}
	res, err := f.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if err := checkStatus(res, etag != "" || modified != "", now); err != nil {
		return nil, err
	}
	a := &answer{status: res.StatusCode, header: res.Header, final: res.Request.URL.String(), moved: movedTo(res), done: func() {}}
	if a.status != http.StatusOK {
		return a, nil
	}
	if err := f.read(ctx, a, res.Body); err != nil {
		a.done()
		return nil, err
	}
	if int64(len(a.body)) > f.maxBytes {
		a.body, a.cut = a.body[:f.maxBytes], true
	}
	return a, nil
}

// read reads a body, of a long one the rest when its turn has come.
func (f *Fetcher) read(ctx context.Context, a *answer, body io.Reader) (err error) {
	begins := min(longBody, f.maxBytes+1)
	a.body, err = io.ReadAll(io.LimitReader(body, begins))
	if err != nil || int64(len(a.body)) < begins {
		return err
	}
	select {
	case f.long <- struct{}{}:
		a.done = func() { <-f.long }
	case <-ctx.Done():
		return ctx.Err()
	}
	rest, err := io.ReadAll(io.LimitReader(body, f.maxBytes+1-begins))
	a.body = append(a.body, rest...)
	return err
}

// checkStatus lets pass 200, and 304 to a request with conditions.
func checkStatus(res *http.Response, conditional bool, now time.Time) error {
	e := &Error{Status: res.StatusCode, RetryAfter: retryAfter(res.Header, now)}
	switch status := res.StatusCode; {
	case status == http.StatusOK, status == http.StatusNotModified && conditional:
		return nil
	case status == http.StatusGone:
		e.Kind = Gone
	case status == http.StatusNotFound:
		e.Kind = NotFound
	case status == http.StatusTooManyRequests, status == http.StatusServiceUnavailable && e.RetryAfter > 0:
		e.Kind = Throttled
	case status == http.StatusRequestTimeout, status == http.StatusGatewayTimeout:
		e.Kind = TimedOut
	case status >= 500:
		e.Kind = SiteTrouble
	case status >= 400:
		e.Kind = Blocked
	default:
		e.Kind = NotFeed
	}
	return e
}

// movedTo returns where permanent redirects led from the link first asked for, before any temporary one.
func movedTo(res *http.Response) string {
	to := ""
	for req := res.Request; req.Response != nil; req = req.Response.Request {
		switch req.Response.StatusCode {
		case http.StatusMovedPermanently, http.StatusPermanentRedirect:
			if to == "" {
				to = req.URL.String()
			}
		default:
			to = ""
		}
	}
	return to
}

// checkRedirect holds every hop to the rules of the first link, and tells no site where the reader came from.
func checkRedirect(req *http.Request, via []*http.Request) error {
	switch {
	case len(via) > maxRedirects:
		return fmt.Errorf("more than %d redirects", maxRedirects)
	case parseLink(req.URL.String()) == nil:
		return errors.New("redirect to what is no web page")
	case req.URL.Scheme == "http" && via[len(via)-1].URL.Scheme == "https":
		return errors.New("redirect from https to http")
	}
	req.Header.Del("Referer")
	return nil
}

// asError names the link in an error of this package, and makes one of any other.
func asError(err error, link string) *Error {
	var known *Error
	if !errors.As(err, &known) {
		known = &Error{Kind: networkKind(err), Err: web.Cause(err)}
	}
	named := *known
	named.Link = logLink(link)
	return &named
}

func networkKind(err error) Kind {
	switch {
	case errors.Is(err, web.ErrRobots):
		return Unwelcome
	case web.IsTimeout(err):
		return TimedOut
	}
	return Unreachable
}

// logLink is what of a link may stand in a log.
func logLink(link string) string {
	if u := parseLink(link); u != nil {
		return u.Host + u.Path
	}
	return ""
}
