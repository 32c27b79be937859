package summarize

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"parley/flight"
	"parley/prompts"
	"parley/summarize/check"
	"parley/summarize/model"
	"parley/summarize/transcript"
)

// ErrRefused is a model that would not answer: a refusal, or a content filter.
var ErrRefused = model.ErrRefused

// Prices is a table of what models cost and how much they take in; see [ParsePrices].
type Prices = model.Table

// ParsePrices reads an operator's own lines of the table in summarize/model/models.csv; they go before those. Its error
// names the line.
func ParsePrices(data []byte) (Prices, error) { return model.ParseTable(data) }

// firstShare is the part of the time that a server may take while another waits behind it.
const firstShare = 2.0 / 3

// ModelConfig says which model to ask, and how.
type ModelConfig struct {
	BaseURL string // of any server that speaks OpenAI's chat API, such as http://localhost:11434/v1
	Key     string // never logged; may be "" for a local server
	Model   string
	Effort  string // how long a reasoning model may think: minimal, low, medium, high; "" leaves it to the server
	Window  int    // tokens that it takes in and gives out together; 0: as the table says, else guessed low
	AtOnce  int    // most requests at once; 0: 1 for this machine, 4 for others

	Fallback   *ModelConfig // asked when the first one fails; of it, only the fields above count
	Prices     Prices       // rows that go before the built-in ones
	Prompts    *prompts.Set // nil: the built-in ones
	Cache      Cache        // of answers; nil: the last 512, in memory
	HTTPClient *http.Client // comes from outside, with its own limits
	Now        func() time.Time
	Log        *slog.Logger // hears what an operator should know of a server; nil: nobody does
}

// Model writes drafts with a language model. It may be used by many goroutines at once. The same articles that are asked
// for again, or at once by many, cost one question.
type Model struct {
	servers []*model.Client
	prompts *prompts.Set
	cache   Cache
	flights flight.Group[[]byte]
	now     func() time.Time
	log     *slog.Logger
	kept    bool // it has what it wrote before, and asks nobody
}

// NewModel makes a writer of a model; no request is sent before the first draft.
func NewModel(c ModelConfig) *Model {
	m := &Model{prompts: c.Prompts, cache: c.Cache, now: c.Now, log: c.Log}
	if m.prompts == nil {
		m.prompts = prompts.BuiltIn()
	}
	if m.cache == nil {
		m.cache = newMemoryCache()
	}
	if m.now == nil {
		m.now = time.Now
	}
	if m.log == nil {
		m.log = slog.New(slog.DiscardHandler)
	}
	table := append(append(Prices(nil), c.Prices...), model.BuiltIn()...)
	servers := []ModelConfig{c}
	if c.Fallback != nil {
		servers = append(servers, *c.Fallback)
	}
	for _, s := range servers {
		m.servers = append(m.servers, model.New(model.Config{
			BaseURL: s.BaseURL, Key: s.Key, Model: s.Model, Effort: s.Effort, Window: s.Window, AtOnce: s.AtOnce,
			Table: table, HTTPClient: c.HTTPClient, Now: m.now,
		}))
	}
	return m
}

// A ServerState is how the server of a model is doing, and what it took so far.
type ServerState struct {
	Model string
	model.State
}

// Servers says how each server is doing, the fallback last.
func (m *Model) Servers() (all []ServerState) {
	for _, server := range m.servers {
		all = append(all, ServerState{server.Name(), server.State()})
	}
	return all
}

// written is a draft with what it cost; its JSON is what the cache keeps.
type written struct {
	Draft check.Draft
	Usage Usage
}

// Write asks the model for a draft, in the language of the articles. Its errors wrap [ErrRefused], [ErrNonsense] or what
// package model says; none of them holds a key or a server's own words.
func (m *Model) Write(ctx context.Context, t *transcript.Transcript) (check.Draft, Usage, error) {
	spent := new(spending)
	w, cached, err := answerOf(ctx, m, draftParts(t), func(ctx context.Context, server *model.Client) (written, bool, error) {
		w, err := m.writeWith(ctx, spent, server, t)
		return w, w.Usage.Note == "", err // what is not whole is not worth keeping
	})
	if err != nil {
		return check.Draft{}, m.inVain(spent), err
	}
	return w.Draft, w.Usage.again(cached), nil
}

// errNotKept is what a model has not written before that may not be asked.
var errNotKept = errors.New("summarize: no answer is kept, and none is asked for")

// keptOnly is the model without its servers: it has what it wrote before.
func (m *Model) keptOnly() *Model {
	return &Model{servers: m.servers, prompts: m.prompts, cache: m.cache, now: m.now, log: m.log, kept: true}
}

