package store_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"parley/desk"
	"parley/store"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"
)

func asked(id string) desk.Request {
	return desk.Request{ID: id, Message: id, Guild: "g", Channel: "c", Asker: "u", Wish: json.RawMessage(`{"links":["l"]}`), Asked: noon}
}

// take writes a request down for a process, or fails.
func take(t *testing.T, db *store.DB, id, by string) {
	t.Helper()
	if !must(db.TakeRequest(t.Context(), asked(id), by, noon.Add(15*time.Second)))(t) {
		t.Fatalf("request %s was taken already", id)
	}
}

// answer brings an answer to a message, or fails.
func answer(t *testing.T, db *store.DB, id, by, message string) {
	t.Helper()
	a := desk.Answer{Request: id, Channel: "c", Brief: json.RawMessage(`{"n":1}`), Links: []string{"gazette.example/1"}}
	if _, ok, err := db.Answering(t.Context(), a, by, noon); !ok || err != nil {
		t.Fatalf("Answering = %v, %v", ok, err)
	}
	if !must(db.Answered(t.Context(), id, 0, message))(t) {
		t.Fatal("the answer does not stand")
	}
}

func TestARequestIsTakenByOneOfMany(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		for _, row := range []struct {
			name string
			take func(by string) (bool, error)
		}{
			{"a new one", func(by string) (bool, error) { return db.TakeRequest(t.Context(), asked("m"), by, noon) }},
			{"one that nobody works on any more", func(by string) (bool, error) {
				all, err := db.TakeOverRequests(t.Context(), by, noon.Add(time.Minute), noon.Add(2*time.Minute), 10)
				return len(all) > 0, err
			}},
		} {
			var group errgroup.Group
			won := make([]bool, 12)
			for i := range won {
				group.Go(func() (err error) { won[i], err = row.take(fmt.Sprint("p", i)); return err })
			}
			if err := group.Wait(); err != nil {
				t.Fatal(err)
			}
			wins := 0
			for _, mine := range won {
				if mine {
					wins++
				}
			}
			if wins != 1 {
				t.Errorf("%s was taken %d times, want once", row.name, wins)
			}
		}
	})
}

func TestARequestIsTakenOverWhenItsProcessIsSilent(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		take(t, db, "m1", "dead")
		take(t, db, "m2", "alive")
		if err := db.HoldRequests(ctx, "alive", []string{"m1", "m2"}, noon.Add(time.Minute)); err != nil { // m1 is another's
			t.Fatal(err)
		}
		over := func(by string, at time.Time) []desk.Request {
			return must(db.TakeOverRequests(ctx, by, at, at.Add(15*time.Second), 10))(t)
		}
		if all := over("next", noon.Add(14*time.Second)); len(all) != 0 {
			t.Errorf("taken over too early: %v", all)
		}
		want := asked("m1")
		want.Tries = 2
		if diff := cmp.Diff([]desk.Request{want}, over("next", noon.Add(20*time.Second))); diff != "" {
			t.Errorf("taken over (-want +got):\n%s", diff)
		}
		// The one that was taken for dead cannot answer any more.
		if _, ok, err := db.Answering(ctx, desk.Answer{Request: "m1", Channel: "c"}, "dead", noon); ok || err != nil {
			t.Errorf("Answering by who lost it = %v, %v; want false", ok, err)
		}
		if err := db.FinishRequest(ctx, "m1", "dead", nil); err != nil {
			t.Fatal(err)
		}
		if err := db.PostponeRequest(ctx, "m1", "next", noon.Add(5*time.Minute)); err != nil {
			t.Fatal(err)
		}
		if all := over("third", noon.Add(4*time.Minute)); len(all) != 1 || all[0].ID != "m2" {
			t.Errorf("taken over = %v, want m2 alone", all)
		}
		if err := db.ReleaseRequests(ctx, "third"); err != nil {
			t.Fatal(err)
		}
		if all := over("fourth", noon.Add(6*time.Minute)); len(all) != 2 || all[0].Tries != 3 || all[1].Tries != 2 {
			t.Errorf("taken over = %v, want the postponed one at its third try, and the released one at its second still", all)
		}
		if err := db.FinishRequest(ctx, "m1", "fourth", json.RawMessage(`{}`)); err != nil {
			t.Fatal(err)
		}
		if all := over("fifth", noon.Add(time.Hour)); len(all) != 1 || all[0].ID != "m2" {
			t.Errorf("taken over = %v, want no finished one", all)
		}
	})
}

func TestAnAnswerIsKnownAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		take(t, db, "m1", "p")
		a := desk.Answer{Request: "m1", N: 2, Channel: "c", Brief: json.RawMessage(`{"n":1}`), Links: []string{"gazette.example/1", "gazette.example/2"}}
		if standing, ok, err := db.Answering(ctx, a, "p", noon); !ok || err != nil || !standing.Tried.Equal(noon) || standing.Message != "" {
			t.Fatalf("Answering = %+v, %v, %v", standing, ok, err)
		}
		if about := must(db.AnswerAbout(ctx, "c", "gazette.example/1"))(t); about.Request != "" {
			t.Errorf("AnswerAbout before it is out = %+v, want none", about)
		}
		a.Brief = json.RawMessage(`{"n":2}`)
		if standing, _, err := db.Answering(ctx, a, "p", noon.Add(time.Minute)); err != nil || !standing.Tried.Equal(noon) {
			t.Errorf("Answering again = %+v, %v; want the time of the first try", standing, err)
		}
		if stands := must(db.Answered(ctx, "m1", 2, "r1"))(t); !stands {
			t.Error("the answer does not stand")
		}
		if brief := must(db.Answer(ctx, "m1", 2))(t).Brief; string(brief) != `{"n":2}` {
			t.Errorf("Answer = %s, want the last one", brief)
		}
		if about := must(db.AnswerAbout(ctx, "c", "gazette.example/2"))(t); about.Message != "r1" || about.Request != "m1" {
			t.Errorf("AnswerAbout = %+v, want r1", about)
		}
		if about := must(db.AnswerAbout(ctx, "other", "gazette.example/2"))(t); about.Request != "" {
			t.Errorf("AnswerAbout in another channel = %+v, want none", about)
		}
	})
}

func TestADeletedQuestionTakesItsAnswersAlong(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		take(t, db, "m1", "p")
		answer(t, db, "m1", "p", "r1")
		edited := asked("m1e") // an edit of the same message asked a second time
		edited.Message = "m1"
		must(db.TakeRequest(ctx, edited, "p", noon))(t)
		gone := must(db.MessageGone(ctx, "m1"))(t)
		if len(gone) != 1 || gone[0].Message != "r1" || gone[0].Channel != "c" {
			t.Errorf("answers that must go = %v, want r1", gone)
		}
		if again := must(db.MessageGone(ctx, "m1"))(t); len(again) != 0 {
			t.Errorf("answers that must go = %v at the second time, want none", again)
		}
		// Work on the edit was under way.
		if _, ok, err := db.Answering(ctx, desk.Answer{Request: "m1e", Channel: "c"}, "p", noon); ok || err != nil {
			t.Errorf("Answering a withdrawn request = %v, %v; want false", ok, err)
		}
		if must(db.Answered(ctx, "m1e", 0, "r2"))(t) {
			t.Error("the answer to a withdrawn request stands")
		}
		if all := must(db.TakeOverRequests(ctx, "q", noon.Add(time.Hour), noon.Add(2*time.Hour), 10))(t); len(all) != 0 {
			t.Errorf("withdrawn requests were taken over: %v", all)
		}
	})
}

// Who posts and who deletes the question at the same moment: one of the two takes the answer away.
func TestNoAnswerStandsBesideADeletedQuestion(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		for i := range 30 {
			id := fmt.Sprint("m", i)
			take(t, db, id, "p")
			if _, _, err := db.Answering(t.Context(), desk.Answer{Request: id, Channel: "c"}, "p", noon); err != nil {
				t.Fatal(err)
			}
			var group errgroup.Group
			var stands bool
			var gone []desk.Answer
			group.Go(func() (err error) { stands, err = db.Answered(t.Context(), id, 0, "r"+id); return err })
			group.Go(func() (err error) { gone, err = db.MessageGone(t.Context(), id); return err })
			if err := group.Wait(); err != nil {
				t.Fatal(err)
			}
			if stands != (len(gone) == 1) {
				t.Fatalf("the answer stands: %v; told to go: %v", stands, gone)
			}
		}
	})
}

func TestAnAnswerThatWasDeletedIsForgotten(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		take(t, db, "m1", "p")
		answer(t, db, "m1", "p", "r1")
		if gone := must(db.MessageGone(ctx, "r1"))(t); len(gone) != 0 {
			t.Errorf("answers that must go = %v, want none: it is gone", gone)
		}
		about, brief := must(db.AnswerAbout(ctx, "c", "gazette.example/1"))(t), must(db.Answer(ctx, "m1", 0))(t).Brief
		if about.Request != "" || string(brief) != "null" {
			t.Errorf("AnswerAbout = %+v, Answer = %s; want neither", about, brief)
		}
		if standing, _, err := db.Answering(ctx, desk.Answer{Request: "m1", Channel: "c"}, "p", noon); err != nil || standing.Message != desk.Deleted {
			t.Errorf("Answering again = %+v, %v; want it known as deleted", standing, err)
		}
	})
}

func TestRequestsAreKeptAsLongAsRetentionSays(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		take(t, db, "m1", "p")
		answer(t, db, "m1", "p", "r1")
		kept := store.DefaultRetention()
		must(db.Purge(ctx, kept, noon.Add(kept.Requests-time.Hour)))(t)
		if must(db.Answer(ctx, "m1", 0))(t).Brief == nil {
			t.Error("the brief was forgotten too early")
		}
		must(db.Purge(ctx, kept, noon.Add(kept.Requests+time.Hour)))(t)
		if brief := must(db.Answer(ctx, "m1", 0))(t).Brief; brief != nil {
			t.Errorf("Answer after its retention = %s, want none", brief)
		}
	})
}

