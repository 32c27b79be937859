package feed

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"
)

const (
	// maxHold bounds how long one 429 keeps all feeds of its host waiting.
	maxHold = time.Hour
	// manyLanes is the number of hosts below which old ones are not looked for.
	manyLanes = 256
)

// polite is a RoundTripper that asks one host one thing at a time, with a gap between two requests, redirects included. A
// host that says 429 or 503 with a time to wait is not asked again before. The timeout begins when the host's turn has
// come and ends with the body.
type polite struct {
	base    http.RoundTripper
	timeout time.Duration
	gap     time.Duration
	now     func() time.Time
	sleep   func(context.Context, time.Duration) error

	mu    sync.Mutex
	lanes map[string]*lane // by host and port
	sweep int              // the number of lanes at which old ones are dropped
}

// A lane is the queue at one host. Whoever holds the turn may change free and held.
type lane struct {
	turn  chan struct{} // holds one token while nobody asks the host
	free  time.Time     // when the next request may begin
	held  time.Time     // until when the host wants none
	users int           // waiting or asking; guarded by polite.mu, as is the next
	last  time.Time     // when the last of those who were sent away is to come again
}

// A BusyError says that a feed's host is being asked for another one, or was a moment ago. Nothing was asked.
type BusyError struct{ After time.Duration } // when to come again: each who is sent away has a moment of his own

func (e *BusyError) Error() string { return fmt.Sprintf("feed: the host is busy for %s", e.After) }

// inAHurry marks the context of who would rather come again than wait for a host's turn.
type inAHurry struct{}

func (p *polite) RoundTrip(req *http.Request) (*http.Response, error) {
	redirected := req.Response != nil // waits for the gap, for its host has been asked in vain else
	l, err := p.enter(req.Context(), req.URL.Host, redirected || req.Context().Value(inAHurry{}) == nil)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(req.Context(), p.timeout)
	res, err := p.base.RoundTrip(req.WithContext(ctx))
	if err != nil {
		cancel()
		p.leave(l, 0)
		return nil, err
	}
	hold := time.Duration(0)
	if res.StatusCode == http.StatusTooManyRequests || res.StatusCode == http.StatusServiceUnavailable {
		hold = min(retryAfter(res.Header, p.now()), maxHold)
	}
	res.Body = &body{ReadCloser: res.Body, done: sync.OnceFunc(func() {
		cancel()
		p.leave(l, hold)
	})}
	return res, nil
}

// A body gives the host's turn back when it is closed.
type body struct {
	io.ReadCloser
	done func()
}

func (b *body) Close() error {
	defer b.done()
	return b.ReadCloser.Close()
}

// enter waits for the host's turn and for the gap; who does not wait gets a [*BusyError] instead.
func (p *polite) enter(ctx context.Context, host string, waits bool) (*lane, error) {
	l := p.join(host)
	if err := p.take(ctx, l, waits); err != nil {
		p.part(l)
		return nil, err
	}
	if wait := l.held.Sub(p.now()); wait > 0 && wait <= maxHold {
		p.giveBack(l)
		return nil, &Error{Kind: Throttled, Status: http.StatusTooManyRequests, RetryAfter: wait,
			Err: fmt.Errorf("the host asked to be left alone for %s more", wait.Round(time.Second))}
	}
	// Should the clock jump back, no more than one gap is waited for.
	if wait := min(l.free.Sub(p.now()), p.gap); wait > 0 {
		if !waits {
			p.giveBack(l)
			return nil, p.sendAway(l)
		}
		if err := p.sleep(ctx, wait); err != nil {
			p.giveBack(l)
			return nil, err
		}
	}
	return l, nil
}

// take takes a host's turn.
func (p *polite) take(ctx context.Context, l *lane, waits bool) error {
	select {
	case <-l.turn:
		return nil
	default:
	}
	if !waits {
		return p.sendAway(l)
	}
	select {
	case <-l.turn:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// sendAway says when to come again: a gap after whoever was sent away before, so that not all come at once.
func (p *polite) sendAway(l *lane) *BusyError {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.now()
	if l.last.Before(now) || l.last.After(now.Add(maxHold)) { // nobody, or the clock was ahead
		l.last = now
	}
	l.last = l.last.Add(p.gap)
	return &BusyError{l.last.Sub(now)}
}

// leave ends a request.
func (p *polite) leave(l *lane, hold time.Duration) {
	now := p.now()
	l.free = now.Add(p.gap)
	if hold > 0 {
		l.held = now.Add(hold)
	}
	p.giveBack(l)
}

func (p *polite) giveBack(l *lane) {
	l.turn <- struct{}{}
	p.part(l)
}

func (p *polite) join(host string) *lane {
	p.mu.Lock()
	defer p.mu.Unlock()
	l := p.lanes[host]
	if l == nil {
		p.dropOld()
		l = &lane{turn: make(chan struct{}, 1)}
		l.turn <- struct{}{}
		p.lanes[host] = l
	}
	l.users++
	return l
}

func (p *polite) part(l *lane) {
	p.mu.Lock()
	defer p.mu.Unlock()
	l.users--
}

// dropOld forgets hosts that nobody has to wait for. It looks only when their number has doubled since it last looked.
func (p *polite) dropOld() {
	if len(p.lanes) < max(p.sweep, manyLanes) {
		return
	}
	now := p.now()
	for host, l := range p.lanes {
		if l.users == 0 && !l.free.After(now) && !l.held.After(now) && !l.last.After(now) {
			delete(p.lanes, host)
		}
	}
	p.sweep = 2 * len(p.lanes)
}

// sleep waits, or returns ctx's error.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
