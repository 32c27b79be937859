package store_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"parley/store"
	"parley/store/storetest"

	"golang.org/x/sync/errgroup"
)

// run runs a queue until the test ends or stop is called, which returns when it has stopped.
func run(t *testing.T, db *store.DB, o store.Options) (q *store.Queue, stop func()) {
	t.Helper()
	if o.Now == nil {
		o.Now = time.Now
	}
	q = must(db.NewQueue(o))(t)
	ctx, cancel := context.WithCancel(context.Background())
	var running errgroup.Group
	running.Go(func() error { return q.Run(ctx) })
	stop = sync.OnceFunc(func() {
		cancel()
		if err := running.Wait(); err != nil {
			t.Errorf("Run = %v, want nil", err)
		}
	})
	t.Cleanup(stop)
	return q, stop
}

func insert(t *testing.T, q *store.Queue, want int, jobs ...store.Job) {
	t.Helper()
	if got, err := q.Insert(t.Context(), jobs...); err != nil || got != want {
		t.Errorf("Insert of %d jobs = %d new, %v; want %d", len(jobs), got, err, want)
	}
}

func TestAJobIsWorkedOnceByThreeProcesses(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, address string) {
		const jobs = 50
		done := make(chan string, 2*jobs)
		kind := store.Kind{Name: "brief", Workers: 4, Work: func(_ context.Context, key string) error { done <- key; return nil }}
		inserter := must(open(t, address).NewQueue(store.Options{Now: time.Now}))(t)
		all := make([]store.Job, jobs)
		for i := range all {
			all[i] = store.Job{Kind: "brief", Key: fmt.Sprint(i)}
		}
		insert(t, inserter, jobs, all...)
		insert(t, inserter, 0, all...)
		var stops []func()
		for range 3 {
			_, stop := run(t, open(t, address), store.Options{Kinds: []store.Kind{kind}})
			stops = append(stops, stop)
		}
		times := map[string]int{}
		for range jobs {
			times[<-done]++
		}
		for _, stop := range stops {
			stop()
		}
		if len(times) != jobs || len(done) != 0 {
			t.Errorf("%d jobs done, %d done again; want %d and 0", len(times), len(done), jobs)
		}
		insert(t, inserter, jobs, all...) // what is done may come again
	})
}

func TestWhatIsDoneOnceDoesNotComeAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		done := make(chan string, 10)
		kind := store.Kind{Name: "prepare", Work: func(_ context.Context, key string) error { done <- key; return nil }}
		q, stop := run(t, db, store.Options{Kinds: []store.Kind{kind}})
		insert(t, q, 1, store.Job{Kind: "prepare", Key: "k", Once: true})
		<-done
		stop() // and the job is noted as done
		insert(t, q, 0, store.Job{Kind: "prepare", Key: "k", Once: true})
		insert(t, q, 1, store.Job{Kind: "prepare", Key: "other", Once: true})
	})
}

func TestAFailedJobIsTriedAgainOrGivenUp(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		failed, gaveUp, snoozed := make(chan bool, 100), make(chan bool, 100), make(chan bool, 100)
		q, stop := run(t, db, store.Options{Kinds: []store.Kind{
			{Name: "fails", Work: func(context.Context, string) error { failed <- true; return errors.New("the site is down") }},
			{Name: "gives-up", Work: func(context.Context, string) error {
				gaveUp <- true
				return store.GiveUp(errors.New("the page is gone"))
			}},
			{Name: "later", Work: func(context.Context, string) error { snoozed <- true; return store.Later(time.Hour) }},
			{Name: "panics", Work: func(context.Context, string) error { panic("a bug") }},
		}})
		insert(t, q, 4, store.Job{Kind: "fails", Key: "k"}, store.Job{Kind: "gives-up", Key: "k"}, store.Job{Kind: "later", Key: "k"}, store.Job{Kind: "panics", Key: "k"})
		<-failed
		<-gaveUp
		<-snoozed
		failures := awaitFailures(t, q, 2)
		stop()
		if dead := must(q.Jobs(ctx, store.Dead, 10))(t); len(dead) != 1 || dead[0].Kind != "gives-up" || dead[0].Key != "k" ||
			dead[0].Reason != "JobCancelError: the page is gone" {
			t.Errorf("dead = %+v, want the one that gave up, with its reason", dead)
		}
		for _, job := range failures {
			if wait := job.Next.Sub(job.Failed); job.Attempts == 0 || wait <= 0 || wait > time.Minute {
				t.Errorf("%+v: next %v after it failed, want soon, after an attempt", job, wait)
			}
		}
		insert(t, q, 0, store.Job{Kind: "fails", Key: "k"}) // what will be tried again is not done
		dead := must(q.Jobs(ctx, store.Dead, 10))(t)
		if err := q.Retry(ctx, dead[0].ID); err != nil {
			t.Errorf("Retry of a dead job = %v, want nil", err)
		}
		if err := q.Retry(ctx, 999_999); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Retry of no job = %v, want ErrNotFound", err)
		}
		counts := map[string]int{}
		for _, count := range must(db.JobCounts(ctx))(t) {
			if count.State != store.Waiting && count.State != store.Retrying {
				t.Errorf("Counts has %+v, want jobs that wait", count)
			}
			counts[count.Kind] += count.Jobs
		}
		if want := map[string]int{"fails": 1, "gives-up": 1, "later": 1, "panics": 1}; !maps.Equal(counts, want) {
			t.Errorf("Counts = %v, want %v", counts, want)
		}
	})
}

