package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/article"
	"parley/playground"
	"parley/playground/playgroundtest"
	"parley/store"
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
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "parley.db"), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return db
}

// run starts the bot; it may be called again after stop.
func (w *world) run() {
	w.Helper()
	w.start(Run)
	w.wait("the bot to connect", w.discord.Connected)
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

func TestAForwardedLinkIsAnsweredWithABrief(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	elsewhere := w.discord.Post(w.discord.AddChannel("elsewhere"), w.ada, "||not yet|| Look: [the ferry]("+w.site.URL+"/ferry)")
	w.answer(w.discord.Forward(w.channel, w.ada, elsewhere), says("We will not sign a cheque"))
	w.nothingRefused()
}

func TestAPastedLinkIsAnsweredWithABrief(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	m := w.discord.Post(w.channel, w.ada, "Look at this: "+w.site.URL+"/ferry.")
	answer := w.answer(m, says("We will not sign a cheque"))
	for _, want := range []string{"Ada Lindqvist", "Mayor", "Lars Holm", "No AI was used", "[More]"} {
		if !strings.Contains(answer.Text(), want) {
			t.Errorf("the brief lacks %q:\n%s", want, answer.Text())
		}
	}
	w.nothingRefused()
	for _, r := range w.discord.Requests() {
		if r.Method == http.MethodPost && strings.HasSuffix(r.Path, "/messages") && !strings.Contains(string(r.Body), `"allowed_mentions":{"parse":[],"replied_user":false}`) {
			t.Errorf("a message may mention: %s", r.Body)
		}
	}
	if got := w.discord.Commands(); !slices.Equal(got, []string{"summarize", "compare", "help", "Who said what?", "Privately"}) {
		t.Errorf("commands = %q", got)
	}
	if err := w.stop(); err != nil {
		t.Errorf("Run = %v after a clean stop; want nil", err)
	}
}

func TestTwoLinksMakeOneBriefForOneStoryAndTwoForTwo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	same := w.discord.Post(w.channel, w.ada, w.site.URL+"/ferry "+w.site.URL+"/ferry-again")
	w.answer(same, says("We will not sign a cheque"))
	two := w.discord.Post(w.discord.AddChannel("more"), w.ada, w.site.URL+"/ferry "+w.site.URL+"/tunnel")
	w.answer(two, says("We will not sign a cheque"))
	w.answer(two, says("Nobody will travel"))
	count := 0
	for _, m := range w.discord.Messages(w.channel) {
		if m.ReplyTo == same.ID {
			count++
		}
	}
	if count != 1 {
		t.Errorf("%d answers to two links of one story; want 1", count)
	}
	w.nothingRefused()
}

func TestTheModelsBriefReplacesTheFirst(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, scripted(t, modeltest.Answer{Content: goodDraft}))
	m := w.discord.Post(w.channel, w.ada, w.site.URL+"/ferry")
	w.answer(m, says("AI wrote the rest"))
	first := slices.IndexFunc(w.discord.Requests(), func(r playground.Request) bool {
		return r.Method == http.MethodPost && strings.HasSuffix(r.Path, "/messages")
	})
	if body := string(w.discord.Requests()[first].Body); !strings.Contains(body, "No AI yet") {
		t.Errorf("the first answer is not the extractive brief: %s", body)
	}
	w.nothingRefused()
}

func TestTheFirstBriefStandsWhenTheModelDies(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, scripted(t, modeltest.Answer{Content: goodDraft, HalfABody: true}))
	m := w.discord.Post(w.channel, w.ada, w.site.URL+"/ferry")
	w.answer(m, says("the model could not be reached"))
}

func TestSummarizeTakesALinkATextAndAFile(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	for name, options := range map[string]map[string]any{
		"link": {"link": w.site.URL + "/ferry"},
		"text": {"text": ferryText},
		"file": {"file": playground.Attachment{Name: "ferry.txt", ContentType: "text/plain", Data: []byte(ferryText)}},
	} {
		id := w.discord.Slash(w.channel, w.ada, "summarize", options)
		got := w.interaction(id, func(i playground.Interaction) bool { return i.Answer.ID != "" })
		if !strings.Contains(got.Answer.Text(), "We will not sign a cheque") {
			t.Errorf("/summarize %s = %s; want the brief", name, got.Answer.Text())
		}
		if got.Callback != 5 {
			t.Errorf("/summarize %s was first answered by type %d; want 5, deferred", name, got.Callback)
		}
	}
	w.nothingRefused()
}

func TestEveryCommandEndsInAnAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	for name, row := range map[string]struct {
		options map[string]any
		want    string
	}{
		"a dead link":       {map[string]any{"link": w.site.URL + "/gone"}, "."},
		"a site that hangs": {map[string]any{"link": w.site.URL + "/hang"}, "."},
		"no link":           {map[string]any{"link": "tomorrow"}, "."},
	} {
		id := w.discord.Slash(w.channel, w.ada, "summarize", row.options)
		if got := w.whispered(id); !strings.Contains(got.Text(), row.want) {
			t.Errorf("%s: %q; want a sentence with %q", name, got.Text(), row.want)
		}
	}
	w.nothingRefused()
}

func TestWhoSaidWhatWorksOnAnyMessage(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	bob := w.discord.AddUser("Bob", false)
	for name, m := range map[string]playground.Message{
		"links":       w.discord.Post(w.channel, bob, "`"+w.site.URL+"` is code", playground.Attachment{Name: "a.txt", ContentType: "text/plain", Data: []byte(ferryText)}),
		"a long text": w.discord.Post(w.channel, bob, ferryText),
	} {
		id := w.discord.ContextMenu(w.ada, "Who said what?", m.ID)
		got := w.interaction(id, func(i playground.Interaction) bool { return i.Answer.ID != "" })
		if !strings.Contains(got.Answer.Text(), "We will not sign a cheque") {
			t.Errorf("%s: %s; want the brief", name, got.Answer.Text())
		}
	}
	short := w.discord.Post(w.channel, bob, "good morning")
	id := w.discord.ContextMenu(w.ada, "Who said what?", short.ID)
	if got := w.whispered(id); !strings.Contains(got.Text(), "no link, no file and no long text") {
		t.Errorf("a short message: %s", got.Text())
	}
}

func TestDeletingTheQuestionDeletesTheAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	m := w.discord.Post(w.channel, w.ada, w.site.URL+"/ferry")
	answer := w.answer(m, says("cheque"))
	w.discord.Delete(m.ID)
	w.wait("the answer to go", func() bool {
		return !slices.ContainsFunc(w.discord.Messages(w.channel), func(m playground.Message) bool { return m.ID == answer.ID })
	})
}

// press presses a button and returns what it opens.
func (w *world) press(user playground.User, message, customID string, values ...string) playground.Interaction {
	w.Helper()
	return w.interaction(w.discord.Click(user, message, customID, values...), func(i playground.Interaction) bool { return i.Callback != 0 })
}

func TestTheDeleteButtonIsForTheAskerAndModerators(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	bob, mod := w.discord.AddUser("Bob", false), w.discord.AddUser("Mod", true)
	for _, user := range []playground.User{w.ada, mod} {
		m := w.discord.Post(w.channel, w.ada, w.site.URL+"/ferry")
		answer := w.answer(m, says("cheque"))
		more, remove := "more:"+m.ID+":0:"+w.ada.ID, "delete:"+w.ada.ID+":"+answer.ID
		if got := w.press(bob, answer.ID, more); !got.Ephemeral || strings.Contains(got.Answer.Text(), "Delete") || !strings.Contains(got.Answer.Text(), "How this card was made") {
			t.Errorf("More for Bob = %+v; want it without Delete", got)
		}
		w.refusedAs("a button that is not there", w.discord.Click(bob, answer.ID, remove), foreign)
		opened := w.press(user, answer.ID, more)
		if got := w.press(user, opened.Answer.ID, remove); !strings.Contains(got.Answer.Text(), "Deleted.") {
			t.Errorf("Delete = %s", got.Answer.Text())
		}
		if m, _ := w.discord.Message(answer.ID); !m.Deleted {
			t.Error("the card still stands")
		}
	}
	w.nothingRefused()
}

