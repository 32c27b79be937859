package bot

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"parley/digest"
	"parley/playground"
	"parley/settings"
	"parley/summarize/modeltest"
)

// answers waits for n answers to a command, its first among them, and returns those that stand.
func (w *world) answers(id string, n int, fits func(playground.Message) bool) (all []playground.Message) {
	w.Helper()
	w.wait("the answers to a command", func() bool {
		i := w.discord.Interaction(id)
		all = slices.DeleteFunc(append([]playground.Message{i.Answer}, i.FollowUps...), func(m playground.Message) bool {
			return m.ID == "" || m.Deleted || !fits(m)
		})
		return len(all) >= n
	})
	return all
}

func TestTypedLinks(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string][]string{
		"https://news.example/a":                                {"https://news.example/a"},
		"<https://news.example/a>, news.example/b":              {"https://news.example/a", "https://news.example/b"},
		"news.example/a,news.example/b; other.example/c":        {"https://news.example/a", "https://news.example/b", "https://other.example/c"},
		"https://news.example/1,2 https://news.example/1,2#top": {"https://news.example/1,2"},
		"read http://news.example/a please":                     {"http://news.example/a"},
		"tomorrow":                                              {"tomorrow"},
		"ftp://news.example":                                    {"ftp://news.example"},
		"javascript:alert(1)":                                   {"javascript:alert(1)"},
	} {
		if got, err := typedLinks(typed); err != nil || !slices.Equal(got, want) {
			t.Errorf("typedLinks(%q) = %q, %v; want %q", typed, got, err, want)
		}
	}
	if _, err := typedLinks("a.example b.example c.example d.example e.example f.example"); err == nil {
		t.Error("six links are taken")
	}
}

func TestSummarizeTakesSeveralLinks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	host := strings.TrimPrefix(w.site.URL, "http://")
	links := "<http://" + host + "/ferry>, http://" + host + "/tunnel http://" + host + "/gone"
	id := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"link": links})
	for _, words := range []string{"sign a cheque", "Nobody will travel"} {
		if got := w.answers(id, 1, says(words)); len(got) != 1 || got[0].Flags&flagEphemeral != 0 {
			t.Errorf("answers with %q = %v; want one for all", words, got)
		}
	}
	if got := w.answers(id, 1, says("not found")); len(got) != 1 || got[0].Flags&flagEphemeral == 0 {
		t.Errorf("the link that cannot be had = %v; want a sentence for the asker alone", got)
	}
	w.answers(id, 3, func(playground.Message) bool { return true })
	w.nothingRefused()
}

func TestASentenceAboutTheFirstLinkHidesNoCard(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	id := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"link": w.link("/gone") + " " + w.link("/ferry")})
	if got := w.answers(id, 1, says("sign a cheque")); got[0].Flags&flagEphemeral != 0 {
		t.Errorf("the card = %v; want it for all", got)
	}
	if got := w.answers(id, 1, says("not found")); got[0].Flags&flagEphemeral == 0 {
		t.Errorf("the sentence = %v; want it for the asker alone", got)
	}
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	if got := w.answers(id, 2, func(playground.Message) bool { return true }); len(got) != 2 {
		t.Errorf("%d answers stand; want two", len(got))
	}
	w.nothingRefused()
}

// A server that speaks English with normal cards is asked for a short German one.
func TestAWishStandsAboveItsServer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	id := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"link": w.link("/fleet"), "language": "de", "length": "short"})
	got := w.answers(id, 1, says("island ferries"))[0]
	if !strings.Contains(got.Text(), "Artikel") {
		t.Errorf("the card = %s; want it in German", got.Text())
	}
	normal := w.answers(w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"link": w.link("/fleet")}), 1, says("island ferries"))[0]
	if len(got.Text()) >= len(normal.Text()) {
		t.Errorf("a short card has %d bytes, a normal one %d", len(got.Text()), len(normal.Text()))
	}
	for _, row := range []struct{ language, length, wantLanguage, wantLength string }{
		{"fr", "normal", "fr", ""}, {"xx", "huge", "de", "short"}, {"", "", "de", "short"},
	} {
		got := wish{Language: row.language, Length: row.length}.over(settings.Server{Language: "de", Length: settings.Short})
		if got.Language != row.wantLanguage || string(got.Length) != row.wantLength {
			t.Errorf("%+v over a short German server = %+v", row, got)
		}
	}
	w.nothingRefused()
}

func TestAPrivateAnswerIsItsAskersAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, scripted(t, modeltest.Answer{Content: goodDraft}))
	id := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"link": w.link("/ferry") + " " + w.link("/tunnel"), "private": true})
	card := w.answers(id, 1, says("sign a cheque"))[0]
	for _, m := range w.answers(id, 2, func(playground.Message) bool { return true }) {
		if m.Flags&flagEphemeral == 0 {
			t.Errorf("an answer for all: %s", m.Text())
		}
	}
	more := w.press(w.ada, card.ID, "more:"+id+":0:"+w.ada.ID)
	if more.Callback != 4 || !strings.Contains(more.Answer.Text(), "How this card was made") || strings.Contains(more.Answer.Text(), "Delete") {
		t.Errorf("More of a private card = %d %s; want a message of its own without Delete", more.Callback, more.Answer.Text())
	}
	if got := w.press(w.ada, more.Answer.ID, "sources:"+w.behind(id, card)); got.Callback != 7 {
		t.Errorf("Sources opens as %d; want it in place of what was opened before", got.Callback)
	}
	if back := w.press(w.ada, more.Answer.ID, "how:"+w.behind(id, card)); back.Callback != 7 || strings.Contains(back.Answer.Text(), "Delete") {
		t.Errorf("Back to More of a private card = %d %s; want it in its place without Delete", back.Callback, back.Answer.Text())
	}
	// What nobody else sees, nobody is sent to.
	m := w.discord.Post(w.channel, w.ada, w.link("/ferry"))
	w.answer(m, says("sign a cheque"))
	w.nothingRefused()
}

// Nobody speaks in the preview: the asker waits for the model, and sees no public line meanwhile.
func TestThatNobodySpeaksIsSaidToTheAskerAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, scripted(t, modeltest.Answer{Status: http.StatusBadRequest, Content: "no"}))
	id := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"link": w.link("/calendar")})
	if got := w.whispered(id); !says("nobody speaks in it")(got) {
		t.Errorf("answer = %s", got.Text())
	}
	w.nothingRefused()
}

func TestTheMenusGiveEachStoryACard(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	bob := w.discord.AddUser("Bob", true)
	m := w.discord.Post(w.discord.AddChannel("quiet"), bob, "`code` "+w.link("/ferry")+" "+w.link("/tunnel")+" "+w.link("/ferry-again"))
	for name, flags := range map[string]int{"Who said what?": 0, "Privately": flagEphemeral} {
		id := w.discord.ContextMenu(w.ada, name, m.ID)
		cards := w.answers(id, 2, func(m playground.Message) bool { return says("sign a cheque")(m) || says("Nobody will travel")(m) })
		for _, c := range cards {
			if c.Flags&flagEphemeral != flags || says("sign a cheque")(c) && says("Nobody will travel")(c) {
				t.Errorf("%s: a card of its own with flags %d was expected: %d %s", name, flags, c.Flags, c.Text())
			}
		}
	}
	w.nothingRefused()
}

func TestCompareMakesOneCardOfOneStory(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	compare := func(links string) string {
		return w.discord.Slash(w.channel, w.ada, "compare", map[string]any{"links": links})
	}
	one := w.answers(compare(w.link("/ferry")+", "+w.link("/ferry-again")), 1, says("sign a cheque"))[0]
	if !says("/ferry>")(one) || !says("/ferry-again>")(one) || one.Flags&flagEphemeral != 0 {
		t.Errorf("one story = %s; want a card over both, for all", one.Text())
	}
	id := compare(w.link("/ferry") + " " + w.link("/tunnel"))
	w.answers(id, 2, func(m playground.Message) bool {
		return says("sign a cheque")(m) != says("Nobody will travel")(m) && m.Flags&flagEphemeral == 0
	})
	w.answers(id, 1, func(m playground.Message) bool { return says("do not tell one story")(m) && m.Flags&flagEphemeral != 0 })
	if got := w.whispered(compare(w.link("/ferry"))); !says("two to five links")(got) {
		t.Errorf("one link = %s", got.Text())
	}
	w.nothingRefused()
}

