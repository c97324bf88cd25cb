-- Keys by which a merchant's own system sends its ledger, and the lines that it has sent.

CREATE TABLE ledger_keys (
    point_id     BLOB    NOT NULL,
    key_id       BLOB    NOT NULL,
    merchant_id  BLOB    NOT NULL, -- whose ledger it opens, and no other's
    label        TEXT    NOT NULL, -- which system it was given to
    secret_hash  BLOB    NOT NULL, -- SHA-256 of the secret, which has 256 random bits
    created_at   INTEGER NOT NULL,
    created_by   BLOB    NOT NULL,
    last_used_at INTEGER,
    revoked_at   INTEGER,          -- since then it opens nothing
    revoked_by   BLOB,
    PRIMARY KEY (point_id, key_id)
) STRICT;

CREATE INDEX ledger_keys_of_merchant ON ledger_keys (point_id, merchant_id);

-- What came under which name, so that a line that comes again changes nothing.
CREATE TABLE ledger_lines (
    point_id    BLOB    NOT NULL,
    merchant_id BLOB    NOT NULL,
    line_id     TEXT    NOT NULL,
    line_hash   BLOB    NOT NULL, -- SHA-256 of the line as JSON
    taken_at    INTEGER NOT NULL,
    PRIMARY KEY (point_id, merchant_id, line_id)
) STRICT, WITHOUT ROWID;
