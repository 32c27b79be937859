package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"
)

// A Memory is what a channel has been told of a story. It is written when the post that tells it is out.
type Memory struct {
	Story string          // the story's own id, whatever whoever composes digests calls it
	Told  json.RawMessage // a JSON value that this package does not read
	Seen  time.Time       // set when read
}

// Memories returns what a channel of a guild has been told at or after since, the latest first.
func (db *DB) Memories(ctx context.Context, guild, channel string, since time.Time) ([]Memory, error) {
	scan := func(rows *sql.Rows) (Memory, error) {
		var m Memory
		var told string
		var seen int64
		err := rows.Scan(&m.Story, &told, &seen)
		m.Told, m.Seen = json.RawMessage(told), fromMillis(seen)
		return m, err
	}
	all, err := collect(ctx, db.read, scan, `SELECT story, memory, seen_ms FROM story_seen
		WHERE guild = $1 AND channel = $2 AND seen_ms >= $3 ORDER BY seen_ms DESC, story`, guild, channel, millis(since))
	if err != nil {
		return nil, fmt.Errorf("store: stories seen by channel %q: %w", channel, err)
	}
	return all, nil
}

// remember writes what a channel has been told. The last word on a story stands.
func remember(ctx context.Context, tx *transaction, guild, channel string, memories []Memory, now time.Time) error {
	for _, m := range memories {
		_, err := changed(ctx, tx, `INSERT INTO story_seen (channel, story, guild, memory, seen_ms) VALUES ($1, $2, $3, $4, $5)
			ON CONFLICT (channel, story) DO UPDATE SET guild = excluded.guild, memory = excluded.memory, seen_ms = excluded.seen_ms`,
			channel, m.Story, guild, string(m.Told), millis(now))
		if err != nil {
			return err
		}
	}
	return nil
}
