package store_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"parley/store"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"
)

// A channel is Discord's side of the outbox: messages, and the nonces that it knows again for a while.
type channel struct {
	mu       sync.Mutex
	messages []message
	forgets  bool                        // knows no nonce again: as when a retry comes late
	fault    func(m store.Message) error // before a message is taken
	lost     func(m store.Message) error // after it is taken: the answer is lost
	blind    error                       // what Find returns
	looked   int                         // calls of Find
}

type message struct {
	id, channel, under, body, nonce string
}

func (c *channel) Post(_ context.Context, m store.Message) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fault != nil {
		if err := c.fault(m); err != nil {
			return "", err
		}
	}
	for _, known := range c.messages {
		if known.nonce == m.Nonce && !c.forgets {
			return known.id, nil
		}
	}
	id := fmt.Sprint("m", len(c.messages)+1)
	c.messages = append(c.messages, message{id, m.Channel, m.Under, string(m.Part.Body), m.Nonce})
	if c.lost != nil {
		if err := c.lost(m); err != nil {
			return "", err
		}
	}
	return id, nil
}

func (c *channel) Find(_ context.Context, m store.Message) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.looked++
	if c.blind != nil {
		return "", c.blind
	}
	for _, known := range c.messages {
		if known.nonce == m.Nonce && known.channel == m.Channel && known.under == m.Under {
			return known.id, nil
		}
	}
	return "", nil
}

// outbox returns an outbox whose posts have a list and a thread under it, with a clock that the test moves.
func outbox(t testing.TB, db *store.DB, c *channel, now *time.Time) *store.Outbox {
	return &store.Outbox{DB: db, Publisher: c, Now: func() time.Time { return *now }, Log: slog.New(slog.NewTextHandler(t.Output(), nil)),
		Compose: func(_ context.Context, p store.Post) (store.Content, error) {
			body := func(text string) json.RawMessage { return json.RawMessage(fmt.Sprintf("%q", p.Period+" "+text)) }
			return store.Content{Parts: []store.Part{{Body: body("list"), Under: -1}, {Body: body("details"), Under: 0}},
				Memories: []store.Memory{{Story: "harbour", Told: json.RawMessage(`{"positions":2}`)}}}, nil
		}}
}

func addPost(t *testing.T, db *store.DB, digest string) string {
	t.Helper()
	must(db.AddPost(t.Context(), store.Post{Digest: digest, Period: "2026-03-14", Guild: "g", Channel: "c", Due: noon, NotAfter: noon.Add(3 * time.Hour)}))(t)
	posts := must(db.Posts(t.Context(), digest, 1))(t)
	return posts[0].ID
}

// Posts that wait for their next try, however many, leave room for the others.
func TestAPostThatAJobIsThereForIsNotQueuedAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		q := must(db.NewQueue(store.Options{Now: time.Now}))(t)
		waits, next := addPost(t, db, "a"), addPost(t, db, "b")
		insert(t, q, 1, store.Job{Kind: "post", Key: waits, At: time.Now().Add(time.Hour)})
		if open := must(db.OpenPosts(t.Context(), 1))(t); len(open) != 1 || open[0] != next {
			t.Errorf("OpenPosts = %v, want %s, which no job is there for", open, next)
		}
	})
}

func deliver(t *testing.T, o *store.Outbox, id string, want store.PostState) {
	t.Helper()
	if got, err := o.Deliver(t.Context(), id); err != nil || got != want {
		t.Errorf("Deliver = %q, %v; want %q", got, err, want)
	}
}

