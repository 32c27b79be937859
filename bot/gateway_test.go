package bot

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"parley/bot/gateway"
	"parley/playground"
)

// The gateway's ways to end or unsettle a connection: what is posted meanwhile is answered, by a resume wherever Discord keeps the session.
func TestTheBotComesBackFromEveryGatewayFault(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		fault func(*playground.Server)
		anew  bool // the session is lost
	}{
		"a cut connection":             {(*playground.Server).DropGateway, false},
		"op 7, reconnect":              {(*playground.Server).Reconnect, false},
		"op 7 to a RESUME":             {func(s *playground.Server) { s.ReconnectOnResume(); s.Reconnect() }, false},
		"op 9, resumable":              {func(s *playground.Server) { s.Invalidate(true) }, false},
		"op 9, not resumable":          {func(s *playground.Server) { s.Invalidate(false) }, true},
		"a sequence that is not known": {func(s *playground.Server) { s.CloseGateway(4007) }, true},
		"a session that timed out":     {func(s *playground.Server) { s.CloseGateway(4009) }, true},
		"a server that goes away":      {func(s *playground.Server) { s.CloseGateway(1001) }, false},
		"an unknown close code":        {func(s *playground.Server) { s.CloseGateway(4999) }, false},
		"resumes that are refused":     {func(s *playground.Server) { s.RefuseResume(); s.DropGateway() }, true},
		"a frame that is not known":    {func(s *playground.Server) { s.Dispatch("NEVER_HEARD_OF", []any{1}); s.DropGateway() }, false},
		"events of another shape":      {func(s *playground.Server) { dispatchOddly(s); s.DropGateway() }, false},
		"a connection that went dead":  {(*playground.Server).Mute, false},
		"an outage":                    {outage, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := playground.Options{}
			if name == "a connection that went dead" {
				o.Heartbeat = 300 * time.Millisecond
			}
			w := newWorld(t, o, nil)
			row.fault(w.discord)
			w.answer(w.discord.Post(w.channel, w.ada, w.site.URL+"/ferry"), says("cheque"))
			if sessions := w.discord.Identified(); sessions > 1 != row.anew {
				t.Errorf("%d sessions were begun", sessions)
			}
			if !row.anew && w.historyReads() > 0 {
				t.Error("a channel was read back, though the session went on")
			}
		})
	}
}

// outage lasts until the bot has tried to connect twice.
func outage(s *playground.Server) {
	dialled := s.Dialled()
	s.Outage(true)
	go func() {
		s.Wait(context.Background(), func() bool { return s.Dialled() >= dialled+2 })
		s.Outage(false)
	}()
}

// dispatchOddly sends the events that the bot hears in shapes that it does not know.
func dispatchOddly(s *playground.Server) {
	for _, kind := range []string{"MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK", "MESSAGE_REACTION_ADD", "GUILD_DELETE",
		"GUILD_CREATE", "INTERACTION_CREATE"} {
		for _, data := range []any{nil, "a text", []any{1}, map[string]any{"id": 1}, map[string]any{"id": []any{}, "channels": []any{nil}, "type": "x"}} {
			s.Dispatch(kind, data)
		}
	}
}

// historyReads counts how often channels were read back.
func (w *world) historyReads() (n int) {
	for _, r := range w.discord.Requests() {
		if r.Method == http.MethodGet && strings.HasSuffix(r.Path, "/messages") {
			n++
		}
	}
	return n
}

// Links that are pasted in the moments after each of many drops are all answered, of one session and without a channel being read back.
func TestNothingIsLostWhileConnectionsDrop(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, throng(playground.Options{Unlimited: true}), nil)
	w.patient()
	w.run()
	const drops, links = 8, 80
	var pasted []playground.Message
	for drop := range drops {
		w.discord.DropGateway()
		for n := range links / drops {
			pasted = append(pasted, w.discord.Post(w.channel, w.ada, w.link("/quick/%d-%d", drop, n)))
		}
		w.wait("the session to be resumed", func() bool { return w.discord.Resumed() > drop && w.discord.Connected() })
	}
	for _, m := range pasted {
		w.answer(m, func(playground.Message) bool { return true })
	}
	if sessions, read := w.discord.Identified(), w.historyReads(); sessions != 1 || read > 0 {
		t.Errorf("%d sessions, %d channels read back; want one and none", sessions, read)
	}
}

func TestWhatANewConnectionDoesNotMendEndsTheBot(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, nil)
	ended := make(chan error, 1)
	w.start(func(ctx context.Context, o Options) error {
		err := Run(ctx, o)
		ended <- err
		return err
	})
	w.wait("the bot to connect", w.discord.Connected)
	w.discord.CloseGateway(4014)
	var fatal *gateway.FatalError
	if err := <-ended; !errors.As(err, &fatal) || !strings.Contains(err.Error(), "switched off in the Developer Portal") {
		t.Errorf("Run = %v; want what to do about the intent", err)
	}
}

func TestTheWaitBetweenConnections(t *testing.T) {
	t.Parallel()
	l := &line{Client: &gateway.Client{}}
	for n, most := range []time.Duration{1, 2, 4, 8, 16, 32, 64, 120, 120} {
		most *= time.Second
		if wait := l.nextWait(); wait < most/2 || wait > most {
			t.Errorf("wait %d is %v; want between %v and %v", n, wait, most/2, most)
		}
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
