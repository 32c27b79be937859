package playground

import (
	"fmt"
	"io"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// A Fault answers matching requests in the server's place.
type Fault struct {
	Method, Path string // Path is a substring of the path without /api/v9; "" matches all
	Times        int    // how many requests it takes; 0 means one
	Status       int    // 0 means 200
	Header       map[string]string
	Body         string
	Hang         bool // answer nothing until the client goes away
	// Cut carries the request out and closes the connection amid the answer: the caller cannot know that it was done.
	Cut bool
}

// RateLimit is Discord's 429, for one route or for all that a bot does. The header counts whole seconds, the body fractions.
func RateLimit(method, path string, wait time.Duration, global bool) Fault {
	f := Fault{Method: method, Path: path, Status: http.StatusTooManyRequests, Header: map[string]string{
		"Retry-After": strconv.Itoa(int(math.Ceil(wait.Seconds()))), "X-RateLimit-Scope": "user",
	}}
	if global {
		f.Header["X-RateLimit-Global"], f.Header["X-RateLimit-Scope"] = "true", "global"
	} else {
		f.Header["X-RateLimit-Reset-After"] = fmt.Sprint(wait.Seconds())
		f.Header["X-RateLimit-Limit"], f.Header["X-RateLimit-Remaining"], f.Header["X-RateLimit-Bucket"] = "5", "0", "playground"
	}
	f.Body = fmt.Sprintf(`{"message":"You are being rate limited.","retry_after":%v,"global":%t,"code":0}`, wait.Seconds(), global)
	return f
}

// Ban is the 429 that a firewall in front of Discord gives: a page, not JSON.
func Ban(method, path string) Fault {
	return Fault{Method: method, Path: path, Status: http.StatusTooManyRequests,
		Header: map[string]string{"Content-Type": "text/html", "Retry-After": "60"},
		Body:   "<html><title>Access denied</title>error code: 1015</html>"}
}

// Fail makes the next matching requests fail.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f.Times = max(f.Times, 1)
	if f.Status == 0 {
		f.Status = http.StatusOK
	}
	s.faults = append(s.faults, f)
}

// Faults are those that are still to come.
func (s *Server) Faults() (waiting []Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		if f.Times > 0 {
			waiting = append(waiting, f)
		}
	}
	return waiting
}

// ClearFaults calls off those that are still to come.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

func (s *Server) takeFault(method, path string) (Fault, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.faults {
		f := &s.faults[i]
		if f.Times > 0 && (f.Method == "" || f.Method == method) && strings.Contains(path, f.Path) {
			f.Times--
			return *f, true
		}
	}
	return Fault{}, false
}

func (f Fault) serve(w http.ResponseWriter, r *http.Request) {
	if f.Hang {
		<-r.Context().Done()
		return
	}
	w.Header().Set("Content-Type", "application/json")
	for name, value := range f.Header {
		w.Header().Set(name, value)
	}
	w.WriteHeader(f.Status)
	io.WriteString(w, f.Body)
}

// cut writes half of an answer and aborts the connection, the way net/http asks handlers to.
func cut(w http.ResponseWriter, status int, reply []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(reply)+1))
	w.WriteHeader(status)
	w.Write(reply[:len(reply)/2])
	panic(http.ErrAbortHandler)
}
