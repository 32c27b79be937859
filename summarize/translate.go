package summarize

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"parley/summarize/check"
	"parley/summarize/model"
	"parley/summarize/transcript"
)

// A Translator puts texts into another language, as many and in the same order. Its usage says what was spent even when
// there is an error.
type Translator interface {
	Translate(ctx context.Context, texts []string, to language.Tag) ([]string, Usage, error)
}

type translated struct {
	Texts []string
	Usage Usage
}

// Translate asks the model to put texts into a language; see [Translator]. Its errors are those of [Model.Write].
func (m *Model) Translate(ctx context.Context, texts []string, to language.Tag) ([]string, Usage, error) {
	if len(texts) == 0 {
		return nil, Usage{}, nil
	}
	spent, parts := new(spending), append([]string{"translation", to.String()}, texts...)
	answer, cached, err := answerOf(ctx, m, parts, func(ctx context.Context, server *model.Client) (translated, bool, error) {
		answer, err := m.translateWith(ctx, spent, server, texts, to)
		return answer, true, err
	})
	if err != nil {
		return nil, m.inVain(spent), err
	}
	return answer.Texts, answer.Usage.again(cached), nil
}

func (m *Model) translateWith(ctx context.Context, spent *spending, server *model.Client, texts []string, to language.Tag) (translated, error) {
	system, user, err := m.prompts.Translation(texts, display.English.Tags().Name(to))
	if err != nil {
		return translated{}, err
	}
	answer, err := spent.ask(ctx, server, model.Question{
		Messages:  []model.Message{{Role: "system", Content: system}, {Role: "user", Content: user}},
		Name:      "translation",
		Schema:    translationSchema,
		MaxTokens: min(maxAnswerTokens, server.Window()/answerShare),
	})
	if err != nil {
		return translated{}, err
	}
	answers, ok := decodeTexts(answer.Text, len(texts))
	if !ok {
		return translated{}, fmt.Errorf("%w: not %d translated texts", ErrNonsense, len(texts))
	}
	return translated{answers, spent.usage(server.Name(), m.prompts.Version)}, nil
}

// decodeTexts finds as many texts as were asked for in a model's answer.
func decodeTexts(answer string, many int) (texts []string, ok bool) {
	type list struct{ Texts []string }
	ok = findObject(answer, func(object string) bool {
		found, ok := parseObject[list](object)
		texts = found.Texts
		return ok && len(texts) == many
	})
	for i := range texts {
		texts[i] = strings.TrimSpace(texts[i]) // the checks look past blanks at the ends, a reader would not
	}
	return texts, ok
}

var translationSchema = json.RawMessage(`{"type":"object","additionalProperties":false,"required":["texts"],` +
	`"properties":{"texts":{"type":"array","items":{"type":"string"}}}}`)

// translate puts a brief's own texts into another language, after package check has held them against the articles in theirs.
// A text whose translation does not say the same, as far as [check.Translation] can see, stays as it is and is counted; a cut of one is left
// out. Quotations, names and the articles' sentences are never translated.
func translate(t *transcript.Transcript, ctx context.Context, brief *Brief, by Translator, to language.Tag) error {
	texts := wordings(brief)
	originals := make([]string, len(texts))
	for i, text := range texts {
		originals[i] = *text.places[0]
	}
	answers, usage, err := by.Translate(ctx, originals, to)
	brief.Writer.Add(usage.TokensIn, usage.TokensOut, usage.Cost)
	if err != nil || len(answers) != len(texts) {
		return errors.Join(err, ErrNonsense)
	}
	from := language.Make(t.Sources[0].Reading.Language)
	for i, answer := range answers {
		answer = strings.TrimSpace(answer)
		tr := check.Translation{From: from, To: to, Original: originals[i], Answer: answer}
		switch {
		case tr.SaysTheSame(t):
			texts[i].put(answer)
		case texts[i].isCut:
			texts[i].put("")
		default:
			brief.Checks.Untranslated++
		}
	}
	note := "the model put its checked sentences into " + display.English.Tags().Name(to)
	brief.Writer.Note = joinNotes(brief.Writer.Note, note)
	return nil
}

// A wording is a text that the writer worded, in all places of a brief that have it. A cut of another one can be left out.
type wording struct {
	places []*string
	isCut  bool
}

func (w wording) put(text string) {
	for _, place := range w.places {
		*place = text
	}
}

// wordings are what the writer worded, the cuts of it last: they are what a card shows of a side.
func wordings(b *Brief) []wording {
	var all []wording
	for _, text := range ownTexts(b) {
		all = append(all, wording{places: []*string{text}})
	}
	for _, party := range b.Parties {
		for i := range party.Positions {
			all = append(all, cutsOf(&party.Positions[i])...)
		}
	}
	return all
}

// cutsOf are the cuts of a position that it has; often they are one.
func cutsOf(p *Position) []wording {
	if p.Short == p.Clause && p.Short != "" {
		return []wording{{[]*string{&p.Short, &p.Clause}, true}}
	}
	var all []wording
	for _, cut := range []*string{&p.Short, &p.Clause} {
		if *cut != "" {
			all = append(all, wording{[]*string{cut}, true})
		}
	}
	return all
}

// ownTexts are the whole texts among them.
func ownTexts(b *Brief) []*string {
	var texts []*string
	for i := range b.Gist {
		texts = append(texts, &b.Gist[i].Text)
	}
	for i := range b.Agreed {
		texts = append(texts, &b.Agreed[i].Text)
	}
	for _, d := range b.Disputed {
		for i := range d.Versions {
			texts = append(texts, &d.Versions[i].Text)
		}
	}
	if b.Question != "" {
		texts = append(texts, &b.Question)
	}
	for _, party := range b.Parties {
		for i := range party.Positions {
			texts = append(texts, &party.Positions[i].Text)
		}
	}
	return texts
}
