"""Groups: what each is for, when it meets, who is in it and what it agreed to."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QCheckBox

from peerdesk.desk.changes import Kind
from peerdesk.domain.groups import Group
from peerdesk.domain.handouts import NO_GROUP
from peerdesk.domain.releases import begun_with
from peerdesk.ui.handing_out import HandoutRequest
from peerdesk.ui.pages.groups.about import AboutSection
from peerdesk.ui.pages.groups.agenda import AgendaSection
from peerdesk.ui.pages.groups.agreement import AgreementSection
from peerdesk.ui.pages.groups.limits import LimitsSection
from peerdesk.ui.pages.groups.members import MembersSection
from peerdesk.ui.pages.groups.schedule import ScheduleSection
from peerdesk.ui.pages.groups.where_to_turn import WhereToTurnSection
from peerdesk.ui.pages.records_page import NEW, RecordsPage, SectionOf
from peerdesk.ui.terms import BETWEEN
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.empty import EmptyState
from peerdesk.ui.widgets.records import Entry
from peerdesk.ui.wording import counted, when_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerdesk.ui.clock import Clock
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.bound_form import Values


class GroupsPage(RecordsPage):
    """The groups at the left, the chosen one in seven tabs at the right."""

    name: ClassVar[str] = "groups"
    title: ClassVar[str] = "Groups"
    icon: ClassVar[str] = "users"
    list_name: ClassVar[str] = "Groups"
    reads: ClassVar[frozenset[Kind]] = frozenset(
        {
            Kind.GROUP,
            Kind.MEMBER,
            Kind.MEMBERSHIP,
            Kind.AGREEMENT,
            Kind.SCRIPT,
            Kind.RELEASE,
            Kind.LEGAL_TEXT,
        }
    )

    about = SectionOf(AboutSection)
    schedule = SectionOf(ScheduleSection)
    members = SectionOf(MembersSection)
    agreement = SectionOf(AgreementSection)
    agenda = SectionOf(AgendaSection)
    limits = SectionOf(LimitsSection)
    where_to_turn = SectionOf(WhereToTurnSection)

    def __init__(self, context: PageContext, clock: Clock | None = None) -> None:
        super().__init__(context, clock)
        new_group = self.tr("New group")
        self.add_action(
            button(new_group, self.begin_new, icon_name="plus", weight="primary", tip="Ctrl+N")
        )
        self.with_archived = QCheckBox(self.tr("Show archived groups"))
        self.with_archived.toggled.connect(self._on_archived_toggled)
        self.side.addWidget(self.with_archived)
        self.plan_button = button(
            self.tr("&Plan a session"), self.plan_session, icon_name="calendar-days"
        )
        self.handouts_button = button(
            self.tr("Hand&outs…"), self.open_handouts, icon_name="printer", tip="Ctrl+P"
        )
        self.add_record_action(self.handouts_button)
        self.add_record_action(self.plan_button)
        self.add_section(AboutSection, self.tr("About"))
        self.add_section(ScheduleSection, self.tr("When it meets"))
        self.add_section(MembersSection, self.tr("People"))
        self.add_section(AgreementSection, self.tr("Ground rules"))
        self.add_section(AgendaSection, self.tr("Agenda"))
        self.add_section(LimitsSection, self.tr("Limits"))
        self.add_section(WhereToTurnSection, self.tr("Where to turn"))

    def group(self) -> Group:
        """The group that is shown, or an unnamed one. UserError RECORD_GONE."""
        return self.desk.groups.get(self.shown_id) if self.shown_id else Group(name="")

    def keep_group(self, changes: Values) -> None:
        """Save changed attributes of the shown group; the first name makes a new one."""
        changed = replace(self.group(), **changes)  # type: ignore[arg-type] # the sections give each attribute its type
        kept = self.desk.groups.save(changed)
        if self.shown_id == NEW:
            self.was_kept(kept.id)

    def open(self, key: int | str) -> None:
        """Show a group; with the name of a tab before its id, that tab of it."""
        tab, _, group_id = str(key).rpartition(":")
        section = {
            "rules": self.agreement,
            "turn": self.where_to_turn,
            "passed": self.limits,
        }.get(tab)
        if tab == "concern":
            self._begin_release(int(group_id))
        elif section is None:
            super().open(key)
        else:
            super().open(int(group_id))
            self.tabs.setCurrentIndex(self.section_index(section))

    def _begin_release(self, concern_id: int) -> None:
        """Note what was passed on of a safeguarding concern about nobody in particular."""
        concern = self.desk.safeguarding.get(concern_id)
        if concern.session_id is None:
            return
        group_id = self.desk.sessions.get(concern.session_id).group_id
        super().open(group_id)
        self.tabs.setCurrentIndex(self.section_index(self.limits))
        self.limits.passed_on.releases.begin_with(begun_with(concern, group_id))

    def handout_request(self) -> HandoutRequest:
        """The paper of the shown group."""
        return HandoutRequest(group_id=self.shown_id or NO_GROUP)

    def begin_new(self) -> None:
        super().begin_new()
        self.about.name.setFocus()

    def plan_session(self) -> None:
        """Go to Sessions with the group's next date, or to choose one."""
        self.flush()
        if not self.shown_id:
            return
        starts_at = self._date_to_plan(self.group())
        key = f"plan:{self.shown_id}:{starts_at.isoformat()}" if starts_at else "new"
        self.context.wishes.go.emit("sessions", key)

    def _date_to_plan(self, group: Group) -> datetime | None:
        """Today's meeting if it has no session yet, however late it is; else the next one."""
        now = self.clock.now()
        before_today = datetime.combine(now.date(), time.min) - timedelta(seconds=1)
        unplanned = self.desk.sessions.next_unplanned(group, before_today)
        if unplanned is not None and unplanned.date() == now.date():
            return unplanned
        upcoming = self.desk.groups.next_dates(group, now, 1)
        return upcoming[0] if upcoming else None

    def set_archived(self, *, archived: bool) -> None:
        """Put the shown group away, or take it out again, with Undo."""
        if not self.shown_id:
            return
        self.autosave.flush()
        before = self.group()
        if not self.attempt(partial(self._archive, before.id, archived=archived)):
            return
        text = (
            self.tr("“{name}” is archived. Everything about it was kept.")
            if archived
            else self.tr("“{name}” is open again.")
        )
        self.offer_undo(
            text.format(name=before.name), partial(self._archive, before.id, archived=not archived)
        )

    def _archive(self, group_id: int, *, archived: bool) -> None:
        self.desk.groups.save(replace(self.desk.groups.get(group_id), archived=archived))

    def has_records(self) -> bool:
        return bool(self.desk.groups.all(with_archived=True))

    def entries(self) -> Sequence[Entry]:
        groups = self.desk.groups.all(with_archived=self.with_archived.isChecked())
        self.nothing_found.setText(
            self.tr("Every group is archived.")
            if self.has_records()
            else self.tr("A new group is listed here as soon as it has a name.")
        )
        return [self._entry(group) for group in groups]

    def _entry(self, group: Group) -> Entry:
        if group.archived:
            return Entry(group.id, group.name, self.tr("Archived"))
        return Entry(group.id, group.name, self._next_date(group) or self.tr("No fixed date"))

    def _next_date(self, group: Group) -> str:
        now = self.clock.now()
        upcoming = self.desk.groups.next_dates(group, now, 1)
        return when_in_words(upcoming[0], now) if upcoming else ""

    def show_heading(self) -> None:
        group = self.group()
        self.plan_button.setEnabled(bool(group.id) and not group.archived)
        self.handouts_button.setEnabled(bool(group.id))
        if not group.id:
            self.heading.setText(self.tr("New group"))
            self.under_heading.setText(self.tr("Give it a name; the rest can wait."))
            return
        people = len(self.desk.members.of_group(group.id))
        parts = (
            self.tr("Archived") if group.archived else self._next_date(group),
            group.place,
            counted(people, self.tr("person"), self.tr("people")),
        )
        self.heading.setText(group.name)
        self.under_heading.setText(BETWEEN.join(part for part in parts if part))

    def empty_state(self) -> EmptyState:
        return EmptyState(
            "users",
            self.tr("No groups yet"),
            self.tr(
                "A group has a name, a time and a circle of people. Only the name is needed to "
                "begin."
            ),
            self.tr("Add the first group"),
            self.begin_new,
        )

    def _on_archived_toggled(self, _shown: bool) -> None:  # noqa: FBT001 - Qt's signature
        self.refresh()
