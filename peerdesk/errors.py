"""What can go wrong, as codes with data; the words for people are in `peerdesk.ui.messages`.

`UserError` is something the person at the keyboard can mend, `VaultError` means that a vault or a
backup is damaged or not usable. Everything else that is raised is a bug.
"""

from enum import StrEnum


class PeerDeskError(Exception):
    """A failure that has a message of its own.

    `code` is a member of the raising floor's enum of troubles, `data` fills the message's
    placeholders. Neither ever holds a name, a passphrase or a word of a note, because both may
    reach a terminal.
    """

    def __init__(self, code: StrEnum, **data: str | int) -> None:
        super().__init__(str(code))
        self.code = code
        self.data = data


class UserError(PeerDeskError):
    """The person at the keyboard can mend it: a wrong file, a full disk, a missing choice."""


class WrongPassphraseError(UserError):
    """No slot of the vault or backup opens with what was typed."""


class VaultError(PeerDeskError):
    """The vault or the backup file is damaged, or not usable by this version."""
