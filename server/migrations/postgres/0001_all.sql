-- The whole schema as SQLite's migrations 1 to 25 leave it, in PostgreSQL's types; what each column means stands there. `point_id` comes
-- first in every key: it is the partition key.
--
-- UUID for ids, BIGINT for every whole number, BYTEA for hashes and for JSON that is compressed (store/codec). Text sorts by its bytes,
-- as it does in SQLite, so that one statement means one order. `in_scope` is a number because partial indexes compare it with one.

CREATE TABLE points (
    point_id        UUID             NOT NULL PRIMARY KEY,
    name            TEXT COLLATE "C" NOT NULL,
    epoch           UUID             NOT NULL,
    epoch_since     BIGINT           NOT NULL,
    head_seq        BIGINT           NOT NULL,
    board_hash      BYTEA            NOT NULL,
    created_at      BIGINT           NOT NULL,
    figures_version BIGINT           NOT NULL DEFAULT 0,
    sealed_under    BIGINT           NOT NULL DEFAULT 0 -- name of the data key (as a number) under which every value lies
);

CREATE TABLE staff (
    point_id      UUID             NOT NULL,
    staff_id      UUID             NOT NULL,
    account       TEXT COLLATE "C" NOT NULL,
    account_key   TEXT COLLATE "C" NOT NULL,
    name          TEXT COLLATE "C" NOT NULL,
    role          TEXT COLLATE "C" NOT NULL CHECK (role IN ('receptionist', 'mediator', 'quality', 'supervisor', 'administrator', 'regulator')),
    password_hash TEXT COLLATE "C",
    on_duty       BOOLEAN          NOT NULL,
    active        BOOLEAN          NOT NULL,
    rev           BIGINT           NOT NULL,
    seq           BIGINT           NOT NULL,
    created_at    BIGINT           NOT NULL,
    updated_at    BIGINT           NOT NULL,
    PRIMARY KEY (point_id, staff_id),
    UNIQUE (point_id, account_key)
);
CREATE INDEX staff_by_seq ON staff (point_id, seq);

CREATE TABLE rosters (
    point_id   UUID             NOT NULL,
    staff_id   UUID             NOT NULL,
    plan       TEXT COLLATE "C" NOT NULL,
    standing   TEXT COLLATE "C" CHECK (standing IN ('on_shift', 'off', 'on_leave', 'free')),
    checked_at BIGINT           NOT NULL,
    check_at   BIGINT           NOT NULL,
    updated_at BIGINT           NOT NULL,
    updated_by UUID             NOT NULL,
    PRIMARY KEY (point_id, staff_id),
    FOREIGN KEY (point_id, staff_id) REFERENCES staff (point_id, staff_id)
);

CREATE TABLE sessions (
    point_id     UUID             NOT NULL,
    token_hash   BYTEA            NOT NULL,
    staff_id     UUID             NOT NULL,
    created_at   BIGINT           NOT NULL,
    last_seen_at BIGINT           NOT NULL,
    expires_at   BIGINT           NOT NULL,
    device       TEXT COLLATE "C" NOT NULL,
    device_id    UUID,
    PRIMARY KEY (point_id, token_hash),
    FOREIGN KEY (point_id, staff_id) REFERENCES staff (point_id, staff_id)
);
CREATE INDEX sessions_by_staff ON sessions (point_id, staff_id);

CREATE TABLE setup_links (
    point_id   UUID             NOT NULL,
    token_hash BYTEA            NOT NULL,
    purpose    TEXT COLLATE "C" NOT NULL CHECK (purpose IN ('first_administrator', 'invitation', 'reset')),
    staff_id   UUID,
    created_at BIGINT           NOT NULL,
    expires_at BIGINT           NOT NULL,
    used_at    BIGINT,
    opener_hash BYTEA, -- the browser that opened it first: SHA-256 of a random name that it gave itself
    PRIMARY KEY (point_id, token_hash),
    CHECK ((purpose = 'first_administrator') = (staff_id IS NULL)),
    FOREIGN KEY (point_id, staff_id) REFERENCES staff (point_id, staff_id)
);

