-- Photos and PDFs. The bytes lie with an object store, under their hash; that a case has one stands in the case itself.

CREATE TABLE attachments (
    point_id   BLOB    NOT NULL,
    hash       BLOB    NOT NULL, -- SHA-256 of what is kept
    media      TEXT    NOT NULL CHECK (media IN ('jpeg', 'pdf')),
    bytes      INTEGER NOT NULL,
    kept_at    INTEGER NOT NULL,
    PRIMARY KEY (point_id, hash)
) STRICT;

-- Uploads that have begun and not ended. The pieces lie with the object store.
CREATE TABLE uploads (
    point_id   BLOB    NOT NULL,
    upload_id  BLOB    NOT NULL,
    case_id    BLOB    NOT NULL, -- the case that it is for
    staff_id   BLOB,             -- who takes it down; none for the case's consumer
    hash       BLOB    NOT NULL, -- SHA-256 of the whole, as announced
    length     INTEGER NOT NULL,
    pieces     TEXT    NOT NULL, -- how long each piece is that has arrived, as a JSON list
    touched_at INTEGER NOT NULL, -- when the last one arrived
    PRIMARY KEY (point_id, upload_id)
) STRICT;

CREATE INDEX uploads_of_case ON uploads (point_id, case_id);
CREATE INDEX uploads_touched ON uploads (point_id, touched_at);
