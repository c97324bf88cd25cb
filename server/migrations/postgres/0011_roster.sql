-- What is planned for each member (排班), and what of it holds. Whether somebody is on duty stands in `staff`, so that a
-- hand can turn it between two planned changes. On leave and not on duty: their open cases go to others.
CREATE TABLE rosters (
    point_id   UUID    NOT NULL,
    staff_id   UUID    NOT NULL,
    plan       TEXT    NOT NULL,
    standing   TEXT             CHECK (standing IN ('on_shift', 'off', 'on_leave', 'free')), -- none before the first look
    looked_at  BIGINT  NOT NULL, -- up to when planned changes were made
    look_at    BIGINT  NOT NULL, -- when the next falls due; 0: the plan or the working days are others
    updated_at BIGINT  NOT NULL,
    updated_by UUID    NOT NULL,
    PRIMARY KEY (point_id, staff_id),
    FOREIGN KEY (point_id, staff_id) REFERENCES staff (point_id, staff_id)
);
