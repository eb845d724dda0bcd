-- What a user's own applications asked of models. Counted, not repeated: no prompt is kept.
CREATE TABLE model_usage (
    user_id       TEXT   NOT NULL REFERENCES users (id),
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

CREATE INDEX model_usage_by_time ON model_usage (user_id, used_at);

-- What a user pays for models, in millionths of a dollar per million tokens.
CREATE TABLE model_prices (
    user_id      TEXT   NOT NULL REFERENCES users (id),
    model        TEXT   NOT NULL,
    input_price  BIGINT NOT NULL,
    output_price BIGINT NOT NULL,
    -- how capable the user takes the model to be, higher is more
    tier         BIGINT NOT NULL,
    PRIMARY KEY (user_id, model)
);
