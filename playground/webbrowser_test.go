package playground_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"parley/playground"
	"parley/playground/pagetest"
)

// everything is a message with each kind of component that a bot can send.
func everything() *discordgo.MessageSend {
	many := 3
	return &discordgo.MessageSend{Flags: discordgo.MessageFlagsIsComponentsV2,
		Files: []*discordgo.File{{Name: "list.txt", ContentType: "text/plain", Reader: strings.NewReader("one")}, {Name: "dot.png", ContentType: "image/png", Reader: strings.NewReader(dot)}},
		Components: []discordgo.MessageComponent{
			discordgo.TextDisplay{Content: "## A heading\n-# small, <t:0:R>\n> said **one**\n> -# by somebody\n- first\n  - inner\n1. second\n`code` and ||a secret|| and [a link](<https://example.org/a>) ([one in brackets](<https://example.org/b>)) to <@1000> and @everyone"},
			discordgo.Container{Components: []discordgo.MessageComponent{
				discordgo.Section{Components: []discordgo.MessageComponent{discordgo.TextDisplay{Content: "beside a picture"}},
					Accessory: discordgo.Thumbnail{Media: discordgo.UnfurledMediaItem{URL: "attachment://dot.png"}}},
				discordgo.Separator{},
				discordgo.MediaGallery{Items: []discordgo.MediaGalleryItem{{Media: discordgo.UnfurledMediaItem{URL: "attachment://dot.png"}}}},
				discordgo.FileComponent{File: discordgo.UnfurledMediaItem{URL: "attachment://list.txt"}},
			}},
			discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.SelectMenu{MenuType: discordgo.StringSelectMenu, CustomID: "many", Placeholder: "Several", MaxValues: many,
				Options: []discordgo.SelectMenuOption{{Label: "Red", Value: "r"}, {Label: "Green", Value: "g"}, {Label: "Blue", Value: "b"}}}}},
			discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.SelectMenu{MenuType: discordgo.UserSelectMenu, CustomID: "who", Placeholder: "Somebody"}}},
			discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.Button{Label: "Form", CustomID: "form", Style: discordgo.PrimaryButton},
				discordgo.Button{Label: "Silent", CustomID: "silent", Style: discordgo.DangerButton}, discordgo.Button{Label: "Off", CustomID: "off", Disabled: true, Style: discordgo.SecondaryButton}}},
		}}
}

