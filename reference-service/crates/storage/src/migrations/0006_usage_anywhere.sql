-- Users are the auth service's, whose database may be another one: no reference to them. SQLite cannot take a reference back,
-- so the tables are made again, with all that is in them.
ALTER TABLE model_usage RENAME TO model_usage_of_accounts;
CREATE TABLE model_usage (
    user_id       TEXT   NOT NULL,
    -- the name of the call where it was made; loading it twice counts it once
    call_id       TEXT   NOT NULL,
    used_at       BIGINT NOT NULL,
    model         TEXT   NOT NULL,
    feature       TEXT   NOT NULL,
    input_tokens  BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    latency_ms    BIGINT NOT NULL,
    -- 1 for a call that failed and was paid for
    failed        BIGINT NOT NULL,
    PRIMARY KEY (user_id, call_id)
);
INSERT INTO model_usage
SELECT user_id, call_id, used_at, model, feature, input_tokens, output_tokens, latency_ms, failed
FROM model_usage_of_accounts;
DROP TABLE model_usage_of_accounts;
CREATE INDEX model_usage_by_time ON model_usage (user_id, used_at);

ALTER TABLE model_prices RENAME TO model_prices_of_accounts;
CREATE TABLE model_prices (
    user_id      TEXT   NOT NULL,
    model        TEXT   NOT NULL,
    input_price  BIGINT NOT NULL,
    output_price BIGINT NOT NULL,
    -- how capable the user takes the model to be, higher is more
    tier         BIGINT NOT NULL,
    PRIMARY KEY (user_id, model)
);
INSERT INTO model_prices
SELECT user_id, model, input_price, output_price, tier FROM model_prices_of_accounts;
DROP TABLE model_prices_of_accounts;
