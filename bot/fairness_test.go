package bot

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"parley/playground"
	"parley/settings"
	"parley/summarize/modeltest"
)

// The memory of what is done must not push out what is under way.
func TestASlowBriefOutlivesFiveHundredQuickOnes(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, throng(playground.Options{Unlimited: true}), nil)
	w.patient()
	w.run()
	slow := w.discord.Post(w.channel, w.ada, w.link("/held/1"))
	quick := make([]playground.Message, 500)
	for i := range quick {
		quick[i] = w.discord.Post(w.discord.AddChannel(fmt.Sprint("c", i)), w.ada, w.link("/quick/%d", i))
		if i%50 == 49 { // no more than a server may have under way
			w.answer(quick[i], says("cheque"))
		}
	}
	for _, m := range quick {
		w.answer(m, says("cheque"))
	}
	close(w.gate)
	w.answer(slow, says("tunnel"))
	w.onlyAnswer(slow)
}

func TestNoPreviewWaitsForAModel(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, throng(playground.Options{Unlimited: true}), scripted(t, modeltest.Answer{Hang: true})) // Discord takes 50 calls a second
	w.patient()
	w.options.Summarizer.Timeout = patience
	w.hasty()
	w.run()
	var took []time.Duration
	var mu sync.Mutex
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() {
			channel := w.discord.AddChannel(fmt.Sprint("c", i))
			began := time.Now()
			m := w.discord.Post(channel, w.ada, w.link("/quick/%d", i))
			w.answer(m, says("No AI yet"))
			mu.Lock()
			defer mu.Unlock()
			took = append(took, time.Since(began))
		})
	}
	all.Wait()
	slices.Sort(took)
	t.Logf("50 previews while the model answers nothing: p50 %v, p95 %v", took[25], took[47])
}

func TestAHangingSiteHoldsUpItselfAlone(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, nil)
	w.patient()
	w.hasty()
	w.run()
	elsewhere := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, _ *http.Request) { fmt.Fprint(out, page(ferryText)) }))
	t.Cleanup(elsewhere.Close)
	for i := range 16 {
		w.discord.Post(w.channel, w.ada, w.link("/held/%d", i))
	}
	began := time.Now()
	w.answer(w.discord.Post(w.channel, w.ada, elsewhere.URL+"/ferry"), says("cheque"))
	t.Logf("another site's link beside sixteen that hang: %v", time.Since(began))
}

func TestAServerThatAsksForTooMuchIsToldOnceAndQuietly(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, throng(playground.Options{Unlimited: true}), nil)
	w.patient()
	w.hasty()
	w.run()
	for i := range mostServer + 5 {
		w.discord.Post(w.channel, w.ada, w.link("/held/%d", i))
	}
	busy := says("very busy")
	w.wait("one to be told", func() bool { return slices.ContainsFunc(w.discord.Messages(w.channel), busy) })
	const suppressNotifications = 1 << 12
	told := 0
	for _, m := range w.discord.Messages(w.channel) {
		if busy(m) {
			told++
			if m.Flags&suppressNotifications == 0 || len(m.Pings) > 0 {
				t.Errorf("the notice is not quiet: %+v", m)
			}
		}
	}
	if told != 1 {
		t.Errorf("told %d times, want once", told)
	}
	id := w.discord.Slash(w.channel, w.ada, "summarize", map[string]any{"link": w.link("/ferry")})
	if got := w.whispered(id); !says("Parley is very busy")(got) {
		t.Errorf("a command beyond that = %s", got.Text())
	}
}

func TestWhoPastesTooMuchIsToldOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t, playground.Options{Unlimited: true}, nil)
	for i := range perUser + 3 {
		w.discord.Post(w.channel, w.ada, w.link("/quick/%d", i))
	}
	count := func() (briefs, notices int) {
		for _, m := range w.discord.Messages(w.channel) {
			if says("cheque")(m) {
				briefs++
			}
			if says("left some out")(m) {
				notices++
			}
		}
		return briefs, notices
	}
	w.wait("the briefs that a member may have, and one notice", func() bool {
		briefs, notices := count()
		return briefs == perUser && notices == 1
	})
	if err := w.stop(); err != nil {
		t.Fatal(err)
	}
	if briefs, notices := count(); briefs != perUser || notices != 1 {
		t.Errorf("%d briefs and %d notices; want %d and one", briefs, notices, perUser)
	}
}

// Who puts a 📰 under old messages asks now, however far apart those were written.
func TestReactionsToOldMessagesAreCountedNow(t *testing.T) {
	t.Parallel()
	var shift atomic.Int64
	shift.Store(int64(-time.Hour))
	now := func() time.Time { return time.Now().Add(time.Duration(shift.Load())) }
	w := newQuietWorld(t, playground.Options{Unlimited: true, Now: now}, nil)
	w.options.Newsroom = host{decided{server: settings.Server{Mode: settings.Reaction}}}
	var old []playground.Message
	for i := range perUser + 1 {
		shift.Store(int64(time.Duration(i-20) * 2 * limitWindow))
		old = append(old, w.discord.Post(w.channel, w.ada, w.link("/quick/%d", i)))
	}
	shift.Store(0)
	w.run()
	for i, m := range old {
		if err := w.discord.As(w.ada.ID, "").React(m.ID, newspaper, true); err != nil {
			t.Fatal(err)
		}
		answer := w.answer(m, func(playground.Message) bool { return true })
		if leftOut := says("left some out")(answer); leftOut != (i == perUser) {
			t.Errorf("📰 number %d is answered %s", i+1, answer.Text())
		}
	}
}
