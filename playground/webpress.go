package playground

import (
	"bytes"
	"embed"
	"net"
	"net/http"
	"path"
	"slices"
	"text/template"
	"time"
)

// This file serves the invented papers: real pages, so that fetching, extraction and links to a sentence are real, too.

//go:embed press
var pressFiles embed.FS

// A paper's article. Those with a kicker are offered on the first visit, those with hours are in the feed.
type pressArticle struct {
	Host, File, Title, Kicker, Note string
	Hours                           int // since it came out
}

var pressArticles = []pressArticle{
	{"brackwater-courier.localhost", "baths.html", "Brackwater puts off closing its old baths as repair bill doubles", "Town hall, English", "Five sides, one of them silent", 5},
	{"lindauer-tagblatt.localhost", "pflege.html", "Pflegekräfte in Lindenau legen am Freitag die Arbeit nieder", "Labour, German", "Quotations stay in German", 0},
	{"northern-ledger.localhost", "shipyard.html", "Halden shipyard to cut a third of its staff", "Business, a teaser", "The rest is for subscribers", 0},
	{"velmar-post.localhost", "bridge-post.html", "Velmar closes its harbour bridge after engineers find cracks", "", "Lorries take a detour of 40 kilometres; the port speaks of millions.", 3},
	{"radio-orre.localhost", "bridge-radio.html", "Cracks close Velmar bridge: detour of 40 kilometres for lorries", "", "Two cables of the harbour bridge are cracked. The port asks for a lane at night.", 2},
}

// IsPaper says whether a host is one of the invented papers'. Browsers take every name below localhost for this machine, without asking.
func IsPaper(host string) bool {
	return slices.ContainsFunc(pressArticles, func(a pressArticle) bool { return a.Host == host })
}

// link is where the bot, and a browser on this machine, find an article.
func (s *Server) link(a pressArticle) string {
	_, port, _ := net.SplitHostPort(s.listener.Addr().String())
	return "http://" + net.JoinHostPort(a.Host, port) + "/press/" + a.File
}

// A sample is an article that the page offers.
type sample struct {
	Link   string `json:"link"` // as the bot, on this machine, reaches it
	Path   string `json:"path"` // as the reader does
	Kicker string `json:"kicker"`
	Title  string `json:"title"`
	Note   string `json:"note"`
}

// visit is what the page offers a newcomer.
func (s *Server) visit() object {
	samples := []sample{}
	for _, a := range pressArticles {
		if a.Kicker != "" {
			samples = append(samples, sample{s.link(a), "/press/" + a.File, a.Kicker, a.Title, a.Note})
		}
	}
	return object{"samples": samples, "feed": s.URL() + "/press/feed.xml"}
}

// servePress serves the papers. Their dates follow the clock, or the feed would soon have nothing new.
func (s *Server) servePress() http.Handler {
	pages := template.Must(template.ParseFS(pressFiles, "press/*"))
	kinds := map[string]string{".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".xml": "application/rss+xml; charset=utf-8"}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := path.Base(r.URL.Path)
		page := pages.Lookup(name)
		if page == nil || r.URL.Path != "/press/"+name {
			http.NotFound(w, r)
			return
		}
		var out bytes.Buffer
		if err := page.Execute(&out, s.edition(name)); err != nil {
			http.Error(w, "This page cannot be shown.", http.StatusInternalServerError)
			return
		}
		static(kinds[path.Ext(name)], out.Bytes()).ServeHTTP(w, r)
	})
}

type edition struct {
	Published string // RFC 3339, of the page
	Base      string // of the feed
	Items     []item // of the feed
}

type item struct {
	pressArticle
	Link, Date string
}

// edition is what stands in a page or the feed at this time.
func (s *Server) edition(name string) edition {
	e := edition{Base: s.URL()}
	now := s.options.Now().Truncate(time.Hour)
	for _, a := range pressArticles {
		out := now.Add(-time.Duration(max(a.Hours, 1)) * time.Hour)
		if a.File == name {
			e.Published = out.Format(time.RFC3339)
		}
		if a.Hours > 0 {
			e.Items = append(e.Items, item{a, s.link(a), out.Format(time.RFC1123Z)})
		}
	}
	return e
}
