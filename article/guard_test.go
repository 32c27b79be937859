package article

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// privateHosts are addresses inside someone's network, or of no network at all, in their ordinary form.
var privateHosts = []string{
	"127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1",
	"100.64.0.1", "169.254.169.254", "169.254.170.2", "100.100.100.200", "192.0.0.192", "168.63.129.16", "198.18.0.1",
	"224.0.0.1", "240.0.0.1", "255.255.255.255", "192.31.196.1", "192.0.2.1", "198.51.100.1", "203.0.113.1",
	"[::]", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "[::127.0.0.1]", "[::ffff:0:7f00:1]", "[64:ff9b::7f00:1]",
	"[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[fc00::1]", "[fd00:ec2::254]", "[fe80::1%25lo]", "[::1%25lo]",
	"[fec0::1]", "[ff02::1]", "[3fff::1]", "[2001:db8::1]", "[2620:4f:8000::1]", "[5f00::1]",
}

// disguisedHosts are names and numbers that some software takes for addresses of this machine.
var disguisedHosts = []string{
	"0", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "127.1", "127.0.0.1.", "localhost", "LOCALHOST.",
	"127。0。0。1", "①②⑦.⓪.⓪.①", "ⓛocalhost", "loc\u00adalhost",
}

// badLinks are no links to a page at all.
var badLinks = []string{
	"", " ", "example.test", "//example.test/", "file:///etc/passwd", "gopher://example.test/", "ftp://example.test/",
	"data:text/html,<p>x", "jar:http://example.test/!/", "unix:///var/run/docker.sock", "http+unix://%2Fvar%2Frun/", "javascript:alert(1)",
	"http:example.test", "http://", "http:///path", "http://example.test\r\nHost: 127.0.0.1/", "http://a..b/",
	"http://user@example.test/", "http://example.test@127.0.0.1/", "http://127.0.0.1@example.test/", "http://user:80@127.0.0.1:80/",
	"http://example.test%2f@127.0.0.1/", "http://example.test\\@127.0.0.1/", "http://example.test%00/",
	"http://example.test:65616/", "http://example.test:http/", "http://" + strings.Repeat("a", 300) + ".test/",
	"https://example.test/" + strings.Repeat("a", maxLink),
}

func TestGuardRefusesEveryAddressInsideANetwork(t *testing.T) {
	t.Parallel()
	hits := new(atomic.Int64)
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { hits.Add(1) }))
	defer server.Close()
	resolver := newDNS(t, map[string][]string{"localhost.": {"127.0.0.1"}})
	f := NewFetcher(Options{Transport: newTransport(Guard{}, resolver)})

	for _, host := range append(append([]string{}, privateHosts...), disguisedHosts...) {
		for _, port := range []string{"", ":443"} {
			link := "http://" + host + port + "/"
			_, err := f.Fetch(t.Context(), link)
			if kindOf(err) != Refused {
				t.Errorf("Fetch(%q) = %v, want refused", link, err)
			}
			if got, want := Sentence(err), Refused.sentence(); got != want {
				t.Errorf("Sentence for %q = %q, want the one sentence %q", link, got, want)
			}
		}
	}
	if _, err := f.Fetch(t.Context(), server.URL); kindOf(err) != Refused {
		t.Errorf("Fetch(%q) = %v, want refused", server.URL, err)
	}
	if n := hits.Load(); n != 0 {
		t.Errorf("%d requests reached a loopback server, want 0", n)
	}
}

func TestGuardRefusesPorts(t *testing.T) {
	t.Parallel()
	check := Guard{}.control()
	for port, allowed := range map[int]bool{80: true, 443: true, 0: false, 22: false, 25: false, 6379: false, 8080: false} {
		err := check("tcp4", fmt.Sprintf("93.184.215.14:%d", port), nil)
		if (err == nil) != allowed {
			t.Errorf("guard on port %d = %v, want allowed %t", port, err, allowed)
		}
	}
	for _, network := range []string{"udp4", "unix", "tcp"} {
		if err := check(network, "93.184.215.14:80", nil); !errors.Is(err, errGuard) {
			t.Errorf("guard on network %s = %v, want refused", network, err)
		}
	}
}

