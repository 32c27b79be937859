package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// A Retention is how long things are kept. What is still needed is kept longer: an item that is in its feed, a post that is
// not out.
type Retention struct {
	Items    time.Duration // of feeds, after they were last in the feed
	Links    time.Duration // pasted in a channel
	Memories time.Duration // of the stories that a channel was told
	Posts    time.Duration // after they are out, or failed
	Spent    time.Duration // what cards took
}

// DefaultRetention keeps a month of news, and memories for three, so that a story that sleeps is not told anew.
func DefaultRetention() Retention {
	const day = 24 * time.Hour
	return Retention{Items: 30 * day, Links: 30 * day, Memories: 90 * day, Posts: 30 * day, Spent: 60 * day}
}

// processesFor is how long a process is remembered after it was last alive.
const processesFor = time.Hour

// Purge forgets what is older than r says at now, feeds that nobody follows, and values kept until now. It returns how many
// rows went.
func (db *DB) Purge(ctx context.Context, r Retention, now time.Time) (int64, error) {
	before := func(d time.Duration) int64 { return millis(now.Add(-d)) }
	steps := []struct {
		statement string
		args      []any
	}{
		{"DELETE FROM feed WHERE NOT EXISTS (SELECT 1 FROM subscription s WHERE s.feed = feed.id)", nil},
		{`DELETE FROM item WHERE listed_ms < $1 AND listed_ms <
			(SELECT feed.listed_ms FROM feed WHERE feed.id = item.feed) - $2`, []any{before(r.Items), 2 * relist.Milliseconds()}},
		{"DELETE FROM link WHERE pasted_ms < $1", []any{before(r.Links)}},
		{"DELETE FROM story_seen WHERE seen_ms < $1", []any{before(r.Memories)}},
		{"DELETE FROM post WHERE done_ms > 0 AND done_ms < $1", []any{before(r.Posts)}},
		{"DELETE FROM spent WHERE day < $1", []any{now.Add(-r.Spent).UTC().Format(time.DateOnly)}},
		{"DELETE FROM kept WHERE until_ms <= $1", []any{millis(now)}},
		{"DELETE FROM process WHERE beat_ms < $1", []any{before(processesFor)}},
	}
	var total int64
	for _, step := range steps {
		n, err := changed(ctx, db.write, step.statement, step.args...)
		if err != nil {
			return total, fmt.Errorf("store: purge: %w", err)
		}
		total += n
	}
	return total, nil
}

// ForgetGuild removes all that is kept of a guild, as when the bot is turned out of it.
func (db *DB) ForgetGuild(ctx context.Context, guild string) error {
	err := db.tx(ctx, func(tx *sql.Tx) error {
		for _, table := range []string{"subscription", "digest", "post", "story_seen", "link", "settings", "spent"} {
			if _, err := changed(ctx, tx, "DELETE FROM "+table+" WHERE guild = $1", guild); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("store: forget guild %q: %w", guild, err)
	}
	return nil
}
