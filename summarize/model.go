package summarize

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"sync/atomic"

	openai "github.com/sashabaranov/go-openai"

	"parley/prompts"
)

const (
	maxAnswer       = 4 << 20 // bytes of a server's reply
	maxAnswerTokens = 4096    // asked of the server; a draft of ids takes about 300
)

// ErrRefused is a model that would not answer: a refusal, or a content filter.
var ErrRefused = errors.New("summarize: the model refused")

// errServer is a server that answered, but with an error.
var errServer = errors.New("summarize: the model server answered with an error")

// ModelConfig says which model to ask, and where.
type ModelConfig struct {
	BaseURL    string // of any server that speaks OpenAI's chat API, such as http://localhost:11434/v1
	Key        string // never logged; may be "" for a local server
	Model      string
	Language   string       // of the brief; "" means that of the articles
	HTTPClient *http.Client // comes from outside, with its timeout
}

// Model writes drafts with a language model. It may be used by many goroutines at once.
type Model struct {
	client   *openai.Client
	name     string
	language string
	rung     atomic.Int32 // how the server was last seen to take the question; see rungs
}

// rungs are the ways to ask for JSON, strictest first. A server that refuses one is asked on the next, and that is
// remembered. The prompt is the same on each, and so is the decoder.
var rungs = []*openai.ChatCompletionResponseFormat{
	{Type: openai.ChatCompletionResponseFormatTypeJSONSchema, JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{
		Name: "brief", Schema: prompts.Schema, Strict: true,
	}},
	{Type: openai.ChatCompletionResponseFormatTypeJSONObject},
	nil,
}

// NewModel makes a writer of a model; no request is sent before the first draft.
func NewModel(c ModelConfig) *Model {
	config := openai.DefaultConfig(c.Key)
	config.BaseURL = c.BaseURL
	config.HTTPClient = capped{c.HTTPClient}
	return &Model{client: openai.NewClientWithConfig(config), name: c.Model, language: c.Language}
}

// Write asks the model for a draft. Its errors wrap [ErrRefused], [ErrNonsense] or what the network said; none of them
// holds a key or more than the start of a reply.
func (m *Model) Write(ctx context.Context, t *Transcript) (Draft, Usage, error) {
	var articles []prompts.Article
	for i, source := range t.Sources {
		articles = append(articles, prompts.Article{Title: defuse(source.Article.Title), Lines: t.lines(i)})
	}
	system, user, err := prompts.Brief(m.language, articles)
	if err != nil {
		return Draft{}, Usage{}, err
	}
	reply, err := m.ask(ctx, system, user)
	if err != nil {
		return Draft{}, Usage{}, err
	}
	usage := Usage{Model: m.name, Prompt: prompts.Version, TokensIn: reply.Usage.PromptTokens, TokensOut: reply.Usage.CompletionTokens}
	answer, err := answerText(reply)
	if err != nil {
		return Draft{}, usage, err
	}
	draft, err := decodeDraft(answer)
	return draft, usage, err
}

// ask sends the question, stepping down the rungs while the server refuses the format.
func (m *Model) ask(ctx context.Context, system, user string) (openai.ChatCompletionResponse, error) {
	request := openai.ChatCompletionRequest{
		Model: m.name,
		Messages: []openai.ChatCompletionMessage{
			{Role: openai.ChatMessageRoleSystem, Content: system},
			{Role: openai.ChatMessageRoleUser, Content: user},
		},
	}
	// Most servers know only the older name of the limit; the newer one is for models that refuse it.
	request.MaxTokens = maxAnswerTokens //lint:ignore SA1019 Ollama and Mistral do not take max_completion_tokens
	for {
		rung := m.rung.Load()
		request.ResponseFormat = rungs[rung]
		reply, err := m.client.CreateChatCompletion(ctx, request)
		switch {
		case err == nil:
			return reply, nil
		case errors.Is(err, openai.ErrReasoningModelMaxTokensDeprecated):
			request.MaxTokens = 0 //lint:ignore SA1019 as above
			request.MaxCompletionTokens = maxAnswerTokens
		case refusesFormat(err) && int(rung) < len(rungs)-1:
			m.rung.CompareAndSwap(rung, rung+1)
		default:
			return reply, shortError(err)
		}
	}
}

var formatComplaint = regexp.MustCompile(`(?i)response_format|json_schema|json_object|schema|grammar`)

// refusesFormat says whether a server's error is about the way in which JSON was asked for. RequestError comes first:
// it may wrap an empty APIError.
func refusesFormat(err error) bool {
	status, text := serverError(err)
	return (status == 400 || status == 422 || status == 500) && formatComplaint.MatchString(text)
}

func serverError(err error) (status int, text string) {
	var request *openai.RequestError
	if errors.As(err, &request) {
		return request.HTTPStatusCode, string(request.Body)
	}
	var api *openai.APIError
	if errors.As(err, &api) {
		return api.HTTPStatusCode, api.Message
	}
	return 0, ""
}

// shortError keeps a server's whole reply out of errors and logs. Causes that callers look for stay wrapped.
func shortError(err error) error {
	if status, _ := serverError(err); status != 0 {
		return fmt.Errorf("%w: %d %s", errServer, status, http.StatusText(status))
	}
	return fmt.Errorf("summarize: asking the model: %w", err)
}

// answerText is the text of a reply, or why there is none. A reply without choices is how some servers say 200 and mean
// an error.
func answerText(reply openai.ChatCompletionResponse) (string, error) {
	if len(reply.Choices) == 0 {
		return "", fmt.Errorf("%w: the reply has no choices", ErrNonsense)
	}
	choice := reply.Choices[0]
	switch {
	case choice.Message.Refusal != "", choice.FinishReason == openai.FinishReasonContentFilter:
		return "", ErrRefused
	case choice.FinishReason == openai.FinishReasonLength:
		return "", fmt.Errorf("%w: the answer was cut off", ErrNonsense)
	}
	return choice.Message.Content, nil
}

// capped bounds the size of replies, which go-openai reads whole.
type capped struct{ client *http.Client }

func (c capped) Do(request *http.Request) (*http.Response, error) {
	response, err := c.client.Do(request)
	if err != nil {
		return nil, err
	}
	response.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(response.Body, maxAnswer), response.Body}
	return response, nil
}
