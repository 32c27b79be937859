package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"parley/desk"
	"parley/store"
)

func TestSettingsAreChangedByOneAtATime(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		if _, err := db.Settings(ctx, "g"); !errors.Is(err, store.ErrNotFound) {
			t.Fatalf("settings of a new guild: %v, want ErrNotFound", err)
		}
		first := store.Settings{Guild: "g", Value: json.RawMessage(`{"mode":"off"}`), ChangedBy: "ann"}
		if err := db.SaveSettings(ctx, first, noon); err != nil {
			t.Fatal(err)
		}
		if err := db.SaveSettings(ctx, first, noon); !errors.Is(err, store.ErrConflict) {
			t.Errorf("new settings where there are some: %v, want ErrConflict", err)
		}
		kept := must(db.Settings(ctx, "g"))(t)
		if string(kept.Value) != `{"mode":"off"}` || kept.ChangedBy != "ann" || kept.Version != 1 {
			t.Errorf("kept %s by %s, version %d", kept.Value, kept.ChangedBy, kept.Version)
		}
		kept.Value = json.RawMessage(`{}`)
		if err := db.SaveSettings(ctx, kept, noon); err != nil {
			t.Fatal(err)
		}
		if err := db.SaveSettings(ctx, kept, noon); !errors.Is(err, store.ErrConflict) {
			t.Errorf("settings changed meanwhile: %v, want ErrConflict", err)
		}
		if err := db.ForgetGuild(ctx, "g"); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Settings(ctx, "g"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("settings of a forgotten guild: %v, want ErrNotFound", err)
		}
	})
}

func TestWhatIsSpentAddsUpAndIsForgotten(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		add := func(guild, member, day string, s store.Spent) {
			t.Helper()
			if err := db.AddSpent(ctx, guild, member, day, s); err != nil {
				t.Fatal(err)
			}
		}
		add("g", "ann", "2026-11-25", store.Spent{Cards: 1, Asked: 1, Tokens: 10, Micros: 5})
		add("g", "ann", "2026-11-26", store.Spent{Cards: 1})
		add("g", "ann", "2026-11-26", store.Spent{Cards: 2, Asked: 1, Tokens: 100, Micros: 70})
		add("g", "bob", "2026-11-26", store.Spent{Cards: 1})
		add("h", "ann", "2026-11-26", store.Spent{Cards: 9})

		today := store.Spent{Cards: 4, Asked: 1, Tokens: 100, Micros: 70}
		if got := must(db.Spent(ctx, "g", "2026-11-26", "2026-11-26"))(t); got != today {
			t.Errorf("today %+v, want %+v", got, today)
		}
		week := store.Spent{Cards: 5, Asked: 2, Tokens: 110, Micros: 75}
		if got := must(db.Spent(ctx, "g", "2026-11-20", "2026-11-26"))(t); got != week {
			t.Errorf("the week %+v, want %+v", got, week)
		}
		if got := must(db.SpentBy(ctx, "g", "ann", "2026-11-26", "2026-11-26"))(t); got.Cards != 3 {
			t.Errorf("ann took %d cards today, want 3", got.Cards)
		}
		for _, member := range []string{"ann", "bob"} { // who follows adds to nobody's row
			if err := db.ForgetMember(ctx, member); err != nil {
				t.Fatal(err)
			}
		}
		if got := must(db.SpentBy(ctx, "g", "ann", "2026-11-01", "2026-11-30"))(t); got != (store.Spent{}) {
			t.Errorf("of somebody forgotten %+v is kept", got)
		}
		if got := must(db.Spent(ctx, "g", "2026-11-20", "2026-11-26"))(t); got != week {
			t.Errorf("the week after two were forgotten %+v, want %+v", got, week)
		}
		must(db.Purge(ctx, store.DefaultRetention(), noon.AddDate(1, 0, 0)))(t)
		if got := must(db.Spent(ctx, "g", "2026-11-20", "2026-11-26"))(t); got != (store.Spent{}) {
			t.Errorf("a year later %+v is kept", got)
		}
	})
}

func TestAGuildsRequestsAreKeptAsItDecided(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		const day = 24 * time.Hour
		for guild, keep := range map[string]time.Duration{"short": day, "long": 90 * day, "undecided": 0} {
			if err := db.SaveSettings(ctx, store.Settings{Guild: guild, Value: json.RawMessage("{}"), Keep: keep}, noon); err != nil {
				t.Fatal(err)
			}
		}
		for _, guild := range []string{"short", "long", "undecided", "silent"} {
			r := asked("of " + guild)
			r.Guild, r.Asker = guild, "ann"
			if !must(db.TakeRequest(ctx, r, "p", noon))(t) {
				t.Fatal("not taken")
			}
		}
		if err := db.ForgetMember(ctx, "ann"); err != nil {
			t.Fatal(err)
		}
		for _, row := range []struct {
			after time.Duration
			left  []string
		}{
			{2 * day, []string{"long", "undecided", "silent"}},
			{31 * day, []string{"long"}},
			{91 * day, nil},
		} {
			must(db.Purge(ctx, store.DefaultRetention(), noon.Add(row.after)))(t)
			var left []string
			for _, guild := range []string{"short", "long", "undecided", "silent"} {
				r := must(db.Request(ctx, "of "+guild))(t)
				if r.ID != "" {
					left = append(left, guild)
				}
				if r.Asker != "" {
					t.Errorf("the request of %s still names %s", guild, r.Asker)
				}
			}
			if !slices.Equal(left, row.left) {
				t.Errorf("after %v the requests of %v are left, want %v", row.after, left, row.left)
			}
		}
	})
}

