package store_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"parley/feed"
	"parley/store"
	"parley/store/storetest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"
)

func item(n int, title string) feed.Item {
	link := fmt.Sprintf("https://gazette.example/news/%d", n)
	return feed.Item{Link: link, Title: title, Summary: "Said Ada\x00 Quill.", Categories: []string{"politics"}, Published: noon,
		Identity: feed.Identity{Link: feed.Canonical(link), GUID: fmt.Sprint("guid-", n), Content: fmt.Sprintf("%x", title)}}
}

func follow(t *testing.T, db *store.DB, guild, url string) store.Subscription {
	t.Helper()
	return must(db.Subscribe(t.Context(), guild, "u", feed.Feed{URL: url, Title: "Gazette"}, noon))(t)
}

func fetched(f store.Feed, at time.Time, items ...feed.Item) feed.Result {
	state := f.Feed
	state.Fetched, state.Changed, state.Due, state.ETag = at, at, at.Add(time.Hour), `W/"1"`
	return feed.Result{Feed: state, Items: items, Changed: true}
}

func TestAFeedIsKeptOnceForAllWhoFollowIt(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		url := "https://gazette.example/rss"
		first, second := follow(t, db, "g1", url), follow(t, db, "g2", url)
		if first.Feed.ID != second.Feed.ID {
			t.Errorf("two guilds follow feeds %q and %q, want one", first.Feed.ID, second.Feed.ID)
		}
		if _, err := db.Subscribe(ctx, "g1", "u", feed.Feed{URL: url}, noon); !errors.Is(err, store.ErrExists) {
			t.Errorf("Subscribe again = %v, want ErrExists", err)
		}
		due := must(db.DueFeeds(ctx, noon, false, 10))(t)
		if len(due) != 1 || !cmp.Equal(due[0], first.Feed) {
			t.Fatalf("DueFeeds = %v, want the one feed:\n%s", due, cmp.Diff(first.Feed, due[0]))
		}
		if n := must(db.SaveFetch(ctx, due[0].ID, fetched(due[0], noon, item(1, "Harbour to close"), item(2, "Mayor resigns")), noon))(t); n != 2 {
			t.Errorf("SaveFetch = %d new, want 2", n)
		}
		if due := must(db.DueFeeds(ctx, noon.Add(59*time.Minute), false, 10))(t); len(due) != 0 {
			t.Errorf("DueFeeds before it is due = %v, want none", due)
		}
		for _, guild := range []string{"g1", "g2"} {
			if items := must(db.Items(ctx, guild, noon))(t); len(items) != 2 {
				t.Errorf("Items of %s = %v, want two", guild, items)
			}
		}
		if err := errors.Join(db.Unsubscribe(ctx, "g1", first.Feed.ID), db.Unsubscribe(ctx, "g2", first.Feed.ID)); err != nil {
			t.Fatal(err)
		}
		if err := db.Unsubscribe(ctx, "g2", first.Feed.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Unsubscribe again = %v, want ErrNotFound", err)
		}
		if due := must(db.DueFeeds(ctx, noon.Add(24*time.Hour), false, 10))(t); len(due) != 0 {
			t.Errorf("DueFeeds when nobody follows = %v, want none", due)
		}
	})
}

func TestAnEditedItemStaysTheSame(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		f := follow(t, db, "g", "https://gazette.example/rss").Feed
		must(db.SaveFetch(ctx, f.ID, fetched(f, noon, item(1, "Harbour to close"), item(2, "Mayor resigns")), noon))(t)
		later := noon.Add(time.Hour)
		if n := must(db.SaveFetch(ctx, f.ID, fetched(f, later, item(1, "Harbour to close in May"), item(2, "Mayor resigns")), later))(t); n != 1 {
			t.Errorf("SaveFetch of one edited item = %d, want 1", n)
		}
		items := must(db.Items(ctx, "g", noon))(t)
		if len(items) != 2 {
			t.Fatalf("Items = %v, want two", items)
		}
		titles := map[string]bool{}
		for _, item := range items {
			titles[item.Title] = true
			if !item.Seen.Equal(noon) || item.Feed != f.ID {
				t.Errorf("%q: seen %v in feed %q, want %v in %q", item.Title, item.Seen, item.Feed, noon, f.ID)
			}
		}
		if !titles["Harbour to close in May"] || !titles["Mayor resigns"] {
			t.Errorf("titles = %v, want the edited one and the other", titles)
		}
	})
}

