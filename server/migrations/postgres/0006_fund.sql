-- The deposit pool (先行赔付保证金) in double entry. Amounts are whole fen; of postings, debit is positive.

-- Merchants that leave deposits. What the ledger sums up to stands beside the name, so that a tablet's pull does not sum
-- it each time; it can be made again from the postings.
CREATE TABLE merchants (
    point_id    UUID    NOT NULL REFERENCES points (point_id),
    merchant_id UUID    NOT NULL,
    name        TEXT    NOT NULL,
    deposit     BIGINT  NOT NULL,
    owed        BIGINT  NOT NULL,
    rev         BIGINT  NOT NULL,
    seq         BIGINT  NOT NULL,
    PRIMARY KEY (point_id, merchant_id),
    UNIQUE (point_id, name)
);

-- Never changed, never deleted. The key names what happened: it is posted once.
CREATE TABLE fund_transactions (
    point_id    UUID    NOT NULL,
    key         TEXT    NOT NULL,
    seq         BIGINT  NOT NULL,
    merchant_id UUID    NOT NULL,
    at          BIGINT  NOT NULL,
    actor       TEXT    NOT NULL,
    movement    TEXT    NOT NULL,
    PRIMARY KEY (point_id, key),
    FOREIGN KEY (point_id, merchant_id) REFERENCES merchants (point_id, merchant_id)
);

CREATE INDEX fund_transactions_by_merchant ON fund_transactions (point_id, merchant_id, seq);

CREATE TABLE fund_postings (
    point_id    UUID    NOT NULL,
    key         TEXT    NOT NULL,
    line        BIGINT  NOT NULL,
    account     TEXT    NOT NULL CHECK (account IN ('bank', 'deposit', 'payouts', 'receivable')),
    merchant_id UUID   ,
    amount      BIGINT  NOT NULL,
    PRIMARY KEY (point_id, key, line),
    FOREIGN KEY (point_id, key) REFERENCES fund_transactions (point_id, key)
);
