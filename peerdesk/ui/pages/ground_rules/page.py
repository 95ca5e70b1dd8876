"""Ground rules: what is read aloud and agreed to, in the group's own words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget

from peerdesk.desk.changes import Kind
from peerdesk.domain.scripts import RuleItem, ScriptText, Segment, SegmentKind
from peerdesk.ui.clock import Clock, SystemClock
from peerdesk.ui.pages.ground_rules.library_dialog import LibraryDialog, library_rules
from peerdesk.ui.pages.ground_rules.open_script import OpenScript
from peerdesk.ui.pages.ground_rules.places import Place
from peerdesk.ui.pages.ground_rules.take_dialog import TakeDialog
from peerdesk.ui.pages.ground_rules.view import ScriptView
from peerdesk.ui.pages.ground_rules.words import kind_words, part_words
from peerdesk.ui.pages.page import Page, PageContext
from peerdesk.ui.widgets.autosave import Autosave
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.empty import EmptyState
from peerdesk.ui.widgets.records import Entry, RecordList

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.domain.scripts import GroupAgreement, Script
    from peerdesk.ui.dialogs.handout import HandoutDialog, Setting
    from peerdesk.ui.widgets.bound_form import Values

LIST_WIDTH = 230
NEW_PARTS = (
    SegmentKind.WELCOME,
    SegmentKind.CONFIDENTIALITY,
    SegmentKind.LIMITS,
    SegmentKind.AGREEMENTS,
    SegmentKind.CHECK_OUT,
)
"""What a script that is written from nothing begins with."""


class GroundRulesPage(Page):
    """The scripts at the left, the open one in reading order, the chosen part at the right."""

    name: ClassVar[str] = "ground_rules"
    title: ClassVar[str] = "Ground rules"
    icon: ClassVar[str] = "book-open"
    reads: ClassVar[frozenset[Kind]] = frozenset({Kind.SCRIPT, Kind.AGREEMENT, Kind.SESSION})

    def __init__(self, context: PageContext, clock: Clock | None = None) -> None:
        super().__init__(context)
        self._clock = clock or SystemClock()
        self._open: OpenScript | None = None
        self._changing = False
        self._removed: ScriptText | None = None
        self._taken: GroupAgreement | None = None
        self._setting: Setting | None = None
        self.autosave = Autosave(self._save, self)
        self.autosave.failed.connect(self.banner.explain)
        self.list = RecordList(self.tr("Scripts"))
        self.list.setMinimumWidth(170)
        self.list.chosen.connect(self._on_chosen)
        self.view = ScriptView(self.autosave, self._keep_about, self._keep_part)
        self._connect()
        self._add_actions()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(16)
        splitter.addWidget(self.list)
        splitter.addWidget(self.view)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([LIST_WIDTH, 4 * LIST_WIDTH])
        self._whole = QStackedWidget()
        self._whole.addWidget(self._empty_state())
        self._whole.addWidget(splitter)
        self.body.addWidget(self._whole, 1)

    @property
    def opened(self) -> OpenScript | None:
        """The script that is shown."""
        return self._open

    def refresh(self) -> None:
        if self._changing:
            return
        scripts = self.desk.scripts.all()
        self._whole.setCurrentIndex(1 if scripts else 0)
        self._show_list(scripts)
        if self._open is not None and self.attempt(self._open.reload):
            self.view.show_open(self._open, fresh=False)
        elif scripts:
            self._show_script(scripts[0].id)

    def open(self, key: int | str) -> None:
        if key == "new":
            self.begin_new()
        elif isinstance(key, int):
            self._show_script(key)

    def begin_new(self) -> None:
        """Begin a script from nothing, with the parts that none should be without."""
        self.flush()
        parts = tuple(Segment(kind=kind, title=kind_words(kind), text="") for kind in NEW_PARTS)
        text = ScriptText(
            id="", language="en", title=self.tr("New script"), summary="", segments=parts
        )
        self._add(text)
        self.view.about.title.setFocus()
        self.view.about.title.selectAll()

    def print_here(self) -> None:
        self.open_handout()

    def flush(self) -> None:
        self.autosave.flush()

    def open_handout(self) -> HandoutDialog | None:
        """Show the shown version as a sheet."""
        from peerdesk.ui.dialogs.handout import HandoutDialog  # noqa: PLC0415 - loads ReportLab

        self.flush()
        if self._open is None:
            return None
        dialog = HandoutDialog(
            self.context,
            self._open.version.id,
            self.window(),
            setting=self._setting,
            clock=self._clock,
        )
        dialog.setting_left.connect(self._remember_setting)
        dialog.open()
        return dialog

    def use_for_group(self) -> TakeDialog | None:
        """Ask which group takes the shown version as its own, and from when."""
        self.flush()
        if self._open is None:
            return None
        today = self._clock.now().date()
        dialog = TakeDialog(self.desk, self._open.script, self._open.version, today, self.window())
        dialog.taken.connect(self._on_taken)
        dialog.open()
        return dialog

    def duplicate(self) -> None:
        """Make an own script with the words of the shown one."""
        self.flush()
        if self._open is None:
            return
        source = self._open.script
        title = self.tr("{title}, ours").format(title=source.title)
        self.attempt(partial(self._duplicate, source.id, title))

    def choose_rule(self) -> LibraryDialog | None:
        """Offer the rules of the library, and room for an own one."""
        self.flush()
        if self._open is None:
            return None
        rules = library_rules(self.desk, self._open.script.language)
        dialog = LibraryDialog(rules, self.window())
        dialog.picked.connect(self._add_rule)
        dialog.open()
        return dialog

    def remove_part(self) -> None:
        """Remove what is looked at, with Undo."""
        opened = self._open
        if opened is None or not opened.may_change or opened.part is None:
            return
        words = part_words(opened.part)
        if self._change(opened.remove):
            self.banner.good(
                self.tr("“{part}” was removed.").format(part=words), self.tr("Undo"), self.undo
            )

    def move_part(self, step: int) -> None:
        """Move what is looked at one place up or down."""
        if self._open is not None and self._open.may_change:
            self._change(partial(self._open.move, step))

    def undo(self) -> None:
        """Take back the last change of the order or the parts."""
        self.banner.clear()
        if self._open is not None:
            self._change(self._open.undo)

    def remove_script(self) -> None:
        """Remove a script that nobody used, with Undo."""
        self.autosave.forget()
        if self._open is not None and self.attempt(self._remove_script):
            self.banner.good(
                self.tr("The script was removed."), self.tr("Undo"), self._bring_script_back
            )

    def _connect(self) -> None:
        view = self.view
        view.outline.chosen.connect(self._on_place)
        view.version_chosen.connect(self._on_version)
        view.newest_wanted.connect(self._to_newest)
        view.duplicate_wanted.connect(self.duplicate)
        view.remove_script_wanted.connect(self.remove_script)
        view.tools.segment_wanted.connect(self._add_segment)
        view.tools.rule_wanted.connect(self.choose_rule)
        for source in (view.outline, view.tools):
            source.move_wanted.connect(self.move_part)
            source.remove_wanted.connect(self.remove_part)
            source.undo_wanted.connect(self.undo)

    def _add_actions(self) -> None:
        self.new_button = button(
            self.tr("New script"), self.begin_new, icon_name="plus", tip="Ctrl+N"
        )
        self.use_button = button(self.tr("Use &for a group…"), self.use_for_group)
        self.handout_button = button(
            self.tr("Hand&out…"), self.open_handout, icon_name="printer", tip="Ctrl+P"
        )
        for action in (self.new_button, self.use_button, self.handout_button):
            self.add_action(action)

    def _empty_state(self) -> EmptyState:
        return EmptyState(
            "book-open",
            self.tr("No scripts here"),
            self.tr("A script is what you read aloud, so that everyone knows what is agreed."),
            self.tr("Write the first one"),
            self.begin_new,
        )

    def _show_list(self, scripts: list[Script]) -> None:
        entries = []
        for title, built_in in ((self.tr("Ours"), False), (self.tr("Built in"), True)):
            group = [script for script in scripts if script.built_in is built_in]
            if group:
                entries.append(Entry(title, title, heading=True))
                entries += [Entry(each.id, each.title, self._subtitle(each)) for each in group]
        if tuple(entries) != self.list.entries:
            bar = self.list.verticalScrollBar()
            place = bar.value()
            self.list.show_entries(entries)
            bar.setValue(place)

    def _subtitle(self, script: Script) -> str:
        if script.built_in:
            return script.summary
        number = self.desk.scripts.versions(script.id)[0].number
        return self.tr("Version {number}").format(number=number)

    def _show_script(self, script_id: int) -> None:
        self.flush()
        if self.attempt(partial(self._open_script, script_id)) and self._open is not None:
            self.view.show_open(self._open, fresh=True)
            self.list.choose(script_id)

    def _open_script(self, script_id: int) -> None:
        self._open = OpenScript(self.desk, script_id)

    def _on_chosen(self, key: object) -> None:
        if isinstance(key, int) and (self._open is None or key != self._open.script.id):
            self.banner.clear()
            self._show_script(key)

    def _on_place(self, key: object) -> None:
        if self._open is not None and str(key) != self._open.place.key:
            self.flush()
            self._open.place = Place.of_key(str(key))
            self.view.show_open(self._open, fresh=True)

    def _on_version(self, version_id: int) -> None:
        self.flush()
        if self._open is not None and self.attempt(partial(self._open.look_at, version_id)):
            self.view.show_open(self._open, fresh=True)

    def _to_newest(self) -> None:
        if self._open is not None:
            self._on_version(self._open.versions[0].id)

    def _save(self) -> None:
        self.view.editor.save()

    def _keep_about(self, values: Values) -> None:
        if self._open is not None:
            self._open.keep_about(values)
            self._tell_news()

    def _keep_part(self, values: Values) -> None:
        if self._open is not None:
            self._open.keep_part(values)
            self._tell_news()

    def _tell_news(self) -> None:
        """Say once that a used version was left alone."""
        if self._open is None or self._open.news is None:
            return
        news, self._open.news = self._open.news, None
        self.banner.notice(
            self.tr(
                "Version {before} was read or agreed to, so it stays as it is. Your changes are "
                "version {now}."
            ).format(before=news.before, now=news.now)
        )

    def _add_segment(self, kind: object) -> None:
        if self._open is not None and isinstance(kind, SegmentKind):
            segment = Segment(kind=kind, title=kind_words(kind), text="")
            if self._change(partial(self._open.add_segment, segment)):
                self.view.begin_typing()

    def _add_rule(self, rule: object) -> None:
        if self._open is None or not isinstance(rule, RuleItem):
            return
        if self._change(partial(self._open.add_rule, rule)) and not rule.text:
            self.view.begin_typing()

    def _add(self, text: ScriptText) -> None:
        self._show_script(self.desk.scripts.add(text).id)

    def _duplicate(self, script_id: int, title: str) -> None:
        self._show_script(self.desk.scripts.duplicate(script_id, title).id)

    def _remove_script(self) -> None:
        if self._open is not None:
            script_id = self._open.script.id
            self._open = None
            self._removed = self.desk.scripts.remove(script_id)

    def _bring_script_back(self) -> None:
        self.banner.clear()
        removed, self._removed = self._removed, None
        if removed is not None:
            self.attempt(partial(self._add, removed))

    def _on_taken(self, agreement: GroupAgreement) -> None:
        self._taken = agreement
        group = self.desk.groups.get(agreement.group_id)
        self.banner.good(
            self.tr("These are the ground rules of “{group}” now.").format(group=group.name),
            self.tr("Undo"),
            self._take_back,
        )

    def _take_back(self) -> None:
        self.banner.clear()
        taken, self._taken = self._taken, None
        if taken is not None:
            self.attempt(partial(self.desk.agreements.take_back, taken))

    def _remember_setting(self, setting: Setting) -> None:
        self._setting = setting

    def _change(self, work: Callable[[], object]) -> bool:
        """Do a change of the parts, then show it; whether it was done."""
        self.flush()
        self._changing = True
        try:
            done = self.attempt(work)
        finally:
            self._changing = False
        if self._open is not None:
            self.view.show_open(self._open, fresh=True)
        self._show_list(self.desk.scripts.all())
        if done:
            self._tell_news()
        return done
