//go:build linux

package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"parley/playground"
	"parley/store/storetest"
	"parley/summarize/modeltest"
)

// soakFor is how long BenchmarkSoak pastes links. What it measures of memory means something from half an hour on.
var soakFor = flag.Duration("soak", 20*time.Second, "how long BenchmarkSoak pastes links")

// soakAtOnce is how many links are pasted all at once, every few seconds, instead.
var soakAtOnce = flag.Int("atonce", 0, "how many links BenchmarkSoak pastes at once, every few seconds, instead of many a second")

const (
	soakServers  = 2000 // each with a channel, and a person who pastes
	soakShards   = 2
	soakRate     = 20 // links a second
	soakSites    = 20
	siteTakes    = 100 * time.Millisecond
	burstEvery   = 4 * time.Second
	soakPatience = 2 * time.Minute // for the last answers
)

// BenchmarkSoak runs the program as it is shipped, with a model, for as long as -soak says, and tells what it took:
//
//	go test ./cmd/parley -run '^$' -bench Soak -benchtime 1x -soak 30m -timeout 1h
//
// With -atonce 50 it pastes fifty at once. It fails where an answer is lost, or given twice.
func BenchmarkSoak(b *testing.B) {
	for range b.N {
		newSoak(b).run()
	}
}

// A soak is a Discord with many servers, papers, a model, and the program that answers.
type soak struct {
	testing.TB
	ctx      context.Context
	discord  *playground.Server
	channels []string
	people   []playground.User
	papers   []*httptest.Server
	program  *exec.Cmd
	address  string // of its metrics
	log      syncBuffer

	before time.Duration // processor time of the program at the first of many links

	mu      sync.Mutex
	fetches map[string]time.Duration // by the number of the link: how long its paper took
	looks   []look
}

// A look at the program's process.
type look struct {
	at             time.Duration
	rss            int // MB
	files, threads int
	heap           int // MB in use, as the program says itself; so is the next
	goroutines     int
}

func newSoak(b *testing.B) *soak {
	s := &soak{TB: b, fetches: map[string]time.Duration{}}
	var cancel context.CancelFunc
	s.ctx, cancel = context.WithTimeout(context.Background(), *soakFor+2*soakPatience)
	b.Cleanup(cancel)
	var err error
	if s.discord, err = playground.Start(playground.Options{Shards: soakShards}); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(s.discord.Close)
	for i := range soakServers {
		s.channels = append(s.channels, s.discord.AddChannelTo(s.discord.AddGuild(fmt.Sprint("server ", i)), "links"))
		s.people = append(s.people, s.discord.AddUser(fmt.Sprint("person ", i), false))
	}
	for range soakSites {
		paper := httptest.NewServer(http.HandlerFunc(s.serveArticle))
		b.Cleanup(paper.Close)
		s.papers = append(s.papers, paper)
	}
	model := modeltest.Start(modeltest.Answer{Content: draftOfTheFerry})
	model.FirstToken, model.TokensPerSecond, model.Forgetful = 400*time.Millisecond, 80, true
	b.Cleanup(model.Close)
	s.start(model.BaseURL())
	return s
}

// serveArticle is an article of its own for each link: what is the same would be asked of the model once.
func (s *soak) serveArticle(w http.ResponseWriter, r *http.Request) {
	began := time.Now()
	link := strings.TrimPrefix(r.URL.Path, "/")
	select {
	case <-time.After(siteTakes):
	case <-r.Context().Done():
		return
	}
	news := inventedNews[0]
	fmt.Fprintf(w, `<html lang="en"><head><title>%s</title></head><body><article><h1>%s</h1><p>%s</p><p>The paper before the council has the number %s.</p></article></body></html>`,
		news[0], news[0], strings.ReplaceAll(news[1], "\n\n", "</p><p>"), link)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fetches[link] = time.Since(began)
}

func (s *soak) start(model string) {
	s.address = freeAddress(s)
	s.program = exec.Command("parley", "run", "--allow-loopback")
	s.program.Dir, s.program.Stderr = s.TempDir(), &s.log
	s.program.Env = append(os.Environ(), "DISCORD_TOKEN=playground", "PARLEY_DISCORD_URL="+s.discord.URL(), "DATABASE_URL="+storetest.SQLite(s),
		"OPENAI_BASE_URL="+model, "OPENAI_MODEL=scripted", "OPENAI_CONCURRENT=100", "PARLEY_SECOND_READING=off", "PARLEY_LOG_LEVEL=warn", "PARLEY_LISTEN="+s.address)
	if err := s.program.Start(); err != nil {
		s.Fatal(err)
	}
	s.Cleanup(func() {
		s.program.Process.Signal(syscall.SIGTERM)
		if err := s.program.Wait(); err != nil {
			s.Errorf("the program, asked to end: %v\n%s", err, s.tail())
		}
	})
	if err := s.discord.Wait(s.ctx, func() bool { return s.discord.Sessions() == soakShards }); err != nil {
		s.Fatalf("the program does not connect: %v\n%s", err, s.tail())
	}
}