func TestWhatIsBehindTheButtonsIsForWhoAsks(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	m := w.discord.Post(w.channel, w.ada, w.site.URL+"/fleet")
	answer := w.answer(m, says("Quotes (10)"))
	quotes := w.press(w.ada, answer.ID, "quotes:"+m.ID+":0:0")
	for _, opened := range []struct {
		what string
		got  playground.Interaction
		want string
	}{
		{"Quotes", quotes, "Quotes 1 to 5 of 10"},
		{"Next 5", w.press(w.ada, quotes.Answer.ID, "quotes:"+m.ID+":0:5"), "Quotes 6 to 10 of 10"},
	} {
		if !opened.got.Ephemeral || !strings.Contains(opened.got.Answer.Text(), opened.want) {
			t.Errorf("%s = %+v %s; want %q for who asks alone", opened.what, opened.got, opened.got.Answer.Text(), opened.want)
		}
	}
	again := w.press(w.ada, answer.ID, "quotes:"+m.ID+":0:0")
	context := w.press(w.ada, again.Answer.ID, "context:"+m.ID+":0:0")
	if context.Callback != 7 || !strings.Contains(context.Answer.Text(), "**“We will not sign a cheque that nobody has read,”** said Mayor") {
		t.Errorf("In context = %s; want the paragraph with the words in bold", context.Answer.Text())
	}
	if after := w.press(w.ada, context.Answer.ID, "context:"+m.ID+":0:1"); !strings.Contains(after.Answer.Text(), "spreadsheet") {
		t.Errorf("After = %s", after.Answer.Text())
	}
	side := w.press(w.ada, answer.ID, "sides:"+m.ID+":0")
	if other := w.press(w.ada, side.Answer.ID, "party:"+m.ID+":0", "1"); other.Answer.Text() == side.Answer.Text() || other.Callback != 7 {
		t.Errorf("another side = %s; want it in place of the first", other.Answer.Text())
	}
	more := w.press(w.ada, answer.ID, "more:"+m.ID+":0:"+w.ada.ID)
	if got := w.press(w.ada, more.Answer.ID, "sources:"+m.ID+":0"); !strings.Contains(got.Answer.Text(), "words") {
		t.Errorf("Sources = %s", got.Answer.Text())
	}
	w.nothingRefused()
}

func TestAMistakeIsReportedWithItsReceipt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	m := w.discord.Post(w.channel, w.ada, w.site.URL+"/ferry")
	answer := w.answer(m, says("cheque"))
	more := w.press(w.ada, answer.ID, "more:"+m.ID+":0:"+w.ada.ID)
	asked := w.press(w.ada, more.Answer.ID, "report:"+m.ID+":0")
	id := w.discord.Click(w.ada, asked.Answer.ID, "mistake:"+m.ID+":0", "wrong_speaker")
	w.interaction(id, func(i playground.Interaction) bool { return i.Callback == 9 })
	sent := w.discord.Submit(w.ada, id, map[string]any{"words": "Holm said that."})
	got := w.interaction(sent, func(i playground.Interaction) bool { return i.Callback != 0 })
	if !strings.Contains(got.Answer.Text(), "Thank you") {
		t.Errorf("a report = %+v %s", got, got.Answer.Text())
	}
	for _, want := range []string{"kind=wrong_speaker", `words="Holm said that."`, "texts=["} {
		if !strings.Contains(w.log.text(), want) {
			t.Errorf("the log lacks %s:\n%s", want, w.log.text())
		}
	}
	if strings.Contains(w.log.text(), w.ada.ID) {
		t.Error("the log names who reports")
	}
	w.nothingRefused()
}

func TestADeadArticleIsOneSentenceAndOtherLinksAreSilence(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	quiet := w.discord.Post(w.channel, w.ada, "https://youtube.com/watch?v=1 https://discord.gg/x "+w.site.URL+"/cat.png `"+w.site.URL+"/ferry`")
	dead := w.discord.Post(w.channel, w.ada, w.site.URL+"/gone")
	answer := w.answer(dead, says("."))
	if strings.Contains(answer.Text(), w.site.URL) || strings.Count(answer.Text(), "\n") > 3 {
		t.Errorf("a dead article = %s; want a sentence", answer.Text())
	}
	for _, m := range w.discord.Messages(w.channel) {
		if m.ReplyTo == quiet.ID {
			t.Errorf("an answer to links that are no articles: %s", m.Text())
		}
	}
}

