package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"time"
)

// KeptIssue is the kind of an issue that was posted, by the id of its post; it goes with its guild.
const KeptIssue = "issue"

// Keep keeps a JSON value until a time, so that many servers that want one article or one brief cost one fetch and one call.
// Kind says what it is ("article", "brief"), name which one. A value of the same name is replaced.
func (db *DB) Keep(ctx context.Context, kind, name string, value json.RawMessage, until time.Time) error {
	if err := keep(ctx, db.write, kind, name, value, until); err != nil {
		return fmt.Errorf("store: keep %s: %w", kind, err)
	}
	return nil
}

func keep(ctx context.Context, on execer, kind, name string, value json.RawMessage, until time.Time) error {
	_, err := changed(ctx, on, `INSERT INTO kept (kind, name, value, until_ms) VALUES ($1, $2, $3, $4)
		ON CONFLICT (kind, name) DO UPDATE SET value = excluded.value, until_ms = excluded.until_ms`,
		kind, clean(name), string(value), millis(until))
	return err
}

// Kept returns a value that was kept until after now, or ErrNotFound.
func (db *DB) Kept(ctx context.Context, kind, name string, now time.Time) (json.RawMessage, error) {
	value, err := one(collect(ctx, db.read, scanText,
		"SELECT value FROM kept WHERE kind = $1 AND name = $2 AND until_ms > $3", kind, clean(name), millis(now)))
	if err != nil {
		return nil, fmt.Errorf("store: kept %s: %w", kind, err)
	}
	return json.RawMessage(value), nil
}

// Lease lets one of many make a value that is not kept yet: it makes by the one until a time, and reports false while
// another's lease holds. Who has it may take it again. It ends by itself.
func (db *DB) Lease(ctx context.Context, kind, name, by string, now, until time.Time) (bool, error) {
	n, err := changed(ctx, db.write, `INSERT INTO kept (kind, name, value, until_ms) VALUES ($1, $2, $3, $4)
		ON CONFLICT (kind, name) DO UPDATE SET value = excluded.value, until_ms = excluded.until_ms
		WHERE kept.until_ms <= $5 OR kept.until_ms > $6 OR kept.value = excluded.value`,
		"lease of "+kind, clean(name), strconv.Quote(by), millis(until), millis(now), millis(tooFar(now, until)))
	if err != nil {
		return false, fmt.Errorf("store: lease of %s: %w", kind, err)
	}
	return n > 0, nil
}

// tooFar is twice as far away as until: what claims to hold until then was written by a clock that is wrong.
func tooFar(now, until time.Time) time.Time { return until.Add(until.Sub(now)) }

// Release ends a lease early. One that another has taken since stays.
func (db *DB) Release(ctx context.Context, kind, name, by string) error {
	_, err := changed(ctx, db.write, "DELETE FROM kept WHERE kind = $1 AND name = $2 AND value = $3", "lease of "+kind, clean(name), strconv.Quote(by))
	if err != nil {
		return fmt.Errorf("store: release %s: %w", kind, err)
	}
	return nil
}
