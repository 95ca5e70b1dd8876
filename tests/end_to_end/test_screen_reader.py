"""A screen reader speaks to PeerDesk through local sockets, which the filter lets through."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from patience import PATIENCE_SECONDS, wait_until
from program import Program

from peerdesk.vault.files import VaultFolder

Start = Callable[..., Program]

LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
ROOT = "/org/a11y/atspi/accessible/root"
ACCESSIBLE = "org.a11y.atspi.Accessible"
CHILD = re.compile(r"'(:[0-9.]+)', objectpath '([^']+)'|\('(:[0-9.]+)', '([^']+)'\)")

pytestmark = [
    pytest.mark.xdist_group("screen"),
    pytest.mark.skipif(
        not (shutil.which("gdbus") and shutil.which("dbus-daemon") and LAUNCHER.exists()),
        reason="needs dbus-daemon, gdbus and at-spi2-core",
    ),
]


@pytest.fixture
def session_bus(tmp_path: Path) -> Iterator[str]:
    """A bus of a desktop of its own, which starts the bus of the screen readers when asked."""
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    with ExitStack() as ending:
        daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"],
            env={**os.environ, "XDG_RUNTIME_DIR": str(runtime), "HOME": str(tmp_path)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        ending.callback(daemon.wait, 10)
        ending.callback(daemon.terminate)
        assert daemon.stdout is not None
        ending.callback(daemon.stdout.close)
        yield daemon.stdout.readline().strip()


def answer(bus: str, name: str, path: str, method: str, *arguments: str) -> str:
    """What an object on a bus answers, as gdbus writes it."""
    called = ["gdbus", "call", "--address", bus, "--dest", name, "--object-path", path]
    ended = subprocess.run(
        [*called, "--method", method, *arguments],
        check=False,  # nobody answers yet
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
    )
    return ended.stdout


def names_below(bus: str, name: str, path: str) -> set[str]:
    """What a screen reader would say of an object and everything in it."""
    get = "org.freedesktop.DBus.Properties.Get"
    found = {answer(bus, name, path, get, ACCESSIBLE, "Name").strip().strip("(<'>,)")}
    children = answer(bus, name, path, f"{ACCESSIBLE}.GetChildren")
    for match in CHILD.finditer(children):
        found |= names_below(bus, match[1] or match[3], match[2] or match[4])
    return found


def test_a_screen_reader_finds_every_control_of_the_prompt_under_the_filter(
    start: Start, session_bus: str, vault_folder: VaultFolder
) -> None:
    program = start(("-m", "peerdesk", "--vault", str(vault_folder.root)))
    program.environment["DBUS_SESSION_BUS_ADDRESS"] = session_bus
    program.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
    with program:
        program.wait_for("Your vault is locked")
        asked = answer(session_bus, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")
        bus = asked.strip().strip("(',)")
        found: set[str] = set()

        def is_heard() -> bool:
            found.update(names_below(bus, "org.a11y.atspi.Registry", ROOT))
            return "Passphrase" in found

        wait_until(is_heard, lambda: f"a screen reader to hear of the prompt, not {found}")
        assert {"PeerDesk", "Unlock"} <= found
        status = Path(f"/proc/{program.pid}/status").read_text("ascii")
        assert re.search(r"^Seccomp:\s+2$", status, re.MULTILINE), "the filter is in force"
