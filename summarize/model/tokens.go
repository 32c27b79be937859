package model

import (
	"strings"
	"sync"
	"unicode"
)

// A Counter counts the tokens of a text as a model does: exactly where the model's encoding is public, else by an
// estimate. It is safe for concurrent use.
type Counter struct {
	load func() *encoding // nil: estimate
}

// encodings of the models whose names begin so; the first that fits counts.
var encodings = []struct {
	prefix   string
	encoding func() *encoding
}{
	{"gpt-4o", o200k}, {"gpt-4.", o200k}, {"gpt-5", o200k}, {"gpt-oss", o200k},
	{"chatgpt-4o", o200k}, {"o1", o200k}, {"o3", o200k}, {"o4", o200k},
	{"gpt-4", cl100k}, {"gpt-3.5", cl100k},
}

// CounterFor is the counter of a model, by its name. The tables of an encoding are read when they are first needed.
func CounterFor(model string) Counter {
	name := bareName(model)
	for _, known := range encodings {
		if strings.HasPrefix(name, known.prefix) {
			return Counter{sync.OnceValue(known.encoding)}
		}
	}
	return Counter{}
}

// bareName is a model's name without its maker, as in "openai/gpt-4o".
func bareName(model string) string {
	return strings.ToLower(model[strings.LastIndexByte(model, '/')+1:])
}

// Exact says whether the counter counts, and does not estimate.
func (c Counter) Exact() bool { return c.load != nil }

// Count is the number of tokens of a text.
func (c Counter) Count(text string) int {
	if c.load != nil {
		if n, ok := c.load().count(text); ok {
			return n
		}
	}
	return estimate(text)
}

// The estimate's characters per token. Encodings agree on English to within a tenth or so; scripts that they hold few
// words of cost about a token a letter.
const (
	asciiPerToken  = 4.0
	letterPerToken = 2.5 // letters of alphabets beyond ASCII
	signPerToken   = 1.2 // signs of scripts that write no spaces
)

func estimate(text string) int {
	tokens := 0.0
	for _, r := range text {
		switch {
		case r < unicode.MaxASCII:
			tokens += 1 / asciiPerToken
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai):
			tokens += 1 / signPerToken
		default:
			tokens += 1 / letterPerToken
		}
	}
	return int(tokens) + 1
}
