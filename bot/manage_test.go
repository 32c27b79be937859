package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"parley/bot/card"
	"parley/bot/phrases"
	"parley/digest"
	"parley/feed"
	"parley/playground"
	"parley/settings"
)

func TestOnlyWhatPeopleCanMendIsTold(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		err   error
		want  string
		known bool
	}{
		"a complaint":        {fmt.Errorf("newsroom: %w", digest.Complain("not_stories", 10, "")), "A digest holds 1 to 10 stories.", true},
		"a site's failure":   {&feed.Error{Kind: feed.NoFeed}, "That page names no feed. Look for the site’s RSS link and give that.", true},
		"the database's":     {errors.New("store: tx: connection refused by 10.0.0.7"), "Something went wrong. Please try again.", false},
		"no time left":       {context.DeadlineExceeded, "That took too long. Please try again later.", true},
		"a site's time":      {&feed.Error{Kind: feed.TimedOut}, "The site took too long to answer.", true},
		"a setting":          {settings.Complaint{Phrase: "wrong_sites", Most: 100}, "Those are too many sites: list 100 at most.", true},
		"a site's status":    {&feed.Error{Kind: feed.Blocked, Status: 403}, "The site says 403: it does not let programs read this feed.", true},
		"a sentence of ours": {plainError("server_only"), "This works in a server only.", true},
	} {
		if words, known := complaint(english.In, row.err); words != row.want || known != row.known {
			t.Errorf("%s: complaint(%v) = %q, %v; want %q, %v", name, row.err, words, known, row.want, row.known)
		}
	}
}

func TestOptionsBecomeAPlan(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		given options
		want  string // the schedule, or in the error
	}{
		"a time and a city":          {options{"time": "7:30 pm", "zone": "new york", "days": "weekends"}, "Saturday and Sunday at 19:30, America/New_York time"},
		"every so many hours":        {options{"every": 6.0}, "every 6 hours"},
		"both":                       {options{"every": 6.0, "time": "8:00"}, "not both"},
		"nothing about time":         {options{}, "Say when"},
		"days alone":                 {options{"days": "mon-fri"}, "Say when"},
		"a time without a zone":      {options{"time": "8:00"}, "a time and a zone"},
		"a role":                     {options{"every": 6.0, "mention": "42"}, "every 6 hours"},
		"days that make no sense":    {options{"time": "8:00", "days": "someday"}, "The days are such as"},
		"a zone that is none":        {options{"time": "8:00", "zone": "Atlantis"}, "no time zone"},
		"topics that cannot be read": {options{"every": 6.0, "topics": "tax or"}, "missing at the end"},
		"a language that is none":    {options{"every": 6.0, "language": "Klingon language"}, "a code such as"},
		"too long to be late":        {options{"every": 6.0, "late": 48.0}, "up to 24 hours"},
	} {
		plan := digest.Plan{Name: "Morning"}
		err := row.given.apply(&plan)
		if err == nil {
			err = plan.Validate()
		}
		got := schedule(english.In, plan.Settings.Schedule)
		if err != nil {
			got, _ = complaint(english.In, err)
			if got != err.Error() {
				t.Errorf("%s: the catalogue says %q; want what %T says: %q", name, got, err, err)
			}
		}
		if !strings.Contains(got, row.want) {
			t.Errorf("%s: %q, want %q", name, got, row.want)
		}
	}
}

