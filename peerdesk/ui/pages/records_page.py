"""A page with a list of records at the left and tabs about the chosen one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from peerdesk.errors import PeerDeskError
from peerdesk.ui.pages.page import Page, PageContext
from peerdesk.ui.widgets.autosave import Autosave, SavedLabel
from peerdesk.ui.widgets.flow import HeadLayout
from peerdesk.ui.widgets.form import muted, name_control
from peerdesk.ui.widgets.layout import ShownOnly, scrolling
from peerdesk.ui.widgets.records import Entry, RecordList
from peerdesk.ui.widgets.rows import OneLine
from peerdesk.ui.widgets.tab_rows import TabRows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peerdesk.ui.clock import Clock
    from peerdesk.ui.widgets.empty import EmptyState
    from peerdesk.ui.widgets.layout import ScrolledUpright

LIST_WIDTH = 300
NEW = 0
"""Shown instead of a record's id while a new one has no name yet."""


class Section(QWidget):
    """One tab: what it shows of the record with `page.shown_id`."""

    def __init__(self, page: RecordsPage) -> None:
        super().__init__()
        self.page = page
        self.desk = page.desk
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2, 12, 12, 12)
        self.column.setSpacing(8)

    def show_record(self, *, fresh: bool) -> None:
        """Show what the desk holds; `fresh` when another record was chosen."""
        raise NotImplementedError

    def save(self) -> None:
        """Save what was typed here. Raises what the desk refuses."""

    def finish(self) -> None:
        """The record or the page is left: nothing typed may stay unfinished."""


S = TypeVar("S", bound=Section)


class SectionOf(Generic[S]):
    """A tab as an attribute of its page; what is on it is made when it is first needed."""

    def __init__(self, kind: type[S]) -> None:
        self._kind = kind

    def __get__(self, page: RecordsPage | None, _owner: type[RecordsPage]) -> S:
        if page is None:
            raise AttributeError(self._kind.__name__)
        return page.section(self._kind)


