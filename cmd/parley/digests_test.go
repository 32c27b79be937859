package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/caarlos0/env/v11"

	"parley/playground"
	"parley/playground/playgroundtest"
	"parley/store"
	"parley/store/storetest"
)

// botPatience bounds every wait of a test; nothing is waited out.
const botPatience = 4 * time.Minute

// newsSite is a site with a feed of invented articles. Articles are added while it runs.
type newsSite struct {
	*httptest.Server
	items   atomic.Int32
	fetched atomic.Int32 // articles
}

// inventedNews are an article each: its title, then its text.
var inventedNews = [][2]string{
	{"Northmark council puts off ferry vote", `The Northmark council on Tuesday put off a vote on its island ferries until 3 March, after its finance office raised the price of the boats.

“We will not sign a cheque that nobody has read,” said Mayor Ada Lindqvist, who wants an honest number before the spring.

“You are asking a pensioner to wait for a spreadsheet,” said Lars Holm, the chairman of the Islanders’ Association, after the meeting.`},
	{"Kestrel Valley railway closes its tunnel", `The Kestrel Valley railway on Monday closed its only tunnel for a month, after engineers found water behind the eastern wall.

“Nobody will travel through a tunnel that we would not walk through ourselves,” said Mirela Dragan, the railway’s chief engineer.`},
	{"Oberhalden cheese fair moves to the lake", `The cheese fair of Oberhalden will move to the lake this autumn, its organisers said on Wednesday.

“The square is too small for forty dairies,” said Toma Albu, who has run the fair for ten years.`},
}

func newNewsSite(t *testing.T, items int) *newsSite {
	t.Helper()
	site := &newsSite{}
	site.items.Store(int32(items))
	mux := http.NewServeMux()
	mux.HandleFunc("/feed.xml", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprint(w, `<rss version="2.0"><channel><title>The Northmark Post</title>`)
		for n := range int(site.items.Load()) {
			fmt.Fprintf(w, `<item><title>%s</title><link>http://%s/%d</link><description>%.120s</description><pubDate>%s</pubDate></item>`,
				inventedNews[n][0], r.Host, n, inventedNews[n][1], time.Now().Format(time.RFC1123Z))
		}
		fmt.Fprint(w, `</channel></rss>`)
	})
	mux.HandleFunc("/undated.xml", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, `<rss version="2.0"><channel><item><title>Fair</title><link>http://%s/2</link><pubDate>*soon*</pubDate></item></channel></rss>`, r.Host)
	})
	for n, news := range inventedNews {
		mux.HandleFunc(fmt.Sprintf("/%d", n), func(w http.ResponseWriter, _ *http.Request) {
			site.fetched.Add(1)
			fmt.Fprintf(w, `<html lang="en"><head><title>%s</title></head><body><article><h1>%s</h1><p>%s</p></article></body></html>`,
				news[0], news[0], strings.ReplaceAll(news[1], "\n\n", "</p><p>"))
		})
	}
	site.Server = httptest.NewServer(mux)
	t.Cleanup(site.Close)
	return site
}

// A server is a playground with Parley in it.
type server struct {
	*testing.T
	discord *playground.Server
	channel string
	admin   playground.User
	ctx     context.Context
	log     *syncBuffer // of the program
}

// startBot runs the program in a playground, with everything in one process and more settings as NAME=value, until the test ends.
func startBot(t *testing.T, database string, settings ...string) *server {
	t.Helper()
	discord := startDiscord(t, playground.Options{Check: playgroundtest.Check})
	ctx, cancel := context.WithTimeout(context.Background(), botPatience)
	t.Cleanup(cancel)
	s := &server{T: t, discord: discord, channel: discord.AddChannel("news"), admin: discord.AddUser("Ada", true), ctx: ctx, log: &syncBuffer{}}
	running, stop := context.WithCancel(ctx)
	done := make(chan int, 1)
	go func() {
		done <- run([]string{"run", "--allow-loopback"}, shell{
			ctx: running, stdout: io.Discard, stderr: s.log,
			env: func() (map[string]string, error) {
				return env.ToMap(append([]string{"DISCORD_TOKEN=playground", "PARLEY_DISCORD_URL=" + discord.URL(), "DATABASE_URL=" + database, "PARLEY_DRAIN=5s"}, settings...)), nil
			},
		})
	}()
	t.Cleanup(func() {
		stop()
		if code := <-done; code != exitOK {
			t.Errorf("parley run ended with %d:\n%s", code, s.log.String())
		}
		if t.Failed() {
			t.Log(s.log.String())
		}
	})
	s.wait("the bot to connect", discord.Connected)
	return s
}

