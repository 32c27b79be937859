package store

import (
	"context"
	"database/sql"
	"sync"
)

// statements are what SQLite has parsed: to parse a statement takes longer than to carry it out. PostgreSQL's driver keeps its own.
// The zero value keeps none.
type statements struct {
	db *sql.DB

	mu   sync.Mutex
	kept map[string]*sql.Stmt
}

// maxStatements is more than this package has; what is asked with texts that are made up is not kept beyond.
const maxStatements = 300

func newStatements(db *sql.DB) *statements {
	return &statements{db: db, kept: map[string]*sql.Stmt{}}
}

// find is a statement if it was parsed before, else nil.
func (s *statements) find(query string) *sql.Stmt {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kept[query]
}

// keep parses a statement. It takes a connection, so nobody who holds one may call it: there is one for writing.
func (s *statements) keep(ctx context.Context, query string) *sql.Stmt {
	if s == nil {
		return nil
	}
	s.mu.Lock()
	full := len(s.kept) >= maxStatements
	s.mu.Unlock()
	if full {
		return nil
	}
	parsed, err := s.db.PrepareContext(ctx, query)
	if err != nil {
		return nil // whoever runs it is told why
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if before := s.kept[query]; before != nil { // somebody else was as fast
		parsed.Close()
		return before
	}
	s.kept[query] = parsed
	return parsed
}

func (p pool) statement(ctx context.Context, query string) *sql.Stmt {
	if parsed := p.statements.find(query); parsed != nil {
		return parsed
	}
	return p.statements.keep(ctx, query)
}

// QueryContext is like that of [sql.DB].
func (p pool) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if parsed := p.statement(ctx, query); parsed != nil {
		return parsed.QueryContext(ctx, args...)
	}
	return p.DB.QueryContext(ctx, query, args...)
}

// ExecContext is like that of [sql.DB].
func (p pool) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if parsed := p.statement(ctx, query); parsed != nil {
		return parsed.ExecContext(ctx, args...)
	}
	return p.DB.ExecContext(ctx, query, args...)
}

// statement is one that was parsed before; another is parsed when the transaction has ended.
func (t *transaction) statement(ctx context.Context, query string) *sql.Stmt {
	if parsed := t.statements.find(query); parsed != nil {
		return t.Tx.StmtContext(ctx, parsed)
	}
	if t.statements != nil {
		t.unknown = append(t.unknown, query)
	}
	return nil
}

// QueryContext is like that of [sql.Tx].
func (t *transaction) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if parsed := t.statement(ctx, query); parsed != nil {
		return parsed.QueryContext(ctx, args...)
	}
	return t.Tx.QueryContext(ctx, query, args...)
}

// ExecContext is like that of [sql.Tx].
func (t *transaction) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	if parsed := t.statement(ctx, query); parsed != nil {
		return parsed.ExecContext(ctx, args...)
	}
	return t.Tx.ExecContext(ctx, query, args...)
}
