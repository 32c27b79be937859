package bot

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"parley/article"
	"parley/bot/card"
	"parley/bot/phrases"
	"parley/desk"
	"parley/feed"
	"parley/playground"
	"parley/store"
	"parley/summarize"
	"parley/summarize/modeltest"
)

func TestButtonsAndDeletionWorkAfterARestart(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	m := w.discord.Post(w.channel, w.ada, w.link("/ferry"))
	card := w.answer(m, says("cheque"))
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	w.run()
	id := w.discord.Click(w.ada, card.ID, "more:"+m.ID+":0:"+w.ada.ID)
	more := w.interaction(id, func(i playground.Interaction) bool { return i.Callback != 0 })
	id = w.discord.Click(w.ada, more.Answer.ID, "sources:"+w.behind(m.ID, card))
	w.interaction(id, func(i playground.Interaction) bool { return says(w.link("/ferry"))(i.Answer) })
	w.discord.Delete(m.ID)
	w.wait("the answer to go", func() bool { return len(w.discord.Messages(w.channel)) == 0 })
	w.nothingRefused()
}

func TestAnOldBriefsButtonsSaySo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	m := w.discord.Post(w.channel, w.ada, w.link("/ferry"))
	card := w.answer(m, says("cheque"))
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	retention := store.DefaultRetention()
	if _, err := w.options.Desk.(*store.DB).Purge(w.ctx, retention, time.Now().Add(retention.Requests+time.Minute)); err != nil {
		t.Fatal(err)
	}
	w.run()
	id := w.discord.Click(w.ada, card.ID, "more:"+m.ID+":0:"+w.ada.ID)
	more := w.interaction(id, func(i playground.Interaction) bool { return i.Callback != 0 })
	if !says("no longer keeps this brief")(more.Answer) {
		t.Errorf("what is behind an old card's button: %s", more.Answer.Text())
	}
}

// A brief as it is kept draws the same card.
func TestAKeptBriefIsTheSame(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	read, err := w.options.Fetcher.Fetch(w.ctx, w.link("/ferry"))
	if err != nil {
		t.Fatal(err)
	}
	brief, err := w.options.Summarizer.Brief(w.ctx, []*article.Article{read}, nil)
	if err != nil {
		t.Fatal(err)
	}
	m := w.discord.Post(w.channel, w.ada, w.link("/ferry"))
	w.answer(m, says("cheque"))
	b := newBot(w.ctx, w.options)
	_, kept, _ := b.keptAnswer(m.ID, 0)
	if kept == nil || drawn(kept) != drawn(brief) {
		t.Errorf("kept: %+v\nwant: %+v", kept, brief)
	}
}

func drawn(b *summarize.Brief) string {
	return texts(card.Brief(b, english)) + texts(card.Quotes(b, english, "key:0", 0)...)
}

func TestWhatIsPostedWhileTheBotIsAwayIsAnswered(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	shift := -2 * time.Hour
	o := playground.Options{Now: func() time.Time { mu.Lock(); defer mu.Unlock(); return time.Now().Add(shift) }}
	w := newQuietWorld(t, o, nil)
	other := w.discord.AddChannel("other")
	before := w.discord.Post(w.channel, w.ada, w.link("/ferry")) // it was said before the bot was there
	w.run()
	m := w.discord.Post(w.channel, w.ada, w.link("/quick/0"))
	w.answer(m, says("cheque"))
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	old := w.discord.Post(other, w.ada, w.link("/quick/1")) // two hours ago
	mu.Lock()
	shift = 0
	mu.Unlock()
	missed := []playground.Message{w.discord.Post(w.channel, w.ada, w.link("/tunnel")), w.discord.Post(other, w.ada, w.link("/quick/2"))}
	w.run()
	for _, m := range missed {
		w.answer(m, func(playground.Message) bool { return true })
	}
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	for _, m := range append(missed, m) {
		if answers := w.answersTo(m); len(answers) != 1 {
			t.Errorf("%d answers, want one", len(answers))
		}
	}
	for _, m := range []playground.Message{before, old} {
		if answers := w.answersTo(m); len(answers) != 0 {
			t.Errorf("%d answers to what was said before the bot came, or long ago", len(answers))
		}
	}
	w.nothingRefused()
}

func TestWhatAStoppedBotHadBegunIsDoneByTheNext(t *testing.T) {
	t.Parallel()
	for name, next := range map[string]func(context.Context, Options) error{"a gateway": Run, "a worker": Work} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			finishedByTheNext(t, next)
		})
	}
}

