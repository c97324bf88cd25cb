-- Whoever calls is asked for their number first. What tablets hold they search themselves; the server is asked for what has left them,
-- so only those rows are in the index, and a filing pays nothing for it. Numbers are digits as `domain::form::Phone` keeps them; an
-- empty one is of a case without a number, none is of a row from before this migration, filled in at the next start.
ALTER TABLE case_index ADD COLUMN phone TEXT;
CREATE INDEX case_index_archived_phone ON case_index (point_id, phone) WHERE in_scope = 0;
CREATE INDEX case_index_without_phone ON case_index (point_id, case_id) WHERE phone IS NULL;
