-- +goose Up
-- Since when Discord has taken no issue of a digest, 0 when it does; one that rests is tried once a day.
ALTER TABLE digest ADD COLUMN refused_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE digest ADD COLUMN rests BOOLEAN NOT NULL DEFAULT FALSE;

-- Until now one refusal paused a digest for good, a passing one too. What was paused so comes again.
UPDATE digest SET paused = FALSE, version = version + 1 WHERE paused AND EXISTS
    (SELECT 1 FROM post p WHERE p.digest = digest.id AND p.state = 'failed' AND NOT EXISTS
        (SELECT 1 FROM post later WHERE later.digest = digest.id AND later.due_ms > p.due_ms));
