package main

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"parley/playground"
	"parley/store/storetest"
	"parley/summarize/modeltest"
)

// burst is how many links are pasted while processes are killed, and kills how often one is.
const burst, kills = 200, 20

// draftOfTheFerry is what a model might write of the first invented news.
const draftOfTheFerry = `{"gist":[{"s":[1],"t":"The Northmark council put off a vote on its island ferries until 3 March."}],"question":"","parties":[
{"name":"Ada Lindqvist","kind":"person","stance":"conditional","positions":[],"quotes":[{"q":1,"by":"Ada Lindqvist"}]}]}`

func TestLinksAreAnsweredOnceWhileProcessesAreKilled(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("a minute of killing processes")
	}
	for name, row := range map[string]struct {
		database  func(testing.TB) string
		processes int
	}{
		"three processes on PostgreSQL": {storetest.Postgres, 3},
		"one process on SQLite":         {storetest.SQLite, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			killAmidLinks(t, row.database(t), row.processes)
		})
	}
}

func killAmidLinks(t *testing.T, database string, processes int) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	// So slow that processes die between a post and its record, and between a preview and the model's brief.
	discord := startDiscord(t, playground.Options{Latency: 300 * time.Millisecond, Unlimited: true})
	model := modeltest.Start(modeltest.Answer{Content: draftOfTheFerry})
	model.FirstToken = 200 * time.Millisecond
	t.Cleanup(model.Close)
	site := newNewsSite(t, 1)
	f := newFlock(t, processes, database, discord.URL(), "all", "OPENAI_BASE_URL="+model.BaseURL(), "OPENAI_MODEL=scripted", "PARLEY_SECOND_READING=off")
	if err := discord.Wait(ctx, func() bool { return discord.Sessions() == processes }); err != nil {
		t.Fatalf("the bot does not connect: %v\n%s", err, f.logs())
	}

	posted := make(chan []playground.Message)
	go func() { posted <- pasteBurst(ctx, discord, site.URL) }()
	for range kills {
		select {
		case <-time.After(time.Duration(300+rand.IntN(1200)) * time.Millisecond):
		case <-ctx.Done():
		}
		f.killOne()
	}
	questions := <-posted
	began := time.Now()
	final := func(m playground.Message) bool { return strings.Contains(m.Text(), "AI wrote the rest") }
	for _, q := range questions {
		if _, err := discord.WaitMessage(ctx, q.ChannelID, func(m playground.Message) bool { return m.ReplyTo == q.ID && final(m) }); err != nil {
			t.Fatalf("a link was not answered within %v of the last kill: %v\n%s", time.Since(began), err, f.logs())
		}
	}
	t.Logf("%d links, %d kills: the last answer %v after the last kill and the last link", burst, f.killed, time.Since(began).Round(time.Millisecond))
	awaitNoOpenRequest(t, ctx, database) // those in doubt, too: a second answer would come from them
	for _, q := range questions {
		var answers []string
		for _, m := range discord.Messages(q.ChannelID) {
			if m.ReplyTo == q.ID {
				answers = append(answers, m.Text())
			}
		}
		if len(answers) != 1 {
			t.Errorf("%d answers to a link, want one: %q", len(answers), answers)
		}
	}
	f.end()
}

func startDiscord(t *testing.T, o playground.Options) *playground.Server {
	t.Helper()
	o.AnswerWithin = botPatience // Discord's three seconds are short on a machine with much to do
	discord, err := playground.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(discord.Close)
	return discord
}

// pasteBurst pastes links for about as long as processes are killed: five of each of forty people, who may ask for no more.
func pasteBurst(ctx context.Context, discord *playground.Server, site string) (posted []playground.Message) {
	var people []playground.User
	var channels []string
	for i := range burst / 5 {
		people = append(people, discord.AddUser(fmt.Sprint("person", i), false))
		channels = append(channels, discord.AddChannel(fmt.Sprint("links", i)))
	}
	each := time.NewTicker(80 * time.Millisecond)
	defer each.Stop()
	for i := range burst {
		select {
		case <-each.C:
		case <-ctx.Done():
		}
		who := i % len(people)
		posted = append(posted, discord.Post(channels[who], people[who], fmt.Sprintf("%s/0?link=%d", site, i)))
	}
	return posted
}

// awaitNoOpenRequest looks into the database until no process has anything left to do.
func awaitNoOpenRequest(t *testing.T, ctx context.Context, database string) {
	t.Helper()
	driver := "sqlite"
	if strings.HasPrefix(database, "postgres") {
		driver = "pgx"
	}
	raw, err := sql.Open(driver, database)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	each := time.NewTicker(200 * time.Millisecond)
	defer each.Stop()
	for open := 1; open > 0; {
		select {
		case <-each.C:
		case <-ctx.Done():
			t.Fatalf("%d requests are still open", open)
		}
		if err := raw.QueryRowContext(ctx, "SELECT count(*) FROM request WHERE state = 'open'").Scan(&open); err != nil {
			t.Log(err) // SQLite is busy
			open = 1
		}
	}
}

// Forty links to a site that lets everybody wait hold up neither another server nor another site: a quick link of each is
// answered while none of the forty has been let go. How long it takes is measured where nothing else runs: docs/performance.md.
func TestASlowSiteHoldsUpNobodyElse(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts the program")
	}
	storetest.Each(t, func(t *testing.T, database string) {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
		defer cancel()
		discord := startDiscord(t, playground.Options{})
		quick := newNewsSite(t, 1)
		var ended atomic.Int32
		asked, release := make(chan struct{}, 1000), make(chan struct{})
		slow := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			asked <- struct{}{}
			select {
			case <-release:
				http.Redirect(w, r, quick.URL+"/1", http.StatusFound)
			case <-r.Context().Done():
				ended.Add(1)
			}
		}))
		t.Cleanup(slow.Close)
		t.Cleanup(func() { close(release) })
		f := newFlock(t, 1, database, discord.URL(), "all")
		if err := discord.Wait(ctx, discord.Connected); err != nil {
			t.Fatalf("the bot does not connect: %v\n%s", err, f.logs())
		}
		answered := func(name, channel, link string) {
			t.Helper()
			began := time.Now()
			q := discord.Post(channel, discord.AddUser("somebody", false), link)
			if _, err := discord.WaitMessage(ctx, channel, func(m playground.Message) bool { return m.ReplyTo == q.ID }); err != nil {
				t.Fatalf("a quick link %s was not answered: %v\n%s", name, err, f.logs())
			}
			t.Logf("a quick link %s: %v", name, time.Since(began).Round(time.Millisecond))
		}
		answered("before all", discord.AddChannel("first"), quick.URL+"/0?first") // the program reads its tables for it
		channel := discord.AddChannel("links")
		for i := range 40 {
			discord.Post(channel, discord.AddUser(fmt.Sprint("person", i), false), fmt.Sprintf("%s/%d", slow.URL, i))
		}
		select {
		case <-asked:
		case <-ctx.Done():
			t.Fatal("the slow site is not asked")
		}
		answered("of another server", discord.AddChannelTo(discord.AddGuild("another"), "links"), quick.URL+"/0")
		answered("in the same channel", channel, quick.URL+"/0?here")
		if n := ended.Load(); n > 0 {
			t.Errorf("the quick links were answered when %d slow ones had been given up", n)
		}
	})
}

// end asks all processes to end, which they must do well.
func (f *flock) end() {
	f.Helper()
	for i, process := range f.run {
		process.Process.Signal(syscall.SIGTERM)
		if err := process.Wait(); err != nil {
			f.Errorf("process %d, asked to end: %v\n%s", i, err, f.logs())
		}
	}
}
