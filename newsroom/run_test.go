package newsroom

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"parley/digest"
)

func TestADigestIsRunOnceAMinuteUnlessItIsEdited(t *testing.T) {
	t.Parallel()
	room, w, discord := morning(t)
	ctx := context.Background()
	run := func(what string, repeats bool) *digest.Repeat {
		t.Helper()
		plans, err := room.Digests(ctx, testGuild)
		if err != nil {
			t.Fatal(err)
		}
		before, err := room.RunDigest(ctx, plans[0])
		if err != nil {
			t.Fatal(err)
		}
		if (before != nil) != repeats {
			t.Fatalf("%s: repeats %v, want %v", what, before != nil, repeats)
		}
		if err := room.work(ctx); err != nil {
			t.Fatal(err)
		}
		return before
	}
	w.pass(50 * time.Second) // a full minute stands between the first two
	run("the first", false)
	w.pass(20 * time.Second)
	if before := run("twenty seconds later", true); before.Issue == nil || len(before.Issue.Stories) == 0 || w.clock().Sub(before.Asked) != 20*time.Second {
		t.Errorf("it would repeat %+v, want the issue of twenty seconds ago", before)
	}
	plans, err := room.Digests(ctx, testGuild)
	if err != nil {
		t.Fatal(err)
	}
	plans[0].Settings.Length = digest.Long
	if _, err := room.SaveDigest(ctx, plans[0]); err != nil {
		t.Fatal(err)
	}
	run("after an edit", false)
	w.pass(2 * time.Minute)
	run("two minutes later", false)
	if n := len(discord.posts[testChannel]); n != 3 {
		t.Errorf("%d issues were posted, want 3", n)
	}
}

func TestWhoOnlyTakesCommandsNeverLooksForWhatIsDue(t *testing.T) {
	t.Parallel()
	room, w, _ := morning(t)
	if ticked := room.Ticked(); !ticked.IsZero() {
		t.Errorf("a room that does not run looked at %v", ticked)
	}
	if err := room.tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	if ticked := room.Ticked(); !ticked.Equal(w.clock()) {
		t.Errorf("a room that looked now says it was at %v", ticked)
	}
}

func TestOfTwoWhoRunADigestAtOnceOnePosts(t *testing.T) {
	t.Parallel()
	room, _, _ := morning(t)
	plans, err := room.Digests(t.Context(), testGuild)
	if err != nil {
		t.Fatal(err)
	}
	var posts atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			before, err := room.RunDigest(t.Context(), plans[0])
			if err != nil {
				t.Error(err)
			}
			if before == nil {
				posts.Add(1)
			}
		})
	}
	all.Wait()
	if n := posts.Load(); n != 1 {
		t.Errorf("%d of eight posted, want one", n)
	}
}
