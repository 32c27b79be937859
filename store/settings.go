package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"
)

// Settings are what has been decided for a guild. This package does not read them.
type Settings struct {
	Guild     string
	Value     json.RawMessage
	ChangedBy string        // the user
	Keep      time.Duration // of the guild's requests, in place of Retention.Requests; 0: as all others
	Version   int64         // counts changes; 0: there are none yet
}

// Settings returns a guild's settings, or ErrNotFound.
func (db *DB) Settings(ctx context.Context, guild string) (Settings, error) {
	scan := func(rows *sql.Rows) (Settings, error) {
		s := Settings{Guild: guild}
		var value string
		err := rows.Scan(&value, &s.ChangedBy, &s.Version)
		s.Value = json.RawMessage(value)
		return s, err
	}
	s, err := one(collect(ctx, db.read, scan, "SELECT value, changed_by, version FROM settings WHERE guild = $1", guild))
	if err != nil {
		return Settings{Guild: guild}, fmt.Errorf("store: settings of guild %q: %w", guild, err)
	}
	return s, nil
}

// SaveSettings keeps settings that were read with the same Version, or new ones, which have none. ErrConflict: they were
// changed by someone else since.
func (db *DB) SaveSettings(ctx context.Context, s Settings, now time.Time) error {
	n, err := changed(ctx, db.write, `INSERT INTO settings (guild, value, changed_by, changed_ms, keep_ms, version) VALUES ($1, $2, $3, $4, $5, 1)
		ON CONFLICT (guild) DO UPDATE SET value = excluded.value, changed_by = excluded.changed_by, changed_ms = excluded.changed_ms,
		keep_ms = excluded.keep_ms, version = settings.version + 1 WHERE settings.version = $6`,
		s.Guild, string(s.Value), s.ChangedBy, millis(now), s.Keep.Milliseconds(), s.Version)
	if err == nil && n == 0 {
		err = ErrConflict
	}
	if err != nil {
		return fmt.Errorf("store: save settings of guild %q: %w", s.Guild, err)
	}
	return nil
}
