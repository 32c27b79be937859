// Package newsroom is where news are gathered for digests: feeds are refreshed, what is due is composed and posted, and what
// is old is forgotten, as background jobs on the database. It also carries out what people ask of it (plans.go, feeds.go).
// Start with [New] and [Room.Run]; a process that only takes commands needs no Run.
//
// It knows nothing of Discord: whoever wires it says how an issue is drawn and posted. What is to be done stands in the tables of
// package store alone, so that any number of processes may run at once, and any may die.
package newsroom

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"parley/digest"
	"parley/feed"
	"parley/store"
	"parley/summarize"
)

// Options of a [Room]; all are needed but for Tell, Posted and Drain.
type Options struct {
	DB       *store.DB // migrated
	Fetcher  *feed.Fetcher
	Articles digest.Reader // fetches; the room keeps what it brings
	Briefs   func(language string) *summarize.Summarizer
	Render   func(issue *digest.Issue, s digest.Settings, post string) []store.Part
	Posts    store.Publisher
	Tell     func(context.Context, Notice) error // errors are those of Posts; nil: servers are told nothing
	Posted   func(late time.Duration)            // hears of each issue that stands on Discord, how long after it was due; nil: nobody does
	Now      func() time.Time
	Log      *slog.Logger
	Drain    time.Duration // how long running jobs may take to end; 0: 20 s
}

// A Room works on the digests of all servers. It is safe for concurrent use.
type Room struct {
	Options
	editor *digest.Editor
	queue  *store.Queue
	outbox *store.Outbox
	ticked atomic.Int64 // when what is due was last looked for, in milliseconds
	set    time.Time    // the minute in which the times of all digests were last looked at; the ticker's alone

	patience time.Duration
}

// Kinds of jobs.
const (
	kindFeed    = "feed"    // refresh one; the key is its ID
	kindSlow    = "slow"    // the same of one that failed or took long the last time
	kindPrepare = "prepare" // read and brief ahead what a digest will tell; the key is its ID and when it is due
	kindPost    = "post"    // compose and post one; the key is its ID
	kindPurge   = "purge"   // forget what is old; the key is the hour
)

const (
	// Most feeds answer at once; of those that nobody knows yet, any may hang. So many are asked side by side, for a short time each,
	// and who needs longer is asked again apart from the others.
	feedWorkers    = 128
	slowWorkers    = 32
	prepareWorkers = 4
	postWorkers    = 8
	// postTime bounds composing and sending one issue: its articles are fetched and a model may be asked for each story.
	postTime = 5 * time.Minute
	feedTime = time.Minute
	// purgeTime bounds forgetting what is old; what is left is forgotten by the next try.
	purgeTime = 10 * time.Minute
	// patience is how long a feed may hold up the others.
	patience = 3 * time.Second

	tickEvery = 2 * time.Second
	dueAtOnce = 500
	// prepareAhead is how long before it is due a digest is prepared. A story that gets another article in between costs the
	// model a second question; a model that is slower than this makes the post wait, and so it is for digests beyond the first
	// dueAtOnce of a minute.
	prepareAhead = 5 * time.Minute
)

// New makes a room; nothing runs yet.
func New(o Options) (*Room, error) {
	r := &Room{Options: o, patience: patience}
	r.editor = digest.NewEditor(&keptArticles{shelf: shelf{o.DB, "article", rand.Text(), o.Now}, fetcher: o.Articles}, o.Log)
	r.outbox = &store.Outbox{DB: o.DB, Publisher: o.Posts, Compose: r.compose, Posted: r.posted, Now: o.Now, Log: o.Log}
	var err error
	r.queue, err = o.DB.NewQueue(store.Options{
		Kinds: []store.Kind{
			{Name: kindFeed, Work: r.refresh, Workers: feedWorkers, Timeout: feedTime},
			{Name: kindSlow, Work: r.refreshSlow, Workers: slowWorkers, Timeout: feedTime},
			{Name: kindPrepare, Work: r.prepare, Workers: prepareWorkers, Timeout: postTime},
			{Name: kindPost, Work: r.post, Workers: postWorkers, Timeout: postTime},
			{Name: kindPurge, Work: r.purge, Workers: 1, Timeout: purgeTime},
		},
		Tick: r.tick, TickEvery: tickEvery, Drain: o.Drain, Now: o.Now,
	})
	return r, err
}

