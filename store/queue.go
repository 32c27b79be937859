package store

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivertype"

	"parley/desk"
)

// A Job is a piece of background work. There is at most one of a kind and key that is not done; inserting another does nothing.
type Job struct {
	Kind string
	Key  string    // what to work on: the ID of a feed, a link, the ID of a post. It is shown, so no secrets
	At   time.Time // not before; zero: at once
	Once bool      // not again either within the hour for which a job that is done is kept
}

// A Kind says how jobs of one kind are worked.
type Kind struct {
	Name string // letters, digits, - and _
	// Work does a job. It may be called again for the same key, also while an earlier call still runs in a process that
	// was taken for dead: the tables must bear it. Its errors are kept with the job and shown. An error is tried again
	// later and later; see [Later] and [GiveUp] for others.
	Work    func(ctx context.Context, key string) error
	Workers int           // jobs at a time in this process; 0: 1
	Timeout time.Duration // of one job; 0: one minute
}

// Options of a queue.
type Options struct {
	Kinds []Kind // that this process works; none: it only inserts
	// Tick, when it is set, is called every TickEvery while the queue runs, in each process, to insert what is due. It must
	// bear other processes doing the same. Its errors are logged.
	Tick      func(ctx context.Context) error
	TickEvery time.Duration // 0: 5 s
	Drain     time.Duration // how long running jobs may take to end when the queue stops, before they are cancelled; 0: 20 s
	Now       func() time.Time
}

// Later returns an error for Work that says: not now, try again after d. It is not counted as a failure.
func Later(d time.Duration) error { return river.JobSnooze(d) }

// GiveUp returns an error for Work that says: trying again is of no use. The job is kept with the dead.
func GiveUp(err error) error { return river.JobCancel(err) }

const (
	// attempts, with backoff, spans about three hours.
	attempts     = 12
	firstBackoff = 5 * time.Second
	maxBackoff   = time.Hour

	defaultTimeout = time.Minute
	// fetchCooldown bounds the rate of a kind to its workers by this. River's own, of 100 ms, holds ten workers to a
	// hundred jobs a second.
	fetchCooldown = 20 * time.Millisecond
	// Jobs that are done are kept for a while, for whoever looks; the dead until someone has had time to look.
	keepDone = time.Hour
	keepDead = 14 * 24 * time.Hour
)

// A Queue holds background jobs in the database: any process may insert them, any process that knows their kind works them.
type Queue struct {
	db     *DB
	o      Options
	id     string // of this process
	client client
	work   []*worker
}

// client is what the queue needs of a river.Client, which is a type of its own for each database.
type client interface {
	InsertMany(ctx context.Context, params []river.InsertManyParams) ([]*rivertype.JobInsertResult, error)
	JobList(ctx context.Context, params *river.JobListParams) (*river.JobListResult, error)
	JobRetry(ctx context.Context, id int64) (*rivertype.JobRow, error)
	Start(ctx context.Context) error
	Stop(ctx context.Context) error
	Stopped() <-chan struct{}
}

// NewQueue returns a queue on a migrated database. To insert and look it need not run; see [Queue.Run].
func (db *DB) NewQueue(o Options) (*Queue, error) {
	if o.TickEvery <= 0 {
		o.TickEvery = 5 * time.Second
	}
	if o.Drain <= 0 {
		o.Drain = 20 * time.Second
	}
	q := &Queue{db: db, o: o, id: rand.Text()}
	config := &river.Config{
		ID:                          q.id,
		Logger:                      slog.New(quiet{db.log.Handler()}),
		MaxAttempts:                 attempts,
		RetryPolicy:                 backoff{},
		SoftStopTimeout:             o.Drain,
		FetchCooldown:               fetchCooldown,
		CompletedJobRetentionPeriod: keepDone,
		CancelledJobRetentionPeriod: keepDead,
		DiscardedJobRetentionPeriod: keepDead,
	}
	var err error
	if q.work, err = addKinds(config, o.Kinds); err != nil {
		return nil, fmt.Errorf("store: queue: %w", err)
	}
	if db.pool != nil {
		q.client, err = river.NewClient(riverpgxv5.New(db.pool), config)
	} else {
		// River listens on SQLite by a poll of its own, beside the poll for jobs.
		config.PollOnly = true
		q.client, err = river.NewClient(riversqlite.New(db.write.DB), config)
	}
	if err != nil {
		return nil, fmt.Errorf("store: queue: %w", err)
	}
	return q, nil
}

// addKinds gives each kind a worker, and a queue of River's of its own: a kind that is slow must not hold up the others.
func addKinds(config *river.Config, kinds []Kind) (all []*worker, err error) {
	if len(kinds) == 0 {
		return nil, nil
	}
	config.Workers, config.Queues = river.NewWorkers(), map[string]river.QueueConfig{}
	longest := defaultTimeout
	for _, kind := range kinds {
		if _, twice := config.Queues[kind.Name]; twice || kind.Work == nil {
			return nil, fmt.Errorf("kind %q: given twice, or without work", kind.Name)
		}
		kind.Workers = max(kind.Workers, 1)
		if kind.Timeout <= 0 {
			kind.Timeout = defaultTimeout
		}
		longest = max(longest, kind.Timeout)
		config.Queues[kind.Name] = river.QueueConfig{MaxWorkers: kind.Workers}
		all = append(all, &worker{kind: kind})
		river.AddWorkerArgs(config.Workers, jobArgs{kind: kind.Name}, all[len(all)-1])
	}
	// River's own rescue is the second net, under [DB.rescue].
	config.RescueStuckJobsAfter = longest + 2*time.Minute
	return all, nil
}

