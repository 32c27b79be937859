package store

import (
	"context"
	"fmt"
	"time"
)

const (
	// beatEvery is how often a working process says that it is alive.
	beatEvery = 3 * time.Second
	// deadAfter is how long after its last beat a process is taken for dead. The clocks of machines that share a database
	// may differ by less than this. One that is wrongly taken for dead has its jobs done twice, which every job bears.
	deadAfter = 15 * time.Second
)

// beat says that a process is alive.
func (db *DB) beat(ctx context.Context, process string, now time.Time) error {
	_, err := changed(ctx, db.write, `INSERT INTO process (id, beat_ms) VALUES ($1, $2)
		ON CONFLICT (id) DO UPDATE SET beat_ms = excluded.beat_ms`, process, millis(now))
	if err != nil {
		return fmt.Errorf("store: process %q: beat: %w", process, err)
	}
	return nil
}

// leave says that a process has ended.
func (db *DB) leave(ctx context.Context, process string) error {
	if _, err := changed(ctx, db.write, "DELETE FROM process WHERE id = $1", process); err != nil {
		return fmt.Errorf("store: process %q: leave: %w", process, err)
	}
	return nil
}

// rescue puts the jobs of dead processes back into the queue, and returns their number. River does this too, but after an hour,
// and only while it has a leader, of which it makes none for the first quarter of a minute after the last was killed. The
// state of a job is River's own business: a test holds this to what its drivers do. Jobs that have used up
// their attempts are left to River, lest one that kills its process do so forever.
func (db *DB) rescue(ctx context.Context, now time.Time) (int64, error) {
	n, err := changed(ctx, db.write, `UPDATE river_job SET state = 'available' WHERE state = 'running'
		AND attempt < max_attempts AND `+db.lastBy()+` NOT IN (SELECT id FROM process WHERE beat_ms > $1 AND beat_ms <= $2)`,
		millis(now.Add(-deadAfter)), millis(now.Add(deadAfter))) // a beat of tomorrow was made by a clock that was wrong
	if err != nil {
		return 0, fmt.Errorf("store: rescue jobs: %w", err)
	}
	db.jobsTaken.Add(n)
	return n, nil
}

// lastBy is, in SQL, the process that worked on a job last.
func (db *DB) lastBy() string {
	if db.pool != nil {
		return "attempted_by[array_upper(attempted_by, 1)]"
	}
	return "json_extract(attempted_by, '$[#-1]')"
}
