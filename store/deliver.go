package store

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"parley/desk"
)

// A Message is one message of a post on its way.
type Message struct {
	Guild   string // whose the channel must be
	Channel string
	Under   string // the message in whose thread this one goes, "" for the channel itself; the thread may not be there yet
	Part    Part
	Nonce   string    // to be sent with enforce_nonce, and to be found again in the message
	Since   time.Time // for Find: no earlier message can be it, but for a clock's error
}

// A Publisher brings messages to Discord.
//
// Post sends a message and returns its id. It returns a [*RefusedError] or a [*BusyError] only when the message is certainly not
// on Discord; after any other error it may be there.
//
// Find looks through the last messages of the channel or thread for one that the bot sent and that bears the nonce, and returns
// its id, or "" when there is none.
type Publisher interface {
	Post(ctx context.Context, m Message) (id string, err error)
	Find(ctx context.Context, m Message) (id string, err error)
}

// A RefusedError says that Discord did not take a message. It is tried again all the same until its time is over: what stands in
// the way may be mended, or may be a proxy's error of a moment.
type RefusedError struct {
	Reason string // a sentence for people
	Named  bool   // Discord itself said what is wrong, and says so until somebody sees to it: the channel is gone, the bot may not write there
	Err    error
}

func (e *RefusedError) Error() string { return fmt.Sprintf("refused: %v", e.Err) }
func (e *RefusedError) Unwrap() error { return e.Err }

// A BusyError says that Discord takes no message for now.
type BusyError struct {
	RetryAfter time.Duration
	Err        error
}

func (e *BusyError) Error() string { return fmt.Sprintf("busy for %v: %v", e.RetryAfter, e.Err) }
func (e *BusyError) Unwrap() error { return e.Err }

// ErrClaimed says that another worker is sending a post. Try again when [ClaimFor] has passed: it may have died.
var ErrClaimed = errors.New("another worker is sending it")

const (
	// ClaimFor is how long a worker may take for one message before another takes over. The clocks of machines that share a
	// database may differ by less than half of it.
	ClaimFor = 30 * time.Second
	// postTimeout bounds one call of the Publisher, so that it ends well before the claim does.
	postTimeout = 15 * time.Second
	// nonceFor is how long Discord surely remembers a nonce. It says "the past few minutes" and no number.
	nonceFor = time.Minute
)

// An Outbox brings posts to Discord, each once.
//
// What a post says is composed once and stored before anything is sent. One worker at a time holds the claim to send it; before
// each message it notes that it tries, and after it the message's id. When a worker dies in between, the next one does
// not know whether the message is there: it looks for it in the channel, and sends it only if it is not, with the same
// nonce, by which Discord knows it again for a few minutes. If it cannot look and the nonce is too old to
// protect, the post waits, and fails when its time is over, rather than appear twice.
type Outbox struct {
	DB        *DB
	Publisher Publisher
	// Compose says what a post says. It may be called more than once for one post; the first content that was stored stands.
	Compose func(ctx context.Context, p Post) (Content, error)
	Posted  func(Post) // hears of each post when all of it is on Discord; nil: nobody does
	Now     func() time.Time
	Log     *slog.Logger
}

// Deliver brings a post as far as it can: composed, sent, or given up. A nil error means that it has reached its last state,
// the post's State. After an error call it again: at once, after [ErrClaimed], a [*BusyError] and a [*RefusedError] later.
func (o *Outbox) Deliver(ctx context.Context, id string) (PostState, error) {
	p, err := o.DB.Post(ctx, id)
	if err != nil {
		return "", err
	}
	if p.State == Due {
		if p, err = o.compose(ctx, p); err != nil {
			return p.State, fmt.Errorf("store: compose post %q: %w", id, err)
		}
	}
	if p.State != Composed {
		return p.State, nil
	}
	state, err := o.claimAndSend(ctx, id)
	if err != nil {
		return state, fmt.Errorf("store: deliver post %q: %w", id, err)
	}
	return state, nil
}

// compose writes a post that is due, unless it is too late for it, and returns it as it then stands.
func (o *Outbox) compose(ctx context.Context, p Post) (Post, error) {
	if o.Now().After(p.NotAfter) {
		p.State = Expired
		return p, o.DB.finish(ctx, p, Expired, desk.PostedTooLate, o.Now())
	}
	content, err := o.Compose(ctx, p)
	if err != nil {
		return p, err
	}
	if err := o.DB.compose(ctx, p.ID, content, o.Now()); err != nil {
		return p, err
	}
	return o.DB.Post(ctx, p.ID)
}

