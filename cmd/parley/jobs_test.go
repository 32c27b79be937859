package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"parley/store"
	"parley/store/storetest"
)

// parley jobs shows who works beside what is worked on, while the bot runs and after it died.
func TestJobsShowWhoWorks(t *testing.T) {
	t.Parallel()
	database := storetest.SQLite(t)
	jobs := func(args ...string) string {
		var out bytes.Buffer
		sh := shell{ctx: t.Context(), stdout: &out, stderr: &out, env: func() (map[string]string, error) { return map[string]string{"DATABASE_URL": database}, nil }}
		if code := run(append([]string{"jobs"}, args...), sh); code != exitOK {
			t.Errorf("parley jobs = %d: %s", code, out.String())
		}
		return out.String()
	}
	s := startBot(t, database)
	var told string
	s.eventually("the hour's job to be done", func() bool {
		told = jobs("--state", "done")
		return strings.Contains(told, "purge done") // and not: none is done
	})
	for _, want := range []string{`process \w{6} · beat \d s ago · works on \d`, `purge done: 1, the oldest \d+ s ago`, `\d+ purge \S+ · attempts: 1 · made \d+ s ago`} {
		if !regexp.MustCompile(want).MatchString(told) {
			t.Errorf("parley jobs says nothing like %q:\n%s", want, told)
		}
	}
	var report jobsReport
	if err := json.Unmarshal([]byte(jobs("--json", "--state", "done")), &report); err != nil || len(report.Processes) != 1 || !report.Processes[0].Alive(time.Now()) || len(report.Jobs) == 0 {
		t.Errorf("parley jobs --json = %+v, %v; want one process that is alive, and its job", report, err)
	}
}

// Before parley run has made the database, and where nothing went on, the flags mean what they say.
func TestJobsOfWhatIsNotThere(t *testing.T) {
	t.Parallel()
	for name, database := range map[string]string{"no database": filepath.Join(t.TempDir(), "none.db"), "an empty one": storetest.SQLite(t)} {
		jobs := func(args ...string) (int, string, string) {
			var out, told bytes.Buffer
			sh := shell{ctx: t.Context(), stdout: &out, stderr: &told, env: func() (map[string]string, error) { return map[string]string{"DATABASE_URL": database}, nil }}
			return run(append([]string{"jobs"}, args...), sh), out.String(), told.String()
		}
		if code, out, _ := jobs("--json"); code != exitOK || strings.Join(strings.Fields(out), "") != `{"processes":[],"counts":[],"jobs":[]}` {
			t.Errorf("%s: parley jobs --json = %d %s", name, code, out)
		}
		if code, _, told := jobs("--retry", "3"); code != exitUsage || !strings.Contains(told, "no job 3") {
			t.Errorf("%s: parley jobs --retry 3 = %d %s", name, code, told)
		}
	}
	foreign := filepath.Join(t.TempDir(), "foreign.db")
	if err := os.WriteFile(foreign, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	sh := shell{ctx: t.Context(), stdout: io.Discard, stderr: io.Discard, env: func() (map[string]string, error) { return map[string]string{"DATABASE_URL": foreign}, nil }}
	if code := run([]string{"jobs"}, sh); code != exitFailed {
		t.Errorf("parley jobs of a database that is not Parley's = %d", code)
	}
	db, err := store.Open(t.Context(), foreign, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Processes(t.Context()); err == nil {
		t.Error("parley jobs made tables in a database that is not Parley's")
	}
}

func TestAgesAreToldInWords(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	for want, count := range map[string]store.JobCount{
		"the first is due in 5 min":  {State: store.Retrying, Since: now.Add(5 * time.Minute)},
		"the first is due for 59 s":  {State: store.Waiting, Since: now.Add(-59 * time.Second)},
		"the longest for 1 h 30 min": {State: store.Running, Since: now.Add(-90 * time.Minute)},
		"the oldest 3 days ago":      {State: store.Dead, Since: now.Add(-75 * time.Hour)},
		"the oldest 47 h 0 min ago":  {State: store.Done, Since: now.Add(-47 * time.Hour)},
	} {
		if got := since(count, now); got != want {
			t.Errorf("since(%+v) = %q, want %q", count, got, want)
		}
	}
	if line := processLine(store.Process{ID: "ABCDEFGHIJ", Beat: now.Add(-time.Minute)}, now); !strings.Contains(line, "ABCDEF · beat 1 min ago · works on 0 · died") {
		t.Errorf("of a process that died: %q", line)
	}
}
