package bot

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/bot/phrases"
	"parley/desk"
	"parley/digest"
)

// A Publisher brings issues to Discord over REST alone: a process that only works in the background needs no gateway. It
// may be used by many goroutines at once.
type Publisher struct {
	rest   *discordgo.Session
	guilds cache // of channels; a channel never changes its server
}

// NewPublisher makes a publisher, of the options that say where Discord is; it sends nothing.
func NewPublisher(o Options) *Publisher {
	session := newSession(o)
	session.ShouldRetryOnRateLimit = false // whoever queues the posts waits better
	return &Publisher{rest: session}
}

// Why a post is not out, as it is kept with it.
const (
	writtenElsewhere = "It was written by another version of Parley."
	inNoServer       = "Its channel is none of this server: choose another one."
	tokenUnknown     = "Discord does not know the bot's token any more."
	mayNotWrite      = "Parley may not write there: give it View Channel, Send Messages and, for threads, Create Public Threads."
	channelGone      = "The channel is gone."
	notTaken         = "Discord did not take the message."
)

// troubles are the phrases for that; what is not among them is said as it is kept.
var troubles = map[string]string{writtenElsewhere: "trouble_version", inNoServer: "trouble_elsewhere", tokenUnknown: "trouble_token",
	mayNotWrite: "trouble_forbidden", channelGone: "trouble_gone", notTaken: "trouble_refused", desk.PostedTooLate: "trouble_late",
	desk.PerhapsPosted: "trouble_perhaps"}

// trouble says in a language why a post is not out, which may be two sentences: that it may be, and why nobody could look.
func trouble(in phrases.Language, why string) string {
	if cause, perhaps := strings.CutPrefix(why, desk.PerhapsPosted+" "); perhaps {
		return trouble(in, desk.PerhapsPosted) + " " + trouble(in, cause)
	}
	if phrase := troubles[why]; phrase != "" {
		return in.Say(phrase)
	}
	return why
}

// A PublishError says that a message is certainly not on Discord.
type PublishError struct {
	RetryAfter time.Duration // how long Discord wants to be let be; 0: it refused the message
	Reason     string        // for people, where it did
	Named      bool          // it said why in a code of its own, and will say so again until somebody sees to it
	Err        error
}

func (e *PublishError) Error() string { return fmt.Sprintf("bot: publish: %v", e.Err) }
func (e *PublishError) Unwrap() error { return e.Err }

// Post sends the body of a [Part] to a channel of a server, or into the thread under a message of it, which is opened where it is not
// there. The nonce makes Discord take the same message once within a few minutes. Errors are a [*PublishError], or say that
// the message may be on Discord.
func (p *Publisher) Post(ctx context.Context, guild, channel, under string, body json.RawMessage, nonce string) (id string, err error) {
	var publication struct {
		Message map[string]json.RawMessage
		Thread  string
	}
	if err := json.Unmarshal(body, &publication); err != nil {
		return "", &PublishError{Reason: writtenElsewhere, Err: err}
	}
	if err := sign(publication.Message, nonce); err != nil {
		return "", &PublishError{Reason: writtenElsewhere, Err: err}
	}
	if err := p.check(ctx, guild, channel, under); err != nil {
		return "", err
	}
	if under != "" {
		if err := p.openThread(ctx, channel, under, publication.Thread); err != nil {
			return "", err
		}
		channel = under // a thread has the id of the message that it hangs under
	}
	var sent struct{ ID string }
	err = p.call(ctx, http.MethodPost, discordgo.EndpointChannelMessages(channel), publication.Message, &sent)
	return sent.ID, err
}

// check refuses a channel that is not one of the server's: what is stored of it came from outside, and would else lead a call
// anywhere.
func (p *Publisher) check(ctx context.Context, guild, channel, under string) error {
	elsewhere := &PublishError{Reason: inNoServer, Named: true, Err: errors.New("a channel of another server, or none")}
	if !digest.IsID(guild) || !digest.IsID(channel) || under != "" && !digest.IsID(under) {
		return elsewhere
	}
	of, known := p.guilds.get(channel)
	if !known {
		var answer struct {
			Guild string `json:"guild_id"`
		}
		if err := p.call(ctx, http.MethodGet, discordgo.EndpointChannel(channel), nil, &answer); err != nil {
			return notSent(err)
		}
		of = answer.Guild
		p.guilds.put(channel, of)
	}
	if of != guild {
		return elsewhere
	}
	return nil
}

// notSent makes an error of a call before a message one that says that the message is not there.
func notSent(err error) error {
	var known *PublishError
	if err == nil || errors.As(err, &known) {
		return err
	}
	return &PublishError{RetryAfter: 5 * time.Second, Err: err}
}

// sign gives a message its nonce, and marks it by that.
func sign(m map[string]json.RawMessage, nonce string) error {
	if err := markFirst(m, nonce); err != nil {
		return err
	}
	m["nonce"], m["enforce_nonce"] = json.RawMessage(strconv.Quote(nonce)), json.RawMessage("true")
	return nil
}

// markFirst marks a message by its nonce: Discord does not give nonces back, but it does the ids of components, which nobody sees.
func markFirst(m map[string]json.RawMessage, nonce string) error {
	var components []map[string]json.RawMessage
	if err := json.Unmarshal(m["components"], &components); err != nil {
		return err
	}
	if len(components) == 0 {
		return errors.New("a message without components")
	}
	components[0]["id"] = json.RawMessage(strconv.Itoa(markOf(nonce)))
	var err error
	m["components"], err = json.Marshal(components)
	return err
}