// again is what something cost that was there already, or not.
func (u Usage) again(cached bool) Usage {
	if u.Cached = cached; cached && u.Cost != nil {
		u.Cost = new(float64)
	}
	return u
}

// once puts into value what is kept under a key, or what ask brings; of many who want it at once, one looks and asks. ask says
// whether its answer is worth keeping.
func (m *Model) once(ctx context.Context, key string, value any, ask func(context.Context) (answer any, whole bool, err error)) (cached bool, err error) {
	if m.kept {
		ask = func(context.Context) (any, bool, error) { return nil, false, errNotKept }
	}
	kept := false
	deadline, has := ctx.Deadline()
	data, joined, err := m.flights.Do(ctx, key, func(ctx context.Context) (data []byte, err error) {
		if has {
			var cancel context.CancelFunc
			ctx, cancel = context.WithDeadline(ctx, deadline)
			defer cancel()
		}
		data, kept, err = m.cache.Answer(ctx, key, func(ctx context.Context) ([]byte, bool, error) {
			answer, whole, err := ask(ctx)
			if err != nil {
				return nil, false, err
			}
			data, err := json.Marshal(answer)
			return data, whole, err
		})
		return data, err
	})
	if err != nil {
		return false, err
	}
	if err := json.Unmarshal(data, value); err != nil {
		return false, fmt.Errorf("summarize: a kept answer cannot be read: %w", err)
	}
	return kept || joined, nil
}

// inTurn asks one server after the other until one answers. A refusal is an answer: nobody else is asked.
func inTurn[T any](ctx context.Context, m *Model, ask func(context.Context, *model.Client) (T, error)) (T, error) {
	var failures error
	for i, server := range m.servers {
		part, cancel := ctx, context.CancelFunc(func() {})
		if deadline, ok := ctx.Deadline(); ok && i < len(m.servers)-1 {
			part, cancel = context.WithTimeout(ctx, time.Duration(firstShare*float64(deadline.Sub(m.now()))))
		}
		answer, err := ask(part, server)
		cancel()
		if err == nil {
			return answer, nil
		}
		failures = errors.Join(failures, fmt.Errorf("%s: %w", server.Name(), err))
		if ctx.Err() != nil || errors.Is(err, ErrRefused) {
			break
		}
	}
	var none T
	return none, failures
}

// writeWith asks one server. Where its window turns out to be smaller than thought, it is asked again with less.
func (m *Model) writeWith(ctx context.Context, spent *spending, server *model.Client, t *transcript.Transcript) (written, error) {
	for tries := 1; ; tries++ {
		window := server.Window()
		w, err := m.converse(ctx, spent, server, t)
		var long *model.TooLong
		if !errors.As(err, &long) || server.Window() >= window || tries == 3 {
			return w, err
		}
		m.log.WarnContext(ctx, "a model takes less than was thought; Parley sends less", "model", server.Name(), "error", long)
	}
}

func joinNotes(notes ...string) string {
	var said []string
	for _, note := range notes {
		if note != "" {
			said = append(said, note)
		}
	}
	return strings.Join(said, "; ")
}

const (
	maxAnswerTokens = 4096 // asked of a server; a draft of ids takes about 300, the rest is for models that think
	answerShare     = 4    // and at most this part of the window, as a divisor
	frameTokens     = 64   // of roles, and the slack of an estimate
)

// A request is what a question is made of, besides the articles.
type request struct {
	nonce   string
	answer  int             // most tokens of the answer
	further []model.Message // what follows the articles
}

// question makes what a server is asked of a transcript: all of it, or what fits its window beside the rest. read is how many of
// the sentences it is. Where none fits, the error is a [*model.TooLong], and nothing is asked in vain.
func (m *Model) question(server *model.Client, t *transcript.Transcript, r request) (q model.Question, read int, err error) {
	asked := prompts.Request{Nonce: r.nonce, Articles: make([]prompts.Article, len(t.Sources))} // several articles have a rule more
	system, frame, err := m.prompts.Brief(asked)
	if err != nil {
		return model.Question{}, 0, err
	}
	window := server.Window()
	budget := window - r.answer - server.Count(system) - server.Count(frame) - frameTokens
	for _, message := range r.further {
		budget -= server.Count(message.Content)
	}
	if asked.Articles, read = fit(t, budget, server.Count); read == 0 {
		return model.Question{}, 0, &model.TooLong{Window: window}
	}
	_, user, err := m.prompts.Brief(asked)
	return model.Question{
		Messages:  append([]model.Message{{Role: "system", Content: system}, {Role: "user", Content: user}}, r.further...),
		Name:      "brief",
		Schema:    prompts.Schema,
		MaxTokens: r.answer,
	}, read, err
}