func TestAPostIsDeliveredInParts(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		c, now := &channel{}, noon
		o := outbox(t, db, c, &now)
		id := addPost(t, db, "d")
		deliver(t, o, id, store.Posted)
		deliver(t, o, id, store.Posted)
		want := []message{
			{"m1", "c", "", `"2026-03-14 list"`, store.Nonce("d", "2026-03-14", 0)},
			{"m2", "c", "m1", `"2026-03-14 details"`, store.Nonce("d", "2026-03-14", 1)},
		}
		if diff := cmp.Diff(want, c.messages, cmp.AllowUnexported(message{})); diff != "" {
			t.Errorf("messages (-want +got):\n%s", diff)
		}
		memories := must(db.Memories(t.Context(), "g", "c", noon))(t)
		if others := must(db.Memories(t.Context(), "another", "c", noon))(t); len(others) != 0 {
			t.Errorf("Memories for another server = %v, want none", others)
		}
		if len(memories) != 1 || memories[0].Story != "harbour" || string(memories[0].Told) != `{"positions":2}` {
			t.Errorf("Memories = %v, want what the post told", memories)
		}
		if open := must(db.OpenPosts(t.Context(), 10))(t); len(open) != 0 || c.looked != 0 {
			t.Errorf("%d posts open, %d looks at the channel; want none of either", len(open), c.looked)
		}
	})
}

// errKilled stands for the end of a process: whatever was to come after it does not.
var errKilled = errors.New("killed")

func TestAPostIsMadeOnceWhereverItsWorkerDies(t *testing.T) {
	died := func(part int) func(store.Message) error {
		return func(m store.Message) error {
			if m.Nonce == store.Nonce("d", "2026-03-14", part) {
				return errKilled
			}
			return nil
		}
	}
	rows := []struct {
		name   string
		broken func(*channel)
		later  time.Duration
	}{
		{"before the list is sent", func(c *channel) { c.fault = died(0) }, time.Second},
		{"between the list and its record, seen at once", func(c *channel) { c.lost = died(0) }, time.Second},
		{"between the list and its record, seen an hour later", func(c *channel) { c.lost, c.forgets = died(0), true }, time.Hour},
		{"before the details are sent", func(c *channel) { c.fault = died(1) }, time.Minute},
		{"between the details and their record, seen an hour later", func(c *channel) { c.lost, c.forgets = died(1), true }, time.Hour},
	}
	onBoth(t, func(t *testing.T, db *store.DB) {
		for i, row := range rows {
			t.Run(row.name, func(t *testing.T) {
				c, now := &channel{}, noon
				row.broken(c)
				o := outbox(t, db, c, &now)
				must(db.AddPost(t.Context(), store.Post{Digest: "d", Period: "2026-03-14", Guild: "g", Channel: fmt.Sprint("c", i), Due: noon, NotAfter: noon.Add(3 * time.Hour)}))(t)
				id := must(db.Posts(t.Context(), "d", 1))(t)[0].ID
				if state, err := o.Deliver(t.Context(), id); !errors.Is(err, errKilled) || state != store.Composed {
					t.Fatalf("Deliver by the one who dies = %q, %v; want composed, killed", state, err)
				}
				c.fault, c.lost = nil, nil
				now = now.Add(row.later)
				deliver(t, o, id, store.Posted)
				if len(c.messages) != 2 {
					t.Errorf("messages = %v, want two", c.messages)
				}
				if err := db.ForgetGuild(t.Context(), "g"); err != nil {
					t.Fatal(err)
				}
			})
		}
	})
}

func TestThreeWorkersDeliverEachPostOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		const posts = 40
		c, now := &channel{forgets: true}, noon
		o := outbox(t, db, c, &now)
		for i := range posts {
			addPost(t, db, fmt.Sprint("d", i))
		}
		ids := must(db.OpenPosts(t.Context(), 100))(t)
		var workers errgroup.Group
		for range 3 {
			workers.Go(func() error {
				for _, id := range ids {
					if _, err := o.Deliver(t.Context(), id); err != nil && !errors.Is(err, store.ErrClaimed) {
						return err
					}
				}
				return nil
			})
		}
		if err := workers.Wait(); err != nil {
			t.Fatal(err)
		}
		for _, id := range must(db.OpenPosts(t.Context(), 100))(t) { // those that each left to another
			deliver(t, o, id, store.Posted)
		}
		once := map[string]int{}
		for _, m := range c.messages {
			once[m.nonce]++
		}
		if len(once) != 2*posts || len(c.messages) != 2*posts {
			t.Errorf("%d messages of %d parts, want %d of each", len(c.messages), len(once), 2*posts)
		}
	})
}

