-- What keeps lists, searches and the log quick after twenty years.

CREATE INDEX sessions_by_state ON sessions (state, starts_at);
CREATE INDEX follow_ups_open ON follow_ups (due_on) WHERE done_at IS NULL;
CREATE INDEX group_notes_by_change ON group_notes (updated_at);
CREATE INDEX member_notes_by_change ON member_notes (updated_at);
DROP INDEX log_entries_by_kind;
CREATE INDEX log_entries_of_kind ON log_entries (kind);
CREATE INDEX log_entries_by_subject ON log_entries (kind, subject);
CREATE INDEX log_entries_by_opener ON log_entries (opened_by);

-- The search knows the first letter of a word as well; without that, one letter reads half the index.
DROP TABLE group_notes_search;
CREATE VIRTUAL TABLE group_notes_search USING fts5(
    text, content = 'group_notes', content_rowid = 'id', prefix = '1 2 3',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M* Co So Sk'"
);
INSERT INTO group_notes_search (group_notes_search, rank) VALUES ('secure-delete', 1);
INSERT INTO group_notes_search (group_notes_search) VALUES ('rebuild');

DROP TABLE member_notes_search;
CREATE VIRTUAL TABLE member_notes_search USING fts5(
    text, content = 'member_notes', content_rowid = 'id', prefix = '1 2 3',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* M* Co So Sk'"
);
INSERT INTO member_notes_search (member_notes_search, rank) VALUES ('secure-delete', 1);
INSERT INTO member_notes_search (member_notes_search) VALUES ('rebuild');