func (s *soak) tail() string {
	log := s.log.String()
	return log[max(0, len(log)-4000):]
}

func (s *soak) run() {
	first := s.paste(-1)
	if _, err := s.discord.WaitMessage(s.ctx, first.ChannelID, final(first)); err != nil { // the program reads its tables for it
		s.Fatalf("the first link is not answered: %v\n%s", err, s.tail())
	}
	load := loadAverage()
	s.before = s.processor()
	ended, stop := context.WithCancel(s.ctx)
	var looking sync.WaitGroup
	looking.Go(func() { s.watch(ended) })
	questions := s.pasteAll()
	answered := s.answers(questions)
	stop()
	looking.Wait()
	s.report(questions, answered, load)
}

// paste pastes a link of its own number.
func (s *soak) paste(number int) playground.Message {
	who := (number + soakServers) % soakServers
	return s.discord.Post(s.channels[who], s.people[who], fmt.Sprintf("%s/%d", s.papers[who%soakSites].URL, number))
}

func (s *soak) pasteAll() (questions []playground.Message) {
	pause, together := time.Second/soakRate, 1
	if *soakAtOnce > 0 {
		pause, together = burstEvery, *soakAtOnce
	}
	each := time.NewTicker(pause)
	defer each.Stop()
	for range *soakFor / pause {
		select {
		case <-each.C:
			for range together {
				questions = append(questions, s.paste(len(questions)))
			}
		case <-s.ctx.Done():
			s.Fatal("the soak took too long")
		}
	}
	return questions
}

// final fits the answer that stays.
func final(question playground.Message) func(playground.Message) bool {
	return func(m playground.Message) bool {
		return m.ReplyTo == question.ID && strings.Contains(m.Text(), "AI wrote the rest")
	}
}

// answers waits for the last answers, and returns all of them by their questions.
func (s *soak) answers(questions []playground.Message) map[string][]playground.Message {
	ctx, cancel := context.WithTimeout(s.ctx, soakPatience)
	defer cancel()
	for _, q := range slices.Backward(questions[max(0, len(questions)-10*soakRate):]) {
		if _, err := s.discord.WaitMessage(ctx, q.ChannelID, final(q)); err != nil {
			break // it is counted below
		}
	}
	found := map[string][]playground.Message{}
	for _, channel := range s.channels {
		for _, m := range s.discord.Messages(channel) {
			if m.ReplyTo != "" {
				found[m.ReplyTo] = append(found[m.ReplyTo], m)
			}
		}
	}
	return found
}

// watch looks at the program's process until ctx ends.
func (s *soak) watch(ctx context.Context) {
	began := time.Now()
	each := time.NewTicker(*soakFor / 40)
	defer each.Stop()
	for {
		s.looks = append(s.looks, s.look(time.Since(began)))
		select {
		case <-each.C:
		case <-ctx.Done():
			return
		}
	}
}

func (s *soak) look(at time.Duration) look {
	pid := s.program.Process.Pid
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		s.Errorf("the program is gone: %v\n%s", err, s.tail())
	}
	own := scrape(s, s.address)
	return look{at: at, rss: number(status, "VmRSS:") / 1024, threads: number(status, "Threads:"), files: int(own["process_open_fds"]),
		heap: int(own["go_memstats_heap_inuse_bytes"]) >> 20, goroutines: int(own["go_goroutines"])}
}

// number is what stands behind a name in a file of /proc.
func number(file []byte, name string) int {
	_, rest, _ := bytes.Cut(file, []byte(name))
	fields := bytes.Fields(rest)
	if len(fields) == 0 {
		return 0
	}
	n, _ := strconv.Atoi(string(fields[0]))
	return n
}

func loadAverage() string {
	load, _ := os.ReadFile("/proc/loadavg")
	return strings.Join(strings.Fields(string(load))[:3], " ")
}

