// Package flight asks once for all who want the same answer at the same time. Start with [Group.Do].
package flight

import (
	"context"
	"sync"
)

// A Group is questions under way, by key. The zero value has none, and may be used by many goroutines at once; golang.org/x/sync/singleflight
// would go on asking when nobody waits any more.
type Group[T any] struct {
	mu    sync.Mutex
	under map[string]*call[T]
}

type call[T any] struct {
	cancel  context.CancelFunc
	done    chan struct{} // closed when answer and err are set
	answer  T
	err     error
	waiting int // callers; guarded by Group.mu
}

// Do runs ask once for all callers with the same key; joined says that another caller's question was waited for. What ask is given has the values of the
// first caller's context, not its end: it ends when every caller has given up, and never outlives the last. The error is ask's, or
// ctx's own where this caller gave up.
func (g *Group[T]) Do(ctx context.Context, key string, ask func(context.Context) (T, error)) (answer T, joined bool, err error) {
	c, joined := g.join(ctx, key, ask)
	select {
	case <-c.done:
		return c.answer, joined, c.err
	case <-ctx.Done():
		g.leave(key, c)
		return answer, joined, ctx.Err()
	}
}

func (g *Group[T]) join(ctx context.Context, key string, ask func(context.Context) (T, error)) (c *call[T], joined bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if c = g.under[key]; c != nil {
		c.waiting++
		return c, true
	}
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	c = &call[T]{cancel: cancel, done: make(chan struct{}), waiting: 1}
	if g.under == nil {
		g.under = map[string]*call[T]{}
	}
	g.under[key] = c
	go func() {
		defer cancel()
		c.answer, c.err = ask(ctx)
		g.mu.Lock()
		g.forget(key, c)
		g.mu.Unlock()
		close(c.done)
	}()
	return c, false
}

// leave takes one caller off. The last one stops the question and waits for it, so that nothing runs on for nobody.
func (g *Group[T]) leave(key string, c *call[T]) {
	g.mu.Lock()
	c.waiting--
	last := c.waiting == 0
	if last {
		g.forget(key, c) // before anybody joins what is about to stop
	}
	g.mu.Unlock()
	if last {
		c.cancel()
		<-c.done
	}
}

// forget takes a question off the list, where it still stands there. The lock is held.
func (g *Group[T]) forget(key string, c *call[T]) {
	if g.under[key] == c {
		delete(g.under, key)
	}
}
