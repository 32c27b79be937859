package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite" // the driver "sqlite": of those without cgo, the one that binds $2 by its number

	"parley/desk"
)

// connections is the least size of PostgreSQL's pool unless the address sets pool_max_conns. The queue holds one for
// notifications, and migrating two.
const connections = 10

// readers is the number of SQLite's connections for reading.
const readers = 4

func (db *DB) openPostgres(ctx context.Context, address string) error {
	config, err := pgxpool.ParseConfig(address)
	if err != nil {
		return errAddress
	}
	if !strings.Contains(address, "pool_max_conns") {
		config.MaxConns = max(config.MaxConns, connections)
	}
	if db.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return err
	}
	db.write = pool{DB: stdlib.OpenDBFromPool(db.pool), pulse: &pulse{}}
	db.read = db.write
	err = db.Ping(ctx)
	if errors.Is(err, desk.ErrAway) {
		err = fmt.Errorf("it takes connections and does not answer within %v: %w", answersWithin, err)
	}
	if err != nil {
		return errors.Join(err, db.Close())
	}
	return nil
}

func (db *DB) openSQLite(ctx context.Context, path string) error {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(absolute), 0o700); err != nil {
		return err
	}
	if err := makePrivate(absolute); err != nil {
		return fmt.Errorf("%q: %w", path, err)
	}
	db.path = absolute
	// WAL lets readers and one writer work together. IMMEDIATE takes the write lock when a transaction begins: one that
	// first reads and then writes would otherwise fail at once when another wrote meanwhile, whatever the time to wait.
	pragmas := "_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)&_pragma=foreign_keys(1)"
	db.write.pulse = &pulse{path: absolute}
	if db.write.DB, err = sql.Open("sqlite", sqliteName(absolute)+"?"+pragmas+"&_txlock=immediate"); err != nil {
		return err
	}
	db.write.SetMaxOpenConns(1)
	db.read.pulse = db.write.pulse
	if db.read.DB, err = sql.Open("sqlite", sqliteName(absolute)+"?"+pragmas+"&_pragma=query_only(1)"); err != nil {
		return errors.Join(err, db.write.Close())
	}
	db.read.SetMaxOpenConns(readers)
	db.write.statements, db.read.statements = newStatements(db.write.DB), newStatements(db.read.DB)
	err = db.write.PingContext(ctx)
	if err == nil {
		db.write.pulse.file, err = os.Stat(absolute)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("%q: %w", path, err), db.Close())
	}
	return nil
}

// makePrivate makes a file that is not there yet for its owner alone, as SQLite then makes those beside it: it holds what people wrote. One that is
// there is not opened, for closing it again would end SQLite's locks on it.
func makePrivate(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return file.Close()
}

// sqliteName is a path as a URI, which is how SQLite takes paths with ? and % in them.
func sqliteName(path string) string {
	return "file:" + (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath()
}