func finishedByTheNext(t *testing.T, next func(context.Context, Options) error) {
	w := newQuietWorld(t, playground.Options{}, nil)
	w.patient()
	w.hasty()
	w.run()
	m := w.discord.Post(w.channel, w.ada, w.link("/held/1"))
	command := w.discord.Slash(w.discord.AddChannel("other"), w.ada, "summarize", map[string]any{"link": w.link("/held/2")})
	w.until("both to be begun", func() bool { return w.begun(m.ID) && w.discord.Interaction(command).Callback == 5 })
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	close(w.gate)
	w.options.Drain = 5 * time.Second
	w.start(next)
	w.answer(m, says("tunnel"))
	w.interaction(command, func(i playground.Interaction) bool { return says("tunnel")(i.Answer) })
	w.onlyAnswer(m)
	w.nothingRefused()
}

// What a process has begun is answered in its server's language by the next, which Discord has not told of it.
func TestTheNextProcessKeepsToTheServersLanguage(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, nil)
	w.patient()
	w.hasty()
	w.run()
	w.discord.Dispatch("GUILD_CREATE", map[string]any{"id": playground.GuildID, "preferred_locale": "de"})
	m := w.discord.Post(w.channel, w.ada, w.link("/held/1"))
	command := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"link": w.link("/held/2")})
	w.until("both to be begun", func() bool { return w.begun(m.ID) && w.discord.Interaction(command).Callback == 5 })
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	close(w.gate)
	w.options.Drain = 5 * time.Second
	w.start(Work)
	answers := []playground.Message{w.answer(m, says("tunnel")),
		w.interaction(command, func(i playground.Interaction) bool { return says("tunnel")(i.Answer) }).Answer}
	for _, answer := range answers {
		if german := phrases.In("de").Say("no_ai"); !says(german)(answer) {
			t.Errorf("answered %s; want %q in it", answer.Text(), german)
		}
	}
	w.nothingRefused()
}

// A preview that a process left behind is the message that the next one edits.
func TestTheNextProcessEditsTheSameMessage(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, scripted(t, modeltest.Answer{Hang: true}))
	w.hasty()
	w.run()
	m := w.discord.Post(w.channel, w.ada, w.link("/ferry"))
	preview := w.answer(m, says("No AI yet"))
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	w.options.Drain = 5 * time.Second
	w.options.Summarizer = &summarize.Summarizer{Log: w.options.Log, Model: scripted(t, modeltest.Answer{Content: goodDraft}), Timeout: 5 * time.Second}
	w.run()
	if final := w.answer(m, says("AI wrote the rest")); final.ID != preview.ID {
		t.Errorf("the final brief is message %s, want the preview's %s", final.ID, preview.ID)
	}
	w.onlyAnswer(m)
}

// A process died after its post, and so long ago that Discord may have forgotten the nonce: what it posted is looked for.
func TestAnAnswerInDoubtIsLookedFor(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, nil)
	m := w.discord.Post(w.channel, w.ada, w.link("/ferry"))
	dead := newBot(w.ctx, w.options)
	r := desk.Request{ID: m.ID, Message: m.ID, Guild: playground.GuildID, Channel: w.channel, Asker: w.ada.ID, Wish: wish{Links: []string{w.link("/ferry")}}.json(), Asked: time.Now()}
	long := time.Now().Add(-nonceFor - time.Second)
	if taken, err := w.options.Desk.TakeRequest(w.ctx, r, dead.name, long); !taken || err != nil {
		t.Fatal(taken, err)
	}
	if _, ok, err := w.options.Desk.Answering(w.ctx, desk.Answer{Request: m.ID, Channel: w.channel}, dead.name, long); !ok || err != nil {
		t.Fatal(ok, err)
	}
	posted := noticeCard("A preview.", english)
	posted.mark = m.ID + ".0"
	if _, err := dead.post(w.ctx, w.channel, m.ID, "forgotten", posted); err != nil {
		t.Fatal(err)
	}
	w.run()
	w.answer(m, says("cheque"))
	w.onlyAnswer(m)
}

func TestAnEditThatAddsALinkIsHonouredOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	m := w.discord.Post(w.channel, w.ada, "have you read this?")
	w.discord.Edit(m.ID, "have you read this? "+w.link("/ferry"))
	w.answer(m, says("cheque"))
	w.discord.Edit(m.ID, "have you read this one? "+w.link("/ferry"))
	w.discord.Edit(m.ID, w.link("/ferry")+" and "+w.link("/tunnel"))
	w.answer(m, says("Nobody will travel"))
	w.discord.Edit(m.ID, w.link("/ferry")+" and "+w.link("/tunnel")+" and "+w.link("/quick/1"))
	last := w.discord.Post(w.channel, w.ada, w.link("/quick/2"))
	w.answer(last, says("cheque"))
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	if answers := w.answersTo(m); len(answers) != 2 {
		t.Errorf("%d answers to a message and its edits, want two", len(answers))
	}
}

