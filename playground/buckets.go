package playground

import (
	"fmt"
	"hash/fnv"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// This file is rate limits: a bucket for each route and each channel, server or webhook, and one over all that a bot does.
// Discord documents the headers and the global limit, and leaves the numbers of the routes to the headers; those here are what
// authors of bots report, not measured.

// An allowance is so many calls in a time.
type allowance struct {
	calls int
	per   time.Duration
}

var (
	everything = allowance{50, time.Second} // of one bot, but for interactions and their webhooks
	ordinary   = allowance{50, time.Second} // of a route that is not in the list
)

var allowances = map[string]allowance{
	"POST /channels/{channel}/messages":             {5, 5 * time.Second},
	"PATCH /channels/{channel}/messages/{message}":  {5, 5 * time.Second},
	"DELETE /channels/{channel}/messages/{message}": {5, time.Second},
	"GET /channels/{channel}/messages":              {5, 5 * time.Second},
	"GET /channels/{channel}/messages/{message}":    {30, 30 * time.Second},
	"POST /channels/{channel}/messages/bulk-delete": {1, time.Second},
	"POST /channels/{channel}/typing":               {5, 5 * time.Second},

	"PUT /channels/{channel}/messages/{message}/reactions/{emoji}/@me":    {1, 250 * time.Millisecond},
	"DELETE /channels/{channel}/messages/{message}/reactions/{emoji}/@me": {1, 250 * time.Millisecond},

	"POST /webhooks/{application}/{token}":                      {5, 2 * time.Second},
	"GET /webhooks/{application}/{token}/messages/{message}":    {5, 2 * time.Second},
	"PATCH /webhooks/{application}/{token}/messages/{message}":  {5, 2 * time.Second},
	"DELETE /webhooks/{application}/{token}/messages/{message}": {5, 2 * time.Second},
}

// A bucket is what is left of an allowance. Its time is the real one: callers wait in it.
type bucket struct {
	left   int
	resets time.Time
}

const maxBuckets = 10_000

// take uses up one call of a bucket and returns it as it is afterwards; false when there was none left.
func (s *Server) take(key string, of allowance, now time.Time) (bucket, bool) {
	b, known := s.buckets[key]
	if !known || !now.Before(b.resets) {
		b = bucket{of.calls, now.Add(of.per)}
	}
	if s.options.Unlimited {
		b.left = of.calls // else a client that reads the headers would wait
	}
	ok := b.left > 0
	b.left = max(b.left-1, 0)
	s.buckets[key] = b
	if len(s.buckets) > maxBuckets {
		for key, old := range s.buckets {
			if !now.Before(old.resets) {
				delete(s.buckets, key)
			}
		}
	}
	return b, ok
}

// limit counts a call and writes the headers that tell of its bucket. It returns the 429, or nil.
func (c *call) limit(route string, header http.Header, now time.Time) *Refusal {
	interaction := strings.Contains(route, "{token}")
	if !interaction {
		if all, ok := c.take("", everything, now); !ok {
			return c.limited(all.resets.Sub(now), true, header)
		}
	}
	of, listed := allowances[route]
	if !listed {
		of = ordinary
	}
	hash := fnv.New64a()
	hash.Write([]byte(route))
	name := fmt.Sprintf("%016x", hash.Sum64())
	major := c.path("channel") + c.path("guild") + c.path("token")
	b, ok := c.take(name+major, of, now)
	wait := b.resets.Sub(now)
	header.Set("X-RateLimit-Limit", strconv.Itoa(of.calls))
	header.Set("X-RateLimit-Remaining", strconv.Itoa(b.left))
	header.Set("X-RateLimit-Reset", fmt.Sprintf("%.3f", float64(b.resets.UnixMilli())/1000))
	header.Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", told(wait).Seconds()))
	header.Set("X-RateLimit-Bucket", name)
	if !ok {
		return c.limited(wait, false, header)
	}
	return nil
}

// told is a wait as a header tells it: two milliseconds more, for the header is rounded to one, and discordgo, which computes in floating point,
// cuts off another. Who waits as long as it is told to is never refused.
func told(wait time.Duration) time.Duration { return wait + 2*time.Millisecond }

// limited is the 429. The header counts whole seconds, the body fractions.
func (c *call) limited(wait time.Duration, global bool, header http.Header) *Refusal {
	header.Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
	header.Set("X-RateLimit-Scope", "user")
	if global {
		header.Set("X-RateLimit-Scope", "global")
		header.Set("X-RateLimit-Global", "true")
	}
	return &Refusal{Status: http.StatusTooManyRequests, Message: "You are being rate limited.", limited: true, wait: wait, global: global}
}
