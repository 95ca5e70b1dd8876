"""A CUPS of one's own: the real service, on a UNIX socket in a throw-away folder, for a test.

It needs neither root nor a network. Its one printer, `Paper`, takes PDF as it is and puts it into a
file, so that the bytes can be compared.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from patience import PATIENCE_SECONDS, wait_until

PRINTER = "Paper"
SBIN = "/usr/sbin"

_SETTINGS = """
LogLevel debug
MaxLogSize 0
Listen {root}/cups.sock
Browsing Off
WebInterface No
DefaultAuthType None
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
_FILES = """
FileDevice Yes
ServerRoot {root}/root
StateDir {root}/run
CacheDir {root}/cache
RequestRoot {root}/spool
TempDir {root}/spool/tmp
AccessLog {root}/log/access
ErrorLog {root}/log/error
PageLog {root}/log/page
"""
_DESCRIPTION = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "FILE.PPD"
*Manufacturer: "Test"
*Product: "(File)"
*ModelName: "File"
*ShortNickName: "File"
*NickName: "File"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*cupsFilter: "application/pdf 0 gziptoany"
*OpenUI *PageSize: PickOne
*DefaultPageSize: A4
*PageSize A4: ""
*PageSize Letter: ""
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: A4
*PageRegion A4: ""
*PageRegion Letter: ""
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4: "0 0 595 842"
*ImageableArea Letter: "0 0 612 792"
*DefaultPaperDimension: A4
*PaperDimension A4: "595 842"
*PaperDimension Letter: "612 792"
"""


@dataclass(frozen=True, slots=True)
class Cups:
    """A service that runs. Give its `environment` to whoever is to print there."""

    root: Path

    @property
    def environment(self) -> dict[str, str]:
        return {"CUPS_SERVER": str(self.root / "cups.sock")}

    @property
    def printed(self) -> bytes:
        """What came out of the printer last."""
        made = self.root / "printed"
        return made.read_bytes() if made.exists() else b""

    @property
    def options(self) -> list[str]:
        """What the last document was to be printed with, as its filter was told."""
        lines = (self.root / "log/error").read_text("utf-8", "replace").splitlines()
        told = [line.partition('argv[5]="')[2] for line in lines if "argv[5]" in line]
        return told[-1].rstrip('"').split() if told else []

    @property
    def kept(self) -> list[str]:
        """The documents that lie in the queue."""
        return sorted(path.name for path in (self.root / "spool").glob("d*"))

    def run(self, program: str, *words: str) -> str:
        """Run one of CUPS's own programs, found also where only administrators look."""
        path = shutil.which(program) or shutil.which(program, path=SBIN)
        assert path is not None, program
        done = subprocess.run(
            [path, *words],
            env={**os.environ, **self.environment, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        return done.stdout + done.stderr


def missing() -> str:
    """Why there can be no CUPS here, or an empty string."""
    for program in ("cupsd", "lpadmin"):
        if not (shutil.which(program) or shutil.which(program, path=SBIN)):
            return f"CUPS is not installed ({program})"
    for program in ("lp", "lpstat", "cancel"):
        if not shutil.which(program):
            return f"CUPS's commands are not installed ({program})"
    return ""


@contextmanager
def private_cups() -> Iterator[Cups]:
    """A CUPS with the one printer, until the block ends."""
    # Not below pytest's folder: the service runs its filters as another user when root starts it,
    # and the path of a socket may have about a hundred bytes only.
    root = Path(tempfile.mkdtemp(prefix="cups-"))
    root.chmod(0o755)
    try:
        for folder in ("root/ppd", "log", "spool/tmp", "cache", "run"):
            (root / folder).mkdir(parents=True)
        (root / "cupsd.conf").write_text(_SETTINGS.format(root=root), "utf-8")
        (root / "cups-files.conf").write_text(_FILES.format(root=root), "utf-8")
        (root / "file.ppd").write_text(_DESCRIPTION, "utf-8")
        with _service(root):
            cups = Cups(root)
            _wait_for(cups)
            printed, description = f"file:{root}/printed", str(root / "file.ppd")
            cups.run("lpadmin", "-p", PRINTER, "-v", printed, "-P", description, "-E")
            yield cups
    finally:
        shutil.rmtree(root, ignore_errors=True)


@contextmanager
def _service(root: Path) -> Iterator[None]:
    program = shutil.which("cupsd") or f"{SBIN}/cupsd"
    settings = ["-c", str(root / "cupsd.conf"), "-s", str(root / "cups-files.conf")]
    with (root / "log/out").open("wb") as out:
        running = subprocess.Popen([program, "-f", *settings], stdout=out, stderr=out)
    try:
        yield
    finally:
        running.terminate()
        running.wait(timeout=PATIENCE_SECONDS)


def _wait_for(cups: Cups) -> None:
    def said() -> str:
        return f"CUPS to start: {(cups.root / 'log/out').read_text('utf-8', 'replace')}"

    wait_until(lambda: "is running" in cups.run("lpstat", "-r"), said)
