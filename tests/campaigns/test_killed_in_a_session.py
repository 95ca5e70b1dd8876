"""kill -9 in the middle of a session: no attendance is lost, and two seconds of typing at most.

What runs is the real page on a real vault, with its real timers.
"""

import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import children
import pytest
from campaign_table import Campaign, CampaignRow

from peerdesk.app import open_desk
from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.domain.members import Member
from peerdesk.domain.notes import NoteKind
from peerdesk.domain.running import TurnState
from peerdesk.ui.clock import SystemClock
from peerdesk.vault.files import VaultFolder

PEOPLE = 8
SESSION = """
import random, sys
from functools import partial
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from peerdesk.app import open_desk
from peerdesk.domain.running import RoundOrder
from peerdesk.domain.sessions import Presence
from peerdesk.settings import SettingsStore
from peerdesk.ui.jobs import Jobs
from peerdesk.ui.pages.page import PageContext, Wishes
from peerdesk.ui.pages.sessions.page import SessionsPage
from peerdesk.ui.pages.sessions.run import Tab
from peerdesk.vault.files import VaultFolder

root, passphrase, seed = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
chance = random.Random(seed)
application = QApplication(["PeerDesk", "-platform", "offscreen"])
desk = open_desk(VaultFolder(root), passphrase)
settings = SettingsStore(root.parent / "settings.json")
page = SessionsPage(PageContext(desk, settings, Jobs(application), Wishes()))
desk.listen(page.on_change)
page.resize(1060, 640)
page.show()
page.refresh()
(session,) = desk.sessions.running()
page.open(session.id)
run = page.view.run
members = [member for member, _ in desk.members.of_group(session.group_id)]
field = run.note.editor.field
typed = 0
print("open", flush=True)
while True:
    what = chance.choice(["mark", "type", "type", "type", "part", "turn", "move", "ready"])
    if what == "mark":
        member, presence = chance.choice(members), chance.choice(list(Presence)[:4])
        print("will mark", member.id, presence.value, flush=True)
        run.attendance.mark(member, presence)
        print("marked", member.id, presence.value, flush=True)
    elif what == "type":
        run.tabs.setCurrentIndex(Tab.NOTE)
        for _ in range(chance.randrange(1, 12)):
            QTest.keyClick(field, chr(ord("a") + typed % 26))
            typed += 1
            # Two seconds of the window's own time: where the machine stood still, it did too.
            QTimer.singleShot(2000, partial(print, "kept", typed, flush=True))
            QTest.qWait(chance.randrange(5, 60))
    elif what == "part":
        wanted = chance.randrange(len(run.plan.course.items))
        print("will part", wanted, flush=True)
        run.plan.go_to(wanted)
        # Going to the part that the clock has brought already leaves it to the clock.
        kept = run.plan.course.progress
        if kept is not None and kept.item_began_at is not None:
            print("part", run.plan.course.place.index, flush=True)
    elif what == "ready":
        member, ready = chance.choice(members), chance.random() < 0.5
        print("will ready", member.id, int(ready), flush=True)
        desk.tonight.tick_needs(session.id, member.id, ready=ready)
        print("ready", member.id, int(ready), flush=True)
    elif what == "move":
        seats = len(run.round.circle.seats)
        if run.round.is_going_on and seats > 1:
            print("will move", flush=True)
            run.round.list.move_wanted.emit(chance.randrange(seats), chance.randrange(seats))
            print("order", *(turn.member_id for turn in run.round.circle.turns), flush=True)
    elif run.round.is_going_on:
        print("will turn", flush=True)
        run.round.go_on()
        seat = run.round.circle.current
        print("turn", seat.turn.member_id if seat else 0, flush=True)
    elif run.round.circle.people:
        print("will turn", flush=True)
        run.round.circle.begin(60, RoundOrder.SHUFFLED)
        run.round.follow()
        print("order", *(turn.member_id for turn in run.round.circle.turns), flush=True)
        print("turn", run.round.circle.current.turn.member_id, flush=True)
    QTest.qWait(chance.randrange(0, 30))
"""


@dataclass
class Said:
    """What the program had said was done when it was killed, and what it was about to do."""

    marks: dict[int, str] = field(default_factory=dict)
    typed: int = 0
    """Letters that must be in the vault by then: the last was typed two seconds before."""
    part: int | None = None
    turn: int | None = None
    order: list[int] = field(default_factory=list)
    ready: dict[int, bool] = field(default_factory=dict)
    pending: tuple[str, ...] = ()

    def hear(self, line: str) -> None:
        words = line.split()
        self.pending = tuple(words[1:]) if words[0] == "will" else ()
        match words:
            case ["marked", member, presence]:
                self.marks[int(member)] = presence
            case ["kept", number]:
                self.typed = int(number)
            case ["part", index]:
                self.part = int(index)
            case ["order", *members]:
                self.order = [int(member) for member in members]
            case ["ready", member, ready]:
                self.ready[int(member)] = ready == "1"
            case ["turn", member]:
                self.turn = int(member)


