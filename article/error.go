package article

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// A Kind says in what way getting an article failed. Callers branch on it; people read [Sentence].
type Kind string

const (
	NotLink     Kind = "not a link"       // no http or https link, or one with a name and password in it
	Unsupported Kind = "unsupported type" // a picture, a PDF, JSON, a feed: no page of text
	Refused     Kind = "refused"          // the guard or the redirect policy forbids it
	NotFound    Kind = "not found"        // the site says that there is no such page
	Blocked     Kind = "blocked"          // the site turned us away, or wants to see a human first
	TimedOut    Kind = "timeout"          // no whole answer in time
	TooLarge    Kind = "too large"        // more bytes than Parley reads
	Consent     Kind = "consent page"     // a cookie or privacy wall stands where the article would
	NoArticle   Kind = "no article"       // a front page, a list of links, a program without text
	Empty       Kind = "empty"            // no text at all
	Unreachable Kind = "unreachable"      // the site did not answer, or broke off, or failed
)

// An Error is what this package returns. Its text is for the log; [Sentence] words it for people.
type Error struct {
	Kind   Kind
	Link   string // host and path alone: queries may carry secrets; "" when there was no link
	Status int    // the HTTP status, 0 when there was none
	Err    error  // the cause, or nil
}

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("article: ")
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

// failure makes an Error whose cause is a sentence for the log.
func failure(kind Kind, format string, args ...any) *Error {
	return &Error{Kind: kind, Err: fmt.Errorf(format, args...)}
}

// Sentence words any error for people: what happened, and what to do. It holds nothing of the error's text.
//
// Refused and Unreachable read the same on purpose: whoever posts links must not learn which names and ports exist in
// the network that Parley runs in.
func Sentence(err error) string {
	var known *Error
	switch {
	case err == nil:
		return ""
	case errors.As(err, &known):
		return known.Kind.sentence()
	case errors.Is(err, context.Canceled):
		return "That was called off before it was done."
	case errors.Is(err, context.DeadlineExceeded):
		return TimedOut.sentence()
	}
	return "Something went wrong while getting the article. Try again, or paste its text."
}

func (k Kind) sentence() string {
	switch k {
	case NotLink:
		return "That is not a link to a web page. Give one that starts with https://, or paste the text."
	case Unsupported:
		return "That is not a web page with text. Give a link to the article itself, or paste its text."
	case Refused, Unreachable:
		return "That page could not be reached. Check the link, or paste the text of the article."
	case NotFound:
		return "The site says that this page does not exist. Check the link, or paste the text of the article."
	case Blocked:
		return "The site does not let programs read this page. Open it yourself and paste the text."
	case TimedOut:
		return "The site took too long to answer. Try again later, or paste the text of the article."
	case TooLarge:
		return "That page is too large to read. Paste the part that matters."
	case Consent:
		return "The site shows a consent page instead of the article. Open it yourself and paste the text."
	case Empty:
		return "There is no text in that. Paste the text of the article."
	}
	return "No article was found on that page. Give a link to the article itself, or paste its text."
}

// Sentence says for people why an article's text is likely not the whole of it, and what to do; "" when it seems whole.
func (p Partial) Sentence() string {
	switch p {
	case Paywalled:
		return "Only the free part of this article could be read; if you have the rest, paste its text."
	case Thin:
		return "This page gave very little text; if the article is longer, paste its text."
	case LiveBlog:
		return "This is a live page: it shows what stood there when it was read, and may have changed since."
	case Cut:
		return "This text is longer than Parley reads; the end was left out."
	}
	return ""
}
