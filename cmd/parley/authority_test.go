package main

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"parley/digest"
	"parley/playground"
	"parley/store"
	"parley/store/storetest"
)

// A guarded server is a playground with a channel that only administrators read, and people of every kind.
type guardedServer struct {
	*server
	site                         *newsSite
	database, secret, theirs     string
	boss, manager, member, rival playground.User
	press                        playground.Role // mentioned by who may mention all
}

func startGuarded(t *testing.T) *guardedServer {
	t.Helper()
	g := &guardedServer{site: newNewsSite(t, 2), database: storetest.SQLite(t)}
	g.server = startBot(t, g.database)
	d := g.discord
	g.boss, g.manager, g.member, g.rival = d.AddUser("Boss", false), d.AddUser("Manager", false), d.AddUser("Member", false), d.AddUser("Rival", false)
	d.Give(d.AddRole(playground.GuildID, "Administrators", playground.PermissionAdministrator, false), g.boss)
	d.Give(d.AddRole(playground.GuildID, "Managers", playground.PermissionManageServer, false), g.manager)
	g.press = d.AddRole(playground.GuildID, "Press", 0, false)
	another := d.AddGuild("Another server")
	d.Give(d.AddRole(another, "Administrators", playground.PermissionAdministrator, false), g.rival)
	g.theirs = d.AddChannelTo(another, "news")
	g.secret = d.AddChannel("secret")
	d.Overwrite(g.secret, playground.GuildID, 0, playground.PermissionView)
	return g
}

// as runs a command for somebody somewhere and returns all that they read.
func (g *guardedServer) as(who playground.User, where, command, action string, options map[string]any) string {
	g.Helper()
	id := g.discord.Slash(where, who, command, map[string]any{action: options})
	var text string
	g.wait("an answer to /"+command+" "+action, func() bool {
		i := g.discord.Interaction(id)
		text = i.Answer.Text()
		for _, more := range i.FollowUps {
			text += "\n" + more.Text()
		}
		refused := strings.Contains(text, "can see") || strings.Contains(text, "Manage Server")
		return text != "" && (action != "preview" || refused || strings.Contains(text, "**Why**"))
	})
	return text
}

func name(of string) map[string]any { return map[string]any{"name": of} }

func TestADigestOfAHiddenChannelIsForWhoReadsIt(t *testing.T) {
	t.Parallel()
	g := startGuarded(t)
	g.says(g.as(g.boss, g.channel, "digest", "create", map[string]any{"name": "Board", "every": 12, "from": "links", "channel": playground.Channel(g.secret)}), "Board", "every 12 hours")
	g.says(g.as(g.manager, g.channel, "digest", "create", map[string]any{"name": "Open", "every": 12, "from": "links"}), "Open")
	g.discord.Post(g.secret, g.boss, "Look: "+g.site.URL+"/0")
	g.eventually("the link to be kept", func() bool {
		return strings.Contains(g.as(g.boss, g.channel, "digest", "preview", name("Board")), "1 story")
	})

	list := g.as(g.manager, g.channel, "digest", "list", nil)
	g.says(list, "Open", "digests in channels that you cannot read: 1")
	if strings.Contains(list, "Board") {
		t.Errorf("the list shows a digest of a hidden channel:\n%s", list)
	}
	for action, options := range map[string]map[string]any{
		"preview": name("Board"), "run": name("Board"), "pause": name("Board"), "resume": name("board"), "delete": name("Board"),
		"edit": {"name": "Board", "rename": "Mine", "channel": playground.Channel(g.channel)},
	} {
		answer := g.as(g.manager, g.channel, "digest", action, options)
		g.says(answer, "no digest of that name that you can see")
		if strings.Contains(answer, "cheque") || strings.Contains(answer, g.site.URL) {
			t.Errorf("%s tells what was pasted:\n%s", action, answer)
		}
	}
	typed := g.discord.Autocomplete(g.channel, g.manager, "digest", "preview name", "")
	g.wait("choices", func() bool { return g.discord.Interaction(typed).Callback != 0 })
	if choices := encoded(g.discord.Interaction(typed).Data["choices"]); strings.Contains(choices, "Board") || !strings.Contains(choices, "Open") {
		t.Errorf("choices = %s; want Open alone", choices)
	}

	// Seen without its history it stays closed; with it, it opens.
	g.discord.Overwrite(g.secret, g.manager.ID, playground.PermissionView, playground.PermissionHistory)
	g.says(g.as(g.manager, g.channel, "digest", "preview", name("Board")), "that you can see")
	g.discord.Overwrite(g.secret, g.manager.ID, playground.PermissionView|playground.PermissionHistory, 0)
	g.says(g.as(g.manager, g.channel, "digest", "preview", name("Board")), "sign a cheque")
	g.says(g.as(g.manager, g.channel, "digest", "delete", name("Board")), "Deleted")
}

