package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/bot/card"
	"parley/bot/phrases"
	"parley/desk"
	"parley/feed"
	"parley/settings"
	"parley/summarize"
)

// replyTo is the answer to a request, as its server has decided that answers are.
func (b *bot) replyTo(ctx context.Context, r desk.Request) *reply {
	w := wishOf(r)
	server := w.over(b.decided(ctx, r.Guild))
	p := &reply{bot: b, request: r, wish: w, server: server, options: inPublic(cmp.Or(w.ServerLocale, b.locale(r.Guild)), server)}
	if w.Language == "" && (w.Private || r.Guild == "") {
		p.options = p.own()
	}
	return p
}

// own are the options of what only the asker of a command sees, who may read another language than their server.
func (p *reply) own() card.Options {
	o := p.options
	if p.wish.Locale != "" {
		o.In = phrases.In(p.wish.Locale)
	}
	return o
}

// cardsSpent says that the cards of a day are used up: always to who asked in words, under links once a minute.
func (p *reply) cardsSpent(ctx context.Context) error {
	if p.request.Message != "" && !p.wish.Addressed && !p.toldLimit.allow("cards of "+p.request.Channel, time.Now()) {
		return nil
	}
	return p.say(ctx, p.own().In.Say("cards_spent", "Time", fmt.Sprintf("<t:%d:R>", settings.Renewed(time.Now()).Unix())))
}

// errGone says that nobody waits for an answer any more: the question or the answer was deleted, or another process has taken it over.
var errGone = errors.New("nobody waits for the answer any more")

// A reply is one answer to a request on its way to Discord. It is a message below the one that asks, or the answer of a command.
type reply struct {
	*bot
	request desk.Request
	wish    wish
	n       int      // see desk.Answer
	links   []string // that a brief is about, as they were given
	message string   // Discord's id, once it is known
	thread  string   // that it stands in, where its server wants one

	headline string // of its brief, once there is one; it names the thread

	server  settings.Server
	options card.Options
}

// showBrief shows a brief. Under a link that nobody asked about in words, what has nobody's
// words is let be.
func (p *reply) showBrief(ctx context.Context, brief *summarize.Brief, o card.Options) error {
	if p.request.Message != "" && !p.wish.Addressed && p.message == "" && !card.Worth(brief) {
		return nil
	}
	if p.wish.Token != "" && !card.Speaks(brief) {
		if o.Waiting != "" {
			return nil // the model may yet hear somebody
		}
		return p.say(ctx, p.own().In.Say("no_speaker"))
	}
	data, err := json.Marshal(brief)
	if err != nil {
		return err
	}
	p.headline = brief.Headline
	m := briefMessage(brief, o, p.request.ID, p.n, p.request.Asker)
	if o.Waiting == "" && p.shareable(brief) {
		m = withShare(m, o.In, p.request.ID, p.n)
	}
	return p.show(ctx, m, data)
}

// say answers with one small line: a phrase of ours, whose Markdown stands.
func (p *reply) say(ctx context.Context, phrase string) error {
	return p.show(ctx, sentence(discordgo.TextDisplay{Content: "-# " + phrase}), nil)
}

// show brings an answer to Discord: at first as a message, later as an edit of it. A post that has begun is seen through: were it given
// up when its question is deleted, nobody would know its id and it would stand for ever.
func (p *reply) show(ctx context.Context, m message, brief json.RawMessage) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	ctx, cancel := p.seenThrough(ctx)
	defer cancel()
	began := time.Now()
	channel, err := p.channel(ctx)
	if err != nil {
		return err
	}
	known, err := p.keep(ctx, channel, brief, began)
	if err != nil {
		return err
	}
	if p.message == "" {
		p.message = known.Message
	}
	stood := p.message
	id, err := p.bring(ctx, channel, m, known.Tried, began)
	if refusedForGood(err) && p.message == "" && channel != p.request.Channel { // a thread that takes no messages
		p.thread = p.request.Channel
		return p.show(ctx, m, brief)
	}
	if err != nil || id == stood {
		return err
	}
	p.message = id
	return p.sent(ctx, channel)
}

// channel is where an answer stands: that of the question, or a thread on it.
func (p *reply) channel(ctx context.Context) (string, error) {
	if !p.server.Threads || p.request.Message == "" || p.thread == p.request.Channel {
		return p.request.Channel, nil
	}
	if p.thread == "" {
		thread, err := p.threadOn(ctx, p.request.Guild, p.request.Channel, p.request.Message, cmp.Or(threadName(p.headline), p.options.In.Say("thread_name")))
		if err != nil {
			return "", err
		}
		p.thread = cmp.Or(thread, p.request.Channel)
	}
	return p.thread, nil
}

