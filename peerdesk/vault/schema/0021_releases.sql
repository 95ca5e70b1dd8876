-- Information that left a group about somebody or about the group as a whole, the consents to that,
-- whether a group is under 42 CFR Part 2, and the legal texts that were written otherwise here.

CREATE TABLE release_consents (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    member_id INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
    what TEXT NOT NULL DEFAULT '',
    recipient TEXT NOT NULL DEFAULT '',
    organisation TEXT NOT NULL DEFAULT '',
    purpose TEXT NOT NULL DEFAULT '',
    manner TEXT NOT NULL DEFAULT 'spoken' CHECK (manner IN ('spoken', 'on_paper')),
    given_on TEXT NOT NULL,
    expires_on TEXT,
    expires_when TEXT NOT NULL DEFAULT '',
    withdrawn_on TEXT
) STRICT;
CREATE INDEX release_consents_by_member ON release_consents (member_id);
CREATE INDEX release_consents_to_end ON release_consents (expires_on)
WHERE withdrawn_on IS NULL AND expires_on IS NOT NULL;

-- About one member, or about a group as a whole.
CREATE TABLE information_releases (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    member_id INTEGER REFERENCES members ON DELETE CASCADE,
    group_id INTEGER REFERENCES groups ON DELETE CASCADE,
    consent_id INTEGER REFERENCES release_consents ON DELETE SET NULL,
    given_by_id INTEGER REFERENCES members ON DELETE SET NULL,
    released_on TEXT NOT NULL,
    what TEXT NOT NULL DEFAULT '',
    recipient TEXT NOT NULL DEFAULT '',
    organisation TEXT NOT NULL DEFAULT '',
    purpose TEXT NOT NULL DEFAULT '',
    authority TEXT NOT NULL DEFAULT 'not_said' CHECK (authority IN ('not_said', 'consent',
        'own_request', 'court_order', 'required_report', 'emergency', 'serious_harm', 'other_law')),
    reference TEXT NOT NULL DEFAULT '',
    way TEXT NOT NULL DEFAULT 'spoken' CHECK (way IN ('spoken', 'telephone', 'on_paper', 'email',
        'file', 'other')),
    told TEXT NOT NULL DEFAULT 'not_yet' CHECK (told IN ('before', 'after', 'not_yet', 'no')),
    not_told_because TEXT NOT NULL DEFAULT '',
    CHECK ((member_id IS NULL) <> (group_id IS NULL))
) STRICT;
CREATE INDEX information_releases_by_member ON information_releases (member_id, released_on);
CREATE INDEX information_releases_by_group ON information_releases (group_id, released_on);
CREATE INDEX information_releases_by_consent ON information_releases (consent_id);
CREATE INDEX information_releases_by_giver ON information_releases (given_by_id);

ALTER TABLE groups ADD COLUMN part2 TEXT NOT NULL DEFAULT 'unsure'
    CHECK (part2 IN ('yes', 'no', 'unsure'));

-- Only what was written otherwise; without a row a text is as PeerDesk has it.
CREATE TABLE legal_texts (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    kind TEXT NOT NULL UNIQUE,
    wording TEXT NOT NULL CHECK (wording <> ''),
    written_on TEXT NOT NULL
) STRICT;
