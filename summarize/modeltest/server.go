// Package modeltest is a scripted server that speaks OpenAI's chat API, for tests at the wire. It answers in the dialect
// of a [Profile], at a model's pace, and with the faults of real servers. Start with [Start] (on loopback, no dialect) or
// [New] (in memory, for testing/synctest).
package modeltest

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"
)

// An Answer is what the server does with one request. The zero value is an empty, successful answer.
type Answer struct {
	Content      string // of the assistant's message; a profile dresses it as its servers do
	Refusal      string
	FinishReason string // "" means "stop"
	Status       int    // other than 0: answer with Body under this status
	Body         string // the raw body, in place of a completion, when not ""
	HTML         bool   // the body is a web page
	RetryAfter   string // the header, when not ""
	HalfABody    bool   // close the connection in the middle of the body
	Hang         bool   // answer nothing until the client goes away
}

// A Server answers each request that its profile takes with the next of its answers; the last one is repeated.
type Server struct {
	// The pace of the model; set both before the first request, or neither.
	FirstToken      time.Duration
	TokensPerSecond float64
	Forgetful       bool // keep no requests: there will be many

	profile Profile
	base    string
	http    *http.Server
	serving sync.WaitGroup
	memory  *memoryNet       // nil on loopback
	local   *httptest.Server // nil in memory

	mu       sync.Mutex
	answers  []Answer
	requests [][]byte
}

// Start serves on loopback until Close, in no dialect: whatever is asked is taken.
func Start(answers ...Answer) *Server {
	s := &Server{answers: answers}
	s.local = httptest.NewServer(s)
	s.base = s.local.URL + "/v1"
	return s
}

// New serves a profile in memory until Close, under the address of the real one; only [Server.Client] reaches it. Nothing
// in it waits on a real network, so that it works in a testing/synctest bubble.
func New(p Profile, answers ...Answer) *Server {
	s := &Server{answers: answers, profile: p, base: p.BaseURL, memory: newMemoryNet()}
	s.http = &http.Server{Handler: s, ConnState: func(_ net.Conn, state http.ConnState) {
		switch state {
		case http.StateNew: // still in Serve's goroutine, so that the count cannot be nothing before
			s.serving.Add(1)
		case http.StateClosed:
			s.serving.Done()
		}
	}}
	s.serving.Go(func() { s.http.Serve(s.memory) })
	return s
}

// BaseURL is what a client is pointed at.
func (s *Server) BaseURL() string { return s.base }

// Client reaches the server. For one in memory, no other does.
func (s *Server) Client() *http.Client {
	if s.memory == nil {
		return s.local.Client()
	}
	return &http.Client{Transport: s.memory.transport}
}

// Close ends the server and waits for its requests.
func (s *Server) Close() {
	if s.memory == nil {
		s.local.CloseClientConnections()
		s.local.Close()
		return
	}
	s.memory.transport.CloseIdleConnections()
	s.http.Close()
	s.serving.Wait()
}

// Requests are the bodies that were received so far.
func (s *Server) Requests() [][]byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([][]byte(nil), s.requests...)
}

func (s *Server) record(body []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.Forgetful {
		s.requests = append(s.requests, body)
	}
}

func (s *Server) next() Answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.answers) == 0 {
		return Answer{}
	}
	answer := s.answers[0]
	if len(s.answers) > 1 {
		s.answers = s.answers[1:]
	}
	return answer
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !strings.HasSuffix(r.URL.Path, "/chat/completions") || r.Method != http.MethodPost {
		http.NotFound(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	s.record(body)
	asked, complaint := s.profile.read(r, body)
	if complaint != nil {
		reply(w, complaint.status, complaint.body)
		return
	}
	s.answer(w, r, asked, s.next())
}

func (s *Server) answer(w http.ResponseWriter, r *http.Request, asked request, a Answer) {
	if a.Hang {
		<-r.Context().Done()
		return
	}
	body := []byte(a.Body)
	if a.Body == "" {
		text := s.profile.dress(asked, a)
		tokens := countTokens(text)
		if asked.limit > 0 && tokens > asked.limit {
			text, tokens, a.FinishReason = text[:4*asked.limit], asked.limit, "length"
		}
		if !s.think(r, tokens) {
			return
		}
		body = s.profile.completion(a, text, asked.tokens, tokens)
	}
	if a.RetryAfter != "" {
		w.Header().Set("Retry-After", a.RetryAfter)
	}
	if a.HTML {
		w.Header().Set("Content-Type", "text/html")
	}
	if a.HalfABody {
		reply(w, a.Status, body[:len(body)/2])
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler) // net/http's way to cut a connection
	}
	reply(w, a.Status, body)
}

// think takes the time of a model; false when the client has gone.
func (s *Server) think(r *http.Request, tokens int) bool {
	wait := s.FirstToken
	if s.TokensPerSecond > 0 {
		wait += time.Duration(float64(tokens) / s.TokensPerSecond * float64(time.Second))
	}
	if wait == 0 {
		return true
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-r.Context().Done():
		return false
	}
}

// ModelTime is how long the server takes for an answer with this content.
func (s *Server) ModelTime(content string) time.Duration {
	return s.FirstToken + time.Duration(float64(countTokens(content))/s.TokensPerSecond*float64(time.Second))
}

// countTokens is near enough to any encoding: four bytes a token.
func countTokens(text string) int { return (len(text) + 3) / 4 }

func reply(w http.ResponseWriter, status int, body []byte) {
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json")
	}
	if status != 0 {
		w.WriteHeader(status)
	}
	w.Write(body)
}

func encode(value any) []byte {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return []byte(err.Error())
	}
	return out.Bytes()
}
