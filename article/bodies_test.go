package article

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"
)

// gzipped returns n bytes of zeros, or whatever fill makes, in gzip.
// bomb has twice as much in it as a page may.
var bomb = sync.OnceValue(func() []byte {
	return gzipped(2*maxPage, func(w io.Writer) { io.WriteString(w, "<!doctype html><p>") })
})

func gzipped(n int, fill func(io.Writer)) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if fill != nil {
		fill(z)
	}
	z.Write(make([]byte, n))
	z.Close()
	return b.Bytes()
}

func TestBodiesThatLieOrNeverEnd(t *testing.T) {
	t.Parallel()
	hang := func(w http.ResponseWriter, r *http.Request) {
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}
	for name, c := range map[string]struct {
		serve http.HandlerFunc
		want  Kind
	}{
		"a gzip bomb": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(bomb())
		}, TooLarge},
		"gzip in gzip": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(gzipped(0, func(inner io.Writer) { inner.Write(bomb()) }))
		}, Unsupported},
		"an encoding that was not asked for": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			io.WriteString(w, "\x1b\x00\x00")
		}, Unsupported},
		"gzip that is none": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			io.WriteString(w, "<!doctype html>")
		}, Unreachable},
		"an endless body": {func(w http.ResponseWriter, r *http.Request) {
			chunk := []byte("<!doctype html>" + strings.Repeat("<p>more</p>", 1000))
			for r.Context().Err() == nil {
				if _, err := w.Write(chunk); err != nil {
					return
				}
			}
		}, TooLarge},
		"a length over the limit": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "999999999")
			io.WriteString(w, "<!doctype html>")
		}, TooLarge},
		"a length that is too short": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "500")
			io.WriteString(w, "<!doctype html><p>short")
			panic(http.ErrAbortHandler)
		}, Unreachable},
		"a header of 200 KiB": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("X-Long", strings.Repeat("a", 200<<10))
		}, Unreachable},
		"ten thousand headers": {func(w http.ResponseWriter, _ *http.Request) {
			for i := range 10_000 {
				w.Header().Set(fmt.Sprintf("X-%d", i), "aaaaaaaaaaaaaaaa")
			}
		}, Unreachable},
		"a picture": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "image/png")
		}, Unsupported},
		"a PDF served as HTML": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, "%PDF-1.7\n1 0 obj")
		}, Unsupported},
		"JSON": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, `{"a": [1, 2, 3]}`)
		}, Unsupported},
		"a feed": {func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/xml")
			io.WriteString(w, `<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>`)
		}, Unsupported},
		"no answer":                   {func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, TimedOut},
		"a body that stops":           {hang, TimedOut},
		"a body of a byte at a time":  {drip, TimedOut},
		"a connection that is closed": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, Unreachable},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := Options{MaxBytes: 1 << 20, Timeout: 20 * time.Second}
			if c.want == TimedOut {
				o.Timeout = 50 * time.Millisecond
			}
			f, server := newLocal(t, c.serve, o)
			_, err := f.Fetch(t.Context(), server.URL)
			if kindOf(err) != c.want {
				t.Errorf("Fetch = %v, want %q", err, c.want)
			}
		})
	}
}

// drip sends a byte whenever a tick comes, for as long as it is listened to.
func drip(w http.ResponseWriter, r *http.Request) {
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-tick.C:
			io.WriteString(w, "<")
			w.(http.Flusher).Flush()
		}
	}
}

func TestFloodOfInterimAnswers(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		go io.Copy(io.Discard, conn)
		for range 100_000 {
			if _, err := io.WriteString(conn, "HTTP/1.1 103 Early Hints\r\nX: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n\r\n"); err != nil {
				return
			}
		}
	}()
	t.Cleanup(func() { listener.Close(); <-done })
	f := NewFetcher(Options{Transport: NewTransport(Guard{AllowLoopback: true})})
	if _, err := f.Fetch(t.Context(), "http://"+listener.Addr().String()); kindOf(err) != Unreachable {
		t.Errorf("Fetch = %v, want unreachable", err)
	}
}
