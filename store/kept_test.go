package store_test

import (
	"testing"
	"time"

	"parley/store"

	"golang.org/x/sync/errgroup"
)

func TestOneOfManyGetsALease(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		got := make(chan string, 20)
		var all errgroup.Group
		for _, by := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
			all.Go(func() error {
				mine, err := db.Lease(t.Context(), "article", "x", by, noon, noon.Add(time.Minute))
				if mine {
					got <- by
				}
				return err
			})
		}
		if err := all.Wait(); err != nil {
			t.Fatal(err)
		}
		if len(got) != 1 {
			t.Fatalf("%d got the lease, want 1", len(got))
		}
		holder := <-got
		if again := must(db.Lease(t.Context(), "article", "x", holder, noon, noon.Add(time.Minute)))(t); !again {
			t.Error("who has the lease cannot take it again")
		}
		if other := must(db.Lease(t.Context(), "answer", "x", "z", noon, noon.Add(time.Minute)))(t); !other {
			t.Error("a lease of another kind is held")
		}
		if late := must(db.Lease(t.Context(), "article", "x", "z", noon.Add(time.Minute), noon.Add(time.Hour)))(t); !late {
			t.Error("a lease that has ended is held")
		}
		for by, want := range map[string]bool{"z": true, "y": false} { // z has it by now
			if err := db.Release(t.Context(), "article", "x", holder); err != nil {
				t.Fatal(err)
			}
			if mine := must(db.Lease(t.Context(), "article", "x", by, noon.Add(time.Minute), noon.Add(time.Hour)))(t); mine != want {
				t.Errorf("after another's release, %s gets the lease: %v, want %v", by, mine, want)
			}
		}
		if err := db.Release(t.Context(), "article", "x", "z"); err != nil {
			t.Fatal(err)
		}
		if free := must(db.Lease(t.Context(), "article", "x", "y", noon.Add(time.Minute), noon.Add(time.Hour)))(t); !free {
			t.Error("a lease that was released is held")
		}
	})
}
