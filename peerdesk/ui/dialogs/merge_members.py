"""Two records of one person: choose the other one, see what joins, and join them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.errors import PeerDeskError
from peerdesk.ui.merge_words import brought_words, difference_words
from peerdesk.ui.naming import called, is_masked
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import Card, at_top, column, row, scrolling
from peerdesk.ui.widgets.person_picker import MOST_OFFERED, PersonPicker, Picked, PickerWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.directory import Listed
    from peerdesk.domain.merging import MergePreview


@dataclass(frozen=True, slots=True)
class MergeWish:
    """Which record stays, and which joins it."""

    kept_id: int
    other_id: int


class MergeDialog(Dialog):
    """`wished` carries a `MergeWish`; nothing is changed here."""

    wished = Signal(object)

    def __init__(self, desk: Desk, member_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Join two records"))
        self._desk = desk
        self._first = member_id
        self._wish: MergeWish | None = None
        self.banner = Banner()
        words = PickerWords(
            self.tr("Who is the &same person?"),
            self.tr("Everything of both stays, and it can be taken back at once."),
            "",
        )
        self.picker = PersonPicker(self._find, words)
        self.picker.picked.connect(self._on_picked)
        self._preview = Card()
        self._preview.hide()
        self.swap = button(self.tr("Let the &other one stay"), self._swap)
        self.join = button(self.tr("&Join the two"), self._join, weight="primary")
        self.swap.setEnabled(False)
        self.join.setEnabled(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.banner)
        inner = column(self.picker, self._preview, spacing=12)
        layout.addWidget(scrolling(at_top(inner)), 1)
        close = button(self.tr("&Cancel"), self.reject)
        layout.addWidget(row(self.swap, None, close, self.join))
        self.resize(600, 520)
        fit_on_screen(self)
        self.picker.field.setFocus()

    def _find(self, typed: str) -> Sequence[Listed]:
        return self._desk.directory.closest(
            typed, MOST_OFFERED, leaving_out={self._first}, with_left=True
        )

    def _on_picked(self, picked: Picked) -> None:
        self._show(MergeWish(self._first, picked.member_id))
        self.join.setFocus()

    def _swap(self) -> None:
        if self._wish is not None:
            self._show(MergeWish(self._wish.other_id, self._wish.kept_id))

    def _show(self, wish: MergeWish) -> None:
        try:
            seen = self._desk.merges.preview(wish.kept_id, wish.other_id)
        except PeerDeskError as error:
            self.banner.explain(error)
            return
        self._wish = wish
        self._preview.empty(keep=0)
        for part in self._lines(seen):
            self._preview.body.addWidget(part)
        self._preview.show()
        self.swap.setEnabled(True)
        self.join.setEnabled(True)

    def _lines(self, seen: MergePreview) -> list[QWidget]:
        kept, other = called(seen.kept), called(seen.other)
        brought = ", ".join(brought_words(seen)) or self.tr("nothing but its fields")
        lines: list[QWidget] = [
            plain(self.tr("{kept} stays").format(kept=kept), style="sectionTitle"),
            plain(
                self.tr("The record of {other} joins it and brings: {brought}.").format(
                    other=other, brought=brought
                )
            ),
        ]
        if not is_masked():
            lines += [muted(difference_words(each)) for each in seen.differences]
        return lines

    def _join(self) -> None:
        if self._wish is not None:
            self.wished.emit(self._wish)
            self.accept()