// report says what became of the links, and fails where that is not one answer each.
func (s *soak) report(questions []playground.Message, answered map[string][]playground.Message, load string) {
	var lost, twice, unfinished int
	var whole, own, finished []time.Duration
	for n, q := range questions {
		all := answered[q.ID]
		switch {
		case len(all) == 0:
			lost++
			continue
		case len(all) > 1:
			twice++
		}
		if !final(q)(all[0]) {
			unfinished++
		} else if edited, err := time.Parse(time.RFC3339, fmt.Sprint(all[0].Raw["edited_timestamp"])); err == nil {
			finished = append(finished, edited.Sub(said(q)))
		}
		took := said(all[0]).Sub(said(q))
		whole, own = append(whole, took), append(own, took-s.fetches[strconv.Itoa(n)])
	}
	var out strings.Builder
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&out, "  %-34s "+format+"\n", append([]any{name}, args...)...)
	}
	line("links", "%d in %v, in %d servers on %d shards", len(questions), *soakFor, soakServers, soakShards)
	line("lost, twice, without the model", "%d, %d, %d", lost, twice, unfinished)
	line("paste to first card", "%s", spread(whole))
	if first := *soakAtOnce; first > 0 && first < len(own) { // a program that was just started has little memory yet
		line("… less the site, the first burst", "%s", spread(slices.Clone(own[:first])))
		own = own[first:]
	}
	line("… less what the site took", "%s", spread(own))
	line("paste to the model's card", "%s", spread(finished))
	for _, at := range []float64{0, 0.25, 0.5, 0.75, 1} {
		l := s.looks[int(at*float64(len(s.looks)-1))]
		line(fmt.Sprintf("the program after %v", l.at.Round(time.Second)), "%d MB, %d of them heap, %d goroutines, %d files, %d threads", l.rss, l.heap, l.goroutines, l.files, l.threads)
	}
	most := slices.MaxFunc(s.looks, func(a, b look) int { return a.rss - b.rss })
	line("most memory", "%d MB after %v", most.rss, most.at.Round(time.Second))
	calls, refused := s.discord.Requests(), 0
	for _, call := range calls {
		if call.Status == http.StatusTooManyRequests {
			refused++
		}
	}
	line("of the last calls, over a limit", "%d of %d", refused, len(calls))
	line("processor of the program", "%.0f %% of a core", 100*(s.processor()-s.before).Seconds()/s.looks[len(s.looks)-1].at.Seconds())
	line("load of the machine before, after", "%s, %s", load, loadAverage())
	fmt.Printf("soak:\n%s", out.String())
	s.isFlat()
	if lost+twice > 0 {
		s.Errorf("%d links were not answered, %d twice\n%s", lost, twice, s.tail())
	}
}

// isFlat fails where what the program holds in the last quarter is more than in the second by a quarter and what one burst may take. A soak of seconds
// says nothing of it.
func (s *soak) isFlat() {
	if *soakFor < 10*time.Minute {
		return
	}
	quarter := len(s.looks) / 4
	early, late := s.looks[quarter:2*quarter], s.looks[3*quarter:]
	for name, of := range map[string]func(look) int{
		"MB of heap": func(l look) int { return l.heap }, "goroutines": func(l look) int { return l.goroutines }, "files": func(l look) int { return l.files },
	} {
		before, after := middle(early, of), middle(late, of)
		if after > before+before/4+20 {
			s.Errorf("%d %s in the last quarter, %d in the second", after, name, before)
		}
	}
}

// middle is the median of something in some looks.
func middle(looks []look, of func(look) int) int {
	var all []int
	for _, l := range looks {
		all = append(all, of(l))
	}
	slices.Sort(all)
	return all[len(all)/2]
}

// processor is the processor time that the program took so far.
func (s *soak) processor() time.Duration {
	stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.program.Process.Pid))
	_, rest, _ := bytes.Cut(stat, []byte(") "))
	fields := bytes.Fields(rest) // from the third field of proc(5) on
	var ticks int
	for _, field := range fields[11:13] {
		n, _ := strconv.Atoi(string(field))
		ticks += n
	}
	const ticksASecond = 100 // sysconf(_SC_CLK_TCK) on every Linux that Go runs on
	return time.Duration(ticks) * time.Second / ticksASecond
}

// said is when a message was posted, which is in its id.
func said(m playground.Message) time.Time {
	id, _ := strconv.ParseInt(m.ID, 10, 64)
	return time.UnixMilli(id>>22 + 1420070400000)
}

func spread(all []time.Duration) string {
	if len(all) == 0 {
		return "none"
	}
	slices.Sort(all)
	at := func(share float64) time.Duration { return all[int(share*float64(len(all)-1))].Round(time.Millisecond) }
	return fmt.Sprintf("p50 %v, p95 %v, p99 %v, worst %v", at(0.5), at(0.95), at(0.99), at(1))
}
