-- +goose Up
-- The addresses that feeds had before they moved: digests that were set up then name them.
CREATE TABLE moved (
    url TEXT PRIMARY KEY,
    feed TEXT NOT NULL REFERENCES feed (id) ON DELETE CASCADE
);
CREATE INDEX moved_feed ON moved (feed);
