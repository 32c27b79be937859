package bot

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/article"
	"parley/desk"
	"parley/digest"
	"parley/feed"
)

// onMessage answers pasted links.
func (b *bot) onMessage(m *discordgo.Message) {
	if answerable(m) {
		b.begin("message", func(ctx context.Context) { b.consider(ctx, m) })
	}
}

// onEdit answers the links that an edit adds. Discord also tells of edits where it only shows what is behind a link.
func (b *bot) onEdit(m *discordgo.Message) {
	if m.EditedTimestamp != nil {
		b.onMessage(m)
	}
}

// answerable says whether a person wrote a message.
func answerable(m *discordgo.Message) bool {
	return m.ID != "" && m.Author != nil && !m.Author.Bot && m.WebhookID == ""
}

// consider writes down what a message asks for and begins with it. It waits for nothing but the Desk.
func (b *bot) consider(ctx context.Context, m *discordgo.Message) {
	text, _ := shared(m)
	links := articleLinks(text)
	if len(links) > 0 && b.Newsroom != nil && m.GuildID != "" {
		if err := b.Newsroom.LinksPasted(ctx, m.GuildID, m.ChannelID, links); err != nil {
			b.Log.WarnContext(ctx, "pasted links were not kept", "error", err)
		}
	}
	addressed := m.GuildID == "" || b.mentions(m)
	if len(links) == 0 && !addressed || !b.listensIn(m.ChannelID) {
		return
	}
	server := b.decidedSoon(ctx, m.GuildID)
	w := wish{Addressed: addressed, Links: slices.DeleteFunc(links, func(link string) bool { return !server.Reads(link, !addressed) })}
	if len(links) == 0 && m.EditedTimestamp == nil {
		w = b.addressedIn(m)
	}
	if w.asksNothing() || !b.heeds(ctx, server, m) {
		return
	}
	id := m.ID
	if m.EditedTimestamp != nil {
		id, w.Links = b.edited(ctx, m.ID, w.Links)
	}
	if !w.asksNothing() {
		b.takeUp(ctx, m, id, m.Author.ID, askedAt(m), w)
	}
}

// addressedIn is what a message to the bot has that can be read: a file or a long text of its own, or what stands in the message that
// it replies to.
func (b *bot) addressedIn(m *discordgo.Message) wish {
	w, err := wishedOf(m)
	if err != nil && m.ReferencedMessage != nil {
		w, err = wishedOf(m.ReferencedMessage)
	}
	if err != nil {
		return wish{}
	}
	w.Addressed = true
	return w
}

// takeUp writes down what is asked of a message by somebody at a time, and begins.
func (b *bot) takeUp(ctx context.Context, m *discordgo.Message, id, asker string, at time.Time, w wish) {
	w.ServerLocale = b.locale(m.GuildID)
	r := desk.Request{ID: id, Message: m.ID, Guild: m.GuildID, Channel: m.ChannelID, Asker: asker, Asked: time.Now(), Wish: w.json()}
	ctx = desk.About(ctx, "request", r.ID)
	allowed := b.limit.allow(r.Asker, at) // counted by every process that hears of it, so that all agree
	switch {
	case !b.take(ctx, &r, takeWithin):
	case !allowed:
		b.leaveOut(ctx, r, r.Asker, "left_out_many")
	case !b.serve(r):
		b.leaveOut(ctx, r, r.Channel, "left_out_busy")
	}
}

// editable is how long after a message its edits may ask for something.
const editable = time.Hour

// edited are the links that an edit adds to those of its message, and the id of a request for them, of its own, so that it is honoured
// once; there are none of an old message.
func (b *bot) edited(ctx context.Context, message string, links []string) (id string, added []string) {
	first, err := b.Desk.Request(ctx, message)
	if err != nil {
		b.Log.WarnContext(ctx, "what a message asked before cannot be read", "error", err)
	}
	if err != nil || time.Since(said(message)) > editable {
		return message, nil
	}
	if first.ID == "" {
		return message, links
	}
	known := wishOf(first).Links
	return message + "e", slices.DeleteFunc(links, func(link string) bool {
		return slices.ContainsFunc(known, func(old string) bool { return feed.Canonical(old) == feed.Canonical(link) })
	})
}

// askedAt is when a message asked for what it asks for: when it was written, or edited last.
func askedAt(m *discordgo.Message) time.Time {
	if m.EditedTimestamp != nil {
		return *m.EditedTimestamp
	}
	return said(m.ID)
}

// said is when a message was written.
func said(id string) time.Time {
	at, err := discordgo.SnowflakeTimestamp(id)
	if err != nil {
		return time.Now()
	}
	return at
}

