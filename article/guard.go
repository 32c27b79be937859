package article

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// A Guard decides which addresses may be dialled. The zero Guard allows public addresses on ports 80 and 443 alone.
type Guard struct {
	AllowLoopback bool // also 127.0.0.0/8 and ::1, on any port: for trying things out

	Also netip.AddrPort // one address more, of this machine: the playground's own
}

// errGuard marks every refusal of the guard.
var errGuard = errors.New("refused by the network guard")

// NewTransport returns a transport that connects to no address inside anyone's network. The guard stands in the dialer,
// after name resolution, so that neither a redirect nor a name that changes its address gets past it. It reads no proxy
// settings: behind a proxy the guard would see the proxy's address alone.
func NewTransport(g Guard) *http.Transport { return newTransport(g, nil) }

// newTransport resolves names with r, or as Go does when r is nil.
func newTransport(g Guard, r *net.Resolver) *http.Transport {
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: g.control(), Resolver: r}
	return &http.Transport{
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  15 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
		MaxConnsPerHost:        8,
		// An article is one request. Without idle connections every request is dialled, and so guarded, and no
		// goroutine stays behind.
		DisableKeepAlives: true,
	}
}

// control returns the check of one dial, on the address that is about to be connected to.
func (g Guard) control() func(network, address string, c syscall.RawConn) error {
	// The library leaves out the address under which Azure's machines reach their host.
	azure := netip.MustParsePrefix("168.63.129.16/32")
	public := ssrf.New(ssrf.WithDeniedV4Prefixes(azure))
	return func(network, address string, c syscall.RawConn) error {
		to, err := netip.ParseAddrPort(address)
		if err == nil && to.Addr().IsLoopback() && (network == "tcp4" || network == "tcp6") && (g.AllowLoopback || to == g.Also) {
			return nil
		}
		if err := public.Safe(network, address, c); err != nil {
			return fmt.Errorf("%w: %v", errGuard, err)
		}
		return nil
	}
}
