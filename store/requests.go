package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"parley/desk"
)

// States of a request. A withdrawn one is kept too, so that whoever works on it learns of it.
const (
	requestOpen      = "open"
	requestDone      = "done"
	requestWithdrawn = "withdrawn"
)

// TakeRequest writes a request down, and makes by the one who works on it until a time. It reports false where it is written
// down already: another process was faster.
func (db *DB) TakeRequest(ctx context.Context, r desk.Request, by string, until time.Time) (bool, error) {
	n, err := changed(ctx, db.write, `INSERT INTO request (id, message, guild, channel, asker, wish, state, taken_by, due_ms, tries, asked_ms)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10) ON CONFLICT (id) DO NOTHING`,
		r.ID, r.Message, r.Guild, r.Channel, r.Asker, clean(string(r.Wish)), requestOpen, by, millis(until), millis(r.Asked))
	if err != nil {
		return false, fmt.Errorf("store: take request %q: %w", r.ID, err)
	}
	return n > 0, nil
}

// HoldRequests prolongs those of the requests that are by's.
func (db *DB) HoldRequests(ctx context.Context, by string, ids []string, until time.Time) error {
	list, err := json.Marshal(ids)
	if err == nil {
		_, err = changed(ctx, db.write, "UPDATE request SET due_ms = $2 WHERE taken_by = $1 AND state = $3 AND id "+db.inList("$4"),
			by, millis(until), requestOpen, string(list))
	}
	if err != nil {
		return fmt.Errorf("store: hold requests: %w", err)
	}
	return nil
}

// ReleaseRequests lets others take up all that by has left open. That it ended in good order is no failed try.
func (db *DB) ReleaseRequests(ctx context.Context, by string) error {
	_, err := changed(ctx, db.write, `UPDATE request SET taken_by = '', due_ms = 0, tries = request.tries - 1
		WHERE taken_by = $1 AND state = $2`, by, requestOpen)
	if err != nil {
		return fmt.Errorf("store: release requests: %w", err)
	}
	return nil
}

// PostponeRequest gives a request up for now: anybody may take it up from a time on.
func (db *DB) PostponeRequest(ctx context.Context, id, by string, until time.Time) error {
	_, err := changed(ctx, db.write, "UPDATE request SET taken_by = '', due_ms = $3 WHERE id = $1 AND taken_by = $2 AND state = $4",
		id, by, millis(until), requestOpen)
	if err != nil {
		return fmt.Errorf("store: postpone request %q: %w", id, err)
	}
	return nil
}

const requestColumns = "id, message, guild, channel, asker, wish, asked_ms, tries"

func scanRequest(rows *sql.Rows) (desk.Request, error) {
	var r desk.Request
	var wish string
	var asked int64
	err := rows.Scan(&r.ID, &r.Message, &r.Guild, &r.Channel, &r.Asker, &wish, &asked, &r.Tries)
	r.Wish, r.Asked = json.RawMessage(wish), fromMillis(asked)
	return r, err
}

// longestWait is more than any request is held or put off: one that is due later still was so put by a clock that is wrong.
const longestWait = 10 * time.Minute

// TakeOverRequests makes by the one who works on at most limit requests that nobody works on, the oldest first.
func (db *DB) TakeOverRequests(ctx context.Context, by string, now, until time.Time, limit int) ([]desk.Request, error) {
	due, err := collect(ctx, db.read, scanText, "SELECT id FROM request WHERE state = $1 AND (due_ms <= $2 OR due_ms > $4) ORDER BY asked_ms, id LIMIT $3",
		requestOpen, millis(now), limit, millis(now.Add(longestWait)))
	var all []desk.Request
	for _, id := range due {
		var taken []desk.Request // none, where another was faster
		taken, err = collect(ctx, db.write, scanRequest, `UPDATE request SET taken_by = $2, due_ms = $3, tries = request.tries + 1
			WHERE id = $1 AND state = $4 AND (due_ms <= $5 OR due_ms > $6) RETURNING `+requestColumns, id, by, millis(until), requestOpen, millis(now),
			millis(now.Add(longestWait)))
		if err != nil {
			break
		}
		all = append(all, taken...)
	}
	db.requestsTaken.Add(int64(len(all)))
	if err != nil {
		return all, fmt.Errorf("store: take over requests: %w", err)
	}
	return all, nil
}

// Request returns a request; the zero value where there is none.
func (db *DB) Request(ctx context.Context, id string) (desk.Request, error) {
	r, err := one(collect(ctx, db.read, scanRequest, "SELECT "+requestColumns+" FROM request WHERE id = $1", id))
	if err != nil && !errors.Is(err, ErrNotFound) {
		return r, fmt.Errorf("store: request %q: %w", id, err)
	}
	return r, nil
}

