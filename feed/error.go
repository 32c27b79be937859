package feed

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"parley/pattern"
)

// A Kind says in what way a feed failed. Callers branch on it; people read [Sentence].
type Kind string

const (
	NotLink     Kind = "not a link"   // no http or https link, or one with a name and password in it
	NotFeed     Kind = "not a feed"   // a web page, or anything else
	Broken      Kind = "broken"       // a feed of which nothing can be read
	NoFeed      Kind = "no feed"      // a page that names none
	TooLarge    Kind = "too large"    // more bytes than Parley reads, and not even the beginning is of use
	Gone        Kind = "gone"         // 410
	NotFound    Kind = "not found"    // 404
	Blocked     Kind = "blocked"      // other statuses of the 400s: the site turns programs away
	Unwelcome   Kind = "unwelcome"    // its robots.txt asks programs to keep away
	Throttled   Kind = "throttled"    // 429, or 503 with a time to wait
	SiteTrouble Kind = "site trouble" // statuses of the 500s
	TimedOut    Kind = "timeout"      // no whole answer in time
	Unreachable Kind = "unreachable"  // the site did not answer, or may not be asked
)

// An Error is what this package returns. Its text is for the log; [Sentence] words it for people.
type Error struct {
	Kind       Kind
	Link       string        // host and path alone: queries may carry secrets; "" when there was no link
	Status     int           // the HTTP status, 0 when there was none
	RetryAfter time.Duration // how long the site wants to be left alone, 0 when it does not say
	Err        error         // the cause, or nil
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("feed: ")
	if e.Link != "" {
		fmt.Fprintf(&b, "%q: ", e.Link)
	}
	b.WriteString(string(e.Kind))
	if e.Status != 0 {
		fmt.Fprintf(&b, " (HTTP %d)", e.Status)
	}
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Err }

// Sentence words any error for people: what happened, and what to do where something can be done. It holds nothing of the
// error's text. Sites that do not answer and sites that the network guard forbids read the same on purpose.
func Sentence(err error) string {
	var known *Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &known):
		return known.sentence()
	case errors.Is(err, context.Canceled):
		return "That was called off before it was done."
	case errors.Is(err, context.DeadlineExceeded):
		return "The site took too long to answer."
	}
	return "Something went wrong while getting the feed."
}

func (e *Error) sentence() string {
	switch e.Kind {
	case NotLink:
		return "That is not a link to a feed. Give one that starts with https://."
	case NotFeed:
		return "What is at this address is not a feed. Give the link of the feed itself."
	case Broken:
		return "The site's feed is broken: nothing in it can be read."
	case NoFeed:
		return "That page names no feed. Look for the site's RSS link and give that."
	case TooLarge:
		return "The feed is larger than Parley reads."
	case Gone:
		return "The site says 410: the feed is gone for good."
	case NotFound:
		return "The site says 404: the feed is gone."
	case Blocked:
		return fmt.Sprintf("The site says %d: it does not let programs read this feed.", e.Status)
	case Unwelcome:
		return "The site's robots.txt asks programs not to read this feed."
	case Throttled:
		return fmt.Sprintf("The site says %d: it wants to be asked less often.", e.Status)
	case SiteTrouble:
		return fmt.Sprintf("The site says %d: it has trouble of its own.", e.Status)
	case TimedOut:
		return "The site took too long to answer."
	}
	return "The site could not be reached."
}

var statusInSentence = pattern.Lazy(`[1-5]\d\d`)

// Why is the failure that a feed's Reason words, for whoever words it otherwise; nil where there is none, or none of this version's.
func (f Feed) Why() *Error {
	status, _ := strconv.Atoi(statusInSentence.FindString(f.Reason))
	for _, kind := range []Kind{NotLink, NotFeed, Broken, NoFeed, TooLarge, Gone, NotFound, Blocked, Unwelcome, Throttled, SiteTrouble, TimedOut, Unreachable} {
		if e := (&Error{Kind: kind, Status: status}); e.sentence() == f.Reason {
			return e
		}
	}
	return nil
}