func TestTwoFetchesOfOneFeedAtOnceMakeNoItemTwice(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		f := follow(t, db, "g", "https://gazette.example/rss").Feed
		var fetches errgroup.Group
		for range 4 {
			fetches.Go(func() error {
				_, err := db.SaveFetch(ctx, f.ID, fetched(f, noon, item(1, "Harbour to close"), item(2, "Mayor resigns")), noon)
				return err
			})
		}
		if err := fetches.Wait(); err != nil {
			t.Fatal(err)
		}
		if items := must(db.Items(ctx, "g", noon))(t); len(items) != 2 {
			t.Errorf("%d items, want 2", len(items))
		}
	})
}

func TestAFeedThatMovesIsFollowed(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		moved := follow(t, db, "g1", "http://gazette.example/rss").Feed
		result := fetched(moved, noon, item(1, "Harbour to close"))
		result.MovedFrom, result.Feed.URL = moved.URL, "https://gazette.example/feed"
		must(db.SaveFetch(ctx, moved.ID, result, noon))(t)
		if got := must(db.Feed(ctx, moved.ID))(t); got.URL != "https://gazette.example/feed" {
			t.Errorf("URL = %q, want the new one", got.URL)
		}

		other := follow(t, db, "g2", "https://old.gazette.example/").Feed
		follow(t, db, "g1", "https://old.gazette.example/")
		result = fetched(other, noon)
		result.MovedFrom, result.Feed.URL = other.URL, "https://gazette.example/feed"
		must(db.SaveFetch(ctx, other.ID, result, noon))(t)
		for _, guild := range []string{"g1", "g2"} {
			subscriptions := must(db.Subscriptions(ctx, guild))(t)
			if len(subscriptions) != 1 || subscriptions[0].Feed.ID != moved.ID {
				t.Errorf("Subscriptions of %s = %v, want the one feed that both became", guild, subscriptions)
			}
		}
		former := must(db.Subscriptions(ctx, "g1"))(t)[0].Former
		slices.Sort(former)
		if want := []string{"http://gazette.example/rss", "https://old.gazette.example/"}; !slices.Equal(former, want) {
			t.Errorf("former URLs %v, want %v", former, want)
		}
		if _, err := db.SaveFetch(ctx, other.ID, result, noon); err != nil && !errors.Is(err, store.ErrNotFound) {
			t.Errorf("SaveFetch of a feed that is gone = %v, want ErrNotFound or nil", err)
		}
	})
}

func TestAStoppedFeedIsTriedAgainWhenSomeoneAddsIt(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		f := follow(t, db, "g1", "https://gazette.example/rss").Feed
		gone := feed.Result{Feed: f.Feed}
		gone.Feed.Stopped, gone.Feed.Reason = true, "The site says 410: the feed is gone for good."
		must(db.SaveFetch(ctx, f.ID, gone, noon))(t)
		if due := must(db.DueFeeds(ctx, noon, false, 10))(t); len(due) != 0 {
			t.Errorf("DueFeeds = %v, want none: it is stopped", due)
		}
		if s := must(db.Subscriptions(ctx, "g1"))(t); s[0].Feed.Reason != gone.Feed.Reason {
			t.Errorf("Reason = %q, want %q", s[0].Feed.Reason, gone.Feed.Reason)
		}
		follow(t, db, "g2", "https://gazette.example/rss")
		if due := must(db.DueFeeds(ctx, noon, false, 10))(t); len(due) != 1 || due[0].Stopped {
			t.Errorf("DueFeeds = %v, want it, not stopped", due)
		}
	})
}

