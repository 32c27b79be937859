package main

import (
	"io"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"parley/playground"
	"parley/store/storetest"
	"parley/summarize/modeltest"
)

// freeAddress is one of this machine's that nobody listens on.
func freeAddress(t testing.TB) string {
	t.Helper()
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer free.Close()
	return free.Addr().String()
}

// get asks a running bot for a path; "" where it does not answer with 200.
func get(t testing.TB, address, path string) string {
	t.Helper()
	answer, err := http.Get("http://" + address + path)
	if err != nil {
		return ""
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		return ""
	}
	return string(said)
}

var sampleLine = regexp.MustCompile(`(?m)^([a-z_]+(?:\{.*\})?) (\S+)$`)

// scrape reads what a running bot serves on /metrics: each sample by its name and labels.
func scrape(t testing.TB, address string) map[string]float64 {
	t.Helper()
	all := map[string]float64{}
	for _, found := range sampleLine.FindAllStringSubmatch(get(t, address, "/metrics"), -1) {
		value, err := strconv.ParseFloat(found[2], 64)
		if err != nil {
			t.Errorf("the sample %q: %v", found[0], err)
		}
		all[found[1]] = value
	}
	return all
}

var (
	anyMetric = regexp.MustCompile(`\b(?:parley|process|go)_[a-z0-9_]*[a-z0-9]\b`)
	suffix    = regexp.MustCompile(`_(?:bucket|sum|count)$`)
)

// names are those of metrics in a text.
func names(text string) map[string]bool {
	all := map[string]bool{}
	for _, name := range anyMetric.FindAllString(text, -1) {
		all[suffix.ReplaceAllString(name, "")] = true
	}
	return all
}

// A bot with a model, a feed, a digest and people who ask says on /metrics what it did; the alert rules and the operators' guide know the same names.
func TestMetricsSayWhatHappened(t *testing.T) {
	t.Parallel()
	site := newNewsSite(t, 2)
	model := modeltest.Start(modeltest.Answer{Content: strings.Replace(draftOfTheFerry, `],"question"`, `,{"s":[1],"t":"The vote costs @everyone."}],"question"`, 1)})
	t.Cleanup(model.Close)
	address := freeAddress(t)
	s := startBot(t, storetest.SQLite(t), "PARLEY_LISTEN="+address, "PARLEY_PPROF=on", "OPENAI_BASE_URL="+model.BaseURL(), "OPENAI_MODEL=scripted")
	s.discord.Fail(playground.RateLimit("POST", "/channels/", 100*time.Millisecond, false))
	s.discord.Post(s.channel, s.admin, site.URL+"/0")
	s.posted("a brief", "AI wrote the rest")
	s.slash("feeds", "add", map[string]any{"link": site.URL + "/feed.xml"})
	s.slash("digest", "create", map[string]any{"name": "Morning", "time": "8:00", "zone": "Europe/Berlin"})
	s.eventually("the feed to be read", func() bool {
		return scrape(t, address)[`parley_outgoing_request_duration_seconds_count{outcome="ok",to="feed"}`] > 0
	})
	s.slash("digest", "run", map[string]any{"name": "Morning"})
	s.posted("the digest", "2 stories")
	s.discord.DropGateway()
	var got map[string]float64
	s.eventually("all of it to be counted", func() bool {
		got = scrape(t, address)
		return got[`parley_gateway_resumes_total`] > 0 && got[`parley_gateway_connected`] == 1 && got[`parley_digest_lateness_seconds_count`] == 1 && got[`parley_requests_open`] == 0
	})
	for sample, least := range map[string]float64{
		`parley_database_up`:                                                             1,
		`parley_outbox_posts{state="posted"}`:                                            1,
		`parley_feeds`:                                                                   1,
		`parley_processes`:                                                               1,
		`parley_jobs{kind="feed",state="done"}`:                                          1,
		`parley_briefs_total{writer="model"}`:                                            1,
		`parley_checks_dropped_total{rule="holds a mention"}`:                            1,
		`parley_second_readings_total{trusted="false"}`:                                  1,
		`parley_model_tokens_total{direction="out",model="scripted",use="write"}`:        1,
		`parley_slots_limit{of="fetching"}`:                                              96,
		`parley_slots_limit{of="model of write"}`:                                        1,
		`parley_outgoing_request_duration_seconds_count{outcome="limited",to="discord"}`: 1,
		`parley_outgoing_request_duration_seconds_count{outcome="ok",to="page"}`:         1,
		`parley_outgoing_request_duration_seconds_count{outcome="ok",to="model"}`:        1,
		`parley_outgoing_request_duration_seconds_sum{outcome="ok",to="discord"}`:        0.0001,
		`parley_last_tick_timestamp_seconds`:                                             float64(time.Now().Add(-time.Minute).Unix()),
		`go_goroutines`:                                                                  2,
		`process_resident_memory_bytes`:                                                  1e6,
		`process_open_fds`:                                                               3,
	} {
		if got[sample] < least {
			t.Errorf("%s = %v, want %v or more", sample, got[sample], least)
		}
	}
	if got[`parley_model_down{model="scripted",use="write"}`] != 0 || got[`parley_digest_overdue_seconds`] != 0 {
		t.Error("a model that answers is said to be down, or a digest that came to be overdue")
	}
	served := get(t, address, "/metrics")
	for _, secret := range []string{site.Listener.Addr().String(), "Northmark", "everyone", s.channel, s.admin.ID, "playground"} {
		if strings.Contains(served, secret) {
			t.Errorf("/metrics has %q", secret)
		}
	}
	namesAgree(t, names(served))
	if profile := get(t, address, "/debug/pprof/goroutine?debug=1"); !strings.Contains(profile, "goroutine profile:") {
		t.Errorf("/debug/pprof/goroutine = %q", profile)
	}
}

