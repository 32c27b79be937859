package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"

	"parley/article"
	"parley/playground"
	"parley/summarize"
	"parley/summarize/transcript"
)

const (
	keptReadings = 50      // whose speakers can still be explained
	keptTimings  = 200     // of articles that nobody read yet
	shownAnswer  = 1 << 20 // bytes of a model's answer
)

// A teller tells the playground's page what goes on behind a brief. It looks on as the summarizer's recorder, at the fetcher's
// timings, and on the way to the models.
type teller struct {
	server *playground.Server

	mu       sync.Mutex
	last     int
	readings []*toldReading
	timings  []article.Timing
}

// A toldReading is a transcript with the number by which the page knows it.
type toldReading struct {
	id         int
	transcript *transcript.Transcript
	view       transcriptView
}

func newTeller(server *playground.Server) *teller {
	t := &teller{server: server}
	server.Handle("GET /playground/why/{reading}/{said}", http.HandlerFunc(t.explain))
	return t
}

func (t *teller) fetched(timing article.Timing) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.timings = append(t.timings, timing)
	if len(t.timings) > keptTimings {
		t.timings = t.timings[1:]
	}
}

type readingKey struct{}

// Begin is [summarize.Recorder]'s.
func (t *teller) Begin(ctx context.Context, read *transcript.Transcript) context.Context {
	view := newTranscriptView(read)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.last++
	t.readings = append(t.readings, &toldReading{t.last, read, view})
	if len(t.readings) > keptReadings {
		t.readings = t.readings[1:]
	}
	return context.WithValue(ctx, readingKey{}, t.last)
}

// toldBrief is a reading as the page shows it.
type toldBrief struct {
	ID   int       `json:"id"`
	Made time.Time `json:"made"`
	transcriptView
	Brief *summarize.Brief `json:"brief"`
	Lines []toldLine       `json:"lines"`
	Steps []toldStep       `json:"steps"`
	Why   string           `json:"why"`
}

type toldLine struct {
	What   string   `json:"what"`
	Text   string   `json:"text"`
	By     string   `json:"by"`
	Doubts []string `json:"doubts"`
	Gone   bool     `json:"gone"`
	Now    string   `json:"now"` // after the second reading
}

type toldStep struct {
	Name  string  `json:"name"`
	Start float64 `json:"start"` // ms after the first one's
	Took  float64 `json:"ms"`
}

// Made is [summarize.Recorder]'s.
func (t *teller) Made(r summarize.Record) {
	t.mu.Lock()
	i := slices.IndexFunc(t.readings, func(known *toldReading) bool { return known.transcript == r.Transcript })
	if i < 0 {
		t.mu.Unlock()
		return
	}
	reading := t.readings[i]
	steps := t.steps(r)
	t.mu.Unlock()
	told := toldBrief{ID: reading.id, Made: time.Now(), transcriptView: reading.view, Brief: r.Brief, Steps: steps, Why: "/playground/why/" + strconv.Itoa(reading.id) + "/"}
	for i, line := range r.Drafted {
		now := r.Standing[i]
		told.Lines = append(told.Lines, toldLine{line.What, line.Text, line.By, line.Doubts, now.Gone, now.Text})
	}
	t.server.Tell("reading", told)
}

// steps are those of the fetches and those of the brief, on one line of time.
func (t *teller) steps(r summarize.Record) []toldStep {
	var all []summarize.Step
	for _, source := range r.Transcript.Sources {
		i := slices.IndexFunc(t.timings, func(timing article.Timing) bool { return timing.Article.Text == source.Article.Text })
		if i >= 0 {
			timing := t.timings[i]
			all = append(all, summarize.Step{Name: "fetch", Began: timing.Began, Took: timing.Get},
				summarize.Step{Name: "extract", Began: timing.Began.Add(timing.Get), Took: timing.Extract})
		}
	}
	all = append(all, r.Steps...)
	first := slices.MinFunc(all, func(a, b summarize.Step) int { return a.Began.Compare(b.Began) }).Began
	told := []toldStep{}
	for _, step := range all {
		told = append(told, toldStep{step.Name, milliseconds(step.Began.Sub(first)), milliseconds(step.Took)})
	}
	return told
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// explain tells why one of those who said what has its speaker.
func (t *teller) explain(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.Atoi(r.PathValue("reading"))
	said, err := strconv.Atoi(r.PathValue("said"))
	t.mu.Lock()
	i := slices.IndexFunc(t.readings, func(known *toldReading) bool { return known.id == id })
	var reading *toldReading
	if i >= 0 {
		reading = t.readings[i]
	}
	t.mu.Unlock()
	if reading == nil || err != nil || said < 0 || said >= len(reading.view.Said) {
		http.NotFound(w, r)
		return
	}
	of := reading.view.Said[said].of
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	json.NewEncoder(w).Encode(reading.transcript.Sources[of.source].Why(of.index))
}

// toldQuestion is a question to a model with its answer.
type toldQuestion struct {
	Reading   int             `json:"reading"`
	Server    string          `json:"server"`
	Model     string          `json:"model"`
	Messages  json.RawMessage `json:"messages"`
	Answer    string          `json:"answer"`
	TokensIn  int             `json:"tokens_in"`
	TokensOut int             `json:"tokens_out"`
	Took      float64         `json:"ms"`
	Status    int             `json:"status"`
	Error     string          `json:"error"`
}

// RoundTrip carries a question to a model's server, and tells of it. Keys are in the headers, of which nothing is told.
func (t *teller) RoundTrip(request *http.Request) (*http.Response, error) {
	q := toldQuestion{Server: request.URL.Host}
	q.Reading, _ = request.Context().Value(readingKey{}).(int)
	if request.GetBody != nil {
		if body, err := request.GetBody(); err == nil {
			asked, _ := io.ReadAll(body)
			json.Unmarshal(asked, &q)
		}
	}
	began := time.Now()
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		q.Took, q.Error = milliseconds(time.Since(began)), "the server could not be reached"
		t.server.Tell("question", q)
		return nil, err
	}
	q.Status = response.StatusCode
	response.Body = &toldBody{ReadCloser: response.Body, done: func(answer []byte) {
		q.Took = milliseconds(time.Since(began))
		q.answered(answer)
		t.server.Tell("question", q)
	}}
	return response, nil
}

// answered takes the text and the tokens out of an answer; what is none is told as it came.
func (q *toldQuestion) answered(body []byte) {
	var answer struct {
		Choices []struct{ Message struct{ Content string } }
		Usage   struct {
			PromptTokens     int `json:"prompt_tokens"`
			CompletionTokens int `json:"completion_tokens"`
		}
	}
	if json.Unmarshal(body, &answer) != nil || len(answer.Choices) == 0 {
		q.Answer = string(body)
		return
	}
	q.Answer, q.TokensIn, q.TokensOut = answer.Choices[0].Message.Content, answer.Usage.PromptTokens, answer.Usage.CompletionTokens
}

// A toldBody is an answer's body that hands over what was read of it, once.
type toldBody struct {
	io.ReadCloser
	read bytes.Buffer
	once sync.Once
	done func([]byte)
}

// Read is [io.Reader]'s.
func (b *toldBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if room := shownAnswer - b.read.Len(); room > 0 {
		b.read.Write(p[:min(n, room)])
	}
	return n, err
}

// Close is [io.Closer]'s.
func (b *toldBody) Close() error {
	b.once.Do(func() { b.done(b.read.Bytes()) })
	return b.ReadCloser.Close()
}
