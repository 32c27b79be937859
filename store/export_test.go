package store

import "context"

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
