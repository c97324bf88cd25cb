-- The browser that opened a one-time link first: SHA-256 of a random name that it gave itself. Another one gets nothing by the link.
ALTER TABLE setup_links ADD COLUMN opener_hash BLOB;
