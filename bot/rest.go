package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/article"
	"parley/feed"
)

// message is a message as we send it. discordgo's own types have no nonce, and none for giving a deferred answer its
// components.
type message struct {
	Flags           discordgo.MessageFlags       `json:"flags,omitempty"`
	Components      []discordgo.MessageComponent `json:"components"`
	AllowedMentions mentions                     `json:"allowed_mentions"`
	Reference       *reference                   `json:"message_reference,omitempty"`
	Nonce           string                       `json:"nonce,omitempty"`
	EnforceNonce    bool                         `json:"enforce_nonce,omitempty"`

	file     *upload // goes with it, or nil
	sentence bool    // it stands where a card would: of a command, for the asker alone
	mark     string  // by which it is found again in its channel; see sign
}

// An upload is a file that we send.
type upload struct {
	name, contentType string
	data              []byte
}

// MarshalJSON writes the message with its mark.
func (m message) MarshalJSON() ([]byte, error) {
	type bare message
	data, err := json.Marshal(bare(m))
	if err != nil || m.mark == "" {
		return data, err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return nil, err
	}
	if err := markFirst(fields, m.mark); err != nil {
		return nil, err
	}
	return json.Marshal(fields)
}

// mentions forbids every mention but that of one role, which an administrator chose; the zero value forbids that too. Left
// out or null, "parse" would allow them all.
type mentions struct{ role string }

func (m mentions) MarshalJSON() ([]byte, error) {
	allowed := struct {
		Parse       []string `json:"parse"`
		Roles       []string `json:"roles,omitempty"`
		RepliedUser bool     `json:"replied_user"`
	}{Parse: []string{}}
	if m.role != "" {
		allowed.Roles = []string{m.role}
	}
	return json.Marshal(allowed)
}

type reference struct {
	MessageID       string `json:"message_id"`
	FailIfNotExists bool   `json:"fail_if_not_exists"`
}

func componentMessage(components ...discordgo.MessageComponent) message {
	return message{Flags: discordgo.MessageFlagsIsComponentsV2, Components: components}
}

// post sends a message below another, once: the same nonce posts once within a few minutes. Where the other is gone, Discord refuses it.
func (b *bot) post(ctx context.Context, channel, to, nonce string, m message) (id string, err error) {
	if to != "" {
		m.Reference = &reference{MessageID: to, FailIfNotExists: true}
	}
	m.Nonce, m.EnforceNonce = nonce, true
	endpoint := discordgo.EndpointChannelMessages(channel)
	return b.send(ctx, http.MethodPost, endpoint, endpoint, m)
}

// find returns the id of the message that was posted with a nonce, at or after since; "" where it is not there.
func (b *bot) find(ctx context.Context, channel, nonce string, since time.Time) (string, error) {
	return findMarked(channel, nonce, since, func(endpoint string, answer any) error { return b.ask(ctx, endpoint, answer) })
}

func (b *bot) edit(ctx context.Context, channel, id string, m message) error {
	_, err := b.send(ctx, http.MethodPatch, discordgo.EndpointChannelMessage(channel, id), discordgo.EndpointChannelMessage(channel, ""), m)
	return err
}

// editAnswer changes an answer to an interaction, the deferred one at first. The bucket is the interaction's own: discordgo would put all
// of them in one, so that one 429 stalls every user.
func (b *bot) editAnswer(ctx context.Context, interaction string, w wish, id string, m message) (string, error) {
	return b.send(ctx, http.MethodPatch, discordgo.EndpointWebhookMessage(w.App, w.Token, id), "answer:"+interaction, m)
}

// followUp is a further answer to an interaction.
func (b *bot) followUp(ctx context.Context, interaction string, w wish, m message) (id string, err error) {
	return b.send(ctx, http.MethodPost, discordgo.EndpointFollowupMessage(w.App, w.Token), "answer:"+interaction, m)
}

func (b *bot) deleteFollowUp(ctx context.Context, interaction string, w wish, id string) error {
	_, err := b.call(ctx, http.MethodDelete, discordgo.EndpointWebhookMessage(w.App, w.Token, id), nil, "answer:"+interaction)
	return err
}

func (b *bot) deleteMessage(ctx context.Context, channel, id string) error {
	_, err := b.call(ctx, http.MethodDelete, discordgo.EndpointChannelMessage(channel, id), nil, discordgo.EndpointChannelMessage(channel, ""))
	return err
}

// call makes one call.
func (b *bot) call(ctx context.Context, method, endpoint string, body any, bucket string) ([]byte, error) {
	return heeding(ctx, func() ([]byte, error) {
		return b.rest.RequestWithBucketID(method, endpoint, body, bucket, discordgo.WithContext(ctx))
	})
}

