-- What came without an account, was kept aside, and nobody has looked at yet: by what a flood is measured, and discarded at once.
CREATE TABLE unread (
    point_id    BLOB    NOT NULL REFERENCES points (point_id),
    op_id       BLOB    NOT NULL,
    hash        TEXT    NOT NULL, -- of what came: a name may have come with several contents
    device_id   BLOB    NOT NULL,
    bytes       INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (point_id, op_id, hash)
) STRICT, WITHOUT ROWID;

-- What somebody discarded: contents are gone, this and the receipts stay.
CREATE TABLE discards (
    point_id       BLOB    NOT NULL REFERENCES points (point_id),
    discard_id     BLOB    NOT NULL,
    at             INTEGER NOT NULL,
    staff_id       BLOB    NOT NULL,
    reason         TEXT    NOT NULL,
    ops            INTEGER NOT NULL,
    devices        INTEGER NOT NULL,
    bytes          INTEGER NOT NULL,
    first_received INTEGER NOT NULL,
    last_received  INTEGER NOT NULL,
    PRIMARY KEY (point_id, discard_id)
) STRICT, WITHOUT ROWID;
