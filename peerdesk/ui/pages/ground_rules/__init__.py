"""The page of ground rules."""
