package bot

import (
	"errors"
	"log/slog"
	"testing"
	"time"

	"parley/desk"
)

// Discord fails a request that the database did not take when it came, and that was written down since.
func TestAFailedRequestIsTriedAgainThoughItWasWrittenDownLate(t *testing.T) {
	t.Parallel()
	db := newDesk(t)
	b := newBot(t.Context(), Options{Desk: db, Log: slog.New(slog.DiscardHandler)})
	now := time.Now()
	r := desk.Request{ID: "1", Wish: wish{Text: "a text"}.json(), Asked: now}
	if _, err := db.TakeRequest(t.Context(), r, b.name, now.Add(leaseFor)); err != nil {
		t.Fatal(err)
	}
	b.recordEnd(t.Context(), r, errors.New("Discord failed"))
	for _, row := range []struct {
		after time.Duration
		want  int
	}{{firstBackoff - time.Second, 0}, {firstBackoff + time.Minute, 1}} {
		at := now.Add(row.after)
		due, err := db.TakeOverRequests(t.Context(), "next", at, at.Add(leaseFor), 10)
		if err != nil || len(due) != row.want {
			t.Errorf("after %v the next process takes up %d requests (%v), want %d", row.after, len(due), err, row.want)
		}
	}
}

// A database that is away for a moment does not take how a request ended. The process works on others: that one is not held with them.
func TestARequestWhoseEndIsNotKeptIsTakenUpAgain(t *testing.T) {
	t.Parallel()
	db := newDesk(t)
	b := newBot(t.Context(), Options{Desk: db, Log: slog.New(slog.DiscardHandler)})
	now := time.Now()
	for _, id := range []string{"ended", "under way"} {
		if _, err := db.TakeRequest(t.Context(), desk.Request{ID: id, Wish: wish{Text: "a text"}.json(), Asked: now}, b.name, now); err != nil {
			t.Fatal(err)
		}
	}
	b.live.begin("under way", underWay{})
	b.holdLive(t.Context())
	due, err := db.TakeOverRequests(t.Context(), "next", now, now.Add(leaseFor), 10)
	if err != nil || len(due) != 1 || due[0].ID != "ended" {
		t.Errorf("the next process takes up %+v (%v), want the one that has ended alone", due, err)
	}
}
