-- What was gone through with somebody who is new, whether a group was asked about an observer, and
-- whether somebody who left is invited back.

CREATE TABLE welcome_marks (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    member_id INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
    step TEXT NOT NULL CHECK (step IN ('limits_explained', 'agreement_seen', 'safe_contact',
        'access_needs', 'emergency_contact')),
    done_on TEXT NOT NULL,
    UNIQUE (member_id, step)
) STRICT;

ALTER TABLE memberships ADD COLUMN group_asked TEXT NOT NULL DEFAULT 'not_yet'
    CHECK (group_asked IN ('not_yet', 'nobody_objects', 'somebody_objects'));
ALTER TABLE members ADD COLUMN invited_back TEXT NOT NULL DEFAULT 'open'
    CHECK (invited_back IN ('open', 'yes', 'no'));
CREATE INDEX members_by_joining ON members (joined_on) WHERE left_on IS NULL;
