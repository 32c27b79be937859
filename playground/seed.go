package playground

import (
	"strconv"
	"time"
)

// discordEpoch is where snowflakes begin to count, in Unix milliseconds.
const discordEpoch = 1420070400000

// A clock stands still, but for a step with every id that is made: so ids and times depend on what was done alone.
type clock struct{ at time.Time }

const clockStep = 250 * time.Millisecond

// seeded is the clock of a seed. Its seeds are minutes apart, within a year.
func seeded(seed int64) *clock {
	const year = 365 * 24 * 60
	return &clock{time.Date(2026, 1, 1, 9, 0, 0, 0, time.UTC).Add(time.Duration(seed%year) * time.Minute)}
}

// now is the time of this Discord. The lock is held.
func (s *Server) now() time.Time {
	if s.clock != nil {
		return s.clock.at
	}
	return s.options.Now()
}

// id makes the next snowflake. The lock is held.
func (s *Server) id() string {
	if s.clock != nil {
		s.clock.at = s.clock.at.Add(clockStep)
	}
	s.state.last = max(s.state.last+1, (s.now().UnixMilli()-discordEpoch)<<22)
	return strconv.FormatInt(s.state.last, 10)
}

// ownID makes ids of what the bot does on its own account, such as its commands and its sessions: it does them beside what
// people do, and must not change their ids.
func (s *Server) ownID() string {
	s.state.lastOwn++
	return strconv.FormatInt(firstOwnID+s.state.lastOwn, 10)
}

const firstOwnID = 3_000_000

// timestamp is the time as Discord writes it.
func (s *Server) timestamp() string { return s.now().UTC().Format(stampForm) }
