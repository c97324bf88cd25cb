-- What people wrote is sealed (src/data_keys.rs): values begin with the byte 2, texts with ~, and numbers are found by a keyed hash.
-- The name of the data key (as a number) under which every value lies; 0 before a pass has been through.
ALTER TABLE points ADD COLUMN sealed_under INTEGER NOT NULL DEFAULT 0;
