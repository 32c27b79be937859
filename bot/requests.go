package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/article"
	"parley/bot/card"
	"parley/bot/phrases"
	"parley/desk"
	"parley/feed"
	"parley/settings"
	"parley/summarize"
)

// A request is written down before it is worked on. The process that took it begins at once; if that one dies, or Discord fails, the
// row on the Desk is what another process takes up. Whatever was done before is done again: what is told twice is the same message.

const (
	// leaseFor is how long a request is a process's own after its last sign of life. Clocks of machines that share a database may
	// differ by less than what is left of it.
	leaseFor  = 15 * time.Second
	holdEvery = 5 * time.Second
	lookEvery = 2 * time.Second // for requests that nobody works on

	takeWithin    = 10 * time.Second
	commandWithin = 2 * time.Second // for it must be acknowledged within three

	mostTries    = 6 // then something is wrong with the request itself
	firstBackoff = 5 * time.Second
	// nonceFor is how long Discord surely remembers a nonce. It says "the past few minutes" and no number.
	nonceFor = time.Minute
	// tokenFor is how long the answer to a command can be given: Discord takes it for 15 minutes.
	tokenFor = 14 * time.Minute
)

// A wish is what a request asks for: links, or else a file, or else a text.
type wish struct {
	Links []string `json:"links,omitempty"`
	File  *file    `json:"file,omitempty"`
	Text  string   `json:"text,omitempty"`

	Addressed bool `json:"addressed,omitempty"` // it was asked for in words, or by a 📰: even where nobody speaks there is an answer

	Compare bool `json:"compare,omitempty"` // its links are meant to tell one story

	// How the answer is to be, in place of what its server has decided.
	Language string `json:"language,omitempty"`
	Length   string `json:"length,omitempty"`
	Private  bool   `json:"private,omitempty"` // it is the asker's alone

	App    string `json:"app,omitempty"` // and Token are those of the command that is to be answered
	Token  string `json:"token,omitempty"`
	Locale string `json:"locale,omitempty"` // of its asker's program
}

// A file is one that lies at Discord.
type file struct {
	Name string `json:"name"`
	URL  string `json:"url"`
	Size int    `json:"size"`
}

func (w wish) asksNothing() bool { return len(w.Links) == 0 && w.File == nil && w.Text == "" }

func (w wish) json() json.RawMessage {
	data, err := json.Marshal(w)
	if err != nil {
		return json.RawMessage("{}") // it is strings alone: this cannot be
	}
	return data
}

// done is what is kept of a wish that was fulfilled: neither texts nor what lets others answer.
func (w wish) done() json.RawMessage { return wish{Links: w.Links, Private: w.Private}.json() }

// over is what a server has decided, with what the wish has in its place. A choice is its sender's word: what is not offered is let be.
func (w wish) over(server settings.Server) settings.Server {
	if slices.Contains(languages, w.Language) {
		server.Language = w.Language
	}
	switch w.Length {
	case lengthNormal:
		server.Length = settings.Normal
	case string(settings.Short):
		server.Length = settings.Short
	}
	return server
}

func wishOf(r desk.Request) (w wish) {
	if err := json.Unmarshal(r.Wish, &w); err != nil {
		return wish{} // written by another version: there is nothing in it to read
	}
	return w
}

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
		b.Log.Error("a request could not be written down; it is lost if this process dies", "error", err)
		return true
	}
	r.Tries = 1
	return taken
}

// serve works on a request in the background; false where there is no room for it.
func (b *bot) serve(r desk.Request) bool {
	ctx, stop := context.WithCancel(b.ctx)
	if !b.live.begin(r.ID, underWay{r.Message, turn(r).Server, stop}) {
		stop()
		return false
	}
	b.work("request", func() { // a bot that stops does not begin: the request is another process's
		defer stop()
		defer b.live.end(r.ID)
		err := errors.New("the work panicked")
		defer func() { b.settle(ctx, r, err) }()
		err = b.answer(ctx, r)
	})
	return true
}