func TestATextCanBePastedIntoAForm(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	long := ferryText + strings.Repeat("\nThe harbour office had nothing to add to that on Wednesday morning.\n", 60)
	for private, flags := range map[bool]int{false: 0, true: flagEphemeral} {
		id := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"language": "de", "private": private})
		w.interaction(id, func(i playground.Interaction) bool { return i.Callback == 9 })
		sent := w.discord.Submit(w.ada, id, map[string]any{"text": string([]rune(long)[:4000])})
		card := w.answers(sent, 1, says("sign a cheque"))[0]
		if card.Flags&flagEphemeral != flags || !says("KI")(card) {
			t.Errorf("private %v: flags %d, %s; want it in German", private, card.Flags, card.Text())
		}
	}
	w.nothingRefused()
}

// A host is a newsroom of one server's settings, which nobody spends from.
type host struct {
	decided
}

func (host) LinksPasted(context.Context, string, string, []string) error { return nil }
func (host) GuildIsBack(context.Context, string) error                   { return nil }
func (host) Greet(context.Context, string) (bool, error)                 { return true, nil }
func (host) TakeCard(context.Context, string, string, settings.Budget) (bool, error) {
	return true, nil
}
func (host) Spend(context.Context, string, string, settings.Usage) error { return nil }
func (host) Digests(context.Context, string) ([]digest.Plan, error)      { return nil, nil }
func (host) Used(context.Context, string, int) (settings.Usage, error)   { return settings.Usage{}, nil }
func (host) UsedBy(context.Context, string, string) (settings.Usage, error) {
	return settings.Usage{}, nil
}

// behind is what a button of More names: the brief of a request, who asked, and the card, where that may be deleted.
func (w *world) behind(id string, card playground.Message) string {
	message := card.ID
	if card.Flags&flagEphemeral != 0 {
		message = ""
	}
	return id + ":0:" + w.ada.ID + ":" + message
}

// reports reports a mistake of a card, in these words.
func (w *world) reports(id string, card playground.Message, words string) playground.Interaction {
	w.Helper()
	more := w.press(w.ada, card.ID, "more:"+id+":0:"+w.ada.ID)
	asked := w.press(w.ada, more.Answer.ID, "report:"+w.behind(id, card))
	form := w.press(w.ada, asked.Answer.ID, "mistake:"+id+":0", "missing_side")
	return w.interaction(w.discord.Submit(w.ada, form.ID, map[string]any{"words": words}), func(i playground.Interaction) bool { return i.Callback != 0 })
}

func TestAReportGoesToTheServersChannel(t *testing.T) {
	t.Parallel()
	for name, elsewhere := range map[string]bool{"its own": false, "another server's": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newQuietWorld(t, playground.Options{}, nil)
			desk := w.discord.AddChannel("desk")
			if elsewhere {
				desk = w.discord.AddChannelTo(w.discord.AddGuild("Elsewhere"), "desk")
			}
			w.options.Newsroom = host{decided{server: settings.Server{Reports: desk}}}
			w.run()
			m := w.discord.Post(w.channel, w.ada, w.link("/ferry"))
			card := w.answer(m, says("sign a cheque"))
			thanks := w.reports(m.ID, card, "@everyone [Holm](https://evil.example) **said** that.")
			posts := w.discord.Messages(desk)
			if elsewhere {
				if len(posts) > 0 || !says("whoever runs Parley")(thanks.Answer) || !strings.Contains(w.log.text(), "kind=missing_side") {
					t.Errorf("a channel of another server got %v; thanks %s; want it in the log", posts, thanks.Answer.Text())
				}
				return
			}
			if len(posts) != 1 || !says("whoever manages this server")(thanks.Answer) {
				t.Fatalf("the channel has %v, thanks are %s", posts, thanks.Answer.Text())
			}
			text := posts[0].Text()
			for _, want := range []string{"A side is missing", "https://discord.com/channels/" + playground.GuildID + "/" + w.channel + "/" + card.ID, "quotes kept"} {
				if !strings.Contains(text, want) {
					t.Errorf("the report lacks %q:\n%s", want, text)
				}
			}
			if strings.Contains(text, "](https://evil") || strings.Contains(text, "**said**") || strings.Contains(text, w.ada.ID) || len(posts[0].Pings) > 0 || posts[0].Flags&(1<<12) == 0 {
				t.Errorf("the report is loud, names its sender or is not escaped: %d %s", posts[0].Flags, text)
			}
			w.nothingRefused()
		})
	}
}

