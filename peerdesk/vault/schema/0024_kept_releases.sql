-- What was decided about a consent, or about a release about a whole group: to look at it again, and
-- why. The table is made anew, because each row is about exactly one record of any kind.

DROP TRIGGER review_dates_follow_the_note;
DROP TRIGGER review_dates_follow_the_debrief;
DROP TRIGGER review_dates_follow_the_last_follow_up;
DROP TRIGGER review_dates_follow_the_last_promise;
DROP TRIGGER review_dates_follow_the_attendance;
ALTER TABLE review_dates RENAME TO review_dates_before;
DROP INDEX review_dates_of_members;
DROP INDEX review_dates_of_notes;
DROP INDEX review_dates_of_sessions;
DROP INDEX review_dates_of_concerns;

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
    release_id INTEGER REFERENCES information_releases ON DELETE CASCADE,
    consent_id INTEGER REFERENCES release_consents ON DELETE CASCADE,
    CHECK ((member_id IS NOT NULL) + (note_id IS NOT NULL) + (session_id IS NOT NULL)
        + (concern_id IS NOT NULL) + (release_id IS NOT NULL) + (consent_id IS NOT NULL) = 1)
) STRICT;
INSERT INTO review_dates
    (id, uid, created_at, updated_at, kind, review_on, decided_on, why,
    member_id, note_id, session_id, concern_id)
SELECT id, uid, created_at, updated_at, kind, review_on, decided_on, why,
    member_id, note_id, session_id, concern_id
FROM review_dates_before;
DROP TABLE review_dates_before;

CREATE UNIQUE INDEX review_dates_of_members ON review_dates (member_id, kind)
WHERE member_id IS NOT NULL;
CREATE UNIQUE INDEX review_dates_of_notes ON review_dates (note_id) WHERE note_id IS NOT NULL;
CREATE UNIQUE INDEX review_dates_of_sessions ON review_dates (session_id, kind)
WHERE session_id IS NOT NULL;
CREATE UNIQUE INDEX review_dates_of_concerns ON review_dates (concern_id)
WHERE concern_id IS NOT NULL;
CREATE UNIQUE INDEX review_dates_of_releases ON review_dates (release_id)
WHERE release_id IS NOT NULL;
CREATE UNIQUE INDEX review_dates_of_consents ON review_dates (consent_id)
WHERE consent_id IS NOT NULL;

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
