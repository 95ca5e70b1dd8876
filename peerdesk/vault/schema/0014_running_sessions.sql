-- Where a running session is, so that it goes on after a lock, a crash or an empty battery. Rows live
-- as long as the session runs: nothing of a round outlasts it.

CREATE TABLE session_progress (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    session_id INTEGER NOT NULL UNIQUE REFERENCES sessions ON DELETE CASCADE,
    boot TEXT NOT NULL DEFAULT '',
    zero_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    item_id INTEGER REFERENCES agenda_items ON DELETE SET NULL,
    item_began_at TEXT,
    part INTEGER NOT NULL DEFAULT 0 CHECK (part >= 0),
    rule INTEGER NOT NULL DEFAULT -1 CHECK (rule >= -1),
    turn_seconds INTEGER NOT NULL DEFAULT 0 CHECK (turn_seconds >= 0),
    turn_began_at TEXT,
    turn_held_at TEXT,
    initials INTEGER NOT NULL DEFAULT 1 CHECK (initials IN (0, 1))
) STRICT;

-- The round that is going on: a row for each person in the circle, in their order. Guests have no name.
CREATE TABLE session_turns (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    position INTEGER NOT NULL,
    member_id INTEGER REFERENCES members ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'now', 'done', 'passed'))
) STRICT;
CREATE INDEX session_turns_in_order ON session_turns (session_id, position);
CREATE INDEX session_turns_by_member ON session_turns (member_id);

-- What came up and is kept for another time, without a name.
CREATE TABLE parked_topics (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    text TEXT NOT NULL CHECK (text <> ''),
    taken_up_at TEXT
) STRICT;
CREATE INDEX parked_topics_by_session ON parked_topics (session_id);
CREATE INDEX parked_topics_waiting ON parked_topics (session_id) WHERE taken_up_at IS NULL;

-- Who does what tonight.
CREATE TABLE session_roles (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('facilitator', 'co_facilitator', 'timekeeper', 'steps_out')),
    member_id INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
    UNIQUE (session_id, role)
) STRICT;
CREATE INDEX session_roles_by_member ON session_roles (member_id);

-- A group's own list for setting up the room; without rows the usual list is offered.
CREATE TABLE checklist_items (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    group_id INTEGER NOT NULL REFERENCES groups ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    UNIQUE (group_id, position)
) STRICT;

-- What of it is ready for one session, by its words.
CREATE TABLE checklist_ticks (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    session_id INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    text TEXT NOT NULL CHECK (text <> ''),
    UNIQUE (session_id, text)
) STRICT;

ALTER TABLE agenda_items ADD COLUMN skipped INTEGER NOT NULL DEFAULT 0 CHECK (skipped IN (0, 1));
