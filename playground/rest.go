package playground

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	maxBody     = 25 << 20 // bytes of one request, Discord's own limit
	maxRequests = 10_000   // that are remembered
)

// A Request is one REST call that the server received.
type Request struct {
	Method, Path string // the path without /api/v9
	Query        string
	Body         []byte // JSON; for a multipart body its payload_json
	Files        []Attachment
	Status       int    // what was answered; 0 when nothing was
	Answer       []byte // JSON; empty where a fault answered
	Fault        bool   // a fault answered
	Route        string // as in "GET /channels/{channel}"; "" for a call that the playground does not know
}

// Requests are the REST calls so far, the latest 10,000.
func (s *Server) Requests() []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Request(nil), s.requests...)
}

// record remembers a call. The lock is held.
func (s *Server) record(r Request) {
	s.requests = append(s.requests, r)
	if len(s.requests) > maxRequests {
		s.requests = s.requests[len(s.requests)-maxRequests:]
	}
	s.touch()
}

// A call is one REST request on its way. The lock is held while it is answered.
type call struct {
	*Server
	request *http.Request
	body    object
	list    []any // the body, where it is a list
	files   []Attachment
	route   string // as it stands in the list of calls
	began   time.Time
}

func (c *call) path(name string) string { return c.request.PathValue(name) }

// An answerer answers a call: a status and what is sent as JSON, nil for nothing.
type answerer func(*call) (any, *Refusal)

// rest does what all calls share: the body, faults, the token, the lock, the limits, the record.
func (s *Server) rest(route string, answer answerer) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		c, raw, failure := s.readCall(r)
		c.began, c.route = time.Now(), route
		seen := Request{Method: r.Method, Path: r.URL.Path, Query: r.URL.RawQuery, Body: raw, Files: c.files, Route: route}
		fault, faulty := s.takeFault(r.Method, r.URL.Path)
		if faulty && !fault.Cut {
			c.fail(fault, seen, w)
			return
		}
		if failure == nil && !s.authorized(r) {
			failure = errUnauthorized
		}
		if failure == nil {
			failure = s.checked(seen)
		}
		seen.Status, seen.Answer = c.carryOut(answer, failure, seen, w.Header())
		if s.options.Latency > 0 {
			select {
			case <-time.After(s.options.Latency):
			case <-r.Context().Done(): // the caller is gone; what it asked for is done
			}
		}
		if faulty {
			cut(w, seen.Status, seen.Answer)
		}
		if len(seen.Answer) > 0 {
			w.Header().Set("Content-Type", "application/json")
		}
		w.WriteHeader(seen.Status)
		w.Write(seen.Answer)
	}
}

// checked refuses what the options' own check has something against.
func (s *Server) checked(r Request) *Refusal {
	if s.options.Check == nil || r.Route == "" {
		return nil
	}
	err := s.options.Check(r)
	if err == nil {
		return nil
	}
	var p problems
	p.add("", "BASE_TYPE_INVALID", err.Error())
	return p.refusal()
}

// fail answers with a fault.
func (c *call) fail(fault Fault, seen Request, w http.ResponseWriter) {
	seen.Fault = true
	if !fault.Hang {
		seen.Status = fault.Status
	}
	c.mu.Lock()
	c.record(seen)
	c.log(seen, nil)
	c.mu.Unlock()
	fault.serve(w, c.request)
}

// carryOut answers under the lock, and makes the JSON there too: an answer holds objects that later calls change.
func (c *call) carryOut(answer answerer, failure *Refusal, seen Request, header http.Header) (status int, reply []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var value any
	if limited := c.limit(c.route, header, c.began); limited != nil {
		failure = limited
	}
	if failure == nil {
		value, failure = answer(c)
	}
	if failure != nil {
		status, reply = failure.Status, failure.body()
	} else {
		switch value := value.(type) {
		case nil:
			status = http.StatusNoContent
		case created:
			status, reply = http.StatusCreated, encode(value.value)
		default:
			status, reply = http.StatusOK, encode(value)
		}
	}
	seen.Status, seen.Answer = status, reply
	c.record(seen)
	c.log(seen, header)
	return status, reply
}

// created is an answer with status 201.
type created struct{ value any }

// encode makes JSON of what came from JSON or was made here; there is nothing in it that could fail.
func encode(value any) []byte {
	data, err := json.Marshal(value)
	if err != nil {
		return []byte("null")
	}
	return data
}

// authorized says whether the call carries the bot's token. Interactions carry a token of their own in the path.
func (s *Server) authorized(r *http.Request) bool {
	path := r.URL.Path
	return strings.HasPrefix(path, "/webhooks/") || strings.HasPrefix(path, "/interactions/") || path == "/gateway" ||
		r.Header.Get("Authorization") == "Bot "+s.options.Token
}

// readCall reads a request's body: JSON, or a multipart form whose payload_json is the JSON and whose other parts are
// files. The call is never nil.
func (s *Server) readCall(r *http.Request) (c *call, raw []byte, failure *Refusal) {
	c = &call{Server: s, request: r, body: object{}}
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil {
		return c, nil, errForm
	}
	if len(body) > maxBody {
		return c, nil, errTooLarge
	}
	raw = body
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "multipart/form-data" {
		if raw, c.files, err = readForm(body, params["boundary"]); err != nil {
			return c, nil, errForm
		}
	}
	if len(raw) == 0 {
		return c, nil, nil
	}
	if kind != "multipart/form-data" && kind != "application/json" { // also: what another site's page may send unasked
		return c, raw, errContentType
	}
	value, err := decode(raw)
	if err != nil {
		return c, raw, errJSON
	}
	switch value := value.(type) {
	case nil:
	case object:
		c.body = value
	case []any:
		c.list = value
	default:
		return c, raw, errForm
	}
	return c, raw, nil
}

// decode reads one JSON value, with numbers kept as they are written.
func decode(data []byte) (value any, err error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, errors.New("more than one JSON value")
	}
	return value, nil
}

// readForm takes a multipart form apart. A part's name, "files[0]", is what the JSON calls the file by.
func readForm(body []byte, boundary string) (payload []byte, files []Attachment, err error) {
	parts := multipart.NewReader(bytes.NewReader(body), boundary)
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return payload, files, nil
		}
		if err != nil {
			return nil, nil, err
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return nil, nil, err
		}
		if part.FormName() == "payload_json" {
			payload = data
			continue
		}
		files = append(files, Attachment{Name: part.FileName(), ContentType: part.Header.Get("Content-Type"), Data: data, field: part.FormName()})
	}
}

func (s *Server) serveAttachment(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	file, ok := s.state.attachments[r.PathValue("id")]
	s.mu.Unlock()
	if !ok || file.Name != r.PathValue("name") {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", file.ContentType)
	// A file is somebody else's: a browser must not run it on this machine's address.
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(file.Name))
	w.Write(file.Data)
}
