package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"time"

	"parley/desk"
)

// A naming handler says in each line what the work is on, where its context does: all lines of one request have its id.
type naming struct{ slog.Handler }

func (h naming) WithAttrs(attrs []slog.Attr) slog.Handler { return naming{h.Handler.WithAttrs(attrs)} }
func (h naming) WithGroup(name string) slog.Handler       { return naming{h.Handler.WithGroup(name)} }

// Handle writes a record with its subject.
func (h naming) Handle(ctx context.Context, r slog.Record) error {
	if subject, ok := desk.Subject(ctx); ok {
		r = r.Clone()
		r.AddAttrs(subject)
	}
	return h.Handler.Handle(ctx, r)
}

// A terse handler writes one warning a minute of each cause and counts the others: a database that is away for an hour must not fill a disk,
// nor hide what else goes wrong. What was left out is told with the next line of any kind after that minute, or not at all when there is none.
type terse struct {
	slog.Handler
	causes *causes
}

type causes struct {
	mu    sync.Mutex
	known map[string]*repeated
}

// repeated is what was left out of a cause since a line of it was written.
type repeated struct {
	since time.Time
	more  int
	last  slog.Record
	to    slog.Handler
}

// mostCauses bounds what is remembered; then all may be said again.
const mostCauses = 1000

func newTerse(h slog.Handler) terse { return terse{h, &causes{known: map[string]*repeated{}}} }

func (h terse) WithAttrs(attrs []slog.Attr) slog.Handler {
	return terse{h.Handler.WithAttrs(attrs), h.causes}
}
func (h terse) WithGroup(name string) slog.Handler { return terse{h.Handler.WithGroup(name), h.causes} }

// Handle writes a record, unless it says what has been said in this minute.
func (h terse) Handle(ctx context.Context, r slog.Record) error {
	due, isNew := h.causes.note(r, h.Handler)
	var err error
	for _, one := range due {
		one.last.Add("more", one.more)
		err = errors.Join(err, one.to.Handle(ctx, one.last))
	}
	if isNew {
		err = errors.Join(err, h.Handler.Handle(ctx, r))
	}
	return err
}

// note returns the causes whose minute is over and of which something was left out, and whether a record is to be written.
func (c *causes) note(r slog.Record, to slog.Handler) (due []*repeated, isNew bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for key, one := range c.known {
		if age := r.Time.Sub(one.since); age < time.Minute && age >= 0 && len(c.known) < mostCauses {
			continue
		}
		if delete(c.known, key); one.more > 0 {
			due = append(due, one)
		}
	}
	if r.Level < slog.LevelWarn {
		return due, true
	}
	key := causeOf(r)
	known := c.known[key]
	if known == nil {
		c.known[key] = &repeated{since: r.Time}
		return due, true
	}
	known.more++
	known.last, known.to = r.Clone(), to
	return due, false
}

// causeOf is what a record says, with the innermost of its error and without numbers: which request or which port it was makes no other cause.
func causeOf(r slog.Record) string {
	cause := r.Message
	r.Attrs(func(a slog.Attr) bool {
		if err, ok := a.Value.Any().(error); ok && err != nil {
			cause += " " + innermost(err).Error()
		}
		return true
	})
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, cause)
}

// innermost is the error in which a chain of them ends; of several that were joined, the first one's.
func innermost(err error) error {
	for {
		var next error
		switch wrapped := err.(type) {
		case interface{ Unwrap() error }:
			next = wrapped.Unwrap()
		case interface{ Unwrap() []error }:
			if all := wrapped.Unwrap(); len(all) > 0 {
				next = all[0]
			}
		}
		if next == nil {
			return err
		}
		err = next
	}
}
