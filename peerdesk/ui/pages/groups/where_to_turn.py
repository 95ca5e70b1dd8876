"""Where a group turns in a crisis: its lines and places, and when each was last checked."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from peerdesk.domain.crisis_resources import CrisisResource
from peerdesk.errors import PeerDeskError
from peerdesk.ui.pages.records_page import Section
from peerdesk.ui.terms import full_day
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, plain
from peerdesk.ui.widgets.layout import column, row
from peerdesk.ui.widgets.list_editor import ListEditor, ListWords, Removal
from peerdesk.ui.widgets.records import Entry
from peerdesk.ui.widgets.rows import give_way

if TYPE_CHECKING:
    from datetime import date

    from peerdesk.desk.crisis_resources import Days, Resources
    from peerdesk.ui.pages.groups.page import GroupsPage
    from peerdesk.ui.widgets.bound_form import Values


class ResourcesEditor(ListEditor[CrisisResource]):
    """The list at the left; what the chosen entry says, and its last check, at the right."""

    def __init__(self, section: WhereToTurnSection) -> None:
        super().__init__(section.page.autosave, section.keep)
        self._section = section
        self.build()

    def list_words(self) -> ListWords:
        return ListWords(
            listed=self.tr("Lines and places to turn to"),
            moving=self.tr("Alt+Up and Alt+Down move an entry"),
            add=self.tr("Add one"),
            remove=self.tr("Remove this one"),
        )

    def fields(self) -> QWidget:
        form = self.new_form()
        self.name = form.bind("name", self.tr("&Name"), QLineEdit())
        self.purpose = form.bind("purpose", self.tr("What &for"), QLineEdit())
        self.purpose.setPlaceholderText(self.tr("for example: when a night is long"))
        self.reach = form.bind("reach", self.tr("How to &reach it"), QLineEdit())
        self.reach.setPlaceholderText(self.tr("a number, an address, the way there"))
        self.hours = form.bind("hours", self.tr("H&ours"), QLineEdit())
        self.checked = give_way(plain(""))
        self.check = button(self.tr("&Checked today"), self._check, icon_name="check")
        self._form = form
        return column(form, self.checked, row(self.check, None), spacing=12)

    def fresh_item(self) -> CrisisResource:
        return CrisisResource(group_id=self._section.group_id)

    def entry(self, place: int, item: CrisisResource) -> Entry:
        title = item.name or item.reach or item.purpose or item.hours or self.tr("Not written yet")
        return Entry(place, title, mark=self._mark(item))

    def show_item(self, item: CrisisResource, *, fresh: bool) -> None:
        values = {name: getattr(item, name) for name in ("name", "purpose", "reach", "hours")}
        self._form.show_values(values, fresh=fresh)

    def changed(self, item: CrisisResource, changes: Values) -> CrisisResource:
        return replace(item, **changes)  # type: ignore[arg-type] # every field is a line of text

    def gone_words(self, item: CrisisResource) -> str:
        called = item.name or item.reach or self.tr("an entry without a name")
        return self.tr("“{name}” was removed.").format(name=called)

    def first_field(self) -> QWidget:
        return self.name

    def words_below(self) -> str:
        item = self.chosen_item
        self.check.setEnabled(item is not None and not item.is_blank)
        self.checked.setText(self._check_words(item))
        self.checked.setVisible(item is not None)
        if not self.listed:
            return self.tr("No line or place yet. Scripts and handouts then say to ask one of you.")
        return ""

    def _mark(self, item: CrisisResource) -> str:
        if item.is_blank:
            return ""
        if item.is_checked(self._section.today):
            return self.tr("checked")
        return self.tr("check again")

    def _check_words(self, item: CrisisResource | None) -> str:
        if item is None:
            return ""
        if item.checked_on is None:
            return self.tr("Not checked yet: call it or look it up, then say so here.")
        day = full_day(item.checked_on)
        if item.is_checked(self._section.today):
            return self.tr("Last checked on {day}.").format(day=day)
        return self.tr("Last checked on {day}, more than 90 days ago.").format(day=day)

    def _check(self) -> None:
        self.autosave.flush()
        if self.chosen_item is not None:
            self._section.check((self.chosen_item,))


class WhereToTurnSection(Section):
    """The group's list, read aloud where a script has {crisis_resources} and printed as a sheet."""

    def __init__(self, page: GroupsPage) -> None:
        super().__init__(page)
        self._page = page
        self.editor = ResourcesEditor(self)
        self.editor.failed.connect(page.banner.explain)
        self.editor.removed.connect(self._on_removed)
        self.check_all = button(
            self.tr("&All of them checked today"), self._check_all, weight="quiet"
        )
        self.column.addWidget(
            muted(
                self.tr(
                    "Local lines and places to turn to in a crisis, as they are read aloud and "
                    "printed. Check each every 90 days: a number that nobody answers is worse "
                    "than none."
                )
            )
        )
        self.column.addWidget(self.editor)
        self.column.addSpacing(8)
        self.column.addWidget(row(self.check_all, None))
        self.column.addStretch(1)

    @property
    def group_id(self) -> int:
        """The group whose list is shown."""
        return self._page.shown_id or 0

    @property
    def today(self) -> date:
        """The day by the page's clock."""
        return self._page.clock.now().date()

    def show_record(self, *, fresh: bool) -> None:
        listed = self.desk.crisis_resources.of_group(self.group_id)
        self.editor.show_list(listed, fresh=fresh)
        self.check_all.setVisible(len(_written(listed)) > 1)

    def save(self) -> None:
        self.editor.save()

    def finish(self) -> None:
        if self.group_id:
            self.desk.crisis_resources.tidy(self.group_id)

    def keep(self, listed: Resources) -> Resources:
        """Keep the list as it was changed."""
        return self.desk.crisis_resources.arrange(self.group_id, listed)

    def check(self, resources: Resources) -> None:
        """Note that these were checked today, with Undo."""
        group_id, days = self.group_id, {each.uid: self.today for each in resources}
        try:
            before = self.desk.crisis_resources.set_checked(group_id, days)
        except PeerDeskError as error:
            self._page.banner.explain(error)
            return
        said = (
            self.tr("Noted: checked today.")
            if len(resources) == 1
            else self.tr("Noted: all of them checked today.")
        )
        self._page.offer_undo(said, partial(self._uncheck, group_id, before))

    def _uncheck(self, group_id: int, before: Days) -> None:
        self.desk.crisis_resources.set_checked(group_id, before)

    def _check_all(self) -> None:
        self._page.autosave.flush()
        self.check(_written(self.desk.crisis_resources.of_group(self.group_id)))

    def _on_removed(self, removal: Removal[CrisisResource]) -> None:
        self._page.offer_undo(removal.said, partial(self._put_back, self.group_id, removal))

    def _put_back(self, group_id: int, removal: Removal[CrisisResource]) -> None:
        if group_id == self.group_id:
            self.editor.put_back(removal)
        else:
            listed = self.desk.crisis_resources.of_group(group_id)
            self.desk.crisis_resources.arrange(group_id, removal.undone(listed))


def _written(listed: Resources) -> Resources:
    return tuple(each for each in listed if not each.is_blank)
