package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"time"

	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
)

// Migrations are append-only: a file that was released is never changed.
//
//go:embed migrations/*.sql
var migrations embed.FS

// migrationLock is the key of PostgreSQL's advisory lock, any number that nothing else uses.
const migrationLock = 0x7061726c6579

// Migrate brings the schema, the queue's included, to this program's version. Processes that start together wait for one
// another. A database that a newer Parley has migrated is refused.
func (db *DB) Migrate(ctx context.Context) error {
	if err := db.locked(ctx, func() error { return db.migrate(ctx) }); err != nil {
		return fmt.Errorf("store: migrate: %w", err)
	}
	return nil
}

func (db *DB) migrate(ctx context.Context) error {
	provider, err := db.migrations()
	if err != nil {
		return err
	}
	current, target, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if current > target {
		return fmt.Errorf("the database is at version %d, this program knows up to %d: run the newer Parley", current, target)
	}
	done, err := provider.Up(ctx)
	if err != nil {
		return err
	}
	for _, m := range done {
		db.log.Info("migrated", "version", m.Source.Version)
	}
	return db.migrateQueue(ctx)
}

// migrations returns what applies our own migrations.
func (db *DB) migrations() (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	dialect := goose.DialectSQLite3
	if db.pool != nil {
		dialect = goose.DialectPostgres
	}
	return goose.NewProvider(dialect, db.write.DB, files, goose.WithDisableGlobalRegistry(true))
}

// migrateQueue has River make or upgrade its tables.
func (db *DB) migrateQueue(ctx context.Context) error {
	config := &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)}
	if db.pool != nil {
		m, err := rivermigrate.New(riverpgxv5.New(db.pool), config)
		if err != nil {
			return err
		}
		_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
		return err
	}
	m, err := rivermigrate.New(riversqlite.New(db.write.DB), config)
	if err != nil {
		return err
	}
	_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

// locked runs do while no other process runs its own. Neither goose nor River survives two first starts at once.
func (db *DB) locked(ctx context.Context, do func() error) error {
	if db.pool == nil {
		return lockedSQLite(ctx, db.path, do)
	}
	conn, err := db.write.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	slow := time.AfterFunc(answersWithin, func() {
		db.log.Warn("another process brings the database up to date, or died in it and PostgreSQL does not know yet; waiting")
	})
	defer slow.Stop()
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", int64(migrationLock)); err != nil {
		return err
	}
	slow.Stop()
	err = do()
	_, unlock := conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", int64(migrationLock))
	return errors.Join(err, unlock)
}

// lockedSQLite locks with a second, empty SQLite file beside the first: a lock that works wherever SQLite does, and that ends
// with its process.
func lockedSQLite(ctx context.Context, path string, do func() error) error {
	lock, err := sql.Open("sqlite", sqliteName(path+".lock")+"?_pragma=busy_timeout(60000)&_txlock=exclusive")
	if err != nil {
		return err
	}
	defer lock.Close()
	tx, err := lock.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("waiting for another process to migrate: %w", err)
	}
	defer tx.Rollback()
	return do()
}
