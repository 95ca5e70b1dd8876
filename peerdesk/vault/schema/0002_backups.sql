-- What is known of backups, the second place that they go to, and what was erased. A path names a
-- place of a computer and never a person; nothing here is a name or a word of a note.

CREATE TABLE backups (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    place TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    purpose TEXT NOT NULL
        CHECK (purpose IN ('file', 'automatic', 'second_place', 'before_change')),
    made_at TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    sha256 TEXT NOT NULL DEFAULT '',
    generation INTEGER NOT NULL DEFAULT 0,
    own_passphrase INTEGER NOT NULL DEFAULT 0 CHECK (own_passphrase IN (0, 1)),
    groups INTEGER NOT NULL DEFAULT 0,
    members INTEGER NOT NULL DEFAULT 0,
    sessions INTEGER NOT NULL DEFAULT 0,
    verified_at TEXT,
    drilled_at TEXT,
    removed_at TEXT
) STRICT;
CREATE INDEX backups_by_moment ON backups (made_at);

CREATE TABLE backup_places (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    folder TEXT NOT NULL CHECK (folder <> ''),
    mark TEXT NOT NULL DEFAULT '',
    since TEXT NOT NULL
) STRICT;

-- `record_uid` is the uid of what was erased, so that a restored backup can't bring it back unasked.
CREATE TABLE erasures (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    record_uid TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    erased_at TEXT NOT NULL
) STRICT;

-- How many of those who came are not on record any more: an erased person leaves a bare count.
ALTER TABLE sessions ADD COLUMN erased INTEGER NOT NULL DEFAULT 0 CHECK (erased >= 0);
