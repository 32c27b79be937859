package store_test

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"time"

	"parley/feed"
	"parley/store"
	"parley/store/storetest"

	"github.com/google/go-cmp/cmp"
)

// released are the migrations that databases out there have run, and the beginnings of their hashes. They never change; a
// new one is added here.
var released = map[string]string{
	"00001_first.sql":    "7766be48d6cb7861",
	"00002_requests.sql": "31fd3641472483f3",
	"00003_settings.sql": "fe78e1978cf28017",
	"00004_refused.sql":  "f59860bb54b5cd73",
	"00005_slow.sql":     "dc875f49e5e6eef3",
	"00006_moved.sql":    "9986977dea460543",
}

func TestReleasedMigrationsNeverChange(t *testing.T) {
	t.Parallel()
	files := must(fs.Glob(store.MigrationFiles, "migrations/*.sql"))(t)
	for _, file := range files {
		name := strings.TrimPrefix(file, "migrations/")
		sum := fmt.Sprintf("%x", sha256.Sum256(must(fs.ReadFile(store.MigrationFiles, file))(t)))[:16]
		if released[name] != sum {
			t.Errorf("%s has the hash %s, want %q: write another migration instead", name, sum, released[name])
		}
	}
	if len(files) != len(released) {
		t.Errorf("%d migrations, want the %d released", len(files), len(released))
	}
}

func TestADatabaseOfTheFirstVersionIsUpgraded(t *testing.T) {
	t.Parallel()
	storetest.EachEmpty(t, func(t *testing.T, address string) {
		ctx := t.Context()
		db := open(t, address)
		if err := db.MigrateTo(ctx, 1); err != nil {
			t.Fatal(err)
		}
		if _, err := rawDB(t, address).ExecContext(ctx, string(must(os.ReadFile("testdata/first.sql"))(t))); err != nil {
			t.Fatal(err)
		}
		if err := db.Migrate(ctx); err != nil {
			t.Fatal(err)
		}

		s := must(db.Subscriptions(ctx, "g"))(t)
		want := feed.Feed{URL: "https://gazette.example/rss", Title: "Gazette", Site: "https://gazette.example/", Language: "en", ETag: `W/"1"`,
			Fingerprint: "ab12", Interval: 30 * time.Minute, Fetched: noon, Changed: noon, Due: noon.Add(30 * time.Minute)}
		if diff := cmp.Diff(want, s[0].Feed.Feed); diff != "" {
			t.Errorf("feed (-want +got):\n%s", diff)
		}
		items := must(db.Items(ctx, "g", noon))(t)
		wantItem := feed.Item{Identity: feed.Identity{Link: "gazette.example/news/1", GUID: "guid-1", Content: "c1"},
			Link: "https://gazette.example/news/1", Title: "Harbour to close", Summary: "Said Ada Quill.", Categories: []string{"politics"}, Published: noon.Add(-time.Hour)}
		if diff := cmp.Diff(wantItem, items[0].Item); diff != "" {
			t.Errorf("item (-want +got):\n%s", diff)
		}
		if d := must(db.Digest(ctx, "D1"))(t); d.Name != "Morning" || !d.Next.Equal(noon.Add(20*time.Hour)) || string(d.Settings) != `{"at":"08:00","zone":"Europe/Lisbon"}` {
			t.Errorf("Digest = %+v, want the one of the first version", d)
		}
		if kept := must(db.Kept(ctx, "brief", "k", noon))(t); string(kept) != `{"n":1}` {
			t.Errorf("Kept = %s", kept)
		}
		finishPost(t, db)
	})
}

// finishPost delivers the post that was on its way when the first version stopped.
func finishPost(t *testing.T, db *store.DB) {
	t.Helper()
	c, now := &channel{forgets: true}, noon.Add(time.Hour)
	c.messages = []message{{"m1", "c", "", `"list"`, store.Nonce("D1", "2026-03-14", 0)}, {"m2", "c", "m1", `"details"`, store.Nonce("D1", "2026-03-14", 1)}}
	deliver(t, outbox(t, db, c, &now), "P1", store.Posted)
	if len(c.messages) != 2 {
		t.Errorf("messages = %v, want no third: the nonces of the first version are known", c.messages)
	}
	memories := must(db.Memories(t.Context(), "g", "c", time.Time{}))(t)
	if len(memories) != 2 || memories[0].Story != "harbour" || memories[1].Story != "mayor" {
		t.Errorf("Memories = %v, want harbour and mayor", memories)
	}
}

func TestADatabaseOfANewerVersionIsRefused(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, address string) {
		db := open(t, address)
		if _, err := rawDB(t, address).ExecContext(t.Context(), "INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, TRUE)"); err != nil {
			t.Fatal(err)
		}
		if err := db.Migrate(t.Context()); err == nil || !strings.Contains(err.Error(), "newer Parley") {
			t.Errorf("Migrate = %v, want an error that says to run the newer Parley", err)
		}
	})
}

// What an earlier version paused because one post was refused comes again; what a person paused stays so.
func TestAnUpgradeWakesWhatOneRefusalPaused(t *testing.T) {
	t.Parallel()
	storetest.EachEmpty(t, func(t *testing.T, address string) {
		ctx := t.Context()
		db := open(t, address)
		if err := db.MigrateTo(ctx, 3); err != nil {
			t.Fatal(err)
		}
		for digest, posts := range map[string][]string{"refused": {"posted", "failed"}, "by a person": {"failed", "posted"}, "new": nil} {
			raw := rawDB(t, address)
			if _, err := raw.ExecContext(ctx, `INSERT INTO digest (id, guild, channel, name, settings, next_ms, paused, created_by, created_ms, version)
				VALUES ($1, 'g', 'c', $1, '{}', 1, TRUE, 'u', 1, 1)`, digest); err != nil {
				t.Fatal(err)
			}
			for n, state := range posts {
				if _, err := raw.ExecContext(ctx, `INSERT INTO post (id, digest, period, guild, channel, due_ms, not_after_ms, state, reason, memories, claimed_by,
					claimed_until_ms, done_ms) VALUES ($1, $2, $1, 'g', 'c', $3, 9, $4, 'why', '[]', '', 0, 9)`, fmt.Sprint(digest, n), digest, n+1, state); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := db.Migrate(ctx); err != nil {
			t.Fatal(err)
		}
		for _, d := range must(db.Digests(ctx, "g"))(t) {
			if d.Paused != (d.ID != "refused") {
				t.Errorf("the digest %q: paused %v", d.ID, d.Paused)
			}
		}
	})
}
