package article

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// maxLink is the longest link that is looked at, in bytes.
const maxLink = 4096

// parseLink returns a link as a URL whose host is lower-case ASCII. It fails with NotLink for what no browser would open
// as a page, and with Refused for hosts and ports that the guard would refuse, told from the link alone.
func parseLink(link string) (*url.URL, error) {
	if len(link) > maxLink {
		return nil, failure(NotLink, "link of %d bytes", len(link))
	}
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil {
		return nil, failure(NotLink, "cannot be parsed") // url.Error quotes the link, and with it any password
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return nil, failure(NotLink, "scheme %q", u.Scheme)
	}
	if u.User != nil {
		return nil, failure(NotLink, "user information in the link")
	}
	host, err := asciiHost(u.Hostname())
	if err != nil {
		return nil, err
	}
	port := u.Port()
	if u.Host = host; strings.Contains(host, ":") {
		u.Host = "[" + host + "]"
	}
	if port != "" {
		if _, err := strconv.ParseUint(port, 10, 16); err != nil {
			return nil, failure(NotLink, "port %q", port)
		}
		u.Host += ":" + port
	}
	u.Fragment, u.RawFragment = "", ""
	return u, nil
}

// asciiHost returns a host as resolvers see it. Hosts such as 127.1 and 0x7f000001 are refused, since some resolvers take
// them for addresses; so are addresses with a zone, which mean this machine's own links.
func asciiHost(host string) (string, error) {
	if ip, err := netip.ParseAddr(host); err == nil {
		if ip.Zone() != "" {
			return "", failure(Refused, "host %q has a zone", host)
		}
		return ip.String(), nil
	}
	name := strings.ToLower(strings.TrimSuffix(host, "."))
	if strings.IndexFunc(name, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
		var err error
		if name, err = idna.Lookup.ToASCII(name); err != nil {
			return "", failure(NotLink, "host %q", host)
		}
	}
	if name == "" || strings.Contains(name, "..") || strings.ContainsAny(name, " \x00%") || len(name) > 253 {
		return "", failure(NotLink, "host %q", host)
	}
	if _, err := netip.ParseAddr(name); err == nil {
		return name, nil
	}
	last := name[strings.LastIndexByte(name, '.')+1:]
	if strings.Trim(last, "0123456789") == "" || strings.HasPrefix(last, "0x") {
		return "", failure(Refused, "host %q is a number in disguise", host)
	}
	return name, nil
}

// logLink is what of a link may stand in a log.
func logLink(u *url.URL) string { return u.Host + u.Path }

// absolute resolves ref against base and returns it if it is an http or https link without user information, else "".
func absolute(base *url.URL, ref string) string {
	if ref = strings.TrimSpace(ref); ref == "" || len(ref) > maxLink {
		return ""
	}
	u, err := url.Parse(ref)
	if err != nil {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	return u.String()
}

// sameSite reports whether two hosts belong to one registrable domain.
func sameSite(a, b string) bool {
	if strings.EqualFold(a, b) {
		return true
	}
	domainA, errA := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(a))
	domainB, errB := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(b))
	return errA == nil && errB == nil && domainA == domainB
}