CREATE TABLE devices (
    point_id      UUID             NOT NULL,
    device_id     UUID             NOT NULL,
    label         TEXT COLLATE "C" NOT NULL,
    vault_key     BYTEA            NOT NULL,
    first_seen_at BIGINT           NOT NULL,
    last_seen_at  BIGINT           NOT NULL,
    revoked_at    BIGINT,
    revoked_by    UUID,
    PRIMARY KEY (point_id, device_id)
);

CREATE TABLE device_people (
    point_id     UUID    NOT NULL,
    device_id    UUID    NOT NULL,
    staff_id     UUID    NOT NULL,
    token_hash   BYTEA   NOT NULL,
    opens        BOOLEAN NOT NULL,
    signed_in_at BIGINT  NOT NULL,
    PRIMARY KEY (point_id, device_id, staff_id),
    FOREIGN KEY (point_id, device_id) REFERENCES devices (point_id, device_id),
    FOREIGN KEY (point_id, staff_id) REFERENCES staff (point_id, staff_id)
);

CREATE TABLE kiosk_codes (
    point_id   UUID             NOT NULL,
    code_hash  BYTEA            NOT NULL,
    name       TEXT COLLATE "C" NOT NULL,
    keyboard   BOOLEAN          NOT NULL,
    created_by UUID             NOT NULL,
    created_at BIGINT           NOT NULL,
    expires_at BIGINT           NOT NULL,
    PRIMARY KEY (point_id, code_hash)
);

CREATE TABLE kiosks (
    point_id     UUID             NOT NULL,
    kiosk_id     UUID             NOT NULL,
    name         TEXT COLLATE "C" NOT NULL,
    keyboard     BOOLEAN          NOT NULL,
    token_hash   BYTEA            NOT NULL,
    enrolled_at  BIGINT           NOT NULL,
    enrolled_by  UUID             NOT NULL,
    last_seen_at BIGINT           NOT NULL,
    clock_ahead  BIGINT           NOT NULL,
    health       TEXT COLLATE "C",
    revoked_at   BIGINT,
    revoked_by   UUID,
    PRIMARY KEY (point_id, kiosk_id)
);
CREATE UNIQUE INDEX kiosks_token ON kiosks (point_id, token_hash);

CREATE TABLE push_subscriptions (
    point_id   UUID             NOT NULL,
    device_id  UUID             NOT NULL,
    staff_id   UUID             NOT NULL,
    endpoint   TEXT COLLATE "C" NOT NULL,
    quiet_from BIGINT           CHECK (quiet_from BETWEEN 0 AND 23),
    quiet_to   BIGINT           CHECK (quiet_to BETWEEN 0 AND 23),
    created_at BIGINT           NOT NULL,
    PRIMARY KEY (point_id, device_id),
    FOREIGN KEY (point_id, device_id, staff_id) REFERENCES device_people (point_id, device_id, staff_id)
);

CREATE TABLE case_push_subscriptions (
    point_id   UUID             NOT NULL,
    case_id    UUID             NOT NULL,
    endpoint   TEXT COLLATE "C" NOT NULL,
    created_at BIGINT           NOT NULL,
    PRIMARY KEY (point_id, case_id, endpoint)
);
CREATE INDEX case_push_subscriptions_endpoint ON case_push_subscriptions (point_id, endpoint);

CREATE TABLE notices (
    point_id       UUID             NOT NULL REFERENCES points (point_id),
    notice_id      TEXT COLLATE "C" NOT NULL,
    version        BIGINT           NOT NULL,
    kind           TEXT COLLATE "C" NOT NULL,
    effective_from TEXT COLLATE "C" NOT NULL,
    body           TEXT COLLATE "C" NOT NULL,
    posted_at      BIGINT           NOT NULL,
    PRIMARY KEY (point_id, notice_id, version)
);