// settle says on the Desk how the work on a request ended. What a stopping bot leaves open is released at its end.
func (b *bot) settle(ctx context.Context, r desk.Request, err error) {
	if err != nil && b.ctx.Err() != nil {
		return
	}
	deleted := ctx.Err() != nil
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), jobTime)
	defer cancel()
	var failed error
	if err == nil || deleted {
		failed = b.Desk.FinishRequest(ctx, r.ID, b.name, wishOf(r).done())
	} else {
		b.Log.Warn("a request could not be answered; it is tried again", "tries", r.Tries, "error", private(err))
		failed = b.Desk.PostponeRequest(ctx, r.ID, b.name, time.Now().Add(firstBackoff<<min(r.Tries-1, 5)))
	}
	if failed != nil {
		b.Log.Warn("how a request ended was not written down; it may be done again", "error", failed)
	}
}

func (b *bot) answer(ctx context.Context, r desk.Request) error {
	p := b.replyTo(ctx, r)
	switch {
	case p.wish.Token != "" && time.Since(r.Asked) > tokenFor:
		return nil // nobody can answer it any more
	case r.Tries > mostTries:
		return b.worthAnotherTry(p.say(ctx, p.options.In.Say("went_wrong")))
	case len(p.wish.Links) == 0:
		return b.worthAnotherTry(b.answerText(ctx, p))
	case p.wish.Token != "":
		return b.answerCommand(ctx, p)
	}
	return b.answerLinks(ctx, p)
}

// replyTo is the answer to a request, as its server has decided that answers are.
func (b *bot) replyTo(ctx context.Context, r desk.Request) *reply {
	w := wishOf(r)
	server := w.over(b.decided(ctx, r.Guild))
	p := &reply{bot: b, request: r, wish: w, server: server, options: b.inPublic(r.Guild, server)}
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

// worthAnotherTry is an error after which an answer may yet be given, or nil.
func (b *bot) worthAnotherTry(err error) error {
	if refusedForGood(err) {
		b.Log.Warn("Discord does not take an answer", "error", private(err))
		return nil
	}
	if errors.Is(err, errGone) {
		return nil
	}
	return err
}

// each calls do for all numbers below n at once. A panic is the error of its own call: it must not end the process.
func each(n int, do func(i int) error) []error {
	errs := make([]error, n)
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					errs[i] = fmt.Errorf("panic: %v\n%s", r, debug.Stack())
				}
			}()
			errs[i] = do(i)
		})
	}
	wait.Wait()
	return errs
}

// fetchAll gets all links at once; the articles and errors are those of the links.
func (b *bot) fetchAll(ctx context.Context, p *reply, links []string) ([]*article.Article, []error) {
	articles := make([]*article.Article, len(links))
	errs := each(len(links), func(i int) (err error) {
		if !p.server.Reads(links[i], false) {
			return plainError("blocked_here")
		}
		if articles[i], err = b.fetch(ctx, turn(p.request), links[i]); err != nil {
			articles[i] = nil
		}
		return err
	})
	for _, err := range errs {
		if err != nil {
			b.Log.Info("an article could not be had", "error", private(err))
		}
	}
	return articles, errs
}

// fetch gets one link, when its site, and who asks, have a place left.
func (b *bot) fetch(ctx context.Context, t desk.Turn, link string) (*article.Article, error) {
	if u, err := url.Parse(link); err == nil {
		t.Site = strings.ToLower(u.Host)
	}
	leave, err := b.fetching.Enter(ctx, t)
	if err != nil {
		return nil, err
	}
	defer leave()
	return b.Fetcher.Fetch(ctx, link)
}

