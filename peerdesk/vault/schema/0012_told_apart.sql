-- A few words that tell somebody from others of the same chosen name.
ALTER TABLE members ADD COLUMN told_apart_by TEXT NOT NULL DEFAULT '';