func TestADigestIsToldInItsReadersLanguage(t *testing.T) {
	t.Parallel()
	morning := digest.Schedule{Days: 1<<time.Tuesday | 1<<time.Sunday, Hour: 8, Zone: "Europe/Berlin"}
	for want, got := range map[string]string{
		"Tuesday, Sunday at 8:00, Europe/Berlin time":       schedule(english.In, morning),
		"Dienstag, Sonntag um 8:00, Zeitzone Europe/Berlin": schedule(phrases.In("de"), morning),
		"täglich um 0:00, Zeitzone UTC":                     schedule(phrases.In("de"), digest.Schedule{Zone: "UTC"}),
		"jede Stunde":                                       schedule(phrases.In("de"), digest.Schedule{Every: 1}),
		"every 6 hours":                                     schedule(english.In, digest.Schedule{Every: 6}),
		"900 Token, 0,0042 Dollar":                          cost(phrases.In("de"), digest.Cost{TokensIn: 900, Dollars: 0.0042}),
		"no AI used":                                        cost(english.In, digest.Cost{}),
		"älter als der Zeitraum":                            card.Reason(card.Options{In: phrases.In("de")}, digest.WhyOld, 3),
		"duplicates":                                        card.Reason(english, digest.WhyDuplicate, 2),
		`\*odd\*`:                                           card.Reason(english, "*odd*", 2),
	} {
		if got != want {
			t.Errorf("got %q; want %q", got, want)
		}
	}
}

func TestEditingChangesWhatIsGiven(t *testing.T) {
	t.Parallel()
	plan := digest.Plan{Name: "Morning", Channel: "1", Settings: digest.Settings{
		Schedule: digest.Schedule{Hour: 8, Zone: "Europe/Berlin"}, Topics: "tax", Feeds: []string{"https://a.example/"}, Role: "42", Language: "de"}}
	given := options{"topics": "all", "feeds": "all", "mention-nobody": true, "language": "original", "late": 1.0, "most": 3.0, "quiet": true, "length": "long"}
	if err := given.apply(&plan); err != nil {
		t.Fatal(err)
	}
	s := plan.Settings
	if s.Topics != "" || len(s.Feeds) != 0 || s.Role != "" || s.Language != "" || s.Grace != time.Hour || s.Most != 3 || !s.Quiet || s.Length != digest.Long {
		t.Errorf("settings = %+v", s)
	}
	if s.Schedule.Hour != 8 || plan.Channel != "1" || plan.Name != "Morning" {
		t.Errorf("what was not given changed: %+v", plan)
	}
}

func TestALongListOfDigestsFits(t *testing.T) {
	t.Parallel()
	var plans []digest.Plan
	for n := range 25 {
		plans = append(plans, digest.Plan{Name: fmt.Sprint(strings.Repeat("long name ", 5), n), Channel: "1234567890", Trouble: strings.Repeat("trouble ", 30),
			Settings: digest.Settings{Topics: strings.Repeat("word ", 40), Schedule: digest.Schedule{Hour: 8, Zone: "America/Argentina/Buenos_Aires", Days: 0b0101010}}})
	}
	if got := digestList(english.In, plans, 0); !card.Fits(got) || !strings.Contains(got, "more") {
		t.Errorf("the list has %d characters:\n%s", len(got), got)
	}
}

// A previewer is a host with a digest whose preview notes until when it may take.
type previewer struct {
	host
	channel string
	until   chan time.Time
}

func (p previewer) Digests(context.Context, string) ([]digest.Plan, error) {
	return []digest.Plan{{Name: "Morning", Channel: p.channel}}, nil
}

func (previewer) Feeds(context.Context, string) ([]feed.Feed, error) { return nil, nil }

func (p previewer) PreviewDigest(ctx context.Context, _ digest.Plan) (*digest.Issue, error) {
	until, _ := ctx.Deadline()
	p.until <- until
	return nil, context.DeadlineExceeded
}

// A model may take minutes for a preview: as long as Discord takes an answer.
func TestAPreviewMayTakeAsLongAsItCanBeAnswered(t *testing.T) {
	t.Parallel()
	w := newQuietWorld(t, playground.Options{}, nil)
	room := previewer{channel: w.channel, until: make(chan time.Time, 1)}
	w.options.Newsroom = room
	w.run()
	began := time.Now()
	manager := w.discord.AddUser("Mia", true)
	id := w.discord.Slash(w.channel, manager, digestName, map[string]any{"preview": map[string]any{"name": "Morning"}})
	if got := w.whispered(id); !says("That took too long")(got) {
		t.Fatalf("answer = %s", got.Text())
	}
	if until := <-room.until; until.Before(began.Add(tokenFor)) {
		t.Errorf("it may take %v", until.Sub(began))
	}
}
