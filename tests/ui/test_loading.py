"""What is loaded after the prompt: Qt on the window's thread, in small steps, the rest in a job."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from peerdesk.ui.loading import RARELY_OPENED, STEPPING_STONES

MOST_AT_A_STEP = 40
"""Modules. Each takes about half a millisecond, and nobody who types notices 20."""

EVERYTHING = """
import sys
from pkgutil import walk_packages
import peerdesk.ui
from peerdesk.ui.loading import RARELY_OPENED, STEPPING_STONES, load_floors, one_by_one
load_floors()
for _ in one_by_one((*STEPPING_STONES, *RARELY_OPENED)):
    pass
for name in ("dialogs", "pages", "passing_on", "widgets"):
    package = f"peerdesk.ui.{name}"
    for found in walk_packages(__import__(package, fromlist=["x"]).__path__, package + "."):
        if found.name not in sys.modules:
            print(found.name)
"""
GARBAGE = """
import gc
import peerdesk.settings, peerdesk.ui.folder_lock, peerdesk.ui.program, peerdesk.ui.entry.unlock
from peerdesk.ui.loading import RARELY_OPENED, STEPPING_STONES, load_floors, one_by_one
load_floors()
for _ in one_by_one((*STEPPING_STONES, *RARELY_OPENED)):
    pass
kept = gc.get_freeze_count()
gc.unfreeze()
print(kept, gc.collect())
"""
FLOORS = """
import sys
from peerdesk.ui.loading import load_floors
load_floors()
print(*(name for name in sys.modules if name.startswith(("PySide6", "peerdesk.ui."))))
"""
STEPS = """
import sys
import peerdesk.settings, peerdesk.ui.folder_lock, peerdesk.ui.program, peerdesk.ui.entry.unlock
from peerdesk.ui.loading import RARELY_OPENED, STEPPING_STONES, load_floors, one_by_one
load_floors()
names = (*STEPPING_STONES, *RARELY_OPENED)
there = set(sys.modules)
for name, _ in zip(names, one_by_one(names)):
    print(name, *(set(sys.modules) - there))
    there = set(sys.modules)
"""
QUICK = """
import sys, threading
from pathlib import Path

elsewhere = []
def watch(event, arguments):
    if event == "import" and threading.current_thread() is not threading.main_thread():
        if arguments[0].startswith(("PySide6", "peerdesk.ui.")):
            elsewhere.append(arguments[0])
sys.addaudithook(watch)

from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from peerdesk import app
from peerdesk.settings import SettingsStore
from peerdesk.ui.entry.services import EntryServices
from peerdesk.ui.program import Program

place, words, when = Path(sys.argv[1]), "seven quiet chairs by the window", sys.argv[2]
application = QApplication(["PeerDesk"])
services = EntryServices(
    settings=SettingsStore(place / "settings.json"),
    open_desk=app.open_desk,
    create_desk=app.create_desk,
    restore=app.restore_backup,
    sample_desk=app.sample_desk,
)
program = Program(application, services)
program.begin(place / "vault")
while when == "late" and "peerdesk.ui.shell" not in sys.modules:
    application.processEvents()
(field,) = (each for each in program._entry.findChildren(QLineEdit) if each.isVisible())
field.setText(words)
field.returnPressed.emit()
while program._shell is None or services.jobs.busy:
    application.processEvents()
print(*elsewhere)
program._shell.put_away()
program._desk.close()
"""
VAULT = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from peerdesk.app import sample_desk
application = QCoreApplication([])
sample_desk(Path(sys.argv[1]) / "vault", "seven quiet chairs by the window").close()
"""


def told(script: str, *arguments: object) -> list[list[str]]:
    done = subprocess.run(
        [sys.executable, "-P", "-c", script, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [line.split() for line in done.stdout.splitlines()]


def test_no_window_is_loaded_only_when_it_is_opened() -> None:
    assert told(EVERYTHING) == []


def test_what_is_kept_from_the_search_for_garbage_is_hardly_any_itself() -> None:
    ((kept, garbage),) = told(GARBAGE)
    assert int(kept) > 10_000
    assert int(garbage) < 500


def test_a_job_loads_nothing_that_knows_qt() -> None:
    assert told(FLOORS) == [["peerdesk.ui.loading"]]


def test_each_step_brings_few_modules_and_all_of_them_of_the_window() -> None:
    steps = {name: brought for name, *brought in told(STEPS)}
    assert list(steps) == [*STEPPING_STONES, *RARELY_OPENED]
    assert {name: len(new) for name, new in steps.items() if len(new) > MOST_AT_A_STEP} == {}
    of_others = {
        each
        for brought in steps.values()
        for each in brought
        if not each.startswith(("peerdesk.ui.", "PySide6."))
    }
    assert of_others == set()


@pytest.mark.parametrize("when", ["at once", "late"])
def test_no_type_of_qt_is_loaded_beside_the_window(tmp_path: Path, when: str) -> None:
    told(VAULT, tmp_path)
    assert told(QUICK, tmp_path, when) == [[]]
