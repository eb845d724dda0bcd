-- A login that was sent to a provider and has not come back. The state itself is known to the browser alone.
CREATE TABLE oauth_states (
    state_hash TEXT   NOT NULL PRIMARY KEY,
    provider   TEXT   NOT NULL,
    nonce      TEXT   NOT NULL,
    verifier   TEXT   NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE TABLE oauth_identities (
    provider  TEXT   NOT NULL,
    subject   TEXT   NOT NULL,
    user_id   TEXT   NOT NULL REFERENCES users (id),
    linked_at BIGINT NOT NULL,
    PRIMARY KEY (provider, subject)
);
