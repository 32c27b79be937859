package feed

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
)

// maxFound is the most feeds that are offered of one page.
const maxFound = 25

// Discover returns the feeds behind a link, at the time now: the feed itself if the link is one, else those that the page
// names in its head, in the page's order. Errors are an [*Error], of kind NoFeed when the page names none, or ctx's own.
func (f *Fetcher) Discover(ctx context.Context, link string, now time.Time) ([]Subscription, error) {
	a, err := f.get(ctx, link, "", "", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "+
		"application/feed+json, application/xml;q=0.8, */*;q=0.5", now)
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, asError(err, link)
	}
	defer a.done()
	contentType := a.header.Get("Content-Type")
	if doc, err := f.parse(ctx, a, now); err == nil {
		return []Subscription{{URL: a.final, Title: doc.Title, Site: doc.Site}}, nil
	}
	found := links(decode(a.body, contentType), parseLink(a.final))
	if len(found) == 0 {
		return nil, asError(&Error{Kind: NoFeed, Status: http.StatusOK}, link)
	}
	return found, nil
}

// links returns the feeds that a page names with <link rel="alternate">. They are links from a stranger's page: whoever
// fetches them goes through the guard again.
func links(page string, base *url.URL) []Subscription {
	var found []Subscription
	z := html.NewTokenizer(strings.NewReader(page))
	for len(found) < maxFound {
		switch z.Next() {
		case html.ErrorToken:
			return found
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			switch token.Data {
			case "base":
				if u := absolute(base, attribute(token, "href")); u != nil {
					base = u
				}
			case "link":
				s, ok := alternate(token, base)
				if ok && !slices.ContainsFunc(found, func(o Subscription) bool { return o.URL == s.URL }) {
					found = append(found, s)
				}
			}
		}
	}
	return found
}

// alternate reads one link element.
func alternate(token html.Token, base *url.URL) (Subscription, bool) {
	rel := strings.Fields(strings.ToLower(attribute(token, "rel")))
	kind, _, _ := strings.Cut(strings.ToLower(attribute(token, "type")), ";")
	switch strings.TrimSpace(kind) {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml":
	default:
		return Subscription{}, false
	}
	u := absolute(base, attribute(token, "href"))
	if u == nil || !slices.Contains(rel, "alternate") && !slices.Contains(rel, "feed") {
		return Subscription{}, false
	}
	s := Subscription{URL: u.String(), Title: plain(attribute(token, "title"), maxTitle)}
	if base != nil {
		s.Site = base.String()
	}
	return s, true
}

func attribute(token html.Token, name string) string {
	for _, a := range token.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
