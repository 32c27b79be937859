package model

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	openai "github.com/sashabaranov/go-openai"
)

var (
	// ErrRefused is a model that would not answer: a refusal, or a content filter.
	ErrRefused = errors.New("the model refused")
	// ErrNoAnswer is a reply without an answer in it: no choices, no text, no JSON.
	ErrNoAnswer = errors.New("the model server's reply holds no answer")
	// ErrDown is a server that failed so often that it is left alone for a while.
	ErrDown = errors.New("the model server failed again and again and is left alone for a while")
)

// A Failure is an error that a server answered with, under its own status or inside a 200.
type Failure struct {
	Status int
	Code   string // the server's own, such as insufficient_quota; "" when it is not a plain word

	message string        // the server's words: untrusted, and they may repeat a key
	after   time.Duration // how long it asks to be left alone
}

// Error says nothing in the server's own words.
func (f *Failure) Error() string {
	text := fmt.Sprintf("the model server answered with an error: %d %s", f.Status, http.StatusText(f.Status))
	if f.Code != "" {
		text += " (" + f.Code + ")"
	}
	return text
}

// Hint is what a person can do about it, or "".
func (f *Failure) Hint() string {
	switch {
	case f.isQuota():
		return "the account has no credit left: top it up, or set another key"
	case f.Status >= 300 && f.Status < 400:
		return "the server sends requests elsewhere, which Parley does not follow: set OPENAI_BASE_URL to where it sends them"
	case f.Status == 401, f.Status == 403:
		return "check the key (OPENAI_API_KEY), and that it may use this model"
	case f.Status == 404:
		return "check the model's name (OPENAI_MODEL) and the link (OPENAI_BASE_URL), which usually ends in /v1"
	case f.Status == 429:
		return "the server asks for fewer requests: wait, or raise the account's limits"
	case f.Status >= 500:
		return "the server is in trouble: look at its own log or status page"
	}
	return "look at the server's own log for what it did not like"
}

func (f *Failure) isQuota() bool {
	return f.Status == 402 || f.Code == "insufficient_quota" || f.Code == "billing_hard_limit_reached"
}

// TooLong is a question that does not fit the model's window.
type TooLong struct {
	Window int  // tokens, as far as the server says or shows
	Silent bool // the server cut the question without a word
}

// Error is the sentence for logs.
func (t *TooLong) Error() string {
	if t.Silent {
		return fmt.Sprintf("the model server cut the question to about %d tokens without saying so", t.Window)
	}
	return fmt.Sprintf("the question is longer than the model's window of about %d tokens", t.Window)
}

// mayPass says whether the same question may be answered a moment later.
func mayPass(err error) bool {
	var failure *Failure
	var long *TooLong
	switch {
	case errors.As(err, &failure):
		return !failure.isQuota() && (failure.Status == 408 || failure.Status == 409 || failure.Status == 425 || failure.Status == 429 || failure.Status >= 500)
	case errors.As(err, &long), errors.Is(err, ErrRefused):
		return false
	}
	return true // the network, or a reply that makes no sense
}

// isServersFault tells a server that is dead from one that is well and says no.
func isServersFault(err error) bool {
	var failure *Failure
	var long *TooLong
	switch {
	case err == nil, errors.Is(err, ErrRefused), errors.As(err, &long):
		return false
	case errors.As(err, &failure):
		return failure.Status >= 500
	}
	return true
}

// readReply finds the answer in a reply, or why there is none. The status decides before go-openai's error does: that may
// be an empty one, and an error inside a 200 is none at all to it.
func readReply(x *exchange, reply openai.ChatCompletionResponse, err error, now func() time.Time) (Answer, error) {
	switch {
	case x.status == 0:
		return Answer{}, networkError(err)
	case x.status >= 300 && x.status < 400:
		return Answer{}, &Failure{Status: x.status}
	case x.status >= 400:
		failure := failureOf(x, now)
		if failure.Code == "content_filter" {
			return Answer{}, ErrRefused
		}
		return Answer{}, failure
	}
	answer := Answer{TokensIn: reply.Usage.PromptTokens, TokensOut: reply.Usage.CompletionTokens}
	if details := reply.Usage.PromptTokensDetails; details != nil {
		answer.TokensCached = details.CachedTokens
	}
	switch failure := failureOf(x, now); {
	case failure.said():
		return answer, failure
	case err != nil, len(reply.Choices) == 0:
		return answer, ErrNoAnswer
	}
	choice := reply.Choices[0]
	answer.Text = textOf(choice.Message)
	if strings.TrimSpace(answer.Text) == "" && choice.FinishReason != openai.FinishReasonLength {
		answer.Text = elsewhere(choice.Message, x.body)
	}
	switch choice.FinishReason {
	case openai.FinishReasonContentFilter:
		return answer, ErrRefused
	case "error":
		return answer, &Failure{Status: http.StatusBadGateway}
	case openai.FinishReasonLength, "model_length":
		answer.Cut = true
	}
	switch {
	case choice.Message.Refusal != "":
		return answer, ErrRefused
	case strings.TrimSpace(answer.Text) == "" && !answer.Cut:
		return answer, ErrNoAnswer
	}
	return answer, nil
}

