package bot

import (
	"context"
	"slices"

	"github.com/bwmarrin/discordgo"

	"parley/bot/card"
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
	if b.recent(i) == nil {
		b.say(ctx, i, "too_old")
		return
	}
	b.open(ctx, i, card.Report(i.inPrivate(), i.reference())...)
}

// askForWords opens the form for the kind that was chosen.
func (b *bot) askForWords(ctx context.Context, i *interaction) {
	b.answered(b.respond(ctx, i, discordgo.InteractionResponseModal, card.ReportForm(i.inPrivate(), i.reference(), i.chosen())))
}

// report passes a mistake on. The form's custom id is its sender's word: it can name another card, and a report of that does no harm.
func (b *bot) report(ctx context.Context, i *interaction) {
	brief, kind := b.recent(i), i.argument(3)
	if brief == nil || !slices.Contains(card.Mistakes, kind) {
		b.say(ctx, i, "too_old")
		return
	}
	mistake := Mistake{Kind: kind, Words: card.Clip(written(i), card.MaxReport), Receipt: receiptOf(brief)}
	if b.Reported != nil {
		b.Reported(ctx, mistake)
	} else {
		b.Log.Info("a reader reports a mistake", "kind", mistake.Kind, "words", mistake.Words, "texts", mistake.Receipt.TextHashes,
			"model", mistake.Receipt.Model, "prompt", mistake.Receipt.Prompt, "dropped", len(mistake.Receipt.Checks.Dropped))
	}
	b.say(ctx, i, "report_thanks")
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
