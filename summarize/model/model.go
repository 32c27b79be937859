// Package model asks a language model over OpenAI's chat API, whatever server speaks it: it learns the server's dialect as
// it goes, waits and tries again where that can help, and says in a few kinds of error why there is no answer. It knows
// nothing of articles or briefs. Start with [New] and [Client.Ask].
package model

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"
	openai "github.com/sashabaranov/go-openai"
	"github.com/sony/gobreaker/v2"
)

const (
	maxTries   = 3                      // requests for one question, lessons in the server's dialect not counted
	firstPause = 400 * time.Millisecond // the mean of the first pause; each is drawn from nothing to twice its mean
	maxPause   = 8 * time.Second        // the mean of the longest
	patience   = 30 * time.Second       // the longest pause that a server is granted where no deadline bounds it: it holds the server's slot
	tripAfter  = 5                      // failures on end after which a server counts as dead
	deadFor    = 30 * time.Second       // how long a dead server is left alone
	memory     = 24 * time.Hour         // how long a dialect and a window are remembered; servers are updated

	windowHere  = 4096  // Ollama's own default: it cuts longer prompts and does not say so
	windowThere = 16384 // of a hosted model that the table does not know: fewer than any of it has
	hereAtOnce  = 1     // requests at once to a server on this machine, which has one processor to share
	thereAtOnce = 4
)

// Config says which model to ask, and where.
type Config struct {
	BaseURL    string // such as http://localhost:11434/v1
	Key        string // never logged; may be "" for a local server
	Model      string
	Effort     string       // reasoning_effort; "" is not sent
	Window     int          // tokens that the model can take in and give out together; 0: by Table, else guessed
	AtOnce     int          // most requests at once; 0: 1 for this machine, 4 for others
	Table      Table        // what is known of models
	HTTPClient *http.Client // comes from outside, with its own limits
	Now        func() time.Time
}

// A Client asks one model at one server. It may be used by many goroutines at once. What it learns of the server it keeps
// for a day.
type Client struct {
	config  Config
	api     *openai.Client
	counter Counter
	row     Row
	known   bool // row is of this model
	slots   chan struct{}
	breaker *gobreaker.CircuitBreaker[Answer]

	mu      sync.Mutex
	spent   Spent
	dialect dialect
	window  int
	learnt  time.Time // when dialect and window were last fresh ones
}

// A Message is one turn of a conversation; Content must not be empty, for some servers refuse that.
type Message struct{ Role, Content string }

// A Question is what a model is asked.
type Question struct {
	Messages  []Message
	Name      string          // of the schema, letters and _
	Schema    json.RawMessage // of the answer; the prompt must describe it too, for servers that do not know schemas
	MaxTokens int             // most tokens of the answer
}

// An Answer is what a model said, before anything in it is trusted.
type Answer struct {
	Text         string
	Cut          bool // the server stopped it at a limit
	TokensIn     int  // as the server counted, of all tries
	TokensCached int  // of those, the ones that it had seen before
	TokensOut    int
}

// A State is how a server is doing, and what it took since the client was made.
type State struct {
	Down         bool // it is let be for a while, after too many failures
	Busy, AtOnce int  // requests under way, and the most of them
	Spent
}

// Spent is what answers took, those included that were of no use.
type Spent struct {
	TokensIn, TokensOut int64
	Dollars             float64 // 0 where no price is known
}

// New makes a client; it sends nothing.
func New(c Config) *Client {
	if c.AtOnce <= 0 {
		c.AtOnce = thereAtOnce
		if isLoopback(c.BaseURL) {
			c.AtOnce = hereAtOnce
		}
	}
	client := &Client{config: c, counter: CounterFor(c.Model), slots: make(chan struct{}, c.AtOnce)}
	client.row, client.known = c.Table.Find(c.Model)
	settings := openai.DefaultConfig(c.Key)
	settings.BaseURL = c.BaseURL
	settings.HTTPClient = wire{client: staying(c.HTTPClient), key: c.Key}
	client.api = openai.NewClientWithConfig(settings)
	client.breaker = gobreaker.NewCircuitBreaker[Answer](gobreaker.Settings{
		MaxRequests:  1,
		Timeout:      deadFor,
		ReadyToTrip:  func(n gobreaker.Counts) bool { return n.ConsecutiveFailures >= tripAfter },
		IsSuccessful: func(err error) bool { return !isServersFault(err) },
		IsExcluded:   func(err error) bool { return errors.Is(err, context.Canceled) },
	})
	return client
}

// staying is a client that follows no redirects: a question and a key are for the server that the operator named.
func staying(client *http.Client) *http.Client {
	copied := *client
	copied.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &copied
}

func isLoopback(base string) bool {
	u, err := url.Parse(base)
	if err != nil {
		return false
	}
	ip := net.ParseIP(u.Hostname())
	return u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()
}

