package main

import (
	"context"
	"database/sql"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/playground"
	"parley/store/storetest"
)

// While PostgreSQL hangs, commands say so, and an article is read all the same; both within ten seconds, while all that works in the
// background waits for it as well.
func TestCommandsWhileTheDatabaseHangs(t *testing.T) {
	t.Parallel()
	site := newNewsSite(t, 1)
	wire, address := storetest.NewWire(t, storetest.Postgres(t))
	s := startBot(t, address)
	s.says(s.slash("digest", "list", nil), "There is no digest here yet")
	wire.Freeze()
	thaw := sync.OnceFunc(wire.Thaw)
	defer thaw()
	for what, ask := range map[string]func() string{
		"cannot reach its database": func() string { return s.slash("digest", "list", nil) },
		"sign a cheque": func() string {
			id := s.discord.Slash(s.channel, s.admin, "summarize", map[string]any{"link": site.URL + "/0"})
			var text string
			s.wait("a brief while the database hangs", func() bool {
				text = s.discord.Interaction(id).Answer.Text()
				return strings.Contains(text, "cheque")
			})
			return text
		},
	} {
		began := time.Now()
		s.says(ask(), what)
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%q was said after %v", what, took)
		}
	}
	thaw()
	s.eventually("the database to be asked again", func() bool {
		return strings.Contains(s.slash("digest", "list", nil), "There is no digest here yet")
	})
	s.discord.Post(s.channel, s.admin, site.URL+"/0")
	s.posted("a brief when it is back", "cheque")
}

// A command that came while the database was away is written down as soon as it is back, and so outlives its process.
func TestACommandOfABadMomentIsWrittenDown(t *testing.T) {
	t.Parallel()
	site := newNewsSite(t, 1)
	asked, release := make(chan bool, 10), make(chan bool)
	slow := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- true
		select {
		case <-release:
			http.Redirect(w, r, site.URL+"/0", http.StatusFound)
		case <-r.Context().Done():
		}
	}))
	t.Cleanup(slow.Close)
	direct := storetest.Postgres(t)
	wire, address := storetest.NewWire(t, direct)
	discord := startDiscord(t, playground.Options{})
	flock := newFlock(t, 1, address, discord.URL(), "all")
	ctx, cancel := context.WithTimeout(t.Context(), botPatience)
	defer cancel()
	if err := discord.Wait(ctx, discord.Connected); err != nil {
		t.Fatal(err, flock.logs())
	}
	channel, ada := discord.AddChannel("news"), discord.AddUser("Ada", true)
	wire.Freeze()
	id := discord.Slash(channel, ada, "summarize", map[string]any{"link": slow.URL})
	<-asked
	wire.Thaw()
	db, err := sql.Open("pgx", direct)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for open := 0; open == 0; {
		if err := db.QueryRowContext(ctx, "SELECT count(*) FROM request WHERE state = 'open'").Scan(&open); err != nil {
			t.Fatalf("the command is not written down: %v\n%s", err, flock.logs())
		}
	}
	flock.killOne()
	close(release)
	if err := discord.Wait(ctx, func() bool { return strings.Contains(discord.Interaction(id).Answer.Text(), "cheque") }); err != nil {
		t.Fatalf("the command is still thinking: %v\n%s", err, flock.logs())
	}
}
