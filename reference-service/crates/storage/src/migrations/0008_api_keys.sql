-- The key itself is known to whoever made it alone. Its first letters name it among those of its user.
CREATE TABLE api_keys (
    user_id      TEXT   NOT NULL REFERENCES users (id),
    prefix       TEXT   NOT NULL,
    key_hash     TEXT   NOT NULL UNIQUE,
    name         TEXT   NOT NULL,
    permissions  TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    last_used_at BIGINT,
    PRIMARY KEY (user_id, prefix)
);
