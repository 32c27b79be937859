package main

import (
	"context"
	"iter"
	"runtime"
)

// inOrder works on all processors and tells what came of it in the order of what was given, each as soon as it and those before it
// are done. Few are under way at once, so that an endless sequence takes no more memory than a short one; but more than there are
// processors, or one would wait while another is long at what is to be told first. It ends with the first error, or with ctx, even
// while the sequence waits for its next: whoever reads from a person cannot be hurried.
func inOrder[In, Out any](ctx context.Context, all iter.Seq[In], work func(In) Out, tell func(Out) error) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	const ahead = 4 // for each processor
	processors := runtime.GOMAXPROCS(0)
	turns, room := make(chan chan Out, ahead*processors), make(chan struct{}, processors)
	go func() {
		defer close(turns)
		for in := range all {
			turn := make(chan Out, 1)
			if !send(ctx, room, struct{}{}) || !send(ctx, turns, turn) {
				return
			}
			go func() {
				turn <- work(in)
				<-room
			}()
		}
	}()
	for {
		select {
		case turn, more := <-turns:
			if !more {
				return ctx.Err() // what ended early is no success
			}
			if err := tell(<-turn); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// send says whether something was sent before the end of ctx.
func send[T any](ctx context.Context, to chan<- T, it T) bool {
	select {
	case to <- it:
		return true
	case <-ctx.Done():
		return false
	}
}
