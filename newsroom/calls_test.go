package newsroom

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"sync/atomic"
	"testing"
	"time"

	"parley/digest"
	"parley/store"
	"parley/summarize"
)

var mayor = regexp.MustCompile(`said Mayor (Ada \w+)`)

// newCountingModel is a model's server that answers any article of this test's world with its quotation, and counts.
func newCountingModel(t testing.TB) (url string, calls *atomic.Int32) {
	t.Helper()
	calls = new(atomic.Int32)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		var asked struct{ Messages []struct{ Content string } }
		if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
			t.Error(err)
		}
		found := mayor.FindStringSubmatch(asked.Messages[len(asked.Messages)-1].Content)
		if found == nil {
			t.Error("the question holds no quotation")
			return
		}
		draft := fmt.Sprintf(`{"gist":[],"question":"","parties":[{"name":%[1]q,"kind":"person","stance":"none","positions":[],"quotes":[{"q":1,"by":%[1]q}]}]}`, found[1])
		json.NewEncoder(w).Encode(map[string]any{
			"choices": []any{map[string]any{"finish_reason": "stop", "message": map[string]any{"role": "assistant", "content": draft}}},
			"usage":   map[string]any{"prompt_tokens": 900, "completion_tokens": 60},
		})
	}))
	t.Cleanup(server.Close)
	return server.URL + "/v1", calls
}

// askCounting has a room ask a counting model.
func askCounting(t testing.TB, room *Room) (calls *atomic.Int32) {
	t.Helper()
	url, calls := newCountingModel(t)
	prices, err := summarize.ParsePrices([]byte("counting, 1000, 1000, 1000, 100000\n")) // an answer of this model takes 96 cents
	if err != nil {
		t.Fatal(err)
	}
	model := summarize.NewModel(summarize.ModelConfig{BaseURL: url, Model: "counting", Prices: prices, HTTPClient: http.DefaultClient, Cache: NewAnswers(room.DB, room.Now)})
	s := &summarize.Summarizer{Model: model, Log: room.Log}
	room.Briefs = func(string) *summarize.Summarizer { return s }
	return calls
}

// sameFeeds posts one digest in each of many servers that follow the same 50 feeds, and returns how many questions that
// cost, and how many stories were told.
func sameFeeds(t testing.TB, servers int) (calls int, stories map[string]bool) {
	t.Helper()
	start := time.Date(2026, 3, 10, 7, 0, 0, 0, time.UTC)
	w := &world{now: start, began: start.Add(-24 * time.Hour)}
	discord := &channelLog{posts: map[string][]digest.Issue{}, sent: map[string]string{}}
	room := newSoakRoom(t, w, discord, nil)
	count := askCounting(t, room)
	ctx := context.Background()
	var urls []string
	for f := range 50 {
		urls = append(urls, fmt.Sprintf("https://feed%d.example/feed.xml", f))
	}
	for g := range servers {
		guild := fmt.Sprint(1 + g)
		if _, err := room.Follow(ctx, guild, "admin", urls...); err != nil {
			t.Fatal(err)
		}
		plan := digest.Plan{Guild: guild, Channel: guild, Name: "morning", Settings: digest.Settings{Schedule: digest.Schedule{Hour: 8, Zone: "UTC"}}}
		if _, err := room.SaveDigest(ctx, plan); err != nil {
			t.Fatal(err)
		}
	}
	for range 9 { // to a while after eight
		if err := room.work(ctx); err != nil {
			t.Fatal(err)
		}
		w.pass(10 * time.Minute)
	}
	if len(discord.posts) != servers {
		t.Fatalf("%d of %d servers got their digest", len(discord.posts), servers)
	}
	stories = map[string]bool{}
	for _, issues := range discord.posts {
		for _, entry := range issues[0].Stories {
			stories[entry.Key] = true
			if entry.Brief == nil || entry.Brief.Writer.Name != "model" {
				t.Fatalf("the story %q was not written by the model", entry.Title)
			}
		}
	}
	return int(count.Load()), stories
}

func TestServersWithTheSameFeedsShareTheModelsAnswers(t *testing.T) {
	t.Parallel()
	calls, stories := sameFeeds(t, 20)
	if calls != len(stories) || calls == 0 {
		t.Errorf("%d questions for %d stories in 20 servers; want one a story", calls, len(stories))
	}
}

func TestADigestIsPreparedBeforeItIsDue(t *testing.T) {
	t.Parallel()
	room, w, discord := morning(t)
	calls := askCounting(t, room)
	ctx := t.Context()
	w.pass(54 * time.Minute)
	prepared := func() []string {
		t.Helper()
		if err := room.tick(ctx); err != nil {
			t.Fatal(err)
		}
		waiting, err := room.queue.Jobs(ctx, store.Waiting, 100)
		if err != nil {
			t.Fatal(err)
		}
		var keys []string
		for _, job := range waiting {
			if job.Kind == kindPrepare {
				keys = append(keys, job.Key)
			}
		}
		return keys
	}
	if keys := prepared(); len(keys) != 0 {
		t.Errorf("at 7:54, %q is prepared", keys)
	}
	w.pass(2 * time.Minute)
	prepared()
	keys := prepared() // the second look adds nothing
	if len(keys) != 1 {
		t.Fatalf("at 7:56, %q is prepared, want one digest", keys)
	}
	if err := room.prepare(ctx, keys[0]); err != nil {
		t.Fatal(err)
	}
	asked := calls.Load()
	w.pass(5 * time.Minute)
	if err := room.work(ctx); err != nil {
		t.Fatal(err)
	}
	posted := discord.posts[testChannel]
	if len(posted) != 1 || int(asked) != len(posted[0].Stories) || asked == 0 || calls.Load() != asked {
		t.Errorf("%d questions before the hour and %d in all, for %d issues; want one a story, all before", asked, calls.Load(), len(posted))
	}
	if err := room.prepare(ctx, keys[0]); err != nil || calls.Load() != asked {
		t.Errorf("prepare again = %v, with %d questions more; want none", err, calls.Load()-asked)
	}
}

// What a thousand servers with the same feeds cost.
func BenchmarkThousandServers(b *testing.B) {
	for b.Loop() {
		calls, stories := sameFeeds(b, 1000)
		b.ReportMetric(float64(calls), "calls")
		b.ReportMetric(float64(len(stories)), "stories")
	}
}
