package feed

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"parley/pattern"
)

// maxDate is the longest text, in bytes, that is read as a date.
const maxDate = 120

// readDate reads a date in any of the forms that feeds write, with names of months and days in the languages of dateWords. It
// returns the zero time where it would have to guess: at a word or a zone that it does not know, at 3/4/2025 where language, the
// feed's, does not tell which is the month, at a date without a year. What bears no zone is taken as UTC.
func readDate(text, language string) time.Time {
	text = strings.TrimSpace(text)
	if len(text) > maxDate {
		return time.Time{}
	}
	if at, ok := unixTime(text); ok {
		return at
	}
	r := dateReader{tokens: dateToken.FindAllString(fold(text), -1)}
	for len(r.tokens) > 0 {
		if !r.next() {
			return time.Time{}
		}
	}
	return r.time(language)
}

// aheadBy is how far a clock may be ahead that tells no zone: of what is dated so, now is the date.
const aheadBy = 14 * time.Hour

// plausible returns a date that an item can have at the time now, else the zero time.
func plausible(date, now time.Time) time.Time {
	switch {
	case date.Year() < 1990, date.After(now.Add(aheadBy)):
		return time.Time{}
	case date.After(now):
		return now.UTC()
	}
	return date
}

// unixTime reads seconds or milliseconds since 1970, of the years from 2001 to 2286.
func unixTime(text string) (time.Time, bool) {
	whole, fraction, _ := strings.Cut(text, ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || strings.Trim(fraction, "0123456789") != "" {
		return time.Time{}, false
	}
	switch len(whole) {
	case 10:
		return time.Unix(n, 0).UTC(), true
	case 13:
		return time.UnixMilli(n).UTC(), true
	}
	return time.Time{}, false
}

var dateToken = pattern.Lazy(`\d+|\p{L}+|[^\s]`)

// A dateReader takes a date's tokens from the left, and keeps what they say.
type dateReader struct {
	tokens []string

	year, month         int
	numbers             []int  // day, month or a short year, in the order of the text
	yearFirst           bool   // the year stood before all of them
	separator           string // after the first of them
	maybe               int    // a month whose name is a weekday's too ("mar")
	timed, zoned, fixed bool   // a time was read, a zone, an offset in hours
	hour, minute        int
	second              int
	offset              time.Duration
}

// next reads one thing, and reports whether it is known.
func (r *dateReader) next() bool {
	token := r.take()
	switch {
	case token[0] >= '0' && token[0] <= '9':
		return r.number(token)
	case token == "+", (token == "-" || token == "−") && r.offsetFollows():
		return r.readOffset(token != "+")
	case token == "(" || token == "[":
		return r.remark()
	case unicode.IsLetter([]rune(token)[0]):
		return r.word(token)
	}
	return strings.Contains("-/.,:;|)]°º·'", token)
}

func (r *dateReader) take() string {
	token := r.tokens[0]
	if len(r.numbers) == 1 && r.separator == "" {
		r.separator = token
	}
	r.tokens = r.tokens[1:]
	return token
}

// peek returns the token at n, or "".
func (r *dateReader) peek(n int) string {
	if n < len(r.tokens) {
		return r.tokens[n]
	}
	return ""
}

// skip takes a token if it is the one given.
func (r *dateReader) skip(token string) bool {
	if r.peek(0) != token {
		return false
	}
	r.take()
	return true
}

func isNumber(token string, least, most int) bool {
	return len(token) >= least && len(token) <= most && token[0] >= '0' && token[0] <= '9'
}

// number reads a time, a year, or a number of which is not known yet what it counts.
func (r *dateReader) number(token string) bool {
	n, err := strconv.Atoi(token)
	switch {
	case err != nil:
		return false
	case len(token) == 14 && r.compactDate(token[:8]):
		return r.compactTime(token[8:])
	case len(token) == 8 && r.compactDate(token):
		return true
	case len(token) == 6 && r.month > 0 && !r.timed:
		return r.compactTime(token)
	case len(token) == 4 && r.year == 0:
		r.year, r.yearFirst = n, len(r.numbers) == 0 && r.month == 0
		return true
	case len(token) > 2 || len(r.numbers) > 2:
		return false
	case !r.timed && r.timeFollows():
		return r.readTime(n)
	}
	r.numbers = append(r.numbers, n)
	return true
}

func (r *dateReader) compactDate(token string) bool {
	if r.year > 0 || r.month > 0 || len(r.numbers) > 0 {
		return false
	}
	r.year, _ = strconv.Atoi(token[:4])
	r.month, _ = strconv.Atoi(token[4:6])
	day, _ := strconv.Atoi(token[6:])
	r.numbers = []int{day}
	return true
}

func (r *dateReader) compactTime(token string) bool {
	r.timed = true
	r.hour, _ = strconv.Atoi(token[:2])
	r.minute, _ = strconv.Atoi(token[2:4])
	r.second, _ = strconv.Atoi(token[4:])
	return true
}

// timeFollows reports whether the number just taken is an hour: "10:57", "10h", "10 Uhr", "10.57 Uhr", "10 p.m.".
func (r *dateReader) timeFollows() bool {
	switch next := r.peek(0); next {
	case ":", "h", "uhr", "uur", "am", "pm":
		return true
	case ".":
		dated := r.year > 0 && (len(r.numbers) == 2 || r.month > 0 && len(r.numbers) == 1)
		return isNumber(r.peek(1), 2, 2) && (dated || r.peek(2) == "uhr" || r.peek(2) == "uur")
	case "a", "p":
		return r.peek(1) == "." && r.peek(2) == "m" || r.peek(1) == "m"
	}
	return false
}

func (r *dateReader) readTime(hour int) bool {
	r.timed, r.hour = true, hour
	if r.skip(":") || r.skip("h") || isNumber(r.peek(1), 2, 2) && r.skip(".") {
		if isNumber(r.peek(0), 1, 2) {
			r.minute, _ = strconv.Atoi(r.take())
		}
		if isNumber(r.peek(1), 1, 2) && r.skip(":") {
			r.second, _ = strconv.Atoi(r.take())
		}
		if isNumber(r.peek(1), 1, 9) && (r.skip(".") || r.skip(",")) {
			r.take() // parts of a second
		}
	}
	return r.readHalf()
}

// readHalf reads "am", "p.m." and the like after a time.
func (r *dateReader) readHalf() bool {
	half := r.peek(0)
	dotted := (half == "a" || half == "p") && (r.peek(1) == "m" || r.peek(1) == "." && r.peek(2) == "m")
	switch {
	case dotted:
		r.take()
		r.skip(".")
		half += r.take()
	case slices.Contains(halves, half):
		r.take()
	default:
		return true
	}
	if r.hour == 0 && half[0] == 'a' {
		return true
	}
	switch afternoon := half == "pm" || half == "пп"; {
	case r.hour > 12:
		return afternoon // "14:30 PM" is said twice, "14:30 AM" is wrong
	case afternoon && r.hour < 12:
		r.hour += 12
	case !afternoon && r.hour == 12:
		r.hour = 0
	}
	return true
}

// offsetFollows tells the sign before an offset from the hyphens in and around a date.
func (r *dateReader) offsetFollows() bool {
	dated := r.year > 0 || len(r.numbers) == 2
	return dated && r.timed && !r.fixed && isNumber(r.peek(0), 1, 4)
}

// readOffset reads hours, or hours and minutes: "2", "02", "0200", "2:00", and "02:00:00" of some writers.
func (r *dateReader) readOffset(west bool) bool {
	digits := r.peek(0)
	if r.fixed || !r.timed || !isNumber(digits, 1, 4) {
		return false
	}
	r.take()
	hours, minutes := digits, "0"
	if len(digits) > 2 {
		hours, minutes = digits[:len(digits)-2], digits[len(digits)-2:]
	}
	for n := 0; n < 2 && isNumber(r.peek(1), 2, 2) && r.skip(":"); n++ {
		if token := r.take(); n == 0 {
			minutes = token
		}
	}
	h, _ := strconv.Atoi(hours)
	m, _ := strconv.Atoi(minutes)
	if h > 14 || m > 59 {
		return false
	}
	r.offset = time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
	if west {
		r.offset = -r.offset
	}
	r.zoned, r.fixed = true, true
	return true
}

// remark reads a text in brackets, which only tells more of a zone that is known: "+0100 (Central European Time)".
func (r *dateReader) remark() bool {
	if !r.zoned {
		return true
	}
	for len(r.tokens) > 0 {
		if token := r.take(); token == ")" || token == "]" {
			return true
		}
	}
	return true
}

func (r *dateReader) word(token string) bool {
	known := dateWords()
	month, isMonth := known.months[token]
	offset, isZone := zones[token]
	switch {
	case isMonth && known.days[token]:
		r.maybe = month
	case isMonth:
		if r.month > 0 && r.month != month {
			return false
		}
		r.month = month
	case known.days[token]:
	case isZone && r.timed && !r.fixed:
		r.offset, r.zoned = time.Duration(offset*float64(time.Hour)), true
	case r.fixed && len(token) <= 5: // the name of a zone whose offset stands before it
	default:
		return slices.Contains(fillers, token)
	}
	return true
}

// time returns what was read, the zero time if that is no whole date.
func (r *dateReader) time(language string) time.Time {
	if r.month == 0 {
		r.month = r.maybe
	}
	day, ok := r.day(language)
	if !ok || r.hour > 24 || r.minute > 59 || r.second > 60 {
		return time.Time{}
	}
	date := time.Date(r.year, time.Month(r.month), day, 0, 0, 0, 0, time.UTC)
	if date.Day() != day || int(date.Month()) != r.month {
		return time.Time{} // 30 February
	}
	clock := time.Duration(r.hour)*time.Hour + time.Duration(r.minute)*time.Minute + time.Duration(r.second)*time.Second
	return date.Add(clock - r.offset)
}

// day decides what the numbers are: it completes year and month, and returns the day.
func (r *dateReader) day(language string) (day int, ok bool) {
	n := r.numbers
	switch {
	case r.month > 0 && r.year > 0 && len(n) == 1:
		return n[0], true
	case r.month > 0 && r.year == 0 && len(n) == 2: // RFC 822 has years of two digits
		r.year = 2000 + n[1]
		return n[0], true
	case r.month > 0 || len(n) < 2:
		return 0, false
	case r.year > 0 && r.yearFirst && len(n) == 2:
		r.month = n[0]
		return n[1], true
	case r.year == 0 && len(n) == 3 && r.separator == ".":
		r.year = 2000 + n[2]
	case r.year == 0 || len(n) != 2:
		return 0, false
	}
	monthFirst, known := n[1] > 12, true
	if r.separator != "." && n[0] <= 12 && n[1] <= 12 && n[0] != n[1] {
		monthFirst, known = monthsFirst(language)
	}
	if monthFirst {
		n[0], n[1] = n[1], n[0]
	}
	r.month = n[1]
	return n[0], known
}

// monthsFirst reports whether writers of a language put the month before the day, if that can be told: those of English do
// either.
func monthsFirst(language string) (first, known bool) {
	switch base, region, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(language, "_", "-")), "-"); {
	case base == "en" && region == "us":
		return true, true
	case base == "en":
		return false, slices.Contains([]string{"gb", "uk", "ie", "au", "nz", "in", "za"}, region)
	default:
		return false, base != ""
	}
}
