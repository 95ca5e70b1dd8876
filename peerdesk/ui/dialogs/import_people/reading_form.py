"""How a file is read, and which of its columns are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from peerdesk.desk.foreign_files.decoding import ENCODINGS
from peerdesk.desk.foreign_files.reading import Reading
from peerdesk.domain.importing import ForeignTable, ImportField
from peerdesk.ui.slices import Slices
from peerdesk.ui.widgets.columns import narrow
from peerdesk.ui.widgets.form import Form, muted, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from peerdesk.domain.groups import Group
    from peerdesk.domain.importing import Columns

NOT_TAKEN = -1
NO_GROUP = 0
EXAMPLE_LETTERS = 18
"""How much of a cell stands beside a column's number, where it has no heading."""


class ReadingForm(QWidget):
    """`read_otherwise` carries a `Reading`; `changed` says that other columns are taken."""

    read_otherwise = Signal(object)
    changed = Signal()

    def __init__(self, groups: Iterable[Group], group_id: int) -> None:
        super().__init__()
        self._table: ForeignTable | None = None
        self.is_made = False
        self._awaited: Callable[[], object] | None = None
        self.choices: dict[ImportField, QComboBox] = {}
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 8, 0)
        self._layout = QVBoxLayout()
        self._layout.setSpacing(8)
        around.addLayout(self._layout)
        # What is there already stays where it is while the others come.
        around.addStretch(1)
        self._making = Slices(self)
        pieces = self._make_each(groups, group_id)
        next(pieces)  # where the keyboard is from the start
        self._making.follow(pieces)

    def _make_each(self, groups: Iterable[Group], group_id: int) -> Iterator[None]:
        """One field after the other, while the file is read."""
        self._layout.addWidget(plain(self.tr("What is taken"), style="sectionTitle"))
        self._layout.addWidget(muted(self.tr("The name alone, unless you choose more.")))
        yield from self._fields()
        yield from self._places(groups, group_id)
        self._layout.addSpacing(8)
        self._layout.addWidget(plain(self.tr("How the file is read"), style="sectionTitle"))
        yield from self._ways()
        self.is_made = True
        if self._awaited is not None:
            self._awaited()

    def once_made(self, do: Callable[[], object]) -> None:
        """Do something as soon as all fields are there, which may be now."""
        if self.is_made:
            do()
        else:
            self._awaited = do

    def show_table(self, table: ForeignTable, usual: Columns) -> None:
        """Show how the file was read, and the columns to choose from; `usual` are taken first."""
        same_columns = self._table is not None and self._table.columns == table.columns
        self._table = table
        blockers = [QSignalBlocker(each) for each in (self.encoding, self.delimiter, self.header)]
        self.encoding.setCurrentIndex(self.encoding.findData(table.encoding.removesuffix("-le")))
        self.delimiter.setCurrentIndex(max(0, self.delimiter.findData(table.delimiter or "")))
        self.header.setChecked(table.has_header)
        for control in (self.delimiter, self.header):
            control.setEnabled(not table.is_of_cards)
        del blockers
        if not same_columns:
            self._fill_columns(table, usual)
        self.changed.emit()

    @property
    def columns(self) -> dict[ImportField, int]:
        """The column of each field that is taken."""
        chosen = {field: choice.currentData() for field, choice in self.choices.items()}
        return {
            field: column
            for field, column in chosen.items()
            if column is not None and column != NOT_TAKEN
        }

    @property
    def group_id(self) -> int | None:
        """The group that everybody who is added joins."""
        return self.group.currentData() or None

    def _fields(self) -> Iterator[None]:
        form = self._new_form()
        for field, label, help_text in (
            (ImportField.CHOSEN_NAME, self.tr("Chosen &name"), ""),
            (
                ImportField.OTHER_NAME,
                self.tr("&Other name"),
                self.tr("Only where you need it to find somebody."),
            ),
            (ImportField.PRONOUNS, self.tr("&Pronouns"), ""),
            (ImportField.JOINED_ON, self.tr("&Joined on"), ""),
            (
                ImportField.PHONE,
                self.tr("Phone"),
                self.tr("Kept as not asked about: ask before you call."),
            ),
            (ImportField.EMAIL, self.tr("E-mail"), ""),
        ):
            choice = form.add(label, narrow(QComboBox()), help_text=help_text)
            choice.currentIndexChanged.connect(self._on_changed)
            self.choices[field] = choice
            yield

    def _new_form(self) -> Form:
        form = Form()
        self._layout.addWidget(form)
        return form

    def _places(self, groups: Iterable[Group], group_id: int) -> Iterator[None]:
        form = self._new_form()
        self.group = form.add(self.tr("Into the gro&up"), narrow(QComboBox()))
        self.group.addItem(self.tr("No group yet"), NO_GROUP)
        for group in groups:
            self.group.addItem(group.name, group.id)
        self.group.setCurrentIndex(max(0, self.group.findData(group_id)))
        yield

    def _ways(self) -> Iterator[None]:
        form = self._new_form()
        self.encoding = form.add(
            self.tr("&Encoding"),
            narrow(QComboBox()),
            help_text=self.tr("Where names look garbled, try another."),
        )
        names = {
            "utf-8": self.tr("Unicode (UTF-8)"),
            "utf-16": self.tr("Unicode (UTF-16)"),
            "windows-1252": self.tr("Western European (Windows)"),
            "iso-8859-15": self.tr("Western European (ISO)"),
            "macroman": self.tr("Western European (Mac)"),
            "cp850": self.tr("Western European (DOS)"),
            "windows-1250": self.tr("Central European"),
            "windows-1251": self.tr("Cyrillic"),
            "windows-1253": self.tr("Greek"),
            "windows-1254": self.tr("Turkish"),
            "windows-1255": self.tr("Hebrew"),
            "windows-1256": self.tr("Arabic"),
            "windows-1257": self.tr("Baltic"),
            "shift_jis": self.tr("Japanese"),
            "gb18030": self.tr("Chinese, simplified"),
            "big5": self.tr("Chinese, traditional"),
            "euc-kr": self.tr("Korean"),
        }
        for encoding in ENCODINGS:
            self.encoding.addItem(names[encoding], encoding)
        yield
        self.delimiter = form.add(self.tr("&Columns are divided by"), narrow(QComboBox()))
        for name, delimiter in (
            (self.tr("nothing: one name a line"), ""),
            (self.tr("commas"), ","),
            (self.tr("semicolons"), ";"),
            (self.tr("tabs"), "\t"),
            (self.tr("upright strokes"), "|"),
        ):
            self.delimiter.addItem(name, delimiter)
        yield
        self.header = form.add_plain(QCheckBox(self.tr("The &first line is a heading")))
        self.encoding.currentIndexChanged.connect(self._on_read_otherwise)
        self.delimiter.currentIndexChanged.connect(self._on_read_otherwise)
        self.header.toggled.connect(self._on_read_otherwise)
        yield

    def _fill_columns(self, table: ForeignTable, usual: Columns) -> None:
        for field, choice in self.choices.items():
            blocker = QSignalBlocker(choice)
            choice.clear()
            choice.addItem(self.tr("Not taken"), NOT_TAKEN)
            for column in range(len(table.columns)):
                choice.addItem(self._column_name(table, column), column)
            choice.setCurrentIndex(choice.findData(usual.get(field, NOT_TAKEN)))
            del blocker

    def _column_name(self, table: ForeignTable, column: int) -> str:
        if table.columns[column].strip():
            return table.columns[column].strip()
        example = next((row.cell(column) for row in table.rows if row.cell(column)), "")
        if len(example) > EXAMPLE_LETTERS:
            example = example[:EXAMPLE_LETTERS] + "…"
        return self.tr("Column {number}: {example}").format(number=column + 1, example=example)

    def _on_changed(self, _index: int) -> None:
        self.changed.emit()

    def _on_read_otherwise(self, *_arguments: object) -> None:
        if self._table is None:
            return
        of_cards = self._table.is_of_cards
        self.read_otherwise.emit(
            Reading(
                encoding=self.encoding.currentData(),
                delimiter=None if of_cards else self.delimiter.currentData(),
                has_header=None if of_cards else self.header.isChecked(),
            )
        )