CREATE TABLE entities (
    point_id  UUID             NOT NULL REFERENCES points (point_id),
    kind      TEXT COLLATE "C" NOT NULL,
    entity_id UUID             NOT NULL,
    rev       BIGINT           NOT NULL,
    seq       BIGINT           NOT NULL,
    gone_seq  BIGINT,
    snapshot  BYTEA            NOT NULL,
    PRIMARY KEY (point_id, kind, entity_id)
);
CREATE UNIQUE INDEX entities_by_seq ON entities (point_id, seq) WHERE gone_seq IS NULL;
CREATE INDEX entities_gone ON entities (point_id, gone_seq) WHERE gone_seq IS NOT NULL;

CREATE TABLE kind_sums (
    point_id UUID             NOT NULL REFERENCES points (point_id),
    kind     TEXT COLLATE "C" NOT NULL,
    sum      BYTEA            NOT NULL,
    entities BIGINT           NOT NULL,
    PRIMARY KEY (point_id, kind)
);

CREATE TABLE events (
    point_id        UUID             NOT NULL,
    kind            TEXT COLLATE "C" NOT NULL,
    entity_id       UUID             NOT NULL,
    rev             BIGINT           NOT NULL,
    seq             BIGINT           NOT NULL,
    at              BIGINT           NOT NULL,
    made_at         BIGINT           NOT NULL,
    made_at_claimed BIGINT           NOT NULL,
    actor           TEXT COLLATE "C" NOT NULL,
    event           BYTEA            NOT NULL,
    op_id           UUID             NOT NULL,
    PRIMARY KEY (point_id, kind, entity_id, rev)
);

CREATE TABLE ops (
    point_id     UUID             NOT NULL REFERENCES points (point_id),
    op_id        UUID             NOT NULL,
    hash         BYTEA            NOT NULL,
    kind         TEXT COLLATE "C" NOT NULL,
    device_id    UUID             NOT NULL,
    made_at      BIGINT           NOT NULL,
    sent_at      BIGINT           NOT NULL,
    received_at  BIGINT           NOT NULL,
    seq          BIGINT           NOT NULL,
    actor        TEXT COLLATE "C" NOT NULL,
    entity_id    UUID,
    outcome      TEXT COLLATE "C" NOT NULL CHECK (outcome IN ('applied', 'rejected', 'quarantined', 'unsupported')),
    receipt      BYTEA            NOT NULL,
    kept_payload TEXT COLLATE "C",
    attachments  TEXT COLLATE "C",
    PRIMARY KEY (point_id, op_id)
);
CREATE INDEX ops_kept ON ops (point_id, received_at) WHERE outcome IN ('quarantined', 'unsupported');

CREATE TABLE quarantine (
    point_id    UUID             NOT NULL REFERENCES points (point_id),
    op_id       UUID             NOT NULL,
    hash        TEXT COLLATE "C" NOT NULL,
    seq         BIGINT           NOT NULL,
    kind        TEXT COLLATE "C" NOT NULL,
    code        TEXT COLLATE "C" NOT NULL,
    made_at     BIGINT           NOT NULL,
    received_at BIGINT           NOT NULL,
    payload     TEXT COLLATE "C" NOT NULL,
    receipt     TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (point_id, op_id, hash)
);

CREATE TABLE quarantine_reviews (
    point_id UUID             NOT NULL REFERENCES points (point_id),
    op_id    UUID             NOT NULL,
    hash     TEXT COLLATE "C" NOT NULL,
    at       BIGINT           NOT NULL,
    staff_id UUID             NOT NULL,
    PRIMARY KEY (point_id, op_id, hash)
);

-- What came without an account, was kept aside, and nobody has looked at yet: by what a flood is measured, and discarded at once.
CREATE TABLE unread (
    point_id    UUID             NOT NULL REFERENCES points (point_id),
    op_id       UUID             NOT NULL,
    hash        TEXT COLLATE "C" NOT NULL, -- of what came: a name may have come with several contents
    device_id   UUID             NOT NULL,
    bytes       BIGINT           NOT NULL,
    received_at BIGINT           NOT NULL,
    PRIMARY KEY (point_id, op_id, hash)
);

