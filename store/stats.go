package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Stats are what an operator watches of a database: the work of all its processes together.
type Stats struct {
	Posts    map[PostState]Backlog // of the outbox; of those that are not out yet, Oldest is when the first was due
	Digests  Backlog               // whose time has come and of which nothing is in the outbox yet
	Requests Backlog               // that nobody has answered yet; Oldest is when the first was asked
	Overdue  Backlog               // feeds that should have been fetched by now; Oldest knows nothing of those that never were
	Feeds    int                   // that somebody follows
	Stopped  int                   // of them, those that are not fetched any more
	Jobs     []JobCount
	Alive    int // processes that work in the background
}

// A Backlog is how many rows wait, and since when the first of them does; the zero time where none does.
type Backlog struct {
	Rows   int
	Oldest time.Time
}

// Stats looks at all that is to be done.
func (db *DB) Stats(ctx context.Context, now time.Time) (s Stats, err error) {
	if s.Posts, err = db.postStats(ctx); err != nil {
		return s, fmt.Errorf("store: stats of posts: %w", err)
	}
	at := millis(now)
	for _, one := range []struct {
		of    *Backlog
		query string
		args  []any
	}{
		{&s.Digests, "SELECT count(*), COALESCE(min(next_ms), 0) FROM digest WHERE next_ms > 0 AND next_ms <= $1 AND " + isAwake, []any{at}},
		{&s.Requests, "SELECT count(*), COALESCE(min(asked_ms), 0) FROM request WHERE state = $1", []any{requestOpen}},
		{&s.Overdue, "SELECT count(*), COALESCE(min(NULLIF(due_ms, 0)), 0) FROM feed WHERE due_ms <= $1 AND NOT stopped AND " + followed, []any{at}},
	} {
		if *one.of, err = db.backlog(ctx, one.query, one.args...); err != nil {
			return s, fmt.Errorf("store: stats: %w", err)
		}
	}
	if s.Feeds, s.Stopped, err = db.feedStats(ctx); err != nil {
		return s, fmt.Errorf("store: stats of feeds: %w", err)
	}
	if s.Jobs, err = db.JobCounts(ctx); err != nil {
		return s, err
	}
	processes, err := db.Processes(ctx)
	for _, p := range processes {
		if p.Alive(now) {
			s.Alive++
		}
	}
	return s, err
}

func scanBacklog(rows *sql.Rows) (b Backlog, err error) {
	var oldest int64
	err = rows.Scan(&b.Rows, &oldest)
	b.Oldest = fromMillis(oldest)
	return b, err
}

func (db *DB) backlog(ctx context.Context, query string, args ...any) (Backlog, error) {
	return one(collect(ctx, db.read, scanBacklog, query, args...))
}

// postStats counts posts; of those that have come to an end, when the oldest was due says nothing.
func (db *DB) postStats(ctx context.Context) (map[PostState]Backlog, error) {
	type row struct {
		state PostState
		Backlog
	}
	scan := func(rows *sql.Rows) (r row, err error) {
		var oldest int64
		err = rows.Scan(&r.state, &r.Rows, &oldest)
		if r.state == Due || r.state == Composed {
			r.Oldest = fromMillis(oldest)
		}
		return r, err
	}
	all := map[PostState]Backlog{Due: {}, Composed: {}, Posted: {}, Empty: {}, Expired: {}, Failed: {}}
	rows, err := collect(ctx, db.read, scan, "SELECT state, count(*), min(due_ms) FROM post GROUP BY state")
	for _, r := range rows {
		all[r.state] = r.Backlog
	}
	return all, err
}

func (db *DB) feedStats(ctx context.Context) (feeds, stopped int, err error) {
	scan := func(rows *sql.Rows) (n [2]int, err error) { return n, rows.Scan(&n[0], &n[1]) }
	n, err := one(collect(ctx, db.read, scan, "SELECT count(*), COALESCE(sum(CASE WHEN stopped THEN 1 ELSE 0 END), 0) FROM feed WHERE "+followed))
	return n[0], n[1], err
}

// A Process works in the background, and says so every few seconds.
type Process struct {
	ID   string    `json:"id"`
	Beat time.Time `json:"beat"` // its last sign of life
	Jobs int       `json:"jobs"` // that it works on
}

// Alive says whether others leave its jobs to it.
func (p Process) Alive(now time.Time) bool { return now.Sub(p.Beat) < deadAfter }

// Processes returns the processes that work in the background, and for a while those that died.
func (db *DB) Processes(ctx context.Context) ([]Process, error) {
	scan := func(rows *sql.Rows) (p Process, err error) {
		var beat int64
		err = rows.Scan(&p.ID, &beat, &p.Jobs)
		p.Beat = fromMillis(beat)
		return p, err
	}
	all, err := collect(ctx, db.read, scan, `SELECT id, beat_ms, (SELECT count(*) FROM river_job WHERE state = 'running' AND `+db.lastBy()+` = process.id)
		FROM process ORDER BY beat_ms DESC, id`)
	if err != nil {
		return nil, fmt.Errorf("store: processes: %w", err)
	}
	return all, nil
}

// TakenUp says how many jobs and requests this process has taken up that another had left, or had failed at, since it was opened.
func (db *DB) TakenUp() (jobs, requests int64) { return db.jobsTaken.Load(), db.requestsTaken.Load() }
