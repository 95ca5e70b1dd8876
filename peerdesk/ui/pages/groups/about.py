"""What a group is for, who may come, and how much is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit

from peerdesk.domain.groups import GroupKind, NotePolicy
from peerdesk.ui.dialogs.group_keeping import GroupKeepingDialog
from peerdesk.ui.pages.records_page import Section
from peerdesk.ui.terms import kind_words, policy_meaning, policy_words
from peerdesk.ui.widgets.bound_form import BoundForm, Values, choices, paragraph, spin
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted
from peerdesk.ui.widgets.layout import flowing

if TYPE_CHECKING:
    from peerdesk.ui.pages.groups.page import GroupsPage

LARGEST_GROUP = 999


class AboutSection(Section):
    """The plain facts."""

    def __init__(self, page: GroupsPage) -> None:
        super().__init__(page)
        self._page = page
        self.form = BoundForm(page.autosave, self._keep)
        bind = self.form.bind
        self.name = bind("name", self.tr("&Name"), QLineEdit())
        self.purpose = bind(
            "purpose",
            self.tr("What it is &for"),
            paragraph(),
            help_text=self.tr("One or two sentences, in words that you would say to a newcomer."),
        )
        self.kind = bind(
            "kind",
            self.tr("Who may &come"),
            choices(*((kind.value, kind_words(kind)) for kind in GroupKind)),
        )
        self.place = bind("place", self.tr("P&lace"), QLineEdit())
        self.capacity = bind("capacity", self.tr("&Room for how many"), spin(0, LARGEST_GROUP))
        self.capacity.setSpecialValueText(self.tr("No limit"))
        self.crosstalk = bind(
            "crosstalk",
            self.tr("Crosstalk is allowed"),
            QCheckBox(self.tr("Crosst&alk is allowed")),
            help_text=self.tr("In a round, people may answer what others share."),
        )
        self.note_policy = bind(
            "note_policy",
            self.tr("What is &written down after a session"),
            choices(*((policy.value, policy_words(policy)) for policy in NotePolicy)),
        )
        self._meaning = self.form.add_plain(muted(""))
        self.note_policy.currentIndexChanged.connect(self._say_meaning)
        self.keeping = button(
            self.tr("How long are its records kept?"),
            self._show_keeping,
            icon_name="clock",
            weight="quiet",
        )
        self._archive = button(self.tr("Archive this group"), self._archive_it, weight="quiet")
        self._reopen = button(self.tr("Open this group again"), self._reopen_it)
        self.column.addWidget(self.form)
        self.column.addSpacing(8)
        self.column.addWidget(flowing(self.keeping, self._archive, self._reopen))
        self.column.addStretch(1)
        self._say_meaning()

    def show_record(self, *, fresh: bool) -> None:
        group = self._page.group()
        self.form.show_values(
            {
                "name": group.name,
                "purpose": group.purpose,
                "kind": group.kind,
                "place": group.place,
                "capacity": group.capacity or 0,
                "crosstalk": group.crosstalk,
                "note_policy": group.note_policy,
            },
            fresh=fresh,
        )
        self.keeping.setVisible(bool(group.id))
        self._archive.setVisible(bool(group.id) and not group.archived)
        self._reopen.setVisible(group.archived)

    def save(self) -> None:
        self.form.save()

    def _keep(self, changes: Values) -> None:
        typed = dict(changes)
        if "kind" in typed:
            typed["kind"] = GroupKind(str(typed["kind"]))
        if "note_policy" in typed:
            typed["note_policy"] = NotePolicy(str(typed["note_policy"]))
        if "capacity" in typed:
            typed["capacity"] = typed["capacity"] or None
        self._page.keep_group(typed)

    def _say_meaning(self, _index: int = 0) -> None:
        meaning = policy_meaning(NotePolicy(self.note_policy.currentData()))
        self._meaning.setText(meaning)
        self.note_policy.setAccessibleDescription(meaning)

    def _show_keeping(self) -> None:
        if self._page.shown_id:
            GroupKeepingDialog(self._page.context, self._page.shown_id, self._page).open()

    def _archive_it(self) -> None:
        self._page.set_archived(archived=True)

    def _reopen_it(self) -> None:
        self._page.set_archived(archived=False)
