package modeltest

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"sync"
)

// A memoryNet is a network of pipes between one server and its clients.
type memoryNet struct {
	transport *http.Transport
	dialled   chan net.Conn
	closed    chan struct{}
	close     sync.Once
}

func newMemoryNet() *memoryNet {
	m := &memoryNet{dialled: make(chan net.Conn), closed: make(chan struct{})}
	// An https address is reached without TLS: what is tested is the API.
	m.transport = &http.Transport{DialContext: m.dial, DialTLSContext: m.dial}
	return m
}

func (m *memoryNet) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case m.dialled <- there:
		return here, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-m.closed:
		return nil, net.ErrClosed
	}
}

// Accept implements net.Listener.
func (m *memoryNet) Accept() (net.Conn, error) {
	select {
	case conn := <-m.dialled:
		return conn, nil
	case <-m.closed:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (m *memoryNet) Close() error {
	m.close.Do(func() { close(m.closed) })
	return nil
}

// Addr implements net.Listener.
func (m *memoryNet) Addr() net.Addr { return memoryAddr{} }

type memoryAddr struct{}

func (memoryAddr) Network() string { return "memory" }
func (memoryAddr) String() string  { return "memory" }

// Both reaches two servers in memory, each by the host of its base URL.
func Both(a, b *Server) *http.Client {
	return &http.Client{Transport: byHost{hostOf(a): a.memory.transport, hostOf(b): b.memory.transport}}
}

func hostOf(s *Server) string {
	u, err := url.Parse(s.base)
	if err != nil {
		return ""
	}
	return u.Host
}

type byHost map[string]http.RoundTripper

func (m byHost) RoundTrip(r *http.Request) (*http.Response, error) {
	way, known := m[r.URL.Host]
	if !known {
		return nil, net.ErrClosed
	}
	return way.RoundTrip(r)
}
