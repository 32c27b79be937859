package bot

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/bot/card"
	"parley/desk"
	"parley/summarize"
)

// A Mistake is what a reader says is wrong with a card. It does not say who they are.
type Mistake struct {
	Kind    string // one of card.Mistakes
	Words   string // the reader's own; may be empty
	Receipt Receipt
}

// A Receipt says how the card came about, so that it can be made again.
type Receipt struct {
	TextHashes    []string // of its articles
	Model, Prompt string   // empty where no model wrote
	Checks        summarize.Checks
}

func receiptOf(b *summarize.Brief) Receipt {
	r := Receipt{Model: b.Writer.Model, Prompt: b.Writer.Prompt, Checks: b.Checks}
	for _, from := range b.Sources {
		r.TextHashes = append(r.TextHashes, from.TextHash)
	}
	return r
}

// askWhatIsWrong offers the kinds of mistakes.
func (b *bot) askWhatIsWrong(ctx context.Context, i *interaction) {
	if _, why := b.recent(i); why != "" {
		b.say(ctx, i, why)
		return
	}
	b.open(ctx, i, card.Report(i.inPrivate(), i.reference(), i.argument(3), i.argument(4), b.decided(ctx, i.GuildID).Reports != "")...)
}

// askForWords opens the form for the kind that was chosen.
func (b *bot) askForWords(ctx context.Context, i *interaction) {
	b.answered(ctx, b.respond(ctx, i, discordgo.InteractionResponseModal, card.ReportForm(i.inPrivate(), i.reference(), i.chosen())))
}

// report passes a mistake on. The form's custom id is its sender's word: it can name another card, and a report of that does no harm.
func (b *bot) report(ctx context.Context, i *interaction) {
	brief, why := b.recent(i)
	kind := i.argument(3)
	if brief != nil && !slices.Contains(card.Mistakes, kind) {
		why = "button_unknown"
	}
	if why == "" && !b.reportLimit.allow(i.asker(), time.Now()) {
		why = "a_lot" // one form can be sent again and again
	}
	if why != "" {
		b.say(ctx, i, why)
		return
	}
	mistake := Mistake{Kind: kind, Words: card.Clip(written(i), card.MaxReport), Receipt: receiptOf(brief)}
	if b.reportHere(ctx, i, brief, mistake) {
		b.say(ctx, i, "report_thanks_here")
		return
	}
	if b.Reported != nil {
		b.Reported(ctx, mistake)
	} else {
		b.Log.InfoContext(ctx, "a reader reports a mistake", "kind", mistake.Kind, "words", mistake.Words, "texts", mistake.Receipt.TextHashes,
			"model", mistake.Receipt.Model, "prompt", mistake.Receipt.Prompt, "dropped", len(mistake.Receipt.Checks.Dropped))
	}
	b.say(ctx, i, "report_thanks")
}

// reportHere posts a mistake, without a sound, in the channel that the server has chosen for that; false where it has none that takes it.
func (b *bot) reportHere(ctx context.Context, i *interaction, brief *summarize.Brief, mistake Mistake) bool {
	server := b.decided(ctx, i.GuildID)
	if server.Reports == "" {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, commandWithin) // the form is answered after that
	defer cancel()
	var channel discordgo.Channel
	err := b.ask(ctx, discordgo.EndpointChannel(server.Reports), &channel)
	if err == nil && channel.GuildID != i.GuildID {
		err = errors.New("the channel is another server's")
	}
	if err == nil {
		m := componentMessage(card.Reported(inPublic(b.locale(i.GuildID), server), mistake.Kind, mistake.Words, b.linkOf(ctx, i), brief))
		m.Flags |= discordgo.MessageFlagsSuppressNotifications
		err = insistAfter(ctx, soon, func() error {
			_, err := b.post(ctx, channel.ID, "", i.ID, m)
			return err
		})
	}
	if err != nil {
		b.Log.WarnContext(ctx, "a mistake was not reported in its server's channel", "guild", i.GuildID, "error", private(err))
	}
	return err == nil
}

// linkOf is a link to the card that a component belongs to; "" for one that the asker alone sees, and for one of another server, which a
// forged id may name.
func (b *bot) linkOf(ctx context.Context, i *interaction) string {
	n, _ := strconv.Atoi(i.argument(2))
	a, _, _ := b.keptAnswer(i.argument(1), n)
	r, err := b.Desk.Request(ctx, i.argument(1))
	if err != nil || r.Guild != i.GuildID || wishOf(r).Private || a.Message == "" || a.Message == desk.Deleted {
		return ""
	}
	return messageLink(r.Guild, a)
}

// written is what was written in a form.
func written(i *interaction) string {
	data, ok := i.Data.(discordgo.ModalSubmitInteractionData)
	if !ok {
		return ""
	}
	for _, c := range data.Components {
		if row, ok := c.(*discordgo.ActionsRow); ok {
			for _, field := range row.Components {
				if input, ok := field.(*discordgo.TextInput); ok {
					return input.Value
				}
			}
		}
	}
	return ""
}
