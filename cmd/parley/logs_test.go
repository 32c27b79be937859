package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"parley/store/storetest"
	"parley/summarize/modeltest"
)

func TestOneCauseIsOneLineAMinute(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	handler := newTerse(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelInfo}))
	now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	say := func(level slog.Level, message string, err error) {
		r := slog.NewRecord(now, level, message, 0)
		if err != nil {
			r.Add("error", err)
		}
		if err := handler.WithAttrs([]slog.Attr{slog.String("of", "a test")}).Handle(context.Background(), r); err != nil {
			t.Fatal(err)
		}
	}
	away := errors.New("dial tcp 127.0.0.1:5432: connection refused")
	for request := range 50 {
		say(slog.LevelWarn, "not written down", fmt.Errorf("store: request %q: %w", fmt.Sprint(request), away))
		say(slog.LevelInfo, "an article could not be had", nil)
		now = now.Add(time.Second)
	}
	say(slog.LevelWarn, "not written down", errors.New("disk full"))
	if got := strings.Count(out.String(), "connection refused"); got != 1 {
		t.Errorf("one cause has %d lines in its minute, want 1", got)
	}
	if got := strings.Count(out.String(), "an article"); got != 50 {
		t.Errorf("%d lines of the ordinary, want all 50", got)
	}
	if !strings.Contains(out.String(), "disk full") {
		t.Error("another cause behind the same words is not told")
	}
	now = now.Add(time.Minute)
	out.Reset()
	say(slog.LevelInfo, "connected", nil)
	if got := out.String(); !strings.Contains(got, "more=49") || !strings.Contains(got, `of="a test"`) || strings.Contains(got, "disk full") {
		t.Errorf("after its minute:\n%s\nwant how many were left out, once, and nothing of what came once", got)
	}
	out.Reset()
	say(slog.LevelWarn, "not written down", away)
	now = now.Add(-time.Hour) // a clock that is set back silences nothing
	say(slog.LevelWarn, "not written down", away)
	if got := strings.Count(out.String(), "connection refused"); got != 2 {
		t.Errorf("%d lines, want 2:\n%s", got, out.String())
	}
}

// What is logged of one request names it, whichever room says it: what the bot says, and what the summarizer does below it.
func TestOneIDThroughAllLinesOfARequest(t *testing.T) {
	t.Parallel()
	site := newNewsSite(t, 1)
	model := modeltest.Start(modeltest.Answer{Status: http.StatusBadRequest, Content: "no"})
	t.Cleanup(model.Close)
	s := startBot(t, storetest.SQLite(t), "PARLEY_LOG_FORMAT=json", "PARLEY_LOG_LEVEL=debug", "OPENAI_BASE_URL="+model.BaseURL(), "OPENAI_MODEL=scripted")
	question := s.discord.Post(s.channel, s.admin, site.URL+"/0 "+site.URL+"/gone")
	command := s.discord.Slash(s.channel, s.admin, "summarize", map[string]any{"link": site.URL + "/gone"})
	said := map[string]map[string]bool{} // what was said of each request
	s.eventually("both requests to be done", func() bool {
		for line := range strings.Lines(s.log.String()) {
			var fields struct{ Time, Level, Msg, Request string }
			if err := json.Unmarshal([]byte(line), &fields); err != nil || fields.Time == "" || fields.Level == "" {
				if strings.HasSuffix(line, "\n") {
					t.Fatalf("a line of the log is not JSON: %q, %v", line, err)
				}
				continue
			}
			if said[fields.Request] == nil {
				said[fields.Request] = map[string]bool{}
			}
			said[fields.Request][fields.Msg] = true
		}
		return said[question.ID]["a request is done"] && said[command]["a request is done"]
	})
	for request, lines := range map[string][]string{
		question.ID: {"the model failed; the extractive brief stands", "an article could not be had"},
		command:     {"an article could not be had"},
		"":          {"starting", "connected to Discord"},
	} {
		for _, line := range lines {
			if !said[request][line] {
				t.Errorf("of request %q was not said %q: %v", request, line, said)
			}
		}
	}
}
