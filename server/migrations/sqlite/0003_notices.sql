-- What hangs at the contact point, document by document. A version that was posted stays, so that it can be shown later
-- what hung there on a certain day.
CREATE TABLE notices (
    point_id       BLOB    NOT NULL REFERENCES points (point_id),
    notice_id      TEXT    NOT NULL,
    version        INTEGER NOT NULL,
    kind           TEXT    NOT NULL, -- duty, law-bulletin, enterprise-rule, commitment, workflow, contact, credit, law
    effective_from TEXT    NOT NULL, -- YYYY-MM-DD
    body           TEXT    NOT NULL, -- the document as devices get it
    posted_at      INTEGER NOT NULL,
    PRIMARY KEY (point_id, notice_id, version)
) STRICT, WITHOUT ROWID;
