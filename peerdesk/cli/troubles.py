"""What only the headless commands can meet, with its words; the rest is in `ui.messages`."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from peerdesk.errors import PeerDeskError
from peerdesk.ui import messages
from peerdesk.ui.messages.occasions import Occasion, words_on
from peerdesk.vault.troubles import told_of_system


class CliTrouble(StrEnum):
    """Each is carried by a UserError, the last one by a VaultError."""

    NO_TERMINAL = "cli-no-terminal"
    PASSPHRASES_DIFFER = "cli-passphrases-differ"
    PASSPHRASE_FILE_UNREADABLE = "cli-passphrase-file-unreadable"  # noqa: S105 - a code
    PASSPHRASE_FILE_TOO_LARGE = "cli-passphrase-file-too-large"  # noqa: S105 - a code
    """data: limit (bytes)"""
    PASSPHRASE_NOT_UTF8 = "cli-passphrase-not-utf8"  # noqa: S105 - a code
    PASSPHRASE_EMPTY = "cli-passphrase-empty"  # noqa: S105 - a code
    PASSPHRASE_HAS_CONTROLS = "cli-passphrase-has-controls"  # noqa: S105 - a code
    FILE_UNREADABLE = "cli-file-unreadable"
    FOLDER_MISSING = "cli-folder-missing"
    PLACE_MISSING = "cli-place-missing"
    NO_BACKUPS_THERE = "cli-no-backups-there"
    VAULT_NOT_OPENED = "cli-vault-not-opened"
    OUTPUT_CLOSED = "cli-output-closed"
    RESULTS_NOT_SHOWN = "cli-results-not-shown"
    WORDS_NOT_SHOWN = "cli-words-not-shown"
    NEW_WORDS_NOT_SHOWN = "cli-new-words-not-shown"
    KEY_UNKNOWN = "cli-key-unknown"
    NEEDS_PASSPHRASE = "cli-needs-passphrase"  # noqa: S105 - a code
    GROUP_UNKNOWN = "cli-group-unknown"
    PERSON_UNKNOWN = "cli-person-unknown"
    PERSON_NOT_SINGLE = "cli-person-not-single"
    SESSION_UNKNOWN = "cli-session-unknown"
    SCRIPT_UNKNOWN = "cli-script-unknown"
    """data: known (names to choose from)"""
    HANDOUT_UNKNOWN = "cli-handout-unknown"
    """data: known (names to choose from)"""
    NAMES_IN_SCRIPT = "cli-names-in-script"
    """data: names"""
    CHECK_FAILED = "cli-check-failed"
    """VaultError; data: step, found"""


_WORDS: dict[StrEnum, str] = {
    CliTrouble.NO_TERMINAL: (
        "There is no terminal to ask for the passphrase. Nothing was changed. Give it with "
        "--passphrase-file FILE, or --passphrase-file - for standard input."
    ),
    CliTrouble.PASSPHRASES_DIFFER: (
        "The two passphrases differ. Nothing was made; run the command again."
    ),
    CliTrouble.PASSPHRASE_FILE_UNREADABLE: (
        "The passphrase file can't be read. Nothing was changed; check its name and who may read "
        "it."
    ),
    CliTrouble.PASSPHRASE_FILE_TOO_LARGE: (
        "The passphrase file is longer than {limit} bytes, so it is probably another file. "
        "Nothing was changed."
    ),
    CliTrouble.PASSPHRASE_NOT_UTF8: (
        "The passphrase is not UTF-8 text. Nothing was changed; save the file as UTF-8."
    ),
    CliTrouble.PASSPHRASE_EMPTY: "The passphrase is empty. Nothing was changed.",
    CliTrouble.PASSPHRASE_HAS_CONTROLS: (
        "The passphrase has a line break or another hidden character in it. Nothing was changed; "
        "it has to be on one line, with nothing after it."
    ),
    CliTrouble.FILE_UNREADABLE: (
        "The file can't be read. Nothing was changed; check its name and who may read it."
    ),
    CliTrouble.FOLDER_MISSING: (
        "The folder for the new file does not exist. Nothing was written; make the folder first."
    ),
    CliTrouble.PLACE_MISSING: (
        "There is no such folder. Nothing was read; put the stick in, or check the name."
    ),
    CliTrouble.NO_BACKUPS_THERE: (
        "There is no backup in that folder: no file there ends in .peerdesk-backup. Nothing was "
        "changed. Make one with `peerdesk backup`."
    ),
    CliTrouble.VAULT_NOT_OPENED: (
        "The vault that is there does not open with this passphrase, so nothing was replaced. If "
        "the backup has another passphrase, give the vault's own with --vault-passphrase-file. If "
        "nobody has it, restore the backup as a new vault in another folder."
    ),
    CliTrouble.OUTPUT_CLOSED: (
        "Standard output is closed, so results could not be shown. Nothing was done."
    ),
    CliTrouble.RESULTS_NOT_SHOWN: (
        "Standard output can't be written to (is its disk full?), so results are missing. "
        "Whatever the command had finished by then was saved and is whole."
    ),
    CliTrouble.WORDS_NOT_SHOWN: (
        "The recovery words could not be written out, and they are shown only once. So the new "
        "vault was taken away again; make it where standard output can be read."
    ),
    CliTrouble.NEW_WORDS_NOT_SHOWN: (
        "The new recovery words could not be written out, and they are shown only once. So the "
        "vault was left as it is, and the old words still hold."
    ),
    CliTrouble.KEY_UNKNOWN: (
        "No single passphrase has that name. Nothing was changed. “keys VAULT list” shows the "
        "names and, in front, a short number for each; --label takes either."
    ),
    CliTrouble.NEEDS_PASSPHRASE: (
        "The recovery words opened the vault, but this needs a passphrase. Nothing was changed. "
        "Add one first: “keys VAULT add --label NAME” takes the words as proof."
    ),
    CliTrouble.GROUP_UNKNOWN: (
        "The vault has no group of that name. Nothing was changed; type the name as Groups has it."
    ),
    CliTrouble.PERSON_UNKNOWN: (
        "The vault has nobody of that name. Nothing was written; type the chosen name as People "
        "has it."
    ),
    CliTrouble.PERSON_NOT_SINGLE: (
        "Several people have that name. Nothing was written. Type it with what tells them apart, "
        "as People shows it: “Sam (plays the fiddle)”."
    ),
    CliTrouble.SESSION_UNKNOWN: (
        "The group has no session on that day. Nothing was written; plan it first, under Sessions."
    ),
    CliTrouble.SCRIPT_UNKNOWN: (
        "No script has that name. Nothing was written. There are: {known}."
    ),
    CliTrouble.HANDOUT_UNKNOWN: (
        "No handout has that name. Nothing was written. There are: {known}."
    ),
    CliTrouble.NAMES_IN_SCRIPT: (
        "These names of the vault are in the script: {names}. Nothing was written. Take them out, "
        "or add --with-names if they may leave the vault."
    ),
    CliTrouble.CHECK_FAILED: (
        "A check did not hold: {step} ({found}). What was made so far was left for you to look at."
    ),
}


@contextmanager
def on(occasion: Occasion) -> Iterator[None]:
    """Whatever fails in the block is told in the words that the occasion has for it."""
    try:
        yield
    except PeerDeskError as error:
        raise _marked(error, occasion) from error
    except OSError as error:
        raise _marked(told_of_system(error), occasion) from error


def _marked(error: PeerDeskError, occasion: Occasion) -> PeerDeskError:
    return type(error)(error.code, **{**error.data, "occasion": occasion.name})


def words_for(error: PeerDeskError) -> str:
    """What to tell a person about `error`."""
    occasion = error.data.get("occasion")
    if isinstance(occasion, str):
        return words_on(Occasion[occasion], error)
    if error.code in _WORDS:
        return _WORDS[error.code].format(**error.data)
    return messages.words(error)