// Who was told that a budget is spent is kept by the names of both: neither is left of who is forgotten.
func TestThatSomebodyWasToldIsForgottenWithThemAndTheirGuild(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		names := []string{"1 7", "1 8", "2 7", "2 8", "11 8", "2 78"}
		for _, name := range names {
			if err := db.Keep(ctx, desk.KeptTold, name, json.RawMessage("true"), noon.Add(time.Hour)); err != nil {
				t.Fatal(err)
			}
		}
		kept := func() (left []string) {
			for _, name := range names {
				if _, err := db.Kept(ctx, desk.KeptTold, name, noon); err == nil {
					left = append(left, name)
				}
			}
			return left
		}
		if err := db.ForgetGuild(ctx, "1"); err != nil {
			t.Fatal(err)
		}
		if left := kept(); !slices.Equal(left, []string{"2 7", "2 8", "11 8", "2 78"}) {
			t.Errorf("left without guild 1: %q", left)
		}
		if err := db.ForgetMember(ctx, "8"); err != nil {
			t.Fatal(err)
		}
		if left := kept(); !slices.Equal(left, []string{"2 7", "2 78"}) {
			t.Errorf("left without member 8: %q", left)
		}
	})
}

func TestAPostedIssueGoesWithItsGuild(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		for _, guild := range []string{"g", "h"} {
			d := must(db.CreateDigest(ctx, store.Digest{Guild: guild, Channel: "c", Name: "Morning", Settings: json.RawMessage("{}"), Next: noon}))(t)
			must(db.Advance(ctx, d, noon.Add(time.Hour), &store.Post{Digest: d.ID, Period: "p", Guild: guild, Channel: "c", Due: noon, NotAfter: noon.Add(time.Hour)}))(t)
			post := must(db.Posts(ctx, d.ID, 1))(t)[0]
			if err := db.Keep(ctx, store.KeptIssue, post.ID, json.RawMessage("1"), noon.Add(time.Hour)); err != nil {
				t.Fatal(err)
			}
			if guild == "g" {
				if err := db.ForgetGuild(ctx, guild); err != nil {
					t.Fatal(err)
				}
			}
			_, err := db.Kept(ctx, store.KeptIssue, post.ID, noon)
			if gone := errors.Is(err, store.ErrNotFound); gone != (guild == "g") {
				t.Errorf("the issue of %s is gone: %v (%v)", guild, gone, err)
			}
		}
	})
}

// Processes that count cards at once keep to what a guild and a member may have.
func TestCardsAreCountedWithinTheirBounds(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		const day = "2026-11-26"
		take := func(guild string, most, mostEach int) (taken int) {
			t.Helper()
			var each errgroup.Group
			var all atomic.Int32
			for n := range 9 {
				each.Go(func() error {
					ok, err := db.TakeCard(t.Context(), guild, []string{"ann", "bob", "cy"}[n%3], day, most, mostEach)
					if ok {
						all.Add(1)
					}
					return err
				})
			}
			if err := each.Wait(); err != nil {
				t.Fatal(err)
			}
			if got := must(db.Spent(t.Context(), guild, day, day))(t).Cards; got != int(all.Load()) {
				t.Errorf("%s: %d cards were taken, %d are counted", guild, all.Load(), got)
			}
			return int(all.Load())
		}
		for _, row := range []struct{ most, mostEach, want int }{{0, 0, 9}, {4, 0, 4}, {0, 2, 6}, {5, 2, 5}} {
			guild := fmt.Sprint(row.most, " ", row.mostEach)
			if got := take(guild, row.most, row.mostEach); got != row.want {
				t.Errorf("of %+v, %d are taken", row, got)
			}
		}
		if err := db.AddSpent(t.Context(), "4 0", "ann", day, store.Spent{Cards: -1}); err != nil {
			t.Fatal(err)
		}
		if !must(db.TakeCard(t.Context(), "4 0", "bob", day, 4, 0))(t) || must(db.TakeCard(t.Context(), "4 0", "bob", day, 4, 0))(t) {
			t.Error("one that was given back is not one that is left")
		}
	})
}