func TestAGuildThatWasLeftIsForgottenAfterItsTime(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		take(t, db, "m1", "p")
		answer(t, db, "m1", "p", "r1")
		must(db.CreateDigest(ctx, store.Digest{Guild: "g", Channel: "c", Name: "d", Settings: json.RawMessage(`{}`), Next: noon, Created: noon}))(t)
		due := func() int { return len(must(db.DueDigests(ctx, noon.Add(time.Minute), 10))(t)) }
		week := noon.Add(7 * 24 * time.Hour)
		leave := func() {
			t.Helper()
			if err := db.LeaveGuild(ctx, "g", week); err != nil {
				t.Fatal(err)
			}
		}
		leave()
		if n := due(); n != 0 {
			t.Errorf("%d digests of a guild that was left are due, want none", n)
		}
		must(db.Purge(ctx, store.DefaultRetention(), week.Add(-time.Hour)))(t)
		if err := db.GuildIsBack(ctx, "g"); err != nil {
			t.Fatal(err)
		}
		must(db.Purge(ctx, store.DefaultRetention(), week.Add(time.Hour)))(t)
		if must(db.Answer(ctx, "m1", 0))(t).Brief == nil {
			t.Error("the brief was forgotten too early")
		}
		if n := due(); n != 1 {
			t.Errorf("%d digests of a guild that is back are due, want its one", n)
		}
		leave()
		must(db.Purge(ctx, store.DefaultRetention(), week.Add(time.Hour)))(t)
		if brief := must(db.Answer(ctx, "m1", 0))(t).Brief; brief != nil {
			t.Errorf("Answer = %s of a guild that was left long ago, want none", brief)
		}
		if n := due(); n != 0 {
			t.Errorf("%d digests of a forgotten guild are due, want none", n)
		}
	})
}

func TestWhatWasAskedWhereAndSinceWhen(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		for _, r := range []desk.Request{
			{ID: "1", Message: "1", Channel: "long ago", Asked: noon.Add(-2 * time.Hour)},
			{ID: "2", Message: "2", Guild: "g", Channel: "c", Asked: noon},
			{ID: "2e", Message: "2", Guild: "g", Channel: "c", Asked: noon}, // an edit of it
			{ID: "3", Message: "3", Guild: "g", Channel: "c", Asked: noon},
			{ID: "4", Channel: "a command's", Asked: noon},
			{ID: "5", Message: "5", Channel: "direct", Asked: noon},
			{ID: "6", Message: "6", Guild: "g", Channel: "c", Asked: noon},
		} {
			r.Wish = json.RawMessage("{}")
			if !must(db.TakeRequest(t.Context(), r, "p", noon))(t) {
				t.Fatal("taken")
			}
		}
		must(db.MessageGone(t.Context(), "6"))(t)
		asked := must(db.AskedSince(t.Context(), noon.Add(-time.Hour)))(t)
		if diff := cmp.Diff(map[string][]string{"c": {"2", "3"}, "direct": {"5"}}, asked); diff != "" {
			t.Errorf("AskedSince (-want +got):\n%s", diff)
		}
		for limit, want := range [][]string{1: {"direct"}, 2: {"direct", "long ago"}} {
			if limit == 0 {
				continue
			}
			if diff := cmp.Diff(want, must(db.DirectChannels(t.Context(), limit))(t)); diff != "" {
				t.Errorf("DirectChannels(%d) (-want +got):\n%s", limit, diff)
			}
		}
	})
}

func TestWhenTheGatewayWasLastHeard(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		const later = time.Hour
		heard := func(shard, of int, want time.Time) {
			t.Helper()
			if at := must(db.LastHeard(t.Context(), shard, of, noon.Add(later)))(t); !at.Equal(want) {
				t.Errorf("LastHeard(shard %d of %d) = %v, want %v", shard, of, at, want)
			}
		}
		heard(0, 1, time.Time{}) // the first start
		minute := func(n time.Duration) time.Time { return noon.Add(n * time.Minute) }
		if err := errors.Join(db.Heard(t.Context(), 0, 1, noon), db.Heard(t.Context(), 0, 1, minute(1))); err != nil {
			t.Fatal(err)
		}
		heard(0, 1, minute(1))
		// Four shards from now on: each begins where the one left off, until it was heard itself. Forty is another number.
		heard(3, 4, minute(1))
		if err := errors.Join(db.Heard(t.Context(), 0, 4, minute(2)), db.Heard(t.Context(), 1, 4, minute(3))); err != nil {
			t.Fatal(err)
		}
		heard(0, 4, minute(2))
		heard(1, 4, minute(3))
		heard(3, 4, minute(1))
		heard(7, 40, minute(3))
	})
}