// TestAWorkerThatWasTakenForDeadDoesNotSend has a second worker take over while the first is still at it.
func TestAWorkerThatWasTakenForDeadDoesNotSend(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		c, now := &channel{forgets: true}, noon
		o := outbox(t, db, c, &now)
		id := addPost(t, db, "d")
		first := *o
		stalled, second := &channel{}, 0
		first.Publisher = publisherFunc(func(ctx context.Context, m store.Message) (string, error) {
			if second++; second == 1 {
				if _, err := o.Deliver(ctx, id); !errors.Is(err, store.ErrClaimed) {
					t.Errorf("Deliver while another sends = %v, want ErrClaimed", err)
				}
				now = now.Add(store.ClaimFor)
				deliver(t, o, id, store.Posted)
			}
			return stalled.Post(ctx, m)
		})
		if _, err := first.Deliver(t.Context(), id); !errors.Is(err, store.ErrConflict) {
			t.Errorf("Deliver by the first = %v, want ErrConflict", err)
		}
		if len(c.messages) != 2 || len(stalled.messages) != 1 {
			t.Errorf("the second sent %d messages and the first %d, want 2 and the 1 that was under way", len(c.messages), len(stalled.messages))
		}
		p := must(db.Post(t.Context(), id))(t)
		if p.State != store.Posted || p.Parts[0].Message != "m1" {
			t.Errorf("Post = %+v, want posted with the second's messages", p)
		}
	})
}

type publisherFunc func(context.Context, store.Message) (string, error)

func (f publisherFunc) Post(ctx context.Context, m store.Message) (string, error) { return f(ctx, m) }
func (f publisherFunc) Find(context.Context, store.Message) (string, error)       { return "", nil }

func TestHowAPostEnds(t *testing.T) {
	rows := []struct {
		name   string
		set    func(*store.Outbox, *time.Time)
		want   store.PostState
		reason string
	}{
		{"with nothing to say", func(o *store.Outbox, _ *time.Time) {
			o.Compose = func(context.Context, store.Post) (store.Content, error) { return store.Content{}, nil }
		}, store.Empty, ""},
		{"too late to begin", func(_ *store.Outbox, now *time.Time) { *now = noon.Add(4 * time.Hour) },
			store.Expired, "It could not be posted in time."},
	}
	onBoth(t, func(t *testing.T, db *store.DB) {
		for _, row := range rows {
			c, now := &channel{}, noon
			o := outbox(t, db, c, &now)
			row.set(o, &now)
			id := addPost(t, db, row.name)
			deliver(t, o, id, row.want)
			if p := must(db.Post(t.Context(), id))(t); p.Reason != row.reason || p.Done.IsZero() {
				t.Errorf("%s: reason %q, done %v; want %q and a time", row.name, p.Reason, p.Done, row.reason)
			}
			if memories := must(db.Memories(t.Context(), "g", "c", time.Time{}))(t); len(c.messages)+len(memories) != 0 {
				t.Errorf("%s: %d messages and %d memories, want none", row.name, len(c.messages), len(memories))
			}
		}
	})
}

