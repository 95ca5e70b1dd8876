"""Taking people from a file: how it is read, what is taken, whom it is about, and what is left."""

from peerdesk.ui.dialogs.import_people.dialog import ImportPeopleDialog

__all__ = ["ImportPeopleDialog"]
