"""The vault of a group that meets now, and the program as it is started each time."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from program import Program
from screen import wait_until
from window_fixtures import Start

from peerdesk.app import open_desk
from peerdesk.desk.desk import Desk
from peerdesk.domain.crisis_resources import CrisisResource
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member, Role
from peerdesk.vault.files import VaultFolder

GROUP = "Tuesday circle"
NAMES = ("Amina", "Bo", "Carla", "Dev")
SHOWN_AFTER_UNLOCK = "Cover the screen"


class Evening:
    """`factor` says how many seconds of the evening each second is."""

    def __init__(
        self, start: Start, folder: VaultFolder, passphrase: str, *, factor: int = 1
    ) -> None:
        self._start, self._folder, self._passphrase = start, folder, passphrase
        self._factor = factor
        self.since = time.time()
        self.session_id = self._prepare()

    @contextmanager
    def program(self) -> Iterator[Program]:
        started = self._start(("-m", "peerdesk", "--vault", str(self._folder.root)))
        started.environment["PEERDESK_FAST_CLOCK"] = f"{self.since},{self._factor}"
        with started as program:
            self.unlock(program)
            yield program

    def unlock(self, program: Program) -> None:
        program.wait_for("Your vault is locked", 60)
        program.fill("Passphrase", self._passphrase)
        program.key("Return")
        program.wait_for(SHOWN_AFTER_UNLOCK, 60)

    def kill(self, program: Program) -> None:
        """As a crash or an empty battery would, without a moment for anything."""
        os.kill(program.pid, signal.SIGKILL)
        wait_until(lambda: not program.is_running, 10, lambda: "the end of the program")
        self._folder.lock_file.unlink(missing_ok=True)

    def opened(self) -> Desk:
        return open_desk(self._folder, self._passphrase)

    def _prepare(self) -> int:
        desk = self.opened()
        group = desk.groups.save(Group(name=GROUP))
        for number, name in enumerate(NAMES):
            member = desk.members.add_to_group(Member(chosen_name=name), group.id)
            (membership,) = desk.members.memberships(member.id)
            if number < 2:
                role = Role.CO_FACILITATOR if number else Role.FACILITATOR
                desk.members.change_role(membership, role)
        line = CrisisResource(group_id=group.id, name="Night line", reach="555")
        desk.crisis_resources.arrange(group.id, (line,))
        begins = datetime.fromtimestamp(self.since) + timedelta(minutes=10)  # noqa: DTZ006 - local
        session = desk.sessions.plan(group.id, begins.replace(second=0, microsecond=0))
        desk.close()
        return session.id


def begin_from_today(program: Program) -> None:
    """From Today to a running session: one click."""
    program.click("Start the session")
    program.wait_for("Somebody is in distress")


def go_on_from_today(program: Program, button: str, sign: str) -> None:
    """After an unlock: back to where `sign` is shown with one click, unless it is shown already."""
    if not program.see(sign):
        program.click("Today", kind="QToolButton")
        program.click(button)
    program.wait_for(sign)


def go_to_part(program: Program, part: str) -> None:
    """With a click in the plan, unless the clock has brought the session there already."""
    if not program.see(f"{part}, now"):
        program.click(part, kind="PlanList item")
    program.wait_for(f"{part}, now")
