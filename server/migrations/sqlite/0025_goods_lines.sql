-- What is searched of goods, of their lots, and of where those went, as a search compares it: one line for each event that adds
-- or changes some. Revision 0 is the goods themselves. Lines of before are filled in at the start.
CREATE TABLE goods_lines (
    point_id BLOB NOT NULL REFERENCES points (point_id),
    goods_id BLOB NOT NULL,
    rev      INTEGER NOT NULL,
    lot_id   BLOB,
    words    TEXT NOT NULL,
    PRIMARY KEY (point_id, goods_id, rev)
) STRICT, WITHOUT ROWID;
