package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/playground"
	"parley/store"
	"parley/store/storetest"
)

// press presses a button of the panel, or chooses in a menu of it, and returns the panel as it is then.
func (s *server) press(who playground.User, panel, customID string, values ...string) string {
	s.Helper()
	id := s.discord.Click(who, panel, customID, values...)
	s.wait("an answer to "+customID, func() bool { return s.discord.Interaction(id).Callback != 0 })
	return id
}

// fill fills in the form that a button of the panel opens.
func (s *server) fill(panel, button string, typed map[string]any) {
	s.Helper()
	id := s.press(s.admin, panel, button)
	form := s.discord.Submit(s.admin, id, typed)
	s.wait("the form of "+button, func() bool { return s.discord.Interaction(form).Callback != 0 })
}

func (s *server) panel() string {
	s.Helper()
	id := s.discord.Slash(s.channel, s.admin, "settings", nil)
	s.wait("the panel", func() bool { return s.discord.Interaction(id).Answer.Text() != "" })
	if !s.discord.Interaction(id).Ephemeral {
		s.Error("the panel is for all to see")
	}
	return s.discord.Interaction(id).Answer.ID
}

// shows fails unless a message has these texts.
func (s *server) shows(id string, wanted ...string) {
	s.Helper()
	m, ok := s.discord.Message(id)
	if !ok {
		s.Fatalf("there is no message %q", id)
	}
	s.says(m.Text(), wanted...)
}

func TestSettingsAreChangedInOnePanel(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, address string) {
		s := startBot(t, address)
		panel := s.panel()
		s.shows(panel, "## Settings", "answered: every link", "no limit; today: 0 cards", "everybody", "30 days", "`/digest create`")

		s.press(s.admin, panel, "settings:links")
		s.press(s.admin, panel, "choose:links:mode", "mention")
		s.press(s.admin, panel, "choose:links:channels", s.channel)
		s.press(s.admin, panel, "choose:links:other", "off")
		s.shows(panel, "answered: when Parley is mentioned", "in <#"+s.channel+">: never")

		s.press(s.admin, panel, "settings:")
		s.press(s.admin, panel, "settings:writer")
		s.fill(panel, "type:writer:budget", map[string]any{"dollars": "$1,50", "cards": "40", "each": ""})
		s.shows(panel, "a day at most: 1.50 dollars, 40 cards;")
		s.fill(panel, "type:writer:budget", map[string]any{"dollars": "much", "cards": "40", "each": ""})
		s.shows(panel, "Not changed.", "Type numbers alone", "1.50 dollars")

		s.press(s.admin, panel, "settings:")
		s.press(s.admin, panel, "settings:sites")
		s.fill(panel, "type:sites:sites", map[string]any{"allowed": "", "blocked": "https://www.gazette.example/x"})
		s.shows(panel, "never read: gazette.example")

		s.press(s.admin, panel, "settings:")
		s.press(s.admin, panel, "settings:quiet")
		s.fill(panel, "type:quiet:hours", map[string]any{"hours": "22:00-7:00", "zone": "Europe/Berlin"})
		s.shows(panel, "22:00-7:00, Europe/Berlin")
		s.fill(panel, "type:quiet:hours", map[string]any{"hours": "late", "zone": "Europe/Berlin"})
		s.shows(panel, "Not changed.", "22:00-7:00, Europe/Berlin")
		form := s.discord.Interaction(s.press(s.admin, panel, "type:quiet:hours:again"))
		if values := valuesIn(form.Data); !slices.Equal(values, []string{"late", "Europe/Berlin"}) {
			t.Errorf("the form that is opened again holds %q; want what was typed", values)
		}
		sent := s.discord.Submit(s.admin, form.ID, map[string]any{"hours": "23:00-6:00", "zone": "Europe/Berlin"})
		s.wait("the form", func() bool { return s.discord.Interaction(sent).Callback != 0 })
		s.shows(panel, "23:00-6:00, Europe/Berlin", "Change the hours")

		again := s.panel()
		s.shows(again, "answered: when Parley is mentioned", "1.50 dollars", "never read: gazette.example", "23:00-6:00")
	})
}

// valuesIn are what the fields of a form hold when it opens.
func valuesIn(value any) (values []string) {
	switch value := value.(type) {
	case map[string]any:
		if held, ok := value["value"].(string); ok {
			values = append(values, held)
		}
		values = append(values, valuesIn(value["components"])...)
	case []any:
		for _, inner := range value {
			values = append(values, valuesIn(inner)...)
		}
	}
	return values
}

func TestARoleThatTheServerChoseManages(t *testing.T) {
	t.Parallel()
	s := startBot(t, storetest.SQLite(t))
	bob := s.discord.AddUser("Bob", false)
	editors := s.discord.AddRole(playground.GuildID, "Editors", 0, false)
	s.discord.Open("settings", true)
	ask := func() string {
		id := s.discord.Slash(s.channel, bob, "settings", nil)
		s.wait("an answer to Bob", func() bool { return s.discord.Interaction(id).Answer.Text() != "" })
		return s.discord.Interaction(id).Answer.Text()
	}
	s.says(ask(), "the role chosen in /settings")
	panel := s.panel()
	s.press(s.admin, panel, "settings:people")
	s.press(s.admin, panel, "choose:people:managers", editors.ID)
	s.says(ask(), "the role chosen in /settings")
	s.discord.Give(editors, bob)
	s.says(ask(), "## Settings", "<@&"+editors.ID+">")
}

