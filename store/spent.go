package store

import (
	"context"
	"database/sql"
	"fmt"
)

// Spent is what cards took: of a server, of a member, or of both, on some days.
type Spent struct {
	Cards  int
	Asked  int // of them, those that a model was asked for
	Tokens int // in and out
	Micros int64
}

// AddSpent adds to what a member of a guild took on a day, such as 2026-11-26.
func (db *DB) AddSpent(ctx context.Context, guild, member, day string, s Spent) error {
	_, err := changed(ctx, db.write, `INSERT INTO spent (guild, member, day, cards, asked, tokens, micros) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (guild, member, day) DO UPDATE SET cards = spent.cards + excluded.cards, asked = spent.asked + excluded.asked,
		tokens = spent.tokens + excluded.tokens, micros = spent.micros + excluded.micros`,
		guild, member, day, s.Cards, s.Asked, s.Tokens, s.Micros)
	if err != nil {
		return fmt.Errorf("store: spent in guild %q: %w", guild, err)
	}
	return nil
}

// TakeCard counts a card of a member of a guild on a day, unless the guild has so many of that day, or the member; 0 sets no bound.
func (db *DB) TakeCard(ctx context.Context, guild, member, day string, most, mostEach int) (taken bool, err error) {
	err = db.tx(ctx, func(tx *transaction) error {
		// Who holds nobody's row of the day counts alone: PostgreSQL does not show what others add meanwhile.
		_, err := changed(ctx, tx, `INSERT INTO spent (guild, member, day, cards, asked, tokens, micros) VALUES ($1, '', $2, 0, 0, 0, 0)
			ON CONFLICT (guild, member, day) DO UPDATE SET cards = spent.cards`, guild, day)
		if err != nil {
			return err
		}
		n, err := changed(ctx, tx, `INSERT INTO spent (guild, member, day, cards, asked, tokens, micros)
			SELECT CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT), 1, 0, 0, 0
			WHERE (CAST($4 AS BIGINT) = 0 OR (SELECT COALESCE(SUM(cards), 0) FROM spent WHERE guild = $1 AND day = $3) < CAST($4 AS BIGINT))
			AND (CAST($5 AS BIGINT) = 0 OR (SELECT COALESCE(SUM(cards), 0) FROM spent WHERE guild = $1 AND day = $3 AND member = $2) < CAST($5 AS BIGINT))
			ON CONFLICT (guild, member, day) DO UPDATE SET cards = spent.cards + 1`, guild, member, day, most, mostEach)
		taken = n > 0
		return err
	})
	if err != nil {
		return false, fmt.Errorf("store: a card in guild %q: %w", guild, err)
	}
	return taken, nil
}

// Spent sums up what a guild took from one day to another, both included.
func (db *DB) Spent(ctx context.Context, guild, from, to string) (Spent, error) {
	return db.spent(ctx, "guild = $1 AND day >= $2 AND day <= $3", guild, from, to)
}

// SpentBy sums up what one member of a guild took, likewise.
func (db *DB) SpentBy(ctx context.Context, guild, member, from, to string) (Spent, error) {
	return db.spent(ctx, "guild = $1 AND day >= $2 AND day <= $3 AND member = $4", guild, from, to, member)
}

func (db *DB) spent(ctx context.Context, where string, args ...any) (Spent, error) {
	scan := func(rows *sql.Rows) (s Spent, err error) {
		return s, rows.Scan(&s.Cards, &s.Asked, &s.Tokens, &s.Micros)
	}
	// A sum is NUMERIC in PostgreSQL, and nothing where there are no rows.
	s, err := one(collect(ctx, db.read, scan, `SELECT CAST(COALESCE(SUM(cards), 0) AS BIGINT), CAST(COALESCE(SUM(asked), 0) AS BIGINT),
		CAST(COALESCE(SUM(tokens), 0) AS BIGINT), CAST(COALESCE(SUM(micros), 0) AS BIGINT) FROM spent WHERE `+where, args...))
	if err != nil {
		return Spent{}, fmt.Errorf("store: what was spent: %w", err)
	}
	return s, nil
}