func TestWhereDiscordDoesNotTellNothingIsAllowed(t *testing.T) {
	t.Parallel()
	g := startGuarded(t)
	g.says(g.as(g.boss, g.secret, "digest", "create", map[string]any{"name": "Board", "every": 12, "from": "links"}), "Board")
	for _, path := range []string{"/guilds/" + playground.GuildID, "/guilds/" + playground.GuildID + "/channels"} {
		g.discord.Fail(playground.Fault{Method: "GET", Path: path, Status: http.StatusInternalServerError, Body: "{}"})
		g.says(g.as(g.manager, g.channel, "digest", "list", nil), "Discord does not tell")
	}
	g.says(g.as(g.manager, g.channel, "digest", "list", nil), "cannot read: 1")
}

func TestADigestIsSetUpOnlyWhereItsMakerReads(t *testing.T) {
	t.Parallel()
	g := startGuarded(t)
	g.says(g.as(g.manager, g.channel, "digest", "create", map[string]any{"name": "Open", "every": 12, "from": "links"}), "Open")
	for what, row := range map[string]struct {
		channel any
		want    string
	}{
		"a hidden channel":           {playground.Channel(g.secret), "cannot read that channel"},
		"its id alone":               {g.secret, "cannot read that channel"},
		"another server's channel":   {playground.Channel(g.theirs), "of this server"},
		"its own id as text":         {g.theirs, "of this server"},
		"a way to somewhere else":    {"1/../../users/@me", "of this server"},
		"a number that is nobody's":  {"99", "of this server"},
		"a number with a zero first": {"0" + g.channel, "of this server"},
	} {
		for action, options := range map[string]map[string]any{
			"create": {"name": what, "every": 12, "channel": row.channel}, "edit": {"name": "Open", "channel": row.channel},
		} {
			if answer := g.as(g.manager, g.channel, "digest", action, options); !strings.Contains(answer, row.want) {
				t.Errorf("%s in %s: %s; want %q", action, what, answer, row.want)
			}
		}
	}
	if answer := g.as(g.boss, g.channel, "digest", "create", map[string]any{"name": "B", "every": 12, "channel": g.theirs}); !strings.Contains(answer, "of this server") {
		t.Errorf("an administrator, in another server's channel: %s", answer)
	}
	for _, r := range g.discord.Requests() {
		if strings.Contains(r.Path, "@me/") || strings.Contains(r.Path, "..") || strings.HasPrefix(r.Path, "/channels/"+g.theirs) {
			t.Errorf("a call went astray: %s %s", r.Method, r.Path)
		}
	}
}

