-- An agreement that a group is making together, until it is kept or given up. `version_id` has the
-- words around the rules.

CREATE TABLE agreement_makings (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    group_id INTEGER NOT NULL REFERENCES groups ON DELETE CASCADE,
    version_id INTEGER NOT NULL REFERENCES script_versions ON DELETE RESTRICT,
    language TEXT NOT NULL,
    revises INTEGER NOT NULL DEFAULT 0 CHECK (revises IN (0, 1)),
    place INTEGER NOT NULL DEFAULT 0 CHECK (place >= 0)
) STRICT;
CREATE INDEX agreement_makings_by_group ON agreement_makings (group_id);
CREATE INDEX agreement_makings_by_version ON agreement_makings (version_id);

CREATE TABLE made_rules (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    making_id INTEGER NOT NULL REFERENCES agreement_makings ON DELETE CASCADE,
    position INTEGER NOT NULL,
    topic TEXT NOT NULL,
    words TEXT NOT NULL DEFAULT '',
    why TEXT NOT NULL DEFAULT '',
    ask TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('open', 'agreed', 'later', 'left_out')),
    flagged INTEGER NOT NULL DEFAULT 0 CHECK (flagged >= 0),
    UNIQUE (making_id, position)
) STRICT;