func TestTheWelcomesButtonsLead(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, nil)
	w.options.Newsroom = host{}
	w.run()
	mod := w.discord.AddUser("Mod", true)
	const guild = "1999999999999999999" // not AddGuild's: the bot would hear of it twice, in two languages
	channel := w.discord.AddChannelTo(guild, "lobby")
	w.discord.Dispatch("GUILD_CREATE", map[string]any{"id": guild, "joined_at": time.Now(), "preferred_locale": "de", "system_channel_id": channel,
		"roles":    []any{map[string]any{"id": guild, "permissions": strconv.Itoa(writing)}},
		"members":  []any{map[string]any{"user": map[string]any{"id": playground.BotID}}},
		"channels": []any{map[string]any{"id": channel, "type": 0}}})
	greeting, err := w.discord.WaitMessage(w.ctx, channel, says("Parley liest"))
	if err != nil {
		t.Fatalf("no greeting in German: %v", lastRequests(w.discord))
	}
	if says("Parley reads")(greeting) {
		t.Errorf("greeting = %s", greeting.Text())
	}
	help := w.interaction(w.discord.Slash(w.channel, w.ada, "help", nil), func(i playground.Interaction) bool { return i.Answer.ID != "" })
	if !help.Ephemeral || !says("Parley reads the news")(help.Answer) {
		t.Fatalf("/help = %s", help.Answer.Text())
	}
	if got := w.answers(w.press(w.ada, help.Answer.ID, "example").ID, 1, says("quiet day a week"))[0]; got.Flags&flagEphemeral == 0 || !says("Ada Lindqvist")(got) {
		t.Errorf("the example = %s; want a card for the asker alone", got.Text())
	}
	if got := w.press(w.ada, help.Answer.ID, "daily"); !got.Ephemeral || got.Callback != 4 || !says("/digest create")(got.Answer) {
		t.Errorf("Daily news = %d %s", got.Callback, got.Answer.Text())
	}
	w.refusedAs("settings for who does not manage", w.discord.Click(w.ada, help.Answer.ID, "panel"), "Manage Server")
	asked := w.interaction(w.discord.Slash(w.channel, mod, "help", nil), func(i playground.Interaction) bool { return i.Answer.ID != "" })
	opened := w.discord.Click(mod, asked.Answer.ID, "panel")
	if got := w.interaction(opened, func(i playground.Interaction) bool { return i.Answer.ID != "" }); !got.Ephemeral || !says("Settings")(got.Answer) {
		t.Errorf("Settings = %s", got.Answer.Text())
	}
	w.nothingRefused()
}

func TestCommandsAreRegisteredWhenTheyChanged(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	registered := func(path string) (n int) {
		for _, r := range w.discord.Requests() {
			if r.Method == http.MethodPut && strings.HasSuffix(r.Path, path) {
				n++
			}
		}
		return n
	}
	again := func() {
		t.Helper()
		if err := w.stop(); err != nil {
			t.Fatal(err)
		}
		w.run()
	}
	everywhere, here := "/applications/"+playground.BotID+"/commands", "/guilds/"+playground.GuildID+"/commands"
	again()
	if n := registered(everywhere); n != 1 {
		t.Errorf("registered %d times for two starts; want once", n)
	}
	w.options.Newsroom = host{}
	again()
	if n := registered(everywhere); n != 2 || !slices.Contains(w.discord.Commands(), "usage") {
		t.Errorf("registered %d times when there are more of them; want twice", n)
	}
	w.options.DevGuild = playground.GuildID
	again()
	again()
	if n, all := registered(here), registered(everywhere); n != 1 || all != 2 {
		t.Errorf("registered %d times in the server for development and %d times in all; want once and twice", n, all)
	}
	if _, err := newSession(w.options).ApplicationCommandBulkOverwrite(playground.BotID, playground.GuildID, nil); err != nil {
		t.Fatal(err)
	}
	again()
	if n := registered(here); n != 3 { // with the deletion
		t.Errorf("commands that somebody deleted are registered %d times; want once more", n-2)
	}
	for _, c := range w.discord.RegisteredCommands("") {
		if c["name"] == "compare" && !strings.Contains(fmt.Sprint(c["description_localizations"]), "de:Was zwei bis fünf Artikel") {
			t.Errorf("/compare in German: %v", c["description_localizations"])
		}
	}
	w.nothingRefused()
}

