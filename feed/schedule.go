package feed

import (
	"hash/fnv"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	minInterval   = 10 * time.Minute
	maxInterval   = 6 * time.Hour
	firstInterval = 30 * time.Minute

	minBackoff = 2 * time.Minute
	maxBackoff = 24 * time.Hour
	// maxRetryAfter bounds what a site may ask for with Retry-After. A feed held longer would look forgotten.
	maxRetryAfter = 48 * time.Hour
	// notFoundFor is how long a site must have said 404 before the feed is taken for gone: sites lose pages for a
	// day when they are rebuilt.
	notFoundFor = 7 * 24 * time.Hour
)

// IsDue reports whether a feed is to be fetched at now. One that is due later than any rule allows is due at once: the clock
// was wrong when that was set.
func (f Feed) IsDue(now time.Time) bool {
	return !f.Stopped && (!f.Due.After(now) || f.Due.After(now.Add(maxRetryAfter+maxRetryAfter/10)))
}

// IsSlow reports feeds that failed the last time, or took so long that others should not wait for them.
func (f Feed) IsSlow() bool { return f.Late || f.Failures > 0 }

// succeeded returns the state after an answer. The interval halves when the feed has changed and grows by half when it has
// not, between 10 minutes and 6 hours; what the document and the Cache-Control header ask for is a lower bound.
func (f Feed) succeeded(changed bool, header http.Header, now time.Time) Feed {
	switch {
	case f.Interval == 0:
		f.Interval = firstInterval
	case changed:
		f.Interval /= 2
	default:
		f.Interval += f.Interval / 2
	}
	f.Interval = min(max(f.Interval, minInterval), maxInterval)
	f.Fetched = now
	if changed {
		f.Changed = now
	}
	f.Failures, f.FailingSince, f.Reason, f.Stopped = 0, time.Time{}, "", false
	wait := min(max(f.Interval, f.Asks, maxAge(header)), maxInterval)
	f.Due = now.Add(f.spread(wait))
	return f
}

// failed returns the state after a failure. The wait doubles with each failure, from 2 minutes to a day, and is never
// shorter than the site asks for. A feed that is gone is stopped.
func (f Feed) failed(e *Error, now time.Time) Feed {
	if f.Failures == 0 || f.FailingSince.After(now) {
		f.FailingSince = now
	}
	f.Failures++
	f.Reason = e.sentence()
	f.MovedTo = ""
	lost := e.Kind == NotFound && now.Sub(f.FailingSince) >= notFoundFor
	f.Stopped = e.Kind == Gone || e.Kind == NotLink || lost
	wait := maxBackoff
	if doublings := f.Failures - 1; doublings < 10 {
		wait = min(minBackoff<<doublings, maxBackoff)
	}
	f.Due = now.Add(f.spread(max(wait, min(e.RetryAfter, maxRetryAfter))))
	return f
}

// spread lengthens a wait by up to a tenth, always the same for one feed, so that feeds added together are not asked for
// together forever.
func (f Feed) spread(wait time.Duration) time.Duration {
	h := fnv.New32a()
	h.Write([]byte(f.URL))
	return wait + wait/10*time.Duration(h.Sum32()%1000)/1000
}

// retryAfter returns the wait that a Retry-After header asks for, in seconds or as a date (RFC 9110, 10.2.3); 0 for none.
func retryAfter(header http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(header.Get("Retry-After"))
	if seconds, err := strconv.ParseUint(value, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if date, err := http.ParseTime(value); err == nil {
		return max(date.Sub(now), 0)
	}
	return 0
}

// maxAge returns how long an answer stays fresh (RFC 9111, 4.2), its age taken off; 0 when the site does not say.
func maxAge(header http.Header) time.Duration {
	age, _ := strconv.ParseUint(strings.TrimSpace(header.Get("Age")), 10, 31)
	for _, line := range header.Values("Cache-Control") {
		for directive := range strings.SplitSeq(line, ",") {
			name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
			if !strings.EqualFold(name, "max-age") {
				continue
			}
			if seconds, err := strconv.ParseUint(strings.Trim(value, `"`), 10, 31); err == nil && seconds > age {
				return time.Duration(seconds-age) * time.Second
			}
		}
	}
	return 0
}
