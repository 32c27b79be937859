package store_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"testing"
	"time"

	"parley/desk"
	"parley/store"
	"parley/store/storetest"
)

// A PostgreSQL that hangs is said to: the first statement waits a while, the next ones hardly, and when it is back all is well.
func TestAPostgresThatHangsIsSaidTo(t *testing.T) {
	t.Parallel()
	wire, address := storetest.NewWire(t, storetest.Postgres(t))
	db := open(t, address)
	d := must(db.CreateDigest(t.Context(), digest("Morning")))(t)
	wire.Freeze()
	for name, ask := range map[string]func(context.Context) error{
		"a query":       func(ctx context.Context) error { _, err := db.Digests(ctx, "g"); return err },
		"a change":      func(ctx context.Context) error { return db.LeaveGuild(ctx, "g", noon) },
		"a transaction": func(ctx context.Context) error { _, err := db.UpdateDigest(ctx, d); return err },
		"a ping":        db.Ping,
	} {
		began := time.Now()
		if err := ask(t.Context()); !errors.Is(err, desk.ErrAway) {
			t.Errorf("%s of a database that hangs = %v, want ErrAway", name, err)
		}
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%s took %v", name, took)
		}
	}
	began := time.Now()
	if _, err := store.Open(t.Context(), address, slog.New(slog.DiscardHandler)); !errors.Is(err, desk.ErrAway) || time.Since(began) > 10*time.Second {
		t.Errorf("Open of a database that hangs = %v after %v, want ErrAway within 10 s", err, time.Since(began))
	}
	wire.Thaw()
	for {
		if _, err := db.Digests(t.Context(), "g"); err == nil {
			break
		}
		if t.Context().Err() != nil || time.Since(began) > time.Minute {
			t.Fatal("the database is back, and not asked")
		}
	}
	if _, err := db.UpdateDigest(t.Context(), must(db.Digest(t.Context(), d.ID))(t)); err != nil {
		t.Errorf("UpdateDigest when it is back = %v", err)
	}
}

// A caller whose own time is short says little of the database: nothing where it was over before, and nothing to others.
func TestWhoseOwnTimeIsOverSilencesNoDatabase(t *testing.T) {
	t.Parallel()
	wire, address := storetest.NewWire(t, storetest.Postgres(t))
	db := open(t, address)
	wire.Freeze()
	over, cancel := context.WithDeadline(t.Context(), time.Now())
	defer cancel()
	if err := db.Ping(over); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, desk.ErrAway) {
		t.Errorf("a ping after its time = %v, want that its time is over", err)
	}
	if _, err := db.CreateDigest(over, digest("Morning")); errors.Is(err, desk.ErrAway) {
		t.Errorf("a change after its time = %v, want that its time is over", err)
	}
	short, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if err := db.Ping(short); !errors.Is(err, desk.ErrAway) {
		t.Errorf("a ping that nobody answers in its time = %v, want ErrAway", err)
	}
	began := time.Now()
	if err := db.Ping(t.Context()); !errors.Is(err, desk.ErrAway) {
		t.Errorf("a ping of a database that hangs = %v, want ErrAway", err)
	}
	took := time.Since(began)
	wire.Thaw()
	if took < 2*time.Second {
		t.Errorf("the next one waited for %v, as if the database had been silent before", took)
	}
}

// A SQLite file that is deleted or replaced under its process would take all that is written until the process ends, and lose it then.
func TestASQLiteFileThatVanishesIsNoticed(t *testing.T) {
	t.Parallel()
	for name, spoil := range map[string]func(path string) error{
		"deleted": os.Remove,
		"moved":   func(path string) error { return os.Rename(path, path+".old") },
		"replaced": func(path string) error {
			return errors.Join(os.Rename(path, path+".old"), os.WriteFile(path, nil, 0o600))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := storetest.SQLite(t)
			db := open(t, path)
			d := must(db.CreateDigest(t.Context(), digest("Morning")))(t)
			if err := spoil(path); err != nil {
				t.Fatal(err)
			}
			_, failed := db.CreateDigest(t.Context(), digest("Evening"))
			_, updated := db.UpdateDigest(t.Context(), d)
			for what, err := range map[string]error{"a change": failed, "a transaction": updated, "a ping": db.Ping(t.Context())} {
				if !errors.Is(err, desk.ErrAway) {
					t.Errorf("%s = %v, want ErrAway", what, err)
				}
			}
		})
	}
}
