package bot

import (
	"context"
	"testing"

	"parley/playground"
)

// Two processes on one token both see every event; what is asked is answered once.
func TestTwoProcessesAnswerOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	running, stop := context.WithCancel(w.ctx)
	done := make(chan error, 1)
	go func() { done <- Run(running, w.options) }()
	w.wait("the second process to connect", func() bool { return w.discord.Sessions() == 2 })
	m := w.discord.Post(w.channel, w.ada, w.site.URL+"/ferry")
	w.answer(m, says("We will not sign a cheque"))
	command := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"link": w.site.URL + "/tunnel"})
	w.interaction(command, func(i playground.Interaction) bool { return says("Mirela Dragan")(i.Answer) })
	stop() // which waits for what it has begun
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	replies := 0
	for _, answer := range w.discord.Messages(w.channel) {
		if answer.ReplyTo == m.ID {
			replies++
		}
	}
	if replies != 1 || len(w.discord.Interaction(command).FollowUps) != 0 {
		t.Errorf("%d replies and %d further answers; want one reply and one answer", replies, len(w.discord.Interaction(command).FollowUps))
	}
}
