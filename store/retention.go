package store

import (
	"context"
	"fmt"
	"time"

	"parley/desk"
)

// A Retention is how long things are kept. What is still needed is kept longer: an item that is in its feed, a post that is
// not out.
type Retention struct {
	Items    time.Duration // of feeds, after they were last in the feed
	Links    time.Duration // pasted in a channel
	Memories time.Duration // of the stories that a channel was told
	Posts    time.Duration // after they are out, or failed
	Spent    time.Duration // what cards took
	Requests time.Duration // with what they were answered, where their guild has not decided
}

// DefaultRetention keeps a month of news, and memories for three, so that a story that sleeps is not told anew.
func DefaultRetention() Retention {
	const day = 24 * time.Hour
	return Retention{Items: 30 * day, Links: 30 * day, Memories: 90 * day, Posts: 30 * day, Requests: 30 * day, Spent: 60 * day}
}

// processesFor is how long a process is remembered after it was last alive.
const processesFor = time.Hour

// purgeAtOnce is how many rows are removed by one statement: what is cut short keeps what those before it did, and others write in between.
const purgeAtOnce = 5000

// Purge forgets what is older than r says at now, feeds that nobody follows, values kept until now, and guilds that were left and whose
// time is over. It returns how many rows went, without those of guilds. Where it is cut short, the next one goes on.
func (db *DB) Purge(ctx context.Context, r Retention, now time.Time) (int64, error) {
	before := func(d time.Duration) int64 { return millis(now.Add(-d)) }
	steps := []struct {
		table, key, condition string
		args                  []any
	}{
		{"feed", "id", "NOT EXISTS (SELECT 1 FROM subscription s WHERE s.feed = feed.id)", nil},
		{"item", "feed, id", "listed_ms < $1 AND listed_ms < (SELECT feed.listed_ms FROM feed WHERE feed.id = item.feed) - $2",
			[]any{before(r.Items), 2 * relist.Milliseconds()}},
		{"link", "channel, url", "pasted_ms < $1", []any{before(r.Links)}},
		{"story_seen", "channel, story", "seen_ms < $1", []any{before(r.Memories)}},
		{"post", "id", "done_ms > 0 AND done_ms < $1", []any{before(r.Posts)}},
		{"spent", "guild, member, day", "day < $1", []any{now.Add(-r.Spent).UTC().Format(time.DateOnly)}},
		{"request", "id", "asked_ms < $1 - COALESCE((SELECT NULLIF(s.keep_ms, 0) FROM settings s WHERE s.guild = request.guild), $2)",
			[]any{millis(now), r.Requests.Milliseconds()}},
		{"kept", "kind, name", "until_ms <= $1", []any{millis(now)}},
		{"process", "id", "beat_ms < $1", []any{before(processesFor)}},
	}
	var total int64
	for _, step := range steps {
		n, err := db.purge(ctx, step.table, step.key, step.condition, step.args...)
		total += n
		if err != nil {
			return total, fmt.Errorf("store: purge: %s: %w", step.table, err)
		}
	}
	return total, db.forgetLeft(ctx, now)
}

// purge removes the rows of a table that meet a condition, some at a time. The condition stands twice: a row that was renewed meanwhile stays.
func (db *DB) purge(ctx context.Context, table, key, condition string, args ...any) (total int64, err error) {
	statement := fmt.Sprintf("DELETE FROM %[1]s WHERE %[3]s AND (%[2]s) IN (SELECT %[2]s FROM %[1]s WHERE %[3]s LIMIT %[4]d)", table, key, condition, purgeAtOnce)
	for {
		// Bounded by ctx alone: to look through a large table may take longer than other statements may, and nobody waits for it.
		n, err := changed(ctx, db.write.DB, statement, args...)
		total += n
		if err != nil || n < purgeAtOnce {
			return total, err
		}
	}
}

