package summarize

import (
	"context"
	"errors"
	"time"

	"parley/article"
	"parley/summarize/model"
	"parley/summarize/transcript"
)

// What a brief of an average article costs in tokens, the prompt and the schema's shape included: the means over the 84
// articles of PolNeAR dev, counted with o200k, of the extractive writer's drafts (BenchmarkContract).
const (
	averageIn  = 1980
	averageOut = 300
)

// What a capable model's draft and the second reading take, the means over the 44 articles of docs/quality.md.
const (
	writtenOut = 590
	readingIn  = 2080
	readingOut = 60
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
		trials = append(trials, m.try(ctx, server, transcript.Read(sample)))
	}
	return trials
}

func (m *Model) try(ctx context.Context, server *model.Client, t *transcript.Transcript) Trial {
	trial := Trial{Model: server.Name(), BaseURL: server.BaseURL(), Counted: server.Exact()}
	start := m.now()
	w, err := m.writeWith(ctx, new(spending), server, t)
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
	if cost, known := server.Cost(model.Answer{TokensIn: averageIn + readingIn, TokensOut: writtenOut + readingOut}); known {
		trial.Cost = &cost
	}
	return trial
}

// A ReadingTrial is how well a model told right lines from wrong ones.
type ReadingTrial struct {
	Model string // that answered, or was asked first

	Problem, Hint string // as in a Trial

	Told, Of int // lines that it told right, of those that were planted; telling none wrong, or all, is half
}

// Good says whether the model may well read a second time: it told four lines of five right, 16 of 20.
func (t ReadingTrial) Good() bool { return t.Problem == "" && 5*t.Told >= 4*t.Of }

// TryReading has invented lines read, half of them wrong, in one question, as those of a brief are.
func TryReading(ctx context.Context, reader SecondReader) ReadingTrial {
	pairs, err := plantedPairs(pairsFile)
	if err != nil { // a broken file of our own, which every test here would meet
		panic(err)
	}
	marks, usage, err := reader.ReadAgain(ctx, pairsQuestion(pairs))
	trial := ReadingTrial{Model: usage.Model, Of: len(pairs)}
	if err != nil {
		trial.Problem, trial.Hint = modelNote(err), hintFor(err)
		if long := (*model.TooLong)(nil); errors.As(err, &long) {
			trial.Problem = "the question is too long for the model"
		}
		return trial
	}
	trial.Told = toldRight(pairs, marks)
	return trial
}

func hintFor(err error) string {
	var failure *model.Failure
	var long *model.TooLong
	switch {
	case errors.As(err, &failure):
		return failure.Hint()
	case errors.As(err, &long):
		return "raise the server's context (Ollama: OLLAMA_CONTEXT_LENGTH), then set OPENAI_CONTEXT to it"
	case errors.Is(err, context.DeadlineExceeded):
		return "raise OPENAI_TIMEOUT, or take a faster model"
	case errors.Is(err, ErrNonsense), errors.Is(err, errEmptyDraft), errors.Is(err, model.ErrNoAnswer):
		return "this model does not keep to the form: take another one"
	case errors.Is(err, ErrRefused):
		return "this model will not write about the news: take another one"
	}
	return "check OPENAI_BASE_URL, and that the server runs"
}
