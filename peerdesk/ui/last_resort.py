"""What happens to a bug: it is said, without any content of the vault, and nothing is hidden."""

import sys
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from peerdesk.errors import PeerDeskError
from peerdesk.ui.complaining import complain

_NAME = "lastResort"
_quiet = False


def say_no_more() -> None:
    """Open no window any more: a lock would wait for somebody to close it."""
    global _quiet  # noqa: PLW0603 - from the beginning of a lock to the end of the process
    _quiet = True


def install() -> None:
    """Send every exception that nobody caught to `explain`."""
    sys.excepthook = explain


def explain(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    """Say what failed: in its own words if it has some, else where in the program it was.

    The text of an unexpected exception is never shown or written, because it may hold a name.
    """
    if issubclass(kind, KeyboardInterrupt):
        sys.exit(130)
    if isinstance(error, PeerDeskError):
        from peerdesk.ui.messages import words  # noqa: PLC0415 - not on the way to the prompt

        told = words(error)
    else:
        told = (
            "PeerDesk met a fault of its own. What was saved is safe in the vault; lock and unlock "
            f"to go on. For a report: {kind.__name__}, {_place(traceback)}."
        )
    complain(told)
    if not _quiet and isinstance(QApplication.instance(), QApplication):
        _show(told)


def _show(told: str) -> None:
    """Say it in a window; only once at a time, since a fault may come back with every tick."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - not on the way to the prompt
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - as above

    windows = QApplication.topLevelWidgets()
    if any(window.objectName() == _NAME and window.isVisible() for window in windows):
        return
    box = QMessageBox(QMessageBox.Icon.Warning, "PeerDesk", told)
    box.setObjectName(_NAME)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()
    box.deleteLater()


def _place(traceback: TracebackType | None) -> str:
    """The innermost line of our own code, as `file:line`."""
    place = "unknown place"
    while traceback is not None:
        code = Path(traceback.tb_frame.f_code.co_filename)
        if "peerdesk" in code.parts:
            place = f"{code.name}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place
