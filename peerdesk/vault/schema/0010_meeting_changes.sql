-- What departs from a group's schedule: days on which it does not meet, and meetings that are moved.
-- `moved_to` is local wall-clock time, as a session's start.
CREATE TABLE meeting_changes (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    group_id INTEGER NOT NULL REFERENCES groups ON DELETE CASCADE,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL CHECK (last_day >= first_day),
    moved_to TEXT CHECK (moved_to IS NULL OR first_day = last_day),
    why TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX meeting_changes_by_group ON meeting_changes (group_id, first_day);
