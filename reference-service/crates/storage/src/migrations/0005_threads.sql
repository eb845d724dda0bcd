-- Users are the auth service's, whose database may be another one: no reference to them.
CREATE TABLE threads (
    id            TEXT   NOT NULL PRIMARY KEY,
    user_id       TEXT   NOT NULL,
    title         TEXT   NOT NULL,
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL,
    -- of its last message; no message ever gets the number of one that was deleted
    last_sequence BIGINT NOT NULL
);
CREATE INDEX threads_of_user ON threads (user_id, updated_at);
CREATE TABLE messages (
    id         TEXT   NOT NULL PRIMARY KEY,
    user_id    TEXT   NOT NULL,
    thread_id  TEXT   NOT NULL REFERENCES threads (id),
    sequence   BIGINT NOT NULL,
    author     TEXT   NOT NULL,
    content    TEXT   NOT NULL,
    metadata   TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (thread_id, sequence)
);
CREATE INDEX messages_of_user ON messages (user_id, created_at);
