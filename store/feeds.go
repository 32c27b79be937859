package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"parley/feed"
)

// A Feed is a feed that at least one guild follows. It is fetched once for all of them.
type Feed struct {
	ID string // stays when the feed moves to another URL
	feed.Feed
}

// An Item is an entry of a feed as it was last seen.
type Item struct {
	ID   string // within its feed; stays when the item is edited
	Feed string // the ID of its feed
	Seen time.Time
	feed.Item
}

const feedColumns = "feed.id, feed.state"

func scanFeed(rows *sql.Rows) (Feed, error) {
	var f Feed
	var state string
	if err := rows.Scan(&f.ID, &state); err != nil {
		return f, err
	}
	return f, json.Unmarshal([]byte(state), &f.Feed)
}

// Feed returns a feed by its ID, or ErrNotFound.
func (db *DB) Feed(ctx context.Context, id string) (Feed, error) {
	f, err := one(collect(ctx, db.read, scanFeed, "SELECT "+feedColumns+" FROM feed WHERE id = $1", id))
	if err != nil {
		return Feed{}, fmt.Errorf("store: feed %q: %w", id, err)
	}
	return f, nil
}

// followed is, in SQL, whether someone follows a feed.
const followed = "EXISTS (SELECT 1 FROM subscription s WHERE s.feed = feed.id)"

// DueFeeds returns at most limit feeds that are to be fetched at now and that someone follows, the longest due first: those that
// are slow ([feed.Feed.IsSlow]), or the others.
func (db *DB) DueFeeds(ctx context.Context, now time.Time, slow bool, limit int) ([]Feed, error) {
	feeds, err := collect(ctx, db.read, scanFeed, "SELECT "+feedColumns+` FROM feed
		WHERE due_ms <= $1 AND NOT stopped AND slow = $2 AND `+followed+`
		ORDER BY due_ms, id LIMIT $3`, millis(now), slow, limit)
	if err != nil {
		return nil, fmt.Errorf("store: due feeds: %w", err)
	}
	return feeds, nil
}

// PostponeFeed keeps when a feed that was read as old is due now, and whether it is late; nothing where it was fetched meanwhile.
func (db *DB) PostponeFeed(ctx context.Context, old Feed, due time.Time, late bool) error {
	f := old.Feed
	f.Due, f.Late = due, late
	state, err := json.Marshal(f)
	if err != nil {
		return err
	}
	_, err = changed(ctx, db.write, "UPDATE feed SET state = $3, due_ms = $4, slow = $5 WHERE id = $1 AND due_ms = $2",
		old.ID, millis(old.Due), string(state), millis(due), f.IsSlow())
	if err != nil {
		return fmt.Errorf("store: postpone feed %q: %w", old.ID, err)
	}
	return nil
}