// Run works until ctx ends, then lets what has begun come to its end within Options.Drain.
func (r *Room) Run(ctx context.Context) error { return r.queue.Run(ctx) }

// tick queues what is due. Other processes do the same at the same time: the tables and unique jobs bear it.
func (r *Room) tick(ctx context.Context) error {
	now := r.Now()
	failed := r.advance(ctx, now)
	jobs := []store.Job{{Kind: kindPurge, Key: now.UTC().Format("2006-01-02T15"), Once: true}}
	posts, err := r.DB.OpenPosts(ctx, dueAtOnce)
	for _, id := range posts {
		jobs = append(jobs, store.Job{Kind: kindPost, Key: id})
	}
	failed = errors.Join(failed, err)
	soon, err := r.DB.DueDigests(ctx, now.Add(prepareAhead), dueAtOnce)
	for _, d := range soon {
		jobs = append(jobs, store.Job{Kind: kindPrepare, Key: prepareKey(d), Once: true})
	}
	failed = errors.Join(failed, err)
	for kind, slow := range map[string]bool{kindFeed: false, kindSlow: true} {
		feeds, err := r.DB.DueFeeds(ctx, now, slow, dueAtOnce)
		for _, f := range feeds {
			jobs = append(jobs, store.Job{Kind: kind, Key: f.ID})
		}
		failed = errors.Join(failed, err)
	}
	_, err = r.queue.Insert(ctx, jobs...)
	if err = errors.Join(failed, err); err == nil {
		r.ticked.Store(now.UnixMilli())
	}
	return err
}

// Ticked is when this process last looked, without a failure, for what is due; the zero time where it never did, as one without [Room.Run] does not.
func (r *Room) Ticked() time.Time {
	if ms := r.ticked.Load(); ms != 0 {
		return time.UnixMilli(ms)
	}
	return time.Time{}
}

// setClocks has no digest wait longer than its schedule says, once a minute: a clock that was ahead for a moment must not cost a day.
// A period that is in the outbox already is not posted again; see [store.DB.Advance].
func (r *Room) setClocks(ctx context.Context, now time.Time) error {
	minute := now.Truncate(time.Minute)
	if minute.Equal(r.set) {
		return nil
	}
	r.set = minute
	later, err := r.DB.LaterDigests(ctx, now)
	for _, d := range later {
		plan, failed := planOf(d)
		if failed != nil {
			err = errors.Join(err, failed)
			continue
		}
		next := nextOf(plan, now)
		if !d.Next.After(next) {
			continue
		}
		if last := plan.Settings.Schedule.Last(now).Due; !plan.Rests && now.Sub(last) <= plan.Settings.Lateness() {
			next = last // which may have been missed meanwhile
		}
		r.Log.WarnContext(ctx, "a digest was due later than its schedule says, and is set anew", "digest", d.ID, "was", d.Next, "next", next)
		_, failed = r.DB.Advance(ctx, d, next, nil)
		err = errors.Join(err, failed)
	}
	return err
}

// nextOf is when a plan is due after now.
func nextOf(plan digest.Plan, now time.Time) time.Time {
	if plan.Rests {
		now = now.Add(restFor)
	}
	return plan.Settings.Schedule.Next(now).Due
}

