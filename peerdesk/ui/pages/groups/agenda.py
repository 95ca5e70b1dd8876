"""The agenda that every new session of a group begins with."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from peerdesk.ui.pages.records_page import Section
from peerdesk.ui.widgets.agenda_editor import Agenda, AgendaEditor, AgendaWords
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from peerdesk.domain.sessions import AgendaItem
    from peerdesk.ui.pages.groups.page import GroupsPage
    from peerdesk.ui.widgets.list_editor import Removal


class AgendaSection(Section):
    """The group's agenda template, and the way back to the standard one."""

    def __init__(self, page: GroupsPage) -> None:
        super().__init__(page)
        self._page = page
        # Without any part of its own a group has the standard agenda, so the last one stays.
        self.editor = AgendaEditor(page.autosave, self._keep, self._words(), least=1)
        self.editor.failed.connect(page.banner.explain)
        self.editor.removed.connect(self._on_removed)
        self.standard = button(
            self.tr("Use the standard agenda"), self._use_standard, weight="quiet"
        )
        self.column.addWidget(
            muted(self.tr("New sessions begin with this agenda. Each can still be changed."))
        )
        self.column.addWidget(self.editor)
        self.column.addSpacing(8)
        self.column.addWidget(row(self.standard, None))
        self.column.addStretch(1)

    def show_record(self, *, fresh: bool) -> None:
        group = self._page.group()
        items = self.desk.groups.template(group.id) if group.id else ()
        self.editor.show_items(items, group.minutes, fresh=fresh)

    def save(self) -> None:
        self.editor.save()

    def _words(self) -> AgendaWords:
        return AgendaWords(
            parts=self.tr("Parts of the agenda"),
            adds_up=self.tr("Adds up to the group's {length} minutes."),
            leaves_open=self.tr("{planned} of the group's {length} minutes; {over} are left open."),
            runs_over=self.tr("{planned} minutes, {over} more than the group's {length}."),
        )

    def _keep(self, items: Agenda) -> Agenda:
        group_id = self._page.group().id
        self.desk.groups.set_template(group_id, items)
        return self.desk.groups.template(group_id)

    def _on_removed(self, removal: Removal[AgendaItem]) -> None:
        group_id = self._page.group().id
        self.page.offer_undo(removal.said, partial(self._put_back, group_id, removal))

    def _put_back(self, group_id: int, removal: Removal[AgendaItem]) -> None:
        if group_id == self._page.shown_id:
            self.editor.put_back(removal)
        else:
            items = removal.undone(self.desk.groups.template(group_id))
            self.desk.groups.set_template(group_id, items)

    def _use_standard(self) -> None:
        self._page.autosave.flush()
        group_id, before = self._page.group().id, self.editor.listed
        if self.editor.arrange((), 0):
            self.page.offer_undo(
                self.tr("The standard agenda is used, fitted to the group."),
                partial(self.desk.groups.set_template, group_id, before),
            )
