package bot

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/desk"
)

// A request is written down before it is worked on. The process that took it begins at once; if that one dies, or Discord fails, the
// row on the Desk is what another process takes up. Whatever was done before is done again: what is told twice is the same message.

const (
	// leaseFor is how long a request is a process's own after its last sign of life. Clocks of machines that share a database may
	// differ by less than what is left of it.
	leaseFor  = 15 * time.Second
	holdEvery = 5 * time.Second
	lookEvery = 2 * time.Second // for requests that nobody works on
	// writeEvery is the pause between two tries to write down a request that the Desk did not take.
	writeEvery = time.Second

	takeWithin    = 10 * time.Second
	commandWithin = 2 * time.Second // for it must be acknowledged within three

	mostTries    = 6 // then something is wrong with the request itself
	firstBackoff = 5 * time.Second
	// nonceFor is how long Discord surely remembers a nonce. It says "the past few minutes" and no number.
	nonceFor = time.Minute
	// tokenFor is how long the answer to a command can be given: Discord takes it for 15 minutes.
	tokenFor = 14 * time.Minute
)

// turn is whose places the work on a request takes.
func turn(r desk.Request) desk.Turn {
	server := r.Guild
	if server == "" {
		server = "of " + r.Asker // a direct message stands in the row for itself
	}
	return desk.Turn{Server: server, Channel: r.Channel, User: r.Asker}
}

// take writes a request down; false where another process has it. A Desk that fails costs the safety net and no answer.
func (b *bot) take(ctx context.Context, r *desk.Request, within time.Duration) bool {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	taken, err := b.Desk.TakeRequest(ctx, *r, b.name, time.Now().Add(leaseFor))
	if err != nil {
		b.Log.ErrorContext(ctx, "a request could not be written down; until it is, it is lost if this process dies", "error", err)
		return true
	}
	r.Tries = 1
	return taken
}

// serve works on a request in the background; false where there is no room for it.
func (b *bot) serve(r desk.Request) bool {
	ctx, stop := context.WithCancel(desk.About(b.ctx, "request", r.ID))
	if !b.live.begin(r.ID, underWay{r.Message, turn(r).Server, stop}) {
		stop()
		return false
	}
	b.work("request", func() { // a bot that stops does not begin: the request is another process's
		defer stop()
		defer b.live.end(r.ID)
		err := errors.New("the work panicked")
		written := b.writeDown(ctx, r)
		defer func() {
			written()
			b.recordEnd(ctx, r, err)
		}()
		err = b.answer(ctx, r)
	})
	return true
}

