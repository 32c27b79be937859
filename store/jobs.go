package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// A JobState says how far a job has come.
type JobState string

const (
	Waiting  JobState = "waiting"  // to be worked now or at its time
	Running  JobState = "running"  // being worked
	Retrying JobState = "retrying" // failed, and waiting for its next attempt; when that is seconds away it is waiting already
	Dead     JobState = "dead"     // given up; kept for 14 days
	Done     JobState = "done"     // kept for an hour
)

// riverStates says how River calls them.
func (s JobState) riverStates() []rivertype.JobState {
	switch s {
	case Waiting:
		return []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStateScheduled, rivertype.JobStatePending}
	case Running:
		return []rivertype.JobState{rivertype.JobStateRunning}
	case Retrying:
		return []rivertype.JobState{rivertype.JobStateRetryable}
	case Dead:
		return []rivertype.JobState{rivertype.JobStateDiscarded, rivertype.JobStateCancelled}
	case Done:
		return []rivertype.JobState{rivertype.JobStateCompleted}
	}
	return nil
}

func jobState(of rivertype.JobState) JobState {
	for _, s := range []JobState{Waiting, Running, Retrying, Dead, Done} {
		if slices.Contains(s.riverStates(), of) {
			return s
		}
	}
	return JobState(of)
}

// A JobView is a job as it is shown to people.
type JobView struct {
	ID       int64     `json:"id"`
	Kind     string    `json:"kind"`
	Key      string    `json:"key"`
	State    JobState  `json:"state"`
	Attempts int       `json:"attempts"`
	Made     time.Time `json:"made"`
	Begun    time.Time `json:"begun,omitzero"`    // its last attempt
	Process  string    `json:"process,omitempty"` // that works on it
	Next     time.Time `json:"next,omitzero"`     // when it is worked, if it waits
	Failed   time.Time `json:"failed,omitzero"`   // when it last failed
	Reason   string    `json:"reason,omitempty"`
}

// Jobs returns at most limit jobs of a state, the latest first. Limit is 1 to 10,000.
func (q *Queue) Jobs(ctx context.Context, state JobState, limit int) ([]JobView, error) {
	list, err := q.client.JobList(ctx, river.NewJobListParams().States(state.riverStates()...).
		OrderBy(river.JobListOrderByID, river.SortOrderDesc).First(limit))
	if err != nil {
		return nil, fmt.Errorf("store: list %s jobs: %w", state, err)
	}
	views := make([]JobView, len(list.Jobs))
	for i, row := range list.Jobs {
		if views[i], err = viewJob(row); err != nil {
			return nil, fmt.Errorf("store: list %s jobs: job %d: %w", state, row.ID, err)
		}
	}
	return views, nil
}

func viewJob(row *rivertype.JobRow) (JobView, error) {
	v := JobView{ID: row.ID, Kind: row.Kind, State: jobState(row.State), Attempts: row.Attempt, Made: row.CreatedAt}
	var args jobArgs
	if err := json.Unmarshal(row.EncodedArgs, &args); err != nil {
		return v, err
	}
	v.Key = args.Key
	if row.AttemptedAt != nil {
		v.Begun = *row.AttemptedAt
	}
	if by := len(row.AttemptedBy); by > 0 && v.State == Running {
		v.Process = row.AttemptedBy[by-1]
	}
	if v.State == Waiting || v.State == Retrying {
		v.Next = row.ScheduledAt
	}
	if last := len(row.Errors) - 1; last >= 0 {
		v.Failed, v.Reason = row.Errors[last].At, row.Errors[last].Error
	}
	return v, nil
}

// A JobCount says how many jobs of a kind are in a state, and since when the first of them is: when it was begun, given up or done, or is to
// be worked, which may be in the future.
type JobCount struct {
	Kind  string    `json:"kind"`
	State JobState  `json:"state"`
	Jobs  int       `json:"jobs"`
	Since time.Time `json:"since"`
}

// JobCounts counts the jobs by kind and state.
func (db *DB) JobCounts(ctx context.Context) ([]JobCount, error) {
	scan := func(rows *sql.Rows) (c JobCount, err error) {
		var state string
		var since int64
		err = rows.Scan(&c.Kind, &state, &c.Jobs, &since)
		c.State, c.Since = jobState(rivertype.JobState(state)), fromMillis(1000*since)
		return c, err
	}
	rows, err := collect(ctx, db.read, scan, `SELECT kind, CAST(state AS TEXT), count(*), `+db.unix("min(CASE WHEN state = 'running' THEN attempted_at ELSE COALESCE(finalized_at, scheduled_at) END)")+`
		FROM river_job GROUP BY kind, state ORDER BY kind, 2`)
	if err != nil {
		return nil, fmt.Errorf("store: count jobs: %w", err)
	}
	var counts []JobCount
	for _, row := range rows {
		same := func(c JobCount) bool { return c.Kind == row.Kind && c.State == row.State }
		at := slices.IndexFunc(counts, same)
		if at < 0 {
			counts = append(counts, row)
			continue
		}
		counts[at].Jobs += row.Jobs // River has several states for one of ours
		if row.Since.Before(counts[at].Since) {
			counts[at].Since = row.Since
		}
	}
	return counts, nil
}

// unix is, in SQL, one of River's times in seconds since 1970.
func (db *DB) unix(expression string) string {
	if db.pool != nil {
		return "CAST(EXTRACT(EPOCH FROM " + expression + ") AS BIGINT)"
	}
	return "CAST(strftime('%s', " + expression + ") AS INTEGER)"
}

// Retry has a job worked again now, dead or waiting. ErrNotFound: there is none of that ID. ErrExists: a newer one of its kind and key is not done
// yet. ErrConflict: it is being worked.
func (q *Queue) Retry(ctx context.Context, id int64) error {
	job, err := q.client.JobRetry(ctx, id)
	switch {
	case errors.Is(err, river.ErrNotFound):
		err = ErrNotFound
	case isTaken(err):
		err = ErrExists
	case err == nil && jobState(job.State) == Running: // River lets it be
		err = ErrConflict
	}
	if err != nil {
		return fmt.Errorf("store: retry job %d: %w", id, err)
	}
	return nil
}

// isTaken says that a database refused a row because of another one that must be the only one of its kind.
func isTaken(err error) bool {
	var postgres *pgconn.PgError
	var lite *sqlite.Error
	return errors.As(err, &postgres) && postgres.Code == "23505" || errors.As(err, &lite) && lite.Code() == sqlite3.SQLITE_CONSTRAINT_UNIQUE
}

// quiet passes on River's warnings and errors alone.
type quiet struct{ slog.Handler }

func (h quiet) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && h.Handler.Enabled(ctx, level)
}

func (h quiet) WithAttrs(attrs []slog.Attr) slog.Handler { return quiet{h.Handler.WithAttrs(attrs)} }
func (h quiet) WithGroup(name string) slog.Handler       { return quiet{h.Handler.WithGroup(name)} }