-- What somebody discarded: contents are gone, this and the receipts stay.
CREATE TABLE discards (
    point_id       UUID             NOT NULL REFERENCES points (point_id),
    discard_id     UUID             NOT NULL,
    at             BIGINT           NOT NULL,
    staff_id       UUID             NOT NULL,
    reason         TEXT COLLATE "C" NOT NULL,
    ops            BIGINT           NOT NULL,
    devices        BIGINT           NOT NULL,
    bytes          BIGINT           NOT NULL,
    first_received BIGINT           NOT NULL,
    last_received  BIGINT           NOT NULL,
    PRIMARY KEY (point_id, discard_id)
);

CREATE TABLE case_index (
    point_id       UUID             NOT NULL,
    case_id        UUID             NOT NULL,
    number_year    BIGINT,
    number_serial  BIGINT,
    first_receiver UUID,
    assignee       UUID,
    received_at    BIGINT,
    closed_at      BIGINT,
    warn_at        BIGINT,
    in_scope       BIGINT           NOT NULL CHECK (in_scope IN (0, 1)),
    phone          TEXT COLLATE "C",
    merchant_id    UUID,
    PRIMARY KEY (point_id, case_id)
);
CREATE UNIQUE INDEX case_numbers_given ON case_index (point_id, number_year, number_serial);
CREATE INDEX cases_open ON case_index (point_id, assignee, received_at) WHERE closed_at IS NULL;
CREATE INDEX cases_warn ON case_index (point_id, warn_at) WHERE warn_at IS NOT NULL;
CREATE INDEX cases_ended ON case_index (point_id, closed_at) WHERE closed_at IS NOT NULL AND in_scope = 1;
CREATE INDEX case_index_archived_phone ON case_index (point_id, phone) WHERE in_scope = 0;
CREATE INDEX case_index_without_phone ON case_index (point_id, case_id) WHERE phone IS NULL;
CREATE INDEX case_index_merchant ON case_index (point_id, merchant_id) WHERE merchant_id IS NOT NULL;

CREATE TABLE claims (
    point_id   UUID  NOT NULL,
    claim_hash BYTEA NOT NULL,
    case_id    UUID  NOT NULL,
    PRIMARY KEY (point_id, claim_hash),
    FOREIGN KEY (point_id, case_id) REFERENCES case_index (point_id, case_id)
);

CREATE TABLE case_numbers (
    point_id    UUID   NOT NULL REFERENCES points (point_id),
    year        BIGINT NOT NULL,
    last_serial BIGINT NOT NULL,
    PRIMARY KEY (point_id, year)
);

CREATE TABLE workloads (
    point_id      UUID   NOT NULL REFERENCES points (point_id),
    staff_id      UUID   NOT NULL,
    open_cases    BIGINT NOT NULL,
    last_assigned BIGINT NOT NULL,
    PRIMARY KEY (point_id, staff_id)
);

