package digest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
	_ "time/tzdata" // zones on machines that have none, such as a container with nothing but the program
)

// A Schedule says when a digest comes: on some days at a time of day in a zone, or every so many hours.
type Schedule struct {
	Days   Days   `json:"days,omitempty"`
	Hour   int    `json:"hour"`   // of the day in Zone
	Minute int    `json:"minute"` //
	Zone   string `json:"zone,omitempty"`
	Every  int    `json:"every,omitempty"` // hours; 0: at the time of day. Counted from midnight UTC of 1 January 1970
}

// maxEvery is a week, in hours.
const maxEvery = 7 * 24

// A Period is what one issue covers.
type Period struct {
	Key  string    // names it: the local date, or the hour in UTC
	From time.Time // when the issue before was due
	Due  time.Time
}

// Validate returns a [Complaint] about a schedule that cannot be, or nil.
func (s Schedule) Validate() error {
	switch {
	case s.Every < 0 || s.Every > maxEvery:
		return Complain("not_every", maxEvery, fmt.Sprintf("Every so many hours means 1 to %d.", maxEvery))
	case s.Every > 0:
		return nil
	case s.Zone == "":
		return Complain("digest_when", 0, "Say when: a time and a zone, such as 8:00 and Europe/Berlin, or every so many hours.")
	case s.Hour < 0 || s.Hour > 23 || s.Minute < 0 || s.Minute > 59:
		return errTime
	}
	if _, err := time.LoadLocation(s.Zone); err != nil || s.Zone == "Local" {
		return Complain("not_zone", 0, "That is no time zone. Type a city, and take one from the list that comes up, such as Europe/Berlin.")
	}
	return nil
}

// Next is the first period that is due after a time. The schedule must be valid.
//
// Each chosen local date has one: where clocks skip its time of day, at the first moment after the gap; where they
// show it twice, at the first of the two. A date that a zone skips altogether has none.
func (s Schedule) Next(after time.Time) Period {
	if s.Every > 0 {
		return s.slot(after.Unix()/s.seconds() + 1)
	}
	for date := s.dateOf(after).AddDate(0, 0, -1); ; date = date.AddDate(0, 0, 1) {
		if due, ok := s.on(date); ok && due.After(after) {
			return Period{Key: date.Format(time.DateOnly), From: s.lastBefore(date), Due: due}
		}
	}
}

// Last is the latest period that is due at or before a time. The schedule must be valid.
func (s Schedule) Last(until time.Time) Period {
	if s.Every > 0 {
		return s.slot(until.Unix() / s.seconds())
	}
	for date := s.dateOf(until).AddDate(0, 0, 1); ; date = date.AddDate(0, 0, -1) {
		if due, ok := s.on(date); ok && !due.After(until) {
			return Period{Key: date.Format(time.DateOnly), From: s.lastBefore(date), Due: due}
		}
	}
}

func (s Schedule) seconds() int64 { return int64(s.Every) * 3600 }

func (s Schedule) slot(n int64) Period {
	due := time.Unix(n*s.seconds(), 0).UTC()
	return Period{Key: due.Format("2006-01-02T15:04Z"), From: due.Add(-time.Duration(s.Every) * time.Hour), Due: due}
}

// zones keeps each *time.Location by its name: a period asks for one again and again, and [time.LoadLocation] reads a file each time.
// Only zones that there are get in, so they are few.
var zones sync.Map

// location is the zone, or UTC for one that this machine does not know any more.
func (s Schedule) location() *time.Location {
	if known, ok := zones.Load(s.Zone); ok {
		return known.(*time.Location)
	}
	location, err := time.LoadLocation(s.Zone)
	if err != nil {
		return time.UTC
	}
	zones.Store(s.Zone, location)
	return location
}

