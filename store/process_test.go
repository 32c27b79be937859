package store_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"

	"parley/store"
	"parley/store/storetest"
)

// A test binary with these in its environment is a worker.
const (
	workerDatabase = "STORE_TEST_DATABASE"
	workerDiscord  = "STORE_TEST_DISCORD"
)

func TestMain(m *testing.M) {
	if os.Getenv(workerDatabase) == "" {
		os.Exit(m.Run())
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	if err := work(ctx, os.Getenv(workerDatabase), os.Getenv(workerDiscord)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// work is what the program does with posts: queue those that are open, and deliver them.
func work(ctx context.Context, database, discord string) error {
	log := slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	db, err := store.Open(ctx, database, log)
	if err != nil {
		return err
	}
	if err := db.Migrate(ctx); err != nil {
		return errors.Join(err, db.Close())
	}
	o := &store.Outbox{DB: db, Publisher: overHTTP{discord}, Now: time.Now, Log: log, Compose: func(context.Context, store.Post) (store.Content, error) {
		return store.Content{Parts: []store.Part{{Body: json.RawMessage(`"list"`), Under: -1}, {Body: json.RawMessage(`"details"`), Under: 0}}}, nil
	}}
	var q *store.Queue
	q, err = db.NewQueue(store.Options{Now: time.Now, TickEvery: time.Second,
		Kinds: []store.Kind{{Name: "post", Workers: 4, Work: func(ctx context.Context, id string) error {
			_, err := o.Deliver(ctx, id)
			if errors.Is(err, store.ErrClaimed) {
				return store.Later(5 * time.Second)
			}
			return err
		}}},
		Tick: func(ctx context.Context) error {
			ids, err := db.OpenPosts(ctx, 1000)
			jobs := make([]store.Job, len(ids))
			for i, id := range ids {
				jobs[i] = store.Job{Kind: "post", Key: id}
			}
			_, failed := q.Insert(ctx, jobs...)
			return errors.Join(err, failed)
		}})
	if err != nil {
		return errors.Join(err, db.Close())
	}
	return errors.Join(q.Run(ctx), db.Close())
}

// overHTTP is a publisher for the server of channelServer.
type overHTTP struct{ server string }

func (p overHTTP) Post(ctx context.Context, m store.Message) (string, error) {
	body, err := json.Marshal(m)
	if err != nil {
		return "", err
	}
	return p.ask(ctx, http.MethodPost, "", bytes.NewReader(body))
}

func (p overHTTP) Find(ctx context.Context, m store.Message) (string, error) {
	query := url.Values{"nonce": {m.Nonce}, "channel": {m.Channel}, "under": {m.Under}}
	return p.ask(ctx, http.MethodGet, "?"+query.Encode(), nil)
}

func (p overHTTP) ask(ctx context.Context, method, query string, body *bytes.Reader) (string, error) {
	var reader bytes.Reader
	if body != nil {
		reader = *body
	}
	req, err := http.NewRequestWithContext(ctx, method, p.server+"/"+query, &reader)
	if err != nil {
		return "", err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	var id string
	return id, json.NewDecoder(res.Body).Decode(&id)
}

// channelServer serves a channel. It takes a moment to answer, so that processes die between a message and its record.
func channelServer(t *testing.T, c *channel) *httptest.Server {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var m store.Message
		var id string
		var err error
		if r.Method == http.MethodPost {
			if err = json.NewDecoder(r.Body).Decode(&m); err == nil {
				id, err = c.Post(r.Context(), m)
			}
			select {
			case <-r.Context().Done():
			case <-time.After(100 * time.Millisecond):
			}
		} else {
			query := r.URL.Query()
			id, err = c.Find(r.Context(), store.Message{Channel: query.Get("channel"), Under: query.Get("under"), Nonce: query.Get("nonce")})
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if err := json.NewEncoder(w).Encode(id); err != nil {
			t.Log(err)
		}
	}))
	t.Cleanup(server.Close)
	return server
}

// TestKilledProcessesPostOnce runs real processes and kills one after the other. Its Discord knows no nonce again, so that
// only the outbox stands between a killed process and a second message. It takes most of a minute: that is how
// long the living wait before they take over from the dead.
func TestKilledProcessesPostOnce(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("takes most of a minute")
	}
	storetest.Each(t, func(t *testing.T, address string) {
		const posts, kills = 100, 12
		processes := 3
		if !strings.HasPrefix(address, "postgres") {
			processes = 2
		}
		db := open(t, address)
		c := &channel{forgets: true}
		server := channelServer(t, c)
		for i := range posts {
			must(db.AddPost(t.Context(), store.Post{Digest: fmt.Sprint("d", i), Period: "2026-03-14", Guild: "g", Channel: fmt.Sprint("c", i),
				Due: time.Now(), NotAfter: time.Now().Add(time.Hour)}))(t)
		}
		workers := make([]*exec.Cmd, processes)
		for i := range workers {
			workers[i] = startWorker(t, address, server.URL)
		}
		tick := time.NewTicker(700 * time.Millisecond)
		defer tick.Stop()
		for range kills {
			<-tick.C
			i := rand.IntN(processes)
			stopWorker(t, workers[i], syscall.SIGKILL)
			workers[i] = startWorker(t, address, server.URL)
		}
		for i := range posts {
			for must(db.Posts(t.Context(), fmt.Sprint("d", i), 1))(t)[0].State != store.Posted {
				<-tick.C
			}
		}
		for _, worker := range workers {
			stopWorker(t, worker, syscall.SIGTERM)
		}
		assertEachOnce(t, c, 2*posts)
	})
}

func assertEachOnce(t *testing.T, c *channel, want int) {
	t.Helper()
	c.mu.Lock()
	defer c.mu.Unlock()
	times := map[string]int{}
	for _, m := range c.messages {
		times[m.nonce]++
	}
	if len(times) != want || len(c.messages) != want {
		t.Errorf("%d messages of %d parts, want %d of each", len(c.messages), len(times), want)
	}
	t.Logf("%d messages, %d looks for one in doubt", len(c.messages), c.looked)
}

func startWorker(t *testing.T, address, server string) *exec.Cmd {
	t.Helper()
	worker := exec.Command(must(os.Executable())(t))
	worker.Env = append(os.Environ(), workerDatabase+"="+address, workerDiscord+"="+server)
	worker.Stderr = t.Output()
	if err := worker.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { worker.Process.Kill() })
	return worker
}

// stopWorker ends a worker and waits for it. One that is asked to end must end well.
func stopWorker(t *testing.T, worker *exec.Cmd, with syscall.Signal) {
	t.Helper()
	if err := worker.Process.Signal(with); err != nil {
		t.Fatal(err)
	}
	if err := worker.Wait(); err != nil && with != syscall.SIGKILL {
		t.Errorf("a worker that was asked to end: %v", err)
	}
}