CREATE TABLE case_figures (
    point_id            UUID             NOT NULL REFERENCES points (point_id),
    cube                TEXT COLLATE "C" NOT NULL,
    grain               TEXT COLLATE "C" NOT NULL CHECK (grain IN ('day', 'month')),
    bucket              BIGINT           NOT NULL,
    row_key             TEXT COLLATE "C" NOT NULL,
    col_key             TEXT COLLATE "C" NOT NULL,
    cases               BIGINT           NOT NULL DEFAULT 0,
    inquiries           BIGINT           NOT NULL DEFAULT 0,
    complaints          BIGINT           NOT NULL DEFAULT 0,
    reports             BIGINT           NOT NULL DEFAULT 0,
    open                BIGINT           NOT NULL DEFAULT 0,
    answered            BIGINT           NOT NULL DEFAULT 0,
    answer_minutes      BIGINT           NOT NULL DEFAULT 0,
    answered_hour       BIGINT           NOT NULL DEFAULT 0,
    answered_half_day   BIGINT           NOT NULL DEFAULT 0,
    answered_day        BIGINT           NOT NULL DEFAULT 0,
    answered_three_days BIGINT           NOT NULL DEFAULT 0,
    ended               BIGINT           NOT NULL DEFAULT 0,
    end_minutes         BIGINT           NOT NULL DEFAULT 0,
    ended_day           BIGINT           NOT NULL DEFAULT 0,
    ended_three_days    BIGINT           NOT NULL DEFAULT 0,
    ended_week          BIGINT           NOT NULL DEFAULT 0,
    ended_month         BIGINT           NOT NULL DEFAULT 0,
    promised            BIGINT           NOT NULL DEFAULT 0,
    late                BIGINT           NOT NULL DEFAULT 0,
    merchant_asked      BIGINT           NOT NULL DEFAULT 0,
    merchant_late       BIGINT           NOT NULL DEFAULT 0,
    concluded           BIGINT           NOT NULL DEFAULT 0,
    settled_on_site     BIGINT           NOT NULL DEFAULT 0,
    performed           BIGINT           NOT NULL DEFAULT 0,
    advance_paid        BIGINT           NOT NULL DEFAULT 0,
    mediation_failed    BIGINT           NOT NULL DEFAULT 0,
    transferred         BIGINT           NOT NULL DEFAULT 0,
    declined            BIGINT           NOT NULL DEFAULT 0,
    withdrawn           BIGINT           NOT NULL DEFAULT 0,
    reopened            BIGINT           NOT NULL DEFAULT 0,
    asked               BIGINT           NOT NULL DEFAULT 0,
    recovered           BIGINT           NOT NULL DEFAULT 0,
    compensations       BIGINT           NOT NULL DEFAULT 0,
    compensated         BIGINT           NOT NULL DEFAULT 0,
    first_receiver      BIGINT           NOT NULL DEFAULT 0,
    no_reason_return    BIGINT           NOT NULL DEFAULT 0,
    small_claim         BIGINT           NOT NULL DEFAULT 0,
    advance             BIGINT           NOT NULL DEFAULT 0,
    green_lane          BIGINT           NOT NULL DEFAULT 0,
    star_1              BIGINT           NOT NULL DEFAULT 0,
    star_2              BIGINT           NOT NULL DEFAULT 0,
    star_3              BIGINT           NOT NULL DEFAULT 0,
    star_4              BIGINT           NOT NULL DEFAULT 0,
    star_5              BIGINT           NOT NULL DEFAULT 0,
    PRIMARY KEY (point_id, cube, grain, bucket, row_key, col_key)
);

CREATE TABLE merchants (
    point_id    UUID             NOT NULL REFERENCES points (point_id),
    merchant_id UUID             NOT NULL,
    name        TEXT COLLATE "C" NOT NULL,
    deposit     BIGINT           NOT NULL,
    owed        BIGINT           NOT NULL,
    PRIMARY KEY (point_id, merchant_id),
    UNIQUE (point_id, name)
);

CREATE TABLE fund_transactions (
    point_id    UUID             NOT NULL,
    key         TEXT COLLATE "C" NOT NULL,
    seq         BIGINT           NOT NULL,
    merchant_id UUID             NOT NULL,
    at          BIGINT           NOT NULL,
    actor       TEXT COLLATE "C" NOT NULL,
    movement    TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (point_id, key),
    FOREIGN KEY (point_id, merchant_id) REFERENCES merchants (point_id, merchant_id)
);
CREATE INDEX fund_transactions_by_merchant ON fund_transactions (point_id, merchant_id, seq);

CREATE TABLE fund_postings (
    point_id    UUID             NOT NULL,
    key         TEXT COLLATE "C" NOT NULL,
    line        BIGINT           NOT NULL,
    account     TEXT COLLATE "C" NOT NULL CHECK (account IN ('bank', 'deposit', 'payouts', 'receivable')),
    merchant_id UUID,
    amount      BIGINT           NOT NULL,
    PRIMARY KEY (point_id, key, line),
    FOREIGN KEY (point_id, key) REFERENCES fund_transactions (point_id, key)
);

CREATE TABLE goods_index (
    point_id    UUID             NOT NULL REFERENCES points (point_id),
    goods_id    UUID             NOT NULL,
    merchant_id UUID             NOT NULL,
    barcode     TEXT COLLATE "C",
    PRIMARY KEY (point_id, goods_id)
);
CREATE INDEX goods_index_barcode ON goods_index (point_id, merchant_id, barcode) WHERE barcode IS NOT NULL;

