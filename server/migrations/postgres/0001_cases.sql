-- A contact point, what was sent to it and what became of it. `point_id` comes first in every key: it is the partition
-- key. Times are milliseconds since 1970 UTC, ids are UUIDs.

CREATE TABLE points (
    point_id    UUID    NOT NULL PRIMARY KEY,
    name        TEXT    NOT NULL,
    epoch       UUID    NOT NULL, -- random name of the database's life
    epoch_since BIGINT  NOT NULL,
    head_seq    BIGINT  NOT NULL, -- newest place in the history; allocated under this row's lock
    board_rev   BIGINT  NOT NULL, -- counted up when the content differs from the hash below
    board_hash  BYTEA    NOT NULL,
    board_seq   BIGINT  NOT NULL,
    created_at  BIGINT  NOT NULL
);

-- Every operation with its receipt. A name is taken once, for one content.
CREATE TABLE ops (
    point_id     UUID    NOT NULL REFERENCES points (point_id),
    op_id        UUID    NOT NULL,
    hash         TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    device_id    UUID    NOT NULL,
    made_at      BIGINT  NOT NULL, -- by the device's clock
    sent_at      BIGINT  NOT NULL, -- by the device's clock
    received_at  BIGINT  NOT NULL,
    seq          BIGINT  NOT NULL,
    actor        TEXT    NOT NULL,
    case_id      UUID,
    outcome      TEXT    NOT NULL CHECK (outcome IN ('applied', 'rejected', 'quarantined', 'unsupported')),
    receipt      TEXT    NOT NULL, -- the outcome as told to the device
    kept_payload TEXT,             -- where no event holds what was written
    attachments  TEXT,
    PRIMARY KEY (point_id, op_id)
);

-- What the history sums up to. The events are the truth, this can be made again from them.
CREATE TABLE cases (
    point_id       UUID    NOT NULL REFERENCES points (point_id),
    case_id        UUID    NOT NULL,
    rev            BIGINT  NOT NULL,
    seq            BIGINT  NOT NULL,
    state          TEXT    NOT NULL,
    number_year    BIGINT,
    number_serial  BIGINT,
    first_receiver UUID,
    assignee       UUID,
    snapshot       TEXT    NOT NULL,
    received_at    BIGINT,
    closed_at      BIGINT,
    PRIMARY KEY (point_id, case_id),
    UNIQUE (point_id, number_year, number_serial)
);

CREATE UNIQUE INDEX cases_by_seq ON cases (point_id, seq);
-- For the checksum of a whole scope: read without touching the snapshots.
CREATE INDEX cases_by_rev ON cases (point_id, case_id, rev);

CREATE TABLE events (
    point_id        UUID    NOT NULL,
    case_id         UUID    NOT NULL,
    rev             BIGINT  NOT NULL,
    seq             BIGINT  NOT NULL,
    at              BIGINT  NOT NULL,
    made_at         BIGINT  NOT NULL, -- corrected to the server's clock
    made_at_claimed BIGINT  NOT NULL, -- by the device's clock
    actor           TEXT    NOT NULL,
    event           TEXT    NOT NULL,
    op_id           UUID    NOT NULL,
    PRIMARY KEY (point_id, case_id, rev),
    FOREIGN KEY (point_id, case_id) REFERENCES cases (point_id, case_id)
);

-- A keyed hash of the claim code; the code itself is nowhere.
CREATE TABLE claims (
    point_id   UUID NOT NULL,
    claim_hash BYTEA NOT NULL,
    case_id    UUID NOT NULL,
    PRIMARY KEY (point_id, claim_hash),
    FOREIGN KEY (point_id, case_id) REFERENCES cases (point_id, case_id)
);

-- What arrived damaged, unreadable, or under a name that belongs to other content. Never overwritten.
CREATE TABLE quarantine (
    point_id    UUID    NOT NULL REFERENCES points (point_id),
    op_id       UUID    NOT NULL,
    hash        TEXT    NOT NULL,
    seq         BIGINT  NOT NULL,
    kind        TEXT    NOT NULL,
    code        TEXT    NOT NULL,
    made_at     BIGINT  NOT NULL,
    received_at BIGINT  NOT NULL,
    payload     TEXT    NOT NULL,
    receipt     TEXT    NOT NULL,
    PRIMARY KEY (point_id, op_id, hash)
);

-- The last number given, so that numbers have no gap.
CREATE TABLE case_numbers (
    point_id    UUID    NOT NULL REFERENCES points (point_id),
    year        BIGINT  NOT NULL,
    last_serial BIGINT  NOT NULL,
    PRIMARY KEY (point_id, year)
);

-- How many open cases each member of staff has, counted as they change, so that assigning does not count them all.
CREATE TABLE workloads (
    point_id      UUID    NOT NULL REFERENCES points (point_id),
    staff_id      UUID    NOT NULL,
    open_cases    BIGINT  NOT NULL,
    last_assigned BIGINT  NOT NULL, -- seq of the last case given to them; 0 for none
    PRIMARY KEY (point_id, staff_id)
);
