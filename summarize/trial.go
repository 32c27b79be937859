package summarize

import (
	"context"
	"errors"
	"time"

	"parley/article"
	"parley/summarize/model"
)

// What a brief of an average article costs in tokens, the prompt and the schema's shape included: the means over the 84
// articles of PolNeAR dev, counted with o200k, of the extractive writer's drafts (BenchmarkContract).
const (
	averageIn  = 1550
	averageOut = 450
)

// A Trial is what a server showed when it was tried; the zero value of a field says that it was not seen.
type Trial struct {
	Model, BaseURL string

	Problem, Hint string // for people: why there is no answer, and what to do; "" when there is one

	Format     string   // how it takes the question: strict JSON schema, JSON mode, plain text
	Parameters []string // that it has not refused
	Window     int      // tokens in and out that Parley counts on
	Cuts       bool     // it cut a longer question without saying so
	Counted    bool     // Parley counts this model's tokens exactly

	Took                time.Duration
	TokensIn, TokensOut int
	Cost                *float64 // of a brief of an average article, in US dollars; nil when no price is known
}

// Try asks each server for a brief of a small article, and one whose window is a guess or on this machine for a reply to
// a long question, and says what was seen. It costs two requests or so a server.
func (m *Model) Try(ctx context.Context, sample *article.Article) []Trial {
	var trials []Trial
	for _, server := range m.servers {
		trials = append(trials, m.try(ctx, server, Read(sample)))
	}
	return trials
}

func (m *Model) try(ctx context.Context, server *model.Client, t *Transcript) Trial {
	trial := Trial{Model: server.Name(), BaseURL: server.BaseURL(), Counted: server.Exact()}
	start := m.now()
	w, err := m.writeWith(ctx, server, t)
	trial.Took = m.now().Sub(start)
	if err != nil {
		trial.Problem, trial.Hint = modelNote(err), hintFor(err)
		return trial
	}
	trial.TokensIn, trial.TokensOut = w.Usage.TokensIn, w.Usage.TokensOut
	if !server.WindowKnown() {
		var long *model.TooLong
		if err := server.Probe(ctx); errors.As(err, &long) {
			trial.Cuts = long.Silent
		}
	}
	format, parameters := server.Manner()
	trial.Format, trial.Parameters, trial.Window = format.String(), parameters, server.Window()
	if cost, known := server.Cost(model.Answer{TokensIn: averageIn, TokensOut: averageOut}); known {
		trial.Cost = &cost
	}
	return trial
}

func hintFor(err error) string {
	var failure *model.Failure
	switch {
	case errors.As(err, &failure):
		return failure.Hint()
	case errors.Is(err, context.DeadlineExceeded):
		return "raise OPENAI_TIMEOUT, or take a faster model"
	case errors.Is(err, ErrNonsense), errors.Is(err, errEmptyDraft), errors.Is(err, model.ErrNoAnswer):
		return "this model does not keep to the form: take another one"
	case errors.Is(err, ErrRefused):
		return "this model will not write about the news: take another one"
	}
	return "check OPENAI_BASE_URL, and that the server runs"
}