// markOf is a nonce as the id of a component: 31 bits, above those that Discord gives out itself.
func markOf(nonce string) int {
	sum := sha256.Sum256([]byte(nonce))
	return int(binary.BigEndian.Uint32(sum[:4])&0x3fffffff | 0x40000000)
}

const threadExists = 160004

func (p *Publisher) openThread(ctx context.Context, channel, under, name string) error {
	if name == "" {
		name = "Briefs"
	}
	err := p.call(ctx, http.MethodPost, discordgo.EndpointChannelMessageThread(channel, under), map[string]any{"name": name}, nil)
	var refused *discordgo.RESTError
	if errors.As(err, &refused) && refused.Message != nil && refused.Message.Code == threadExists {
		return nil
	}
	return notSent(err) // whatever became of the thread, the message is not there
}

// Find returns the id of the message that [Publisher.Post] sent with a nonce, at or after since, in its channel or
// thread; "" when it is not there.
func (p *Publisher) Find(ctx context.Context, guild, channel, under, nonce string, since time.Time) (id string, err error) {
	if err := p.check(ctx, guild, channel, under); err != nil {
		return "", err
	}
	if under != "" {
		channel = under
	}
	id, err = findMarked(channel, nonce, since, func(endpoint string, answer any) error { return p.call(ctx, http.MethodGet, endpoint, nil, answer) })
	var refused *discordgo.RESTError
	if under != "" && errors.As(err, &refused) && refused.Response.StatusCode == http.StatusNotFound {
		return "", nil // there is no thread, so there is nothing in it
	}
	if errors.Is(err, errTooMuchSaid) {
		return "", &PublishError{Reason: notTaken, Err: err}
	}
	return id, err
}

// mostPages bounds a look-back: 2,000 messages, of which one was ours.
const mostPages = 20

// errTooMuchSaid says that a look-back ended before the present.
var errTooMuchSaid = errors.New("more was said since than is looked through")

// findMarked looks for a message with the mark of a nonce among those in a channel that were posted since a time, until the present.
func findMarked(channel, nonce string, since time.Time, get func(endpoint string, answer any) error) (id string, err error) {
	after := snowflakeAt(since.Add(-time.Minute)) // a minute earlier, for clocks differ
	for range mostPages {
		var messages []struct {
			ID         string
			Components []struct{ ID int }
		}
		query := fmt.Sprintf("?limit=%d&after=%d", pageSize, after)
		if err := get(discordgo.EndpointChannelMessages(channel)+query, &messages); err != nil {
			return "", err
		}
		for _, m := range messages {
			if len(m.Components) > 0 && m.Components[0].ID == markOf(nonce) {
				return m.ID, nil
			}
			at, _ := strconv.ParseInt(m.ID, 10, 64)
			after = max(after, at)
		}
		if len(messages) < pageSize {
			return "", nil
		}
	}
	return "", errTooMuchSaid
}

// pageSize is the most messages that Discord gives at once.
const pageSize = 100

// snowflakeAt is the first of Discord's ids of a time.
func snowflakeAt(t time.Time) int64 { return max(0, t.UnixMilli()-discordEpoch) << 22 }

// discordEpoch is the first second of 2015 in milliseconds, from which Discord's ids count.
const discordEpoch = 1420070400000

// call returns what Discord answered.
func (p *Publisher) call(ctx context.Context, method, endpoint string, body, answer any) error {
	data, err := heeding(ctx, func() ([]byte, error) {
		return p.rest.RequestWithBucketID(method, endpoint, body, endpoint, discordgo.WithContext(ctx))
	})
	if err = published(err); err == nil && answer != nil {
		err = json.Unmarshal(data, answer)
	}
	return err
}

// longestWait is how long a post waits at most before it is tried again, whatever is asked for.
const longestWait = 15 * time.Minute

// published tells what Discord refused from what may have come through.
func published(err error) error {
	var limited *discordgo.RateLimitError
	var refused *discordgo.RESTError
	var page *json.SyntaxError
	switch {
	case errors.As(err, &page): // a firewall's 429 is a web page, which discordgo reads as JSON
		return &PublishError{RetryAfter: time.Minute, Err: err}
	case errors.As(err, &limited):
		return &PublishError{RetryAfter: min(max(limited.RetryAfter, time.Second), longestWait), Err: err}
	case errors.As(err, &refused) && refused.Response.StatusCode == http.StatusTooManyRequests:
		return &PublishError{RetryAfter: 5 * time.Second, Err: err}
	case errors.As(err, &refused) && refused.Response.StatusCode < 500:
		reason, named := refusal(refused)
		return &PublishError{Reason: reason, Named: named, Err: err}
	}
	return err
}

// namedCodes are Discord's own codes for what stays wrong until somebody sees to it.
var namedCodes = map[int]string{
	discordgo.ErrCodeUnknownChannel: channelGone, discordgo.ErrCodeUnknownGuild: channelGone,
	discordgo.ErrCodeMissingAccess: mayNotWrite, discordgo.ErrCodeMissingPermissions: mayNotWrite,
}

// refusal words for people why Discord did not take a message, and says whether Discord itself named it. A bare 403 or 404 may come
// from whatever stands between, and a 401 from Discord on a bad day.
func refusal(err *discordgo.RESTError) (reason string, byCode bool) {
	if err.Message != nil {
		if reason = namedCodes[err.Message.Code]; reason != "" {
			return reason, true
		}
	}
	if err.Response.StatusCode == http.StatusUnauthorized {
		return tokenUnknown, false
	}
	return notTaken, false
}
