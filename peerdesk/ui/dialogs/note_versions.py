"""What a note said before, beside what it says now: compared, brought back, or removed for good."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from peerdesk.domain.comparison import compare_texts
from peerdesk.errors import PeerDeskError
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.compared_text import spoken, write
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import muted, name_control
from peerdesk.ui.widgets.layout import row
from peerdesk.ui.widgets.records import Entry, RecordList

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.desk.note_versions import NoteVersions
    from peerdesk.domain.notes import NoteKind, NoteVersion

USUAL_SIZE = QSize(860, 560)
LIST_WIDTH = 230


class NoteVersionsDialog(Dialog):
    """The former words at the left, the difference to those of now at the right."""

    def __init__(
        self,
        versions: NoteVersions,
        kind: NoteKind,
        note_id: int,
        now: str,
        bring_back: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Earlier words of a note"))
        self._versions, self._kind, self._note_id = versions, kind, note_id
        self._now, self._keep = now, bring_back
        self._known: dict[int, NoteVersion] = {}
        self.banner = Banner()
        self.list = RecordList(self.tr("Earlier words"))
        self.list.setFixedWidth(LIST_WIDTH)
        self.list.chosen.connect(self._show)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        name_control(self.text, self.tr("What became of these words"))
        self.back_button = button(
            self.tr("&Bring these words back"), self.bring_back, icon_name="history"
        )
        self.remove_button = button(
            self.tr("&Remove these"), self.remove, icon_name="trash-2", weight="quiet"
        )
        self.all_button = button(
            self.tr("Remove &all earlier words"), self.remove_all, weight="quiet"
        )
        close = button(self.tr("Close"), self.accept)
        for control in (self.back_button, self.remove_button, self.all_button, close):
            control.setAutoDefault(False)
        self._lay_out(close)
        fit_on_screen(self, USUAL_SIZE)
        self.refresh()

    def _lay_out(self, close: QPushButton) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.banner)
        layout.addWidget(
            muted(
                self.tr(
                    "Struck through: what the note said then. Marked: what it says now. What "
                    "should never have been written can be removed for good here."
                )
            )
        )
        halves = QHBoxLayout()
        halves.setSpacing(16)
        halves.addWidget(self.list)
        halves.addWidget(self.text, 1)
        layout.addLayout(halves, 1)
        layout.addWidget(row(self.back_button, self.remove_button, self.all_button, None, close))

    def refresh(self) -> None:
        """List what there is; where nothing is left, close."""
        found = self._versions.of(self._kind, self._note_id)
        self._known = {version.id: version for version in found}
        self.list.show_entries([self._entry(version) for version in found])
        if not found:
            self.accept()
        elif self.list.current_key not in self._known:
            self.list.choose_first()
        else:
            self._show(self.list.current_key)

    def bring_back(self) -> None:
        """Make the chosen words the note again; those of now become an earlier version."""
        version = self._chosen()
        if version is not None and self._attempt(partial(self._keep, version.text)):
            self.accept()

    def remove(self) -> None:
        """Delete the chosen words for good."""
        version = self._chosen()
        if version is not None:
            self._remove((version,))

    def remove_all(self) -> None:
        """Delete all earlier words for good."""
        self._remove(tuple(self._known.values()))

    def _remove(self, versions: tuple[NoteVersion, ...]) -> None:
        if self._attempt(partial(self._versions.remove, self._kind, versions)):
            self.refresh()

    def _attempt(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except PeerDeskError as error:
            self.banner.explain(error)
            return False
        return True

    def _chosen(self) -> NoteVersion | None:
        key = self.list.current_key
        return self._known.get(key) if isinstance(key, int) else None

    def _show(self, _key: object) -> None:
        version = self._chosen()
        self.text.clear()
        if version is None:
            return
        passages = compare_texts(version.text, self._now)
        write(self.text.textCursor(), passages)
        self.text.setAccessibleDescription(spoken(passages))

    def _entry(self, version: NoteVersion) -> Entry:
        moment = version.created_at.astimezone()
        when = f"{moment.day} {moment:%B %Y, %H:%M}"
        return Entry(version.id, when, _beginning(version.text))


def _beginning(text: str) -> str:
    return " ".join(text.split())[:60]
