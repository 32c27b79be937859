package bot

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"

	"parley/playground"
	"parley/summarize/modeltest"
)

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
	boat := playground.Attachment{Name: "boat.png", ContentType: "image/png", Data: []byte("\x89PNG")}
	for name, m := range map[string]playground.Message{
		"links":                   w.discord.Post(w.channel, bob, "`"+w.site.URL+"` is code", playground.Attachment{Name: "a.txt", ContentType: "text/plain", Data: []byte(ferryText)}),
		"a long text":             w.discord.Post(w.channel, bob, ferryText),
		"a picture beside a text": w.discord.Post(w.channel, bob, ferryText, boat),
		"a picture and a file":    w.discord.Post(w.channel, bob, "", boat, playground.Attachment{Name: "a.md", ContentType: "text/markdown", Data: []byte(ferryText)}),
	} {
		id := w.discord.ContextMenu(w.ada, "Who said what?", m.ID)
		got := w.interaction(id, func(i playground.Interaction) bool { return i.Answer.ID != "" })
		if !strings.Contains(got.Answer.Text(), "We will not sign a cheque") {
			t.Errorf("%s: %s; want the brief", name, got.Answer.Text())
		}
	}
	short := w.discord.Post(w.channel, bob, "good morning", boat)
	id := w.discord.ContextMenu(w.ada, "Who said what?", short.ID)
	if got := w.whispered(id); !strings.Contains(got.Text(), "no link, no text file and no long text") {
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

// One 401 is a bad day of Discord's: the bot goes on.
func TestOne401EndsNothing(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, nil)
	w.discord.Fail(playground.Fault{Method: "GET", Path: "/applications/@me", Times: sureAfter - 1, Status: 401, Body: `{"code":0,"message":"401: Unauthorized"}`})
	w.run()
	w.answer(w.discord.Post(w.channel, w.ada, w.site.URL+"/ferry"), says("cheque"))
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
	if found := Diagnose(context.Background(), Options{Token: "wrong", DiscordURL: discord.URL()}); found[0].OK {
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
	found := Diagnose(w.ctx, w.options)
	if len(found) != 4 || found[1].OK {
		t.Errorf("Diagnose = %+v; want the intent to be missed", found)
	}
}
