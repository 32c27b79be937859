package bot

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/article"
	"parley/playground"
	"parley/playground/playgroundtest"
	"parley/store"
	"parley/store/storetest"
	"parley/summarize"
	"parley/summarize/modeltest"
)

// patience bounds every wait of a test; nothing is waited out.
const patience = 4 * time.Minute

const ferryText = `The Northmark council on Tuesday put off a vote on its island ferries until 3 March, after its finance office raised the price of the boats.

“We will not sign a cheque that nobody has read,” said Mayor Ada Lindqvist, who wants an honest number before the spring.

Lindqvist said she still wanted the electric boats in service before October, when the old licence runs out on the outer isles.

“You are asking a pensioner to wait for a spreadsheet,” said Lars Holm, the chairman of the Islanders’ Association, after the meeting.
`

const tunnelText = `The Kestrel Valley railway on Monday closed its only tunnel for a month, after engineers found water behind the eastern wall.

“Nobody will travel through a tunnel that we would not walk through ourselves,” said Mirela Dragan, the railway’s chief engineer.

The valley’s hoteliers said the closure would cost them the autumn season, which begins with the cheese fair in Oberhalden.
`

const lampText = `This lamp is made of solid brass in our workshop in Halvik, and it burns for eleven hours on one filling of paraffin oil.

“No lamp of ours has ever come back to the workshop,” said Greta Moe, the chandler, who has made them for thirty years in the same two rooms by the quay.
`

// fleetText has more than a card shows: quotations, and sides with two lines.
var fleetText = func() string {
	text := ferryText + "\nThe Islanders’ Association wants a ship for each island. Holm said that the islands had waited for nine years.\n\n"
	for n := range 8 {
		text += fmt.Sprintf("“Boat number %d of the ferry fleet will not sail before the spring,” said Mayor Ada Lindqvist on the quay of the town.\n\n", n+1)
	}
	return text
}()

const calendarText = `The harbour bridge will be closed on three weekends of March, and on two of April, between six in the evening and six in the morning.

Buses of lines 4 and 7 will stop at the fish market instead, and the night bus will turn at the old customs house on the north side.

The car park below the bridge stays open. Trains are not concerned, and the cycle path along the quay has a detour of two hundred metres.
`

const goodDraft = `{"gist":[{"s":[1],"t":"The Northmark council put off a vote on its island ferries until 3 March."}],"question":"","parties":[
{"name":"Ada Lindqvist","kind":"person","stance":"conditional","positions":[],"quotes":[{"q":1,"by":"Ada Lindqvist"}]}]}`

// A world is a playground, a site with articles, and a running bot.
type world struct {
	*testing.T
	discord *playground.Server
	site    *httptest.Server
	channel string
	ada     playground.User
	ctx     context.Context
	options Options       // of the bot
	gate    chan struct{} // closed to open /held/
	stop    func() error
	log     *logBuffer
}

// A logBuffer is what the bot wrote in its log.
type logBuffer struct {
	mu sync.Mutex
	bytes.Buffer
}

func (b *logBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.Write(p)
}

func (b *logBuffer) text() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Buffer.String()
}

// nothingTold fails where the log has an interaction's token, or the path of a link.
func (w *world) nothingTold() {
	w.Helper()
	log := w.log.text()
	for _, r := range w.discord.Requests() {
		parts := strings.Split(r.Path, "/")
		if len(parts) > 3 && (parts[1] == "interactions" || parts[1] == "webhooks") && strings.Contains(log, parts[3]) {
			w.Fatalf("the log has the token of %s:\n%s", r.Path, log)
		}
	}
	for _, path := range []string{"/ferry", "/tunnel", "/gone", "/hang", "/attachments/"} {
		if strings.Contains(log, path) {
			w.Fatalf("the log has the link %s:\n%s", path, log)
		}
	}
}

func page(text string) string {
	return "<!doctype html><html lang=en><head><title>An article</title></head><body><article><h1>An article</h1><p>" +
		strings.ReplaceAll(strings.TrimSpace(text), "\n\n", "</p><p>") + "</p></article></body></html>"
}

func newWorld(t *testing.T, o playground.Options, model summarize.Writer) *world {
	t.Helper()
	w := newQuietWorld(t, o, model)
	w.run()
	return w
}