// keep writes an answer down before it is sent, and returns what is known of it. A Desk that fails costs the buttons and no answer.
func (p *reply) keep(ctx context.Context, channel string, brief json.RawMessage, now time.Time) (known desk.Answer, err error) {
	if p.request.Tries == 0 { // the request itself could not be written down
		return desk.Answer{Tried: now}, nil
	}
	kept := desk.Answer{Request: p.request.ID, N: p.n, Channel: channel, Brief: brief}
	if brief != nil && !p.wish.Private { // who is told of a private answer could not see it
		for _, link := range p.links {
			kept.Links = append(kept.Links, feed.Canonical(link))
		}
	}
	known, ok, err := p.Desk.Answering(ctx, kept, p.name, now)
	switch {
	case err != nil:
		p.Log.WarnContext(ctx, "an answer was not kept; its buttons will not work", "error", err)
		return desk.Answer{Tried: now}, nil
	case !ok || known.Message == desk.Deleted:
		return known, errGone
	}
	return known, nil
}

// bring posts, or edits what stands there.
func (p *reply) bring(ctx context.Context, channel string, m message, tried, now time.Time) (id string, err error) {
	nonce := fmt.Sprintf("%s.%d", p.request.ID, p.n)
	m.mark = nonce
	doubtful := now.Sub(tried) >= time.Millisecond // a try before this one may have come through
	switch {
	case p.wish.Token != "":
		return p.bringToAsker(ctx, channel, m, doubtful, tried)
	case p.message == "" && doubtful && now.Sub(tried) > nonceFor:
		if p.message, err = p.find(ctx, channel, nonce, tried); err != nil {
			return "", err
		}
	}
	if p.message == "" {
		err = insist(ctx, func() error {
			id, err = p.post(ctx, channel, p.replied(channel), nonce, m)
			return err
		})
		if err != nil || !doubtful {
			return id, err
		}
		p.message = id // which may be the one of before, with what it said then
	}
	err = insist(ctx, func() error { return p.edit(ctx, channel, p.message, m) })
	return p.message, err
}

// bringToAsker brings an answer of a command. The first takes the place of "is thinking…", the others follow. A sentence where a card was
// asked for is the asker's alone: what all see cannot become that, so it is deleted and the sentence follows.
func (p *reply) bringToAsker(ctx context.Context, channel string, m message, doubtful bool, tried time.Time) (id string, err error) {
	stands := p.message
	if p.n == 0 {
		stands = "@original"
	}
	whispers := m.sentence && !p.wish.Private
	if whispers && stands != "" {
		err := insist(ctx, func() error { return p.deleteFollowUp(ctx, p.request.ID, p.wish, stands) })
		if err != nil && !refusedForGood(err) {
			return "", err
		}
		stands = ""
	}
	if stands == "" && (whispers || p.wish.Private) {
		m.Flags |= discordgo.MessageFlagsEphemeral
	}
	err = insist(ctx, func() error {
		if stands == "" && doubtful && !p.wish.Private && !whispers {
			stands, _ = p.find(ctx, channel, m.mark, tried) // where the bot may not read, it may come twice
		}
		doubtful = true
		if stands == "" {
			id, err = p.followUp(ctx, p.request.ID, p.wish, m)
		} else {
			id, err = p.editAnswer(ctx, p.request.ID, p.wish, stands, m)
		}
		return err
	})
	return id, err
}

// replied is the message that an answer replies to: none in a thread, which stands on it.
func (p *reply) replied(channel string) string {
	if channel != p.request.Channel {
		return ""
	}
	return p.request.Message
}

// sent keeps the message of an answer, or deletes it where its question is gone.
func (p *reply) sent(ctx context.Context, channel string) error {
	if p.request.Tries == 0 {
		return nil
	}
	stands, err := p.Desk.Answered(ctx, p.request.ID, p.n, p.message)
	if err != nil {
		p.Log.WarnContext(ctx, "where an answer stands was not kept", "error", err)
	}
	if err != nil || stands {
		return nil
	}
	if err := p.deleteMessage(ctx, channel, p.message); err != nil {
		p.Log.WarnContext(ctx, "an answer could not be deleted", "error", err)
	}
	return errGone
}

// keptAnswer is the answer behind a component with its brief, which is nil when there is none any more.
func (b *bot) keptAnswer(request string, n int) (a desk.Answer, brief *summarize.Brief, err error) {
	ctx, cancel := context.WithTimeout(b.ctx, stepTime)
	defer cancel()
	if a, err = b.Desk.Answer(ctx, request, n); err != nil {
		b.Log.WarnContext(ctx, "a brief could not be read", "error", err)
		return a, nil, err
	}
	if len(a.Brief) == 0 || json.Unmarshal(a.Brief, &brief) != nil {
		return a, nil, nil
	}
	return a, brief, nil
}
