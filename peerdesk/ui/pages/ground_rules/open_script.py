"""The script that is open on the page: what is shown of it, every change, and the way back.

No Qt here. Changes go to the desk at once; the desk makes the next version where one was used.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from peerdesk.desk.troubles import DeskTrouble
from peerdesk.domain.scripts import RuleItem, RuleTopic, Script, ScriptVersion, Segment, SegmentKind
from peerdesk.errors import UserError
from peerdesk.ui.pages.ground_rules.places import (
    Part,
    Place,
    changed,
    inserted,
    moved,
    nearest,
    part_at,
    place_dropped,
    place_moved,
    place_of,
    without,
)

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class NextVersion:
    """That a change left a used version alone and went to the next one."""

    before: int
    now: int


@dataclass(frozen=True, slots=True)
class WayBack:
    """How to take one change back, and where it was made."""

    undo: Callable[[ScriptVersion], ScriptVersion]
    place: Place
    typed: frozenset[str] = frozenset()
    """The attributes that were typed at the place; empty where parts were added or moved."""

    def continues(self, later: WayBack) -> bool:
        """Whether `later` typed on where this one began."""
        return bool(later.typed) and (self.place, self.typed) == (later.place, later.typed)


class OpenScript:
    """One script in one of its versions, and the place in it that is looked at."""

    def __init__(self, desk: Desk, script_id: int) -> None:
        self._desk = desk
        self.place = Place()
        self.news: NextVersion | None = None
        self._ways_back: list[WayBack] = []
        self._older: int | None = None
        self.revising = False
        """Whether a change of its own is being made, which is shown once it is done."""
        self.script: Script
        self.versions: list[ScriptVersion]
        self.version: ScriptVersion
        self._read(script_id)

    def reload(self) -> bool:
        """Read again what the desk holds; whether the same part is looked at as before.

        UserError RECORD_GONE.
        """
        before, rows = self.part, self.version.rows
        self._read(self.script.id)
        if not self.revising and self.version.rows != rows:
            # Parts came or went elsewhere, so the places on the ways back are not to be trusted.
            self._ways_back.clear()
        found = place_of(self.version, before) if before is not None else Place()
        self.place = found or nearest(self.version, self.place)
        # The next version has rows of its own, in the same order.
        return found is not None or (self.revising and type(self.part) is type(before))

    def look_at(self, version_id: int) -> None:
        """Show one version; only the newest can be changed."""
        self._older = None if version_id == self.versions[0].id else version_id
        self.reload()

    @property
    def is_newest(self) -> bool:
        """Whether what is shown is the newest version."""
        return self._older is None

    @property
    def may_change(self) -> bool:
        """Whether what is shown can be changed."""
        return self.is_newest and not self.script.built_in

    @property
    def may_compare(self) -> bool:
        """Whether there is another version, or a built-in that this script came from."""
        return len(self.versions) > 1 or bool(self.script.origin and not self.script.built_in)

    def waiting_groups(self) -> list[str]:
        """The names of the groups for which this script should be read again."""
        reviews = self._desk.reviews.of_script(self.script.id)
        return [self._desk.groups.get(review.group_id).name for review in reviews]

    @property
    def groups(self) -> tuple[tuple[str, int], ...]:
        """The groups that have it as their agreement, and the version of each."""
        return self._desk.agreements.in_use(self.script.id)

    @property
    def may_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._ways_back) and self.may_change

    @property
    def last_change(self) -> WayBack | None:
        """The way back from the last change, for `undo`."""
        return self._ways_back[-1] if self._ways_back else None

    @property
    def part(self) -> Part | None:
        """The segment or rule that is looked at; None for the script itself."""
        return part_at(self.version, self.place)

    def keep_about(self, values: Values) -> None:
        """Keep title and summary, and why this version was made. UserError NAME_MISSING."""
        about = {name: values[name] for name in ("title", "summary") if name in values}
        if about:
            self.script = self._desk.scripts.save(replace(self.script, **about))  # type: ignore[arg-type] # the fields give text
        if "reason" in values:
            self._revise(replace(self.version, reason=str(values["reason"])))

    def keep_part(self, values: Values) -> None:
        """Keep changed attributes of the part that is looked at."""
        part = self.part
        if part is None:
            return
        typed = dict(values)
        # Qt hands an enum of strings back as a plain string.
        if "kind" in typed:
            typed["kind"] = SegmentKind(str(typed["kind"]))
        if "topic" in typed:
            typed["topic"] = RuleTopic(str(typed["topic"]))
        place = self.place
        before = {name: getattr(part, name) for name in typed}

        def type_back(version: ScriptVersion) -> ScriptVersion:
            there = part_at(version, place)
            if there is None:
                raise LookupError(place)
            return changed(version, place, replace(there, **before))

        self._revise(changed(self.version, place, replace(part, **typed)))  # type: ignore[arg-type] # the fields give each attribute its type
        # What is typed comes in small pieces; all of one field goes back at once.
        way = WayBack(type_back, place, frozenset(typed))
        if not (self._ways_back and self._ways_back[-1].continues(way)):
            self._ways_back.append(way)

    def switch(self) -> None:
        """Switch what is looked at off, or on again."""
        if self.part is not None:
            self.keep_part({"switched_on": not self.part.switched_on})

    def add_segment(self, segment: Segment) -> None:
        """Put a segment after the one that is looked at, and look at it."""
        here = self.place.segment
        self._insert(Place(len(self.version.segments) if here is None else here + 1), segment)

    def add_rule(self, rule: RuleItem) -> None:
        """Put a rule after the one that is looked at, or last in the segment; look at it."""
        segment = self.place.segment or 0
        rules = len(self.version.segments[segment].rules)
        at = rules if self.place.rule is None else self.place.rule + 1
        self._insert(Place(segment, at), rule)

    def remove(self) -> None:
        """Take out the part that is looked at. UserError SCRIPT_WITHOUT_WORDS."""
        part, place = self.part, self.place
        if part is None:
            return

        def put_back(version: ScriptVersion) -> ScriptVersion:
            return inserted(version, place, part)

        self._revise(without(self.version, place))
        self.place = nearest(self.version, place)
        self._ways_back.append(WayBack(put_back, place))

    def move(self, step: int) -> bool:
        """Move the part that is looked at one place up (-1) or down (1); whether it could."""
        target = place_moved(self.version, self.place, step)
        return target is not None and self._move(self.place, target)

    def drop(self, source: Place, over: Place, *, after: bool) -> bool:
        """Move the part at `source` to where it was dropped; whether it was another place."""
        target = place_dropped(self.version, source, over, after=after)
        return target != source and self._move(source, target)

    def _move(self, before: Place, target: Place) -> bool:
        def move_back(version: ScriptVersion) -> ScriptVersion:
            return moved(version, target, before)

        self._revise(moved(self.version, before, target))
        self.place = target
        self._ways_back.append(WayBack(move_back, before))
        return True

    def undo(self, way: WayBack | None = None) -> None:
        """Take back the last change, or the one that `way` leads back from if it still stands."""
        if not self.may_undo or (way is not None and way not in self._ways_back):
            return
        chosen = way or self._ways_back[-1]
        self._revise(chosen.undo(self.version))
        self._ways_back.remove(chosen)
        self.place = nearest(self.version, chosen.place)

    def _insert(self, place: Place, part: Part) -> None:
        before = self.place

        def take_out(version: ScriptVersion) -> ScriptVersion:
            return without(version, place)

        self._revise(inserted(self.version, place, part))
        self.place = place
        self._ways_back.append(WayBack(take_out, before))

    def _revise(self, wanted: ScriptVersion) -> None:
        before = self.version
        # The next version has its own reason, which is not known yet.
        reason = "" if before.used_at is not None else wanted.reason
        self.revising = True
        try:
            kept = self._desk.scripts.revise(replace(wanted, reason=reason))
            self.reload()
        except UserError as refused:
            if refused.code is DeskTrouble.SCRIPT_CHANGED_SINCE:
                self.reload()
            raise
        finally:
            self.revising = False
        if kept.id != before.id:
            self.news = NextVersion(before.number, kept.number)

    def _read(self, script_id: int) -> None:
        scripts = self._desk.scripts
        self.script = scripts.get(script_id)
        self.versions = scripts.versions(script_id)
        self.version = scripts.version(self._older or self.versions[0].id)
