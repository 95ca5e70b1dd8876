"""Which of several things is on the wall. No Qt."""

from peerdesk.domain.room import RoomView


class Board:
    """Holds one view of each kind and shows the one that was brought last.

    A timer that goes on while something else is shown keeps its own view up to date with `keep`,
    and takes nothing off the wall by it. What is shown when it ends is what was shown before.
    """

    def __init__(self) -> None:
        self._views: dict[type, RoomView] = {}
        self._order: list[type] = []

    @property
    def shown(self) -> RoomView | None:
        """What the room sees."""
        return self._views[self._order[-1]] if self._order else None

    def bring(self, view: RoomView) -> None:
        """Put something on the wall, over whatever is there."""
        self.end(type(view))
        self._views[type(view)] = view
        self._order.append(type(view))

    def keep(self, view: RoomView) -> None:
        """Say anew what a view of this kind looks like, on the wall or behind what is there.

        A kind that is not there yet is put behind everything else.
        """
        if type(view) not in self._views:
            self._order.insert(0, type(view))
        self._views[type(view)] = view

    def end(self, kind: type) -> None:
        """Take a kind of view away; nothing where there is none."""
        if self._views.pop(kind, None) is not None:
            self._order.remove(kind)
