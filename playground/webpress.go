package playground

import (
	"bytes"
	"embed"
	"net"
	"net/http"
	"path"
	"slices"
	"strings"
	"text/template"
	"time"
)

// This file serves the invented papers: real pages, so that fetching, extraction and links to a sentence are real, too.

//go:embed press
var pressFiles embed.FS

// A paper's article. Those with a kicker are offered on the first visit, those with hours are in the feed.
type pressArticle struct {
	Host, File, Lang, Site, Author, Title, Summary string

	Kicker, Note string
	Hours        int  // since it came out
	Teaser       bool // the rest is for subscribers
}

var pressArticles = []pressArticle{
	{
		Host: "brackwater-courier.localhost", File: "baths.html", Lang: "en", Site: "The Brackwater Courier", Author: "Edda Marlow",
		Title:   "Brackwater puts off closing its old baths as repair bill doubles",
		Summary: "The town council has until March to find 9 million crowns for the Quayside Baths.",
		Kicker:  "Town hall, English", Note: "Five sides, and two that said nothing", Hours: 5,
	},
	{
		Host: "lindauer-tagblatt.localhost", File: "pflege.html", Lang: "de", Site: "Lindauer Tagblatt", Author: "Jost Ammerling",
		Title:   "Pflegekräfte in Lindenau legen am Freitag die Arbeit nieder",
		Summary: "Die Gewerkschaft verlangt mehr Personal auf den Stationen.",
		Kicker:  "Labour, German", Note: "Quotations stay in German",
	},
	{
		Host: "northern-ledger.localhost", File: "shipyard.html", Lang: "en", Site: "Northern Ledger", Author: "Ulla Brenning",
		Title:   "Halden shipyard to cut a third of its staff",
		Summary: "The yard blames a cancelled ferry order; the union speaks of a breach of promise.",
		Kicker:  "Business, a teaser", Note: "The rest is for subscribers", Teaser: true,
	},
	{
		Host: "velmar-post.localhost", File: "bridge-post.html", Lang: "en", Site: "The Velmar Post", Author: "Nils Forsgren",
		Title:   "Velmar closes its harbour bridge after engineers find cracks",
		Summary: "Lorries take a detour of 40 kilometres; the port speaks of millions.", Hours: 3,
	},
	{
		Host: "radio-orre.localhost", File: "bridge-radio.html", Lang: "en", Site: "Radio Orre", Author: "Tove Lindahl",
		Title:   "Cracks close Velmar bridge: detour of 40 kilometres for lorries",
		Summary: "Two cables are cracked. The port asks for a lane at night.", Hours: 2,
	},
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
	pages := template.Must(template.ParseFS(pressFiles, "press/frame.tmpl", "press/feed.xml", "press/press.css"))
	kinds := map[string]string{".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".xml": "application/rss+xml; charset=utf-8"}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, "/press/")
		printed := s.printed()
		page, data, kind := pages.Lookup(name), any(printed), kinds[path.Ext(name)]
		if i := slices.IndexFunc(printed, func(a printedArticle) bool { return a.File == name }); i >= 0 {
			page, data = pages.Lookup("frame.tmpl"), printed[i]
		}
		if page == nil || kind == "" {
			http.NotFound(w, r)
			return
		}
		var out bytes.Buffer
		if err := page.Execute(&out, data); err != nil {
			http.Error(w, "This page cannot be shown.", http.StatusInternalServerError)
			return
		}
		static(kind, out.Bytes()).ServeHTTP(w, r)
	})
}

// A printedArticle is one as it stands on its page or in the feed at this time.
type printedArticle struct {
	pressArticle
	Link, Body string
	Out        time.Time
}

func (s *Server) printed() (all []printedArticle) {
	now := s.options.Now().Truncate(time.Hour)
	for _, a := range pressArticles {
		body, _ := pressFiles.ReadFile("press/" + a.File)
		all = append(all, printedArticle{a, s.link(a), string(body), now.Add(-time.Duration(max(a.Hours, 1)) * time.Hour)})
	}
	return all
}
