// Package modeltest is a scripted server that speaks OpenAI's chat API, for tests at the wire. Start with [Start].
package modeltest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
)

// An Answer is what the server does with one request. The zero value is an empty, successful answer.
type Answer struct {
	Content      string // of the assistant's message
	Refusal      string
	FinishReason string // "" means "stop"
	Status       int    // other than 0: answer with Body under this status
	Body         string // the raw body, in place of a completion, when not ""
	HalfABody    bool   // close the connection in the middle of the body
	Hang         bool   // answer nothing until the client goes away
}

// A Server answers each request with the next of its answers; the last one is repeated.
type Server struct {
	http *httptest.Server

	mu       sync.Mutex
	answers  []Answer
	requests [][]byte
}

// Start serves on loopback until Close.
func Start(answers ...Answer) *Server {
	s := &Server{answers: answers}
	s.http = httptest.NewServer(http.HandlerFunc(s.serve))
	return s
}

// BaseURL is what a client is pointed at.
func (s *Server) BaseURL() string { return s.http.URL + "/v1" }

// Close ends the server and waits for its requests.
func (s *Server) Close() {
	s.http.CloseClientConnections()
	s.http.Close()
}

// Requests are the bodies that were received so far.
func (s *Server) Requests() [][]byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([][]byte(nil), s.requests...)
}

func (s *Server) next(body []byte) Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, body)
	if len(s.answers) == 0 {
		return Answer{}
	}
	answer := s.answers[0]
	if len(s.answers) > 1 {
		s.answers = s.answers[1:]
	}
	return answer
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/v1/chat/completions" || r.Method != http.MethodPost {
		http.NotFound(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	answer := s.next(body)
	if answer.Hang {
		<-r.Context().Done()
		return
	}
	reply := []byte(answer.Body)
	if answer.Body == "" {
		reply = completion(answer)
	}
	w.Header().Set("Content-Type", "application/json")
	if answer.Status != 0 {
		w.WriteHeader(answer.Status)
	}
	if answer.HalfABody {
		w.Write(reply[:len(reply)/2])
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler) // net/http's way to cut a connection
	}
	w.Write(reply)
}

func completion(a Answer) []byte {
	reason := a.FinishReason
	if reason == "" {
		reason = "stop"
	}
	reply, _ := json.Marshal(map[string]any{
		"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "scripted",
		"choices": []any{map[string]any{
			"index": 0, "finish_reason": reason, "logprobs": nil,
			"message": map[string]any{"role": "assistant", "content": a.Content, "refusal": a.Refusal},
		}},
		"usage": map[string]any{"prompt_tokens": 700, "completion_tokens": 200, "total_tokens": 900},
	})
	return reply
}