// textOf joins the parts of a message that comes in parts, thinking left out.
func textOf(m openai.ChatCompletionMessage) string {
	text := m.Content
	for _, part := range m.MultiContent {
		if part.Type == openai.ChatMessagePartTypeText {
			text += part.Text
		}
	}
	return text
}

// elsewhere is the answer of a message without a text: as arguments of a call that nobody asked for, or as what the model thought,
// under either of the names that servers give it.
func elsewhere(m openai.ChatCompletionMessage, body []byte) string {
	for _, call := range m.ToolCalls {
		if call.Function.Arguments != "" {
			return call.Function.Arguments
		}
	}
	if m.FunctionCall != nil && m.FunctionCall.Arguments != "" {
		return m.FunctionCall.Arguments
	}
	if m.ReasoningContent != "" {
		return m.ReasoningContent
	}
	var raw struct {
		Choices []struct {
			Message struct{ Reasoning string }
		}
	}
	if json.Unmarshal(body, &raw) == nil && len(raw.Choices) > 0 {
		return raw.Choices[0].Message.Reasoning
	}
	return ""
}

// networkError keeps the link out, which may hold what is none of a log's business.
func networkError(err error) error {
	for _, ended := range []error{context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, ended) {
			return fmt.Errorf("asking the model: %w", ended)
		}
	}
	var wait net.Error
	if errors.As(err, &wait) && wait.Timeout() {
		return errors.New("asking the model: the server took too long")
	}
	var op *net.OpError
	if errors.As(err, &op) {
		return fmt.Errorf("asking the model: %w", op)
	}
	return errors.New("asking the model: the connection broke")
}

// serverError is an error in any of the shapes that servers give it: an object or a text under "error", or bare.
type serverError struct {
	Message string          `json:"message"`
	Code    json.RawMessage `json:"code"`
	Type    string          `json:"type"`
	Error   json.RawMessage `json:"error"`
	Detail  json.RawMessage `json:"detail"`
	Object  string          `json:"object"`
}

// failureOf reads a reply as an error, whether or not it is one.
func failureOf(x *exchange, now func() time.Time) *Failure {
	f := &Failure{Status: x.status, after: retryAfter(x, now)}
	body := bytes.TrimSpace(x.body)
	if bytes.HasPrefix(body, []byte("[")) { // Gemini puts its error in a list
		var list []json.RawMessage
		if json.Unmarshal(body, &list) == nil && len(list) > 0 {
			body = list[0]
		}
	}
	var found serverError
	if json.Unmarshal(body, &found) != nil {
		if x.status >= 400 {
			f.message = string(body[:min(len(body), 2000)])
		}
		return f
	}
	inner := found
	var text string
	switch {
	case json.Unmarshal(found.Error, &text) == nil:
		inner = serverError{Message: text}
	case len(found.Error) > 0 && string(found.Error) != "null":
		if json.Unmarshal(found.Error, &inner) != nil {
			inner = serverError{Message: string(found.Error)}
		}
	case found.Object != "error" && x.status < 400:
		return f
	}
	f.message = strings.Join(strings.Fields(inner.Message+" "+string(found.Detail)+" "+string(inner.Code)+" "+inner.Type), " ")
	f.setCode(inner)
	return f
}

// said tells a reply that is an error from one that is not.
func (f *Failure) said() bool { return f.message != "" }

var plainWord = regexp.MustCompile(`^[a-z_]{3,40}$`)

// setCode takes the server's code: a word, or the status that a 200 hides.
func (f *Failure) setCode(e serverError) {
	code := strings.Trim(string(e.Code), `"`)
	if status, err := strconv.Atoi(code); err == nil && f.Status < 400 && status >= 400 && status < 600 {
		f.Status = status
	}
	for _, word := range []string{code, e.Type} {
		if plainWord.MatchString(word) {
			f.Code = word
			break
		}
	}
	if f.Status < 400 {
		f.Status = http.StatusBadGateway
	}
}

var (
	retryDelay = regexp.MustCompile(`"retryDelay"\s*:\s*"(\d+(?:\.\d+)?)s"`) // Gemini says it in the body
	tryAgainIn = regexp.MustCompile(`(?i)try again in (\d+(?:\.\d+)?)s`)     // Groq and OpenAI, where headers are lost
)

// retryAfter is how long a server asks to be left alone: 0 when it does not say.
func retryAfter(x *exchange, now func() time.Time) time.Duration {
	if x.status < 400 {
		return 0
	}
	if ms, err := strconv.ParseFloat(x.header.Get("Retry-After-Ms"), 64); err == nil && ms > 0 {
		return bounded(ms / 1000)
	}
	said := x.header.Get("Retry-After")
	if seconds, err := strconv.ParseFloat(said, 64); err == nil && seconds > 0 {
		return bounded(seconds)
	}
	if at, err := http.ParseTime(said); err == nil {
		return bounded(at.Sub(now()).Seconds())
	}
	for _, pattern := range []*regexp.Regexp{retryDelay, tryAgainIn} {
		if found := pattern.FindSubmatch(x.body); found != nil {
			seconds, _ := strconv.ParseFloat(string(found[1]), 64)
			return bounded(seconds)
		}
	}
	return 0
}

// bounded keeps a pause within an hour, so that no number overflows.
func bounded(seconds float64) time.Duration {
	return time.Duration(min(max(seconds, 0), 3600) * float64(time.Second))
}
