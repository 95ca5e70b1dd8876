-- Notes about people are found by group and day: those of a session by it, the others by their change.

CREATE INDEX member_notes_by_session ON member_notes (session_id, updated_at);
