"""Sending a PDF to a printer without a temporary file: to CUPS, over the standard input of `lp`.

Linux and macOS have CUPS; `printing_windows` serves Windows. `lp` talks to the print service over
its UNIX socket, which is all that the network filter lets it do.
"""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass

from peerdesk.documents import raster
from peerdesk.domain.paper import PaperSize
from peerdesk.errors import UserError
from peerdesk.ui.print_troubles import PrintTrouble

JOB_TITLE = "PeerDesk handout"
"""What a print queue shows: never the name of a group."""
LISTING_SECONDS = 10
SENDING_SECONDS = 60
LONGEST_REASON = 200
"""Characters of what the printing system says that are shown."""

_NO_SERVICE = ("scheduler is not running", "bad file descriptor", "connection refused",
               "no such file", "unable to connect", "operation not permitted")  # fmt: skip
_MEDIA = {PaperSize.A4: "A4", PaperSize.LETTER: "Letter"}
_PREFIX = re.compile(r"^\S*lp: (Error - )?")
_DEFAULT_IS = "system default destination:"


@dataclass(frozen=True, slots=True)
class Printer:
    """A print queue."""

    name: str
    is_usual: bool = False
    """Whether it is the one that the system prints to by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOrder:
    """What to do with a document. `copies` is at least 1."""

    printer: str
    copies: int = 1
    two_sided: bool = False


def printers() -> tuple[Printer, ...]:
    """Every print queue, the usual one first.

    UserError NO_PRINTING_SYSTEM, NO_PRINTER, SYSTEM_SILENT. May wait for `LISTING_SECONDS`.
    """
    lpstat = _program("lpstat")
    listed = _run([lpstat, "-e"], b"", LISTING_SECONDS)
    names = listed.stdout.decode("utf-8", "replace").split()
    if not names:
        raise _why_none(lpstat)
    usual = _usual(lpstat)
    found = [Printer(name, is_usual=name == usual) for name in names]
    return tuple(sorted(found, key=_usual_first))


def send(pdf: bytes, order: PrintOrder) -> None:
    """Give a PDF to a print queue.

    UserError NO_PRINTING_SYSTEM, SYSTEM_SILENT, REFUSED. May wait for `SENDING_SECONDS`.
    """
    sides = "two-sided-long-edge" if order.two_sided else "one-sided"
    command = [
        _program("lp"),
        "-d", order.printer,
        "-n", str(order.copies),
        "-t", JOB_TITLE,
        "-o", f"sides={sides}",
    ]  # fmt: skip
    paper = paper_of(pdf)
    if paper is not None:
        command += ["-o", f"media={_MEDIA[paper]}"]
    done = _run([*command, "-"], pdf, SENDING_SECONDS)
    if done.returncode != 0:
        raise _refusal(done)


def paper_of(pdf: bytes) -> PaperSize | None:
    """The paper that the first page is laid out for, or None for another size."""
    first = raster.page(pdf, 0, 72)
    for paper in PaperSize:
        if abs(first.width - paper.width) < 2 and abs(first.height - paper.height) < 2:
            return paper
    return None


def _usual(lpstat: str) -> str:
    """The name of the system's own choice, or an empty string."""
    said = _run([lpstat, "-d"], b"", LISTING_SECONDS).stdout.decode("utf-8", "replace")
    _before, found, name = said.partition(_DEFAULT_IS)
    return name.strip() if found else ""


def _usual_first(printer: Printer) -> tuple[bool, str]:
    return not printer.is_usual, printer.name.casefold()


def _why_none(lpstat: str) -> UserError:
    """Whether the print service is missing, or there to say that it has no queue."""
    answer = _run([lpstat, "-r"], b"", LISTING_SECONDS)
    running = answer.returncode == 0 and b"is running" in answer.stdout
    return UserError(PrintTrouble.NO_PRINTER if running else PrintTrouble.NO_PRINTING_SYSTEM)


def _refusal(done: subprocess.CompletedProcess[bytes]) -> UserError:
    said = " ".join(done.stderr.decode("utf-8", "replace").split())
    if any(sign in said.casefold() for sign in _NO_SERVICE):
        return UserError(PrintTrouble.NO_PRINTING_SYSTEM)
    reason = _PREFIX.sub("", said)[:LONGEST_REASON]
    return UserError(PrintTrouble.REFUSED, reason=reason)


def _program(name: str) -> str:
    """The full path of a program of CUPS. UserError NO_PRINTING_SYSTEM."""
    found = shutil.which(name)
    if found is None:
        raise UserError(PrintTrouble.NO_PRINTING_SYSTEM)
    return os.path.abspath(found)  # noqa: PTH100 - a link must keep its name, which tells CUPS apart


def _run(command: list[str], given: bytes, seconds: int) -> subprocess.CompletedProcess[bytes]:
    # The answers are read in English, whatever the desktop speaks.
    environment = {**os.environ, "LC_ALL": "C", "LANGUAGE": "C"}
    try:
        return subprocess.run(
            command,
            input=given,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=environment,
        )
    except subprocess.TimeoutExpired as late:
        raise UserError(PrintTrouble.SYSTEM_SILENT, seconds=seconds) from late
    except OSError as failure:
        raise UserError(PrintTrouble.NO_PRINTING_SYSTEM) from failure