// Answering keeps an answer before it is sent, and returns it as it stands: with its message, where that is known, and the time of the
// first try. ok is false where by has no business to answer: the request was withdrawn, or another works on it.
func (db *DB) Answering(ctx context.Context, a desk.Answer, by string, now time.Time) (standing desk.Answer, ok bool, err error) {
	standing = a
	err = db.tx(ctx, func(tx *transaction) error {
		if ok, err = lockRequest(ctx, tx, "id = $1 AND taken_by = $2 AND state = $3", a.Request, by, requestOpen); err != nil || !ok {
			return err
		}
		brief := clean(string(a.Brief))
		_, err := changed(ctx, tx, `INSERT INTO answer (request, n, channel, brief, tried_ms, message) VALUES ($1, $2, $3, $4, $5, '')
			ON CONFLICT (request, n) DO UPDATE SET brief = excluded.brief,
			channel = CASE WHEN answer.message = '' THEN excluded.channel ELSE answer.channel END`, a.Request, a.N, a.Channel, brief, millis(now))
		if err != nil {
			return err
		}
		for _, link := range a.Links {
			_, err := changed(ctx, tx, `INSERT INTO answer_link (request, n, channel, link)
				SELECT id, $2, channel, $3 FROM request WHERE id = $1
				ON CONFLICT (request, n, link) DO NOTHING`, a.Request, a.N, clean(link))
			if err != nil {
				return err
			}
		}
		known, err := one(collect(ctx, tx, scanAnswer, answerQuery+" WHERE request = $1 AND n = $2", a.Request, a.N))
		standing.Message, standing.Tried = known.Message, known.Tried
		return err
	})
	if err != nil {
		return standing, false, fmt.Errorf("store: answer request %q: %w", a.Request, err)
	}
	return standing, ok, nil
}

const answerQuery = "SELECT request, n, channel, message, tried_ms FROM answer"

func scanAnswer(rows *sql.Rows) (desk.Answer, error) {
	var a desk.Answer
	var tried int64
	err := rows.Scan(&a.Request, &a.N, &a.Channel, &a.Message, &tried)
	a.Tried = fromMillis(tried)
	return a, err
}

// lockRequest says whether a request meets a condition. Until the transaction ends, nobody else answers or withdraws it: of one who
// posts and one who withdraws at the same time, the later one must see what the first did.
func lockRequest(ctx context.Context, tx *transaction, condition string, args ...any) (bool, error) {
	n, err := changed(ctx, tx, "UPDATE request SET asker = request.asker WHERE "+condition, args...)
	return n > 0, err
}

// Answered keeps the message of an answer. stands is false where the request was withdrawn meanwhile: the message must go.
func (db *DB) Answered(ctx context.Context, request string, n int, message string) (stands bool, err error) {
	err = db.tx(ctx, func(tx *transaction) error {
		if stands, err = lockRequest(ctx, tx, "id = $1 AND state <> $2", request, requestWithdrawn); err != nil || !stands {
			return err
		}
		_, err := changed(ctx, tx, "UPDATE answer SET message = $3 WHERE request = $1 AND n = $2", request, n, message)
		return err
	})
	if err != nil {
		return true, fmt.Errorf("store: request %q answered: %w", request, err)
	}
	return stands, nil
}

// FinishRequest ends the work on a request. Wish is what is still to be kept of it.
func (db *DB) FinishRequest(ctx context.Context, id, by string, wish json.RawMessage) error {
	_, err := changed(ctx, db.write, "UPDATE request SET state = $3, wish = $4 WHERE id = $1 AND taken_by = $2 AND state = $5",
		id, by, requestDone, clean(string(wish)), requestOpen)
	if err != nil {
		return fmt.Errorf("store: finish request %q: %w", id, err)
	}
	return nil
}

// MessageGone ends what hangs on a message that was deleted: where it asked, its requests are withdrawn, and the answers that must
// go are returned, once; where it answered, its brief is forgotten.
func (db *DB) MessageGone(ctx context.Context, message string) (answers []desk.Answer, err error) {
	known, err := collect(ctx, db.read, scanText, "SELECT id FROM request WHERE message = $1 UNION SELECT request FROM answer WHERE message = $1", message)
	if err == nil && len(known) > 0 { // most messages have nothing to do with us, and cost no writing
		err = db.tx(ctx, func(tx *transaction) error {
			n, err := changed(ctx, tx, "UPDATE request SET state = $2, wish = '{}' WHERE message = $1 AND state <> $2", message, requestWithdrawn)
			if err == nil && n > 0 {
				answers, err = collect(ctx, tx, scanAnswer, answerQuery+` WHERE message NOT IN ('', $2) AND request IN
					(SELECT id FROM request WHERE message = $1)`, message, desk.Deleted)
			}
			if err == nil {
				_, err = changed(ctx, tx, "DELETE FROM answer WHERE request IN (SELECT id FROM request WHERE message = $1)", message)
			}
			if err == nil {
				_, err = changed(ctx, tx, "UPDATE answer SET message = $2, brief = 'null' WHERE message = $1", message, desk.Deleted)
			}
			return err
		})
	}
	if err != nil {
		return nil, fmt.Errorf("store: message %q gone: %w", message, err)
	}
	return answers, nil
}

