-- +goose Up
-- Times are milliseconds since 1970 in BIGINT, 0 for none; ids are TEXT. JSON is opaque here and read in Go alone.

CREATE TABLE feed (
    id TEXT PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL, -- JSON of feed.Feed
    due_ms BIGINT NOT NULL,
    stopped BOOLEAN NOT NULL,
    listed_ms BIGINT NOT NULL -- the last fetch that brought a document
);
CREATE INDEX feed_due ON feed (due_ms);

CREATE TABLE item (
    feed TEXT NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    link TEXT NOT NULL, -- this and the next two are the item's identity
    guid TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    content TEXT NOT NULL, -- JSON of feed.Item
    seen_ms BIGINT NOT NULL, -- first seen
    listed_ms BIGINT NOT NULL, -- last seen in a document, to within a day
    PRIMARY KEY (feed, id)
);
CREATE INDEX item_seen ON item (feed, seen_ms);

CREATE TABLE subscription (
    guild TEXT NOT NULL,
    feed TEXT NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    added_by TEXT NOT NULL,
    added_ms BIGINT NOT NULL,
    PRIMARY KEY (guild, feed)
);
CREATE INDEX subscription_feed ON subscription (feed);

CREATE TABLE digest (
    id TEXT PRIMARY KEY,
    guild TEXT NOT NULL,
    channel TEXT NOT NULL,
    name TEXT NOT NULL,
    settings TEXT NOT NULL, -- JSON of whoever composes digests
    next_ms BIGINT NOT NULL,
    paused BOOLEAN NOT NULL,
    created_by TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    version BIGINT NOT NULL, -- counts edits
    UNIQUE (guild, name)
);
CREATE INDEX digest_next ON digest (next_ms);

CREATE TABLE post (
    id TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    period TEXT NOT NULL,
    guild TEXT NOT NULL,
    channel TEXT NOT NULL,
    due_ms BIGINT NOT NULL,
    not_after_ms BIGINT NOT NULL,
    state TEXT NOT NULL, -- see PostState
    reason TEXT NOT NULL,
    memories TEXT NOT NULL, -- JSON, written to story_seen when the post is out
    claimed_by TEXT NOT NULL,
    claimed_until_ms BIGINT NOT NULL,
    done_ms BIGINT NOT NULL,
    UNIQUE (digest, period)
);
CREATE INDEX post_state ON post (state, due_ms);

CREATE TABLE post_part (
    post TEXT NOT NULL REFERENCES post (id) ON DELETE CASCADE,
    n BIGINT NOT NULL,
    body TEXT NOT NULL, -- JSON of whoever posts
    under BIGINT NOT NULL, -- the part in whose thread this one stands, -1 for none
    tried_ms BIGINT NOT NULL, -- the first try whose end is not known to be a failure
    message TEXT NOT NULL, -- Discord's id, '' until known
    PRIMARY KEY (post, n)
);

CREATE TABLE story_seen (
    channel TEXT NOT NULL,
    story TEXT NOT NULL,
    guild TEXT NOT NULL,
    memory TEXT NOT NULL, -- JSON of whoever composes digests
    seen_ms BIGINT NOT NULL,
    PRIMARY KEY (channel, story)
);
CREATE INDEX story_seen_time ON story_seen (channel, seen_ms);

CREATE TABLE link (
    channel TEXT NOT NULL,
    url TEXT NOT NULL,
    guild TEXT NOT NULL,
    pasted_ms BIGINT NOT NULL,
    PRIMARY KEY (channel, url)
);
CREATE INDEX link_time ON link (channel, pasted_ms);

CREATE TABLE kept (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    until_ms BIGINT NOT NULL,
    PRIMARY KEY (kind, name)
);
CREATE INDEX kept_until ON kept (until_ms);

CREATE TABLE process (
    id TEXT PRIMARY KEY,
    beat_ms BIGINT NOT NULL
);
