package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"sync/atomic"
	"time"

	"parley/desk"
)

const (
	// answersWithin is how long PostgreSQL may take for one statement, and to connect at the start.
	answersWithin = 5 * time.Second
	// silentWithin is how long it may take after one that it did not answer: whoever asks several things in turn is not to wait for each.
	silentWithin = 500 * time.Millisecond
	// SQLite bounds its own waits by busy_timeout.
	withoutBound = 24 * time.Hour
)

// A pulse knows whether the database is there: a PostgreSQL that hangs takes connections and answers nothing, and a SQLite file that was
// deleted or replaced goes on taking what is lost when its process ends.
type pulse struct {
	path   string // of the SQLite file, "" for PostgreSQL
	file   os.FileInfo
	silent atomic.Bool
}

// pool is a pool of connections whose statements are bounded, transaction a transaction of it.
type pool struct {
	*sql.DB
	pulse      *pulse
	statements *statements // nil: none are kept
}

type transaction struct {
	*sql.Tx
	pulse      *pulse
	statements *statements
	unknown    []string // that are not among them yet
}

func (p pool) beating() *pulse         { return p.pulse }
func (t *transaction) beating() *pulse { return t.pulse }

func (p *pulse) within() time.Duration {
	switch {
	case p.path != "":
		return withoutBound
	case p.silent.Load():
		return silentWithin
	}
	return answersWithin
}

// gone is an error where the file of the database is another one than that which was opened, or none.
func (p *pulse) gone() error {
	if p.file == nil {
		return nil
	}
	now, err := os.Stat(p.path)
	if err == nil && os.SameFile(now, p.file) {
		return nil
	}
	return fmt.Errorf("%w: its file %q was deleted or replaced while Parley ran: start Parley again, with the file in its place", desk.ErrAway, p.path)
}

// do runs one step that ends when cancel is called, which it is when the step takes too long. Of a database that was not asked, for its
// caller's time was over before, nothing is known; and a caller who waits shorter than we do does not make it silent for all others.
func (p *pulse) do(ctx context.Context, cancel context.CancelFunc, step func() error) error {
	if err := p.gone(); err != nil {
		return err
	}
	asked := ctx.Err() == nil
	var late atomic.Bool
	timer := time.AfterFunc(p.within(), func() {
		late.Store(true)
		cancel()
	})
	err := step()
	timer.Stop()
	switch {
	case err == nil:
		p.silent.Store(false)
	case late.Load():
		p.silent.Store(p.path == "")
		return fmt.Errorf("%w: %w", desk.ErrAway, err)
	case asked && errors.Is(ctx.Err(), context.DeadlineExceeded):
		return fmt.Errorf("%w: %w", desk.ErrAway, err)
	}
	return err
}

// bounded runs one statement on a pool or in a transaction of ours.
func bounded(ctx context.Context, on any, step func(context.Context) error) error {
	ours, ok := on.(interface{ beating() *pulse })
	if !ok {
		return step(ctx)
	}
	limited, cancel := context.WithCancel(ctx)
	defer cancel()
	return ours.beating().do(ctx, cancel, func() error { return step(limited) })
}
