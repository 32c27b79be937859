package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"
)

// A PostState says how far a post has come: due, composed, and then one of the others.
type PostState string

const (
	Due      PostState = "due"      // what it says is not known yet
	Composed PostState = "composed" // its parts are written; a claim says who is sending them
	Posted   PostState = "posted"   // every part is on Discord
	Empty    PostState = "empty"    // there was nothing to say, and silence was asked for
	Expired  PostState = "expired"  // it could not be posted in time
	Failed   PostState = "failed"   // Discord refused it for good, or it was called off; Reason says why
)

// A Post is one period's issue of a digest on its way to Discord. There is at most one for each digest and period.
type Post struct {
	ID       string // set by the outbox
	Digest   string
	Period   string // names the period, as a local date does
	Guild    string
	Channel  string
	Due      time.Time
	NotAfter time.Time // not begun after this
	State    PostState // set by the outbox
	Reason   string    // for people, when it failed or was refused and is tried again
	Done     time.Time // when it reached its last state
	Parts    []Part    // in the order in which they are sent
	memories []Memory
}

// A Part is one message of a post.
type Part struct {
	Body    json.RawMessage // a JSON value that this package does not read
	Under   int             // the index of an earlier part in whose thread this one stands, -1: in the channel itself
	Message string          // Discord's id once it is posted
	tried   time.Time       // since when it may be on Discord without our knowing; zero: it is not
}

// A Content is what a post says.
type Content struct {
	Parts    []Part          // none: nothing, in silence
	Memories []Memory        // what the channel will have been told
	Issue    json.RawMessage // is kept with it, as [KeptIssue]; nil: none is
	Until    time.Time       // for how long
}

// Nonce returns what Discord and [Publisher.Find] know a part of a post by: 25 characters, the most that Discord takes, always
// the same for one digest, period and part.
func Nonce(digest, period string, part int) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %d", digest, period, part))
	return "p" + hex.EncodeToString(sum[:12])
}

