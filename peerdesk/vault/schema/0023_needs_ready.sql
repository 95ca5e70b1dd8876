-- That what somebody needs in the room is ready for one session. Gone when the session is closed: it
-- helps to set up a room, and is no record of anybody.

CREATE TABLE needs_ready (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    member_id INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
    -- Always so; and by it a page of this table is told from one of any other (`row_shapes.py`).
    ready INTEGER NOT NULL CHECK (ready = 1),
    UNIQUE (session_id, member_id)
) STRICT;
CREATE INDEX needs_ready_by_member ON needs_ready (member_id);

-- The same for the list of the room: what was ready matters until the session is over.
DELETE FROM checklist_ticks WHERE session_id IN (SELECT id FROM sessions WHERE state = 'closed');