// dateOf is the local date of a time, as midnight in UTC, where no date is skipped.
func (s Schedule) dateOf(t time.Time) time.Time {
	year, month, day := t.In(s.location()).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// lastBefore is when the last chosen date before another is due.
func (s Schedule) lastBefore(date time.Time) time.Time {
	for {
		date = date.AddDate(0, 0, -1)
		if due, ok := s.on(date); ok {
			return due
		}
	}
}

// on is when a date is due, if it is chosen and exists.
func (s Schedule) on(date time.Time) (due time.Time, ok bool) {
	location := s.location()
	if !s.Days.has(date.Weekday()) || !exists(date, location) {
		return time.Time{}, false
	}
	return localTime(date, s.Hour, s.Minute, location).UTC(), true
}

// exists says whether a zone has a date: on 30 December 2011 Samoa had none. No gap is as long as half a day but that one.
func exists(date time.Time, location *time.Location) bool {
	return localTime(date, 12, 0, location).Day() == date.Day()
}

// localTime is the first moment at which clocks show a time of day or, where they skip it, the first after the gap.
// [time.Date] leaves open which of two it takes.
func localTime(date time.Time, hour, minute int, location *time.Location) time.Time {
	year, month, day := date.Date()
	t := time.Date(year, month, day, hour, minute, 0, 0, location)
	wanted := time.Date(year, month, day, hour, minute, 0, 0, time.UTC)
	start, end := t.ZoneBounds()
	switch shown := wallClock(t); {
	case shown.After(wanted):
		return start.In(location)
	case shown.Before(wanted):
		return end.In(location)
	}
	if start.IsZero() {
		return t
	}
	_, offset := t.Zone()
	_, before := start.Add(-time.Second).Zone()
	if earlier := t.Add(time.Duration(offset-before) * time.Second); earlier.Before(start) && wallClock(earlier).Equal(wanted) {
		return earlier
	}
	return t
}

// wallClock is what clocks show, as if it were UTC.
func wallClock(t time.Time) time.Time {
	_, offset := t.Zone()
	return t.UTC().Add(time.Duration(offset) * time.Second)
}

// Days are some days of the week, a bit each from Sunday; 0 means all.
type Days uint8

func (d Days) has(day time.Weekday) bool { return d == 0 || d&(1<<day) != 0 }

// Weekdays are Monday to Friday, Weekend the other two.
const Weekdays, Weekend Days = 1<<1 | 1<<2 | 1<<3 | 1<<4 | 1<<5, 1<<0 | 1<<6

var aroundHyphen = regexp.MustCompile(`\s*-\s*`)

// errDays and errTime say how days and times are typed.
var errDays = Complain("not_days", 0, "The days are such as: mon-fri, weekends, tue and thu, or daily.")

// ParseDays reads days as people type them: "mon-fri", "weekends", "tue, thu", "daily". Its error is a [Complaint].
func ParseDays(text string) (Days, error) {
	var days Days
	text = strings.NewReplacer("–", "-", " to ", "-", " and ", ",", "&", ",", ";", ",").Replace(" " + strings.ToLower(text) + " ")
	text = aroundHyphen.ReplaceAllString(text, "-")
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' }) {
		switch part {
		case "daily", "every", "day", "everyday", "all", "days":
			days |= Weekdays | Weekend
			continue
		case "weekday", "weekdays", "workdays":
			days |= Weekdays
			continue
		case "weekend", "weekends":
			days |= Weekend
			continue
		}
		first, last, _ := strings.Cut(part, "-")
		from, ok := dayNamed(first)
		to := from
		if last != "" && ok {
			to, ok = dayNamed(last)
		}
		if !ok {
			return 0, errDays
		}
		for day := from; ; day = (day + 1) % 7 {
			days |= 1 << day
			if day == to {
				break
			}
		}
	}
	if days == 0 {
		return 0, errDays
	}
	return days, nil
}

// dayNamed knows a day by its English name or the beginning of it, of two letters or more.
func dayNamed(name string) (time.Weekday, bool) {
	name = strings.TrimSuffix(strings.TrimSpace(name), ".")
	for day := time.Sunday; day <= time.Saturday; day++ {
		full := strings.ToLower(day.String())
		if len(name) >= 2 && (strings.HasPrefix(full, name) || name == full+"s") {
			return day, true
		}
	}
	return 0, false
}

var timeOfDay = regexp.MustCompile(`(?i)^(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.)?$`)

// ParseTime reads a time of day as people type it: "8:00", "08.30", "8am", "7:30 pm", "noon". Its error is a [Complaint].
func ParseTime(text string) (hour, minute int, err error) {
	text = strings.ToLower(strings.TrimSpace(text))
	switch text {
	case "noon":
		return 12, 0, nil
	case "midnight":
		return 0, 0, nil
	}
	found := timeOfDay.FindStringSubmatch(text)
	if found == nil {
		return 0, 0, errTime
	}
	hour, _ = strconv.Atoi(found[1])
	minute, _ = strconv.Atoi(found[2]) // "" is 0
	switch half := found[3]; {
	case half != "" && (hour < 1 || hour > 12):
		return 0, 0, errTime
	case half != "" && half[0] == 'p':
		hour = hour%12 + 12
	case half != "":
		hour %= 12
	}
	if hour > 23 || minute > 59 {
		return 0, 0, errTime
	}
	return hour, minute, nil
}

var errTime = Complain("not_time", 0, "The time is one such as 8:00, 19:30 or 7:30 pm.")
