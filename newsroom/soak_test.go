package newsroom

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/article"
	"parley/digest"
	"parley/feed"
	"parley/store"
	"parley/store/storetest"
	"parley/summarize"
)

// A world is the web and the clock of a soak: sites with feeds on events of an invented country, which fail in every way
// that feeds do.
type world struct {
	mu  sync.Mutex
	now time.Time
	// began is when the first event happened; a new one happens every eventEach.
	began time.Time

	fetches, faults int
	pages           map[string]int // by the host that was asked for them
}

const (
	eventEach = 90 * time.Minute
	// reporters is on how many feeds out of a hundred an event is reported.
	reporters = 12
)

func (w *world) clock() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

func number(parts ...any) int {
	h := fnv.New32a()
	fmt.Fprint(h, parts...)
	return int(h.Sum32() >> 1)
}

var errTimeout = errors.New("i/o timeout")

// RoundTrip is the whole web: feedN.example/feed.xml, and siteN.example/EVENT.
func (w *world) RoundTrip(r *http.Request) (*http.Response, error) {
	now := w.clock()
	answer := func(status int, kind, body string, header ...string) (*http.Response, error) {
		h := http.Header{"Content-Type": {kind}}
		for i := 0; i+1 < len(header); i += 2 {
			h.Set(header[i], header[i+1])
		}
		return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
	}
	if r.URL.Path == "/robots.txt" {
		return answer(404, "text/plain", "")
	}
	var site, event int
	if n, _ := fmt.Sscanf(r.URL.Path, "/%d", &event); n == 1 {
		fmt.Sscanf(r.URL.Host, "site%d.example", &site)
		w.mu.Lock()
		if w.pages == nil {
			w.pages = map[string]int{}
		}
		w.pages[r.URL.Host]++
		w.mu.Unlock()
		return answer(200, "text/html; charset=utf-8", page(event, site))
	}
	fmt.Sscanf(r.URL.Host, "feed%d.example", &site)
	w.mu.Lock()
	w.fetches++
	w.mu.Unlock()
	moved := site%10 == 3 && now.Sub(w.began) > 20*time.Hour
	if moved && r.URL.Path == "/feed.xml" {
		return answer(301, "text/html", "", "Location", fmt.Sprintf("https://feed%d.example/moved.xml", site))
	}
	if number("fault", site, now.Truncate(time.Hour).Unix())%8 == 0 {
		w.mu.Lock()
		w.faults++
		w.mu.Unlock()
		switch site % 4 {
		case 0:
			return nil, errTimeout
		case 1:
			return answer(200, "text/html", "<!doctype html><p>We are being repaired. \x00\xff")
		case 2:
			return answer(503, "text/plain", "no", "Retry-After", "600")
		}
		return answer(200, "application/rss+xml", feedOf(w.began, now, site)[:120])
	}
	tag := fmt.Sprintf(`"%d"`, number(feedOf(w.began, now, site)))
	if r.Header.Get("If-None-Match") == tag {
		return answer(304, "", "")
	}
	return answer(200, "application/rss+xml", feedOf(w.began, now, site), "ETag", tag)
}

// feedOf is a site's feed at a time: the events of the last day that it reports. Some sites give each item the same guid, some
// change the dates whenever they are asked, some put marks of a campaign into links.
func feedOf(began, now time.Time, site int) string {
	var out strings.Builder
	fmt.Fprintf(&out, `<?xml version="1.0"?><rss version="2.0"><channel><title>Site %d</title><link>https://site%d.example/</link>`, site, site)
	last := int(now.Sub(began) / eventEach)
	for event := last; event >= max(0, last-16); event-- {
		if number("reports", site, event)%100 >= reporters {
			continue
		}
		at := began.Add(time.Duration(event) * eventEach).Add(time.Duration(number(site, event)%80) * time.Minute)
		if at.After(now) {
			continue
		}
		guid, link := fmt.Sprintf("%d-%d", site, event), fmt.Sprintf("https://site%d.example/%d", site, event)
		switch site % 5 {
		case 1:
			guid = "always the same"
		case 2:
			at = now.Truncate(time.Hour)
		case 3:
			link += fmt.Sprintf("?utm_source=rss&amp;utm_campaign=%d", now.Hour())
		}
		fmt.Fprintf(&out, "<item><title>%s</title><link>%s</link><guid>%s</guid><pubDate>%s</pubDate><description>%s</description></item>",
			title(event, site), link, guid, at.Format(time.RFC1123Z), lead(event))
	}
	return out.String() + "</channel></rss>"
}

