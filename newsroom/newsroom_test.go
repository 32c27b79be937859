package newsroom

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"parley/article"
	"parley/digest"
	"parley/store"
)

// A server and its channel.
const testGuild, testChannel = "1001", "2001"

// morning is a room with one server that follows some feeds and has a digest at eight in UTC; it is seven.
func morning(t *testing.T) (*Room, *world, *channelLog) {
	t.Helper()
	start := time.Date(2026, 3, 10, 7, 0, 0, 0, time.UTC)
	w := &world{now: start, began: start.Add(-24 * time.Hour)}
	discord := &channelLog{posts: map[string][]digest.Issue{}, sent: map[string]string{}}
	room := newSoakRoom(t, w, discord, nil)
	ctx := context.Background()
	for f := range 30 {
		if _, err := room.Follow(ctx, testGuild, "admin", fmt.Sprintf("https://feed%d.example/feed.xml", f)); err != nil {
			t.Fatal(err)
		}
	}
	plan := digest.Plan{Guild: testGuild, Channel: testChannel, Name: "Morning", Settings: digest.Settings{Schedule: digest.Schedule{Hour: 8, Zone: "UTC"}}}
	if _, err := room.SaveDigest(ctx, plan); err != nil {
		t.Fatal(err)
	}
	if err := room.work(ctx); err != nil { // the feeds are read
		t.Fatal(err)
	}
	return room, w, discord
}

func TestADigestAfterItsHour(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		away   time.Duration // from seven
		issues int
		late   bool
	}{
		"a minute after its hour":                       {61 * time.Minute, 1, false},
		"two hours after its hour":                      {3 * time.Hour, 1, true},
		"four hours after":                              {5 * time.Hour, 0, false},
		"three days after, a while after the last hour": {74 * time.Hour, 1, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			room, w, discord := morning(t)
			w.pass(row.away)
			for range 2 { // the second time, nothing is left to do
				if err := room.work(context.Background()); err != nil {
					t.Fatal(err)
				}
			}
			posted := discord.posts[testChannel]
			if len(posted) != row.issues {
				t.Fatalf("%d issues, want %d", len(posted), row.issues)
			}
			if row.issues == 1 && (posted[0].Late != row.late || len(posted[0].Stories) == 0) {
				t.Errorf("late %v with %d stories, want %v with some", posted[0].Late, len(posted[0].Stories), row.late)
			}
		})
	}
}

