package main

import (
	"context"
	"iter"
	"runtime"
)

// inOrder works on all processors and tells what came of it in the order of what was given, each as soon as it and those before it
// are done. Few are under way at once, so that an endless sequence takes no more memory than a short one. It ends with the first
// error, or with ctx, even while the sequence waits for its next: whoever reads from a person cannot be hurried.
func inOrder[In, Out any](ctx context.Context, all iter.Seq[In], work func(In) Out, tell func(Out) error) error {
	ctx, end := context.WithCancel(ctx)
	defer end()
	turns := make(chan chan Out, runtime.GOMAXPROCS(0)-1)
	go func() {
		defer close(turns)
		for in := range all {
			turn := make(chan Out, 1)
			select {
			case turns <- turn:
			case <-ctx.Done():
				return
			}
			go func() { turn <- work(in) }()
		}
	}()
	for {
		select {
		case turn, more := <-turns:
			if !more {
				return nil
			}
			if err := tell(<-turn); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
