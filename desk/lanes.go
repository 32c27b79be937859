package desk

import (
	"context"
	"slices"
	"sync"
)

// A Turn says for whom a place is wanted, and at which site. What is "" is not counted.
type Turn struct{ Server, Channel, User, Site string }

// Limits are how many places may be taken at once; 0 is no limit. A slow site must not fill a user's places, nor a user a
// channel's, and so on: each limit is to be larger than the one below it.
type Limits struct{ Site, User, Channel, Server, All int }

// Lanes give places to those who want one. Of servers that wait, each gets a place in its turn, however many of its
// requests wait; within a server the one that has waited longest of those whose site, user and channel have places left. Lanes may be used by many
// goroutines at once; make them with [NewLanes].
type Lanes struct {
	limits  Limits
	mu      sync.Mutex
	taken   map[lane]int
	waiting map[string][]*place // by server
	order   []string            // servers that wait, the next one first
}

// A lane is what a limit counts by.
type lane struct{ what, name string }

// A place is one that is wanted; given is closed when it is had.
type place struct {
	Turn
	given chan struct{}
}

// NewLanes makes lanes of which all places are free.
func NewLanes(l Limits) *Lanes {
	return &Lanes{limits: l, taken: map[lane]int{}, waiting: map[string][]*place{}}
}

// A Use is how many places are taken, and how many are waited for; Most is 0 where there is no limit.
type Use struct{ Taken, Waiting, Most int }

// Use says how the lanes are used.
func (l *Lanes) Use() Use {
	l.mu.Lock()
	defer l.mu.Unlock()
	u := Use{Taken: l.taken[lane{"all", "all"}], Most: l.limits.All}
	for _, row := range l.waiting {
		u.Waiting += len(row)
	}
	return u
}

// Enter waits for a place, until ctx ends. leave gives it back, and may be called more than once.
func (l *Lanes) Enter(ctx context.Context, t Turn) (leave func(), err error) {
	p := &place{t, make(chan struct{})}
	l.mu.Lock()
	if len(l.waiting[t.Server]) == 0 {
		l.order = append(l.order, t.Server)
	}
	l.waiting[t.Server] = append(l.waiting[t.Server], p)
	l.give()
	l.mu.Unlock()
	select {
	case <-p.given:
		return sync.OnceFunc(func() { l.leave(p) }), nil
	case <-ctx.Done():
		l.giveUp(p)
		return nil, ctx.Err()
	}
}

func (l *Lanes) leave(p *place) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.count(p, -1)
	l.give()
}

// giveUp takes one that waits out of the row; it may have been given a place meanwhile.
func (l *Lanes) giveUp(p *place) {
	l.mu.Lock()
	defer l.mu.Unlock()
	row := l.waiting[p.Server]
	if at := slices.Index(row, p); at >= 0 {
		l.takeOut(p.Server, at)
		return
	}
	l.count(p, -1)
	l.give()
}

// give hands out places while there are some that somebody waits for. The lock is held.
func (l *Lanes) give() {
	for l.giveOne() {
	}
}

func (l *Lanes) giveOne() bool {
	for i, server := range l.order {
		at := slices.IndexFunc(l.waiting[server], l.mayEnter)
		if at < 0 {
			continue
		}
		p := l.waiting[server][at]
		l.order = append(slices.Delete(l.order, i, i+1), server)
		l.takeOut(server, at)
		l.count(p, 1)
		close(p.given)
		return true
	}
	return false
}

// takeOut removes one from its server's row, and a server that waits no more.
func (l *Lanes) takeOut(server string, at int) {
	l.waiting[server] = slices.Delete(l.waiting[server], at, at+1)
	if len(l.waiting[server]) == 0 {
		delete(l.waiting, server)
		l.order = slices.DeleteFunc(l.order, func(other string) bool { return other == server })
	}
}

func (l *Lanes) mayEnter(p *place) bool {
	full := func(limit int, what lane) bool { return limit > 0 && what.name != "" && l.taken[what] >= limit }
	return !full(l.limits.All, lane{"all", "all"}) && !full(l.limits.Server, lane{"server", p.Server}) &&
		!full(l.limits.Channel, lane{"channel", p.Channel}) && !full(l.limits.User, lane{"user", p.User}) && !full(l.limits.Site, lane{"site", p.Site})
}

func (l *Lanes) count(p *place, by int) {
	for _, what := range []lane{{"all", "all"}, {"server", p.Server}, {"channel", p.Channel}, {"user", p.User}, {"site", p.Site}} {
		if l.taken[what] += by; l.taken[what] == 0 {
			delete(l.taken, what)
		}
	}
}
