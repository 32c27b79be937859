//go:build unix

// Package storetest gives tests real databases: a SQLite file, and a PostgreSQL cluster that the test binary starts for itself.
// They are migrated: what a migration makes is made once a test binary, and copied, for under the race detector it takes most of a
// second. Start with [Each].
package storetest

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"parley/store"
)

// Each runs a test on each kind of database, in parallel, with the address of one of its own that holds nothing yet. PostgreSQL is
// skipped where its programs are not installed, but not where CI=true: there that fails.
func Each(t *testing.T, test func(t *testing.T, address string)) {
	each(t, SQLite, Postgres, test)
}

// EachEmpty is [Each] with databases that are not migrated.
func EachEmpty(t *testing.T, test func(t *testing.T, address string)) {
	each(t, emptySQLite, emptyPostgres, test)
}

func each(t *testing.T, sqlite, postgres func(testing.TB) string, test func(t *testing.T, address string)) {
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, sqlite(t))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, postgres(t))
	})
}

// SQLite returns the path of a migrated file.
func SQLite(tb testing.TB) string {
	tb.Helper()
	migrated, err := theFile()
	if err != nil {
		tb.Fatal(err)
	}
	path := emptySQLite(tb)
	if err := os.WriteFile(path, migrated, 0o600); err != nil {
		tb.Fatal(err)
	}
	return path
}

// emptySQLite returns the path of a file that is not there yet.
func emptySQLite(tb testing.TB) string {
	return filepath.Join(tb.TempDir(), "parley.db")
}

// Postgres returns the address of a migrated database. The first call in a test binary starts the cluster, which ends with the
// binary, however that ends. See [Each] for where there is none.
func Postgres(tb testing.TB) string {
	tb.Helper()
	return postgres(tb, migratedName)
}

func emptyPostgres(tb testing.TB) string {
	tb.Helper()
	return postgres(tb, "template1")
}

// postgres is a copy of a database of the cluster.
func postgres(tb testing.TB, template string) string {
	tb.Helper()
	server := started(tb, theCluster)
	name := "t" + strings.ToLower(rand.Text())
	if err := server.do("CREATE DATABASE " + name + " TEMPLATE " + template); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := server.do("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			tb.Error(err)
		}
	})
	return address(server.socket, name)
}

// OwnPostgres is like [Postgres] with a cluster for this test alone. crash ends its server at once, and returns when it is back with all that was
// committed.
func OwnPostgres(tb testing.TB) (at string, crash func() error) {
	tb.Helper()
	server := started(tb, func() (*cluster, error) { return startCluster("on") })
	tb.Cleanup(func() { server.alive.Close() })
	return address(server.socket, migratedName), server.crash
}

func started(tb testing.TB, start func() (*cluster, error)) *cluster {
	tb.Helper()
	server, err := start()
	if errors.Is(err, errNoPostgres) && os.Getenv("CI") != "true" {
		tb.Skip("PostgreSQL is not installed, so this was not tested on it; apt-get install postgresql")
	}
	if err != nil {
		tb.Fatalf("start PostgreSQL: %v", err)
	}
	return server
}

// do executes a statement on databases.
func (c *cluster) do(statement string) error {
	ctx := context.Background()
	admin, err := pgx.Connect(ctx, address(c.socket, "postgres"))
	if err != nil {
		return err
	}
	defer admin.Close(ctx)
	_, err = admin.Exec(ctx, statement)
	return err
}

func address(socket, database string) string {
	return "postgres://" + superuser + "@/" + database + "?host=" + socket
}

// theFile is what a migrated SQLite file holds.
var theFile = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "parley-db")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "parley.db")
	if err := migrate(path); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// migrate closes the database again: only then does a SQLite file hold all, and may a PostgreSQL database be copied.
func migrate(address string) error {
	ctx := context.Background()
	db, err := store.Open(ctx, address, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	return errors.Join(db.Migrate(ctx), db.Close())
}
