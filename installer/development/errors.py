"""The one way in which setting up fails."""


class SetupError(Exception):
    """Something that the person at the keyboard can mend; the message says how."""