// advance puts the issues that are due in the outbox.
func (r *Room) advance(ctx context.Context, now time.Time) error {
	if err := r.setClocks(ctx, now); err != nil {
		return err
	}
	due, err := r.DB.DueDigests(ctx, now, dueAtOnce)
	if err != nil {
		return err
	}
	var failed error
	for _, d := range due {
		plan, err := planOf(d)
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		next, post := decide(plan, now)
		if post == nil && !d.Next.After(now) {
			r.Log.WarnContext(ctx, "a digest is too late and left out", "digest", d.ID, "due", d.Next)
		}
		if _, err := r.DB.Advance(ctx, d, next, post); err != nil {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}

// decide says when a digest that is due comes next, and which issue of it is to be posted now: of several that were missed
// the latest, and none that is later than its plan allows.
func decide(plan digest.Plan, now time.Time) (next time.Time, post *store.Post) {
	schedule := plan.Settings.Schedule
	period := schedule.Last(now)
	next = nextOf(plan, now)
	if period.Due.Before(plan.Next) { // the plan was due earlier than its schedule says: the clock or the zone's rules changed
		return next, nil
	}
	if now.Sub(period.Due) > plan.Settings.Lateness() {
		return next, nil
	}
	return next, &store.Post{
		Digest: plan.ID, Period: period.Key, Guild: plan.Guild, Channel: plan.Channel,
		Due: period.Due, NotAfter: period.Due.Add(plan.Settings.Lateness()),
	}
}

// prepare composes what a digest would say now and throws it away: the articles and the model's answers are kept, so that the
// post, when it is due, waits for no site and no model.
func (r *Room) prepare(ctx context.Context, key string) error {
	id, _, _ := strings.Cut(key, " ")
	d, err := r.DB.Digest(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	if d.Paused || prepareKey(d) != key {
		return nil // it is due already, or comes at another time now
	}
	plan, err := planOf(d)
	if err != nil {
		return err
	}
	_, err = r.PreviewDigest(ctx, plan)
	return err
}

func prepareKey(d store.Digest) string { return d.ID + " " + d.Next.UTC().Format(time.RFC3339) }

// posted tells how late an issue is.
func (r *Room) posted(p store.Post) {
	if r.Posted != nil {
		r.Posted(r.Now().Sub(p.Due))
	}
}

// post brings one issue to Discord.
func (r *Room) post(ctx context.Context, id string) error {
	_, err := r.outbox.Deliver(ctx, id)
	var busy *store.BusyError
	var refused *store.RefusedError
	switch {
	case errors.Is(err, store.ErrNotFound):
		return store.GiveUp(err)
	case errors.Is(err, store.ErrClaimed):
		return store.Later(store.ClaimFor / 3)
	case errors.As(err, &busy):
		return store.Later(busy.RetryAfter)
	case errors.As(err, &refused) && refused.Named:
		return errors.Join(err, r.refused(ctx, id, refused.Reason))
	}
	return err
}

// refresh fetches one feed and keeps what it brought. A failure of the site is kept with the feed, and is none of the job's. One whose
// host is busy comes later, and one that does not answer soon is asked again where it holds up no others.
func (r *Room) refresh(ctx context.Context, id string) error { return r.ask(ctx, id, r.patience) }

// refreshSlow is refresh for as long as it takes.
func (r *Room) refreshSlow(ctx context.Context, id string) error { return r.ask(ctx, id, feedTime) }

func (r *Room) ask(ctx context.Context, id string, longest time.Duration) error {
	f, err := r.DB.Feed(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return nil // nobody follows it any more
	}
	if err != nil {
		return err
	}
	began := r.Now()
	if !f.IsDue(began) {
		return nil // another process was faster
	}
	short, cancel := context.WithTimeout(ctx, longest)
	defer cancel()
	result, err := r.Fetcher.Try(short, f.Feed, began)
	var busy *feed.BusyError
	var site *feed.Error
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &busy):
		return r.DB.PostponeFeed(ctx, f, began.Add(busy.After), f.Late)
	case err != nil && short.Err() != nil:
		return r.DB.PostponeFeed(ctx, f, r.Now(), true)
	case err != nil && !errors.As(err, &site):
		return err
	case err == nil:
		result.Feed.Late = r.Now().Sub(began) > r.patience
	}
	_, err = r.DB.SaveFetch(ctx, id, result, r.Now())
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	return err
}

func (r *Room) purge(ctx context.Context, _ string) error {
	gone, err := r.DB.Purge(ctx, store.DefaultRetention(), r.Now())
	if gone > 0 {
		r.Log.InfoContext(ctx, "forgot what was old", "rows", gone)
	}
	return err
}
