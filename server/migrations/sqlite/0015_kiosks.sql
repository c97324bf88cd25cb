-- Kiosks: a browser is one because an administrator enrolled it, never because of the size of its window.

CREATE TABLE kiosk_codes (
    point_id   BLOB    NOT NULL,
    code_hash  BLOB    NOT NULL, -- HMAC-SHA256 under a key that is not in the database
    name       TEXT    NOT NULL, -- of the kiosk to be
    keyboard   INTEGER NOT NULL CHECK (keyboard IN (0, 1)),
    created_by BLOB    NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (point_id, code_hash)
) STRICT;

CREATE TABLE kiosks (
    point_id     BLOB    NOT NULL,
    kiosk_id     BLOB    NOT NULL,
    name         TEXT    NOT NULL,
    keyboard     INTEGER NOT NULL CHECK (keyboard IN (0, 1)),
    token_hash   BLOB    NOT NULL, -- SHA-256 of the token in its cookie
    enrolled_at  INTEGER NOT NULL,
    enrolled_by  BLOB    NOT NULL,
    last_seen_at INTEGER NOT NULL,
    clock_ahead  INTEGER NOT NULL, -- milliseconds, at the last report
    health       TEXT,             -- the last report as JSON; none until there was one
    revoked_at   INTEGER,          -- since then it is no kiosk any more
    revoked_by   BLOB,
    PRIMARY KEY (point_id, kiosk_id)
) STRICT;

CREATE UNIQUE INDEX kiosks_token ON kiosks (point_id, token_hash);
