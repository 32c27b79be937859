package model

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// A roundTrip is a server at the wire.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func replying(status int, header http.Header, body string) roundTrip {
	return func(r *http.Request) (*http.Response, error) {
		return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
	}
}

func askAt(transport http.RoundTripper) (Answer, error) {
	c := New(Config{BaseURL: "https://models.example/v1", Key: "sk-secret", Model: "m", HTTPClient: &http.Client{Transport: transport}, Now: time.Now})
	return c.Ask(context.Background(), Question{Messages: []Message{{"user", "Who said what?"}}, MaxTokens: 10})
}

func TestAnAnswerIsReadWhereverItStands(t *testing.T) {
	t.Parallel()
	const want = `{"gist":[]}`
	quoted := strings.ReplaceAll(want, `"`, `\"`)
	for name, body := range map[string]string{
		"as the content":               `{"choices":[{"finish_reason":"stop","message":{"content":"` + quoted + `"}}]}`,
		"behind a byte order mark":     "\ufeff" + `{"choices":[{"finish_reason":"stop","message":{"content":"` + quoted + `"}}]}`,
		"as a call of a tool":          `{"choices":[{"finish_reason":"tool_calls","message":{"content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"brief","arguments":"` + quoted + `"}}]}}]}`,
		"as a call of old":             `{"choices":[{"finish_reason":"function_call","message":{"content":"","function_call":{"name":"brief","arguments":"` + quoted + `"}}}]}`,
		"as what was thought":          `{"choices":[{"finish_reason":"stop","message":{"content":"","reasoning_content":"` + quoted + `"}}]}`,
		"thought under its other name": `{"choices":[{"finish_reason":"stop","message":{"content":"","reasoning":"` + quoted + `"}}]}`,
		"as a stream": `data: {"choices":[{"delta":{"role":"assistant","content":"{\"gist\""}}]}` + "\n\n" +
			`data: {"choices":[{"delta":{"content":":[]}"},"finish_reason":"stop"}]}` + "\n\ndata: [DONE]\n\n",
		"as a stream with comments": ": wait\r\n\r\nevent: message\r\n" + `data: {"choices":[{"delta":{"content":"` + quoted + `"},"finish_reason":"stop"}],"usage":null}` + "\r\n\r\n",
		"as a stream of a call":     `data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"gist\":"}}]}}]}` + "\n" + `data: {"choices":[{"delta":{"tool_calls":[{"function":{"arguments":"[]}"}}]},"finish_reason":"tool_calls"}]}` + "\n",
		"as a stream of thought":    `data: {"choices":[{"delta":{"reasoning_content":"{\"gist\":[]"}}]}` + "\n" + `data: {"choices":[{"delta":{"reasoning":"}"},"finish_reason":"stop"}]}` + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answer, err := askAt(replying(200, http.Header{}, body))
			if err != nil || answer.Text != want {
				t.Errorf("Ask = %q, %v; want %q", answer.Text, err, want)
			}
		})
	}
}

func TestAStreamKeepsItsCountsAndItsFaults(t *testing.T) {
	t.Parallel()
	answer, err := askAt(replying(200, http.Header{}, `data: {"choices":[{"delta":{"content":"{"},"finish_reason":"length"}]}`+"\n"+
		`data: {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":5}}`+"\n"))
	if err != nil || !answer.Cut || answer.TokensIn != 7 || answer.TokensOut != 5 {
		t.Errorf("Ask = %+v, %v; want a cut answer with its counts", answer, err)
	}
	_, err = askAt(replying(200, http.Header{}, `data: {"error":{"message":"sk-secret","code":402}}`+"\n"))
	var failure *Failure
	if !errors.As(err, &failure) || failure.Status != 402 || strings.Contains(err.Error(), "secret") {
		t.Errorf("Ask = %v; want the failure in the stream, in none of its words", err)
	}
}

func TestThoughtThatWasCutIsNoAnswer(t *testing.T) {
	t.Parallel()
	answer, err := askAt(replying(200, http.Header{}, `{"choices":[{"finish_reason":"length","message":{"content":"","reasoning_content":"I wonder"}}]}`))
	if err != nil || answer.Text != "" || !answer.Cut {
		t.Errorf("Ask = %+v, %v; want a cut answer without a text", answer, err)
	}
}

func TestNoRedirectIsFollowed(t *testing.T) {
	t.Parallel()
	for _, status := range []int{301, 302, 303, 307, 308} {
		var asked []string
		_, err := askAt(roundTrip(func(r *http.Request) (*http.Response, error) {
			asked = append(asked, r.URL.Host)
			return replying(status, http.Header{"Location": {"https://evil.example/v1/chat/completions?sk-secret"}}, `{"error":"sk-secret"}`)(r)
		}))
		var failure *Failure
		if !errors.As(err, &failure) || failure.Status != status || !strings.Contains(failure.Hint(), "OPENAI_BASE_URL") {
			t.Errorf("%d: Ask = %v; want a failure that says what to do", status, err)
		}
		if len(asked) != 1 || asked[0] != "models.example" || strings.Contains(err.Error(), "evil") || strings.Contains(err.Error(), "secret") {
			t.Errorf("%d: asked %q, error %v; want one question to the operator's server alone", status, asked, err)
		}
	}
}

// FuzzUnstreamed joins anything: what is no stream stays as it is, what is one is JSON.
func FuzzUnstreamed(f *testing.F) {
	f.Add([]byte(`data: {"choices":[{"delta":{"content":"a"}}]}`))
	f.Add([]byte("event: x\ndata: {}\n\n: c\ndata: [DONE]"))
	f.Add([]byte(`{"choices":[]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		joined := unstreamed(body)
		if string(joined) != string(body) && !strings.HasPrefix(string(joined), `{"choices":`) {
			t.Errorf("unstreamed(%q) = %q; want a reply", body, joined)
		}
	})
}
