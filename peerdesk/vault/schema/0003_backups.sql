-- What is known of backups, and the second place that they go to. A path names a place of a computer
-- and never a person. `mark` is the random id of the file `.place` in the second place, `generation`
-- how many changes the vault had been through, and the three counts what it held then.

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
CREATE UNIQUE INDEX backups_one_of_a_name ON backups (place, name) WHERE removed_at IS NULL;

CREATE TABLE backup_places (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    folder TEXT NOT NULL CHECK (folder <> ''),
    mark TEXT NOT NULL DEFAULT '',
    since TEXT NOT NULL
) STRICT;
