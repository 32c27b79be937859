package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// A Link was pasted in a channel. Who pasted it is not kept.
type Link struct {
	URL    string
	Pasted time.Time // the first time
}

// AddLink notes a link pasted in a channel. One that is known keeps its time.
func (db *DB) AddLink(ctx context.Context, guild, channel, url string, now time.Time) error {
	_, err := changed(ctx, db.write, `INSERT INTO link (channel, url, guild, pasted_ms) VALUES ($1, $2, $3, $4)
		ON CONFLICT (channel, url) DO NOTHING`, channel, clean(url), guild, millis(now))
	if err != nil {
		return fmt.Errorf("store: link of channel %q: %w", channel, err)
	}
	return nil
}

// Links returns the links pasted in a channel of a guild at or after since, the oldest first.
func (db *DB) Links(ctx context.Context, guild, channel string, since time.Time) ([]Link, error) {
	scan := func(rows *sql.Rows) (Link, error) {
		var l Link
		var pasted int64
		err := rows.Scan(&l.URL, &pasted)
		l.Pasted = fromMillis(pasted)
		return l, err
	}
	all, err := collect(ctx, db.read, scan,
		"SELECT url, pasted_ms FROM link WHERE guild = $1 AND channel = $2 AND pasted_ms >= $3 ORDER BY pasted_ms, url", guild, channel, millis(since))
	if err != nil {
		return nil, fmt.Errorf("store: links of channel %q: %w", channel, err)
	}
	return all, nil
}