CREATE TABLE goods_lines (
    point_id UUID             NOT NULL REFERENCES points (point_id),
    goods_id UUID             NOT NULL,
    rev      BIGINT           NOT NULL,
    lot_id   UUID,
    words    TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (point_id, goods_id, rev)
);

CREATE TABLE ledger_keys (
    point_id     UUID             NOT NULL,
    key_id       UUID             NOT NULL,
    merchant_id  UUID             NOT NULL,
    label        TEXT COLLATE "C" NOT NULL,
    secret_hash  BYTEA            NOT NULL,
    created_at   BIGINT           NOT NULL,
    created_by   UUID             NOT NULL,
    last_used_at BIGINT,
    revoked_at   BIGINT,
    revoked_by   UUID,
    PRIMARY KEY (point_id, key_id)
);
CREATE INDEX ledger_keys_of_merchant ON ledger_keys (point_id, merchant_id);

CREATE TABLE ledger_lines (
    point_id    UUID             NOT NULL,
    merchant_id UUID             NOT NULL,
    line_id     TEXT COLLATE "C" NOT NULL,
    line_hash   BYTEA            NOT NULL,
    taken_at    BIGINT           NOT NULL,
    PRIMARY KEY (point_id, merchant_id, line_id)
);

CREATE TABLE attachments (
    point_id UUID             NOT NULL,
    hash     BYTEA            NOT NULL,
    media    TEXT COLLATE "C" NOT NULL CHECK (media IN ('jpeg', 'pdf')),
    bytes    BIGINT           NOT NULL,
    kept_at  BIGINT           NOT NULL,
    PRIMARY KEY (point_id, hash)
);

CREATE TABLE uploads (
    point_id   UUID             NOT NULL,
    upload_id  UUID             NOT NULL,
    case_id    UUID             NOT NULL,
    staff_id   UUID,
    hash       BYTEA            NOT NULL,
    length     BIGINT           NOT NULL,
    pieces     TEXT COLLATE "C" NOT NULL,
    touched_at BIGINT           NOT NULL,
    purpose    TEXT COLLATE "C",
    kiosk_id   UUID,
    PRIMARY KEY (point_id, upload_id)
);
CREATE INDEX uploads_of_case ON uploads (point_id, case_id);
CREATE INDEX uploads_touched ON uploads (point_id, touched_at);

CREATE TABLE workdays (
    point_id    UUID             NOT NULL REFERENCES points (point_id),
    year        BIGINT           NOT NULL,
    arrangement TEXT COLLATE "C" NOT NULL,
    at          BIGINT           NOT NULL,
    staff_id    UUID             NOT NULL,
    PRIMARY KEY (point_id, year)
);

-- Compressed already.
ALTER TABLE entities ALTER COLUMN snapshot SET STORAGE EXTERNAL;
ALTER TABLE events ALTER COLUMN event SET STORAGE EXTERNAL;
ALTER TABLE ops ALTER COLUMN receipt SET STORAGE EXTERNAL;

-- A second wall between contact points of one database, behind the `point_id` of every statement: a server names at each connection
-- which one it serves (`contact_point.served`), and PostgreSQL shows it no row of another, also to the owner of the tables. `every` is
-- for copies of everything. Who passes by: superusers, and roles with BYPASSRLS.
CREATE FUNCTION served_point() RETURNS TEXT LANGUAGE sql STABLE AS $$ SELECT current_setting('contact_point.served', TRUE) $$;

DO $$
DECLARE
    of_a_point TEXT;
BEGIN
    FOR of_a_point IN
        SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND a.attname = 'point_id' AND NOT a.attisdropped
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', of_a_point);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', of_a_point);
        -- Asked once for each statement, not for each row.
        EXECUTE format(
            'CREATE POLICY served ON %I USING ((SELECT served_point()) = ''every'' OR point_id = (SELECT CAST(NULLIF(NULLIF(served_point(), ''every''), '''') AS UUID)))',
            of_a_point
        );
    END LOOP;
END
$$;