func (o *Outbox) claimAndSend(ctx context.Context, id string) (state PostState, err error) {
	by, now := rand.Text(), o.Now()
	claimed, err := o.DB.claim(ctx, id, by, now, now.Add(ClaimFor))
	if err != nil {
		return Composed, err
	}
	if !claimed {
		return o.notClaimed(ctx, id)
	}
	defer func() {
		// Also when ctx has ended: the next worker need not wait then.
		if failed := o.DB.release(context.WithoutCancel(ctx), id, by); failed != nil {
			o.Log.WarnContext(ctx, "a claim was not released; it ends by itself", "post", id, "error", failed)
		}
	}()
	p, err := o.DB.Post(ctx, id) // what the last worker got done stands there now
	if err != nil {
		return Composed, err
	}
	state, reason, err := o.sendParts(ctx, p, by)
	if err != nil {
		return Composed, err
	}
	err = o.DB.finish(ctx, p, state, reason, o.Now())
	if err == nil && state == Posted && o.Posted != nil {
		o.Posted(p)
	}
	return state, err
}

// notClaimed tells a post that has just been finished from one that another worker is sending.
func (o *Outbox) notClaimed(ctx context.Context, id string) (PostState, error) {
	p, err := o.DB.Post(ctx, id)
	if err == nil && p.State == Composed {
		err = ErrClaimed
	}
	return p.State, err
}

// sendParts sends those of a post's parts that are not out, in order, and returns the post's last state, with the reason if
// that is a failure.
func (o *Outbox) sendParts(ctx context.Context, p Post, by string) (state PostState, reason string, err error) {
	for n := range p.Parts {
		if p.Parts[n].Message != "" {
			continue
		}
		message, err := o.sendPart(ctx, p, n, by)
		var refused *RefusedError
		switch {
		case errors.As(err, &refused) && o.Now().After(p.NotAfter):
			return Failed, refused.Reason, nil
		case errors.As(err, &refused):
			o.Log.WarnContext(ctx, "a post was refused; it is tried again", "post", p.ID, "channel", p.Channel, "part", n, "error", err)
			return Composed, "", errors.Join(err, o.DB.noteReason(context.WithoutCancel(ctx), p.ID, refused.Reason))
		case errors.Is(err, errTooLate):
			return Expired, cmp.Or(p.Reason, desk.PostedTooLate), nil
		case err != nil:
			return Composed, "", fmt.Errorf("part %d: %w", n, err)
		}
		p.Parts[n].Message = message
	}
	return Posted, "", nil
}

// errTooLate says that nothing of a post is out and its time has passed.
var errTooLate = errors.New("too late")

// sendPart sends one part, unless a worker before did so, and returns its message's id.
func (o *Outbox) sendPart(ctx context.Context, p Post, n int, by string) (string, error) {
	m := Message{Guild: p.Guild, Channel: p.Channel, Part: p.Parts[n], Nonce: Nonce(p.Digest, p.Period, n), Since: p.Parts[n].tried}
	if m.Part.Under >= 0 {
		m.Under = p.Parts[m.Part.Under].Message
	}
	if m.Since.IsZero() {
		m.Since = o.Now()
	} else if id, err := o.find(ctx, m); err != nil || id != "" {
		return id, errors.Join(err, o.noteSent(ctx, p.ID, n, id))
	}
	if n == 0 && o.Now().After(p.NotAfter) {
		return "", errTooLate
	}
	if err := o.DB.trying(ctx, p.ID, by, n, m.Since, o.Now().Add(ClaimFor)); err != nil {
		return "", err
	}
	id, err := o.call(ctx, o.Publisher.Post, m)
	var busy *BusyError
	var refused *RefusedError
	if errors.As(err, &busy) || errors.As(err, &refused) {
		// It is not there, so nothing need be looked for.
		return "", errors.Join(err, o.DB.trying(context.WithoutCancel(ctx), p.ID, by, n, p.Parts[n].tried, o.Now()))
	}
	if err == nil && id == "" {
		err = errors.New("the publisher gave no id of the message")
	}
	if err != nil {
		return "", err
	}
	return id, o.noteSent(ctx, p.ID, n, id)
}

// find looks for a message that a worker before may have sent. When it cannot look, it says that the message is not there as
// long as the nonce surely protects from a second one, and that the post is refused after that.
func (o *Outbox) find(ctx context.Context, m Message) (string, error) {
	id, err := o.call(ctx, o.Publisher.Find, m)
	var blind *RefusedError
	if !errors.As(err, &blind) {
		return id, err
	}
	if o.Now().Sub(m.Since) < nonceFor {
		return "", nil
	}
	reason := desk.PerhapsPosted
	if blind.Named {
		reason += " " + blind.Reason // else it is only that Discord did not do what it was asked
	}
	return "", &RefusedError{Reason: reason, Named: blind.Named, Err: err}
}

// noteSent keeps a message's id, also when ctx has ended meanwhile.
func (o *Outbox) noteSent(ctx context.Context, post string, n int, message string) error {
	if message == "" {
		return nil
	}
	return o.DB.sent(context.WithoutCancel(ctx), post, n, message)
}

func (o *Outbox) call(ctx context.Context, do func(context.Context, Message) (string, error), m Message) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, postTimeout)
	defer cancel()
	return do(ctx, m)
}
