-- The first schema. Every record has an integer key, a uid that survives merging, and two UTC
-- moments. Moments are ISO 8601 text; a session's start is local wall-clock time without a zone.

CREATE TABLE vault (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    name TEXT NOT NULL,
    is_sample INTEGER NOT NULL DEFAULT 0 CHECK (is_sample IN (0, 1)),
    generation INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE groups (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    purpose TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL CHECK (kind IN ('open', 'closed')),
    place TEXT NOT NULL DEFAULT '',
    capacity INTEGER CHECK (capacity > 0),
    recurrence TEXT NOT NULL DEFAULT '',
    first_date TEXT,
    start_time TEXT,
    minutes INTEGER NOT NULL DEFAULT 90 CHECK (minutes BETWEEN 5 AND 720),
    crosstalk INTEGER NOT NULL DEFAULT 0 CHECK (crosstalk IN (0, 1)),
    note_policy TEXT NOT NULL CHECK (note_policy IN ('content_free', 'themes', 'full')),
    archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))
) STRICT;

CREATE TABLE members (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    chosen_name TEXT NOT NULL CHECK (chosen_name <> ''),
    pronouns TEXT NOT NULL DEFAULT '',
    other_name TEXT NOT NULL DEFAULT '',
    contact TEXT NOT NULL DEFAULT '',
    safe_contact TEXT NOT NULL DEFAULT '',
    emergency_contact TEXT NOT NULL DEFAULT '',
    access_needs TEXT NOT NULL DEFAULT '',
    joined_on TEXT,
    left_on TEXT,
    left_because TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE memberships (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    group_id INTEGER NOT NULL REFERENCES groups ON DELETE CASCADE,
    member_id INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
    role TEXT NOT NULL,
    since TEXT,
    until TEXT
) STRICT;
CREATE UNIQUE INDEX memberships_one_at_a_time ON memberships (group_id, member_id) WHERE until IS NULL;
CREATE INDEX memberships_by_member ON memberships (member_id);

CREATE TABLE scripts (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    summary TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT 'en',
    origin TEXT NOT NULL DEFAULT '',
    built_in INTEGER NOT NULL DEFAULT 0 CHECK (built_in IN (0, 1))
) STRICT;

CREATE TABLE script_versions (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    script_id INTEGER NOT NULL REFERENCES scripts ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number > 0),
    reason TEXT NOT NULL DEFAULT '',
    used_at TEXT,
    UNIQUE (script_id, number)
) STRICT;

CREATE TABLE segments (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    version_id INTEGER NOT NULL REFERENCES script_versions ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    minutes INTEGER NOT NULL DEFAULT 1,
    in_newcomer_form INTEGER NOT NULL DEFAULT 1 CHECK (in_newcomer_form IN (0, 1)),
    in_short_form INTEGER NOT NULL DEFAULT 1 CHECK (in_short_form IN (0, 1)),
    switched_on INTEGER NOT NULL DEFAULT 1 CHECK (switched_on IN (0, 1)),
    UNIQUE (version_id, position)
) STRICT;

CREATE TABLE rule_items (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    segment_id INTEGER NOT NULL REFERENCES segments ON DELETE CASCADE,
    position INTEGER NOT NULL,
    topic TEXT NOT NULL,
    text TEXT NOT NULL,
    why TEXT NOT NULL DEFAULT '',
    ask TEXT NOT NULL DEFAULT '',
    switched_on INTEGER NOT NULL DEFAULT 1 CHECK (switched_on IN (0, 1)),
    UNIQUE (segment_id, position)
) STRICT;

-- What was read or agreed to is evidence: the database itself refuses to change it.
CREATE TRIGGER segments_of_used_versions_stay BEFORE UPDATE ON segments
WHEN (SELECT used_at FROM script_versions WHERE id = old.version_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'used script version'); END;
CREATE TRIGGER segments_of_used_versions_are_complete BEFORE INSERT ON segments
WHEN (SELECT used_at FROM script_versions WHERE id = new.version_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'used script version'); END;
CREATE TRIGGER rules_of_used_versions_stay BEFORE UPDATE ON rule_items
WHEN (SELECT v.used_at FROM script_versions v JOIN segments s ON s.version_id = v.id
      WHERE s.id = old.segment_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'used script version'); END;

CREATE TRIGGER rules_of_used_versions_are_complete BEFORE INSERT ON rule_items
WHEN (SELECT v.used_at FROM script_versions v JOIN segments s ON s.version_id = v.id
      WHERE s.id = new.segment_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'used script version'); END;
CREATE TRIGGER segments_of_used_versions_are_kept BEFORE DELETE ON segments
WHEN (SELECT used_at FROM script_versions WHERE id = old.version_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'used script version'); END;
CREATE TRIGGER rules_of_used_versions_are_kept BEFORE DELETE ON rule_items
WHEN (SELECT v.used_at FROM script_versions v JOIN segments s ON s.version_id = v.id
      WHERE s.id = old.segment_id) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'used script version'); END;

CREATE TABLE agreements (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    group_id INTEGER NOT NULL REFERENCES groups ON DELETE CASCADE,
    version_id INTEGER NOT NULL REFERENCES script_versions ON DELETE RESTRICT,
    in_force_from TEXT NOT NULL,
    in_force_until TEXT
) STRICT;
CREATE UNIQUE INDEX agreements_one_in_force ON agreements (group_id) WHERE in_force_until IS NULL;

