package digest

import (
	"errors"
	"testing"
	"time"
)

// What somebody types as a time makes a schedule that comes, or a complaint.
func FuzzTimeAndDays(f *testing.F) {
	for _, seed := range [][3]string{{"7:30 pm", "mon-fri", "Europe/Berlin"}, {"24:00", "weekends", "UTC"}, {"12 am", "fri-mon, wed", "America/New_York"}, {"-1:-1", "-", "../etc"}, {"8", "every day", "Pacific/Apia"}} {
		f.Add(seed[0], seed[1], seed[2], uint32(1_900_000_000))
	}
	f.Fuzz(func(t *testing.T, at, days, zone string, now uint32) {
		s := Schedule{Zone: zone}
		var err error
		var known Complaint
		if s.Hour, s.Minute, err = ParseTime(at); err != nil {
			if !errors.As(err, &known) {
				t.Fatalf("ParseTime(%q) = %v, no complaint", at, err)
			}
			return
		}
		if s.Hour < 0 || s.Hour > 23 || s.Minute < 0 || s.Minute > 59 {
			t.Fatalf("ParseTime(%q) = %d:%d", at, s.Hour, s.Minute)
		}
		if s.Days, err = ParseDays(days); err != nil || s.Validate() != nil {
			return
		}
		from := time.Unix(int64(now), 0)
		next := s.Next(from)
		if !next.Due.After(from) || next.Due.Sub(from) > farthest {
			t.Fatalf("%q %q %q after %v comes at %v", at, days, zone, from, next.Due)
		}
		if last := s.Last(next.Due); !last.Due.Equal(next.Due) {
			t.Fatalf("%q %q %q: Last(%v) = %v", at, days, zone, next.Due, last.Due)
		}
	})
}

// farthest is how far off the next time of a weekly schedule can be: a zone may skip a day, or set its clock.
const farthest = 15 * 24 * time.Hour
