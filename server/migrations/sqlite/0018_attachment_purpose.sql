-- What staff make an attachment for (a copy with parts covered, a signature) is announced with the upload.

ALTER TABLE uploads ADD COLUMN purpose TEXT; -- `redaction:HASH` or `signature:PARTY`
