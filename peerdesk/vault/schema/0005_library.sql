-- Which words of a built-in script these are, and how easy a script's words are meant to be.

ALTER TABLE scripts ADD COLUMN edition INTEGER NOT NULL DEFAULT 1 CHECK (edition > 0);
ALTER TABLE scripts ADD COLUMN level TEXT NOT NULL DEFAULT 'plain'
    CHECK (level IN ('easy', 'plain'));
