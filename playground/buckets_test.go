package playground

import (
	"net/http"
	"testing"
	"time"
)

func TestBucketsAreOfARouteAndItsChannel(t *testing.T) {
	t.Parallel()
	s, err := Start(Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	first, second := s.AddChannel("first"), s.AddChannel("second")
	send := func(channel string) *http.Response {
		response, _ := answered(t, asked(t, s, http.MethodPost, "/api/v9/channels/"+channel+"/messages", []byte(`{"content":"x"}`)))
		return response
	}
	var last *http.Response
	for range 5 {
		if last = send(first); last.StatusCode != http.StatusOK {
			t.Fatalf("within the limit = %d", last.StatusCode)
		}
	}
	header := last.Header
	if header.Get("X-RateLimit-Limit") != "5" || header.Get("X-RateLimit-Remaining") != "0" || header.Get("X-RateLimit-Bucket") == "" ||
		header.Get("X-RateLimit-Reset") == "" || header.Get("X-RateLimit-Reset-After") == "" {
		t.Errorf("headers of the fifth call = %v", header)
	}
	if over := send(first); over.StatusCode != http.StatusTooManyRequests || over.Header.Get("Retry-After") == "" || over.Header.Get("X-RateLimit-Scope") != "user" {
		t.Errorf("the sixth call = %d %v; want a 429 of this bot's own", over.StatusCode, over.Header)
	}
	if other := send(second); other.StatusCode != http.StatusOK || other.Header.Get("X-RateLimit-Bucket") != header.Get("X-RateLimit-Bucket") {
		t.Errorf("in another channel = %d %v; want its own count in a bucket of the same name", other.StatusCode, other.Header)
	}
	if got := len(s.Messages(first)); got != 5 {
		t.Errorf("%d messages; want 5: the sixth was refused", got)
	}
}

func TestAllCallsTogetherAreLimitedButForInteractions(t *testing.T) {
	t.Parallel()
	s := &Server{buckets: map[string]bucket{}}
	c := &call{Server: s, request: &http.Request{}}
	now := time.Now()
	count := func(route string) (n int, last http.Header) {
		for range 60 {
			last = http.Header{}
			if c.limit(route, last, now) == nil {
				n++
			}
		}
		return n, last
	}
	n, header := count("GET /channels/{channel}")
	if n != everything.calls || header.Get("X-RateLimit-Global") != "true" || header.Get("X-RateLimit-Scope") != "global" || header.Get("X-RateLimit-Reset-After") != "" {
		t.Errorf("%d of 60 calls, then %v; want %d, then a global 429 without a bucket", n, header, everything.calls)
	}
	if refused := c.limit("POST /interactions/{interaction}/{token}/callback", http.Header{}, now); refused != nil {
		t.Errorf("an answer to an interaction: %v; want it let through", refused)
	}
	now = now.Add(time.Second)
	if n, _ := count("GET /channels/{channel}"); n != everything.calls {
		t.Errorf("%d calls a second later; want %d again", n, everything.calls)
	}
}