// Answer returns an answer with its brief; the zero value where there is none.
func (db *DB) Answer(ctx context.Context, request string, n int) (desk.Answer, error) {
	a, err := one(collect(ctx, db.read, scanWhole, "SELECT request, n, channel, message, brief FROM answer WHERE request = $1 AND n = $2", request, n))
	if errors.Is(err, ErrNotFound) {
		return desk.Answer{}, nil
	}
	if err != nil {
		return a, fmt.Errorf("store: answer of request %q: %w", request, err)
	}
	return a, nil
}

func scanWhole(rows *sql.Rows) (desk.Answer, error) {
	var a desk.Answer
	var brief string
	err := rows.Scan(&a.Request, &a.N, &a.Channel, &a.Message, &brief)
	a.Brief = json.RawMessage(brief)
	return a, err
}

// AnswerAbout returns the last answer that a channel got about an article; the zero value where there is none.
func (db *DB) AnswerAbout(ctx context.Context, channel, link string) (desk.Answer, error) {
	a, err := one(collect(ctx, db.read, scanAnswer, answerQuery+` WHERE message NOT IN ('', $3)
			AND (request, n) IN (SELECT l.request, l.n FROM answer_link l WHERE l.channel = $1 AND l.link = $2)
		ORDER BY tried_ms DESC LIMIT 1`, channel, clean(link), desk.Deleted))
	if err != nil && !errors.Is(err, ErrNotFound) {
		return a, fmt.Errorf("store: answer in channel %q: %w", channel, err)
	}
	return a, nil
}

// AskedSince returns the messages that asked for something since a time and are not known to be gone, by their channels.
func (db *DB) AskedSince(ctx context.Context, at time.Time) (map[string][]string, error) {
	scan := func(rows *sql.Rows) (r desk.Request, err error) {
		err = rows.Scan(&r.Channel, &r.Message)
		return r, err
	}
	all, err := collect(ctx, db.read, scan, "SELECT DISTINCT channel, message FROM request WHERE asked_ms >= $1 AND message <> '' AND state <> $2 ORDER BY message",
		millis(at), requestWithdrawn)
	if err != nil {
		return nil, fmt.Errorf("store: what was asked: %w", err)
	}
	asked := map[string][]string{}
	for _, r := range all {
		asked[r.Channel] = append(asked[r.Channel], r.Message)
	}
	return asked, nil
}

// DirectChannels returns the channels of direct messages in which somebody asked last, the latest first.
func (db *DB) DirectChannels(ctx context.Context, limit int) ([]string, error) {
	channels, err := collect(ctx, db.read, scanText, `SELECT channel FROM request WHERE guild = '' AND message <> ''
		GROUP BY channel ORDER BY max(asked_ms) DESC, channel LIMIT $1`, limit)
	if err != nil {
		return nil, fmt.Errorf("store: channels of direct messages: %w", err)
	}
	return channels, nil
}

// heardFor is how long it is known when the gateway was last heard.
const heardFor = 30 * 24 * time.Hour

// Heard keeps that some process heard a shard of so many at a time.
func (db *DB) Heard(ctx context.Context, shard, of int, at time.Time) error {
	return db.Keep(ctx, "heard", fmt.Sprintf("%d/%d", shard, of), json.RawMessage(strconv.FormatInt(millis(at), 10)), at.Add(heardFor))
}

// LastHeard returns when a process last heard a shard of so many; the zero time where none did, or long ago. Where there were another
// number of shards before, servers have moved between them: then it is when any of those was heard.
func (db *DB) LastHeard(ctx context.Context, shard, of int, now time.Time) (time.Time, error) {
	value, err := db.Kept(ctx, "heard", fmt.Sprintf("%d/%d", shard, of), now)
	times := []string{string(value)}
	if errors.Is(err, ErrNotFound) {
		times, err = collect(ctx, db.read, scanText, "SELECT value FROM kept WHERE kind = $1 AND until_ms > $2 AND name NOT LIKE $3",
			"heard", millis(now), fmt.Sprintf("%%/%d", of))
	}
	var last time.Time
	for _, text := range times {
		if ms, wrong := strconv.ParseInt(text, 10, 64); wrong == nil && fromMillis(ms).After(last) {
			last = fromMillis(ms)
		}
	}
	return last, err
}
