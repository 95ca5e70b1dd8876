"""The page of notes."""
