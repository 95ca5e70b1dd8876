"""The left side of the handout window: a field for each thing that can be chosen, and no other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from peerdesk.domain.handouts import HandoutOption
from peerdesk.ui.messages.handouts import PURPOSES
from peerdesk.ui.slices import Slices
from peerdesk.ui.widgets.columns import narrow
from peerdesk.ui.widgets.form import Form, muted
from peerdesk.ui.widgets.picker import Picker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeVar

    from peerdesk.domain.handouts import HandoutKind
    from peerdesk.domain.paper import Ink, LineSpacing, PaperSize, PrintSize
    from peerdesk.ui.dialogs.handout.choosing import Choosing
    from peerdesk.ui.widgets.picker import Offer

    T = TypeVar("T")


class Fields(QWidget):
    """Shows a `Choosing` and changes it. `chosen` tells that it is another choice now.

    The fields are made one after the other, while it is loaded what there is to choose from.
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choosing: Choosing | None = None
        self._rows: dict[QWidget, Form] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._making = Slices(self)
        self._making.follow(self._make_each())
        self._are_made = False
        self._awaited: Callable[[], object] | None = None

    def once_made(self, do: Callable[[], object]) -> None:
        """Do something as soon as all fields are there, which may be now."""
        if self._are_made:
            do()
        else:
            self._awaited = do

    def _make_each(self) -> Iterator[None]:
        self.kind: Picker[HandoutKind] = Picker(self._box(self.tr("Ha&ndout")), self._on_kind)
        self.purpose = muted("")
        self._rows[self.kind.box].add_plain(self.purpose)
        yield
        self.group: Picker[int] = Picker(self._box(self.tr("Gro&up")), self._on_group)
        yield
        self.session: Picker[int | None] = Picker(
            self._box(self.tr("Sess&ion")), self._setting("session_id")
        )
        yield
        self.script: Picker[int | None] = Picker(self._box(self.tr("Sc&ript")), self._on_script)
        yield
        self.version: Picker[int | None] = Picker(
            self._box(self.tr("V&ersion")), self._setting("version_id")
        )
        yield
        self.language: Picker[str | None] = Picker(
            self._box(self.tr("&Language")), self._setting("language")
        )
        yield
        self.name_facilitators = self._check(
            self.tr("Name the &facilitators"), self._setting("name_facilitators")
        )
        yield
        self.paper: Picker[PaperSize] = Picker(self._box(self.tr("P&aper")), self._setting("paper"))
        yield
        self.print_size: Picker[PrintSize] = Picker(
            self._box(self.tr("Print si&ze")), self._setting("print_size")
        )
        yield
        self.spacing: Picker[LineSpacing] = Picker(
            self._box(self.tr("Space bet&ween lines")), self._setting("spacing")
        )
        yield
        self.ink: Picker[Ink] = Picker(self._box(self.tr("In&k")), self._setting("ink"))
        yield
        self.discreet = self._check(
            self.tr("&Discreet: a neutral title, no group"), self._setting("discreet")
        )
        self.one_slip = self._check(
            self.tr("&One slip for each person"), self._setting("one_slip_per_person")
        )
        yield
        self._are_made = True
        if self._awaited is not None:
            self._awaited()

    def show_choice(self, choosing: Choosing) -> None:
        """Show everything anew."""
        self._choosing = choosing
        choice = choosing.choice
        self._offer(self.kind, choosing.kinds(), choice.kind)
        self.purpose.setText(PURPOSES[choice.kind])
        nobody = self.tr("No group in particular")
        self._offer(self.group, choosing.groups(nobody), choice.group_id)
        self._show_words(choosing)
        self._offer(self.paper, choosing.papers(), choice.paper)
        self._offer(self.print_size, choosing.print_sizes(), choice.print_size, least=2)
        spacings = choosing.spacings() if choosing.has(HandoutOption.SPACING) else []
        self._offer(self.spacing, spacings, choice.spacing)
        self._offer(self.ink, choosing.inks(), choice.ink)
        self._tick(self.discreet, HandoutOption.DISCREET, ticked=choice.discreet)
        self._tick(
            self.name_facilitators,
            HandoutOption.NAME_FACILITATORS,
            ticked=choice.name_facilitators,
        )
        self._tick(
            self.one_slip, HandoutOption.ONE_SLIP_PER_PERSON, ticked=choice.one_slip_per_person
        )

    def _show_words(self, choosing: Choosing) -> None:
        choice = choosing.choice
        of_session = choosing.has(HandoutOption.SESSION)
        next_one = self.tr("The next one")
        self._offer(
            self.session, choosing.sessions(next_one) if of_session else [], choice.session_id
        )
        of_script = choosing.has(HandoutOption.SCRIPT)
        agreed = self.tr("As agreed: {title}")
        library = self.tr("General words of the library")
        scripts = choosing.scripts(agreed, library) if of_script else []
        self._offer(self.script, scripts, choosing.script_id)
        number = self.tr("Version {number}")
        versions = choosing.versions(number) if of_script else []
        self._offer(self.version, versions, choice.version_id, least=2)
        own = self.tr("As in the script")
        self._offer(self.language, choosing.languages(own), choice.language)

    def _offer(
        self, picker: Picker[T], offers: list[Offer[T]], chosen: T, *, least: int = 1
    ) -> None:
        """Show what there is to choose, and nothing where there is no choice."""
        picker.offer(offers, chosen)
        self._rows[picker.box].setVisible(len(offers) >= max(least, 1))

    def _tick(self, box: QCheckBox, option: HandoutOption, *, ticked: bool) -> None:
        with QSignalBlocker(box):
            box.setChecked(ticked)
        has = self._choosing is not None and self._choosing.has(option)
        self._rows[box].setVisible(has)

    def _on_kind(self, kind: HandoutKind) -> None:
        if self._choosing is not None:
            self._choosing.set_kind(kind)
            self._tell()

    def _on_group(self, group_id: int) -> None:
        if self._choosing is not None:
            self._choosing.set_group(group_id)
            self._tell()

    def _on_script(self, script_id: int | None) -> None:
        if self._choosing is not None:
            self._choosing.set_script(script_id)
            self._tell()

    def _setting(self, attribute: str) -> Callable[[object], None]:
        return partial(self._set, attribute)

    def _set(self, attribute: str, value: object) -> None:
        if self._choosing is not None:
            self._choosing.set(**{attribute: value})
            self._tell()

    def _tell(self) -> None:
        if self._choosing is not None:
            self.show_choice(self._choosing)
            self.chosen.emit()

    def _box(self, label: str) -> QComboBox:
        row = Form()
        box = row.add(label, narrow(QComboBox()))
        self._add_row(box, row)
        return box

    def _check(self, label: str, toggled: Callable[[bool], None]) -> QCheckBox:
        row = Form()
        box = row.add_plain(QCheckBox(label))
        box.toggled.connect(toggled)
        self._add_row(box, row)
        return box

    def _add_row(self, field: QWidget, row: Form) -> None:
        self._rows[field] = row
        self._column.addWidget(row)
        row.hide()
