package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"parley/article"
	"parley/bot/card"
	"parley/bot/phrases"
	"parley/desk"
	"parley/digest"
	"parley/feed"
	"parley/playground"
	"parley/settings"
	"parley/summarize"
)

// Every command, every option that completes and every component that Parley makes has a route with a right, and there is
// no route beside these.
func TestEveryRouteSaysWho(t *testing.T) {
	t.Parallel()
	b := &bot{Options: Options{Newsroom: struct{ Newsroom }{}}}
	wanted := map[string]bool{}
	for _, c := range b.commands() {
		wanted[toCommand+c.Name] = true
		for _, o := range append(slices.Clone(c.Options), subOptions(c.Options)...) {
			if o.Autocomplete {
				wanted[toChoices+c.Name] = true
			}
		}
	}
	for _, m := range everyMessage("en") {
		for _, id := range customIDs(m.Components) {
			action, _, _ := strings.Cut(id, ":")
			wanted[toComponent+action] = true
		}
	}
	for _, f := range everyForm("en") {
		action, _, _ := strings.Cut(f.CustomID, ":")
		wanted[toModal+action] = true
	}
	for name, r := range b.routes() {
		if r.who == nil || r.answer == nil {
			t.Errorf("%q: no right, or nothing that answers", name)
		}
		if !wanted[name] {
			t.Errorf("%q leads nowhere that a message or a command of ours points to", name)
		}
		delete(wanted, name)
	}
	if len(wanted) > 0 {
		t.Errorf("without a route: %v", wanted)
	}
}

// everyMessage is one of each kind that Parley shows with something to press, in a language.
func everyMessage(language string) []message {
	many := ferryBrief()
	for n := range 20 {
		many.Quotes = append(many.Quotes, summarize.Quote{ID: 3 + n, Text: "One more."})
	}
	many.Parties[0].Positions = append(many.Parties[0].Positions, summarize.Position{Text: "She wanted an honest number."})
	o := card.Options{In: phrases.In(language)}
	messages := []message{briefMessage(many, o, "key", 0, "1"), withShare(briefMessage(many, o, "key", 0, "1"), o.In, "key", 0), noticeCard("x", o),
		spentMessage(&interaction{Interaction: &discordgo.Interaction{Locale: discordgo.Locale(language)}}, settings.Usage{Dollars: 1000, Cards: 1000}),
		componentMessage(card.Quotes(many, o, "key:0", 5)...), componentMessage(card.Context(many, o, "key:0", 1)...),
		componentMessage(card.Sources(many, o, "key:0", "1", "2")...), componentMessage(card.Side(many, o, "key:0", 0)...),
		componentMessage(card.More(many, o, "key:0", "1", "2", true)...), componentMessage(card.Report(o, "key:0", "1", "2", false)...),
		toldMessage(desk.Request{ID: "key", Asker: "1"}, 0, desk.Answer{}, o.In), panel{in: o.In}.list(), confirmForget(o.In, forgetMe),
		componentMessage((&bot{Options: Options{Newsroom: struct{ Newsroom }{}}}).welcome(o, false)...)}
	for _, s := range sections(o.In) {
		messages = append(messages, panel{in: o.In}.page(s, "", o.In.Say("went_wrong")))
		for _, f := range s.forms {
			messages = append(messages, panel{in: o.In}.page(s, f.id, o.In.Say("went_wrong")))
		}
	}
	for _, part := range RenderIssue(ferryIssue(), digest.Settings{Language: language}, "post") {
		messages = append(messages, part.message)
	}
	return messages
}

// everyForm is every modal, in a language.
func everyForm(language string) []discordgo.InteractionResponseData {
	in := phrases.In(language)
	forms := []discordgo.InteractionResponseData{*card.ReportForm(card.Options{In: in}, "key:0", card.Mistakes[0]), *card.PasteForm(card.Options{In: in}, actionPaste)}
	for _, s := range sections(in) {
		for _, f := range s.forms {
			forms = append(forms, f.modal(s.id, settings.Server{}, nil))
		}
	}
	return forms
}

func subOptions(options []*discordgo.ApplicationCommandOption) (all []*discordgo.ApplicationCommandOption) {
	for _, o := range options {
		all = append(append(all, o.Options...), subOptions(o.Options)...)
	}
	return all
}

func customIDs(components []discordgo.MessageComponent) (ids []string) {
	for _, c := range components {
		switch c := c.(type) {
		case discordgo.ActionsRow:
			ids = append(ids, customIDs(c.Components)...)
		case discordgo.Container:
			ids = append(ids, customIDs(c.Components)...)
		case discordgo.Section:
			ids = append(ids, customIDs([]discordgo.MessageComponent{c.Accessory})...)
		case discordgo.Button:
			if c.CustomID != "" {
				ids = append(ids, c.CustomID)
			}
		case discordgo.SelectMenu:
			ids = append(ids, c.CustomID)
		}
	}
	return ids
}

