-- Cases by the merchant's file to which staff linked them, for the file's figures. Only linked ones are in the index, so a filing pays
-- nothing for it.
ALTER TABLE case_index ADD COLUMN merchant_id BLOB;
CREATE INDEX case_index_merchant ON case_index (point_id, merchant_id) WHERE merchant_id IS NOT NULL;