func (s *server) wait(what string, ok func() bool) {
	s.Helper()
	if err := s.discord.Wait(s.ctx, ok); err != nil {
		s.Fatalf("waiting for %s: %v", what, err)
	}
}

// slash runs a command and returns its answer's text, with that of what follows it.
func (s *server) slash(command, action string, options map[string]any) string {
	s.Helper()
	id := s.discord.Slash(s.channel, s.admin, command, map[string]any{action: options})
	var text string
	s.wait("an answer to /"+command+" "+action, func() bool {
		i := s.discord.Interaction(id)
		text = i.Answer.Text()
		for _, more := range i.FollowUps {
			text += "\n" + more.Text()
		}
		return text != "" && (action != "preview" || command == "feeds" || strings.Contains(text, "**Why**"))
	})
	if !s.discord.Interaction(id).Ephemeral {
		s.Errorf("the answer to /%s %s is for all to see", command, action)
	}
	return text
}

func (s *server) says(answer string, wanted ...string) {
	s.Helper()
	for _, text := range wanted {
		if !strings.Contains(answer, text) {
			s.Fatalf("the answer lacks %q:\n%s", text, answer)
		}
	}
}

// posted waits for a message in the channel.
func (s *server) posted(what, text string) playground.Message {
	s.Helper()
	m, err := s.discord.WaitMessage(s.ctx, s.channel, func(m playground.Message) bool { return strings.Contains(m.Text(), text) })
	if err != nil {
		s.Fatalf("waiting for %s: %v; there is %q", what, err, texts(s.discord.Messages(s.channel)))
	}
	return m
}

func texts(messages []playground.Message) (all []string) {
	for _, m := range messages {
		all = append(all, m.Text())
	}
	return all
}

func TestADigestFromFeedToPost(t *testing.T) {
	t.Parallel()
	site := newNewsSite(t, 2)
	database := storetest.SQLite(t)
	s := startBot(t, database)

	s.says(s.slash("digest", "list", nil), "There is no digest here yet")
	s.says(s.slash("feeds", "list", nil), "follows no feed yet")
	s.says(s.slash("feeds", "preview", map[string]any{"link": site.URL + "/feed.xml"}), "The Northmark Post", "items: 2", "puts off ferry vote")
	s.says(s.slash("feeds", "preview", map[string]any{"link": site.URL + "/undated.xml"}), `Entries without a usable date: 1 of 1, such as “\*soon\*”`)
	s.says(s.slash("feeds", "add", map[string]any{"link": site.URL + "/feed.xml"}), "Following")
	s.says(s.slash("feeds", "add", map[string]any{"link": site.URL + "/feed.xml"}), "already")
	s.says(s.slash("digest", "create", map[string]any{"name": "Morning"}), "Say when")
	s.says(s.slash("digest", "create", map[string]any{"name": "Morning", "time": "25:00", "zone": "Europe/Berlin"}), "The time is one such as")
	s.says(s.slash("digest", "create", map[string]any{"name": "Morning", "time": "8:00", "zone": "berlin", "days": "mon-fri"}),
		"Morning", "Monday to Friday at 8:00, Europe/Berlin time", "next <t:")
	s.says(s.slash("digest", "create", map[string]any{"name": "Morning", "every": 6}), "of that name already")
	s.eventually("the feed to be read", func() bool { return site.items.Load() == 2 && s.feedsRead(database) == 1 })
	s.says(s.slash("feeds", "list", nil), "read <t:")

	preview := s.slash("digest", "preview", map[string]any{"name": "morning"})
	s.says(preview, "Northmark council puts off ferry vote", "Kestrel Valley railway", "We will not sign a cheque", "Why", "in ·", "no AI used")
	if got := texts(s.discord.Messages(s.channel)); strings.Contains(strings.Join(got, "\n"), "Northmark") {
		t.Fatalf("a preview was posted: %q", got)
	}

	s.says(s.slash("digest", "run", map[string]any{"name": "Morning"}), "in a moment")
	post := s.posted("the digest", "puts off ferry vote")
	s.says(post.Text(), "Mirela Dragan", "2 stories", "No AI was used")
	if n := site.fetched.Load(); n != 2 {
		t.Errorf("%d articles were fetched for a preview and a post; want 2", n)
	}
	story := s.discord.Click(s.admin, post.ID, menuOf(t, post), "1")
	s.wait("a story to open", func() bool { return s.discord.Interaction(story).Answer.Text() != "" })
	opened := s.discord.Interaction(story).Answer
	s.says(opened.Text(), "word for word")
	s.opensMore(opened)

	s.says(s.slash("digest", "run", map[string]any{"name": "Morning"}), "would repeat it", "1 · ", "Kestrel Valley railway", "puts off ferry vote")
	s.says(s.slash("digest", "edit", map[string]any{"name": "Morning", "length": "short"}), "Morning")
	s.says(s.slash("digest", "run", map[string]any{"name": "Morning"}), "in a moment")

	// Tomorrow's digest says only what is new.
	site.items.Store(3)
	s.says(s.slash("digest", "edit", map[string]any{"name": "Morning", "rename": "Evening", "time": "7:30 pm", "layout": "thread"}), "Evening", "19:30")
	s.eventually("the memory of the digest", func() bool { // it is written after the post
		return strings.Contains(s.slash("digest", "preview", map[string]any{"name": "Evening"}), "nothing new")
	})
	s.says(s.slash("digest", "pause", map[string]any{"name": "Evening"}), "paused")
	s.says(s.slash("digest", "resume", map[string]any{"name": "Evening"}), "next <t:")
	s.says(s.slash("digest", "delete", map[string]any{"name": "Evening"}), "Deleted")
	s.says(s.slash("feeds", "remove", map[string]any{"link": site.URL + "/feed.xml"}), "no longer followed")
}