func TestANewServerIsGreetedOnceWhereItMayBe(t *testing.T) {
	t.Parallel()
	s := startBot(t, storetest.SQLite(t))
	closed, open := s.discord.AddChannel("closed"), s.discord.AddChannel("open")
	guild := func(joined time.Time) map[string]any {
		return map[string]any{
			"id": playground.GuildID, "name": "Here", "joined_at": joined.Format(time.RFC3339), "system_channel_id": closed,
			"roles":   []any{map[string]any{"id": playground.GuildID, "name": "@everyone", "permissions": "3072"}},
			"members": []any{map[string]any{"user": map[string]any{"id": playground.BotID}, "roles": []any{}}},
			"channels": []any{
				map[string]any{"id": closed, "type": 0, "permission_overwrites": []any{map[string]any{"id": playground.GuildID, "type": 0, "allow": "0", "deny": "2048"}}},
				map[string]any{"id": open, "type": 0},
			},
		}
	}
	s.discord.Dispatch("GUILD_CREATE", guild(time.Now().Add(-time.Hour))) // as after each start
	s.discord.Dispatch("GUILD_CREATE", guild(time.Now()))
	s.discord.Dispatch("GUILD_CREATE", guild(time.Now()))
	greeted := func() (n int) {
		for _, m := range s.discord.Messages(open) {
			n += strings.Count(m.Text(), "Parley reads the news")
		}
		return n
	}
	s.wait("the welcome", func() bool { return greeted() > 0 })
	panel := s.panel() // whatever had begun before this is as good as done
	s.shows(panel, "## Settings")
	if greeted() != 1 || len(s.discord.Messages(closed)) > 0 {
		t.Errorf("greeted %d times, and %d messages where it may not write", greeted(), len(s.discord.Messages(closed)))
	}
}

func TestWhatIsKeptOfSomebodyIsForgotten(t *testing.T) {
	t.Parallel()
	s := startBot(t, storetest.SQLite(t))
	id := s.discord.Slash(s.channel, s.admin, "privacy", nil)
	s.wait("what is kept", func() bool { return s.discord.Interaction(id).Answer.Text() != "" })
	answer := s.discord.Interaction(id).Answer
	s.says(answer.Text(), "30 days", "who asked")
	s.press(s.admin, answer.ID, "forget:me")
	s.shows(answer.ID, "takes your name out")
	s.press(s.admin, answer.ID, "forget:me:no")
	s.shows(answer.ID, "What Parley keeps", "30 days")
	s.press(s.admin, answer.ID, "forget:me")
	s.press(s.admin, answer.ID, "forget:me:yes")
	s.shows(answer.ID, "Done")

	bob := s.discord.AddUser("Bob", false)
	id = s.discord.Slash(s.channel, bob, "privacy", nil)
	s.wait("what is kept", func() bool { return s.discord.Interaction(id).Answer.Text() != "" })
	for _, customID := range customIDs(s.discord.Interaction(id).Answer.Raw["components"]) {
		if strings.HasPrefix(customID, "forget:server") {
			t.Error("a member is offered to have the server forgotten")
		}
	}
	panel := s.panel()
	s.press(s.admin, panel, "settings:keeping")
	s.fill(panel, "type:keeping:days", map[string]any{"days": "7"})
	id = s.discord.Slash(s.channel, s.admin, "privacy", nil)
	s.wait("what is kept", func() bool { return s.discord.Interaction(id).Answer.Text() != "" })
	answer = s.discord.Interaction(id).Answer
	s.says(answer.Text(), "7 days")
	m := s.discord.Post(s.channel, s.admin, newNewsSite(t, 1).URL+"/0")
	card := s.card(s.channel, "sign a cheque")
	s.press(s.admin, answer.ID, "forget:server")
	s.press(s.admin, answer.ID, "forget:server:yes")
	s.shows(s.panel(), "30 days")
	more := s.press(s.admin, card.ID, "more:"+m.ID+":0:"+s.admin.ID)
	s.says(s.discord.Interaction(more).Answer.Text(), "no longer keeps this brief")
}

// decide keeps settings of the server, as if they had been chosen in the panel.
func (s *server) decide(address, value string) {
	s.Helper()
	db, err := store.Open(s.ctx, address, slog.New(slog.DiscardHandler))
	if err != nil {
		s.Fatal(err)
	}
	defer db.Close()
	kept, err := db.Settings(s.ctx, playground.GuildID)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		s.Fatal(err)
	}
	kept.Value = json.RawMessage(value)
	if err := db.SaveSettings(s.ctx, kept, time.Now()); err != nil {
		s.Fatal(err)
	}
}

