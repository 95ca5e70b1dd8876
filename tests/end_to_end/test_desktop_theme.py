"""PeerDesk follows the desktop into dark and back, by local sockets, with the network refused."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from patience import wait_until
from program import Program
from system_services import running_bus

from peerdesk.ui import theme
from peerdesk.vault.files import VaultFolder

Start = Callable[..., Program]

PYTHON = "/usr/bin/python3"
"""The system's own, which may have GLib; it speaks for the desktop."""
SERVICE = Path(__file__).with_name("desktop_settings.py")
FILTERED = "Seccomp:\t2"


def glib_is_there() -> bool:
    if not (shutil.which("dbus-daemon") and Path(PYTHON).exists()):
        return False
    asked = subprocess.run([PYTHON, "-c", "from gi.repository import Gio"], check=False)
    return asked.returncode == 0


pytestmark = [
    pytest.mark.xdist_group("screen"),
    pytest.mark.skipif(not glib_is_there(), reason="needs dbus-daemon and GLib for Python"),
]


class Desktop:
    """A desktop that was dark when PeerDesk was started."""

    def __init__(self, address: str, speaker: "subprocess.Popen[str]") -> None:
        self.address = address
        self._speaker = speaker

    def turns(self, scheme: str) -> None:
        assert self._speaker.stdin is not None
        self._speaker.stdin.write(f"{scheme}\n")
        self._speaker.stdin.flush()


@contextmanager
def speaking(address: str) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [PYTHON, str(SERVICE), "dark"],
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": address},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as speaker:
        assert speaker.stdout is not None
        assert speaker.stdout.readline() == "ready\n"
        yield speaker
        speaker.kill()


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    folder = tmp_path / "desktop"
    folder.mkdir()
    with running_bus(folder) as address, speaking(address) as speaker:
        yield Desktop(address, speaker)


def is_in(program: Program, name: str) -> bool:
    """Whether most of the screen has the colours that a theme gives to a window."""
    picture = program.screen.picture().convert("RGB")
    colours = {
        tuple(bytes.fromhex(theme.tokens(name)[token].lstrip("#")))
        for token in ("window", "surface")
    }
    counted = picture.getcolors(picture.width * picture.height) or []
    return sum(number for number, colour in counted if colour in colours) > (
        picture.width * picture.height / 3
    )


def wait_for(program: Program, name: str) -> None:
    # Not before the backup of the day is made, for one, which takes its time on a busy machine.
    wait_until(lambda: is_in(program, name), lambda: f"the {name} theme")


@pytest.mark.parametrize("named", ["", "GNOME"])
def test_the_theme_of_the_desktop_is_followed_behind_the_filter(
    start: Start, desktop: Desktop, vault_folder: VaultFolder, passphrase: str, named: str
) -> None:
    program: Program = start(("-m", "peerdesk", "--vault", str(vault_folder.root)))
    program.environment["DBUS_SESSION_BUS_ADDRESS"] = desktop.address
    program.environment["XDG_CURRENT_DESKTOP"] = named
    # GTK, which Qt asks there, would look for a screen reader's bus and complain that none is here.
    program.environment["NO_AT_BRIDGE"] = "1"
    with program:
        program.wait_for("Your vault is locked")
        wait_for(program, "dark")
        status = Path(f"/proc/{program.pid}/status").read_text(encoding="utf-8")
        assert FILTERED in status
        program.fill("Passphrase", passphrase)
        program.key("Return")
        program.wait_for("Cover the screen")
        wait_for(program, "dark")
        program.screenshot(f"dark-desktop-{named}")

        desktop.turns("light")
        wait_for(program, "light")

        program.click("People", kind="QToolButton")
        program.click("Add the first person")
        program.fill("Chosen name", "Quill")
        desktop.turns("dark")
        program.wait_for("Saved")
        # Nothing is taken from under the hands of somebody who types.
        assert is_in(program, "light")
        program.click("Today", kind="QToolButton")
        wait_for(program, "dark")
        assert program.complaints() == ""