// opensMore fails unless a story's card says how it was made.
func (s *server) opensMore(card playground.Message) {
	s.Helper()
	for _, id := range customIDs(card.Raw["components"]) {
		if strings.HasPrefix(id, "more:") {
			more := s.press(s.admin, card.ID, id)
			s.says(s.discord.Interaction(more).Answer.Text(), "How this card was made")
			return
		}
	}
	s.Errorf("the story has no button: %v", card.Raw)
}

// eventually looks again and again: the database tells nobody that it has changed.
func (s *server) eventually(what string, ok func() bool) {
	s.Helper()
	look := time.NewTicker(50 * time.Millisecond)
	defer look.Stop()
	for !ok() {
		select {
		case <-look.C:
		case <-s.ctx.Done():
			s.Fatalf("waiting for %s: %v", what, s.ctx.Err())
		}
	}
}

// feedsRead counts the feeds of the playground's server that were read.
func (s *server) feedsRead(database string) (read int) {
	s.Helper()
	db, err := store.Open(s.ctx, database, slog.New(slog.DiscardHandler))
	if err != nil {
		s.Fatal(err)
	}
	defer db.Close()
	followed, err := db.Subscriptions(s.ctx, playground.GuildID)
	if err != nil {
		s.Fatal(err)
	}
	for _, f := range followed {
		if !f.Feed.Fetched.IsZero() {
			read++
		}
	}
	return read
}

// menuOf is the custom id of a message's menu.
func menuOf(t *testing.T, m playground.Message) string {
	t.Helper()
	for _, id := range customIDs(m.Raw) {
		if strings.HasPrefix(id, "story:") {
			return id
		}
	}
	t.Fatalf("the message has no menu of stories: %v", m.Raw)
	return ""
}

func customIDs(value any) (ids []string) {
	switch value := value.(type) {
	case map[string]any:
		if id, ok := value["custom_id"].(string); ok {
			ids = append(ids, id)
		}
		for _, inner := range value {
			ids = append(ids, customIDs(inner)...)
		}
	case []any:
		for _, inner := range value {
			ids = append(ids, customIDs(inner)...)
		}
	}
	return ids
}