func TestOnlyManagersManage(t *testing.T) {
	t.Parallel()
	g := startGuarded(t)
	g.says(g.as(g.manager, g.channel, "feeds", "add", map[string]any{"link": g.site.URL + "/feed.xml"}), "Following")
	g.says(g.as(g.manager, g.channel, "digest", "create", map[string]any{"name": "Open", "every": 12}), "Open")
	opml := playground.Attachment{Name: "a.opml", Data: []byte("<opml/>")}
	for _, who := range []playground.User{g.member, g.rival} { // the rival manages another server
		for command, actions := range map[string]map[string]map[string]any{
			"digest": {"create": {"name": "X", "every": 12}, "edit": {"name": "Open", "rename": "Y"}, "list": nil, "preview": name("Open"), "run": name("Open"),
				"pause": name("Open"), "resume": name("Open"), "delete": name("Open")},
			"feeds": {"add": {"link": g.site.URL + "/feed.xml"}, "remove": {"link": g.site.URL + "/feed.xml"}, "list": nil, "preview": {"link": g.site.URL + "/feed.xml"},
				"import": {"file": opml}, "export": nil},
		} {
			for action, options := range actions {
				g.says(g.as(who, g.channel, command, action, options), "it takes the permission Manage Server")
			}
		}
		for option, typed := range map[string]string{"preview name": "", "create zone": "berlin"} {
			id := g.discord.Autocomplete(g.channel, who, "digest", option, typed)
			g.wait("choices", func() bool { return g.discord.Interaction(id).Callback != 0 })
			if got := encoded(g.discord.Interaction(id).Data["choices"]); got != "[]" {
				t.Errorf("%s types into %s and is offered %s", who.Name, option, got)
			}
		}
	}
	// In their own server the rival sees nothing of this one.
	g.says(g.as(g.rival, g.theirs, "digest", "list", nil), "There is no digest here yet")
	g.says(g.as(g.rival, g.theirs, "digest", "run", name("Open")), "no digest of that name")
	g.says(g.as(g.rival, g.theirs, "feeds", "list", nil), "follows no feed yet")
	g.says(g.as(g.manager, g.channel, "digest", "list", nil), "Open")
}

func TestWhoMayNotMentionARoleDoesNotMakeADigestDoIt(t *testing.T) {
	t.Parallel()
	g := startGuarded(t)
	const no = "you may not mention"
	hello := g.discord.AddRole(playground.GuildID, "Hello", 0, true)
	g.says(g.as(g.manager, g.channel, "digest", "create", map[string]any{"name": "A", "every": 12, "from": "links", "mention": g.press}), no)
	g.says(g.as(g.manager, g.channel, "digest", "create", map[string]any{"name": "B", "every": 12, "from": "links", "mention": hello}), "mentions <@&"+hello.ID+">")
	g.says(g.as(g.boss, g.channel, "digest", "create", map[string]any{"name": "C", "every": 12, "from": "links", "mention": g.press}), "mentions <@&"+g.press.ID+">")
	g.says(g.as(g.boss, g.channel, "digest", "create", map[string]any{"name": "E", "every": 12, "mention": playground.GuildID}), "cannot be mentioned")
	g.says(g.as(g.manager, g.channel, "digest", "edit", map[string]any{"name": "C", "rename": "D"}), no)
	g.says(g.as(g.manager, g.channel, "digest", "edit", map[string]any{"name": "B", "mention": g.press}), no)
	g.says(g.as(g.manager, g.channel, "digest", "run", name("C")), no)
	g.says(g.as(g.manager, g.channel, "digest", "pause", name("C")), "paused")
	g.says(g.as(g.manager, g.channel, "digest", "resume", name("C")), no)
	g.says(g.as(g.manager, g.channel, "digest", "preview", name("C")), "Why")
	for _, m := range g.discord.Messages(g.channel) {
		t.Errorf("a message was posted: %s", m.Text())
	}
	g.says(g.as(g.boss, g.channel, "digest", "resume", name("C")), "next <t:")
	g.says(g.as(g.boss, g.channel, "digest", "run", name("C")), "in a moment")
	if m := g.posted("the digest", "nothing new"); len(m.Pings) != 0 { // a digest without news calls nobody
		t.Errorf("pings = %v", m.Pings)
	}
	// The right is looked at in the channel of the digest, not in that of the command.
	quiet := g.discord.AddChannel("quiet")
	g.discord.Overwrite(g.channel, g.manager.ID, 0, 0)
	g.discord.Overwrite(quiet, g.manager.ID, playground.PermissionMention, 0)
	g.says(g.as(g.manager, quiet, "digest", "run", name("C")), no)
	g.says(g.as(g.manager, g.channel, "digest", "create", map[string]any{"name": "Q", "every": 12, "from": "links", "mention": g.press, "channel": playground.Channel(quiet)}), "mentions")
	g.says(g.as(g.manager, g.channel, "digest", "edit", map[string]any{"name": "C", "mention-nobody": true, "rename": "D"}), "D")
}

