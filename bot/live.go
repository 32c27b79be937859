package bot

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"
)

const (
	mostLive   = 1000 // requests under way in this process
	mostServer = 300  // of one server

	perUser  = 5  // briefs that a member may ask for in limitWindow
	managing = 30 // commands of /digest and /feeds, in which one step follows the other
)

const limitWindow = time.Minute

// live is what this process works on now. It remembers nothing: what is done is the Desk's.
type live struct {
	mu      sync.Mutex
	work    map[string]underWay // by the request's id
	servers map[string]int
}

type underWay struct {
	message, server string
	stop            context.CancelFunc
}

func newLive() *live { return &live{work: map[string]underWay{}, servers: map[string]int{}} }

// room is how many more requests may begin.
func (l *live) room() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return max(0, mostLive-len(l.work))
}

// ids are those of the requests under way.
func (l *live) ids() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Collect(maps.Keys(l.work))
}

// begin notes a request; false where there is no room for one more, or it is under way already.
func (l *live) begin(id string, w underWay) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, twice := l.work[id]; twice || len(l.work) >= mostLive || l.servers[w.server] >= mostServer {
		return false
	}
	l.work[id] = w
	l.servers[w.server]++
	return true
}

func (l *live) end(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	server := l.work[id].server
	delete(l.work, id)
	if l.servers[server]--; l.servers[server] <= 0 {
		delete(l.servers, server)
	}
}

// stop ends the work on what a message asked.
func (l *live) stop(message string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, w := range l.work {
		if w.message == message {
			w.stop()
		}
	}
}

// A limiter keeps one member from flooding a channel.
type limiter struct {
	most int // requests of one member in limitWindow
	mu   sync.Mutex
	seen map[string][]time.Time
}

func newLimiter(most int) *limiter { return &limiter{most: most, seen: map[string][]time.Time{}} }

// allow counts a request and says whether it may go ahead.
func (l *limiter) allow(user string, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.seen) > 10_000 {
		clear(l.seen) // forgetting is harmless: the window is a minute
	}
	recent := l.seen[user]
	for len(recent) > 0 && now.Sub(recent[0]) > limitWindow {
		recent = recent[1:]
	}
	ok := len(recent) < l.most
	if ok {
		recent = append(recent, now)
	}
	l.seen[user] = recent
	return ok
}
