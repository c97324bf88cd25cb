-- One log and one table of entities for every kind that syncs, and a running sum of each kind.
--
-- A text in `snapshot`, `event` or `receipt` is JSON; bytes are the same, compressed (store/sqlite/codec.rs).

-- What the history of each entity sums up to. Which kinds there are, domain::kinds says.
CREATE TABLE entities (
    point_id  BLOB    NOT NULL REFERENCES points (point_id),
    kind      TEXT    NOT NULL,
    entity_id BLOB    NOT NULL,
    rev       INTEGER NOT NULL,
    seq       INTEGER NOT NULL, -- place of the last change
    gone_seq  INTEGER,          -- place at which it left the scope of staff's devices; none while it is there
    snapshot  ANY     NOT NULL,
    PRIMARY KEY (point_id, kind, entity_id)
) STRICT;

INSERT INTO entities (point_id, kind, entity_id, rev, seq, gone_seq, snapshot)
SELECT point_id, 'case', case_id, rev, seq, gone_seq, snapshot FROM cases;

INSERT INTO entities (point_id, kind, entity_id, rev, seq, snapshot)
SELECT s.point_id, 'staff', s.staff_id, s.rev, s.seq, json_object(
    'id', substr(lower(hex(s.staff_id)), 1, 8) || '-' || substr(lower(hex(s.staff_id)), 9, 4) || '-'
        || substr(lower(hex(s.staff_id)), 13, 4) || '-' || substr(lower(hex(s.staff_id)), 17, 4) || '-'
        || substr(lower(hex(s.staff_id)), 21),
    'name', s.name, 'role', s.role,
    'on_duty', json(CASE s.on_duty WHEN 1 THEN 'true' ELSE 'false' END),
    'active', json(CASE s.active WHEN 1 THEN 'true' ELSE 'false' END),
    'absent', json(CASE WHEN s.active = 1 AND s.on_duty = 0 AND r.standing = 'on_leave' THEN 'true' ELSE 'false' END))
FROM staff s LEFT JOIN rosters r ON r.point_id = s.point_id AND r.staff_id = s.staff_id;

INSERT INTO entities (point_id, kind, entity_id, rev, seq, snapshot)
SELECT point_id, 'merchant', merchant_id, rev, seq, json_object(
    'id', substr(lower(hex(merchant_id)), 1, 8) || '-' || substr(lower(hex(merchant_id)), 9, 4) || '-'
        || substr(lower(hex(merchant_id)), 13, 4) || '-' || substr(lower(hex(merchant_id)), 17, 4) || '-'
        || substr(lower(hex(merchant_id)), 21),
    'name', name, 'deposit', deposit, 'owed', owed)
FROM merchants;

-- Its content is posted anew at the next start: the hash below says that nothing hangs.
INSERT INTO entities (point_id, kind, entity_id, rev, seq, snapshot)
SELECT point_id, 'board', zeroblob(16), board_rev, board_seq, 'null' FROM points;
UPDATE points SET board_hash = x'';
ALTER TABLE points DROP COLUMN board_rev;
ALTER TABLE points DROP COLUMN board_seq;

CREATE UNIQUE INDEX entities_by_seq ON entities (point_id, seq) WHERE gone_seq IS NULL;
CREATE INDEX entities_gone ON entities (point_id, gone_seq) WHERE gone_seq IS NOT NULL;

-- The exclusive or of the checksums of a kind's entities that have not left the scope, changed with them; none: to be counted.
CREATE TABLE kind_sums (
    point_id BLOB    NOT NULL REFERENCES points (point_id),
    kind     TEXT    NOT NULL,
    sum      BLOB    NOT NULL,
    entities INTEGER NOT NULL,
    PRIMARY KEY (point_id, kind)
) STRICT, WITHOUT ROWID;