func TestLinksThatCannotBeHadAreNobodyElsesBusiness(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	id := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"link": w.link("/gone") + " " + w.link("/gone/too")})
	for _, m := range w.answers(id, 2, says("not found")) {
		if m.Flags&flagEphemeral == 0 {
			t.Errorf("an answer for all: %s", m.Text())
		}
	}
	for _, r := range w.discord.Requests() {
		if r.Method == http.MethodPatch {
			t.Errorf("all saw %s", r.Body)
		}
	}
	w.nothingRefused()
}

func TestASiteThatAServerBlocksIsNotReadByACommand(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, nil)
	away := httptest.NewServer(http.RedirectHandler(w.link("/ferry"), http.StatusFound))
	t.Cleanup(away.Close)
	w.options.Newsroom = host{decided{server: settings.Server{Blocked: []string{"gazette.example", "127.0.0.1"}}}}
	w.run()
	for name, link := range map[string]string{"its own": "www.gazette.example/a", "one that leads there": strings.Replace(away.URL, "127.0.0.1", "localhost", 1)} {
		id := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"link": link})
		if got := w.whispered(id); !says("does not have that site read")(got) {
			t.Errorf("%s: answer = %s", name, got.Text())
		}
	}
}

// How an answer is to be outlives the process that was asked.
func TestTheNextProcessKeepsToTheWish(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, nil)
	w.patient()
	w.hasty()
	w.run()
	id := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"link": w.link("/ferry") + " " + w.link("/held/1"), "language": "de", "private": true})
	w.until("it to be begun", func() bool { return w.discord.Interaction(id).Callback == 5 })
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	close(w.gate)
	w.options.Drain = 5 * time.Second
	w.run()
	for _, words := range []string{"sign a cheque", "Nobody will travel"} {
		cards := w.answers(id, 1, says(words))
		if len(cards) != 1 || cards[0].Flags&flagEphemeral == 0 || !says("Artikel")(cards[0]) {
			t.Errorf("cards with %q = %v; want one, in German, for the asker alone", words, cards)
		}
	}
	w.nothingRefused()
}

// Discord took a further answer and its word was lost: it is edited, not sent again.
func TestAFurtherAnswerWhoseWordIsLostStandsOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	w.discord.Fail(playground.Fault{Method: http.MethodPost, Path: "/webhooks/", Cut: true})
	id := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"link": w.link("/ferry") + " " + w.link("/tunnel")})
	w.answers(id, 1, says("sign a cheque"))
	w.answers(id, 1, says("Nobody will travel"))
	if err := w.stop(); err != nil { // which waits for what has begun
		t.Fatal(err)
	}
	if left := w.discord.Faults(); len(left) > 0 || len(w.discord.Interaction(id).FollowUps) != 1 {
		t.Errorf("%d further answers, faults that never came: %v", len(w.discord.Interaction(id).FollowUps), left)
	}
}

func TestReportsHaveALimit(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{Unlimited: true}, nil)
	desk := w.discord.AddChannel("desk")
	w.options.Newsroom = host{decided{server: settings.Server{Reports: desk}}}
	w.run()
	m := w.discord.Post(w.channel, w.ada, w.link("/ferry"))
	card := w.answer(m, says("sign a cheque"))
	for n := range perUser + 1 {
		got := w.reports(m.ID, card, fmt.Sprint("a report ", n))
		if many := says("a lot at once")(got.Answer); many != (n == perUser) {
			t.Errorf("report %d: %s", n+1, got.Answer.Text())
		}
	}
	if posts := len(w.discord.Messages(desk)); posts != perUser {
		t.Errorf("%d reports are posted", posts)
	}
}
