package bot

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/bot/phrases"
	"parley/desk"
	"parley/summarize"
)

const actionShare = "share" // share:KEY:N, the Nth answer of a request

// mostButtons is how many stand in one row.
const mostButtons = 3

// withShare gives a private card the button that shows it to all, before the last one.
func withShare(m message, in phrases.Language, key string, n int) message {
	last := len(m.Components) - 1
	row, ok := m.Components[last].(discordgo.ActionsRow)
	if !ok {
		return m // one small line
	}
	share := discordgo.Button{Label: in.Say("show_to_all"), Style: discordgo.SecondaryButton, CustomID: fmt.Sprintf("%s:%s:%d", actionShare, key, n)}
	if buttons := len(row.Components); buttons < mostButtons {
		m.Components[last] = discordgo.ActionsRow{Components: slices.Insert(slices.Clone(row.Components), buttons-1, discordgo.MessageComponent(share))}
		return m
	}
	m.Components = append(m.Components, discordgo.ActionsRow{Components: []discordgo.MessageComponent{share}})
	return m
}

// shareable says whether an answer is a card that its asker alone sees in a server, and that others might want to.
func (p *reply) shareable(brief *summarize.Brief) bool {
	return p.wish.Private && p.request.Guild != "" && p.wish.Text != example && len(brief.Sources) > 0
}

// share shows a private card to all of its channel, as it stands; the private one loses the button. It is a request of its own: what is shown can be
// deleted, and is known when its article comes again.
func (b *bot) share(ctx context.Context, i *interaction) {
	n, err := strconv.Atoi(i.argument(2))
	known, brief, failure := b.keptAnswer(i.argument(1), n)
	switch {
	case failure != nil:
		b.say(ctx, i, "went_wrong")
		return
	case err != nil || brief == nil:
		b.say(ctx, i, "too_old")
		return
	case known.Channel != i.ChannelID || b.forbids(ctx, i) != nil:
		b.say(ctx, i, "askers_only")
		return
	}
	w := wish{App: i.AppID, Token: i.Token, ServerLocale: b.locale(i.GuildID)}
	r := desk.Request{ID: i.ID, Guild: i.GuildID, Channel: i.ChannelID, Asker: i.asker(), Asked: time.Now(), Wish: w.json()}
	if !b.take(ctx, &r, commandWithin) {
		return
	}
	if b.live.begin(r.ID, underWay{server: turn(r).Server, stop: func() {}}) { // so that it is held however long Discord takes
		defer b.live.end(r.ID)
	}
	p := b.replyTo(ctx, r)
	defer func() {
		if err := b.Desk.FinishRequest(ctx, r.ID, b.name, p.wish.done()); err != nil {
			b.Log.WarnContext(ctx, "how a request ended was not written down; it may be done again", "error", err)
		}
	}()
	private := i.inPrivate()
	private.Short = p.options.Short
	if err := b.respond(ctx, i, discordgo.InteractionResponseUpdateMessage, briefMessage(brief, private, i.argument(1), n, i.asker())); err != nil {
		b.answered(ctx, err)
		return
	}
	p.n = 1 // the first one stands: it is the private card
	for _, source := range brief.Sources {
		p.links = append(p.links, source.Link)
	}
	b.answered(ctx, p.showBrief(ctx, brief, p.options))
}
