package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"parley/feed"
)

// A Subscription is a guild's wish to follow a feed.
type Subscription struct {
	Guild   string
	AddedBy string // the user
	Added   time.Time
	Feed    Feed
	Former  []string // the URLs that the feed had before it moved, in no order
}

// URLs are all by which the feed may be known: its own, and the former ones.
func (s Subscription) URLs() []string { return append([]string{s.Feed.URL}, s.Former...) }

// Subscribe makes a guild follow a feed, which is first fetched when it is due: at once when its Due is zero. A feed that others
// follow already keeps its state, unless it was stopped: then it is tried anew. ErrExists: the guild follows it already.
func (db *DB) Subscribe(ctx context.Context, guild, by string, f feed.Feed, now time.Time) (Subscription, error) {
	s := Subscription{Guild: guild, AddedBy: by, Added: fromMillis(millis(now))}
	state, err := json.Marshal(f)
	if err != nil {
		return s, fmt.Errorf("store: subscribe: %w", err)
	}
	err = db.tx(ctx, func(tx *transaction) error {
		_, err := changed(ctx, tx, `INSERT INTO feed (id, url, state, due_ms, stopped, listed_ms) VALUES ($1, $2, $3, $4, $5, 0)
			ON CONFLICT (url) DO UPDATE SET state = excluded.state, due_ms = excluded.due_ms, stopped = excluded.stopped, slow = FALSE
			WHERE feed.stopped`,
			rand.Text(), f.URL, string(state), millis(f.Due), f.Stopped)
		if err != nil {
			return err
		}
		if s.Feed, err = one(collect(ctx, tx, scanFeed, "SELECT "+feedColumns+" FROM feed WHERE url = $1", f.URL)); err != nil {
			return err
		}
		n, err := changed(ctx, tx, `INSERT INTO subscription (guild, feed, added_by, added_ms) VALUES ($1, $2, $3, $4)
			ON CONFLICT (guild, feed) DO NOTHING`, guild, s.Feed.ID, by, millis(now))
		if err == nil && n == 0 {
			err = ErrExists
		}
		return err
	})
	if err != nil {
		return Subscription{}, fmt.Errorf("store: subscribe: %w", err)
	}
	return s, nil
}

// Unsubscribe ends a guild's subscription to a feed, or returns ErrNotFound. A feed that nobody follows is not fetched, and
// forgotten by [DB.Purge].
func (db *DB) Unsubscribe(ctx context.Context, guild, feedID string) error {
	n, err := changed(ctx, db.write, "DELETE FROM subscription WHERE guild = $1 AND feed = $2", guild, feedID)
	if err == nil && n == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return fmt.Errorf("store: unsubscribe from feed %q: %w", feedID, err)
	}
	return nil
}

// Subscriptions returns the feeds that a guild follows with their state, in the order in which they were added.
func (db *DB) Subscriptions(ctx context.Context, guild string) ([]Subscription, error) {
	scan := func(rows *sql.Rows) (Subscription, error) {
		s := Subscription{Guild: guild}
		var state string
		var added int64
		if err := rows.Scan(&s.Feed.ID, &state, &s.AddedBy, &added); err != nil {
			return s, err
		}
		s.Added = fromMillis(added)
		return s, json.Unmarshal([]byte(state), &s.Feed.Feed)
	}
	all, err := collect(ctx, db.read, scan, "SELECT "+feedColumns+`, s.added_by, s.added_ms FROM subscription s
		JOIN feed ON feed.id = s.feed WHERE s.guild = $1 ORDER BY s.added_ms, feed.id`, guild)
	if err == nil {
		err = db.addFormer(ctx, guild, all)
	}
	if err != nil {
		return nil, fmt.Errorf("store: subscriptions of guild %q: %w", guild, err)
	}
	return all, nil
}

// addFormer adds the former URLs of the feeds that a guild follows.
func (db *DB) addFormer(ctx context.Context, guild string, all []Subscription) error {
	former := map[string][]string{}
	scan := func(rows *sql.Rows) (id string, err error) {
		var url string
		err = rows.Scan(&id, &url)
		former[id] = append(former[id], url)
		return id, err
	}
	_, err := collect(ctx, db.read, scan, `SELECT moved.feed, moved.url FROM moved
		JOIN subscription s ON s.feed = moved.feed WHERE s.guild = $1`, guild)
	for i := range all {
		all[i].Former = former[all[i].Feed.ID]
	}
	return err
}
