-- When a group looks at its ground rules again.
ALTER TABLE groups ADD COLUMN review_on TEXT;

-- That a rule needs another look. `words` is the rule as it stood; who asked for it is not kept.
CREATE TABLE rule_flags (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    group_id INTEGER NOT NULL REFERENCES groups ON DELETE CASCADE,
    topic TEXT NOT NULL,
    words TEXT NOT NULL CHECK (words <> ''),
    settled_on TEXT
) STRICT;
CREATE INDEX rule_flags_waiting ON rule_flags (group_id) WHERE settled_on IS NULL;
