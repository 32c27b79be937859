-- +goose Up
-- What is asked of Parley and what it answered. A request is its own job: who works on it says again and again that they live, and when
-- they do not, another takes it up.
CREATE TABLE request (
    id TEXT PRIMARY KEY,
    message TEXT NOT NULL, -- that asks, '' for a command
    guild TEXT NOT NULL,
    channel TEXT NOT NULL,
    asker TEXT NOT NULL,
    wish TEXT NOT NULL, -- JSON of whoever answers
    state TEXT NOT NULL, -- open, done, withdrawn
    taken_by TEXT NOT NULL,
    due_ms BIGINT NOT NULL, -- an open one is anybody's from then on
    tries BIGINT NOT NULL,
    asked_ms BIGINT NOT NULL
);
CREATE INDEX request_due ON request (state, due_ms);
CREATE INDEX request_message ON request (message);
CREATE INDEX request_asked ON request (asked_ms);

CREATE TABLE answer (
    request TEXT NOT NULL REFERENCES request (id) ON DELETE CASCADE,
    n BIGINT NOT NULL,
    channel TEXT NOT NULL,
    brief TEXT NOT NULL, -- JSON of whoever answers
    tried_ms BIGINT NOT NULL, -- the first try
    message TEXT NOT NULL, -- Discord's id, '' until known
    PRIMARY KEY (request, n)
);
CREATE INDEX answer_message ON answer (message);

-- The articles that an answer is about.
CREATE TABLE answer_link (
    request TEXT NOT NULL,
    n BIGINT NOT NULL,
    channel TEXT NOT NULL,
    link TEXT NOT NULL,
    PRIMARY KEY (request, n, link),
    FOREIGN KEY (request, n) REFERENCES answer (request, n) ON DELETE CASCADE
);
CREATE INDEX answer_link_channel ON answer_link (channel, link);

-- Servers that turned the bot out and may ask it back.
CREATE TABLE leaving (
    guild TEXT PRIMARY KEY,
    until_ms BIGINT NOT NULL
);