// What older versions stored leads nowhere: not into another server, not to its links, and not out of Discord's channels.
func TestAStoredChannelThatIsNoneOfTheServersIsNotPostedTo(t *testing.T) {
	t.Parallel()
	g := startGuarded(t)
	db, err := store.Open(g.ctx, g.database, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	g.says(g.as(g.rival, g.theirs, "digest", "create", map[string]any{"name": "Theirs", "every": 12, "from": "links"}), "Theirs")
	g.discord.Post(g.theirs, g.rival, g.site.URL+"/0")
	g.eventually("the link to be kept", func() bool {
		return strings.Contains(g.as(g.rival, g.theirs, "digest", "preview", name("Theirs")), "1 story")
	})
	before := len(g.discord.Messages(g.theirs))
	settings := encoded(digest.Settings{From: digest.Links, Schedule: digest.Schedule{Every: 12}})
	for name, channel := range map[string]string{"stolen": g.theirs, "astray": "1/../../users/@me", "blank": ""} {
		if _, err := db.CreateDigest(g.ctx, store.Digest{Guild: playground.GuildID, Channel: channel, Name: name, Settings: json.RawMessage(settings), CreatedBy: "1", Created: time.Now()}); err != nil {
			t.Fatal(err)
		}
	}
	g.says(g.as(g.manager, g.channel, "digest", "list", nil), "cannot read: 3")
	for _, stored := range []string{"stolen", "astray", "blank"} {
		if preview := g.as(g.boss, g.channel, "digest", "preview", name(stored)); strings.Contains(preview, "cheque") {
			t.Errorf("%s reads another server's links:\n%s", stored, preview)
		}
		g.says(g.as(g.boss, g.channel, "digest", "run", name(stored)), "in a moment")
	}
	g.eventually("the posts to be refused", func() bool {
		return strings.Count(g.as(g.boss, g.channel, "digest", "list", nil), "none of this server") == 3
	})
	if after := len(g.discord.Messages(g.theirs)); after != before {
		t.Errorf("%d messages in another server's channel; want %d", after, before)
	}
	for _, r := range g.discord.Requests() {
		if strings.Contains(r.Path, "..") || strings.HasPrefix(r.Path, "/users/@me/messages") {
			t.Errorf("a call went astray: %s %s", r.Method, r.Path)
		}
	}
}

// A posted issue's menu opens it in its channel, on its message.
func TestTheMenuOfAnIssueOpensItWhereItStands(t *testing.T) {
	t.Parallel()
	g := startGuarded(t)
	g.says(g.as(g.boss, g.secret, "digest", "create", map[string]any{"name": "Board", "every": 12, "from": "links"}), "Board")
	g.discord.Post(g.secret, g.boss, g.site.URL+"/0")
	g.eventually("the link to be kept", func() bool {
		return strings.Contains(g.as(g.boss, g.secret, "digest", "preview", name("Board")), "1 story")
	})
	g.as(g.boss, g.secret, "digest", "run", name("Board"))
	post, err := g.discord.WaitMessage(g.ctx, g.secret, func(m playground.Message) bool { return strings.Contains(m.Text(), "1 story") })
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := g.discord.Post(g.channel, g.member, g.site.URL+"/0")
	card, err := g.discord.WaitMessage(g.ctx, g.channel, func(m playground.Message) bool { return m.ReplyTo == elsewhere.ID })
	if err != nil {
		t.Fatal(err)
	}
	abroad := g.discord.Post(g.theirs, g.rival, g.site.URL+"/0")
	foreign, err := g.discord.WaitMessage(g.ctx, g.theirs, func(m playground.Message) bool { return m.ReplyTo == abroad.ID })
	if err != nil {
		t.Fatal(err)
	}
	menu := menuOf(t, post)
	opened := func(who playground.User, message string) string {
		id := g.discord.Click(who, message, menu, "0")
		g.wait("an answer to a click", func() bool { return g.discord.Interaction(id).Callback != 0 })
		return g.discord.Interaction(id).Answer.Text()
	}
	g.says(opened(g.boss, post.ID), "word for word")
	for _, message := range []string{card.ID, foreign.ID, elsewhere.ID} {
		g.says(opened(g.member, message), "does not belong to this message")
	}
}

func encoded(value any) string {
	data, _ := json.Marshal(value)
	return string(data)
}
