package summarize

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"parley/summarize/transcript"
	"strconv"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"
)

// A Cache keeps what a model wrote, by a key that stands for all that it was asked. It may forget at any time, and must be
// safe for concurrent use.
type Cache interface {
	// Answer returns what is kept under a key, or else what ask brings, and keeps that where it is whole. Its errors are ask's.
	Answer(ctx context.Context, key string, ask func(context.Context) (answer []byte, whole bool, err error)) (answer []byte, kept bool, err error)
}

// cacheSize is how many answers are kept in memory; one is a few kilobytes.
const cacheSize = 512

type memoryCache struct{ answers *lru.Cache[string, []byte] }

func newMemoryCache() memoryCache {
	answers, err := lru.New[string, []byte](cacheSize)
	if err != nil { // only a size below 1
		panic(err)
	}
	return memoryCache{answers}
}

// Answer is [Cache.Answer]. It looks and keeps; that of many callers one asks is seen to by flights.
func (c memoryCache) Answer(ctx context.Context, key string, ask func(context.Context) ([]byte, bool, error)) (answer []byte, kept bool, err error) {
	if answer, kept = c.answers.Get(key); kept {
		return answer, true, nil
	}
	answer, whole, err := ask(ctx)
	if err == nil && whole {
		c.answers.Add(key, answer)
	}
	return answer, false, err
}

// key stands for all that a draft depends on.
func (m *Model) key(t *transcript.Transcript) string {
	parts := []string{"draft"}
	for i, source := range t.Sources {
		lines := t.Lines(i)
		parts = append(append(parts, source.Article.Title, strconv.Itoa(len(lines))), lines...)
	}
	return m.keyOf(parts)
}

// keyOf adds who is asked. Each part goes in behind its length, so that no two lists of parts are the same bytes.
func (m *Model) keyOf(parts []string) string {
	digest := sha256.New()
	for _, part := range append([]string{m.servers[0].BaseURL(), m.servers[0].Name(), m.prompts.Version}, parts...) {
		fmt.Fprintf(digest, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(digest.Sum(nil))
}

// flights lets callers that want the same answer at once wait for one question.
type flights struct {
	mu    sync.Mutex
	under map[string]*flight
}

type flight struct {
	cancel  context.CancelFunc
	done    chan struct{} // closed when answer and err are set
	answer  []byte
	err     error
	waiting int // callers; guarded by flights.mu
}

// do runs ask once for all callers with the same key, under the first one's deadline; joined says that another caller's
// question was waited for. It ends early only when all of them have given up, and never outlives the last.
func (f *flights) do(ctx context.Context, key string, ask func(context.Context) ([]byte, error)) (answer []byte, joined bool, err error) {
	own, joined := f.join(ctx, key, ask)
	select {
	case <-own.done:
		return own.answer, joined, own.err
	case <-ctx.Done():
		f.leave(key, own)
		return nil, joined, ctx.Err()
	}
}

func (f *flights) join(ctx context.Context, key string, ask func(context.Context) ([]byte, error)) (own *flight, joined bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if own = f.under[key]; own != nil {
		own.waiting++
		return own, true
	}
	own = &flight{done: make(chan struct{}), waiting: 1}
	shared := context.WithoutCancel(ctx)
	if deadline, ok := ctx.Deadline(); ok {
		shared, own.cancel = context.WithDeadline(shared, deadline)
	} else {
		shared, own.cancel = context.WithCancel(shared)
	}
	if f.under == nil {
		f.under = map[string]*flight{}
	}
	f.under[key] = own
	go func() {
		defer own.cancel()
		own.answer, own.err = ask(shared)
		f.mu.Lock()
		if f.under[key] == own {
			delete(f.under, key)
		}
		f.mu.Unlock()
		close(own.done)
	}()
	return own, false
}

// leave takes one caller off. The last one stops the question and waits for it, so that nothing runs on for nobody.
func (f *flights) leave(key string, own *flight) {
	f.mu.Lock()
	own.waiting--
	last := own.waiting == 0
	if last && f.under[key] == own {
		delete(f.under, key)
	}
	f.mu.Unlock()
	if last {
		own.cancel()
		<-own.done
	}
}