var (
	places = strings.Fields("Åsby Northmark Kestrel Oberhalden Lindau Morvik Tarn Velde Brisk Quill Ostrava Pell Hamra Sund Dalen Fjell Gora Ruda Selva Tivo")
	things = strings.Fields("ferries tunnel harbour hospital orchard railway museum reservoir library airport brewery quarry lighthouse vineyard sawmill stadium windmill bakery tramway fishery")
	deeds  = strings.Fields("closes reopens expands sells privatises repairs insures floods renames taxes inspects evacuates bankrupts unveils postpones doubles outlaws subsidises relocates electrifies")
	people = strings.Fields("Lindqvist Holm Dragan Albu Aas Brekke Moreau Okafor Tanaka Silva Novak Eide Rossi Kowal Haddad Petrov Nielsen Byrne Costa Weber")
)

func title(event, site int) string {
	a, b, c := places[event%20], things[(event*7+3)%20], deeds[(event*11+5)%20]
	return [...]string{a + " " + c + " its " + b, b + " in " + a + ": council " + c, "Council of " + a + " " + c + " the " + b}[number(site, event)%3]
}

func lead(event int) string {
	return fmt.Sprintf("The council of %s %s its %s, %s said on Tuesday, after a report on %d million crowns.",
		places[event%20], deeds[(event*11+5)%20], things[(event*7+3)%20], people[(event*13+1)%20], 10+event)
}

func page(event, site int) string {
	speaker := people[(event*13+1)%20]
	return fmt.Sprintf(`<html lang="en"><head><title>%s</title></head><body><article><h1>%s</h1><p>%s</p>
<p>“We have waited for the %s long enough, and number %d will not be the last,” said Mayor Ada %s.</p>
<p>%s said the %s would be looked at again in spring, when the money for it is there and the people of %s have been asked.</p></article></body></html>`,
		title(event, site), title(event, site), lead(event), things[(event*7+3)%20], event, speaker, speaker, things[(event*7+3)%20], places[event%20])
}

// channelLog is Discord: it keeps what was posted where.
type channelLog struct {
	mu    sync.Mutex
	posts map[string][]digest.Issue
	sent  map[string]string // nonce → id
}

func (c *channelLog) Post(_ context.Context, m store.Message) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if id := c.sent[m.Nonce]; id != "" {
		return id, nil
	}
	var issue digest.Issue
	if err := json.Unmarshal(m.Part.Body, &issue); err != nil {
		return "", err
	}
	c.posts[m.Channel] = append(c.posts[m.Channel], issue)
	c.sent[m.Nonce] = fmt.Sprint(len(c.sent) + 1)
	return c.sent[m.Nonce], nil
}

func (c *channelLog) Find(_ context.Context, m store.Message) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sent[m.Nonce], nil
}

// asJSON renders an issue as itself.
func asJSON(issue *digest.Issue, _ digest.Settings, _ string) []store.Part {
	body, err := json.Marshal(issue)
	if err != nil {
		panic(err)
	}
	return []store.Part{{Body: body, Under: -1}}
}

func newDatabase(t testing.TB) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), storetest.SQLite(t), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func newSoakRoom(t testing.TB, w *world, discord *channelLog, model summarize.Writer) *Room {
	t.Helper()
	log := slog.New(slog.DiscardHandler)
	s := &summarize.Summarizer{Model: model, Log: log}
	room, err := New(Options{
		DB: newDatabase(t), Now: w.clock, Log: log, Render: asJSON, Posts: discord,
		Fetcher: feed.NewFetcher(w, feed.Options{Now: w.clock, Gap: time.Nanosecond,
			Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }}),
		Articles: article.NewFetcher(article.Options{Transport: w}),
		Briefs:   func(string) *summarize.Summarizer { return s },
	})
	if err != nil {
		t.Fatal(err)
	}
	return room
}