func TestAClockThatJumpsBackRepeatsNothing(t *testing.T) {
	t.Parallel()
	room, w, discord := morning(t)
	for _, jump := range []time.Duration{61 * time.Minute, -2 * time.Hour, 62 * time.Minute, 365 * 24 * time.Hour, -365 * 24 * time.Hour} {
		w.pass(jump)
		if err := room.work(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	// A year ahead, the digest of that day came; back again, today's has been, and tomorrow's is due tomorrow.
	periods := map[string]int{}
	for _, issue := range discord.posts[testChannel] {
		periods[issue.To.Format(time.DateOnly)]++
	}
	for day, n := range periods {
		if n != 1 {
			t.Errorf("%d issues of %s", n, day)
		}
	}
	w.pass(25 * time.Hour) // to three minutes past eight
	if err := room.work(context.Background()); err != nil {
		t.Fatal(err)
	}
	if want := "2026-03-11"; len(discord.posts[testChannel]) == 0 || discord.posts[testChannel][len(discord.posts[testChannel])-1].To.Format(time.DateOnly) != want {
		t.Errorf("no issue of %s came after the clock was right again: %v", want, periods)
	}
}

// A clock that is a day ahead for some seconds costs no digest of that day, and repeats none of the next.
func TestAClockThatIsAheadForAMomentCostsNoDigest(t *testing.T) {
	t.Parallel()
	for name, at := range map[string]time.Duration{"before its hour": 0, "over its hour": 90 * time.Minute} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			room, w, discord := morning(t)
			w.pass(at)
			for _, jump := range []time.Duration{24 * time.Hour, 9*time.Second - 24*time.Hour, time.Hour + time.Minute - at} {
				w.pass(jump)
				if err := room.work(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			for range 26 {
				w.pass(time.Hour)
				if err := room.work(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			days := map[string]int{}
			for _, issue := range discord.posts[testChannel] {
				days[issue.To.Format(time.DateOnly)]++
			}
			if len(days) != 2 || days["2026-03-10"] != 1 || days["2026-03-11"] != 1 {
				t.Errorf("issues of %v, want one of each of the two days", days)
			}
		})
	}
}

// slowSite counts what is fetched of it, and does not answer before all have asked.
type slowSite struct {
	asked   atomic.Int32
	waiting sync.WaitGroup
}

func (s *slowSite) Fetch(context.Context, string) (*article.Article, error) {
	s.asked.Add(1)
	s.waiting.Wait()
	return &article.Article{Title: "Ferries", Text: "The ferries run.", Link: "https://site.example/1"}, nil
}

func TestAnArticleIsFetchedOnceForAll(t *testing.T) {
	t.Parallel()
	room, w, _ := morning(t)
	site := &slowSite{}
	// Two processes on one database, and many readers in each.
	processes := []*keptArticles{}
	for n := range 2 {
		processes = append(processes, &keptArticles{shelf: shelf{room.DB, "article", fmt.Sprint(n), w.clock}, fetcher: site})
	}
	const readers = 20
	site.waiting.Add(1)
	var all sync.WaitGroup
	for n := range readers {
		all.Go(func() {
			got, err := processes[n%2].Fetch(context.Background(), fmt.Sprintf("https://site.example/1?utm_source=%d", n))
			if err != nil || got.Title != "Ferries" {
				t.Errorf("Fetch = %+v, %v", got, err)
			}
		})
	}
	site.waiting.Done()
	all.Wait()
	if n := site.asked.Load(); n != 1 {
		t.Errorf("%d fetches for %d readers, want 1", n, readers)
	}
	w.pass(keepArticle + time.Minute)
	if _, err := processes[0].Fetch(context.Background(), "https://site.example/1"); err != nil || site.asked.Load() != 2 {
		t.Errorf("after two days: %d fetches, %v; want a second one", site.asked.Load(), err)
	}
}

// echo brings, of each link, an article that says how it was asked for.
type echo struct{}

func (echo) Fetch(_ context.Context, link string) (*article.Article, error) {
	return &article.Article{Text: "The ferries run.", Link: link}, nil
}

func TestWhoSharedALinkFirstIsNotShownToOthers(t *testing.T) {
	t.Parallel()
	articles := &keptArticles{shelf: shelf{newDatabase(t), "article", "p", time.Now}, fetcher: echo{}}
	for _, link := range []string{"https://site.example/a?fbclid=of-somebody&page=2#there", "https://site.example/a?page=2"} {
		if got, err := articles.Fetch(t.Context(), link); err != nil || got.Link != "https://site.example/a?page=2" {
			t.Errorf("Fetch(%s) = %+v, %v; want the link without its tracker", link, got, err)
		}
	}
}

// In simulated time: a model takes a minute, longer than a lease lasts.
func TestAnAnswerIsAskedForOnceByAllProcesses(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		whole bool
		err   error
		asked int32 // of three processes
	}{
		"an answer":                {true, nil, 1},
		"an answer that is broken": {false, nil, 3},
		"a model that fails":       {false, errors.New("no model"), 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				db := newDatabase(t)
				began := time.Now()
				var asked atomic.Int32
				var all sync.WaitGroup
				for range 3 {
					answers := NewAnswers(db, time.Now)
					all.Go(func() {
						got, _, err := answers.Answer(t.Context(), "key", func(context.Context) ([]byte, bool, error) {
							asked.Add(1)
							time.Sleep(time.Minute)
							return []byte(`"answer"`), row.whole, row.err
						})
						if err != row.err || (err == nil && string(got) != `"answer"`) {
							t.Errorf("Answer = %s, %v; want the answer, %v", got, err, row.err)
						}
					})
				}
				all.Wait()
				if n := asked.Load(); n != row.asked {
					t.Errorf("the model was asked %d times, want %d", n, row.asked)
				}
				// Who waits for nothing goes on at once.
				if took, most := time.Since(began), time.Duration(row.asked)*time.Minute+time.Second; took > most {
					t.Errorf("all had an answer after %v, want %v at most", took, most)
				}
			})
		})
	}
}

func TestAProcessThatDiesWhileItAsksIsNotWaitedForLong(t *testing.T) {
	t.Parallel()
	room, w, _ := morning(t)
	if mine, err := (shelf{room.DB, "answer", "dead", w.clock}).lease(t.Context(), "key"); !mine || err != nil {
		t.Fatalf("lease = %v, %v", mine, err)
	}
	w.pass(leaseFor + time.Second)
	got, kept, err := NewAnswers(room.DB, w.clock).Answer(t.Context(), "key", func(context.Context) ([]byte, bool, error) { return []byte("{}"), true, nil })
	if string(got) != "{}" || kept || err != nil {
		t.Errorf("Answer = %s, %v, %v; want what was asked", got, kept, err)
	}
}

