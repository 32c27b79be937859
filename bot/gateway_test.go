package bot

import (
	"errors"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"parley/playground"
)

// The gateway's ways to end or unsettle a connection. discordgo on its own deadlocks on op 7 after a RESUME and reconnects
// without end; the bot never resumes, so every one of them ends in a new connection that answers.
func TestTheBotComesBackFromEveryGatewayFault(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]func(*playground.Server){
		"a cut connection":          (*playground.Server).DropGateway,
		"op 7, reconnect":           (*playground.Server).Reconnect,
		"op 7 to every RESUME":      func(s *playground.Server) { s.ReconnectOnResume(); s.Reconnect() },
		"op 9, not resumable":       func(s *playground.Server) { s.Invalidate(false) },
		"a session that timed out":  func(s *playground.Server) { s.CloseGateway(4009) },
		"a server that goes away":   func(s *playground.Server) { s.CloseGateway(1001) },
		"an unknown close code":     func(s *playground.Server) { s.CloseGateway(4999) },
		"resumes that are refused":  func(s *playground.Server) { s.RefuseResume(); s.DropGateway() },
		"a frame that is not known": func(s *playground.Server) { s.Dispatch("NEVER_HEARD_OF", []any{1}); s.DropGateway() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, playground.Options{}, nil)
			identified := w.opened()
			fault(w.discord)
			w.wait("a new connection", func() bool {
				return w.discord.Connected() && w.opened() > identified || name == "op 9, not resumable" && w.discord.Connected()
			})
			m := w.discord.Post(w.channel, w.ada, w.site.URL+"/ferry")
			w.answer(m, says("cheque"))
		})
	}
}

// opened counts the connections that the bot asked to open: each asks for the gateway's address first.
func (w *world) opened() (n int) {
	for _, r := range w.discord.Requests() {
		if strings.HasSuffix(r.Path, "/gateway") {
			n++
		}
	}
	return n
}

func TestASilentConnectionFails(t *testing.T) {
	t.Parallel()
	near, far := net.Pipe()
	defer near.Close()
	defer far.Close()
	_, err := impatient{near, time.Millisecond}.Read(make([]byte, 1))
	if !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("reading from a silent connection = %v; want a timeout", err)
	}
}

func TestBotsAndWebhooksAreNotAnswered(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	link := w.site.URL + "/ferry"
	event := func(id string, author map[string]any, webhook string) map[string]any {
		return map[string]any{"id": id, "channel_id": w.channel, "guild_id": playground.GuildID, "content": link, "author": author, "webhook_id": webhook}
	}
	w.discord.Dispatch("MESSAGE_CREATE", event("71", map[string]any{"id": "72", "bot": true}, ""))
	w.discord.Dispatch("MESSAGE_CREATE", event("73", map[string]any{"id": "74"}, "75"))
	m := w.discord.Post(w.channel, w.ada, link)
	w.answer(m, says("cheque"))
	if err := w.stop(); err != nil { // everything that had begun is done
		t.Fatal(err)
	}
	if answers := w.discord.Messages(w.channel); len(answers) != 2 {
		t.Errorf("%d messages in the channel; want Ada's and its answer", len(answers))
	}
}

func TestAPurgeTakesTheAnswersAlong(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	first := w.discord.Post(w.channel, w.ada, w.site.URL+"/ferry")
	second := w.discord.Post(w.channel, w.ada, w.site.URL+"/tunnel")
	w.answer(first, says("cheque"))
	w.answer(second, says("tunnel"))
	w.discord.Purge(w.channel, first.ID, second.ID)
	w.wait("the answers to go", func() bool { return len(w.discord.Messages(w.channel)) == 0 })
}

func TestAPostWhoseAnswerIsLostStandsOnceAndCanBeDeleted(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	w.discord.Fail(playground.Fault{Method: "POST", Path: "/messages", Cut: true})
	m := w.discord.Post(w.channel, w.ada, w.site.URL+"/ferry")
	w.answer(m, says("cheque"))
	w.discord.Delete(m.ID)
	w.wait("the channel to be empty", func() bool { return len(w.discord.Messages(w.channel)) == 0 })
	if err := w.stop(); err != nil { // everything that had begun is done
		t.Fatal(err)
	}
	if left := w.discord.Messages(w.channel); len(left) != 0 {
		t.Errorf("messages left = %+v; want none", left)
	}
}

func TestDiagnoseNamesMissingPermissions(t *testing.T) {
	t.Parallel()
	const viewAndHistory = 1<<10 | 1<<16
	got := strings.Join(missingPermissions(viewAndHistory), ", ")
	if want := "Send Messages, Send Messages in Threads, Create Public Threads, Embed Links"; got != want {
		t.Errorf("missingPermissions(view and history) = %s; want %s", got, want)
	}
	if got := missingPermissions(1 << 3); got != nil {
		t.Errorf("missingPermissions(administrator) = %v; want none", got)
	}
	w := newWorld(t, playground.Options{}, nil)
	for _, found := range Diagnose(w.ctx, w.options) {
		if !found.OK {
			t.Errorf("Diagnose found %+v in a good server", found)
		}
	}
}
