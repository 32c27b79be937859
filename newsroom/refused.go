package newsroom

import (
	"context"
	"errors"
	"time"

	"parley/store"
)

const (
	// refusedFor is how long Discord must have refused all that a digest brings, in codes of its own, before the digest rests.
	refusedFor = 2 * time.Hour
	// restFor lets a digest that rests come once a day, at its time.
	restFor = 23 * time.Hour
)

// A Notice is what a server is told when one of its digests rests.
type Notice struct {
	Guild, Channel string // where the digest does not come
	Language       string // that the server has chosen, or ""
	Why            string // the Reason of a [store.RefusedError]
	Next           time.Time
	Nonce          string
}

// refused has the digest of a post rest when Discord has refused it for long, and tells its server. It goes on when a post of it is out,
// see [store.DB.Rest]: nobody need know that it rested.
func (r *Room) refused(ctx context.Context, post, why string) error {
	now := r.Now()
	d, err := r.DB.Refused(ctx, post, now)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil || d.Rests || now.Sub(d.Refused) < refusedFor {
		return err
	}
	plan, err := planOf(d)
	if err != nil {
		return err
	}
	plan.Rests = true
	plan.Next = nextOf(plan, now)
	if err := r.tell(ctx, plan.Guild, Notice{
		Guild: plan.Guild, Channel: plan.Channel, Why: why, Next: plan.Next, Nonce: store.Nonce(d.ID, "refused since "+d.Refused.String(), 0),
	}); err != nil {
		return err // at the next refusal again
	}
	r.Log.WarnContext(ctx, "a digest is refused for hours and tried once a day from now on", "digest", d.ID, "guild", d.Guild, "reason", why)
	return r.DB.Rest(ctx, d, plan.Next)
}

// tell tells a server something, in its language. Where no channel takes it, /digest list has to do.
func (r *Room) tell(ctx context.Context, guild string, n Notice) error {
	if r.Tell == nil {
		return nil
	}
	server, err := r.Settings(ctx, guild)
	if err != nil {
		return err
	}
	n.Language = server.Language
	err = r.Tell(ctx, n)
	var refused *store.RefusedError
	if errors.As(err, &refused) {
		r.Log.WarnContext(ctx, "a server could not be told that a digest of it rests", "guild", guild, "error", err)
		return nil
	}
	return err
}
