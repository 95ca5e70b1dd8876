"""The virtual environment in `.venv`: made once, filled from the locks, known to be up to date."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from development import shiboken
from development.errors import SetupError

PROJECT = Path(__file__).resolve().parents[2]
LOCKS = PROJECT / "installer" / "locks"
RUNTIME_LOCK = LOCKS / "runtime.txt"
TEST_LOCK = LOCKS / "test.txt"

# Another one whenever `fill_from` does something else to environments that are there already.
WAY = b"PySide's Python part as files"

# Run by the environment's own Python: prints where its packages live; fails where it is too old,
# or is another than the one that pip was put there for.
ASK_FOR_PACKAGES_FOLDER = """
import sys, sysconfig, pip
assert sys.version_info >= (3, 11)
print(sysconfig.get_path("purelib"))
"""


@dataclass(frozen=True, slots=True)
class Environment:
    """The virtual environment at `folder`, for the source tree at `project`."""

    project: Path = PROJECT
    folder: Path = PROJECT / ".venv"

    @property
    def python(self) -> Path:
        """The environment's Python."""
        if os.name == "nt":
            return self.folder / "Scripts" / "python.exe"
        return self.folder / "bin" / "python"

    @property
    def stamp(self) -> Path:
        """The file that says which locks were installed completely: {lock's name: fingerprint}."""
        return self.folder / "peerdesk-setup.json"

    def is_whole(self) -> bool:
        """Say whether an environment was made to its end; nothing about what is installed in it.

        One that was cut off in the middle may hold half a pip, and is made anew.
        """
        return self.python.exists() and self.stamp.exists()

    def fingerprint(self, lock: Path) -> str:
        """Return a SHA-256, in hex, of all that an installed lock depends on.

        That is the lock, the place of the source tree, the Python behind the environment, which a
        system upgrade may have exchanged, and the way in which all of it is laid out.
        """
        parts = (lock.read_bytes(), bytes(self.project), bytes(self.python.resolve()), WAY)
        return hashlib.sha256(b"\0".join(parts)).hexdigest()

    def is_filled_from(self, lock: Path) -> bool:
        """Say whether the lock, as it is now, was installed completely."""
        return self.is_whole() and self.stamped().get(lock.name) == self.fingerprint(lock)

    def stamped(self) -> dict[str, str]:
        """Return the stamp; empty where it is missing or not whole."""
        try:
            stamp = json.loads(self.stamp.read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def write_stamp(self, stamp: dict[str, str]) -> None:
        """Write the stamp beside its place first: it must never promise too much."""
        unfinished = self.stamp.with_suffix(".part")
        unfinished.write_text(json.dumps(stamp, indent=1), "utf-8")
        unfinished.replace(self.stamp)

    def fill_from(self, locks: tuple[Path, ...]) -> None:
        """Make the environment hold all that the locks name; does nothing where it does already.

        Raises SetupError where the environment can't be made or a package can't be installed.
        """
        wanting = [lock for lock in locks if not self.is_filled_from(lock)]
        if not wanting:
            return
        packages_folder = self.packages_folder() or self.make()
        (packages_folder / "peerdesk.pth").write_text(f"{self.project}\n", "utf-8")
        for lock in wanting:
            shiboken.fold_up(packages_folder)
            self.install(lock)
            shiboken.lay_out(self.python, packages_folder)
            self.write_stamp(self.stamped() | {lock.name: self.fingerprint(lock)})
        self.compile_sources()

    def packages_folder(self) -> Path | None:
        """Return site-packages; None where there is no environment that works."""
        if not self.is_whole():
            return None
        answer = subprocess.run(
            [self.python, "-I", "-c", ASK_FOR_PACKAGES_FOLDER],
            capture_output=True,
            text=True,
            check=False,
        )
        return Path(answer.stdout.strip()) if answer.returncode == 0 else None

    def make(self) -> Path:
        """Make the environment anew, with pip in it, and return its site-packages."""
        say(f"Making the Python environment {self.folder}")
        self.stamp.unlink(missing_ok=True)
        run_or_explain(
            [sys.executable, "-m", "venv", "--clear", self.folder],
            f"Python could not make its environment in {self.folder}; its own words are above.",
        )
        self.write_stamp({})
        packages_folder = self.packages_folder()
        if packages_folder is None:
            raise SetupError(f"The new Python environment in {self.folder} does not work.")
        return packages_folder

    def install(self, lock: Path) -> None:
        """Install exactly what the lock names, wheels only, each checked against its hash."""
        say(f"Installing the packages of {lock.name} (once; this can take some minutes)")
        options = ["--quiet", "--no-input", "--disable-pip-version-check"]
        rules = ["--require-hashes", "--no-deps", "--only-binary", ":all:"]
        run_or_explain(
            [self.python, "-I", "-m", "pip", "install", *options, *rules, "-r", lock],
            f"The packages of {lock.name} could not be installed; pip's own words are above. "
            "Try the same again once that is mended.",
        )

    def compile_sources(self) -> None:
        """Compile PeerDesk's own modules, so that the first start is as quick as the second.

        A file that does not compile is not this command's business: starting it will say so.
        """
        compile_all = [
            str(self.python),
            "-I",
            "-m",
            "compileall",
            "-q",
            str(self.project / "peerdesk"),
        ]
        subprocess.run(compile_all, stdout=sys.stderr, check=False)


def run_or_explain(command: list[str | Path], explanation: str) -> None:
    """Run a command, its output on standard error; raise SetupError where it fails."""
    if subprocess.run(command, stdout=sys.stderr, check=False).returncode != 0:
        raise SetupError(explanation)


def say(sentence: str) -> None:
    """Tell the person at the keyboard; standard output belongs to the program that is started."""
    print(sentence, file=sys.stderr, flush=True)
