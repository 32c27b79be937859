package summarize

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"

	"parley/summarize/transcript"

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

// Answer is [Cache.Answer]. It looks and keeps; that of many callers one asks is seen to by [flight.Group].
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