class RecordsPage(Page):
    """What Groups and People have in common."""

    list_name: ClassVar[str]
    """What a screen reader calls the list."""
    two_lines: ClassVar[bool] = False
    """Whether every entry of the list has a second line, which lets it hold thousands."""

    def __init__(self, context: PageContext, clock: Clock | None = None) -> None:
        super().__init__(context)
        self.clock = clock or context.clock
        self.shown_id: int | None = None
        self._kinds: list[type[Section]] = []
        self._places: list[QVBoxLayout] = []
        self._areas: list[ScrolledUpright] = []
        self._sections: dict[type[Section], Section] = {}
        self._unfilled: set[Section] = set()
        """Those that still show another record, because their tab was not looked at since."""
        self.autosave = Autosave(self._save, self)
        self.autosave.failed.connect(self.banner.explain)
        self.autosave.mended.connect(self.say_mended)
        self.list = RecordList(self.tr(self.list_name), uniform=self.two_lines)
        self.list.chosen.connect(self._on_chosen)
        self.nothing_found = muted("")
        self.side = QVBoxLayout()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setDrawBase(False)
        name_control(self.tabs.tabBar(), self.tr("Parts of this record"))
        self.tabs.currentChanged.connect(self._on_tab)
        self._tab_rows = TabRows(self.tabs)
        self.heading = OneLine("sectionTitle")
        self.under_heading = muted("")
        self._actions = HeadLayout()
        self._actions.addWidget(self.heading)
        self._actions.addWidget(SavedLabel(self.autosave))
        self._whole = ShownOnly()
        self._whole.addWidget(self.empty_state())
        self._pane = self._detail()
        self._whole.addWidget(self._split())
        self.body.addWidget(self._whole, 1)

    def empty_state(self) -> EmptyState:
        """What is shown while there is no record at all."""
        raise NotImplementedError

    def entries(self) -> Sequence[Entry]:
        """What the list shows now."""
        raise NotImplementedError

    def has_records(self) -> bool:
        """Whether there is any record, listed now or not."""
        raise NotImplementedError

    def show_heading(self) -> None:
        """Say whose record it is. UserError RECORD_GONE."""
        raise NotImplementedError

    def add_section(self, section: type[Section], title: str) -> None:
        """Add a tab, whose content is made when it is first needed."""
        self._kinds.append(section)
        content = QWidget()
        place = QVBoxLayout(content)
        place.setContentsMargins(0, 0, 0, 0)
        area = scrolling(content)
        area.take_in()
        area.setAccessibleName(title.replace("&", ""))
        self._places.append(place)
        self._areas.append(area)
        self.tabs.addTab(area, title)

    def section(self, kind: type[S]) -> S:
        """The content of a tab."""
        made = self._sections.get(kind)
        if made is None:
            made = self._sections[kind] = kind(self)
            self._unfilled.add(made)
            self._places[self._kinds.index(kind)].addWidget(made)
            made.show()
        return made  # type: ignore[return-value] # each is kept by its own type

    def section_index(self, section: Section) -> int:
        """Which tab a section is."""
        return self._kinds.index(type(section))

    def make_ahead(self) -> Iterator[QWidget | None]:
        for kind in self._kinds:
            yield self.section(kind)

    def add_record_action(self, action: QPushButton) -> None:
        """Put a button beside the record's name."""
        self._actions.addWidget(action)

    def refresh(self) -> None:
        self._show_list()
        if self.shown_id is None and self.list.choose_first():
            self._on_chosen(self.list.current_key)
            return
        beginning = self.shown_id is not None or self.has_records()
        self._show_whole(has_records=beginning)
        self._show_detail(fresh=False)

    def open(self, key: int | str) -> None:
        if key == "new":
            self.begin_new()
        elif isinstance(key, int):
            self._choose(key)

    def begin_new(self) -> None:
        self._leave_record()
        self.shown_id = NEW
        self.list.selectionModel().clear()
        self._show_whole(has_records=True)
        self.tabs.setCurrentIndex(0)
        self._show_detail(fresh=True)

    def flush(self) -> None:
        self._leave_record()

    def was_kept(self, record_id: int) -> None:
        """A new record got its name, and with it an id."""
        self.shown_id = record_id
        self.refresh()
        self.list.choose(record_id)

    def let_go(self) -> None:
        """Show no record: the one that is shown is about to go for good."""
        self.autosave.forget()
        self.shown_id = None

    def _choose(self, record_id: int) -> None:
        if self.list.choose(record_id):
            self._on_chosen(record_id)
        else:
            self._show_other(record_id)

    def _on_chosen(self, key: object) -> None:
        if isinstance(key, int) and key != self.shown_id:
            self._show_other(key)

    def _show_other(self, record_id: int) -> None:
        self._leave_record()
        self.shown_id = record_id
        self._show_whole(has_records=True)
        self._show_detail(fresh=True)

    def _leave_record(self) -> None:
        self.autosave.flush()
        for section in self._filled():
            self.attempt(section.finish)

    def _save(self) -> None:
        """Save every section, and raise the first refusal after all of them had their turn."""
        refusals = []
        for section in self._filled():
            try:
                section.save()
            except PeerDeskError as refusal:
                refusals.append(refusal)
        if refusals:
            raise refusals[0]

    def _show_whole(self, *, has_records: bool) -> None:
        """An empty page has the one button to begin, and no second one for the same."""
        self._whole.setCurrentIndex(int(has_records))
        for action in self.head_actions:
            if action.objectName() == "primary":
                action.setVisible(has_records)

    def _show_list(self) -> None:
        entries = self.entries()
        if entries != self.list.entries:
            bar = self.list.verticalScrollBar()
            place = bar.value()
            self.list.show_entries(entries)
            bar.setValue(place)
        if self.shown_id and self.list.current_key != self.shown_id:
            self.list.choose(self.shown_id)
        # Where the list would be, so that the eye is there already.
        self.nothing_found.setVisible(not entries)
        self.list.setVisible(bool(entries))

    def _show_detail(self, *, fresh: bool) -> None:
        # Fields of nobody must not be typed in: what is typed there would make a new record.
        self._pane.setVisible(self.shown_id is not None)
        if self.shown_id is None:
            return
        try:
            self.show_heading()
        except PeerDeskError as error:
            self.autosave.forget()
            self.shown_id = None
            self.banner.explain(error)
            self.refresh()
            return
        for index in range(1, self.tabs.count()):
            self.tabs.setTabEnabled(index, self.shown_id != NEW)
        self._tab_rows.refresh()
        if fresh:
            self._unfilled.update(self._sections.values())
            self._begin_at_the_top()
        self.autosave.load(self._fill_current)

    def _begin_at_the_top(self) -> None:
        for area in self._areas:
            area.verticalScrollBar().setValue(0)

    def _fill_current(self) -> None:
        section = self._current_section()
        section.show_record(fresh=section in self._unfilled)
        self._unfilled.discard(section)

    def _filled(self) -> list[Section]:
        """The sections that show this record, in which something may have been typed."""
        return [each for each in self._sections.values() if each not in self._unfilled]

    def _current_section(self) -> Section:
        return self.section(self._kinds[self.tabs.currentIndex()])

    def _on_tab(self, _index: int) -> None:
        if self.shown_id is not None and self._kinds:
            self._show_detail(fresh=False)

    def _split(self) -> QWidget:
        left = QWidget()
        left.setLayout(self.side)
        self.side.setContentsMargins(0, 0, 0, 0)
        self.side.setSpacing(8)
        self.side.addWidget(self.list, 1)
        self.nothing_found.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.side.addWidget(self.nothing_found, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(16)
        splitter.addWidget(left)
        splitter.addWidget(self._pane)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LIST_WIDTH, LIST_WIDTH * 2])
        return splitter

    def _detail(self) -> QWidget:
        detail = QWidget()
        below = QVBoxLayout(detail)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(2)
        below.addLayout(self._actions)
        below.addWidget(self.under_heading)
        below.addSpacing(4)
        below.addWidget(self._tab_rows)
        below.addWidget(self.tabs, 1)
        return detail
