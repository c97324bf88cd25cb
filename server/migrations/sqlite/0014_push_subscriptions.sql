-- Where browsers are reached when no page of ours is open (Web Push, RFC 8030). Messages have no content, so no keys of a browser are
-- kept.

-- Tablets of staff, one row for each: who asked last is told.
CREATE TABLE push_subscriptions (
    point_id BLOB NOT NULL,
    device_id BLOB NOT NULL,
    staff_id BLOB NOT NULL,
    endpoint TEXT NOT NULL,
    quiet_from INTEGER CHECK (quiet_from BETWEEN 0 AND 23),
    quiet_to INTEGER CHECK (quiet_to BETWEEN 0 AND 23),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (point_id, device_id),
    FOREIGN KEY (point_id, device_id, staff_id) REFERENCES device_people (point_id, device_id, staff_id)
) STRICT, WITHOUT ROWID;

-- Consumers' own browsers, by the cases that they follow.
CREATE TABLE case_push_subscriptions (
    point_id BLOB NOT NULL,
    case_id BLOB NOT NULL,
    endpoint TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (point_id, case_id, endpoint)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_push_subscriptions_endpoint ON case_push_subscriptions (point_id, endpoint);
