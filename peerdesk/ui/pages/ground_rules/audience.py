"""The group with whose names and dates a script is previewed. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peerdesk.domain.groups import Group

if TYPE_CHECKING:
    from peerdesk.desk.desk import Desk
    from peerdesk.domain.scripts import Script
    from peerdesk.ui.clock import Clock

NOBODY = Group(name="")


class Audience:
    """What the placeholders say for one group; read once, until `forget`."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._chosen: int | None = None
        self._groups: tuple[Group, ...] | None = None
        self._values: dict[int, dict[str, str]] = {}
        """By the id of the script."""

    def forget(self) -> None:
        """Groups, people or agreements were changed."""
        self._groups = None
        self._values.clear()

    def choose(self, group_id: int) -> None:
        """Preview with this group from now on."""
        self._chosen = group_id
        self._values.clear()

    @property
    def groups(self) -> tuple[Group, ...]:
        """Every group, by name."""
        if self._groups is None:
            self._groups = tuple(self._desk.groups.all())
        return self._groups

    def group_for(self, script: Script) -> Group:
        """The chosen group, else the one whose agreement the script is, else the first, if any."""
        chosen = next((group for group in self.groups if group.id == self._chosen), None)
        return chosen or next(iter(self._using(script)), None) or next(iter(self.groups), NOBODY)

    def values(self, script: Script) -> dict[str, str]:
        """What the placeholders say, in the language of the script."""
        if script.id not in self._values:
            self._values[script.id] = self._desk.groups.placeholders(
                self.group_for(script), self._clock.now(), script.language
            )
        return self._values[script.id]

    def _using(self, script: Script) -> list[Group]:
        found = ((group, self._desk.agreements.in_force(group.id)) for group in self.groups)
        return [group for group, own in found if own is not None and own.script.id == script.id]