CREATE TABLE acknowledgements (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    agreement_id INTEGER NOT NULL REFERENCES agreements ON DELETE CASCADE,
    member_id INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
    given_at TEXT NOT NULL,
    manner TEXT NOT NULL CHECK (manner IN ('spoken', 'on_paper')),
    withdrawn_at TEXT
) STRICT;
CREATE UNIQUE INDEX acknowledgements_once ON acknowledgements (agreement_id, member_id)
WHERE withdrawn_at IS NULL;
CREATE INDEX acknowledgements_by_member ON acknowledgements (member_id);

CREATE TABLE template_items (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    group_id INTEGER NOT NULL REFERENCES groups ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    minutes INTEGER NOT NULL CHECK (minutes >= 0),
    UNIQUE (group_id, position)
) STRICT;

CREATE TABLE sessions (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    group_id INTEGER NOT NULL REFERENCES groups ON DELETE CASCADE,
    starts_at TEXT NOT NULL,
    minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 720),
    state TEXT NOT NULL CHECK (state IN ('planned', 'running', 'closed', 'cancelled')),
    opened_at TEXT,
    closed_at TEXT,
    guests INTEGER NOT NULL DEFAULT 0 CHECK (guests >= 0),
    version_id INTEGER REFERENCES script_versions ON DELETE RESTRICT,
    form TEXT CHECK (form IN ('full', 'newcomer', 'short')),
    read_at TEXT
) STRICT;
CREATE INDEX sessions_by_group ON sessions (group_id, starts_at);
CREATE INDEX sessions_by_start ON sessions (starts_at);

CREATE TABLE agenda_items (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    minutes INTEGER NOT NULL CHECK (minutes >= 0),
    UNIQUE (session_id, position)
) STRICT;

CREATE TABLE attendances (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    member_id INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
    presence TEXT NOT NULL
        CHECK (presence IN ('present', 'late', 'left_early', 'apologies', 'absent')),
    UNIQUE (session_id, member_id)
) STRICT;
CREATE INDEX attendances_by_member ON attendances (member_id);

CREATE TABLE follow_ups (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    text TEXT NOT NULL CHECK (text <> ''),
    due_on TEXT,
    done_at TEXT
) STRICT;
CREATE INDEX follow_ups_by_session ON follow_ups (session_id);

CREATE TABLE group_notes (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    session_id INTEGER NOT NULL UNIQUE REFERENCES sessions ON DELETE CASCADE,
    text TEXT NOT NULL
) STRICT;

CREATE TABLE member_notes (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    member_id INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
    session_id INTEGER REFERENCES sessions ON DELETE SET NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX member_notes_by_member ON member_notes (member_id);

CREATE TABLE drafts (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('group', 'member')),
    subject_id INTEGER NOT NULL,
    text TEXT NOT NULL,
    UNIQUE (kind, subject_id)
) STRICT;
CREATE TRIGGER drafts_follow_their_session AFTER DELETE ON sessions
BEGIN DELETE FROM drafts WHERE kind = 'group' AND subject_id = old.id; END;
CREATE TRIGGER drafts_follow_their_note AFTER DELETE ON member_notes
BEGIN DELETE FROM drafts WHERE kind = 'member' AND subject_id = old.id; END;

CREATE TABLE log_entries (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL DEFAULT '',
    count INTEGER NOT NULL DEFAULT 0,
    opened_by TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX log_entries_by_kind ON log_entries (kind, created_at);

-- Full-text search. Symbols count as letters so that an emoji in a note can be found; deleted text
-- leaves the index at once (secure-delete).
CREATE VIRTUAL TABLE group_notes_search USING fts5(
    text, content = 'group_notes', content_rowid = 'id', prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M* Co So Sk'"
);
INSERT INTO group_notes_search (group_notes_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER group_notes_are_found AFTER INSERT ON group_notes
BEGIN INSERT INTO group_notes_search (rowid, text) VALUES (new.id, new.text); END;
CREATE TRIGGER group_notes_are_forgotten AFTER DELETE ON group_notes
BEGIN INSERT INTO group_notes_search (group_notes_search, rowid, text)
      VALUES ('delete', old.id, old.text); END;
CREATE TRIGGER group_notes_are_found_anew AFTER UPDATE OF text ON group_notes
BEGIN
    INSERT INTO group_notes_search (group_notes_search, rowid, text)
    VALUES ('delete', old.id, old.text);
    INSERT INTO group_notes_search (rowid, text) VALUES (new.id, new.text);
END;

CREATE VIRTUAL TABLE member_notes_search USING fts5(
    text, content = 'member_notes', content_rowid = 'id', prefix = '2 3',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M* Co So Sk'"
);
INSERT INTO member_notes_search (member_notes_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER member_notes_are_found AFTER INSERT ON member_notes
BEGIN INSERT INTO member_notes_search (rowid, text) VALUES (new.id, new.text); END;
CREATE TRIGGER member_notes_are_forgotten AFTER DELETE ON member_notes
BEGIN INSERT INTO member_notes_search (member_notes_search, rowid, text)
      VALUES ('delete', old.id, old.text); END;
CREATE TRIGGER member_notes_are_found_anew AFTER UPDATE OF text ON member_notes
BEGIN
    INSERT INTO member_notes_search (member_notes_search, rowid, text)
    VALUES ('delete', old.id, old.text);
    INSERT INTO member_notes_search (rowid, text) VALUES (new.id, new.text);
END;
