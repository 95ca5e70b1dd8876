"""A card with a row for each record, one of which can be open and is kept as typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.releases import InformationRelease, ReleaseConsent
from peerdesk.ui.naming import is_masked
from peerdesk.ui.terms import covered_words
from peerdesk.ui.widgets.bound_form import BoundForm
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import Card, flowing
from peerdesk.ui.widgets.rows import KeyedRows, RecordRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QPushButton

    from peerdesk.ui.pages.records_page import RecordsPage
    from peerdesk.ui.passing_on.paper_dialog import Paper
    from peerdesk.ui.widgets.bound_form import Values

R = TypeVar("R", InformationRelease, ReleaseConsent)


class OpenCard(Card, Generic[R]):
    """What releases and consents have in common. A new one is kept with its first word."""

    def __init__(self, page: RecordsPage, title: str, about: str, new: str) -> None:
        super().__init__(title)
        self.page = page
        self.desk = page.desk
        self._open: R | None = None
        self.forms: tuple[BoundForm, ...] = ()
        self.about = muted(about)
        self.rows: KeyedRows[R] = KeyedRows(self.make_row, spacing=12)
        self.new_button = button(new, self.begin, icon_name="plus")
        self.below = flowing(self.new_button, *self.beside_new())
        self.covered = muted(covered_words())
        self.editor = QWidget(self)
        self.editor.hide()
        for part in (self.about, self.covered, self.rows, self.editor, self.below):
            self.body.addWidget(part)

    def beside_new(self) -> tuple[QPushButton, ...]:
        """What stands beside the way to a new one."""
        return ()

    def make_fields(self) -> tuple[QWidget, tuple[QPushButton, ...]]:
        """The fields of a record and what can be done with it, when one is first opened."""
        raise NotImplementedError

    @property
    def opened(self) -> R | None:
        """The record that is open, as it was kept last."""
        return self._open

    def make_row(self) -> RecordRow[R]:
        """A row that is filled with a record."""
        raise NotImplementedError

    def listed(self) -> Sequence[R]:
        """The records of whoever is shown."""
        raise NotImplementedError

    def blank(self) -> R:
        """A new one."""
        raise NotImplementedError

    def fill(self, record: R) -> None:
        """Show a record in the fields."""
        raise NotImplementedError

    def present(self, record_id: int) -> R:
        """What the desk holds of it now. UserError RECORD_GONE."""
        raise NotImplementedError

    def keep_record(self, record: R) -> R:
        """Keep it in the vault. Raises what the desk refuses."""
        raise NotImplementedError

    def changed(self, record: R, changes: Values) -> R:
        """`record` with what was typed."""
        raise NotImplementedError

    def take_out(self, record: R) -> Callable[[], object]:
        """Remove it from the vault; what takes that back."""
        raise NotImplementedError

    def first_field(self) -> QWidget:
        """Where typing begins."""
        raise NotImplementedError

    def show_records(self, *, fresh: bool) -> None:
        """Show what the desk holds; `fresh` for somebody else's. Masked, only that it is there."""
        if fresh:
            self.close_editor()
        found = [] if is_masked() else list(self.listed())
        if is_masked() or (self._open is not None and self._open.id and not self._is_in(found)):
            self.close_editor()
        self.rows.show_records([(each.id, each) for each in found])
        self.rows.setVisible(bool(found) and self._open is None)
        self.covered.setVisible(is_masked())
        self.below.setVisible(self._open is None and not is_masked())

    def today(self) -> date:
        """The day on the wall."""
        return self.page.clock.now().date()

    def begin(self) -> None:
        """Open an empty one."""
        self.begin_with(self.blank())

    def begin_with(self, record: R) -> None:
        """Open one that is not kept yet, with what is known of it already."""
        self.page.autosave.flush()
        self._show(record)

    def open_record(self, record: R) -> None:
        """Open one that was noted before."""
        self.page.autosave.flush()
        self._show(record)

    def put_away(self) -> None:
        """Keep what was typed, and close it."""
        self.page.autosave.flush()
        self.close_editor()
        self.new_button.setFocus()

    def close_editor(self) -> None:
        """Show no record in the fields."""
        self._open = None
        self.editor.hide()
        self.rows.setVisible(bool(self.rows.made))
        self.below.setVisible(not is_masked())

    def remove(self) -> None:
        """Remove the open one, with Undo."""
        record = self._open
        self.put_away()
        if record is None or not record.id:
            return
        undo: list[Callable[[], object]] = []
        if self.page.attempt(partial(self._take_out_into, undo, record)):
            self.page.offer_undo(self.tr("Removed."), undo[0], stays=True)

    def save(self) -> None:
        """Save what was typed. Raises what the desk refuses."""
        if self._open is not None:
            for form in self.forms:
                form.save()

    def keep(self, changes: Values) -> None:
        """Keep changed fields of the open record."""
        if self._open is None:
            return
        present = self.present(self._open.id) if self._open.id else self._open
        record = self.changed(present, changes)
        if record.id or not record.is_blank:
            record = self.keep_record(record)
        self._open = record
        self.tell(record)

    def tell(self, record: R) -> None:
        """Say beside the fields what should be known of the open record."""

    def form(self) -> BoundForm:
        """One more group of fields that stand for the open record."""
        made = BoundForm(self.page.autosave, self.keep)
        self.forms = (*self.forms, made)
        return made

    def offer_paper(self, make: Callable[[], Paper]) -> None:
        """Show the way out for a paper, with everything that was typed."""
        from peerdesk.ui.passing_on.paper_dialog import PaperDialog  # noqa: PLC0415 - rare

        self.page.autosave.flush()
        made: list[Paper] = []
        if self.page.attempt(partial(_made_into, made, make)):
            PaperDialog(self.page.context, made[0], self.page).open()

    def _show(self, record: R) -> None:
        if self.editor.layout() is None:
            self._make_editor()
        self._open = record
        self.page.autosave.load(partial(self.fill, record))
        self.tell(record)
        self.editor.show()
        # One thing at a time: what is typed in stands where the eye is already.
        self.rows.hide()
        self.below.hide()
        self.first_field().setFocus()

    def _make_editor(self) -> None:
        """Some twenty controls, which whoever only reads does not wait for."""
        fields, actions = self.make_fields()
        self.done_button = button(self.tr("Put it away"), self.put_away)
        self.remove_button = button(self.tr("Remove"), self.remove, weight="quiet")
        layout = QVBoxLayout(self.editor)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(fields)
        layout.addWidget(flowing(self.done_button, *actions, self.remove_button))

    def _is_in(self, found: Sequence[R]) -> bool:
        return self._open is not None and self._open.id in {each.id for each in found}

    def _take_out_into(self, undo: list[Callable[[], object]], record: R) -> None:
        undo.append(self.take_out(record))


def _made_into(made: list[Paper], make: Callable[[], Paper]) -> None:
    made.append(make())
