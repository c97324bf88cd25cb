-- The deposit pool (先行赔付保证金) in double entry. Amounts are whole fen; of postings, debit is positive.

-- Merchants that leave deposits. What the ledger sums up to stands beside the name, so that a tablet's pull does not sum
-- it each time; it can be made again from the postings.
CREATE TABLE merchants (
    point_id    BLOB    NOT NULL REFERENCES points (point_id),
    merchant_id BLOB    NOT NULL,
    name        TEXT    NOT NULL,
    deposit     INTEGER NOT NULL,
    owed        INTEGER NOT NULL,
    rev         INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    PRIMARY KEY (point_id, merchant_id),
    UNIQUE (point_id, name)
) STRICT, WITHOUT ROWID;

-- Never changed, never deleted. The key names what happened: it is posted once.
CREATE TABLE fund_transactions (
    point_id    BLOB    NOT NULL,
    key         TEXT    NOT NULL,
    seq         INTEGER NOT NULL,
    merchant_id BLOB    NOT NULL,
    at          INTEGER NOT NULL,
    actor       TEXT    NOT NULL,
    movement    TEXT    NOT NULL,
    PRIMARY KEY (point_id, key),
    FOREIGN KEY (point_id, merchant_id) REFERENCES merchants (point_id, merchant_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX fund_transactions_by_merchant ON fund_transactions (point_id, merchant_id, seq);

CREATE TABLE fund_postings (
    point_id    BLOB    NOT NULL,
    key         TEXT    NOT NULL,
    line        INTEGER NOT NULL,
    account     TEXT    NOT NULL CHECK (account IN ('bank', 'deposit', 'payouts', 'receivable')),
    merchant_id BLOB   ,
    amount      INTEGER NOT NULL,
    PRIMARY KEY (point_id, key, line),
    FOREIGN KEY (point_id, key) REFERENCES fund_transactions (point_id, key)
) STRICT, WITHOUT ROWID;