-- By what a case is found, besides its name.
CREATE TABLE case_index (
    point_id       BLOB    NOT NULL,
    case_id        BLOB    NOT NULL,
    number_year    INTEGER,
    number_serial  INTEGER,
    first_receiver BLOB,
    assignee       BLOB,
    received_at    INTEGER,
    closed_at      INTEGER, -- since when nobody has to do anything
    warn_at        INTEGER, -- when somebody must next be told that a clock runs out; 0: clocks are to be checked anew
    in_scope       INTEGER NOT NULL CHECK (in_scope IN (0, 1)), -- staff's devices hold it
    PRIMARY KEY (point_id, case_id)
) STRICT, WITHOUT ROWID;
INSERT INTO case_index SELECT point_id, case_id, number_year, number_serial, first_receiver, assignee, received_at,
    closed_at, warn_at, gone_seq IS NULL FROM cases;

CREATE TABLE new_events (
    point_id        BLOB    NOT NULL,
    kind            TEXT    NOT NULL,
    entity_id       BLOB    NOT NULL,
    rev             INTEGER NOT NULL,
    seq             INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    made_at         INTEGER NOT NULL, -- corrected to the server's clock
    made_at_claimed INTEGER NOT NULL, -- by the device's clock
    actor           TEXT    NOT NULL,
    event           ANY     NOT NULL,
    op_id           BLOB    NOT NULL,
    PRIMARY KEY (point_id, kind, entity_id, rev)
) STRICT, WITHOUT ROWID;
INSERT INTO new_events SELECT point_id, 'case', case_id, rev, seq, at, made_at, made_at_claimed, actor, event, op_id
FROM events;

CREATE TABLE new_claims (
    point_id   BLOB NOT NULL,
    claim_hash BLOB NOT NULL,
    case_id    BLOB NOT NULL,
    PRIMARY KEY (point_id, claim_hash),
    FOREIGN KEY (point_id, case_id) REFERENCES case_index (point_id, case_id)
) STRICT, WITHOUT ROWID;
INSERT INTO new_claims SELECT point_id, claim_hash, case_id FROM claims;

DROP TABLE events;
DROP TABLE claims;
DROP TABLE cases;
ALTER TABLE new_events RENAME TO events;
ALTER TABLE new_claims RENAME TO claims;

CREATE UNIQUE INDEX case_numbers_given ON case_index (point_id, number_year, number_serial);
CREATE INDEX cases_open ON case_index (point_id, assignee, received_at) WHERE closed_at IS NULL;
CREATE INDEX cases_warn ON case_index (point_id, warn_at) WHERE warn_at IS NOT NULL;
CREATE INDEX cases_ended ON case_index (point_id, closed_at) WHERE closed_at IS NOT NULL AND in_scope = 1;

-- Operations name an entity of any kind; their hashes are bytes.
CREATE TABLE new_ops (
    point_id     BLOB    NOT NULL REFERENCES points (point_id),
    op_id        BLOB    NOT NULL,
    hash         BLOB    NOT NULL, -- SHA-256 of the payload
    kind         TEXT    NOT NULL, -- such as case.file
    device_id    BLOB    NOT NULL,
    made_at      INTEGER NOT NULL, -- by the device's clock
    sent_at      INTEGER NOT NULL, -- by the device's clock
    received_at  INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    actor        TEXT    NOT NULL,
    entity_id    BLOB,
    outcome      TEXT    NOT NULL CHECK (outcome IN ('applied', 'rejected', 'quarantined', 'unsupported')),
    receipt      ANY     NOT NULL, -- the outcome as told to the device
    kept_payload TEXT,             -- where no event holds what was written
    attachments  TEXT,
    PRIMARY KEY (point_id, op_id)
) STRICT, WITHOUT ROWID;
INSERT INTO new_ops SELECT point_id, op_id, unhex(hash), kind, device_id, made_at, sent_at, received_at, seq, actor, case_id,
    outcome, receipt, kept_payload, attachments FROM ops;
DROP TABLE ops;
ALTER TABLE new_ops RENAME TO ops;
CREATE INDEX ops_kept ON ops (point_id, received_at) WHERE outcome IN ('quarantined', 'unsupported');

-- The trade's names.
ALTER TABLE looked_at RENAME TO quarantine_reviews;
ALTER TABLE rosters RENAME COLUMN looked_at TO checked_at;
ALTER TABLE rosters RENAME COLUMN look_at TO check_at;

-- What an account stands at, its entity says.
ALTER TABLE merchants DROP COLUMN rev;
ALTER TABLE merchants DROP COLUMN seq;
