package bot

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/bwmarrin/discordgo"

	"parley/desk"
	"parley/feed"
	"parley/playground"
	"parley/settings"
	"parley/summarize"
	"parley/summarize/modeltest"
)

func TestAReplyToACardIsNoMention(t *testing.T) {
	t.Parallel()
	b := &bot{id: "9"}
	pinged := []*discordgo.User{{ID: "9"}}
	for _, row := range []struct {
		content  string
		mentions []*discordgo.User
		want     bool
	}{
		{"I think so, too", pinged, false},
		{"<@9> what of this?", pinged, true},
		{"<@!9> what of this?", pinged, true},
		{"`<@9>` is code", nil, false},
		{"<@99>", []*discordgo.User{{ID: "99"}}, false},
	} {
		if got := b.mentions(&discordgo.Message{Content: row.content, Mentions: row.mentions}); got != row.want {
			t.Errorf("mentions of %q = %v", row.content, got)
		}
	}
}

// The role that all have is offered among the others, and is in nobody's list of roles.
func TestEverybodyHasTheRoleOfAll(t *testing.T) {
	t.Parallel()
	b := &bot{Options: Options{Newsroom: decided{server: settings.Server{Askers: "1"}}}}
	i := &interaction{Interaction: &discordgo.Interaction{GuildID: "1", Member: &discordgo.Member{Roles: []string{"77"}}}}
	if err := b.forbids(t.Context(), i); err != nil {
		t.Errorf("a command: %v", err)
	}
	if m := (&discordgo.Message{GuildID: "1", Member: i.Member}); !b.mayAsk(t.Context(), settings.Server{Askers: "1"}, m) || b.mayAsk(t.Context(), settings.Server{Askers: "2"}, m) {
		t.Error("a message: not who has the role, and they alone, may ask")
	}
}

// Parley may begin threads and not write in them: where that can be found out, there is no empty thread, and there is an answer at all events.
func TestWithoutThePermissionForThreadsACardIsAReply(t *testing.T) {
	t.Parallel()
	for name, hidden := range map[string]bool{"found out": false, "not found out": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newQuietWorld(t, playground.Options{}, nil)
			w.options.Newsroom = host{decided{server: settings.Server{Threads: true}}}
			w.discord.Permit(w.channel, playground.PermissionsMember&^playground.PermissionSendInThreads)
			w.run()
			if hidden {
				w.discord.Fail(playground.Fault{Method: http.MethodGet, Path: "/members/", Status: http.StatusForbidden, Body: `{"code":50001,"message":"Missing Access"}`})
			}
			m := w.discord.Post(w.channel, w.ada, w.link("/ferry"))
			card := w.answer(m, says("cheque"))
			begun := slices.ContainsFunc(w.discord.Requests(), func(r playground.Request) bool { return strings.HasSuffix(r.Path, "/threads") })
			if begun != hidden {
				t.Errorf("a thread is begun: %v", begun)
			}
			w.until("where the answer stands to be kept", func() bool {
				known, err := w.options.Desk.AnswerAbout(w.ctx, w.channel, feed.Canonical(w.link("/ferry")))
				return err == nil && known.Message == card.ID
			})
			w.discord.Delete(m.ID) // its answer is found again
			w.wait("the answer to go", func() bool { return len(w.answersTo(m)) == 0 })
		})
	}
}

func TestThatThreadsTakeNoMessagesIsToldWhereTheyAreWanted(t *testing.T) {
	t.Parallel()
	b := &bot{seesLinks: true}
	may := &interaction{Interaction: &discordgo.Interaction{GuildID: "1", ChannelID: "2", AppPermissions: discordgo.PermissionViewChannel | discordgo.PermissionSendMessages |
		discordgo.PermissionReadMessageHistory | discordgo.PermissionCreatePublicThreads}}
	if got := b.missing(may, settings.Server{}); len(got) > 0 {
		t.Errorf("without threads: %q", got)
	}
	if got := strings.Join(b.missing(may, settings.Server{Threads: true}), ""); !strings.Contains(got, "Send Messages in Threads") || strings.Contains(got, "Create") {
		t.Errorf("with threads: %q", got)
	}
}

