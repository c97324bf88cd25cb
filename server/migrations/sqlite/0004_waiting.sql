-- Open cases that nobody has: looked for whenever somebody comes on duty.
CREATE INDEX cases_unowned ON cases (point_id, received_at) WHERE assignee IS NULL AND closed_at IS NULL;