// writeDown goes on trying to write down a request that the Desk did not take, for a moment without a database is to cost no answer. stop ends
// that, and comes before the request's end is written down.
func (b *bot) writeDown(ctx context.Context, r desk.Request) (stop func()) {
	if r.Tries > 0 {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	var trying sync.WaitGroup
	trying.Go(func() {
		every(ctx, writeEvery, func() {
			if _, err := b.Desk.TakeRequest(ctx, r, b.name, time.Now().Add(leaseFor)); err == nil {
				cancel()
			}
		})
	})
	return func() {
		cancel()
		trying.Wait()
	}
}

// recordEnd says on the Desk how the work on a request ended. What a stopping bot leaves open is released at its end.
func (b *bot) recordEnd(ctx context.Context, r desk.Request, err error) {
	if err != nil && b.ctx.Err() != nil {
		return
	}
	deleted := ctx.Err() != nil
	ctx, cancel := b.seenThrough(ctx)
	defer cancel()
	var failed error
	if err == nil || deleted {
		b.Log.DebugContext(ctx, "a request is done", "tries", r.Tries, "after", time.Since(r.Asked).Round(time.Millisecond).String())
		failed = b.Desk.FinishRequest(ctx, r.ID, b.name, wishOf(r).done())
	} else {
		b.Log.WarnContext(ctx, "a request could not be answered; it is tried again", "tries", r.Tries, "error", private(err))
		failed = b.Desk.PostponeRequest(ctx, r.ID, b.name, time.Now().Add(backoffAfter(r.Tries)))
	}
	if failed != nil {
		b.Log.WarnContext(ctx, "how a request ended was not written down; it may be done again", "error", failed)
	}
}

// backoffAfter is how long a request is let be after so many tries; 0 of one that could not be written down when it came.
func backoffAfter(tries int) time.Duration { return firstBackoff << min(max(tries-1, 0), 5) }

func (b *bot) answer(ctx context.Context, r desk.Request) error {
	p := b.replyTo(ctx, r)
	switch {
	case p.wish.Token != "" && time.Since(r.Asked) > tokenFor:
		return nil // nobody can answer it any more
	case r.Tries > mostTries:
		return b.worthAnotherTry(ctx, p.say(ctx, p.options.In.Say("went_wrong")))
	case len(p.wish.Links) == 0:
		return b.worthAnotherTry(ctx, b.answerText(ctx, p))
	case p.wish.Token != "":
		return b.answerCommand(ctx, p)
	}
	return b.answerLinks(ctx, p)
}

// worthAnotherTry is an error after which an answer may yet be given, or nil.
func (b *bot) worthAnotherTry(ctx context.Context, err error) error {
	if refusedForGood(err) {
		b.Log.WarnContext(ctx, "Discord does not take an answer", "error", private(err))
		return nil
	}
	if errors.Is(err, errGone) {
		return nil
	}
	return err
}

// lookAfter takes up, until ctx ends, the requests that nobody works on, as there is room.
func (b *bot) lookAfter(ctx context.Context) {
	every(ctx, lookEvery, func() {
		now := time.Now()
		left, err := b.Desk.TakeOverRequests(ctx, b.name, now, now.Add(leaseFor), min(b.live.room(), 100))
		for _, r := range left {
			if !b.serve(r) {
				err = errors.Join(err, b.Desk.PostponeRequest(ctx, r.ID, b.name, now.Add(leaseFor)))
			}
		}
		if err != nil && ctx.Err() == nil {
			b.Log.WarnContext(ctx, "requests that nobody works on could not be taken up", "error", err)
		}
	})
}

// hold says that this process lives, until all its work has ended.
func (b *bot) hold() {
	every(b.ctx, holdEvery, func() {
		b.connected.Range(func(s, _ any) bool {
			b.hear(b.ctx, s.(shard))
			return true
		})
		b.holdLive(b.ctx)
	})
}

// holdLive prolongs what is under way, and nothing else of this process's: of what has ended, that may not have been written down, and then
// it is to be taken up again.
func (b *bot) holdLive(ctx context.Context) {
	ids := b.live.ids()
	if len(ids) == 0 {
		return
	}
	if err := b.Desk.HoldRequests(ctx, b.name, ids, time.Now().Add(leaseFor)); err != nil && ctx.Err() == nil {
		b.Log.Warn("the database did not take this process's sign of life", "error", err)
	}
}

// release leaves to others what is not done when the bot stops.
func (b *bot) release() {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(b.ctx), letGo)
	defer cancel()
	if err := b.Desk.ReleaseRequests(ctx, b.name); err != nil {
		b.Log.WarnContext(ctx, "what was not done was not released; others take it up a little later", "error", err)
	}
}

// every calls do now and again and again until ctx ends.
func every(ctx context.Context, pause time.Duration, do func()) {
	ticker := time.NewTicker(pause)
	defer ticker.Stop()
	for {
		do()
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

// retract deletes the answers to a message that is gone, and ends the work on it.
func (b *bot) retract(ctx context.Context, message string) {
	b.live.stop(message)
	answers, err := b.Desk.MessageGone(ctx, message)
	if err != nil {
		b.Log.WarnContext(ctx, "a deleted message may leave its answer behind", "error", err)
	}
	for _, a := range answers {
		err := insist(ctx, func() error { return b.deleteMessage(ctx, a.Channel, a.Message) })
		if err != nil {
			b.Log.WarnContext(ctx, "an answer could not be deleted", "error", err)
		}
	}
}

// refusedForGood says whether Discord will never take a message. It says so in a code of its own: a bare 403 or 404 may be the page of whatever
// stands between.
func refusedForGood(err error) bool {
	var refused *discordgo.RESTError
	return errors.As(err, &refused) && refused.Response.StatusCode < 500 && refused.Response.StatusCode != 429 &&
		refused.Message != nil && refused.Message.Code != 0
}

// insist makes a call, and makes it again where Discord may yet take it: nonces make that safe for posts, and an edit or a deletion is
// the same when it is done twice.
func insist(ctx context.Context, call func() error) error {
	return insistAfter(ctx, 500*time.Millisecond, call)
}

// insistAfter makes a call up to three times, with a pause and then one of four times that in between.
func insistAfter(ctx context.Context, first time.Duration, call func() error) error {
	for pause := first; ; pause *= 4 {
		err := call()
		if err == nil || refusedForGood(err) || pause > 4*first {
			return err
		}
		timer := time.NewTimer(pause)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return err
		}
	}
}
