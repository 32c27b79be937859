package feed

import (
	"net/http"
	"testing"
	"time"
)

func header(pairs ...string) http.Header {
	h := http.Header{}
	for i := 0; i < len(pairs); i += 2 {
		h.Set(pairs[i], pairs[i+1])
	}
	return h
}

func TestIntervalFollowsTheFeed(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name    string
		feed    Feed
		changed bool
		header  http.Header
		want    time.Duration
	}{
		{"first fetch", Feed{}, true, nil, 30 * time.Minute},
		{"changed: twice as often", Feed{Interval: time.Hour}, true, nil, 30 * time.Minute},
		{"never more often than every ten minutes", Feed{Interval: 12 * time.Minute}, true, nil, 10 * time.Minute},
		{"unchanged: less often", Feed{Interval: time.Hour}, false, nil, 90 * time.Minute},
		{"never less often than every six hours", Feed{Interval: 5 * time.Hour}, false, nil, 6 * time.Hour},
		{"the document asks for two hours", Feed{Interval: time.Hour, Asks: 2 * time.Hour}, true, nil, 2 * time.Hour},
		{"the document asks for a week", Feed{Interval: time.Hour, Asks: 7 * 24 * time.Hour}, true, nil, 6 * time.Hour},
		{"fresh for an hour", Feed{Interval: 10 * time.Minute}, true, header("Cache-Control", "public, max-age=3600"), time.Hour},
		{"fresh for an hour, half of it over", Feed{Interval: 10 * time.Minute}, true, header("Cache-Control", "max-age=3600", "Age", "1800"), 30 * time.Minute},
		{"max-age that is no number", Feed{Interval: 20 * time.Minute}, true, header("Cache-Control", "max-age=soon"), 10 * time.Minute},
		{"max-age=0", Feed{Interval: 20 * time.Minute}, true, header("Cache-Control", "no-cache, max-age=0"), 10 * time.Minute},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			got := row.feed.succeeded(row.changed, row.header, noon).Due.Sub(noon)
			if got < row.want || got > row.want+row.want/10 {
				t.Errorf("next fetch after %s, want %s and up to a tenth more", got, row.want)
			}
		})
	}
}

func TestFailuresBackOff(t *testing.T) {
	t.Parallel()
	f := Feed{URL: "https://lakesidepost.example/rss"}
	now := noon
	for i, want := range []time.Duration{2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1440, 1440} {
		want *= time.Minute
		f = f.failed(&Error{Kind: SiteTrouble, Status: 502}, now)
		if got := f.Due.Sub(now); got < want || got > want+want/10 {
			t.Errorf("failure %d: next fetch after %s, want %s and up to a tenth more", i+1, got, want)
		}
		now = f.Due
	}
	if f.Failures != 12 || !f.FailingSince.Equal(noon) || f.Stopped {
		t.Errorf("after twelve failures: %d since %s, stopped %t; want 12 since %s, not stopped", f.Failures, f.FailingSince, f.Stopped, noon)
	}
	if f = f.succeeded(false, nil, now); f.Failures != 0 || f.Reason != "" || !f.FailingSince.IsZero() {
		t.Errorf("after a success: %d failures since %s, reason %q; want none", f.Failures, f.FailingSince, f.Reason)
	}
}

func TestRetryAfterIsHonoured(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name, value string
		want        time.Duration
	}{
		{"seconds", "7200", 2 * time.Hour},
		{"a date", noon.Add(3 * time.Hour).Format(http.TimeFormat), 3 * time.Hour},
		{"less than the back-off", "5", 2 * time.Minute},
		{"a year", "31536000", 48 * time.Hour},
		{"a date long gone", noon.Add(-time.Hour).Format(http.TimeFormat), 2 * time.Minute},
		{"nonsense", "-1", 2 * time.Minute},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			e := &Error{Kind: Throttled, Status: 429, RetryAfter: retryAfter(header("Retry-After", row.value), noon)}
			got := Feed{}.failed(e, noon).Due.Sub(noon)
			if got < row.want || got > row.want+row.want/10 {
				t.Errorf("Retry-After %q: next fetch after %s, want %s and up to a tenth more", row.value, got, row.want)
			}
		})
	}
}

func TestFeedsThatAreGoneAreStopped(t *testing.T) {
	t.Parallel()
	if f := (Feed{}).failed(&Error{Kind: Gone, Status: 410}, noon); !f.Stopped || f.IsDue(f.Due) {
		t.Errorf("after 410: stopped %t, due %t; want stopped and never due", f.Stopped, f.IsDue(f.Due))
	}
	lost := &Error{Kind: NotFound, Status: 404}
	f := Feed{}.failed(lost, noon)
	if f.Stopped {
		t.Error("stopped after one 404; want a week of patience")
	}
	if f = f.failed(lost, noon.Add(notFoundFor)); !f.Stopped {
		t.Error("still asked for after a week of 404; want stopped")
	}
	if want := "The site says 404: the feed is gone."; f.Reason != want {
		t.Errorf("reason = %q, want %q", f.Reason, want)
	}
}

func TestIsDue(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		name string
		feed Feed
		want bool
	}{
		{"never fetched", Feed{}, true},
		{"due now", Feed{Due: noon}, true},
		{"due in a minute", Feed{Due: noon.Add(time.Minute)}, false},
		{"due in a year: the clock was wrong", Feed{Due: noon.AddDate(1, 0, 0)}, true},
		{"stopped", Feed{Stopped: true}, false},
	} {
		t.Run(row.name, func(t *testing.T) {
			t.Parallel()
			if got := row.feed.IsDue(noon); got != row.want {
				t.Errorf("IsDue = %t, want %t", got, row.want)
			}
		})
	}
}

func TestSpreadKeepsFeedsApart(t *testing.T) {
	t.Parallel()
	a, b := Feed{URL: "https://lakesidepost.example/a"}, Feed{URL: "https://lakesidepost.example/b"}
	if a.spread(time.Hour) == b.spread(time.Hour) {
		t.Errorf("two feeds added together are both due after %s", a.spread(time.Hour))
	}
}
