package modeltest

import "net/http"

// A Fault is a way in which servers fail, in a profile's own shape. good is what the server would have answered.
type Fault struct {
	Name   string
	Answer func(p Profile, good string) Answer
}

// Faults are the ways that are tried with every profile.
func Faults() []Fault {
	return append(statusFaults(), bodyFaults()...)
}

func statusFaults() []Fault {
	status := func(name string, status int, code, message, after string) Fault {
		return Fault{name, func(p Profile, _ string) Answer {
			return Answer{Status: status, Body: string(p.Error(status, code, message)), RetryAfter: after}
		}}
	}
	return []Fault{
		status("429, Retry-After", http.StatusTooManyRequests, "rate_limit_exceeded", "Rate limit reached.", "2"),
		status("429", http.StatusTooManyRequests, "rate_limit_exceeded", "Rate limit reached.", ""),
		status("no credit", http.StatusTooManyRequests, "insufficient_quota", "You exceeded your current quota.", ""),
		status("wrong key", http.StatusUnauthorized, "invalid_api_key", "Incorrect API key provided: sk-secret.", ""),
		status("500", http.StatusInternalServerError, "", "The server had an error.", ""),
		{"502, a web page", func(Profile, string) Answer {
			return Answer{Status: http.StatusBadGateway, HTML: true, Body: "<html><h1>502 Bad Gateway</h1></html>"}
		}},
	}
}

func bodyFaults() []Fault {
	is := func(name string, a Answer) Fault { return Fault{name, func(Profile, string) Answer { return a }} }
	return []Fault{
		is("200 with an error", Answer{Body: `{"error":{"message":"Provider returned error","code":502}}`}),
		is("no choices", Answer{Body: `{"id":"x","object":"chat.completion","created":1,"model":"scripted","choices":[]}`}),
		is("no text", Answer{}),
		is("a refusal", Answer{Refusal: "I'm sorry, I can't help with that."}),
		is("content filter", Answer{FinishReason: "content_filter"}),
		{"half a body", func(_ Profile, good string) Answer { return Answer{Content: good, HalfABody: true} }},
		is("a hang", Answer{Hang: true}),
		is("not JSON", Answer{Body: "upstream connect error or disconnect/reset before headers"}),
		is("chatter", Answer{Content: "Certainly! The mayor is a fine person."}),
		is("another schema", Answer{Content: `{"summary":"The council met.","quotes":["We will be rich"]}`}),
		{"a cut answer", func(_ Profile, good string) Answer {
			return Answer{Content: good[:len(good)*2/3], FinishReason: "length"}
		}},
		{"finish_reason error", func(_ Profile, good string) Answer { return Answer{Content: good[:len(good)/2], FinishReason: "error"} }},
	}
}
