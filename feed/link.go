package feed

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/pattern"
)

const (
	maxLink = 4096 // bytes of a link, escaped or not, that is looked at
	maxHost = 253  // bytes of a host name (RFC 1035, 2.3.4)
)

// parseLink returns an http or https link without user information, or nil.
func parseLink(link string) *url.URL {
	if len(link) > maxLink {
		return nil
	}
	u, err := url.Parse(strings.TrimSpace(link))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.User != nil {
		return nil
	}
	if host := u.Hostname(); host == "" || len(host) > maxHost || !utf8.ValidString(host) || len(u.String()) > maxLink {
		return nil
	}
	return u
}

// absolute resolves a reference against base, which may be nil. It returns nil for what is no web link then, such as
// javascript: and mailto: links.
func absolute(base *url.URL, ref string) *url.URL {
	if ref = strings.TrimSpace(ref); ref == "" || len(ref) > maxLink {
		return nil
	}
	u, err := url.Parse(ref)
	if err != nil {
		return nil
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	return parseLink(u.String())
}

// ampCache finds the page that a cache of AMP pages shows: google.com/amp/s/HOST/…, HOST.cdn.ampproject.org/c/s/HOST/….
var ampCache = pattern.Lazy(`(?i)^https?://(?:www\.google\.[a-z.]{2,10}/amp|[\w-]{1,63}\.cdn\.ampproject\.org/[a-z])/(?:s/)?([\w-]{1,63}\.[^#]+)`)

// Canonical returns a link in the form in which two links to one page are equal: without scheme, "www.", fragment, default
// port, trailing slash, tracking parameters and marks and caches of AMP pages, the parameters in order. It is for comparing and not
// for opening, and "" for what is no http or https link.
func Canonical(link string) string {
	u := parseLink(link)
	if u == nil {
		return ""
	}
	if page := ampCache.FindStringSubmatch(u.String()); page != nil {
		if cached := parseLink("https://" + page[1]); cached != nil {
			u = cached
		}
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	for _, prefix := range []string{"www.", "amp."} {
		// A host of two labels is the domain itself: amp.dev is a site.
		if rest, ok := strings.CutPrefix(host, prefix); ok && strings.Contains(rest, ".") {
			host = rest
		}
	}
	if port := u.Port(); port != "" && port != "80" && port != "443" {
		host += ":" + port
	}
	path := strings.TrimRight(u.EscapedPath(), "/")
	path = strings.TrimSuffix(path, "/amp")
	if rest, ok := strings.CutPrefix(path, "/amp/"); ok {
		path = "/" + rest
	}
	if rest, ok := strings.CutSuffix(path, ".amp.html"); ok {
		path = rest + ".html"
	}
	parameters := withoutTrackers(u.RawQuery)
	slices.Sort(parameters)
	if len(parameters) > 0 {
		path += "?" + strings.Join(parameters, "&")
	}
	// Old single-page sites name the page behind "#!".
	if strings.HasPrefix(u.Fragment, "!") {
		path += "#" + u.EscapedFragment()
	}
	return host + path
}

// Openable returns a link without fragment and tracking parameters, and "" for what is no http or https link.
func Openable(link string) string {
	if u := parseLink(link); u != nil {
		return openable(u)
	}
	return ""
}

// openable returns a link as people are given it: without fragment and tracking parameters.
func openable(u *url.URL) string {
	clean := *u
	clean.RawQuery = strings.Join(withoutTrackers(u.RawQuery), "&")
	clean.ForceQuery = false
	if !strings.HasPrefix(u.Fragment, "!") {
		clean.Fragment, clean.RawFragment = "", ""
	}
	return clean.String()
}

// withoutTrackers returns the parameters of a query that may decide which page is shown.
func withoutTrackers(query string) []string {
	var kept []string
	for parameter := range strings.SplitSeq(query, "&") {
		if parameter != "" && !isTracker(parameter) {
			kept = append(kept, parameter)
		}
	}
	return kept
}

// isTracker recognises parameters that say where a reader came from: those of the large advertisers and newsletters, and
// whatever says "rss".
func isTracker(parameter string) bool {
	name, value, _ := strings.Cut(strings.ToLower(parameter), "=")
	for _, prefix := range []string{"utm_", "at_", "ns_", "wt_", "mc_", "pk_", "mtm_", "hsa_", "_hs", "oly_"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	switch name {
	case "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "gad_source", "srsltid", "s_kwcid", "igshid", "igsh", "ttclid",
		"_ga", "_gl", "cmp", "cmpid", "ito", "xtor", "ref_src", "guccounter", "smid", "ncid", "mkt_tok", "wtrid",
		"phpsessid", "jsessionid", "sessionid":
		return true
	case "amp", "outputtype":
		return value == "" || value == "1" || value == "true" || value == "amp"
	}
	return value == "rss"
}
