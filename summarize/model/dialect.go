package model

import (
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"

	openai "github.com/sashabaranov/go-openai"
)

// maxLessons bounds the requests in a row that only teach the dialect: two rungs, two names of the limit, three fields.
const maxLessons = 8

// A Format is a way to ask for JSON, strictest first. The prompt and the decoder are the same for each.
type Format int

// The rungs of the ladder.
const (
	Schema Format = iota // a strict JSON schema
	Object               // JSON mode
	Text                 // nothing but the prompt
)

// String names a rung for people.
func (f Format) String() string {
	return [...]string{"strict JSON schema", "JSON mode", "plain text"}[f]
}

// A dialect is what a server takes. It is learnt from refusals alone: a server that ignores a field looks the same as one
// that obeys.
type dialect struct {
	format    Format
	limit     string // the field that limits the answer, or "" for none
	swapped   bool   // the limit's other name was refused before
	noHeat    bool   // temperature is not taken
	noSeed    bool
	noEffort  bool
	noRouting bool // OpenRouter has nobody who obeys the format
}

const (
	newLimit = "max_completion_tokens"
	oldLimit = "max_tokens"
)

// firstDialect is what a server is spoken to with before anything is known of it. Most servers know only the older name
// of the limit (Ollama ignores the newer one, Mistral refuses it); OpenAI's reasoning models refuse the older.
func firstDialect(base string) dialect {
	if host := hostOf(base); host == "api.openai.com" || isAzure(host) {
		return dialect{limit: newLimit}
	}
	return dialect{limit: oldLimit}
}

func hostOf(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

func isAzure(host string) bool { return strings.HasSuffix(host, ".azure.com") }

func (d dialect) responseFormat(q Question) *openai.ChatCompletionResponseFormat {
	switch {
	case q.Schema == nil || d.format == Text:
		return nil
	case d.format == Object:
		return &openai.ChatCompletionResponseFormat{Type: openai.ChatCompletionResponseFormatTypeJSONObject}
	}
	return &openai.ChatCompletionResponseFormat{
		Type:       openai.ChatCompletionResponseFormatTypeJSONSchema,
		JSONSchema: &openai.ChatCompletionResponseFormatJSONSchema{Name: q.Name, Schema: q.Schema, Strict: true},
	}
}

// fields are the parameters that go-openai drops (a temperature of 0), refuses by the model's name alone (max_tokens), or
// does not know (OpenRouter's provider), so that [wire] has to add them.
func (d dialect) fields(c Config, q Question) map[string]any {
	fields := map[string]any{}
	if d.limit != "" {
		fields[d.limit] = q.MaxTokens
	}
	if !d.noHeat {
		fields["temperature"] = 0
	}
	if !d.noSeed {
		fields["seed"] = 1
	}
	if c.Effort != "" && !d.noEffort {
		fields["reasoning_effort"] = c.Effort
	}
	// Without this OpenRouter passes a question to providers that ignore the format.
	if hostOf(c.BaseURL) == "openrouter.ai" && d.format != Text && !d.noRouting {
		fields["provider"] = json.RawMessage(`{"require_parameters":true}`)
	}
	return fields
}

// parameters are the names of the fields that the server has not refused, in order.
func (d dialect) parameters(c Config) []string {
	var names []string
	for name := range d.fields(c, Question{}) {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

var (
	formatComplaint  = regexp.MustCompile(`(?i)response_format|response_schema|json_schema|json_object|json_validate_failed|json mode|schema|grammar`)
	objectComplaint  = regexp.MustCompile(`(?i)must be '?"?json_schema`) // LM Studio: "must be 'json_schema' or 'text'"
	routingComplaint = regexp.MustCompile(`(?i)no endpoints found`)
	limitComplaint   = regexp.MustCompile(`(?i)\b(max_tokens|max_completion_tokens)\b`)
)

// after is the dialect to try after a refusal, and whether the refusal taught anything.
func (d dialect) after(f *Failure) (dialect, bool) {
	said := f.message
	switch {
	case f.Status == 404 && routingComplaint.MatchString(said) && !d.noRouting:
		if d.format == Schema {
			d.format = Object
		} else {
			d.noRouting = true
		}
	case f.Status != 400 && f.Status != 422 && f.Status != 500:
		return d, false
	case d.limit != "" && limitComplaint.MatchString(said) && strings.Contains(said, d.limit):
		d.limit, d.swapped = otherLimit(d), true
	case strings.Contains(said, "temperature") && !d.noHeat:
		d.noHeat = true
	case mentionsSeed.MatchString(said) && !d.noSeed:
		d.noSeed = true
	case strings.Contains(said, "reasoning_effort") && !d.noEffort:
		d.noEffort = true
	case d.format != Text && objectComplaint.MatchString(said):
		d.format = Text
	case d.format != Text && formatComplaint.MatchString(said):
		d.format++
	default:
		return d, false
	}
	return d, true
}

var mentionsSeed = regexp.MustCompile(`\bseed\b`)

func otherLimit(d dialect) string {
	switch {
	case d.swapped:
		return ""
	case d.limit == newLimit:
		return oldLimit
	}
	return newLimit
}

// speak is the dialect to use now.
func (c *Client) speak() dialect {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forget()
	return c.dialect
}

// forget drops what was learnt long ago. The lock is held.
func (c *Client) forget() {
	if now := c.config.Now(); c.learnt.IsZero() || now.Sub(c.learnt) > memory {
		c.dialect, c.window, c.learnt = firstDialect(c.config.BaseURL), c.firstWindow(), now
	}
}

// learn says whether a refusal of what was spoken is worth another try at once. Of many callers that are refused
// together, the first one's lesson counts.
func (c *Client) learn(spoken dialect, f *Failure) bool {
	next, taught := spoken.after(f)
	if !taught {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dialect == spoken {
		c.dialect = next
	}
	return true
}

// stepDown goes to the next rung without a refusal.
func (c *Client) stepDown() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dialect.format < Text {
		c.dialect.format++
	}
}

// Manner is how the server is asked at present: the rung, and the parameters that it has not refused.
func (c *Client) Manner() (Format, []string) {
	spoken := c.speak()
	return spoken.format, spoken.parameters(c.config)
}
