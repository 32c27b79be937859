package bot

import (
	"context"
	"strings"
	"testing"

	"parley/playground"
	"parley/settings"
	"parley/summarize/modeltest"
)

// A spender is a host whose budget is spent.
type spender struct{ host }

func (spender) Used(context.Context, string, int) (settings.Usage, error) {
	return settings.Usage{Dollars: 2, Cards: 31}, nil
}

// Who manages a server is told once a day, in private and below what they asked for, that its budget is spent, and can change it there.
func TestWhoManagesAServerIsToldOfASpentBudget(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, scripted(t, modeltest.Answer{Content: goodDraft}))
	w.options.Newsroom = spender{host{decided{server: settings.Server{Budget: settings.Budget{Dollars: 2}}}}}
	w.run()
	manager := w.discord.AddUser("Mia", true)
	answered := func(i playground.Interaction) bool { return i.Answer.ID != "" }
	member := w.discord.Slash(w.channel, w.ada, "help", nil)
	w.interaction(member, answered)
	id := w.discord.Slash(w.channel, manager, "help", nil)
	got := w.interaction(id, func(i playground.Interaction) bool { return len(i.FollowUps) > 0 }).FollowUps[0]
	if got.Flags&flagEphemeral == 0 || !says("Today’s budget for AI is spent** (2.00 dollars, 31 cards)")(got) || !says("[Change the budget]")(got) {
		t.Errorf("told, with flags %d: %s", got.Flags, got.Text())
	}
	form := w.press(manager, got.ID, "type:writer:budget")
	if form.Callback != 9 {
		t.Errorf("the button is answered by type %d; want a form", form.Callback)
	}
	again := w.discord.Slash(w.channel, manager, "help", nil)
	w.interaction(again, answered)
	if err := w.stop(); err != nil { // everything that had begun is done
		t.Fatal(err)
	}
	for who, id := range map[string]string{"a member": member, "twice": again} {
		if more := w.discord.Interaction(id).FollowUps; len(more) > 0 {
			t.Errorf("told %s: %s", who, more[0].Text())
		}
	}
	if log := w.log.text(); strings.Contains(log, "could not be told") {
		t.Error(log)
	}
	w.nothingRefused()
}
