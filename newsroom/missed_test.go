package newsroom

import (
	"testing"
	"time"

	"parley/digest"
)

// Whatever an hourly digest could not say, its next issue says, up to a week of it.
func TestAnHourlyDigestMakesUpForWhatItMissed(t *testing.T) {
	t.Parallel()
	for name, row := range map[string]struct {
		away time.Duration // of the program
		ill  int           // hours for which no issue appears
	}{
		"in a day of failures": {0, 26},
		"in nine days away":    {9 * 24 * time.Hour, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			room, w, discord := refusedMorning(t, nil)
			w.pass(time.Minute)
			plan := room.pass(t, w, 0)
			plan.Settings.Schedule, plan.Settings.Grace = digest.Schedule{Every: 1}, time.Hour
			if _, err := room.SaveDigest(t.Context(), plan); err != nil {
				t.Fatal(err)
			}
			room.pass(t, w, 1)
			discord.why = aPage // of whatever stands between: it delays an issue and no more
			room.pass(t, w, row.ill)
			discord.why = nil
			w.pass(row.away)
			room.pass(t, w, 1)
			posted := discord.posts[testChannel]
			if len(posted) < 2 {
				t.Fatalf("%d issues, want one before and one after", len(posted))
			}
			want, last := posted[0].To, posted[len(posted)-1]
			if week := last.To.Add(-maxPeriod); want.Before(week) {
				want = week
			}
			if missed := last.To.Sub(posted[0].To); !last.From.Equal(want) || missed < row.away+time.Duration(row.ill)*time.Hour {
				t.Errorf("an issue from %v to %v, after one to %v; want it from %v", last.From, last.To, posted[0].To, want)
			}
		})
	}
}
