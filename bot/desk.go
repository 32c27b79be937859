package bot

import (
	"context"
	"encoding/json"
	"time"

	"parley/desk"
)

// A Desk keeps what is asked and what was answered, for all processes and across restarts. The name of a process is by; what it works
// on is its own until a time that it prolongs, and anybody's after that.
type Desk interface {
	// TakeRequest writes a request down; false where another process did so before.
	TakeRequest(ctx context.Context, r desk.Request, by string, until time.Time) (bool, error)
	// HoldRequests prolongs those that are still by's.
	HoldRequests(ctx context.Context, by string, ids []string, until time.Time) error
	ReleaseRequests(ctx context.Context, by string) error
	PostponeRequest(ctx context.Context, id, by string, until time.Time) error
	// TakeOverRequests takes those that nobody works on.
	TakeOverRequests(ctx context.Context, by string, now, until time.Time, limit int) ([]desk.Request, error)
	// FinishRequest ends the work on a request; wish is what stays of what was asked.
	FinishRequest(ctx context.Context, id, by string, wish json.RawMessage) error
	Request(ctx context.Context, id string) (desk.Request, error)

	// Answering keeps an answer before it is sent and returns what is known of its message; false where the request was withdrawn or
	// taken over. Answered is false where it was withdrawn meanwhile.
	Answering(ctx context.Context, a desk.Answer, by string, now time.Time) (desk.Answer, bool, error)
	Answered(ctx context.Context, request string, n int, message string) (bool, error)
	// Answer is one with its brief; the zero value where there is none.
	Answer(ctx context.Context, request string, n int) (desk.Answer, error)
	// AnswerAbout is the last answer of a channel about an article.
	AnswerAbout(ctx context.Context, channel, link string) (desk.Answer, error)
	// AskedSince are the messages that asked for something since a time and are not known to be gone, by their channels.
	AskedSince(ctx context.Context, at time.Time) (map[string][]string, error)
	// DirectChannels are those of direct messages in which somebody asked last.
	DirectChannels(ctx context.Context, limit int) ([]string, error)
	// MessageGone withdraws what a deleted message asked, and returns the answers that are to go with it.
	MessageGone(ctx context.Context, message string) ([]desk.Answer, error)

	// Keep keeps a value of a kind under a name until a time; Kept returns it, or an error where there is none.
	Keep(ctx context.Context, kind, name string, value json.RawMessage, until time.Time) error
	Kept(ctx context.Context, kind, name string, now time.Time) (json.RawMessage, error)

	// Lease lets one of many do a thing of a kind until a time: it is by's, who may take it again, or false where it is another's.
	Lease(ctx context.Context, kind, name, by string, now, until time.Time) (bool, error)

	// Heard keeps when a shard of so many was last heard, by whichever process.
	Heard(ctx context.Context, shard, of int, at time.Time) error
	// LastHeard is of the shard, or, where there are as many shards for the first time, of any of those before.
	LastHeard(ctx context.Context, shard, of int, now time.Time) (time.Time, error)
}