// deliver makes a brief and shows it: the extractive one first where a model is at work, then the model's in its place. A place among
// those that compose is held for that alone; whoever waits for a model holds one of the model's, and nobody's preview waits for it.
func (b *bot) deliver(ctx context.Context, p *reply, articles []*article.Article) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	composed, err := b.composing.Enter(ctx, turn(p.request))
	if err != nil {
		return err
	}
	defer composed()
	used, own := b.used(ctx, p.request.Guild, p.request.Asker, p.server.Budget)
	if !p.server.Budget.TakesCard(used, own) {
		composed()
		return p.cardsSpent(ctx)
	}
	summarizer, renewed := b.summarizer(p.server, used)
	p.options.Fresh = renewed
	var failed error
	brief, err := summarizer.Brief(ctx, articles, func(preview *summarize.Brief) {
		composed()
		if failed = p.showBrief(ctx, preview, stillReading(p.options)); errors.Is(failed, errGone) || refusedForGood(failed) {
			stop() // a model's brief would not be taken either
			return
		}
		p.options.Before = preview
		if asked, err := b.asking.Enter(ctx, turn(p.request)); err == nil {
			context.AfterFunc(ctx, asked)
		}
	})
	composed()
	switch {
	case errors.Is(err, summarize.ErrNothing):
		return p.say(ctx, p.options.In.Say("no_text"))
	case err != nil && failed != nil:
		return failed
	case err != nil:
		return err
	}
	b.spend(ctx, p.request.Guild, p.request.Asker, brief)
	return p.showBrief(ctx, brief, p.options)
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
	return p.show(ctx, briefMessage(brief, o, p.request.ID, p.n, p.request.Asker), data)
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
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), jobTime)
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
	id, err := p.bring(ctx, channel, m, known.Tried, began)
	if err != nil || id == p.message {
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
		thread, err := p.threadOn(ctx, p.request.Channel, p.request.Message, p.options.In.Say("thread_name"))
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
		p.Log.Warn("an answer was not kept; its buttons will not work", "error", err)
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
	if stands == "" && doubtful && !p.wish.Private && !whispers {
		stands, _ = p.find(ctx, channel, m.mark, tried) // where the bot may not read, it may come twice
	}
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
		p.Log.Warn("where an answer stands was not kept", "error", err)
	}
	if err != nil || stands {
		return nil
	}
	if err := p.deleteMessage(ctx, channel, p.message); err != nil {
		p.Log.Warn("an answer could not be deleted", "error", err)
	}
	return errGone
}

// keptAnswer is the answer behind a component with its brief, which is nil when there is none any more.
func (b *bot) keptAnswer(request string, n int) (desk.Answer, *summarize.Brief) {
	ctx, cancel := context.WithTimeout(b.ctx, jobTime)
	defer cancel()
	a, err := b.Desk.Answer(ctx, request, n)
	if err != nil {
		b.Log.Warn("a brief could not be read", "error", err)
		return a, nil
	}
	var brief *summarize.Brief
	if len(a.Brief) == 0 || json.Unmarshal(a.Brief, &brief) != nil {
		return a, nil
	}
	return a, brief
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
			b.Log.Warn("requests that nobody works on could not be taken up", "error", err)
		}
	})
}

// hold says that this process lives, until all its work has ended.
func (b *bot) hold() {
	every(b.ctx, holdEvery, func() {
		if b.connected.Load() {
			b.hear(b.ctx)
		}
		if b.live.room() == mostLive {
			return
		}
		if err := b.Desk.HoldRequests(b.ctx, b.name, time.Now().Add(leaseFor)); err != nil && b.ctx.Err() == nil {
			b.Log.Warn("the database did not take this process's sign of life", "error", err)
		}
	})
}

// release leaves to others what is not done when the bot stops.
func (b *bot) release() {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(b.ctx), leaseFor)
	defer cancel()
	if err := b.Desk.ReleaseRequests(ctx, b.name); err != nil {
		b.Log.Warn("what was not done was not released; others take it up a little later", "error", err)
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
		b.Log.Warn("a deleted message may leave its answer behind", "error", err)
	}
	for _, a := range answers {
		err := insist(ctx, func() error { return b.deleteMessage(ctx, a.Channel, a.Message) })
		if err != nil {
			b.Log.Warn("an answer could not be deleted", "error", err)
		}
	}
}

// refusedForGood says whether Discord will never take a message.
func refusedForGood(err error) bool {
	var refused *discordgo.RESTError
	return errors.As(err, &refused) && refused.Response.StatusCode < 500 && refused.Response.StatusCode != 429
}

// insist makes a call, and makes it again where Discord may yet take it: nonces make that safe for posts, and an edit or a deletion is
// the same when it is done twice.
func insist(ctx context.Context, call func() error) error {
	for pause := 500 * time.Millisecond; ; pause *= 4 {
		err := call()
		if err == nil || refusedForGood(err) || pause > 4*time.Second {
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