// SaveFetch keeps what a fetch of a feed brought: its state, and the items that [feed.Reconcile] finds new or edited, whose
// number it returns. A feed that has moved to the URL of another one is merged into that one. ErrNotFound: nobody follows
// the feed any longer.
func (db *DB) SaveFetch(ctx context.Context, id string, result feed.Result, now time.Time) (fresh int, err error) {
	err = db.tx(ctx, func(tx *transaction) error {
		target, err := mergeMoved(ctx, tx, id, result)
		if err != nil || target != id {
			return err
		}
		if err := updateFeed(ctx, tx, id, result, now); err != nil {
			return err
		}
		fresh, err = db.saveItems(ctx, tx, id, result.Items, now)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("store: save feed %q: %w", id, err)
	}
	return fresh, nil
}

// updateFeed writes a feed's state. On PostgreSQL it also holds back every other fetch of this feed until the transaction ends.
func updateFeed(ctx context.Context, tx *transaction, id string, result feed.Result, now time.Time) error {
	state, err := json.Marshal(result.Feed)
	if err != nil {
		return err
	}
	listed := int64(0)
	if result.Items != nil {
		listed = millis(now)
	}
	n, err := changed(ctx, tx, `UPDATE feed SET url = $2, state = $3, due_ms = $4, stopped = $5,
			listed_ms = CASE WHEN $6 > listed_ms THEN $6 ELSE listed_ms END, slow = $7 WHERE id = $1`,
		id, result.Feed.URL, string(state), millis(result.Feed.Due), result.Feed.Stopped, listed, result.Feed.IsSlow())
	if err == nil && n == 0 {
		err = ErrNotFound
	}
	return err
}

// mergeMoved returns the feed that a fetch's result belongs to. When the feed has moved to the URL of another one, that takes
// over its subscribers and its former addresses, and the feed is dropped.
func mergeMoved(ctx context.Context, tx *transaction, id string, result feed.Result) (string, error) {
	if result.MovedFrom == "" {
		return id, nil
	}
	// One that is gone meanwhile has no former address.
	if _, err := changed(ctx, tx, `INSERT INTO moved (url, feed) SELECT $1, id FROM feed WHERE id = $2
			ON CONFLICT (url) DO UPDATE SET feed = excluded.feed`, result.MovedFrom, id); err != nil {
		return "", err
	}
	others, err := collect(ctx, tx, scanText, "SELECT id FROM feed WHERE url = $1 AND id <> $2", result.Feed.URL, id)
	if err != nil || len(others) == 0 {
		return id, err
	}
	if _, err := changed(ctx, tx, "UPDATE moved SET feed = $2 WHERE feed = $1", id, others[0]); err != nil {
		return "", err
	}
	if _, err := changed(ctx, tx, `INSERT INTO subscription (guild, feed, added_by, added_ms)
			SELECT guild, $2, added_by, added_ms FROM subscription WHERE feed = $1
			ON CONFLICT (guild, feed) DO NOTHING`, id, others[0]); err != nil {
		return "", err
	}
	_, err = changed(ctx, tx, "DELETE FROM feed WHERE id = $1", id)
	return others[0], err
}

// relist is how stale an item's listed_ms may become while the item is in the feed, to write less.
const relist = 24 * time.Hour

// saveItems reconciles a document's items with those known.
func (db *DB) saveItems(ctx context.Context, tx *transaction, id string, items []feed.Item, now time.Time) (int, error) {
	if len(items) == 0 {
		return 0, nil
	}
	known, err := db.knownItems(ctx, tx, id, items)
	if err != nil {
		return 0, err
	}
	before := make([]feed.Item, len(known))
	for i := range known {
		before[i] = known[i].Item.Item
	}
	changes := feed.Reconcile(before, items)
	for _, change := range changes {
		itemID := rand.Text()
		if change.Known >= 0 {
			itemID = known[change.Known].ID
		}
		if err := upsertItem(ctx, tx, id, itemID, change.Item, now); err != nil {
			return 0, err
		}
	}
	return len(changes), listItems(ctx, tx, known, now)
}

// A knownItem is an item with the time at which it was last seen in its feed.
type knownItem struct {
	Item
	listed time.Time
}

// knownItems returns those of a feed's items that share any part of their identity with a document's: the only ones that
// can be the same, by the rule of [feed.Reconcile]. To read a month of items and compare takes ten times as long.
func (db *DB) knownItems(ctx context.Context, tx *transaction, feedID string, items []feed.Item) ([]knownItem, error) {
	var parts []string
	for _, item := range items {
		for _, part := range []string{item.Identity.Link, item.Identity.GUID, item.Identity.Content} {
			if part != "" {
				parts = append(parts, clean(part))
			}
		}
	}
	list, err := json.Marshal(parts)
	if err != nil {
		return nil, err
	}
	in := db.inList("$2")
	return collect(ctx, tx, scanKnownItem, "SELECT "+itemColumns+`, item.listed_ms FROM item
		WHERE feed = $1 AND (link `+in+" OR guid "+in+" OR content_hash "+in+") ORDER BY seen_ms, id", feedID, string(list))
}

func scanKnownItem(rows *sql.Rows) (item knownItem, err error) {
	var listed int64
	item.Item, err = scanItem(rows, &listed)
	item.listed = fromMillis(listed)
	return item, err
}

// inList says in SQL that a text is in a JSON list of texts. A parameter each is slow on PostgreSQL, which compares every row with every one.
func (db *DB) inList(parameter string) string {
	if db.pool != nil {
		return "IN (SELECT json_array_elements_text(CAST(" + parameter + " AS JSON)))"
	}
	return "IN (SELECT value FROM json_each(" + parameter + "))"
}

func upsertItem(ctx context.Context, tx *transaction, feedID, id string, item feed.Item, now time.Time) error {
	content, err := json.Marshal(item)
	if err != nil {
		return err
	}
	_, err = changed(ctx, tx, `INSERT INTO item (feed, id, link, guid, content_hash, content, seen_ms, listed_ms)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT (feed, id) DO UPDATE SET link = excluded.link,
			guid = excluded.guid, content_hash = excluded.content_hash, content = excluded.content, listed_ms = excluded.listed_ms`,
		feedID, id, clean(item.Identity.Link), clean(item.Identity.GUID), clean(item.Identity.Content), string(content), millis(now))
	return err
}

// listItems notes that known items are still in the feed: forgetting one of those would make it new again.
func listItems(ctx context.Context, tx *transaction, known []knownItem, now time.Time) error {
	for _, item := range known {
		if now.Sub(item.listed) < relist {
			continue
		}
		if _, err := changed(ctx, tx, "UPDATE item SET listed_ms = $3 WHERE feed = $1 AND id = $2", item.Feed, item.ID, millis(now)); err != nil {
			return err
		}
	}
	return nil
}

const itemColumns = "item.id, item.feed, item.content, item.seen_ms"

// scanItem scans itemColumns, and what comes after them into more.
func scanItem(rows *sql.Rows, more ...any) (Item, error) {
	var item Item
	var content string
	var seen int64
	if err := rows.Scan(append([]any{&item.ID, &item.Feed, &content, &seen}, more...)...); err != nil {
		return item, err
	}
	item.Seen = fromMillis(seen)
	return item, json.Unmarshal([]byte(content), &item.Item)
}

// Items returns the items of the feeds that a guild follows which were first seen at or after since, the oldest first.
func (db *DB) Items(ctx context.Context, guild string, since time.Time) ([]Item, error) {
	scan := func(rows *sql.Rows) (Item, error) { return scanItem(rows) }
	items, err := collect(ctx, db.read, scan, "SELECT "+itemColumns+` FROM item
		JOIN subscription s ON s.feed = item.feed
		WHERE s.guild = $1 AND item.seen_ms >= $2 ORDER BY item.seen_ms, item.feed, item.id`, guild, millis(since))
	if err != nil {
		return nil, fmt.Errorf("store: items of guild %q: %w", guild, err)
	}
	return items, nil
}
