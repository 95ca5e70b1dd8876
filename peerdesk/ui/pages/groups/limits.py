"""What a group can't keep secret, who has to report, how that is said, and what left the group."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from peerdesk.desk.spoken import FALLBACK, spoken_words
from peerdesk.domain.limits import LimitKind, ReportingDuty, usual_words
from peerdesk.domain.members import LEADING_ROLES, Member, Membership
from peerdesk.domain.names import LONGEST_NAME
from peerdesk.domain.placeholders import (
    Placeholder,
    looping_placeholders,
    unknown_placeholders,
)
from peerdesk.ui.naming import called
from peerdesk.ui.pages.groups.passed_on import PassedOn
from peerdesk.ui.pages.records_page import Section
from peerdesk.ui.terms import duty_words, limit_words
from peerdesk.ui.widgets.beside import Beside
from peerdesk.ui.widgets.bound_form import BoundForm, Values, choices
from peerdesk.ui.widgets.flow import HeadLayout
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import Card, column
from peerdesk.ui.widgets.rows import KeyedRows, OneLine, RecordRow, give_way
from peerdesk.ui.widgets.tick_line import TickLine

if TYPE_CHECKING:
    from peerdesk.domain.limits import ConfidentialityLimit
    from peerdesk.ui.pages.groups.page import GroupsPage
    from peerdesk.ui.widgets.bound_form import Value, W

Leading = tuple[Member, Membership]
APPLIES, WORDS = "applies", "words"


class LimitsForm(BoundForm):
    """A check box for each limit, and below it the group's own words for it."""

    def add(self, label: str, field: W, *, help_text: str = "") -> W:
        """Without a caption: the check box above says what the field is about."""
        name_control(field, label, help_text)
        return self.add_plain(field)

    def add_plain(self, widget: W) -> W:
        """A check box comes with the words beside it."""
        line = widget.parentWidget()
        if isinstance(line, TickLine):
            super().add_plain(line)
            return widget
        return super().add_plain(widget)


class DutyRow(RecordRow[Leading]):
    """A facilitator, and whether they have to report."""

    def __init__(self, section: LimitsSection) -> None:
        super().__init__()
        self._section = section
        self._membership: Membership | None = None
        self._name = OneLine()
        self.duty = choices(*((duty.value, duty_words(duty)) for duty in ReportingDuty))
        self.duty.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.duty.installEventFilter(section.facts)
        self.duty.activated.connect(self._on_chosen)
        line = HeadLayout(self)
        line.addWidget(self._name)
        line.addWidget(self.duty)

    def fill(self, record: Leading) -> None:
        member, self._membership = record
        self._name.setText(called(member))
        self.duty.setCurrentIndex(self.duty.findData(self._membership.reporting_duty.value))
        self.duty.setAccessibleName(
            self.tr("Does {name} have to report by law?").format(name=called(member))
        )

    def _on_chosen(self, _index: int) -> None:
        if self._membership is not None:
            duty = ReportingDuty(self.duty.currentData())
            self._section.set_duty(self._membership, duty)


