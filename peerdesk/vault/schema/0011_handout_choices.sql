-- How each handout was set last for each group (without a group_id: for no group in particular).
-- In the vault, because it says which groups there are.
CREATE TABLE handout_choices (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    group_id INTEGER REFERENCES groups ON DELETE CASCADE,
    kind TEXT NOT NULL,
    paper TEXT NOT NULL,
    print_size TEXT NOT NULL,
    spacing TEXT NOT NULL,
    ink TEXT NOT NULL,
    language TEXT,
    discreet INTEGER NOT NULL DEFAULT 0,
    one_slip_per_person INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE UNIQUE INDEX handout_choices_once ON handout_choices (ifnull(group_id, 0), kind);
CREATE INDEX handout_choices_group ON handout_choices (group_id);
