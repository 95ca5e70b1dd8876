"""What is typed is saved as typed, with a quiet word about it."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from peerdesk.errors import PeerDeskError
from peerdesk.vault.troubles import VaultTrouble

if TYPE_CHECKING:
    from enum import StrEnum

T = TypeVar("T")
_NONE_LEFT = object()
PAUSE_MILLISECONDS = 700
LONGEST_MILLISECONDS = 1500
"""A save happens after a pause in typing, and at the latest this long after the first change, so
that a killed program loses less than two seconds of text."""
AGAIN_MILLISECONDS = 5000
"""How soon what was refused is tried again: a disk may have room meanwhile."""
SOON_MILLISECONDS = 250
"""How soon that is while a job makes a long change, which nothing is wrong with."""


class Autosave(QObject):
    """Calls `save` shortly after any watched field changed.

    `saved` follows each save, `failed` carries the PeerDeskError of one that did not work; what was
    typed stays in the fields. Where the vault itself could not take it, as on a full disk, it is
    tried again every few seconds, with the next change and by `flush`; `mended` follows the save
    that works after that. While a job makes a long change it only waits, and nothing is said.
    """

    saved = Signal()
    failed = Signal(object)
    mended = Signal()

    def __init__(self, save: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._save = save
        self._paused = False
        self._refused = False
        self._pause = self._timer(PAUSE_MILLISECONDS)
        self._longest = self._timer(LONGEST_MILLISECONDS)
        self._again = self._timer(AGAIN_MILLISECONDS)
        self._told: StrEnum | None = None
        self._why: StrEnum | None = None

    def watch(self, *fields: QWidget) -> None:
        """Save after changes to these fields."""
        for field in fields:
            _change_signal(field).connect(self.touch)

    def touch(self, *_arguments: object) -> None:
        """Something changed: save soon."""
        if self._paused:
            return
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def load(self, fill: Callable[[], T]) -> T:
        """Run `fill`, which sets the fields, without taking that for a change by a person."""
        self.flush()
        self._paused = True
        try:
            return fill()
        finally:
            self._paused = False
            self._refused = False

    def loading(self, pieces: Iterator[object]) -> Iterator[None]:
        """The same for what sets the fields piece by piece; between them somebody may type."""
        while self.load(partial(next, pieces, _NONE_LEFT)) is not _NONE_LEFT:
            yield

    def unheard(self, fill: Callable[[], object]) -> None:
        """Run `fill` as `load` does, but save nothing first: a row may come while others are typed
        in, and within a `load` as well."""
        before, self._paused = self._paused, True
        try:
            fill()
        finally:
            self._paused = before

    def flush(self) -> None:
        """Save now if anything is waiting."""
        if self.waiting:
            self._now()

    @property
    def waiting(self) -> bool:
        """Whether there is something that was typed and not saved."""
        return self._refused or self._pause.isActive() or self._longest.isActive()

    @property
    def is_refused(self) -> bool:
        """Whether something was to be saved and the vault could not take it, be it only because a
        job makes a long change; that a name is missing is no such thing."""
        return self._refused and isinstance(self._why, VaultTrouble)

    @property
    def only_waits(self) -> bool:
        """Whether nothing is wrong but that a job makes a long change."""
        return self._refused and self._why is VaultTrouble.BUSY

    def try_again(self, error: PeerDeskError) -> None:
        """What is kept by other means was refused: save by itself as soon as that works."""
        self._refused = True
        self._told = self._why = error.code
        if isinstance(error.code, VaultTrouble):
            self._again.start(AGAIN_MILLISECONDS)

    def forget(self) -> None:
        """Drop what is waiting, because its record is gone."""
        self._refused = False
        for timer in (self._pause, self._longest, self._again):
            timer.stop()

    def _now(self) -> None:
        self.forget()
        try:
            self._save()
        except PeerDeskError as error:
            self._refused, self._why = True, error.code
            if error.code is VaultTrouble.BUSY:
                self._again.start(SOON_MILLISECONDS)
                return
            self._tell(error)
            if isinstance(error.code, VaultTrouble):
                self._again.start(AGAIN_MILLISECONDS)
        else:
            mended, self._told = isinstance(self._told, VaultTrouble), None
            self.saved.emit()
            if mended:
                self.mended.emit()

    def _tell(self, error: PeerDeskError) -> None:
        """Say it once: a banner that comes anew every few seconds would be in the way."""
        repeated = error.code == self._told and isinstance(error.code, VaultTrouble)
        self._told = error.code
        if not repeated:
            self.failed.emit(error)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self._now)
        return timer


def _change_signal(field: QWidget) -> SignalInstance:  # noqa: PLR0911 - one line for each kind
    """The signal by which a kind of field says that a person changed it."""
    match field:
        case QLineEdit():
            return field.textEdited
        case QPlainTextEdit():
            return field.textChanged
        case QComboBox():
            return field.currentIndexChanged
        case QCheckBox():
            return field.toggled
        case QSpinBox():
            return field.valueChanged
        case QTimeEdit():
            return field.timeChanged
        case QDateEdit():
            return field.dateChanged
    raise TypeError(type(field))


class SavedLabel(QLabel):
    """The quiet "Saved" that comes after a save and goes again."""

    def __init__(self, autosave: Autosave, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("muted")
        self.setMinimumWidth(60)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(2500)
        self._timer.timeout.connect(self.clear)
        autosave.saved.connect(self._say)
        autosave.failed.connect(self._withdraw)

    def _say(self) -> None:
        self.setText(self.tr("Saved"))
        self._timer.start()

    def _withdraw(self, _error: object) -> None:
        """What was typed since is not saved: the word for what was must not stand beside it."""
        self._timer.stop()
        self.clear()
