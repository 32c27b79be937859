package bot

import (
	"testing"

	"parley/feed"
	"parley/playground"
)

// A private card is shown to all by its asker, once; from then on it is the channel's card of its article.
func TestAPrivateCardIsShownToAll(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	for name, options := range map[string]map[string]any{
		"a link": {"link": w.link("/fleet")}, "a text": {"text": fleetText}, // which has both Quotes and Sides
	} {
		channel := w.discord.AddChannel("a channel")
		options["private"] = true
		id := w.discord.Slash(channel, w.ada, "summarize", options)
		private := w.interaction(id, func(i playground.Interaction) bool { return says("[Show to all]")(i.Answer) }).Answer
		shared := w.discord.Click(w.ada, private.ID, "share:"+id+":0")
		public := w.interaction(shared, func(i playground.Interaction) bool { return len(i.FollowUps) > 0 }).FollowUps[0]
		if public.Flags&flagEphemeral != 0 || !says("Boat number 1")(public) || says("[Show to all]")(public) {
			t.Errorf("%s: shown with flags %d: %s", name, public.Flags, public.Text())
		}
		if m, _ := w.discord.Message(private.ID); m.Flags&flagEphemeral == 0 || says("[Show to all]")(m) {
			t.Errorf("%s: the private card is now, with flags %d: %s", name, m.Flags, m.Text())
		}
		again := w.interaction(w.discord.Click(w.ada, private.ID, "share:"+id+":0"), func(i playground.Interaction) bool { return i.Answer.ID != "" })
		if len(again.FollowUps) > 0 || !again.Ephemeral {
			t.Errorf("%s: a second press is answered by %s", name, again.Answer.Text())
		}
		more := w.press(w.ada, public.ID, "more:"+shared+":1:"+w.ada.ID)
		if !says("[Delete]")(more.Answer) {
			t.Errorf("%s: More of the public card: %s", name, more.Answer.Text())
		}
		if name == "a link" {
			w.until("the card to be known", func() bool {
				known, err := w.options.Desk.AnswerAbout(w.ctx, channel, feed.Canonical(w.link("/fleet")))
				return err == nil && known.Message == public.ID
			})
			w.answer(w.discord.Post(channel, w.ada, w.link("/fleet")), says("/"+public.ID))
		}
	}
	// Outside of servers there is nobody else.
	id := w.discord.Slash(w.discord.AddDM(w.ada), w.ada, "summarize", map[string]any{"link": w.link("/ferry"), "private": true})
	if direct := w.interaction(id, func(i playground.Interaction) bool { return says("cheque")(i.Answer) }).Answer; says("[Show to all]")(direct) {
		t.Errorf("in direct messages: %s", direct.Text())
	}
	w.nothingRefused()
}