func TestAPageThatCannotBeHadIsLetBeForAWhile(t *testing.T) {
	t.Parallel()
	room, w, _ := morning(t)
	fetches := 0
	fetcher := article.NewFetcher(article.Options{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		if !strings.HasSuffix(r.URL.Path, "robots.txt") {
			fetches++
		}
		return &http.Response{StatusCode: 404, Body: http.NoBody, Header: http.Header{}, Request: r}, nil
	})})
	articles := &keptArticles{shelf: shelf{room.DB, "article", "p", w.clock}, fetcher: fetcher}
	for range 3 {
		_, err := articles.Fetch(context.Background(), "https://site.example/gone")
		var known *article.Error
		if !errors.As(err, &known) || known.Kind != article.NotFound {
			t.Fatalf("Fetch = %v, want not found", err)
		}
	}
	if fetches != 1 {
		t.Errorf("%d fetches of a page that is gone, want 1", fetches)
	}
	w.pass(keepFailure + time.Minute)
	articles.Fetch(context.Background(), "https://site.example/gone")
	if fetches != 2 {
		t.Errorf("%d fetches after an hour, want 2", fetches)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestPlansThatCannotBeKeptAreExplained(t *testing.T) {
	t.Parallel()
	room, _, _ := morning(t)
	ctx := context.Background()
	hourly := digest.Settings{Schedule: digest.Schedule{Every: 1}}
	for name, row := range map[string]struct {
		plan digest.Plan
		want string
	}{
		"a name that is taken":        {digest.Plan{Guild: testGuild, Channel: testChannel, Name: "Morning", Settings: hourly}, "of that name already"},
		"a feed that is not followed": {digest.Plan{Guild: testGuild, Channel: testChannel, Name: "B", Settings: digest.Settings{Schedule: hourly.Schedule, Feeds: []string{"https://x.example/"}}}, "does not follow https://x.example/"},
		"feeds alone, and none":       {digest.Plan{Guild: "8", Channel: testChannel, Name: "C", Settings: digest.Settings{Schedule: hourly.Schedule, From: digest.Feeds}}, "follows no feed yet"},
		"one that was deleted":        {digest.Plan{ID: "gone", Guild: testGuild, Channel: testChannel, Name: "D", Settings: hourly}, "changed or deleted"},
		"another way than a channel":  {digest.Plan{Guild: testGuild, Channel: "1/../../users/@me", Name: "F", Settings: hourly}, "in a channel of a server"},
		"a role that all have":        {digest.Plan{Guild: testGuild, Channel: testChannel, Name: "G", Settings: digest.Settings{Schedule: hourly.Schedule, Role: testGuild}}, "cannot be mentioned"},
		"nothing about when":          {digest.Plan{Guild: testGuild, Channel: testChannel, Name: "E"}, "Say when"},
	} {
		_, err := room.SaveDigest(ctx, row.plan)
		var complaint digest.Complaint
		if !errors.As(err, &complaint) || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: SaveDigest = %v, want a complaint with %q", name, err, row.want)
		}
	}
	if err := room.Unfollow(ctx, testGuild, "https://x.example/"); err == nil {
		t.Error("Unfollow of a feed that is not followed = nil")
	}
	if err := room.DeleteDigest(ctx, digest.Plan{ID: "gone", Guild: testGuild}); err == nil {
		t.Error("DeleteDigest of one that is gone = nil")
	}
}

// A digest that is moved while an issue of it is under way tells nothing of its new channel in the old one.
func TestAMovedDigestKeepsItsChannelsApart(t *testing.T) {
	t.Parallel()
	room, _, discord := morning(t)
	ctx := context.Background()
	const secret, link = "2002", "https://site1.example/3"
	plan := digest.Plan{Guild: testGuild, Channel: testChannel, Name: "Links", Settings: digest.Settings{Schedule: digest.Schedule{Every: 12}, From: digest.Links}}
	plan, err := room.SaveDigest(ctx, plan)
	if err != nil {
		t.Fatal(err)
	}
	if err := room.DB.AddLink(ctx, testGuild, secret, link, room.Now().Add(-time.Minute)); err != nil {
		t.Fatal(err)
	}
	plan.Channel = secret
	if plan, err = room.SaveDigest(ctx, plan); err != nil {
		t.Fatal(err)
	}
	posts := map[string]string{} // by channel
	for channel, tells := range map[string]bool{testChannel: false, secret: true} {
		post := store.Post{Digest: plan.ID, Period: channel, Guild: testGuild, Channel: channel, Due: room.Now(), NotAfter: room.Now()}
		if _, err := room.DB.AddPost(ctx, post); err != nil {
			t.Fatal(err)
		}
		if err := room.work(ctx); err != nil {
			t.Fatal(err)
		}
		told := fmt.Sprintf("%+v", discord.posts[channel])
		if got := strings.Contains(told, link); got != tells {
			t.Errorf("in %s the link is told: %v, want %v: %s", channel, got, tells, told)
		}
		all, err := room.DB.Posts(ctx, plan.ID, 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range all {
			posts[p.Channel] = p.ID
		}
		for _, other := range []string{testChannel, secret} {
			issue, err := room.Issue(ctx, testGuild, other, posts[channel])
			if err != nil || (issue != nil) != (other == channel) {
				t.Errorf("the issue in %s opens in %s: %v, %v", channel, other, issue != nil, err)
			}
		}
	}
	if issue, err := room.Issue(ctx, "8", secret, posts[secret]); issue != nil || err != nil {
		t.Errorf("it opens in another server: %v, %v", issue, err)
	}
}