// work does once what [Room.Run] does again and again, without the queue.
func (r *Room) work(ctx context.Context) error {
	now := r.Now()
	failed := r.advance(ctx, now)
	for _, slow := range []bool{false, true} {
		feeds, err := r.DB.DueFeeds(ctx, now, slow, 100_000)
		failed = errors.Join(failed, err, sideBySide(len(feeds), func(i int) error { return r.refresh(ctx, feeds[i].ID) }))
	}
	posts, err := r.DB.OpenPosts(ctx, 100_000)
	failed = errors.Join(failed, err)
	return errors.Join(failed, sideBySide(len(posts), func(i int) error { return r.post(ctx, posts[i]) }))
}

func sideBySide(n int, do func(int) error) error {
	slots := make(chan struct{}, 8)
	errs := make([]error, n)
	var all sync.WaitGroup
	for i := range n {
		slots <- struct{}{}
		all.Go(func() { errs[i] = do(i); <-slots })
	}
	all.Wait()
	return errors.Join(errs...)
}

func TestTwoDaysOfFaultyFeeds(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("two simulated days")
	}
	const feeds, guilds, digestsEach = 500, 8, 5
	start := time.Date(2026, 3, 28, 5, 0, 0, 0, time.UTC) // the night after, Europe's clocks are set
	w := &world{now: start, began: start.Add(-24 * time.Hour)}
	discord := &channelLog{posts: map[string][]digest.Issue{}, sent: map[string]string{}}
	room := newSoakRoom(t, w, discord, nil)
	ctx := context.Background()

	schedules := []digest.Schedule{{Every: 6}, {Every: 12}, {Hour: 8, Zone: "Europe/Berlin"}, {Hour: 2, Minute: 30, Zone: "Europe/Berlin"}, {Hour: 18, Zone: "America/New_York"}}
	wanted := map[string]int{} // issues of each channel
	end := start.Add(48 * time.Hour)
	for g := range guilds {
		guild := fmt.Sprint(1 + g)
		for f := range 50 {
			url := fmt.Sprintf("https://feed%d.example/feed.xml", (g*25+f)%feeds)
			if _, err := room.Follow(ctx, guild, "admin", url); err != nil {
				t.Fatal(err)
			}
		}
		for d := range digestsEach {
			plan := digest.Plan{Guild: guild, Channel: fmt.Sprintf("%s000%d", guild, d), Name: fmt.Sprint(d), Settings: digest.Settings{Schedule: schedules[d], From: digest.Feeds}}
			if _, err := room.SaveDigest(ctx, plan); err != nil {
				t.Fatal(err)
			}
			for p := schedules[d].Next(start); !p.Due.After(end); p = schedules[d].Next(p.Due) {
				wanted[plan.Channel]++
			}
		}
	}
	for ; !w.clock().After(end.Add(10 * time.Minute)); w.pass(10 * time.Minute) {
		if err := room.work(ctx); err != nil {
			t.Fatalf("at %v: %v", w.clock(), err)
		}
	}
	issues, stories, continued := 0, 0, 0
	for channel, n := range wanted {
		posted := discord.posts[channel]
		if len(posted) != n {
			t.Errorf("%s: %d digests, want %d", channel, len(posted), n)
		}
		i, s, c := checkChannel(t, channel, posted)
		issues, stories, continued = issues+i, stories+s, continued+c
	}
	t.Logf("%d fetches of feeds, %d of them faults; %d issues with %d stories, %d of them continued", w.fetches, w.faults, issues, stories, continued)
	if stories < issues || w.faults < 1000 {
		t.Errorf("%d stories in %d issues and %d faults: that tells nothing", stories, issues, w.faults)
	}
}

// checkChannel holds the issues of one channel against one another: no article twice, and no story again without a new one.
func checkChannel(t *testing.T, channel string, issues []digest.Issue) (n, stories, continued int) {
	links, keys := map[string]bool{}, map[string]bool{}
	for _, issue := range issues {
		for _, entry := range issue.Stories {
			stories++
			if keys[entry.Key] {
				continued++
				if !entry.Continued {
					t.Errorf("%s: the story %q is told again as a new one", channel, entry.Title)
				}
			}
			keys[entry.Key] = true
			for _, source := range entry.Sources {
				if links[feed.Canonical(source.Link)] {
					t.Errorf("%s: %s is told again, in %q", channel, source.Link, entry.Title)
				}
				links[feed.Canonical(source.Link)] = true
			}
			if len(entry.Sources) == 0 {
				t.Errorf("%s: the story %q has no source", channel, entry.Title)
			}
		}
	}
	return len(issues), stories, continued
}