// refused waits for the answer to an interaction and fails unless it is a refusal for its asker alone.
func (w *world) refusedAs(what, interaction, sentence string) {
	w.Helper()
	got := w.interaction(interaction, func(i playground.Interaction) bool { return i.Callback != 0 })
	if got.Callback != 4 || !got.Ephemeral || !strings.Contains(got.Answer.Text(), sentence) {
		w.Errorf("%s: callback %d, ephemeral %v: %s; want a refusal with %q", what, got.Callback, got.Ephemeral, got.Answer.Text(), sentence)
	}
}

const foreign = "does not belong to this message"

func TestAComponentBelongsToItsMessageAndItsAsker(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	bob := w.discord.AddUser("Bob", false)
	theirs := w.discord.AddChannelTo(w.discord.AddGuild("Another server"), "news")
	m := w.discord.Post(w.channel, w.ada, w.site.URL+"/fleet")
	other := w.discord.Post(w.channel, w.ada, w.site.URL+"/tunnel")
	abroad := w.discord.Post(theirs, bob, w.site.URL+"/tunnel")
	answer, second, third := w.answer(m, says("Quotes (")), w.answer(other, says("tunnel")), w.answer(abroad, says("tunnel"))
	quotes, sides, party := "quotes:"+m.ID+":0:0", "sides:"+m.ID+":0", "party:"+m.ID+":0"
	click := w.discord.Click

	w.refusedAs("a forged asker", click(bob, answer.ID, "delete:"+bob.ID), foreign)
	w.refusedAs("an id of another message", click(bob, second.ID, quotes), foreign)
	w.refusedAs("an id of another server's message", click(bob, third.ID, quotes), foreign)
	w.refusedAs("a message that is not the bot's", click(bob, m.ID, quotes), foreign)
	w.refusedAs("another page than the button's", click(bob, answer.ID, "quotes:"+m.ID+":0:1"), foreign)
	w.refusedAs("a button as a menu", click(bob, answer.ID, quotes, "0"), foreign)
	w.refusedAs("an action that is none", click(bob, answer.ID, "post:1"), "any more")
	w.refusedAs("no action", click(bob, answer.ID, ":"), "any more")
	w.refusedAs("a story where there are no digests", click(bob, answer.ID, "story:1", "0"), "any more")

	open := w.interaction(click(bob, answer.ID, sides), func(i playground.Interaction) bool { return i.Callback != 0 })
	if !open.Ephemeral || !strings.Contains(open.Answer.Text(), "###") {
		t.Errorf("Bob, who sees the card, opens its sides: %+v", open.Answer.Text())
	}
	w.refusedAs("a value that is not in the menu", click(bob, open.Answer.ID, party, "7"), foreign)
	w.refusedAs("two values of a menu for one", click(bob, open.Answer.ID, party, "0", "1"), foreign)
	for _, id := range []string{answer.ID, second.ID, third.ID} {
		if m, _ := w.discord.Message(id); m.Deleted {
			t.Error("an answer was deleted")
		}
	}
	w.nothingRefused()
}

// A whispered message is its asker's alone, though another knew its id.
func TestAWhisperIsItsAskers(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	bob := w.discord.AddUser("Bob", false)
	var many strings.Builder
	for n := range 14 {
		fmt.Fprintf(&many, "“Boat number %d of the ferry fleet will not sail before the spring,” said Mayor Ada Lindqvist on the quay of the town.\n\n", n+1)
	}
	id := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"text": many.String()})
	w.interaction(id, func(i playground.Interaction) bool { return i.Answer.ID != "" })
	first := w.interaction(w.discord.Click(w.ada, w.discord.Interaction(id).Answer.ID, "quotes:"+id+":0:0"), func(i playground.Interaction) bool { return i.Callback != 0 })
	more := "quotes:" + id + ":0:5"
	w.refusedAs("another's whisper", w.discord.Click(bob, first.Answer.ID, more), foreign)
	next := w.interaction(w.discord.Click(w.ada, first.Answer.ID, more), func(i playground.Interaction) bool { return i.Callback != 0 })
	if !strings.Contains(next.Answer.Text(), "Boat number 10 ") || next.Callback != 7 || strings.Contains(next.Answer.Text(), "Boat number 11 ") {
		t.Errorf("the asker's own click = callback %d: %s; want five more in place of the first", next.Callback, next.Answer.Text())
	}
}

func TestAReplayedInteractionDoesNothingMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	id := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"link": w.site.URL + "/ferry"})
	w.interaction(id, func(i playground.Interaction) bool { return says("cheque")(i.Answer) })
	w.discord.Replay(id)
	other := w.discord.Slash(w.discord.AddChannel("other"), w.ada, "summarize", map[string]any{"link": w.site.URL + "/ferry"})
	w.interaction(other, func(i playground.Interaction) bool { return says("cheque")(i.Answer) }) // the one before was heard
	if err := w.stop(); err != nil {                                                              // everything that had begun is done
		t.Fatal(err)
	}
	callbacks := 0
	for _, r := range w.discord.Requests() {
		if strings.HasPrefix(r.Path, "/interactions/"+id+"/") {
			callbacks++
		}
	}
	if n := len(w.discord.Messages(w.channel)); n != 1 || callbacks != 1 {
		t.Errorf("%d messages and %d acknowledgements; want the one answer", n, callbacks)
	}
}

// decided is a newsroom that knows settings alone.
type decided struct {
	Newsroom
	server settings.Server
}

func (d decided) Settings(context.Context, string) (settings.Server, error) { return d.server, nil }

// Discord lets a command through where a server says so; Parley does not.
func TestCommandsThatManageAreForManagers(t *testing.T) {
	t.Parallel()
	member := func(permissions int64) *interaction {
		return &interaction{Interaction: &discordgo.Interaction{Type: discordgo.InteractionApplicationCommand, GuildID: "1",
			Member: &discordgo.Member{User: &discordgo.User{ID: "2"}, Permissions: permissions}}}
	}
	const editors = "77"
	b := &bot{Options: Options{Newsroom: decided{server: settings.Server{Managers: editors}}}}
	for _, name := range []string{toCommand + digestName, toCommand + feedsName, toChoices + digestName, toChoices + feedsName, toCommand + settingsName, toModal + actionType} {
		r := b.routes()[name]
		if err := b.allowed(t.Context(), member(playground.PermissionsMember|discordgo.PermissionManageMessages), r.who); err == nil {
			t.Errorf("%s is open to a member", name)
		}
		for _, enough := range []int64{discordgo.PermissionManageGuild, discordgo.PermissionAdministrator} {
			if err := b.allowed(t.Context(), member(enough), r.who); err != nil {
				t.Errorf("%s with %b: %v", name, enough, err)
			}
		}
		editor := member(playground.PermissionsMember)
		editor.Member.Roles = []string{editors}
		if err := b.allowed(t.Context(), editor, r.who); err != nil {
			t.Errorf("%s with the role that the server chose: %v", name, err)
		}
		abroad := member(discordgo.PermissionAdministrator)
		abroad.GuildID = ""
		if err := b.allowed(t.Context(), abroad, r.who); err == nil {
			t.Errorf("%s is open outside of a server", name)
		}
	}
}

// An away is a newsroom whose database does not answer.
type away struct{ Newsroom }

func (away) Settings(context.Context, string) (settings.Server, error) {
	return settings.Server{}, fmt.Errorf("newsroom: %w", desk.ErrAway)
}

// Who manages by a role is not told that they may not, where that cannot be found out.
func TestAManagerByRoleIsToldThatTheDatabaseIsAway(t *testing.T) {
	t.Parallel()
	b := &bot{Options: Options{Newsroom: away{}}}
	editor := &interaction{Interaction: &discordgo.Interaction{GuildID: "1", Member: &discordgo.Member{Roles: []string{"77"}}}}
	if err := b.managers(t.Context(), editor); !errors.Is(err, desk.ErrAway) {
		t.Errorf("managers = %v; want that the database is away", err)
	}
}

func TestNoAddressIsLeftInAnError(t *testing.T) {
	t.Parallel()
	const secret = "S3CRET"
	for name, err := range map[string]error{
		"a call":              &url.Error{Op: "Post", URL: "https://discord.com/api/v9/interactions/1/" + secret + "/callback", Err: context.DeadlineExceeded},
		"a call in a call":    fmt.Errorf("bot: %w", &url.Error{Op: "Get", URL: "https://" + secret, Err: &url.Error{Op: "parse", URL: secret, Err: errors.New("bad")}}),
		"a rate limit":        &discordgo.RateLimitError{RateLimit: &discordgo.RateLimit{TooManyRequests: &discordgo.TooManyRequests{RetryAfter: time.Second}, URL: "/webhooks/1/" + secret}},
		"an article":          fmt.Errorf("x: %w", &article.Error{Kind: article.NoArticle, Link: "gazette.example/" + secret}),
		"a feed":              &feed.Error{Kind: feed.NoFeed, Link: "gazette.example/" + secret},
		"a file's signature":  fmt.Errorf("bot: %w", &url.Error{Op: "Get", URL: "https://cdn.discordapp.com/a?hm=" + secret, Err: plainError("elsewhere")}),
		"nothing of the sort": errors.New("short"),
	} {
		if told := private(err); strings.Contains(told.Error(), secret) {
			t.Errorf("%s: private = %q", name, told)
		}
	}
	if !errors.Is(private(&url.Error{Op: "Post", URL: secret, Err: context.DeadlineExceeded}), context.DeadlineExceeded) {
		t.Error("the cause is lost")
	}
}