// newQuietWorld is a world whose bot does not run yet.
func newQuietWorld(t *testing.T, o playground.Options, model summarize.Writer) *world {
	t.Helper()
	w := &world{T: t, log: &logBuffer{}, gate: make(chan struct{})}
	if o.Check == nil {
		o.Check = playgroundtest.Check
	}
	o.AnswerWithin = cmp.Or(o.AnswerWithin, patience) // Discord's three seconds are short on a machine with much to do
	var err error
	if w.discord, err = playground.Start(o); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.discord.Close)
	mux := http.NewServeMux()
	for path, text := range map[string]string{"/ferry": ferryText, "/ferry-again": ferryText, "/tunnel": tunnelText, "/fleet": fleetText, "/calendar": calendarText} {
		mux.HandleFunc(path, func(out http.ResponseWriter, _ *http.Request) { fmt.Fprint(out, page(text)) })
	}
	mux.HandleFunc("/lamp", func(out http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(out, strings.Replace(page(lampText), "</head>", `<script type="application/ld+json">{"@type":"Product","name":"A lamp"}</script></head>`, 1))
	})
	// Any number of articles: quick ones, and those of a site that answers when the gate is opened.
	mux.HandleFunc("/quick/", func(out http.ResponseWriter, _ *http.Request) { fmt.Fprint(out, page(ferryText)) })
	mux.HandleFunc("/held/", func(out http.ResponseWriter, r *http.Request) {
		out.Header().Set("Content-Type", "text/html")
		out.(http.Flusher).Flush() // a header that does not come is not waited for so long
		select {
		case <-w.gate:
			fmt.Fprint(out, page(tunnelText))
		case <-r.Context().Done():
		}
	})
	mux.HandleFunc("/hang", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	w.site = httptest.NewServer(mux)
	t.Cleanup(w.site.Close)
	w.channel = w.discord.AddChannel("news")
	w.ada = w.discord.AddUser("Ada", false)

	ctx, cancel := context.WithTimeout(context.Background(), patience)
	t.Cleanup(cancel)
	w.ctx = ctx
	w.options = Options{
		Token: "playground", DiscordURL: w.discord.URL(), Log: slog.New(slog.NewTextHandler(w.log, nil)), Drain: 5 * time.Second, Desk: newDesk(t),
		Fetcher:    article.NewFetcher(article.Options{Transport: article.NewTransport(article.Guard{AllowLoopback: true}), Timeout: 2 * time.Second}),
		Summarizer: &summarize.Summarizer{Log: slog.New(slog.DiscardHandler), Model: model, Timeout: 5 * time.Second},
	}
	t.Cleanup(w.nothingTold)
	return w
}

// newDesk is a database of its own.
func newDesk(t *testing.T) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), storetest.SQLite(t), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// run starts the bot; it may be called again after stop.
func (w *world) run() {
	w.Helper()
	before := w.discord.Identified()
	w.start(Run)
	w.wait("the bot to connect", func() bool { return w.discord.Identified() > before })
}

// start starts what do does with the bot's options.
func (w *world) start(do func(context.Context, Options) error) {
	running, stop := context.WithCancel(w.ctx)
	done := make(chan error, 1)
	go func() {
		defer close(done)
		done <- do(running, w.options)
	}()
	w.stop = func() error { stop(); return <-done }
	w.Cleanup(func() { stop(); <-done })
}

func (w *world) wait(what string, ok func() bool) {
	w.Helper()
	if err := w.discord.Wait(w.ctx, ok); err != nil {
		w.Fatalf("waiting for %s: %v\nlast requests: %+v", what, err, lastRequests(w.discord))
	}
}

func lastRequests(s *playground.Server) (lines []string) {
	all := s.Requests()
	for _, r := range all[max(0, len(all)-6):] {
		lines = append(lines, fmt.Sprintf("%s %s %d %.300s", r.Method, r.Path, r.Status, r.Body))
	}
	return lines
}

// answer waits for the reply to a message.
func (w *world) answer(to playground.Message, fits func(playground.Message) bool) playground.Message {
	w.Helper()
	m, err := w.discord.WaitMessage(w.ctx, to.ChannelID, func(m playground.Message) bool { return m.ReplyTo == to.ID && fits(m) })
	if err != nil {
		w.Fatalf("no answer: %v\nlast requests: %+v", err, lastRequests(w.discord))
	}
	return m
}

