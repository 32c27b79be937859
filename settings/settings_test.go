package settings_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"parley/settings"

	"github.com/google/go-cmp/cmp"
)

func TestSomeChannelsDifferAndThreadsGoByTheirChannel(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		server          settings.Server
		channel, parent string
		want            settings.Mode
	}{
		{settings.Server{}, "1", "", settings.Every},
		{settings.Server{Mode: settings.Off}, "1", "", settings.Off},
		{settings.Server{Mode: settings.Off, Channels: []string{"1"}}, "1", "", settings.Every},
		{settings.Server{Mode: settings.Off, Channels: []string{"1"}}, "2", "", settings.Off},
		{settings.Server{Mode: settings.Off, Channels: []string{"1"}}, "9", "1", settings.Every},
		{settings.Server{Channels: []string{"1"}, ChannelMode: settings.Mention}, "1", "", settings.Mention},
	} {
		if got := tt.server.ModeOf(tt.channel, tt.parent); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt, got, tt.want)
		}
	}
}

func TestQuietHoursAreInTheirZoneAndMayPassMidnight(t *testing.T) {
	t.Parallel()
	night, err := settings.ParseQuiet(" 22:00 – 7:30", "Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	if night.Hours() != "22:00-7:30" {
		t.Errorf("written %q", night.Hours())
	}
	day := settings.Quiet{From: 60, To: 120, Zone: "UTC"}
	for _, tt := range []struct {
		quiet settings.Quiet
		at    string
		want  bool
	}{
		{night, "2026-11-26T20:59:00Z", false},
		{night, "2026-11-26T21:00:00Z", true},
		{night, "2026-11-26T06:29:00Z", true},
		{night, "2026-11-26T06:30:00Z", false},
		{night, "2026-07-01T20:00:00Z", true}, // summer time
		{day, "2026-11-26T01:30:00Z", true},
		{day, "2026-11-26T02:00:00Z", false},
		{settings.Quiet{}, "2026-11-26T00:00:00Z", false},
	} {
		at, err := time.Parse(time.RFC3339, tt.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := tt.quiet.At(at); got != tt.want {
			t.Errorf("%+v at %s: %v, want %v", tt.quiet, tt.at, got, tt.want)
		}
	}
}

func TestSitesAreReadAsTyped(t *testing.T) {
	t.Parallel()
	got, err := settings.Sites("https://www.Gazette.example/a?b, post.example\nbücher.example post.example")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"gazette.example", "post.example", "xn--bcher-kva.example"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sites (-want +got):\n%s", diff)
	}
	for _, bad := range []string{"gazette", "127.0.0.1", "https://", "a b"} {
		var complaint settings.Complaint
		if sites, err := settings.Sites(bad); !errors.As(err, &complaint) {
			t.Errorf("%q: %v, %v; want a complaint", bad, sites, err)
		}
	}
}

func TestASiteStandsForAllBelowIt(t *testing.T) {
	t.Parallel()
	s := settings.Server{Allowed: []string{"post.example"}, Blocked: []string{"bad.post.example", "gazette.example"}}
	for _, tt := range []struct {
		link          string
		pasted, asked bool
	}{
		{"https://post.example/a", true, true},
		{"https://www.post.example./a", true, true},
		{"https://news.post.example/a", true, true},
		{"https://bad.post.example/a", false, false},
		{"https://notpost.example/a", false, true},
		{"https://gazette.example", false, false},
		{"https://GAZETTE.example", false, false},
		{"https://gazette.example.other.example", false, true},
		{"https://a_b.Gazette.example/a", false, false}, // hosts that browsers open and idna does not like
		{"https://ab--c.gazette.example", false, false},
		{"https://-a.post.example", true, true},
	} {
		if got := s.Reads(tt.link, true); got != tt.pasted {
			t.Errorf("pasted %s: %v, want %v", tt.link, got, tt.pasted)
		}
		if got := s.Reads(tt.link, false); got != tt.asked {
			t.Errorf("asked for %s: %v, want %v", tt.link, got, tt.asked)
		}
	}
}

func TestABudgetEndsWhereItIsSpent(t *testing.T) {
	t.Parallel()
	b := settings.Budget{Cards: 3, Dollars: 1}
	for _, tt := range []struct {
		server settings.Usage
		model  bool
	}{
		{settings.Usage{}, true},
		{settings.Usage{Cards: 3, Dollars: .99}, true},
		{settings.Usage{Cards: 2, Dollars: 1}, false},
	} {
		if got := b.TakesModel(tt.server); got != tt.model {
			t.Errorf("%+v: takes a model %v, want %v", tt, got, tt.model)
		}
	}
	if none := (settings.Budget{}); !none.TakesModel(settings.Usage{Dollars: 1e6}) {
		t.Error("no budget is a bound")
	}
	now := time.Date(2026, 11, 26, 23, 59, 0, 0, time.FixedZone("", -3600)) // the 27th in UTC
	if settings.Day(now) != "2026-11-27" || !settings.Renewed(now).Equal(time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("day %s, renewed %s", settings.Day(now), settings.Renewed(now))
	}
}

func TestAModelIsAskedWhereTheServerWantsItAndHasMoneyLeft(t *testing.T) {
	t.Parallel()
	budget := settings.Budget{Dollars: 1}
	for _, tt := range []struct {
		server  settings.Server
		dollars float64
		want    settings.Asking
	}{
		{settings.Server{}, 100, settings.Asked},
		{settings.Server{Budget: budget}, .99, settings.Asked},
		{settings.Server{Budget: budget}, 1, settings.Spent},
		{settings.Server{Budget: budget, NoModel: true}, 0, settings.Never},
		{settings.Server{Budget: budget, NoModel: true}, 1, settings.Never},
	} {
		if got := tt.server.Asking(settings.Usage{Dollars: tt.dollars}); got != tt.want {
			t.Errorf("%+v with %v spent: %v, want %v", tt.server, tt.dollars, got, tt.want)
		}
	}
}

func TestSettingsThatCannotBeAreComplainedOf(t *testing.T) {
	t.Parallel()
	good := settings.Server{Mode: settings.Mention, Channels: []string{"1"}, ChannelMode: settings.Off, Length: settings.Short,
		Budget: settings.Budget{Dollars: 2}, Quiet: settings.Quiet{From: 1, To: 2, Zone: "UTC"}, Retention: 7}
	if err := good.Validate(); err != nil {
		t.Fatal(err)
	}
	if err := (settings.Server{}).Validate(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*settings.Server){
		"mode":            func(s *settings.Server) { s.Mode = "always" },
		"channel's mode":  func(s *settings.Server) { s.ChannelMode = "always" },
		"length":          func(s *settings.Server) { s.Length = "endless" },
		"retention":       func(s *settings.Server) { s.Retention = 366 },
		"cards":           func(s *settings.Server) { s.Budget.Cards = -1 },
		"dollars":         func(s *settings.Server) { s.Budget.Dollars = math.NaN() },
		"time of day":     func(s *settings.Server) { s.Quiet.From = 24 * 60 },
		"zone":            func(s *settings.Server) { s.Quiet.Zone = "Ostmere" },
		"too many sites":  func(s *settings.Server) { s.Blocked = make([]string, 101) },
		"machine's zone":  func(s *settings.Server) { s.Quiet.Zone = "Local" },
		"member's budget": func(s *settings.Server) { s.Budget.UserCards = -1 },
	} {
		bad := good
		spoil(&bad)
		var complaint settings.Complaint
		if err := bad.Validate(); !errors.As(err, &complaint) {
			t.Errorf("%s: %v, want a complaint", name, err)
		}
	}
}
