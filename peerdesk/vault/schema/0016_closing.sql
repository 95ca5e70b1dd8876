-- Closing a session: gentler words, who looks after a follow-up, the facilitator's own debrief, and
-- safeguarding concerns, each apart from the others.

-- What this vault changed in the lists of gentler words; an empty `instead` leaves a word alone.
CREATE TABLE gentle_words (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    language TEXT NOT NULL,
    word TEXT NOT NULL CHECK (word <> ''),
    instead TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX gentle_words_once ON gentle_words (language, word);

ALTER TABLE follow_ups ADD COLUMN owner_id INTEGER REFERENCES members ON DELETE SET NULL;
CREATE INDEX follow_ups_by_owner ON follow_ups (owner_id) WHERE owner_id IS NOT NULL;

CREATE TABLE debriefs (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    session_id INTEGER NOT NULL UNIQUE REFERENCES sessions ON DELETE CASCADE,
    how_was_i TEXT NOT NULL DEFAULT '',
    went_well TEXT NOT NULL DEFAULT '',
    to_supervision TEXT NOT NULL DEFAULT ''
) STRICT;

-- Facts, time, action, who was told. A concern outlives the session and the person's record; only a
-- person removes it.
CREATE TABLE safeguarding_concerns (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    session_id INTEGER REFERENCES sessions ON DELETE SET NULL,
    member_id INTEGER REFERENCES members ON DELETE SET NULL,
    happened_at TEXT NOT NULL,
    facts TEXT NOT NULL DEFAULT '',
    action TEXT NOT NULL DEFAULT '',
    told TEXT NOT NULL DEFAULT '',
    person_told TEXT NOT NULL DEFAULT 'not_yet' CHECK (person_told IN ('yes', 'no', 'not_yet'))
) STRICT;
CREATE INDEX safeguarding_by_session ON safeguarding_concerns (session_id);
CREATE INDEX safeguarding_by_member ON safeguarding_concerns (member_id);
