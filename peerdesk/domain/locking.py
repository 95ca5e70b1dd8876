"""Why a vault was locked."""

from enum import StrEnum


class LockTrigger(StrEnum):
    """What locked it; also the subject of its line in the log."""

    KEY = "key"
    """Ctrl+L, or the button."""
    IDLE = "idle"
    CURTAIN = "curtain"
    """The curtain stayed down for a minute."""
    SLEEP = "sleep"
    SCREEN = "screen"
    """The system's own screen lock or screen saver."""
    SESSION = "session"
    """Another user took over the screen."""
    LID = "lid"
    QUIT = "quit"
    REPLACED = "replaced"
    """A backup takes its place."""
    ANOTHER = "another"
    """Another vault is opened next."""


FROM_THE_SYSTEM = frozenset(
    {LockTrigger.SLEEP, LockTrigger.SCREEN, LockTrigger.SESSION, LockTrigger.LID}
)
"""Those that PeerDesk only hears of where the system tells."""
