"""The room display: what everybody in the room may see, and nothing about anyone."""
