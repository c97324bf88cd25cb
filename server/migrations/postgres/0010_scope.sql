-- The place in the history at which a case left the scope of staff's devices, some time after it ended; none while it is
-- there. Kept, so that which devices have it follows the order of commits and no clock but the one that set it.
ALTER TABLE cases ADD COLUMN gone_seq BIGINT;

-- What a device catches up with, and the checksum of its scope, without the cases that are no longer in it.
DROP INDEX cases_by_seq;
CREATE UNIQUE INDEX cases_by_seq ON cases (point_id, seq) WHERE gone_seq IS NULL;
DROP INDEX cases_by_rev;
CREATE INDEX cases_by_rev ON cases (point_id, case_id, rev) WHERE gone_seq IS NULL;
CREATE INDEX cases_gone ON cases (point_id, gone_seq, case_id) WHERE gone_seq IS NOT NULL;
-- Those that will leave next.
CREATE INDEX cases_ended ON cases (point_id, closed_at) WHERE closed_at IS NOT NULL AND gone_seq IS NULL;
