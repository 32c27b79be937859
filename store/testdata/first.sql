-- What a database of the first version held: a row or two of each table.
INSERT INTO feed (id, url, state, due_ms, stopped, listed_ms) VALUES ('F1', 'https://gazette.example/rss',
    '{"URL":"https://gazette.example/rss","MovedTo":"","Title":"Gazette","Site":"https://gazette.example/","Language":"en","ETag":"W/\"1\"","LastModified":"","Fingerprint":"ab12","Interval":1800000000000,"Asks":0,"Fetched":"2026-03-14T12:00:00Z","Changed":"2026-03-14T12:00:00Z","Due":"2026-03-14T12:30:00Z","Failures":0,"FailingSince":"0001-01-01T00:00:00Z","Reason":"","Stopped":false}',
    1773491400000, FALSE, 1773489600000);
INSERT INTO item (feed, id, link, guid, content_hash, content, seen_ms, listed_ms) VALUES ('F1', 'I1', 'gazette.example/news/1', 'guid-1', 'c1',
    '{"Identity":{"Link":"gazette.example/news/1","GUID":"guid-1","Content":"c1"},"Link":"https://gazette.example/news/1","Title":"Harbour to close","Summary":"Said Ada Quill.","Categories":["politics"],"Published":"2026-03-14T11:00:00Z"}',
    1773489600000, 1773489600000);
INSERT INTO subscription (guild, feed, added_by, added_ms) VALUES ('g', 'F1', 'u', 1773489600000);
INSERT INTO digest (id, guild, channel, name, settings, next_ms, paused, created_by, created_ms, version)
    VALUES ('D1', 'g', 'c', 'Morning', '{"at":"08:00","zone":"Europe/Lisbon"}', 1773561600000, FALSE, 'u', 1773489600000, 1);
INSERT INTO post (id, digest, period, guild, channel, due_ms, not_after_ms, state, reason, memories, claimed_by, claimed_until_ms, done_ms)
    VALUES ('P1', 'D1', '2026-03-14', 'g', 'c', 1773489600000, 1773500400000, 'composed', '', '[{"Story":"harbour","Told":{"positions":2},"Seen":"0001-01-01T00:00:00Z"}]', 'dead', 1773489630000, 0);
INSERT INTO post_part (post, n, body, under, tried_ms, message) VALUES ('P1', 0, '"list"', -1, 1773489601000, 'm1');
INSERT INTO post_part (post, n, body, under, tried_ms, message) VALUES ('P1', 1, '"details"', 0, 1773489602000, '');
INSERT INTO story_seen (channel, story, guild, memory, seen_ms) VALUES ('c', 'mayor', 'g', '{"positions":1}', 1773489600000);
INSERT INTO link (channel, url, guild, pasted_ms) VALUES ('c', 'https://a.example/', 'g', 1773489600000);
INSERT INTO kept (kind, name, value, until_ms) VALUES ('brief', 'k', '{"n":1}', 1773576000000);
INSERT INTO process (id, beat_ms) VALUES ('dead', 1773489600000);
