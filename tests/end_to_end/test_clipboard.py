"""What is copied is marked as secret and cleared again. On X11: offscreen, Qt owns no clipboard."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from patience import PATIENCE_SECONDS
from screen import Screen

pytestmark = pytest.mark.xdist_group("screen")

PROJECT = Path(__file__).resolve().parents[2]
SCRIPT = """
import json, sys
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit
from peerdesk.ui.clipboard import MARKS, ClipboardWatch

application = QApplication([])
clipboard = QApplication.clipboard()
parent = QObject()
watch = ClipboardWatch(parent, cleared_after=400)

def after(milliseconds):
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()

def copy(words):
    field = QLineEdit(words)
    field.show()
    field.selectAll()
    field.copy()
    after(60)
    return field

field = copy("Wilhelmina")
held = clipboard.mimeData()
told = {
    "text": held.text(),
    "marks": {name: held.data(name).data() == value for name, value in MARKS["linux"].items()},
}
after(250)
second = copy("second")
after(250)
told["restarted"] = clipboard.text()
after(400)
told["cleared"] = clipboard.text()
third = copy("third")
watch.clear()
told["at_once"] = clipboard.text()
print(json.dumps(told))
"""


THEIRS = """
import sys
from PySide6.QtWidgets import QApplication
application = QApplication([])
QApplication.clipboard().setText("a letter of theirs")
print("copied", flush=True)
application.exec()
"""
LOOKS = """
from PySide6.QtCore import QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication
from peerdesk.ui.clipboard import ClipboardWatch
application = QApplication([])
parent = QObject()
watch = ClipboardWatch(parent, cleared_after=100)
loop = QEventLoop()
QTimer.singleShot(500, loop.quit)
loop.exec()
watch.clear()
print(QApplication.clipboard().text())
"""


def test_what_another_program_copied_is_left_alone(screen: Screen, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", THEIRS],
        env=environment(screen, tmp_path),
        stdout=subprocess.PIPE,
        text=True,
    ) as theirs:
        assert theirs.stdout is not None
        assert theirs.stdout.readline() == "copied\n"
        ours = subprocess.run(
            [sys.executable, "-c", LOOKS],
            env=environment(screen, tmp_path),
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=True,
        )
        theirs.kill()
    assert ours.stdout == "a letter of theirs\n"


def environment(screen: Screen, home: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "DISPLAY": screen.name,
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONPATH": str(PROJECT),
    }


def test_what_is_copied_is_marked_and_cleared(screen: Screen, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=environment(screen, tmp_path),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["text"] == "Wilhelmina"
    assert told["marks"] == {"x-kde-passwordManagerHint": True}
    assert told["restarted"] == "second", "a second copy starts the time anew"
    assert told["cleared"] == ""
    assert told["at_once"] == ""
