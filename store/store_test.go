package store_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/store"
	"parley/store/storetest"

	"golang.org/x/sync/errgroup"
)

// noon is the time at which these tests play.
var noon = time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)

// open returns an open database, closed when the test ends.
func open(tb testing.TB, address string) *store.DB {
	tb.Helper()
	db, err := store.Open(tb.Context(), address, slog.New(slog.NewTextHandler(tb.Output(), nil)))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := db.Close(); err != nil {
			tb.Error(err)
		}
	})
	return db
}

// onBoth runs a test on a migrated database of each kind.
func onBoth(t *testing.T, test func(t *testing.T, db *store.DB)) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, address string) { test(t, open(t, address)) })
}

func must[T any](value T, err error) func(testing.TB) T {
	return func(tb testing.TB) T {
		tb.Helper()
		if err != nil {
			tb.Fatal(err)
		}
		return value
	}
}

func TestFiveProcessesMayStartAtOnce(t *testing.T) {
	t.Parallel()
	storetest.EachEmpty(t, func(t *testing.T, address string) {
		var starting errgroup.Group
		for range 5 {
			db := open(t, address)
			starting.Go(func() error { return db.Migrate(t.Context()) })
		}
		if err := starting.Wait(); err != nil {
			t.Fatal(err)
		}
		db := open(t, address)
		if err := db.Migrate(t.Context()); err != nil {
			t.Errorf("Migrate of a migrated database = %v, want nil", err)
		}
		if _, err := db.OpenPosts(t.Context(), 1); err != nil {
			t.Errorf("OpenPosts after migrating = %v, want no error", err)
		}
	})
}

func TestOpenFindsItsFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"plain.db", "with space.db", "what?.db", "100%41.db", "new/folder/of its own.db", "#1.db"} {
		for _, prefix := range []string{"", "sqlite:"} {
			path := filepath.Join(dir, name)
			db := open(t, prefix+path)
			if err := db.Migrate(t.Context()); err != nil {
				t.Errorf("Migrate of %q = %v, want nil", prefix+path, err)
			}
			if err := db.Ping(t.Context()); err != nil {
				t.Errorf("Ping of %q = %v, want nil", prefix+path, err)
			}
			if found := must(filepath.Glob(filepath.Join(dir, "*")))(t); len(found) == 0 {
				t.Errorf("Open(%q) made no file in %q", prefix+path, dir)
			}
			assertFile(t, path)
			for _, file := range []string{path, path + "-wal"} {
				if mode := must(os.Stat(file))(t).Mode(); mode.Perm() != 0o600 {
					t.Errorf("%q may be read by others: %v", file, mode)
				}
			}
		}
	}
}

func assertFile(t *testing.T, path string) {
	t.Helper()
	raw := must(sql.Open("sqlite", "file:"+strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path)+"?mode=ro"))(t)
	defer raw.Close()
	var tables int
	if err := raw.QueryRow("SELECT count(*) FROM sqlite_master WHERE name = 'feed'").Scan(&tables); err != nil || tables != 1 {
		t.Errorf("%q holds %d tables named feed (%v), want 1", path, tables, err)
	}
}

func TestOpenErrorsKeepPasswords(t *testing.T) {
	t.Parallel()
	for _, address := range []string{
		"postgres://parley:swordfish@127.0.0.1:1/parley?connect_timeout=1",
		"postgres://parley:swordfish@127.0.0.1:notaport/parley",
		"postgres://parley:sword fish@[::/x?sslmode=swordfish",
		"postgresql://parley:swordfish@127.0.0.1/parley?sslmode=swordfish",
		// Cut where the password has a mark, these would be hosts, ports and names of databases.
		"postgres://parley:12/swordfish@127.0.0.1:1/parley?connect_timeout=1",
		"postgres://parley:a@b/swordfish@127.0.0.1:1/parley?connect_timeout=1",
		"postgres://parley:12?swordfish@127.0.0.1:1/parley",
		"postgres://parley:12#swordfish@127.0.0.1:1/parley",
		"postgres://parley:sw@rd@fish@127.0.0.1:1/parley?connect_timeout=1",
		// Addresses of nothing that Parley knows, which are no names of files either.
		"postgre://parley:swordfish@127.0.0.1/parley",
		" mysql://parley:swordfish@127.0.0.1/parley",
		"POSTGRES://parley:swordfish@127.0.0.1/parley",
		"jdbc:postgresql://127.0.0.1/parley?password=swordfish",
		"host=127.0.0.1 user=parley password=swordfish",
		"Server=127.0.0.1;Pwd=swordfish",
		"parley:swordfish@127.0.0.1/parley",
		"//parley:swordfish@127.0.0.1/parley",
		"sqlite:mysql://parley:swordfish@127.0.0.1",
	} {
		_, err := store.Open(t.Context(), address, slog.New(slog.DiscardHandler))
		if err == nil || strings.Contains(err.Error(), "fish") {
			t.Errorf("Open(%q) = %v, want an error without the password", address, err)
		}
	}
	if _, err := store.Open(t.Context(), "", slog.New(slog.DiscardHandler)); err == nil {
		t.Error("Open of nothing = nil, want an error")
	}
}