// dot is a picture of one pixel.
const dot = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\xdac\xf8\xcf\xc0P\x0f\x00\x04\x85\x01\x80\x84\xa9\x8c!\x00\x00\x00\x00IEND\xaeB`\x82"

// sheet is a form with what discordgo does not know.
const sheet = `{"custom_id":"sheet","title":"A form","components":[
	{"type":18,"label":"Your words","component":{"type":4,"custom_id":"words","style":2}},
	{"type":18,"label":"A colour","description":"One of them","component":{"type":21,"custom_id":"colour","options":[{"label":"Red","value":"r"},{"label":"Blue","value":"b","description":"like the sea"}]}},
	{"type":18,"label":"Days","component":{"type":22,"custom_id":"days","required":false,"min_values":0,"options":[{"label":"Monday","value":"mo","default":true},{"label":"Tuesday","value":"tu"}]}},
	{"type":18,"label":"Sure","component":{"type":23,"custom_id":"sure"}}]}`

// answerForms tells what was filled in, as it came over the wire.
func answerForms(d *discordgo.Session, e *discordgo.Event) {
	var form struct {
		ID, Token string
		Type      discordgo.InteractionType
		Data      struct{ Components json.RawMessage }
	}
	if e.Type != "INTERACTION_CREATE" || json.Unmarshal(e.RawData, &form) != nil || form.Type != discordgo.InteractionModalSubmit {
		return
	}
	d.InteractionRespond(&discordgo.Interaction{ID: form.ID, Token: form.Token}, ephemeral("You sent `"+string(form.Data.Components)+"`"))
}

func ephemeral(text string) *discordgo.InteractionResponse {
	return &discordgo.InteractionResponse{Type: discordgo.InteractionResponseChannelMessageWithSource, Data: &discordgo.InteractionResponseData{Content: text, Flags: discordgo.MessageFlagsEphemeral}}
}

// answerAll is a bot that answers each component with what it was told.
func answerAll(d *discordgo.Session, e *discordgo.InteractionCreate) {
	if e.Interaction == nil || e.Type != discordgo.InteractionMessageComponent && e.Type != discordgo.InteractionApplicationCommand {
		return
	}
	if e.Type == discordgo.InteractionApplicationCommand {
		d.InteractionRespond(e.Interaction, ephemeral(fmt.Sprint("You said ", e.ApplicationCommandData().Options[0].Value)))
		return
	}
	switch data := e.MessageComponentData(); data.CustomID {
	case "form":
		endpoint := discordgo.EndpointInteractionResponse(e.ID, e.Token)
		d.RequestWithBucketID(http.MethodPost, endpoint, map[string]any{"type": discordgo.InteractionResponseModal, "data": json.RawMessage(sheet)}, endpoint)
	case "silent":
	default:
		d.InteractionRespond(e.Interaction, ephemeral(fmt.Sprint("You chose ", data.Values)))
	}
}

// TestThePageDoesWhatDiscordDoes uses what the bot of this repository does not: forms, menus of several, pictures, other people.
func TestThePageDoesWhatDiscordDoes(t *testing.T) {
	t.Parallel()
	pagetest.Chromium(t)
	for _, screen := range []pagetest.Screen{pagetest.Screens[1], pagetest.Screens[2]} {
		t.Run(screen.Name, func(t *testing.T) {
			t.Parallel()
			s := start(t, playground.Options{AnswerWithin: 1e9})
			channel := s.AddChannel("news")
			s.AddChannel("general")
			you := s.AddUser("you", true)
			jonas := s.AddUser("jonas", false)
			s.ServePage()
			d := session(t, s)
			d.AddHandler(answerAll)
			d.AddHandler(answerForms)
			if err := d.Open(); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { d.Close() })
			b := pagetest.Open(t, screen, s.PageURL())
			b.Sees(".welcome", "Paste a link")
			if _, err := d.ChannelMessageSendComplex(channel, everything()); err != nil {
				t.Fatal(err)
			}
			answerAPoll(b, d, channel)
			formOfAnotherWindow(b, s, you, channel)
			useComponents(b)
			newsBelow(b, s, jonas, channel)
			writeAndChange(b)
			keepWhatIsWritten(b)
			sendOnce(b, s, channel, jonas)
			runOnce(b, d)
			actAsAnother(b)
			goWhereThereIsAChannel(b)
		})
	}
}

func answerAPoll(b *pagetest.Tab, d *discordgo.Session, channel string) {
	b.Helper()
	asked, err := d.ChannelMessageSendComplex(channel, &discordgo.MessageSend{Poll: &discordgo.Poll{Question: discordgo.PollMedia{Text: "Which day?"}, AllowMultiselect: true,
		Answers: []discordgo.PollAnswer{{Media: &discordgo.PollMedia{Text: "Monday"}}, {Media: &discordgo.PollMedia{Text: "Tuesday"}}}}})
	if err != nil {
		b.Fatal(err)
	}
	b.Sees(".poll", "0 votes")
	b.Click(".poll button", "Monday")
	b.Sees(".poll", "1 vote ")
	b.Click(".poll button", "Tuesday")
	b.Sees(".poll button[aria-pressed=true]", "Tuesday")
	b.Sees(".poll", "2 votes")
	b.Click(".poll button", "Monday")
	b.Sees(".poll button[aria-pressed=false]", "Monday")
	b.Step("poll")
	if _, err := d.PollExpire(channel, asked.ID); err != nil {
		b.Fatal(err)
	}
	b.Sees(".poll", "1 vote · ended")
}

// formOfAnotherWindow has somebody open a form in a window of their own other than this one, which shows none.
func formOfAnotherWindow(b *pagetest.Tab, s *playground.Server, you playground.User, channel string) {
	b.Helper()
	id, err := s.As(you.ID, "of another window").Click(s.Messages(channel)[0].ID, "form")
	if err != nil {
		b.Fatal(err)
	}
	if _, err := s.WaitInteraction(b.T.Context(), id, func(i playground.Interaction) bool { return i.Callback == int(discordgo.InteractionResponseModal) }); err != nil {
		b.Fatal(err)
	}
	s.Post(channel, you, "my form is elsewhere") // the page hears of it after the form
	b.Sees(".message", "my form is elsewhere")
	if pagetest.Eval[bool](b, `!!document.querySelector("dialog")`) {
		b.Error("a form opened in a window that did not ask for it")
	}
}

// newsBelow reads above while something comes below.
func newsBelow(b *pagetest.Tab, s *playground.Server, jonas playground.User, channel string) {
	b.Helper()
	const readAbove = `(() => { document.querySelector("#messages").scrollTop = 0; return true })()`
	pagetest.Eval[bool](b, readAbove)
	b.Sees(".to-end", "To the newest message")
	s.Post(channel, jonas, "down here")
	b.Sees(".to-end.news", "New message below")
	b.Step("news")
	b.Click(".to-end.news", "")
	b.Gone(".to-end", "")
	pagetest.Eval[bool](b, readAbove)
	b.Sees(".to-end", "To the newest message") // until then the page has not heard that it was scrolled, and follows what comes
	b.Choose("select.menu", "Somebody", "jonas")
	b.Sees(".to-end.news", "Answer below")
	b.Click(".to-end.news", "")
	b.Gone(".to-end", "")
}

func useComponents(b *pagetest.Tab) {
	b.Helper()
	b.Sees("h4.level2", "A heading")
	for what, script := range map[string]string{
		"a picture":             `document.querySelector(".section img.thumbnail")?.naturalWidth === 1`,
		"a file's name":         `document.querySelector(".container .file a")?.textContent === "list.txt"`,
		"no list of files":      `!document.querySelector(".attachments")`,
		"small text in a quote": `document.querySelector("blockquote .subtext")?.textContent === "by somebody"`,
		"an inner list":         `document.querySelector("li li")?.textContent === "inner"`,
		"a link in brackets":    `document.querySelector('.display a[href="https://example.org/b"]')?.textContent === "one in brackets"`,
		"a link":                `document.querySelector('.display a[href="https://example.org/a"]')?.rel.includes("noopener")`,
		"a time":                `/years ago/.test(document.querySelector("time.stamp")?.textContent)`,
		"a mention":             `[...document.querySelectorAll(".mention")].map(m => m.textContent).join() === "@Parley,@everyone"`,
	} {
		b.Wait(what, script)
	}
	b.Step("components")
	b.Click("button.spoiler", "a secret")
	b.Sees(".spoiler.open", "a secret")
	b.Click("button.menu", "Several")
	b.Click("dialog label", "Red")
	b.Click("dialog label", "Blue")
	b.Step("several")
	b.Click("dialog button", "Choose")
	b.Sees(".message.ephemeral", "You chose [r b]")
	b.Choose("select.menu", "Somebody", "jonas")
	b.Wait("a person's id", `/You chose \[\d+\]/.test(document.querySelector("#messages").textContent)`)
	b.Click("button.button", "Form")
	b.Sees("dialog", "Your words")
	b.Write("dialog textarea", "", "quite a lot")
	for _, tick := range []string{"Blue", "Tuesday"} {
		b.Click("dialog .tick", tick)
	}
	b.Click("dialog label", "Sure")
	b.Step("form")
	b.Click("dialog button", "Submit")
	for _, filled := range []string{`"value":"quite a lot"`, `"type":21,"value":"b"`, `"values":["mo","tu"]`, `"type":23,"value":true`} {
		b.Sees(".message.ephemeral", filled)
	}
	b.Click("button.button", "Silent")
	b.Sees(".failure", "This interaction failed")
}

func writeAndChange(b *pagetest.Tab) {
	b.Helper()
	file := filepath.Join(b.TempDir(), "notes.txt")
	if err := os.WriteFile(file, []byte("notes"), 0o644); err != nil {
		b.Fatal(err)
	}
	b.Upload("#composer input[type=file]", file)
	b.Sees(".files", "notes.txt")
	b.Write("#text", "", "see <b>this</b> **now**")
	b.Click("#send", "")
	b.Sees(".message .content", "see <b>this</b> now")
	b.Sees(".message .file", "notes.txt")
	b.Wait("the composer to be empty", `document.querySelector("#text").value === ""`)
	b.Click("#text", "")
	b.Do(pagetest.ArrowUp)
	b.Sees(".note", "Editing")
	b.Do(pagetest.Typed(" and then"), pagetest.Enter)
	b.Sees(".message .content", "and then")
	b.Sees(".edited", "(edited)")
	b.Click(".message .content", "and then")
	b.Click(".message:last-child [aria-label=More]", "")
	b.Click("[role=menuitem]", "Add a reaction")
	b.Click("[role=menuitem]", "👀")
	b.Sees(".reaction[aria-pressed=true]", "👀")
	b.Click(".message .content", "and then")
	b.Click(".message:last-child [aria-label=More]", "")
	b.Click("[role=menuitem]", "Pin")
	b.Sees(".message .content", "pinned a message")
	b.Sees(".message small", "Pinned")
	b.Click(".message button.link", "See it")
	b.Sees(".message.flash", "and then")
	b.Step("written")
}

// keepWhatIsWritten looks for drafts and files after an edit and a reply that came to nothing.
func keepWhatIsWritten(b *pagetest.Tab) {
	b.Helper()
	b.Write("#text", "", "my own words")
	b.Click("#send", "")
	b.Sees(".message .content", "my own words")
	goTo(b, "general")
	b.Write("#text", "", "a draft")
	goTo(b, "news")
	holds(b, "")
	b.Click("#text", "")
	b.Do(pagetest.ArrowUp)
	b.Sees(".note", "Editing")
	holds(b, "my own words")
	goTo(b, "general")
	holds(b, "a draft")
	goTo(b, "news")
	holds(b, "")
	b.Gone(".note", "Editing")
	b.Upload("#composer input[type=file]", fileOf(b, "notes.txt", 5))
	b.Sees(".files", "notes.txt")
	b.Click(".message .content", "my own words")
	b.Click(".message:last-child [aria-label=More]", "")
	b.Click("[role=menuitem]", "Reply")
	b.Sees(".note", "Replying")
	b.Sees(".files", "notes.txt")
	b.Click(".note button", "Cancel")
	b.Gone(".note", "Replying")
	b.Sees(".files", "notes.txt")
	b.Click(".files button", "Leave out")
	b.Gone(".files", "notes.txt")
}

// sendOnce clicks twice, is refused a file, and writes of somebody, in a link and in an address, too.
func sendOnce(b *pagetest.Tab, s *playground.Server, channel string, jonas playground.User) {
	b.Helper()
	b.Upload("#composer input[type=file]", fileOf(b, "film.bin", 10<<20+1))
	b.Sees(".files", "film.bin")
	b.Write("#text", "", "with a film")
	pagetest.Eval[bool](b, `(() => { const send = WebSocket.prototype.send; window.sent = []; WebSocket.prototype.send = function (data) { sent.push(data); send.call(this, data) }; return true })()`)
	b.Click("#send", "")
	b.Sees("#toast", "film.bin is larger than 10 MB.")
	b.Wait("nothing large to be sent", `sent.every(deed => deed.length < 1e6)`)
	holds(b, "with a film")
	b.Click(".files button", "Leave out")
	b.Write("#text", "", "desk@jonas.example https://example.org/@jonas/films @jonasson @Jonas")
	pagetest.Eval[bool](b, `(() => { const send = document.querySelector("#send"); send.click(); send.click(); return true })()`)
	b.Sees(".message .content", "desk@jonas.example")
	b.Write("#text", "", "once")
	b.Click("#send", "")
	b.Sees(".message .content", "once")
	all := s.Messages(channel)
	if got, want := all[len(all)-2].Content, "desk@jonas.example https://example.org/@jonas/films @jonasson <@"+jonas.ID+">"; got != want || all[len(all)-3].Content == want {
		b.Errorf("posted %q, after %q; want once %q", got, all[len(all)-3].Content, want)
	}
}

// runOnce sends a command's form twice, after its page was shown anew.
func runOnce(b *pagetest.Tab, d *discordgo.Session) {
	b.Helper()
	say := &discordgo.ApplicationCommand{Name: "say", Description: "Say it again", Options: []*discordgo.ApplicationCommandOption{{Name: "words", Description: "What", Type: discordgo.ApplicationCommandOptionString}}}
	if _, err := d.ApplicationCommandCreate(playground.BotID, "", say); err != nil {
		b.Fatal(err)
	}
	b.Write("#text", "", "/sa")
	b.Click(".listbox-item", "/say")
	b.Write(".command-form textarea", "", "it all")
	become(b, "jonas")
	become(b, "you")
	pagetest.Eval[bool](b, `(() => { const form = document.querySelector(".command-form"); form.requestSubmit(); form.requestSubmit(); return true })()`)
	b.Gone(".command-form", "")
	b.Write("#text", "", "said")
	b.Click("#send", "")
	b.Sees(".message .content", "said")
	b.Sees(".message.ephemeral", "You said it all")
	b.Wait("one command to have been sent", `sent.filter(deed => deed.includes('"do":"command"')).length === 1`)
}

// become acts as another, without opening a phone's sidebar.
func become(b *pagetest.Tab, name string) {
	b.Helper()
	b.Wait(name+" to be there", fmt.Sprintf(`(() => {
		const select = document.querySelector("#acting"), o = [...select.options].find(o => o.text === %s);
		select.value = o.value;
		select.dispatchEvent(new Event("change"));
		return true;
	})()`, pagetest.Quoted(name)))
	b.Wait(name+" to be here", fmt.Sprintf(`document.querySelector(".place.self")?.textContent.includes(%s)`, pagetest.Quoted(name)))
}

func giveARole(b *pagetest.Tab) {
	b.Helper()
	for _, step := range [][2]string{{"Give the role Moderators", "jonasmoderator"}, {"Take away the role Moderators", "jonasmember"}} {
		b.Click(".place", "jonas")
		b.Click("[role=menuitem]", step[0])
		b.Sees(".place", step[1])
	}
}

// goWhereThereIsAChannel makes a server and chooses it, comes back, and deletes the channel in which the page began.
func goWhereThereIsAChannel(b *pagetest.Tab) {
	b.Helper()
	sidebar(b)
	b.Click("#places button", "Add a channel")
	b.Click("[role=menuitem]", "Add a server")
	b.Write("dialog input", "", "Second")
	b.Click("dialog button", "Add")
	b.Choose(".guilds", "", "Second")
	b.Sees("#title", "general")
	b.Sees(".welcome", "Paste a link")
	sidebar(b)
	b.Choose(".guilds", "", "Playground")
	b.Sees("#title", "news")
	b.Click("#title button", "This channel")
	b.Click("[role=menuitem]", "Delete")
	b.Click("dialog button", "Delete")
	b.Sees("#title", "general")
	b.Wait("a channel where one may write", `!document.querySelector("#text").disabled`)
}

func goTo(b *pagetest.Tab, channel string) {
	b.Helper()
	sidebar(b)
	b.Click(".place", channel)
	b.Sees("#title", channel)
}

// holds waits for the composer to have a text.
func holds(b *pagetest.Tab, text string) {
	b.Helper()
	b.Wait(fmt.Sprintf("%q to be written", text), `document.querySelector("#text").value === `+pagetest.Quoted(text))
}

// fileOf is a file of so many bytes.
func fileOf(b *pagetest.Tab, name string, size int) string {
	b.Helper()
	file := filepath.Join(b.TempDir(), name)
	if err := os.WriteFile(file, make([]byte, size), 0o644); err != nil {
		b.Fatal(err)
	}
	return file
}

func actAsAnother(b *pagetest.Tab) {
	b.Helper()
	b.Click("#text", "")
	b.Do(pagetest.ArrowUp)
	holds(b, "said")
	sidebar(b)
	giveARole(b)
	picture := filepath.Join(b.TempDir(), "dot.png")
	if err := os.WriteFile(picture, []byte(dot), 0o644); err != nil {
		b.Fatal(err)
	}
	b.Click(".place", "jonas")
	b.Click("[role=menuitem]", "Choose a picture")
	b.Upload("dialog input[type=file]", picture)
	b.Click("dialog button", "Save")
	b.Wait("jonas to have a picture", `[...document.querySelectorAll(".place")].some(e => e.textContent.includes("jonas") && e.querySelector(".avatar img")?.naturalWidth === 1)`)
	b.Click("#places button", "Add a channel")
	b.Click("[role=menuitem]", "Add a channel")
	b.Write("dialog input", "", "Sea Talk")
	b.Click("dialog button", "Add")
	b.Sees(".place", "sea-talk")
	become(b, "jonas")
	holds(b, "said")
	b.Sees(".note", "Editing")
	b.Wait("what only another could see to be gone", `!document.querySelector(".message.ephemeral")`)
	sidebar(b)
	b.Click(".place", "Parley")
	b.Sees("#title", "Parley")
	b.Write("#text", "", "are you there?")
	b.Do(pagetest.Enter)
	b.Sees(".message .content", "are you there?")
	b.Step("direct")
	sidebar(b)
	b.Click(".place", "news")
	b.Sees("#title", "news")
	b.Sees(".reaction[aria-pressed=false]", "👀")
	b.Step("another")
}

// sidebar opens the drawer on a phone.
func sidebar(b *pagetest.Tab) {
	b.Helper()
	if b.Phone && !pagetest.Eval[bool](b, `document.body.classList.contains("drawer-open")`) {
		b.Click("#open-sidebar", "")
	}
}

// TestAThousandMessagesScroll goes through a long channel from end to beginning. A single frame may wait for other tests' work; docs/performance.md
// has what was measured alone.
func TestAThousandMessagesScroll(t *testing.T) {
	t.Parallel()
	pagetest.Chromium(t)
	s := start(t, playground.Options{Unlimited: true})
	channel, you, general := s.AddChannel("news"), s.AddUser("you", true), s.AddChannel("general")
	s.ServePage()
	d := session(t, s)
	for n := range 120 {
		s.Post(general, you, fmt.Sprintf("general %d.", n))
	}
	var above string
	for n := range 1000 {
		if n%20 == 0 {
			if _, err := d.ChannelMessageSendComplex(channel, everything()); err != nil {
				t.Fatal(err)
			}
			continue
		}
		above = cmp.Or(above, s.Post(channel, you, fmt.Sprintf("message %d: **bold** and https://example.org/%d", n, n)).ID)
	}
	b := pagetest.Open(t, pagetest.Screens[0], s.PageURL())
	b.Sees(".message", "message 999")
	leaveWhileMoreIsAskedFor(b)
	const through = `new Promise(done => {
		const list = document.querySelector("#messages");
		let last = performance.now(), frames = [], most = 0, still = 0;
		const step = (now) => {
			frames.push(now - last);
			last = now;
			most = Math.max(most, document.querySelectorAll(".message").length);
			const before = list.scrollTop;
			list.scrollTop -= 400;
			still = list.scrollTop === before ? still + 1 : 0;
			if (still < 60 && frames.length < 4000) return requestAnimationFrame(step);
			frames.sort((a, b) => a - b);
			done(JSON.stringify({Worst: frames.at(-1), P95: frames[Math.floor(frames.length * .95)], Most: most, Top: !!document.querySelector(".welcome"), Frames: frames.length}));
		};
		requestAnimationFrame(step);
	})`
	result := pagetest.Eval[string](b, through)
	t.Log(result)
	b.Sees(".message", "message 1:")
	for what, script := range map[string]string{"at most 200 messages at once": "%s.Most <= 200", "the beginning": "%s.Top", "95 of 100 frames within 0.4 s": "%s.P95 < 400"} {
		if !pagetest.Eval[bool](b, fmt.Sprintf(script, "("+result+")")) {
			t.Errorf("scrolling through: %s; want %s", result, what)
		}
	}
	b.Click(".to-end", "")
	b.Sees(".message", "message 999")
	b.Gone(".message", "message 941:")
	s.Delete(above)
	s.Delete(s.Post(channel, you, "of no use").ID) // the page hears of it after the other
	b.Gone(".message", "of no use")
	pagetest.Eval[bool](b, toTop)
	b.Sees(".message", "message 941:")
	if twice := pagetest.Eval[string](b, `[...document.querySelectorAll(".message")].map(m => m.id).filter((id, i, all) => all.indexOf(id) !== i).join()`); twice != "" {
		t.Errorf("drawn twice after one above was deleted: %s", twice)
	}
}

// toTop scrolls up, where older messages are asked for.
const toTop = `(() => { const list = document.querySelector("#messages"); list.scrollTop = 0; list.dispatchEvent(new Event("scroll")); return true })()`

// leaveWhileMoreIsAskedFor goes from one channel to another before the older messages of the first have come.
func leaveWhileMoreIsAskedFor(b *pagetest.Tab) {
	b.Helper()
	goTo(b, "general")
	b.Sees(".message", "general 119.")
	goTo(b, "news")
	b.Sees(".message", "message 999")
	pagetest.Eval[bool](b, toTop+` && (() => { [...document.querySelectorAll(".place")].find(e => e.textContent.includes("general")).click(); return true })()`)
	b.Sees(".message", "general 119.")
	b.Wait("the beginning of the channel", toTop+` && `+pagetest.Element(".message", "general 0."))
	goTo(b, "news")
	b.Sees(".message", "message 999")
}