// A post that is refused is tried until its time is over; what it told people meanwhile, and at its end, is why.
func TestARefusedPostIsTriedAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		for name, mended := range map[string]bool{"mended": true, "never mended": false} {
			c, now := &channel{}, noon
			c.fault = func(store.Message) error {
				return &store.RefusedError{Reason: "Parley may not write there.", Named: true, Err: errors.New("50013")}
			}
			o := outbox(t, db, c, &now)
			d := digest(name)
			d = must(db.CreateDigest(t.Context(), d))(t)
			id := addPost(t, db, d.ID)
			for range 2 {
				var refused *store.RefusedError
				if _, err := o.Deliver(t.Context(), id); !errors.As(err, &refused) {
					t.Fatalf("Deliver = %v, want the refusal", err)
				}
				if p := must(db.Post(t.Context(), id))(t); p.State != store.Composed || p.Reason != "Parley may not write there." {
					t.Errorf("a refused post is %s with the reason %q", p.State, p.Reason)
				}
				if got := must(db.Refused(t.Context(), id, now))(t); !got.Refused.Equal(noon) {
					t.Errorf("refused since %v, want since the first time, %v", got.Refused, noon)
				}
				now = now.Add(time.Hour)
			}
			if err := db.Rest(t.Context(), must(db.Digest(t.Context(), d.ID))(t), now.Add(day)); err != nil {
				t.Fatal(err)
			}
			if d = must(db.Digest(t.Context(), d.ID))(t); !d.Rests || !d.Next.Equal(now.Add(day)) {
				t.Errorf("after Rest the digest is %+v", d)
			}
			want, reason := store.Expired, "Parley may not write there."
			if mended {
				want, reason, c.fault = store.Posted, "", nil
			} else {
				now = now.Add(2 * time.Hour)
			}
			deliver(t, o, id, want)
			p, d := must(db.Post(t.Context(), id))(t), must(db.Digest(t.Context(), d.ID))(t)
			if p.Reason != reason || d.Rests == mended || d.Refused.IsZero() != mended || c.looked != 0 {
				t.Errorf("%s: reason %q, rests %v, refused since %v, %d looks", name, p.Reason, d.Rests, d.Refused, c.looked)
			}
			if d, err := db.UpdateDigest(t.Context(), d); err != nil || d.Rests || !d.Refused.IsZero() || must(db.Digest(t.Context(), d.ID))(t).Rests {
				t.Errorf("an edited digest still rests: %+v, %v", d, err)
			}
		}
	})
}

const day = 24 * time.Hour

func TestABusyDiscordIsNotLookedThrough(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		c, now := &channel{}, noon
		c.fault = func(store.Message) error { return &store.BusyError{RetryAfter: time.Minute, Err: errors.New("429")} }
		o := outbox(t, db, c, &now)
		id := addPost(t, db, "d")
		var busy *store.BusyError
		if _, err := o.Deliver(t.Context(), id); !errors.As(err, &busy) || busy.RetryAfter != time.Minute {
			t.Fatalf("Deliver = %v, want a BusyError of a minute", err)
		}
		c.fault = nil
		deliver(t, o, id, store.Posted)
		if c.looked != 0 {
			t.Errorf("%d looks at the channel, want none: the message cannot be there", c.looked)
		}
	})
}

func TestAPostInDoubtInAChannelThatMayNotBeRead(t *testing.T) {
	rows := []struct {
		name  string
		later time.Duration
		want  store.PostState
	}{
		{"is sent again while the nonce protects", 30 * time.Second, store.Posted},
		{"waits after that", time.Hour, store.Composed},
		{"is given up when its time is over", 4 * time.Hour, store.Failed},
	}
	onBoth(t, func(t *testing.T, db *store.DB) {
		for _, row := range rows {
			c, now := &channel{blind: &store.RefusedError{Reason: "Parley may not read it.", Err: errors.New("50001")}}, noon
			c.lost = func(store.Message) error { return errKilled }
			o := outbox(t, db, c, &now)
			id := addPost(t, db, row.name)
			if _, err := o.Deliver(t.Context(), id); !errors.Is(err, errKilled) {
				t.Fatal(err)
			}
			c.lost = nil
			now = now.Add(row.later)
			var refused *store.RefusedError
			got, err := o.Deliver(t.Context(), id)
			if got != row.want || errors.As(err, &refused) != (row.want == store.Composed) {
				t.Errorf("%s: Deliver = %q, %v; want %q", row.name, got, err, row.want)
			}
			if sent := len(c.messages); sent > 2 {
				t.Errorf("%s: %d messages, want each part at most once", row.name, sent)
			}
		}
	})
}

