"""The privacy check in words: what protects here, what it means, and where it does not hold why."""

from collections.abc import Iterable
from dataclasses import dataclass

from peerdesk.domain.locking import FROM_THE_SYSTEM, LockTrigger
from peerdesk.safety.filtering import FilterState
from peerdesk.safety.measuring import Line, Protection, Standing

NOT_HERE = "This system offers no such protection, or none that can be measured."


@dataclass(frozen=True, slots=True)
class PrivacyLine:
    """One line: what it is about, how it stands, and what that means for a group."""

    title: str
    standing: Standing
    meaning: str

    @property
    def verdict(self) -> str:
        """The standing as a word, since colour alone tells not everybody."""
        return _VERDICTS[self.standing]


_VERDICTS = {
    Standing.HOLDS: "Holds",
    Standing.DOES_NOT_HOLD: "Does not hold",
    Standing.NOT_ON_THIS_SYSTEM: "Not on this system",
}
_TITLES = {
    Line.NETWORK: "No network",
    Line.IO_URING: "No way around it",
    Line.TRIPWIRE: "A second wall",
    Line.LIBRARIES: "Nothing to go online with",
    Line.CORE_DUMPS: "Nothing left by a crash",
    Line.MEMORY: "Memory of its own",
    Line.NEW_FILES: "Files of its own",
}
_HOLDING = {
    Line.NETWORK: (
        "The system itself refuses every network connection to PeerDesk; it was just tried."
    ),
    Line.IO_URING: "The side door that newer systems have for connections is refused as well.",
    Line.TRIPWIRE: "Any part of PeerDesk that asks for a connection is stopped at once.",
    Line.LIBRARIES: "No part of the running program can speak to the network.",
    Line.CORE_DUMPS: "If PeerDesk crashes, the system writes no copy of its memory to the disk.",
    Line.MEMORY: "Other programs of yours can't read what PeerDesk has in memory.",
    Line.NEW_FILES: "What PeerDesk writes can't be read by other users of this computer.",
}
_MISSING = {
    Line.NETWORK: (
        "The system's filter is not in force. PeerDesk still asks for no connection. Ask whoever "
        "looks after this computer why filters on system calls are refused."
    ),
    Line.IO_URING: "The filter is not in force. PeerDesk itself does not use this door.",
    Line.TRIPWIRE: "Quit PeerDesk and start it again; if this stays, tell its makers.",
    Line.LIBRARIES: (
        "Something has loaded a part that could speak to the network. Quit PeerDesk and tell its "
        "makers."
    ),
    Line.CORE_DUMPS: "After a crash, look for files called “core” and remove them.",
    Line.MEMORY: "Lock PeerDesk before others use this computer.",
    Line.NEW_FILES: "Keep the vault in a folder that only you can open.",
}
_LIBRARY_MISSING = (
    "The library libseccomp is missing on this computer, so the system does not refuse "
    "connections. PeerDesk still asks for none. Installing libseccomp mends it."
)
_TRIGGERS = {
    LockTrigger.SLEEP: "the computer sleeps",
    LockTrigger.SCREEN: "the screen is locked",
    LockTrigger.SESSION: "another user takes over",
    LockTrigger.LID: "the lid is closed",
}


def in_words(protection: Protection) -> PrivacyLine:
    """One measured protection."""
    if protection.standing is Standing.HOLDS:
        meaning = _HOLDING[protection.line]
    elif protection.standing is Standing.NOT_ON_THIS_SYSTEM:
        meaning = NOT_HERE
    elif protection.cause is FilterState.LIBRARY_MISSING:
        meaning = _LIBRARY_MISSING
    else:
        meaning = _MISSING[protection.line]
    return PrivacyLine(_TITLES[protection.line], protection.standing, meaning)


def encryption(*, encrypted: bool, forgets: bool) -> tuple[PrivacyLine, ...]:
    """What the open vault's own file and engine say."""
    return (
        PrivacyLine(
            "The vault is encrypted",
            _standing(encrypted),
            "The file on the disk was read just now and is not readable without a key."
            if encrypted
            else "The file on the disk can be read. Restore your newest backup as a new vault.",
        ),
        PrivacyLine(
            "Deleted means gone",
            _standing(forgets),
            "Deleted words are overwritten, in the notes and in the search."
            if forgets
            else "The engine does not overwrite what is deleted. Tell the makers of PeerDesk.",
        ),
    )


def locking(heard: Iterable[LockTrigger]) -> PrivacyLine:
    """What locks by itself here; the idle lock and Ctrl+L work everywhere."""
    known = [_TRIGGERS[trigger] for trigger in LockTrigger if trigger in set(heard)]
    silent = [
        _TRIGGERS[trigger] for trigger in LockTrigger if trigger in FROM_THE_SYSTEM - set(heard)
    ]
    if not known:
        return PrivacyLine(
            "Locks by itself",
            Standing.DOES_NOT_HOLD,
            "This system tells PeerDesk of nothing, so it locks when nobody touched anything for "
            "a while, and after sleep. Press Ctrl+L before you go.",
        )
    untold = f" Not told here: {', '.join(silent)}." if silent else ""
    told_of = ", or when ".join(known)
    return PrivacyLine(
        "Locks by itself",
        Standing.HOLDS,
        f"It locks after a while without a key or a click, and when {told_of}.{untold}",
    )


def capture(*, refused: bool | None, wanted: bool = True) -> PrivacyLine:
    """Whether others can take pictures of the window; None where there is no call for it.

    Not `wanted` with the sample, and where somebody allowed it.
    """
    if refused is None:
        return PrivacyLine(
            "Pictures of the screen",
            Standing.NOT_ON_THIS_SYSTEM,
            "Other programs here can take pictures of the screen, and no program can refuse that. "
            "Stop screen sharing before you unlock.",
        )
    if not wanted:
        return PrivacyLine(
            "Pictures of the screen",
            Standing.DOES_NOT_HOLD,
            "PeerDesk's windows may be in pictures and shared screens: this is the sample vault, "
            "or it was allowed in Vault, This computer.",
        )
    return PrivacyLine(
        "Pictures of the screen",
        _standing(refused),
        "The system leaves PeerDesk's windows out of pictures and shared screens."
        if refused
        else "The system refused to leave PeerDesk's windows out of pictures of the screen.",
    )


def _standing(holds: bool) -> Standing:  # noqa: FBT001 - the only thing it is about
    return Standing.HOLDS if holds else Standing.DOES_NOT_HOLD
