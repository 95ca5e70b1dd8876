"""The list of gentler words, to make it one's own: add, change, leave out, back to PeerDesk's."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from peerdesk.desk.gentle_words import languages
from peerdesk.errors import PeerDeskError
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import Form, muted, name_control
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from peerdesk.desk.gentle_words import GentleWord, GentleWordLists


class GentleWordsDialog(Dialog):
    """One language at a time; what is changed holds at once, in this vault alone."""

    def __init__(self, lists: GentleWordLists, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Gentler words"))
        self._lists = lists
        self.banner = Banner()
        self.language = QComboBox()
        for tag in languages():
            self.language.addItem(QLocale(tag).nativeLanguageName().capitalize(), tag)
        self.language.currentIndexChanged.connect(self._on_language)
        name_control(self.language, self.tr("Language"))
        self.table = self._table()
        form = Form()
        self.word = form.add(self.tr("&Word"), QLineEdit())
        self.instead = form.add(self.tr("Gen&tler"), QLineEdit())
        self.instead.returnPressed.connect(self.keep)
        self.keep_button = button(self.tr("&Keep"), self.keep, icon_name="check")
        self.leave_button = button(self.tr("Leave this word alone"), self.leave_out)
        self.back_button = button(self.tr("Back to PeerDesk's list"), self.as_built_in)
        self.close_button = button(self.tr("Close"), self.accept)
        for control in (self.keep_button, self.leave_button, self.back_button, self.close_button):
            control.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(
            muted(
                self.tr(
                    "While a note is typed, these words are pointed out with gentler ones beside. "
                    "It is a suggestion, and whoever writes may pass it by."
                )
            )
        )
        for part in (
            self.banner,
            self.language,
            self.table,
            form,
            row(self.keep_button, self.leave_button, None),
            row(self.back_button, None, self.close_button),
        ):
            layout.addWidget(part, int(part is self.table))
        self.resize(620, 640)
        fit_on_screen(self)
        self.refresh()

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 2)
        table.setHorizontalHeaderLabels([self.tr("Word"), self.tr("Gentler")])
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeading)
        table.itemSelectionChanged.connect(self._on_chosen)
        name_control(table, self.tr("Words that are pointed out"))
        return table

    def refresh(self, chosen: str = "") -> None:
        """Show the list as it holds now, with the word that was changed in sight."""
        entries = self._lists.of(self._tag())
        self.table.setRowCount(len(entries))
        for line, (word, instead) in enumerate(entries.items()):
            for column, text in enumerate((word, instead)):
                self.table.setItem(line, column, QTableWidgetItem(text))
            if word == chosen:
                self.table.selectRow(line)

    def keep(self) -> None:
        """Point the typed word out with the typed ones from now on."""
        word = self.word.text().strip()
        if self._attempt(partial(self._lists.keep, self._tag(), word, self.instead.text())):
            self.refresh(word)

    def leave_out(self) -> None:
        """Do not point the chosen word out any more."""
        word = self.word.text().strip()
        if word and self._attempt(partial(self._lists.leave_out, self._tag(), word)):
            self.refresh()
            self.banner.good(self.tr("“{word}” is not pointed out any more.").format(word=word))

    def as_built_in(self) -> None:
        """Forget what was changed in this language, with Undo."""
        try:
            before = self._lists.as_built_in(self._tag())
        except PeerDeskError as error:
            self.banner.explain(error)
            return
        self.refresh()
        self.banner.good(
            self.tr("This is PeerDesk's list again."),
            self.tr("Undo"),
            partial(self._bring_back, before),
        )

    def _bring_back(self, before: tuple[GentleWord, ...]) -> None:
        if self._attempt(partial(self._lists.bring_back, before)):
            self.banner.clear()
            self.refresh()

    def _attempt(self, work: partial[None]) -> bool:
        try:
            work()
        except PeerDeskError as error:
            self.banner.explain(error)
            return False
        return True

    def _tag(self) -> str:
        return str(self.language.currentData())

    def _on_language(self, _index: int) -> None:
        self.word.clear()
        self.instead.clear()
        self.refresh()

    def _on_chosen(self) -> None:
        line = self.table.currentRow()
        for field, column in ((self.word, 0), (self.instead, 1)):
            item = self.table.item(line, column)
            if item is not None:
                field.setText(item.text())
