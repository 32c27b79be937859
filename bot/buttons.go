package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/bot/card"
	"parley/bot/phrases"
	"parley/summarize"
)

// inPrivate are the options of what one reader alone sees: in the language of their program.
func (i *interaction) inPrivate() card.Options { return card.Options{In: phrases.In(string(i.Locale))} }

// stillReading are the options of a card that a model will change.
func stillReading(o card.Options) card.Options {
	o.Waiting = o.In.Say("a_model")
	return o
}

// briefMessage is a brief's card with its buttons; one small line where nobody speaks in it.
func briefMessage(b *summarize.Brief, o card.Options, key string, n int, asker string) message {
	if !card.Speaks(b) {
		return noticeCard(o.In.Say("no_speaker"), o)
	}
	o.Read = time.Now()
	return componentMessage(card.WithButtons(b, o, fmt.Sprintf("%s:%d", key, n), asker)...)
}

// noticeCard is one small line where a brief would stand: a failure must not be louder than an answer.
func noticeCard(text string, o card.Options) message { return sentence(card.Small(o, text)) }

func sentence(c discordgo.MessageComponent) message {
	m := componentMessage(c)
	m.sentence = true
	return m
}

// failureCard is one small line for what could not be had.
func failureCard(err error, o card.Options) message {
	var plain plainError
	if errors.As(err, &plain) {
		return noticeCard(o.In.Say(string(plain)), o)
	}
	return sentence(card.Refused(o, err))
}

// argument is what stands in the nth place of a component's custom id, after its action; "" where there is nothing.
func (i *interaction) argument(n int) string {
	if parts := strings.Split(i.customID, ":"); n < len(parts) {
		return parts[n]
	}
	return ""
}

// chosen is the value that was chosen in a menu, or "".
func (i *interaction) chosen() string {
	if values := i.MessageComponentData().Values; len(values) == 1 {
		return values[0]
	}
	return ""
}

// reference names the brief that a component belongs to, for the components that it opens.
func (i *interaction) reference() string { return i.argument(1) + ":" + i.argument(2) }

// answered logs that a component could not be answered.
func (b *bot) answered(ctx context.Context, err error) {
	if err != nil {
		b.Log.WarnContext(ctx, "a button could not be answered", "error", err)
	}
}

// open shows the asker alone what a component opens: in place of what they see already where it stands there, else as a message of its own.
func (b *bot) open(ctx context.Context, i *interaction, components ...discordgo.MessageComponent) {
	m := componentMessage(components...)
	m.Flags |= discordgo.MessageFlagsEphemeral
	kind := discordgo.InteractionResponseChannelMessageWithSource
	if i.private() && !hasMore(i.Message.Components) {
		kind = discordgo.InteractionResponseUpdateMessage
	}
	b.answered(ctx, b.respond(ctx, i, kind, m))
}

// private says whether a component stands on a message that the asker alone sees.
func (i *interaction) private() bool {
	return i.Message != nil && i.Message.Flags&discordgo.MessageFlagsEphemeral != 0
}

// hasMore says whether a message is a card, which stays where it is; what its buttons open has no More.
func hasMore(components []discordgo.MessageComponent) bool {
	return slices.ContainsFunc(components, func(c discordgo.MessageComponent) bool {
		switch c := c.(type) {
		case *discordgo.ActionsRow:
			return hasMore(c.Components)
		case *discordgo.Button:
			return strings.HasPrefix(c.CustomID, card.ActionMore+":")
		}
		return false
	})
}

// say shows the asker one small line.
func (b *bot) say(ctx context.Context, i *interaction, phrase string) {
	b.open(ctx, i, card.Small(i.inPrivate(), i.inPrivate().In.Say(phrase)))
}

