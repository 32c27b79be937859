-- +goose Up
CREATE TABLE settings (
    guild TEXT PRIMARY KEY,
    value TEXT NOT NULL, -- JSON of package settings
    changed_by TEXT NOT NULL,
    changed_ms BIGINT NOT NULL,
    keep_ms BIGINT NOT NULL, -- for how long its requests are kept; 0: as all others
    version BIGINT NOT NULL -- counts changes
);

CREATE TABLE spent (
    guild TEXT NOT NULL, -- '' for what is asked outside servers
    member TEXT NOT NULL, -- '' for members that are forgotten
    day TEXT NOT NULL, -- in UTC, as in 2026-11-26
    cards BIGINT NOT NULL,
    asked BIGINT NOT NULL, -- of them, those that a model was asked for
    tokens BIGINT NOT NULL, -- in and out
    micros BIGINT NOT NULL, -- millionths of a dollar
    PRIMARY KEY (guild, member, day)
);
CREATE INDEX spent_day ON spent (day);
CREATE INDEX spent_member ON spent (member);
