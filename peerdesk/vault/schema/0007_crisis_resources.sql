-- Where to turn in a crisis becomes a row for each line or place, with the day of its last check.
CREATE TABLE crisis_resources (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    group_id INTEGER NOT NULL REFERENCES groups ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    purpose TEXT NOT NULL DEFAULT '',
    reach TEXT NOT NULL DEFAULT '',
    hours TEXT NOT NULL DEFAULT '',
    checked_on TEXT
) STRICT;
CREATE INDEX crisis_resources_group ON crisis_resources (group_id, position);

-- Each line of the text so far becomes one, without losing a word: what stands before the first ': '
-- is its name, what follows is how it is reached, and a line without one is a name.
WITH RECURSIVE
    lines (group_id, position, line, rest) AS (
        SELECT id, -1, '', crisis_resources || char(10) FROM groups
        UNION ALL
        SELECT group_id, position + 1, trim(substr(rest, 1, instr(rest, char(10)) - 1)),
               substr(rest, instr(rest, char(10)) + 1)
        FROM lines WHERE rest <> ''
    ),
    parts (group_id, position, line, colon) AS (
        SELECT group_id, position, line, instr(line, ': ') FROM lines WHERE line <> ''
    ),
    random_digits (group_id, position, line, colon, hex) AS MATERIALIZED (
        SELECT group_id, position, line, colon, lower(hex(randomblob(16))) FROM parts
    )
INSERT INTO crisis_resources (uid, created_at, updated_at, group_id, position, name, reach)
SELECT substr(hex, 1, 8) || '-' || substr(hex, 9, 4) || '-4' || substr(hex, 14, 3) || '-a'
       || substr(hex, 18, 3) || '-' || substr(hex, 21, 12),
       groups.updated_at, groups.updated_at, group_id, position,
       CASE WHEN colon > 1 THEN substr(line, 1, colon - 1) ELSE line END,
       CASE WHEN colon > 1 THEN ltrim(substr(line, colon + 2)) ELSE '' END
FROM random_digits JOIN groups ON groups.id = group_id
ORDER BY group_id, position;

ALTER TABLE groups DROP COLUMN crisis_resources;
