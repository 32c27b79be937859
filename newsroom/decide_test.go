package newsroom

import (
	"testing"
	"time"

	"parley/digest"
)

func TestWhatIsDueIsPostedOnce(t *testing.T) {
	t.Parallel()
	at := func(text string) time.Time {
		parsed, err := time.Parse("Mon 15:04:05", text)
		if err != nil {
			t.Fatal(err)
		}
		// Monday is 23 November 2026.
		return time.Date(2026, 11, 23+(int(parsedDay(text))+6)%7, parsed.Hour(), parsed.Minute(), parsed.Second(), 0, time.UTC)
	}
	daily := digest.Schedule{Hour: 8, Zone: "UTC"}
	for name, row := range map[string]struct {
		schedule          digest.Schedule
		grace             time.Duration
		due, now          string
		next, post, after string // post "": none
	}{
		"on time":                           {daily, 0, "Tue 08:00:00", "Tue 08:00:02", "Wed 08:00:00", "2026-11-24", "Tue 11:00:00"},
		"late, within three hours":          {daily, 0, "Tue 08:00:00", "Tue 10:59:00", "Wed 08:00:00", "2026-11-24", "Tue 11:00:00"},
		"too late":                          {daily, 0, "Tue 08:00:00", "Tue 11:01:00", "Wed 08:00:00", "", ""},
		"as late as its plan allows":        {daily, 5 * time.Hour, "Tue 08:00:00", "Tue 12:00:00", "Wed 08:00:00", "2026-11-24", "Tue 13:00:00"},
		"away for days, back in time":       {daily, 0, "Tue 08:00:00", "Fri 08:30:00", "Sat 08:00:00", "2026-11-27", "Fri 11:00:00"},
		"away for days, back at night":      {daily, 0, "Tue 08:00:00", "Fri 23:00:00", "Sat 08:00:00", "", ""},
		"the clock was years ahead":         {daily, 0, "Sun 08:00:00", "Tue 09:00:00", "Wed 08:00:00", "", ""},
		"every six hours, one was missed":   {digest.Schedule{Every: 6}, 0, "Tue 06:00:00", "Tue 12:30:00", "Tue 18:00:00", "2026-11-24T12:00Z", "Tue 15:00:00"},
		"the time was moved to the evening": {digest.Schedule{Hour: 18, Zone: "UTC"}, 0, "Tue 18:00:00", "Tue 18:00:00", "Wed 18:00:00", "2026-11-24", "Tue 21:00:00"},
	} {
		plan := digest.Plan{ID: "d", Guild: "g", Channel: "c", Next: at(row.due), Settings: digest.Settings{Schedule: row.schedule, Grace: row.grace}}
		next, post := decide(plan, at(row.now))
		if !next.Equal(at(row.next)) {
			t.Errorf("%s: next due %v, want %v", name, next, at(row.next))
		}
		switch {
		case post == nil && row.post != "":
			t.Errorf("%s: nothing is posted, want %s", name, row.post)
		case post != nil && (post.Period != row.post || !post.NotAfter.Equal(at(row.after))):
			t.Errorf("%s: %s is posted, not after %v; want %q, not after %s", name, post.Period, post.NotAfter, row.post, row.after)
		}
	}
}

func parsedDay(text string) time.Weekday {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if day.String()[:3] == text[:3] {
			return day
		}
	}
	return -1
}
