package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley/desk"
	"parley/feed"
	"parley/store"
)

func TestStatsAreWhatIsToBeDone(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx, now := t.Context(), noon.Add(10*time.Minute)
		if s := must(db.Stats(ctx, now))(t); s.Posts[store.Due] != (store.Backlog{}) || s.Requests != (store.Backlog{}) || s.Feeds+s.Alive != 0 {
			t.Errorf("Stats of an empty database = %+v", s)
		}
		late, later := digest("Morning"), digest("Evening")
		late.Next, later.Next = noon.Add(time.Minute), now.Add(time.Hour)
		must(db.CreateDigest(ctx, late))(t)
		must(db.CreateDigest(ctx, later))(t)
		left := digest("Left")
		left.Guild = "left" // whose digests rest
		must(db.CreateDigest(ctx, left))(t)
		if err := db.LeaveGuild(ctx, "left", now.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		must(db.AddPost(ctx, store.Post{Digest: "d", Period: "1", Guild: "g", Channel: "c", Due: noon, NotAfter: now}))(t)
		must(db.AddPost(ctx, store.Post{Digest: "d", Period: "2", Guild: "g", Channel: "c", Due: now, NotAfter: now}))(t)
		follow(t, db, "g", "https://herald.example/rss") // never fetched
		known := follow(t, db, "g", "https://gazette.example/rss").Feed
		must(db.SaveFetch(ctx, known.ID, fetched(known, noon.Add(-time.Hour)), noon))(t)
		stopped := follow(t, db, "g", "https://courier.example/rss").Feed
		must(db.SaveFetch(ctx, stopped.ID, feed.Result{Feed: feed.Feed{URL: stopped.URL, Stopped: true}}, noon))(t)
		must(db.TakeRequest(ctx, desk.Request{ID: "1", Asked: noon.Add(2 * time.Minute)}, "p", noon.Add(3*time.Minute)))(t)
		must(db.TakeRequest(ctx, desk.Request{ID: "2", Asked: noon.Add(4 * time.Minute)}, "p", now.Add(time.Minute)))(t)
		must(db.TakeOverRequests(ctx, "q", now, now.Add(time.Minute), 10))(t)
		s := must(db.Stats(ctx, now))(t)
		got := []store.Backlog{s.Posts[store.Due], s.Posts[store.Posted], s.Digests, s.Requests, s.Overdue}
		want := []store.Backlog{{Rows: 2, Oldest: noon}, {}, {Rows: 1, Oldest: noon.Add(time.Minute)}, {Rows: 2, Oldest: noon.Add(2 * time.Minute)}, {Rows: 2, Oldest: noon}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("posts due, posted, digests, requests, feeds (-want +got):\n%s", diff)
		}
		if s.Feeds != 3 || s.Stopped != 1 {
			t.Errorf("%d feeds, %d stopped; want 3 and 1", s.Feeds, s.Stopped)
		}
		if jobs, requests := db.TakenUp(); jobs != 0 || requests != 1 {
			t.Errorf("TakenUp = %d jobs, %d requests; want the one request", jobs, requests)
		}
	})
}

func TestAWorkingProcessIsSeenWithItsJob(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		began := time.Now()
		begun, end := make(chan struct{}), make(chan struct{})
		work := func(ctx context.Context, _ string) error {
			close(begun)
			select {
			case <-end:
			case <-ctx.Done():
			}
			return nil
		}
		q, stop := run(t, db, store.Options{Kinds: []store.Kind{{Name: "slow", Work: work}}})
		insert(t, q, 1, store.Job{Kind: "slow", Key: "k"})
		insert(t, q, 1, store.Job{Kind: "slow", Key: "tomorrow", At: began.Add(24 * time.Hour)})
		<-begun
		all := must(db.Processes(ctx))(t)
		jobs := must(q.Jobs(ctx, store.Running, 10))(t)
		if len(all) != 1 || len(jobs) != 1 || all[0].Jobs != 1 || all[0].ID != jobs[0].Process || !all[0].Alive(time.Now()) || all[0].Alive(time.Now().Add(time.Hour)) {
			t.Errorf("processes = %+v, running = %+v; want one that is alive, with its job", all, jobs)
		}
		if s := must(db.Stats(ctx, time.Now()))(t); s.Alive != 1 {
			t.Errorf("%d processes are alive, want 1", s.Alive)
		}
		for _, count := range must(db.JobCounts(ctx))(t) {
			want := began
			if count.State == store.Waiting {
				want = began.Add(24 * time.Hour)
			}
			if off := count.Since.Sub(want); off < -2*time.Second || off > time.Minute {
				t.Errorf("%s jobs of %s since %v, want %v", count.State, count.Kind, count.Since, want)
			}
		}
		close(end)
		stop()
	})
}
