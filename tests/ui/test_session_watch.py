"""A system that tells nothing, or that would tell over the network, costs nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from patience import PATIENCE_SECONDS

PROJECT = Path(__file__).resolve().parents[2]
SCRIPT = """
import time
from peerdesk.safety.hardening import harden
from peerdesk.safety.network import refuse_network
harden(); refuse_network()
from PySide6.QtCore import QCoreApplication
application = QCoreApplication([])
from peerdesk.ui.session_watch import watch_session
began = time.monotonic()
watch = watch_session(application)
print(sorted(watch.heard), time.monotonic() - began < 20)  # D-Bus waits 25 s for an answer
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the watch of Linux")
@pytest.mark.parametrize(
    "address", ["", "unix:path=/nowhere/bus", "tcp:host=127.0.0.1,port=9", "nonsense"]
)
def test_a_bus_that_is_not_there_breaks_nothing(tmp_path: Path, address: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "XDG_RUNTIME_DIR": str(tmp_path),
            "PYTHONPATH": str(PROJECT),
            "DBUS_SYSTEM_BUS_ADDRESS": address or "unix:path=/nowhere/system",
            **({"DBUS_SESSION_BUS_ADDRESS": address} if address else {}),
        },
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "[] True\n", "")