func says(text string) func(playground.Message) bool {
	return func(m playground.Message) bool { return strings.Contains(m.Text(), text) }
}

func (w *world) interaction(id string, ok func(playground.Interaction) bool) playground.Interaction {
	w.Helper()
	w.wait("an answer to a command", func() bool { return ok(w.discord.Interaction(id)) })
	return w.discord.Interaction(id)
}

// whispered waits for a command's answer that its asker alone sees.
func (w *world) whispered(id string) playground.Message {
	w.Helper()
	got := w.interaction(id, func(i playground.Interaction) bool { return len(i.FollowUps) > 0 || i.Ephemeral && i.Answer.ID != "" })
	if !got.Ephemeral {
		last := got.FollowUps[len(got.FollowUps)-1]
		if m, _ := w.discord.Message(got.Answer.ID); got.Answer.ID != "" && !m.Deleted || last.Flags&flagEphemeral == 0 {
			w.Errorf("an answer for all: %s %s", got.Answer.Text(), last.Text())
		}
		return last
	}
	return got.Answer
}

const flagEphemeral = 1 << 6

func scripted(t *testing.T, answers ...modeltest.Answer) summarize.Writer {
	server := modeltest.Start(answers...)
	t.Cleanup(server.Close)
	return summarize.NewModel(summarize.ModelConfig{BaseURL: server.BaseURL(), Model: "scripted", HTTPClient: &http.Client{}})
}

// refused are requests that Discord would not take: a malformed card must fail a test.
func (w *world) refused() (lines []string) {
	for _, r := range w.discord.Requests() {
		if r.Status == http.StatusBadRequest {
			lines = append(lines, fmt.Sprintf("%s %s %s", r.Method, r.Path, r.Body))
		}
	}
	return lines
}

func (w *world) nothingRefused() {
	w.Helper()
	if lines := w.refused(); len(lines) > 0 {
		w.Errorf("Discord refused:\n%s", strings.Join(lines, "\n"))
	}
}

// press presses a button and returns what it opens.
func (w *world) press(user playground.User, message, customID string, values ...string) playground.Interaction {
	w.Helper()
	return w.interaction(w.discord.Click(user, message, customID, values...), func(i playground.Interaction) bool { return i.Callback != 0 })
}

// patient gives sites a long time, and members many briefs: what is tried is something else.
func (w *world) patient() {
	w.options.PerMinute = 1000
	w.options.Fetcher = article.NewFetcher(article.Options{Transport: article.NewTransport(article.Guard{AllowLoopback: true}), Timeout: patience})
}

// throng is a playground for hundreds of messages: each call is as the other tests have it checked.
func throng(o playground.Options) playground.Options {
	o.Check = func(playground.Request) error { return nil }
	return o
}

// hasty makes the bot leave what is not done as soon as it is stopped.
func (w *world) hasty() { w.options.Drain = time.Millisecond }

func (w *world) link(format string, args ...any) string {
	return w.site.URL + fmt.Sprintf(format, args...)
}

// answersTo are the replies to a message that stand now.
func (w *world) answersTo(m playground.Message) (found []playground.Message) {
	for _, other := range w.discord.Messages(m.ChannelID) {
		if other.ReplyTo == m.ID {
			found = append(found, other)
		}
	}
	return found
}

// onlyAnswer stops the bot, so that what has begun is done, and fails unless one reply stands below a message.
func (w *world) onlyAnswer(m playground.Message) {
	w.Helper()
	if err := w.stop(); err != nil {
		w.Fatal(err)
	}
	if answers := w.answersTo(m); len(answers) != 1 {
		w.Errorf("%d answers, want one: %v", len(answers), answers)
	}
}

// begun says whether a request is written down.
func (w *world) begun(id string) bool {
	r, err := w.options.Desk.Request(w.ctx, id)
	return err == nil && r.ID != ""
}

// until looks again and again at what the playground does not tell of.
func (w *world) until(what string, ok func() bool) {
	w.Helper()
	each := time.NewTicker(10 * time.Millisecond)
	defer each.Stop()
	for !ok() {
		select {
		case <-each.C:
		case <-w.ctx.Done():
			w.Fatalf("waited in vain for %s", what)
		}
	}
}
