-- A token that sets a password once. The token itself is known to whoever was given it alone; the last one given counts.
CREATE TABLE password_resets (
    user_id    TEXT   NOT NULL PRIMARY KEY REFERENCES users (id),
    token_hash TEXT   NOT NULL UNIQUE,
    expires_at BIGINT NOT NULL
);
