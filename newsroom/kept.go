package newsroom

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"time"

	"golang.org/x/sync/singleflight"

	"parley/article"
	"parley/digest"
	"parley/feed"
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

// leaseFor is how long other processes wait for the one that fetches or asks, before another does so too.
const leaseFor = 45 * time.Second

// lookAgain is how often they look.
const lookAgain = 200 * time.Millisecond

// A shelf keeps values of one kind in the database. Of many processes that miss one at the same time, one makes it.
type shelf struct {
	db   *store.DB
	kind string
	id   string // of this process
	now  func() time.Time
}

// take returns what is kept under a name. found is false where this process is the one to make it.
func (s shelf) take(ctx context.Context, name string) (value []byte, found bool, err error) {
	look := time.NewTicker(lookAgain)
	defer look.Stop()
	for {
		value, err := s.db.Kept(ctx, s.kind, name, s.now())
		if !errors.Is(err, store.ErrNotFound) {
			return value, err == nil, err
		}
		mine, err := s.db.Lease(ctx, s.kind, name, s.id, s.now(), s.now().Add(leaseFor))
		if mine || err != nil {
			return nil, false, err
		}
		select {
		case <-look.C:
		case <-ctx.Done():
			return nil, false, ctx.Err()
		}
	}
}

func (s shelf) put(ctx context.Context, name string, value []byte, keep time.Duration) error {
	return s.db.Keep(ctx, s.kind, name, value, s.now().Add(keep))
}

// keptArticles reads articles, each once for all who want it.
type keptArticles struct {
	shelf   shelf
	fetcher digest.Reader
	flights singleflight.Group // within this process, without the database
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
	// The one who fetches does so for all who wait: its own end must not be theirs.
	found := k.flights.DoChan(name, func() (any, error) { return k.fetch(context.WithoutCancel(ctx), name, link) })
	select {
	case result := <-found:
		if result.Err != nil {
			return nil, result.Err
		}
		kept := result.Val.(keptArticle)
		if kept.Article == nil {
			return nil, &article.Error{Kind: kept.Kind}
		}
		copied := *kept.Article
		return &copied, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (k *keptArticles) fetch(ctx context.Context, name, link string) (keptArticle, error) {
	var kept keptArticle
	data, found, err := k.shelf.take(ctx, name)
	if err != nil {
		return kept, err
	}
	if found && json.Unmarshal(data, &kept) == nil {
		return kept, nil
	}
	keep := keepArticle
	kept.Article, err = k.fetcher.Fetch(ctx, link)
	if err != nil {
		var known *article.Error
		if !errors.As(err, &known) {
			return kept, err
		}
		kept.Article, kept.Kind, keep = nil, known.Kind, keepFailure
	}
	if data, err = json.Marshal(kept); err != nil {
		return kept, err
	}
	return kept, k.shelf.put(ctx, name, data, keep)
}

// Answers keeps what a model wrote in the database, for all processes. It is a [summarize.Cache].
type Answers struct{ shelf shelf }

// NewAnswers keeps answers in a database.
func NewAnswers(db *store.DB, now func() time.Time) Answers {
	return Answers{shelf{db, "answer", rand.Text(), now}}
}

// Get returns what is kept under a key. While another process asks the model for it, Get waits.
func (a Answers) Get(ctx context.Context, key string) ([]byte, bool) {
	data, found, err := a.shelf.take(ctx, key)
	return data, found && err == nil
}

// Put keeps an answer for a week. One that cannot be kept is asked for again.
func (a Answers) Put(ctx context.Context, key string, answer []byte) {
	_ = a.shelf.put(ctx, key, answer, keepAnswer)
}
