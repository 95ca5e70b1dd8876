"""Homes that tests live in and that are thrown away, also those of runs that were killed."""

import os
import shutil
import tempfile
import time
from pathlib import Path

HOMES = "peerdesk-tests-home-"
LONG_AGO = 60 * 60
"""Seconds. No test run takes that long, and process numbers may be used anew after a while."""


def sweep_homes(place: Path) -> None:
    """Remove the homes that killed test runs left in `place`."""
    for home in place.glob(f"{HOMES}*"):
        number = home.name.removeprefix(HOMES).partition("-")[0]
        owner_lives = number.isdecimal() and Path(f"/proc/{number}").exists()
        try:
            is_old = time.time() - home.stat().st_mtime > LONG_AGO
        except FileNotFoundError:  # another run sweeps as well
            continue
        if is_old and not owner_lives:
            shutil.rmtree(home, ignore_errors=True)


def move_home() -> Path:
    """Point this process, and all that it starts, to a home folder that is thrown away."""
    sweep_homes(Path(tempfile.gettempdir()))
    home = Path(tempfile.mkdtemp(prefix=f"{HOMES}{os.getpid()}-"))
    for variable, folder in {
        "HOME": "",
        "USERPROFILE": "",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "XDG_RUNTIME_DIR": "run",
    }.items():
        place = home / folder
        place.mkdir(mode=0o700, exist_ok=True)
        os.environ[variable] = str(place)
    return home