func TestAPostInDoubtThatIsNotThereIsNotSentTooLate(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		c, now := &channel{fault: func(store.Message) error { return errKilled }}, noon
		o := outbox(t, db, c, &now)
		id := addPost(t, db, "d")
		if _, err := o.Deliver(t.Context(), id); !errors.Is(err, errKilled) {
			t.Fatal(err)
		}
		c.fault, now = nil, noon.Add(48*time.Hour)
		deliver(t, o, id, store.Expired)
	})
}

func TestTheFirstTextOfAPostStands(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		c, now := &channel{fault: func(store.Message) error { return errKilled }}, noon
		o := outbox(t, db, c, &now)
		id := addPost(t, db, "d")
		_, first := o.Deliver(t.Context(), id)
		o.Compose = func(context.Context, store.Post) (store.Content, error) {
			t.Error("Compose was called again")
			return store.Content{}, nil
		}
		c.fault = nil
		deliver(t, o, id, store.Posted)
		if !errors.Is(first, errKilled) || c.messages[0].body != `"2026-03-14 list"` {
			t.Errorf("first try %v, then %v; want killed, then the first text", first, c.messages)
		}
	})
}

// Two processes may compose one post, and one of them may find nothing to say. The menu opens the issue that its list is of.
func TestOfTwoIssuesOfAPostTheFirstIsKept(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		content := func(name string) store.Content {
			return store.Content{Parts: []store.Part{{Body: json.RawMessage(name), Under: -1}}, Issue: json.RawMessage(name), Until: noon.Add(time.Hour)}
		}
		for name, second := range map[string]store.Content{
			"another": content(`"second"`),
			"nothing": {Issue: json.RawMessage(`"empty"`), Until: noon.Add(time.Hour)},
		} {
			c, now := &channel{}, noon
			fast, slow := outbox(t, db, c, &now), outbox(t, db, c, &now)
			id := addPost(t, db, name)
			fast.Compose = func(context.Context, store.Post) (store.Content, error) { return content(`"first"`), nil }
			slow.Compose = func(context.Context, store.Post) (store.Content, error) {
				deliver(t, fast, id, store.Posted)
				return second, nil
			}
			deliver(t, slow, id, store.Posted)
			if kept := must(db.Kept(t.Context(), store.KeptIssue, id, noon))(t); string(kept) != `"first"` || len(c.messages) != 1 || c.messages[0].body != `"first"` {
				t.Errorf("%s: the menu opens %s, and %v was posted; want the first of both", name, kept, c.messages)
			}
		}
		o := outbox(t, db, &channel{}, new(noon))
		id := addPost(t, db, "silent")
		o.Compose = func(context.Context, store.Post) (store.Content, error) {
			return store.Content{Issue: json.RawMessage(`"empty"`), Until: noon.Add(time.Hour)}, nil
		}
		deliver(t, o, id, store.Empty)
		if kept := must(db.Kept(t.Context(), store.KeptIssue, id, noon))(t); string(kept) != `"empty"` {
			t.Errorf("of an issue that says nothing %s is kept", kept)
		}
	})
}

func TestNonce(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, digest := range []string{"a", "b", `a" "1`} {
		for _, period := range []string{"1", "2", ""} {
			for part := range 12 {
				nonce := store.Nonce(digest, period, part)
				if len(nonce) != 25 || seen[nonce] {
					t.Errorf("Nonce(%q, %q, %d) = %q, want 25 characters of its own", digest, period, part, nonce)
				}
				seen[nonce] = true
			}
		}
	}
	if got, want := store.Nonce("digest", "2026-03-14", 0), store.Nonce("digest", "2026-03-14", 0); got != want {
		t.Errorf("Nonce = %q, then %q", got, want)
	}
}
