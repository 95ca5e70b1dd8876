-- How somebody may be reached, a row for each way, instead of lines of free text. Nothing of what was
-- written there is lost: the two lines about reaching somebody become one way to be asked about.

CREATE TABLE safe_contacts (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    member_id INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
    channel TEXT NOT NULL CHECK (channel IN ('phone', 'text_message', 'email', 'letter', 'other')),
    value TEXT NOT NULL DEFAULT '',
    allowed TEXT NOT NULL DEFAULT 'unasked' CHECK (allowed IN ('yes', 'no', 'unasked')),
    voicemail TEXT NOT NULL DEFAULT 'unasked' CHECK (voicemail IN ('yes', 'no', 'unasked')),
    may_be_said TEXT NOT NULL DEFAULT '',
    caller TEXT NOT NULL DEFAULT '',
    safe_times TEXT NOT NULL DEFAULT '',
    confirmed_on TEXT
) STRICT;
CREATE INDEX safe_contacts_by_member ON safe_contacts (member_id);
CREATE INDEX safe_contacts_to_confirm ON safe_contacts (confirmed_on, member_id)
WHERE allowed <> 'no';

-- It takes the uid of its person, so that two copies of a vault have the same one.
INSERT INTO safe_contacts
    (uid, created_at, updated_at, member_id, channel, value, may_be_said)
SELECT uid, updated_at, updated_at, id, 'other', contact, safe_contact
FROM members WHERE contact <> '' OR safe_contact <> '';

ALTER TABLE members ADD COLUMN do_not_contact INTEGER NOT NULL DEFAULT 0
    CHECK (do_not_contact IN (0, 1));
ALTER TABLE members ADD COLUMN emergency_name TEXT NOT NULL DEFAULT '';
ALTER TABLE members ADD COLUMN emergency_relation TEXT NOT NULL DEFAULT '';
ALTER TABLE members ADD COLUMN emergency_reach TEXT NOT NULL DEFAULT '';
UPDATE members SET emergency_reach = emergency_contact;

-- What helps somebody to take part. The list to choose from is that of `domain.access`, and every
-- `words` that anybody has; words that nobody has any more are in no list.
CREATE TABLE access_needs (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    member_id INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind <> ''),
    words TEXT NOT NULL DEFAULT '',
    UNIQUE (member_id, kind, words),
    CHECK ((kind = 'other') = (words <> ''))
) STRICT;
CREATE INDEX access_needs_by_words ON access_needs (words);

-- Lines and semicolons part one need from the next.
WITH RECURSIVE pieces (member_id, moment, piece, rest) AS (
    SELECT id, updated_at, '', replace(replace(access_needs, char(10), ';'), char(13), ';') || ';'
    FROM members WHERE access_needs <> ''
    UNION ALL
    SELECT member_id, moment, trim(substr(rest, 1, instr(rest, ';') - 1), ' ' || char(9)),
           substr(rest, instr(rest, ';') + 1)
    FROM pieces WHERE rest <> ''
)
INSERT INTO access_needs (uid, created_at, updated_at, member_id, kind, words)
SELECT lower(hex(randomblob(16))), moment, moment, member_id, 'other', piece
FROM pieces WHERE piece <> '' GROUP BY member_id, piece;

ALTER TABLE members DROP COLUMN contact;
ALTER TABLE members DROP COLUMN safe_contact;
ALTER TABLE members DROP COLUMN emergency_contact;
ALTER TABLE members DROP COLUMN access_needs;
