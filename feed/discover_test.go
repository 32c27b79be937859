package feed

import (
	"errors"
	"fmt"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDiscover(t *testing.T) {
	t.Parallel()
	const page = `<!doctype html><html><head><base href="/news/">
<link rel="stylesheet" type="text/css" href="/style.css">
<LINK REL="Alternate" TYPE="application/rss+xml; charset=utf-8" TITLE="Lakeside &amp; hills" HREF="rss.xml">
<link rel="alternate" type="application/atom+xml" href="https://elsewhere.example/atom">
<link rel="alternate" type="application/atom+xml" href="https://elsewhere.example/atom">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
<link rel="alternate" hreflang="nb" href="/nb/">
</head><body>News</body></html>`
	f, url := site(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/page":
			fmt.Fprint(w, page)
		case "/feed":
			fmt.Fprint(w, rssOf(ferryItem))
		case "/bare":
			fmt.Fprint(w, "<html><body>No feed here.</body></html>")
		default:
			http.NotFound(w, r)
		}
	})
	for _, row := range []struct {
		name, path string
		want       []Subscription
		kind       Kind
	}{
		{"a page", "/page", []Subscription{
			{URL: url + "/news/rss.xml", Title: "Lakeside & hills", Site: url + "/news/"},
			{URL: "https://elsewhere.example/atom", Site: url + "/news/"},
		}, ""},
		{"a feed", "/feed", []Subscription{{URL: url + "/feed", Title: "Lakeside Post"}}, ""},
		{"a page without", "/bare", nil, NoFeed},
		{"no page", "/none", nil, NotFound},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got, err := f.Discover(t.Context(), url+row.path, noon)
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("Discover (-want +got):\n%s", diff)
			}
			var known *Error
			if errors.As(err, &known) != (row.kind != "") || known != nil && known.Kind != row.kind {
				t.Errorf("Discover = %v, want kind %q", err, row.kind)
			}
		})
	}
}