func TestAPageThatIsNoArticleIsBriefedForWhoAsksAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	alone := w.discord.Post(w.channel, w.ada, w.site.URL+"/lamp")
	beside := w.discord.Post(w.channel, w.ada, w.site.URL+"/lamp "+w.site.URL+"/ferry")
	w.answer(beside, says("sign a cheque"))
	id := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"link": w.site.URL + "/lamp"})
	asked := w.interaction(id, func(i playground.Interaction) bool { return i.Answer.ID != "" })
	if text := asked.Answer.Text(); !strings.Contains(text, "No article") {
		t.Errorf("/summarize of a product page = %s; want it told", text)
	}
	w.nothingRefused()
	if err := w.stop(); err != nil { // what was begun is ended by then
		t.Fatal(err)
	}
	for _, m := range w.discord.Messages(w.channel) {
		if m.ReplyTo == alone.ID || m.ReplyTo == beside.ID && !strings.Contains(m.Text(), "sign a cheque") {
			t.Errorf("an answer to a pasted product page: %s", m.Text())
		}
	}
}

func TestAPageOnWhichNobodySpeaksIsAnsweredForWhoAsksAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	silent := w.discord.Post(w.channel, w.ada, w.site.URL+"/calendar")
	w.answer(w.discord.Post(w.channel, w.ada, w.site.URL+"/calendar "+w.site.URL+"/ferry"), says("sign a cheque"))
	id := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"link": w.site.URL + "/calendar"})
	if text := w.whispered(id).Text(); strings.TrimSpace(text) != "-# There is no news in that page: nobody speaks in it." {
		t.Errorf("/summarize of a page without speech = %s; want one small line", text)
	}
	if err := w.stop(); err != nil { // what was begun is ended by then
		t.Fatal(err)
	}
	for _, m := range w.discord.Messages(w.channel) {
		if m.ReplyTo == silent.ID {
			t.Errorf("an answer to a pasted page on which nobody speaks: %s", m.Text())
		}
	}
	w.nothingRefused()
}

func TestAGatewayThatDropsTheConnectionLosesNoBrief(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, scripted(t, modeltest.Answer{Content: goodDraft}))
	m := w.discord.Post(w.channel, w.ada, w.site.URL+"/ferry")
	w.discord.DropGateway()
	w.answer(m, says("AI wrote the rest"))
	w.wait("the bot to connect again", w.discord.Connected)
	again := w.discord.Post(w.channel, w.ada, w.site.URL+"/tunnel")
	w.answer(again, says("Nobody will travel"))
}

func TestARateLimitIsWaitedOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	w.discord.Fail(playground.Fault{Method: http.MethodPost, Path: "/messages", Status: http.StatusTooManyRequests,
		Header: map[string]string{"Retry-After": "0"}, Body: `{"message":"You are being rate limited.","retry_after":0.01,"global":false}`})
	m := w.discord.Post(w.channel, w.ada, w.site.URL+"/ferry")
	w.answer(m, says("cheque"))
}

func TestEventsThatDiscordgoCannotReadHarmNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	w.discord.Dispatch("MESSAGE_CREATE", map[string]any{"id": "7", "components": []any{map[string]any{"type": 99}}})
	w.discord.Dispatch("MESSAGE_DELETE", map[string]any{})
	w.discord.Dispatch("INTERACTION_CREATE", map[string]any{"id": "8", "type": 2, "data": map[string]any{}})
	m := w.discord.Post(w.channel, w.ada, w.site.URL+"/ferry")
	w.answer(m, says("cheque"))
}

func TestABadTokenIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	discord, err := playground.Start(playground.Options{Token: "another"})
	if err != nil {
		t.Fatal(err)
	}
	defer discord.Close()
	err = Run(context.Background(), Options{Token: "wrong", DiscordURL: discord.URL(), Log: slog.New(slog.DiscardHandler), Desk: newDesk(t)})
	if !errors.Is(err, ErrToken) {
		t.Errorf("Run with a bad token = %v; want ErrToken", err)
	}
	if found := Diagnose(context.Background(), "wrong", discord.URL()); found[0].OK {
		t.Errorf("Diagnose with a bad token = %+v", found)
	}
}

func TestWithoutTheMessageContentIntentCommandsWork(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{NoMessageContent: true}, nil)
	id := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"link": w.site.URL + "/ferry"})
	got := w.interaction(id, func(i playground.Interaction) bool { return i.Answer.ID != "" })
	if !strings.Contains(got.Answer.Text(), "cheque") {
		t.Errorf("answer = %s", got.Answer.Text())
	}
	found := Diagnose(w.ctx, "playground", w.discord.URL())
	if len(found) != 3 || found[1].OK {
		t.Errorf("Diagnose = %+v; want the intent to be missed", found)
	}
}
