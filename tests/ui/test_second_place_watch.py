"""The second place is noticed when it appears, and offered where it lacks something."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from checks import unwatched_task
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.backup.second_place import choose
from peerdesk.desk.desk import Desk
from peerdesk.domain.groups import Group
from peerdesk.ui.backing_up import into_every_place
from peerdesk.ui.jobs import Jobs
from peerdesk.ui.media_watch import MediaWatch
from peerdesk.ui.second_place_watch import SecondPlaceWatch


@pytest.fixture
def jobs(qapp: QApplication) -> Jobs:
    return Jobs(qapp)


@pytest.fixture
def watch(desk: Desk, jobs: Jobs, qapp: QApplication, tmp_path: Path) -> SecondPlaceWatch:
    stick = tmp_path / "stick"
    stick.mkdir()
    desk.backups.choose_second_place(choose(desk.vault.folder, stick))
    return SecondPlaceWatch(desk, jobs, qapp)


def look(qtbot: QtBot, watch: SecondPlaceWatch, jobs: Jobs) -> None:
    watch.look()
    qtbot.waitUntil(lambda: not jobs.busy)


def test_it_is_offered_once_each_time_it_appears(
    qtbot: QtBot, watch: SecondPlaceWatch, jobs: Jobs, tmp_path: Path
) -> None:
    told: list[str] = []
    watch.appeared.connect(lambda: told.append("there"))
    look(qtbot, watch, jobs)
    look(qtbot, watch, jobs)
    assert told == ["there"]
    (tmp_path / "stick").rename(tmp_path / "pulled")
    look(qtbot, watch, jobs)
    (tmp_path / "pulled").rename(tmp_path / "stick")
    look(qtbot, watch, jobs)
    assert told == ["there", "there"]


def test_it_is_not_offered_where_it_lacks_nothing(
    qtbot: QtBot, desk: Desk, watch: SecondPlaceWatch, jobs: Jobs
) -> None:
    for placed in into_every_place(desk)(unwatched_task()).placed:
        desk.backups.keep_placed(placed.made.known, placed.tidied.removed)
    with qtbot.assertNotEmitted(watch.appeared):
        look(qtbot, watch, jobs)
    assert not desk.backups.is_behind()
    qtbot.wait(1100)  # a manifest's moment has no fractions of a second
    desk.groups.save(Group(name="Harbour"))
    assert desk.backups.is_behind()


def test_the_system_tells_of_a_medium_that_appears(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    mount = shutil.which("mount")
    if not sys.platform.startswith("linux") or mount is None:
        pytest.skip("no system that tells of mounts")
    watch = MediaWatch(qapp)
    place = tmp_path / "medium"
    place.mkdir()
    with qtbot.waitSignal(watch.changed, raising=False) as told:
        done = subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)],
            check=False,
            capture_output=True,
        )
        if done.returncode != 0:
            pytest.skip(f"mounting is not allowed here: {done.stderr.decode()[:80]}")
    subprocess.run(["umount", str(place)], check=True)
    assert told.signal_triggered


def test_the_watch_goes_without_a_trace(qtbot: QtBot) -> None:
    watch = MediaWatch()
    with qtbot.captureExceptions() as faults, qtbot.waitSignal(watch.destroyed):
        watch.deleteLater()
    assert faults == []