func TestAForumIsNoChannelForReports(t *testing.T) {
	t.Parallel()
	forum := func(s section) (offered bool) {
		for _, m := range s.menus {
			offered = offered || slices.Contains(m.component(english.In, s.id, settings.Server{}).ChannelTypes, discordgo.ChannelTypeGuildForum)
		}
		return offered
	}
	if forum(keepingSection(english.In)) || !forum(linksSection(english.In)) {
		t.Error("forums are offered for reports, or not where links are pasted")
	}
}

// A counter is a host that counts as the newsroom does.
type counter struct {
	host
	*tally
}

type tally struct {
	sync.Mutex
	settings.Usage
}

func (c counter) TakeCard(_ context.Context, _, _ string, b settings.Budget) (bool, error) {
	c.Lock()
	defer c.Unlock()
	if b.UserCards > 0 && c.Cards >= b.UserCards {
		return false, nil
	}
	c.Cards++
	return true, nil
}

func (c counter) Spend(_ context.Context, _, _ string, u settings.Usage) error {
	c.Lock()
	defer c.Unlock()
	c.Cards, c.Asked = c.Cards+u.Cards, c.Asked+u.Asked
	if u.Asked > 0 {
		c.Dollars++
	}
	return nil
}

func (c counter) Used(context.Context, string, int) (settings.Usage, error) {
	c.Lock()
	defer c.Unlock()
	return c.Usage, nil
}

// Several links at once get no more cards than there are left, and one without a card costs none.
func TestABudgetHoldsForLinksAtOnce(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, nil)
	counted := &tally{}
	w.options.Newsroom = counter{host{decided{server: settings.Server{Budget: settings.Budget{UserCards: 1}}}}, counted}
	w.run()
	m := w.discord.Post(w.channel, w.ada, w.link("/ferry")+" "+w.link("/tunnel")+" "+w.link("/fleet"))
	w.answer(m, says("“"))
	if err := w.stop(); err != nil { // which waits for what has begun
		t.Fatal(err)
	}
	cards := 0
	for _, a := range w.answersTo(m) {
		if says("“")(a) {
			cards++
		}
	}
	if cards != 1 || counted.Cards != 1 {
		t.Errorf("%d cards, of which %d are counted; want one", cards, counted.Cards)
	}
	newBot(t.Context(), w.options).spend(t.Context(), desk.Request{}, nil)
	if counted.Cards != 0 {
		t.Errorf("with the card given back, %d are counted", counted.Cards)
	}
}

// A barrier lets calls through when it is opened.
type barrier chan struct{}

func (g barrier) RoundTrip(r *http.Request) (*http.Response, error) {
	select {
	case <-g:
		return http.DefaultTransport.RoundTrip(r)
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

// Two cards wait for a model; the first one takes what money there is, and the second stays as it is.
func TestMoneyThatWentWhileACardWaitedIsNotSpentTwice(t *testing.T) {
	t.Parallel()
	server := modeltest.Start(modeltest.Answer{Content: goodDraft})
	t.Cleanup(server.Close)
	open := make(barrier)
	w := newQuietWorld(t, playground.Options{}, summarize.NewModel(summarize.ModelConfig{BaseURL: server.BaseURL(), Model: "scripted", HTTPClient: &http.Client{Transport: open}}))
	w.patient()
	w.options.AskAtOnce, w.options.Summarizer.Timeout = 1, patience
	counted := &tally{}
	w.options.Newsroom = counter{host{decided{server: settings.Server{Budget: settings.Budget{Dollars: 1}}}}, counted}
	w.run()
	var asked []playground.Message
	for n := range 2 {
		asked = append(asked, w.discord.Post(w.channel, w.ada, w.link("/quick/%d", n)))
		w.answer(asked[n], says("a model is reading"))
	}
	close(open)
	for _, m := range asked {
		w.answer(m, func(m playground.Message) bool { return !says("a model is reading")(m) })
	}
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	spent := 0
	for _, m := range asked {
		for _, a := range w.answersTo(m) {
			if says("budget")(a) {
				spent++
			}
		}
	}
	if counted.Asked != 1 || spent != 1 || counted.Cards != 2 {
		t.Errorf("a model wrote %d of %d cards, and %d say that the budget is spent", counted.Asked, counted.Cards, spent)
	}
}