// recent is the brief that a component's first two arguments name, or the phrase for why there is none.
func (b *bot) recent(i *interaction) (brief *summarize.Brief, why string) {
	n, err := strconv.Atoi(i.argument(2))
	if err != nil {
		return nil, "button_unknown"
	}
	if post, told := strings.CutPrefix(i.argument(1), issuePrefix); told {
		brief, err = b.storyOf(i, post, n)
	} else {
		_, brief, err = b.keptAnswer(i.argument(1), n)
	}
	switch {
	case err != nil:
		return nil, "went_wrong"
	case brief == nil:
		return nil, "too_old"
	}
	return brief, ""
}

// A drawing is what stands behind a button: components from a brief, of its nth part; there are so many of those.
type drawing struct {
	parts func(*summarize.Brief) int
	nth   func(*interaction) string
	draw  func(b *summarize.Brief, o card.Options, ref string, n int) []discordgo.MessageComponent
}

func quotations(b *summarize.Brief) int { return len(b.Quotes) }
func sidesOf(b *summarize.Brief) int    { return len(card.Heard(b)) }
func third(i *interaction) string       { return i.argument(3) }
func first(*interaction) string         { return "0" }

// thirdOrChosen is for what a button opens, and a menu, too.
func thirdOrChosen(i *interaction) string { return cmp.Or(i.argument(3), i.chosen()) }

var (
	quotesDrawn  = drawing{quotations, third, card.Quotes}
	contextDrawn = drawing{quotations, thirdOrChosen, card.Context}
	sideDrawn    = drawing{sidesOf, first, card.Side}
	partyDrawn   = drawing{sidesOf, (*interaction).chosen, card.Side}
)

// shows answers a component by what is behind it.
func (b *bot) shows(d drawing) func(context.Context, *interaction) {
	return func(ctx context.Context, i *interaction) {
		brief, why := b.recent(i)
		n, err := strconv.Atoi(d.nth(i))
		if brief != nil && (err != nil || n < 0 || n >= d.parts(brief)) {
			why = "button_unknown"
		}
		if why != "" {
			b.say(ctx, i, why)
			return
		}
		b.open(ctx, i, d.draw(brief, i.inPrivate(), i.reference(), n)...)
	}
}

// whisperMore says how a card was made, for a button of the card or one that leads back from behind it. Deleting the card is offered to
// who may, but for a private one: Discord lets who sees that dismiss it.
func (b *bot) whisperMore(ctx context.Context, i *interaction) {
	asker, message := i.argument(3), i.argument(4)
	if !i.private() {
		message = i.Message.ID
	}
	mayDelete := message != "" && (asker == i.asker() || i.may(discordgo.PermissionManageMessages))
	brief, why := b.recent(i)
	if brief == nil {
		b.open(ctx, i, card.OnlyDelete(i.inPrivate(), why, asker, message, mayDelete)...)
		return
	}
	b.open(ctx, i, card.More(brief, i.inPrivate(), i.reference(), asker, message, mayDelete)...)
}

func (b *bot) whisperSources(ctx context.Context, i *interaction) {
	brief, why := b.recent(i)
	if brief == nil {
		b.say(ctx, i, why)
		return
	}
	b.open(ctx, i, card.Sources(brief, i.inPrivate(), i.reference(), i.argument(3), i.argument(4))...)
}

// deleteAnswer deletes the card that is named in the button, or the message that the button stands on; it needs no memory. That it is gone
// is kept first: work on it may be under way.
func (b *bot) deleteAnswer(ctx context.Context, i *interaction) {
	id := i.argument(2)
	b.retract(ctx, cmp.Or(id, i.Message.ID))
	if id == "" { // a button of earlier versions, on the card itself
		err := b.respond(ctx, i, discordgo.InteractionResponseDeferredMessageUpdate, nil)
		if err == nil {
			_, err = b.call(ctx, http.MethodDelete, discordgo.EndpointWebhookMessage(i.AppID, i.Token, "@original"), nil, "answer:"+i.ID)
		}
		b.answered(ctx, err)
		return
	}
	if err := b.deleteMessage(ctx, i.ChannelID, id); err != nil {
		b.Log.WarnContext(ctx, "a card could not be deleted", "error", err)
		b.say(ctx, i, "not_deleted")
		return
	}
	b.say(ctx, i, "deleted")
}