func TestAllowLoopbackOpensLoopbackAlone(t *testing.T) {
	t.Parallel()
	check := Guard{AllowLoopback: true}.control()
	for address, allowed := range map[string]bool{
		"127.0.0.1:8080": true, "[::1]:1": true, "10.0.0.1:80": false, "0.0.0.0:80": false, "[::]:80": false,
		"169.254.169.254:80": false, "93.184.215.14:8080": false, "93.184.215.14:443": true,
	} {
		network := "tcp4"
		if strings.HasPrefix(address, "[") {
			network = "tcp6"
		}
		if err := check(network, address, nil); (err == nil) != allowed {
			t.Errorf("open guard on %s = %v, want allowed %t", address, err, allowed)
		}
	}
}

func TestBadLinksAreNotRequested(t *testing.T) {
	t.Parallel()
	f := NewFetcher(Options{Transport: failingTransport{t}})
	for _, link := range badLinks {
		if _, err := f.Fetch(t.Context(), link); kindOf(err) != NotLink {
			t.Errorf("Fetch(%q) = %v, want not a link", link, err)
		}
	}
}

// In these tests loopback stands for the public internet: the guard lets it through, and nothing else.
func TestNamesAreJudgedByTheAddressThatIsDialled(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(page("<article>" + invented + "</article>"))
	defer server.Close()
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	resolver := newDNS(t, map[string][]string{
		"public.test.":              {"127.0.0.1"},
		"private.test.":             {"10.0.0.1"},
		"mixed.test.":               {"10.0.0.1", "127.0.0.1"},
		"six.test.":                 {"fd00::1"},
		"rebind.test.":              {"127.0.0.1", "then", "192.168.0.1"},
		"alias.test.":               {"metadata.test."},
		"metadata.test.":            {"169.254.169.254"},
		"metadata.google.internal.": {"169.254.169.254"},
	})
	fetch := func(host string) error {
		f := NewFetcher(Options{Transport: newTransport(Guard{AllowLoopback: true}, resolver)})
		_, err := f.Fetch(t.Context(), "http://"+host+":"+port+"/")
		return err
	}
	for host, want := range map[string]Kind{
		"public.test": "", "mixed.test": "", "private.test": Refused, "six.test": Refused, "alias.test": Refused,
		"metadata.google.internal": Refused, "nowhere.test": Unreachable,
	} {
		if err := fetch(host); kindOf(err) != want {
			t.Errorf("Fetch(%s) = %v, want kind %q", host, err, want)
		}
	}
	if err := fetch("rebind.test"); err != nil {
		t.Errorf("first Fetch(rebind.test) = %v, want an article", err)
	}
	if err := fetch("rebind.test"); kindOf(err) != Refused {
		t.Errorf("second Fetch(rebind.test) = %v, want refused", err)
	}
}

func TestRefusedAndUnreachableReadTheSame(t *testing.T) {
	t.Parallel()
	if Refused.sentence() != Unreachable.sentence() {
		t.Error("the sentences differ: a reader can map the network by them")
	}
}

func TestTransportIgnoresProxies(t *testing.T) {
	hits := new(atomic.Int64)
	proxy := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { hits.Add(1) }))
	defer proxy.Close()
	t.Setenv("HTTP_PROXY", proxy.URL)
	t.Setenv("ALL_PROXY", proxy.URL)
	f := NewFetcher(Options{Transport: newTransport(Guard{}, newDNS(t, nil))})
	if _, err := f.Fetch(t.Context(), "http://nowhere.test/"); kindOf(err) != Unreachable {
		t.Errorf("Fetch = %v, want unreachable", err)
	}
	if hits.Load() != 0 {
		t.Error("the request went to the proxy")
	}
}

func TestHostsAreShownInASCII(t *testing.T) {
	t.Parallel()
	u, err := parseLink("https://раураl.test/a")
	if err != nil || u.Host != "xn--l-7sba6dbr.test" {
		t.Errorf("parseLink of a homograph = %v, %v, want its punycode", u, err)
	}
}

