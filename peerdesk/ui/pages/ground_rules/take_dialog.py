"""Taking a script version as a group's own ground rules, from a date on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QVBoxLayout, QWidget

from peerdesk.errors import PeerDeskError
from peerdesk.ui.pages.ground_rules.words import promise_words
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import narrow
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import Form, muted, plain
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from peerdesk.desk.desk import Desk
    from peerdesk.domain.scripts import Script, ScriptVersion


class TakeDialog(Dialog):
    """Asks for the group and the date. `taken` carries the GroupAgreement that was made."""

    taken = Signal(object)

    def __init__(
        self, desk: Desk, script: Script, version: ScriptVersion, today: date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Use for a group"))
        self.setMinimumWidth(460)
        self._desk = desk
        self._version = version
        self.banner = Banner()
        form = Form()
        self.group = form.add(self.tr("Gr&oup"), narrow(QComboBox(), 20))
        for group in desk.groups.all():
            self.group.addItem(group.name, group.id)
        self.group.currentIndexChanged.connect(self._say)
        self.day = form.add(self.tr("&From"), QDateEdit(QDate(today.year, today.month, today.day)))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("ddd d MMM yyyy")
        self._state = muted("")
        self.take_button = button(
            self.tr("&Use as their ground rules"), self.take, icon_name="check", weight="primary"
        )
        self.take_button.setDefault(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(12)
        outer.addWidget(self.banner)
        outer.addWidget(
            plain(
                self.tr("“{title}”, version {number}, becomes what a group agrees to.").format(
                    title=script.title, number=version.number
                )
            )
        )
        outer.addWidget(form)
        outer.addWidget(self._state)
        outer.addStretch(1)
        outer.addWidget(row(None, button(self.tr("&Cancel"), self.reject), self.take_button))
        self._say()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            fit_on_screen(self)

    def choose(self, group_id: int) -> None:
        """Begin with this group."""
        self.group.setCurrentIndex(self.group.findData(group_id))

    def take(self) -> None:
        """Make it the group's agreement."""
        day = self.day.date()
        try:
            agreement = self._desk.agreements.take(
                self.group.currentData(),
                self._version.id,
                date(day.year(), day.month(), day.day()),
            )
        except PeerDeskError as error:
            self.banner.explain(error)
            return
        self.taken.emit(agreement)
        self.accept()

    def _secrecy(self, group_id: int) -> str:
        """Why the script can't be used for a group with people under age; empty where it can."""
        group = self._desk.groups.get(group_id)
        promises = self._desk.limits.promises(self._version.id) if group.minors else ()
        return promise_words(tuple(promise.sentence for promise in promises), group)

    def _limits_late(self, group_id: int) -> str:
        """What to say of a script that lets young people share before they know the limits."""
        if not self._desk.groups.get(group_id).minors or self._version.says_limits_first:
            return ""
        return self.tr(
            "People under age come to this group, and this script does not say what can't be kept "
            "secret before the check-in. Better put that part first."
        )

    def _say(self) -> None:
        """Say what it means for the group that is chosen."""
        group_id = self.group.currentData()
        current = self._desk.agreements.in_force(group_id) if group_id else None
        is_same = current is not None and current.version.id == self._version.id
        secrecy = self._secrecy(group_id) if group_id else ""
        self.take_button.setEnabled(bool(group_id) and not is_same and not secrecy)
        if secrecy:
            self._state.setText(secrecy)
        elif not group_id:
            self._state.setText(self.tr("There is no group yet. Add one on the page Groups."))
        elif is_same:
            self._state.setText(self.tr("This group has agreed to these very words already."))
        elif current is not None:
            self._state.setText(
                self.tr(
                    "Until then it keeps “{title}”, version {number}. Everyone is asked again "
                    "whether they agree."
                ).format(title=current.script.title, number=current.version.number)
            )
        else:
            self._state.setText(
                self._limits_late(group_id)
                or self.tr("This version stays as it is from then on; a change makes the next one.")
            )
