package bot

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/article"
	"parley/bot/card"
	"parley/summarize"
)

// onMessage answers pasted links. discordgo hands over an empty message when it meets a component that it does not know.
func (b *bot) onMessage(_ *discordgo.Session, m *discordgo.MessageCreate) {
	if m.Message == nil || m.ID == "" || m.Author == nil || m.Author.Bot || m.WebhookID != "" {
		return
	}
	text, _ := shared(m.Message)
	links := articleLinks(text)
	if len(links) > 0 && b.Newsroom != nil && m.GuildID != "" {
		b.begin("pasted links", func(ctx context.Context) { b.notePasted(ctx, m.Message, links) })
	}
	if len(b.Channels) > 0 && !slices.Contains(b.Channels, m.ChannelID) {
		return
	}
	if len(links) == 0 || !b.limit.allow(m.Author.ID, time.Now()) {
		return
	}
	b.begin("links", func(ctx context.Context) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		b.jobs.add(m.ID, m.ChannelID, cancel)
		b.answerLinks(ctx, m.Message, links)
	})
}

// notePasted keeps links for digests of this channel.
func (b *bot) notePasted(ctx context.Context, m *discordgo.Message, links []string) {
	if err := b.Newsroom.LinksPasted(ctx, m.GuildID, m.ChannelID, links); err != nil {
		b.Log.Warn("pasted links were not kept", "error", err)
	}
}

// onGuildDelete forgets a server that the bot was turned out of. One that is only unavailable comes back.
func (b *bot) onGuildDelete(_ *discordgo.Session, g *discordgo.GuildDelete) {
	if b.Newsroom == nil || g.Guild == nil || g.Unavailable {
		return
	}
	b.begin("forget", func(ctx context.Context) {
		if err := b.Newsroom.ForgetGuild(ctx, g.ID); err != nil {
			b.Log.Warn("a server was not forgotten", "error", err)
		}
	})
}

func (b *bot) answerLinks(ctx context.Context, m *discordgo.Message, links []string) {
	release, err := b.slot(ctx)
	if err != nil {
		return
	}
	defer release()
	articles, failures := b.fetchAll(ctx, links)
	articles = slices.DeleteFunc(articles, func(a *article.Article) bool { return !a.Kind.IsArticle() }) // nobody asked for these
	for n, story := range summarize.Stories(articles) {
		out := &replyOutlet{bot: b, channel: m.ChannelID, to: m.ID, nonce: m.ID + "." + strconv.Itoa(n)}
		b.deliver(ctx, m.ID, m.Author.ID, story, out)
	}
	if len(articles) > 0 || len(failures) == 0 || ctx.Err() != nil {
		return
	}
	// Nobody asked in words: a page that is no article is let be, one that could not be had is worth one sentence.
	if err := failures[0]; worthSaying(err) {
		out := &replyOutlet{bot: b, channel: m.ChannelID, to: m.ID, nonce: m.ID + ".0"}
		out.show(ctx, failureCard(err), m.ID)
	}
}

func worthSaying(err error) bool {
	var known *article.Error
	return errors.As(err, &known) && !slices.Contains([]article.Kind{article.NotLink, article.Unsupported, article.NoArticle, article.Empty}, known.Kind)
}

// fetchAll gets all links at once; articles come in the order of their links.
func (b *bot) fetchAll(ctx context.Context, links []string) (articles []*article.Article, failures []error) {
	fetched := make([]*article.Article, len(links))
	errs := make([]error, len(links))
	var wait sync.WaitGroup
	for i, link := range links {
		wait.Go(func() { fetched[i], errs[i] = b.Fetcher.Fetch(ctx, link) })
	}
	wait.Wait()
	for i := range links {
		if errs[i] != nil {
			b.Log.Info("an article could not be had", "error", private(errs[i]))
			failures = append(failures, errs[i])
			continue
		}
		articles = append(articles, fetched[i])
	}
	return articles, failures
}

// An outlet is where an answer appears: shown once, then changed.
type outlet interface {
	show(ctx context.Context, m message, key string) error
}

// deliver makes the brief and shows it: the extractive one first where a model is at work, then the model's in its place.
func (b *bot) deliver(ctx context.Context, key, asker string, articles []*article.Article, out outlet) {
	n := b.jobs.place(key)
	reply, isPasted := out.(*replyOutlet)
	o := inPublic()
	show := func(brief *summarize.Brief, o card.Options) {
		if isPasted && reply.id == "" && !card.Worth(brief) {
			return // nobody asked in words; but what stands already is never left to wait
		}
		b.jobs.keep(key, n, brief)
		if err := out.show(ctx, briefMessage(brief, o, key, n, asker), key); err != nil && ctx.Err() == nil {
			b.Log.Warn("a brief could not be shown", "error", err)
		}
	}
	brief, err := b.Summarizer.Brief(ctx, articles, func(brief *summarize.Brief) {
		show(brief, stillReading(o))
		o.Before = brief
	})
	if err != nil {
		if ctx.Err() == nil {
			out.show(ctx, noticeCard("There is no text in it that Parley can read."), key)
		}
		return
	}
	show(brief, o)
}

// A replyOutlet answers a message by a reply that pings nobody.
type replyOutlet struct {
	bot                *bot
	channel, to, nonce string
	id                 string
}

func (o *replyOutlet) show(ctx context.Context, m message, key string) (err error) {
	if o.id != "" {
		return o.bot.edit(ctx, o.channel, o.id, m)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	// A post that has begun is seen through: were it given up when its question is deleted, nobody would know its id and
	// it would stand for ever.
	post, cancel := context.WithTimeout(context.WithoutCancel(ctx), jobTime)
	defer cancel()
	if o.id, err = o.bot.reply(post, o.channel, o.to, o.nonce, m); err != nil {
		return err
	}
	if !o.bot.jobs.answered(key, o.id) {
		return o.bot.deleteMessage(post, o.channel, o.id)
	}
	return nil
}

// onDelete deletes the answer to a message that is gone, and ends the work on it.
func (b *bot) onDelete(_ *discordgo.Session, m *discordgo.MessageDelete) {
	if m.Message != nil {
		b.retract(m.ID)
	}
}

func (b *bot) onBulkDelete(_ *discordgo.Session, m *discordgo.MessageDeleteBulk) {
	for _, id := range m.Messages {
		b.retract(id)
	}
}

func (b *bot) retract(key string) {
	channel, answers := b.jobs.forget(key)
	for _, id := range answers {
		b.begin("delete", func(ctx context.Context) {
			if err := b.deleteMessage(ctx, channel, id); err != nil {
				b.Log.Warn("an answer could not be deleted", "error", err)
			}
		})
	}
}
