package model

import (
	"bytes"
	"encoding/json"
	"strings"
)

// A chunk is one event of a stream: a part of a message, or an error.
type chunk struct {
	Choices []struct {
		Delta, Message struct {
			Content          string `json:"content"`
			Refusal          string `json:"refusal"`
			ReasoningContent string `json:"reasoning_content"`
			Reasoning        string `json:"reasoning"`
			ToolCalls        []struct {
				Function struct {
					Arguments string `json:"arguments"`
				} `json:"function"`
			} `json:"tool_calls"`
		}
		FinishReason string `json:"finish_reason"`
	}
	Usage json.RawMessage
	Error json.RawMessage
}

// unstreamed is the reply that a stream of events makes up, from a server that streams without being asked. Another body stays
// as it is.
func unstreamed(body []byte) []byte {
	trimmed := bytes.TrimLeft(body, " \t\r\n")
	if !bytes.HasPrefix(trimmed, []byte("data:")) && !bytes.HasPrefix(trimmed, []byte("event:")) && !bytes.HasPrefix(trimmed, []byte(":")) {
		return body
	}
	var content, refusal, thought, arguments strings.Builder
	finish, reply, chunks := "", map[string]any{}, 0
	for line := range bytes.Lines(trimmed) {
		data, found := bytes.CutPrefix(bytes.TrimSpace(line), []byte("data:"))
		var event chunk
		if !found || json.Unmarshal(data, &event) != nil {
			continue
		}
		chunks++
		if len(event.Usage) > 0 && string(event.Usage) != "null" {
			reply["usage"] = event.Usage
		}
		if len(event.Error) > 0 && string(event.Error) != "null" {
			reply["error"] = event.Error
		}
		for _, choice := range event.Choices[:min(len(event.Choices), 1)] {
			content.WriteString(choice.Delta.Content + choice.Message.Content)
			refusal.WriteString(choice.Delta.Refusal + choice.Message.Refusal)
			thought.WriteString(choice.Delta.ReasoningContent + choice.Delta.Reasoning + choice.Message.ReasoningContent + choice.Message.Reasoning)
			for _, call := range append(choice.Delta.ToolCalls, choice.Message.ToolCalls...) {
				arguments.WriteString(call.Function.Arguments)
			}
			if choice.FinishReason != "" {
				finish = choice.FinishReason
			}
		}
	}
	if chunks == 0 {
		return body
	}
	message := map[string]any{"role": "assistant", "content": content.String(), "refusal": refusal.String(), "reasoning_content": thought.String()}
	if arguments.Len() > 0 {
		message["tool_calls"] = []any{map[string]any{"type": "function", "function": map[string]any{"arguments": arguments.String()}}}
	}
	reply["choices"] = []any{map[string]any{"finish_reason": finish, "message": message}}
	joined, err := json.Marshal(reply)
	if err != nil {
		return body
	}
	return joined
}
