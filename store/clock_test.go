package store_test

import (
	"context"
	"testing"
	"time"

	"parley/store"
)

// What was taken by a process whose clock was far ahead, and that died, is not held until then.
func TestAClockThatWasAheadHoldsNothingUp(t *testing.T) {
	const ahead = 40 * time.Minute
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		lease := func(by string, at time.Time) bool {
			return must(db.Lease(ctx, "article", "x", by, at, at.Add(15*time.Second)))(t)
		}
		if !lease("gone", noon.Add(ahead)) || !lease("right", noon.Add(-10*time.Second)) || lease("another", noon) {
			t.Error("a lease of a clock that was far ahead is held, or one of a clock that is a little behind is not")
		}

		take(t, db, "m1", "gone")
		if err := db.HoldRequests(ctx, "gone", []string{"m1"}, noon.Add(ahead)); err != nil {
			t.Fatal(err)
		}
		if all := must(db.TakeOverRequests(ctx, "next", noon, noon.Add(15*time.Second), 10))(t); len(all) != 1 {
			t.Errorf("taken over = %v; want what a clock that was far ahead held", all)
		}

		c, now := &channel{}, noon.Add(ahead)
		o := outbox(t, db, c, &now)
		id := addPost(t, db, "d")
		gone := *o
		gone.Publisher = publisherFunc(func(ctx context.Context, _ store.Message) (string, error) {
			now = noon
			deliver(t, o, id, store.Posted)
			return "", context.Canceled
		})
		if _, err := gone.Deliver(ctx, id); err == nil {
			t.Error("the one that is gone has posted")
		}
		if len(c.messages) != 2 {
			t.Errorf("%d messages; want the post's two parts", len(c.messages))
		}
	})
}

func TestAFailedJobIsTriedAgainByTheQueuesClock(t *testing.T) {
	t.Parallel()
	at := noon
	if got := store.NextRetry(&at, 2); !got.Equal(noon.Add(20 * time.Second)) {
		t.Errorf("after two failures it is tried at %v; want 20 s after the last try", got)
	}
}
