"""How long PeerDesk takes to its unlock prompt, against KeePassXC on the same virtual screen.

Each program is asked to open a locked file of its own, has a home of its own that no other program
writes to, and is started in turn with the other. The first start of each fills the caches and is
not counted. The processor's time is told beside the clock's: it is the same on a machine that has
other things to do, whose clock says little.
"""

import os
import secrets
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from development.errors import SetupError
from development.screen import Start, start_to_window, virtual_screen

STARTS = 15
LIMIT = 1.2  # the figure that PeerDesk promises to stay under, as a ratio of medians

# Without these lines KeePassXC opens with a question about looking for updates.
KEEPASSXC_SETTINGS = """[General]
ConfigVersion=2
UpdateCheckMessageShown=true

[GUI]
CheckForUpdates=false
"""


@dataclass(frozen=True, slots=True)
class Program:
    """A program to measure: its name, its command line, the environment that it gets."""

    name: str
    command: list[str]
    environment: dict[str, str]


def environment_with_home(home: Path, bus: str) -> dict[str, str]:
    """Return an environment in which a program reads and writes under `home` alone."""
    private = home / "run"
    private.mkdir(parents=True, mode=0o700)
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_RUNTIME_DIR": str(private),
        "TMPDIR": str(private),
        "DBUS_SESSION_BUS_ADDRESS": bus,
        "QT_QPA_PLATFORM": "xcb",
    }


def peerdesk(folder: Path, bus: str) -> Program:
    """Make a vault in `folder`, and return the program that asks for its passphrase."""
    environment = environment_with_home(folder / "home", bus)
    passphrase, vault = folder / "passphrase", folder / "vault"
    passphrase.write_text(f"{secrets.token_urlsafe(24)}\n", "utf-8")
    start = [sys.executable, "-P", "-m", "peerdesk"]
    prepare([*start, "new", str(vault), "--passphrase-file", str(passphrase)], environment)
    return Program("PeerDesk", [*start, "--vault", str(vault)], environment)


def keepassxc(folder: Path, bus: str) -> Program:
    """Make a database in `folder`, and return the program that asks for its password."""
    environment = environment_with_home(folder / "home", bus)
    database, settings = folder / "some.kdbx", folder / "keepassxc.ini"
    settings.write_text(KEEPASSXC_SETTINGS, "utf-8")
    password = secrets.token_urlsafe(24)
    create = ["keepassxc-cli", "db-create", "--set-password", str(database)]
    prepare(create, environment, f"{password}\n{password}\n")
    own_settings = ["--config", str(settings), "--localconfig", str(folder / "local.ini")]
    return Program("KeePassXC", ["keepassxc", *own_settings, str(database)], environment)


def prepare(command: list[str], environment: dict[str, str], typed: str = "") -> None:
    """Run a command that makes the file to open; raise SetupError with its words if it fails."""
    done = subprocess.run(
        command, env=environment, input=typed, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SetupError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


@contextmanager
def message_bus() -> Iterator[str]:
    """Start a session bus, as every desktop has one, and give its address; stop it afterwards."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    bus = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        address = bus.stdout.readline().strip() if bus.stdout else ""
        if not address:
            raise SetupError("dbus-daemon did not start.")
        yield address
    finally:
        bus.terminate()
        bus.communicate()


def measure(programs: list[Program], screen: str) -> dict[str, list[Start]]:
    """Start the programs in turn; return each counted start by program's name."""
    starts: dict[str, list[Start]] = {program.name: [] for program in programs}
    for turn in range(STARTS + 1):
        for program in programs:
            start = start_to_window(program.command, program.environment, screen)
            if turn > 0:
                starts[program.name].append(start)
    return starts


def report(starts: dict[str, list[Start]]) -> float:
    """Print the figures; return PeerDesk's median as a multiple of KeePassXC's, by the clock."""
    print(
        f"Start to the unlock prompt: median of {STARTS} (middle half; fastest), milliseconds\n"
        f"  {'':10} {'by the clock':>24} {'of the processor':>24}"
    )
    for name, taken in starts.items():
        by_clock = spread([start.seconds for start in taken])
        print(f"  {name:10} {by_clock:>24} {spread([start.processor for start in taken]):>24}")
    ratio = times_as_long(starts, attrgetter("seconds"))
    of_processor = times_as_long(starts, attrgetter("processor"))
    print(f"Ratio {ratio:.2f}, limit {LIMIT:.2f}; of the processor {of_processor:.2f}")
    return ratio


def spread(seconds: list[float]) -> str:
    """The median, the quartiles around it and the least, in milliseconds."""
    first, median, third = (round(1000 * part) for part in statistics.quantiles(seconds, n=4))
    return f"{median} ({first} to {third}; {round(1000 * min(seconds))})"


def times_as_long(starts: dict[str, list[Start]], figure: Callable[[Start], float]) -> float:
    """PeerDesk's median as a multiple of KeePassXC's."""
    ours, theirs = (
        statistics.median(map(figure, starts[name])) for name in ("PeerDesk", "KeePassXC")
    )
    return ours / theirs


def main() -> int:
    """Measure; return 0 within the limit, 1 beyond it or where a program does not start."""
    with tempfile.TemporaryDirectory(prefix="bench-") as place, message_bus() as bus:
        folders = [Path(place, "peerdesk"), Path(place, "keepassxc")]
        try:
            programs = [peerdesk(folders[0], bus), keepassxc(folders[1], bus)]
            with virtual_screen() as screen:
                starts = measure(programs, screen)
        except SetupError as error:
            print(error, file=sys.stderr)
            return 1
    return int(report(starts) > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