// There may be more to forget than there is time for: what is done by then stays done, and the next purge goes on.
func TestAPurgeThatIsCutShortGoesOn(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(t *testing.T, address string) {
		ctx, db, raw := t.Context(), open(t, address), rawDB(t, address)
		if err := db.AddLink(ctx, "g", "c", "https://a.example/new", noon); err != nil {
			t.Fatal(err)
		}
		for _, statement := range []string{
			`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)
				INSERT INTO link (channel, url, guild, pasted_ms) SELECT 'c', 'https://a.example/' || i, 'g', 1 FROM n`,
			"CREATE TABLE guard (channel TEXT, url TEXT, FOREIGN KEY (channel, url) REFERENCES link (channel, url))",
			"INSERT INTO guard SELECT channel, url FROM link WHERE url = 'https://a.example/12000'",
		} {
			must(raw.ExecContext(ctx, statement))(t)
		}
		n, err := db.Purge(ctx, store.DefaultRetention(), noon.Add(time.Hour))
		left := must(db.Links(ctx, "g", "c", time.Time{}))(t)
		if err == nil || n == 0 || int64(len(left)) != 12001-n {
			t.Errorf("Purge = %d, %v with %d of 12001 links left; want an error and some gone", n, err, len(left))
		}
		must(raw.ExecContext(ctx, "DROP TABLE guard"))(t)
		must(db.Purge(ctx, store.DefaultRetention(), noon.Add(time.Hour)))(t)
		if left := must(db.Links(ctx, "g", "c", time.Time{}))(t); len(left) != 1 || left[0].URL != "https://a.example/new" {
			t.Errorf("%d links are left, want the new one", len(left))
		}
	})
}

func TestPurgeKeepsWhatIsStillInTheFeed(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		f := follow(t, db, "g", "https://gazette.example/rss").Feed
		follow(t, db, "left", "https://left.example/rss")
		must(db.SaveFetch(ctx, f.ID, fetched(f, noon, item(1, "About us"), item(2, "Mayor resigns")), noon))(t)
		now := noon
		for day := range 60 {
			now = noon.AddDate(0, 0, day+1)
			must(db.SaveFetch(ctx, f.ID, fetched(f, now, item(1, "About us"), item(3+day, fmt.Sprint("News of day ", day))), now))(t)
		}
		if err := errors.Join(db.AddLink(ctx, "g", "c", "https://a.example/", noon), db.Keep(ctx, "brief", "a", []byte("1"), now)); err != nil {
			t.Fatal(err)
		}
		left := must(db.Subscriptions(ctx, "left"))(t)
		if err := db.Unsubscribe(ctx, "left", left[0].Feed.ID); err != nil {
			t.Fatal(err)
		}
		must(db.Purge(ctx, store.DefaultRetention(), now))(t)
		kept := map[string]bool{}
		for _, item := range must(db.Items(ctx, "g", time.Time{}))(t) {
			kept[item.Title] = true
		}
		if !kept["About us"] || kept["Mayor resigns"] || len(kept) < 30 || len(kept) > 33 {
			t.Errorf("%d items kept, About us %v, Mayor resigns %v; want about a month of news and About us, which is still in the feed",
				len(kept), kept["About us"], kept["Mayor resigns"])
		}
		if n := must(db.SaveFetch(ctx, f.ID, fetched(f, now, item(1, "About us")), now))(t); n != 0 {
			t.Errorf("%d items are new after a purge, want none", n)
		}
		if _, err := db.Feed(ctx, left[0].Feed.ID); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Feed that nobody follows = %v, want ErrNotFound", err)
		}
		if links := must(db.Links(ctx, "g", "c", time.Time{}))(t); len(links) != 0 {
			t.Errorf("Links = %v, want none", links)
		}
	})
}

func TestForgetGuildLeavesNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, db *store.DB) {
		ctx := t.Context()
		for _, guild := range []string{"g", "other"} {
			follow(t, db, guild, "https://gazette.example/rss")
			d := digest("Morning")
			d.Guild = guild
			made := must(db.CreateDigest(ctx, d))(t)
			must(db.AddPost(ctx, store.Post{Digest: made.ID, Period: "1", Guild: guild, Channel: guild + "c", Due: noon, NotAfter: noon}))(t)
			if err := db.AddLink(ctx, guild, guild+"c", "https://a.example/", noon); err != nil {
				t.Fatal(err)
			}
		}
		if err := db.ForgetGuild(ctx, "g"); err != nil {
			t.Fatal(err)
		}
		count := func(guild string) int {
			return len(must(db.Subscriptions(ctx, guild))(t)) + len(must(db.Digests(ctx, guild))(t)) + len(must(db.Links(ctx, guild, guild+"c", time.Time{}))(t))
		}
		if posts := must(db.OpenPosts(ctx, 10))(t); count("g") != 0 || count("other") != 3 || len(posts) != 1 {
			t.Errorf("%d things and %d posts left of the guilds %d; want 0 of g, 3 of other, 1 post", count("g"), len(posts), count("other"))
		}
	})
}
