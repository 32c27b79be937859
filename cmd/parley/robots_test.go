package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"parley/store/storetest"
)

// A shySite has a feed and an article that its robots.txt keeps from programs, and a feed that links to that article.
type shySite struct {
	*httptest.Server
	feeds, articles atomic.Int32 // how often what is kept from programs was asked for
}

func newShySite(t *testing.T) *shySite {
	t.Helper()
	s := &shySite{}
	mux := http.NewServeMux()
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, "User-agent: ParleyBot\nDisallow: /members/\n")
	})
	feed := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprintf(w, `<rss version="2.0"><channel><title>The Northmark Post</title><item><title>%s</title><link>http://%s/members/ferry</link><pubDate>%s</pubDate></item></channel></rss>`,
			inventedNews[0][0], r.Host, time.Now().Format(time.RFC1123Z))
	}
	mux.HandleFunc("/feed.xml", feed)
	mux.HandleFunc("/members/feed.xml", func(w http.ResponseWriter, r *http.Request) {
		s.feeds.Add(1)
		feed(w, r)
	})
	mux.HandleFunc("/members/ferry", func(w http.ResponseWriter, _ *http.Request) {
		s.articles.Add(1)
		fmt.Fprintf(w, `<html lang="en"><head><title>%s</title></head><body><article><h1>%s</h1><p>%s</p></article></body></html>`,
			inventedNews[0][0], inventedNews[0][0], strings.ReplaceAll(inventedNews[0][1], "\n\n", "</p><p>"))
	})
	s.Server = httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

func TestRobotsAreHonouredByDigests(t *testing.T) {
	t.Parallel()
	site := newShySite(t)
	// What an argument names was asked for by a person; what it links to was not.
	for _, row := range []struct {
		link, want      string
		feeds, articles bool // whether what robots.txt keeps from programs is fetched
	}{
		{"/feed.xml", "it could not be read", false, false},
		{"/members/feed.xml", "it could not be read", true, false},
		{"/members/ferry", "Ada Lindqvist", true, true},
	} {
		code, stdout, stderr := digestOf(t, "--why", site.URL+row.link)
		if code != exitOK || !strings.Contains(stdout, row.want) || (site.feeds.Load() > 0) != row.feeds || (site.articles.Load() > 0) != row.articles {
			t.Errorf("%s: exit code %d, %d feeds and %d articles that robots.txt keeps from programs were fetched: %s%s; want %t, %t and %q",
				row.link, code, site.feeds.Load(), site.articles.Load(), stdout, stderr, row.feeds, row.articles, row.want)
		}
	}
	s := startBot(t, storetest.SQLite(t))
	s.says(s.slash("feeds", "add", map[string]any{"link": site.URL + "/members/feed.xml"}), "The site's robots.txt asks programs not to read this feed.")
	if site.feeds.Load() != 1 {
		t.Error("a feed that robots.txt keeps from programs was fetched to be followed")
	}
}

func TestAPastedLinkIsReadUnlessTheOperatorSaysOtherwise(t *testing.T) {
	t.Parallel()
	site := newShySite(t)
	for _, row := range []struct {
		robots, want string
		fetched      int32
	}{{"all", "does not let programs read this page", 0}, {"feeds", "Ada Lindqvist", 1}} {
		var out, errs bytes.Buffer
		ctx, cancel := context.WithTimeout(t.Context(), botPatience)
		defer cancel()
		run([]string{"summarize", "--allow-loopback", site.URL + "/members/ferry"}, shell{
			ctx: ctx, stdout: &out, stderr: &errs, env: func() (map[string]string, error) { return map[string]string{"PARLEY_ROBOTS": row.robots}, nil },
		})
		if text := out.String() + errs.String(); !strings.Contains(text, row.want) || site.articles.Load() != row.fetched {
			t.Errorf("PARLEY_ROBOTS=%s: the page was fetched %d times, and said: %s; want %d times and %q", row.robots, site.articles.Load(), text, row.fetched, row.want)
		}
	}
	for _, row := range []struct{ robots, want string }{{"all", "does not let programs read that page"}, {"feeds", "Ada Lindqvist"}} {
		s := startBot(t, storetest.SQLite(t), "PARLEY_ROBOTS="+row.robots)
		id := s.discord.Slash(s.channel, s.admin, "summarize", map[string]any{"link": site.URL + "/members/ferry"})
		s.wait("an answer under PARLEY_ROBOTS="+row.robots, func() bool {
			return strings.Contains(s.discord.Interaction(id).Answer.Text()+strings.Join(texts(s.discord.Interaction(id).FollowUps), ""), row.want)
		})
	}
}
