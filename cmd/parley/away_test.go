package main

import (
	"strings"
	"sync"
	"testing"
	"time"

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
