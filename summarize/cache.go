package summarize

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"strconv"

	"parley/summarize/model"
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

// draftParts are what a draft depends on besides the server: what is asked of a transcript, were there room for all of it. Of a window with
// less room nothing is kept.
func draftParts(t *transcript.Transcript) []string {
	articles, _ := fit(t, math.MaxInt, func(string) int { return 0 })
	parts := []string{"draft"}
	for _, a := range articles {
		parts = append(append(parts, a.Title, a.Site, a.Date, strconv.Itoa(len(a.Lines))), a.Lines...)
	}
	return parts
}

// answerOf is what is kept of the first server that answers a question, or what it brings now; the question's parts are its key. What a fallback
// brings is kept apart, so that the first one is asked again when it is well. ask says whether its answer is worth keeping.
func answerOf[T any](ctx context.Context, m *Model, parts []string, ask func(context.Context, *model.Client) (answer T, whole bool, err error)) (answer T, cached bool, err error) {
	answer, err = inTurn(ctx, m, func(ctx context.Context, server *model.Client) (own T, err error) { // each caller's own: answers are full of slices
		cached, err = m.once(ctx, m.keyFor(server, parts), &own, func(ctx context.Context) (any, bool, error) { return ask(ctx, server) })
		return own, err
	})
	return answer, cached, err
}

// keyFor adds who is asked, and how. Each part goes in behind its length, so that no two lists of parts are the same bytes.
func (m *Model) keyFor(server *model.Client, parts []string) string {
	digest := sha256.New()
	for _, part := range append([]string{server.BaseURL(), server.Name(), server.Effort(), m.prompts.Version}, parts...) {
		fmt.Fprintf(digest, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(digest.Sum(nil))
}
