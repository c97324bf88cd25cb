-- When somebody must next be told that a clock of the case runs out: looked for once in a while by whichever server
-- holds the contact point's lock. 0: the clocks are to be looked at anew.
ALTER TABLE cases ADD COLUMN warn_at BIGINT;
UPDATE cases SET warn_at = 0 WHERE closed_at IS NULL;
CREATE INDEX cases_warn ON cases (point_id, warn_at) WHERE warn_at IS NOT NULL;
-- Cases of colleagues whose account is closed are given to others as well.
DROP INDEX cases_unowned;
CREATE INDEX cases_open ON cases (point_id, assignee, received_at) WHERE closed_at IS NULL;
