package store

import (
	"context"
	"time"

	"github.com/riverqueue/river/rivertype"
)

// MigrateTo brings an empty database's own tables to an earlier version.
func (db *DB) MigrateTo(ctx context.Context, version int64) error {
	provider, err := db.migrations()
	if err == nil {
		_, err = provider.UpTo(ctx, version)
	}
	return err
}

// MigrationFiles is what is embedded.
var MigrationFiles = migrations

// NextRetry is when a job is tried again that was tried at a time, and had failed before.
func NextRetry(at *time.Time, failures int) time.Time {
	return backoff{}.NextRetry(&rivertype.JobRow{AttemptedAt: at, Errors: make([]rivertype.AttemptError, failures)})
}
