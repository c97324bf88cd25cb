-- What staff make an attachment for (a copy with parts covered, a signature) is announced with the upload.

ALTER TABLE uploads ADD COLUMN purpose TEXT; -- `redaction:HASH` or `signature:PARTY`

-- What a kiosk has sealed says inside for which case it is: `case_id` is then the kiosk's name.

ALTER TABLE uploads ADD COLUMN kiosk_id BLOB;