// AddPost puts a post in the outbox, unless there is one of its digest and period. It reports whether it did.
func (db *DB) AddPost(ctx context.Context, p Post) (added bool, err error) {
	err = db.tx(ctx, func(tx *transaction) error {
		added, err = insertPost(ctx, tx, p)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("store: add post of digest %q: %w", p.Digest, err)
	}
	return added, nil
}

func insertPost(ctx context.Context, tx *transaction, p Post) (bool, error) {
	n, err := changed(ctx, tx, `INSERT INTO post (id, digest, period, guild, channel, due_ms, not_after_ms,
			state, reason, memories, claimed_by, claimed_until_ms, done_ms)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '', '[]', '', 0, 0) ON CONFLICT (digest, period) DO NOTHING`,
		rand.Text(), p.Digest, p.Period, p.Guild, p.Channel, millis(p.Due), millis(p.NotAfter), string(Due))
	return n > 0, err
}

const postColumns = "id, digest, period, guild, channel, due_ms, not_after_ms, state, reason, memories, done_ms"

func scanPost(rows *sql.Rows) (Post, error) {
	var p Post
	var memories string
	var due, notAfter, done int64
	err := rows.Scan(&p.ID, &p.Digest, &p.Period, &p.Guild, &p.Channel, &due, &notAfter, &p.State, &p.Reason, &memories, &done)
	if err != nil {
		return p, err
	}
	p.Due, p.NotAfter, p.Done = fromMillis(due), fromMillis(notAfter), fromMillis(done)
	return p, json.Unmarshal([]byte(memories), &p.memories)
}

// Post returns a post with its parts, or ErrNotFound.
func (db *DB) Post(ctx context.Context, id string) (Post, error) {
	p, err := one(collect(ctx, db.read, scanPost, "SELECT "+postColumns+" FROM post WHERE id = $1", id))
	if err == nil {
		p.Parts, err = collect(ctx, db.read, scanPart, "SELECT body, under, tried_ms, message FROM post_part WHERE post = $1 ORDER BY n", id)
	}
	if err != nil {
		return Post{}, fmt.Errorf("store: post %q: %w", id, err)
	}
	return p, nil
}

func scanPart(rows *sql.Rows) (Part, error) {
	var p Part
	var body string
	var tried int64
	err := rows.Scan(&body, &p.Under, &tried, &p.Message)
	p.Body, p.tried = json.RawMessage(body), fromMillis(tried)
	return p, err
}

// OpenPosts returns the IDs of at most limit posts that have not reached a last state, the longest due first. Each is to be
// handed to [Outbox.Deliver]. One whose ID is the key of a job that is not done is left out: of those that are refused, and tried again for hours,
// there may be more than limit.
func (db *DB) OpenPosts(ctx context.Context, limit int) ([]string, error) {
	ids, err := collect(ctx, db.read, scanText, `SELECT id FROM post WHERE state IN ($1, $2)
		AND id NOT IN (SELECT args ->> 'key' FROM river_job WHERE state IN ('available', 'pending', 'running', 'retryable', 'scheduled'))
		ORDER BY due_ms, id LIMIT $3`, string(Due), string(Composed), limit)
	if err != nil {
		return nil, fmt.Errorf("store: open posts: %w", err)
	}
	return ids, nil
}

// Posts returns at most limit posts of a digest, without their parts, the latest first.
func (db *DB) Posts(ctx context.Context, digest string, limit int) ([]Post, error) {
	all, err := collect(ctx, db.read, scanPost, "SELECT "+postColumns+" FROM post WHERE digest = $1 ORDER BY due_ms DESC, id LIMIT $2", digest, limit)
	if err != nil {
		return nil, fmt.Errorf("store: posts of digest %q: %w", digest, err)
	}
	return all, nil
}

// LastAppeared returns the latest post of a digest that was due before a time and is out, or had nothing to say, without its parts. ErrNotFound:
// there is none.
func (db *DB) LastAppeared(ctx context.Context, digest string, before time.Time) (Post, error) {
	p, err := one(collect(ctx, db.read, scanPost, "SELECT "+postColumns+` FROM post WHERE digest = $1 AND state IN ($2, $3) AND due_ms < $4
		ORDER BY due_ms DESC, id LIMIT 1`, digest, string(Posted), string(Empty), millis(before)))
	if err != nil {
		return Post{}, fmt.Errorf("store: last post of digest %q that appeared: %w", digest, err)
	}
	return p, nil
}

// compose writes what a post says, once: when another process has done so, its content stands. One that says nothing has reached its last state.
func (db *DB) compose(ctx context.Context, id string, content Content, now time.Time) error {
	text, err := json.Marshal(content.Memories)
	if err != nil {
		return err
	}
	state, done := Composed, time.Time{}
	if len(content.Parts) == 0 {
		state, done = Empty, now
	}
	return db.tx(ctx, func(tx *transaction) error {
		n, err := changed(ctx, tx, "UPDATE post SET state = $2, memories = $3, done_ms = $5 WHERE id = $1 AND state = $4",
			id, string(state), string(text), string(Due), millis(done))
		if err != nil || n == 0 {
			return err
		}
		if content.Issue != nil {
			if err := keep(ctx, tx, KeptIssue, id, content.Issue, content.Until); err != nil {
				return err
			}
		}
		return insertParts(ctx, tx, id, content.Parts)
	})
}

func insertParts(ctx context.Context, tx *transaction, post string, parts []Part) error {
	for i, part := range parts {
		if part.Under >= i {
			return fmt.Errorf("part %d stands under part %d, which is not before it", i, part.Under)
		}
		_, err := changed(ctx, tx, "INSERT INTO post_part (post, n, body, under, tried_ms, message) VALUES ($1, $2, $3, $4, 0, '')",
			post, i, string(part.Body), part.Under)
		if err != nil {
			return err
		}
	}
	return nil
}

// claim makes by the only one who may send a composed post, until a time. It reports false when another's claim holds. One that reaches twice as
// far was made by a clock that is wrong.
func (db *DB) claim(ctx context.Context, id, by string, now, until time.Time) (bool, error) {
	n, err := changed(ctx, db.write, `UPDATE post SET claimed_by = $2, claimed_until_ms = $3
		WHERE id = $1 AND state = $4 AND (claimed_by = $2 OR claimed_until_ms <= $5 OR claimed_until_ms > $6)`,
		id, by, millis(until), string(Composed), millis(now), millis(tooFar(now, until)))
	return n > 0, err
}

// release ends by's claim, if it still holds.
func (db *DB) release(ctx context.Context, id, by string) error {
	_, err := changed(ctx, db.write, "UPDATE post SET claimed_by = '', claimed_until_ms = 0 WHERE id = $1 AND claimed_by = $2", id, by)
	return err
}

// trying prolongs by's claim and notes, before a part is sent, since when it may be on Discord. A zero time takes that back.
func (db *DB) trying(ctx context.Context, id, by string, n int, tried, until time.Time) error {
	return db.tx(ctx, func(tx *transaction) error {
		held, err := changed(ctx, tx, "UPDATE post SET claimed_until_ms = $3 WHERE id = $1 AND claimed_by = $2 AND state = $4",
			id, by, millis(until), string(Composed))
		if err != nil {
			return err
		}
		if held == 0 {
			return ErrConflict
		}
		_, err = changed(ctx, tx, "UPDATE post_part SET tried_ms = $3 WHERE post = $1 AND n = $2", id, n, millis(tried))
		return err
	})
}

// sent notes that a part is on Discord. It needs no claim: it is true whoever says it, and the first message stands.
func (db *DB) sent(ctx context.Context, id string, n int, message string) error {
	_, err := changed(ctx, db.write, "UPDATE post_part SET message = $3 WHERE post = $1 AND n = $2 AND message = ''", id, n, message)
	return err
}

// finish brings a post to its last state. What a posted one told becomes its channel's memory, and its digest is refused no more.
func (db *DB) finish(ctx context.Context, p Post, state PostState, reason string, now time.Time) error {
	return db.tx(ctx, func(tx *transaction) error {
		n, err := changed(ctx, tx, `UPDATE post SET state = $2, reason = $3, done_ms = $4, claimed_by = '', claimed_until_ms = 0
			WHERE id = $1 AND state IN ($5, $6)`,
			p.ID, string(state), clean(reason), millis(now), string(Due), string(Composed))
		if err != nil || n == 0 || state != Posted {
			return err
		}
		_, err = changed(ctx, tx, "UPDATE digest SET refused_ms = 0, rests = FALSE WHERE id = $1 AND refused_ms > 0", p.Digest)
		if err != nil {
			return err
		}
		return remember(ctx, tx, p.Guild, p.Channel, p.memories, now)
	})
}

// noteReason keeps, for people, why a post is not out yet.
func (db *DB) noteReason(ctx context.Context, id, reason string) error {
	_, err := changed(ctx, db.write, "UPDATE post SET reason = $2 WHERE id = $1 AND state = $3", id, clean(reason), string(Composed))
	return err
}