// A job that is being worked, or that a newer one has taken the place of, is not tried again.
func TestAJobThatCannotBeTriedAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		started, end := make(chan bool), make(chan bool)
		q, stop := run(t, db, store.Options{Kinds: []store.Kind{{Name: "brief", Work: func(context.Context, string) error {
			started <- true
			<-end
			return store.GiveUp(errors.New("the page is gone"))
		}}}})
		insert(t, q, 1, store.Job{Kind: "brief", Key: "k"})
		<-started
		running := must(q.Jobs(ctx, store.Running, 1))(t)
		if err := q.Retry(ctx, running[0].ID); !errors.Is(err, store.ErrConflict) {
			t.Errorf("Retry of a job that runs = %v, want ErrConflict", err)
		}
		close(end)
		stop()
		insert(t, q, 1, store.Job{Kind: "brief", Key: "k"})
		if err := q.Retry(ctx, running[0].ID); !errors.Is(err, store.ErrExists) {
			t.Errorf("Retry of a dead job of which there is a newer one = %v, want ErrExists", err)
		}
	})
}

// awaitFailures returns the jobs that failed and are to be tried again as soon as there are n. The work of a job ends before its
// state is written.
func awaitFailures(t *testing.T, q *store.Queue, n int) []store.JobView {
	t.Helper()
	for {
		jobs := append(must(q.Jobs(t.Context(), store.Retrying, 100))(t), must(q.Jobs(t.Context(), store.Waiting, 100))(t)...)
		jobs = slices.DeleteFunc(jobs, func(j store.JobView) bool { return j.Reason == "" })
		if len(jobs) >= n {
			return jobs
		}
		select {
		case <-t.Context().Done():
			t.Fatalf("%d jobs failed, want %d", len(jobs), n)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func TestAJobThatRunsMayEndWhenTheQueueStops(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		started, end := make(chan bool), make(chan bool)
		q, stop := run(t, db, store.Options{Kinds: []store.Kind{{Name: "brief", Work: func(ctx context.Context, _ string) error {
			started <- true
			<-end
			return ctx.Err()
		}}}})
		insert(t, q, 1, store.Job{Kind: "brief", Key: "k"})
		<-started
		stopped := make(chan bool)
		go func() { stop(); close(stopped) }()
		close(end)
		<-stopped
		if done := must(q.Jobs(t.Context(), store.Done, 10))(t); len(done) != 1 {
			t.Errorf("done = %+v, want the one that ran", done)
		}
	})
}

func TestAJobThatDoesNotEndIsLeftToAnother(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		started := make(chan bool, 1)
		q, stop := run(t, db, store.Options{Drain: 10 * time.Millisecond, Kinds: []store.Kind{{Name: "brief", Timeout: time.Hour,
			Work: func(ctx context.Context, _ string) error {
				started <- true
				<-ctx.Done()
				return ctx.Err()
			}}}})
		insert(t, q, 1, store.Job{Kind: "brief", Key: "k"})
		<-started
		stop()
		again := make(chan bool, 1)
		run(t, db, store.Options{Kinds: []store.Kind{{Name: "brief", Work: func(context.Context, string) error { again <- true; return nil }}}})
		<-again
	})
}

// TestTheJobsOfADeadProcessAreTakenUp has a process whose clock stands still, so that it seems to have died long ago.
func TestTheJobsOfADeadProcessAreTakenUp(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		started, again := make(chan bool, 1), make(chan bool, 1)
		long := time.Now().Add(-time.Hour)
		q, _ := run(t, db, store.Options{Drain: time.Millisecond, Now: func() time.Time { return long },
			Kinds: []store.Kind{{Name: "brief", Timeout: time.Hour, Work: func(ctx context.Context, _ string) error {
				started <- true
				<-ctx.Done()
				return nil
			}}}})
		insert(t, q, 1, store.Job{Kind: "brief", Key: "k"})
		<-started
		run(t, db, store.Options{Kinds: []store.Kind{{Name: "brief", Work: func(context.Context, string) error { again <- true; return nil }}}})
		<-again
	})
}

func TestAQueueThatIsStoppedBeforeItBegins(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := must(db.NewQueue(store.Options{Now: time.Now}))(t).Run(ctx); err != nil {
			t.Errorf("Run = %v, want nil", err)
		}
	})
}

func TestTheTickOfEachProcess(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ticks := make(chan bool)
		o := store.Options{TickEvery: time.Millisecond, Tick: func(ctx context.Context) error {
			select {
			case ticks <- true:
			case <-ctx.Done():
			}
			return errors.New("one that fails is called again")
		}}
		run(t, db, o)
		run(t, db, o)
		for range 6 {
			<-ticks
		}
	})
}
