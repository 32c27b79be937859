package newsroom

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"golang.org/x/sync/singleflight"

	"parley/article"
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

// keptArticles reads articles, each once for all who want it.
type keptArticles struct {
	room    *Room
	flights singleflight.Group
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
	r := k.room
	var kept keptArticle
	data, err := r.DB.Kept(ctx, "article", name, r.Now())
	if err == nil && json.Unmarshal(data, &kept) == nil {
		return kept, nil
	}
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return kept, err
	}
	until := keepArticle
	kept.Article, err = r.Articles.Fetch(ctx, link)
	if err != nil {
		var known *article.Error
		if !errors.As(err, &known) {
			return kept, err
		}
		kept.Article, kept.Kind, until = nil, known.Kind, keepFailure
	}
	if data, err = json.Marshal(kept); err != nil {
		return kept, err
	}
	return kept, r.DB.Keep(ctx, "article", name, data, r.Now().Add(until))
}

// Answers keeps what a model wrote in the database, for all processes. It is a [summarize.Cache].
type Answers struct {
	DB  *store.DB
	Now func() time.Time
}

// Get returns what is kept under a key.
func (a Answers) Get(ctx context.Context, key string) ([]byte, bool) {
	data, err := a.DB.Kept(ctx, "answer", key, a.Now())
	return data, err == nil
}

// Put keeps an answer for a week. One that cannot be kept is asked for again.
func (a Answers) Put(ctx context.Context, key string, answer []byte) {
	_ = a.DB.Keep(ctx, "answer", key, answer, a.Now().Add(keepAnswer))
}
