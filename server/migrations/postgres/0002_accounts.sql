-- Staff, their sessions and the one-time links by which they set a password.

CREATE TABLE staff (
    point_id      UUID    NOT NULL,
    staff_id      UUID    NOT NULL,
    account       TEXT    NOT NULL, -- as first written
    account_key   TEXT    NOT NULL, -- lower case, half width: unique at a contact point
    name          TEXT    NOT NULL, -- under which they answer
    role          TEXT    NOT NULL CHECK (role IN
                  ('receptionist', 'mediator', 'quality', 'supervisor', 'administrator', 'regulator')),
    password_hash TEXT,             -- Argon2id, PHC string; none until set through a link
    on_duty       BIGINT  NOT NULL CHECK (on_duty IN (0, 1)),
    active        BIGINT  NOT NULL CHECK (active IN (0, 1)),
    rev           BIGINT  NOT NULL,
    seq           BIGINT  NOT NULL, -- place in the point's history of the last change that colleagues see
    created_at    BIGINT  NOT NULL, -- milliseconds since 1970 UTC, like every time
    updated_at    BIGINT  NOT NULL,
    PRIMARY KEY (point_id, staff_id),
    UNIQUE (point_id, account_key)
);

CREATE INDEX staff_by_seq ON staff (point_id, seq);

CREATE TABLE sessions (
    point_id     UUID    NOT NULL,
    token_hash   BYTEA   NOT NULL, -- SHA-256 of the token in the cookie
    staff_id     UUID    NOT NULL,
    created_at   BIGINT  NOT NULL,
    last_seen_at BIGINT  NOT NULL,
    expires_at   BIGINT  NOT NULL,
    device       TEXT    NOT NULL, -- what the person calls the device
    PRIMARY KEY (point_id, token_hash),
    FOREIGN KEY (point_id, staff_id) REFERENCES staff (point_id, staff_id)
);

CREATE INDEX sessions_by_staff ON sessions (point_id, staff_id);

CREATE TABLE setup_links (
    point_id   UUID    NOT NULL,
    token_hash BYTEA   NOT NULL, -- SHA-256 of the token in the link
    purpose    TEXT    NOT NULL CHECK (purpose IN ('first_administrator', 'invitation', 'reset')),
    staff_id   UUID,             -- none for the first administrator
    created_at BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL,
    used_at    BIGINT,
    PRIMARY KEY (point_id, token_hash),
    CHECK ((purpose = 'first_administrator') = (staff_id IS NULL)),
    FOREIGN KEY (point_id, staff_id) REFERENCES staff (point_id, staff_id)
);
