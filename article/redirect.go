package article

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"parley/pattern"
)

// How much of a page is looked at for a redirect that it makes itself, in bytes.
const maxRedirectPage = 64 << 10

var (
	refreshContent = pattern.Lazy(`(?i)^\s*(\d+)(?:\.\d*)?\s*[;,]\s*url\s*=\s*["']?([^"']+)`)
	scriptRedirect = pattern.Lazy(`(?:^|[\s;{(])(?:window\.|document\.|self\.|top\.)?location(?:\.href)?\s*=\s*["']([^"'\s]+)["']|` +
		`(?:^|[\s;{(])(?:window\.|document\.|self\.|top\.)?location\.(?:replace|assign)\(\s*["']([^"'\s]+)["']\s*\)`)
)

// redirectOf returns where a page sends its readers at once by itself, or nil: by a meta element that refreshes it within
// five seconds, or by a plain script on a page without text.
func redirectOf(page []byte, base *url.URL) *url.URL {
	var script string
	var inScript bool
	text := 0
	z := html.NewTokenizer(strings.NewReader(string(page[:min(len(page), maxRedirectPage)])))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if text > 200 || len(page) > maxRedirectPage || script == "" {
				return nil
			}
			return elsewhere(base, script)
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			inScript = t.DataAtom == atom.Script
			if t.DataAtom == atom.Meta {
				if to := elsewhere(base, refreshLink(t)); to != nil {
					return to
				}
			}
		case html.EndTagToken:
			inScript = false
		case html.TextToken:
			words := string(z.Text())
			if !inScript {
				text += len(strings.TrimSpace(words))
			} else if m := scriptRedirect.FindStringSubmatch(words); m != nil && script == "" {
				script = m[1] + m[2]
			}
		}
	}
}

func refreshLink(t html.Token) string {
	n := &html.Node{Attr: t.Attr}
	m := refreshContent.FindStringSubmatch(attr(n, "content"))
	if m == nil || !strings.EqualFold(attr(n, "http-equiv"), "refresh") {
		return ""
	}
	if seconds, err := strconv.Atoi(m[1]); err != nil || seconds > 5 {
		return ""
	}
	return strings.TrimSpace(m[2])
}

// elsewhere resolves a link that leads to another page.
func elsewhere(base *url.URL, link string) *url.URL {
	to, err := url.Parse(absolute(base, link))
	if link == "" || err != nil || to.Host == "" || to.Host == base.Host && to.RequestURI() == base.RequestURI() {
		return nil
	}
	return to
}

// A trail counts the redirects of one fetch, whoever makes them, and holds each to the rules of the first link.
type trail struct{ hops int }

func (t *trail) check(req *http.Request, via []*http.Request) error {
	if t.hops++; t.hops > maxRedirects {
		return failure(Unreachable, "more than %d redirects", maxRedirects)
	}
	return checkRedirect(req, via)
}
