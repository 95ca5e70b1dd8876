-- How long each kind of record lives, and what was decided about single ones. Kinds are those of
-- `domain.retention`, without a check here, so that a new one needs no migration.

-- Without a group_id for the whole vault; without months nobody is asked.
CREATE TABLE retention_rules (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    group_id INTEGER REFERENCES groups ON DELETE CASCADE,
    kind TEXT NOT NULL,
    months INTEGER CHECK (months > 0)
) STRICT;
CREATE UNIQUE INDEX retention_rules_once ON retention_rules (ifnull(group_id, 0), kind);
CREATE INDEX retention_rules_by_group ON retention_rules (group_id);

-- When somebody wants to look at a record again, and why. It goes with the record.
CREATE TABLE review_dates (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    kind TEXT NOT NULL,
    review_on TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    why TEXT NOT NULL DEFAULT '',
    member_id INTEGER REFERENCES members ON DELETE CASCADE,
    note_id INTEGER REFERENCES member_notes ON DELETE CASCADE,
    session_id INTEGER REFERENCES sessions ON DELETE CASCADE,
    concern_id INTEGER REFERENCES safeguarding_concerns ON DELETE CASCADE,
    CHECK ((member_id IS NOT NULL) + (note_id IS NOT NULL) + (session_id IS NOT NULL)
        + (concern_id IS NOT NULL) = 1)
) STRICT;
CREATE UNIQUE INDEX review_dates_of_members ON review_dates (member_id, kind)
WHERE member_id IS NOT NULL;
CREATE UNIQUE INDEX review_dates_of_notes ON review_dates (note_id) WHERE note_id IS NOT NULL;
CREATE UNIQUE INDEX review_dates_of_sessions ON review_dates (session_id, kind)
WHERE session_id IS NOT NULL;
CREATE UNIQUE INDEX review_dates_of_concerns ON review_dates (concern_id)
WHERE concern_id IS NOT NULL;

-- Why a session's words were kept goes with the words, though the session stays.
CREATE TRIGGER review_dates_follow_the_note AFTER DELETE ON group_notes
BEGIN DELETE FROM review_dates WHERE session_id = old.session_id AND kind = 'group_note'; END;
CREATE TRIGGER review_dates_follow_the_debrief AFTER DELETE ON debriefs
BEGIN DELETE FROM review_dates WHERE session_id = old.session_id AND kind = 'debrief'; END;
CREATE TRIGGER review_dates_follow_the_last_follow_up AFTER DELETE ON follow_ups
WHEN NOT EXISTS (SELECT 1 FROM follow_ups WHERE session_id = old.session_id)
BEGIN DELETE FROM review_dates WHERE session_id = old.session_id AND kind = 'follow_up'; END;
CREATE TRIGGER review_dates_follow_the_last_promise AFTER DELETE ON member_follow_ups
WHEN NOT EXISTS (SELECT 1 FROM member_follow_ups WHERE member_id = old.member_id)
BEGIN DELETE FROM review_dates WHERE member_id = old.member_id AND kind = 'member_follow_up'; END;
CREATE TRIGGER review_dates_follow_the_attendance AFTER DELETE ON attendances
WHEN NOT EXISTS (SELECT 1 FROM attendances WHERE session_id = old.session_id)
BEGIN DELETE FROM review_dates WHERE session_id = old.session_id AND kind = 'attendance'; END;

-- The day on which somebody came last, as far as the marks of that are bare counts by now.
CREATE TABLE last_days (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    member_id INTEGER NOT NULL UNIQUE REFERENCES members ON DELETE CASCADE,
    came_on TEXT NOT NULL
) STRICT;
