"""Changes of the parts of the open script: added, moved, switched, removed, taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from peerdesk.domain.scripts import RuleItem, Segment, SegmentKind
from peerdesk.ui.pages.ground_rules.library_dialog import LibraryDialog, library_rules
from peerdesk.ui.pages.ground_rules.places import Place
from peerdesk.ui.pages.ground_rules.words import kind_words, part_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from peerdesk.ui.pages.ground_rules.open_script import OpenScript, WayBack
    from peerdesk.ui.pages.ground_rules.page import GroundRulesPage
    from peerdesk.ui.pages.ground_rules.view import ScriptView


class PartChanges(QObject):
    """Does what the outline and its buttons ask for."""

    def __init__(self, page: GroundRulesPage) -> None:
        super().__init__(page)
        self._page = page
        self.changing = False
        """Whether a change is being made, which the page shows once it is done."""

    def connect_to(self, view: ScriptView) -> None:
        """Listen to the outline and to the buttons below it."""
        view.tools.segment_wanted.connect(self.add_segment)
        view.tools.rule_wanted.connect(self.choose_rule)
        view.outline.dropped.connect(self.drop)
        view.outline.switch_wanted.connect(self.switch)
        for source in (view.outline, view.tools):
            source.move_wanted.connect(self.move)
            source.remove_wanted.connect(self.remove)
            source.undo_wanted.connect(self.undo)

    def choose_rule(self) -> LibraryDialog | None:
        """Offer the rules of the library, and room for an own one."""
        self._page.flush()
        opened = self._page.opened
        if opened is None:
            return None
        rules = library_rules(self._page.desk, opened.script.language)
        here = {rule.text for part in opened.version.segments for rule in part.rules}
        dialog = LibraryDialog(rules, self._page.window(), here=here)
        dialog.picked.connect(self.add_rule)
        dialog.open()
        return dialog

    def add_segment(self, kind: object) -> None:
        """Add an empty part after the one that is looked at."""
        opened = self._changeable
        if opened is not None and isinstance(kind, SegmentKind):
            segment = Segment(kind=kind, title=kind_words(kind), text="")
            if self._change(partial(opened.add_segment, segment)):
                self._page.view.begin_typing()

    def add_rule(self, rule: object) -> None:
        """Add a rule after the one that is looked at, or last in the part."""
        opened = self._changeable
        if opened is None or not isinstance(rule, RuleItem):
            return
        if self._change(partial(opened.add_rule, rule)) and not rule.text:
            self._page.view.begin_typing()

    def remove(self) -> None:
        """Remove what is looked at, with Undo."""
        opened = self._changeable
        if opened is None or opened.part is None:
            return
        words = part_words(opened.part)
        if self._change(opened.remove):
            self._page.banner.good(
                self.tr("“{part}” was removed.").format(part=words),
                self.tr("Undo"),
                partial(self.undo, opened.last_change),
            )

    def move(self, step: int) -> None:
        """Move what is looked at one place up or down."""
        opened = self._changeable
        if opened is not None:
            self._change(partial(opened.move, step))

    def drop(self, source: str, over: str, after: bool) -> None:  # noqa: FBT001 - as the signal has it
        """Move a part to where it was dropped. The keys are those of `Place`."""
        opened = self._changeable
        if opened is not None:
            places = Place.of_key(source), Place.of_key(over)
            self._change(partial(opened.drop, *places, after=after))

    def switch(self) -> None:
        """Switch what is looked at off, or on again."""
        opened = self._changeable
        if opened is not None:
            self._change(opened.switch)

    def undo(self, way: WayBack | None = None) -> None:
        """Take back the last change, or the one that `way` leads back from."""
        self._page.banner.clear()
        opened = self._changeable
        if opened is not None:
            self._change(partial(opened.undo, way))

    def tell_news(self) -> None:
        """Say once that a used version was left alone."""
        opened = self._page.opened
        if opened is None or opened.news is None:
            return
        news, opened.news = opened.news, None
        self._page.banner.notice(
            self.tr(
                "Version {before} was read or agreed to, so it stays as it is. Your changes are "
                "version {now}."
            ).format(before=news.before, now=news.now),
            self.tr("Say why"),
            self.say_why,
        )

    def say_why(self) -> None:
        """Go to where the reason of a new version is written."""
        self._page.banner.clear()
        self._page.look_at(Place())
        self._page.view.about.reason.setFocus()

    @property
    def _changeable(self) -> OpenScript | None:
        """The open script if it can be changed."""
        opened = self._page.opened
        return opened if opened is not None and opened.may_change else None

    def _change(self, work: Callable[[], object]) -> bool:
        """Do a change of the parts, then show it; whether it was done."""
        page = self._page
        page.flush()
        self.changing = True
        try:
            done = page.attempt(work)
        finally:
            self.changing = False
        if page.opened is not None:
            page.view.show_open(page.opened, fresh=True)
        page.list.show_scripts(page.desk.scripts.all())
        if done:
            self.tell_news()
        return done