// Ask sends a question and waits for its answer until ctx ends. Failures that may pass are tried again, after the pause
// that the server asks for or one of random length. Errors wrap [ErrRefused], [ErrNoAnswer], [ErrDown], are a [*Failure]
// or a [*TooLong], or say what the network said; none holds a key or the server's own words. The answer's tokens are those
// of all tries, and stand beside an error too.
func (c *Client) Ask(ctx context.Context, q Question) (Answer, error) {
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-ctx.Done():
		return Answer{}, ctx.Err()
	}
	pace := &pace{ExponentialBackOff: backoff.NewExponentialBackOff()}
	pace.InitialInterval, pace.MaxInterval, pace.Multiplier, pace.RandomizationFactor = firstPause, maxPause, 2, 1
	empty := 0
	var all Answer
	answer, err := backoff.Retry(ctx, func() (Answer, error) {
		answer, err := c.breaker.Execute(func() (Answer, error) { return c.try(ctx, q) })
		c.count(answer)
		all.TokensIn, all.TokensCached, all.TokensOut = all.TokensIn+answer.TokensIn, all.TokensCached+answer.TokensCached, all.TokensOut+answer.TokensOut
		if errors.Is(err, ErrNoAnswer) {
			if empty++; empty > 1 { // some servers answer nothing, and 200, on a rung that they do not stand on
				c.stepDown()
			}
		}
		return answer, c.verdict(ctx, pace, err)
	}, backoff.WithBackOff(pace), backoff.WithMaxTries(maxTries), backoff.WithMaxElapsedTime(0))
	answer.TokensIn, answer.TokensCached, answer.TokensOut = all.TokensIn, all.TokensCached, all.TokensOut
	return answer, err
}

// count adds what an answer took.
func (c *Client) count(a Answer) {
	dollars, _ := c.Cost(a)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.spent.TokensIn += int64(a.TokensIn)
	c.spent.TokensOut += int64(a.TokensOut)
	c.spent.Dollars += dollars
}

// State says how the server is doing.
func (c *Client) State() State {
	c.mu.Lock()
	defer c.mu.Unlock()
	return State{Down: c.breaker.State() == gobreaker.StateOpen, Busy: len(c.slots), AtOnce: cap(c.slots), Spent: c.spent}
}

// pace is full jitter, but for the pauses that a server asks for.
type pace struct {
	*backoff.ExponentialBackOff
	asked time.Duration
}

// NextBackOff is the next pause.
func (p *pace) NextBackOff() time.Duration {
	drawn := p.ExponentialBackOff.NextBackOff()
	if p.asked > 0 {
		return p.asked
	}
	return drawn
}

// verdict makes an error final where trying again cannot help, or not in time.
func (c *Client) verdict(ctx context.Context, pace *pace, err error) error {
	if errors.Is(err, gobreaker.ErrOpenState) || errors.Is(err, gobreaker.ErrTooManyRequests) {
		return backoff.Permanent(ErrDown)
	}
	if err == nil || ctx.Err() != nil || !mayPass(err) {
		return backoff.Permanent(err)
	}
	pace.asked = 0
	var failure *Failure
	if errors.As(err, &failure) {
		pace.asked = failure.after
	}
	now := c.config.Now()
	deadline, ok := ctx.Deadline()
	if !ok {
		deadline = now.Add(patience)
	}
	if now.Add(pace.asked).After(deadline) {
		return backoff.Permanent(err)
	}
	return err
}

// try sends a question until the server takes its form; each refusal teaches one thing.
func (c *Client) try(ctx context.Context, q Question) (Answer, error) {
	for range maxLessons {
		spoken := c.speak()
		answer, err := c.send(ctx, q, spoken)
		var failure *Failure
		if !errors.As(err, &failure) || !c.learn(spoken, failure) {
			return answer, c.fits(q, answer, err)
		}
	}
	return Answer{}, ErrNoAnswer
}

// send is one request and its reply.
func (c *Client) send(ctx context.Context, q Question, spoken dialect) (Answer, error) {
	request := openai.ChatCompletionRequest{Model: c.config.Model, ResponseFormat: spoken.responseFormat(q)}
	for _, m := range q.Messages {
		request.Messages = append(request.Messages, openai.ChatCompletionMessage{Role: m.Role, Content: m.Content})
	}
	x := &exchange{fields: spoken.fields(c.config, q)}
	reply, err := c.api.CreateChatCompletion(context.WithValue(ctx, exchangeKey{}, x), request)
	return readReply(x, reply, err, c.config.Now)
}

// Window is how many tokens the model can take in and give out together, as far as is known.
func (c *Client) Window() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forget()
	return c.window
}

// firstWindow is the window before anything is learnt of the server.
func (c *Client) firstWindow() int {
	switch {
	case c.config.Window > 0:
		return c.config.Window
	case c.WindowKnown():
		return c.row.Window
	case isLoopback(c.config.BaseURL):
		return windowHere
	}
	return windowThere
}

// WindowKnown says whether the window is what an operator or the table says, and not a guess.
func (c *Client) WindowKnown() bool {
	return c.config.Window > 0 || c.known && c.row.Window > 0 && !isLoopback(c.config.BaseURL)
}

// Exact says whether tokens are counted, and not estimated.
func (c *Client) Exact() bool { return c.counter.Exact() }

// Count counts a text's tokens; see [Counter].
func (c *Client) Count(text string) int { return c.counter.Count(text) }

// Cost is the price of an answer in US dollars; ok is false where no price is known.
func (c *Client) Cost(a Answer) (dollars float64, ok bool) {
	return c.row.Cost(a.TokensIn, a.TokensCached, a.TokensOut), c.known
}

// Name is the model's name.
func (c *Client) Name() string { return c.config.Model }

// Effort is how long the model is told to think; "" leaves it to the server.
func (c *Client) Effort() string { return c.config.Effort }

// BaseURL is where the model is asked.
func (c *Client) BaseURL() string { return c.config.BaseURL }
