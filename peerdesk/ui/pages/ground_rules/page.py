"""Ground rules: what is read aloud and agreed to, in the group's own words."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar

from peerdesk.desk.changes import Kind
from peerdesk.domain.handouts import HandoutKind
from peerdesk.domain.scripts import ScriptText
from peerdesk.ui.handing_out import HandoutRequest
from peerdesk.ui.pages.ground_rules.audience import Audience
from peerdesk.ui.pages.ground_rules.coming_and_going import ComingAndGoing
from peerdesk.ui.pages.ground_rules.compare_dialog import CompareDialog
from peerdesk.ui.pages.ground_rules.making import MakingView
from peerdesk.ui.pages.ground_rules.open_script import OpenScript
from peerdesk.ui.pages.ground_rules.part_changes import PartChanges
from peerdesk.ui.pages.ground_rules.places import Place
from peerdesk.ui.pages.ground_rules.read_aloud_dialog import ReadAloudDialog
from peerdesk.ui.pages.ground_rules.script_list import ScriptList
from peerdesk.ui.pages.ground_rules.take_dialog import TakeDialog
from peerdesk.ui.pages.ground_rules.view import ScriptView
from peerdesk.ui.pages.ground_rules.words import new_parts
from peerdesk.ui.pages.page import Page, PageContext
from peerdesk.ui.widgets.autosave import Autosave
from peerdesk.ui.widgets.buttons import button
from peerdesk.ui.widgets.columns import TurningSplitter
from peerdesk.ui.widgets.empty import EmptyState
from peerdesk.ui.widgets.layout import ShownOnly

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from peerdesk.desk.changes import Change
    from peerdesk.domain.scripts import GroupAgreement
    from peerdesk.ui.clock import Clock
    from peerdesk.ui.widgets.bound_form import Values

LIST_WIDTH = 230
LIST_LINES = 5
"""Lines of text that the list of scripts shows at the least."""
SIDE_BY_SIDE_FROM = 52
"""Widths of an m; below it the list stands above the open script."""
AUDIENCE = frozenset({Kind.GROUP, Kind.MEMBER, Kind.MEMBERSHIP, Kind.AGREEMENT})
"""What the preview follows from."""


class GroundRulesPage(Page):
    """The scripts at the left, the open one in reading order, the chosen part at the right."""

    name: ClassVar[str] = "ground_rules"
    title: ClassVar[str] = "Ground rules"
    icon: ClassVar[str] = "book-open"
    reads: ClassVar[frozenset[Kind]] = AUDIENCE | {Kind.SCRIPT, Kind.SESSION}

    def __init__(self, context: PageContext, clock: Clock | None = None) -> None:
        super().__init__(context)
        self.clock = clock or context.clock
        self._open: OpenScript | None = None
        self.parts = PartChanges(self)
        self.audience = Audience(self.desk, self.clock)
        self._removed: ScriptText | None = None
        self.autosave = Autosave(self._save, self)
        self.autosave.failed.connect(self.banner.explain)
        self.autosave.mended.connect(self.say_mended)
        self.list = ScriptList(self.desk)
        self.list.chosen.connect(self._on_chosen)
        self._whole = ShownOnly(self)
        self.body.addWidget(self._whole, 1)
        self.list.setMinimumHeight(self.fontMetrics().lineSpacing() * LIST_LINES)
        splitter = self._splitter = TurningSplitter(
            self._whole, least=SIDE_BY_SIDE_FROM, sizes=(LIST_WIDTH, 4 * LIST_WIDTH)
        )
        self._whole.addWidget(self._empty_state())
        self._whole.addWidget(splitter)
        splitter.addWidget(self.list)
        self.view = ScriptView(
            splitter, self.autosave, self._keep_about, self._keep_part, context, self.audience
        )
        splitter.addWidget(self.view)
        splitter.share_out()
        self.files = ComingAndGoing(self)
        self._connect()
        self._add_actions()

    @cached_property
    def making(self) -> MakingView:
        """Where a group makes its agreement; made when it is first needed."""
        made = MakingView(self, self.clock, self._whole)
        self._whole.addWidget(made)
        made.left.connect(self._stop_making)
        made.open_wanted.connect(self.open)
        made.print_wanted.connect(self.print_version)
        return made

    def make_ahead(self) -> Iterator[QWidget | None]:
        yield from self.view.make_ahead()
        yield self.making
        yield from self.making.make_ahead()

    @property
    def opened(self) -> OpenScript | None:
        """The script that is shown."""
        return self._open

    def on_change(self, change: Change) -> None:
        self._look_at_offer()
        if change.kinds & AUDIENCE:
            self.audience.forget()
        if self.reads & change.kinds:
            self._show_all()

    def refresh(self) -> None:
        self.audience.forget()
        self._show_all()

    def _show_all(self) -> None:
        if self.parts.changing or (self._open is not None and self._open.revising):
            return
        if self.is_making:
            self.making.refresh()
            return
        scripts = self.desk.scripts.all()
        self._whole.setCurrentIndex(1 if scripts else 0)
        self.list.show_scripts(scripts)
        if self._open is not None and self.attempt(self._reload):
            return
        if scripts:
            self._show_script(scripts[0].id)

    def _reload(self) -> None:
        """Show the open script as it is now. UserError RECORD_GONE."""
        if self._open is None:
            return
        if self._open.reload():
            self.view.show_open(self._open, fresh=False)
        else:
            # What was typed in a part that is gone has nowhere to go.
            self.autosave.forget()
            self.view.show_open(self._open, fresh=True)

    def open(self, key: int | str) -> None:
        if key == "new":
            self.begin_new()
        elif isinstance(key, int):
            self._stop_making()
            self._show_script(key)
        elif key.startswith("make:"):
            self._show_making(shown=True)
            self.making.open(int(key.removeprefix("make:")))

    @property
    def is_making(self) -> bool:
        """Whether a group is making its agreement here."""
        return isinstance(self._whole.currentWidget(), MakingView)

    def make_together(self) -> None:
        """Ask which group makes its agreement now."""
        self.flush()
        self._show_making(shown=True)
        using = self.audience.group_for(self._open.script).id if self._open is not None else 0
        self.making.ask(using)

    def _show_making(self, *, shown: bool) -> None:
        self._whole.setCurrentWidget(self.making if shown else self._splitter)
        for action in self._actions:
            action.setVisible(not shown)

    def _stop_making(self) -> None:
        """Show the scripts again."""
        if self.is_making:
            self.making.put_away()
            self._show_making(shown=False)
            self._show_all()

    def begin_new(self) -> None:
        """Begin a script from nothing, with the parts that none should be without."""
        self.flush()
        title = self.tr("New script")
        text = ScriptText(id="", language="en", title=title, summary="", segments=new_parts())
        self._add(text)
        self.view.about.title.setFocus()
        self.view.about.title.selectAll()

    def print_here(self) -> None:
        if self.is_making:
            self.making.print_kept()
        else:
            self.open_handouts()

    def flush(self) -> None:
        self.autosave.flush()
        if "making" in vars(self):
            self.making.flush()

    def handout_request(self) -> HandoutRequest:
        """The shown version as a sheet."""
        return HandoutRequest(version_id=self._open.version.id if self._open is not None else None)

    def print_version(self, version_id: int) -> None:
        """Show a version as a sheet."""
        self.open_handouts(HandoutRequest(kind=HandoutKind.RULES, version_id=version_id))

    def compare_versions(self) -> CompareDialog | None:
        """Show what changed between the shown version and another one."""
        self.flush()
        if self._open is None:
            return None
        dialog = CompareDialog(
            self.desk, self.context.jobs, self._open.script, self._open.version, self.window()
        )
        dialog.open()
        return dialog

    def read_aloud(self) -> ReadAloudDialog | None:
        """Show the words large, as they are read; nothing of that is kept."""
        self.flush()
        if self._open is None:
            return None
        opened = self._open
        dialog = ReadAloudDialog(self.audience, opened.script, opened.version, self.window())
        dialog.finished.connect(self._show_all)
        dialog.open()
        return dialog

    def use_for_group(self) -> TakeDialog | None:
        """Ask which group takes the shown version as its own, and from when."""
        self.flush()
        if self._open is None:
            return None
        today = self.clock.now().date()
        dialog = TakeDialog(self.desk, self._open.script, self._open.version, today, self.window())
        dialog.taken.connect(self._on_taken)
        dialog.open()
        return dialog

    def duplicate(self) -> None:
        """Make an own script with the words of the shown one."""
        self.flush()
        if self._open is None:
            return
        self.make_ours(self._open.script.id)

    def make_ours(self, script_id: int) -> None:
        """Make an own script with the words of any other."""
        title = self.tr("{title}, ours").format(title=self.desk.scripts.get(script_id).title)
        self.attempt(partial(self._duplicate, script_id, title))

    def note_read_again(self) -> None:
        """The script was read again after limits changed, with Undo."""
        if self._open is None:
            return
        script_id = self._open.script.id
        reviews = self.desk.reviews.of_script(script_id)
        if self.attempt(partial(self.desk.reviews.done, script_id)):
            self.offer_undo(
                self.tr("Noted that its words still hold."),
                partial(self.desk.reviews.ask_again, reviews),
            )

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
        view.compare_wanted.connect(self.compare_versions)
        view.read_again.connect(self.note_read_again)
        view.remove_script_wanted.connect(self.remove_script)
        self.parts.connect_to(view)

    def _add_actions(self) -> None:
        self.new_button = button(
            self.tr("New script"), self.begin_new, icon_name="plus", tip="Ctrl+N"
        )
        self.make_button = button(
            self.tr("&Make it together…"), self.make_together, icon_name="users"
        )
        self.library_button = button(self.tr("Li&brary…"), self.files.open_library)
        self.aloud_button = button(self.tr("Read &aloud…"), self.read_aloud)
        self.use_button = button(self.tr("Use &for a group…"), self.use_for_group)
        self.share_button = button(
            self.tr("Sha&re…"), self.files.share, tip=self.tr("Save this script as a file")
        )
        self.handout_button = button(
            self.tr("Hand&out…"), self.open_handouts, icon_name="printer", tip="Ctrl+P"
        )
        self._actions = (
            self.new_button,
            self.make_button,
            self.library_button,
            self.aloud_button,
            self.use_button,
            self.share_button,
            self.handout_button,
        )
        for action in self._actions:
            self.add_action(action)

    def _empty_state(self) -> EmptyState:
        return EmptyState(
            "book-open",
            self.tr("No scripts here"),
            self.tr("A script is what you read aloud, so that everyone knows what is agreed."),
            self.tr("Write the first one"),
            self.begin_new,
        )

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

    def look_at(self, place: Place) -> None:
        """Show another part of the open script."""
        if self._open is not None and place != self._open.place:
            self.flush()
            self._open.place = place
            self.view.show_open(self._open, fresh=True)

    def _on_place(self, key: object) -> None:
        self.look_at(Place.of_key(str(key)))

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
            self._show_own_change()

    def _show_own_change(self) -> None:
        """Show what was typed and kept, once; the desk's own word of it is not waited for."""
        if self._open is not None:
            self.view.show_open(self._open, fresh=False)
            self.list.show_scripts(self.desk.scripts.all())
            self.parts.tell_news()

    def _keep_part(self, values: Values) -> None:
        if self._open is not None:
            self._open.keep_part(values)
            self._show_own_change()

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
        group = self.desk.groups.get(agreement.group_id)
        self.offer_undo(
            self.tr("These are the ground rules of “{group}” now.").format(group=group.name),
            partial(self.desk.agreements.take_back, agreement),
            fits=partial(self.desk.agreements.stands, agreement.id),
        )
