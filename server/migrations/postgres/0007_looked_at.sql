-- What was kept aside and has been looked at by a person. What was kept is never changed by it.
CREATE TABLE looked_at (
    point_id UUID    NOT NULL REFERENCES points (point_id),
    op_id    UUID    NOT NULL,
    hash     TEXT    NOT NULL,
    at       BIGINT  NOT NULL,
    staff_id UUID    NOT NULL,
    PRIMARY KEY (point_id, op_id, hash)
);

-- Operations that could not be decided, among all.
CREATE INDEX ops_kept ON ops (point_id, received_at) WHERE outcome IN ('quarantined', 'unsupported');
