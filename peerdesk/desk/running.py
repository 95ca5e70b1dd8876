"""Where running sessions are: kept at every step, forgotten when the session is closed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from peerdesk.desk.aggregate import Aggregate
from peerdesk.desk.changes import Kind
from peerdesk.desk.rows import Table
from peerdesk.domain.running import Progress, Turn, TurnState
from peerdesk.domain.timers import Timer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peerdesk.desk.desk import Desk

_LAST_POSITION = "SELECT coalesce(max(position), -1) FROM session_turns WHERE session_id = ?"

_PLACE = "UPDATE session_turns SET position = ? WHERE id = ? AND session_id = ?"


class Running(Aggregate):
    """The part, the place in the script, and the round of each running session. Not logged."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._progress = Table(self._connection, "session_progress", Progress)
        self._turns = Table(self._connection, "session_turns", Turn)

    def progress(self, session_id: int) -> Progress | None:
        """Where the session is, or None where nothing was kept of it yet."""
        found = self._progress.where("session_id = ?", (session_id,))
        return found[0] if found else None

    def keep(self, progress: Progress) -> Progress:
        """Keep where a session is."""
        with self._desk.change(None) as change:
            kept = self._progress.save(progress)
            change.touch(Kind.PROGRESS, progress.session_id)
        return kept

    def turns(self, session_id: int) -> list[Turn]:
        """The people of the round in their order; empty where there was none yet."""
        return self._turns.where("session_id = ?", (session_id,), order="position")

    def begin_round(self, progress: Progress, people: Sequence[int | None]) -> Progress:
        """Begin a round of `people` (None for a guest) at `progress.seen_at`.

        It takes the place of the last one.
        """
        session_id = progress.session_id
        with self._desk.change(None):
            self._turns.delete("session_id = ?", (session_id,))
            for position, member_id in enumerate(people):
                state = TurnState.WAITING if position else TurnState.NOW
                turn = Turn(session_id=session_id, member_id=member_id, state=state)
                self._turns.add(turn, {"session_id": session_id, "position": position})
            return self.keep(progress.with_turn(Timer(progress.seen_at, progress.turn_seconds)))

    def pass_on(
        self, progress: Progress, to: Turn | None, left_as: TurnState = TurnState.DONE
    ) -> Progress:
        """Let it be somebody's turn at `progress.seen_at`; nobody's where the round is over.

        Whoever came after the round had begun joins it by their turn.
        """
        session_id = progress.session_id
        with self._desk.change(None):
            for turn in self._turns.where(
                "session_id = ? AND state = ?", (session_id, TurnState.NOW)
            ):
                self._turns.update(replace(turn, state=left_as))
            if to is None:
                return self.keep(progress.with_turn(None))
            self._keep_turn(replace(to, state=TurnState.NOW))
            return self.keep(progress.with_turn(Timer(progress.seen_at, progress.turn_seconds)))

    def arrange(self, progress: Progress, turns: Sequence[Turn]) -> None:
        """Put the circle in this order; whoever came after the round had begun joins it by that."""
        with self._desk.change(None):
            for position, turn in enumerate(turns):
                if turn.id:
                    self._connection.execute(_PLACE, (position, turn.id, progress.session_id))
                else:
                    self._turns.add(turn, {"position": position})
            self.keep(progress)

    def offer_again(self, progress: Progress) -> Progress:
        """Give everybody who passed another chance, from the first of them on."""
        with self._desk.change(None):
            passed = [
                self._turns.update(replace(turn, state=TurnState.WAITING))
                for turn in self.turns(progress.session_id)
                if turn.state is TurnState.PASSED
            ]
            return self.pass_on(progress, passed[0] if passed else None)

    def forget(self, session_id: int) -> None:
        """The session is over, or has not begun after all: nothing of its course is kept."""
        with self._desk.change(None) as change:
            self._turns.delete("session_id = ?", (session_id,))
            self._progress.delete("session_id = ?", (session_id,))
            change.touch(Kind.PROGRESS, session_id)

    def _keep_turn(self, turn: Turn) -> None:
        if turn.id:
            self._turns.update(turn)
            return
        (last,) = self._connection.execute(_LAST_POSITION, (turn.session_id,)).fetchone()
        self._turns.add(turn, {"position": last + 1})
