-- What is known of this vault's backups. A `path` within the vault's folder or within the second
-- place is kept relative to it, because both may appear under another name.

CREATE TABLE backups (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    path TEXT NOT NULL CHECK (path <> ''),
    origin TEXT NOT NULL CHECK (origin IN ('chosen', 'by_hand', 'daily', 'before_migration',
        'before_reencryption', 'before_erasure', 'before_restore', 'second_place')),
    made_at TEXT NOT NULL,
    size INTEGER NOT NULL CHECK (size > 0),
    generation INTEGER NOT NULL CHECK (generation >= 0),
    own_passphrase INTEGER NOT NULL DEFAULT 0 CHECK (own_passphrase IN (0, 1)),
    groups INTEGER NOT NULL DEFAULT 0 CHECK (groups >= 0),
    members INTEGER NOT NULL DEFAULT 0 CHECK (members >= 0),
    sessions INTEGER NOT NULL DEFAULT 0 CHECK (sessions >= 0),
    verified_at TEXT,
    drilled_at TEXT
) STRICT;
CREATE INDEX backups_by_moment ON backups (made_at);

-- At most one row: the folder elsewhere that backups go to.
CREATE TABLE second_places (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    folder TEXT NOT NULL CHECK (folder <> ''),
    within TEXT NOT NULL,
    mark TEXT NOT NULL CHECK (mark <> '')
) STRICT;

-- At most one row: what was said about backups, so that it is not said every day.
CREATE TABLE backup_care (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    explained_at TEXT,
    failed_at TEXT,
    failure TEXT NOT NULL DEFAULT ''
) STRICT;
