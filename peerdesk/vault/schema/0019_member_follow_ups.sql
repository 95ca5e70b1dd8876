-- What was promised to one person, apart from what a session promised to the group.
CREATE TABLE member_follow_ups (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    member_id INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
    text TEXT NOT NULL CHECK (text <> ''),
    due_on TEXT,
    done_at TEXT
) STRICT;
CREATE INDEX member_follow_ups_by_member ON member_follow_ups (member_id);
CREATE INDEX member_follow_ups_open ON member_follow_ups (due_on) WHERE done_at IS NULL;