// TestPlaceholdersGoByNumber holds drivers to what the one SQL text relies on: $2 is the second argument wherever it stands.
func TestPlaceholdersGoByNumber(t *testing.T) {
	t.Parallel()
	onEachDriver(t, func(t *testing.T, raw *sql.DB) {
		var a, b string
		if err := raw.QueryRow("SELECT CAST($2 AS TEXT), CAST($1 AS TEXT)", "first", "second").Scan(&a, &b); err != nil || a != "second" || b != "first" {
			t.Errorf("SELECT $2, $1 = %q, %q, %v; want second, first", a, b, err)
		}
	})
}

// onEachDriver gives a test the bare database.
func onEachDriver(t *testing.T, test func(t *testing.T, raw *sql.DB)) {
	storetest.Each(t, func(t *testing.T, address string) { test(t, rawDB(t, address)) })
}

func rawDB(tb testing.TB, address string) *sql.DB {
	tb.Helper()
	driver := "sqlite"
	if strings.HasPrefix(address, "postgres") {
		driver = "pgx"
	}
	raw := must(sql.Open(driver, address))(tb)
	tb.Cleanup(func() { raw.Close() })
	return raw
}

func TestMemoryOfALinkAndOfAValue(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		if _, err := db.Kept(ctx, "brief", "a", noon); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Kept before Keep = %v, want ErrNotFound", err)
		}
		for i, text := range []string{`{"n":1}`, `{"n":2,"odd":"\u0000é 東京"}`} {
			if err := db.Keep(ctx, "brief", "a\x00b\xff", json.RawMessage(text), noon.Add(time.Duration(i+1)*time.Hour)); err != nil {
				t.Fatal(err)
			}
			if got, err := db.Kept(ctx, "brief", "a\x00b\xff", noon); err != nil || string(got) != text {
				t.Errorf("Kept = %s, %v; want %s", got, err, text)
			}
		}
		if _, err := db.Kept(ctx, "brief", "a\x00b\xff", noon.Add(2*time.Hour)); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Kept when its time has passed = %v, want ErrNotFound", err)
		}
		for i := range 3 {
			url := fmt.Sprintf("https://gazette.example/%d", i%2)
			if err := db.AddLink(ctx, "g", "c", url, noon.Add(time.Duration(i)*time.Hour)); err != nil {
				t.Fatal(err)
			}
		}
		links := must(db.Links(ctx, "g", "c", noon))(t)
		if len(links) != 2 || !links[0].Pasted.Equal(noon) {
			t.Errorf("Links = %v, want two, the first pasted at %v", links, noon)
		}
		if links := must(db.Links(ctx, "g", "c", noon.Add(time.Minute)))(t); len(links) != 1 {
			t.Errorf("Links since a minute later = %v, want one", links)
		}
		if links := must(db.Links(ctx, "another", "c", noon))(t); len(links) != 0 {
			t.Errorf("Links for another server = %v, want none", links)
		}
	})
}

// cancelled is a context that has ended.
func cancelled() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}

func TestNothingIsHalfDoneWhenTheCallerGivesUp(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		_, err := db.CreateDigest(cancelled(), digest("gone"))
		if !errors.Is(err, context.Canceled) {
			t.Errorf("CreateDigest = %v, want context.Canceled", err)
		}
		if all := must(db.Digests(t.Context(), "g"))(t); len(all) != 0 {
			t.Errorf("Digests = %v, want none", all)
		}
	})
}