@pytest.fixture
def evening(vault_folder: VaultFolder, passphrase: str) -> VaultFolder:
    """A closed vault with a session that runs."""
    desk = open_desk(vault_folder, passphrase)
    group = desk.groups.save(Group(name="Tuesday circle"))
    for number in range(PEOPLE):
        desk.members.add_to_group(Member(chosen_name=f"Person {number}"), group.id)
    now = SystemClock().now()
    desk.sessions.start(desk.sessions.plan(group.id, now).id, now.astimezone())
    desk.close()
    return vault_folder


@pytest.mark.campaign
def test_a_killed_session_loses_no_attendance_and_little_typing(
    evening: VaultFolder, passphrase: str, campaigns: bool, campaign: Campaign
) -> None:
    rounds, worst = (200 if campaigns else 3), 0.0
    lost: list[str] = []
    for seed in range(rounds):
        said = run_until_killed(evening.root, passphrase, seed)
        evening.lock_file.unlink(missing_ok=True)
        began = time.monotonic()
        desk = open_desk(evening, passphrase)
        worst = max(worst, time.monotonic() - began)
        lost += (f"round {seed}: {each}" for each in losses(desk, said))
        start_anew(desk)
        desk.close()
    campaign(CampaignRow("kill -9 in a session", rounds, len(lost), 0, worst))
    assert lost == []


def run_until_killed(root: Path, passphrase: str, seed: int) -> Said:
    child = children.start(SESSION, root, passphrase, seed)
    assert children.next_line(child) == "open"
    time.sleep(random.Random(seed).uniform(0.2, 4.0))  # noqa: S311 - a test
    said = Said()
    for line in children.kill(child):
        said.hear(line)
    return said


def losses(desk: Desk, said: Said) -> list[str]:
    """What had been done and is not there."""
    (session,) = desk.sessions.running()
    kept = desk.sessions.attendance(session.id)
    lost = [
        f"mark of {each}"
        for each, mark in said.marks.items()
        if kept.get(each) != mark and said.pending != ("mark", str(each), kept.get(each))
    ]
    text = written(desk, session.id)
    if len(text) < said.typed:
        lost.append(f"typing: {len(text)} of {said.typed} letters")
    progress = desk.running.progress(session.id)
    if said.part is not None:
        items = desk.sessions.agenda(session.id)
        places = {items[said.part].id}
        if said.pending[:1] == ("part",):
            places.add(items[int(said.pending[1])].id)
        if progress is None or progress.item_id not in places:
            lost.append("the part")
    if said.turn and said.pending != ("turn",):
        now = [t.member_id for t in desk.running.turns(session.id) if t.state is TurnState.NOW]
        if now != [said.turn]:
            lost.append("the turn")
    return lost + order_and_ticks_lost(desk, session.id, said)


def order_and_ticks_lost(desk: Desk, session_id: int, said: Said) -> list[str]:
    lost = []
    circle = [turn.member_id for turn in desk.running.turns(session_id)]
    is_changing = said.pending[:1] in {("turn",), ("move",)}
    if not is_changing and [each for each in circle if each in said.order] != said.order:
        lost.append("the order of the circle")
    ready = desk.tonight.needs_ready(session_id)
    lost += [
        f"what is ready for {member}"
        for member, is_ready in said.ready.items()
        if (member in ready) != is_ready and said.pending[:2] != ("ready", str(member))
    ]
    return lost


def written(desk: Desk, session_id: int) -> str:
    """What is kept of the note, as a draft or for good."""
    note = desk.notes.of_session(session_id)
    draft = desk.drafts.text(NoteKind.GROUP, session_id)
    return draft if draft is not None else note.text if note is not None else ""


def start_anew(desk: Desk) -> None:
    """Let the next round begin with nothing noted."""
    (session,) = desk.sessions.running()
    for member_id in desk.sessions.attendance(session.id):
        desk.sessions.mark(session.id, member_id, None)
    desk.notes.keep_group_note(session.id, "")
    desk.drafts.drop(NoteKind.GROUP, session.id)
    desk.running.forget(session.id)
    desk.tonight.forget_ready(session.id)
