package store_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"parley/feed"
	"parley/store"
	"parley/store/storetest"

	"golang.org/x/sync/errgroup"
)

// eachAddress runs a benchmark on both databases.
func eachAddress(b *testing.B, bench func(b *testing.B, db *store.DB)) {
	b.Run("sqlite", func(b *testing.B) { bench(b, open(b, storetest.SQLite(b))) })
	b.Run("postgres", func(b *testing.B) { bench(b, open(b, storetest.Postgres(b))) })
}

// BenchmarkJobs inserts unique jobs, 500 at a time, then works them, and reports both rates.
func BenchmarkJobs(b *testing.B) {
	eachAddress(b, func(b *testing.B, db *store.DB) {
		done := make(chan bool, 1000)
		q, err := db.NewQueue(store.Options{Now: time.Now, Kinds: []store.Kind{{Name: "brief", Workers: 100,
			Work: func(context.Context, string) error { done <- true; return nil }}}})
		if err != nil {
			b.Fatal(err)
		}
		jobs := make([]store.Job, b.N)
		for i := range jobs {
			jobs[i] = store.Job{Kind: "brief", Key: fmt.Sprint(i)}
		}
		b.ResetTimer()
		start := time.Now()
		for from := 0; from < b.N; from += 500 {
			must(q.Insert(b.Context(), jobs[from:min(from+500, b.N)]...))(b)
		}
		b.ReportMetric(float64(b.N)/time.Since(start).Seconds(), "inserted/s")
		ctx, cancel := context.WithCancel(b.Context())
		var running errgroup.Group
		start = time.Now()
		running.Go(func() error { return q.Run(ctx) })
		for range b.N {
			<-done
		}
		b.ReportMetric(float64(b.N)/time.Since(start).Seconds(), "worked/s")
		b.StopTimer()
		cancel()
		if err := running.Wait(); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkSaveFetch keeps a document of 30 items, one of them new, in a feed that knows some hundreds.
func BenchmarkSaveFetch(b *testing.B) {
	eachAddress(b, func(b *testing.B, db *store.DB) {
		s := must(db.Subscribe(b.Context(), "g", "u", feed.Feed{URL: "https://gazette.example/rss"}, noon))(b)
		n := 300
		for i := range n {
			must(db.SaveFetch(b.Context(), s.Feed.ID, fetched(s.Feed, noon, item(i, fmt.Sprint("Story ", i))), noon))(b)
		}
		for b.Loop() {
			n++
			document := fetched(s.Feed, noon)
			for i := range 30 {
				document.Items = append(document.Items, item(n-i, fmt.Sprint("Story ", n-i)))
			}
			must(db.SaveFetch(b.Context(), s.Feed.ID, document, noon))(b)
		}
	})
}

// BenchmarkDeliver takes a post of two parts from due to posted.
func BenchmarkDeliver(b *testing.B) {
	eachAddress(b, func(b *testing.B, db *store.DB) {
		now := noon
		o := outbox(b, db, &channel{forgets: true}, &now)
		n := 0
		for b.Loop() {
			n++
			digest := fmt.Sprint("d", n)
			must(db.AddPost(b.Context(), store.Post{Digest: digest, Period: "1", Guild: "g", Channel: "c", Due: noon, NotAfter: noon}))(b)
			id := must(db.Posts(b.Context(), digest, 1))(b)[0].ID
			must(o.Deliver(b.Context(), id))(b)
		}
	})
}

// BenchmarkStats looks at what a thousand servers leave behind: 2,000 feeds, 20,000 jobs and 5,000 posts.
func BenchmarkStats(b *testing.B) {
	eachAddress(b, func(b *testing.B, db *store.DB) {
		ctx := b.Context()
		q := must(db.NewQueue(store.Options{Now: time.Now}))(b)
		for batch := range 40 {
			jobs := make([]store.Job, 500)
			for i := range jobs {
				jobs[i] = store.Job{Kind: "feed", Key: fmt.Sprint(batch, i)}
			}
			must(q.Insert(ctx, jobs...))(b)
		}
		for i := range 2000 {
			must(db.Subscribe(ctx, "g", "u", feed.Feed{URL: fmt.Sprintf("https://gazette.example/%d", i)}, noon))(b)
		}
		for i := range 5000 {
			must(db.AddPost(ctx, store.Post{Digest: "d", Period: fmt.Sprint(i), Guild: "g", Channel: "c", Due: noon, NotAfter: noon}))(b)
		}
		for b.Loop() {
			must(db.Stats(ctx, noon))(b)
		}
	})
}