func TestAQuestionThatIsDeletedStopsTheWork(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, scripted(t, modeltest.Answer{Hang: true}))
	w.patient()
	w.options.Summarizer.Timeout = patience
	w.run()
	fetching := w.discord.Post(w.channel, w.ada, w.link("/held/1"))
	asking := w.discord.Post(w.channel, w.ada, w.link("/ferry"))
	w.answer(asking, says("No AI yet"))
	w.until("the first to be begun", func() bool { return w.begun(fetching.ID) })
	w.discord.Delete(fetching.ID)
	w.discord.Delete(asking.ID)
	w.wait("the channel to be empty", func() bool { return len(w.discord.Messages(w.channel)) == 0 })
	began := time.Now()
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(began); took > w.options.Drain/2 {
		t.Errorf("the work went on for %v", took)
	}
	close(w.gate)
	if left := w.discord.Messages(w.channel); len(left) != 0 {
		t.Errorf("messages left: %v", left)
	}
}

func TestAPostThatFailsIsTriedAgain(t *testing.T) {
	t.Parallel()
	for name, times := range map[string]int{"at once": 2, "after a while": 4} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, playground.Options{}, nil)
			w.discord.Fail(playground.Fault{Method: http.MethodPost, Path: "/messages", Status: http.StatusServiceUnavailable, Times: times})
			m := w.discord.Post(w.channel, w.ada, w.link("/ferry"))
			w.answer(m, says("cheque"))
			w.onlyAnswer(m)
		})
	}
}

func TestAPostThatDiscordRefusesIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{}, nil)
	w.discord.Fail(playground.Fault{Method: http.MethodPost, Path: "/messages", Status: http.StatusForbidden, Body: `{"code":50013,"message":"Missing Permissions"}`})
	m := w.discord.Post(w.channel, w.ada, w.link("/ferry"))
	w.until("the refusal", func() bool { return len(w.discord.Faults()) == 0 })
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	w.run()
	w.answer(w.discord.Post(w.channel, w.ada, w.link("/tunnel")), says("Nobody will travel")) // what is open would be taken up before
	if answers := w.answersTo(m); len(answers) != 0 {
		t.Errorf("answers: %v", answers)
	}
}

func TestAnArticleThatAChannelKnowsIsPointedAt(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, nil)
	w.patient()
	w.run()
	card := w.answer(w.discord.Post(w.channel, w.ada, w.link("/ferry")), says("cheque"))
	known := func(message string) func() bool {
		return func() bool {
			about, err := w.options.Desk.AnswerAbout(w.ctx, w.channel, feed.Canonical(w.link("/ferry")))
			return err == nil && about.Message == message
		}
	}
	w.until("the brief to be known", known(card.ID))
	m := w.discord.Post(w.channel, w.ada, w.link("/ferry?utm_source=chat")+" "+w.link("/tunnel"))
	line := w.answer(m, says("/channels/"+playground.GuildID+"/"+w.channel+"/"+card.ID))
	w.answer(m, says("Nobody will travel")) // the other article is news
	w.answer(w.discord.Post(w.discord.AddChannel("other"), w.ada, w.link("/ferry")), says("cheque"))

	id := w.discord.Click(w.ada, line.ID, "again:"+m.ID+":0")
	again := w.interaction(id, func(i playground.Interaction) bool { return says("cheque")(i.Answer) })
	w.until("the last one to be known", known(again.Answer.ID))
	w.answer(w.discord.Post(w.channel, w.ada, w.link("/ferry")), says("/"+again.Answer.ID))
	w.discord.Delete(again.Answer.ID)
	w.discord.Delete(card.ID)
	w.until("both to be forgotten", known(""))
	w.answer(w.discord.Post(w.channel, w.ada, w.link("/ferry")), says("cheque"))
	w.nothingRefused()
}

// A leaver notes which servers the bot left and came back to.
type leaver struct {
	Newsroom
	mu     sync.Mutex
	events []string
}

func (l *leaver) note(event string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.events = append(l.events, event)
	return nil
}

func (l *leaver) has(event string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Contains(l.events, event)
}

func (l *leaver) GuildLeft(_ context.Context, guild string) error { return l.note("left " + guild) }

func (l *leaver) GuildIsBack(_ context.Context, guild string) error { return l.note("back " + guild) }

func TestTheNewsroomHearsOfServersThatLeaveAndComeBack(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, nil)
	rooms := &leaver{}
	w.options.Newsroom = rooms
	w.run()
	w.discord.Dispatch("GUILD_DELETE", map[string]any{"id": "77", "unavailable": true})
	w.discord.Dispatch("GUILD_DELETE", map[string]any{"id": "78"})
	guild := w.discord.AddGuild("another")
	w.until("both to be heard of", func() bool { return rooms.has("left 78") && rooms.has("back "+guild) })
	if rooms.has("left 77") {
		t.Error("a server that is only unavailable was left")
	}
}
