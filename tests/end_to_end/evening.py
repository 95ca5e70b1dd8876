"""The vault of a group that meets now, and the program as it is started each time."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from patience import wait_until
from program import Program
from told_time import ToldTime
from window_fixtures import Start

from peerdesk.app import open_desk
from peerdesk.desk.desk import Desk
from peerdesk.domain.crisis_resources import CrisisResource
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member, Role
from peerdesk.vault.files import VaultFolder

GROUP = "Tuesday circle"
PLACE = "Ferrymoor library"
NAMES = ("Amina", "Bo", "Carla", "Dev")
OTHER_NAMES = {"Carla": "Clementine Ashdown"}
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
EARLIER = timedelta(minutes=10)
SHOWN_AFTER_UNLOCK = "Cover the screen"


class Evening:
    """A planned session, and the program at it. `time` is the clock that the program goes by."""

    def __init__(
        self,
        start: Start,
        folder: VaultFolder,
        passphrase: str,
        *,
        begins: datetime | None = None,
        speed: float = 1,
    ) -> None:
        """The session is planned for `begins`, local; it is ten minutes before that now."""
        self._start, self.folder, self._passphrase = start, folder, passphrase
        wanted = begins or datetime.now() + EARLIER  # noqa: DTZ005 - local
        self.begins = wanted.replace(second=0, microsecond=0)
        self.time = ToldTime(folder.root.parent / "clock", wanted - EARLIER, speed)
        self.environment: dict[str, str] = {}
        """What is added to that of each program that is started."""
        self.session_id = self._prepare()

    @contextmanager
    def program(self) -> Iterator[Program]:
        started = self._start(("-m", "peerdesk", "--vault", str(self.folder.root)))
        started.environment.update(self.environment, PEERDESK_TOLD_CLOCK=str(self.time.file))
        with started as program:
            self.unlock(program)
            yield program

    def unlock(self, program: Program) -> None:
        program.wait_for("Your vault is locked")
        program.fill("Passphrase", self._passphrase)
        program.key("Return")
        program.wait_for(SHOWN_AFTER_UNLOCK)

    def kill(self, program: Program) -> None:
        """As a crash or an empty battery would, without a moment for anything."""
        os.kill(program.pid, signal.SIGKILL)
        wait_until(lambda: not program.is_running, lambda: "the end of the program")
        self.folder.lock_file.unlink(missing_ok=True)

    def opened(self) -> Desk:
        return open_desk(self.folder, self._passphrase)

    @contextmanager
    def left_behind(self) -> Iterator[Desk]:
        """What a killed program left, looked at in a copy: the vault itself stays as it was, and
        its disk may be full."""
        with tempfile.TemporaryDirectory() as elsewhere:
            copy = Path(elsewhere) / "left behind"
            shutil.copytree(self.folder.root, copy)
            desk = open_desk(VaultFolder(copy), self._passphrase)
            try:
                yield desk
            finally:
                desk.close()

    def names(self) -> list[str]:
        """Whatever stands for a person, their group or its place in the vault."""
        with self.left_behind() as desk:
            people = [
                name
                for member in desk.members.all(with_left=True)
                for name in (member.chosen_name, member.other_name)
            ]
            places = [part for group in desk.groups.all() for part in (group.name, group.place)]
        return sorted({name for name in (*people, *places) if name})

    def _prepare(self) -> int:
        desk = self.opened()
        group = desk.groups.save(weekly_group(self.begins))
        for number, name in enumerate(NAMES):
            member = desk.members.add_to_group(
                Member(chosen_name=name, other_name=OTHER_NAMES.get(name, "")), group.id
            )
            (membership,) = desk.members.memberships(member.id)
            if number < 2:
                role = Role.CO_FACILITATOR if number else Role.FACILITATOR
                desk.members.change_role(membership, role)
        line = CrisisResource(group_id=group.id, name="Night line", reach="555")
        desk.crisis_resources.arrange(group.id, (line,))
        session = desk.sessions.plan(group.id, self.begins)
        desk.close()
        return session.id


def weekly_group(begins: datetime) -> Group:
    """The group whose evening this is."""
    return Group(
        name=GROUP,
        place=PLACE,
        recurrence=f"FREQ=WEEKLY;INTERVAL=1;BYDAY={DAYS[begins.weekday()]}",
        first_date=begins.date(),
        start_time=begins.time(),
    )


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
    """With a key for each part on the way, unless the clock has brought the session there."""
    while not (here := current_part(program)).startswith(part):
        program.key("F12")
        wait_until(
            lambda here=here: current_part(program) not in {"", here},  # type: ignore[misc]
            lambda here=here: f"the part after {here}",  # type: ignore[misc]
        )


def current_part(program: Program) -> str:
    """What the plan calls it, or nothing where it is being shown anew."""
    parts = (one.name for one in program.controls() if one.kind == "PlanList item")
    return next((name for name in parts if ", now" in name), "")