// card waits for a card in a channel.
func (s *server) card(channel, text string) playground.Message {
	s.Helper()
	m, err := s.discord.WaitMessage(s.ctx, channel, func(m playground.Message) bool { return strings.Contains(m.Text(), text) })
	if err != nil {
		s.Fatalf("waiting for a card with %q: %v; there is %q", text, err, texts(s.discord.Messages(channel)))
	}
	return m
}

// answered is what a command was answered with: its first answer, or what came after that.
func (s *server) answered(id string) string {
	i := s.discord.Interaction(id)
	text := i.Answer.Text()
	for _, more := range i.FollowUps {
		text += more.Text()
	}
	return text
}

// silent fails where the bot has said something in a channel.
func (s *server) silent(why, channel string) {
	s.Helper()
	for _, m := range s.discord.Messages(channel) {
		if m.AuthorID == playground.BotID {
			s.Errorf("%s: %s", why, m.Text())
		}
	}
}

func TestALinkIsReadAsTheServerHasDecided(t *testing.T) {
	t.Parallel()
	site, address := newNewsSite(t, 3), storetest.SQLite(t)
	s := startBot(t, address)
	link := func(n int) string { return fmt.Sprintf("%s/%d", site.URL, n) }
	other := s.discord.AddChannel("other")

	s.decide(address, `{"mode":"off","channels":["`+other+`"]}`)
	s.discord.Post(s.channel, s.admin, link(0))
	s.discord.Post(other, s.admin, link(0))
	s.card(other, "sign a cheque")
	s.silent("links are off here", s.channel)

	s.decide(address, `{"mode":"mention"}`)
	s.discord.Post(s.channel, s.admin, link(1))
	s.discord.Post(s.channel, s.admin, "<@"+playground.BotID+"> "+link(2))
	s.card(s.channel, "forty dairies")
	if strings.Contains(strings.Join(texts(s.discord.Messages(s.channel)), "\n"), "walk through ourselves") {
		t.Error("a link without a mention was read")
	}

	s.decide(address, `{"mode":"react"}`)
	silent := s.discord.AddChannel("silent")
	m := s.discord.Post(silent, s.admin, link(1))
	if err := s.discord.As(s.admin.ID, "").React(m.ID, "👍", true); err != nil {
		t.Fatal(err)
	}
	if err := s.discord.As(s.admin.ID, "").React(m.ID, "📰", true); err != nil {
		t.Fatal(err)
	}
	s.card(silent, "walk through ourselves")

	if now := time.Now().UTC(); now.Hour() == 23 && now.Minute() > 57 {
		t.Skip("the one minute of the day that is not quiet is near")
	}
	closed, bob := s.discord.AddChannel("closed"), s.discord.AddUser("Bob", false)
	for _, value := range []string{`{"askers":"77"}`, `{"blocked":["127.0.0.1"]}`, `{"quiet":{"from":0,"to":1439,"zone":"UTC"}}`} {
		s.decide(address, value)
		s.discord.Post(closed, bob, link(0))
		if !strings.Contains(value, "quiet") { // commands go on in quiet hours
			id := s.discord.Slash(closed, bob, "summarize", map[string]any{"link": link(0)})
			s.wait("a refusal of the command", func() bool { return s.answered(id) != "" })
			if answer := s.answered(id); strings.Contains(answer, "cheque") {
				t.Errorf("%s: the command is answered with %s", value, answer)
			}
		}
		s.panel() // what came before it has been looked at by then
		s.silent(value, closed)
	}
	s.decide(address, `{}`)
	s.discord.Post(closed, bob, link(0))
	s.card(closed, "sign a cheque")
	if n := len(s.discord.Messages(closed)); n != 5 {
		t.Errorf("%d messages, want four links and one card: %q", n, texts(s.discord.Messages(closed)))
	}
}

func TestACardIsAsTheServerHasDecided(t *testing.T) {
	t.Parallel()
	site, address := newNewsSite(t, 3), storetest.SQLite(t)
	s := startBot(t, address)
	s.decide(address, `{"language":"de","threads":true,"budget":{"cards":2}}`)
	m := s.discord.Post(s.channel, s.admin, site.URL+"/0")
	in := s.card(m.ID, "sign a cheque") // a thread has the id of its message
	s.says(in.Text(), "Zitate sind wörtlich")
	begun := slices.IndexFunc(s.discord.Requests(), func(r playground.Request) bool { return strings.HasSuffix(r.Path, m.ID+"/threads") })
	s.says(string(s.discord.Requests()[begun].Body), inventedNews[0][0])
	s.silent("answers stand in threads", s.channel)

	id := s.discord.Slash(s.channel, s.admin, "summarize", map[string]any{"link": site.URL + "/1"})
	s.wait("the second card", func() bool {
		return strings.Contains(s.discord.Interaction(id).Answer.Text(), "walk through ourselves")
	})
	id = s.discord.Slash(s.channel, s.admin, "summarize", map[string]any{"link": site.URL + "/2"})
	s.wait("word that the budget is spent", func() bool {
		return strings.Contains(s.answered(id), "today are used up. They start anew <t:")
	})

	s.discord.Delete(m.ID)
	s.wait("the answer to go with its question", func() bool { return len(s.discord.Messages(m.ID)) == 0 })
}
