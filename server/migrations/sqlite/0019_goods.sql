-- Goods by merchant and barcode, so that one is never entered twice. Of goods that are sold no more the barcode is free again.
CREATE TABLE goods_index (
    point_id    BLOB NOT NULL REFERENCES points (point_id),
    goods_id    BLOB NOT NULL,
    merchant_id BLOB NOT NULL,
    barcode     TEXT,
    PRIMARY KEY (point_id, goods_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX goods_index_barcode ON goods_index (point_id, merchant_id, barcode) WHERE barcode IS NOT NULL;
