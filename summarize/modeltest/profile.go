package modeltest

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
)

// A Treatment is what a server does with a field.
type Treatment int

// The treatments.
const (
	Obeys   Treatment = iota
	Ignores           // takes the field, and does as it likes
	Refuses
)

// A Profile is one kind of server: which fields it takes, in which shape it puts its errors and answers. It is written
// after the table of dialects in docs/models.md. The zero Profile takes everything.
type Profile struct {
	Name    string
	BaseURL string
	Model   string

	Schema, Object Treatment         // response_format json_schema, json_object
	SchemaError    string            // the message that refuses the schema
	ObjectError    string            // and JSON mode
	Refused        map[string]string // fields that are refused, with the message
	Window         int               // tokens; a longer question is cut without a word; 0: no limit
	Strict         bool              // a question that does not fit the window together with its answer is refused instead

	NeedsRouting bool   // the format is obeyed only with provider.require_parameters
	KeyHeader    string // of the key, when it is not a bearer
	CutReason    string // the finish_reason of a cut answer; "" means length
	Errors       ErrorShape
	Thinks       bool // a <think> block stands before the content
	Parts        bool // the content comes in parts
	Pads         bool // white space goes before the body, to keep the connection
}

// An ErrorShape is how a server words an error.
type ErrorShape int

// The shapes.
const (
	ErrorObject ErrorShape = iota // {"error":{"message":…}}
	ErrorText                     // {"error":"…"}
	ErrorBare                     // {"object":"error","message":…}
	ErrorDetail                   // {"detail":…}
	ErrorList                     // [{"error":…}]
)

// A request is what the server understood.
type request struct {
	format string // of the answer as this server gives it: json_schema, json_object, text
	tokens int    // of the question, as far as it was read
	limit  int
}

type complaint struct {
	status int
	body   []byte
}

// read takes a request in the profile's dialect, or complains.
func (p Profile) read(r *http.Request, body []byte) (request, *complaint) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil {
		return request{}, p.complain(http.StatusBadRequest, "the body is not JSON")
	}
	if p.KeyHeader != "" && (r.Header.Get(p.KeyHeader) == "" || r.Header.Get("Authorization") != "") {
		return request{}, p.complain(http.StatusUnauthorized, "the key is missing")
	}
	for _, name := range slices.Sorted(maps.Keys(p.Refused)) {
		if _, sent := fields[name]; sent {
			return request{}, p.complain(p.refusal(), p.Refused[name])
		}
	}
	var asked request
	var messages []struct{ Role, Content string }
	if json.Unmarshal(fields["messages"], &messages) != nil || len(messages) == 0 {
		return request{}, p.complain(http.StatusBadRequest, "messages must be a list of messages")
	}
	prompt := ""
	for _, m := range messages {
		if m.Content == "" {
			return request{}, p.complain(http.StatusBadRequest, "invalid message content type: <nil>")
		}
		prompt += m.Content
		asked.tokens += countTokens(m.Content)
	}
	asked.limit = limitOf(fields)
	if p.Strict && asked.tokens+asked.limit > p.Window {
		return request{}, p.complain(http.StatusBadRequest, fmt.Sprintf("This model's maximum context length is %d tokens.", p.Window))
	}
	if p.Window > 0 {
		asked.tokens = min(asked.tokens, p.Window)
	}
	return p.readFormat(asked, fields, prompt)
}

func (p Profile) readFormat(asked request, fields map[string]json.RawMessage, prompt string) (request, *complaint) {
	var format struct {
		Type   string `json:"type"`
		Schema struct {
			Schema json.RawMessage `json:"schema"`
		} `json:"json_schema"`
	}
	asked.format = "text"
	if fields["response_format"] != nil {
		json.Unmarshal(fields["response_format"], &format)
		asked.format = format.Type
	}
	var treatment Treatment
	switch asked.format {
	case "json_schema":
		treatment = p.Schema
		if treatment == Refuses {
			return request{}, p.complain(p.refusal(), p.SchemaError)
		}
	case "json_object":
		treatment = p.Object
		if treatment == Refuses {
			return request{}, p.complain(p.refusal(), p.ObjectError)
		}
		if !strings.Contains(prompt, "JSON") {
			return request{}, p.complain(http.StatusBadRequest, "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.")
		}
	}
	if treatment == Ignores || p.NeedsRouting && !strings.Contains(string(fields["provider"]), "require_parameters") {
		asked.format = "text"
	}
	return asked, nil
}

// refusal is the status of a field that is not taken.
func (p Profile) refusal() int {
	if p.Errors == ErrorDetail {
		return http.StatusUnprocessableEntity
	}
	return http.StatusBadRequest
}

func limitOf(fields map[string]json.RawMessage) int {
	limit := 0
	for _, name := range []string{"max_tokens", "max_completion_tokens"} {
		if fields[name] != nil {
			json.Unmarshal(fields[name], &limit)
		}
	}
	return limit
}

func (p Profile) complain(status int, message string) *complaint {
	return &complaint{status, p.Error(status, "", message)}
}

// Error is an error in the profile's shape.
func (p Profile) Error(status int, code, message string) []byte {
	var codeOrNull any
	if code != "" {
		codeOrNull = code
	}
	object := map[string]any{"message": message, "type": "invalid_request_error", "param": nil, "code": codeOrNull}
	switch p.Errors {
	case ErrorText:
		return encode(map[string]any{"error": message})
	case ErrorBare:
		return encode(map[string]any{"object": "error", "message": message, "type": "BadRequestError", "param": nil, "code": status})
	case ErrorDetail:
		return encode(map[string]any{"detail": []any{map[string]any{"type": "extra_forbidden", "msg": message, "loc": []string{"body"}}}})
	case ErrorList:
		return encode([]any{map[string]any{"error": map[string]any{"code": status, "message": message, "status": "INVALID_ARGUMENT"}}})
	}
	return encode(map[string]any{"error": object})
}

// dress is the content as this kind of server gives it: JSON alone where the format was obeyed, chatter around it where
// not.
func (p Profile) dress(asked request, a Answer) string {
	text := a.Content
	if text == "" {
		return ""
	}
	if p.Name != "" && asked.format == "text" {
		text = "Here is the brief {as asked}:\n```json\n" + text + "\n```\nLet me know if you need more."
	}
	if p.Thinks {
		text = "<think>The user wants {a brief}.</think>\n" + text
	}
	return text
}

// completion is a successful reply.
func (p Profile) completion(a Answer, text string, in, out int) []byte {
	reason := a.FinishReason
	if reason == "" {
		reason = "stop"
	}
	if reason == "length" && p.CutReason != "" {
		reason = p.CutReason
	}
	var content any = text
	if p.Parts {
		content = []any{map[string]any{"type": "text", "text": text}}
	}
	message := map[string]any{"role": "assistant", "content": content, "refusal": nil}
	if a.Refusal != "" {
		message["refusal"] = a.Refusal
	}
	var id any = "chatcmpl-1"
	if p.Name == "llama.cpp" {
		id = 1 // a numeric id, which go-openai alone does not read
	}
	body := encode(map[string]any{
		"id": id, "object": "chat.completion", "created": 1, "model": "scripted",
		"choices": []any{map[string]any{"index": 0, "finish_reason": reason, "logprobs": nil, "message": message}},
		"usage":   map[string]any{"prompt_tokens": in, "completion_tokens": out, "total_tokens": in + out},
	})
	if p.Pads {
		return append([]byte(strings.Repeat("\n         \n", 3)), body...)
	}
	return body
}

// String names the profile.
func (p Profile) String() string { return fmt.Sprintf("%s (%s)", p.Name, p.Model) }
