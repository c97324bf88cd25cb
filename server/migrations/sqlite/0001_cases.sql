-- A contact point, what was sent to it and what became of it. `point_id` comes first in every key: it is the partition
-- key. Times are milliseconds since 1970 UTC, ids are UUIDs (16 bytes).

CREATE TABLE points (
    point_id    BLOB    NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL,
    epoch       BLOB    NOT NULL, -- random name of the database's life
    epoch_since INTEGER NOT NULL,
    head_seq    INTEGER NOT NULL, -- newest place in the history; allocated under this row's lock
    board_rev   INTEGER NOT NULL, -- counted up when the content differs from the hash below
    board_hash  BLOB    NOT NULL,
    board_seq   INTEGER NOT NULL,
    created_at  INTEGER NOT NULL
) STRICT;

-- Every operation with its receipt. A name is taken once, for one content.
CREATE TABLE ops (
    point_id     BLOB    NOT NULL REFERENCES points (point_id),
    op_id        BLOB    NOT NULL,
    hash         TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    device_id    BLOB    NOT NULL,
    made_at      INTEGER NOT NULL, -- by the device's clock
    sent_at      INTEGER NOT NULL, -- by the device's clock
    received_at  INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    actor        TEXT    NOT NULL,
    case_id      BLOB,
    outcome      TEXT    NOT NULL CHECK (outcome IN ('applied', 'rejected', 'quarantined', 'unsupported')),
    receipt      TEXT    NOT NULL, -- the outcome as told to the device
    kept_payload TEXT,             -- where no event holds what was written
    attachments  TEXT,
    PRIMARY KEY (point_id, op_id)
) STRICT, WITHOUT ROWID;

-- What the history sums up to. The events are the truth, this can be made again from them.
CREATE TABLE cases (
    point_id       BLOB    NOT NULL REFERENCES points (point_id),
    case_id        BLOB    NOT NULL,
    rev            INTEGER NOT NULL,
    seq            INTEGER NOT NULL,
    state          TEXT    NOT NULL,
    number_year    INTEGER,
    number_serial  INTEGER,
    first_receiver BLOB,
    assignee       BLOB,
    snapshot       TEXT    NOT NULL,
    received_at    INTEGER,
    closed_at      INTEGER,
    PRIMARY KEY (point_id, case_id),
    UNIQUE (point_id, number_year, number_serial)
) STRICT;

CREATE UNIQUE INDEX cases_by_seq ON cases (point_id, seq);
-- For the checksum of a whole scope: read without touching the snapshots.
CREATE INDEX cases_by_rev ON cases (point_id, case_id, rev);

CREATE TABLE events (
    point_id        BLOB    NOT NULL,
    case_id         BLOB    NOT NULL,
    rev             INTEGER NOT NULL,
    seq             INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    made_at         INTEGER NOT NULL, -- corrected to the server's clock
    made_at_claimed INTEGER NOT NULL, -- by the device's clock
    actor           TEXT    NOT NULL,
    event           TEXT    NOT NULL,
    op_id           BLOB    NOT NULL,
    PRIMARY KEY (point_id, case_id, rev),
    FOREIGN KEY (point_id, case_id) REFERENCES cases (point_id, case_id)
) STRICT, WITHOUT ROWID;

-- A keyed hash of the claim code; the code itself is nowhere.
CREATE TABLE claims (
    point_id   BLOB NOT NULL,
    claim_hash BLOB NOT NULL,
    case_id    BLOB NOT NULL,
    PRIMARY KEY (point_id, claim_hash),
    FOREIGN KEY (point_id, case_id) REFERENCES cases (point_id, case_id)
) STRICT, WITHOUT ROWID;

-- What arrived damaged, unreadable, or under a name that belongs to other content. Never overwritten.
CREATE TABLE quarantine (
    point_id    BLOB    NOT NULL REFERENCES points (point_id),
    op_id       BLOB    NOT NULL,
    hash        TEXT    NOT NULL,
    seq         INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    code        TEXT    NOT NULL,
    made_at     INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    payload     TEXT    NOT NULL,
    receipt     TEXT    NOT NULL,
    PRIMARY KEY (point_id, op_id, hash)
) STRICT, WITHOUT ROWID;

-- The last number given, so that numbers have no gap.
CREATE TABLE case_numbers (
    point_id    BLOB    NOT NULL REFERENCES points (point_id),
    year        INTEGER NOT NULL,
    last_serial INTEGER NOT NULL,
    PRIMARY KEY (point_id, year)
) STRICT, WITHOUT ROWID;

-- How many open cases each member of staff has, counted as they change, so that assigning does not count them all.
CREATE TABLE workloads (
    point_id      BLOB    NOT NULL REFERENCES points (point_id),
    staff_id      BLOB    NOT NULL,
    open_cases    INTEGER NOT NULL,
    last_assigned INTEGER NOT NULL, -- seq of the last case given to them; 0 for none
    PRIMARY KEY (point_id, staff_id)
) STRICT, WITHOUT ROWID;
