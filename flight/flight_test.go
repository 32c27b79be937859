package flight

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// slowly answers after ten seconds, or gives up with its context; how it ended goes to ended.
func slowly(ended chan<- error) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		select {
		case <-time.After(10 * time.Second):
			ended <- nil
			return "answer", nil
		case <-ctx.Done():
			ended <- ctx.Err()
			return "", ctx.Err()
		}
	}
}

func TestOneOfTwoWhoGivesUpLeavesTheQuestionToTheOther(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var g Group[string]
		ended := make(chan error, 1)
		ctx, giveUp := context.WithCancel(t.Context())
		var both sync.WaitGroup
		both.Go(func() {
			if _, _, err := g.Do(ctx, "k", slowly(ended)); !errors.Is(err, context.Canceled) {
				t.Errorf("the impatient one got %v", err)
			}
		})
		synctest.Wait()
		both.Go(func() {
			answer, joined, err := g.Do(t.Context(), "k", slowly(ended))
			if err != nil || !joined || answer != "answer" {
				t.Errorf("the patient one got %q, joined %v, %v", answer, joined, err)
			}
		})
		synctest.Wait()
		giveUp()
		both.Wait()
		if err := <-ended; err != nil {
			t.Errorf("the question ended with %v", err)
		}
	})
}

// When nobody waits any more the question is stopped, and the next one who asks begins anew.
func TestAQuestionThatNobodyWaitsForIsStopped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var g Group[string]
		ended := make(chan error, 2)
		ctx, giveUp := context.WithCancel(t.Context())
		var both sync.WaitGroup
		for range 2 {
			both.Go(func() { g.Do(ctx, "k", slowly(ended)) })
		}
		synctest.Wait()
		giveUp()
		both.Wait()
		if err := <-ended; !errors.Is(err, context.Canceled) || len(ended) != 0 {
			t.Errorf("the question ended with %v, %d more; want one, stopped", err, len(ended))
		}
		if answer, joined, err := g.Do(t.Context(), "k", slowly(ended)); joined || err != nil || answer != "answer" {
			t.Errorf("the next got %q, joined %v, %v", answer, joined, err)
		}
	})
}
