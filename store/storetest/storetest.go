//go:build unix

// Package storetest gives tests real databases: a SQLite file, and a PostgreSQL cluster that the test binary starts for itself.
// Start with [Each].
package storetest

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Each runs a test on each kind of database, in parallel, with the address of an empty one of its own. PostgreSQL is skipped where
// its programs are not installed, but not where CI=true: there that fails.
func Each(t *testing.T, test func(t *testing.T, address string)) {
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, SQLite(t))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		test(t, Postgres(t))
	})
}

// SQLite returns the path of a file that is not there yet.
func SQLite(tb testing.TB) string {
	return filepath.Join(tb.TempDir(), "parley.db")
}

// Postgres returns the address of an empty database. The first call in a test binary starts the cluster, which ends with the
// binary, however that ends. See [Each] for where there is none.
func Postgres(tb testing.TB) string {
	tb.Helper()
	server := known(tb, theCluster)
	name := newDatabase(tb, server)
	tb.Cleanup(func() { drop(tb, server.socket, name) })
	return address(server.socket, name)
}

// OwnPostgres is like [Postgres] with a cluster for this test alone. crash ends its server at once, and returns when it is back with all that was
// committed.
func OwnPostgres(tb testing.TB) (at string, crash func() error) {
	tb.Helper()
	server := known(tb, func() (*cluster, error) { return startCluster("on") })
	tb.Cleanup(func() { server.alive.Close() })
	return address(server.socket, newDatabase(tb, server)), server.crash
}

func known(tb testing.TB, start func() (*cluster, error)) *cluster {
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

func newDatabase(tb testing.TB, server *cluster) (name string) {
	tb.Helper()
	ctx := context.Background()
	admin, err := pgx.Connect(ctx, address(server.socket, "postgres"))
	if err != nil {
		tb.Fatal(err)
	}
	defer admin.Close(ctx)
	name = "t" + strings.ToLower(rand.Text())
	if _, err := admin.Exec(ctx, "CREATE DATABASE "+name); err != nil {
		tb.Fatal(err)
	}
	return name
}

func drop(tb testing.TB, socket, name string) {
	ctx := context.Background()
	admin, err := pgx.Connect(ctx, address(socket, "postgres"))
	if err != nil {
		tb.Error(err)
		return
	}
	defer admin.Close(ctx)
	if _, err := admin.Exec(ctx, "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
		tb.Error(err)
	}
}

func address(socket, database string) string {
	return "postgres://" + superuser + "@/" + database + "?host=" + socket
}
