-- What somebody wants to stand beside a note about them: kept with it, gone with it.
ALTER TABLE member_notes ADD COLUMN statement TEXT NOT NULL DEFAULT '';
ALTER TABLE member_notes ADD COLUMN stated_at TEXT;
