-- What was erased, without a name or a word: `record_uid` is the uid that the record had, so that a
-- restored backup can't bring it back unasked.

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
