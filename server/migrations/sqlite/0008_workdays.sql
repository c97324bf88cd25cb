-- Years of working days that an administrator entered; they go before those that a release brings along.
CREATE TABLE workdays (
    point_id    BLOB    NOT NULL REFERENCES points (point_id),
    year        INTEGER NOT NULL,
    arrangement TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    staff_id    BLOB    NOT NULL,
    PRIMARY KEY (point_id, year)
) STRICT, WITHOUT ROWID;
