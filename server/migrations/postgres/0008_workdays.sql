-- Years of working days that an administrator entered; they go before those that a release brings along.
CREATE TABLE workdays (
    point_id    UUID    NOT NULL REFERENCES points (point_id),
    year        BIGINT  NOT NULL,
    arrangement TEXT    NOT NULL,
    at          BIGINT  NOT NULL,
    staff_id    UUID    NOT NULL,
    PRIMARY KEY (point_id, year)
);