class LimitsSection(Section):
    """Everything that the reporting statement is made of, beside the statement itself."""

    def __init__(self, page: GroupsPage) -> None:
        super().__init__(page)
        self._page = page
        self.facts = BoundForm(page.autosave, page.keep_group)
        self.minors = self.facts.bind(
            "minors",
            self.tr("People under age may come"),
            QCheckBox(self.tr("People under age &may come")),
        )
        self.limits = LimitsForm(page.autosave, self._keep)
        for kind in LimitKind:
            self._add_limit(kind)
        self._nobody = muted(
            self.tr("Nobody leads this group yet. Give somebody that role under People.")
        )
        self.duties: KeyedRows[Leading] = KeyedRows(self._make_row)
        self._trouble = plain("", style="warningText")
        self._said = Card(self.tr("How it is said"))
        self._limits_said, self._reporting_said = (give_way(plain("")) for _ in range(2))
        law = muted(self.tr("These words are about the law. Check this with your organisation."))
        for line in (self._limits_said, self._reporting_said, law):
            self._said.body.addWidget(line)
        decided = column(
            self.facts,
            _headed(self.tr("What can't be kept secret"), self.limits, self._trouble),
            _headed(self.tr("Who has to report by law"), self._nobody, self.duties),
            spacing=16,
        )
        self.column.addWidget(Beside(decided, self._said))
        self.passed_on = PassedOn(page)
        self.column.addWidget(self.passed_on)
        self.column.addStretch(1)

    def show_record(self, *, fresh: bool) -> None:
        group = self._page.group()
        self.facts.show_values({"minors": group.minors}, fresh=fresh)
        limits = self.desk.limits.of_group(group.id)
        self.limits.show_values(_values(limits), fresh=fresh)
        for part in (self.limits, self.duties, self._said):
            part.setEnabled(bool(group.id))
        leading = [
            (member, membership)
            for member, membership in self.desk.members.of_group(group.id)
            if membership.role in LEADING_ROLES
        ]
        self._nobody.setVisible(not leading)
        self.duties.show_records([(each[1].id, each) for each in leading])
        values = self.desk.groups.placeholders(group, self._page.clock.now())
        self._limits_said.setText(values[Placeholder.LIMITS])
        self._reporting_said.setText(values[Placeholder.REPORTING_STATEMENT])
        self._say_trouble(limits)
        self.passed_on.show_record(fresh=fresh)

    def save(self) -> None:
        for part in (self.facts, self.limits, self.passed_on):
            part.save()

    def set_duty(self, membership: Membership, duty: ReportingDuty) -> None:
        """Note whether a facilitator has to report."""
        self.page.attempt(partial(self.desk.members.set_duty, membership, duty))

    def _add_limit(self, kind: LimitKind) -> None:
        name = limit_words(kind)
        line = TickLine(name, name)
        self.limits.bind(f"{kind}.{APPLIES}", name, line.box)
        words = QLineEdit()
        words.setMaxLength(LONGEST_NAME)
        usual = usual_words(kind, spoken_words(FALLBACK))
        words.setPlaceholderText(usual or self.tr("if …"))
        label = self.tr("{limit}, in your own words").format(limit=name)
        self.limits.bind(f"{kind}.{WORDS}", label, words)

    def _keep(self, changes: Values) -> None:
        known = {limit.kind: limit for limit in self.desk.limits.of_group(self._page.shown_id or 0)}
        for kind in LimitKind:
            typed = {
                name: changes[f"{kind}.{name}"]
                for name in (APPLIES, WORDS)
                if f"{kind}.{name}" in changes
            }
            if typed and self._page.shown_id:
                self.desk.limits.keep(replace(known[kind], **typed))  # type: ignore[arg-type] # the fields give each attribute its type

    def _say_trouble(self, limits: tuple[ConfidentialityLimit, ...]) -> None:
        texts = [limit.words for limit in limits if limit.applies]
        names = dict.fromkeys(
            name
            for text in texts
            for name in (*unknown_placeholders(text), *looping_placeholders(text))
        )
        self._trouble.setVisible(bool(names))
        self._trouble.setText(
            self.tr("{names} can't be filled in here, so it would be read as it stands.").format(
                names=", ".join(f"{{{name}}}" for name in names)
            )
        )

    def _make_row(self) -> DutyRow:
        return DutyRow(self)


def _values(limits: tuple[ConfidentialityLimit, ...]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for limit in limits:
        values[f"{limit.kind}.{APPLIES}"] = limit.applies
        values[f"{limit.kind}.{WORDS}"] = limit.words
    return values


def _headed(title: str, *parts: QWidget) -> QWidget:
    return column(plain(title, style="sectionTitle"), *parts, spacing=6)
