-- Devices on which staff have signed in, and who did. What a device keeps of cases is sealed; `vault_key` opens it again
-- for whoever signs in there, so that a forgotten PIN or a new password loses nothing.

CREATE TABLE devices (
    point_id     BLOB    NOT NULL,
    device_id    BLOB    NOT NULL, -- the name that the device gave itself
    label        TEXT    NOT NULL, -- what people call it; empty until somebody does
    vault_key    BLOB    NOT NULL, -- 256 random bits
    first_seen_at INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    revoked_at   INTEGER,          -- since then nobody works on it
    revoked_by   BLOB,
    PRIMARY KEY (point_id, device_id)
) STRICT;

CREATE TABLE device_people (
    point_id     BLOB    NOT NULL,
    device_id    BLOB    NOT NULL,
    staff_id     BLOB    NOT NULL,
    token_hash   BLOB    NOT NULL, -- SHA-256 of the token that lies sealed on the device
    opens        INTEGER NOT NULL CHECK (opens IN (0, 1)), -- 0 once the password has changed: it then only hands over
    signed_in_at INTEGER NOT NULL,
    PRIMARY KEY (point_id, device_id, staff_id),
    FOREIGN KEY (point_id, device_id) REFERENCES devices (point_id, device_id),
    FOREIGN KEY (point_id, staff_id) REFERENCES staff (point_id, staff_id)
) STRICT;

ALTER TABLE sessions ADD COLUMN device_id BLOB;
