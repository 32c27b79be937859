package summarize

import (
	"encoding/json"
	"errors"
	"fmt"
	"parley/summarize/check"
	"strings"
)

// ErrNonsense is an answer that holds no draft.
var ErrNonsense = errors.New("summarize: the answer holds no draft")

// maxObjects bounds how many places of an answer are tried as the start of the draft.
const maxObjects = 64

// decodeDraft finds the draft in a model's answer.
func decodeDraft(answer string) (draft check.Draft, err error) {
	if !findObject(answer, func(object string) (ok bool) { draft, ok = parseDraft(object); return ok }) {
		return check.Draft{}, fmt.Errorf("%w: %d bytes", ErrNonsense, len(answer))
	}
	return draft, nil
}

// findObject offers the JSON objects of a model's answer until one is taken, however the server was asked: behind a
// <think> block, inside a code fence, after a sentence that has braces of its own, within another object.
func findObject(answer string, take func(object string) bool) bool {
	rest := afterThinking(answer)
	for range maxObjects {
		start := strings.IndexByte(rest, '{')
		if start < 0 {
			break
		}
		object := extentOf(rest[start:])
		if take(rest[start : start+object.end]) {
			return true
		}
		rest = rest[start+1:]
	}
	return false
}

// salvageDraft takes what is whole of an answer that was cut: every item that had ended.
func salvageDraft(answer string) (check.Draft, error) {
	rest := afterThinking(answer)
	for range maxObjects {
		start := strings.IndexByte(rest, '{')
		if start < 0 {
			break
		}
		rest = rest[start:]
		if object := extentOf(rest); object.end == 0 && object.whole > 0 {
			if draft, ok := parseDraft(rest[:object.whole] + object.closing); ok {
				return draft, nil
			}
		}
		rest = rest[1:]
	}
	return check.Draft{}, fmt.Errorf("%w: it was cut off", ErrNonsense)
}

func afterThinking(answer string) string {
	if _, after, found := strings.Cut(answer, "</think>"); found {
		return after
	}
	return answer
}

// parseDraft decodes one object.
func parseDraft(object string) (check.Draft, bool) {
	draft, ok := parseObject[check.Draft](object)
	return draft, ok && len(draft.Gist)+len(draft.Parties) > 0
}

// parseObject decodes one object, mended where it is no JSON as it stands. Fields that are of another kind than they should be
// stay empty.
func parseObject[T any](object string) (value T, ok bool) {
	for _, text := range []string{object, mendJSON(object)} {
		var value T
		err := json.Unmarshal([]byte(text), &value)
		var other *json.UnmarshalTypeError
		if err == nil || errors.As(err, &other) {
			return value, true
		}
	}
	return value, false
}

// An extent is how far a JSON object goes.
type extent struct {
	end     int    // behind its last brace; 0 when it does not end
	whole   int    // behind the last object within it that ended
	closing string // what would close it there
}

// extentOf follows the brackets of a text that begins with a brace; those inside strings are passed over.
func extentOf(text string) extent {
	var open []byte // the brackets that would close what is open
	var found extent
	inString, escaped := false, false
	for i := range len(text) {
		switch b := text[i]; {
		case escaped:
			escaped = false
		case inString:
			escaped, inString = b == '\\', b != '"'
		case b == '"':
			inString = true
		case b == '{':
			open = append(open, '}')
		case b == '[':
			open = append(open, ']')
		case b == '}' || b == ']':
			if len(open) == 0 || open[len(open)-1] != b {
				return found
			}
			if open = open[:len(open)-1]; len(open) == 0 {
				return extent{end: i + 1}
			}
			if b == '}' {
				found.whole, found.closing = i+1, reversed(open)
			}
		}
	}
	return found
}

func reversed(open []byte) string {
	var closing strings.Builder
	for i := len(open) - 1; i >= 0; i-- {
		closing.WriteByte(open[i])
	}
	return closing.String()
}

// mendJSON leaves out commas with nothing between them and a closing bracket, and escapes line ends and other control characters
// within strings.
func mendJSON(text string) string {
	var out strings.Builder
	inString, escaped := false, false
	for i := range len(text) {
		b := text[i]
		switch {
		case b < ' ' && inString:
			fmt.Fprintf(&out, "\\u%04x", b)
			escaped = false
			continue
		case escaped:
			escaped = false
		case inString:
			escaped, inString = b == '\\', b != '"'
		case b == '"':
			inString = true
		case b == ',':
			if rest := strings.TrimLeft(text[i+1:], " \t\r\n"); rest != "" && (rest[0] == '}' || rest[0] == ']') {
				continue
			}
		}
		out.WriteByte(b)
	}
	return out.String()
}