// leaveOut ends a request that is over a limit. Whoever it concerns is told why, by a phrase, once a minute, without a sound.
func (b *bot) leaveOut(ctx context.Context, r desk.Request, whom, why string) {
	var err error
	if b.toldLimit.allow(whom, time.Now()) {
		p := b.replyTo(ctx, r)
		m := noticeCard(p.options.In.Say(why), p.options)
		m.Flags |= discordgo.MessageFlagsSuppressNotifications
		err = p.show(ctx, m, nil)
	}
	if err != nil {
		b.Log.WarnContext(ctx, "that a link was left out could not be said", "error", err)
	}
	if err := b.Desk.FinishRequest(ctx, r.ID, b.name, wishOf(r).done()); err != nil {
		b.Log.WarnContext(ctx, "that a link was left out was not written down", "error", err)
	}
}

// answerLinks answers the links of a message: each story by a brief of its own, and an article that the channel has been told of by a
// line that leads there.
func (b *bot) answerLinks(ctx context.Context, p *reply) error {
	var fresh []int // the numbers of the links that are to be read
	var failed error
	for n, link := range p.wish.Links {
		if known := b.told(ctx, p.request, link); known.Message != "" {
			failed = errors.Join(failed, b.worthAnotherTry(ctx, p.part(n).show(ctx, toldMessage(p.request, n, known, p.options.In), nil)))
			continue
		}
		fresh = append(fresh, n)
	}
	links := make([]string, len(fresh))
	for i, n := range fresh {
		links[i] = p.wish.Links[n]
	}
	fetched, errs := b.fetchAll(ctx, p, links)
	for i, a := range fetched {
		if a != nil && !a.Kind.IsArticle() {
			fetched[i] = nil // nobody asked for pages that are none
		}
	}
	stories := storiesOf(fetched)
	failed = errors.Join(failed, b.tell(ctx, p, fetched, stories, func(at int) int { return fresh[at] }))
	if failed != nil || len(stories) > 0 || len(fresh) < len(p.wish.Links) {
		return failed
	}
	return b.worthAnotherTry(ctx, b.sayFailure(ctx, p, errs))
}

// storiesOf groups the articles that there are by story; an article is its place among fetched.
func storiesOf(fetched []*article.Article) [][]int {
	places := map[*article.Article]int{}
	var articles []*article.Article
	for at, a := range fetched {
		if a != nil {
			articles, places[a] = append(articles, a), at
		}
	}
	var stories [][]int
	for _, story := range digest.Together(articles) {
		var own []int
		for _, a := range story {
			own = append(own, places[a])
		}
		stories = append(stories, own)
	}
	return stories
}

// tell gives each story a card of its own; number is that of an article's link.
func (b *bot) tell(ctx context.Context, p *reply, fetched []*article.Article, stories [][]int, number func(at int) int) error {
	return errors.Join(each(len(stories), func(i int) error {
		part := p.part(number(stories[i][0]))
		var articles []*article.Article
		part.links = nil
		for _, at := range stories[i] {
			articles, part.links = append(articles, fetched[at]), append(part.links, p.wish.Links[number(at)])
		}
		return b.worthAnotherTry(ctx, b.deliver(ctx, part, articles))
	})...)
}

// part is the answer about one link and, later, others of its story. Its number is the link's, so that a second try finds the same messages
// even where a site fails it that did not fail the first.
func (p *reply) part(n int) *reply {
	part := *p
	part.n, part.links = n, []string{p.wish.Links[n]}
	return &part
}

// sayFailure says why nothing could be had. Nobody asked in words: a page that is no article is let be, one that could not be had is
// worth one sentence.
func (b *bot) sayFailure(ctx context.Context, p *reply, errs []error) error {
	for _, err := range errs {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			if !worthSaying(err) {
				return nil
			}
			return p.show(ctx, failureCard(err, p.own()), nil)
		}
	}
	return nil
}

func worthSaying(err error) bool {
	var known *article.Error
	return errors.As(err, &known) && !slices.Contains([]article.Kind{article.NotLink, article.Unsupported, article.NoArticle, article.Empty}, known.Kind)
}

// told is the answer that a channel got about an article before.
func (b *bot) told(ctx context.Context, r desk.Request, link string) desk.Answer {
	known, err := b.Desk.AnswerAbout(ctx, r.Channel, feed.Canonical(link))
	if err != nil {
		b.Log.WarnContext(ctx, "what a channel was told cannot be read", "error", err)
	}
	if err != nil || known.Request == r.ID {
		return desk.Answer{}
	}
	return known
}

// onDelete deletes the answer to a message that is gone, and ends the work on it.
func (b *bot) onDelete(m *discordgo.Message) {
	b.begin("delete", func(ctx context.Context) { b.retract(ctx, m.ID) })
}

func (b *bot) onBulkDelete(m *discordgo.MessageDeleteBulk) {
	for _, id := range m.Messages {
		b.begin("delete", func(ctx context.Context) { b.retract(ctx, id) })
	}
}

// onGuildDelete notes that the bot was turned out of a server. One that is only unavailable comes back.
func (b *bot) onGuildDelete(g *discordgo.Guild) {
	if b.Newsroom == nil || g.Unavailable {
		return
	}
	b.begin("left", func(ctx context.Context) {
		if err := b.Newsroom.GuildLeft(ctx, g.ID); err != nil {
			b.Log.WarnContext(ctx, "that a server was left was not kept", "error", err)
		}
	})
}
