// Package store keeps what Parley must remember between two starts, and shares it between processes: feeds and their items,
// subscriptions, digests, what each channel has seen, posts on their way to Discord, and the queue of background work.
//
// Start with [Open], which takes a PostgreSQL address or the path of a SQLite file, then [DB.Migrate]. One SQL text serves both
// databases; each aggregate has a file of its own. [DB.NewQueue] runs background jobs on the same database, and [Outbox]
// brings a digest to Discord once.
//
// The tables alone say what is to be done; jobs are hints. Whatever is due is queued again and again, as a unique job, until a
// table says that it is done. So no transaction has to span a table and the queue, and a lost job loses nothing.
//
// Times are kept in milliseconds. Guilds, channels and messages are Discord's ids, as text.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

var (
	// ErrNotFound says that there is no such row.
	ErrNotFound = errors.New("not found")
	// ErrExists says that there is one already.
	ErrExists = errors.New("exists already")
	// ErrConflict says that a row was changed or removed since it was read: read it again.
	ErrConflict = errors.New("changed by someone else meanwhile")
)

// A DB is an open database. It is safe for concurrent use, by several processes too.
type DB struct {
	// On SQLite, write has a single connection: writers then queue up in Go, where waiting is fair, and River's driver
	// asks for it. Nothing may use write while it holds a transaction of it. On PostgreSQL the two are one pool.
	write, read pool
	pool        *pgxpool.Pool // under write, nil on SQLite
	path        string        // of the SQLite file, "" on PostgreSQL
	log         *slog.Logger

	jobsTaken, requestsTaken atomic.Int64 // see TakenUp
}

// Open opens a database: PostgreSQL for an address that begins with postgres:// or postgresql://, else SQLite, where url is the
// path of a file on a local disk, with or without sqlite: before it. The file and its folder are made when they are not there.
// What is neither is refused; see [SQLitePath]. Open does not touch the schema; see [DB.Migrate]. Errors do not contain passwords.
func Open(ctx context.Context, url string, log *slog.Logger) (*DB, error) {
	db := &DB{log: log}
	path, local, err := SQLitePath(url)
	switch {
	case err != nil:
	case local:
		err = db.openSQLite(ctx, path)
	default:
		err = db.openPostgres(ctx, strings.TrimSpace(url))
	}
	if err != nil {
		return nil, fmt.Errorf("store: open: %w", err)
	}
	return db, nil
}

// Close closes the database. Queues must have been stopped before.
func (db *DB) Close() error {
	err := db.write.Close()
	if db.pool != nil {
		db.pool.Close()
		return err
	}
	return errors.Join(err, db.read.Close())
}

// Ping reports whether the database answers.
func (db *DB) Ping(ctx context.Context) error {
	if _, err := collect(ctx, db.read, scanText, "SELECT 'here'"); err != nil {
		return fmt.Errorf("store: ping: %w", err)
	}
	return nil
}

// tx runs do in a transaction, and commits it unless do fails. PostgreSQL reads what others committed meanwhile, SQLite does
// not: do must guard its updates (WHERE …) rather than read and then write.
func (db *DB) tx(ctx context.Context, do func(*transaction) error) error {
	t := &transaction{pulse: db.write.pulse, statements: db.write.statements}
	err := db.carryOut(ctx, t, do)
	for _, query := range t.unknown {
		db.write.statements.keep(ctx, query)
	}
	return err
}

func (db *DB) carryOut(ctx context.Context, t *transaction, do func(*transaction) error) error {
	limited, cancel := context.WithCancel(ctx)
	defer cancel()
	err := t.pulse.do(ctx, cancel, func() (err error) {
		t.Tx, err = db.write.BeginTx(limited, nil)
		return err
	})
	if err != nil {
		return err
	}
	if err := do(t); err != nil {
		undone := t.pulse.do(ctx, cancel, func() error { return ignoreDone(t.Rollback()) })
		return errors.Join(err, undone)
	}
	return t.pulse.do(ctx, cancel, t.Commit)
}

func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

// changed executes one statement and returns how many rows it changed.
func changed(ctx context.Context, on execer, statement string, args ...any) (n int64, err error) {
	err = bounded(ctx, on, func(ctx context.Context) error {
		result, err := on.ExecContext(ctx, statement, args...)
		if err == nil {
			n, err = result.RowsAffected()
		}
		return err
	})
	return n, err
}

type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// queryer is a pool or a transaction.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// collect runs a query and scans each of its rows.
func collect[T any](ctx context.Context, on queryer, scan func(*sql.Rows) (T, error), query string, args ...any) (all []T, err error) {
	err = bounded(ctx, on, func(ctx context.Context) error {
		all, err = collectAll(ctx, on, scan, query, args...)
		return err
	})
	return all, err
}

func collectAll[T any](ctx context.Context, on queryer, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	rows, err := on.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// one is the only element of what collect found, or ErrNotFound.
func one[T any](all []T, err error) (T, error) {
	var none T
	if err != nil {
		return none, err
	}
	if len(all) == 0 {
		return none, ErrNotFound
	}
	return all[0], nil
}

func scanText(rows *sql.Rows) (text string, err error) { return text, rows.Scan(&text) }

// millis is how times are kept: the zero time as 0.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMillis(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// clean makes a text that both databases take: PostgreSQL refuses NUL and broken UTF-8.
func clean(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "")
}
