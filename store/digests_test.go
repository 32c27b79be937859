package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"parley/store"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"
)

func digest(name string) store.Digest {
	return store.Digest{Guild: "g", Channel: "c", Name: name, Settings: json.RawMessage(`{"at":"08:00","zone":"Europe/Lisbon"}`),
		Next: noon, CreatedBy: "u", Created: noon.Add(-time.Hour)}
}

func TestDigests(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		made := must(db.CreateDigest(ctx, digest("Morning")))(t)
		if got := must(db.Digest(ctx, made.ID))(t); !cmp.Equal(made, got) {
			t.Errorf("Digest differs from what CreateDigest returned:\n%s", cmp.Diff(made, got))
		}
		if _, err := db.CreateDigest(ctx, digest("Morning")); !errors.Is(err, store.ErrExists) {
			t.Errorf("CreateDigest of the same name = %v, want ErrExists", err)
		}
		evening := must(db.CreateDigest(ctx, digest("Evening")))(t)
		evening.Name = "Morning"
		if _, err := db.UpdateDigest(ctx, evening); !errors.Is(err, store.ErrExists) {
			t.Errorf("UpdateDigest to a name that is taken = %v, want ErrExists", err)
		}
		edited := made
		edited.Paused, edited.Settings = true, json.RawMessage(`{"at":"09:00"}`)
		edited = must(db.UpdateDigest(ctx, edited))(t)
		if got := must(db.Digest(ctx, made.ID))(t); !cmp.Equal(edited, got) {
			t.Errorf("Digest differs from what UpdateDigest returned:\n%s", cmp.Diff(edited, got))
		}
		if _, err := db.UpdateDigest(ctx, made); !errors.Is(err, store.ErrConflict) {
			t.Errorf("UpdateDigest of an old version = %v, want ErrConflict", err)
		}
		if due := must(db.DueDigests(ctx, noon, 10))(t); len(due) != 1 || due[0].Name != "Evening" {
			t.Errorf("DueDigests = %v, want only Evening: Morning is paused", due)
		}
		if err := db.DeleteDigest(ctx, "another guild", made.ID, noon); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("DeleteDigest by another guild = %v, want ErrNotFound", err)
		}
		if err := db.DeleteDigest(ctx, "g", made.ID, noon); err != nil {
			t.Errorf("DeleteDigest = %v, want nil", err)
		}
		if _, err := db.Digest(ctx, made.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Digest after DeleteDigest = %v, want ErrNotFound", err)
		}
	})
}

func TestThreeProcessesQueueEachDigestOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		const digests = 60
		for i := range digests {
			must(db.CreateDigest(ctx, digest(fmt.Sprint(i))))(t)
		}
		var advanced atomic.Int64
		var processes errgroup.Group
		for range 3 {
			processes.Go(func() error {
				due, err := db.DueDigests(ctx, noon, digests)
				for _, d := range due {
					ok, failed := db.Advance(ctx, d, noon.Add(24*time.Hour), &store.Post{Digest: d.ID, Period: "2026-03-14", Guild: d.Guild,
						Channel: d.Channel, Due: d.Next, NotAfter: noon.Add(time.Hour)})
					if ok {
						advanced.Add(1)
					}
					err = errors.Join(err, failed)
				}
				return err
			})
		}
		if err := processes.Wait(); err != nil {
			t.Fatal(err)
		}
		if posts := must(db.OpenPosts(ctx, 1000))(t); advanced.Load() != digests || len(posts) != digests {
			t.Errorf("%d digests advanced and %d posts in the outbox, want %d and %d", advanced.Load(), len(posts), digests, digests)
		}
		if due := must(db.DueDigests(ctx, noon, digests))(t); len(due) != 0 {
			t.Errorf("%d digests are still due, want none", len(due))
		}
	})
}

func TestAClockThatJumpsBackPostsNoPeriodTwice(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		d := must(db.CreateDigest(ctx, digest("Morning")))(t)
		post := &store.Post{Digest: d.ID, Period: "2026-03-14", Guild: "g", Channel: "c", Due: noon, NotAfter: noon.Add(time.Hour)}
		for range 2 {
			if ok := must(db.Advance(ctx, d, noon, post))(t); !ok {
				t.Fatal("Advance = false, want true")
			}
		}
		if added := must(db.AddPost(ctx, *post))(t); added {
			t.Error("AddPost of a period that is in the outbox = true, want false")
		}
		if posts := must(db.Posts(ctx, d.ID, 10))(t); len(posts) != 1 {
			t.Errorf("Posts = %v, want one", posts)
		}
		edited := d
		edited.Next = noon.Add(time.Hour)
		must(db.UpdateDigest(ctx, edited))(t)
		if ok := must(db.Advance(ctx, d, noon, post))(t); ok {
			t.Error("Advance of a digest that was edited meanwhile = true, want false")
		}
	})
}

func TestADeletedDigestIsNotPosted(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		d := must(db.CreateDigest(ctx, digest("Morning")))(t)
		must(db.AddPost(ctx, store.Post{Digest: d.ID, Period: "1", Guild: "g", Channel: "c", Due: noon, NotAfter: noon}))(t)
		if err := db.DeleteDigest(ctx, "g", d.ID, noon); err != nil {
			t.Fatal(err)
		}
		if open := must(db.OpenPosts(ctx, 10))(t); len(open) != 0 {
			t.Errorf("OpenPosts = %v, want none", open)
		}
	})
}

func TestLaterDigestsAreThoseThatComeAfterNow(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		week, paused := digest("in a week"), digest("paused")
		week.Next, paused.Next, paused.Paused = noon.Add(7*24*time.Hour), noon.Add(time.Hour), true
		for _, d := range []store.Digest{week, paused, digest("due")} {
			must(db.CreateDigest(t.Context(), d))(t)
		}
		if later := must(db.LaterDigests(t.Context(), noon))(t); len(later) != 1 || later[0].Name != "in a week" {
			t.Errorf("LaterDigests = %v, want the one in a week", later)
		}
		if due := must(db.DueDigests(t.Context(), noon, 10))(t); len(due) != 1 || due[0].Name != "due" {
			t.Errorf("DueDigests = %v, want the one that is due", due)
		}
	})
}