// namesAgree holds the names in the alert rules and in the operators' guide to those that are served.
func namesAgree(t *testing.T, served map[string]bool) {
	t.Helper()
	told := map[string]bool{}
	for _, path := range []string{"deploy/alerts.yml", "docs/operators.md"} {
		text, err := os.ReadFile(filepath.Join("..", "..", path))
		if err != nil {
			t.Fatal(err)
		}
		told = names(string(text))
		for _, name := range slices.Sorted(maps.Keys(told)) {
			if !served[name] {
				t.Errorf("%s names %s, which is not served", path, name)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(served)) { // told is what the guide names
		if strings.HasPrefix(name, "parley_") && !told[name] {
			t.Errorf("docs/operators.md does not say what %s is", name)
		}
	}
}

// A database that hangs holds no scrape up; profiles are not served unless they are asked for.
func TestMetricsWhileTheDatabaseHangs(t *testing.T) {
	t.Parallel()
	wire, database := storetest.NewWire(t, storetest.Postgres(t))
	address := freeAddress(t)
	s := startBot(t, database, "PARLEY_LISTEN="+address)
	s.eventually("the database to be there", func() bool { return scrape(t, address)["parley_database_up"] == 1 })
	wire.Freeze()
	began := time.Now()
	got := scrape(t, address)
	took := time.Since(began)
	wire.Thaw()
	if up, told := got["parley_database_up"]; !told || up != 0 || took > 2*healthWithin {
		t.Errorf("/metrics of a database that hangs came after %v with parley_database_up = %v, %v; want 0", took, up, told)
	}
	if _, told := got["parley_feeds"]; told || got["go_goroutines"] == 0 {
		t.Error("what the database knows is told without it, or what needs it not is not")
	}
	s.eventually("the database to be back", func() bool { return scrape(t, address)["parley_database_up"] == 1 })
	if profile := get(t, address, "/debug/pprof/"); profile != "" {
		t.Errorf("profiles are served though nobody asked: %.40q", profile)
	}
}

// Each rule has what Prometheus and whoever is woken need.
func TestAlertRulesAreWhole(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("..", "..", "deploy", "alerts.yml"))
	if err != nil {
		t.Fatal(err)
	}
	rules := strings.Split(string(text), "- alert: ")[1:]
	seen := map[string]bool{}
	for _, rule := range rules {
		name, _, _ := strings.Cut(rule, "\n")
		if seen[name] {
			t.Errorf("two rules are called %s", name)
		}
		seen[name] = true
		for _, part := range []string{`expr: \S`, `labels: {severity: (page|ticket)}`, `summary: ".{20,}"`} {
			if !regexp.MustCompile(part).MatchString(rule) {
				t.Errorf("%s lacks %s", name, part)
			}
		}
		if open, closed := strings.Count(rule, "("), strings.Count(rule, ")"); open != closed {
			t.Errorf("%s has %d ( and %d )", name, open, closed)
		}
	}
	if len(rules) < 15 {
		t.Errorf("%d rules were found", len(rules))
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// A request is counted when its answer was read, by who was asked and how it ended; one that breaks off has failed.
func TestRequestsAreCountedByTheirEnd(t *testing.T) {
	t.Parallel()
	m := newMetrics()
	count := func(outcome string) int {
		answer := httptest.NewRecorder()
		m.handler().ServeHTTP(answer, httptest.NewRequest("GET", "/metrics", nil))
		line := regexp.MustCompile(`parley_outgoing_request_duration_seconds_count\{outcome="` + outcome + `",to="page"\} (\d+)`)
		n, _ := strconv.Atoi(line.FindStringSubmatch(answer.Body.String())[1])
		return n
	}
	for _, row := range []struct {
		status  int // 0: no answer
		body    io.Reader
		outcome string
	}{
		{200, strings.NewReader("body"), outcomeOK}, {304, http.NoBody, outcomeOK}, {404, strings.NewReader("body"), outcomeRefused},
		{429, http.NoBody, outcomeLimited}, {503, http.NoBody, outcomeBroken}, {0, nil, outcomeFailed}, {200, iotest.ErrReader(io.ErrUnexpectedEOF), outcomeFailed},
	} {
		transport := m.around("page", roundTrip(func(*http.Request) (*http.Response, error) {
			if row.status == 0 {
				return nil, io.ErrUnexpectedEOF
			}
			return &http.Response{StatusCode: row.status, Body: io.NopCloser(row.body)}, nil
		}))
		before := count(row.outcome)
		answer, err := transport.RoundTrip(httptest.NewRequest("GET", "/", nil))
		if err == nil {
			if got := count(row.outcome); got != before {
				t.Errorf("%d is counted before it was read", row.status)
			}
			io.Copy(io.Discard, answer.Body)
			answer.Body.Close()
			answer.Body.Close()
		}
		if got := count(row.outcome); got != before+1 {
			t.Errorf("%d: %d with outcome %s, want %d", row.status, got, row.outcome, before+1)
		}
	}
}