func FuzzParseLink(f *testing.F) {
	for _, link := range badLinks {
		f.Add(link)
	}
	f.Add("https://Example.test:443/a?b=c#d")
	f.Fuzz(func(t *testing.T, link string) {
		u, err := parseLink(link)
		if err != nil {
			return
		}
		if u.User != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
			t.Errorf("parseLink(%q) = %q", link, u)
		}
		if len(u.String()) > maxLink { // by its escapes
			return
		}
		again, err := parseLink(u.String())
		if err != nil || again.String() != u.String() {
			t.Errorf("parseLink(%q) = %q, and of that %v, %v", link, u, again, err)
		}
	})
}

func kindOf(err error) Kind {
	if err == nil {
		return ""
	}
	var known *Error
	if !errors.As(err, &known) {
		return "foreign error"
	}
	return known.Kind
}

// failingTransport fails the test that makes a request.
type failingTransport struct{ t *testing.T }

func (f failingTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	f.t.Errorf("a request was made to %s", r.URL)
	return nil, errors.New("no request was wanted")
}

// newDNS returns a resolver that asks a name server on loopback. After "then" come the answers to the second question.
func newDNS(t *testing.T, names map[string][]string) *net.Resolver {
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		asked := map[string]int{}
		buf := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			if answer, err := answerDNS(buf[:n], names, asked); err == nil {
				conn.WriteTo(answer, from)
			}
		}
	}()
	t.Cleanup(func() { conn.Close(); <-done })
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

func answerDNS(query []byte, names map[string][]string, asked map[string]int) ([]byte, error) {
	var m dnsmessage.Message
	if err := m.Unpack(query); err != nil {
		return nil, err
	}
	m.Response, m.Authoritative, m.Additionals = true, true, nil
	q := m.Questions[0]
	name := q.Name.String()
	records, known := names[name]
	if !known {
		m.RCode = dnsmessage.RCodeNameError
	}
	for i, record := range records {
		if record == "then" {
			if asked[name+q.Type.String()]++; asked[name+q.Type.String()] == 1 {
				records = records[:i]
			} else {
				records = records[i+1:]
			}
			break
		}
	}
	add := func(name dnsmessage.Name, kind dnsmessage.Type, body dnsmessage.ResourceBody) {
		m.Answers = append(m.Answers, dnsmessage.Resource{
			Header: dnsmessage.ResourceHeader{Name: name, Type: kind, Class: dnsmessage.ClassINET}, Body: body,
		})
	}
	for len(records) == 1 && strings.HasSuffix(records[0], ".") {
		target := dnsmessage.MustNewName(records[0])
		add(q.Name, dnsmessage.TypeCNAME, &dnsmessage.CNAMEResource{CNAME: target})
		q.Name, records = target, names[records[0]]
	}
	for _, record := range records {
		ip := netip.MustParseAddr(record)
		switch {
		case ip.Is4() && q.Type == dnsmessage.TypeA:
			add(q.Name, q.Type, &dnsmessage.AResource{A: ip.As4()})
		case ip.Is6() && q.Type == dnsmessage.TypeAAAA:
			add(q.Name, q.Type, &dnsmessage.AAAAResource{AAAA: ip.As16()})
		}
	}
	return m.Pack()
}

// One address of this machine may be let through, and no other.
func TestGuardLetsOneAddressThrough(t *testing.T) {
	t.Parallel()
	page := func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "<h1>Fair</h1><p>The fair moves to the lake.</p>")
	}
	mine, other := httptest.NewServer(http.HandlerFunc(page)), httptest.NewServer(http.HandlerFunc(page))
	defer mine.Close()
	defer other.Close()
	client := http.Client{Transport: NewTransport(Guard{Also: netip.MustParseAddrPort(mine.Listener.Addr().String())})}
	if response, err := client.Get(mine.URL); err != nil {
		t.Errorf("the address itself: %v", err)
	} else {
		response.Body.Close()
	}
	if response, err := client.Get(other.URL); !errors.Is(err, errGuard) {
		t.Errorf("another port: %v, %v; want the guard's refusal", response, err)
	}
}
