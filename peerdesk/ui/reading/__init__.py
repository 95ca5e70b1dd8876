"""Reading a script aloud, in a session or for practice."""
