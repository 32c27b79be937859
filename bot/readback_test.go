package bot

import (
	"fmt"
	"slices"
	"testing"

	"parley/playground"
	"parley/settings"
)

// A question that is deleted while nobody listens takes its answer with it when the bot is back, in a server and in direct messages; what stands is
// let be. A direct message of that time is answered.
func TestWhatIsDeletedAndSaidInPrivateWhileTheBotIsAway(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, nil)
	w.patient()
	w.run()
	quiet, direct := w.discord.AddChannel("quiet"), w.discord.AddDM(w.ada)
	var deleted []playground.Message
	for _, channel := range []string{w.channel, quiet, direct} {
		m := w.discord.Post(channel, w.ada, w.link("/ferry"))
		w.answer(m, says("cheque"))
		deleted = append(deleted, m)
	}
	stays := w.discord.Post(w.channel, w.ada, w.link("/tunnel"))
	w.answer(stays, says("Nobody will travel"))
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	for _, m := range deleted {
		w.discord.Delete(m.ID)
	}
	missed := w.discord.Post(direct, w.ada, w.link("/tunnel"))
	w.run()
	w.answer(missed, says("Nobody will travel"))
	for _, m := range deleted {
		w.wait("the answer to go", func() bool { return len(w.answersTo(m)) == 0 })
	}
	w.onlyAnswer(missed)
	if answers := w.answersTo(stays); len(answers) != 1 {
		t.Errorf("%d answers to what stands", len(answers))
	}
	w.nothingRefused()
}

func TestWhatAPageSaysIsGone(t *testing.T) {
	t.Parallel()
	ids := func(from, to int) (all []string) {
		for n := from; n <= to; n++ {
			all = append(all, fmt.Sprint(n))
		}
		return all
	}
	for _, row := range []struct {
		name        string
		asked, page []string
		want        []string
	}{
		{"nothing asked", nil, ids(95, 99), nil},
		{"all stand", []string{"95", "99"}, ids(95, 99), nil},
		{"one is gone", []string{"95", "97"}, []string{"99", "98", "95"}, []string{"97"}},
		{"the first of a short channel is gone", []string{"95"}, ids(96, 100), []string{"95"}},
		{"the history may not be read", []string{"95"}, nil, nil},
		{"older than the page", []string{"9", "99", "150"}, slices.DeleteFunc(ids(100, 200), func(id string) bool { return id == "150" }), []string{"150"}},
	} {
		if got := gone(row.asked, row.page); !slices.Equal(got, row.want) {
			t.Errorf("%s: gone = %v, want %v", row.name, got, row.want)
		}
	}
}

// What Discord gives of a channel does not say what roles people have.
func TestReadBackAsksForTheRolesOfWhoAsked(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, nil)
	w.patient()
	readers := w.discord.AddRole(playground.GuildID, "readers", 0, false)
	w.discord.Give(readers, w.ada)
	w.options.Newsroom = host{decided{server: settings.Server{Askers: readers.ID}}}
	w.run()
	w.answer(w.discord.Post(w.channel, w.ada, w.link("/ferry")), says("cheque"))
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	other := w.discord.Post(w.channel, w.discord.AddUser("Bo", false), w.link("/fleet"))
	missed := w.discord.Post(w.channel, w.ada, w.link("/tunnel"))
	w.run()
	w.answer(missed, says("Nobody will travel"))
	w.onlyAnswer(missed)
	if answers := w.answersTo(other); len(answers) > 0 {
		t.Errorf("who has not the role is answered: %v", answers)
	}
}