// heeding returns when a call of discordgo's does, or ctx has ended: discordgo waits for buckets and out of rate limits whatever contexts say.
// The call is let go then. It sends nothing any more, for that does heed its context.
func heeding(ctx context.Context, call func() ([]byte, error)) ([]byte, error) {
	type result struct {
		body []byte
		err  error
	}
	done := make(chan result, 1)
	go func() {
		body, err := call()
		done <- result{body, private(err)}
	}()
	select {
	case r := <-done:
		return r.body, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// private takes addresses out of an error, for errors are logged. The address of an answer holds its interaction's token, with
// which anybody may answer, that of a file its signature; and what is pasted in a channel is for those who read it. A site's host stays.
func private(err error) error {
	var call *url.Error
	var limited *discordgo.RateLimitError
	var page *article.Error
	var site *feed.Error
	switch {
	case errors.As(err, &call):
		return fmt.Errorf("%s: %w", strings.ToUpper(call.Op), private(call.Err))
	case errors.As(err, &limited):
		bare := *limited.RateLimit
		bare.URL = "Discord"
		return &discordgo.RateLimitError{RateLimit: &bare}
	case errors.As(err, &page):
		bare := *page
		bare.Link, _, _ = strings.Cut(page.Link, "/")
		return &bare
	case errors.As(err, &site):
		bare := *site
		bare.Link, _, _ = strings.Cut(site.Link, "/")
		return &bare
	case errors.Is(err, context.Canceled): // around it may stand what was under way
		return context.Canceled
	case errors.Is(err, context.DeadlineExceeded):
		return context.DeadlineExceeded
	}
	return err
}

// send sends a message, with its file where it has one.
func (b *bot) send(ctx context.Context, method, endpoint, bucket string, m message) (id string, err error) {
	var body []byte
	if m.file == nil {
		body, err = b.call(ctx, method, endpoint, m, bucket)
	} else {
		body, err = b.upload(ctx, method, endpoint, bucket, m)
	}
	var sent struct{ ID string }
	if err == nil {
		err = json.Unmarshal(body, &sent)
	}
	return sent.ID, err
}

func (b *bot) upload(ctx context.Context, method, endpoint, bucket string, m message) ([]byte, error) {
	file := &discordgo.File{Name: m.file.name, ContentType: m.file.contentType, Reader: bytes.NewReader(m.file.data)}
	kind, form, err := discordgo.MultipartBodyWithJSON(m, []*discordgo.File{file})
	if err != nil {
		return nil, err
	}
	return heeding(ctx, func() ([]byte, error) {
		return b.rest.RequestRaw(method, endpoint, kind, form, bucket, 0, discordgo.WithContext(ctx))
	})
}

// soon is the pause before an answer that Discord waits three seconds for is tried again.
const soon = 150 * time.Millisecond

// respond is the first answer to an interaction; Discord takes one. Where a try failed and the next one finds it answered, it came through.
func (b *bot) respond(ctx context.Context, i *interaction, kind discordgo.InteractionResponseType, data any) error {
	body := struct {
		Type discordgo.InteractionResponseType `json:"type"`
		Data any                               `json:"data,omitempty"`
	}{kind, data}
	i.answered = kind
	var before error
	return insistAfter(ctx, soon, func() error {
		_, err := b.call(ctx, http.MethodPost, discordgo.EndpointInteractionResponse(i.ID, i.Token), body, "answer:"+i.ID)
		var refused *discordgo.RESTError
		if before != nil && errors.As(err, &refused) && refused.Message != nil && refused.Message.Code == discordgo.ErrCodeInteractionHasAlreadyBeenAcknowledged {
			return nil
		}
		before = err
		return err
	})
}

// acknowledge tells Discord within its three seconds that an answer is under way; flags may make it one for the asker alone.
func (b *bot) acknowledge(ctx context.Context, i *interaction, flags discordgo.MessageFlags) error {
	return b.respond(ctx, i, discordgo.InteractionResponseDeferredChannelMessageWithSource, map[string]discordgo.MessageFlags{"flags": flags})
}

// whisper answers an interaction with a text for its user alone. text is escaped already.
func (b *bot) whisper(ctx context.Context, i *interaction, components ...discordgo.MessageComponent) error {
	m := componentMessage(components...)
	m.Flags |= discordgo.MessageFlagsEphemeral
	return b.respond(ctx, i, discordgo.InteractionResponseChannelMessageWithSource, m)
}

type applicationInfo struct {
	ID, Name string
	Flags    int
}

// sureAfter is how often Discord must say that it does not know a token, with a pause: a process that ends for that is not started again.
const (
	sureAfter = 3
	surePause = 500 * time.Millisecond
)

// application asks who the token belongs to. Its error wraps ErrToken when Discord does not know it.
func application(ctx context.Context, session *discordgo.Session) (app applicationInfo, err error) {
	err = askItself(ctx, session, discordgo.EndpointApplication("@me"), &app)
	return app, err
}

// askItself asks Discord what it knows of the bot itself. Its error wraps ErrToken when that is nothing, and Discord says so again.
func askItself(ctx context.Context, session *discordgo.Session, endpoint string, answer any) error {
	for try := 1; ; try++ {
		if err := askOnce(ctx, session, endpoint, answer); !errors.Is(err, ErrToken) || try == sureAfter {
			return err
		}
		if !pause(ctx, surePause) {
			return ctx.Err()
		}
	}
}

func askOnce(ctx context.Context, session *discordgo.Session, endpoint string, answer any) error {
	body, err := heeding(ctx, func() ([]byte, error) {
		return session.RequestWithBucketID(http.MethodGet, endpoint, nil, endpoint, discordgo.WithContext(ctx))
	})
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Response.StatusCode == http.StatusUnauthorized {
		return ErrToken
	}
	if err == nil {
		err = json.Unmarshal(body, answer)
	}
	if err != nil {
		return fmt.Errorf("bot: asking Discord who we are: %w", err)
	}
	return nil
}
