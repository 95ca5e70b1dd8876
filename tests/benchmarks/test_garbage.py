"""Looking for garbage in all that the program has loaded never keeps somebody's typing waiting."""

import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LOADED = 60_000
"""Objects: what PeerDesk has loaded has more of them."""
LEFT = 5_000
"""Objects: through so many a look takes two milliseconds."""
SCRIPT = """
import gc, sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from peerdesk import app
from peerdesk.settings import SettingsStore
from peerdesk.ui.loading import RARELY_OPENED, STEPPING_STONES
from peerdesk.ui.entry.services import EntryServices
from peerdesk.ui.pages.listed import PAGES
from peerdesk.ui.program import Program

place = Path(sys.argv[1])
application = QApplication(["PeerDesk"])
services = EntryServices(
    settings=SettingsStore(place / "settings.json"),
    open_desk=app.open_desk,
    create_desk=app.create_desk,
    restore=app.restore_backup,
    sample_desk=app.sample_desk,
)
gc.disable()
program = Program(application, services)
program.begin(None)
while STEPPING_STONES[-1] not in sys.modules or services.jobs.busy:
    application.processEvents()
print("loaded", gc.get_freeze_count())

program._show_desk(app.sample_desk(place / "vault", "seven quiet chairs by the window"))
shell = program._shell
while len(shell.made) < len(PAGES) or shell.ahead.goes_on:
    application.processEvents()
while services.jobs.busy or RARELY_OPENED[-1] not in sys.modules:
    application.processEvents()
print("left", len(gc.get_objects()))
program._shell.put_away()
program._desk.close()
"""


def test_what_stays_until_the_lock_is_never_looked_through_again(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, tmp_path],
        env={**os.environ, "HOME": str(tmp_path), "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told = dict(line.split() for line in done.stdout.splitlines())
    assert int(told["loaded"]) > LOADED
    assert int(told["left"]) < LEFT
