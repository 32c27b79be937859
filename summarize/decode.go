package summarize

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// ErrNonsense is an answer that holds no draft.
var ErrNonsense = errors.New("summarize: the answer holds no draft")

// decodeDraft finds the draft in a model's answer, however the server was asked: behind a <think> block, inside a code
// fence, after a leading sentence. It takes the first balanced JSON object and no more.
func decodeDraft(answer string) (Draft, error) {
	if _, after, found := strings.Cut(answer, "</think>"); found {
		answer = after
	}
	object := firstObject(answer)
	if object == "" {
		return Draft{}, fmt.Errorf("%w: no JSON object in %d bytes", ErrNonsense, len(answer))
	}
	var draft Draft
	if err := json.Unmarshal([]byte(object), &draft); err != nil {
		// The cause may quote the answer, which is untrusted: its type is enough.
		return Draft{}, fmt.Errorf("%w: %T", ErrNonsense, err)
	}
	if len(draft.Gist)+len(draft.Parties) == 0 {
		return Draft{}, fmt.Errorf("%w: it is empty", ErrNonsense)
	}
	return draft, nil
}

// firstObject is the first balanced {…} of a text, braces inside strings passed over; "" when there is none.
func firstObject(text string) string {
	start := strings.IndexByte(text, '{')
	if start < 0 {
		return ""
	}
	depth, inString, escaped := 0, false, false
	for i := start; i < len(text); i++ {
		switch b := text[i]; {
		case escaped:
			escaped = false
		case inString:
			escaped = b == '\\'
			inString = b != '"'
		case b == '"':
			inString = true
		case b == '{':
			depth++
		case b == '}':
			if depth--; depth == 0 {
				return text[start : i+1]
			}
		}
	}
	return ""
}
