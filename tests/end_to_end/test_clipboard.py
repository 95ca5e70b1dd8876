"""What is copied is marked as secret and cleared again. On X11: offscreen, Qt owns no clipboard."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
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


def test_what_is_copied_is_marked_and_cleared(screen: Screen, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "XDG_RUNTIME_DIR": str(tmp_path),
            "DISPLAY": screen.name,
            "QT_QPA_PLATFORM": "xcb",
            "PYTHONPATH": str(PROJECT),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["text"] == "Wilhelmina"
    assert told["marks"] == {"x-kde-passwordManagerHint": True}
    assert told["restarted"] == "second", "a second copy starts the time anew"
    assert told["cleared"] == ""
    assert told["at_once"] == ""