// Calls with a token in their address fail in every way, and newWorld looks into the log after each test.
func TestTokensStayOutOfTheLog(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	for _, fault := range []playground.Fault{
		{Method: "POST", Path: "/callback", Cut: true},
		{Method: "POST", Path: "/callback", Status: 500, Body: "{}"},
		{Method: "PATCH", Path: "/webhooks", Cut: true},
		{Method: "PATCH", Path: "/webhooks", Status: 404, Body: `{"code":10015,"message":"Unknown Webhook"}`},
	} {
		before := strings.Count(w.log.text(), "\n")
		w.discord.Fail(fault)
		w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"link": w.site.URL + "/gone"})
		look := time.NewTicker(10 * time.Millisecond)
		for strings.Count(w.log.text(), "\n") == before && w.ctx.Err() == nil {
			<-look.C
		}
		look.Stop()
		if w.ctx.Err() != nil {
			t.Fatalf("nothing was logged of %+v", fault)
		}
	}
}

// A file says of itself that it is a broadcaster's page; its card does not.
func TestAFileNamesNobodysSite(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	forged := strings.Replace(page(ferryText), "<head>", `<head><link rel="canonical" href="https://lantern.example/news/1"><meta property="og:site_name" content="The Lantern">`, 1)
	id := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"file": playground.Attachment{Name: "a.html", ContentType: "text/html", Data: []byte(forged)}})
	got := w.interaction(id, func(i playground.Interaction) bool { return i.Answer.ID != "" })
	if body := fmt.Sprint(got.Answer.Raw["components"]); !strings.Contains(body, "cheque") || strings.Contains(strings.ToLower(body), "lantern") {
		t.Errorf("the card = %s", body)
	}
	w.nothingRefused()
}

// A file that Discord's host passes on to another address is not fetched from there.
func TestAFileIsFetchedFromDiscordAlone(t *testing.T) {
	t.Parallel()
	inside := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("an address inside was asked") }))
	t.Cleanup(inside.Close)
	discord := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/attachments/away":
			http.Redirect(w, r, inside.URL+"/secret", http.StatusFound)
		case "/attachments/moved":
			http.Redirect(w, r, "/attachments/here", http.StatusFound)
		case "/attachments/round":
			http.Redirect(w, r, "/attachments/round", http.StatusFound)
		default:
			w.Write([]byte("text"))
		}
	}))
	t.Cleanup(discord.Close)
	b := &bot{Options: Options{DiscordURL: discord.URL}}
	get := func(link string) ([]byte, error) {
		return b.download(t.Context(), &file{URL: link})
	}
	for _, path := range []string{"/attachments/here", "/attachments/moved"} {
		if data, err := get(discord.URL + path); !bytes.Equal(data, []byte("text")) {
			t.Errorf("%s = %q, %v", path, data, err)
		}
	}
	for _, link := range []string{discord.URL + "/attachments/away", discord.URL + "/attachments/round", inside.URL + "/x", discord.URL + "@" + strings.TrimPrefix(inside.URL, "http://"),
		strings.Replace(discord.URL, "http://", "http://u:p@", 1) + "/attachments/here", "file:///etc/passwd", "%zz"} {
		if _, err := get(link); err == nil || strings.Contains(texts(failureCard(err, english).Components...), "%!") || strings.Contains(err.Error(), "/attachments/") {
			t.Errorf("%s: %v; want an error without the link", link, err)
		}
	}
	real := &bot{}
	for link, keeps := range map[string]bool{
		"https://cdn.discordapp.com/attachments/1/2/a.txt?ex=1": true, "https://media.discordapp.net/a": true, "http://cdn.discordapp.com/a": false,
		"https://cdn.discordapp.com.evil.example/a": false, "https://x@cdn.discordapp.com/a": false, "https://127.0.0.1/a": false,
	} {
		u, err := url.Parse(link)
		if err != nil || real.keepsFiles(u) != keeps {
			t.Errorf("keepsFiles(%s) = %v, want %v", link, !keeps, keeps)
		}
	}
}
