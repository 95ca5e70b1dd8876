"""People: the roster, and one person at a time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog

from peerdesk.desk.changes import Kind
from peerdesk.domain.directory import Listed, Showing
from peerdesk.domain.handouts import NO_GROUP
from peerdesk.domain.members import Member
from peerdesk.domain.releases import begun_with
from peerdesk.errors import PeerDeskError
from peerdesk.ui.dialogs.before_calling import BeforeCallingDialog
from peerdesk.ui.handing_out import HandoutRequest
from peerdesk.ui.naming import called, is_masked
from peerdesk.ui.pages.people.about import AboutSection
from peerdesk.ui.pages.people.filters import PeopleFilters
from peerdesk.ui.pages.people.groups import GroupsSection
from peerdesk.ui.pages.people.notes import NotesSection
from peerdesk.ui.pages.people.passed_on import PassedOnSection
from peerdesk.ui.pages.people.reaching import ReachingSection
from peerdesk.ui.pages.records_page import NEW, RecordsPage, SectionOf
from peerdesk.ui.terms import BETWEEN, full_day, second_line
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.empty import EmptyState
from peerdesk.ui.widgets.records import Entry, MadeEntries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from peerdesk.domain.members import Membership
    from peerdesk.ui.clock import Clock
    from peerdesk.ui.dialogs.import_people import ImportPeopleDialog
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.bound_form import Values


OF_CONCERN = "concern:"
PASSED_ON = "passed:"


class PeoplePage(RecordsPage):
    """The roster at the left, the chosen person in five tabs at the right."""

    name: ClassVar[str] = "people"
    title: ClassVar[str] = "People"
    icon: ClassVar[str] = "user-round"
    list_name: ClassVar[str] = "People"
    two_lines: ClassVar[bool] = True
    reads: ClassVar[frozenset[Kind]] = frozenset(
        {
            Kind.GROUP,
            Kind.MEMBER,
            Kind.MEMBERSHIP,
            Kind.AGREEMENT,
            Kind.ATTENDANCE,
            Kind.MEMBER_NOTE,
            Kind.CONSENT,
            Kind.RELEASE,
        }
    )

    about = SectionOf(AboutSection)
    reaching = SectionOf(ReachingSection)
    groups = SectionOf(GroupsSection)
    notes = SectionOf(NotesSection)
    passed_on = SectionOf(PassedOnSection)

    def __init__(self, context: PageContext, clock: Clock | None = None) -> None:
        super().__init__(context, clock)
        self.import_button = button(
            self.tr("Import people…"), self.choose_roster, icon_name="upload"
        )
        self.add_action(self.import_button)
        new_person = self.tr("New person")
        self.add_action(
            button(new_person, self.begin_new, icon_name="plus", weight="primary", tip="Ctrl+N")
        )
        self._build_filters()
        self.before_calling = button(
            self.tr("Before you call"), self.show_before_calling, icon_name="shield-check"
        )
        self.before_calling.setShortcut(QKeySequence("Ctrl+B"))
        self.before_calling.setToolTip("Ctrl+B")
        self.add_record_action(self.before_calling)
        self.add_section(AboutSection, self.tr("About"))
        self.add_section(ReachingSection, self.tr("Reaching them"))
        self.add_section(GroupsSection, self.tr("Groups"))
        self.add_section(NotesSection, self.tr("Notes"))
        self.add_section(PassedOnSection, self.tr("Passed on"))

    def _build_filters(self) -> None:
        self.filters = PeopleFilters(self.desk)
        self.filters.changed.connect(self.refresh)
        self.filters.into_list.connect(self.list.setFocus)
        self.side.insertWidget(0, self.filters)

    def member(self) -> Member:
        """The person who is shown, or one without a name. UserError RECORD_GONE."""
        if self.shown_id:
            return self.desk.members.get(self.shown_id)
        return Member(chosen_name="")

    def keep_member(self, changes: Values) -> None:
        """Save changed attributes of the shown person; the first name makes a new one."""
        changed = replace(self.member(), **changes)  # type: ignore[arg-type] # the sections give each attribute its type
        kept = self.desk.members.save(changed)
        if self.shown_id == NEW:
            self.was_kept(kept.id)

    def show_before_calling(self) -> None:
        """Show what is safe, and nothing else, before somebody rings or writes."""
        if not self.shown_id:
            return
        self.flush()
        member = self.member()
        BeforeCallingDialog(
            called(member),
            self.desk.contacts.of_member(member.id),
            self.clock.now().date(),
            self,
            do_not_contact=member.do_not_contact,
        ).open()

    def ended_by(
        self, leaving: Callable[[], tuple[Membership, ...]]
    ) -> tuple[Membership, ...] | None:
        """Note that somebody left: the memberships that ended with it, or None if refused."""
        try:
            return leaving()
        except PeerDeskError as error:
            self.banner.explain(error)
            return None

    def handout_request(self) -> HandoutRequest:
        """The paper of the group that the shown person is in."""
        groups = self.desk.members.memberships(self.shown_id) if self.shown_id else []
        current = [each.group_id for each in groups if each.until is None]
        return HandoutRequest(group_id=current[0] if current else NO_GROUP)

    def begin_new(self) -> None:
        super().begin_new()
        self.about.name.setFocus()

    def refresh(self) -> None:
        self.filters.refresh_groups()
        self.import_button.setToolTip(self._where_to())
        self.import_button.setAccessibleDescription(self._where_to())
        super().refresh()

    def has_records(self) -> bool:
        return bool(self.desk.directory.everybody())

    def entries(self) -> Sequence[Entry]:
        self.nothing_found.setText(self._nothing_found_words())
        found = self.desk.directory.find(self.filters.question(), self.clock.now().date())
        keys = tuple(person.id for person in found)
        return MadeEntries(found, keys, self._entry, is_masked())

    def open(self, key: int | str) -> None:
        if key in {Showing.TO_CONFIRM, Showing.TO_WELCOME}:
            self.filters.show_all(Showing(key))
        elif str(key).startswith(OF_CONCERN):
            self._begin_release(int(str(key).removeprefix(OF_CONCERN)))
        elif str(key).startswith(PASSED_ON):
            super().open(int(str(key).removeprefix(PASSED_ON)))
            self.tabs.setCurrentIndex(self.section_index(self.passed_on))
        else:
            super().open(key)

    def _begin_release(self, concern_id: int) -> None:
        """Note what was passed on of a safeguarding concern about somebody."""
        begun = begun_with(self.desk.safeguarding.get(concern_id), None)
        super().open(begun.member_id or NEW)
        self.tabs.setCurrentIndex(self.section_index(self.passed_on))
        self.passed_on.releases.begin_with(begun)

    def _entry(self, person: Listed) -> Entry:
        mark = self.tr("left") if person.left else ""
        return Entry(person.id, called(person), second_line(person, person.groups), mark)

    def _nothing_found_words(self) -> str:
        if self.filters.search.text().strip():
            return self.tr("Nobody of that name is listed.")
        if not self.has_records():
            return self.tr("A new person is listed here as soon as they have a name.")
        return self.tr("Nobody is listed here.")

    def show_heading(self) -> None:
        member = self.member()
        self.before_calling.setVisible(bool(member.id))
        if not member.id:
            self.heading.setText(self.tr("New person"))
            self.under_heading.setText(self.tr("Only a name is needed, and it may be an alias."))
            return
        person = self.desk.directory.person(member.id)
        groups = person.groups if person else ()
        parts = (
            member.pronouns,
            ", ".join(groups),
            self.tr("Left on {day}").format(day=full_day(member.left_on)) if member.left_on else "",
        )
        self.heading.setText(called(member))
        self.under_heading.setText(BETWEEN.join(part for part in parts if part))

    def empty_state(self) -> EmptyState:
        return EmptyState(
            "user-round",
            self.tr("Nobody on the roster yet"),
            self.tr(
                "A person is known here by the name they chose, and nothing else is required. "
                "A list of names can also be imported."
            ),
            self.tr("Add the first person"),
            self.begin_new,
        )

    def choose_roster(self) -> None:
        """Ask for a file to take people from."""
        kinds = self.tr("Tables, lists and vCards (*.csv *.txt *.tsv *.vcf);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Import people"), "", kinds)
        if path:
            self.import_file(Path(path))

    def import_file(self, path: Path) -> ImportPeopleDialog:
        """Show what is in a file; the group that the list is filtered by is proposed."""
        from peerdesk.ui.dialogs.import_people import ImportPeopleDialog  # noqa: PLC0415 - rare

        self.flush()
        group_id = self.filters.group.currentData() or 0
        dialog = ImportPeopleDialog(self.context, path, self, group_id=group_id)
        dialog.open()
        return dialog

    def _where_to(self) -> str:
        """Where the people of a file go."""
        if not self.filters.group_name:
            return self.tr("People go onto the roster, and into no group yet.")
        return self.tr(
            "People go onto the roster and into “{group}”, which the list is filtered by."
        ).format(group=self.filters.group_name)
