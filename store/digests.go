package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"
)

// A Digest is what a channel is sent on a schedule. What and when is in Settings, which this package does not read.
type Digest struct {
	ID        string // set by CreateDigest
	Guild     string
	Channel   string
	Name      string          // unique within the guild
	Settings  json.RawMessage // a JSON value
	Next      time.Time       // when it is next due; zero: never
	Paused    bool            // then it is not due, whatever Next says
	Refused   time.Time       // since when Discord takes none of its issues; zero: it does, as far as is known
	Rests     bool            // it was refused for so long that it is tried once a day; see [DB.Rest]
	CreatedBy string          // the user
	Created   time.Time
	Version   int64 // counts edits; set by CreateDigest and UpdateDigest
}

const digestColumns = "id, guild, channel, name, settings, next_ms, paused, created_by, created_ms, version, refused_ms, rests"

func scanDigest(rows *sql.Rows) (Digest, error) {
	var d Digest
	var settings string
	var next, created, refused int64
	err := rows.Scan(&d.ID, &d.Guild, &d.Channel, &d.Name, &settings, &next, &d.Paused, &d.CreatedBy, &created, &d.Version,
		&refused, &d.Rests)
	d.Settings, d.Next, d.Created, d.Refused = json.RawMessage(settings), fromMillis(next), fromMillis(created), fromMillis(refused)
	return d, err
}

