"""Two versions of a script beside their difference, word by word."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QCheckBox, QComboBox, QTextEdit, QVBoxLayout, QWidget

from peerdesk.domain.comparison import Fate, LineKind, Passage, compare, count
from peerdesk.errors import PeerDeskError
from peerdesk.ui.latest import Latest
from peerdesk.ui.pages.ground_rules.words import said, version_words
from peerdesk.ui.widgets.banner import Banner
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import narrow
from peerdesk.ui.widgets.compared_text import spoken, write
from peerdesk.ui.widgets.dialog import Dialog
from peerdesk.ui.widgets.fitting import fit_on_screen
from peerdesk.ui.widgets.form import Form, muted, name_control
from peerdesk.ui.widgets.layout import row

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from peerdesk.desk.agreements import AgreementInForce
    from peerdesk.desk.desk import Desk
    from peerdesk.domain.scripts import Script, ScriptVersion
    from peerdesk.ui.jobs import Jobs, Task
    from peerdesk.ui.pages.page import Page

USUAL_SIZE = QSize(860, 640)


def comparable(desk: Desk, script: Script) -> list[tuple[str, ScriptVersion]]:
    """The versions of a script by name, newest first, then those of the built-in it came from."""
    found = [(version_words(version), version) for version in desk.scripts.versions(script.id)]
    if script.built_in or not script.origin:
        return found
    for source in desk.scripts.all():
        if (source.built_in, source.origin, source.language) == (
            True,
            script.origin,
            script.language,
        ):
            title = said("Built in: {title}, version {number}")
            found += [
                (title.format(title=source.title, number=version.number), version)
                for version in desk.scripts.versions(source.id)
            ]
    return found


def show_changes(page: Page, in_force: AgreementInForce) -> CompareDialog | None:
    """Show a group what its agreement says otherwise than the one before; None without one."""
    desk = page.desk
    before = desk.agreements.before(in_force.agreement.group_id)
    if before is None:
        return None
    dialog = CompareDialog(
        desk, page.context.jobs, in_force.script, in_force.version, page, before=before
    )
    dialog.open()
    return dialog


class CompareDialog(Dialog):
    """Shows what changed from one version to another, and why.

    `before` is compared with; without it the version before the shown one.
    """

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        script: Script,
        shown: ScriptVersion,
        parent: QWidget,
        *,
        before: ScriptVersion | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(self.tr("Compare versions"))
        self.setSizeGripEnabled(True)
        self._desk = desk
        self._comparing: Latest[tuple[Passage, ...]] = Latest(jobs)
        self.destroyed.connect(self._comparing.drop)
        self._passages: tuple[Passage, ...] = ()
        self.banner = Banner()
        form = Form()
        self.before = form.add(self.tr("&From"), narrow(QComboBox(), 20))
        self.after = form.add(self.tr("&To"), narrow(QComboBox(), 20))
        self.why = muted("")
        self.summary = muted("")
        self.changes_only = QCheckBox(self.tr("Only what &changed"))
        self.changes_only.setChecked(True)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        name_control(self.text, self.tr("What changed"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        outer.setSpacing(10)
        for widget in (self.banner, form, self.why, self.summary, self.changes_only):
            outer.addWidget(widget)
        outer.addWidget(self.text, 1)
        outer.addWidget(row(None, button(self.tr("C&lose"), self.reject)))
        self._fill(self._offered(script, before), shown, before)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            fit_on_screen(self, USUAL_SIZE)

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._comparing.busy

    def _offered(
        self, script: Script, before: ScriptVersion | None
    ) -> list[tuple[str, ScriptVersion]]:
        """What may be chosen; an agreement may have been made of another script before."""
        offered = comparable(self._desk, script)
        if before is not None and before.id not in {version.id for _, version in offered}:
            title = self._desk.scripts.get(before.script_id).title
            name = said("{title}, version {number}").format(title=title, number=before.number)
            offered.append((name, before))
        return offered

    def _fill(
        self,
        offered: list[tuple[str, ScriptVersion]],
        shown: ScriptVersion,
        before: ScriptVersion | None,
    ) -> None:
        for choice in (self.before, self.after):
            for name, version in offered:
                choice.addItem(name, version.id)
        newer = max(0, self.after.findData(shown.id))
        older = newer + 1 if newer + 1 < self.before.count() else newer - 1
        # The older one is at the left of time, whichever of the two was looked at.
        self.after.setCurrentIndex(min(newer, older))
        self.before.setCurrentIndex(max(newer, older))
        if before is not None:
            self.after.setCurrentIndex(newer)
            self.before.setCurrentIndex(self.before.findData(before.id))
        for choice in (self.before, self.after):
            choice.currentIndexChanged.connect(self._compare)
        self.changes_only.toggled.connect(self._show)
        self._compare()

    def _compare(self, _index: int = 0) -> None:
        self.banner.clear()
        try:
            before, after = (
                self._desk.scripts.version(choice.currentData())
                for choice in (self.before, self.after)
            )
        except PeerDeskError as error:
            self.banner.explain(error)
            return
        self.why.setText(self.tr("Why: {reason}").format(reason=after.reason))
        self.why.setVisible(bool(after.reason))
        work = partial(_compared, before, after, self.tr("(off)"))
        self._comparing.run(work, self._on_compared, self.banner.explain)

    def _on_compared(self, passages: tuple[Passage, ...]) -> None:
        self._passages = passages
        added, removed = (count(passages, fate) for fate in (Fate.ADDED, Fate.REMOVED))
        self.summary.setText(
            self.tr("Words that are new: {added}. Words that are gone: {removed}.").format(
                added=added, removed=removed
            )
            if added or removed
            else self.tr("These two versions say the same.")
        )
        self._show()

    def _show(self, *_checked: object) -> None:
        shown = with_titles(self._passages) if self.changes_only.isChecked() else self._passages
        self.text.clear()
        write(self.text.textCursor(), shown)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.setAccessibleDescription(spoken(self._passages))


def _compared(
    before: ScriptVersion, after: ScriptVersion, off_mark: str, _task: Task
) -> tuple[Passage, ...]:
    return compare(before, after, off_mark)


def with_titles(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """What changed, each below the title of its part."""
    kept: list[Passage] = []
    title: Passage | None = None
    for passage in passages:
        if passage.kind is LineKind.TITLE:
            title = passage
        if passage.changed:
            if title is not None and title is not passage:
                kept.append(title)
            title = None
            kept.append(passage)
    return tuple(kept)
