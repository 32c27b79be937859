package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
)

// TestALineIsAnsweredBeforeTheNextIsAsked talks with the program as another program does, over pipes: a line that waits in a
// buffer for others would have both wait for ever.
func TestALineIsAnsweredBeforeTheNextIsAsked(t *testing.T) {
	t.Parallel()
	command := exec.CommandContext(t.Context(), "parley", "read", "--jsonl")
	command.Stderr = os.Stderr
	in, err := command.StdinPipe()
	out, failed := command.StdoutPipe()
	if err = errors.Join(err, failed, command.Start()); err != nil {
		t.Fatal(err)
	}
	answers := bufio.NewReader(out)
	for i := range 4 {
		fmt.Fprintf(in, `{"id": "%d", "text": "“We are late,” Ada Berg said."}`+"\n", i)
		answer, err := answers.ReadString('\n')
		if want := fmt.Sprintf(`{"id":"%d","quotes":[{"text":"We are late,","number":1,"speaker":"Ada Berg"`, i); err != nil || !strings.HasPrefix(answer, want) {
			t.Fatalf("line %d is answered with %q, %v; want %s…", i, answer, err, want)
		}
	}
	in.Close()
	if err := command.Wait(); err != nil {
		t.Error(err)
	}
}

func TestInOrder(t *testing.T) {
	t.Parallel()
	if runtime.GOMAXPROCS(0) < 2 {
		t.Skip("one at a time is in order")
	}
	given, later := make([]int, 100), make([]chan struct{}, 100)
	for i := range given {
		given[i], later[i] = i, make(chan struct{})
	}
	work := func(i int) int { // the first of each two is done last
		if close(later[i]); i%2 == 0 {
			<-later[i+1]
		}
		return i
	}
	var got []int
	if err := inOrder(t.Context(), slices.Values(given), work, func(i int) error { got = append(got, i); return nil }); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, given) {
		t.Errorf("told %v", got)
	}
}

func TestNoProcessorWaitsForTheFirst(t *testing.T) {
	t.Parallel()
	if runtime.GOMAXPROCS(0) < 2 {
		t.Skip("one at a time waits for each")
	}
	synctest.Test(t, func(t *testing.T) { // which fails where all wait for one another
		begun := make(chan struct{})
		work := func(i int) int {
			switch i {
			case 0:
				<-begun
			case 4:
				close(begun)
			}
			return i
		}
		if err := inOrder(t.Context(), slices.Values([]int{0, 1, 2, 3, 4}), work, func(int) error { return nil }); err != nil {
			t.Error(err)
		}
	})
}

func TestInOrderEnds(t *testing.T) {
	t.Parallel()
	full := errors.New("full")
	endless := func(yield func(int) bool) {
		for yield(1) {
		}
	}
	same := func(i int) int { return i }
	if err := inOrder(t.Context(), endless, same, func(int) error { return full }); !errors.Is(err, full) {
		t.Errorf("an answer that cannot be written: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var silent sync.WaitGroup
	silent.Add(1)
	defer silent.Done()
	waiting := func(func(int) bool) {
		cancel()
		silent.Wait()
	}
	if err := inOrder(ctx, waiting, same, func(int) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped while the next is waited for: %v", err)
	}
}

// Where the sequence ends because it was stopped, its end and the stop are there at once, and either may be seen first.
func TestWhatWasStoppedIsNoSuccess(t *testing.T) {
	t.Parallel()
	for range 30 {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			half := func(yield func(int) bool) {
				yield(1)
				<-ctx.Done()
			}
			tell := func(int) error {
				cancel()
				synctest.Wait() // until the sequence has ended
				return nil
			}
			if err := inOrder(ctx, half, func(i int) int { return i }, tell); !errors.Is(err, context.Canceled) {
				t.Errorf("stopped after the first: %v", err)
			}
		})
	}
}