// CreateDigest keeps a new digest and returns it with its ID. ErrExists: the guild has one of that name.
func (db *DB) CreateDigest(ctx context.Context, d Digest) (Digest, error) {
	d.ID, d.Version, d.Name = rand.Text(), 1, clean(d.Name)
	n, err := changed(ctx, db.write, "INSERT INTO digest ("+digestColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, FALSE)
		ON CONFLICT (guild, name) DO NOTHING`,
		d.ID, d.Guild, d.Channel, d.Name, string(d.Settings), millis(d.Next), d.Paused, d.CreatedBy, millis(d.Created), d.Version)
	if err == nil && n == 0 {
		err = ErrExists
	}
	if err != nil {
		return Digest{}, fmt.Errorf("store: create digest %q: %w", d.Name, err)
	}
	return d, nil
}

// UpdateDigest keeps an edited digest: its channel, name, settings, next time and pause. Whatever Discord refused before is
// forgotten: somebody has seen to it. ErrConflict: it was edited or removed
// since d was read. ErrExists: the guild has another of that name.
func (db *DB) UpdateDigest(ctx context.Context, d Digest) (Digest, error) {
	d.Name = clean(d.Name)
	err := db.tx(ctx, func(tx *transaction) error {
		same, err := collect(ctx, tx, scanText, "SELECT id FROM digest WHERE guild = $1 AND name = $2 AND id <> $3", d.Guild, d.Name, d.ID)
		if err != nil {
			return err
		}
		if len(same) > 0 {
			return ErrExists
		}
		n, err := changed(ctx, tx, `UPDATE digest SET channel = $3, name = $4, settings = $5, next_ms = $6, paused = $7,
			refused_ms = 0, rests = FALSE, version = version + 1 WHERE id = $1 AND version = $2`,
			d.ID, d.Version, d.Channel, d.Name, string(d.Settings), millis(d.Next), d.Paused)
		if err == nil && n == 0 {
			err = ErrConflict
		}
		return err
	})
	if err != nil {
		return Digest{}, fmt.Errorf("store: update digest %q: %w", d.Name, err)
	}
	d.Version, d.Refused, d.Rests = d.Version+1, time.Time{}, false
	return d, nil
}

// DeleteDigest removes a guild's digest, or returns ErrNotFound. Its posts that are not out yet are called off.
func (db *DB) DeleteDigest(ctx context.Context, guild, id string, now time.Time) error {
	err := db.tx(ctx, func(tx *transaction) error {
		n, err := changed(ctx, tx, "DELETE FROM digest WHERE guild = $1 AND id = $2", guild, id)
		if err != nil {
			return err
		}
		if n == 0 {
			return ErrNotFound
		}
		_, err = changed(ctx, tx, "UPDATE post SET state = $2, reason = $3, done_ms = $4 WHERE digest = $1 AND state IN ($5, $6)",
			id, string(Failed), "The digest was deleted.", millis(now), string(Due), string(Composed))
		return err
	})
	if err != nil {
		return fmt.Errorf("store: delete digest %q: %w", id, err)
	}
	return nil
}

// Digest returns a digest by its ID, or ErrNotFound.
func (db *DB) Digest(ctx context.Context, id string) (Digest, error) {
	d, err := one(collect(ctx, db.read, scanDigest, "SELECT "+digestColumns+" FROM digest WHERE id = $1", id))
	if err != nil {
		return Digest{}, fmt.Errorf("store: digest %q: %w", id, err)
	}
	return d, nil
}

// Digests returns a guild's digests in the order in which they were created.
func (db *DB) Digests(ctx context.Context, guild string) ([]Digest, error) {
	all, err := collect(ctx, db.read, scanDigest, "SELECT "+digestColumns+" FROM digest WHERE guild = $1 ORDER BY created_ms, id", guild)
	if err != nil {
		return nil, fmt.Errorf("store: digests of guild %q: %w", guild, err)
	}
	return all, nil
}

// DueDigests returns at most limit digests that are due at now, the longest due first.
func (db *DB) DueDigests(ctx context.Context, now time.Time, limit int) ([]Digest, error) {
	return db.awake(ctx, "next_ms > 0 AND next_ms <= $1 ORDER BY next_ms, id LIMIT $2", millis(now), limit)
}

// LaterDigests returns the digests that are due after now.
func (db *DB) LaterDigests(ctx context.Context, now time.Time) ([]Digest, error) {
	return db.awake(ctx, "next_ms > $1 ORDER BY next_ms, id", millis(now))
}

// isAwake leaves out the digests that are paused or whose guild was left.
const isAwake = "NOT paused AND NOT EXISTS (SELECT 1 FROM leaving l WHERE l.guild = digest.guild)"

// awake returns the digests that are awake and meet a condition.
func (db *DB) awake(ctx context.Context, condition string, args ...any) ([]Digest, error) {
	all, err := collect(ctx, db.read, scanDigest, "SELECT "+digestColumns+" FROM digest WHERE "+isAwake+" AND "+condition, args...)
	if err != nil {
		return nil, fmt.Errorf("store: digests by when they are due: %w", err)
	}
	return all, nil
}

// Advance moves a digest on to its next time and, unless post is nil, puts the post that it was due for in the outbox, both or
// neither. It reports false when another process has done so, or the digest was edited, since d was read. A period
// that is in the outbox already, because a clock jumped back, is not posted again.
func (db *DB) Advance(ctx context.Context, d Digest, next time.Time, post *Post) (bool, error) {
	advanced := false
	err := db.tx(ctx, func(tx *transaction) error {
		n, err := changed(ctx, tx, "UPDATE digest SET next_ms = $4 WHERE id = $1 AND version = $2 AND next_ms = $3 AND NOT paused",
			d.ID, d.Version, millis(d.Next), millis(next))
		if err != nil || n == 0 {
			return err
		}
		advanced = true
		if post == nil {
			return nil
		}
		_, err = insertPost(ctx, tx, *post)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("store: advance digest %q: %w", d.ID, err)
	}
	return advanced, nil
}

// Refused notes that Discord refused a post, with the reason for people, and returns its digest, which says since when that is so.
// ErrNotFound: the digest is gone.
func (db *DB) Refused(ctx context.Context, post string, now time.Time) (Digest, error) {
	_, err := changed(ctx, db.write, `UPDATE digest SET refused_ms = $2 WHERE id = (SELECT p.digest FROM post p WHERE p.id = $1)
		AND (refused_ms = 0 OR refused_ms > $2)`, post, millis(now)) // one in the future was set by a clock that was wrong
	var d Digest
	if err == nil {
		d, err = one(collect(ctx, db.read, scanDigest, "SELECT "+digestColumns+" FROM digest WHERE id = (SELECT p.digest FROM post p WHERE p.id = $1)", post))
	}
	if err != nil {
		return Digest{}, fmt.Errorf("store: post %q refused: %w", post, err)
	}
	return d, nil
}

// Rest has a digest come at a time and not before, and then once a day, until an issue of it is out or it is edited.
func (db *DB) Rest(ctx context.Context, d Digest, next time.Time) error {
	_, err := changed(ctx, db.write, "UPDATE digest SET rests = TRUE, next_ms = $3 WHERE id = $1 AND version = $2 AND refused_ms > 0",
		d.ID, d.Version, millis(next))
	if err != nil {
		return fmt.Errorf("store: digest %q rests: %w", d.ID, err)
	}
	return nil
}
