-- What a note said before: kept beside it, compared with it, and gone with it. `created_at` is when
-- these words were kept as the note.
CREATE TABLE group_note_versions (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    note_id INTEGER NOT NULL REFERENCES group_notes ON DELETE CASCADE,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX group_note_versions_by_note ON group_note_versions (note_id);

CREATE TABLE member_note_versions (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    note_id INTEGER NOT NULL REFERENCES member_notes ON DELETE CASCADE,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX member_note_versions_by_note ON member_note_versions (note_id);
