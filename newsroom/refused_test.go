package newsroom

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"parley/digest"
	"parley/store"
)

// refusing is a Discord that refuses for as long as it says why.
type refusing struct {
	*channelLog
	why    *store.RefusedError
	tried  int
	told   []Notice
	silent error // what telling ends in
}

func (r *refusing) Post(ctx context.Context, m store.Message) (string, error) {
	r.tried++
	if r.why != nil {
		return "", r.why
	}
	return r.channelLog.Post(ctx, m)
}

func (r *refusing) tell(_ context.Context, n Notice) error {
	if r.silent != nil {
		return r.silent
	}
	r.told = append(r.told, n)
	return nil
}

// refusedMorning is a room whose Discord refuses all that it is sent.
func refusedMorning(t *testing.T, why *store.RefusedError) (*Room, *world, *refusing) {
	t.Helper()
	room, w, discord := morning(t)
	r := &refusing{channelLog: discord, why: why}
	room.outbox.Publisher, room.Tell = r, r.tell
	return room, w, r
}

// pass lets time go by, an hour at a time; what is refused fails the work and is tried at the next.
func (r *Room) pass(t *testing.T, w *world, hours int) digest.Plan {
	t.Helper()
	var refused *store.RefusedError
	for range hours {
		w.pass(time.Hour)
		if err := r.work(t.Context()); err != nil && !errors.As(err, &refused) {
			t.Fatal(err)
		}
	}
	plans, err := r.Digests(t.Context(), testGuild)
	if err != nil || len(plans) != 1 {
		t.Fatalf("Digests = %v, %v", plans, err)
	}
	return plans[0]
}

var (
	channelGone = &store.RefusedError{Reason: "The channel is gone.", Named: true, Err: errors.New("10003")}
	aPage       = &store.RefusedError{Reason: "Discord did not take the message.", Err: errors.New("403 <html>")}
)

func TestADigestThatDiscordRefusesForHoursRests(t *testing.T) {
	t.Parallel()
	room, w, discord := refusedMorning(t, channelGone)
	w.pass(time.Minute) // the hours are a minute past
	if plan := room.pass(t, w, 2); plan.Rests || plan.Paused || plan.Trouble != channelGone.Reason || len(discord.told) != 0 {
		t.Fatalf("refused for an hour: %+v; want why, and no rest", plan)
	}
	plan := room.pass(t, w, 1)
	if !plan.Rests || plan.Paused || len(discord.told) != 1 {
		t.Fatalf("refused for two hours: %+v, told %v; want it to rest, and one notice", plan, discord.told)
	}
	if n := discord.told[0]; n.Guild != testGuild || n.Channel != testChannel || n.Why != channelGone.Reason || !n.Next.Equal(plan.Next) || n.Nonce == "" {
		t.Errorf("the server was told %+v", n)
	}
	// A day later it is tried again, in vain, and the server is not told again. The day after, all is well.
	if plan = room.pass(t, w, 24); !plan.Rests || len(discord.told) != 1 || len(discord.posts[testChannel]) != 0 {
		t.Errorf("after another day: %+v, told %d times", plan, len(discord.told))
	}
	discord.why = nil
	if plan = room.pass(t, w, 24); plan.Rests || plan.Trouble != "" || len(discord.posts[testChannel]) != 1 {
		t.Errorf("when Discord takes it again: %+v with %d issues; want it to go on by itself", plan, len(discord.posts[testChannel]))
	}
}

func TestAnEditedDigestRestsNoMore(t *testing.T) {
	t.Parallel()
	room, w, _ := refusedMorning(t, channelGone)
	w.pass(time.Minute)
	plan := room.pass(t, w, 3)
	if !plan.Rests || plan.Trouble == "" {
		t.Fatalf("refused for two hours: %+v, want it to rest", plan)
	}
	plan, err := room.SaveDigest(t.Context(), plan)
	if err != nil || plan.Rests || plan.Trouble != "" || plan.Next.Sub(room.Now()) > 24*time.Hour {
		t.Errorf("edited: %+v, %v; want no word of a rest, and its next time", plan, err)
	}
}