// jobArgs is a Job as River keeps it.
type jobArgs struct {
	kind string
	Key  string `json:"key"`
}

func (a jobArgs) Kind() string { return a.kind }

type worker struct {
	river.WorkerDefaults[jobArgs]
	kind    Kind
	running atomic.Int32
}

func (w *worker) Timeout(*river.Job[jobArgs]) time.Duration { return w.kind.Timeout }

func (w *worker) Work(ctx context.Context, job *river.Job[jobArgs]) error {
	w.running.Add(1)
	defer w.running.Add(-1)
	return w.kind.Work(desk.About(ctx, "job", w.kind.Name+"/"+job.Args.Key), job.Args.Key)
}

// backoff doubles the wait after each failure, from 5 seconds to an hour, by the clock of the queue: one of a machine that is ahead for a moment
// is to hold nothing up.
type backoff struct{}

func (backoff) NextRetry(job *rivertype.JobRow) time.Time {
	wait := maxBackoff
	if failures := len(job.Errors); failures < 10 {
		wait = min(firstBackoff<<failures, maxBackoff)
	}
	if job.AttemptedAt == nil {
		return time.Now().Add(wait)
	}
	return job.AttemptedAt.Add(wait)
}

// Insert adds jobs and returns how many were not there yet.
func (q *Queue) Insert(ctx context.Context, jobs ...Job) (added int, err error) {
	if len(jobs) == 0 {
		return 0, nil
	}
	// Done, cancelled and dead jobs do not stand in the way of a new one.
	open := []rivertype.JobState{rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning,
		rivertype.JobStateRetryable, rivertype.JobStateScheduled}
	params := make([]river.InsertManyParams, len(jobs))
	for i, job := range jobs {
		standing := open
		if job.Once {
			standing = append(slices.Clone(open), rivertype.JobStateCompleted)
		}
		params[i] = river.InsertManyParams{
			Args: jobArgs{kind: job.Kind, Key: clean(job.Key)},
			InsertOpts: &river.InsertOpts{Queue: job.Kind, ScheduledAt: job.At,
				UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: standing}},
		}
	}
	results, err := q.client.InsertMany(ctx, params)
	if err != nil {
		return 0, fmt.Errorf("store: insert jobs: %w", err)
	}
	for _, result := range results {
		if !result.UniqueSkippedAsDuplicate {
			added++
		}
	}
	return added, nil
}

// letGo is how long after the drain jobs that are cancelled may take to end. What takes longer is left where it hangs.
const letGo = 4 * time.Second

// Run works jobs of the queue's kinds until ctx ends. Then it takes no more, lets those that run come to their end for
// Options.Drain, cancels the rest, which another process takes up, and returns: with an error that names them where they, or the database,
// do not end within four seconds after that.
func (q *Queue) Run(ctx context.Context) error {
	ended := make(chan error, 1)
	go func() { ended <- q.run(ctx) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	timer := time.NewTimer(q.o.Drain + letGo)
	defer timer.Stop()
	select {
	case err := <-ended:
		return err
	case <-timer.C:
		return fmt.Errorf("store: stopped while this was under way: %s", q.left())
	}
}

// left names what is under way.
func (q *Queue) left() string {
	var left []string
	for _, w := range q.work {
		if n := w.running.Load(); n > 0 {
			left = append(left, fmt.Sprint(n, " ", w.kind.Name))
		}
	}
	if len(left) == 0 {
		return "writing down that the jobs have ended"
	}
	return strings.Join(left, ", ")
}

func (q *Queue) run(ctx context.Context) error {
	// The process must be known to be alive before it takes a job, and until its last one has ended.
	alive, end := context.WithCancel(context.WithoutCancel(ctx))
	var running sync.WaitGroup
	defer running.Wait()
	defer end()
	if err := q.db.beat(ctx, q.id, q.o.Now()); err != nil {
		if ctx.Err() != nil {
			return nil // it was stopped before it began
		}
		return err
	}
	running.Go(func() { q.beat(alive) })
	if len(q.o.Kinds) > 0 {
		if err := q.client.Start(alive); err != nil {
			return fmt.Errorf("store: start queue: %w", err)
		}
	}
	q.tick(ctx)
	if len(q.o.Kinds) > 0 {
		if err := q.client.Stop(alive); err != nil { // River itself hurries the jobs after Options.Drain
			return fmt.Errorf("store: stop queue: %w", err)
		}
	}
	return q.db.leave(alive, q.id)
}

// beat says that this process is alive, and takes up the jobs of those that are not, until ctx ends.
func (q *Queue) beat(ctx context.Context) {
	ticker := time.NewTicker(beatEvery)
	defer ticker.Stop()
	for {
		err := q.db.beat(ctx, q.id, q.o.Now())
		if err == nil && len(q.o.Kinds) > 0 {
			var n int64
			if n, err = q.db.rescue(ctx, q.o.Now()); n > 0 {
				q.db.log.Info("took up the jobs of a process that died", "jobs", n)
			}
		}
		if err != nil && ctx.Err() == nil {
			q.db.log.Warn("the database did not take this process's beat", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// tick calls Options.Tick until ctx ends.
func (q *Queue) tick(ctx context.Context) {
	if q.o.Tick == nil {
		<-ctx.Done()
		return
	}
	ticker := time.NewTicker(q.o.TickEvery)
	defer ticker.Stop()
	for {
		if err := q.o.Tick(ctx); err != nil && ctx.Err() == nil {
			q.db.log.Error("what is due could not be queued", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}