func TestADigestOfPastedLinksInAThread(t *testing.T) {
	t.Parallel()
	site := newNewsSite(t, 0)
	s := startBot(t, storetest.SQLite(t))
	s.says(s.slash("digest", "create", map[string]any{"name": "Links", "every": 12, "from": "links", "layout": "thread"}), "every 12 hours")
	s.discord.Post(s.channel, s.admin, "Look: "+site.URL+"/0 and "+site.URL+"/2")
	s.posted("the brief of a pasted link", "word for word")
	s.eventually("the links to be kept", func() bool {
		return strings.Contains(s.slash("digest", "preview", map[string]any{"name": "Links"}), "2 stories")
	})
	s.says(s.slash("digest", "run", map[string]any{"name": "Links"}), "in a moment")
	list := s.posted("the digest", "2 stories")
	s.wait("the briefs in its thread", func() bool { return len(s.discord.Messages(list.ID)) == 2 })
	s.says(strings.Join(texts(s.discord.Messages(list.ID)), "\n"), "forty dairies", "sign a cheque")
	s.opensMore(s.discord.Messages(list.ID)[1])
	s.eventually("the memory of the digest", func() bool {
		return strings.Contains(s.slash("digest", "preview", map[string]any{"name": "Links"}), "nothing new")
	})
}

// Feeds are read in the background: who follows one and has a digest posted at once is not told that there is nothing new.
func TestADigestTellsOfAFeedThatWasFollowedJustNow(t *testing.T) {
	t.Parallel()
	site := newNewsSite(t, 2)
	s := startBot(t, storetest.SQLite(t))
	s.says(s.slash("feeds", "add", map[string]any{"link": site.URL + "/feed.xml"}), "Following")
	s.slash("digest", "create", map[string]any{"name": "Morning", "every": 12})
	s.says(s.slash("digest", "run", map[string]any{"name": "Morning"}), "in a moment")
	s.posted("the digest", "2 stories")
}

func TestWhatIsTypedIsCompleted(t *testing.T) {
	t.Parallel()
	site := newNewsSite(t, 1)
	s := startBot(t, storetest.SQLite(t))
	s.slash("feeds", "add", map[string]any{"link": site.URL + "/feed.xml"})
	s.slash("digest", "create", map[string]any{"name": "Morning", "every": 6})
	for _, row := range []struct{ command, action, option, typed, want string }{
		{"digest", "create", "zone", "new yo", "America/New_York"},
		{"digest", "run", "name", "mor", "Morning"},
		{"feeds", "remove", "link", "", "127.0.0.1"},
		{"feeds", "add", "link", "bbc", "bbc"},
	} {
		id := s.discord.Autocomplete(s.channel, s.admin, row.command, row.action+" "+row.option, row.typed)
		s.wait("choices", func() bool { return s.discord.Interaction(id).Callback != 0 })
		if got := fmt.Sprint(s.discord.Interaction(id).Data["choices"]); !strings.Contains(got, row.want) {
			t.Errorf("/%s %s, %s typed into %s: %s; want %s among them", row.command, row.action, row.typed, row.option, got, row.want)
		}
	}
}

func TestFeedsAreImportedAndExported(t *testing.T) {
	t.Parallel()
	site := newNewsSite(t, 1)
	s := startBot(t, storetest.SQLite(t))
	opml := fmt.Sprintf(`<opml version="2.0"><body><outline text="Post" xmlUrl="%s/feed.xml"/><outline text="Other" xmlUrl="%s/other.xml"/></body></opml>`, site.URL, site.URL)
	s.says(s.slash("feeds", "import", map[string]any{"file": playground.Attachment{Name: "feeds.opml", Data: []byte(opml)}}), "Feeds in the file: 2; newly followed: 2.")
	s.says(s.slash("feeds", "import", map[string]any{"file": playground.Attachment{Name: "milk.txt", Data: []byte("milk")}}), "no OPML file")
	s.says(s.slash("feeds", "export", nil), "Feeds in the file: 2.")
	exported := ""
	for _, r := range s.discord.Requests() {
		for _, file := range r.Files {
			exported += string(file.Data)
		}
	}
	s.says(exported, "<opml", site.URL+"/feed.xml", site.URL+"/other.xml")
}
