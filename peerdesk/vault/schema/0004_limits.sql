-- What a group can't keep secret, who of its facilitators has to report, and which scripts wait to be
-- read again because one of these was changed.

ALTER TABLE groups ADD COLUMN minors INTEGER NOT NULL DEFAULT 0 CHECK (minors IN (0, 1));
ALTER TABLE groups ADD COLUMN crisis_resources TEXT NOT NULL DEFAULT '';
ALTER TABLE memberships ADD COLUMN reporting_duty TEXT NOT NULL DEFAULT 'unsure'
    CHECK (reporting_duty IN ('yes', 'no', 'unsure'));

-- Only what a group decided; without a row a limit is as `domain.limits.usual_limits` has it.
CREATE TABLE confidentiality_limits (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    group_id INTEGER NOT NULL REFERENCES groups ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN (
        'harm_to_self', 'harm_to_others', 'child_abuse', 'vulnerable_adult', 'court_order', 'other'
    )),
    applies INTEGER NOT NULL CHECK (applies IN (0, 1)),
    words TEXT NOT NULL DEFAULT '',
    UNIQUE (group_id, kind)
) STRICT;

CREATE TABLE script_reviews (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    group_id INTEGER NOT NULL REFERENCES groups ON DELETE CASCADE,
    script_id INTEGER NOT NULL REFERENCES scripts ON DELETE CASCADE,
    UNIQUE (group_id, script_id)
) STRICT;
