"""What the page shows of the open script: its head, the outline and one editor."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from peerdesk.domain.scripts import RuleItem
from peerdesk.ui.pages.ground_rules.editors import AboutEditor, Editor, RuleEditor, SegmentEditor
from peerdesk.ui.pages.ground_rules.outline import Outline, lines
from peerdesk.ui.pages.ground_rules.toolbar import PartTools
from peerdesk.ui.pages.ground_rules.words import times_words, version_words
from peerdesk.ui.widgets.autosave import SavedLabel
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.form import muted, name_control, plain
from peerdesk.ui.widgets.layout import Card, at_top, column, scrolling
from peerdesk.ui.widgets.tabbing import tab_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from peerdesk.domain.scripts import ScriptVersion
    from peerdesk.ui.pages.ground_rules.audience import Audience
    from peerdesk.ui.pages.ground_rules.open_script import OpenScript
    from peerdesk.ui.pages.page import PageContext
    from peerdesk.ui.widgets.autosave import Autosave
    from peerdesk.ui.widgets.bound_form import Values

E = TypeVar("E", bound=Editor)
OUTLINE_WIDTH = 280


class ScriptView(QWidget):
    """Shows; the page decides. `keep_about` and `keep_part` save what an editor changed."""

    version_chosen = Signal(int)
    """Carries the id of a version to look at."""
    duplicate_wanted = Signal()
    newest_wanted = Signal()
    remove_script_wanted = Signal()
    compare_wanted = Signal()
    read_again = Signal()

    def __init__(
        self,
        place: QWidget,
        autosave: Autosave,
        keep_about: Callable[[Values], object],
        keep_part: Callable[[Values], object],
        context: PageContext,
        audience: Audience,
    ) -> None:
        super().__init__(place)
        self._autosave = autosave
        self._version: ScriptVersion | None = None
        self.heading = plain("", style="sectionTitle")
        self.state = muted("")
        self.times = muted("")
        self.versions = QComboBox()
        name_control(self.versions, self.tr("Version"))
        self.versions.activated.connect(self._on_version)
        self.compare = button(
            self.tr("Compare…"),
            self.compare_wanted.emit,
            weight="quiet",
            tip=self.tr("Compare versions, word by word"),
        )
        self.outline = Outline()
        self.tools = PartTools()
        self._settings = context.settings
        self._new_about = partial(AboutEditor, autosave, keep_about)
        self._new_segment = partial(SegmentEditor, autosave, keep_part, context, audience)
        self._new_rule = partial(RuleEditor, autosave, keep_part, context, audience)
        self._made: dict[QWidget, Editor] = {}
        """The editors that are there yet, by their places."""
        self._halves = QSplitter(Qt.Orientation.Horizontal, self)
        self._editors = QStackedWidget(self._halves)
        self._build_notice()
        self._build_review()
        self.remove_script = button(
            self.tr("Remove this script"),
            self.remove_script_wanted.emit,
            icon_name="trash-2",
            weight="quiet",
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        outer.addLayout(self._head())
        outer.addWidget(self.state)
        outer.addWidget(self.times)
        outer.addSpacing(6)
        outer.addWidget(self._halves, 1)
        self._fill_halves()

    @cached_property
    def about(self) -> AboutEditor:
        """The editor of the script as such; like the others it is made when it is first needed."""
        made = self._new_about()
        made.pace.setValue(self._settings.current.words_a_minute)
        made.pace.valueChanged.connect(self._on_pace)
        made.add_plain(self.remove_script)
        made.align_left(self.remove_script)
        return self._placed(made)

    @cached_property
    def segment(self) -> SegmentEditor:
        """The editor of a part."""
        return self._placed(self._new_segment())

    @cached_property
    def rule(self) -> RuleEditor:
        """The editor of a rule."""
        return self._placed(self._new_rule())

    def _placed(self, editor: E) -> E:
        place = _editing_place(editor)
        self._made[place] = editor
        self._editors.addWidget(place)
        tab_on(self.tools.undo, self._made.values())
        return editor

    def make_ahead(self) -> Iterator[QWidget]:
        """Make the editors that are not there yet, one with each step."""
        yield self.about
        yield self.segment
        yield self.rule

    @property
    def editor(self) -> Editor:
        """The editor of what is looked at."""
        shown = self._editors.currentWidget()
        if shown is None or shown not in self._made:
            return self.about
        return self._made[shown]

    def show_open(self, opened: OpenScript, *, fresh: bool) -> None:
        """Show the script; `fresh` when another place or version of it was chosen."""
        self.heading.setText(opened.script.title)
        self.state.setText(f"{self._state_words(opened)} {self._groups_words(opened)}".rstrip())
        self._version = opened.version
        self._show_times()
        self._show_versions(opened.versions, opened.version, may_compare=opened.may_compare)
        self._show_outline(opened)
        self._show_notice(opened)
        self._show_review(opened)
        part = opened.part
        on_rule = isinstance(part, RuleItem)
        self.tools.setVisible(opened.may_change)
        self.outline.allow_dragging(allowed=opened.may_change)
        self.tools.allow(on_part=part is not None, on_rules=part is not None, undo=opened.may_undo)
        editor = self.about if part is None else self.rule if on_rule else self.segment
        self._editors.setCurrentWidget(self._place_of(editor))
        editor.allow(changing=opened.may_change)
        used = any(version.used_at is not None for version in opened.versions)
        self.remove_script.setVisible(not (opened.script.built_in or used))
        self._autosave.load(_Fill(editor, opened, fresh=fresh))
        place = self._editors.currentWidget()
        if fresh and isinstance(place, QScrollArea):
            place.verticalScrollBar().setValue(0)

    def _place_of(self, editor: Editor) -> QWidget:
        return next(place for place, made in self._made.items() if made is editor)

    def begin_typing(self) -> None:
        """Put the caret where the words of a new part go."""
        self.editor.first_field().setFocus()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.heading, 1)
        head.addWidget(SavedLabel(self._autosave))
        head.addWidget(self.compare)
        head.addWidget(self.versions)
        self.versions.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return head

    def _fill_halves(self) -> None:
        halves = self._halves
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(16)
        halves.addWidget(column(self.outline, self.tools))
        right = QWidget(halves)
        halves.addWidget(right)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(self._review)
        beside.addWidget(self._notice)
        beside.addWidget(self._editors, 1)
        halves.setStretchFactor(1, 1)
        halves.setSizes([OUTLINE_WIDTH, 2 * OUTLINE_WIDTH])

    def _build_notice(self) -> None:
        self._notice = Card()
        self._notice_words = plain("")
        self.duplicate = button(
            self.tr("&Duplicate to make it ours"),
            self.duplicate_wanted.emit,
            icon_name="copy",
            weight="primary",
        )
        self.to_newest = button(self.tr("Back to the &newest"), self.newest_wanted.emit)
        self._notice.body.addWidget(self._notice_words)
        for action in (self.duplicate, self.to_newest):
            self._notice.body.addWidget(action, 0, Qt.AlignmentFlag.AlignLeft)

    def _build_review(self) -> None:
        self._review = Card()
        self.review_words = plain("")
        self.reviewed = button(
            self.tr("The &words still hold"), self.read_again.emit, icon_name="check"
        )
        self._review.body.addWidget(self.review_words)
        self._review.body.addWidget(self.reviewed, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_review(self, opened: OpenScript) -> None:
        groups = opened.waiting_groups()
        self._review.setVisible(bool(groups))
        self.review_words.setText(
            self.tr(
                "The limits, a duty to report or the age of people changed in {groups}. Read the "
                "parts about limits again, and change them where they do not hold any more."
            ).format(groups=", ".join(f"“{name}”" for name in groups))
        )

    def _show_notice(self, opened: OpenScript) -> None:
        self._notice.setVisible(not opened.may_change)
        self.duplicate.setVisible(opened.script.built_in)
        self.to_newest.setVisible(not opened.is_newest)
        self._notice_words.setText(
            self.tr("This script came with PeerDesk and stays as it is. Change a copy of it.")
            if opened.script.built_in
            else self.tr("An older version, kept as it was. Only the newest can be changed.")
        )

    def _state_words(self, opened: OpenScript) -> str:
        version = opened.version
        words = version_words(version)
        if opened.may_change and version.used_at is not None:
            return self.tr("{version}. The first change makes version {next}.").format(
                version=words, next=version.number + 1
            )
        if version.reason:
            return self.tr("{version}. Why: {reason}").format(version=words, reason=version.reason)
        return self.tr("{version}.").format(version=words)

    def _groups_words(self, opened: OpenScript) -> str:
        """Who has it: a group keeps its version until it takes a newer one."""
        said = self.tr("{group} has version {number}.")
        return " ".join(said.format(group=name, number=n) for name, n in opened.groups)

    def _show_versions(
        self, versions: list[ScriptVersion], shown: ScriptVersion, *, may_compare: bool
    ) -> None:
        wanted = [
            (self.tr("Version {number}").format(number=each.number), each.id) for each in versions
        ]
        listed = [
            (self.versions.itemText(at), self.versions.itemData(at))
            for at in range(self.versions.count())
        ]
        if wanted != listed:
            self.versions.clear()
            for words, version_id in wanted:
                self.versions.addItem(words, version_id)
        self.versions.setCurrentIndex(self.versions.findData(shown.id))
        self.versions.setVisible(len(versions) > 1)
        self.compare.setVisible(may_compare)

    def _show_outline(self, opened: OpenScript) -> None:
        wanted = tuple(lines(opened.version))
        if wanted != self.outline.entries:
            bar = self.outline.verticalScrollBar()
            place = bar.value()
            self.outline.show_entries(wanted)
            bar.setValue(place)
        if self.outline.current_key != opened.place.key:
            self.outline.choose(opened.place.key)

    def _show_times(self) -> None:
        if self._version is not None:
            pace = self._settings.current.words_a_minute
            self.times.setText(times_words(self._version, pace))

    def _on_pace(self, words_a_minute: int) -> None:
        self._settings.change(words_a_minute=words_a_minute)
        self._show_times()

    def _on_version(self, index: int) -> None:
        self.version_chosen.emit(self.versions.itemData(index))


class _Fill:
    """Fills an editor; a name for what would be a lambda, which keeps its window alive."""

    def __init__(self, editor: Editor, opened: OpenScript, *, fresh: bool) -> None:
        self._editor, self._opened, self._fresh = editor, opened, fresh

    def __call__(self) -> None:
        self._editor.show_open(self._opened, fresh=self._fresh)


def _editing_place(editor: Editor) -> QWidget:
    holder = at_top(editor)
    holder.setContentsMargins(2, 2, 14, 12)
    return scrolling(holder)
