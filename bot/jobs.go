package bot

import (
	"context"
	"sync"
	"time"

	"parley/summarize"
)

const (
	keptJobs = 500 // whose buttons still open
	perUser  = 5   // briefs that a member may ask for in limitWindow
	managing = 30  // commands of /digest and /feeds, in which one step follows the other
)

const limitWindow = time.Minute

// A job is one request and what became of it.
type job struct {
	key     string // of the request: a message's or an interaction's id
	channel string
	cancel  context.CancelFunc
	answers []string // ids of the messages that answered
	briefs  []*summarize.Brief
}

// jobs remembers the most recent requests: deleting one deletes its answers, and the buttons of an answer find its brief.
type jobs struct {
	mu    sync.Mutex
	byKey map[string]*job
	order []string
}

func newJobs() *jobs { return &jobs{byKey: map[string]*job{}} }

func (j *jobs) add(key, channel string, cancel context.CancelFunc) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.byKey[key] = &job{key: key, channel: channel, cancel: cancel}
	j.order = append(j.order, key)
	if len(j.order) > keptJobs {
		delete(j.byKey, j.order[0])
		j.order = j.order[1:]
	}
}

// place reserves the next brief of a request and returns its number.
func (j *jobs) place(key string) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	known := j.byKey[key]
	if known == nil {
		return 0
	}
	known.briefs = append(known.briefs, nil)
	return len(known.briefs) - 1
}

func (j *jobs) keep(key string, n int, brief *summarize.Brief) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if known := j.byKey[key]; known != nil && n < len(known.briefs) {
		known.briefs[n] = brief
	}
}

// answered notes an answer; it is false when the request was deleted meanwhile and the answer must go too.
func (j *jobs) answered(key, id string) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	known := j.byKey[key]
	if known != nil {
		known.answers = append(known.answers, id)
	}
	return known != nil
}

// brief is a recent brief, or nil when it is too old.
func (j *jobs) brief(key string, n int) *summarize.Brief {
	j.mu.Lock()
	defer j.mu.Unlock()
	if known := j.byKey[key]; known != nil && n >= 0 && n < len(known.briefs) {
		return known.briefs[n]
	}
	return nil
}

// forget ends a request's work and returns where its answers stand.
func (j *jobs) forget(key string) (channel string, answers []string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	known := j.byKey[key]
	if known == nil {
		return "", nil
	}
	delete(j.byKey, key)
	known.cancel()
	return known.channel, known.answers
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