// One that comes every hour is tried once a day while it rests, and every hour when it goes on.
func TestAnHourlyDigestRestsADayAtATime(t *testing.T) {
	t.Parallel()
	room, w, discord := refusedMorning(t, channelGone)
	plan := room.pass(t, w, 0)
	plan.Settings.Schedule, plan.Settings.Grace = digest.Schedule{Every: 1}, time.Hour
	if _, err := room.SaveDigest(t.Context(), plan); err != nil {
		t.Fatal(err)
	}
	w.pass(time.Minute)
	if plan = room.pass(t, w, 4); !plan.Rests {
		t.Fatalf("refused for three hours: %+v", plan)
	}
	if plan = room.pass(t, w, 20); plan.Next.Sub(room.Now()) > 4*time.Hour {
		t.Errorf("it comes at %v, at %v", plan.Next, room.Now())
	}
	discord.tried, discord.why = 0, nil
	if plan = room.pass(t, w, 24); plan.Rests || discord.tried < 20 {
		t.Errorf("it went on with %d issues in a day: %+v", discord.tried, plan)
	}
}

func TestAPassingRefusalDelaysADigest(t *testing.T) {
	t.Parallel()
	room, w, discord := refusedMorning(t, aPage)
	w.pass(time.Minute)
	if plan := room.pass(t, w, 2); plan.Rests || len(discord.told) != 0 || plan.Trouble != aPage.Reason {
		t.Errorf("an hour of error pages: %+v, told %v; want why, and no rest", plan, discord.told)
	}
	discord.why = nil
	if plan := room.pass(t, w, 1); plan.Trouble != "" || len(discord.posts[testChannel]) != 1 {
		t.Errorf("after the pages: %+v with %d issues, want the one", plan, len(discord.posts[testChannel]))
	}
}

// A notice that did not get through is sent with the next refusal; where no channel takes it, the digest rests all the same.
func TestANoticeThatDoesNotGetThrough(t *testing.T) {
	t.Parallel()
	room, w, discord := refusedMorning(t, channelGone)
	discord.silent = &store.BusyError{RetryAfter: time.Minute, Err: errors.New("429")}
	w.pass(time.Minute)
	if plan := room.pass(t, w, 3); plan.Rests {
		t.Errorf("it rests, and nobody knows: %+v", plan)
	}
	discord.silent = &store.RefusedError{Reason: "no channel", Named: true, Err: errors.New("none")}
	if plan := room.pass(t, w, 24); !plan.Rests {
		t.Errorf("it does not rest: %+v", plan)
	}
}

// However many posts wait for their next try, the issues of others are queued.
func TestPostsThatAreRefusedHoldUpNoOthers(t *testing.T) {
	t.Parallel()
	room, w, _ := morning(t)
	add := func(digest string, due time.Time) string {
		if _, err := room.DB.AddPost(t.Context(), store.Post{Digest: digest, Period: "p", Guild: digest, Channel: digest, Due: due, NotAfter: due.Add(time.Hour)}); err != nil {
			t.Fatal(err)
		}
		posts, err := room.DB.Posts(t.Context(), digest, 1)
		if err != nil {
			t.Fatal(err)
		}
		return posts[0].ID
	}
	for n := range dueAtOnce {
		add(fmt.Sprint("refused ", n), w.clock().Add(-time.Minute))
	}
	if err := room.tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	other := add("of another server", w.clock())
	if err := room.tick(t.Context()); err != nil {
		t.Fatal(err)
	}
	jobs, err := room.queue.Jobs(t.Context(), store.Waiting, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(jobs, func(j store.JobView) bool { return j.Kind == kindPost && j.Key == other }) {
		t.Errorf("of %d jobs none is for the issue of another server", len(jobs))
	}
}
