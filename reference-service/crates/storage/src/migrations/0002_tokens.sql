-- Taken back, or used up where it may be used once.
CREATE TABLE revoked_tokens (
    token_id   TEXT   NOT NULL PRIMARY KEY,
    expires_at BIGINT NOT NULL
);
-- All tokens of the user that were issued before the moment count no more.
CREATE TABLE revoked_users (
    user_id    TEXT   NOT NULL PRIMARY KEY REFERENCES users (id),
    revoked_at BIGINT NOT NULL
);
