-- +goose Up
-- What failed or took long the last time is asked apart from the others.
ALTER TABLE feed ADD COLUMN slow BOOLEAN NOT NULL DEFAULT FALSE;
