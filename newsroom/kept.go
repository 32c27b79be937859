package newsroom

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"parley/article"
	"parley/digest"
	"parley/feed"
	"parley/flight"
	"parley/store"
)

const (
	// keepArticle is how long an article's text is kept: what the digests of a day and a weekend need.
	keepArticle = 48 * time.Hour
	// keepFailure is how long a page that could not be had is let be.
	keepFailure = time.Hour
	// keepAnswer is how long a model's answer is kept.
	keepAnswer = 7 * 24 * time.Hour
)

// leaseFor is how long other processes wait for one that died while it fetched or asked.
const leaseFor = 15 * time.Second

// lookAgain is how often they look.
const lookAgain = 200 * time.Millisecond

// A shelf keeps values of one kind in the database. Of many processes that miss one at the same time, one makes it. Where
// the database fails, that costs the sharing and no more.
type shelf struct {
	db   *store.DB
	kind string
	id   string // of this process
	now  func() time.Time
}

// value returns what is kept under a name, or else what get brings, which is kept for as long as get says.
func (s shelf) value(ctx context.Context, name string, get func(context.Context) ([]byte, time.Duration, error)) (value []byte, kept bool, err error) {
	if value, kept = s.take(ctx, name); kept {
		return value, true, nil
	}
	stop := s.hold(ctx, name)
	value, keep, err := get(ctx)
	stop()
	if err != nil || keep <= 0 {
		_ = s.db.Release(context.WithoutCancel(ctx), s.kind, name, s.id) // else it ends by itself
		return value, false, err
	}
	_ = s.db.Keep(ctx, s.kind, name, value, s.now().Add(keep)) // else it is fetched or asked for again
	return value, false, nil
}

// take returns what is kept under a name, waiting for whoever makes it. found is false where this process is to make it.
func (s shelf) take(ctx context.Context, name string) (value []byte, found bool) {
	look := time.NewTicker(lookAgain)
	defer look.Stop()
	for {
		value, err := s.db.Kept(ctx, s.kind, name, s.now())
		if !errors.Is(err, store.ErrNotFound) {
			return value, err == nil
		}
		if mine, err := s.lease(ctx, name); mine || err != nil {
			return nil, false
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			return nil, false
		}
	}
}

func (s shelf) lease(ctx context.Context, name string) (mine bool, err error) {
	return s.db.Lease(ctx, s.kind, name, s.id, s.now(), s.now().Add(leaseFor))
}

// hold renews this process's lease until stop is called: a model may take minutes.
func (s shelf) hold(ctx context.Context, name string) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var renewing sync.WaitGroup
	renewing.Go(func() {
		renew := time.NewTicker(leaseFor / 3)
		defer renew.Stop()
		for {
			select {
			case <-renew.C:
				_, _ = s.lease(ctx, name) // one that is lost costs a second question
			case <-ctx.Done():
				return
			}
		}
	})
	return func() {
		cancel()
		renewing.Wait()
	}
}

// keptArticles reads articles, each once for all who want it.
type keptArticles struct {
	shelf   shelf
	fetcher digest.Reader
	flights flight.Group[keptArticle] // within this process, without the database
}

// A keptArticle is what is kept of a link: the article, or why there is none.
type keptArticle struct {
	Article *article.Article
	Kind    article.Kind
}

// Fetch returns the article behind a link; its errors are those of [article.Fetcher.Fetch].
func (k *keptArticles) Fetch(ctx context.Context, link string) (*article.Article, error) {
	name := feed.Canonical(link)
	if name == "" {
		return nil, &article.Error{Kind: article.NotLink}
	}
	kept, _, err := k.flights.Do(ctx, name, func(ctx context.Context) (keptArticle, error) { return k.fetch(ctx, name, link) })
	if err != nil {
		return nil, err
	}
	if kept.Article == nil {
		return nil, &article.Error{Kind: kept.Kind}
	}
	copied := *kept.Article
	return &copied, nil
}

func (k *keptArticles) fetch(ctx context.Context, name, link string) (kept keptArticle, err error) {
	data, _, err := k.shelf.value(ctx, name, func(ctx context.Context) ([]byte, time.Duration, error) {
		fetched, keep := keptArticle{}, keepArticle
		var err error
		// Trackers say who shared the link, and what it leads to is shown to others.
		if fetched.Article, err = k.fetcher.Fetch(ctx, feed.Openable(link)); err != nil {
			var known *article.Error
			if !errors.As(err, &known) {
				return nil, 0, err
			}
			fetched, keep = keptArticle{Kind: known.Kind}, keepFailure
		}
		data, err := json.Marshal(fetched)
		return data, keep, err
	})
	if err != nil {
		return kept, err
	}
	if err := json.Unmarshal(data, &kept); err != nil {
		return kept, fmt.Errorf("newsroom: a kept article: %w", err)
	}
	return kept, nil
}

// Answers keeps what a model wrote in the database, for all processes. It is a [summarize.Cache].
type Answers struct{ shelf shelf }

// NewAnswers keeps answers in a database.
func NewAnswers(db *store.DB, now func() time.Time) Answers {
	return Answers{shelf{db, "answer", rand.Text(), now}}
}

// Answer returns what is kept under a key, or else what ask brings. While another process asks the model for it, Answer
// waits. What is whole is kept for a week.
func (a Answers) Answer(ctx context.Context, key string, ask func(context.Context) ([]byte, bool, error)) (answer []byte, kept bool, err error) {
	return a.shelf.value(ctx, key, func(ctx context.Context) ([]byte, time.Duration, error) {
		answer, whole, err := ask(ctx)
		if !whole {
			return answer, 0, err
		}
		return answer, keepAnswer, err
	})
}