// LeaveGuild has a guild forgotten at a time, and lets its digests rest until then, unless [DB.GuildIsBack] is called before. A guild that is
// left twice keeps its first time.
func (db *DB) LeaveGuild(ctx context.Context, guild string, until time.Time) error {
	_, err := changed(ctx, db.write, "INSERT INTO leaving (guild, until_ms) VALUES ($1, $2) ON CONFLICT (guild) DO NOTHING", guild, millis(until))
	if err != nil {
		return fmt.Errorf("store: leave guild %q: %w", guild, err)
	}
	return nil
}

// GuildIsBack keeps a guild that was left. Most were not, and cost no writing.
func (db *DB) GuildIsBack(ctx context.Context, guild string) error {
	left, err := collect(ctx, db.read, scanText, "SELECT guild FROM leaving WHERE guild = $1", guild)
	if err == nil && len(left) > 0 {
		_, err = changed(ctx, db.write, "DELETE FROM leaving WHERE guild = $1", guild)
	}
	if err != nil {
		return fmt.Errorf("store: guild %q is back: %w", guild, err)
	}
	return nil
}

// forgetLeft forgets the guilds that were left and whose time is over.
func (db *DB) forgetLeft(ctx context.Context, now time.Time) error {
	guilds, err := collect(ctx, db.read, scanText, "SELECT guild FROM leaving WHERE until_ms <= $1", millis(now))
	if err != nil {
		return fmt.Errorf("store: guilds that were left: %w", err)
	}
	for _, guild := range guilds {
		if err := db.ForgetGuild(ctx, guild); err != nil {
			return err
		}
	}
	return nil
}

// ForgetGuild removes all that is kept of a guild.
func (db *DB) ForgetGuild(ctx context.Context, guild string) error {
	err := db.tx(ctx, func(tx *transaction) error {
		// An issue that was posted is kept by the id of its post, so that its menu opens it.
		_, err := changed(ctx, tx, "DELETE FROM kept WHERE kind = $1 AND name IN (SELECT id FROM post WHERE guild = $2)", KeptIssue, guild)
		if err != nil {
			return err
		}
		if _, err := changed(ctx, tx, "DELETE FROM kept WHERE kind = $1 AND name LIKE $2", desk.KeptTold, guild+" %"); err != nil {
			return err
		}
		for _, table := range []string{"subscription", "digest", "post", "story_seen", "link", "request", "leaving", "settings", "spent"} {
			if _, err := changed(ctx, tx, "DELETE FROM "+table+" WHERE guild = $1", guild); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("store: forget guild %q: %w", guild, err)
	}
	return nil
}

// ForgetMember takes somebody out of all that is kept: what they took stays, as nobody's, so that the sums of a server stand.
func (db *DB) ForgetMember(ctx context.Context, member string) error {
	err := db.tx(ctx, func(tx *transaction) error {
		_, err := changed(ctx, tx, `INSERT INTO spent (guild, member, day, cards, asked, tokens, micros)
			SELECT guild, '', day, cards, asked, tokens, micros FROM spent WHERE member = $1
			ON CONFLICT (guild, member, day) DO UPDATE SET cards = spent.cards + excluded.cards, asked = spent.asked + excluded.asked,
			tokens = spent.tokens + excluded.tokens, micros = spent.micros + excluded.micros`, member)
		if err != nil {
			return err
		}
		for _, statement := range []string{
			"DELETE FROM spent WHERE member = $1",
			"UPDATE subscription SET added_by = '' WHERE added_by = $1",
			"UPDATE digest SET created_by = '' WHERE created_by = $1",
			"UPDATE settings SET changed_by = '' WHERE changed_by = $1",
			"UPDATE request SET asker = '' WHERE asker = $1",
			"DELETE FROM kept WHERE kind = '" + desk.KeptTold + "' AND name LIKE '% ' || $1",
		} {
			if _, err := changed(ctx, tx, statement, member); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("store: forget a member: %w", err)
	}
	return nil
}
